local jiyao = require "jiyao"

local function show(s, start, stop, opts)
  return jiyao.where.show(jiyao.document.parse(s, "a.txt"), start, stop, opts)
end

local function failure(...)
  local ok, err = pcall(show, ...)
  assert.is_false(ok)
  assert.equal("EINVALID", err.code)
  return err.message
end

describe("where.show", function()
  it("marks a place under its line, in the columns of a terminal", function()
    assert.equal("a.txt: bytes 6-12, line 1\n1 | 学校科技处长\n  |     ^^^^\n", show("学校科技处长", 6, 12))
    assert.equal("a.txt: bytes 2-5, line 1\n1 | ab院长\n  |   ^^\n", show("ab院长", 2, 5))
  end)

  it("keeps marks below their words after tabs and marks of no width", function()
    assert.equal("a.txt: bytes 4-7, line 1\n1 | 院  长会\n  |     ^^\n", show("院\t长会", 4, 7))
    assert.equal("a.txt: bytes 0-3, line 1\n1 | e\u{301}x\n  | ^\n", show("e\u{301}x", 0, 3))
    assert.equal("a.txt: bytes 4-7, line 1\n1 | 会?议\n  |    ^^\n", show("会\u{1b}议，" .. ("会议。"):rep(20), 4, 7,
      {columns = 11}):gsub("，[^\n]*", ""))
  end)

  it("marks every line that a place touches", function()
    assert.equal("a.txt: bytes 3-13, lines 1-2\n1 | 会议\n  |   ^^\n2 | 召开\n  | ^^^^\n",
      show("会议\n召开\n", 3, 13))
    assert.equal("a.txt: bytes 0-8, lines 1-3\n1 | 会\n  | ^^\n2 |\n  | ^\n3 | 开\n  | ^^\n",
      show("会\n\n开", 0, 8))
  end)

  it("marks an empty place, and the end of the text", function()
    assert.equal("a.txt: bytes 3-3, line 1\n1 | 会议\n  |   ^^\n", show("会议", 3, 3))
    assert.equal("a.txt: bytes 6-6, line 1\n1 | 会议\n  |     ^\n", show("会议", 6, 6))
  end)

  it("shows lines before and after", function()
    assert.equal("a.txt: bytes 4-7, line 2\n1 | 甲\n2 | 乙\n  | ^^\n3 | 丙\n",
      show("甲\n乙\n丙\n丁", 4, 7, {context = 1}))
  end)

  it("cuts long lines around the place", function()
    local s = ("会议召开，"):rep(40) .. "院长" .. ("主持。"):rep(40)
    local shown = show(s, 600, 606, {columns = 40})
    local line, marks = shown:match("1 | ([^\n]*)\n  | ([^\n]*)\n")
    assert.truthy(line:find("^….*院长.*…$"))
    assert.truthy(jiyao.text.width(line) <= 38)
    local before = line:sub(1, line:find("院长", 1, true) - 1)
    assert.equal((" "):rep(jiyao.text.width(before)) .. "^^^^", marks)
    assert.truthy(show(s, 0, 6, {columns = 40}):find("1 | 会议召开"))
    assert.truthy(show(s, 0, #s, {columns = 40}):find("…\n"))
  end)

  it("leaves out the middle of a long place", function()
    local shown = show(("会。\n"):rep(40), 0, 7 * 39)
    assert.truthy(shown:find("lines 1-39\n", 1, true))
    assert.truthy(shown:find("| … 27 lines …\n", 1, true))
    assert.equal(12, select(2, shown:gsub("会。", "")))
  end)

  it("adds what is read there, where that differs", function()
    assert.truthy(show("學校科技處處長", 12, 21):find("\nreading: 处处长\n", 1, true))
    assert.truthy(show("會(huì)議", 3, 9):find("\nreading: (taken out)\n", 1, true))
    assert.is_nil(show("学校", 0, 6):find("reading", 1, true))
  end)

  it("adds where the file holds it, where that differs", function()
    local bytes = "\xD4\xBA\xB3\xA4\xD6\xF7\xB3\xD6\xBB\xE1\xD2\xE9" -- 院长主持会议
    local doc = jiyao.document.parse(bytes, "a.txt", {encoding = "GB18030"})
    assert.truthy(jiyao.where.show(doc, 6, 12):find("\nin the file: bytes 4-8 (GB18030)\n", 1, true))
    assert.truthy(show("\u{FEFF}院长", 0, 3):find("\nin the file: bytes 3-6 (UTF-8)\n", 1, true))
  end)

  it("leaves out the mark before the first character", function()
    for encoding, bytes in pairs {["UTF-16LE"] = "\xFF\xFE\x1A\x4F\xAE\x8B", -- 会议
      ["UTF-16BE"] = "\xFE\xFF\x4F\x1A\x8B\xAE", ["UTF-8"] = "\u{FEFF}会议",
      ["GB18030"] = "\x84\x31\x95\x33\xBB\xE1\xD2\xE9"} do
      local mark = #bytes - (encoding == "UTF-8" and 6 or 4)
      local size = (#bytes - mark) // 2
      local doc = jiyao.document.parse(bytes, "a.txt")
      local function told(start, stop)
        return jiyao.where.show(doc, start, stop):match("in the file: ([^\n]*)")
      end
      assert.equal(("bytes %d-%d (%s)"):format(mark, mark + size, encoding), told(0, 3))
      assert.equal(("bytes %d-%d (%s)"):format(mark, mark, encoding), told(0, 0))
      assert.equal(("bytes %d-%d (%s)"):format(mark + size, mark + 2 * size, encoding), told(3, 6))
    end
    local doc = jiyao.document.parse("\xBB\xE1", "a.txt", {encoding = "GB18030"}) -- no mark
    assert.truthy(jiyao.where.show(doc, 0, 3):find("bytes 0-2 (GB18030)", 1, true))
  end)

  it("tells where an item's text stands in its file", function()
    local function told(bytes, start, stop)
      local shown = jiyao.where.show(jiyao.document.parse(bytes, "a.jsonl"), start, stop)
      return shown:match("in the file: ([^\n]*)")
    end
    assert.equal("bytes 14-17, line 2 (UTF-8)", told('\n{"text": "会议"}', 3, 6))
    assert.equal("within bytes 0-20, line 1 (UTF-8)", told([[{"text": "会\n议"}]], 0, 3))
    -- Text that recurs nearly everywhere in the record: no try after try at each place.
    local a = ("a"):rep(1 << 18)
    local record = ('{"a": "%s", "text": "%sb会议"}'):format(a:rep(3), a)
    local at = #record - 2 - #"会议"
    assert.equal(("bytes %d-%d, line 1 (UTF-8)"):format(at, at + 3), told(record, #a + 1, #a + 4))
  end)

  it("refuses places that are none, and says what to do", function()
    assert.equal("START 1 is inside the character 会: take 0 or 3", failure("会议", 1, 3))
    assert.equal("END 5 is inside the character 议: take 3 or 6", failure("会议", 0, 5))
    assert.equal("END 7 lies outside: the source text has 6 bytes, 0 to 6", failure("会议", 0, 7))
    assert.equal("START -1 lies outside: the source text has 6 bytes, 0 to 6", failure("会议", -1, 3))
    assert.equal("END 0 comes before START 3", failure("会议", 3, 0))
    assert.truthy(failure("会议", 0.5, 3):find("START 0.5 lies outside", 1, true))
  end)
end)

describe("repairs.lines", function()
  local function fields(line)
    local list = {}
    for f in (line .. "\t"):gmatch("(.-)\t") do list[#list + 1] = f end
    return list
  end

  it("counts glosses, or lists them", function()
    local doc = jiyao.document.parse("醫(yī)院會(huì)議", "a.txt")
    local lines, glosses = jiyao.repairs.lines(doc)
    assert.same({}, lines)
    assert.equal(2, glosses)
    lines, glosses = jiyao.repairs.lines(doc, true)
    assert.equal(0, glosses)
    assert.same({"a.txt", "3", "8", "gloss", "(yī)", "", "0.99", ""}, fields(lines[1]))
  end)

  it("lists what decoding lost, with the bytes", function()
    local bytes = "\xD4\xBA\xFF\xB3\xA4" .. ("\xD4\xBA"):rep(20)
    local doc = jiyao.document.parse(bytes, "a.txt", {encoding = "GB18030"})
    assert.same({"a.txt", "3", "6", "loss", "ff", "\u{FFFD}", "1.00",
      "no valid GB18030, at byte 2 of the input"}, fields(jiyao.repairs.lines(doc)[1]))
  end)

  it("tells doubts and alternatives, and keeps a line a line", function()
    local changes = {
      {start = 5, stop = 9, kind = "slip", before = "该\t?", after = "该\n院", confidence = 0.7,
        uncertain = true, alternatives = {"咳", {after = "骇", confidence = 0.2}}},
    }
    local doc = {path = "a\n.txt", source = "", bytes = "", text = {changes = function() return changes end}}
    assert.same({"a\\n.txt", "5", "9", "slip", "该\\t?", "该\\n院", "0.70", "uncertain; or 咳, 骇 (0.20)"},
      fields(jiyao.repairs.lines(doc)[1]))
  end)
end)
