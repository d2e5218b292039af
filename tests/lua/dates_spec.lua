-- The Lua face of dates; the forms of dates are tested in tests/unit/test_date.c.
require "jiyao"
local dates = require "jiyao.dates"

describe("jiyao.dates", function()
  it("finds mentions as tables", function()
    local list = dates.find("于2025年10月20日至23日，建党102周年。")
    assert.equal(2, #list)
    local d = list[1]
    assert.same({3, 28, "day", "2025-10-20/2025-10-23", "own", true, false},
      {d.start, d.stop, d.kind, d.edtf, d.reason, d.range, d.timed})
    assert.same({2025, 10, 20, 2025, 10, 23}, {d.year, d.month, d.day, d.end_year, d.end_month, d.end_day})
    d = list[2]
    assert.same({"anniversary", 2023, 102, 1921, "event"}, {d.kind, d.year, d.number, d.base, d.reason})
  end)

  it("leaves out what the text leaves out", function()
    local d = dates.find("6月8日，")[1]
    assert.is_nil(d.year)
    assert.is_nil(d.end_day)
    assert.equal("XXXX-06-08", d.edtf)
    assert.is_nil(dates.find("昨日，")[1].edtf)
    assert.same({}, dates.find(""))
    assert.same({}, dates.find("\0\xFF第3月"))
  end)

  it("resolves a list in place", function()
    local list = dates.find("12月11日上午，召开。2010年，建院。\n2017-12-12\n")
    assert.equal(list, dates.resolve(list))
    assert.same({"2017-12-11~", "published", 2017}, {list[1].edtf, list[1].reason, list[1].year})
    assert.same({"2010", "own"}, {list[2].edtf, list[2].reason})
    assert.is_true(list[3].published)
  end)

  it("resolves one mention with what it is given", function()
    local function resolved(options)
      local d = dates.resolve(dates.find("12月11日至12日"), options)[1]
      return d.edtf .. " " .. d.reason
    end
    assert.equal("2019-12-11~/2019-12-12~ event", resolved {event_year = 2019, published = "2020-12-30"})
    assert.equal("2020-12-11~/2020-12-12~ published", resolved {published = "2020-12-30~"})
    assert.equal("XXXX-12-11/XXXX-12-12 none", resolved {published = "2020-01-02"})
    assert.equal("2018-12-11~/2018-12-12~ neighbour",
      resolved {published = "2020-01-02", neighbour = "2018-11-01"})
    assert.equal("XXXX-12-11/XXXX-12-12 none", resolved())
  end)

  it("counts from a day of reference", function()
    local function read(words, options)
      local d = dates.resolve(dates.find(words), options)[1]
      return d.edtf, d.reason
    end
    assert.equal("2017-03-29~", (read("下周三，", {base = "2017-03-22"})))
    assert.equal("base", select(2, read("3月8日", {base = "2017-03-22"})))
    assert.equal("2017-03-08~", (read("3月8日", {base = "2017-03-22"})))
    assert.equal("2018-03-08~", (read("3月8日", {base = "2017-03-22", lean = 1})))
    assert.equal("2016-08-08~", (read("8月8日", {base = "2017-03-22", lean = -1})))
    assert.has_error(function() read("8月8日", {base = "2017-03-22", lean = 2}) end)
  end)

  it("tells parts, festivals, lunar days and vague words apart", function()
    local kinds = {}
    for i, d in ipairs(dates.find("2024年第三季度，教师节，农历正月十五，日前。")) do
      kinds[i] = d.kind .. " " .. tostring(d.edtf)
    end
    assert.same({"period 2024-07/2024-09", "festival XXXX-09-10", "lunar nil", "vague nil"}, kinds)
    local d = dates.find("2024年6月8日（星期五），将于6月9日")
    assert.same({5, true, false}, {d[1].weekday, d[1].clash, d[1].ahead})
    assert.same({false, true}, {d[2].clash, d[2].ahead})
  end)

  it("gives those of a document with their place in the source", function()
    local source = "發布時間：2024-06-10\n昨日，雲嶺大學召開座談會。日前，教師節。"
    local list = require("jiyao").extract.dates(source)
    local out = {}
    for i, d in ipairs(list) do
      out[i] = {source:sub(d.start + 1, d["end"]), d.edtf or "", d.kind, d.reason, d.published}
    end
    assert.same({{"2024-06-10", "2024-06-10", "day", "own", true},
      {"昨日", "2024-06-09~", "day", "published", false},
      {"日前", "", "vague", "none", false},
      {"教師節", "XXXX-09-10", "festival", "none", false}}, out)
    assert.same({}, require("jiyao").extract.dates("雲嶺大學召開座談會。"))
  end)

  it("keeps what dates no event from the rules of meetings", function()
    local view = require("jiyao.document").view("6月上旬，教师节前后，日前，6月8日，召开座谈会。")
    assert.equal(1, #view.dates)
    assert.equal(4, #view.times)
  end)

  it("raises on a list that is none", function()
    local function changed(key, value)
      local list = dates.find("12月11日")
      list[1][key] = value
      return function() dates.resolve(list) end
    end
    assert.has_error(changed("month", 13))
    assert.has_error(changed("month", "x"))
    assert.has_error(changed("kind", "week"))
    assert.has_error(changed("start", -1))
    assert.has_error(changed("weekday", 8))
    assert.has_error(function() dates.resolve({1}) end)
    assert.has_error(function() dates.resolve("x") end)
    local ok, err = pcall(dates.resolve, {}, {published = "yesterday"})
    assert.is_false(ok)
    assert.equal("EINVALID", err.code)
  end)

  it("reads EDTF", function()
    local d = dates.parse("XXXX-06-08~")
    assert.same({6, 8, 6, 8, true, false}, {d.month, d.day, d.end_month, d.end_day, d.inferred, d.range})
    assert.is_nil(d.year)
    assert.is_true(dates.valid("2025-10-20/2025-10-23"))
    assert.is_false(dates.valid("2025-10-23/2025-10-20"))
    local ok, err = pcall(dates.parse, "2023-02-30")
    assert.is_false(ok)
    assert.equal("EINVALID", err.code)
  end)

  it("orders EDTF, nil last", function()
    assert.is_true(dates.compare("2023-06-08", "2023-06-09") < 0)
    assert.is_true(dates.compare("XXXX-01-01", "2023") > 0)
    assert.is_true(dates.compare(nil, "XXXX-01-01") > 0)
    assert.equal(0, dates.compare(nil, nil))
    assert.equal(0, dates.compare("2023", "2023"))
  end)

  it("knows what anniversaries count from", function()
    assert.equal(1949, dates.base("新中国成立"))
    assert.is_nil(dates.base(""))
  end)
end)
