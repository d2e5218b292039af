--- A report's tables as CSV (RFC 4180: CRLF, quotes doubled; UTF-8, by default
-- without a byte order mark). Several tables are separated by one empty line,
-- each with its header; those that are parts of one are one, with a column more for
-- the part. A column whose cells have references is followed by
-- one that holds them as `path#start-stop`, or becomes it where it has no text.
--
-- Spreadsheets run a cell that begins with = + - @ as a formula, some also where
-- these are full-width. Text from a web page must not run: such text gets an
-- apostrophe in front. Numbers, also negative ones, are written as they are.
--
-- Headings, paragraphs, charts and quotations are not tables: other formats hold them.
-- @module jiyao.report.csv
-- @internal
local report = require "jiyao.report"
local words = require "jiyao.report.words"

local csv = {}

local function quoted(s)
  if s:find('[",\r\n]') or s:find("^%s") or s:find("%s$") then
    return '"' .. s:gsub('"', '""') .. '"'
  end
  return s
end

local function may_run(s)
  return s:find("^[=+%-@\t\n]") or s:find "^＝" or s:find "^＋" or s:find "^－" or s:find "^＠"
end

--- One field, guarded and quoted.
-- @function field
-- @tparam string s
-- @treturn string
-- @usage
-- local csv = require "jiyao.report.csv"
-- print(csv.field("=1+1"), csv.field('甲,"乙"')) --> '=1+1	"甲,""乙"""
function csv.field(s)
  s = words.clean(s)
  if may_run(s) then s = "'" .. s end
  return quoted(s)
end

local function is_number(cell)
  if type(cell) == "table" then cell = cell.text or cell.value end
  return type(cell) == "number"
end

local function cell_csv(cell, digits)
  local shown = report.cell(cell, digits)
  return is_number(cell) and shown or csv.field(shown)
end

local function places(r, cell)
  local _, refs = report.cell(cell)
  local list = {}
  for i, id in ipairs(refs) do
    local q = r.quotes[id]
    list[i] = ("%s#%d-%d"):format(q.path, q.start, q.stop)
  end
  return csv.field(table.concat(list, "; "))
end

-- Whether a column has text, and whether it has references.
local function contents(block, column)
  local has_text, has_refs = false, false
  for _, row in ipairs(block.rows) do
    local shown, refs = report.cell(row[column.name])
    has_text, has_refs = has_text or shown ~= "", has_refs or #refs > 0
  end
  return has_text or not has_refs, has_refs
end

local function line(fields)
  return table.concat(fields, ",") .. "\r\n"
end

local function table_csv(r, block)
  local header, has_text, has_refs = {}, {}, {}
  for i, c in ipairs(block.columns) do
    local name = c.label or c.name
    has_text[i], has_refs[i] = contents(block, c)
    if has_text[i] then header[#header + 1] = csv.field(name) end
    if has_refs[i] then header[#header + 1] = csv.field(has_text[i] and name .. "·原文位置" or name) end
  end
  local out = {line(header)}
  for _, row in ipairs(block.rows) do
    local fields = {}
    for i, c in ipairs(block.columns) do
      if has_text[i] then fields[#fields + 1] = cell_csv(row[c.name], c.digits) end
      if has_refs[i] then fields[#fields + 1] = places(r, row[c.name]) end
    end
    out[#out + 1] = line(fields)
  end
  return table.concat(out)
end

-- Rows that say of which part they are, which the report says in a heading.
local function add_part(whole, block)
  for _, row in ipairs(block.rows) do
    local copy = {[whole.part] = block.part.value}
    for _, c in ipairs(block.columns) do copy[c.name] = row[c.name] end
    whole.rows[#whole.rows + 1] = copy
  end
end

-- The tables, one of all parts.
local function tables_of(r)
  local list, whole = {}, {}
  for _, block in ipairs(r.blocks) do
    if block.type == "table" and block.part then
      local name = block.part.label
      local known = whole[block.columns]
      if not known or known.part ~= name then
        local columns = table.move(block.columns, 1, #block.columns, 2, {{name = name}})
        known = {part = name, columns = columns, rows = {}}
        whole[block.columns], list[#list + 1] = known, known
      end
      add_part(known, block)
    elseif block.type == "table" then
      list[#list + 1] = block
    end
  end
  return list
end

--- Write the tables.
-- @function render
-- @tparam Report r
-- @tparam table options `bom` writes a byte order mark, which some
-- spreadsheets need in order to read UTF-8
-- @treturn string
-- @usage
-- local r = require("jiyao.report").new{title = "会议"}
-- r:table{columns = {{name = "n", label = "数"}}, rows = {{n = -2}}}
-- print((r:render("csv"):gsub("\r\n", "|"))) --> 数|-2|
function csv.render(r, options)
  local tables = {}
  for i, block in ipairs(tables_of(r)) do tables[i] = table_csv(r, block) end
  return (options.bom and "\u{FEFF}" or "") .. table.concat(tables, "\r\n")
end

return csv
