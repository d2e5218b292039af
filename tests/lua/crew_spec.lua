-- Ingestion by several workers, of what changed, of what is gone.
local corpora = require "jiyao.corpus"
local dump = require "support.dump"
local jiyao = require "jiyao"
local scratch = require "support.scratch"
local workers = require "jiyao.workers"

local function write(path, text)
  local file <close> = assert(io.open(path, "wb"))
  file:write(text)
end

describe("several workers", function()
  it("make the corpus that one makes, byte by byte", function()
    local dumps, sums = {}, {}
    local jsonl = scratch.path(".jsonl")
    write(jsonl, '{"id": "a", "text": "2024年3月5日，东湖大学召开工作会议。"}\n{"id": 1}\n'
      .. '{"id": "c", "text": "院长秦越讲话。"}\n')
    for jobs = 1, 3 do
      local corpus <close> = corpora.open(":memory:", {create = true})
      local sum = corpus:ingest({"examples/corpus", jsonl, "no/such.txt"}, {jobs = jobs})
      dumps[jobs] = dump(corpus)
      sums[jobs] = {sum.new, sum.changed, sum.unchanged, #sum.refused, sum.bytes}
      assert.same({}, corpus:check())
      assert.equal(1, corpus:search("院长秦越讲话").count)
    end
    assert.is_true(#dumps[1] > 50000)
    assert.equal(dumps[1], dumps[2])
    assert.equal(dumps[1], dumps[3])
    assert.same(sums[1], sums[2])
    assert.same(sums[1], sums[3])
  end)

  it("refuse nothing where one dies that had nothing to do", function()
    local taken = {}
    require("jiyao.crew").run(2, {1, 2, 3, 4}, {
      serve = function(n, send) send {kind = "done", n = n} if n == 1 then os.exit(9) end end,
      here = function() return false end, request = function(n) return n end, read_here = function() end,
      begin = function() return {take = function(_, x)
        taken[#taken + 1] = x.n or x.kind
        return x.kind == "done"
      end} end})
    assert.same({1, 2, 3, 4}, taken)
  end)

  it("tell of inputs in their order, whoever was first", function()
    local corpus <close> = corpora.open(":memory:", {create = true})
    local told = {}
    corpus:ingest("examples/corpus", {jobs = 3, progress = function(x) told[#told + 1] = x.path end})
    local sorted = table.move(told, 1, #told, 1, {})
    table.sort(sorted)
    assert.same(sorted, told)
  end)

  it("go on where one of them dies", function()
    local reader = {RULES = "1"}
    function reader.paths(list)
      local entries = {}
      for i, path in ipairs(list) do entries[i] = {path = path, size = 3} end
      return entries
    end
    function reader.read(path)
      if path == "c.txt" then os.exit(7) end
      if path == "e.txt" then error("a mistake of the program", 0) end
      return {path = path, bytes = "会议", source = "会议", reading = "会议", encoding = "UTF-8", script = "Hans",
        kind = "text"}
    end
    function reader.extract() return {} end
    local corpus <close> = corpora.open(":memory:", {create = true, reader = reader})
    local sum = corpus:ingest({"a.txt", "b.txt", "c.txt", "d.txt"}, {jobs = 2})
    assert.equal(3, sum.new)
    assert.equal("c.txt", sum.refused[1].path)
    local why = sum.refused[1].reason
    assert.truthy(why:find("the program failed on this input", 1, true), why)
    assert.truthy(why:find("exit code 7", 1, true), why)
    local function fails() corpus:ingest({"d.txt", "e.txt"}, {jobs = 2}) end
    assert.error_matches(fails, "a mistake of the program")
    assert.same({}, corpus:check())
  end)
end)

describe("what did not change", function()
  local folder, corpus

  before_each(function()
    folder = scratch.path()
    assert(os.execute("mkdir " .. folder))
    write(folder .. "/a.txt", "院长讲话。")
    write(folder .. "/b.jsonl", '{"id": "x", "text": "书记讲话。"}\n{"id": "y", "text": "校长讲话。"}\n')
    corpus = corpora.open(":memory:", {create = true})
    corpus:ingest(folder)
  end)
  after_each(function() corpus:close() end)

  it("is not read again", function()
    local document = jiyao.document
    corpus.reader = setmetatable({each = function() error "read again" end}, {__index = document})
    local sum = corpus:ingest(folder)
    assert.equal(3, sum.unchanged)
    assert.error_matches(function() corpus:ingest(folder, {encoding = "GB18030"}) end, "read again")
    write(folder .. "/a.txt", "院长讲好。")
    assert.error_matches(function() corpus:ingest(folder) end, "read again")
  end)

  it("is read again where the corpus does not hold any more what was read out of it", function()
    assert.is_true(corpus:forget(folder .. "/b.jsonl#x"))
    local sum = corpus:ingest(folder)
    assert.same({1, 2}, {sum.new, sum.unchanged})
    corpus:store({}, jiyao.document.parse("别的话。", folder .. "/a.txt"))
    assert.equal(1, corpus:ingest(folder).changed)
    assert.equal(1, corpus:search("院长讲话").count)
    assert.equal(3, corpus:ingest(folder).unchanged)
  end)

  local function marks()
    local list = {}
    for _, d in ipairs(corpus:documents()) do list[#list + 1] = d.path:sub(#folder + 2) .. "=" .. d.gone end
    return table.concat(list, " ")
  end

  it("is marked where its file or its item is gone, and no more where it is back", function()
    assert.equal("a.txt=0 b.jsonl#x=0 b.jsonl#y=0", marks())
    os.rename(folder .. "/a.txt", folder .. "-a")
    write(folder .. "/b.jsonl", '{"id": "x", "text": "书记讲话。"}\n')
    local sum = corpus:ingest(folder)
    assert.equal("a.txt=1 b.jsonl#x=0 b.jsonl#y=1", marks())
    assert.equal(2, #sum.gone)
    assert.is_nil(corpus:ingest(folder).gone)
    os.rename(folder .. "-a", folder .. "/a.txt")
    write(folder .. "/b.jsonl", '{"id": "x", "text": "书记讲话。"}\n{"id": "y", "text": "校长讲话。"}\n')
    sum = corpus:ingest(folder)
    assert.equal("a.txt=0 b.jsonl#x=0 b.jsonl#y=0", marks())
    assert.equal(3, sum.unchanged)
  end)

  it("is not taken for gone where its folder could not be read", function()
    corpus.reader = setmetatable({paths = function()
      return {{path = folder .. "/b.jsonl", size = 1, status = "EIO", message = "cannot open: no rights"},
        {path = folder, status = "EIO", message = "cannot open: no rights"}}
    end}, {__index = jiyao.document})
    corpus:ingest(folder:match "^(.*)/")
    assert.equal("a.txt=0 b.jsonl#x=0 b.jsonl#y=0", marks())
  end)

  it("is not taken for gone where another folder is read, or one file", function()
    os.remove(folder .. "/a.txt")
    corpus:ingest(folder .. "/b.jsonl")
    assert(os.execute("mkdir " .. folder .. "0"))
    write(folder .. "0/c.txt", "所长讲话。")
    corpus:ingest(folder .. "0")
    corpus:forget(folder .. "0/c.txt")
    assert.equal("a.txt=0 b.jsonl#x=0 b.jsonl#y=0", marks())
  end)
end)

describe("jiyao.workers", function()
  it("carry values there and back", function()
    local value = {1, -2, 1.5, true, false, "院\0\xff", "", {a = {b = {}}}, math.maxinteger}
    local w <close> = workers.start(function(x, send) send(x) send(nil) end)
    assert.is_true(w:give(value))
    assert.same(value, select(2, w:take()))
    assert.is_true(w:take())
    assert.error_matches(function() w:give(print) end, "a function cannot be sent")
    local deep = {}
    for _ = 1, 100 do deep = {deep} end
    assert.error_matches(function() w:give(deep) end, "nested too deep")
  end)

  it("are told apart by how they end", function()
    local w <close> = workers.start(function() os.execute "kill -9 $PPID" end)
    w:give(1)
    assert.is_false(w:take())
    assert.matches("^signal 9", w:ending())
    assert.is_false(w:give(2))
  end)

  it("do not wait for one another, and end when they are closed", function()
    local a, b = workers.start(function(n, send) send(n) end), workers.start(function(n, send) send(n) end)
    a:give(1)
    b:give(2)
    assert.equal(1, select(2, a:take()))
    assert.equal(2, workers.wait {a, b})
    a:close()
    b:close()
    assert.error_matches(function() a:give(1) end, "closed")
  end)
end)
