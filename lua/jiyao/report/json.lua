--- A report as JSON: `title`, `subtitle`, `blocks` in order, `quotations` by
-- number; keys in a fixed order, one block or quotation a line. A cell is its
-- value, or `{"value", "refs"}` where it has references.
-- @module jiyao.report.json
-- @internal
local core = require "jiyao.json"
local words = require "jiyao.report.words"

local json = {}

local function scalar(value)
  if value == nil then return core.null end
  return type(value) == "string" and words.clean(value) or value
end

local function array(list, of)
  local values = {}
  for i, item in ipairs(list or {}) do values[i] = of(item) end
  return values
end

local function cell(value)
  if type(value) ~= "table" then return scalar(value) end
  local shown = value.value
  if shown == nil then shown = value.text end
  return core.object{{"value", scalar(shown)}, {"refs", array(value.refs, scalar)}}
end

local shape = {}

function shape.heading(b)
  return {{"level", b.level}, {"text", scalar(b.text)}}
end

function shape.paragraph(b)
  return {{"text", cell(b.cell)}}
end

function shape.list(b)
  return {{"items", array(b.items, cell)}}
end

shape["table"] = function(b)
  local columns = array(b.columns, function(c)
    return core.object{{"name", scalar(c.name)}, {"label", scalar(c.label or c.name)}}
  end)
  local rows = array(b.rows, function(row)
    return core.object(array(b.columns, function(c) return {scalar(c.name), cell(row[c.name])} end))
  end)
  return {{"caption", scalar(b.caption)}, {"columns", columns}, {"rows", rows}}
end

function shape.chart(b)
  local head = {{"kind", b.kind}, {"caption", scalar(b.caption)}, {"labels", array(b.labels, scalar)}}
  if b.kind == "strip" then
    head[4] = {"marks", array(b.marks, function(m)
      return core.object{{"at", m.at}, {"text", scalar(m.text)}, {"refs", array(m.refs, scalar)}}
    end)}
  else
    head[4] = {"series", array(b.series, function(s)
      return core.object{{"name", scalar(s.name)}, {"points", array(s.points, cell)}}
    end)}
  end
  return head
end

function shape.quotation(b)
  return {{"id", b.quote.id}}
end

local function block(b)
  return core.object(table.move(shape[b.type](b), 1, 4, 2, {{"type", b.type}}))
end

local function quotation(q)
  return core.object{{"id", q.id}, {"number", q.number}, {"path", scalar(q.path)}, {"start", q.start},
    {"end", q.stop}, {"date", scalar(q.date)}, {"institution", scalar(q.institution)},
    {"label", scalar(q.label)}, {"before", scalar(q.before)}, {"text", scalar(q.text)},
    {"after", scalar(q.after)}, {"cut_before", q.cut_before}, {"cut_after", q.cut_after}}
end

local function lines(list, of)
  return "[\n" .. table.concat(array(list, function(item) return core.encode(of(item)) end), ",\n") .. "\n]"
end

--- Write the report.
-- @function render
-- @tparam Report r
-- @treturn string
-- @usage
-- local r = require("jiyao.report").new{title = "会议"}
-- r:paragraph("共 2 次。")
-- print(r:render("json"):match('"blocks":%[%s*(.-)%s*%]')) --> {"type":"paragraph","text":"共 2 次。"}
function json.render(r)
  return ('{"title":%s,\n"subtitle":%s,\n"blocks":%s,\n"quotations":%s}\n'):format(
    core.encode(scalar(r.title)), core.encode(scalar(r.subtitle)), lines(r.blocks, block),
    lines(r.quotes, quotation))
end

return json
