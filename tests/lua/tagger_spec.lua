local jiyao = require "jiyao"

local function joined(list, field)
  local out = {}
  for i, item in ipairs(list) do out[i] = item.word .. "/" .. item[field] end
  return table.concat(out, " ")
end

describe("jiyao.text.tokens", function()
  it("gives words with places and parts of speech", function()
    local s = "我们的学校，2023年 成立。"
    local words = jiyao.text.tokens(s)
    for _, w in ipairs(words) do assert.equal(w.word, jiyao.text.sub(s, w.start, w.stop)) end
    assert.equal("我们/r 的/u 学校/n ，/w 2023/m 年/q 成立/v 。/w", joined(words, "pos"))
    assert.same({}, jiyao.text.tokens(""))
    assert.same({}, jiyao.text.tokens(" \n\t　"))
  end)

  it("keeps the user's words whole", function()
    local opts = {lexicon = {"澜江论坛", "坛开"}}
    assert.equal("澜江论坛", jiyao.text.tokens("澜江论坛开幕", opts)[1].word)
    local lexicon = jiyao.lexicon.new({"坛开"})
    local words = jiyao.text.tokens("澜江论坛开幕", {lexicon = lexicon})
    local found = false
    for _, w in ipairs(words) do found = found or w.word == "坛开" end
    assert.is_true(found)
    assert.error(function() jiyao.text.tokens("x", {lexicon = 7}) end)
    assert.error(function() jiyao.text.tokens("x", 7) end)
  end)
end)

describe("jiyao.extract.spans", function()
  it("labels people, titles, organisations and places with confidence", function()
    local spans = jiyao.extract.spans("市教育局局长韩元朴在澜江市表示，要抓好落实。")
    assert.equal("市教育局/ORG 局长/TITLE 韩元朴/PER 澜江市/LOC", joined(spans, "label"))
    for _, s in ipairs(spans) do assert.is_true(s.confidence > 0 and s.confidence <= 1) end
    assert.same({}, jiyao.extract.spans("市教育局局长韩元朴", {min_confidence = 1.1}))
  end)

  it("labels a name told again in letters as what it is", function()
    local function in_letters(s)
      local spans = jiyao.extract.spans(s)
      local last = spans[#spans]
      return last and last.word:find("^%a") and last.label .. " " .. last.word
    end
    assert.equal("PER Lovena", in_letters("女作家洛维娜（Lovena）定居北方。"))
    assert.equal("ORG Lovena", in_letters("维兰德公司（Lovena）成立于1998年。"))
    assert.equal("LOC Hugo Town", in_letters("北方的塔卡镇（Hugo Town）人口很少。"))
    assert.is_nil(in_letters("他们生产的绒纹（Corduran）很结实。"))
  end)

  it("uses a model of the user's own", function()
    local lines = {}
    for _, word in ipairs {"青岚计划", "澜江计划", "星火计划"} do
      lines[#lines + 1] = "启\tO\n动\tO\n"
      for i, cp in utf8.codes(word) do
        lines[#lines + 1] = utf8.char(cp) .. "\t" .. (i == 1 and "B" or "I") .. "-PLAN\n"
      end
      lines[#lines + 1] = "\n"
    end
    local path = os.tmpname()
    local file <close> = assert(io.open(path, "wb"))
    file:write(jiyao.extract.train(table.concat(lines), {rows = 10}))
    file:close()
    assert.equal("远山计划/PLAN", joined(jiyao.extract.spans("启动远山计划", {model = path}), "label"))
    os.remove(path)
  end)

  it("tells what is wrong", function()
    local ok, err = pcall(jiyao.extract.train, "王\tO\n芳\n", {path = "own.bio"})
    assert.is_false(ok)
    assert.equal("EINVALID", err.code)
    assert.equal("own.bio: line 2: a character, a tab and a tag expected in '芳'", tostring(err))
    ok, err = pcall(jiyao.extract.spans, "王", {model = "no/such.model"})
    assert.is_false(ok)
    assert.equal("ENOTFOUND", err.code)
    assert.error(function() jiyao.extract.train("王\tO\n", {rows = 99}) end)
  end)
end)
