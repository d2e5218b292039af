-- Reprints: what makes two texts one report, the chains of a corpus, and counting them once.
local corpora = require "jiyao.corpus"
local jiyao = require "jiyao"
local reports = require "support.reports"
local scratch = require "support.scratch"
local store = require "jiyao.store"

local compare, sub = jiyao.reprint.compare, jiyao.text.sub

-- Every n-th Han character cannot be read.
local function damaged(s, n)
  local seen = 0
  return (s:gsub(utf8.charpattern, function(char)
    if #char < 3 then return char end
    seen = seen + 1
    return seen % n == 0 and "\u{FFFD}" or char
  end))
end

-- What papers make of a report, by the name of what they do.
local COPIES = {
  verbatim = function(r) return reports.text(r) end,
  trimmed = function(r) return reports.text(r, 1, math.ceil(#r * 2 / 3)) end,
  retitled = function(r)
    local copy = table.move(r, 1, #r, 1, {title = "要闻：各部门齐抓共管见成效", published = r.published})
    return reports.text(copy)
  end,
  converted = function(r) return (jiyao.convert.script(reports.text(r), "s2t")) end,
  damaged = function(r) return damaged(reports.text(r), 20) end,
}
local KINDS = {"verbatim", "trimmed", "retitled", "converted", "damaged"}

-- The same form, filled in for another meeting.
local function filled_anew(r, random)
  local other = reports.compose(random)
  other.house, other.title, other.published = r.house, r.title, r.published
  return table.move(r, #r, #r, #other + 1, other)
end

local function store_text(corpus, path, words, published)
  local t = jiyao.text.new(words):hans():nfkc()
  return corpus:store({published = published, institution = "江榆大学"}, {path = path, bytes = words,
    encoding = "UTF-8", script = "Hans", kind = "text", source = words, reading = t:reading(), text = t,
    title = words:match "^[^\n]*", rules = "1"})
end

describe("two texts", function()
  local random, report

  before_each(function()
    random = reports.chance(7)
    report = reports.compose(random)
    report.published = "2024-03-05"
  end)

  for _, kind in ipairs(KINDS) do
    it("are one report where one is " .. kind, function()
      local copy = jiyao.text.new(COPIES[kind](report)):hans():nfkc():reading()
      local here, there = compare(copy, reports.text(report)), compare(reports.text(report), copy)
      assert.is_true(here.reprint, here.similarity)
      assert.is_true(there.reprint)
      assert.equal(here.similarity, there.similarity)
    end)
  end

  it("are two where the same form was filled in anew", function()
    for _ = 1, 50 do
      local one = reports.compose(random)
      one.published = "2024-03-05"
      assert.is_false(compare(reports.text(one), reports.text(filled_anew(one, random))).reprint)
    end
  end)

  it("are two where only the numbers differ, and many do", function()
    local form = "%d月%d日，医院公布门诊量：内科%d人次，外科%d人次，儿科%d人次，急诊%d人次，平均候诊%d分钟，床位使用%d张。"
    assert.is_false(compare(form:format(3, 5, 812, 455, 377, 290, 31, 640),
      form:format(4, 2, 790, 468, 391, 275, 28, 655)).reprint)
  end)

  -- A visit: the day, the guest, the host twice.
  local VISIT = "调研研究生招生\n%s，疾控中心应急办主任%s一行来到教育局，就研究生招生进行调研，基础教育科科长%s参加活动并致欢迎词。%s认为，"
    .. "人力资源处牵头、社教部配合改进种质资源保存，要谋划智慧校园建设，细化科普宣传，资产清查和病案质控要一起谋划、一起部署。"

  it("are two where the day and who was there are others, and all else is the same", function()
    local one = VISIT:format("2016年1月18日", "程知非", "韩群志", "韩群志")
    assert.is_false(compare(one, VISIT:format("2017年5月5日", "潘若谷", "魏敏润", "魏敏润")).reprint)
  end)

  it("are two where many words stand in the place of others", function()
    local one = VISIT:format("2016年1月18日", "程知非", "韩群志", "沈明远")
    assert.is_false(compare(one, VISIT:format("2016年1月18日", "潘若谷", "魏敏润", "江怀瑾")).reprint)
  end)

  it("are one report where the copy has its own day, slips of the pen, and a word", function()
    local one = VISIT:format("2016年1月18日", "程知非", "韩群志", "韩群志")
    assert.is_true(compare(one, VISIT:format("2016年1月19日", "程知非", "韩郡志", "韩群志")).reprint)
    assert.is_true(compare(one, VISIT:format("2016年1月19日", "程知非", "副科长", "韩群志")).reprint)
    assert.is_true(compare(one, VISIT:format("2016年1月18日", "潘若谷", "魏敏润", "魏敏润")).reprint)
  end)

  it("are none where there is nothing in them", function()
    local none = compare("", "")
    assert.is_false(none.reprint)
    assert.equal(0.0, none.similarity)
    assert.same({}, none.differ)
  end)

  it("must be text", function()
    local ok, err = pcall(compare, "a\xFFb", "")
    assert.is_false(ok)
    assert.equal("EENCODING", err.code)
    assert.equal(1, err.offset)
  end)

  -- With its differences put in the place of what they stand against, one text is the other,
  -- but for what does not count.
  it("become each other by what differs", function()
    local function counted(s)
      return (s:gsub(utf8.charpattern, function(char)
        return (char:find "^%d$" or jiyao.rows.chars(char) > 0) and char:lower() or ""
      end))
    end
    for i = 1, 60 do
      local one, other = reports.compose(random), reports.compose(random)
      one.published, other.published = "2024-03-05", "2024-03-06"
      local a, b = reports.text(one), i % 2 == 0 and reports.text(other)
        or COPIES[KINDS[i // 2 % #KINDS + 1]](one)
      local out, at = {}, 0
      local last_a, last_b = 0, 0
      for _, p in ipairs(compare(a, b).differ) do
        assert.is_true(p.start >= last_a and p.other_start >= last_b and p.stop >= p.start)
        out[#out + 1] = sub(a, at, p.start) .. sub(b, p.other_start, p.other_stop)
        at, last_a, last_b = p.stop, p.stop, p.other_stop
      end
      out[#out + 1] = sub(a, at, #a)
      assert.equal(counted(b), counted(table.concat(out)))
    end
  end)

  it("differ by little where little was changed", function()
    local a = "会议由校长林知行主持，部署全年工作。会后大家参观了校史馆。"
    local b = "会议由院长林知行主持，部署全年工作。大家会后参观了校史馆。"
    local seen = {}
    for _, p in ipairs(compare(a, b).differ) do
      seen[#seen + 1] = sub(a, p.start, p.stop) .. ">" .. sub(b, p.other_start, p.other_stop)
    end
    assert.same({"校>院", "会后大家>大家会后"}, seen)
  end)
end)

describe("the chains of a corpus", function()
  local corpus

  before_each(function() corpus = corpora.open(":memory:", {create = true}) end)
  after_each(function() corpus:close() end)

  local function paths(chain)
    local list = {}
    for i, doc in ipairs(chain) do list[i] = doc.path end
    return table.concat(list, " ")
  end

  -- Reports with copies of every kind, and reports of one form: precision and recall of the
  -- pairs of documents that stand in one chain.
  it("are those that were planted", function()
    local random, chain_of = reports.chance(11), {}
    for i = 1, 120 do
      local report = reports.compose(random)
      report.published = ("2024-%02d-%02d"):format(random(12), random(28))
      store_text(corpus, i .. ".txt", reports.text(report), report.published)
      chain_of[i .. ".txt"] = i
      if i % 3 == 0 then
        store_text(corpus, i .. "-form.txt", reports.text(filled_anew(report, random)))
        chain_of[i .. "-form.txt"] = -i
      else
        for j = 1, 1 + i % 2 do
          local path = ("%d-%d.txt"):format(i, j)
          store_text(corpus, path, COPIES[KINDS[(i + j) % #KINDS + 1]](report), "2025-01-01")
          chain_of[path] = i
        end
      end
    end
    local planted, found, right = 0, 0, 0
    for a, i in pairs(chain_of) do
      for b, j in pairs(chain_of) do planted = planted + (a < b and i == j and 1 or 0) end
    end
    for _, chain in ipairs(corpus:reprints()) do
      for i, a in ipairs(chain) do
        for j = i + 1, #chain do
          found = found + 1
          right = right + (chain_of[a.path] == chain_of[chain[j].path] and 1 or 0)
        end
      end
    end
    assert.equal(160, planted)
    assert.is_true(right >= 0.98 * planted, right .. " of " .. planted)
    assert.is_true(right >= 0.98 * found, right .. " right of " .. found)
  end)

  local function plant()
    local report = reports.compose(reports.chance(3))
    report.published = "2024-03-05"
    store_text(corpus, "b/trimmed.txt", COPIES.trimmed(report), "2024-03-07")
    store_text(corpus, "a/first.txt", reports.text(report), "2024-03-05")
    local other = reports.compose(reports.chance(4))
    other.published = "2024-03-01"
    store_text(corpus, "c/other.txt", reports.text(other), "2024-03-01")
    store_text(corpus, "d/retitled.txt", COPIES.retitled(report), "2024-03-06")
    return report
  end

  it("begin with who published first, and tell what the others did", function()
    local report = plant()
    local chains = corpus:reprints()
    assert.equal(1, #chains)
    assert.equal("a/first.txt d/retitled.txt b/trimmed.txt", paths(chains[1]))
    assert.is_true(chains[1].sure)
    assert.same({"verbatim", "retitled"}, chains[1][2].how)
    assert.same({"trimmed"}, chains[1][3].how)
    local cut = corpus:reprints({path = "b/trimmed.txt", passages = true})[1][3].passages
    assert.equal("", cut[#cut].here.text)
    assert.truthy(cut[#cut].first.text:find(sub(report[#report], 0, 30), 1, true))
    local source = reports.text(report)
    assert.equal(1, #{source:find(sub(source, cut[1].first.start, cut[1].first.stop), 1, true)} // 2)
  end)

  it("do not say who was first where dates do not", function()
    plant()
    corpus.db:run "UPDATE document SET published = '2024-03' WHERE path = 'b/trimmed.txt'"
    assert.is_false(corpus:reprints()[1].sure)
    corpus.db:run "UPDATE document SET published = NULL WHERE path = 'b/trimmed.txt'"
    local chain = corpus:reprints()[1]
    assert.equal("b/trimmed.txt", chain[3].path)
    assert.is_false(chain.sure)
  end)

  it("are asked for by what any of them is", function()
    plant()
    assert.equal(1, #corpus:reprints {from = "2024-03-07"})
    assert.equal(0, #corpus:reprints {from = "2024-03-08"})
    assert.equal(0, #corpus:reprints {path = "c/other.txt"})
    local ok, err = pcall(corpus.reprints, corpus, {path = "none.txt"})
    assert.is_false(ok)
    assert.equal("ENOTFOUND", err.code)
    assert.has_error(function() corpus:reprints {chain = 1} end)
  end)

  it("are counted once where that is asked for", function()
    plant()
    assert.equal(4, #corpus:documents())
    assert.equal(4, #corpus:documents {once = false})
    assert.equal(2, #corpus:documents {once = true})
    assert.equal(1, #corpus:documents {once = true, from = "2024-03-05"})
    local all, once = corpus:kwic("主持会议").documents, corpus:kwic("主持会议", {once = true}).documents
    assert.equal(4, all)
    assert.equal(2, once)
    assert.equal(2, corpus:search("主持会议", {once = true}).count)
    assert.equal(2, corpus:ngrams(2, {once = true, limit = 1})[1].documents)
    corpus:forget "a/first.txt"
    assert.equal("c/other.txt d/retitled.txt", paths(corpus:documents {once = true}))
    assert.has_error(function() corpus:documents {once = "yes"} end)
    assert.has_error(function() corpus:entities {once = true} end)
  end)

  it("are counted once by a reader, also after another has written", function()
    local path = scratch.path ".db"
    local writer <close> = corpora.open(path, {create = true})
    local report = reports.compose(reports.chance(3))
    report.published = "2024-03-05"
    store_text(writer, "a.txt", reports.text(report), "2024-03-05")
    local reader <close> = corpora.open(path)
    assert.equal(1, #reader:documents {once = true})
    store_text(writer, "b.txt", COPIES.trimmed(report), "2024-03-06")
    assert.equal("a.txt", paths(reader:documents {once = true}))
    assert.equal(2, #reader:documents())
  end)

  it("lose what is forgotten, and leave nothing of it", function()
    plant()
    for _, doc in ipairs(corpus:documents()) do corpus:forget(doc.path) end
    for _, name in ipairs {"reprint", "reprint_text", "reprint_copy", "reprint_band"} do
      assert.equal(0, corpus:sql("SELECT count(*) AS n FROM " .. name)[1].n, name)
    end
  end)

  it("follow a document that changes", function()
    local report = plant()
    store_text(corpus, "b/trimmed.txt", "这一页现在讲的是别的事情。", "2024-03-07")
    assert.equal("a/first.txt d/retitled.txt", paths(corpus:reprints()[1]))
    store_text(corpus, "b/trimmed.txt", COPIES.damaged(report), "2024-03-07")
    assert.equal("a/first.txt d/retitled.txt b/trimmed.txt", paths(corpus:reprints()[1]))
    assert.same({}, corpus:check())
  end)

  it("keep one text for all that hold it", function()
    local report = reports.compose(reports.chance(3))
    report.published = "2024-03-05"
    for i = 1, 30 do store_text(corpus, i .. ".txt", reports.text(report), "2024-03-05") end
    assert.equal(1, corpus:sql("SELECT count(*) AS n FROM reprint_text")[1].n)
    assert.equal(30, #corpus:reprints()[1])
    assert.equal(30 * 29, corpus:sql("SELECT count(*) AS n FROM v_reprint")[1].n)
  end)
end)

describe("signing a document", function()
  it("is all or nothing", function()
    local db <close> = store.open(":memory:", "create")
    local report = reports.compose(reports.chance(3))
    report.published = "2024-03-05"
    -- There is no such document, so that its row is refused.
    assert.has_error(function() db:sign(5, reports.text(report)) end)
    assert.equal(0, db:one("SELECT count(*) AS n FROM reprint_text").n)
    assert.equal(0, db:one("SELECT count(*) AS n FROM reprint_band").n)
  end)
end)
