--- Makes src/extract/train/tags.tsv: what a part of speech costs after another.
--
--   lua5.4 src/extract/train/tags.lua DATA > src/extract/train/tags.tsv    (from the top of the tree)
--
-- There is no text here that is both open and labelled with these tags. So the words of
-- UNER_Chinese-GSDSIMP (CC BY-SA 4.0) take the tags that HanLP's dictionary (Apache-2.0) gives them
-- with their counts, at first each word its commonest; which tag follows which is counted, the text
-- tagged again by that, and so on: what is likely where words are unambiguous decides where they are
-- not. Costs are eighths of a bit, 40 where a tag stands as often as anywhere. `^` begins and `$` ends
-- a sentence.
local DATA = arg[1] or error("usage: tags.lua DATA")
local ROUNDS = 6

local function lines_of(path)
  local file = assert(io.popen("gzip -dc '" .. path .. "'"))
  local text = file:read("a")
  assert(file:close() and #text > 0, path)
  return text:gmatch("([^\r\n]*)\r?\n")
end

local tag_of = dofile("src/extract/train/tagset.lua")

local words = {}
for line in lines_of(DATA .. "/hanlp_dict/core_words_pos_freq.txt.gz") do
  local s, rest = line:match("^(%S+)%s+(.*)$")
  if s then
    local tags, list = {}, {}
    for tag, n in rest:gmatch("(%S+)%s+(%d+)") do
      local t = tag_of(tag)
      if t then tags[t] = (tags[t] or 0) + tonumber(n) end
    end
    for t, n in pairs(tags) do list[#list + 1] = {t, n} end
    table.sort(list, function(a, b) return a[2] > b[2] or (a[2] == b[2] and a[1] < b[1]) end)
    if #list > 0 then
      words[s] = {list[1][1], list[2] and list[2][2] * 64 >= list[1][2] and list[2][1] or nil,
                  list[2] and 8 * math.log(list[1][2] / list[2][2], 2) or 0}
    end
  end
end

local function guess(s)
  if s:find("^[%d.,%%]+$") then return {"m", nil, 0} end
  if s:find("^[%w%-]+$") then return {"nx", nil, 0} end
  if utf8.len(s) == 1 and not s:find("^[\xE4-\xE9]") then return {"w", nil, 0} end
  return {"n", "v", 16}
end

local sentences, current = {}, {}
for line in lines_of(DATA .. "/uner_zh_gsdsimp/zh_gsdsimp-ud-train.iob2.gz") do
  local word = line:match("^%d+\t([^\t]+)")
  if word then
    current[#current + 1] = words[word] or guess(word)
  elseif line == "" and #current > 0 then
    sentences[#sentences + 1] = current
    current = {}
  end
end

local cost
local function follow(a, b) return cost and (cost[a .. "\t" .. b] or 72) or 40 end

-- The best tags of a sentence: each word has two at most.
local function tagged(sentence)
  local ways = {{tag = "^", sum = 0}}
  for _, w in ipairs(sentence) do
    local next_ways = {}
    for k = 1, w[2] and 2 or 1 do
      local best
      for _, way in ipairs(ways) do
        local sum = way.sum + follow(way.tag, w[k]) + (k == 2 and w[3] or 0)
        if not best or sum < best.sum then best = {tag = w[k], sum = sum, before = way} end
      end
      next_ways[k] = best
    end
    ways = next_ways
  end
  local best
  for _, way in ipairs(ways) do
    local sum = way.sum + follow(way.tag, "$")
    if not best or sum < best.sum then best = {tag = "$", sum = sum, before = way} end
  end
  return best
end

for _ = 1, ROUNDS do
  local pair, left, right, all = {}, {}, {}, 0
  for _, sentence in ipairs(sentences) do
    local at = tagged(sentence)
    while at.before do
      local a, b = at.before.tag, at.tag
      pair[a .. "\t" .. b] = (pair[a .. "\t" .. b] or 0) + 1
      left[a], right[b], all = (left[a] or 0) + 1, (right[b] or 0) + 1, all + 1
      at = at.before
    end
  end
  local costs = {}
  for a, na in pairs(left) do
    for b, nb in pairs(right) do
      local expected = na * nb / all
      local seen = (pair[a .. "\t" .. b] or 0) + 0.5
      local c = math.floor(40 - 8 * math.log(seen / (expected + 0.5), 2) + 0.5)
      costs[a .. "\t" .. b] = math.max(8, math.min(88, c))
    end
  end
  cost = costs
end

local keys = {}
for key in pairs(cost) do keys[#keys + 1] = key end
table.sort(keys)
print("# What a part of speech costs after another: made by src/extract/train/tags.lua")
print("# from HanLP 1.x (Apache-2.0) and UNER_Chinese-GSDSIMP (CC BY-SA 4.0); itself under CC BY-SA 4.0.")
for _, key in ipairs(keys) do print(key .. "\t" .. cost[key]) end
