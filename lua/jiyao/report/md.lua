--- A report as Markdown (CommonMark with tables): padded so that the tables
-- also read well as plain text with Chinese in them; anchors lead from figures
-- to quotations. Knows Markdown. Refuses to know what the parts mean.
-- @module jiyao.report.md
-- @internal
local report = require "jiyao.report"
local text = require "jiyao.text"
local words = require "jiyao.report.words"

local md = {}

-- A bar of a chart is at most so many blocks long.
local BAR = 30

--- Escape text so that Markdown shows it as it is.
-- @function escape
-- @tparam string s
-- @treturn string
-- @usage
-- local md = require "jiyao.report.md"
-- print(md.escape("*甲* <乙> 1.")) --> \*甲\* \<乙\> 1.
function md.escape(s)
  return (words.clean(s):gsub("[\\`*_%[%]<>|~&]", "\\%0"))
end
local escape = md.escape

-- Text that begins a line: what would open a list, a heading or a rule is escaped too.
local function opening(s)
  s = s:gsub("^(%s*)([#+=-])", "%1\\%2")
  return (s:gsub("^(%s*%d+)([.)])", "%1\\%2"))
end

local function lines(s)
  return (s:gsub("%s*\n%s*", " "))
end

local function number_links(r, refs)
  local links = {}
  for i, id in ipairs(refs) do links[i] = ("[%d](#%s)"):format(r.quotes[id].number, id) end
  return table.concat(links, " ")
end

local function prose_md(r, cell)
  local shown, refs = report.cell(cell)
  shown = opening(lines(escape(shown)))
  return #refs == 0 and shown or shown .. " " .. number_links(r, refs)
end

local function cell_md(r, cell, digits)
  local shown, refs = report.cell(cell, digits)
  shown = lines(escape(shown))
  if #refs == 0 then return shown end
  if shown == "" then return number_links(r, refs) end
  if #refs == 1 then return ("[%s](#%s)"):format(shown, refs[1]) end
  return shown .. " (" .. number_links(r, refs) .. ")"
end

local function pad(s, width, align)
  local space = math.max(width - text.width(s), 0)
  if align == "right" then return (" "):rep(space) .. s end
  if align == "center" then return (" "):rep(space // 2) .. s .. (" "):rep(space - space // 2) end
  return text.pad(s, width)
end

local function rule(width, align)
  if align == "right" then return ("-"):rep(width - 1) .. ":" end
  if align == "center" then return ":" .. ("-"):rep(width - 2) .. ":" end
  return ("-"):rep(width)
end

-- A padded table; cells are written already.
local function grid(columns, rows)
  local widths, out = {}, {}
  for i, c in ipairs(columns) do
    widths[i] = math.max(3, text.width(c.label))
    for _, row in ipairs(rows) do widths[i] = math.max(widths[i], text.width(row[i])) end
  end
  local function row_of(cell)
    local cells = {}
    for i, c in ipairs(columns) do cells[i] = cell(i, c) end
    out[#out + 1] = "| " .. table.concat(cells, " | ") .. " |\n"
  end
  row_of(function(i, c) return pad(c.label, widths[i], c.align) end)
  row_of(function(i, c) return rule(widths[i], c.align) end)
  for _, row in ipairs(rows) do
    row_of(function(i, c) return pad(row[i], widths[i], c.align) end)
  end
  return table.concat(out)
end

local write = {}

function write.heading(_, block)
  return ("#"):rep(block.level) .. " " .. lines(escape(block.text)) .. "\n"
end

function write.paragraph(r, block)
  return prose_md(r, block.cell) .. "\n"
end

function write.list(r, block)
  local out = {}
  for i, item in ipairs(block.items) do out[i] = "- " .. prose_md(r, item) .. "\n" end
  return table.concat(out)
end

local function caption(block)
  return block.caption and "*" .. lines(escape(block.caption)) .. "*\n\n" or ""
end

write["table"] = function(r, block)
  local columns, rows = {}, {}
  for i, c in ipairs(block.columns) do
    columns[i] = {label = lines(escape(c.label or c.name)), align = c.align}
  end
  for n, row in ipairs(block.rows) do
    rows[n] = {}
    for i, c in ipairs(block.columns) do rows[n][i] = cell_md(r, row[c.name], c.digits) end
  end
  return caption(block) .. grid(columns, rows)
end

local function strip(r, block)
  local counts, refs = {}, {}
  for _, mark in ipairs(block.marks) do
    counts[mark.at] = (counts[mark.at] or 0) + 1
    refs[mark.at] = refs[mark.at] or {}
    table.move(mark.refs or {}, 1, #(mark.refs or {}), #refs[mark.at] + 1, refs[mark.at])
  end
  local rows = {}
  for i, name in ipairs(block.labels) do
    if counts[i] then
      local marks = refs[i][1] and number_links(r, refs[i]) or ("●"):rep(counts[i])
      rows[#rows + 1] = {escape(name), tostring(counts[i]), marks}
    end
  end
  return grid({{label = "时间"}, {label = "数", align = "right"}, {label = "出处"}}, rows)
end

local function bars(r, block)
  local max, rows, many = 0, {}, #block.series > 1
  for _, s in ipairs(block.series) do
    for _, p in ipairs(s.points) do max = math.max(max, p.value or 0) end
  end
  for i, name in ipairs(block.labels) do
    for _, s in ipairs(block.series) do
      local p = s.points[i]
      local length = max > 0 and math.ceil(BAR * (p.value or 0) / max) or 0
      rows[#rows + 1] = {escape(many and name .. " " .. (s.name or "") or name),
        cell_md(r, p, block.digits), ("█"):rep(length)}
    end
  end
  return grid({{label = "项"}, {label = "值", align = "right"}, {label = ""}}, rows)
end

function write.chart(r, block)
  return caption(block) .. (block.kind == "strip" and strip or bars)(r, block)
end

function write.quotation(_, block)
  local q = block.quote
  local before, after = words.around(q)
  local said = escape(before) .. "<b>" .. escape(q.text) .. "</b>" .. escape(after)
  local out = {('<a id="%s"></a>\n\n'):format(q.id)}
  for part in said:gmatch("[^\n]+") do
    if part:find("%S") then out[#out + 1] = "> " .. opening(part:gsub("^%s+", "")) .. "\n>\n" end
  end
  out[#out + 1] = ("> — %d. %s%s %s\n"):format(q.number, q.label and lines(escape(q.label)) .. " " or "",
    lines(escape(q.path)), escape(words.provenance(q)))
  return table.concat(out)
end

--- Write the report.
-- @function render
-- @tparam Report r
-- @treturn string
-- @usage
-- local r = require("jiyao.report").new{title = "会议", subtitle = "2024"}
-- print((r:render("md"):gsub("\n", "|"))) --> # 会议||2024|
function md.render(r)
  local out = {"# " .. lines(escape(r.title)) .. "\n"}
  if r.subtitle then out[2] = lines(escape(r.subtitle)) .. "\n" end
  for _, block in ipairs(r.blocks) do out[#out + 1] = write[block.type](r, block) end
  return table.concat(out, "\n")
end

return md
