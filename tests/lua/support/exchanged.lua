-- What the specs of exports and imports share: corpora with all that they may hold, and what came
-- out of them.
local corpora = require "jiyao.corpus"
local scratch = require "support.scratch"

local EXCHANGED = {}

local function write_file(path, bytes)
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(bytes))
  return path
end

local function read_file(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
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

EXCHANGED.DUMPS, EXCHANGED.PAGE = DUMPS, PAGE
EXCHANGED.write_file = write_file
EXCHANGED.read_file = read_file
EXCHANGED.dump = dump
EXCHANGED.fresh = fresh
EXCHANGED.export = export
EXCHANGED.corpus_of_all = corpus_of_all
EXCHANGED.corpus_of_tricks = corpus_of_tricks

return EXCHANGED
