--- Words of a table as patterns and sets. Knows how tables are laid out; refuses
-- to know what their words mean.
-- @module jiyao.wordlist
-- @internal
local data = require "jiyao.data"

local M = {}

-- Words sorted, the longest first: by length, and those of a length by themselves,
-- since comparing in C takes a fraction of what a function here does.
local function longest_first(words)
  local of_length, lengths, out = {}, {}, {}
  for _, word in ipairs(words) do
    local list = of_length[#word]
    if not list then
      list, lengths[#lengths + 1] = {}, #word
      of_length[#word] = list
    end
    list[#list + 1] = word
  end
  table.sort(lengths)
  for i = #lengths, 1, -1 do
    local list = of_length[lengths[i]]
    table.sort(list)
    table.move(list, 1, #list, #out + 1, out)
  end
  return out
end

-- The words of a table by what a column holds: a table is asked for many values.
local known = {}

local function by_value(name, column)
  local key = name .. "\t" .. column
  if known[key] then return known[key] end
  local words = {}
  for _, row in ipairs(data.table(name)) do
    local value = row[column]
    local list = value and words[value] or {}
    if value then words[value], list[#list + 1] = list, row[1] end
  end
  known[key] = words
  return words
end

--- The words of a table whose column holds a value, the longest first.
-- @function of
-- @tparam string name of the table
-- @tparam integer column
-- @tparam string value
-- @treturn {string,...}
-- @usage
-- print(require "jiyao.wordlist".of("body_words", 2, "go")[1] ~= nil) --> true
function M.of(name, column, value)
  return longest_first(by_value(name, column)[value] or {})
end

--- All words of a table, the longest first.
-- @function all
-- @tparam string name
-- @treturn {string,...}
-- @usage
-- print(#require "jiyao.wordlist".all("deeds") > 0) --> true
function M.all(name)
  local words = {}
  for i, row in ipairs(data.table(name)) do words[i] = row[1] end
  return longest_first(words)
end

--- The words of a table whose column holds a value, as a pattern that finds one of them.
-- @function pattern
-- @tparam string name
-- @tparam integer column
-- @tparam string value
-- @treturn string
-- @usage
-- local wordlist = require "jiyao.wordlist"
-- print(jiyao.regex.new(wordlist.pattern("body_words", 2, "go")):match("莅临医院")) --> 莅临
function M.pattern(name, column, value)
  return "(?:" .. table.concat(M.of(name, column, value), "|") .. ")"
end

--- The same as a set.
-- @function set
-- @tparam string name
-- @tparam integer column
-- @tparam string value
-- @treturn table true by word
-- @usage
-- print(require "jiyao.wordlist".set("body_words", 2, "go")["莅临"]) --> true
function M.set(name, column, value)
  local set = {}
  for _, word in ipairs(M.of(name, column, value)) do set[word] = true end
  return set
end

return M
