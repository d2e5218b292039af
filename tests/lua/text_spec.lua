-- jiyao.text: the Text and its way back, sentences, columns, misuse.
local jiyao = require "jiyao"
local text = jiyao.text

local SOURCE = "醫(yī)院黨委書記(CEO)、副院長(zhǎng)　講話"

describe("repair", function()
  local GARBLED = "展示了科研成果?！痹撫t(yī)院院長(zhǎng)說。"

  it("restores what slipped and says so", function()
    local t = text.repair(GARBLED)
    assert.are.equal("展示了科研成果。”該醫院院長說。", t:reading())
    local slips = {}
    for _, c in ipairs(t:changes()) do
      if c.kind == "slip" then slips[#slips + 1] = c end
    end
    assert.are.equal(1, #slips)
    local c = slips[1]
    assert.are.same({"?！痹撫t", "。”該醫"}, {c.before, c.after})
    assert.are.equal(c.before, text.sub(GARBLED, c.start, c.stop))
    assert.is_true(c.confidence > 0.5 and c.confidence <= 1)
    assert.is_boolean(c.uncertain)
    assert.is_table(c.alternatives)
  end)

  it("lists other readings where a byte cannot be told", function()
    for _, c in ipairs(text.repair("会上,学?？萍即ΥΤそ樯芰擞泄厍榭?。"):changes()) do
      for _, other in ipairs(c.alternatives) do
        assert.is_true(other ~= c.after and utf8.len(other) == utf8.len(c.after))
      end
    end
  end)

  it("leaves sound text as it is", function()
    for _, s in ipairs {"真的吗?你们都来了。", "学习??", "吗？！", "a?b=1", "", "\0?", "为什么？因为甲L不来。"} do
      local t = text.repair(s)
      assert.are.equal(s, t:reading())
      assert.are.same({}, t:changes())
    end
  end)

  it("is a step of its own", function()
    local t = text.new(GARBLED):glosses()
    assert.are.equal(text.repair(GARBLED):reading(), t:slips():reading())
    assert.are.equal("會議(CEO)", text.strip_glosses("會（huì）議(CEO)"):reading())
    assert.are.equal("長度", text.strip_glosses("長(ㄔㄤˊ)度"):reading())
  end)

  it("refuses what is no text", function()
    assert.has_error(function() text.repair(nil) end)
    local ok, err = pcall(text.repair, "院\xFF")
    assert.is_false(ok)
    assert.are.equal("EENCODING", err.code)
    assert.are.equal(3, err.offset)
    ok, err = pcall(text.strip_glosses, "\xFF")
    assert.are.same({false, 0}, {ok, err.offset})
  end)
end)

describe("Text", function()
  it("leads from the reading back to the source", function()
    local t = text.new(SOURCE):glosses():hans():nfkc()
    assert.are.equal("医院党委书记(CEO)、副院长 讲话", t:reading())
    assert.are.equal(SOURCE, t:source())
    local at = t:reading():find("院长", 1, true) - 1
    local start, stop = t:where(at, at + 6)
    assert.are.equal("院長", text.sub(SOURCE, start, stop))
    assert.are.same({at, at + 6}, {t:made(start, stop)})
  end)

  it("lists its changes in the order of the source", function()
    local t = text.new(SOURCE)
    assert.are.same({}, t:changes())
    local list = t:glosses():nfkc():changes()
    assert.are.equal(2, #list)
    assert.are.same({3, 8, "(yī)", "", "gloss"},
      {list[1].start, list[1].stop, list[1].before, list[1].after, list[1].kind})
    assert.is_true(list[1].confidence > 0.9)
    assert.are.equal("(zhǎng)", list[2].before)
  end)

  it("never changes and outlives what it came from", function()
    local made
    do
      local t = text.new(SOURCE)
      made = t:hans()
      assert.are.equal(SOURCE, t:reading())
    end
    collectgarbage()
    assert.are.equal(SOURCE, made:source())
  end)

  it("prints as its reading and has its length in bytes", function()
    local t = text.new("院長\0"):hans()
    assert.are.equal("院长\0", tostring(t))
    assert.are.equal(7, #t)
  end)

  it("is of no use after it was closed", function()
    local kept
    do
      local t <close> = text.new("院")
      kept = t
    end
    assert.has_error(function() kept:reading() end)
    assert.are.equal("text (closed)", tostring(kept))
  end)

  it("refuses invalid UTF-8 with its place, and misuse", function()
    local ok, e = pcall(text.new, "院\xFF")
    assert.is_false(ok)
    assert.are.same({"EENCODING", 3}, {e.code, e.offset})
    assert.has_error(function() text.new() end)
    local t = text.new("院")
    assert.has_error(function() t:where(-1, 2) end)
    assert.has_error(function() t:where(2, 1) end)
    assert.has_error(function() t:where(4) end)
    assert.has_error(function() t.where("院", 0) end)
  end)
end)

describe("text functions", function()
  it("cut by offsets from 0", function()
    assert.are.equal("长", text.sub("院长", 3, 6))
    assert.are.equal("长", text.sub("院长", 3))
    assert.are.equal("长", text.sub("院长", 3, 100))
    assert.are.equal("", text.sub("院长", 6))
    assert.has_error(function() text.sub("院长", 7) end)
  end)

  it("find sentences and paragraphs", function()
    local s = "　会议召开。“好！”\n\n完"
    local got = {}
    for i, at in ipairs(text.sentences(s)) do got[i] = text.sub(s, at[1], at[2]) end
    assert.are.same({"会议召开。", "“好！”", "完"}, got)
    assert.are.same({{3, 30}, {32, 35}}, text.paragraphs(s))
    assert.are.same({}, text.sentences(""))
  end)

  it("normalise, measure, pad", function()
    assert.are.equal("(A) 院", text.nfkc("（Ａ）　\u{200B}院"))
    assert.are.equal(5, text.width("院长A"))
    assert.are.equal("院… ", text.pad("院长讲话", 4))
    assert.are.equal(4, text.width(text.pad("院长讲话", 4)))
    assert.has_error(function() text.pad("a", -1) end)
  end)

  it("know valid UTF-8", function()
    assert.is_true(text.valid("院\0"))
    assert.are.same({false, 3}, {text.valid("院\xED\xA0\x80")})
  end)
end)
