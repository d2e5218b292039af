--- Prints the words of UNER_Chinese-GSDSIMP (CC BY-SA 4.0), a sentence a line, for `jiyao train --words`.
--
--   lua5.4 src/extract/train/words.lua DATA > words.txt
--
-- DATA is the folder of open data (`../shared/data`).
local DATA = arg[1] or error("usage: words.lua DATA")
local file <close> = assert(io.popen("gzip -dc '" .. DATA .. "/uner_zh_gsdsimp/zh_gsdsimp-ud-train.iob2.gz'"))
local words = {}
for line in file:lines() do
  local word = line:match("^%d+\t([^\t]+)")
  if word then
    words[#words + 1] = word:gsub("%s", "")
  elseif line == "" and #words > 0 then
    print(table.concat(words, " "))
    words = {}
  end
end
