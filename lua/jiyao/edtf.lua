--- Dates in EDTF (ISO 8601-2) as the record holds them: putting them in order
-- and into months and years. Knows the forms that extraction writes
-- (`2023-06-08`, `2025-10-20/2025-10-23`, `2024-03`, `XXXX-06-08`, a trailing
-- `~`). Refuses to know calendars: it compares, it does not reckon.
-- @module jiyao.edtf
local edtf = {}

-- The ranks that the parts of a timeline stand in.
local KNOWN, NO_YEAR, UNDATED = 1, 2, 3

--- Take a date apart.
-- @function parse
-- @tparam ?string date
-- @treturn table fields `rank` (1 year known, 2 year not known, 3 no date),
-- `first`, `last` (plain dates without marks, nil where there is no date),
-- `year`, `month` ("2023", "2023-06", nil where not known), `inferred`
-- @usage
-- local edtf = require "jiyao.edtf"
-- local d = edtf.parse("2025-10-20/2025-10-23~")
-- print(d.first, d.last, d.month, d.inferred) --> 2025-10-20	2025-10-23	2025-10	true
function edtf.parse(date)
  if not date or date == "" then return {rank = UNDATED, inferred = false} end
  local plain = date:gsub("[~?%%]", "")
  local first, last = plain:match("^([^/]*)/(.*)$")
  first, last = first or plain, last or plain
  local year = first:match("^%d%d%d%d")
  return {
    rank = year and KNOWN or NO_YEAR,
    first = first,
    last = last ~= "" and last or first,
    year = year,
    month = year and first:match("^%d%d%d%d%-%d%d"),
    inferred = plain ~= date,
  }
end

--- A string that sorts dates: years known, then years not known, then none.
-- @function key
-- @tparam ?string date
-- @treturn string
-- @usage
-- local edtf = require "jiyao.edtf"
-- print(edtf.key("2023-06-08") < edtf.key("XXXX-01-02")) --> true
function edtf.key(date)
  local d = edtf.parse(date)
  return d.rank .. (d.first or "") .. " " .. (d.last or "")
end

local function month_number(month)
  local y, m = month:match("^(%d%d%d%d)%-(%d%d)$")
  return y * 12 + m - 1
end

--- All months from one to another, both named "YYYY-MM" and both included.
-- @function months
-- @tparam string first
-- @tparam string last
-- @treturn {string,...}
-- @usage
-- local edtf = require "jiyao.edtf"
-- print(table.concat(edtf.months("2023-11", "2024-01"), " ")) --> 2023-11 2023-12 2024-01
function edtf.months(first, last)
  local list = {}
  for n = month_number(first), month_number(last) do
    list[#list + 1] = ("%04d-%02d"):format(n // 12, n % 12 + 1)
  end
  return list
end

return edtf
