-- Pages that tell a year day by day. All texts are composed.
local jiyao = require "jiyao"

local DAYS = "\n\n3月9日 东岭学院召开教学工作会议。\n4月26日 东岭学院举行春季运动会。\n12月3日 东岭学院举行教职工代表大会。\n"

local function dates(head)
  local out = {}
  for _, m in ipairs(jiyao.extract.meetings(head .. DAYS)) do out[#out + 1] = m.date end
  return table.concat(out, " ")
end

describe("chronicles", function()
  it("take the year that their head bears without 年", function()
    for _, head in ipairs {"东岭学院大事记2004", "大事记(2004)", "校史回眸之2004", "2004·东岭学院记事", "年轮|2004"} do
      assert.are.equal("2004-03-09~ 2004-04-26~ 2004-12-03~", dates(head))
    end
  end)

  it("part a school year by its months", function()
    assert.are.equal("2005-03-09~ 2005-04-26~ 2004-12-03~", dates("东岭学院2004—2005学年大事记"))
  end)

  it("take no year where the head has none or two, and none of a cohort", function()
    for _, head in ipairs {"东岭学院大事记", "回望2001与2004", "2004级新生大事记", "联系电话 2004-6688"} do
      assert.are.equal("XXXX-03-09 XXXX-04-26 XXXX-12-03", dates(head))
    end
  end)
end)
