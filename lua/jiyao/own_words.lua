--- How a page speaks of its own body: 我院, 本校, 全馆.
-- Knows these words, what they weigh, and how the name of such a body ends. Refuses to know names.
-- @module jiyao.own_words
-- @internal
local data = require "jiyao.data"
local lexicon = require "jiyao.lexicon"
local regex = require "jiyao.regex"

local M = {}

-- 学校 and the like count where they stand alone, not at the end of a name.
local own, own_words = {}, {}
for _, row in ipairs(data.table("own_words")) do
  local ends, unless = {}, {}
  for word in row[4]:gmatch("[^,]+") do ends[#ends + 1] = word end
  for word in row[5]:gmatch("[^,]+") do unless[#unless + 1] = word end
  own[row[1]] = {bare = row[2] == "bare", n = tonumber(row[3]), ends = ends, unless = unless,
    kind = row[4] .. row[3]}
  own_words[#own_words + 1] = row[1]
end
local own_lexicon = lexicon.new(own_words)

local ACADEMY = "科学院" -- no college, though it ends as one

--- Whether a name ends as those do that speak of themselves with a word.
-- @function fits
-- @tparam table word as `get` and `said` give it
-- @tparam string name
-- @treturn boolean
-- @usage
-- local own_words = require "jiyao.own_words"
-- print(own_words.fits(own_words.get("我校"), "云岭大学"), own_words.fits(own_words.get("我校"), "云岭医院")) --> true	false
function M.fits(word, name)
  for _, ending in ipairs(word.ends) do
    if #name > #ending and name:sub(-#ending) == ending then
      return ending ~= "学院" or name:sub(-#ACADEMY) ~= ACADEMY
    end
  end
  return false
end

--- A word with which a body speaks of itself: `n` what it weighs, `ends` how such a body's name ends.
-- @function get
-- @tparam string word
-- @treturn ?table
-- @usage
-- print(require "jiyao.own_words".get("我校").n) --> 3
function M.get(word) return own[word] end

--- Whether a page says "we" with the last word of a name.
-- @function is_ours
-- @tparam {table,...} words as `said` gives them
-- @tparam string name
-- @treturn boolean
-- @usage
-- local own_words = require "jiyao.own_words"
-- print(own_words.is_ours(own_words.said("我院召开会议。"), "云岭医院")) --> true
function M.is_ours(words, name)
  for _, w in ipairs(words) do
    if w.n > 1 and M.fits(w, name) then return true end
  end
  return false
end

local WE = 3 -- what 我院 weighs

--- Whether a page speaks as one: 我院, 本校.
-- @function speaks
-- @tparam {table,...} words as `said` gives them
-- @treturn boolean
-- @usage
-- local own_words = require "jiyao.own_words"
-- print(own_words.speaks(own_words.said("我院召开会议。")), own_words.speaks(own_words.said("全院职工参加。"))) --> true	false
function M.speaks(words)
  for _, w in ipairs(words) do
    if w.n >= WE then return true end
  end
  return false
end

local han_re = regex.new("[一-龥、]\\z")

local function any(words, seen)
  for _, word in ipairs(words) do
    if seen[word] then return true end
  end
  return false
end

--- The kinds of words for itself that a page uses, each once.
-- @function said
-- @tparam string head the text of the page, or its beginning
-- @treturn {table,...}
-- @usage
-- print(#require "jiyao.own_words".said("我院召开会议。")) --> 1
function M.said(head)
  local seen, words, said = {}, {}, {}
  for _, hit in ipairs(own_lexicon:find(head, "all")) do
    local term = hit.term
    if not seen[term] then seen[term] = not own[term].bare or not han_re:before(head, hit.start, 3) end
  end
  for _, term in ipairs(own_words) do
    local w = seen[term] and own[term]
    if w and not said[w.kind] and not any(w.unless, seen) then
      said[w.kind] = true
      words[#words + 1] = w
    end
  end
  return words
end

return M
