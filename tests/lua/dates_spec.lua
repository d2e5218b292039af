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
