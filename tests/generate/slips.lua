-- slips.lua: damages a sound text as converters do, and keeps the truth.
--
--   lua5.4 tests/generate/slips.lua TEXT OUT SEED [gbk|big5] [fold] [vanish] [gloss] [markup] [every=N]
--
-- Writes OUT.damaged (UTF-8), OUT.sound (the text that is wanted back) and OUT.spots:
-- a line for each damaged spot with its offsets in both, and which of its characters
-- (from 1) lost a byte. The same arguments give the same bytes.
--
-- A slip: the first byte of a character is lost and shows as `?`; what follows is read
-- one byte out of step until a byte cannot begin or complete a pair. `fold` then writes
-- full-width punctuation, digits and letters as ASCII, `vanish` leaves pairs without a
-- public character out (else they show as `?`), `gloss` puts readings after characters
-- of both texts, also inside characters, `markup` ends paragraphs with a tag that the
-- last byte of a slip swallows. Refuses to know how any of it is undone.
local input, output, seed = arg[1], arg[2], tonumber(arg[3])
if not seed then
  error("usage: slips.lua TEXT OUT SEED [gbk|big5] [fold] [vanish] [gloss] [markup] [every=N]")
end
local want = {}
local every = 150
for i = 4, #arg do
  want[arg[i]] = true
  every = tonumber(arg[i]:match("^every=(%d+)$")) or every
end
local encoding = want.big5 and "BIG5" or "GBK"

-- ---- bytes --------------------------------------------------------------------------

local through = dofile(debug.getinfo(1, "S").source:match("^@(.*)/[^/]*$") .. "/through.lua")

local function convert(bytes, from, to)
  return (through(bytes, "iconv -c -f " .. from .. " -t " .. to))
end

-- Every pair of the encoding: bytes to character and back.
local char_of, bytes_of = {}, {}
do
  local list, text = {}, {}
  for lead = 0x81, 0xFE do
    for trail = 0x40, 0xFE do
      if trail ~= 0x7F then list[#list + 1] = string.char(lead, trail) end
    end
  end
  for i, pair in ipairs(list) do text[i] = pair .. "\n" end
  local i = 0
  for line in convert(table.concat(text), encoding, "UTF-8"):gmatch("([^\n]*)\n") do
    i = i + 1
    if utf8.len(line) == 1 then
      local cp = utf8.codepoint(line)
      if cp >= 0x80 and not (cp >= 0xE000 and cp <= 0xF8FF) then
        char_of[list[i]] = line
        bytes_of[line] = bytes_of[line] or list[i]
      end
    end
  end
end

local state = seed * 2654435761 + 1
local function random(n)
  state = (state * 6364136223846793005 + 1442695040888963407)
  return (state >> 33) % n + 1
end

-- ---- one slip -----------------------------------------------------------------------

-- What the decoder shows of a pair.
local function shown(pair)
  local c = char_of[pair]
  if not c then return want.vanish and "" or "?" end
  if want.fold then
    local cp = utf8.codepoint(c)
    if cp >= 0xFF01 and cp <= 0xFF5E and cp ~= 0xFF01 then return utf8.char(cp - 0xFEE0) end
  end
  return c
end

-- Characters from `at` on, out of step until a single byte puts them in step again.
-- Returns what is shown, the index of the first character that is not touched, and
-- which characters lost a byte.
local function slip(chars, at)
  local out, lost, i = {"?"}, {[1] = true}, at
  local waiting = bytes_of[chars[at]]:sub(2)
  while true do
    i = i + 1
    local c = chars[i]
    local pair = c and bytes_of[c]
    if not pair then
      out[#out + 1] = "?"
      lost[i - at] = true
      return table.concat(out), c == "<" and i + 1 or i, lost
    end
    local both = waiting .. pair:sub(1, 1)
    out[#out + 1] = shown(both)
    if not char_of[both] then lost[i - at], lost[i - at + 1] = true, true end
    waiting = pair:sub(2)
    if waiting:byte() <= 0x80 then
      lost[i - at + 1] = lost[i - at + 1] or waiting == "\x80"
      out[#out + 1] = waiting == "\x80" and "?" or waiting
      return table.concat(out), i + 1, lost
    end
  end
end

-- ---- glosses ------------------------------------------------------------------------

local reading = {}
for line in io.lines("lua/jiyao/data/readings.tsv") do
  local syllable, list = line:match("^([^#\t]+)\t(.+)")
  for c in (list or ""):gmatch(utf8.charpattern) do reading[c] = reading[c] or syllable end
end

-- A gloss for the pair that two characters make where they meet, put after its second
-- byte: inside the character at `i`. Nil where they make none.
local function gloss_inside(chars, i)
  local before, here = chars[i - 1] and bytes_of[chars[i - 1]], bytes_of[chars[i]]
  local met = before and here and char_of[before:sub(2) .. here:sub(1, 1)]
  if not (met and reading[met] and reading[chars[i]]) then return nil end
  return "?" .. reading[met] .. ")?" .. reading[chars[i]] .. ")"
end

-- ---- the text -----------------------------------------------------------------------

local file = assert(io.open(input, "rb"))
local source = file:read("a")
file:close()
local damaged, sound, spots = {}, {}, {}
local damaged_at, sound_at = 0, 0

local function put(bad, good)
  damaged[#damaged + 1] = bad
  sound[#sound + 1] = good
  damaged_at = damaged_at + #bad
  sound_at = sound_at + #good
end

local function put_spot(bad, good, lost)
  local which = {}
  for i = 1, utf8.len(good) do
    if lost[i] then which[#which + 1] = i end
  end
  spots[#spots + 1] = string.format("%d\t%d\t%d\t%d\t%s", damaged_at, damaged_at + #bad, sound_at,
    sound_at + #good, table.concat(which, ","))
  put(bad, good)
end

local function damage_line(chars)
  local i, wait = 1, random(2 * every)
  while i <= #chars do
    wait = wait - 1
    local pair = bytes_of[chars[i]]
    local inside = want.gloss and wait <= 0 and random(4) == 1 and gloss_inside(chars, i)
    if inside then
      put_spot(inside, chars[i], {true})
      i, wait = i + 1, random(2 * every)
    elseif wait <= 0 and pair and pair:byte(2) > 0x80 and bytes_of[chars[i + 1]] then
      local bad, past, lost = slip(chars, i)
      put_spot(bad, table.concat(chars, "", i, past - 1), lost)
      i, wait = past, random(2 * every)
    else
      local syllable = want.gloss and reading[chars[i]]
      put(syllable and random(3) == 1 and chars[i] .. "(" .. syllable .. ")" or chars[i], chars[i])
      i = i + 1
    end
  end
end

for line in source:gmatch("[^\n]*\n") do
  if want.markup and #line > 60 then line = line:sub(1, -2) .. "</a>\n" end
  local chars = {}
  for _, cp in utf8.codes(line) do chars[#chars + 1] = utf8.char(cp) end
  damage_line(chars)
end

local function write(name, content)
  local out = assert(io.open(output .. name, "wb"))
  out:write(content)
  out:close()
end
write(".damaged", table.concat(damaged))
write(".sound", table.concat(sound))
write(".spots", table.concat(spots, "\n") .. "\n")
