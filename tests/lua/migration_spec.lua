-- A corpus made by any earlier version is brought up to date and loses nothing.
-- tests/fixtures/store/version-N.sqlite holds the same three pages of examples/corpus, as the
-- last program of version N stored them.
local corpora = require "jiyao.corpus"
local jiyao = require "jiyao"
local scratch = require "support.scratch"
local store = require "jiyao.store"

local NEWEST = store.open(":memory:", "create"):one("PRAGMA user_version").user_version
local PAGES = {
  "hospital/2024-work-conference.txt", "medschool/glossed-study-session.txt", "tw/nursing-camp.txt",
}

local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

describe("a corpus of an earlier version", function()
  local path

  before_each(function() path = scratch.path(".db") end)

  local function fixture(version)
    local file <close> = assert(io.open(path, "wb"))
    file:write(read(("tests/fixtures/store/version-%d.sqlite"):format(version)))
  end

  it("has a fixture", function() assert.is_true(NEWEST > 1) end)

  for version = 1, NEWEST - 1 do
    describe(("%d"):format(version), function()
      it("is not changed by a reader, who is told what to do", function()
        fixture(version)
        local ok, err = pcall(store.open, path)
        assert.is_false(ok)
        assert.truthy(err.message:find("open it once for writing", 1, true), err.message)
        assert.equal(read(("tests/fixtures/store/version-%d.sqlite"):format(version)), read(path))
      end)

      it("keeps its documents and their texts", function()
        fixture(version)
        local corpus <close> = corpora.open(path, {write = true})
        assert.equal(NEWEST, corpus.db:one("PRAGMA user_version").user_version)
        assert.same({}, corpus:check())
        local rows = corpus:sql("SELECT path, source, reading FROM v_text ORDER BY path")
        assert.equal(#PAGES, #rows)
        for i, row in ipairs(rows) do
          local doc = jiyao.document.read("examples/corpus/" .. PAGES[i])
          assert.equal(PAGES[i], row.path)
          assert.equal(doc.source, row.source)
          assert.equal(doc.reading, row.reading)
          assert.equal(store.content_id(doc.bytes), store.content_id(corpus:sql([[
            SELECT unpacked(bytes) AS bytes FROM content JOIN document ON id = document_id WHERE path = ?]],
            PAGES[i])[1].bytes))
        end
      end)

      it("keeps its meetings, people and mentions, and their words", function()
        fixture(version)
        local corpus <close> = corpora.open(path, {write = true})
        local meeting = corpus:meetings({host = "沈砚秋"})[1]
        assert.equal("2024-01-11~/2024-01-12~", meeting.date)
        local mentions = corpus:mentions {name = "沈砚秋"}
        assert.equal(2, #mentions)
        local quote = corpus:quote(mentions[1].document_id, mentions[1].start, mentions[1].stop)
        assert.truthy(quote.text:find("沈砚秋", 1, true), quote.text)
      end)

      it("finds its words where they were published", function()
        fixture(version)
        local corpus <close> = corpora.open(path, {write = true})
        local hit = corpus:kwic("理论学习中心组")[1]
        local source = corpus:sql("SELECT source FROM v_text WHERE path = ?", hit.path)[1].source
        assert.equal("理論學(xué)習(xí)中心組", hit.hit)
        assert.equal(hit.hit, source:sub(hit.start + 1, hit.stop))
        -- Read otherwise than this program reads it, there is no saying where.
        corpus:sql([[UPDATE content SET aligned = NULL, reading = packed('别的读法', NULL)
          WHERE document_id = ?]], hit.document_id)
        corpus:sql "INSERT INTO search (search) VALUES ('rebuild')"
        hit = corpus:kwic("别的读法")[1]
        assert.equal("别的读法", hit.hit)
        assert.is_nil(hit.start)
        assert.equal(hit.path, jiyao.search.lines({hit}, 40)[1]:match "%S+$")
      end)
    end)
  end
end)

describe("the functions packed and unpacked", function()
  local path

  before_each(function() path = scratch.path(".db") end)

  it("give back what they were given", function()
    local db <close> = store.open(":memory:", "create")
    for _, bytes in ipairs {"", "院", ("院长"):rep(1000), "\0\xff\0"} do
      local row = db:one("SELECT unpacked(packed(?1)) AS got, length(packed(?1)) AS size", store.blob(bytes))
      assert.equal(bytes, row.got)
      assert.is_true(#bytes < 1000 or row.size < 100)
    end
    assert.is_nil(db:one("SELECT packed(NULL) AS x").x)
    assert.is_nil(db:one("SELECT unpacked(NULL) AS x").x)
  end)

  it("tell a text by what is like it, where that is shorter", function()
    local db <close> = store.open(":memory:", "create")
    local signs = {} -- that nothing but their like can tell
    for i = 1, 3000 do signs[i] = utf8.char(0x4E00 + i * i * 7919 % 20000) end
    local like = table.concat(signs)
    for _, other in ipairs {like .. "院", "院" .. like:sub(3001), "别的", ""} do
      local row = db:one([[SELECT length(packed(?1, ?2)) AS size, unpacked(packed(?1, ?2), ?2) AS got]],
        store.blob(other), like)
      assert.equal(other, row.got)
      assert.is_true(row.size < 60)
    end
    assert.equal("院", db:one("SELECT unpacked(packed('院', NULL), NULL) AS x").x)
    local ok, err = pcall(db.one, db, "SELECT unpacked(packed(?1, ?2), ?3) AS x",
      store.blob(like), like, like:reverse())
    assert.is_false(ok)
    assert.truthy(tostring(err):find("damaged", 1, true), tostring(err))
  end)

  it("opens frames of a store by the dictionary that the store carries", function()
    local db <close> = store.open(path, "create")
    local frame = db:one("SELECT packed('会议由校长主持，副校长出席并讲话。') AS x").x
    assert.is_true(#frame < 40)
    local other <close> = store.open(":memory:", "create")
    other:run "DELETE FROM dictionary"
    local ok, err = pcall(other.one, other, "SELECT unpacked(?) AS x", store.blob(frame))
    assert.is_false(ok)
    assert.truthy(tostring(err):find("damaged", 1, true), tostring(err))
  end)

  it("refuse bytes that are damaged, and frames that claim too much", function()
    local db <close> = store.open(":memory:", "create")
    local packed = db:one("SELECT packed(?) AS p", ("院长"):rep(1000)).p
    local claims = "\x28\xB5\x2F\xFD\xC0" .. string.pack("<I8", 1 << 40) .. "x"
    for _, bad in ipairs {"", "院", packed:sub(1, -2), packed:sub(2), claims} do
      local ok, err = pcall(db.one, db, "SELECT unpacked(?) AS x", store.blob(bad))
      assert.is_false(ok)
      assert.truthy(tostring(err):find("damaged", 1, true), tostring(err))
    end
  end)
end)
