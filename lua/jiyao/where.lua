--- Shows a place of a document: the lines of its source with the place marked.
-- Knows columns of a terminal; refuses to know why one looks there.
-- @module jiyao.where

local columns = require "jiyao.columns"
local convert = require "jiyao.convert"
local jiyao = require "jiyao"
local text = require "jiyao.text"
local valid = require "jiyao.valid"

local where = {}

local TAB = 4
local MOST_BYTES = 1 << 24 -- of a document, to find where its file holds a place
local MOST_LINES = 12 -- of a long place, before its middle is left out

local function fail(path, offset, ...)
  require("jiyao").fail("EINVALID", string.format(...), path, offset)
end

-- The offset must be in the text, and not inside a character.
local function check(doc, offset, name)
  local source = doc.source
  if math.type(offset) ~= "integer" or offset < 0 or offset > #source then
    fail(doc.path, nil, "%s %s lies outside: the source text has %d bytes, 0 to %d", name, tostring(offset),
      #source, #source)
  end
  local byte = source:byte(offset + 1)
  if not byte or byte < 0x80 or byte >= 0xC0 then return end
  local first = offset
  while (source:byte(first + 1) or 0) & 0xC0 == 0x80 do first = first - 1 end
  local stop = utf8.offset(source, 2, first + 1) - 1
  fail(doc.path, offset, "%s %d is inside the character %s: take %d or %d", name, offset,
    source:sub(first + 1, stop), first, stop)
end

-- Lines as {start, stop}; the last one may be empty.
local function lines_of(source)
  local list, at = {}, 1
  while true do
    local stop = source:find("\n", at, true)
    list[#list + 1] = {start = at - 1, stop = (stop or #source + 1) - 1}
    if not stop then return list end
    at = stop + 1
  end
end

local function line_at(lines, offset)
  local low, high = 1, #lines
  while low < high do
    local mid = (low + high + 1) // 2
    if lines[mid].start <= offset then low = mid else high = mid - 1 end
  end
  return low
end

-- Characters of a line: how each is shown, its columns, its offset.
local function cells_of(source, line)
  local list, column = {}, 0
  local s = valid.replace(source:sub(line.start + 1, line.stop), "?")
  for at, c in utf8.codes(s) do
    local shown = utf8.char(c)
    if c == 9 then
      shown = (" "):rep(TAB - column % TAB)
    elseif c == 13 then
      shown = ""
    elseif c < 32 or (c >= 127 and c < 160) then
      shown = "?"
    end
    local width = text.width(shown)
    list[#list + 1] = {shown = shown, width = width, column = column, offset = line.start + at - 1}
    column = column + width
  end
  return list, column
end

-- The first and last cell to show, so that they fit and the place is among them.
local function window(cells, total, start, stop, width)
  if total <= width then return 1, #cells end
  local first, last = #cells, 1
  for i, c in ipairs(cells) do
    if c.offset >= start and i < first then first = i end
    if c.offset < stop and i > last then last = i end
  end
  if last < first then last = first end
  local room, size = width - 2, 0
  local function add(i)
    if size + cells[i].width > room then return false end
    size = size + cells[i].width
    return true
  end
  local from, to = first, first - 1
  while to < last and add(to + 1) do to = to + 1 end
  local grows = true
  while grows do
    grows = false
    if from > 1 and add(from - 1) then from, grows = from - 1, true end
    if to < #cells and to >= last and add(to + 1) then to, grows = to + 1, true end
  end
  return from, to
end

-- Whether a place touches a line; an empty place does where it begins.
local function touches(line, start, stop)
  if start == stop then return start >= line.start and start <= line.stop end
  return start <= line.stop and stop > line.start
end

-- The line as shown, and the marks under it where the place touches it. An empty
-- place, and a line end that is part of one, are marked where they stand.
local function draw(source, line, start, stop, width)
  local cells, total = cells_of(source, line)
  local inside = touches(line, start, stop)
  local from, to = window(cells, total, inside and start or line.start, inside and stop or line.start, width)
  local shown, marks, marked = {from > 1 and "…" or ""}, {from > 1 and " " or ""}, false
  for i = from, to do
    local c = cells[i]
    local hit = inside and c.offset >= start and c.offset < math.max(stop, start + 1)
    shown[#shown + 1] = c.shown
    local mark = (hit and "^" or " "):rep(c.width)
    marks[#marks + 1] = mark
    marked = marked or (hit and c.width > 0)
  end
  if to < #cells then shown[#shown + 1] = "…" end
  if inside and not marked then marks[#marks + 1] = "^" end
  return table.concat(shown), inside and (table.concat(marks):gsub("%s+$", "")) or nil
end

-- The bytes of a byte order mark that decoding drops.
local function mark_size(doc)
  local ok, found = jiyao.try(convert.detect, doc.bytes:sub(1, 8))
  local mark = ok and found.bom or 0
  return convert.decode(doc.bytes:sub(1, mark), doc.encoding, "skip") == "" and mark or 0
end

-- How many bytes of the input decode to the first `size` bytes of the source.
local function raw_offset(doc, size)
  if size == 0 then return mark_size(doc) end
  local low, high = 0, #doc.bytes
  while low < high do
    local mid = (low + high) // 2
    local decoded = convert.decode(doc.bytes:sub(1, mid), doc.encoding, "skip")
    if #decoded < size then low = mid + 1 else high = mid end
  end
  return low
end

-- Where the place is in the file, if the source is nothing but the file decoded.
local function in_file(doc, start, stop)
  if doc.lost > 0 or #doc.bytes > MOST_BYTES then return nil end
  if doc.kind ~= "text" and doc.kind ~= "html" then return nil end
  local ok, whole = jiyao.try(convert.decode, doc.bytes, doc.encoding)
  if not ok or whole ~= doc.source then return nil end
  if doc.encoding == "UTF-8" then
    local mark = #doc.bytes - #doc.source
    return start + mark, stop + mark
  end
  return raw_offset(doc, start), raw_offset(doc, stop)
end

local function head(doc, place)
  local page = doc.handle and doc.handle:page(place.start)
  local lines = place.first == place.last and "line " .. place.first
    or string.format("lines %d-%d", place.first, place.last)
  return string.format("%s: bytes %d-%d, %s%s", columns.printable(doc.path), place.start, place.stop, lines,
    page and ", page " .. page or "")
end

-- How many lines end in bytes a to b of s, counted from 0.
local function line_ends(s, a, b)
  return select(2, s:sub(a + 1, b):gsub("\n", ""))
end

-- Where the place is in the file that the document is an item of: its own bytes
-- where the file has the text as it is, and else (quoted cells, escapes) the item's.
local function in_container(doc, start, stop)
  if not doc.handle then return nil end
  local first, last, line = doc.handle:place()
  if not first then return nil end
  local words = "in the file: "
  local from = #doc.bytes <= MOST_BYTES and doc.handle:held()
  if from then
    local a, b = raw_offset(doc, from + start), raw_offset(doc, from + stop)
    line = line + line_ends(doc.bytes, 0, a)
    last, first, doc = first + b, first + a, {bytes = doc.bytes:sub(a + 1, b), encoding = doc.encoding}
  else
    words = "in the file: within "
  end
  local more = line_ends(doc.bytes, 0, math.max(#doc.bytes - 1, 0))
  local lines = more == 0 and "line " .. line or ("lines %d-%d"):format(line, line + more)
  return ("%sbytes %d-%d, %s (%s)"):format(words, first, last, lines, doc.encoding)
end

-- The lines with their numbers and marks; the middle of a long place is left out.
local function add_lines(out, source, lines, place, opts)
  local context = opts.context or 0
  local from, to = math.max(1, place.first - context), math.min(#lines, place.last + context)
  local digits = #tostring(to)
  local width = math.max(20, (opts.columns or 100) - digits - 3)
  local gap_from, gap_to = place.first + MOST_LINES // 2, place.last - MOST_LINES // 2
  local number, none = "%" .. digits .. "d | %s", (" "):rep(digits) .. " | "
  for n = from, to do
    if n == gap_from and gap_from <= gap_to then
      out[#out + 1] = none .. string.format("… %d lines …", gap_to - gap_from + 1)
    end
    if n < gap_from or n > gap_to then
      local shown, marks = draw(source, lines[n], place.start, place.stop, width)
      out[#out + 1] = string.format(number, n, shown):gsub(" +$", "")
      if marks then out[#out + 1] = none .. marks end
    end
  end
end

--- Shows a place: its lines with numbers, the place marked below them, and what
-- is read there where that differs.
-- @function show
-- @tparam table doc what `jiyao.document.read` gave
-- @tparam integer start offset in the source text, bytes from 0
-- @tparam integer stop its end, not included
-- @tparam[opt] table opts `context`: lines shown before and after (0); `columns`:
--   of the terminal (100)
-- @treturn string lines, each with its line end
-- @raise an error object where an offset is outside, or inside a character
-- @usage
-- local doc = jiyao.document.parse("會議\n院長林若溪主持。", "a.txt")
-- print((jiyao.where.show(doc, 7, 13):gsub("\n$", "")))
-- --> a.txt: bytes 7-13, line 2
-- --> 2 | 院長林若溪主持。
-- -->   | ^^^^
-- --> reading: 院长
function where.show(doc, start, stop, opts)
  opts = opts or {}
  check(doc, start, "START")
  check(doc, stop, "END")
  if stop < start then fail(doc.path, nil, "END %d comes before START %d", stop, start) end
  local lines = lines_of(doc.source)
  local place = {start = start, stop = stop, first = line_at(lines, start)}
  place.last = line_at(lines, math.max(start, stop - 1))
  local out = {head(doc, place)}
  add_lines(out, doc.source, lines, place, opts)
  local reading = text.sub(doc.reading, doc.text:made(start, stop))
  if reading ~= text.sub(doc.source, start, stop) then
    reading = reading:gsub("%s*\n%s*", " / "):gsub("%c", " ")
    out[#out + 1] = "reading: " .. (#reading > 0 and reading or "(taken out)")
  end
  local a, b = in_file(doc, start, stop)
  if a and (a ~= start or b ~= stop) then
    out[#out + 1] = string.format("in the file: bytes %d-%d (%s)", a, b, doc.encoding)
  end
  out[#out + 1] = in_container(doc, start, stop)
  return table.concat(out, "\n") .. "\n"
end

return where
