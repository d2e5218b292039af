-- jiyao.text.recode, Text:recode, convert.regions, Doc:regions, and the repairs of a record.
local jiyao = require "jiyao"
local text, convert = jiyao.text, jiyao.convert

local GBK_LINE = "\xBB\xE1\xD2\xE9\xD3\xC9\xD4\xBA\xB3\xA4\xD6\xF7\xB3\xD6\n" -- 会议由院长主持

describe("text.recode", function()
  it("restores and lists what it changed", function()
    local t = text.recode("今天鍖婚櫌召开")
    local changes = t:changes()
    assert.are.equal("今天医院召开", t:reading())
    assert.are.equal(1, #changes)
    local c = changes[1]
    assert.are.same({6, 15, "鍖婚櫌", "医院", "utf8-as-gbk"}, {c.start, c.stop, c.before, c.after, c.kind})
    assert.is_true(c.confidence > 0.9)
  end)

  it("leaves clean text and lists nothing", function()
    local t = text.recode("René Müller 与 AT&T 的 R&D\0会议")
    assert.are.equal("René Müller 与 AT&T 的 R&D\0会议", t:reading())
    assert.are.same({}, t:changes())
  end)

  it("raises for invalid UTF-8", function()
    local ok, e = pcall(text.recode, "院\xFF")
    assert.is_false(ok)
    assert.are.equal("EENCODING", e.code)
    assert.are.equal(3, e.offset)
  end)

  it("goes with the other steps of a Text", function()
    local t = text.new("Âå°|召開"):recode():hans()
    assert.are.equal("医院召开", t:reading())
    assert.are.same({10, 13}, {t:where(9, 12)})
  end)
end)

describe("convert.regions", function()
  it("gives one region where nothing changes", function()
    local list, s, report = convert.regions("院长讲话")
    assert.are.equal(1, #list)
    assert.are.same({0, 12, 0, 12, "UTF-8"},
      {list[1].start, list[1].stop, list[1].text_start, list[1].text_stop, list[1].encoding})
    assert.are.equal("院长讲话", s)
    assert.are.equal(0, report.lost)
  end)

  it("tells each loss by its offset in the whole", function()
    local utf8_line = "会议由院长主持\n"
    local list, s, report = convert.regions(utf8_line .. GBK_LINE .. utf8_line:rep(3) .. "\xFF\n")
    assert.are.equal(3, #list)
    assert.are.equal(utf8_line:rep(5) .. "\u{FFFD}\n", s)
    assert.are.same({{offset = 103, len = 1, at = 110}}, report.losses)
    assert.are.equal("UTF-8", report.encoding)
  end)

  it("refuses what is no text", function()
    assert.is_false((pcall(convert.regions, "%PDF-1.7")))
    assert.is_false((pcall(convert.regions, "")))
  end)
end)

describe("a document", function()
  it("is read by region, and goes by the encoding of most bytes", function()
    local doc <close> = jiyao.ingest.parse("会议由院长主持\n" .. GBK_LINE, "a.txt")
    assert.are.equal("UTF-8", doc:encoding())
    assert.are.equal(2, #doc:regions())
    assert.are.equal("GB18030", doc:regions()[2].encoding)
  end)

  it("reports what was restored among its repairs", function()
    local record = jiyao.document.extract(jiyao.document.parse("2024年6月8日,鍖婚櫌召开工作会议。", "a.txt"))
    assert.are.equal(1, #record.repairs)
    local r = record.repairs[1]
    assert.are.same({"鍖婚櫌", "医院", 16, 25}, {r.garbled, r.restored, r.start, r["end"]})
  end)

  it("is as sure of a repair as two digits say", function()
    local slipped = "會上,學(xué)??萍继幪庨L(zhǎng)周岱岩介紹了合作成效。\n"
    local record = jiyao.document.extract(jiyao.document.parse(slipped, "a.txt"))
    assert.are.equal(1, #record.repairs)
    local sure = record.repairs[1].confidence
    assert.are.equal(math.floor(sure * 100 + 0.5) / 100, sure)
    assert.matches('"confidence":0%.%d%d?}', jiyao.document.to_json(record))
  end)

  it("does not report glosses as repairs", function()
    local record = jiyao.document.extract(jiyao.document.parse("醫(yī)院召開會(huì)議。", "a.txt"))
    assert.are.same({}, record.repairs)
  end)
end)
