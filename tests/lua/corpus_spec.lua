local fails = require "support.fails"
local jiyao = require "jiyao"
local corpora = require "jiyao.corpus"
local rows = require "jiyao.rows"
local scratch = require "support.scratch"
local store = require "jiyao.store"

-- Two days at one institution and one without a year at another, as records
-- that need no extraction.
local RECORDS = {
  ["b.txt"] = {
    source = "青川市人民医院召开院务会。院长林知行主持会议，周晓岚讲话。林知行总结。",
    record = {
      script = "Hans", published = "2024-03-06", institution = "青川市人民医院",
      articles = {{title = "院务会", start = 0, ["end"] = 36}},
      meetings = {{
        date = "2024-03-05", name = "院务会", kind = "例会", institution = "青川市人民医院", host = "林知行",
        participants = {{name = "林知行", title = "院长", role = "host"}, {name = "周晓岚", role = "speaker"}},
        topics = {"总结", "安全"}, start = 0, ["end"] = 78, confidence = 0.9,
      }},
      people = {
        {name = "林知行", titles = {"院长", "教授"}, org = "青川市人民医院", mentions = 2,
          roles = {host = 1, speaker = 2}, spans = {{45, 54}, {87, 96}}},
        {name = "周晓岚", mentions = 1, byline = true, spans = {{69, 78}}},
      },
      repairs = {{garbled = "院", restored = "院", start = 0, ["end"] = 3, confidence = 1, kind = "nfkc"}},
    },
  },
  ["a.txt"] = {
    source = "3月1日至4日，云岭大学举行论坛，林知行参加。", losses = {{offset = 2, len = 1}}, lost = 1,
    record = {
      institution = "云岭大学",
      meetings = {
        {date = "2024-03-01/2024-03-04", kind = "论坛", start = 0, ["end"] = 30, confidence = 0.5,
          participants = {{name = "林知行"}}},
        {date = "XXXX-06-08", kind = "座谈会", start = 30, ["end"] = 33, confidence = 0.5},
        {kind = "其他", institution = "云岭大学附属医院", start = 33, ["end"] = 36, confidence = 0.5},
      },
      people = {{name = "林知行", mentions = 1, spans = {{45, 54}}}},
    },
  },
}

describe("jiyao.corpus", function()
  local path, handles, texts, corpus, reads

  -- Reads from `texts`; a value that is a function is what goes wrong.
  local function reader(rules)
    reads = 0
    return {
      RULES = rules or "1",
      paths = function(list)
        local entries = {}
        for i, name in ipairs(list) do
          entries[i] = texts[name] and {path = name, size = 10, status = "OK"}
            or {path = name, status = "ENOTFOUND", message = "cannot open: No such file or directory"}
        end
        return entries
      end,
      read = function(name, opts)
        if texts[name].read then texts[name].read() end
        local source = texts[name].source
        return {path = name, bytes = source, source = source, reading = source, kind = "text",
          script = "Hans", encoding = opts.encoding or "UTF-8", lost = texts[name].lost,
          losses = texts[name].losses}
      end,
      extract = function(doc)
        reads = reads + 1
        if texts[doc.path].extract then texts[doc.path].extract() end
        return texts[doc.path].record or {}
      end,
    }
  end

  local function open(opts)
    opts = opts or {}
    opts.create = opts.create ~= false
    opts.reader = opts.reader or reader()
    return corpora.open(path, opts)
  end

  before_each(function()
    collectgarbage()
    handles = jiyao.handles()
    path = scratch.path()
    texts = {["a.txt"] = RECORDS["a.txt"], ["b.txt"] = RECORDS["b.txt"]}
    corpus = open()
  end)

  after_each(function()
    corpus:close()
    corpus = nil
    assert.equal(handles, jiyao.handles())
  end)

  local function field(list, key)
    local values = {}
    for i, item in ipairs(list) do values[i] = item[key] or "-" end
    return table.concat(values, " ")
  end

  describe("ingest", function()
    it("takes what is new, leaves what is known, replaces what changed", function()
      local sum = corpus:ingest {"b.txt", "a.txt", "b.txt"}
      local bytes = #texts["a.txt"].source + #texts["b.txt"].source
      assert.same({new = 2, changed = 0, unchanged = 0, refused = {}, bytes = bytes}, sum)
      local before = corpus:counts()
      sum = corpus:ingest {"a.txt", "b.txt"}
      assert.equal(2, sum.unchanged)
      assert.equal(2, reads)
      texts["b.txt"] = {source = "新的内容"}
      sum = corpus:ingest {"a.txt", "b.txt"}
      assert.equal(1, sum.changed)
      assert.equal(1, sum.unchanged)
      local after = corpus:counts()
      assert.equal(before.documents, after.documents)
      assert.equal(before.people - 2, after.people)
      assert.equal(0, #corpus:mentions {name = "周晓岚"})
      assert.same({}, corpus:check())
    end)

    it("keeps what a file held before it changed", function()
      corpus:ingest {"b.txt"}
      local first = texts["b.txt"].source
      texts["b.txt"] = {source = "新的内容"}
      corpus:ingest {"b.txt"}
      corpus.reader = reader "2"
      corpus:ingest {"b.txt"}
      assert.equal(2, corpus:documents()[1].version)
      local past = corpus:sql "SELECT path, version, rules, unpacked(bytes) AS bytes FROM past"
      assert.same({{path = "b.txt", version = 1, rules = "1", bytes = first}}, past)
      corpus:forget "b.txt"
      assert.equal(0, #corpus:sql "SELECT * FROM past")
    end)

    it("reads again by other rules and in another encoding", function()
      corpus:ingest {"a.txt"}
      corpus.reader = reader "2"
      assert.equal(1, corpus:ingest({"a.txt"}).changed)
      assert.equal("2", corpus:documents()[1].rules)
      assert.equal(1, corpus:ingest({"a.txt"}, {encoding = "Big5"}).changed)
      assert.equal(1, corpus:ingest({"a.txt"}, {encoding = "Big5"}).unchanged)
    end)

    it("lists what it refuses, and goes on", function()
      local why = "invalid GB18030 at byte 7 (ff ff)"
      texts["bad.txt"] = {read = function() jiyao.fail("EENCODING", why, "bad.txt", 7) end}
      local sum = corpus:ingest {"bad.txt", "a.txt", "missing.txt"}
      assert.equal(1, sum.new)
      assert.equal("bad.txt missing.txt", field(sum.refused, "path"))
      assert.equal("EENCODING ENOTFOUND", field(sum.refused, "code"))
      assert.same({path = "bad.txt", reason = why, code = "EENCODING", offset = 7}, sum.refused[1])
      assert.same({sum.refused[1], sum.refused[2]}, corpus:sql "SELECT * FROM refused ORDER BY path")
      texts["bad.txt"] = {source = "好了"}
      assert.equal(1, corpus:ingest({"bad.txt"}).new)
      assert.equal(1, corpus:counts().refused)
    end)

    it("keeps the earlier reading of what has become unreadable", function()
      corpus:ingest {"a.txt"}
      texts["a.txt"] = nil
      assert.equal(1, #corpus:ingest({"a.txt"}).refused)
      assert.equal(1, corpus:counts().documents)
      texts["a.txt"] = RECORDS["a.txt"]
      assert.equal(1, corpus:ingest({"a.txt"}).unchanged)
      assert.equal(0, corpus:counts().refused)
    end)

    it("keeps what it refused until that is read, where a run is broken off", function()
      texts["bad.txt"] = {read = function() jiyao.fail("EINVALID", "no") end}
      corpus:ingest {"bad.txt"}
      local function stop(event) if event.kind == "file" then error("broken off", 0) end end
      local function run() corpus:ingest({"a.txt", "bad.txt"}, {progress = stop}) end
      assert.error_matches(run, "broken off")
      assert.equal(1, corpus:counts().documents)
      assert.equal(1, corpus:counts().refused)
    end)

    it("clears what it refused of a container that can be read, and of a folder", function()
      local works = false
      texts["box"] = {source = "会"}
      corpus.reader.each = function(name, opts)
        if not works then jiyao.fail("EINVALID", "no", name) end
        local doc = corpus.reader.read(name, opts)
        doc.path = name .. "#1"
        texts[doc.path] = texts[name]
        return function()
          local last = doc
          doc = nil
          return last
        end
      end
      assert.equal(2, #corpus:ingest({"box", "folder"}).refused)
      works = true
      local find = corpus.reader.paths
      corpus.reader.paths = function() return find {"box"} end
      assert.equal(1, corpus:ingest({"box", "folder"}).new)
      assert.equal(0, corpus:counts().refused)
    end)

    it("refuses a record that does not fit, and keeps nothing of it", function()
      texts["odd.txt"] = {source = "奇", record = {people = {{name = "林知行", spans = {{0, 3}, {0, 3}}}}}}
      local sum = corpus:ingest {"odd.txt", "a.txt"}
      assert.equal(1, sum.new)
      assert.equal("EINVALID", field(sum.refused, "code"))
      assert.equal(1, corpus:counts().documents)
      assert.equal(1, corpus:counts().people)
    end)

    it("does not take a fault in the rules for a refusal", function()
      texts["z.txt"] = {source = "坏", extract = function() error("attempt to index nil", 0) end}
      assert.error_matches(function() corpus:ingest {"a.txt", "z.txt"} end, "z.txt: attempt to index nil")
      assert.equal(1, corpus:counts().documents)
      assert.equal(0, corpus:counts().refused)
    end)

    it("refuses a page on which one of our own rules gave up, and goes on", function()
      texts["z.txt"] = {source = "坏", extract = function() error("jiyao/events.lua:1: bad argument", 0) end}
      local sum = corpus:ingest {"z.txt", "a.txt"}
      assert.equal(1, sum.new)
      assert.matches("a rule failed on this page", field(sum.refused, "reason"))
    end)

    it("tells how far it is", function()
      texts["bad.txt"] = {read = function() jiyao.fail("EINVALID", "no") end}
      local events = {}
      corpus:ingest({"bad.txt", "a.txt"}, {progress = function(event) events[#events + 1] = event end})
      assert.same({
        {kind = "start", files = 2, bytes = 20},
        {kind = "file", path = "a.txt", status = "new", bytes = #texts["a.txt"].source},
        {kind = "file", path = "bad.txt", status = "refused", bytes = 10, message = "no"},
        {kind = "end"},
      }, events)
    end)

    it("stores names that are no UTF-8 under a form of their own", function()
      texts["\xD4\xD6.txt"], texts["\xD4\xD7.txt"] = {source = "甲"}, {source = "乙"}
      assert.equal(2, corpus:ingest({"\xD4\xD6.txt", "\xD4\xD7.txt"}).new)
      assert.equal(2, corpus:ingest({"\xD4\xD6.txt", "\xD4\xD7.txt"}).unchanged)
      assert.equal([[\xD4\xD6.txt \xD4\xD7.txt]], field(corpus:documents(), "path"))
      assert.is_true(corpus:forget "\xD4\xD6.txt")
    end)

    it("stops when the disk is full, with whole documents only", function()
      corpus:ingest {"a.txt"}
      local pages = corpus:sql("PRAGMA page_count")[1].page_count
      corpus:sql("PRAGMA max_page_count = " .. pages + 8)
      local names, chance = {}, 1
      for i = 1, 9 do
        names[i] = "c" .. i
        local signs = {} -- that do not become few by compression
        for j = 1, 2000 do
          chance = chance * 1103515245 + 12345 & 0x7FFFFFFF
          signs[j] = utf8.char(0x4E00 + (chance >> 8) % 20000)
        end
        texts[names[i]] = {source = table.concat(signs), record = RECORDS["b.txt"].record}
      end
      fails("EIO", "no space left", corpus.ingest, corpus, names)
      corpus:close()
      corpus = open()
      local n = corpus:counts()
      assert.is_true(n.documents >= 1 and n.documents < 10)
      assert.equal((n.documents - 1) * 2 + 1, n.people)
      assert.equal((n.documents - 1) * 1 + 3, n.meetings)
      assert.same({}, corpus:check())
      assert.equal(10 - n.documents, corpus:ingest(names).new)
    end)

    it("needs a corpus that may be written", function()
      local reading <close> = open {create = false}
      fails("EDB", "reading only", reading.ingest, reading, {"a.txt"})
    end)
  end)

  describe("lists", function()
    before_each(function() corpus:ingest {"a.txt", "b.txt"} end)

    it("documents by path, with what they hold", function()
      local list = corpus:documents()
      assert.equal("a.txt b.txt", field(list, "path"))
      local b = list[2]
      assert.equal("院务会", b.title)
      assert.equal("青川市人民医院", b.institution)
      assert.same({1, 1, 2, 1}, {b.articles, b.meetings, b.people, b.repairs})
      assert.equal(31, b.chars)
      assert.equal(store.content_id(texts["b.txt"].source), b.content_id)
      assert.is_nil(b.bytes)
      assert.equal(1, list[1].lost)
      assert.same({{document_id = list[1].id, seq = 1, offset = 2, length = 1}},
        corpus:sql "SELECT * FROM loss")
    end)

    it("meetings by date, those without a year and a date last", function()
      local list = corpus:meetings()
      assert.equal("论坛 例会 座谈会 其他", field(list, "kind"))
      assert.equal("云岭大学 青川市人民医院 云岭大学 云岭大学附属医院", field(list, "institution"))
      assert.same({{name = "林知行", title = "院长", role = "host"}, {name = "周晓岚", role = "speaker"}},
        list[2].participants)
      assert.same({"总结", "安全"}, list[2].topics)
      assert.same({0, 78, "b.txt"}, {list[2].start, list[2].stop, list[2].path})
      assert.same({}, list[3].participants)
    end)

    it("meetings of each of several hosts, by whole names", function()
      corpus:store({meetings = {{kind = "例会", host = "苏晚晴、陆青", start = 0, ["end"] = 1, confidence = 0.5}}},
        {path = "c.txt", bytes = "x", source = "x", reading = "x", encoding = "UTF-8", script = "Hans",
          kind = "text", rules = "1"})
      for name, count in pairs{["苏晚晴"] = 1, ["陆青"] = 1, ["晚晴"] = 0, ["陆%"] = 0, ["晴、陆"] = 0} do
        assert.equal(count, #corpus:meetings{person = name}, name)
        assert.equal(count, #corpus:meetings{host = name}, name)
      end
    end)

    it("people by name, with titles and roles", function()
      local list = corpus:people {name = "林知行"}
      assert.equal("a.txt b.txt", field(list, "path"))
      assert.same({"院长", "教授"}, list[2].titles)
      assert.same({host = 1, speaker = 2}, list[2].roles)
      assert.is_false(list[2].byline)
      assert.is_true(corpus:people({name = "周晓岚"})[1].byline)
      assert.equal("host:1 speaker:2", corpus:sql("SELECT roles FROM v_person WHERE org NOT NULL")[1].roles)
    end)

    it("mentions in the order of time and place", function()
      local list = corpus:mentions {person = "林知行"}
      assert.equal("b.txt b.txt a.txt", field(list, "path"))
      assert.equal("45 87 45", field(list, "start"))
      for _, m in ipairs(corpus:mentions()) do
        assert.equal(m.name, corpus:quote(m.document_id, m.start, m.stop).text)
      end
    end)

    it("articles by path", function()
      local list = corpus:articles {institution = "青川市人民医院"}
      local id = corpus:documents({name = "周晓岚"})[1].id
      assert.same({{document_id = id, path = "b.txt", seq = 1, title = "院务会", start = 0, stop = 36}}, list)
      assert.equal(0, #corpus:articles {institution = "云岭大学"})
    end)

    it("filter by institution, person and kind", function()
      assert.equal("例会", field(corpus:meetings {institution = "青川市人民医院"}, "kind"))
      assert.equal("论坛 例会", field(corpus:meetings {person = "林知行"}, "kind"))
      assert.equal("例会", field(corpus:meetings {name = "林知行", kind = "例会"}, "kind"))
      assert.equal("例会", field(corpus:meetings {host = "林知行"}, "kind"))
      assert.equal("b.txt", field(corpus:people {name = "周曉嵐"}, "path"))
      assert.equal("例会", field(corpus:meetings {institution = "青川市人民醫院"}, "kind"))
      assert.equal("b.txt", field(corpus:documents {name = "周晓岚", kind = "text"}, "path"))
      assert.equal(0, #corpus:documents {kind = "html"})
      assert.equal("b.txt", field(corpus:people {institution = "青川市人民医院", person = "林知行"}, "path"))
    end)

    it("filter by time, where a day may lie in it", function()
      local function kinds(from, to) return field(corpus:meetings {from = from, to = to}, "kind") end
      assert.equal("论坛 例会", kinds("2024", "2024"))
      assert.equal("论坛 例会", kinds("2024-03", nil))
      assert.equal("论坛", kinds("2024-03-03", "2024-03-04"))
      assert.equal("论坛", kinds(nil, "2024-03-01"))
      assert.equal("例会", kinds("2024-03-05", nil))
      assert.equal("", kinds("2024-03-06", nil))
      assert.equal("", kinds(nil, "2024-02"))
    end)

    it("date documents by publication, or else by their meetings", function()
      assert.equal("a.txt", field(corpus:documents {from = "2024-03-01", to = "2024-03-02"}, "path"))
      assert.equal("b.txt", field(corpus:documents {from = "2024-03-06"}, "path"))
      assert.equal("a.txt", field(corpus:mentions {to = "2024-03-04"}, "path"))
      assert.equal("", field(corpus:people {from = "2025"}, "path"))
    end)

    it("do not overlook a filter", function()
      local meetings = corpus.meetings
      fails("EINVALID", "meetings have no filter 'places'", meetings, corpus, {places = {}, to = "2024"})
      fails("EINVALID", "'places': they have institution, name, person, host, kind, from, to", meetings,
        corpus, {places = {}})
      fails("EINVALID", "people have no filter 'kind'", corpus.people, corpus, {kind = "x"})
      fails("EINVALID", "documents have no filter 'range'", corpus.documents, corpus, {range = "x"})
      fails("EINVALID", "from: YYYY", corpus.meetings, corpus, {from = "2024-3"})
      fails("EINVALID", "to: YYYY", corpus.meetings, corpus, {to = 2024})
    end)

    it("cannot be tricked by quotes in a name", function()
      assert.equal(0, #corpus:meetings {name = "' OR '1' = '1"})
    end)
  end)

  describe("quote", function()
    local id

    before_each(function()
      id = corpus:store({}, {path = "q", bytes = "院长林知行讲话", source = "院长林知行讲话", reading = "x", rules = "1",
        encoding = "UTF-8", script = "Hans", kind = "text"})
    end)

    it("cuts no character", function()
      local whole = {text = "林知行", before = "长", after = "讲", path = "q", start = 6, stop = 15}
      assert.same(whole, corpus:quote(id, 6, 15, 5))
      assert.same(whole, corpus:quote(id, 7, 13, 5))
      assert.same({text = "", before = "", after = "", path = "q", start = 0, stop = 0},
        corpus:quote(id, 0, 0, 0))
      assert.same({text = "院长林知行讲话", before = "", after = "", path = "q", start = 0, stop = 21},
        corpus:quote(id, 0, 21, 1000))
      for start = 0, 21 do
        for stop = start, 21 do
          for context = 0, 7 do
            local q = corpus:quote(id, start, stop, context)
            local valid = utf8.len(q.before) and utf8.len(q.text) and utf8.len(q.after)
            local around = q.start <= start and q.stop >= stop and #q.text == q.stop - q.start
            if not (valid and around) then error(("%d-%d, %d around"):format(start, stop, context)) end
          end
        end
      end
    end)

    it("refuses what is not there", function()
      fails("ENOTFOUND", "no document has the id 99", corpus.quote, corpus, 99, 0, 1)
      fails("EINVALID", "the text has 21 bytes", corpus.quote, corpus, id, 0, 22)
      fails("EINVALID", "the text has 21 bytes", corpus.quote, corpus, id, -1, 2)
      fails("EINVALID", "the text has 21 bytes", corpus.quote, corpus, id, 5, 4)
    end)

    it("reads on after a NUL", function()
      id = corpus:store({}, {path = "n", bytes = "a\0院长", source = "a\0院长", reading = "x", rules = "1",
        encoding = "UTF-8", script = "Hans", kind = "text"})
      assert.equal("院", corpus:quote(id, 2, 5).text)
      assert.equal("a\0", corpus:quote(id, 2, 5).before)
    end)
  end)

  it("forgets", function()
    corpus:ingest {"a.txt", "b.txt", "missing.txt"}
    assert.is_true(corpus:forget "b.txt")
    assert.is_true(corpus:forget "missing.txt")
    assert.is_false(corpus:forget "b.txt")
    assert.same({documents = 1, articles = 0, meetings = 3, people = 1, mentions = 1, repairs = 0,
      refused = 0, bytes = #texts["a.txt"].source, chars = 17}, corpus:counts())
  end)

  it("finds damage", function()
    corpus:ingest {"a.txt"}
    corpus:sql "UPDATE mention SET start = 44"
    assert.same({"a.txt: mention of 林知行 [44, 54) leaves the text or cuts a character: restore a copy, "
      .. "or forget the document and ingest it anew"}, corpus:check())
  end)

  it("finds texts that cannot be unpacked, and goes on", function()
    corpus:ingest {"a.txt", "b.txt"}
    corpus:sql "UPDATE content SET bytes = substr(bytes, 1, 9) WHERE document_id = 1"
    corpus:sql "UPDATE document SET content_id = 'x' WHERE id = 2"
    corpus:sql "INSERT INTO past SELECT 'old.txt', 1, 'x', 'UTF-8', 'text', NULL, NULL, '1', packed('x')"
    local faults = corpus:check()
    assert.equal(3, #faults)
    assert.truthy(faults[1]:find("a.txt: its bytes are damaged", 1, true), faults[1])
    assert.truthy(faults[2]:find("b.txt: the bytes do not match", 1, true), faults[2])
    assert.truthy(faults[3]:find("old.txt, version 1: the bytes do not match", 1, true), faults[3])
  end)

  it("tells the first thousand faults, and how many more there are", function()
    corpus:ingest {"a.txt"}
    corpus:sql([[WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1007)
      INSERT INTO article SELECT 1, i, NULL, 9999, 9999 FROM n]])
    local faults = corpus:check()
    assert.equal(1001, #faults)
    assert.equal("and 7 more faults", faults[1001])
  end)

  it("is not used after it is closed", function()
    corpus:close()
    corpus:close()
    assert.error_matches(function() corpus:documents() end, "store is closed")
    assert.equal("corpus (closed)", tostring(corpus))
  end)
end)

describe("jiyao.rows", function()
  it("counts Han and letters", function()
    assert.equal(0, rows.chars "")
    assert.equal(0, rows.chars "12，。 \0\n３")
    assert.equal(6, rows.chars "〇院𠀀Aéか")
  end)

  it("writes out what is no UTF-8", function()
    assert.equal("", rows.printable "")
    assert.equal("院\\xFF\\xC3", rows.printable "院\xff\xc3")
  end)
end)
