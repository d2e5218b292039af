-- Pages of the web as text: what stands beside the text changes nothing of what is told.
local jiyao = require "jiyao"
local links = require "jiyao.links"
local furniture = require "jiyao.furniture"

local TITLE = "东岭医院召开教学工作会议\n"
local BODY = "6月8日下午,东岭医院在门诊楼三楼会议室召开教学工作会议。院长林若溪主持会议,副院长何静、各科室主任参加会议。\n" ..
  "    会上,教学部主任韩立群总结了上半年的工作,对下半年的工作作了部署。林若溪强调,要抓好教学查房。\n"

local function told(page)
  local r, out = jiyao.document.extract(jiyao.document.parse(page, "a.txt")), {}
  for _, m in ipairs(r.meetings) do
    local day = m.date:gsub("^[^-]+", "Y"):gsub("~", "")
    out[#out + 1] = table.concat({day, m.name, m.institution, m.host or "-"}, " ")
  end
  return (r.published or "-") .. " | " .. table.concat(out, ", ") .. " | " .. (r.institution or "-")
end

local PLAIN = " | Y-06-08 教学工作会议 东岭医院 林若溪 | 东岭医院"

describe("the head of a page", function()
  it("is its menu, its path and its services", function()
    for _, head in ipairs {"网站首页\n单位概况\n新闻动态\n党建工作\n联系我们\n", "首页 | 医院概况 | 新闻中心 | 联系我们\n",
      "当前位置:首页 > 新闻中心 > 工作动态 > 正文\n", "您的位置 >> 首页 >> 要闻>> >> 正文\n", "设为首页 | 加入收藏\n",
      "站内搜索 热门搜索:预约 体检\n", "急诊电话:0551-12345678\n", "今天是2024年6月12日 星期三\n"} do
      assert.equal("-" .. PLAIN, told(head .. TITLE .. BODY), head)
    end
  end)

  it("says when it was published, in lines of their own", function()
    for _, head in ipairs {"日期:2024-06-10\n浏览:33\n作者:本站\n", "撰稿时间:2024-06-10\n", "时间:2024-06-1009:20 来源:\n",
      "• 文:企划部\n• 日期:2024-06-10\n", "[要闻]     发布时间:2024-6-10\n"} do
      assert.equal("2024-06-10" .. PLAIN, told(TITLE .. head .. BODY), head)
    end
  end)
end)

describe("the foot of a page", function()
  it("leads to other pages and sites", function()
    for _, foot in ipairs {"上一篇:西山医院召开护士节表彰大会\n下一篇:没有了\n", "【上一条】市长走访企业\n", "Next:西山医院举行消防演练\n",
      "后一篇: 6月9日举行消防演练\n", "友情链接\n国家卫生健康委员会\n北山大学\n", "技术支持:云川科技有限公司\n",
      "点击排行\n1 西山医院召开护士节表彰大会\n2 西山医院举行消防演练\n"} do
      assert.equal("-" .. PLAIN, told(TITLE .. BODY .. foot), foot)
    end
  end)

  it("names people, who are named on the page", function()
    local r = jiyao.document.extract(jiyao.document.parse(TITLE .. BODY .. "下一篇:副院长方小舟看望老党员\n", "a.txt"))
    assert.equal("方小舟", r.people[#r.people].name)
  end)
end)

describe("links", function()
  it("end with their line, also behind the text", function()
    local s = "会议结束。 上一篇:甲院开会 下一篇:乙院开会\n表彰大会。"
    assert.equal("会议结束。", (furniture.blanked(s, links.of(s)):match("^[^\n]*")))
    assert.equal(#s, #furniture.blanked(s, links.of(s)))
    assert.equal(0, #links.of("上一条生产线停产后,厂里召开会议。"))
  end)

  it("of friends lead away", function()
    assert.is_true(links.of("友情链接:北山大学\n")[1].away)
    assert.is_false(links.of("上一篇:北山大学\n")[1].away)
  end)
end)

describe("furniture", function()
  it("is not what names a body or a column", function()
    for _, s in ipairs {"当前位置:云岭大学 > 新闻\n会", "当前位置:首页 > 大事记\n会", "学术报告\n会", ""} do
      assert.equal(s, furniture.cleared(s))
    end
  end)
end)

describe("bylines of pages", function()
  it("stand in brackets, behind a name, beside those of others", function()
    local function flags(foot)
      local out = {}
      local page = jiyao.document.parse(TITLE .. BODY .. foot, "a.txt")
      for _, p in ipairs(jiyao.document.extract(page).people) do
        if p.byline then out[#out + 1] = p.name .. " " .. table.concat(p.titles, "/") .. (p.org or "") end
      end
      return table.concat(out, ", ")
    end
    assert.equal("江一帆 责任编辑", flags("【责任编辑】江一帆\n"))
    assert.equal("江一帆 护理学院", flags("护理学院江一帆供稿\n"))
    assert.equal("江一帆 , 孟小雨 通讯员", flags("(江一帆 通讯员 孟小雨)\n"))
    assert.equal("江一帆 , 孟小雨 , 方小舟 ", flags("(文:江一帆 图:孟小雨 核发:方小舟)\n"))
    assert.equal("江一帆 摄影, 孟小雨 核稿", flags("(江一帆摄影,孟小雨核稿)\n"))
  end)
end)

describe("the day of an event", function()
  local function days(page)
    local out = {}
    for _, m in ipairs(jiyao.document.extract(jiyao.document.parse(page, "a.txt")).meetings) do
      out[#out + 1] = (m.date or "-"):gsub("~", "")
    end
    return table.concat(out, " ")
  end

  it("is not that of the page beside the headline", function()
    local title, body = "云岭小学趣味运动会开幕", "\n10月17日上午,云岭小学趣味运动会开幕。校长林若溪讲话。\n"
    for _, line in ipairs {title .. " 2013-10-18", title .. "2013-10-18教务处", "[2013-10-18 09:27]" .. title,
      "教务处 2013-10-18 " .. title, title .. "(2013-10-18)", title .. "时间:2013-10-18 点击数:"} do
      assert.equal("2013-10-17", days(line .. body), line)
    end
  end)

  it("owes its year to a feast that comes, or to the same day with one", function()
    local held = "云岭医院召开老干部座谈会,院长林若溪主持。"
    assert.equal("2020-01-14", days("在2020年春节来临之际,云岭医院走访老干部。1月14日," .. held .. "\n"))
    assert.equal("2019-12-30", days("值此2020年元旦即将到来之际,12月30日," .. held .. "\n"))
    assert.equal("2011-03-06", days("云岭医院召开老干部座谈会\n发布时间:2012-05-22\n2011年3月6日是学雷锋日。" ..
      "3月6日上午," .. held .. "\n"))
  end)
end)
