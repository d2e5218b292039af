--- A report as a document: headings, paragraphs, lists, tables, charts, and
-- quotations with provenance. Every figure may carry references to the
-- quotations that it rests on, and every rendering leads from one to the other.
-- Knows the parts of a report and that each reference must lead somewhere.
-- Refuses to know how a page, a table or a mark is written: each format has
-- its own file under `jiyao.report`. Reads no clock: same report, same bytes.
-- @module jiyao.report
local jiyao = require "jiyao"

local report = {}

local Report = {}
Report.__index = Report
Report.__name = "jiyao.report"

local FORMATS = {"csv", "html", "json", "md"}
local ALIGN = {left = true, right = true, center = true}
local CHARTS = {bar = true, line = true, strip = true}

local function misuse(condition, message)
  if not condition then error(message, 3) end
end

--- Begin a report.
-- @function new
-- @tparam table o `title`, and optionally `subtitle`
-- @treturn Report
-- @usage
-- local report = require "jiyao.report"
-- local r = report.new{title = "会议"}
-- r:paragraph("共 2 次。")
-- print((r:render("md"):gsub("\n", "|"))) --> # 会议||共 2 次。|
function report.new(o)
  misuse(type(o) == "table" and type(o.title) == "string", "report.new: a table with a title expected")
  local r = {title = o.title, subtitle = o.subtitle, blocks = {}, quotes = {}, by_place = {}}
  return setmetatable(r, Report)
end

--- Whether a value is a report.
-- @function is
-- @param value anything
-- @treturn boolean
-- @usage
-- local report = require "jiyao.report"
-- print(report.is(report.new{title = "会议"}), report.is{}) --> true	false
function report.is(value)
  return getmetatable(value) == Report
end

local function add(self, kind, block)
  block.type = kind
  self.blocks[#self.blocks + 1] = block
  return block
end

--- Add a heading.
-- @function Report:heading
-- @tparam[opt=2] integer level 2 to 4 (the title is level 1)
-- @tparam string text
-- @usage
-- local r = require("jiyao.report").new{title = "会议"}
-- r:heading("概览")
-- r:heading(3, "职务")
-- print((r:render("md"):gsub("\n", "|"))) --> # 会议||## 概览||### 职务|
function Report:heading(level, text)
  if type(level) == "string" then level, text = 2, level end
  misuse(math.type(level) == "integer" and level >= 2 and level <= 4, "heading: a level from 2 to 4 expected")
  misuse(type(text) == "string", "heading: text expected")
  add(self, "heading", {level = level, text = text})
end

--- Add a paragraph: plain text, or a cell with references.
-- @function Report:paragraph
-- @tparam string|table text
-- @usage
-- local r = require("jiyao.report").new{title = "会议"}
-- local id = r:cite{text = "开会", path = "a.txt", start = 0, stop = 6}
-- r:paragraph{text = "共 1 次。", refs = {id}}
-- print(r:render("md"):match("共[^\n]*")) --> 共 1 次。 [1](#q1)
function Report:paragraph(text)
  misuse(type(text) == "string" or type(text) == "table", "paragraph: text or a cell expected")
  add(self, "paragraph", {cell = text})
end

--- Add a list of cells.
-- @function Report:list
-- @tparam {string|table,...} items
-- @usage
-- local r = require("jiyao.report").new{title = "会议"}
-- r:list{"例会", "座谈会"}
-- print(r:render("md"):match("%- .*座谈会")) --> - 例会
-- --> - 座谈会
function Report:list(items)
  misuse(type(items) == "table", "list: a table of items expected")
  add(self, "list", {items = items})
end

--- Add a table. A cell is nil, a string, a number, a boolean, or a table with
-- `text` or `value` and `refs`, the ids of quotations.
-- @function Report:table
-- @tparam table t `columns` ({`name`, `label`, `align` left|right|center,
-- `digits` for numbers, `nowrap`, `share` of the width in percent, `fold` to hide
-- all references but the first}), `rows` (tables keyed by column name), `caption`,
-- `part` ({`label`, `value`}: of several tables with the same `columns`, which CSV
-- writes as one, with a column for this)
-- @usage
-- local r = require("jiyao.report").new{title = "会议"}
-- r:table{columns = {{name = "kind", label = "类别"}, {name = "n", label = "次数"}}, rows = {{kind = "例会", n = 3}}}
-- print((r:render("csv"):gsub("\r\n", "|"))) --> 类别,次数|例会,3|
function Report:table(t)
  misuse(type(t) == "table" and type(t.columns) == "table" and #t.columns > 0, "table: columns expected")
  misuse(type(t.rows) == "table", "table: rows expected")
  for _, c in ipairs(t.columns) do
    misuse(type(c.name) == "string", "table: every column needs a name")
    misuse(c.share == nil or math.type(c.share) == "integer", "table: share is a whole number")
    misuse(c.align == nil or ALIGN[c.align], "table: align is left, right or center")
  end
  misuse(t.part == nil or (type(t.part) == "table" and type(t.part.label) == "string"
    and type(t.part.value) == "string"), "table: part needs a label and a value")
  add(self, "table", {columns = t.columns, rows = t.rows, caption = t.caption, part = t.part})
end

--- Add a chart. `bar` and `line` take `labels` and `series`
-- ({`name`, `points` = {{`value`, `refs`},...}}, one point a label); `strip`
-- takes `labels` and `marks` ({`at` = index of a label, `text`, `refs`}).
-- Each mark leads to its quotation.
-- @function Report:chart
-- @tparam table c `kind`, `labels`, `series` or `marks`, `caption`, `digits`
-- @usage
-- local r = require("jiyao.report").new{title = "会议"}
-- r:chart{kind = "bar", labels = {"例会"}, series = {{points = {{value = 3}}}}}
-- print(r:render("html"):match('<title>(例会.-)</title>')) --> 例会 3
function Report:chart(c)
  misuse(type(c) == "table" and CHARTS[c.kind], "chart: kind is bar, line or strip")
  misuse(type(c.labels) == "table", "chart: labels expected")
  if c.kind == "strip" then
    misuse(type(c.marks) == "table", "chart: a strip needs marks")
    for _, m in ipairs(c.marks) do
      misuse(c.labels[m.at], "chart: every mark needs the index of a label in `at`")
    end
  else
    misuse(type(c.series) == "table", "chart: series expected")
    for _, s in ipairs(c.series) do
      misuse(type(s.points) == "table" and #s.points == #c.labels, "chart: one point a label expected")
    end
  end
  add(self, "chart", {kind = c.kind, caption = c.caption, labels = c.labels, series = c.series,
    marks = c.marks, digits = c.digits})
end

--- Register a quotation without placing it: it stands where
-- @{Report:quotations} is called, or else at the end. The same words of the
-- same document are one quotation.
-- @function Report:cite
-- @tparam table q `text`, `before`, `after`, `path`, `start`, `stop` (byte
-- offsets, half-open), `date`, `institution`, `label`, `cut_before`, `cut_after`
-- @treturn string its id, to be put into `refs`
-- @usage
-- local r = require("jiyao.report").new{title = "会议"}
-- print(r:cite{text = "开会", path = "a.txt", start = 0, stop = 6}) --> q1
-- print(r:cite{text = "开会", path = "a.txt", start = 0, stop = 6}) --> q1
function Report:cite(q)
  misuse(type(q) == "table" and type(q.text) == "string" and type(q.path) == "string"
    and math.type(q.start) == "integer" and math.type(q.stop) == "integer",
    "quotation: text, path, start and stop expected")
  local place = ("%d/%d/%s"):format(q.start, q.stop, q.path)
  local known = self.by_place[place]
  if known then return known.id end
  local quote = {number = #self.quotes + 1, text = q.text, before = q.before or "", after = q.after or "",
    path = q.path, start = q.start, stop = q.stop, date = q.date, institution = q.institution,
    label = q.label, cut_before = q.cut_before or false, cut_after = q.cut_after or false}
  quote.id = "q" .. quote.number
  self.quotes[quote.number], self.quotes[quote.id], self.by_place[place] = quote, quote, quote
  return quote.id
end

local function place(self, quote)
  if quote.placed then return end
  quote.placed = true
  add(self, "quotation", {quote = quote})
end

--- Register a quotation and place it here.
-- @function Report:quotation
-- @tparam table q as for @{Report:cite}
-- @treturn string its id
-- @usage
-- local r = require("jiyao.report").new{title = "会议"}
-- r:quotation{text = "开会", after = "。", path = "a.txt", start = 0, stop = 6}
-- print(r:render("md"):match("> [^\n]*")) --> > <b>开会</b>。
function Report:quotation(q)
  local id = self:cite(q)
  place(self, self.quotes[id])
  return id
end

--- Place here all quotations that are registered and not yet placed.
-- @function Report:quotations
-- @usage
-- local r = require("jiyao.report").new{title = "会议"}
-- r:cite{text = "开会", path = "a.txt", start = 0, stop = 6}
-- r:heading("原文")
-- r:quotations()
-- r:heading("说明")
-- print(r:render("html"):find("blockquote", 1, true) < r:render("html"):find("说明</h2>", 1, true)) --> true
function Report:quotations()
  for _, quote in ipairs(self.quotes) do place(self, quote) end
end

--- The text of a cell as it is shown, and its references.
-- @function cell
-- @param cell nil, a string, a number, a boolean or a table
-- @tparam[opt] integer digits decimals for numbers that are not integers
-- @treturn string
-- @treturn {string,...} ids of quotations
-- @usage
-- local report = require "jiyao.report"
-- print((report.cell(2.5, 2))) --> 2.50
function report.cell(cell, digits)
  local refs = type(cell) == "table" and cell.refs or {}
  local value = cell
  if type(cell) == "table" then value = cell.text or cell.value end
  if value == nil then return "", refs end
  if type(value) == "boolean" then return value and "是" or "否", refs end
  if math.type(value) == "float" then return ("%." .. (digits or 2) .. "f"):format(value), refs end
  return tostring(value), refs
end

local function check_refs(self, holder)
  if type(holder) ~= "table" then return end
  for _, id in ipairs(holder.refs or {}) do
    if not self.quotes[id] then jiyao.fail("EINVALID", "report: no quotation has the id " .. tostring(id)) end
  end
end

local function each_holder(block, visit)
  if block.cell then visit(block.cell) end
  for _, item in ipairs(block.items or {}) do visit(item) end
  for _, row in ipairs(block.rows or {}) do
    for _, column in ipairs(block.columns) do visit(row[column.name]) end
  end
  for _, mark in ipairs(block.marks or {}) do visit(mark) end
  for _, series in ipairs(block.series or {}) do
    for _, point in ipairs(series.points) do visit(point) end
  end
end

--- Write the report in a format: "md", "html", "csv" or "json".
-- @function Report:render
-- @tparam string format
-- @tparam[opt] table options of the format (see `jiyao.report.csv`)
-- @treturn string
function Report:render(format, options)
  local known = false
  for _, name in ipairs(FORMATS) do known = known or name == format end
  if not known then
    jiyao.fail("EINVALID", ("report: no format %s (there are %s)"):format(tostring(format),
      table.concat(FORMATS, ", ")))
  end
  for _, block in ipairs(self.blocks) do
    each_holder(block, function(holder) check_refs(self, holder) end)
  end
  self:quotations()
  return require("jiyao.report." .. format).render(self, options or {})
end

--- Write a report; the same as @{Report:render}.
-- @function render
-- @tparam Report r
-- @tparam string format
-- @tparam[opt] table options
-- @treturn string
-- @usage
-- local report = require "jiyao.report"
-- print(#report.render(report.new{title = "会议"}, "html") > 0) --> true
function report.render(r, format, options)
  return r:render(format, options)
end

return report
