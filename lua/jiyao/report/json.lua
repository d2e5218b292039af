--- A report as JSON: `title`, `subtitle`, `blocks` in order, `quotations` by
-- number. Keys stand in a fixed order, one block or quotation a line. A cell is
-- its value, or `{"value", "refs"}` where it has references.
-- @module jiyao.report.json
local encode = require("jiyao.json").encode
local words = require "jiyao.report.words"

local json = {}

local function scalar(value)
  if value == nil then return "null" end
  if type(value) == "string" then return encode(words.clean(value)) end
  if math.type(value) == "float" then
    -- JSON knows no infinity and no "not a number".
    return value - value == 0 and ("%.14g"):format(value) or "null"
  end
  return tostring(value)
end

local function array(list, write)
  local parts = {}
  for i, item in ipairs(list) do parts[i] = write(item) end
  return "[" .. table.concat(parts, ",") .. "]"
end

-- An object of name, written value pairs; a value that is nil is left out.
local function object(fields)
  local parts = {}
  for i = 1, fields.n or #fields, 2 do
    if fields[i + 1] ~= nil then parts[#parts + 1] = encode(fields[i]) .. ":" .. fields[i + 1] end
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

local function cell(value)
  if type(value) ~= "table" then return scalar(value) end
  local shown = value.value
  if shown == nil then shown = value.text end
  return object{"value", scalar(shown), "refs", array(value.refs or {}, scalar)}
end

local function optional(value)
  if value == nil then return nil end
  return scalar(value)
end

local write = {}

function write.heading(b)
  return object{"type", scalar(b.type), "level", scalar(b.level), "text", scalar(b.text)}
end

function write.paragraph(b)
  return object{"type", scalar(b.type), "text", cell(b.cell)}
end

function write.list(b)
  return object{"type", scalar(b.type), "items", array(b.items, cell)}
end

write["table"] = function(b)
  local columns = array(b.columns, function(c)
    return object{"name", scalar(c.name), "label", scalar(c.label or c.name)}
  end)
  local rows = array(b.rows, function(row)
    local fields = {}
    for _, c in ipairs(b.columns) do
      fields[#fields + 1] = c.name
      fields[#fields + 1] = cell(row[c.name])
    end
    return object(fields)
  end)
  return object{n = 8, "type", scalar(b.type), "caption", optional(b.caption), "columns", columns, "rows", rows}
end

function write.chart(b)
  local function series(s)
    return object{n = 4, "name", optional(s.name), "points", array(s.points, cell)}
  end
  local function mark(m)
    return object{"at", scalar(m.at), "text", scalar(m.text), "refs", array(m.refs or {}, scalar)}
  end
  return object{n = 12, "type", scalar(b.type), "kind", scalar(b.kind), "caption", optional(b.caption),
    "labels", array(b.labels, scalar), "series", b.series and array(b.series, series),
    "marks", b.marks and array(b.marks, mark)}
end

function write.quotation(b)
  return object{"type", scalar(b.type), "id", scalar(b.quote.id)}
end

local function quotation(q)
  return object{n = 24, "id", scalar(q.id), "number", scalar(q.number), "path", scalar(q.path),
    "start", scalar(q.start), "end", scalar(q.stop), "date", optional(q.date),
    "institution", optional(q.institution), "label", optional(q.label), "before", scalar(q.before),
    "text", scalar(q.text), "after", scalar(q.after),
    "cut", (q.cut_before or q.cut_after) and array({q.cut_before, q.cut_after}, scalar) or nil}
end

local function lines(list, one)
  local parts = {}
  for i, item in ipairs(list) do parts[i] = one(item) end
  return "[\n" .. table.concat(parts, ",\n") .. "\n]"
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
  local blocks = lines(r.blocks, function(b) return write[b.type](b) end)
  return object{n = 8, "title", scalar(r.title), "subtitle", optional(r.subtitle), "blocks", blocks,
    "quotations", lines(r.quotes, quotation)} .. "\n"
end

return json
