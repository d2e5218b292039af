-- misread.lua: damages text as wrong encodings do, with the truth beside it.
--
--   lua5.4 tests/generate/misread.lua KIND LOSS < text > damaged
--   lua5.4 tests/generate/misread.lua mixed SEED < text > bytes
--
-- KIND is one of the kinds of jiyao.text.recode ("utf8-as-gbk", …); LOSS says
-- what stands where bytes cannot be read: "none" (lines that lose something are
-- left out), "replace" (U+FFFD), "question" (`?`, which swallows the next ASCII
-- byte too). Tables come from the program `iconv`. Refuses to know jiyao.

local MISREAD = {}

local NAMES = {utf8 = "UTF-8", gbk = "GB18030", big5 = "BIG5-HKSCS", latin1 = "CP1252", euckr = "CP949",
  sjis = "CP932", cp1251 = "CP1251", koi8 = "KOI8-R", mac = "MACINTOSH"}
local SINGLE = {latin1 = true, cp1251 = true, koi8 = true, mac = true} -- a character for each byte

MISREAD.kinds = {"utf8-as-gbk", "utf8-as-latin1", "gbk-as-latin1", "big5-as-latin1", "big5-as-gbk",
  "gbk-as-big5", "utf8-as-big5", "gbk-as-euckr", "gbk-as-sjis", "utf8-as-sjis",
  "utf8-as-cp1251", "gbk-as-cp1251", "big5-as-cp1251", "utf8-as-koi8", "gbk-as-koi8", "utf8-as-mac",
  "gbk-as-mac", "big5-as-mac"}

local through = dofile(debug.getinfo(1, "S").source:match("^@(.*)/[^/]*$") .. "/through.lua")

local function pipe(text, command)
  return (through(text, command .. " 2>/dev/null"))
end

local charts = {}

-- What each byte and pair of bytes shows, where it shows one character.
local function chart(name)
  if charts[name] then return charts[name] end
  local asked, units = {}, {}
  for lead = 0x80, 0xFF do
    units[#units + 1] = string.char(lead)
    for trail = 0x40, 0xFE do
      if not SINGLE[name] then units[#units + 1] = string.char(lead, trail) end
    end
  end
  -- -c leaves out what cannot be read, and may take the byte after it too: of the
  -- four that follow a unit all must be left, else one of them was part of it.
  for i, unit in ipairs(units) do asked[i] = unit .. "aaaa\n" end
  local shown = {}
  local i = 0
  for line in pipe(table.concat(asked), "iconv -c -f " .. NAMES[name] .. " -t UTF-8"):gmatch("([^\n]*)\n") do
    i = i + 1
    local char = line:match("^([^a]+)aaaa$")
    if char and utf8.len(char) == 1 and utf8.codepoint(char) >= 0x80 then shown[units[i]] = char end
  end
  assert(i == #units, "iconv lost a line end")
  for _, unit in ipairs(units) do -- of a pair -c may have left out one byte, where the other stands alone
    local char = #unit == 2 and shown[unit]
    if char and (char == shown[unit:sub(1, 1)] or char == shown[unit:sub(2)]) then shown[unit] = nil end
  end
  if name == "latin1" then
    for byte = 0x80, 0x9F do
      shown[string.char(byte)] = shown[string.char(byte)] or utf8.char(byte)
    end
  end
  charts[name] = shown
  return shown
end

local codes = {}

-- The bytes of each character that a chart shows; of several the first.
local function bytes_by_char(name)
  if codes[name] then return codes[name] end
  local of = {}
  for bytes, char in pairs(chart(name)) do
    if not of[char] or bytes < of[char] then of[char] = bytes end
  end
  codes[name] = of
  return of
end

-- The characters of text with their bytes in an encoding; what it lacks is left out.
local function encode(text, name)
  local list = {}
  if name == "utf8" then
    for _, code in utf8.codes(text) do list[#list + 1] = {char = utf8.char(code), bytes = utf8.char(code)} end
    return list
  end
  local bytes_of = bytes_by_char(name)
  for _, code in utf8.codes(text) do
    local char = utf8.char(code)
    local bytes = code < 0x80 and char or bytes_of[char]
    if bytes then list[#list + 1] = {char = char, bytes = bytes} end
  end
  return list
end

-- Reads bytes by a chart: pieces of {shown, first byte, last byte, lost}.
local function read(bytes, shown, loss)
  local pieces, i = {}, 1
  while i <= #bytes do
    local one, two = bytes:sub(i, i), bytes:sub(i, i + 1)
    local text, size, lost = one, 1, false
    if one:byte() >= 0x80 then
      if #two == 2 and shown[two] then
        text, size = shown[two], 2
      elseif shown[one] then
        text = shown[one]
      else
        lost = true
        text = loss == "replace" and "\u{FFFD}" or "?"
        if loss == "question" and #two == 2 and two:byte(2) < 0x80 and two:byte(2) >= 0x20 then size = 2 end
      end
    end
    pieces[#pieces + 1] = {text = text, first = i, last = i + size - 1, lost = lost}
    i = i + size
  end
  return pieces
end

--- Damages text. Returns what it reads as, and the characters that were written:
-- each with `char`, `start`, `stop` (offsets in the damaged text of all that its
-- bytes are in, half-open from 0) and `lost` (a byte of it is gone).
function MISREAD.damage(text, kind, loss)
  local meant, shown = kind:match("^(%w+)%-as%-(%w+)$")
  local chars = encode(text, meant)
  local bytes = {}
  for i, c in ipairs(chars) do bytes[i] = c.bytes end
  local pieces = read(table.concat(bytes), chart(shown), loss)
  local out, start_of, stop_of, lost_at, size = {}, {}, {}, {}, 0
  for i, p in ipairs(pieces) do
    out[i] = p.text
    for b = p.first, p.last do
      start_of[b], stop_of[b], lost_at[b] = size, size + #p.text, p.lost
    end
    size = size + #p.text
  end
  local at = 1
  for _, c in ipairs(chars) do
    local last = at + #c.bytes - 1
    c.start, c.stop = start_of[at], stop_of[last]
    for b = at, last do c.lost = c.lost or lost_at[b] end
    at = last + 1
  end
  return table.concat(out), chars
end

--- The lines of text that a damage does not lose anything of, damaged, and the
-- same lines as they were.
function MISREAD.lossless(text, kind)
  local damaged, truth = {}, {}
  for line in text:gmatch("[^\n]+") do
    local made, chars = MISREAD.damage(line .. "\n", kind, "replace")
    local kept, lost = {}, made:find("\u{FFFD}", 1, true) ~= nil
    for i, c in ipairs(chars) do kept[i] = c.char end
    if not lost and table.concat(kept) == line .. "\n" then
      damaged[#damaged + 1] = made
      truth[#truth + 1] = line .. "\n"
    end
  end
  return table.concat(damaged), table.concat(truth)
end

--- Paragraphs of text in encodings that change: the bytes, the text, and the
-- encoding of each paragraph as {encoding, start} (offsets in the bytes).
-- `random(m)` draws whole numbers from 1; `names` are keys of encodings.
function MISREAD.mixed(text, names, random)
  local bytes, truth, regions, size = {}, {}, {}, 0
  for paragraph in text:gmatch("[^\n]+\n+") do
    local name = names[random(#names)]
    local written, kept = {}, {}
    for i, c in ipairs(encode(paragraph, name)) do written[i], kept[i] = c.bytes, c.char end
    bytes[#bytes + 1], truth[#truth + 1] = table.concat(written), table.concat(kept)
    local last = regions[#regions]
    if not last or last.encoding ~= NAMES[name] then
      regions[#regions + 1] = {encoding = NAMES[name], start = size}
    end
    size = size + #bytes[#bytes]
  end
  return table.concat(bytes), table.concat(truth), regions
end

if arg and arg[0] and arg[0]:match("generate/misread%.lua$") then
  local kind, how = arg[1], arg[2]
  local text = io.read("a")
  if kind == "mixed" and tonumber(how) then
    local NEWS = dofile((arg[0]:gsub("misread%.lua$", "news.lua")))
    io.write((MISREAD.mixed(text, {"utf8", "gbk", "big5"}, NEWS.generator(tonumber(how)))))
  elseif kind and kind:match("^%w+%-as%-%w+$") and how == "none" then
    io.write((MISREAD.lossless(text, kind)))
  elseif kind and kind:match("^%w+%-as%-%w+$") and (how == "replace" or how == "question") then
    io.write((MISREAD.damage(text, kind, how)))
  else
    io.stderr:write("usage: lua5.4 tests/generate/misread.lua KIND none|replace|question < text\n")
    os.exit(2)
  end
end

return MISREAD
