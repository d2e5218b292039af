local fails = require "support.fails"
local jiyao = require "jiyao"
local scratch = require "support.scratch"
local store = require "jiyao.store"

local function memory()
  return store.open(":memory:", "create")
end

local function exists(path)
  local file = io.open(path)
  if file then file:close() end
  return file ~= nil
end

describe("a function in the SQL of a store", function()
  it("takes and gives values of each type", function()
    local db <close> = memory()
    db:define("same", 1, function(v) return v end)
    local row = db:one("SELECT same(?1) AS i, same(?2) AS r, same(?3) AS t, same(?4) AS b, same(NULL) AS n,"
      .. " typeof(same(?3)) AS text, typeof(same(?4)) AS blob", math.mininteger, 0.5, "院\0长", "\xff\0")
    assert.same({i = math.mininteger, r = 0.5, t = "院\0长", b = "\xff\0", text = "text", blob = "blob"}, row)
    assert.equal("integer", math.type(row.i))
    db:define("yes", 0, function() return true end)
    assert.equal(1, db:one("SELECT yes() AS v").v)
    db:define("bytes", 0, function() return store.blob "院" end)
    assert.equal("blob", db:one("SELECT typeof(bytes()) AS v").v)
  end)

  it("fails as its statement, with its message, and the store goes on", function()
    local db <close> = memory()
    db:define("odd", 1, function(n) return n % 2 == 1 or error("no even " .. n, 0) end)
    fails("EDB", "no even 2", db.one, db, "SELECT odd(2)")
    db:define("fussy", 0, function() jiyao.fail("EINVALID", "has no title", "a.html") end)
    fails("EDB", "a.html: has no title", db.exec, db, "SELECT fussy()")
    db:define("mute", 0, function() error(setmetatable({}, {__tostring = error})) end)
    fails("EDB", "", db.exec, db, "SELECT mute()")
    db:define("strange", 0, function() return print end)
    fails("EDB", "not a function", db.exec, db, "SELECT strange()")
    db:exec "CREATE TABLE t(x)"
    fails("EDB", "no even 4", db.run, db, "INSERT INTO t SELECT odd(value) FROM json_each('[1, 3, 4]')")
    assert.equal(0, db:one("SELECT count(*) AS n FROM t").n)
    assert.equal(1, db:one("SELECT odd(1) AS v").v)
  end)

  it("sums up rows, group by group", function()
    local db <close> = memory()
    db:define("joined", 2, {
      row = function(list, word, sep) return list and list .. sep .. word or word end,
      value = function(list) return list or "nothing" end,
    })
    local all = {}
    for row in db:rows([[SELECT length(value) AS n, joined(value, '+') AS v
        FROM json_each('["甲", "乙乙", "丙", "丁丁"]') GROUP BY 1 ORDER BY 1]]) do
      all[row.n] = row.v
    end
    assert.same({"甲+丙", "乙乙+丁丁"}, all)
    assert.equal("nothing", db:one("SELECT joined(value, '+') AS v FROM json_each('[]')").v)
    assert.equal("甲+乙|甲-乙", db:one([[SELECT joined(value, '+') || '|' || joined(value, '-') AS v
      FROM json_each('["甲", "乙"]')]]).v)
  end)

  it("fails in a row of a group, and what is left of the group goes", function()
    local db <close> = memory()
    local ends = 0
    db:define("brittle", 1, {
      row = function(n, v) return v < 3 and (n or 0) + v or error("three is too many", 0) end,
      value = function(n) ends = ends + 1; return n end,
    })
    fails("EDB", "three is too many", db.one, db, "SELECT brittle(value) FROM json_each('[1, 2, 3, 4]')")
    assert.equal(0, ends)
    assert.equal(3, db:one("SELECT brittle(value) AS n FROM json_each('[1, 2]')").n)
  end)

  it("may ask the store, but neither close it nor run what calls it", function()
    local db <close> = memory()
    db:define("twice", 1, function(n) return db:one("SELECT ? * 2 AS n", n).n end)
    assert.equal(42, db:one("SELECT twice(21) AS n").n)
    db:define("shut", 0, function() db:close() end)
    fails("EDB", "may not close the store", db.exec, db, "SELECT shut()")
    local again
    db:define("again", 0, function() return again:one().v end)
    again = db:prepare "SELECT again() AS v"
    fails("EDB", "may neither run nor close", again.one, again)
    db:define("again", 0, function() again:close() end)
    fails("EDB", "may neither run nor close", again.one, again)
    db:define("again", 0, function() return 7 end)
    assert.equal(7, again:one().v)
    again:close()
  end)

  it("runs from a coroutine, and after one that is gone", function()
    local db <close> = memory()
    db:define("five", 0, function()
      local v = coroutine.wrap(function() return db:one("SELECT 5 AS v").v end)()
      collectgarbage()
      return v
    end)
    local sum = 0
    for row in db:rows("SELECT five() + value AS v FROM json_each('[1, 2]')") do sum = sum + row.v end
    assert.equal(13, sum)
    db:define("waits", 0, function() coroutine.yield() end)
    fails("EDB", "yield", coroutine.wrap(function() return db:exec "SELECT waits()" end))
    collectgarbage()
  end)

  it("is not called by what a file brings along", function()
    local db <close> = memory()
    db:define("mine", 0, function() return 1 end)
    db:exec "CREATE VIEW v AS SELECT mine() AS m"
    fails("EDB", "unsafe use of mine", db.one, db, "SELECT m FROM v")
  end)

  it("may be deterministic, and so be in an index", function()
    local db <close> = memory()
    db:exec "CREATE TABLE t(x); INSERT INTO t VALUES ('b'), ('a')"
    local calls = 0
    db:define("counted", 1, function(v) calls = calls + 1; return v end, {deterministic = true})
    local n = 0
    for _ in db:rows "SELECT x FROM t WHERE x >= counted('a')" do n = n + 1 end
    assert.equal(2, n)
    assert.equal(1, calls)
  end)

  it("is refused where it could not be called", function()
    local db <close> = memory()
    fails("EINVALID", "a name", db.define, db, "", 0, print)
    fails("EINVALID", "a name", db.define, db, "\xff", 0, print)
    assert.error_matches(function() db:define("f", 128, print) end, "up to 127")
    assert.error_matches(function() db:define("f", 0, 1) end, "a function")
    assert.error_matches(function() db:define("f", 0, {row = print}) end, "row and value")
    assert.error_matches(function() db:define("f", 0, print, true) end, "table expected")
    db:define("f", 0, print)
    for _ in db:rows "SELECT 1 UNION SELECT 2" do
      fails("EDB", "is running", db.define, db, "f", 0, print)
    end
  end)

  it("is collected with its store", function()
    local gone = setmetatable({}, {__mode = "k"})
    do
      local db = memory()
      local big = {}
      gone[big] = true
      db:define("keep", 0, function() return db and #big end)
      local next_row, rows = db:rows "SELECT keep() AS n UNION ALL SELECT 1"
      assert.equal(0, next_row(rows).n)
    end
    collectgarbage()
    collectgarbage()
    collectgarbage()
    assert.is_nil(next(gone))
  end)
end)

describe("an iterator", function()
  it("releases its query when the loop is left, by break, return or error", function()
    local db <close> = memory()
    db:exec "CREATE TABLE t(x); INSERT INTO t VALUES (1), (2), (3)"
    local handles = jiyao.handles()
    local function first_of(leave)
      for row in db:rows "SELECT x FROM t" do
        if leave == "break" then break end
        if leave == "return" then return row.x end
        if leave == "error" then error "no" end
      end
      return nil
    end
    assert.is_nil(first_of "break")
    assert.equal(handles, jiyao.handles())
    assert.equal(1, first_of "return")
    assert.is_false((pcall(first_of, "error")))
    assert.equal(handles, jiyao.handles())
    db:exec "DROP TABLE t" -- which a query that still reads would forbid
  end)
end)

describe("a blob of a store", function()
  local function with_blob(size)
    local db = memory()
    db:exec "CREATE TABLE t(x, n)"
    db:run("INSERT INTO t VALUES (zeroblob(?), 1)", size)
    return db
  end

  it("is read and written in pieces", function()
    local db <close> = with_blob(100)
    do
      local blob <close> = db:pieces("t", "x", 1, "rw")
      assert.equal(100, blob:size())
      blob:write(98, "ab")
      assert.equal("\0ab", blob:read(97, 10))
      assert.equal("", blob:read(100, 1))
      assert.equal("", blob:read(1000, 1))
      fails("EINVALID", "would pass the end", blob.write, blob, 99, "ab")
    end
    assert.equal("ab", db:one("SELECT substr(x, 99) AS s FROM t").s)
  end)

  it("is of a row and a column that are there", function()
    local db <close> = with_blob(1)
    fails("ENOTFOUND", "t has no row 7", db.pieces, db, "t", "x", 7)
    fails("EDB", "no such column", db.pieces, db, "t", "y", 1)
    fails("EDB", "no such table", db.pieces, db, 'no"table', "x", 1)
    fails("EDB", "cannot open value of type integer", db.pieces, db, "t", "n", 1)
    local blob <close> = db:pieces("t", "x", 1)
    fails("EDB", "", blob.write, blob, 0, "a")
  end)

  it("ends when its row is changed, or its store is closed", function()
    local db = with_blob(3)
    local blob = db:pieces("t", "x", 1)
    db:exec "UPDATE t SET x = 'new'"
    fails("EDB", "open the blob again", blob.read, blob, 0, 1)
    local other = db:pieces("t", "x", 1)
    db:close()
    assert.equal(0, other:size())
    fails("EINVALID", "its store is", other.read, other, 0, 1)
    other:close()
    other:close()
    blob:close()
  end)

  it("is closed by the collector", function()
    local db <close> = with_blob(1)
    collectgarbage()
    collectgarbage()
    local handles = jiyao.handles()
    db:pieces("t", "x", 1)
    collectgarbage()
    collectgarbage()
    assert.equal(handles, jiyao.handles())
  end)
end)

describe("a copy of a store", function()
  local function filled(path)
    local db = store.open(path, "create")
    for i = 1, 50 do
      db:run("INSERT INTO refused (path, reason, code) VALUES (?, 'empty', 'EINVALID')", "a" .. i .. ".txt")
    end
    return db
  end

  it("holds what the store held, while others write", function()
    local path, copy = scratch.path(".db"), scratch.path(".db")
    local db <close> = filled(path)
    local other <close> = store.open(path, "rw")
    other:exec "BEGIN IMMEDIATE; DELETE FROM refused"
    db:backup(copy)
    other:exec "COMMIT"
    local read <close> = store.open(copy)
    assert.equal(50, read:one("SELECT count(*) AS n FROM refused").n)
    assert.equal("", read:check())
    assert.equal(0, db:one("SELECT count(*) AS n FROM refused").n)
  end)

  it("is of a store in memory too", function()
    local copy = scratch.path(".db")
    local db <close> = filled(":memory:")
    db:backup(copy)
    local read <close> = store.open(copy, "rw")
    assert.equal((db:sum()), (read:sum()))
  end)

  it("never takes the place of a file, and leaves nothing where it fails", function()
    local path, copy = scratch.path(".db"), scratch.path(".db")
    local db <close> = filled(path)
    assert(io.open(copy, "wb")):close()
    for _, method in ipairs {"backup", "archive"} do
      fails("EEXISTS", "is there already", db[method], db, copy)
      fails("EIO", "cannot write: Not a directory", db[method], db, copy .. "/no.db")
      fails("ENOTFOUND", "cannot write", db[method], db, scratch.path() .. "/no.db")
      db:transaction(function() fails("EINVALID", "in a transaction", db[method], db, scratch.path()) end)
      assert.error_matches(function() db[method](db, "a\0b") end, "without NUL")
    end
    local left = assert(io.popen("ls '" .. path:match("^(.*)/") .. "' | grep part")):read("a")
    assert.equal("", left)
  end)

  it("is compact and sealed as an archive", function()
    local path, copy, again = scratch.path(".db"), scratch.path(".db"), scratch.path(".db")
    local db <close> = filled(path)
    db:exec "DELETE FROM refused WHERE path > 'a3'"
    db:archive(copy)
    db:archive(again)
    local read <close> = store.open(copy)
    assert.equal((db:sum()), (read:sum()))
    assert.equal((db:sum()), read:one("SELECT sum FROM seal").sum)
    assert.equal("", read:check())
    assert.equal("delete", read:one("PRAGMA journal_mode").journal_mode)
    assert.is_false(exists(copy .. "-wal"))
    local one, two = assert(io.open(copy, "rb")), assert(io.open(again, "rb"))
    assert.equal(one:read("a"), two:read("a"))
    one:close()
    two:close()
  end)

  it("whose rows were changed is told by its seal; written to it is an archive no more", function()
    local copy = scratch.path(".db")
    local db <close> = filled(":memory:")
    db:archive(copy)
    local file <close> = assert(io.open(copy, "r+b"))
    local bytes = file:read("a")
    local at = assert(bytes:find("a17.txt", 1, true))
    repeat
      file:seek("set", at - 1)
      file:write("a71") -- the row and its index alike, as only a seal can tell
      at = bytes:find("a17.txt", at + 1, true)
    until not at
    file:close()
    do
      local read <close> = store.open(copy)
      assert.truthy(read:check():find("the archive is not as it was made", 1, true), read:check())
    end
    do
      local write <close> = store.open(copy, "rw")
      assert.truthy(write:check():find("the archive is not as it was made", 1, true)) -- opening is no writing
      assert.has_error(function()
        write:transaction(function()
          write:run("DELETE FROM refused WHERE path = 'a1.txt'")
          error("no", 0)
        end)
      end, "no")
      assert.truthy(write:check():find("the archive is not as it was made", 1, true)) -- and undone is not written
      write:run("DELETE FROM refused WHERE path = 'a1.txt'")
    end
    local read <close> = store.open(copy)
    assert.is_nil(read:check():find("archive", 1, true))
  end)

  it("tells where the index of words is not that of the documents, also to who only reads", function()
    for _, harm in ipairs {"INSERT INTO search (search) VALUES ('delete-all')",
      "INSERT INTO search (rowid, title, text) VALUES (9, '年会', '')",
      "INSERT INTO search (search, rowid, title, text) VALUES ('delete', 1, '', '例会')"} do
      local corpus <close> = require("jiyao.corpus").open(":memory:", {create = true})
      local copy = scratch.path(".db")
      corpus:store({}, {path = "a.txt", bytes = "例会", source = "例会", reading = "例会", encoding = "UTF-8",
        script = "Hans", kind = "text", rules = "1"})
      assert.equal("", corpus.db:check())
      corpus.db:exec(harm)
      corpus.db:archive(copy)
      local read <close> = store.open(copy)
      assert.truthy(read:check():find("the index of words does not agree", 1, true), harm)
      assert.is_nil(read:check():find("archive", 1, true))
    end
  end)

  it("tells what is in the file that this program does not make, and acts, or makes otherwise", function()
    local db <close> = store.open(":memory:", "create")
    db:exec "CREATE TABLE mine (x); CREATE VIEW mine_too AS SELECT x FROM mine" -- an analyst's own
    assert.equal("", db:check())
    db:exec [[CREATE TRIGGER theirs AFTER INSERT ON document BEGIN DELETE FROM tag; END;
      DROP VIEW v_text; DROP VIEW v_meeting; CREATE VIEW v_meeting AS SELECT 1 AS id]]
    local told = db:check()
    assert.truthy(told:find("the trigger theirs is none of this program's, and acts", 1, true), told)
    assert.truthy(told:find("the view v_text is missing", 1, true), told)
    assert.truthy(told:find("the view v_meeting is not as this program makes it", 1, true), told)
  end)

  it("sums up values by type, and rows in their order", function()
    local db <close> = memory()
    local seen = {}
    local function fresh(sql)
      db:exec(sql)
      local sum = db:sum()
      assert.is_nil(seen[sum], sql)
      seen[sum] = true
    end
    fresh "CREATE TABLE t(x)"
    for _, value in ipairs {"1", "'1'", "x'31'", "1.0", "NULL", "''", "x''"} do
      fresh("DELETE FROM t; INSERT INTO t VALUES (" .. value .. ")")
    end
    fresh "DELETE FROM t; INSERT INTO t VALUES ('a'), ('b')"
    fresh "DELETE FROM t; INSERT INTO t VALUES ('b'), ('a')"
    fresh "DELETE FROM t; INSERT INTO t VALUES ('ab'), ('')"
    fresh "CREATE TABLE w(k TEXT, l INTEGER, PRIMARY KEY (l, k)) WITHOUT ROWID; INSERT INTO w VALUES ('a', 1)"
    local before = db:sum()
    db:exec "VACUUM; CREATE INDEX i ON t(x); ANALYZE"
    assert.equal(before, (db:sum()))
  end)
end)
