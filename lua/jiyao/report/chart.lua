--- Charts as SVG: horizontal bars, lines, and strips of marks along an axis of
-- months or other labels. Every mark that has references is a link to its
-- quotation; a bar that stands for several is cut into as many links. Numbers
-- are written with at most one decimal, so the same chart gives the same bytes.
-- Knows shapes and places. Refuses to know what is counted.
-- @module jiyao.report.chart
-- @internal
local columns = require "jiyao.columns"
local report = require "jiyao.report"
local text = require "jiyao.text"
local words = require "jiyao.report.words"

local chart = {}

local WIDTH = 960
local COLOURS = {"#8a3324", "#3c6e71", "#c08a2d", "#5b5f97", "#7d7f85", "#4f7942"}
local SOFT, LINE = "#68707a", "#dfe2e6"
-- More links than this in one bar could not be hit by a pointer.
local MAX_PARTS = 120

local function colour(i)
  return COLOURS[(i - 1) % #COLOURS + 1]
end

-- An element; attributes are given as a list of name, value pairs to keep
-- their order, numbers are written by words.number.
local function element(name, attributes, inner)
  local parts = {"<", name}
  for i = 1, #attributes, 2 do
    local v = attributes[i + 1]
    parts[#parts + 1] = (' %s="%s"'):format(attributes[i], type(v) == "number" and words.number(v) or v)
  end
  parts[#parts + 1] = inner and (">%s</%s>"):format(inner, name) or "/>"
  return table.concat(parts)
end

local function label(x, y, anchor, size, escaped, fill)
  return element("text",
    {"x", x, "y", y, "text-anchor", anchor, "font-size", size, "fill", fill or SOFT}, escaped)
end

local function rule(x1, y1, x2, y2, stroke)
  return element("line", {"x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", stroke, "stroke-width", 1})
end

local function link(id, title, inner)
  if title ~= "" then inner = inner .. element("title", {}, title) end
  inner = element("g", {}, inner)
  return id and element("a", {"href", "#" .. id}, inner) or inner
end

-- What a mark shows under the pointer.
local function titled(name, series, shown)
  return series.name and name .. " " .. series.name .. " " .. shown or name .. " " .. shown
end

local function svg(height, parts, described)
  local attributes = {"xmlns", "http://www.w3.org/2000/svg", "viewBox", ("0 0 %d %d"):format(WIDTH, height),
    "role", "img", "aria-label", described, "font-family", "inherit"}
  return element("svg", attributes, "\n" .. table.concat(parts, "\n") .. "\n") .. "\n"
end

-- A name on one line of so many columns, each half as wide as a Chinese character.
local function fit(s, most)
  return columns.fit((words.clean(s):gsub("\n", " ")), most)
end

local function greatest(block)
  local max = 0
  for _, series in ipairs(block.series) do
    for _, p in ipairs(series.points) do max = math.max(max, p.value or 0) end
  end
  return max > 0 and max or 1
end

local function legend(parts, block, escape, left)
  if #block.series < 2 then return 0 end
  local x = left
  for i, series in ipairs(block.series) do
    local name = fit(series.name or "", 28)
    parts[#parts + 1] = element("rect", {"x", x, "y", 4, "width", 11, "height", 11, "fill", colour(i)})
    parts[#parts + 1] = label(x + 16, 14, "start", 12, escape(name))
    x = x + 30 + 6.5 * text.width(name)
  end
  return 26
end

-- One bar as links, one a reference, or as one piece.
local function bar(x, y, width, height, fill, point, title)
  local refs = point.refs or {}
  local n = (#refs >= 1 and #refs <= MAX_PARTS) and #refs or 1
  local parts = {}
  for i = 1, n do
    local from, to = width * (i - 1) / n, width * i / n
    local gap = (i < n and width / n > 3) and 1 or 0
    parts[i] = link(refs[i], title, element("rect",
      {"x", x + from, "y", y, "width", to - from - gap, "height", height, "fill", fill}))
  end
  return table.concat(parts)
end

local function bars(block, escape)
  local widest = 0
  for _, name in ipairs(block.labels) do widest = math.max(widest, text.width(fit(name, 30))) end
  local left = widest * 6.6 + 14
  local parts, max = {}, greatest(block)
  local y = legend(parts, block, escape, left) + 4
  local thick = #block.series > 1 and 11 or 16
  for i, name in ipairs(block.labels) do
    local middle = y + (#block.series * (thick + 2)) / 2
    parts[#parts + 1] = label(left - 8, middle + 4, "end", 13, escape(fit(name, 30)), "#22262b")
    for s, series in ipairs(block.series) do
      local point = series.points[i]
      local shown = report.cell(point.value, block.digits)
      local width = (WIDTH - left - 60) * (point.value or 0) / max
      local title = escape(titled(name, series, shown))
      parts[#parts + 1] = bar(left, y, width, thick, colour(s), point, title)
      if point.value then
        parts[#parts + 1] = label(left + width + 6, y + thick - 3, "start", 12, escape(shown))
      end
      y = y + thick + 2
    end
    y = y + (#block.series > 1 and 10 or 7)
  end
  return math.ceil(y + 2), parts
end

-- The axis below a strip or a line: a tick and a name where a year begins, or
-- at every label where they are few; months get their number where there is room.
local function axis(parts, labels, place, step, y, escape)
  local last_year
  parts[#parts + 1] = rule(place(1) - step / 2, y, place(#labels) + step / 2, y, SOFT)
  for i, name in ipairs(labels) do
    local year, month = name:match("^(%d%d%d%d)%-(%d%d)$")
    local x = place(i)
    if not year and (i - 1) % math.ceil(7 * text.width(name) / step) == 0 then
      parts[#parts + 1] = label(x, y + 16, "middle", 12, escape(name))
    end
    if month and step >= 18 then
      parts[#parts + 1] = label(x, y + 15, "middle", 11, tostring(math.tointeger(tonumber(month))))
    end
    if year and year ~= last_year then
      local below = step >= 18 and 31 or 17
      parts[#parts + 1] = rule(x - step / 2, y, x - step / 2, y + below - 8, LINE)
      parts[#parts + 1] = label(x, y + below, step >= 18 and "middle" or "start", 12, year, "#22262b")
      last_year = year
    end
  end
end

local function strip(block, escape)
  local step = math.min((WIDTH - 40) / math.max(#block.labels, 1), 60)
  local function place(i) return 20 + step * (i - 0.5) end
  local stacks, tallest = {}, 1
  for _, mark in ipairs(block.marks) do
    stacks[mark.at] = (stacks[mark.at] or 0) + 1
    tallest = math.max(tallest, stacks[mark.at])
  end
  local radius = math.max(1.5, math.min(5.5, step / 2 - 0.5))
  local rise = math.min(2 * radius + 1.5, 220 / tallest)
  local base = math.ceil(rise * tallest + 12)
  local parts, height = {}, {}
  for _, mark in ipairs(block.marks) do
    local n = (height[mark.at] or 0) + 1
    height[mark.at] = n
    parts[#parts + 1] = link((mark.refs or {})[1], escape(mark.text or ""), element("circle",
      {"cx", place(mark.at), "cy", base - 3 - radius - rise * (n - 1), "r", radius, "fill", COLOURS[1],
        "fill-opacity", "0.85"}))
  end
  if #block.labels > 0 then axis(parts, block.labels, place, step, base, escape) end
  return base + 36, parts
end

local function line(block, escape)
  local parts, max = {}, greatest(block)
  local top = legend(parts, block, escape, 48) + 10
  local base, step = top + 180, (WIDTH - 80) / math.max(#block.labels, 1)
  local function place(i) return 50 + step * (i - 0.5) end
  for _, part in ipairs{0, 0.5, 1} do
    local y = base - 180 * part
    parts[#parts + 1] = rule(50, y, WIDTH - 30, y, LINE)
    parts[#parts + 1] = label(44, y + 4, "end", 11, words.number(max * part))
  end
  for s, series in ipairs(block.series) do
    local points, marks = {}, {}
    for i, p in ipairs(series.points) do
      local x, y = place(i), base - 180 * (p.value or 0) / max
      points[i] = words.number(x) .. "," .. words.number(y)
      local shown = report.cell(p.value, block.digits)
      local title = escape(titled(block.labels[i], series, shown))
      marks[i] = link((p.refs or {})[1], title, element("circle",
        {"cx", x, "cy", y, "r", 3.5, "fill", colour(s)}))
    end
    parts[#parts + 1] = element("polyline", {"points", table.concat(points, " "), "fill", "none",
      "stroke", colour(s), "stroke-width", 1.5})
    parts[#parts + 1] = table.concat(marks)
  end
  if #block.labels > 0 then axis(parts, block.labels, place, step, base, escape) end
  return base + 36, parts
end

local DRAW = {bar = bars, line = line, strip = strip}

--- Draw a chart block of a report.
-- @function svg
-- @tparam table block as given to `Report:chart`
-- @tparam function escape for text inside the page
-- @treturn string an svg element
-- @usage
-- local chart = require "jiyao.report.chart"
-- local block = {kind = "bar", labels = {"甲"}, series = {{points = {{value = 2, refs = {"q1"}}}}}}
-- print(chart.svg(block, function(s) return s end):match('href="(.-)"')) --> #q1
function chart.svg(block, escape)
  local height, parts = DRAW[block.kind](block, escape)
  return svg(height, parts, escape(block.caption or ""))
end

return chart
