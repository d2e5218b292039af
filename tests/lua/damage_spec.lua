-- What damage does to how sure a name is: in the list of people, under
-- min_confidence, and in what is explained.
local jiyao = require "jiyao"

local function sure_of(source, name)
  for _, p in ipairs(jiyao.extract.people(source, {explain = true})) do
    if p.name == name then return p.confidence, p.why.name.rule end
  end
end

describe("a name in damaged text", function()
  it("is less sure where it may go on in a lost character", function()
    local whole = sure_of("会议由副院长王海主持。", "王海")
    for _, mark in ipairs {"\u{25A1}", "\u{FFFD}", "\u{3013}"} do
      local cut, rule = sure_of("会议由副院长王海" .. mark .. "主持。", "王海")
      assert.is_true(cut <= whole / 2)
      assert.truthy(rule:find("damaged", 1, true))
    end
  end)

  it("is as sure as ever where a sound mention stands elsewhere", function()
    local source = "会议由副院长王海主持。会后，副院长王海\u{25A1}参观。"
    local sure, rule = sure_of(source, "王海")
    assert.is_true(sure > 0.9)
    assert.is_nil(rule:find("damaged", 1, true))
  end)

  it("is as sure as ever behind a box that opens a line", function()
    assert.are.equal(sure_of("参会人员：\n院长林若溪\n副院长王海\n", "林若溪"),
      (sure_of("参会人员：\n\u{25A1}院长林若溪\n副院长王海\n", "林若溪")))
  end)

  it("is no surer than the repair that it stands in", function()
    local doc = jiyao.document.parse("成果?！痹撫t院长王海棠介绍", "a.txt")
    local repair = jiyao.document.extract(doc).repairs[1]
    local view = jiyao.document.view(doc)
    local damage = require "jiyao.damage"
    local changes = damage.repairs(doc.text)
    local at = view.text:find("该医", 1, true) - 1
    local inside = {mentions = {{name_start = at, name_stop = at + 6}}}
    assert.are.equal(#changes, 1)
    assert.is_true(math.abs(damage.of_person(view, changes, inside) - repair.confidence) < 0.006)
    assert.are.equal(damage.of_person(view, changes, view.people[1]), 1)
  end)

  it("can be left out", function()
    local source = "副院长王海\u{25A1}、院长林若溪参加。"
    local names = {}
    for _, p in ipairs(jiyao.extract.people(source, {min_confidence = 0.6})) do names[#names + 1] = p.name end
    assert.are.same(names, {"林若溪"})
  end)
end)
