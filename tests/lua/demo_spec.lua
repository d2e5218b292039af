-- The recipes that ship, on the example corpus from bytes to page: every link has
-- its anchor, every quotation stands where it says, nothing depends on the order
-- in which the pages came in.
local jiyao = require "jiyao"
local html = require "jiyao.report.html"

-- With a collection at every step this would take minutes, and what it would
-- find in C the other specs find.
if os.getenv "JIYAO_GC" == "eager" then return end

local FOLDER = "examples/corpus"
local FORMATS = {"md", "html", "csv", "json"}
local RUNS = {
  {"timeline", {}}, {"leader-profile", {name = "佟海宁"}}, {"compare-institutions", {}},
}

-- A corpus of the pages, brought in one by one in the order given.
local function corpus_of(paths)
  local corpus = jiyao.corpus.open(":memory:", {create = true})
  for _, path in ipairs(paths) do corpus:ingest{path} end
  return corpus
end

local function paths_of_folder()
  local paths = {}
  for i, entry in ipairs(jiyao.ingest.paths{FOLDER}) do paths[i] = entry.path end
  return paths
end

local function report(corpus, run)
  return jiyao.recipe.run(jiyao.recipe.load(run[1]), corpus, run[2])
end

local function anchors(page)
  local ids, targets = {}, {}
  for id in page:gmatch(' id="([^"]*)"') do
    assert.is_nil(ids[id], "the id " .. id .. " stands twice")
    ids[id] = true
  end
  for target in page:gmatch('href="([^"]*)"') do targets[#targets + 1] = target end
  return ids, targets
end

describe("the recipes on the example corpus", function()
  local corpus, other, sources

  setup(function()
    local paths, backwards = paths_of_folder(), {}
    for i, path in ipairs(paths) do backwards[#paths - i + 1] = path end
    corpus, other, sources = corpus_of(paths), corpus_of(backwards), {}
    for _, row in ipairs(corpus:sql "SELECT path, source FROM v_text") do sources[row.path] = row.source end
  end)

  teardown(function()
    corpus:close()
    other:close()
  end)

  for _, run in ipairs(RUNS) do
    it(run[1] .. " leads from each link to its anchor, and to nothing outside the page", function()
      local ids, targets = anchors(report(corpus, run):render("html"))
      assert.is_true(#targets > 20)
      for _, target in ipairs(targets) do assert.is_true(ids[target:match("^#(.+)$") or ""], target) end
      local page, links = report(corpus, run):render("md"), 0
      for target in page:gmatch("%]%(#([^)]*)%)") do
        links = links + 1
        assert.is_truthy(page:find('<a id="' .. target .. '"></a>', 1, true), target)
      end
      assert.is_true(links > 20)
    end)

    it(run[1] .. " quotes what stands in the source, and shows each quotation", function()
      local doc = report(corpus, run)
      local page = doc:render("html")
      for _, q in ipairs(doc.quotes) do
        local words = jiyao.text.sub(sources[q.path], q.start, q.stop)
        if q.path:find("%.html$") then words = jiyao.quoting.words(words) end
        assert.are.equal(words:match("^%s*(.-)%s*$"), q.text:match("^%s*(.-)%s*$"), q.path)
        assert.is_truthy(page:find("<mark>" .. html.escape(q.text) .. "</mark>", 1, true), q.text)
      end
    end)

    it(run[1] .. " gives the same bytes twice, in whatever order the pages came in", function()
      for _, format in ipairs(FORMATS) do
        local page = report(corpus, run):render(format)
        assert.are.equal(page, report(corpus, run):render(format))
        assert.are.equal(page, report(other, run):render(format))
      end
    end)
  end

  it("leader-profile quotes the very name it is about", function()
    local doc, named = report(corpus, RUNS[2]), 0
    for _, q in ipairs(doc.quotes) do
      if not q.label then
        named = named + 1
        local reading = jiyao.text.nfkc(jiyao.convert.script(q.text, "t2s"):gsub("%b()", ""))
        assert.is_truthy(reading:gsub("%s", ""):find("佟海宁", 1, true), q.text)
      end
    end
    assert.is_true(named > 3)
  end)

  it("leader-profile holds titles, mentions over time, and roles with where they are told", function()
    local doc, seen = report(corpus, RUNS[2]), {}
    for _, block in ipairs(doc.blocks) do
      if block.type == "heading" then seen[block.text] = true end
      for _, row in ipairs(block.type == "table" and block.rows or {}) do
        if row.role then assert.is_true(#row.role.refs > 0 and #row.source.refs > 0, row.name) end
        if row.title then assert.is_true(#row.count.refs > 0, row.title) end
      end
    end
    for _, heading in ipairs{"职务", "提及的时间分布", "会议与角色", "原文"} do
      assert.is_true(seen[heading], heading)
    end
  end)

  it("compare-institutions gives meetings, kinds, themes and leaders, as counts and as rates", function()
    local doc, tables = report(corpus, RUNS[3]), {}
    for _, block in ipairs(doc.blocks) do
      if block.type == "table" then tables[#tables + 1] = block end
    end
    local documents = {}
    for _, d in ipairs(corpus:documents()) do
      local sum = documents[d.institution or ""] or {documents = 0, characters = 0}
      documents[d.institution or ""] = sum
      sum.documents, sum.characters = sum.documents + 1, sum.characters + d.chars
    end
    for _, row in ipairs(tables[1].rows) do
      local sum = documents[row.name]
      assert.are.same({sum.documents, sum.characters}, {row.documents, row.characters})
      assert.are.equal(row.meetings.value, #row.meetings.refs)
      assert.is_true(math.abs(row.rate - row.meetings.value * 10000 / row.characters) < 1e-9)
    end
    for _, pair in ipairs{{2, 3}, {4, 5}} do
      local counts, rates = tables[pair[1]], tables[pair[2]]
      assert.are.same({"次数", "每万字"}, {counts.caption, rates.caption})
      assert.are.equal(#counts.rows, #rates.rows)
    end
    assert.is_truthy(tables[6].rows[1].mentions.refs[1] and tables[6].rows[1].rate)
  end)
end)
