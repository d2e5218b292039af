-- Institutions side by side, the themes, and the arithmetic behind them.
local compare = require "jiyao.compare"
local stats = require "jiyao.stats"
local sample = dofile "tests/lua/support/sample.lua"

describe("statistics", function()
  it("give rates, and none of nothing", function()
    assert.are.equal(0.5, stats.per_10k(3, 60000))
    assert.is_nil(stats.per_10k(3, 0))
  end)

  it("give G2 as worked out by hand", function()
    -- 8 of 10 against 2 of 10: 2 * (8 ln 1.6 + 2 ln 0.4 + 2 ln 0.4 + 8 ln 1.6).
    local by_hand = 2 * (16 * math.log(1.6) + 4 * math.log(0.4))
    assert.is_true(math.abs(stats.keyness(8, 10, 2, 10) - by_hand) < 1e-9)
    assert.is_true(math.abs(stats.keyness(2, 10, 8, 10) + by_hand) < 1e-9)
    assert.is_true(math.abs(stats.keyness(5, 10, 5, 10)) < 1e-9)
    assert.are.equal(0, stats.keyness(0, 10, 0, 10))
    assert.are.equal(0, stats.keyness(1, 1, 0, 0))
  end)
end)

describe("themes", function()
  it("are told from names and topics", function()
    assert.are.same({"安全", "科研"}, compare.themes{name = "消防安全培训", topics = {"实验室"}})
    assert.are.same({}, compare.themes{name = "茶话会"})
    assert.are.same({}, compare.themes{})
  end)

  it("stand in a sorted table, no cue twice in a theme", function()
    local last
    for line in io.lines("lua/jiyao/data/themes.tsv") do
      if line:sub(1, 1) ~= "#" then
        assert.is_truthy(line:find("^[^\t]+\t[^\t]+$"), line)
        assert.is_true(not last or last < line, line)
        last = line
      end
    end
  end)
end)

describe("the comparison", function()
  it("counts meetings once, by house", function()
    local result = compare.institutions(sample())
    local rows = {}
    for i, row in ipairs(result.rows) do
      rows[i] = {row.name, row.documents, #row.meetings, #row.leaders}
    end
    assert.are.same({{"松岭医院", 3, 2, 3}, {"江榆大学", 2, 3, 1}}, rows)
    assert.are.equal(0, result.strays)
    assert.are.same({"工作会议", "座谈会", "例会"}, result.kinds)
  end)

  it("keeps the order asked for and names what is missing", function()
    local result = compare.institutions(sample(), {institutions = {"江榆大学", "无此院", "松岭医院"}})
    assert.are.same({"江榆大学", "松岭医院"}, {result.rows[1].name, result.rows[2].name})
    assert.are.same({"无此院"}, result.missing)
  end)

  it("counts strays and documents without a house", function()
    local corpus = sample()
    corpus.rows.documents[1].institution = nil
    for _, m in ipairs(corpus.rows.meetings) do
      if m.institution == "江榆大学" then m.institution = "别处" end
    end
    local result = compare.institutions(corpus)
    assert.are.equal(1, result.without)
    assert.are.equal(3, result.strays)
  end)
end)
