-- Which body people belong to whose posts are told without one.
local document = require "jiyao.document"

local function orgs(text)
  local out = {}
  for _, p in ipairs(document.extract(document.parse(text, "a.txt")).people) do out[p.name] = p.org or "-" end
  return out
end

describe("the body of a post without one", function()
  local page = "云岭大学召开座谈会\n6月8日,云岭大学召开座谈会。"

  it("is the page's where the post fits it", function()
    assert.equal("云岭大学", orgs(page .. "校长韩立群主持。")["韩立群"])
  end)

  it("is none for who leads the land", function()
    assert.equal("-", orgs(page .. "会议传达了国家主席甄远山的讲话。")["甄远山"])
  end)

  it("is the nearest that the post fits where the page's does not", function()
    assert.equal("云岭市东山医院", orgs(page .. "代表来到云岭市东山医院,院长林若溪介绍了情况。")["林若溪"])
  end)

  it("is told by the kind of body before the post", function()
    local o = orgs(page .. "一行来到东山机械有限公司,公司总经理林若溪、总工程师苏长明接待了来宾。")
    assert.equal("东山机械有限公司", o["林若溪"])
    assert.equal("东山机械有限公司", o["苏长明"])
  end)

  it("is the land of its head", function()
    assert.equal("泉山县", orgs(page .. "师生来到泉山县调研,副县长林若溪陪同。")["林若溪"])
  end)

  it("is the house that elects somebody, not one whose contest somebody wins", function()
    assert.equal("云岭大学", orgs(page .. "会议选举产生新一届委员会,韩立群、何文静、林若溪当选委员。")["何文静"])
    assert.equal("-", orgs(page .. "比赛结束,韩立群、何文静、林若溪获得一等奖。")["何文静"])
  end)

  it("is what the post is of, by its own rows", function()
    for text, want in pairs {
      ["市青山学会召开年会,秘书长林若溪作报告。"] = "市青山学会",
      ["云山科技伦理委员会开会,主任委员林若溪主持。"] = "云山科技伦理委员会",
      ["质检站党总支组织夜学,党总支书记林若溪领学。"] = "质检站党总支",
      ["药学系党支部开展活动,会议由支部书记林若溪主持。"] = "药学系党支部",
      ["参会的有教务处长林若溪。"] = "云岭大学",
    } do
      assert.equal(want, orgs(page .. text)["林若溪"])
    end
  end)

  it("is that of the head of a list for all of it", function()
    local o = orgs(page .. "市青山学会召开年会,副会长林若溪、何文静、韩立群出席。")
    assert.same({"市青山学会", "市青山学会", "市青山学会"}, {o["林若溪"], o["何文静"], o["韩立群"]})
  end)

  it("is none where words are left of a sentence", function()
    assert.equal("云岭大学", orgs(page .. "双方支部书记林若溪代表支部签字。")["林若溪"])
  end)
end)
