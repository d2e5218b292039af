-- jiyao.convert: decoding, detection, scripts, and how each fails.
local jiyao = require "jiyao"
local convert = jiyao.convert

local function fails(code, f, ...)
  local ok, e = pcall(f, ...)
  assert.is_false(ok)
  assert.are.equal(code, e.code)
  return e
end

describe("convert.decode", function()
  it("reads the labels of subsets as what contains them", function()
    local s, report = convert.decode("\xE9L", "gb2312")
    assert.are.equal("長", s)
    assert.are.same({encoding = "GB18030", lost = 0, losses = {}}, report)
  end)

  it("raises with place and bytes by default", function()
    local e = fails("EENCODING", convert.decode, "\xD4\xBA\xFF\xFF", "gbk")
    assert.are.equal(2, e.offset)
    assert.matches("invalid GB18030 at byte 2 %(ff ff%)", e.message)
    e = fails("EENCODING", convert.decode, "\xD4\xBA\xB3", "gbk")
    assert.matches("truncated GB18030 at byte 2 %(b3%)", tostring(e))
  end)

  it("lists each loss", function()
    local s, report = convert.decode("\xD4\xBA\xFF\xB3\xA4\x81", "gbk", "replace")
    assert.are.equal("院\u{FFFD}长\u{FFFD}", s)
    assert.are.equal(2, report.lost)
    assert.are.same({{offset = 2, len = 1, at = 3}, {offset = 5, len = 1, at = 9}}, report.losses)
    assert.are.equal("院长", (convert.decode("\xD4\xBA\xFF\xB3\xA4\x81", "gbk", "skip")))
  end)

  it("keeps NUL and takes empty input", function()
    assert.are.equal("a\0b", (convert.decode("a\0b", "utf-8")))
    assert.are.equal("", (convert.decode("", "big5")))
  end)

  it("tells misuse from the world's failures", function()
    assert.has_error(function() convert.decode("a", "utf-8", "ignore") end)
    assert.has_error(function() convert.decode({}, "utf-8") end)
    fails("ECONVERT", convert.decode, "a", "klingon")
    fails("ECONVERT", convert.decode, "a", "utf-8//IGNORE")
  end)
end)

describe("convert.detect", function()
  it("says what it goes by", function()
    assert.are.equal("bom", convert.detect("\xEF\xBB\xBFa").reason)
    assert.are.equal(3, convert.detect("\xEF\xBB\xBFa").bom)
    assert.are.equal("ascii", convert.detect("plain").reason)
    assert.are.equal("utf-8", convert.detect("院长讲话").reason)
    local found = convert.detect("\xD4\xBA\xB3\xA4\xBD\xB2\xBB\xB0", "GB2312")
    assert.are.equal("declared", found.reason)
    assert.are.equal("GB18030", found.encoding)
  end)

  it("does not trust a label against the bytes", function()
    assert.are.equal("UTF-8", convert.detect("年度工作会议在京召开", "gb2312").encoding)
  end)

  it("refuses what is no text", function()
    assert.matches("is empty", fails("EINVALID", convert.detect, "").message)
    assert.matches("PDF", fails("EINVALID", convert.detect, "%PDF-1.4\n").message)
    assert.matches("binary", fails("EINVALID", convert.detect, ("\0\1\2\3"):rep(50)).message)
  end)
end)

describe("convert.script", function()
  it("converts by any configuration, across NUL", function()
    assert.are.equal("醫\0院", convert.script("医\0院", "s2t"))
    assert.are.equal("軟體", convert.script("软件", "s2twp"))
  end)

  it("names an unknown configuration", function()
    assert.matches("x2y", fails("ECONVERT", convert.script, "a", "x2y").message)
    fails("ECONVERT", convert.script, "a", "../t2s")
  end)

  it("refuses invalid UTF-8 with its place", function()
    assert.are.equal(3, fails("EENCODING", convert.script, "医\xFF", "s2t").offset)
  end)

  it("tells the scripts apart", function()
    assert.are.equal("Hans", convert.script_of("会议由党委书记主持"))
    assert.are.equal("Hant", convert.script_of("會議由黨委書記主持"))
    assert.are.equal("mixed", convert.script_of("會議由黨委主持会议由党委主持"))
    assert.are.equal("乾隆年间的干燥器", convert.hans("乾隆年間的乾燥器"))
  end)
end)
