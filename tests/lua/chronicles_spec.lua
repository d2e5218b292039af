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

describe("the day of a page", function()
  local function published(head)
    local page = head .. "\n6月8日,云岭医院召开教学工作会议,院长林若溪主持。会议总结了上半年工作,安排了下一步任务。\n"
    return jiyao.document.extract(jiyao.document.parse(page, "a.txt")).published
  end

  it("stands beside the headline in figures, or is set in two lines", function()
    for _, head in ipairs {
      "2024-06-10 云岭医院召开教学工作会议", "云岭医院召开教学工作会议[2024-06-10]",
      "云岭医院召开教学工作会议\n10\n2024.06", "云岭医院召开教学工作会议\n06-10\n2024",
    } do
      assert.are.equal("2024-06-10", published(head))
    end
  end)

  it("is not that of the event, nor of the site's clock, nor of what was laid down", function()
    for _, head in ipairs {
      "2024.06.08 云岭医院召开教学工作会议", "今天是2024年6月12日 星期三\n首页\n云岭医院召开教学工作会议",
      "云岭学会章程\n(2024年6月10日第二届会员大会通过)",
    } do
      assert.is_nil(published(head))
    end
  end)
end)
