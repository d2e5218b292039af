-- People across documents: who is one person, why, and what the analyst says.
local corpora = require "jiyao.corpus"
local jiyao = require "jiyao"
local scratch = require "support.scratch"

describe("the people of a corpus", function()
  local path, corpus, number

  before_each(function()
    path, number = scratch.path(".db"), 0
    corpus = corpora.open(path, {create = true})
  end)
  after_each(function() corpus:close() end)

  -- A document of an institution that names people: {name, title, org}.
  local function page(institution, published, people, extra)
    number = number + 1
    local record = extra or {}
    record.institution, record.published, record.people = institution, published, {}
    for i, p in ipairs(people) do
      local titles = type(p[2]) == "table" and p[2] or {p[2]}
      record.people[i] = {name = p[1], titles = titles, org = p[3], spans = {{0, 3}}, byline = p.byline}
    end
    local doc = {path = extra and extra.path or ("%02d.txt"):format(number), bytes = "院务会", source = "院务会",
      reading = "院务会", encoding = "UTF-8", script = "Hans", kind = "text", rules = "1"}
    corpus:store(record, doc)
    return doc.path
  end

  local function ids(filter)
    local list = {}
    for i, e in ipairs(corpus:entities(filter)) do list[i] = e.id end
    table.sort(list)
    return list
  end

  it("has one name at two institutions as two people", function()
    page("松岭医院", "2024-03-06", {{"林知行", "院长"}, {"沈若谷", "护士"}})
    page("松岭医院", "2024-04-06", {{"林知行", "院长", "松岭医院"}})
    page("江榆大学", "2024-03-07", {{"林知行", "校长"}})
    assert.same({"林知行@松岭医院", "林知行@江榆大学"}, ids {name = "林知行"})
    assert.same({"林知行@江榆大学"}, ids {institution = "江榆大学"})
    assert.equal(3, #corpus:entities())
    assert.same({"林知行@江榆大学"}, ids {person = "林知行", to = "2024-03-07", from = "2024-03-07"})
  end)

  it("tells names, titles and when they are seen", function()
    local a = page("松岭医院", "2023-05-01", {{"林知行", "副院长"}})
    local b = page("松岭医院", "2024-04-06", {{"林知行", {"院长", "教授"}}})
    page("松岭医院", nil, {{"林知行", "院长"}})
    page("松岭医院", "2025-01-02", {{"林知行", "院长"}})
    local one = corpus:entity "林知行"
    assert.same({"林知行"}, one.names)
    assert.same({"松岭医院"}, one.institutions)
    assert.equal("2023-05-01", one.first)
    assert.equal("2025-01-02", one.last)
    assert.equal(4, #one.documents)
    assert.same({title = "副院长", org = "松岭医院", first = "2023-05-01", last = "2023-05-01", documents = {a}},
      one.roles[1])
    local second = one.roles[2]
    assert.same({"2024-04-06", "2025-01-02", 3}, {second.first, second.last, #second.documents})
    assert.same({b}, one.roles[3].documents)
    assert.equal(4, one.mentions)
    assert.is_false(one.byline)
    assert.same({}, one.merges)
  end)

  it("has titles with their bodies where there are as many of both", function()
    page("江榆大学", "2024-01-02", {{"白云起", {"副校长", "厅长"}, "江榆大学；东川省教育厅"}})
    local body_of = {}
    for _, role in ipairs(corpus:entity("白云起").roles) do body_of[role.title] = role.org end
    assert.same({["副校长"] = "江榆大学", ["厅长"] = "东川省教育厅"}, body_of)
  end)

  it("joins whom a text gives both bodies", function()
    page("江榆大学", "2024-01-02", {{"白云起", "副校长"}})
    page("东川省教育厅", "2024-02-02", {{"白云起", "厅长"}})
    assert.equal(2, #ids())
    local path_of_both = page("江榆大学", "2024-03-02", {{"白云起", {"副校长", "厅长"}, "江榆大学；东川省教育厅"}})
    assert.same({"白云起@江榆大学"}, ids())
    local one = corpus:entity "白云起@东川省教育厅"
    assert.equal("白云起@江榆大学", one.id)
    assert.same({"江榆大学", "东川省教育厅"}, one.institutions)
    assert.equal("two_bodies", one.merges[1].reason)
    assert.same({path_of_both}, one.merges[1].documents)
  end)

  it("joins who has the same post at the same body", function()
    local a = page("松岭医院", "2024-01-02", {{"周子衿", "主任委员", "东川省医学会肿瘤分会"}})
    local b = page("青松医院", "2024-02-02", {{"周子衿", "主任委员", "东川省医学会肿瘤分会"}})
    page("青松医院", "2024-02-03", {{"何青", "教授", "东川省医学会肿瘤分会"}})
    page("松岭医院", "2024-02-03", {{"何青", "教授", "东川省医学会肿瘤分会"}})
    page("青松医院", "2024-02-04", {{"吴静", "主任", "肿瘤科"}})
    page("松岭医院", "2024-02-04", {{"吴静", "主任", "肿瘤科"}})
    assert.equal(5, #ids())
    local merge = corpus:entity("周子衿").merges[1]
    assert.equal("post", merge.reason)
    assert.equal("东川省医学会肿瘤分会主任委员", merge.words)
    assert.same({a, b}, merge.documents)
    assert.same({"何青@松岭医院", "何青@青松医院"}, ids {name = "何青"})
  end)

  local function company(others)
    local at_home, away = {{"林知行", "主任"}}, {{"林知行"}}
    for _, name in ipairs(others) do
      at_home[#at_home + 1], away[#away + 1] = {name}, {name, nil, "松岭医院"}
    end
    page("松岭医院", "2024-01-02", at_home)
    page("江榆大学", "2024-02-02", away)
  end

  it("joins who is seen with the same colleagues", function()
    company {"沈若谷", "周望舒"}
    local merge = corpus:entity("林知行@江榆大学").merges[1]
    assert.equal("company", merge.reason)
    assert.truthy(merge.words == "沈若谷、周望舒" or merge.words == "周望舒、沈若谷", merge.words)
    assert.same({"01.txt", "02.txt"}, merge.documents)
  end)

  it("takes one colleague for no company", function()
    company {"沈若谷"}
    assert.equal(2, #ids {name = "林知行"})
  end)

  it("takes for no company who is named on pages of many institutions", function()
    company {"沈若谷", "周望舒"}
    for _, house in ipairs {"甲州医院", "乙州医院", "丙州医院"} do
      page(house, "2024-05-01", {{"沈若谷", nil, "松岭医院"}, {"周望舒", nil, "松岭医院"}})
    end
    assert.equal(2, #ids {name = "林知行"})
  end)

  it("keeps apart by company whom a document names as two", function()
    company {"沈若谷", "周望舒"}
    page("江榆大学", "2024-03-02", {{"林知行", "主任", "松岭医院"}, {"林知行", "教师", "江榆大学"}})
    assert.equal(2, #ids {name = "林知行"})
  end)

  describe("called by surname and title", function()
    it("is the one whom it fits", function()
      page("江榆大学", "2024-01-02", {{"刘明远", "党委书记"}, {"刘若溪", "党委副书记"}, {"刘青", "教授"}})
      page("江榆大学", "2024-03-02", {{"刘", "书记"}})
      assert.equal(2, #corpus:entity("刘明远").documents)
      assert.same({"刘明远@江榆大学", "刘若溪@江榆大学", "刘青@江榆大学"}, ids())
    end)

    it("is nobody known where several fit, or none, or those of another house", function()
      page("江榆大学", "2024-01-02", {{"刘明远", "党委书记"}, {"刘若溪", "书记"}})
      page("松岭医院", "2024-01-02", {{"林知行", "院长"}})
      page("江榆大学", "2024-01-02", {{"刘", "书记"}, {"林", "院长"}, {"欧阳", "校长"}})
      assert.same({"刘书记@江榆大学", "刘明远@江榆大学", "刘若溪@江榆大学", "林知行@松岭医院", "林院长@江榆大学",
        "欧阳校长@江榆大学"}, ids())
    end)

    it("is the one of that time", function()
      page("江榆大学", "2012-01-02", {{"刘明远", "书记"}})
      page("江榆大学", "2015-01-02", {{"刘明远", "书记"}})
      page("江榆大学", "2020-01-02", {{"刘若溪", "书记"}})
      page("江榆大学", "2024-01-02", {{"刘若溪", "书记"}})
      page("江榆大学", "2022-01-02", {{"刘", "书记"}})
      page("江榆大学", "2018-01-02", {{"刘", "书记"}})
      assert.equal(3, #corpus:entity("刘若溪").documents)
      assert.equal(2, #corpus:entity("刘明远").documents)
      assert.equal(1, #corpus:entity("刘书记").documents)
    end)
  end)

  describe("and the names of institutions", function()
    local FULL = "东川省材料与能源研究院"

    it("are one by what a text says", function()
      page(FULL, "2024-01-02", {{"纪维桢", "院长"}}, {path = "t.txt",
        aliases = {{name = FULL, alias = "东能院", start = 0, ["end"] = 3}}})
      page("江榆大学", "2024-02-02", {{"纪维桢", "院长", "东能院"}})
      assert.same({"纪维桢@" .. FULL}, ids())
      local alias = {name = "东能院", reason = "text", path = "t.txt"}
      assert.same({{name = FULL, aliases = {alias}}}, corpus:institutions())
      assert.equal(1, #corpus:entities {institution = "东能院"})
      assert.equal("纪维桢@" .. FULL, corpus:entity("纪维桢@东能院").id)
    end)

    it("are one by an abbreviation that one name fits, and not where two do", function()
      page(FULL, "2024-01-02", {{"纪维桢", "院长"}})
      page("材能院", "2024-02-02", {{"纪维桢", "院长"}})
      assert.same({"纪维桢@" .. FULL}, ids())
      assert.equal("abbreviation", corpus:institutions()[1].aliases[1].reason)
      page("云川市材料能源管理学院", "2024-02-02", {})
      page("云川材料与性能研究院", "2024-02-02", {})
      assert.equal(2, #ids())
    end)

    it("are not one because some characters are the same", function()
      page("东山医院", "2024-01-02", {{"林知行"}})
      page("东川市山前医院", "2024-01-02", {{"林知行"}})
      assert.equal(2, #ids())
    end)

    it("speak of the page's own house", function()
      page("江榆大学", "2024-01-02", {{"何青松", "院长", "我校"}, {"吴清扬", "主任", "学校"}, {"周望舒", "院长", "我校附属医院"}})
      assert.same({"何青松@江榆大学", "吴清扬@江榆大学", "周望舒@江榆大学"}, ids())
      assert.equal("江榆大学附属医院", corpus:entity("周望舒").roles[1].org)
    end)
  end)

  it("are worked out for who only reads by this program, whatever a stranger's file says", function()
    page("松岭医院", "2024-03-06", {{"林知行", "院长"}})
    corpus.db:exec [[DROP VIEW v_entity_person;
      CREATE VIEW v_entity_person AS SELECT load_extension('theirs') AS person_id]]
    corpus:close()
    corpus = corpora.open(path)
    assert.equal(1, #corpus:entities())
    local rows = corpus:sql "SELECT p.name FROM v_entity_person v JOIN person p ON p.id = v.person_id"
    assert.equal("林知行", rows[1].name)
  end)

  describe("as the analyst decides", function()
    local a, b, c

    before_each(function()
      a = page("松岭医院", "2024-03-06", {{"林知行", "院长"}})
      b = page("松岭医院", "2024-04-06", {{"林知行", "护士"}})
      c = page("江榆大学", "2024-03-07", {{"林知行", "校长"}})
    end)

    it("are one, until that is undone", function()
      local n = corpus:merge("林知行@松岭医院", "林知行@江榆大学", "he says so himself")
      assert.same({"林知行@松岭医院"}, ids())
      local one = corpus:entity "林知行"
      assert.same({a, b, c}, one.documents)
      assert.equal("decision", one.merges[1].reason)
      assert.equal(n, one.merges[1].decision)
      assert.has_error(function() corpus:merge("林知行@江榆大学", "林知行@松岭医院") end)
      corpus:undo(n)
      assert.equal(2, #ids())
      assert.same({{id = n, kind = "merge", people = {"林知行@松岭医院", "林知行@江榆大学"}, apart = {},
        note = "he says so himself", undone = true}}, corpus:decisions())
      assert.has_error(function() corpus:undo(n) end)
      assert.has_error(function() corpus:undo(n + 1) end)
    end)

    it("are two of one name and institution", function()
      corpus:split("林知行@松岭医院", {b}, "a nurse of that name")
      assert.same({"林知行@松岭医院", "林知行@松岭医院#2", "林知行@江榆大学"}, ids())
      assert.same({b}, corpus:entity("林知行@松岭医院#2").documents)
      assert.same({a}, corpus:entity("林知行@松岭医院").documents)
      corpus:merge("林知行@松岭医院#2", "林知行@江榆大学")
      assert.same({b, c}, corpus:entity("林知行@江榆大学").documents)
      local n = corpus:split("林知行@松岭医院#2", "林知行@江榆大学")
      assert.equal(3, #ids())
      corpus:undo(n)
      assert.equal(2, #ids())
    end)

    it("outlive a new reading of the documents, and a document that comes", function()
      corpus:split("林知行@松岭医院", b)
      corpus:merge("林知行@松岭医院", "林知行@江榆大学")
      corpus:forget(b)
      number = 1
      page("松岭医院", "2024-04-06", {{"林知行", "护士"}})
      number = 3
      page("松岭医院", "2024-05-06", {{"林知行", "院长"}})
      assert.same({"林知行@松岭医院", "林知行@松岭医院#2"}, ids())
      assert.same({a, c, "04.txt"}, corpus:entity("林知行@江榆大学").documents)
    end)

    it("are apart against what documents show", function()
      page("松岭医院", "2024-06-06", {{"林知行", {"院长", "校长"}, "松岭医院；江榆大学"}})
      assert.equal(1, #ids())
      corpus:split("林知行@松岭医院", "林知行@江榆大学", "the page errs")
      assert.equal(2, #ids())
    end)

    it("are named so that nobody is meant by chance", function()
      local ok, err = pcall(corpus.entity, corpus, "林知行")
      assert.is_false(ok)
      assert.truthy(err.message:find("林知行@松岭医院, 林知行@江榆大学", 1, true), err.message)
      for _, wrong in ipairs {
        function() corpus:entity "沈若谷" end, function() corpus:split("林知行@松岭医院", "no.txt") end,
        function() corpus:split("林知行@松岭医院", c) end, function() corpus:split("林知行@松岭医院", {}) end,
        function() corpus:split("林知行@松岭医院", "林知行@松岭医院") end,
      } do assert.has_error(wrong) end
      assert.same({}, corpus:decisions())
    end)
  end)

  it("are the same for a reader, also after the file has changed", function()
    page("松岭医院", "2024-03-06", {{"林知行", "院长"}})
    local before = ids()
    page("江榆大学", "2024-03-07", {{"林知行", "校长"}})
    local reader <close> = corpora.open(path)
    assert.equal(1, #before)
    assert.equal(2, #reader:entities())
    assert.equal(2, reader:sql("SELECT count(*) AS n FROM v_entity")[1].n)
    corpus:merge("林知行@松岭医院", "林知行@江榆大学")
    assert.equal(1, #reader:entities())
    page("南山大学", "2024-03-07", {{"林知行", "校长"}})
    assert.equal(2, #reader:entities())
    assert.equal(2, #corpus:entities())
    assert.equal(2, #reader:entities())
    assert.same({}, corpus:check())
  end)

  it("hold no row of a document that is gone", function()
    local a = page("松岭医院", "2024-03-06", {{"林知行", "院长"}})
    assert.equal(1, #ids())
    corpus:forget(a)
    assert.equal(0, #ids())
    assert.equal(0, corpus:sql("SELECT count(*) AS n FROM entity_part")[1].n)
  end)

  it("refuse a filter that nobody knows", function()
    assert.has_error(function() corpus:entities {host = "林知行"} end)
  end)
end)

describe("sets that grow together", function()
  it("keep apart whom they were told to, however they come", function()
    local sets = require "jiyao.clusters".new()
    assert.is_true(sets:join(1, 2))
    assert.is_true(sets:join(3, 4))
    assert.is_true(sets:hold_apart(2, 3))
    assert.is_false(sets:join(1, 4))
    assert.is_true(sets:join(5, 1))
    assert.is_false(sets:join(5, 4))
    assert.is_false(sets:hold_apart(5, 2))
    assert.is_true(sets:join(6, 5))
    assert.is_false(sets:join(3, 6))
  end)
end)

describe("aliases that a page tells", function()
  it("are of the source text", function()
    local doc = jiyao.document.parse("2024年3月6日，東川省材料與能源研究院（以下簡稱「材能院」）召開工作會議。", "a.txt")
    local told = jiyao.document.extract(doc).aliases
    assert.equal(1, #told)
    assert.same({"东川省材料与能源研究院", "材能院"}, {told[1].name, told[1].alias})
    assert.equal("東川省材料與能源研究院（以下簡稱「材能院」）", jiyao.text.sub(doc.source, told[1].start, told[1]["end"]))
    assert.is_nil(jiyao.document.to_json(jiyao.document.extract(doc)):find("aliases", 1, true))
  end)
end)
