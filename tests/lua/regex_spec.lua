-- The Lua face of regular expressions.
require "jiyao"
local regex = require "jiyao.regex"

describe("jiyao.regex", function()
  it("finds with byte offsets and groups", function()
    local re = regex.new("(\\w)(x)?会")
    assert.same({6, 12, "大", n = 4}, table.pack(re:find("召开大会")))
    assert.same({n = 1}, table.pack(re:find("召开")))
    assert.same({9, 15, "大", n = 4}, table.pack(re:find("大会，大会", 9)))
  end)

  it("matches with the groups, or the whole without groups", function()
    assert.equal("2023", (regex.new("(\\d+)年"):match("于2023年")))
    assert.equal("2023年", regex.new("\\d+年"):match("于2023年"))
    assert.is_nil(regex.new("\\d"):match("会"))
  end)

  it("goes through all matches", function()
    local out = {}
    for m in regex.new("(?<post>院长|书记)(?<name>.)(的)?"):gmatch("院长李、书记王的") do
      out[#out + 1] = {m.start, m.stop, m[0], m.post, m.name, m[3]}
    end
    assert.same({{0, 9, "院长李", "院长", "李"}, {12, 24, "书记王的", "书记", "王", "的"}}, out)
  end)

  it("goes on behind empty matches, by characters", function()
    local starts = {}
    for m in regex.new("x*"):gmatch("会x") do starts[#starts + 1] = m.start end
    assert.same({0, 3, 4}, starts)
  end)

  it("nests", function()
    local n = 0
    local re = regex.new("\\w")
    for _ in re:gmatch("ab") do
      for _ in re:gmatch("cd") do n = n + 1 end
    end
    assert.equal(4, n)
  end)

  it("goes on behind its own match, whatever was searched between", function()
    local out, outer, inner = {}, regex.new("([一-龥])(,)?"), regex.new("(a)(b)(c)(d)")
    for m in outer:gmatch("甲,乙,丙") do
      inner:find("abcd")
      out[#out + 1] = m[1] .. (m[2] or "-")
    end
    assert.same({"甲,", "乙,", "丙-"}, out)
    local replaced = outer:gsub("甲,乙", function(m)
      inner:find("xxabcd")
      return m[1] == "乙" and "丁"
    end)
    assert.equal("甲,丁", replaced)
  end)

  it("gives its own match where a finalizer searches meanwhile", function()
    local re, other = regex.new("(a+)(b+)"), regex.new("x(y)")
    local far, on = ("z"):rep(10000) .. "xy", true
    local function litter()
      setmetatable({}, {__gc = function()
        other:find(far)
        if on then litter() end
      end})
    end
    for _ = 1, 20 do litter() end
    for i = 1, 2000 do
      local a, b = ("a"):rep(40 + i % 50), ("b"):rep(40 + i % 50)
      assert.same({a, b}, {re:match(a .. b)})
      for m in re:gmatch(a .. b) do assert.equal(a .. b, m[0]) end
      assert.equal(b .. a, (re:gsub(a .. b, "%2%1")))
    end
    on = false
  end)

  it("looks at every text, also at one as long as the last", function()
    local re = regex.new("a")
    local long = ("会"):rep(100)
    for _ = 1, 2 do
      assert.is_nil(re:find(long))
      assert.is_nil(re:match(long))
      local ok, err = pcall(re.find, re, long:sub(1, -4) .. "\xFF\xFF\xFF")
      assert.is_false(ok)
      assert.equal(297, err.offset)
    end
    assert.equal(300, (re:find(long .. "a")))
  end)

  it("replaces by string, table and function", function()
    local re = regex.new("(?<m>\\d+)月(\\d+)日")
    assert.same({"6-8/6%，7-9/7%", 2}, {re:gsub("6月8日，7月9日", "%1-%2/%{m}%%")})
    assert.same({"六月，7月9日", 2}, {re:gsub("6月8日，7月9日", {["6"] = "六月"})})
    assert.same({"8，7月9日", 2}, {re:gsub("6月8日，7月9日", function(m) return m.m == "6" and m[2] end)})
    assert.same({"x，7月9日", 1}, {re:gsub("6月8日，7月9日", "x", 1)})
    assert.same({"6月8日", 0}, {re:gsub("6月8日", "x", 0)})
    assert.same({"-会-", 2}, {regex.new(""):gsub("会", "-")})
  end)

  it("raises an error object for a bad pattern, text or reference", function()
    local ok, err = pcall(regex.new, "(会")
    assert.is_false(ok)
    assert.equal("EINVALID", err.code)
    assert.equal(4, err.offset)
    ok, err = pcall(function() return regex.new("a"):find("ab\xFF") end)
    assert.is_false(ok)
    assert.equal(2, err.offset)
    ok, err = pcall(function() return regex.new("a"):gsub("a", "%7") end)
    assert.is_false(ok)
    assert.equal("EINVALID", err.code)
    ok, err = pcall(function() return regex.new("^(a|aa)+$"):find(("a"):rep(63) .. "b") end)
    assert.is_false(ok)
    assert.truthy(err.message:find("gave up", 1, true))
    ok, err = pcall(regex.new, "a", "q")
    assert.is_false(ok)
    assert.equal("EINVALID", err.code)
  end)

  it("raises on misuse", function()
    local re = regex.new("a")
    assert.has_error(function() re:find("a", -1) end)
    assert.has_error(function() re:gsub("a", 1) end)
    assert.has_error(function() re:gsub("a", function() return {} end) end)
    assert.has_error(function() re.find("a", "a") end)
  end)

  it("is closed once", function()
    local re = regex.new("a")
    do local held <close> = re end -- luacheck: ignore held
    assert.has_error(function() re:find("a") end)
    assert.equal("regex (closed)", tostring(re))
  end)

  it("passes on errors of a callback", function()
    local ok, err = pcall(function() return regex.new("a"):gsub("a", function() error({mine = true}) end) end)
    assert.is_false(ok)
    assert.is_true(err.mine)
  end)

  it("searches a stretch as if it were all there is", function()
    local s = "院长召开大会,大会闭幕。"
    assert.same({12, 18, "大", n = 3}, table.pack(regex.new("^(.)会$"):find_in(s, 12, 18)))
    assert.same({n = 1}, table.pack(regex.new("(?<=开)大会"):find_in(s, 12, 18)))
    assert.equal("大", (regex.new("(.)会"):match_in(s, 6, 18)))
    assert.is_nil((regex.new("闭幕"):match_in(s, 0, 18)))
    assert.same({6, 12, n = 2}, table.pack(regex.new("召开$"):before(s, 12, 7)))
    assert.is_nil((regex.new("院长"):before(s, 12, 12, 3)))
    assert.same({12, 18, n = 2}, table.pack(regex.new("^大会"):after(s, 12, 7)))
    assert.is_nil((regex.new("大会"):after(s, 12, 99, 15)))
    assert.truthy(regex.new("\\z"):after(s, #s, 9))
    assert.has_error(function() regex.new("会"):find_in(s, 1, 6) end)
    assert.has_error(function() regex.new("会"):find_in(s, 9, 6) end)
  end)

  it("answers the same of a text that is prepared", function()
    local page = ("6月8日,院长召开教学大会。\n"):rep(20) .. "大会闭幕。"
    local other = ("无事。"):rep(60)
    for _, pattern in ipairs {"大会", "召开(.*)大会", "(?:研讨|茶话)会", "[^,]{0,4}闭幕", "^6月", "。$", "会"} do
      local re, starts = regex.new(pattern), {}
      for m in re:gmatch(page) do starts[#starts + 1] = m.start end
      for _ = 1, 8 do
        regex.prepare(page)
        local at = {}
        for m in re:gmatch(page) do at[#at + 1] = m.start end
        assert.same(starts, at)
        assert.equal(starts[1], (re:find_in(page, 0, #page)))
        regex.prepare(other)
        assert.equal(starts[1], (re:find(page)))
        assert.equal(pattern == "。$", re:find(other) ~= nil)
      end
    end
    regex.prepare("")
    regex.prepare("\xFF" .. page)
    assert.has_error(function() regex.new("会"):find("\xFF" .. page) end)
  end)
end)
