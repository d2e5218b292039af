-- People: titles, mentions, roles, company; one name in two houses.
local leaders = require "jiyao.leaders"
local fake_corpus = dofile "tests/lua/support/fake_corpus.lua"
local sample = dofile "tests/lua/support/sample.lua"

describe("a profile", function()
  it("keeps one name at two institutions apart", function()
    local profile = leaders.profile(sample(), "林知行")
    assert.are.equal(2, #profile.parts)
    assert.are.same({"松岭医院", "江榆大学"}, {profile.parts[1].institution, profile.parts[2].institution})
    assert.are.same({"院长", "校长"}, {profile.parts[1].titles[1].title, profile.parts[2].titles[1].title})
    local one = leaders.profile(sample(), "林知行", {institution = "江榆大学"})
    assert.are.equal(1, #one.parts)
    assert.are.equal(0, #leaders.profile(sample(), "无此人").parts)
  end)

  it("counts a meeting once however many tell of it, with the fullest role", function()
    local part = leaders.profile(sample(), "林知行").parts[1]
    assert.are.equal(1, #part.meetings)
    assert.are.same({"host"}, part.meetings[1].roles)
    assert.are.equal(2, #part.meetings[1].entry.sources)
    assert.are.same({"周望舒", "沈若谷"}, {part.together[1].name, part.together[2].name})
    assert.are.equal(2, part.documents)
    assert.are.equal(3, #part.mentions)
  end)

  it("dates a mention by the page, or by the meeting it stands in", function()
    local corpus = fake_corpus.new{{path = "a", institution = "甲", text = "林知行到会。会上林知行讲话。后记林知行。",
      people = {{name = "林知行"}}, meetings = {{date = "2024-05-01", name = "会", words = "会上林知行讲话。",
        participants = {{name = "林知行", role = "speaker"}}}}}}
    local part = leaders.profile(corpus, "林知行").parts[1]
    local dates = {}
    for i, m in ipairs(part.mentions) do dates[i] = m.date or "-" end
    assert.are.same({"2024-05-01", "-", "-"}, dates)
    assert.are.same({"speaker"}, part.meetings[1].roles)
  end)

  it("sees titles first and last, and several hosts", function()
    local function page(path, published, title)
      return {path = path, institution = "甲", published = published, text = title .. "林知行主持会议。",
        people = {{name = "林知行", titles = {title}}},
        meetings = {{date = published, name = path .. "会议", words = "会议", host = "沈若谷、林知行",
          participants = {{name = "林知行"}}}}}
    end
    local corpus = fake_corpus.new{page("c", "2025-01-02", "院长"), page("a", "2023-01-02", "副院长"),
      page("b", "2024-01-02", "院长")}
    local part = leaders.profile(corpus, "林知行").parts[1]
    assert.are.equal("副院长", part.titles[1].title)
    assert.are.same({"2024-01-02", "2025-01-02", 2},
      {part.titles[2].first, part.titles[2].last, part.titles[2].count})
    assert.are.equal("host", part.roles[1].role)
    assert.are.equal(3, #part.roles[1].meetings)
  end)
end)

describe("one name twice in a document", function()
  it("is one document and one meeting", function()
    local corpus = fake_corpus.new{{path = "a", institution = "甲", published = "2024-01-02",
      text = "林知行主持例会。", people = {{name = "林知行"}, {name = "林知行", org = "护理部"}},
      meetings = {{date = "2024-01-02", name = "例会", host = "林知行"}}}}
    local part = leaders.profile(corpus, "林知行").parts[1]
    assert.are.same({1, 1, 1}, {part.documents, #part.meetings, #part.meetings[1].entry.sources})
    assert.are.equal(1, #leaders.list(corpus)[1].documents)
  end)
end)

describe("where a person belongs", function()
  local function homes(org, institution)
    local corpus = fake_corpus.new{
      {path = "a", institution = institution, text = "林知行", people = {{name = "林知行", org = org}}},
      {path = "b", institution = "远山学院", text = "无"}}
    return leaders.list(corpus)[1].institution
  end

  it("is the house of the page, unless the text names another house", function()
    assert.are.equal("松岭医院", homes(nil, "松岭医院"))
    assert.are.equal("松岭医院", homes("护理部", "松岭医院"))
    assert.are.equal("松岭医院", homes("松岭医院党委办公室；护理部", "松岭医院"))
    assert.are.equal("松岭医院", homes("医院", "松岭医院"))
    assert.are.equal("江榆大学", homes("江榆大学", "松岭医院"))
    assert.are.equal("远山学院", homes("人事处；远山学院", "松岭医院"))
    assert.are.equal("护理部", homes("护理部；质控科", nil))
    assert.is_nil(homes(nil, nil))
  end)
end)

describe("the list", function()
  it("puts the most mentioned first and leaves bylines out", function()
    local names = {}
    for i, leader in ipairs(leaders.list(sample())) do
      names[i] = leader.name .. "/" .. leader.institution .. "/" .. leader.mentions
    end
    assert.are.same({"林知行/松岭医院/3", "周望舒/松岭医院/2", "沈若谷/松岭医院/2", "林知行/江榆大学/1"}, names)
  end)
end)
