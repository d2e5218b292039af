--- Tables of a corpus as CSV (RFC 4180: CRLF, quotes doubled; UTF-8). Knows how rows are written; what makes
-- a field safe to open is told in `jiyao.report.csv`.
-- @module jiyao.exchange.csv
-- @internal
local field = require("jiyao.report.csv").field
local tables = require "jiyao.exchange.tables"

local csv = {}

local function cell(value)
  if value == nil then return "" end
  return type(value) == "number" and tostring(value) or field(value)
end

--- Writes one table.
-- @function export
-- @tparam Corpus corpus
-- @tparam string name
-- @tparam table wanted the filter
-- @tparam function write
-- @tparam ?boolean bom whether a byte order mark comes first
-- @treturn integer how many rows
function csv.export(corpus, name, wanted, write, bom)
  local columns, names, fields = tables.columns(name), {}, {}
  for i, c in ipairs(columns) do names[i] = c.name end
  write(bom and "\u{FEFF}" or "", table.concat(names, ","), "\r\n")
  return tables.each(corpus, name, wanted, function(row)
    for i, c in ipairs(names) do fields[i] = cell(row[c]) end
    write(table.concat(fields, ","), "\r\n")
  end)
end

return csv
