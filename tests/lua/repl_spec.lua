-- The interactive Lua without a terminal: compiling, showing, completing; the
-- columns and the progress that commands print.
local jiyao = require "jiyao"
local repl = require "jiyao.repl"
local columns = require "jiyao.columns"
local progress = require "jiyao.progress"

describe("repl.compile", function()
  it("gives the value of an expression", function()
    assert.equal(3, repl.compile("1 + 2")())
    assert.same({1, 2}, {repl.compile("1, 2")()})
    assert.equal(0, select("#", repl.compile("local x = 1")()))
    assert.equal(7, repl.compile("return 7")())
    assert.equal(0, select("#", repl.compile("")()))
    assert.equal(0, select("#", repl.compile("-- a comment")()))
  end)

  it("tells what is unfinished from what is wrong", function()
    for _, code in ipairs {"for i = 1, 3 do", "f(", "x = ", "x = {", "if true then\n  y()", "[[a"} do
      local chunk, why, unfinished = repl.compile(code)
      assert.is_nil(chunk)
      assert.is_string(why)
      assert.is_true(unfinished, code)
    end
    for _, code in ipairs {"x = = 1", "end", "for for", "1 +* 2"} do
      local chunk, _, unfinished = repl.compile(code)
      assert.is_nil(chunk)
      assert.is_false(unfinished, code)
    end
  end)
end)

describe("repl.show", function()
  it("shows plain values", function()
    assert.equal("nil", repl.show(nil))
    assert.equal("1.5", repl.show(1.5))
    assert.equal('"院长"', repl.show("院长"))
    assert.equal([["a\n\"b\"\\\t\x00\x1b"]], repl.show('a\n"b"\\\t\0\27'))
    assert.equal('"?a"', repl.show("\xffa"))
    assert.equal("{}", repl.show {})
  end)

  it("sorts keys of every kind", function()
    assert.equal('{10, 20, [-1] = 0, [7] = 7, ["a b"] = 2, k = 1, [true] = 3}',
      repl.show {10, 20, [7] = 7, [-1] = 0, k = 1, ["a b"] = 2, [true] = 3})
  end)

  it("cuts what is deep, long or round", function()
    assert.equal("{a = {b = {c = {…}}}}", repl.show {a = {b = {c = {d = {e = 1}}}}})
    assert.equal("{{{{… 2}}}}", repl.show {{{{1, 2}}}})
    local round = {}
    round.self = round
    assert.equal("{self = {…}}", repl.show(round))
    local long = {}
    for i = 1, 1000 do long[i] = i end
    assert.matches(", … 980 more}$", repl.show(long))
    local shown = repl.show(("院"):rep(1000))
    assert.truthy(utf8.len(shown))
    assert.matches("… %(3000 bytes%)$", shown)
  end)

  it("breaks long tables into lines", function()
    local words = {}
    for i = 1, 8 do words[i] = ("会议"):rep(5) end
    for line in repl.show(words):gmatch("[^\n]+") do assert.is_true(jiyao.text.width(line) <= 100) end
  end)

  it("lays records out in columns that fit Chinese", function()
    assert.equal("date        name\n2024-03-05  工作会议\n            座谈会",
      repl.show {{date = "2024-03-05", name = "工作会议"}, {name = "座谈会"}})
    local many = {}
    for i = 1, 50 do many[i] = {n = i} end
    assert.matches("\n… 30 more$", repl.show(many))
  end)

  it("shows what has a form of its own by that", function()
    local value = setmetatable({}, {__tostring = function() return "store (closed)" end})
    assert.equal("store (closed)", repl.show(value))
    assert.matches("^function: ", repl.show(print))
  end)
end)

describe("repl.complete", function()
  it("adds what all names share", function()
    assert.same({"mat", ""}, {repl.complete("string.for")})
    assert.same({"", "rep  reverse"}, {repl.complete("string.re")})
    assert.same({"", ""}, {repl.complete("")})
    assert.same({"", ""}, {repl.complete("no_such_thing.x")})
    assert.same({"", ""}, {repl.complete("string.format.x")})
    assert.same({"ing", ""}, {repl.complete("str")})
  end)
end)

describe("columns", function()
  it("makes any bytes printable", function()
    assert.equal("a?b?", columns.printable("a\27b\n"))
    assert.equal("会?议", columns.printable("会\xe4议"))
    assert.equal("?", columns.printable("\xe4\xbc"):sub(1, 1))
    assert.equal("", columns.printable(""))
  end)

  it("cuts at a column, never inside a character", function()
    assert.equal("会议", columns.fit("会议", 4))
    assert.equal("会…", columns.fit("会议", 3))
    assert.equal("…", columns.fit("会议", 2))
    assert.equal("…", columns.fit("会议", 1))
    assert.equal("", columns.fit("会议", 0))
    for width = 0, 20 do
      assert.is_true(jiyao.text.width(columns.fit("东湖大学 a 召开会议", width)) <= width)
    end
  end)

  it("aligns rows of different length", function()
    assert.same({}, columns.align {})
    assert.same({"院长  x", "a", "b     y"}, columns.align {{"院长", "x"}, {"a"}, {"b", "y"}})
  end)
end)

describe("progress", function()
  local function recorder()
    local out = {written = {}}
    function out:write(...)
      self.written[#self.written + 1] = table.concat {...}
      return self
    end
    function out:flush() return self end
    return out
  end

  local events = {
    {kind = "start", files = 2, bytes = 4000000},
    {kind = "file", path = "新闻/会议.txt", status = "new", bytes = 1000000},
    {kind = "file", path = "b\n.txt", status = "refused", bytes = 3000000, message = "is empty"},
    {kind = "end"},
  }

  it("writes a plain line a file", function()
    local out = recorder()
    local tell = progress.new("plain", out)
    for _, event in ipairs(events) do tell(event) end
    assert.same({"jiyao: new 新闻/会议.txt\n", "jiyao: refused b?.txt: is empty\n"}, out.written)
  end)

  it("writes nothing when quiet", function()
    local tell = progress.new("quiet")
    for _, event in ipairs(events) do tell(event) end
  end)

  it("draws a bar on one line and takes it away", function()
    local out, now = recorder(), 0
    local tell = progress.new("bar", out, function()
      now = now + 1
      return now
    end, function() return 72 end)
    for _, event in ipairs(events) do tell(event) end
    for _, text in ipairs(out.written) do
      assert.not_matches("\n", text)
      assert.equal("\r", text:sub(1, 1))
      assert.is_true(jiyao.text.width((text:gsub("\r", ""):gsub("\27%[K", ""))) < 72)
    end
    assert.matches("1/2 files  0%.5 MB/s  0:06 left  新闻", out.written[2])
    assert.equal("\r\27[K", out.written[#out.written])
  end)

  it("does not divide by nothing", function()
    local state = {done = 0, files = 0, read = 0, bytes = 0, seconds = 0, path = ""}
    assert.matches("0/0 files  0%.0 MB/s  %-:%-%- left", progress.line(state, 80))
  end)

  it("tells hours", function()
    local state = {done = 1, files = 2, read = 1, bytes = 7201, seconds = 1, path = ""}
    assert.matches("2:00:00 left", progress.line(state, 80))
  end)
end)
