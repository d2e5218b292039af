-- The example corpus, its labels and the example scripts hold together.
local jiyao = require "jiyao"
local scratch = require "support.scratch"

local FOLDER, LABELS = "examples/corpus", "tests/fixtures/examples.jsonl"
local SCRIPTS = {
  {"timeline"}, {"who-hosts"}, {"mentions-of", "欧阳敬之"}, {"kinds-by-institution"}, {"co-attendance"},
  {"titles-over-time", "佟海宁"}, {"dates-without-year"},
}

local function labels()
  local rows = {}
  for line in io.lines(LABELS) do rows[#rows + 1] = jiyao.json.decode(line) end
  return rows
end

local function files()
  local map, count = {}, 0
  for _, entry in ipairs(jiyao.ingest.paths{FOLDER}) do
    local id = entry.path:match("[^/]*$"):gsub("%.[^.]*$", "")
    assert.is_nil(map[id], id .. " stands twice: labels are matched by base name")
    map[id], count = entry.path, count + 1
  end
  return map, count
end

local function squeeze(s)
  return (jiyao.text.nfkc(s):gsub("%s+", ""))
end

-- Runs a script with its output in a table, as `jiyao run` would.
local function run(path, ...)
  local lines = {}
  local env = setmetatable({arg = {[0] = path, ...}, print = function(...)
    local cells = table.pack(...)
    for i = 1, cells.n do cells[i] = tostring(cells[i]) end
    lines[#lines + 1] = table.concat(cells, "\t")
  end}, {__index = _G})
  assert(loadfile(path, "t", env))()
  return lines
end

describe("the example corpus", function()
  it("is labelled, file by file", function()
    local map, count = files()
    local rows = labels()
    assert.are.equal(count, #rows)
    for _, row in ipairs(rows) do assert.is_string(map[row.id], row.id) end
  end)

  it("is read without a loss, in the encodings that examples/README.md lists", function()
    local _, count = files()
    local listed = 0
    for line in io.lines("examples/README.md") do
      local path, encoding = line:match("^| `([%w/.-]+)` | ([%w-]+).* | ")
      if path and path:find("/", 1, true) and not path:find("^recipes/") then
        local doc = jiyao.ingest.read(FOLDER .. "/" .. path)
        encoding = encoding == "GBK" and "GB18030" or encoding:upper()
        assert.are.equal(encoding, doc:encoding():sub(1, #encoding), path)
        assert.are.equal(0, doc:ledger().lost, path)
        listed = listed + 1
      end
    end
    assert.are.equal(count, listed)
  end)

  it("holds every labelled name", function()
    local map = files()
    for _, row in ipairs(labels()) do
      local reading = squeeze(jiyao.ingest.read(map[row.id]):text():reading())
      for _, person in ipairs(row.people) do
        local _, n = reading:gsub((squeeze(person.name):gsub("%p", "%%%0")), "")
        -- A slipped spot may hold a name that only repair brings back.
        if row.class ~= "slipped" then assert.is_true(n > 0, row.id .. ": " .. person.name) end
      end
    end
  end)
end)

describe("the example scripts", function()
  local db

  setup(function()
    db = scratch.path()
    local corpus <close> = jiyao.corpus.open(db, {create = true})
    corpus:ingest{FOLDER}
  end)

  for _, script in ipairs(SCRIPTS) do
    it(script[1] .. " answers", function()
      assert.is_true(#run("examples/" .. script[1] .. ".lua", db, script[2]) > 0)
    end)
  end

  it("need no corpus where they say so", function()
    assert.are.equal(35, #run("examples/encodings.lua", FOLDER))
    assert.is_true(#run("examples/clean-diff.lua", FOLDER .. "/medschool/slipped-visit.txt") > 50)
  end)

  it("are short, and say first what they answer and how they are run", function()
    local names = {"encodings", "clean-diff"}
    for _, script in ipairs(SCRIPTS) do names[#names + 1] = script[1] end
    for _, name in ipairs(names) do
      local lines = {}
      for line in io.lines("examples/" .. name .. ".lua") do lines[#lines + 1] = line end
      assert.is_true(#lines < 30, name)
      assert.is_truthy(lines[1]:find("^%-%- .*[?.]$"), name)
      assert.is_truthy(lines[2]:find("jiyao run examples/" .. name .. ".lua", 1, true), name)
    end
  end)

  it("show a recipe of one's own", function()
    local corpus <close> = jiyao.corpus.open(db)
    local recipe = jiyao.recipe.load("examples/recipes/hosts-by-month.lua")
    local page = jiyao.recipe.run(recipe, corpus, {}):render("md")
    assert.is_truthy(page:find("主持会议的人", 1, true))
    assert.are.equal(page, jiyao.recipe.run(recipe, corpus, {}):render("md"))
  end)
end)
