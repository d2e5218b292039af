--- Whom HanLP's list of person names (Apache-2.0) names: read for lexicon.lua and augment.lua.
--
-- The list was gathered by program, so that words and places stand in it that only look like names
-- (黄金周, 石库门). Taken are foreign names, and of Chinese ones those that are made as names are:
-- given names of characters that more names have, and no word at the beginning.
local SEEN, WORD <const> = 3, 5 -- times that a character is in given names; that a word is common

-- Arguments: the folder of open data, and a function that gives the lines of a file. Returns a list
-- of {name, tag, count}: nr Chinese, nrj Japanese, nrf foreign.
return function(data, lines_of)
  local given, words, out = {}, {}, {}
  for line in lines_of("lua/jiyao/data/given_names.tsv") do
    local c, only, first, second = line:match("^([^#\t]+)\t(%d+)\t(%d+)\t(%d+)")
    if c then given[c] = {tonumber(only), tonumber(first), tonumber(second)} end
  end
  for line in lines_of(data .. "/hanlp_dict/core_words_pos_freq.txt.gz") do
    local s, tag, n = line:match("^(%S+)%s+(%S+)%s+(%d+)")
    if s and not tag:find("^nr") then words[s] = tonumber(n) end
  end
  local function made_as_name(s)
    local chars = {}
    for _, cp in utf8.codes(s) do chars[#chars + 1] = utf8.char(cp) end
    if words[s] or chars[2] == "某" then return false end
    if #chars == 2 then return given[chars[2]] and given[chars[2]][1] >= SEEN end
    if #chars ~= 3 then return true end
    local first, second = given[chars[2]], given[chars[3]]
    return first and second and first[2] >= SEEN and second[3] >= SEEN and
           (words[chars[1] .. chars[2]] or 0) < WORD
  end
  for line in lines_of(data .. "/hanlp_dict/custom_person_names.txt.gz") do
    local s, tag, n = line:match("^(%S+) (%S+) ?(%d*)")
    if s and utf8.len(s) and utf8.len(s) >= 2 and (tag ~= "nr" or made_as_name(s)) then
      out[#out + 1] = {s, tag, tonumber(n) or 0}
    end
  end
  return out
end
