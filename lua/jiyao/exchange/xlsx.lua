--- Tables of a corpus as a workbook, a sheet each. Knows which cells are days and what a cell cannot hold.
-- Refuses to know the format (src/ingest/workbook.c). Text is text and never a formula, so nothing is put
-- before it; a day that is known whole is a date, any other EDTF text.
-- @module jiyao.exchange.xlsx
-- @internal
local tables = require "jiyao.exchange.tables"
local workbook = require "jiyao.workbook"
local xml = require "jiyao.exchange.xml"

local xlsx = {}

-- Rows of a sheet below its header; what is more goes to another.
local MOST_ROWS = 1048575

-- `_x0041_` in a cell is an escaped A (ECMA-376, ST_Xstring). The `_` that ends one such word may begin
-- another, so that it is looked at and not taken.
local function text_of(s)
  return (xml.clean(s):gsub("_(x%x%x%x%x)%f[_]", "_x005F_%1"))
end

local function day_of(s)
  local year, month, day = s:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)$"
  if not year or s < "1900-03-01" then return nil end
  return {year = tonumber(year), month = tonumber(month), day = tonumber(day)}
end

local function cell(value, column)
  if type(value) ~= "string" then return value end
  return column.date and day_of(value) or text_of(value)
end

local function add_table(book, corpus, name, wanted, most)
  local columns, sheets, left, cells = tables.columns(name), 0, 0, {}
  local function begin()
    sheets, left = sheets + 1, most
    book:sheet(sheets == 1 and name or ("%s %d"):format(name, sheets), columns)
  end
  begin()
  return tables.each(corpus, name, wanted, function(row)
    if left == 0 then begin() end
    for i, c in ipairs(columns) do cells[i] = cell(row[c.name], c) end
    book:row(cells, #columns)
    left = left - 1
  end)
end

--- Writes tables as a workbook.
-- @function export
-- @tparam Corpus corpus
-- @tparam {string,...} names
-- @tparam table wanted the filter
-- @tparam string path
-- @tparam[opt] integer most rows of a sheet
-- @treturn integer how many rows
function xlsx.export(corpus, names, wanted, path, most)
  local book <close> = workbook.new(path)
  local n = 0
  for _, name in ipairs(names) do n = n + add_table(book, corpus, name, wanted, most or MOST_ROWS) end
  book:close()
  return n
end

return xlsx
