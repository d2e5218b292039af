-- Containers: their documents one after another, into records and into a corpus.
local jiyao = require "jiyao"
local scratch = require "support.scratch"
local ingest, document = jiyao.ingest, jiyao.document

local LINES = [[
{"id": "n1", "title": "东湖大学召开会议", "text": "党委书记林知行出席。", "date": "2024/3/6 10:00", "单位": "东湖大学"}
{"id": "n2", "text": broken}
{"id": "n1", "text": "2024年4月1日，院长邵文博来校调研。"}
]]

local folder

local function file(name, content)
  local path = folder .. "/" .. name
  local f = assert(io.open(path, "wb"))
  f:write(content)
  f:close()
  return path
end

local function failure(f, ...)
  local ok, err = pcall(f, ...)
  assert.is_false(ok)
  assert.equal("table", type(err))
  return err
end

setup(function()
  folder = scratch.path()
  assert(os.execute("mkdir " .. folder))
end)

describe("ingest.open", function()
  it("goes on past what cannot be read", function()
    local path = file("a.jsonl", LINES)
    local docs <close> = ingest.open(path)
    assert.equal(path .. "#n1", docs:next():path())
    local err = failure(docs.next, docs)
    assert.equal("EINVALID", err.code)
    assert.equal(path .. "#2", err.path)
    assert.truthy(err.message:find("line 2", 1, true))
    assert.equal(LINES:find("broken", 1, true) - 1 + #"broken", err.offset)
    assert.equal(path .. "#n1~2", docs:next():path())
    assert.is_nil(docs:next())
    assert.is_nil(docs:next())
  end)

  it("takes columns", function()
    local path = file("b.csv", "甲,乙\n一,二\n")
    assert.equal("EINVALID", failure(ingest.open, path).code)
    local doc = ingest.read(path, {columns = {text = "乙", id = "甲", institution = "甲"}})
    assert.equal(path .. "#一", doc:path())
    assert.equal("二", doc:text():source())
    assert.equal("一,二", doc:bytes())
    assert.equal("一", doc:meta("institution"))
    assert.is_nil(doc:meta("author"))
    assert.has_error(function() doc:meta("nonsense") end)
    assert.has_error(function() ingest.open(path, {columns = {txet = "乙"}}) end)
    assert.has_error(function() ingest.open(path, {columns = {"乙"}}) end)
    assert.has_error(function() ingest.open(path, {columns = {text = 2}}) end)
    assert.has_error(function() ingest.open(path, {columns = "乙"}) end)
  end)

  it("can be closed twice, and not used after", function()
    local docs = ingest.open(file("a.jsonl", LINES))
    docs:close()
    docs:close()
    assert.equal("documents (closed)", tostring(docs))
    assert.has_error(function() docs:next() end)
    assert.equal("ENOTFOUND", failure(ingest.open, folder .. "/none.csv").code)
  end)
end)

describe("ingest.each", function()
  it("closes its input when the loop is left", function()
    local path, before = file("a.jsonl", LINES), jiyao.handles()
    for doc in ingest.each(path) do
      if doc:title() == "东湖大学召开会议" then break end
    end
    assert.equal(before, jiyao.handles())
    assert.has_error(function() for _ in ingest.each(path) do end end) -- line 2
    collectgarbage()
    assert.equal(before, jiyao.handles())
  end)

  it("gives a page as one document", function()
    local n = 0
    for doc in ingest.each(file("a.txt", "会议")) do
      n = n + 1
      assert.equal(folder .. "/a.txt", doc:path())
    end
    assert.equal(1, n)
  end)
end)

describe("document.each", function()
  it("tells what is refused and goes on", function()
    local path, refused, seen, passed = file("a.jsonl", LINES), {}, {}, nil
    local opts = {refused = function(why) refused[#refused + 1] = why end, done = function(n) passed = n end}
    for doc in document.each(path, opts) do seen[#seen + 1] = doc.path:match("#.*") end
    assert.same({"#n1", "#n1~2"}, seen)
    assert.equal(1, #refused)
    assert.equal(0, passed)
    assert.has_error(function() for _ in document.each(path) do end end)
  end)
end)

describe("a record", function()
  it("takes what its object states before what its text says", function()
    local doc = document.read(file("a.jsonl", LINES) .. "#n1")
    local record = document.extract(doc)
    assert.equal("2024-03-06", record.published)
    assert.equal("东湖大学", record.institution)
    assert.equal("东湖大学召开会议", record.articles[1].title)
    assert.equal("林知行", jiyao.text.sub(doc.source, table.unpack(record.people[1].spans[1])):match("林知行"))
  end)

  it("reads days as they are written", function()
    local function published(date)
      local path = file("d.jsonl", ('{"text": "会议。", "date": %s}'):format(date))
      return document.extract(document.read(path)).published
    end
    assert.equal("2024-03-06", published '"2024-03-06T10:00:00+08:00"')
    assert.equal("2024-03-06", published '"2024年3月6日"')
    assert.equal("2024-03-06", published '"20240306"')
    assert.equal("2024-03-06", published "20240306")
    assert.equal("2024-03-06", published '"20240306103000"')
    assert.is_nil(published "1709690400") -- seconds, of which time zone?
    assert.is_nil(published '"近日"')
    assert.is_nil(published "null")
  end)
end)

describe("a corpus of containers", function()
  local function ingested(corpus, path, opts)
    local events = {}
    opts = opts or {}
    opts.progress = function(e) events[#events + 1] = e end
    return corpus:ingest(path, opts), events
  end

  it("holds each item, and leaves alone what did not change", function()
    local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
    local path = file("a.jsonl", LINES)
    local sum, events = ingested(corpus, path)
    assert.equal(2, sum.new)
    assert.equal(1, #sum.refused)
    assert.equal(path .. "#2", sum.refused[1].path)
    assert.same({"start", "item", "item", "item", "file", "end"},
      {events[1].kind, events[2].kind, events[3].kind, events[4].kind, events[5].kind, events[6].kind})
    assert.equal("2 new, 1 refused", events[5].message)
    local documents = corpus:documents()
    assert.equal(path .. "#n1", documents[1].path)
    assert.equal("2024-03-06", documents[1].published)
    assert.equal("东湖大学", documents[1].institution)
    assert.same({}, corpus:check())
    assert.equal(2, ingested(corpus, path).unchanged)
    assert.equal(2, ingested(corpus, path, {columns = {text = "text"}}).changed)
    assert.equal(2, ingested(corpus, path, {columns = {text = "text"}}).unchanged)
    file("a.jsonl", (LINES:gsub("邵文博", "邵文达")))
    sum = ingested(corpus, path, {columns = {text = "text"}})
    assert.equal(1, sum.changed)
    assert.equal(1, sum.unchanged)
  end)

  it("tells of a container that cannot be opened once", function()
    local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
    local sum, events = ingested(corpus, file("c.csv", "a,b\n1,2\n"))
    assert.equal(1, #sum.refused)
    assert.equal(3, #events)
    assert.equal("refused", events[2].status)
  end)

  it("takes one item by its name", function()
    local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
    local path = file("a.jsonl", LINES) .. "#n1~2"
    assert.equal(1, ingested(corpus, path).new)
    assert.equal(path, corpus:documents()[1].path)
  end)
end)
