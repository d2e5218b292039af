-- answers.lua: what jiyao makes of every code of every encoding it reads, for
-- comparing a program built on one iconv with a program built on another.
local jiyao = require "jiyao"

local encodings = {
  "GB18030", "BIG5-HKSCS", "CP932", "CP949", "EUC-JP", "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE",
  "UTF-32BE", "ISO-8859-1", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4", "ISO-8859-5", "ISO-8859-6",
  "ISO-8859-7", "ISO-8859-8", "ISO-8859-10", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "ISO-8859-16",
  "KOI8-R", "KOI8-U", "IBM852", "IBM866", "MACINTOSH", "MAC-CYRILLIC", "WINDOWS-874", "WINDOWS-1250",
  "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256",
  "WINDOWS-1257", "WINDOWS-1258", "EUC-TW", "HZ", "ISO-2022-CN", "ISO-2022-JP", "UTF-7", "GBK//TRANSLIT",
  "JOHAB", "TCVN",
}

-- Codes of one to four bytes, each before a line feed, which none of them takes in.
local rows = {}
for lead = 0, 255 do
  local row = {string.char(lead, 10)}
  for trail = 0, 255 do row[#row + 1] = string.char(lead, trail, 10) end
  rows[#rows + 1] = table.concat(row)
end
for second = 0x80, 0xFF do
  local row = {}
  for third = 0x80, 0xFF do row[#row + 1] = string.char(0x8F, second, third, 10) end
  rows[#rows + 1] = table.concat(row)
end
for lead = 0x81, 0xFE do
  for second = 0x30, 0x39 do
    local row = {}
    local step = lead < 0x85 and 1 or 25
    for third = 0x81, 0xFE, step do
      for fourth = 0x30, 0x39 do row[#row + 1] = string.char(lead, second, third, fourth, 10) end
    end
    rows[#rows + 1] = table.concat(row)
  end
end

for _, encoding in ipairs(encodings) do
  for i, row in ipairs(rows) do
    local fine, text, report = pcall(jiyao.convert.decode, row, encoding, "replace")
    print(encoding, i, fine and report.lost or text.code, fine and text or "")
    if not fine then break end
  end
end
