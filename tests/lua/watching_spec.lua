-- When a corpus that follows its folders looks at what: with a system that says what a test wants.
local console = require "jiyao.console"
local corpora = require "jiyao.corpus"
local jiyao = require "jiyao"
local scratch = require "support.scratch"
local watch = require "jiyao.watch"
local watching = require "jiyao.watching"

local function write(path, text)
  local file <close> = assert(io.open(path, "wb"))
  file:write(text)
end

local reader = {RULES = "1", paths = jiyao.ingest.paths, extract = function() return {} end}

function reader.read(path)
  local file <close> = assert(io.open(path, "rb"))
  local text = file:read "a"
  return {path = path, bytes = text, source = text, reading = text, encoding = "UTF-8", script = "Hans",
    kind = "text"}
end

local function folder_of(names)
  local folder = scratch.path()
  assert(os.execute("mkdir -p '" .. folder .. "/sub'"))
  for _, name in ipairs(names) do write(folder .. "/" .. name, "例会 " .. name) end
  return folder
end

-- A system that tells `steps` one after another, each a list of events or a function that returns one;
-- the user ends it after the last.
local function system_of(steps, changes)
  local system = setmetatable({}, {__index = watch})
  local at, watched, numbers = 0, {}, {}
  function watched.add(_, path)
    numbers[path] = numbers[path] or path:byte(-1)
    return numbers[path]
  end
  function watched.forget() end
  function watched.ended() return false end
  function watched.wait()
    at = at + 1
    local step = steps[at]
    if type(step) == "function" then return step() or {} end
    return step
  end
  for name, f in pairs(changes or {}) do
    if watched[name] then watched[name] = f else system[name] = f end
  end
  function system.open() return setmetatable(watched, {__close = function() end}) end
  return system
end

-- Follows a folder; the corpus, what was told and what the user was told.
local function follow(folder, steps, changes, opts)
  local corpus = corpora.open(":memory:", {create = true, reader = reader})
  local told, notices = {}, {}
  opts = opts or {}
  opts.system = system_of(steps, changes)
  function opts.told(sum, ended) told[#told + 1] = {sum.new, sum.changed, #(sum.gone or {}), ended} end
  function opts.notice(line) notices[#notices + 1] = line:gsub("^.*/", "") end
  local sql = {}
  for _, name in ipairs {"run", "one", "rows"} do
    sql[name] = function(...) return corpus.db[name](corpus.db, ...) end
  end
  watching.run(corpus, sql, {folder}, opts)
  return corpus, told, notices
end

describe("a corpus that follows its folders", function()
  it("looks at everything again where some was missed", function()
    local folder = folder_of {"a.txt", "b.txt"}
    local corpus <close>, told = follow(folder, {function()
      write(folder .. "/a.txt", "年会")
      write(folder .. "/sub/c.txt", "座谈会")
      os.remove(folder .. "/b.txt")
      return {{kind = "overflow"}}
    end, {}})
    assert.same({{2, 0, 0, false}, {1, 1, 1, false}}, told)
    assert.equal(1, corpus:search("座谈会").count)
  end)

  it("goes on where a folder below cannot be watched, and says so once", function()
    local folder = folder_of {"a.txt"}
    local _ <close>, told, notices = follow(folder, {{{kind = "folder", path = folder .. "/sub"}}, {},
      {{kind = "overflow"}}, {}}, {add = function(_, path)
        if path:find "sub$" then return nil, "Permission denied" end
        return 1
      end})
    assert.same({"sub: cannot watch: Permission denied"}, notices)
    assert.is_true(#told > 1)
  end)

  it("watches no root that cannot be watched", function()
    local folder = folder_of {}
    local ok, why = pcall(follow, folder, {}, {add = function() return nil, "Permission denied" end})
    assert.is_false(ok)
    assert.equal("EIO", why.code)
    assert.truthy(why.message:find("cannot watch: Permission denied", 1, true))
  end)

  it("ends an ingestion after the document in hand where the user wants to end", function()
    local folder, asked = folder_of {"a.txt", "b.txt", "c.txt"}, 0
    local corpus <close>, told = follow(folder, {}, {ended = function()
      asked = asked + 1 -- after each thing that a file tells: its document, and that it is done
      return asked >= 4
    end})
    assert.same({{2, 0, 0, true}}, told)
    assert.equal(2, #corpus:documents())
    assert.same({}, corpus:check())
  end)

  it("leaves alone what is written: its closing will be told", function()
    local folder, state = folder_of {"a.txt"}, {}
    local function events() return {{kind = "made", path = folder .. "/made.txt"},
      {kind = "changed", path = folder .. "/moved.txt"}} end
    local corpus <close>, told = follow(folder, {
      function()
        write(folder .. "/made.txt", "年会")
        write(folder .. "/moved.txt", "座谈会")
        state.now = true
        return events()
      end, {},
      function() -- where the system does not say, who made it says so by closing it
        state.now = "6:1"
        return {events()[1]}
      end, {},
      function()
        state.now = false
        return events()
      end, {}}, {writing = function() return state.now end})
    assert.same({{1, 0, 0, false}, {2, 0, 0, false}}, told)
    assert.equal(3, #corpus:documents())
  end)

  it("reads what a new folder holds once nobody writes it, as far as that can be known", function()
    local folder, state, now = folder_of {"a.txt"}, {["x.txt"] = "3:1", ["y.txt"] = false}, 100
    local clock = console.clock
    local _ <close> = setmetatable({}, {__close = function() console.clock = clock end})
    function console.clock() return now end
    local function later(seconds, x)
      return function()
        now, state["x.txt"] = now + seconds, x or state["x.txt"]
      end
    end
    local corpus <close>, told = follow(folder, {
      function()
        for name in pairs(state) do write(folder .. "/sub/" .. name, "年会") end
        return {{kind = "folder", path = folder .. "/sub"}}
      end,
      {}, later(0.5), later(1, "6:2"), later(0.5), later(1), {}, {}},
      {writing = function(path) return state[path:match "[^/]*$"] end})
    -- y.txt at once; with x.txt the folder as a whole.
    assert.same({{1, 0, 0, false}, {1, 0, 0, false}, {1, 0, 0, false}}, told)
    assert.equal(101.5 + 1.5, now)
    assert.equal(3, #corpus:documents())
  end)

  it("tells who writes a file", function()
    local path = scratch.path()
    assert.is_nil(watch.writing(path))
    assert.is_nil(watch.writing "/dev/null")
    local file <close> = assert(io.open(path, "wb"))
    local writing = watch.writing(path)
    file:write "年会"
    file:flush()
    if type(writing) == "string" then -- no such system
      assert.not_equal(writing, watch.writing(path))
    else
      assert.is_true(writing)
      file:close()
      assert.is_false(watch.writing(path))
    end
  end)
end)
