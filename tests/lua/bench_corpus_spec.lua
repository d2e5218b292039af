-- The generated pages that ingestion is measured on: what is said to be true of them is, by
-- their bytes.
local jiyao = require "jiyao"
local news = dofile "tests/generate/news.lua"
local scratch = require "support.scratch"
local library = dofile "tests/bench/corpus_reports.lua"

local LOST = "\u{FFFD}"

local function generate(count, seed)
  local folder = scratch.path()
  local env = setmetatable({arg = {count, folder, seed}, print = function() end}, {__index = _G})
  assert(loadfile("tests/bench/generate_corpus.lua", "t", env))()
  local function rows(name)
    local all = {}
    for line in io.lines(("%s/truth/%s.tsv"):format(folder, name)) do
      local fields = {}
      for field in (line .. "\t"):gmatch "([^\t]*)\t" do fields[#fields + 1] = field end
      all[#all + 1] = fields
    end
    return all
  end
  local encodings = {}
  for _, row in ipairs(rows "pages") do encodings[row[1]] = row[4] end
  local function words(path)
    local file <close> = assert(io.open(folder .. "/" .. path, "rb"))
    return (jiyao.convert.decode(file:read "a", encodings[path]))
  end
  return rows, words
end

describe("a generated corpus", function()
  local rows, words = generate(400, 8)

  it("tells of each page what its bytes hold", function()
    local scripts, seen = {}, {}
    for _, row in ipairs(rows "pages") do
      assert.is_true(utf8.len(words(row[1])) > 100, row[1])
      scripts[row[1]] = row[3]
      seen[row[2]], seen[row[3]], seen[row[4]] = true, true, true
    end
    for kind in ("meeting visit research notice appointment Hant GBK BIG5-HKSCS"):gmatch "%S+" do
      assert.is_true(seen[kind], kind)
    end
    local lost, other = 0, 0
    for _, row in ipairs(rows "people") do
      local page = words(row[1])
      assert.truthy(page:find(row[3], 1, true), row[1] .. row[3])
      assert.truthy(page:find(row[5], 1, true), row[1] .. row[5])
      lost = lost + (row[3]:find(LOST, 1, true) and 1 or 0)
      other = other + (scripts[row[1]] == "Hant" and row[2] ~= row[3] and 1 or 0)
      assert.is_false(row[3]:find(LOST, 1, true) ~= nil and page:find(row[2], 1, true) ~= nil)
    end
    assert.is_true(lost > 0 and other > 0)
    for _, row in ipairs(rows "meetings") do assert.truthy(words(row[1]):find(row[3], 1, true), row[1]) end
  end)

  it("has converted copies in the other script, and all others in that of the first", function()
    local scripts, first, all, done = {}, {}, rows "chains", {}
    for _, row in ipairs(rows "pages") do scripts[row[1]] = row[3] end
    for _, row in ipairs(all) do
      if row[3] == "first" then first[row[1]] = scripts[row[2]] end
    end
    for _, row in ipairs(all) do
      assert.equal(row[3] ~= "converted", scripts[row[2]] == first[row[1]])
      done[row[3]] = true
      if row[3] == "converted" then
        local other = scripts[row[2]] == "Hant" and "为" or "為"
        assert.falsy(words(row[2]):find(other, 1, true))
      end
    end
    assert.is_true(done.converted and done.damaged and done.trimmed)
  end)

  it("orders a chain by the day it was published", function()
    local last
    for _, row in ipairs(rows "chains") do
      assert.truthy(words(row[2]):find(row[4], 1, true))
      if last and last[1] == row[1] then
        assert.equal(last[4] < row[4], tonumber(last[5]) < tonumber(row[5]))
      else
        assert.same({"first", "1"}, {row[3], row[5]})
      end
      last = row
    end
  end)
end)

describe("a form filled in twice", function()
  local reports = library(news.generator(9))

  -- Without what a form leaves open.
  local function blank(report)
    local all = report.title .. "\n" .. table.concat(report, "\n")
    for _, person in ipairs(report.people) do all = all:gsub(person.name, "") end
    return (all:gsub("%d+", ""))
  end

  it("differs in people, numbers and days, and in nothing else", function()
    for _ = 1, 80 do
      local form = reports.draft()
      local one = reports.fill(form)
      local other = one and reports.fill(form, one)
      if other then
        assert.equal(blank(one), blank(other))
        for i, person in ipairs(one.people) do assert.not_equal(person.name, other.people[i].name) end
      end
    end
  end)

  it("is dated by the calendar", function()
    assert.equal("2024-03-01", reports.day_after("2024-02-28", 2))
    assert.equal("2023-03-02", reports.day_after("2023-02-28", 2))
    assert.equal("2026-01-04", reports.day_after("2025-12-05", 30))
    assert.equal("2025-03-30", reports.day_after("2025-03-30", 0))
  end)
end)
