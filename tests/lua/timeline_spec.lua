-- Meetings in order, and several tellings of one.
local dates = require "jiyao.dates"
local edtf = require "jiyao.edtf"
local timeline = require "jiyao.timeline"
local sample = dofile "tests/lua/support/sample.lua"

local function told(list)
  for i, m in ipairs(list) do
    m.path, m.start, m.confidence = m.path or ("p" .. i), m.start or i, m.confidence or 0.5
  end
  return list
end

local function names(entries)
  local list = {}
  for i, e in ipairs(entries) do list[i] = e.name end
  return table.concat(list, " ")
end

describe("dates", function()
  it("are taken apart in every form that the record holds", function()
    assert.are.same({rank = 3, inferred = false}, edtf.parse(nil))
    assert.are.equal(3, edtf.parse("").rank)
    assert.are.same({rank = 2, first = "XXXX-06-08", last = "XXXX-06-08", inferred = false},
      edtf.parse("XXXX-06-08"))
    local d = edtf.parse("2025-10-20/2025-10-23")
    assert.are.same({"2025-10-20", "2025-10-23", "2025", "2025-10"}, {d.first, d.last, d.year, d.month})
    d = edtf.parse("2024~")
    assert.are.same({"2024", true}, {d.year, d.inferred})
    assert.is_nil(d.month)
    assert.are.same({rank = 2, first = "XXXX-XX-08", last = "XXXX-XX-08", inferred = false},
      edtf.parse("XXXX-XX-08"))
    assert.are.same({rank = 3, inferred = false}, edtf.parse("2024-02-30"))
  end)

  it("sort with the unknown year after the known and no date last", function()
    local list = {"", "XXXX-01-01", "2024-03-02", "2024-03", "2023-12-31~", "2024-03-02/2024-03-05"}
    table.sort(list, function(a, b) return edtf.key(a) < edtf.key(b) end)
    assert.are.equal("2023-12-31~ 2024-03 2024-03-02 2024-03-02/2024-03-05 XXXX-01-01 ",
      table.concat(list, " "))
    local function keys(date) return table.concat({edtf.keys(date)}, " ") end
    assert.are.equal("2025-10-20 2025-10-23", keys "2025-10-20/2025-10-23")
    assert.are.equal("~XXXX-06-08 ~XXXX-06-09", keys "XXXX-06-08/XXXX-06-09~")
    assert.are.equal("~~ ~~", keys(nil))
  end)

  it("agree with the order of jiyao.dates", function()
    local list = {"XXXX-06-08", "2024", "2024-03", "2024-03-01", "2024-03-01/2024-03-04", "2023-12~",
      "XXXX-01"}
    for _, a in ipairs(list) do
      for _, b in ipairs(list) do
        local here, there = edtf.key(a) < edtf.key(b), dates.compare(a, b) < 0
        if a:gsub("~", "") ~= b:gsub("~", "") then assert.are.equal(there, here, a .. " " .. b) end
      end
    end
  end)

  it("bound a range where they exist and bear no marks", function()
    for _, date in ipairs{"2024", "2024-02", "2024-02-29"} do assert.is_true(edtf.is_bound(date), date) end
    for _, date in ipairs{"", "24", "2024-1", "2024-02-30", "2024~", "XXXX-01-01", 2024, false} do
      assert.is_false(edtf.is_bound(date), tostring(date))
    end
    assert.is_false(edtf.is_bound(nil))
  end)
end)

describe("pages that are one report", function()
  local function meeting(m)
    m.date, m.kind = m.date or "2024-03-14", "调研"
    m.participants = {{name = m.who}}
    return m
  end

  it("tell of one meeting, by whatever name", function()
    local entries = timeline.order(told {
      meeting {name = "区卫健委来院调研", institution = "松岭医院", document_id = 1, chain = 1, who = "林知行"},
      meeting {name = "林知行一行赴松岭医院", institution = "区卫健委", document_id = 2, chain = 1, who = "林知行"},
      meeting {name = "来访", institution = "东湖大学", document_id = 3, who = "林知行"},
    })
    assert.equal(2, #entries)
  end)

  it("tell of two where each does, and keep them apart by who was there", function()
    local entries = timeline.order(told {
      meeting {name = "甲来访", institution = "松岭医院", document_id = 1, chain = 1, who = "林知行"},
      meeting {name = "乙来访", institution = "江榆学院", document_id = 1, chain = 1, who = "沈若谷"},
      meeting {name = "沈若谷到访", institution = "云岭大学", document_id = 2, chain = 1, who = "沈若谷"},
      meeting {name = "林知行到访", institution = "云岭大学", document_id = 2, chain = 1, who = "林知行"},
      meeting {name = "林知行到访", date = "2024-03-15", document_id = 2, chain = 1, who = "林知行"},
    })
    assert.equal(3, #entries)
    for i = 1, 2 do
      local a, b = entries[i].sources[1], entries[i].sources[2]
      assert.equal(a.who, b.who)
    end
  end)
end)

describe("the timeline", function()
  it("orders, and leaves its input as it was", function()
    local list = told{{name = "丙"}, {date = "XXXX-01-01", name = "乙"}, {date = "2024-01-01", name = "甲"}}
    assert.are.equal("甲 乙 丙", names(timeline.order(list)))
    assert.are.equal("丙", list[1].name)
  end)

  it("names each host", function()
    assert.are.same({"甲", "乙"}, timeline.hosts{host = "甲、乙"})
    assert.are.same({}, timeline.hosts{})
  end)

  it("does not depend on the order of its input", function()
    local function make()
      return told{{date = "2024-03-02", name = "年度工作会议", institution = "甲", path = "a", start = 1},
        {date = "2024-03-02", name = "工作会议", institution = "甲", path = "b", start = 1},
        {date = "2024-03-02", name = "学术论坛", institution = "甲", path = "c", start = 1},
        {date = "2024-03-02", name = "工作会议", institution = "乙", path = "d", start = 1}}
    end
    local list = make()
    local one = timeline.order(list)
    for i = 1, #list // 2 do list[i], list[#list + 1 - i] = list[#list + 1 - i], list[i] end
    local other = timeline.order(list)
    assert.are.same(one, other)
    assert.are.equal(3, #one)
  end)

  it("folds tellings of one meeting and keeps all their sources", function()
    local entries = timeline.order(told{
      {date = "2024-03-02", name = "工作会议", institution = "甲", confidence = 0.6, host = "林知行",
        participants = {{name = "周望舒"}}, topics = {"安全"}},
      {date = "2024-03-02~", name = "甲2024年“工作会议”", institution = "甲", confidence = 0.9,
        participants = {{name = "沈若谷"}, {name = "周望舒"}}, topics = {"安全", "人才"}}})
    assert.are.equal(1, #entries)
    assert.are.equal("甲2024年“工作会议”", entries[1].name)
    assert.are.equal("林知行", entries[1].host)
    assert.are.equal(2, #entries[1].sources)
    assert.are.equal("沈若谷 周望舒", names(entries[1].participants))
    assert.are.same({"安全", "人才"}, entries[1].topics)
  end)

  it("keeps apart what differs in day, house or name, and what has no date", function()
    assert.are.equal(2, #timeline.order(told{{date = "2024-03-02", name = "例会"},
      {date = "2024-03-03", name = "例会"}}))
    assert.are.equal(2, #timeline.order(told{{date = "2024-03-02", name = "例会", institution = "甲"},
      {date = "2024-03-02", name = "例会", institution = "乙"}}))
    assert.are.equal(2, #timeline.order(told{{date = "2024-03-02", name = "消防安全培训会"},
      {date = "2024-03-02", name = "人才工作座谈会"}}))
    assert.are.equal(2, #timeline.order(told{{name = "例会"}, {name = "例会"}}))
  end)

  it("judges names by what they share", function()
    assert.are.equal(1.0, timeline.similarity("“工作会议”", "2024年工作会议"))
    assert.are.equal(1.0, timeline.similarity("甲医院2024年度工作会议", "年度工作会议", "甲医院"))
    assert.are.equal(0.0, timeline.similarity("", "工作会议"))
    assert.are.equal(0.0, timeline.similarity("会", "工作会议"))
    assert.is_true(timeline.similarity("会会会会会", "会会") < 0.6)
    assert.are.equal(timeline.similarity("护士节表彰会", "护士节表彰大会"),
      timeline.similarity("护士节表彰大会", "护士节表彰会"))
  end)

  it("counts what it has no place for, and groups the rest", function()
    local line = timeline.of(sample())
    assert.are.same({6, 1, 0, 1, 1}, {line.told, line.folded, line.unsure, line.no_year, line.undated})
    local keys = {}
    for i, g in ipairs(line.groups) do keys[i] = g.key end
    assert.are.same({"2024-03", "2024-04", "2024-05", "year not known", "undated"}, keys)
    assert.are.equal(3, #timeline.of(sample(), {institution = "江榆大学"}).entries)
    assert.are.equal(2, timeline.of(sample(), {min_confidence = 0.65}).unsure)
  end)
end)

describe("the axis", function()
  it("has every month between, or years where months are too many or not known", function()
    local labels, at = timeline.axis{"2023-11-05", "2024-02"}
    assert.are.same({"2023-11", "2023-12", "2024-01", "2024-02"}, labels)
    assert.are.equal(4, at("2024-02-29"))
    assert.is_nil(at("XXXX-02-01"))
    assert.is_nil(at(nil))
    labels, at = timeline.axis{"1999-11-05", "2024-02"}
    assert.are.equal(26, #labels)
    assert.are.equal(26, at("2024-02"))
    assert.are.same({"2023", "2024"}, (timeline.axis{"2023", "2024-02"}))
    assert.are.same({}, (timeline.axis{"XXXX-01-01"}))
  end)
end)
