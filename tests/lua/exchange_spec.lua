-- Corpora for other programs, and back.
local corpora = require "jiyao.corpus"
local base64 = require "jiyao.exchange.base64"
local jiyao = require "jiyao"
local output = require "jiyao.exchange.output"
local scratch = require "support.scratch"

local function write_file(path, bytes)
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(bytes))
  return path
end

local function read_file(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

local function fails(code, words, f, ...)
  local ok, err = pcall(f, ...)
  assert.is_false(ok)
  assert.equal("table", type(err), tostring(err))
  assert.equal(code, err.code)
  assert.truthy(tostring(err):find(words, 1, true), tostring(err))
end

-- Every table, by paths instead of the numbers of rows.
local DUMPS = {
  [[SELECT path, content_id, encoding, script, kind, chars, published, institution, title, rules, lost, size,
    version, gone FROM document ORDER BY path]],
  "SELECT path, source, reading FROM v_text ORDER BY path",
  [[SELECT d.path, hex(c.bytes) AS b, hex(c.source) AS s, hex(c.reading) AS r, hex(c.aligned) AS a
    FROM content c JOIN document d ON d.id = c.document_id ORDER BY path]],
  [[SELECT d.path, a.seq, a.title, a.start, a."end" FROM article a JOIN document d ON d.id = document_id
    ORDER BY 1, 2]],
  [[SELECT path, seq, date, date_sort, date_last, name, kind, institution, place, host, participants, topics,
    confidence, start, "end" FROM v_meeting ORDER BY 1, 2]],
  [[SELECT v.path, v.seq, p.seq AS n, p.name, p.title, p.role FROM participation p JOIN v_meeting v
    ON v.id = p.meeting_id ORDER BY 1, 2, 3]],
  "SELECT path, seq, name, titles, org, byline, mentions, roles FROM v_person ORDER BY 1, 2",
  'SELECT path, name, start, "end" FROM v_mention ORDER BY 1, 3, 4, 2',
  [[SELECT d.path, r.seq, r.kind, garbled, restored, start, "end", confidence FROM repair r JOIN document d
    ON d.id = document_id ORDER BY 1, 2]],
  "SELECT d.path, l.seq, offset, length FROM loss l JOIN document d ON d.id = document_id ORDER BY 1, 2",
  [[SELECT d.path, a.seq, name, alias, start, "end" FROM alias a JOIN document d ON d.id = document_id
    ORDER BY 1, 2]],
  [[SELECT path, version, content_id, encoding, kind, published, title, rules, hex(bytes) AS b FROM past
    ORDER BY 1, 2]],
  "SELECT * FROM tag ORDER BY path, tag",
  [[SELECT path, content_id, start, "end", label, note, words, before, after, adrift FROM annotation
    ORDER BY path, start, label]],
  "SELECT * FROM decision ORDER BY id",
  "SELECT * FROM decision_part ORDER BY decision_id, seq",
  "SELECT * FROM setting ORDER BY name",
  "SELECT * FROM refused ORDER BY path",
}

local function dump(corpus)
  local all = {}
  for i, sql in ipairs(DUMPS) do all[i] = corpus:sql(sql) end
  return all
end

local PAGE = "东湖大学召开工作会议\n发布时间:2024-03-05\n2024年3月5日，东湖大学（以下简称东大）召开工作会议，"
  .. "校长林知行主持会议，党委书记沈砚秋讲话。\n"

-- Files of every kind that a corpus may hold; the folder.
local function folder_of_all()
  local dir = scratch.path()
  assert(os.execute("mkdir '" .. dir .. "'"))
  write_file(dir .. "/plain.txt", PAGE)
  local gb = read_file "examples/corpus/hospital/2024-work-conference.txt"
  write_file(dir .. "/gb.txt", gb)
  write_file(dir .. "/lost.txt", "院长翟一苇主持会议。\xFF院长翟一苇讲话。\xFE" .. PAGE)
  write_file(dir .. "/odd.txt", "控制\1字符\27[0m与\u{20000}\u{1F600}，院长翟一苇主持例会。\r\n=1+1\n")
  write_file(dir .. "/slip.txt", "會上,學(xué)??萍继幪庨L(zhǎng)周翔宇介紹了合作成效。\n")
  write_file(dir .. "/page.html", "<html><title>会</title><body><p>2024年4月6日,松岭医院召开例会。</p>"
    .. "<p>院长翟一苇主持。&amp;</p></body></html>")
  write_file(dir .. "/news.jsonl", '{"id": "n1", "正文": "' .. PAGE:gsub("\n", "\\n")
    .. '", "日期": "2024-03-06"}\n')
  write_file(dir .. "/table.csv", "编号,正文,单位\r\n"
    .. "7,\"2024年5月6日，召开例会。\n院长翟一苇主持。\",松岭医院\r\n")
  write_file(dir .. "/empty.txt", " \n")
  return dir
end

-- A corpus with everything that an analyst may have done to it.
local function corpus_of_all()
  local dir, roster = folder_of_all(), scratch.path(".csv")
  local corpus = corpora.open(scratch.path(".db"), {create = true})
  write_file(roster, "安全,主任\n")
  corpus:ingest({dir}, {roster = roster})
  write_file(dir .. "/plain.txt", "更正：" .. PAGE)
  os.remove(dir .. "/slip.txt")
  corpus:ingest({dir})
  corpus:tag(dir .. "/plain.txt", "重要")
  local at = corpus:mentions {name = "林知行"}[1]
  corpus:annotate(at.path, at.start, at.stop, "谁?", "年轻的那位")
  corpus:split("林知行@东湖大学", at.path, "另一位")
  corpus:undo(corpus:merge("林知行@东湖大学", "沈砚秋@东湖大学"))
  return corpus, dir
end

local function fresh()
  return corpora.open(":memory:", {create = true})
end

local function export(corpus, opts)
  local parts = {}
  opts.out = function(...)
    for i = 1, select("#", ...) do parts[#parts + 1] = (select(i, ...)) end
  end
  local n, what = corpus:export(opts)
  return table.concat(parts), n, what
end

describe("base64", function()
  it("is there and back for every length and byte", function()
    local all = {}
    for i = 0, 255 do all[#all + 1] = string.char(i) end
    local bytes = table.concat(all):rep(40)
    for n = 0, 300 do assert.equal(bytes:sub(1, n), base64.decode(base64.encode(bytes:sub(1, n)))) end
    assert.equal(bytes, base64.decode(base64.encode(bytes)))
    assert.equal("AAEC/w==", base64.encode "\0\1\2\xFF")
  end)

  it("refuses what is none", function()
    for _, s in ipairs {"A", "AAA", "A===", "AA=A", "=AAA", "AA AA AA", "AA\n=", "====", "院长A="} do
      fails("EINVALID", "is no base64", base64.decode, s)
    end
  end)
end)

describe("output", function()
  it("takes the place of a file only when all of it is there", function()
    local path = write_file(scratch.path(), "before")
    assert.is_false(pcall(output.file, path, function(write)
      write "half"
      error "no"
    end))
    assert.equal("before", read_file(path))
    local pipe <close> = assert(io.popen("ls '" .. path:match "^(.*)/" .. "' | grep part"))
    assert.equal("", pipe:read "a")
    assert.equal(7, output.file(path, function(write) write("a", "b") return 7 end))
    assert.equal("ab", read_file(path))
  end)

  it("says why it cannot be", function()
    fails("ENOTFOUND", "cannot write: No such file or directory", output.file, scratch.path() .. "/a", print)
    local dir = scratch.path()
    assert(os.execute("mkdir '" .. dir .. "'"))
    fails("EIO", "cannot write: Is a directory", output.file, dir, function(write) write "a" end)
    fails("ENOTFOUND", "/a: cannot write: No such file", output.named, scratch.path() .. "/a", print)
    local path = scratch.path()
    fails("EIO", path .. ": full", output.named, path, function(part) jiyao.fail("EIO", "full", part) end)
    assert.is_nil(io.open(path))
  end)

  it("is a new folder, or none", function()
    local dir = scratch.path()
    assert.is_false(pcall(output.folder, dir, function(file)
      file("a.csv", function(write) write "a" end)
      file("b.csv", function() error "no" end)
    end))
    assert.is_nil(io.open(dir))
    output.folder(dir .. "//", function(file) file("a.csv", function(write) write "a" end) end)
    assert.equal("a", read_file(dir .. "/a.csv"))
    fails("EEXISTS", "is there already", output.folder, dir, print)
    fails("ENOTFOUND", "No such file", output.folder, scratch.path() .. "/a/b", print)
  end)
end)

describe("JSON lines", function()
  it("hold all that a corpus holds, and give the same tables back", function()
    local corpus <close> = corpus_of_all()
    local path = scratch.path(".jsonl")
    local n = corpus:export {format = "jsonl", out = path}
    assert.equal(8, n)
    local other <close> = fresh()
    local sum = other:import(path)
    assert.same({}, sum.refused)
    assert.equal(8, sum.new)
    local before, after = dump(corpus), dump(other)
    for i, rows in ipairs(before) do
      assert.is_true(#rows > 0, DUMPS[i])
      assert.same(rows, after[i], DUMPS[i])
    end
    assert.same({}, other:check())
    assert.equal(corpus:kwic("知行").count, other:kwic("知行").count)
    assert.same(corpus:entities(), other:entities())
    assert.equal(read_file(path), (export(other, {format = "jsonl"})))
    -- What is read anew from what was imported is what is read anew from the files.
    corpus:reextract {all = true}
    other:reextract {all = true}
    assert.same(dump(corpus), dump(other))
  end)

  it("are a line a document that other programs understand", function()
    local corpus <close>, dir = corpus_of_all()
    local lines = {}
    for line in export(corpus, {format = "jsonl"}):gmatch "[^\n]+" do
      local value = jiyao.json.decode(line)
      if value.path then lines[value.path:sub(#dir + 2)] = value end
    end
    local page = lines["plain.txt"]
    assert.equal("更正：" .. PAGE, page.document.source)
    assert.equal(jiyao.json.null, page.document.bytes)
    assert.equal(2, page.document.version)
    assert.equal(PAGE, page.document.past[1].text)
    assert.same({"重要"}, page.tags)
    local mention = page.people[1].spans[1]
    assert.truthy(page.document.source:sub(mention[1] + 1, mention[2]):find(page.people[1].name, 1, true))
    assert.equal("院长翟一苇主持会议。\xFF", base64.decode(lines["lost.txt"].document.bytes):sub(1, 31))
    assert.truthy(lines["odd.txt"].document.source:find("控制\1字符\27[0m与\u{20000}\u{1F600}", 1, true))
    assert.is_true(lines["slip.txt"].document.gone)
  end)

  it("of a filter are those of its documents", function()
    local corpus <close>, dir = corpus_of_all()
    local lines, n = export(corpus, {format = "jsonl", institution = "松岭医院"})
    assert.equal(#corpus:documents {institution = "松岭医院"}, n)
    assert.is_nil(lines:find("plain.txt", 1, true) and lines:find('"path":"' .. dir .. "/plain.txt", 1, true))
    assert.is_nil(lines:find('^{"refused"') or lines:find('\n{"refused"'))
    assert.error_matches(function() corpus:export {format = "jsonl", out = "a", colour = 1} end,
      "bad option 'colour'")
    assert.error_matches(function() corpus:export {format = "doc", out = "a"} end, "format is one of")
    assert.error_matches(function() corpus:export {format = "jsonl"} end, "out is a path")
    assert.error_matches(function() corpus:export {format = "jsonl", out = "a", bom = true} end,
      "no use to jsonl")
  end)

  it("are taken once, and what changed takes the place of what was there", function()
    local corpus <close>, dir = corpus_of_all()
    local path = scratch.path(".jsonl")
    corpus:export {format = "jsonl", out = path}
    local other <close> = fresh()
    other:ingest({write_file(scratch.path(".txt"), PAGE)})
    other:import(path)
    local first = dump(other)
    local sum = other:import(path)
    assert.equal(8, sum.unchanged)
    assert.same(first, dump(other))
    write_file(dir .. "/plain.txt", "再更正：" .. PAGE)
    corpus:ingest({dir})
    corpus:export {format = "jsonl", out = path}
    sum = other:import(path)
    assert.equal(1, sum.changed)
    assert.equal(3, other:sql("SELECT version FROM document WHERE path = ?", dir .. "/plain.txt")[1].version)
    assert.same(corpus:tags(), other:tags())
  end)

  it("that do not fit are refused one by one", function()
    local corpus <close> = fresh()
    corpus:ingest({write_file(scratch.path(".txt"), PAGE)})
    local line = export(corpus, {format = "jsonl"})
    local line_of_another = line:gsub('"path":"', '"path":"another/')
    local function changed(pattern, by)
      local made, n = line:gsub(pattern, by, 1)
      assert.equal(1, n, pattern)
      return made
    end
    local bad = {
      {changed("东湖", "西湖"), nil}, -- a headline of the record may be anything
      {changed('"source":"东湖', '"source":"西湖'), "do not match its content_id"},
      {changed('"end":%x+', '"end":99999'), "a span of its articles is 0 to 99999"},
      {changed('"start":0', '"start":-1'), "a span of its articles is -1"},
      {changed('"start":0', '"start":0.5'), "a span of its articles is 0.5"},
      {changed('"aligned":null', '"aligned":"AAAA"'), "lign"},
      {changed('"rules":"%x+"', '"rules":null'), "it has no rules"},
      {changed('"version":1', '"version":0'), "it has no version"},
      {changed('"people":%[', '"people":[7,'), "not of the types"},
      {changed('"mentions":1', '"mentions":-1'), "the store refuses the row"},
      {changed('"mentions":1', '"mentions":{}'), "not of the types"},
      {changed('"spans":%[', '"spans":["a",'), "a span of its people"},
      {'{"path":"a.txt"}\n', "is no document as"},
      {line:sub(1, 500) .. "\n", "JSON"},
      {changed('"tags":%[%]', '"tags":[{}]'), "not of the types"},
      {changed('"annotations":%[%]', '"annotations":[{"start":1}]'), "the store refuses the row"},
      {'{"setting":{"name":"roster"}}\n', "the store refuses the row"},
    }
    for _, b in ipairs(bad) do
      local other <close> = fresh()
      local sum = other:import(write_file(scratch.path(".jsonl"), line_of_another .. b[1] .. " \n"))
      local reason = sum.refused[1] and sum.refused[1].reason
      if b[2] then
        assert.truthy((reason or ""):find(b[2], 1, true), b[2] .. " <> " .. tostring(reason))
        assert.truthy(sum.refused[1].path:find "#line 2$")
        assert.equal(1, #other:documents())
        assert.same({}, other:check())
        assert.equal(1, other:search("林知行").count)
      else
        assert.same({2}, {sum.new, reason})
      end
    end
  end)

  it("may be as long as a document is", function()
    local corpus <close> = fresh()
    local odd = "\0会\0议\0\u{10FFFF}\u{FFFE}"
    corpus:store({}, {path = "odd.txt", bytes = odd, encoding = "UTF-8", script = "Hans", kind = "text",
      source = odd, reading = odd, rules = "1"})
    local long = ("2024年3月5日，东湖大学召开工作会议。"):rep(40000)
    corpus:store({}, {path = "long.txt", bytes = long, encoding = "UTF-8", script = "Hans", kind = "text",
      source = long, reading = long, rules = "1"})
    corpus:store({}, {path = "empty.txt", bytes = "", encoding = "UTF-8", script = "Hans", kind = "text",
      source = "", reading = "", rules = "1"})
    local path = scratch.path(".jsonl")
    corpus:export {format = "jsonl", out = path}
    local other <close> = fresh()
    assert.equal(3, other:import(path).new)
    assert.same(dump(corpus), dump(other))
  end)

  it("of other programs are read as any file is", function()
    local corpus <close> = fresh()
    local path = write_file(scratch.path(".jsonl"), '{"id": "n1", "text": "2024年3月5日，东湖大学召开例会。"}\n')
    assert.equal(1, corpus:import(path).new)
    assert.equal("例会", corpus:meetings()[1].kind)
    assert.equal(path .. "#n1", corpus:documents()[1].path)
  end)

  it("come in batches, of which a line that is refused takes no other along", function()
    local corpus <close> = fresh()
    local lines = {}
    for i = 1, 150 do
      corpus:store({}, {path = ("%03d.txt"):format(i), bytes = "例会" .. i, encoding = "UTF-8", script = "Hans",
        kind = "text", source = "例会" .. i, reading = "例会" .. i, rules = "1"})
    end
    local n = 0
    for line in export(corpus, {format = "jsonl"}):gmatch "[^\n]+" do
      n = n + 1
      lines[n] = n % 7 == 0 and line:gsub('"tags":%[%]', '"tags":[{}]') or line
    end
    local other <close> = fresh()
    local sum = other:import(write_file(scratch.path(".jsonl"), table.concat(lines, "\n")))
    assert.same({129, 21}, {sum.new, #sum.refused})
    assert.same({}, other:check())
    assert.equal(129, other:search("例会").count)
    assert.equal(0, other:search("例会 AND 14").count)
    other:store({}, {path = "later.txt", bytes = "例会", encoding = "UTF-8", script = "Hans", kind = "text",
      source = "例会", reading = "例会", rules = "1"})
    assert.equal(130, other:search("例会").count)
  end)

  it("of a table are a document a row", function()
    local corpus <close> = fresh()
    local path = write_file(scratch.path(".csv"), "path,title,body,date,institution\r\n"
      .. 'a/1,工作会议,"2024年3月5日，召开工作会议。\n校长林知行主持。",2024-03-06,东湖大学\r\na/2,,"",,\r\n')
    local sum = corpus:import(path)
    assert.same({1, path .. "#a/2"}, {sum.new, sum.refused[1].path})
    local doc = corpus:documents()[1]
    assert.same({path .. "#a/1", "工作会议", "东湖大学", "2024-03-06"},
      {doc.path, doc.title, doc.institution, doc.published})
    assert.equal("林知行", corpus:meetings()[1].host)
    path = write_file(scratch.path(".csv"), "编号,标题,栏目\n1,甲,乙\n")
    assert.truthy(corpus:import(path).refused[1].reason:find("the columns are: 编号, 标题, 栏目", 1, true))
    assert.equal(1, corpus:import(path, {columns = {text = "标题"}}).new)
  end)
end)

-- RFC 4180, strictly: records of fields.
local function parse_csv(s)
  local records, at = {}, 1
  while at <= #s do
    local record = {}
    repeat
      local field, stop = s:match('^"(.-)"()%f[,\r]', at)
      while field and select(2, field:gsub('"', "")) % 2 == 1 do
        local more
        more, stop = s:match('^(.-)"()%f[,\r]', stop)
        field = field .. '"' .. assert(more, "an open quote")
      end
      if field then
        field = field:gsub('""', '"')
      else
        field, stop = s:match("^([^,\r\n\"]*)()", at)
      end
      record[#record + 1] = field
      local ending = s:sub(stop, stop)
      at = stop + 1
    until ending ~= ","
    assert(s:sub(at - 1, at) == "\r\n", "a record without an end")
    at, records[#records + 1] = at + 1, record
  end
  return records
end

-- Of a corpus whose words are meant to go wrong in a table.
local function corpus_of_tricks()
  local corpus = fresh()
  local source = 'a,"b"\n甲\r\n=2+2 \1\u{1F600}'
  local articles = {{start = 0, ["end"] = 1}}
  for i, title in ipairs {"=1+1", '甲,"乙"', "＝1", "@甲\n乙", "-2\1\2\t3", "+"} do
    table.insert(articles, i, {title = title, start = 0, ["end"] = 5})
  end
  local record = {articles = articles, meetings = {
      {date = "2024-03-05", name = "工作会议", kind = "工作会议", start = 0, ["end"] = #source,
        confidence = 0.5, participants = {{name = "林知行"}}, topics = {"甲", "乙"}},
      {date = "2024-03~", kind = "例会", start = 0, ["end"] = 1, confidence = 1}},
    people = {{name = "林知行", titles = {"校长", "书记"}, spans = {{0, 1}}, roles = {host = 1, leader = 2}}}}
  corpus:store(record, {path = "b.txt", bytes = source, encoding = "UTF-8", script = "Hans", kind = "text",
    source = source, reading = source, rules = "1"})
  corpus:store({}, {path = "a.txt", bytes = "", encoding = "UTF-8", script = "Hans", kind = "text",
    source = "", reading = "", rules = "1"})
  return corpus
end

local TABLES = {"documents", "meetings", "participations", "people", "mentions", "articles", "annotations"}

describe("CSV", function()
  it("keeps every field apart, and runs nothing", function()
    local corpus <close> = corpus_of_tricks()
    local text, n, what = export(corpus, {format = "csv", table = "articles"})
    local records = parse_csv(text)
    assert.same({7, "row"}, {n, what})
    assert.same({"path", "seq", "title", "institution", "published", "start", "stop"}, records[1])
    local titles = {}
    for i = 2, #records do titles[i - 1] = records[i][3] end
    assert.same({"'=1+1", '甲,"乙"', "'＝1", "'@甲\n乙", "'-2\u{FFFD}\u{FFFD}\t3", "'+", ""}, titles)
    assert.same({"b.txt", "1", "'=1+1", "", "", "0", "5"}, records[2])
  end)

  it("quotes the words, on one line", function()
    local corpus <close> = corpus_of_tricks()
    local records = parse_csv((export(corpus, {format = "csv", table = "meetings"})))
    local row = {}
    for i, name in ipairs(records[1]) do row[name] = records[2][i] end
    assert.equal('a,"b" 甲 =2+2 \u{FFFD}\u{1F600}', row.words)
    assert.same({"2024-03-05", "林知行", "甲、乙", "0.5", "0"},
      {row.date, row.participants, row.topics, row.confidence, row.start})
    local long = ("会议"):rep(400)
    corpus:store({meetings = {{kind = "例会", start = 0, ["end"] = #long, confidence = 1}}}, {path = "c.txt",
      bytes = long, encoding = "UTF-8", script = "Hans", kind = "text", source = long, reading = long,
      rules = "1"})
    records = parse_csv((export(corpus, {format = "csv", table = "meetings"})))
    assert.equal(("会议"):rep(150) .. "…", records[4][#records[4]])
  end)

  it("of all tables is a folder, with marks of the byte order where they are wanted", function()
    local corpus <close> = corpus_of_tricks()
    local dir, rows = scratch.path(), 0
    local n = corpus:export {format = "csv", out = dir, bom = true}
    for _, name in ipairs(TABLES) do
      local text = read_file(dir .. "/" .. name .. ".csv")
      assert.equal("\u{FEFF}", text:sub(1, 3))
      local records = parse_csv(text:sub(4))
      for _, r in ipairs(records) do assert.equal(#records[1], #r) end
      rows = rows + #records - 1
      assert.equal(text:sub(4), (export(corpus, {format = "csv", table = name})))
    end
    assert.equal(rows, n)
    assert.equal("path,seq,name,titles,org,byline,mentions,roles,institution,published\r\n"
      .. "b.txt,1,林知行,校长、书记,,0,1,host:1 leader:2,,\r\n", read_file(dir .. "/people.csv"):sub(4))
  end)

  it("has the rows that lists of a corpus have under the same filter", function()
    local corpus <close> = corpus_of_all()
    local filters = {{}, {institution = "松岭医院"}, {person = "林知行"}, {from = "2024-04"}, {to = "2024-03"},
      {tag = "重要"}, {once = true}}
    for _, name in ipairs {"documents", "meetings", "people", "mentions", "articles"} do
      for _, wanted in ipairs(filters) do
        local opts = {format = "csv", table = name}
        for key, value in pairs(wanted) do opts[key] = value end
        local _, n = export(corpus, opts)
        local listed = name ~= "articles" or not wanted.person
        if listed then assert.equal(#corpus[name](corpus, wanted), n, name) end
      end
    end
    local _, all = export(corpus, {format = "csv", table = "meetings"})
    local _, some = export(corpus, {format = "csv", table = "meetings", kind = "例会"})
    assert.equal(#corpus:meetings {kind = "例会"}, some)
    assert.is_true(some > 0 and some < all)
    local _, pages = export(corpus, {format = "csv", table = "documents", kind = "例会"})
    local _, annotated = export(corpus, {format = "csv", table = "annotations", kind = "例会"})
    assert.is_true(pages > 0 and pages < #corpus:documents())
    assert.equal(0, annotated)
  end)

  it("needs to know where tables go", function()
    local corpus <close> = fresh()
    assert.error_matches(function() corpus:export {format = "csv", out = print} end, "takes a folder")
    assert.error_matches(function() corpus:export {format = "csv", table = "poems", out = print} end,
      "table is one of")
  end)
end)

describe("a workbook", function()
  local function rows_of(path)
    local rows = {}
    local pipe <close> = assert(io.popen("python3 tests/cli/workbook.py '" .. path .. "'"))
    for line in pipe:lines() do rows[#rows + 1] = line end
    return rows
  end

  it("holds text that runs nothing, and only whole days as dates", function()
    local corpus <close> = corpus_of_tricks()
    corpus:store({published = "2024-03~", institution = "_x0041_"}, {path = "c.txt", bytes = "会",
      encoding = "UTF-8", script = "Hans", kind = "text", source = "会", reading = "会", rules = "1",
      title = "a\1\u{FFFE}b"})
    corpus:store({published = "1899-03-05"}, {path = "d.txt", bytes = "会", encoding = "UTF-8",
      script = "Hans", kind = "text", source = "会", reading = "会", rules = "1"})
    local path = scratch.path(".xlsx")
    corpus:export {format = "xlsx", out = path}
    local all = table.concat(rows_of(path), "\n")
    assert.truthy(all:find("articles\tA2='b.txt'\tB2=1\tC2='=1+1'\tF2=0\tG2=5", 1, true))
    assert.truthy(all:find("C5='@甲\\n乙'", 1, true))
    assert.truthy(all:find("meetings\tA2='b.txt'\tB2=1\tC2=2024-03-05\t", 1, true))
    assert.truthy(all:find("meetings\tA3='b.txt'\tB3=2\tC3='2024-03~'\t", 1, true))
    assert.truthy(all:find("K2=0.5", 1, true))
    local odd = "A4='c.txt'\tB4='a\u{FFFD}\u{FFFD}b'\tC4='_x0041_'\tD4='2024-03~'"
    assert.truthy(all:find(odd, 1, true))
    assert.truthy(all:find("A5='d.txt'\tD5='1899-03-05'", 1, true))
  end)

  it("goes on in another sheet where one is full", function()
    local xlsx = require "jiyao.exchange.xlsx"
    local corpus <close> = corpus_of_tricks()
    local path = scratch.path(".xlsx")
    assert.equal(9, xlsx.export(corpus, {"articles", "documents"}, {}, path, 3))
    local sheets = {}
    for i, row in ipairs(rows_of(path)) do sheets[i] = row:match "^[^\t]+" end
    assert.same({"articles", "articles", "articles", "articles", "articles 2", "articles 2", "articles 2",
      "articles 2", "articles 3", "articles 3", "documents", "documents", "documents"}, sheets)
  end)

  it("is whole or not there", function()
    local corpus <close> = corpus_of_tricks()
    local path = scratch.path(".xlsx")
    assert.error_matches(function() corpus:export {format = "xlsx", out = print} end, "takes a path")
    corpus:sql "DROP VIEW v_person"
    assert.is_false((pcall(corpus.export, corpus, {format = "xlsx", out = path})))
    local pipe <close> = assert(io.popen("ls '" .. path .. "'* 2>/dev/null"))
    assert.equal("", pipe:read "a")
  end)
end)

describe("TEI", function()
  local tei = require "jiyao.exchange.tei"

  -- The text of the paragraphs, without the elements.
  local function paragraphs(xml)
    local list = {}
    for p in xml:match("<text>.*"):gmatch "<p>(.-)</p>" do
      list[#list + 1] = p:gsub("<[^>]*>", ""):gsub("&(%l+);", {lt = "<", gt = ">", quot = '"', amp = "&"})
    end
    return list
  end

  it("says dates as W3C's types do, or not at all", function()
    assert.equal(' when="2024-03"', tei.when "2024-03")
    assert.equal(' when="2024" cert="medium"', tei.when "2024~")
    assert.equal(' from="2024-03-05" to="2024-03-06"', tei.when "2024-03-05/2024-03-06")
    assert.equal(' from="--03-05" to="--03-06"', tei.when "XXXX-03-05/XXXX-03-06")
    for _, s in ipairs {"XXXX", "XXXX-03", "202X", "2024-XX", "2024-03/..", "../2024", "2024-21",
        "2024-00"} do
      assert.equal("", tei.when(s), s)
    end
    assert.equal("", tei.when(nil))
  end)

  it("nests what lies within, and leaves out what crosses", function()
    local corpus <close> = fresh()
    local source = "2024年3月5日,<东湖大学>校长林知行说:\r\n\n \n&林知行\1。"
    local function span(words, from)
      local a, b = source:find(words, from, true)
      return {a - 1, b}
    end
    local whole, name = span "东湖大学>校长林知行", span "校长林知行"
    corpus:store({published = "2024-03-06", people = {
      {name = "林知行", titles = {"校长"}, org = "东湖大学", spans = {whole, name, span("&林知行")}},
      {name = "行说", spans = {span "行说", span "说:\r\n\n \n&"}}}},
      {path = "a&b.txt", bytes = source, encoding = "UTF-8", script = "Hans", kind = "text", source = source,
        reading = source, rules = "1"})
    local xml = export(corpus, {format = "tei"})
    assert.truthy(xml:find('<p><date when="2024-03-05">2024年3月5日</date>,&lt;<persName ref="#d1p1">'
      .. '<orgName type="school">东湖大学</orgName>&gt;<persName ref="#d1p1">校长林知行</persName></persName>说:</p>',
      1, true), xml)
    assert.truthy(xml:find('<p><persName ref="#d1p1">&amp;林知行</persName>\u{FFFD}。</p>', 1, true), xml)
    assert.truthy(xml:find('<title>a&amp;b.txt</title>', 1, true))
    assert.truthy(xml:find('<person xml:id="d1p1"><persName>林知行</persName><affiliation>'
      .. "<roleName>校长</roleName><orgName>东湖大学</orgName></affiliation></person>", 1, true))
  end)

  it("holds every line of every reading, and is well formed", function()
    local corpus <close> = corpus_of_all()
    corpus:store({}, {path = "odd.txt", bytes = "", encoding = "UTF-8", script = "Hans", kind = "text",
      source = "", reading = "", rules = "1"})
    local path = scratch.path(".xml")
    local n = corpus:export {format = "tei", out = path}
    local pipe <close> = assert(io.popen("python3 tests/cli/tei.py '" .. path .. "'"))
    assert.equal("TEI " .. n, pipe:read("a"):match "^TEI %d+")
    local wanted = {}
    for _, row in ipairs(corpus:sql "SELECT path, reading FROM v_text ORDER BY path") do
      local some = false
      for line in row.reading:gmatch "[^\r\n]+" do
        if line:find "%S" then
          wanted[#wanted + 1] = line:gsub("[%z\1-\8\11-\31\127]", "\u{FFFD}")
          some = true
        end
      end
      assert.is_true(some or row.path == "odd.txt")
    end
    assert.same(wanted, paragraphs(read_file(path)))
    local counts = corpus:sql [[SELECT (SELECT count(*) FROM mention) AS n]]
    local _, marked = read_file(path):gsub("<persName ref", "")
    assert.is_true(marked > 0 and marked <= counts[1].n)
  end)
end)

describe("vertical text", function()
  it("has each token on its line, in sentences, and names whole", function()
    local corpus <close> = fresh()
    local source = "校长林知行&骆驼到会。“好！”<b>\n\n  \n\1会议\u{20000}"
    corpus:store({institution = '甲"院', published = "2024-03", people = {{name = "林知行"}, {name = "骆驼到"}}},
      {path = "a.txt", bytes = source, encoding = "UTF-8", script = "Hans", kind = "text", source = source,
        reading = source, rules = "1", title = "<标\n题>"})
    corpus:store({}, {path = "b.txt", bytes = "", encoding = "UTF-8", script = "Hans", kind = "text",
      source = "", reading = "", rules = "1"})
    local text, n = export(corpus, {format = "vertical"})
    assert.equal(2, n)
    assert.truthy(text:find('<doc path="a.txt" title="&lt;标 题&gt;" institution="甲&quot;院" '
      .. 'published="2024-03" script="Hans">\n<p>\n<s>\n', 1, true), text)
    assert.truthy(text:find "\n林知行\tnr\n&amp;\t%a+\n骆驼到\tnr")
    assert.truthy(text:find "。\tw\n</s>\n<s>\n“\tw\n")
    assert.truthy(text:find("<p>\n<s>\n\u{FFFD}", 1, true), text)
    assert.truthy(text:find('</doc>\n<doc path="b.txt" script="Hans">\n</doc>\n$'), text)
    local opened = {}
    for line in text:gmatch "[^\n]+" do
      local ending, tag = line:match "^<(/?)(%a+)"
      if not tag then
        assert.truthy(line:find "^[^\t<>]+\t%a+$", line)
        assert.equal("s", opened[#opened])
      elseif ending == "" then
        opened[#opened + 1] = tag
      else
        assert.equal(tag, table.remove(opened))
      end
    end
    assert.same({}, opened)
  end)
end)

describe("an export", function()
  it("is of one moment, while others write", function()
    local path = scratch.path(".db")
    local corpus <close> = corpora.open(path, {create = true})
    local other <close> = corpora.open(path, {write = true})
    local function store(name)
      other:store({}, {path = name, bytes = "例会", encoding = "UTF-8", script = "Hans", kind = "text",
        source = "例会", reading = "例会", rules = "1"})
    end
    store "a.txt"
    local lines = {}
    for _, once in ipairs {false, true} do
      local before = #corpus:documents {once = once}
      local n = corpus:export {format = "jsonl", once = once or nil, out = function(line)
        if #line > 1 then lines[#lines + 1] = line end
        store("z" .. #lines .. ".txt")
        other.db:run("REPLACE INTO setting VALUES ('roster', ?)", "林知行" .. #lines)
      end}
      assert.equal(before, n)
    end
    assert.is_nil(lines[1]:find('"setting"', 1, true))
    assert.truthy(lines[2]:find('"path":"a.txt"', 1, true))
    assert.same({4, '{"setting":{"name":"roster","value":"林知行1"}}'}, {#lines, lines[4]})
  end)

  it("never takes the place of a corpus", function()
    local path = scratch.path(".db")
    local corpus <close> = corpora.open(path, {create = true})
    corpus:store({}, {path = "a.txt", bytes = "会", encoding = "UTF-8", script = "Hans", kind = "text",
      source = "会", reading = "会", rules = "1"})
    for _, format in ipairs {"jsonl", "xlsx", "tei", "vertical"} do
      fails("EEXISTS", "is a database", corpus.export, corpus, {format = format, out = path})
    end
    assert.equal(1, #corpus:documents())
  end)

  it("holds one document at a time", function()
    local corpus <close> = fresh()
    local long = ("2024年3月5日，东湖大学召开例会，校长林知行主持。\n"):rep(150)
    for i = 1, 300 do
      local start, stop = long:find("林知行", 1, true)
      corpus:store({people = {{name = "林知行", spans = {{start - 1, stop}}}}}, {path = i .. ".txt",
        bytes = long, encoding = "UTF-8", script = "Hans", kind = "text", source = long, reading = long,
        rules = "1"})
    end
    for _, format in ipairs {"jsonl", "csv", "tei", "vertical"} do
      local calls, most, size = 0, 0, 0
      collectgarbage()
      local before = collectgarbage "count"
      corpus:export {format = format, table = format == "csv" and "mentions" or nil, out = function(...)
        calls, size = calls + 1, size + #table.concat {...}
        if calls % 200 == 0 then
          collectgarbage()
          most = math.max(most, collectgarbage "count" - before)
        end
      end}
      assert.is_true(format == "csv" or size > 3 << 20, format)
      assert.is_true(most < 1024, format .. " holds " .. most .. " KiB")
    end
  end)
end)
