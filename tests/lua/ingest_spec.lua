local jiyao = require "jiyao"
local scratch = require "support.scratch"
local ingest = jiyao.ingest

-- Newsletters a layout, and how many articles are very many; with a collection at
-- every step less takes as long.
local EAGER = os.getenv "JIYAO_GC" == "eager"
local SEEDS, MANY = EAGER and 1 or 3, EAGER and 300 or 3000

local function temporary(content)
  local path = scratch.path()
  local file <close> = assert(io.open(path, "wb"))
  file:write(content)
  return path
end

local function failure(...)
  local ok, err = pcall(...)
  assert.is_false(ok)
  return err
end

describe("ingest.paths", function()
  it("lists files, standard input and what is missing, in the order given", function()
    local path = temporary("会议")
    local list = ingest.paths{path, "-", "no/such/file.txt"}
    assert.same({path = path, size = 6, status = "OK"}, list[1])
    assert.same({path = "-", size = 0, status = "OK"}, list[2])
    assert.equal("ENOTFOUND", list[3].status)
    assert.truthy(list[3].message:find("cannot open", 1, true))
    assert.same({}, ingest.paths{})
  end)

  it("takes what lies below a root as that would stand for it", function()
    assert.equal("OK", ingest.paths{"/dev/null"}[1].status)
    assert.equal("OK", ingest.paths({"/dev/null"}, nil, {"/tmp", "/de"})[1].status)
    assert.equal("EINVALID", ingest.paths({"/dev/null"}, {}, {"/tmp", "/dev/"})[1].status)
    assert.equal("EINVALID", ingest.paths({"/dev/null"}, {}, {"/", "/dev"})[1].status)
    assert.has_error(function() ingest.paths({"a.txt"}, {}, "/") end)
  end)

  it("refuses what is no path", function()
    assert.has_error(function() ingest.paths("a.txt") end)
    assert.has_error(function() ingest.paths{{}} end)
    assert.has_error(function() ingest.paths{"a\0b"} end)
  end)
end)

describe("ingest.read", function()
  it("reads a file", function()
    local path = temporary("醫(yī)院\n2023 年 6 月")
    local doc <close> = ingest.read(path)
    assert.equal(path, doc:path())
    assert.equal("醫(yī)院\n2023 年 6 月", doc:bytes())
    assert.equal("UTF-8", doc:encoding())
    assert.equal("utf-8", doc:reason())
    assert.equal("text", doc:kind())
    assert.equal("医院\n2023年6月", doc:text():reading())
    assert.is_nil(doc:title())
    assert.is_nil(doc:published())
  end)

  it("raises what the world can cause as an error object", function()
    local err = failure(ingest.read, "no/such/file.txt")
    assert.equal("ENOTFOUND", err.code)
    assert.equal("no/such/file.txt", err.path)
    assert.equal("EINVALID", failure(ingest.parse, "", "empty.txt").code)
    err = failure(ingest.parse, "会议\xFF召开。", "bad.txt", {policy = "error", encoding = "UTF-8"})
    assert.equal("EENCODING", err.code)
    assert.equal(6, err.offset)
  end)
end)

describe("ingest.parse", function()
  it("refuses options that nobody knows, and names those that there are", function()
    local function refuses(why, f, ...)
      local given = table.pack(...)
      assert.error_matches(function() f(table.unpack(given)) end, why)
    end
    local known = "bad option 'encodng' %(the options are encoding, policy, script, columns"
    local misspelt = {encodng = "gbk"}
    refuses(known, ingest.read, "a.txt", misspelt)
    refuses(known, ingest.parse, "会", "a.txt", misspelt)
    refuses(known, ingest.open, "a.txt", misspelt)
    refuses(known, ingest.each, "a.txt", misspelt)
    refuses("bad option 'number' %(the options are", ingest.parse, "会", "a.txt", {"gbk"})
    refuses("no column 'txt': there are text, title", ingest.parse, "会", "a.csv", {columns = {txt = "a"}})
    refuses(known, jiyao.document.read, "a.txt", misspelt)
    refuses(known, jiyao.document.parse, "会", "a.txt", misspelt)
    refuses(known .. ", refused, done", jiyao.document.each, "a.txt", misspelt)
    refuses("bad option 'explan'", jiyao.extract.meetings, "会", {explan = true, zzz = 1})
    refuses("bad option 'rooster'", jiyao.document.extract, "README.md", {rooster = {}})
    refuses("bad option 'creat'", jiyao.corpus.open, ":memory:", {creat = true})
    local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
    local all = "are encoding, columns, jobs, roster, lexicon, progress"
    refuses(all, corpus.ingest, corpus, "a.txt", misspelt)
    refuses("options are a table, not a string", corpus.ingest, corpus, "a.txt", "gbk")
  end)

  it("refuses options of another type, and inputs that are no paths", function()
    local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
    local function refuses(words, method, ...)
      local ok, err = pcall(corpus[method], corpus, ...)
      assert.is_false(ok, words)
      assert.truthy(tostring(err):find(words, 1, true), tostring(err))
    end
    for _, jobs in ipairs {0, -1, 257, 1.5, 0 / 0, "2"} do
      local shown = type(jobs) == "number" and tostring(jobs) or "a string"
      refuses("jobs is a whole number from 1 to 256, not " .. shown, "ingest", {}, {jobs = jobs})
      refuses("jobs is a whole number from 1 to 256, not " .. shown, "watch", {}, {jobs = jobs})
      refuses("jobs is a whole number from 1 to 256, not " .. shown, "reextract", {jobs = jobs})
    end
    refuses("progress is a function, not a number", "ingest", {}, {progress = 5})
    refuses("columns is a table, not a string", "ingest", {}, {columns = "text"})
    refuses("encoding is a string, not a boolean", "ingest", {}, {encoding = true})
    refuses("dry_run is a boolean, not a string", "reextract", {dry_run = "yes"})
    refuses("told is a function, not a table", "watch", {}, {told = {}})
    for _, paths in ipairs {5, {"a.txt", 5}, true} do
      refuses("paths are a text or a list of texts", "ingest", paths)
      refuses("paths are a text or a list of texts", "watch", paths)
    end
    refuses("paths are a text or a list of texts", "ingest")
  end)

  it("takes options", function()
    assert.equal("醫院", ingest.parse("醫院", "a", {script = "keep"}):text():reading())
    assert.equal("医院", ingest.parse("醫院", "a", {script = "hant"}):text():reading())
    assert.equal("forced", ingest.parse("\xD2\xBD\xD4\xBA", "a", {encoding = "gbk"}):reason())
    assert.has_error(function() ingest.parse("a", "a", {script = "latin"}) end)
    assert.has_error(function() ingest.parse("a", "a", {policy = 1}) end)
    assert.has_error(function() ingest.parse("a", "a", "gbk") end)
    assert.has_error(function() ingest.parse("a") end)
  end)

  it("counts losses", function()
    local doc = ingest.parse(("青山医院召开会议。"):rep(20) .. "\xE5\x8C", "cut.txt", {encoding = "UTF-8"})
    local ledger = doc:ledger()
    assert.equal(2, ledger.lost)
    assert.equal(540, ledger.losses[1].offset)
    assert.equal(540, ledger.losses[1].at)
  end)

  it("reads pages and keeps the way back", function()
    local page = "<html><title>会</title><meta name=PubDate content=2023-06-08>" ..
      "<body><p>青山&middot;<b>醫院</b></p>"
    local doc = ingest.parse(page, "-")
    assert.equal("html", doc:kind())
    assert.equal("会", doc:title())
    assert.equal("2023-06-08", doc:published())
    local text = doc:text()
    assert.equal("青山·医院", text:reading())
    assert.equal(page, text:source())
    local start, stop = text:where(8, 14)
    assert.equal("醫院", jiyao.text.sub(page, start, stop))
  end)

  it("tells articles apart", function()
    local event = "，青山医院召开工作座谈会，院长林知秋主持会议，各科室主任五十余人参加会议并讲话。\n"
    local doc = ingest.parse("青山医院召开工作座谈会\n6月8日" .. event ..
      "兄弟单位莅临我院考察交流\n6月9日" .. event, "a.txt")
    local reading, list = doc:text():reading(), doc:articles()
    assert.equal(2, #list)
    assert.equal("兄弟单位莅临我院考察交流", list[2].title)
    assert.equal(list[2].title, jiyao.text.sub(reading, list[2].title_start, list[2].title_stop))
    assert.equal(list[1].stop, list[2].start)
    assert.equal(#reading, list[2].stop)
    assert.same({{start = 0, stop = 3}}, ingest.parse("会", "a.txt"):articles())
  end)
end)

describe("a page with several articles", function()
  local function item(title, head, text)
    return ("<div class=item><h3>%s</h3><p>%s</p><p>%s</p></div>"):format(title, head, text)
  end
  local page = "<h1>一周新闻</h1>" .. item("青山医院召开工作座谈会", "2021-06-08",
    "6月7日，青山医院召开学科建设座谈会，院长林知秋主持会议，各科室主任参加会议。")
    .. item("云岭大学召开教学工作会议", "2022-06-09 来源：教务处 作者：何若溪",
    "6月7日，云岭大学召开教学工作会议，校长方以宁主持会议，各学院院长参加会议。")

  it("says of each what it states", function()
    local articles = ingest.parse(page, "a.html"):articles()
    assert.equal(2, #articles)
    assert.equal("青山医院召开工作座谈会", articles[1].title)
    assert.equal("2021-06-08", articles[1].published)
    assert.is_nil(articles[1].author)
    assert.equal("2022-06-09", articles[2].published)
    assert.equal("教务处", articles[2].source)
    assert.equal("何若溪", articles[2].author)
  end)

  it("dates each by its own day", function()
    local document = require "jiyao.document"
    local days = {}
    for _, d in ipairs(document.view(document.parse(page, "a.html")).dates) do days[#days + 1] = d.edtf end
    assert.same({"2021-06-07~", "2022-06-07~"}, days)
  end)
end)

describe("a newsletter", function()
  local page = table.concat({
    "本版责编  林  明", "我院召开设备委员会会议", "医院举行消防应急演练",
    "    6月8日，我院召开设备", "    6月9日，医院举行消防", "委员会会议，院长林知秋主",
    "应急演练，保卫处苏映雪带", "持会议，各委员参加。委员", "队，五十名职工参加。演练",
    "会会议审议了章程，林知秋", "中，消防员讲解了灭火的办", "要求委员会抓好落实。",
    "法，职工们动手学习灭火。", "      （科研部）■", "      （保卫处）■", ""}, "\n")

  it("is taken apart, with who wrote and edited its articles", function()
    local doc = ingest.parse(page, "a.txt")
    local list = doc:articles()
    assert.equal(2, #list)
    assert.same({"我院召开设备委员会会议", "医院举行消防应急演练"}, {list[1].title, list[2].title})
    assert.same({"科研部", "林明", 1}, {list[1].author, list[1].editor, list[1].page})
    assert.equal("保卫处", list[2].author)
  end)

  it("leads back to the page, stretch by stretch", function()
    local doc = ingest.parse(page, "a.txt")
    local text, first = doc:text(), doc:articles()[1]
    local at = text:origins(first.start, first.stop)
    assert.is_true(#at > 4)
    local parts = {}
    for i, span in ipairs(at) do parts[i] = page:sub(span[1] + 1, span[2]) end
    local words = table.concat(parts):gsub("%s", "")
    assert.equal((text:reading():sub(first.start + 1, first.stop):gsub("%s", "")), words)
    local start, stop = text:where(text:reading():find("林知秋", 1, true) - 1,
      text:reading():find("林知秋", 1, true) + 8)
    assert.equal("林知秋", page:sub(start + 1, stop))
  end)

  it("gives records the places where articles end", function()
    local record = jiyao.document.extract(jiyao.document.parse(page, "a.txt"))
    local first, second = record.articles[1], record.articles[2]
    assert.equal("（科研部）■", page:sub(first["end"] - #"（科研部）■" + 1, first["end"]))
    assert.equal("（保卫处）■", page:sub(second["end"] - #"（保卫处）■" + 1, second["end"]))
  end)

  it("gives no title to an article that has none, among several", function()
    local bare = ("云岭大学召开教学工作会议，校长林知行出席并讲话，会议由副校长周晓岚主持。（教务处）■\n"):rep(3)
    local record = jiyao.document.extract(jiyao.document.parse(bare, "a.txt"))
    assert.equal(3, #record.articles)
    for _, a in ipairs(record.articles) do assert.is_nil(a.title) end
  end)

  it("in one column of numbered items keeps its order, in either script", function()
    local newsletter = dofile("tests/generate/newsletter.lua")
    for _, layout in ipairs(newsletter.bulletins) do
      if layout.name == "numbered-han" or layout.name == "column-18" then
        for seed = 1, SEEDS do
          local text = newsletter.bulletin(seed, layout).text
          for _, source in ipairs{text, (jiyao.convert.script(text, "s2t"))} do
            local t, at = ingest.parse(source, "a.txt"):text(), 0
            for _, span in ipairs(t:origins(0, #t:reading())) do
              assert.is_true(span[1] >= at, layout.name .. " went back")
              at = span[2]
            end
          end
        end
      end
    end
  end)

  it("leads from people to a part of their names where columns part them", function()
    local newsletter = dofile("tests/generate/newsletter.lua")
    local people, parted = 0, 0
    for seed = 1, SEEDS do
      for _, layout in ipairs(newsletter.layouts) do
        local doc = jiyao.document.parse(newsletter.make(seed, layout).text, "a.txt")
        for _, p in ipairs(jiyao.document.extract(doc).people) do
          for _, span in ipairs(p.spans) do
            local words = doc.source:sub(span[1] + 1, span[2]):gsub("%s", "")
            local whole = words:find(p.name, 1, true) or words:find(p.name:sub(1, 3), 1, true)
            assert.is_truthy(whole or p.name:find(words, 1, true), p.name .. " is not in " .. words)
            people, parted = people + 1, parted + (whole and 0 or 1)
          end
        end
      end
    end
    assert.is_true(people > 500 * SEEDS // 3 and parted > 0)
  end)
end)

describe("a page of very many items", function()
  it("gives each date its article, also those out of order", function()
    local items = {}
    for i = 1, MANY do
      items[i] = ("东湖大学召开第%d次学生工作会议\n3月%d日，东湖大学召开会议，部署学生管理和服务育人工作，" ..
        "校长林知秋到会讲话，各学院负责人参加。\n"):format(i, i % 28 + 1)
    end
    local doc = jiyao.document.parse(table.concat(items), "a.txt")
    local before = os.clock()
    local view = jiyao.document.view(doc)
    assert.is_true(os.clock() - before < 60) -- every date against every article takes minutes
    assert.equal(MANY, #view.articles)
    for _, i in ipairs{1, 2, MANY // 2, MANY - 1, MANY} do
      local a = view.articles[i]
      assert.equal(a, view.article_at(a.start))
      assert.equal(a, view.article_at(a.stop - 1))
    end
    assert.equal(view.articles[MANY], view.article_at(#view.text + 5))
  end)
end)

describe("a document", function()
  it("can be closed twice, and not used after", function()
    local doc = ingest.parse("会", "a.txt")
    local text = doc:text()
    assert.equal("document (a.txt)", tostring(doc))
    doc:close()
    doc:close()
    assert.equal("document (closed)", tostring(doc))
    assert.has_error(function() doc:text() end)
    assert.equal("会", text:reading()) -- outlives it
  end)

  it("is told from other userdata", function()
    local doc = ingest.parse("会", "a.txt")
    assert.has_error(function() doc.path(io.stdout) end)
    assert.has_error(function() doc.close(doc:text()) end)
  end)
end)

describe("documents of one batch", function()
  local corpora, batch = require "jiyao.corpus", require "jiyao.batch"
  local corpus

  before_each(function() corpus = corpora.open(":memory:", {create = true}) end)
  after_each(function() corpus:close() end)

  local function store_page(path, words, record)
    return corpus:store(record or {}, {path = path, bytes = words, encoding = "UTF-8", script = "Hans",
      kind = "text", source = words, reading = words, rules = "1"})
  end

  it("are found once it is finished, as they were last", function()
    store_page("a.txt", "旧的例会")
    store_page("b.txt", "不变的例会")
    batch.begin(corpus, {run = function(...) return corpus.db:run(...) end})
    store_page("a.txt", "新的年会")
    store_page("c.txt", "起初的论坛")
    store_page("c.txt", "后来的论坛")
    store_page("d.txt", "多余的论坛")
    corpus:forget "d.txt"
    store_page("a.txt", "最新的讲座")
    batch.finish(corpus)
    assert.same({0, 1, 0, 1, 1}, {corpus:search("旧的").count, corpus:search("例会").count,
      corpus:search("年会").count, corpus:search("论坛").count, corpus:search("讲座").count})
    assert.same({}, corpus:check())
  end)

  it("stay where one of them is refused", function()
    batch.begin(corpus, {run = function(...) return corpus.db:run(...) end})
    store_page("a.txt", "第一次例会")
    assert.has_error(function()
      store_page("b.txt", "第二次例会", {people = {{name = "林知行", spans = {{9, 3}}}}})
    end)
    assert.has_error(function()
      store_page("a.txt", "第三次例会", {people = {{name = "林知行", spans = {{9, 3}}}}})
    end)
    store_page("c.txt", "第四次例会")
    batch.finish(corpus)
    assert.equal(2, corpus:search("例会").count)
    assert.equal("a.txt", corpus:search("第一次")[1].path)
    assert.same({}, corpus:check())
  end)

  it("are committed when there are enough", function()
    for i = 1, 100 do
      batch.begin(corpus, {run = function(...) return corpus.db:run(...) end})
      store_page(i .. ".txt", "例会")
      batch.added(corpus, 6)
    end
    assert.equal(36, corpus.batch.documents)
    assert.equal(64, corpus:search("例会").count)
    batch.finish(corpus)
    assert.equal(100, corpus:search("例会").count)
  end)
end)

describe("what fits best", function()
  it("comes first: in the headline, often, in a short text; then by path", function()
    local corpus <close> = require("jiyao.corpus").open(":memory:", {create = true})
    local function store_page(path, title, words)
      corpus:store({}, {path = path, bytes = words, encoding = "UTF-8", script = "Hans", kind = "text",
        title = title, source = words, reading = words, rules = "1"})
    end
    store_page("z.txt", "校园新闻", "今天召开例会。" .. ("其他事情很多。"):rep(20))
    store_page("y.txt", "校园新闻", "今天召开例会。")
    store_page("x.txt", "校园新闻", "今天召开例会。")
    store_page("w.txt", "校园新闻", "例会之后还有例会。")
    store_page("v.txt", "例会", "校园里的事情。")
    local paths = {}
    for i, found in ipairs(corpus:search "例会") do paths[i] = found.path end
    assert.same({"v.txt", "w.txt", "x.txt", "y.txt", "z.txt"}, paths)
    assert.same({"x.txt", "y.txt"}, {corpus:search("例会", {offset = 2, limit = 2})[1].path,
      corpus:search("例会", {offset = 3, limit = 1})[1].path})
    assert.equal(5, corpus:search("例会", {offset = 9}).count)
    assert.equal(5, corpus:search("例会", {limit = 0}).count)
    assert.equal("w.txt", corpus:search("例会 OR 之后")[1].path)
  end)

  it("is told in the same order when very many fit as well as each other", function()
    local corpus <close> = require("jiyao.corpus").open(":memory:", {create = true})
    for i = 300, 1, -1 do
      corpus:store({}, {path = ("%03d.txt"):format(i), bytes = "例会", encoding = "UTF-8", script = "Hans",
        kind = "text", source = "例会", reading = "例会", rules = "1"})
    end
    local found = corpus:search("例会", {limit = 3, offset = 10})
    assert.same({"011.txt", "012.txt", "013.txt"}, {found[1].path, found[2].path, found[3].path})
    assert.equal(300, found.count)
  end)
end)
