-- Whose page it is, and what is no part of a body's name.
local bodies = require "jiyao.bodies"
local document = require "jiyao.document"

local function institution(text) return document.extract(document.parse(text, "a.txt")).institution end

local function names(text)
  local out = {}
  for _, o in ipairs(bodies.of(document.view(text))) do out[#out + 1] = o.name end
  return table.concat(out, " ")
end

describe("the name of a body", function()
  it("has no bracket, cell or label before it", function()
    assert.equal("兰汀医学会", institution("(快讯)兰汀医学会举行就职典礼\n(快讯)兰汀医学会日前举行就职典礼,会长韩立群致辞。"))
    assert.no.matches("%)", names("(星期五)借兰汀书院礼堂举行。(星期六)假东川大学召开大会,校长韩立群致辞。"))
  end)

  it("has no verb of going before it", function()
    assert.equal("青岚职业学院", institution("代表团来访我校\n当天上午,代表团一行6人访问青岚职业学院。校长韩立群会见了来宾。"))
  end)

  it("is one where two act together", function()
    assert.matches("西屏街道社区卫生服务中心", names("6月9日,护理党支部联合西屏街道社区卫生服务中心主任韩立群开展义诊。"))
    assert.matches("^青川大学工会", names("青川大学工会联合东屏医院主任韩立群开展义诊。"))
    assert.matches("^青川联合大学", names("青川联合大学校长韩立群致辞。"))
  end)

  it("says which body, not which kind", function()
    for _, name in ipairs {"公立医院", "民办高校", "基层医院", "社区卫生服务中心", "三甲医院", "大型企业", "示范性学校"} do
      assert.is_false(bodies.is_whole(name), name)
    end
    assert.is_true(bodies.is_whole("西屏社区卫生服务中心"))
    assert.is_true(bodies.is_whole("青川综合医院"))
  end)

  it("is no room where people meet", function()
    assert.is_false(bodies.is_whole("东屏大酒店二楼青云厅"))
    assert.is_false(bodies.is_whole("兰汀大厦三楼会议厅"))
    assert.is_true(bodies.is_whole("澜江省教育厅"))
  end)

  it("is that of the house, not of its party", function()
    assert.equal("青岚学院", bodies.of_committee("中国共产党青岚学院"))
    assert.equal("中共青岚县委", bodies.of_committee("中共青岚县委"))
  end)
end)

describe("the institution of a page", function()
  it("is the whole where a part tells what happened with us", function()
    assert.equal("青岚工业大学", institution("第二届桥梁模型竞赛在我校举行\n来源:土木学院\n" ..
      "6月8日,第二届桥梁模型竞赛在青岚工业大学举行。土木学院院长韩立群致辞,土木学院副院长林若溪主持。"))
    assert.equal("东川职业学院", institution("名师工作室在我院揭牌\n发布者:机电工程学院\n" ..
      "6月8日,揭牌仪式在东川职业学院图书馆举行。机电工程学院院长韩立群主持。"))
  end)

  it("is whom a visit goes to, which the headline calls ours", function()
    assert.equal("东川药业有限公司", institution("省药监局领导一行来公司调研\n" ..
      "6月8日,省药监局局长韩立群带队到东川药业有限公司调研。青川分局局长林若溪陪同。"))
    assert.equal("青川大学附属医院", institution("省卫生健康委来院调研公立医院改革\n" ..
      "6月8日,省卫生健康委副主任韩立群一行来到青川大学附属医院,调研公立医院改革。"))
  end)

  it("is not with whom we sign", function()
    assert.equal("兰汀医学中心", institution("兰汀医学中心\n本院与东屏纪念医院缔结姊妹院\n" ..
      "6月8日,本院与东屏纪念医院签署备忘录。东屏纪念医院院长韩立群到场。"))
  end)

  it("is a commission of a land", function()
    assert.equal("黑水州卫生健康委员会", institution("6月8日,黑水州卫生健康委员会举办培训班。" ..
      "州疾病预防控制中心主任韩立群主持。"))
  end)
end)
