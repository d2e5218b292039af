-- Corpora for other programs, and back: JSON lines, and what holds for every format.
local jiyao = require "jiyao"
local corpora = require "jiyao.corpus"
local base64 = require "jiyao.exchange.base64"
local output = require "jiyao.exchange.output"
local exchanged = require "support.exchanged"
local fails = require "support.fails"
local scratch = require "support.scratch"

local DUMPS, PAGE, dump = exchanged.DUMPS, exchanged.PAGE, exchanged.dump
local write_file, read_file = exchanged.write_file, exchanged.read_file
local fresh, export, corpus_of_all = exchanged.fresh, exchanged.export, exchanged.corpus_of_all

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

  it("is put where a link leads, which stays a link", function()
    local target, link = write_file(scratch.path(), "before"), scratch.path()
    local name, again = target:match "[^/]+$", scratch.path()
    assert(os.execute(("ln -s '%s' '%s' && ln -s '%s' '%s'"):format(name, link, link, again)))
    output.file(again, function(write) write "after" end)
    assert.equal("after", read_file(target))
    assert(os.execute(("test -L '%s' && test -L '%s'"):format(link, again)))
    assert(os.remove(target))
    output.named(again, function(part) write_file(part, "new") end)
    assert.equal("new", read_file(target))
    local loop = scratch.path()
    assert(os.execute(("ln -s '%s' '%s'"):format(loop, loop)))
    fails("EIO", "symbolic links", output.file, loop, print)
    fails("EEXISTS", "is there already", output.folder, again, print)
  end)

  it("takes no name beside that another has", function()
    local path, other = scratch.path(), write_file(scratch.path(), "of another")
    local part = ("%s.part-%d"):format(path, require("jiyao.console").pid())
    assert(os.execute(("ln -s '%s' '%s'"):format(other, part)))
    output.file(path, function(write) write "a" end)
    assert.equal("a", read_file(path))
    assert.equal("of another", read_file(other))
    assert(os.execute(("test -L '%s' && ! test -L '%s'"):format(part, path)))
    assert(os.remove(part))
    local dir = scratch.path()
    part = ("%s.part-%d"):format(dir, require("jiyao.console").pid())
    assert(os.execute(("mkdir '%s'"):format(part)))
    output.folder(dir, function(file) file("a.csv", function(write) write "a" end) end)
    assert(os.execute(("rmdir '%s' && test -f '%s/a.csv'"):format(part, dir)))
  end)

  it("says why it cannot be", function()
    fails("ENOTFOUND", "cannot write: No such file or directory", output.file, scratch.path() .. "/a", print)
    local dir = scratch.path()
    assert(os.execute("mkdir '" .. dir .. "'"))
    fails("EIO", "cannot write: Is a directory", output.file, dir, function(write) write "a" end)
    fails("ENOTFOUND", "cannot write: No such file", output.named, scratch.path() .. "/a", print)
    local path = scratch.path()
    local _, err = pcall(output.named, path, function(part) jiyao.fail("EIO", "full", part) end)
    assert.equal(path .. ": full", tostring(err))
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

  it("hold each decision as often as it was made, and in its order", function()
    local function person(corpus, path)
      corpus:store({institution = path:match "^(.-)/", people = {{name = "林知行", spans = {{0, 9}}}}},
        {path = path, bytes = "林知行", encoding = "UTF-8", script = "Hans", kind = "text", source = "林知行",
          reading = "林知行", rules = "1"})
    end
    local corpus <close> = fresh()
    person(corpus, "东湖大学/a.txt")
    person(corpus, "松岭医院/b.txt")
    for _ = 1, 3 do corpus:undo(corpus:merge("林知行@东湖大学", "林知行@松岭医院")) end
    corpus:merge("林知行@东湖大学", "林知行@松岭医院")
    local lines = export(corpus, {format = "jsonl"})
    local path = write_file(scratch.path(".jsonl"), lines)
    local other <close> = fresh()
    for _ = 1, 2 do
      assert.equal(0, #other:import(path).refused)
      assert.equal(4, #other:decisions())
      assert.equal(lines, (export(other, {format = "jsonl"})))
    end
    -- What is there once is taken as often as it is missing.
    local third <close> = fresh()
    third:import(write_file(scratch.path(".jsonl"), (lines:match '\n({"decision".-\n)')))
    assert.equal(1, #third:decisions())
    third:import(path)
    assert.equal(lines, (export(third, {format = "jsonl"})))
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
      {changed('"rules":"%x+"', '"rules":null'), "it has no document.rules"},
      {changed('"version":1', '"version":0'), "it has no version"},
      {changed('"people":%[', '"people":[7,'), "its member people[1] is no object"},
      {changed('"mentions":1', '"mentions":-1'), "the store refuses the row"},
      {changed('"mentions":1', '"mentions":{}'), "its member people[1].mentions is no number"},
      {changed('"roles":{', '"roles":{"guest":"a",'), "its member people[1].roles.guest is no number"},
      {changed('"people":%[', '"people":[null,'), "its member people holds a null"},
      {changed('"past":%[', '"past":{"a":1},"was":['), "its member document.past is no list"},
      {changed('"spans":%[', '"spans":["a",'), "its member people[1].spans[1] is no"},
      {changed('"spans":%[%[%d+,%d+', '"spans":[[1,3'),
        "a span of its people is 1 to 3: byte 1 is inside a character, whose nearest border is byte 0"},
      {changed('"published":[^,]+', '"published":"gestern"'), "published is 'gestern', which is no date"},
      {changed('"published":[^,]+', '"published":"2024-02-30"'), "published is '2024-02-30', which is no"},
      {changed('"date":[^,]+', '"date":"2024-3-5"'), "the date of a meeting is '2024-3-5', which is no date"},
      {'{"path":"a.txt"}\n', "is no document as"},
      {line:sub(1, 500) .. "\n", "JSON"},
      {changed('"tags":%[%]', '"tags":[{}]'), "its member tags[1] is no string"},
      {changed('"annotations":%[%]', '"annotations":[{"start":1}]'),
        "a span of its annotations is 1 to nil"},
      {changed('"annotations":%[%]', '"annotations":[{"start":0,"end":3}]'), "the store refuses the row"},
      {'{"decision":{"kind":"merge","parts":{"a":1}}}\n', "its member parts is no list"},
      {'{"decision":{"kind":"merge","parts":[{"name":7}]}}\n', "its member parts[1].name is no string"},
      {'{"refused":{"path":["a"]}}\n', "its member path is no string"},
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

  it("are refused where an annotation is not of words of the text", function()
    local corpus <close> = fresh()
    corpus:store({}, {path = "a.txt", bytes = "例会\n", encoding = "UTF-8", script = "Hans", kind = "text",
      source = "例会\n", reading = "例会\n", rules = "1"})
    corpus:annotate("a.txt", 0, 3, "谁?")
    local line = export(corpus, {format = "jsonl"})
    local function imported(start, stop, adrift)
      local made = line:gsub('"start":0,"end":3', ('"start":%s,"end":%s'):format(start, stop))
      made = made:gsub('"adrift":false', '"adrift":' .. tostring(adrift or false))
      local other <close> = fresh()
      made = made .. '{"setting":{"name":"a","value":"b"}}'
      local sum = other:import(write_file(scratch.path(".jsonl"), made))
      assert.equal(#sum.refused == 0 and 1 or 0, #other:annotations())
      assert.equal(1, #other:sql "SELECT 1 FROM setting")
      return sum.refused[1] and sum.refused[1].path:match "#.*" .. ": " .. sum.refused[1].reason or "taken"
    end
    local place, advice = "#line 1: a span of its annotations is ", "; correct the span, or leave it out"
    assert.equal("taken", imported(3, 6))
    assert.equal("taken", imported(6, 7))
    assert.equal("taken", imported(0, 99999, true))
    assert.equal(place .. "0 to 99999: its text has 7 bytes" .. advice, imported(0, 99999))
    assert.equal(place .. "-3 to 3: its text has 7 bytes" .. advice, imported(-3, 3))
    assert.equal(place .. "6 to 3: its text has 7 bytes" .. advice, imported(6, 3))
    assert.equal(place .. "3 to 3: there are no words between" .. advice, imported(3, 3))
    assert.equal(place .. "0 to 5: byte 5 is inside a character, whose nearest border is byte 6",
      imported(0, 5))
  end)

  it("are not blamed for what is no fault of theirs", function()
    local corpus <close> = fresh()
    corpus:ingest({write_file(scratch.path(".txt"), PAGE)})
    local path = write_file(scratch.path(".jsonl"), (export(corpus, {format = "jsonl"})))
    for _, fault in ipairs {"jiyao/rows.lua:7: attempt to index a nil value (local 'x')", "interrupted!",
      "bad argument #1 to 'run' (number expected)"} do
      local other <close> = fresh()
      other.store = function() error(fault, 0) end
      local ok, why = pcall(other.import, other, path)
      assert.same({false, fault}, {ok, why})
      assert.same({}, other:documents())
    end
  end)

  it("may be as long as a document is", function()
    local corpus <close> = fresh()
    local odd = "\0会\0议\0\u{10FFFF}\u{FFFE}"
    corpus:store({}, {path = "odd.txt", bytes = odd, encoding = "UTF-8", script = "Hans", kind = "text",
      source = odd, reading = odd, rules = "1"})
    local long = ("2024年3月5日，东湖大学召开工作会议。"):rep(4000)
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
    for i = 1, 80 do
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
        if calls % 50 == 0 then
          collectgarbage()
          most = math.max(most, collectgarbage "count" - before)
        end
      end}
      assert.is_true(format == "csv" or size > 800 << 10, format)
      assert.is_true(most < 300, format .. " holds " .. most .. " KiB")
    end
  end)
end)
