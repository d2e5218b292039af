-- Tables of a corpus for spreadsheets: CSV and workbooks.
local exchanged = require "support.exchanged"
local scratch = require "support.scratch"

local read_file, fresh = exchanged.read_file, exchanged.fresh
local export = exchanged.export
local corpus_of_all, corpus_of_tricks = exchanged.corpus_of_all, exchanged.corpus_of_tricks

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

  it("gives words back that look like escapes, and no control character", function()
    local corpus <close> = fresh()
    local titles = {"_x0041_x0042_", "x _x0041_x0042_x0043_ y", "__x0041__x0042__", "_x005F_x0041_",
      "_x00_x0041_", "_x000D_x000a_", "_xD83D_xDE00_", "_x0041", "x0041_"}
    for i, title in ipairs(titles) do
      corpus:store({}, {path = i .. ".txt", bytes = "会", encoding = "UTF-8", script = "Hans", kind = "text",
        source = "会", reading = "会", rules = "1", title = "\r\v\27" .. title .. "\0"})
    end
    local path = scratch.path(".xlsx")
    corpus:export {format = "xlsx", table = "documents", out = path}
    local rows = rows_of(path)
    for i, title in ipairs(titles) do
      assert.truthy(rows[i + 1]:find(("B%d='\\n\u{FFFD}\u{FFFD}%s\u{FFFD}'"):format(i + 1, title), 1, true),
        rows[i + 1])
    end
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
