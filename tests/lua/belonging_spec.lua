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
end)
