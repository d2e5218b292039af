local fails = require "support.fails"
local jiyao = require "jiyao"
local scratch = require "support.scratch"
local store = require "jiyao.store"

describe("jiyao.store", function()
  local path, handles

  before_each(function()
    collectgarbage()
    handles = jiyao.handles()
    path = scratch.path()
  end)

  after_each(function()
    collectgarbage()
    collectgarbage()
    assert.equal(handles, jiyao.handles())
  end)

  local function memory()
    return store.open(":memory:", "create")
  end

  it("makes a file only in the mode create", function()
    fails("ENOTFOUND", "no such corpus", store.open, path)
    fails("ENOTFOUND", "no such corpus", store.open, path, "rw")
    assert.is_nil(io.open(path))
    store.open(path, "create"):close()
    local db <close> = store.open(path)
    assert.equal(path, db:path())
    assert.equal("store (" .. path .. ")", tostring(db))
  end)

  it("takes no other mode, and no path with NUL", function()
    assert.error_matches(function() store.open(path, "w") end, "invalid option 'w'")
    assert.error_matches(function() store.open("a\0b") end, "without NUL")
  end)

  it("refuses what is no corpus", function()
    local file <close> = assert(io.open(path, "wb"))
    file:write(("a letter, not a corpus\n"):rep(100))
    file:close()
    fails("EDB", "not even an SQLite file", store.open, path)
    fails("EIO", "not a file", store.open, "/")
  end)

  it("gives values back with their types", function()
    local db <close> = memory()
    local row = db:one("SELECT ? AS i, ? AS r, ? AS t, ? AS f, ? AS n, ? AS s, ? AS b, ? AS x",
      math.mininteger, 0.5, true, false, nil, "院\0长", "\xff\0", store.blob "院")
    assert.equal("integer", math.type(row.i))
    assert.equal(math.mininteger, row.i)
    assert.equal(0.5, row.r)
    assert.equal(1, row.t)
    assert.equal(0, row.f)
    assert.is_nil(row.n)
    assert.equal("院\0长", row.s)
    assert.equal("\xff\0", row.b)
    assert.equal("院", row.x)
    row = db:one("SELECT typeof(?) AS s, typeof(?) AS b, typeof(?) AS x, typeof(?) AS e, typeof(?) AS f",
      "院\0长", "\xff\0", store.blob "院", "", 1.0)
    assert.same({s = "text", b = "blob", x = "blob", e = "text", f = "real"}, row)
  end)

  it("counts the values and refuses other types", function()
    local db <close> = memory()
    assert.error_matches(function() db:one("SELECT ?", 1, 2) end, "2 values given, but the statement takes 1")
    assert.error_matches(function() db:one "SELECT ?" end, "0 values given, but the statement takes 1")
    assert.error_matches(function() db:one("SELECT ?", {}) end, "value 1: .* got table")
    assert.error_matches(function() db:one("SELECT ?", io.stdout) end, "jiyao.blob expected")
    assert.error_matches(function() store.blob(12) end, "string expected")
  end)

  it("says where SQL is wrong", function()
    local db <close> = memory()
    fails("EDB", 'near "FORM": syntax error, at byte 9 of the statement', db.prepare, db, "SELECT * FORM x")
    fails("EINVALID", "exactly one", db.prepare, db, "")
    fails("EINVALID", "exactly one", db.run, db, "SELECT 1; SELECT 2")
    fails("EINVALID", "NUL", db.exec, db, "SELECT 1\0")
  end)

  it("iterates, and releases the query when the loop is left", function()
    local db <close> = memory()
    db:exec "CREATE TABLE t(x); INSERT INTO t VALUES (1), (2), (3)"
    local seen = {}
    for row in db:rows "SELECT x FROM t ORDER BY x" do
      seen[#seen + 1] = row.x
      if row.x == 2 then break end
    end
    assert.same({1, 2}, seen)
    assert.equal(handles + 1, jiyao.handles())
    db:exec "DROP TABLE t"
  end)

  it("releases the query when the loop ends and when it raises", function()
    local db <close> = memory()
    for _ in db:rows "SELECT 1" do assert.equal(handles + 2, jiyao.handles()) end
    assert.equal(handles + 1, jiyao.handles())
    pcall(function()
      for _ in db:rows "SELECT 1" do error "no" end
    end)
    assert.equal(handles + 1, jiyao.handles())
  end)

  it("does not mix the rows of two runs", function()
    local db <close> = memory()
    local query <close> = db:prepare "SELECT value FROM json_each('[1,2,3]')"
    assert.error_matches(function()
      for _ in query:rows() do query:one() end
    end, "run again")
    local count = 0
    for _ in query:rows() do
      count = count + 1
      if count == 1 then break end
    end
    assert.equal(1, query:one().value)
    local next_row, rows <const> = query:rows()
    for _ = 1, 3 do next_row(rows) end
    assert.is_nil(next_row(rows))
    assert.error_matches(function() next_row(rows) end, "at their end")
    assert.equal("rows (closed)", tostring(rows))
  end)

  it("keeps its store while rows are read", function()
    local next_row, rows = memory():rows "SELECT value FROM json_each('[1,2]')"
    collectgarbage()
    collectgarbage()
    assert.equal(1, next_row(rows).value)
    assert.equal(2, next_row(rows).value)
    assert.is_nil(next_row(rows))
  end)

  it("leaves statements closed behind when it is closed", function()
    local db = memory()
    local query = db:prepare "SELECT 1 AS one"
    local next_row, rows = query:rows()
    assert.equal(1, next_row(rows).one)
    db:close()
    db:close()
    assert.error_matches(function() query:one() end, "store of the statement is closed")
    assert.error_matches(function() next_row(rows) end, "closed")
    assert.error_matches(function() db:exec "SELECT 1" end, "store is closed")
    query:close()
    query:close()
    assert.error_matches(function() query:one() end, "statement is closed")
    assert.equal("store (closed)", tostring(db))
    assert.equal("statement (closed)", tostring(query))
  end)

  it("does not offer its finalizers as methods", function()
    local db <close> = memory()
    assert.is_nil(db.__gc)
    assert.error_matches(function() getmetatable(db).__gc(io.stdout) end, "jiyao.store expected")
  end)

  it("tells changes and the last id", function()
    local db <close> = memory()
    db:exec "CREATE TABLE t(x)"
    local changes, id = db:run("INSERT INTO t VALUES (?), (?)", 1, 2)
    assert.equal(2, changes)
    assert.equal(2, id)
    assert.equal(0, (db:run("DELETE FROM t WHERE x > ?", 9)))
    assert.equal(0, (db:run "CREATE TABLE u(x)"))
  end)

  describe("transaction", function()
    local db

    before_each(function()
      db = store.open(path, "create")
      db:exec "CREATE TABLE t(x)"
    end)

    after_each(function()
      db:close()
      db = nil
    end)

    local function count() return db:one("SELECT count(*) AS n FROM t").n end

    it("passes arguments and results through", function()
      local function f(a, b) return a + b, nil, 5 end
      assert.same({3, nil, 5, n = 3}, table.pack(db:transaction(f, 1, 2)))
    end)

    it("is undone by an error, which goes on as it was", function()
      local why = {}
      local ok, err = pcall(db.transaction, db, function()
        db:exec "INSERT INTO t VALUES (1)"
        error(why)
      end)
      assert.is_false(ok)
      assert.equal(why, err)
      assert.equal(0, count())
    end)

    it("nests as savepoints", function()
      db:transaction(function()
        db:exec "INSERT INTO t VALUES (1)"
        pcall(db.transaction, db, function()
          db:exec "INSERT INTO t VALUES (2)"
          error "no"
        end)
        db:transaction(function() db:exec "INSERT INTO t VALUES (3)" end)
      end)
      assert.equal(4, db:one("SELECT sum(x) AS n FROM t").n)
    end)

    it("is undone when the store is closed inside it", function()
      assert.error_matches(function()
        db:transaction(function()
          db:exec "INSERT INTO t VALUES (1)"
          db:close()
        end)
      end, "closed inside its transaction")
      db = store.open(path)
      assert.equal(0, count())
    end)

    it("cannot be ended by hand without notice", function()
      fails("EDB", "ended before its time", db.transaction, db, function()
        db:exec "COMMIT; INSERT INTO t VALUES (1)"
      end)
      assert.equal(0, count())
    end)

    it("is undone where another begun inside it is not ended", function()
      for _, ending in ipairs {"begun inside this one and not ended", "no"} do
        assert.error_matches(function()
          db:transaction(function()
            db:begin()
            db:exec "INSERT INTO t VALUES (1)"
            if ending == "no" then error "no" end
          end)
        end, ending)
        assert.equal(0, count())
      end
      db:exec "INSERT INTO t VALUES (3)" -- in none: it is kept
      db:close()
      db = store.open(path)
      assert.equal(1, count())
    end)

    it("tells where it was ended inside", function()
      assert.error_matches(function()
        db:transaction(function() db:rollback() end)
      end, "ended inside by")
    end)

    it("cannot be left by a yield", function()
      local co = coroutine.create(function()
        db:transaction(function()
          db:exec "INSERT INTO t VALUES (1)"
          coroutine.yield()
        end)
      end)
      assert.is_false(coroutine.resume(co))
      assert.equal(0, count())
    end)

    it("keeps nothing of what a full disk broke", function()
      local pages = db:one("PRAGMA page_count").page_count
      db:one("PRAGMA max_page_count = " .. pages + 4)
      db:run("INSERT INTO t VALUES (?)", 1)
      fails("EIO", "no space left", db.transaction, db, function()
        db:run("INSERT INTO t VALUES (?)", 2)
        db:run("INSERT INTO t VALUES (zeroblob(?))", 100000)
      end)
      assert.equal(1, count())
    end)
  end)

  it("names content", function()
    assert.equal(32, #store.content_id "院长")
    assert.not_equal(store.content_id "a\0b", store.content_id "a\0c")
  end)
end)
