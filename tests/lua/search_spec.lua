-- Searching: the grammar of queries, what is found, and where it stands as published.
local convert = require "jiyao.convert"
local corpora = require "jiyao.corpus"
local jiyao = require "jiyao"
local query = require "jiyao.query"
local text = require "jiyao.text"

describe("a query", function()
  -- A single term is asked for as the beginning of pairs: "院" *.
  local function asks(typed, expected) assert.equal(expected, (query.parse(typed):gsub(" %*", ""))) end

  it("is a word or several, of which all must be there", function()
    asks("院长", '"院长"')
    asks("院长 会议", '"院长" AND "会议"')
    asks("院长\u{3000}AND 会议", '"院长" AND "会议"')
    asks("a OR b c", '"b" AND "c" OR "a"')
    asks("a (b OR c)", '("b" OR "c") AND "a"')
    asks("a NOT b NOT c", '"a" NOT ("b" OR "c")')
  end)

  it("asks for one term by the pairs that begin with it", function()
    assert.equal('"院" * AND "院长" AND "ICU" *', (query.parse "院 院长 ICU"))
  end)

  it("takes phrases in any marks, and signs of FTS5 for what they are", function()
    asks('"深化 改革"', '"深化 改革"')
    asks("“深化改革”", '"深化改革"')
    asks("「深化改革」", '"深化改革"')
    asks("a* ^b c-d {e}", '"a*" AND "^b" AND "c-d" AND "{e}"')
    asks('「说"好"」', '"说""好"""')
    asks("and or not", '"and" AND "or" AND "not"')
  end)

  it("takes fields and distances", function()
    asks("title:年会", '{title} : ("年会")')
    asks("标题：年会 主持", '{title} : ("年会") AND "主持"')
    asks("text:(a b)", '{text} : ("a" AND "b")')
    asks("NEAR(书记 调研, 5)", 'NEAR("书记" "调研", 6)')
    asks('NEAR("党委 书记" 调研)', 'NEAR("党委 书记" "调研", 11)')
    asks("NEAR 院", '"NEAR" AND "院"')
    asks("https://a.cn", '"https://a.cn"')
  end)

  it("is read as a page would be, and as it was typed, wherever its terms stand", function()
    asks("瞭解", '"瞭解" OR "了解"')
    asks("瞭解 情况", '("瞭解" OR "了解") AND "情况"')
    asks("NEAR(瞭解 院, 2)", 'NEAR("瞭解" "院", 2) OR NEAR("了解" "院", 2)')
    asks("NEAR(院 瞭解, 2)", 'NEAR("院" "瞭解", 3) OR NEAR("院" "了解", 3)')
    asks("院 NOT NEAR(院 瞭解)", '"院" NOT (NEAR("院" "瞭解", 11) OR NEAR("院" "了解", 11))')
    assert.same({"瞭解", "了解", "院"}, select(2, query.parse "瞭解 NEAR(瞭解 院)"))
  end)

  it("names a field once", function()
    asks("title:标题：title:年会", '{title} : ("年会")')
    asks(("標題："):rep(7000) .. "年会", '{title} : ("年会")')
    asks("title:(年会 title:例会)", '{title} : ("年会" AND "例会")')
  end)

  -- Each of these took too much of the stack, or of the depth, of FTS5.
  it("is asked for in a way that FTS5 can read, however it is nested", function()
    local corpus <close> = corpora.open(":memory:", {create = true})
    local function finds(typed) assert.equal(0, corpus:search(typed).count, typed:sub(1, 60)) end
    finds(("title:"):rep(10000) .. "a")
    local levels = {"(", "title:(", "a NOT (", "a OR title:(", "a OR b AND c NOT (", "(a OR b) AND c NOT ("}
    for _, level in ipairs(levels) do finds(level:rep(20) .. "NEAR(瞭解 瞭解)" .. (")"):rep(20)) end
    local terms = {}
    for i = 1, 5000 do terms[i] = utf8.char(0x4E00 + i) .. "会" end
    for _, between in ipairs {" ", " OR ", " NOT "} do finds(table.concat(terms, between)) end
    local even = "a"
    for i = 1, 10 do even = ("(%s %s %s)"):format(even, i % 2 == 0 and "OR" or "AND", even) end
    finds(even)
  end)

  it("tells which terms are to be shown", function()
    assert.same({"a", "c", "d", "e"}, select(2, query.parse "a NOT b c title:f NEAR(d e)"))
  end)

  it("is refused with the byte that is wrong", function()
    for typed, why in pairs {
      [""] = "is empty", [" \u{3000}"] = "is empty", ["a)"] = "not opened, at byte 1",
      ["(a"] = "not closed, at byte 0", ['a "b'] = "not closed, at byte 2", ["AND"] = "before AND, at byte 0",
      ["a OR"] = "at its end, at byte 4", ["院 NOT"] = "at byte 7", ["title:"] = "at byte 6",
      ["()"] = "before ')', at byte 1", ["NEAR(a)"] = "two terms",
      ["NEAR(a b,x)"] = "at byte 9", ["NEAR(a b"] = "not closed", ["\xff"] = "no UTF-8", ["a\0"] = "NUL",
      ['" "'] = "nothing that could be found", [("("):rep(21)] = "at most 20 stand in one another",
      ["NEAR(a OR b)"] = "OR stands inside NEAR", ["NEAR(a ,b)"] = "a number behind its comma, at byte 8",
      ["title:(a text:b)"] = "text: can be found within title: take one of them away, at byte 9",
      [("瞭解 "):rep(10000)] = "longer than 65536 bytes, it has 70000: ask for less at once",
      ["NEAR(" .. ("瞭解 "):rep(7) .. ")"] = "more than 64 ways to spell the terms of one NEAR",
    } do
      local ok, err = pcall(query.parse, typed)
      assert.is_false(ok, typed)
      assert.truthy(err.message:find(why, 1, true), err.message)
    end
    for _, typed in ipairs {5, {}, true} do
      assert.error_matches(function() query.parse(typed) end, "the query is text")
    end
    assert.error_matches(function() query.parse(nil) end, "the query is text, such as \"院长\", not a nil")
  end)

  it("is never taken for the grammar of FTS5", function()
    local corpus <close> = corpora.open(":memory:", {create = true})
    local signs = {"a*", "^a", "a:b", "{a}:b", "-a", "a+b", "'", "''", ";", "a,b", "NEAR", "a^2", "\\", "*"}
    for _, typed in ipairs(signs) do
      assert.equal(0, corpus:search(typed).count, typed)
    end
    for nested = 1, 20 do
      assert.equal(0, corpus:search(("("):rep(nested) .. "a" .. (")"):rep(nested)).count)
    end
  end)
end)

describe("searching", function()
  local corpus

  local function page(path, source, record)
    local doc = jiyao.document.parse(source, path)
    corpus:store(record or {}, doc)
  end

  before_each(function() corpus = corpora.open(":memory:", {create = true}) end)
  after_each(function() corpus:close() end)

  local function paths(typed, opts)
    local list = {}
    opts = opts or {}
    opts.order = opts.order or "path"
    for i, row in ipairs(corpus:search(typed, opts)) do list[i] = row.path end
    return table.concat(list, " ")
  end

  it("finds terms of any length, in either script and width", function()
    page("a.txt", "青川市人民医院召开院务会。")
    page("b.txt", "青川市人民醫院召開院務會，ＩＣＵ主任講話。")
    for _, typed in ipairs {"院", "医院", "醫院", "人民医院", "青川市人民醫院召開院務會", "院務", "院务会"} do
      assert.equal("a.txt b.txt", paths(typed), typed)
    end
    assert.equal("b.txt", paths "icu")
    assert.equal("b.txt", paths "ICU主任")
    assert.equal("", paths "IC")
    assert.equal("", paths "民医务")
  end)

  it("does not find across the end of a line, and finds across blanks", function()
    page("a.txt", "标题在此\n正文开始，王 芳到会。")
    assert.equal("", paths "此正")
    assert.equal("a.txt", paths "王芳")
  end)

  it("shows the words as they were published, damaged or glossed", function()
    page("a.txt", "學校召開會(huì)議，院長(zhǎng)到會。")
    local hit = corpus:kwic("院长到会")[1]
    assert.equal("院長(zhǎng)到會", hit.hit)
    assert.equal("學校召開會(huì)議，", hit.left)
    assert.equal("。", hit.right)
    assert.equal(hit.hit, ("學校召開會(huì)議，院長(zhǎng)到會。"):sub(hit.start + 1, hit.stop))
    local found = corpus:search("会议")
    assert.equal("會(huì)議", found[1].snippet.hit)
    assert.equal(1, found[1].hits)
  end)

  it("shows no tags of a page of HTML", function()
    page("a.html", "<title>例会</title><p>学校召开<b>例会</b>。</p><p>校长秦越主持会议并讲话，各学院负责人参加。</p>")
    local hit = corpus:kwic("秦越")[1]
    assert.equal("秦越", hit.hit)
    assert.is_nil((hit.left .. hit.right):find "[<>]")
  end)

  it("combines terms, and looks into titles alone", function()
    page("a.txt", "年会举行\n院长讲话，书记主持会议并作总结。")
    page("b.txt", "院长调研\n院长到年会现场。")
    assert.equal("a.txt", paths "院长 书记")
    assert.equal("a.txt b.txt", paths "书记 OR 院长")
    assert.equal("b.txt", paths "院长 NOT 书记")
    assert.equal("a.txt", paths "NEAR(院长 书记, 3)")
    assert.equal("", paths "NEAR(院长 书记, 2)")
    assert.equal("a.txt", paths '"讲话，书记"')
    assert.equal("", paths '"讲话书记"')
  end)

  it("filters by institution, day, person and kind of meeting", function()
    page("a.txt", "院长讲话", {institution = "甲医院", published = "2023-05-01",
      people = {{name = "林知行", mentions = 1}},
      meetings = {{kind = "例会", start = 0, ["end"] = 6, confidence = 1}}})
    page("b.txt", "院长讲话", {institution = "乙医院", published = "2024-05-01"})
    assert.equal("a.txt", paths("院长", {institution = "甲医院"}))
    assert.equal("b.txt", paths("院长", {from = "2024"}))
    assert.equal("a.txt", paths("院长", {person = "林知行"}))
    assert.equal("a.txt", paths("院长", {kind = "例会"}))
    corpus:tag("b.txt", "重要")
    assert.equal("b.txt", paths("院长", {tag = "重要"}))
    assert.equal("b.txt a.txt", paths("院长", {order = "date", from = "2023"}):gsub("(%S+) (%S+)", "%2 %1"))
    assert.error_matches(function() corpus:search("院长", {sort = "left"}) end, "bad option 'sort'")
    assert.error_matches(function() corpus:search("院长", {order = "size"}) end, "rank, path or date")
  end)

  it("lists every hit, sorted by what stands beside it", function()
    page("a.txt", "乙院长讲话。甲院长总结。")
    page("b.txt", "丙院长表态。")
    local function rights(sort)
      local list = {}
      local hits = corpus:kwic("院长", {sort = sort, context = 3})
      for i, hit in ipairs(hits) do list[i] = hit.left .. hit.right end
      return table.concat(list, " ")
    end
    assert.equal("乙讲 甲总 丙表", rights "path")
    assert.equal("丙表 乙讲 甲总", rights "left")
    assert.equal("甲总 丙表 乙讲", rights "right")
    local first = corpus:kwic("院长", {limit = 1})
    assert.equal(1, #first)
    assert.equal(3, first.count)
    assert.equal(2, first.documents)
  end)

  it("tells a place once, by the longest words that stand there", function()
    page("a.txt", "院务会议由院长主持。座谈会议题。")
    local function hits(typed)
      local list, found = {}, corpus:kwic(typed)
      for i, hit in ipairs(found) do list[i] = hit.hit end
      assert.equal(#list, found.count)
      assert.equal(#list, corpus:search(typed)[1].hits)
      return table.concat(list, " ")
    end
    assert.equal("会议 会议", hits "会 OR 会议")
    assert.equal("会议 会议", hits "会议 会")
    assert.equal("院务会议 院 座谈会 会议", hits "院务会议 OR 务会 OR 会议 OR 院 OR 座谈会")
    assert.equal("会议 会议", hits "会议 OR 會議 OR 会议")
  end)

  it("shows the terms of NEAR in the spelling that a page has", function()
    page("a.txt", "瞭解会议情况。", nil)
    for _, typed in ipairs {"NEAR(瞭解 情况)", "NEAR(了解 情况)", "NEAR(情况 瞭解, 3)"} do
      assert.equal(2, corpus:kwic(typed).count, typed)
    end
  end)

  it("refuses options of another type, or out of bounds, by their names", function()
    page("a.txt", "院长讲话")
    local function refused(words, method, ...)
      local ok, err = pcall(corpus[method], corpus, ...)
      assert.is_false(ok, words)
      assert.truthy(tostring(err):find(words, 1, true), tostring(err))
    end
    for _, value in ipairs {-1, 1.5, "5", true, math.huge, 0 / 0, math.maxinteger} do
      local shown = type(value) == "number" and tostring(value) or "a " .. type(value)
      local why = " is a whole number from 0 to 1000000000, not " .. shown
      for _, order in ipairs {"rank", "path"} do
        refused("limit" .. why, "search", "院长", {limit = value, order = order})
        refused("offset" .. why, "search", "院长", {offset = value, order = order})
      end
      refused("limit" .. why, "kwic", "院长", {limit = value})
      refused("context" .. why, "kwic", "院长", {context = value})
      refused("limit" .. why, "ngrams", 2, {limit = value})
      refused("least" .. why, "ngrams", 2, {least = value})
      refused("context" .. why, "quote", 1, 0, 3, value)
      refused("context" .. why, "where", "a.txt", 0, 3, {context = value})
      assert.error_matches(function() jiyao.search.lines({}, value) end, "width" .. why, 1, true)
    end
    refused("columns is a whole number from 1", "where", "a.txt", 0, 3, {columns = 0})
    refused("stop is a whole number", "quote", 1, 0)
    refused("start is a whole number", "quote", 1, 0.5, 3)
    refused("document_id is a whole number", "quote", "a.txt", 0, 3)
    for _, value in ipairs {5, {}, true} do
      refused("institution: text expected, got a " .. type(value), "search", "院长", {institution = value})
      refused("tag: text expected, got a " .. type(value), "kwic", "院长", {tag = value})
    end
    refused("kind is no UTF-8, at byte 3", "ngrams", 2, {kind = "例\xff"})
    assert.equal(1, #corpus:search("院长", {limit = 1.0, offset = 0.0}))
  end)

  it("blames whoever calls for an option", function()
    local line = debug.getinfo(1, "l").currentline
    local _, err = pcall(function()
      local _ = corpus:search("院长", {limit = -1})
    end)
    assert.truthy(err:find("search_spec.lua:" .. line + 2, 1, true), err)
    _, err = pcall(function()
      local _ = corpus:kwic("院长", {sort = "size"})
    end)
    assert.truthy(err:find("search_spec.lua:" .. line + 6, 1, true), err)
  end)

  it("keeps up with what is stored, replaced and forgotten", function()
    page("a.txt", "院长讲话")
    page("a.txt", "书记讲话")
    assert.equal("", paths "院长")
    assert.equal("a.txt", paths "书记")
    assert.same({}, corpus:check())
    corpus:forget "a.txt"
    assert.equal("", paths "书记")
    assert.same({}, corpus:check())
  end)

  it("is told by check where the index went wrong", function()
    page("a.txt", "院长讲话")
    corpus.db:run "INSERT INTO search (search, rowid, title, text) VALUES ('delete', 1, NULL, '院长')"
    assert.truthy((corpus:check()[1] or ""):find("the index of words", 1, true))
    corpus.db:run "INSERT INTO search (search) VALUES ('rebuild')"
    assert.same({}, corpus:check())
  end)

  it("lays hits out in columns, cut at whole characters", function()
    local hits = {
      {left = "很长很长的会议由", hit = "院长", right = "主持，很长", path = "a.txt", start = 3, stop = 9},
      {left = "由", hit = "副院长", right = "A", path = "b.txt", start = 0, stop = 9},
    }
    local lines = jiyao.search.lines(hits, 26)
    assert.truthy(lines[1]:find("的会议由  院长    主持", 1, true) == 1, lines[1])
    assert.truthy(lines[1]:find("  a.txt 3 9", 1, true), lines[1])
    assert.equal(text.width((lines[1]:match "^(.-)a%.txt")), text.width((lines[2]:match "^(.-)b%.txt")))
  end)
end)

-- Every distinct row of one to six terms of pages, searched, against a scan of the pages.
describe("the index", function()
  local MOST = 6

  local function files()
    local list = {}
    for _, entry in ipairs(jiyao.ingest.paths {"examples/corpus"}) do list[#list + 1] = entry.path end
    return list
  end

  it("finds whatever a scan finds, and nothing else, in both scripts", function()
    local corpus <close> = corpora.open(":memory:", {create = true})
    local pages, rows, chance = {}, {}, 7
    for _, path in ipairs(files()) do
      local doc = jiyao.document.read(path)
      corpus:store({}, doc)
      local list = text.terms(doc.reading)
      pages[path] = "\1" .. table.concat(list, "\1") .. "\1"
      local _, signs = pages[path]:gsub("\1", "")
      assert.equal(#list + 1, signs)
      for n = 1, MOST do
        for i = 1, #list - n + 1 do
          chance = chance * 1103515245 + 12345 & 0x7FFFFFFF
          if chance >> 8 & 31 == 0 then rows[table.concat(list, "\1", i, i + n - 1)] = true end
        end
      end
    end
    local statement <close> = corpus.db:prepare
      "SELECT d.path FROM search f JOIN document d ON d.id = f.rowid WHERE search MATCH ? ORDER BY d.path"
    local function found(phrase)
      local list = {}
      local asked = query.parse('text:"' .. phrase .. '"')
      for row in statement:rows(asked) do list[#list + 1] = row.path end
      return table.concat(list, " ")
    end
    local asked = 0
    for row in pairs(rows) do
      local expected = {}
      for path, page in pairs(pages) do
        if page:find("\1" .. row .. "\1", 1, true) then expected[#expected + 1] = path end
      end
      table.sort(expected)
      local phrase = row:gsub("(%w)\1(%w)", "%1 %2"):gsub("\1", "")
      if not phrase:find '[\n"]' then
        asked = asked + 1
        local sorted, hant = table.concat(expected, " "), convert.script(phrase, "s2t")
        assert.equal(sorted, found(phrase), phrase)
        if text.fold(hant) == text.fold(phrase) then assert.equal(sorted, found(hant), hant) end
      end
    end
    assert.is_true(asked > 1500)
  end)
end)
