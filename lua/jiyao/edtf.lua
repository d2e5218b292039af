--- Dates in EDTF (ISO 8601-2) as a timeline needs them: their place in the
-- order of time, and their months and years. Knows what an unknown year means
-- for the order. Refuses to know how EDTF is written, which `jiyao.dates` reads.
-- @module jiyao.edtf
local dates = require "jiyao.dates"

local edtf = {}

-- The ranks that the parts of a timeline stand in.
local KNOWN, NO_YEAR, UNDATED = 1, 2, 3

-- Sorts after every digit, so that what is not known comes last.
local UNKNOWN = "~"

-- A day as far as it is known.
local function plain(year, month, day)
  local s = year and ("%04d"):format(year) or "XXXX"
  if month or day then s = s .. "-" .. (month and ("%02d"):format(month) or "XX") end
  return day and s .. ("-%02d"):format(day) or s
end

--- Take a date apart. What is no EDTF is no date.
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
  if not date or not dates.valid(date) then return {rank = UNDATED, inferred = false} end
  local d = dates.parse(date)
  return {
    rank = d.year and KNOWN or NO_YEAR,
    first = plain(d.year, d.month, d.day),
    last = plain(d.end_year, d.end_month, d.end_day),
    year = d.year and plain(d.year),
    month = d.year and d.month and plain(d.year, d.month),
    inferred = d.inferred,
  }
end

local function key(day)
  return day:find("^%d") and day or UNKNOWN .. day
end

--- Strings that sort dates: the first day and the last, as far as they are
-- known; dates without a year after all others, and no date at all after those.
-- @function keys
-- @tparam ?string date
-- @treturn string the key of the first day
-- @treturn string the key of the last day
-- @usage
-- local edtf = require "jiyao.edtf"
-- print(edtf.keys("2025-10-20/2025-10-23")) --> 2025-10-20	2025-10-23
-- print(edtf.keys("2024-03~")) --> 2024-03	2024-03
-- print(edtf.keys("XXXX-06-08")) --> ~XXXX-06-08	~XXXX-06-08
-- print(edtf.keys(nil)) --> ~~	~~
function edtf.keys(date)
  local d = edtf.parse(date)
  if d.rank == UNDATED then return UNKNOWN .. UNKNOWN, UNKNOWN .. UNKNOWN end
  return key(d.first), key(d.last)
end

--- One string that sorts dates: both of @{keys}.
-- @function key
-- @tparam ?string date
-- @treturn string
-- @usage
-- local edtf = require "jiyao.edtf"
-- print(edtf.key("2023-06-08") < edtf.key("XXXX-01-02")) --> true
function edtf.key(date)
  return table.concat({edtf.keys(date)}, " ")
end

--- Whether something is a date that a range may begin or end with: a year, a
-- month or a day that exists, without marks.
-- @function is_bound
-- @param value anything
-- @treturn boolean
-- @usage
-- local edtf = require "jiyao.edtf"
-- print(edtf.is_bound("2024-02"), edtf.is_bound("2024-02-30"), edtf.is_bound("2024~")) --> true	false	false
function edtf.is_bound(value)
  return type(value) == "string" and not value:find("[^%d-]") and dates.valid(value)
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
