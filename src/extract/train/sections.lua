--- Reads lists of words by their kind, figures.txt and news_words.txt, for lexicon.lua and augment.lua.
--
-- Arguments: a function that gives the lines of a file, and the file's name. Returns {kind = {word, …}, …}.
return function(lines_of, name)
  local kinds, list = {}
  for line in lines_of("src/extract/train/" .. name) do
    local kind = line:match("^%[(.-)%]$")
    if kind then
      kinds[kind] = {}
      list = kinds[kind]
    elseif not line:find("^#") then
      for s in line:gmatch("%S+") do list[#list + 1] = s end
    end
  end
  return kinds
end
