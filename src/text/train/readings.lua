--- Makes lua/jiyao/data/readings.tsv: which characters a syllable of pinyin may stand for.
--
--   lua5.4 src/text/train/readings.lua PINYIN > lua/jiyao/data/readings.tsv
--
-- PINYIN is the dictionary of mozillazg/pinyin-data in the form of the Go package go-pinyin:
-- lines `0x4E00: "yī,…",`. The same input gives the same bytes.
local path = arg[1] or error("usage: readings.lua PINYIN")
local MOST = 0x9FA5 -- the last character that the double-byte encodings hold

local of = {}
for line in io.lines(path) do
  local hex, list = line:match('0x(%x+):%s*"([^"]+)"')
  local cp = hex and tonumber(hex, 16)
  if cp and cp >= 0x4E00 and cp <= MOST then
    for syllable in list:gmatch("[^,]+") do
      of[syllable] = of[syllable] or {}
      table.insert(of[syllable], cp)
    end
  end
end

local syllables = {}
for s in pairs(of) do syllables[#syllables + 1] = s end
table.sort(syllables)
io.write("# Syllable of pinyin and the characters U+4E00 to U+9FA5 that it may be a reading of. Made by\n")
io.write("# src/text/train/readings.lua from pinyin-data by mozillazg (MIT).\n")
for _, s in ipairs(syllables) do
  table.sort(of[s])
  io.write(s, "\t", utf8.char(table.unpack(of[s])), "\n")
end
