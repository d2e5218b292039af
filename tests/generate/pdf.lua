--- Composes PDF files: words at given places, in fonts that are named and not
-- embedded (their character maps come with poppler-data). A page is a list of
-- items; what a reader should make of it is the composer's to know.
--
--   local pdf = require "pdf"
--   local doc = pdf.new()
--   local page = doc:page(595, 842)
--   page:text(72, 100, 12, "会议召开")          -- left edge, top edge, size
--   page:column(72, 100, 20, 10.5, 1.5, lines)  -- lines below one another
--   io.open("a.pdf", "wb"):write(doc:bytes())
--
-- Coordinates are points from the top left corner.

local pdf = {}

local Page = {}
Page.__index = Page
local Doc = {}
Doc.__index = Doc

local FONTS = {
  song = {encoding = "UniGB-UCS2-H", name = "STSong-Light", collection = "GB1", supplement = 4},
  vertical = {encoding = "UniGB-UCS2-V", name = "STSong-Light", collection = "GB1", supplement = 4},
  ming = {encoding = "UniCNS-UCS2-H", name = "MSung-Light", collection = "CNS1", supplement = 3},
  times = {latin = "Times-Roman"},
}

-- Widths of Times-Roman, in thousandths, from Adobe's metrics of the 14 base fonts.
local TIMES = {[" "] = 250, [","] = 250, ["."] = 250, ["-"] = 333, [":"] = 278, [";"] = 278, ["("] = 333,
  [")"] = 333, a = 444, b = 500, c = 444, d = 500, e = 444, f = 333, g = 500, h = 500, i = 278, j = 278,
  k = 500, l = 278, m = 778, n = 500, o = 500, p = 500, q = 500, r = 333, s = 389, t = 278, u = 500,
  v = 500, w = 722, x = 500, y = 500, z = 444, A = 722, B = 667, C = 667, D = 722, E = 611, F = 556,
  G = 722, H = 722, I = 333, J = 389, K = 722, L = 611, M = 889, N = 722, O = 722, P = 556, Q = 722,
  R = 667, S = 556, T = 611, U = 722, V = 722, W = 944, X = 722, Y = 722, Z = 611}

--- Columns of type that a string takes at size 1: one for a wide character, half for ASCII.
function pdf.width(s, font)
  local sum = 0
  for _, c in utf8.codes(s) do
    if font == "times" then
      sum = sum + (TIMES[utf8.char(c)] or 500) / 1000
    else
      sum = sum + (c < 0x80 and 0.5 or 1)
    end
  end
  return sum
end

local function ucs2(s)
  local out = {}
  for _, c in utf8.codes(s) do
    assert(c < 0x10000, "outside the fonts' character maps")
    out[#out + 1] = string.format("%04X", c)
  end
  return "<" .. table.concat(out) .. ">"
end

local function latin(s)
  return "(" .. s:gsub("[()\\]", "\\%0") .. ")"
end

--- Adds a string. `opts`: `font` (song, vertical, ming, times), `space` (extra
-- points after each character), `angle` (degrees, counter-clockwise).
function Page:text(x, y, size, s, opts)
  opts = opts or {}
  local font = opts.font or "song"
  local show = FONTS[font].latin and latin(s) or ucs2(s)
  local a = math.rad(opts.angle or 0)
  -- The top edge is where a full-width character begins: 0.88 above the baseline.
  local rise = font == "vertical" and 0 or 0.88 * size
  self[#self + 1] = string.format("BT /%s %g Tf %g Tc %.4f %.4f %.4f %.4f %.3f %.3f Tm %s Tj ET", font, size,
    opts.space or 0, math.cos(a), math.sin(a), -math.sin(a), math.cos(a), x + math.sin(a) * rise,
    self.height - y - math.cos(a) * rise, show)
end

--- Adds lines below one another; returns the top edge of what may follow.
function Page:lines(x, y, size, leading, lines, opts)
  for _, line in ipairs(lines) do
    if line ~= "" then self:text(x, y, size, line, opts) end
    y = y + size * leading
  end
  return y
end

--- Adds a straight line, such as the rules of a table.
function Page:rule(x1, y1, x2, y2)
  self[#self + 1] = string.format("0.5 w %g %g m %g %g l S", x1, self.height - y1, x2, self.height - y2)
end

-- What a line may be broken between: words of ASCII, and single wide characters
-- with the marks that may not begin a line.
local function pieces(s)
  local list, last = {}, nil
  for _, c in utf8.codes(s) do
    local ch = utf8.char(c)
    local closes = c >= 0x80 and ("，。、；：！？”）》"):find(ch, 1, true)
    local joins = closes or (last and last < 0x80 and last ~= 32 and c < 0x80 and c ~= 32)
    if joins and #list > 0 then
      list[#list] = list[#list] .. ch
    else
      list[#list + 1] = ch
    end
    last = c
  end
  return list
end

--- Breaks text into lines of at most `columns` full-width characters, as
-- printers do: numbers stay whole, and no line begins with a closing mark.
-- `first` is the indent of the first line, in characters.
function pdf.wrap(s, columns, first)
  local lines, line, used = {}, string.rep("　", first or 0), first or 0
  for _, piece in ipairs(pieces(s)) do
    local w = pdf.width(piece)
    if used + w > columns + 0.01 and used > 0 then
      lines[#lines + 1] = line
      line, used = "", 0
    end
    line, used = line .. piece, used + w
  end
  lines[#lines + 1] = line
  return lines
end

--- Breaks English into lines of at most `width` (at size 1), parting long words.
function pdf.wrap_english(s, width)
  local lines, line = {}, ""
  for word in s:gmatch("%S+") do
    local longer = line == "" and word or line .. " " .. word
    if pdf.width(longer, "times") <= width then
      line = longer
    else
      local head = #word > 8 and word:match("^%l+$") and line .. " " .. word:sub(1, 4) .. "-"
      local parted = head and pdf.width(head, "times") <= width
      lines[#lines + 1] = parted and head or line
      line = parted and word:sub(5) or word
    end
  end
  lines[#lines + 1] = line
  return lines
end

--- Begins a page; `rotate` is the angle at which it is shown.
function Doc:page(width, height, rotate)
  local page = setmetatable({width = width, height = height, rotate = rotate or 0}, Page)
  self[#self + 1] = page
  return page
end

local function font_objects(add)
  local names = {}
  for name in pairs(FONTS) do names[#names + 1] = name end
  table.sort(names)
  local refs = {}
  for _, name in ipairs(names) do
    local f = FONTS[name]
    local id
    if f.latin then
      id = add(string.format("<< /Type /Font /Subtype /Type1 /BaseFont /%s >>", f.latin))
    else
      local descriptor = add(string.format("<< /Type /FontDescriptor /FontName /%s /Flags 6 "
        .. "/FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 "
        .. "/StemV 93 >>",
        f.name))
      local cid = add(string.format("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /%s /CIDSystemInfo "
        .. "<< /Registry (Adobe) /Ordering (%s) /Supplement %d >> /DW 1000 /W [1 95 500] "
        .. "/FontDescriptor %d 0 R >>", f.name, f.collection, f.supplement, descriptor))
      id = add(string.format("<< /Type /Font /Subtype /Type0 /BaseFont /%s-%s /Encoding /%s "
        .. "/DescendantFonts [%d 0 R] >>", f.name, f.encoding, f.encoding, cid))
    end
    refs[#refs + 1] = string.format("/%s %d 0 R", name, id)
  end
  return table.concat(refs, " ")
end

--- The file.
function Doc:bytes()
  local objects = {"", ""} -- the catalog and the tree of pages, filled in below
  local function add(object)
    objects[#objects + 1] = object
    return #objects
  end
  local fonts = font_objects(add)
  local kids = {}
  for i, page in ipairs(self) do
    local content = table.concat(page, "\n")
    local stream = add(string.format("<< /Length %d >>\nstream\n%s\nendstream", #content, content))
    kids[i] = add(string.format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Rotate %d "
      .. "/Contents %d 0 R "
      .. "/Resources << /Font << %s >> >> >>", page.width, page.height, page.rotate, stream, fonts)) .. " 0 R"
  end
  objects[1] = "<< /Type /Catalog /Pages 2 0 R >>"
  objects[2] = string.format("<< /Type /Pages /Kids [%s] /Count %d >>", table.concat(kids, " "), #kids)
  local out, at, places = {"%PDF-1.5\n"}, 9, {}
  for i, object in ipairs(objects) do
    places[i] = at
    out[#out + 1] = string.format("%d 0 obj\n%s\nendobj\n", i, object)
    at = at + #out[#out]
  end
  out[#out + 1] = string.format("xref\n0 %d\n0000000000 65535 f \n", #objects + 1)
  for _, place in ipairs(places) do out[#out + 1] = string.format("%010d 00000 n \n", place) end
  out[#out + 1] = string.format("trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n",
    #objects + 1, at)
  return table.concat(out)
end

--- A document without pages.
function pdf.new()
  return setmetatable({}, Doc)
end

return pdf
