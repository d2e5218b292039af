-- Dictionaries of a store: when one is made, and that no page is lost by it.
local scratch = require "support.scratch"
local store = require "jiyao.store"

describe("the dictionaries of a store", function()
  local path, db

  before_each(function()
    path = scratch.path(".db")
    db = store.open(path, "create")
  end)
  after_each(function() db:close() end)

  -- What a site writes on each page, with what this page has of its own.
  local function page(i)
    return ("<title>松岭医院</title><div>首页 医院概况 新闻中心 招标公告 联系我们</div><h1>第%d次院务会</h1>"
      .. "<p>%d月%d日，松岭医院召开院务会，院长林知行主持，研究%d项工作。</p>"
      .. "<p>版权所有 松岭医院 地址：江榆路%d号</p>")
      :format(i, 1 + i % 12, 1 + i % 28, i * 7 % 31, i * 13 % 97)
  end

  local function add(first, last)
    for i = first, last do
      local _, id = db:run([[INSERT INTO document (path, content_id, encoding, script, kind, chars, rules, lost)
        VALUES (?, ?, 'UTF-8', 'Hans', 'html', 100, '1', 0)]], i .. ".html", store.content_id(page(i)))
      db:run("INSERT INTO content (document_id, bytes) VALUES (?1, packed(?2))", id, store.blob(page(i)))
    end
  end

  local function size() return db:one("SELECT sum(length(bytes)) AS n FROM content").n end
  local function dictionaries(of) return (of or db):one("SELECT count(*) AS n FROM dictionary").n end

  local function is_whole(of)
    local n = 0
    for row in of:rows [[SELECT path, unpacked(bytes) AS bytes FROM content
        JOIN document ON id = document_id]] do
      assert.equal(page(tonumber(row.path:match "%d+")), row.bytes)
      n = n + 1
    end
    return n
  end

  it("are made of its pages when there are enough, and those before are packed by it too", function()
    db:transaction(function() add(1, 255) end)
    assert.is_false(db:learn())
    add(256, 256)
    local before = size()
    db:begin()
    assert.is_false(db:learn()) -- what is undone must not have packed anything
    db:rollback()
    assert.is_true(db:learn())
    assert.equal(2, dictionaries())
    assert.is_true(size() < 0.8 * before, size() .. " of " .. before)
    assert.is_false(db:learn())
    assert.equal(256, is_whole(db))
  end)

  it("stay, since frames name theirs, and are made anew of four times as many", function()
    db:transaction(function() add(1, 256) end)
    assert.is_true(db:learn())
    db:transaction(function() add(257, 1024) end)
    assert.is_true(db:learn())
    db:transaction(function() add(1025, 1030) end)
    assert.equal(3, dictionaries())
    local reader <close> = store.open(path)
    assert.equal(1030, is_whole(reader))
    assert.is_nil(reader:check():find "dictionary")
  end)

  it("are the same whenever they are made", function()
    local late <close> = store.open(":memory:", "create")
    local function newest(of)
      return of:one("SELECT bytes FROM dictionary ORDER BY documents DESC LIMIT 1").bytes
    end
    db:transaction(function() add(1, 256) end)
    assert.is_true(db:learn())
    local early = db
    db = late
    db:transaction(function() add(1, 300) end)
    assert.is_true(db:learn())
    db = early
    assert.equal(newest(early), newest(late))
  end)

  it("are not made of what has nothing in common", function()
    db:transaction(function()
      for i = 1, 256 do
        db:run([[INSERT INTO document (path, content_id, encoding, script, kind, chars, rules, lost)
          VALUES (?, '', 'UTF-8', 'Hans', 'text', 0, '1', 0)]], i .. ".txt")
        db:run "INSERT INTO content (document_id, bytes) VALUES (last_insert_rowid(), packed(x'00'))"
      end
    end)
    assert.is_false(db:learn())
    assert.equal(1, dictionaries())
  end)

  it("are told where they are damaged", function()
    db:transaction(function() add(1, 3) end)
    db:run "UPDATE dictionary SET bytes = CAST(substr(bytes, 1, 4) || x'0000' || substr(bytes, 7) AS BLOB)"
    local reader <close> = store.open(path)
    local ok, err = pcall(is_whole, reader)
    assert.is_false(ok)
    assert.truthy(err.message:find("a dictionary of packed texts is damaged", 1, true), err.message)
  end)
end)
