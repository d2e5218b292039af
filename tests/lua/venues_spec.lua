-- Where an event takes place. All sentences are composed.
local jiyao = require "jiyao"
local venues = require "jiyao.venues"

local function said(sentence)
  local hit = venues.said(sentence)
  return hit and hit.words
end

describe("venues", function()
  it("takes the place before the verb, without day, manner and purpose", function()
    local list = {
      {"交流会在杏坛楼二楼阶梯教室圆满召开。", "杏坛楼二楼阶梯教室"},
      {"年会于民国110年9月3日(星期五)上午9时假南湖会馆国际厅举行。", "南湖会馆国际厅"},
      {"周年晚宴假座海景轩酒家举行。", "海景轩酒家"},
      {"颁奖礼在云岭二中盛大举行。", "云岭二中"},
      {"书记在云岭主持召开座谈会。", "云岭"},
      {"在职教师研修班在一号礼堂举行。", "一号礼堂"},
      {"授旗仪式在雁荡湖景区广场举行。", "雁荡湖景区广场"},
      {"我校在体育馆一楼为新队员举行授旗仪式。", "体育馆一楼"},
      {"论坛在成都以线上线下相结合的方式举行。", "成都"},
      {"协会在江西婺源组织召开理事会。", "江西婺源"},
      {"年会在社区会堂(同步直播)举行。", "社区会堂"},
      {"推进会在汉中召开。", "汉中"},
      {"报告会在B305举行。", "B305"},
      {"培训在职工之家举行。", "职工之家"},
      {"会议在明德楼召开。", "明德楼"},
      {"年会在东岭联合大学召开。", "东岭联合大学"},
      {"签约仪式在华为东岭总部举行。", "华为东岭总部"},
      {"会议在世界卫生组织总部举行。", "世界卫生组织总部"},
      {"年会在随州会议中心召开。", "随州会议中心"},
      {"灯会在市文化馆前举行。", "市文化馆前"},
      {"会议在上级指导下在三楼会议室召开。", "三楼会议室"},
    }
    for _, one in ipairs(list) do assert.are.equal(one[2], said(one[1])) end
  end)

  it("takes no day, no moment and no path of a page for one", function()
    for _, sentence in ipairs {
      "在随后举行的座谈会上,", "大会于民国112年5月18日举行。", "在完成各项议程后举行闭幕式。",
      "典礼于二零二四年六月八日举行。", "会议于昨日召开。", "您现在的位置:首页>新闻>我院举办竞赛", "工会在职工中开展献爱心活动。", "6月8日召开会议。",
      "大会在此盛大开幕。", "大会在院党委书记林若溪带领下召开。", "选举在充分酝酿的基础上举行。", "义诊在中秋佳节到来前夕开展。", "仪式在热烈的掌声中闭幕。",
    } do
      assert.is_nil(said(sentence))
    end
  end)

  it("reads the line of a form, and no address of a footer", function()
    assert.are.equal("二号楼大厅", venues.line("时间:6月8日\n二、地点:二号楼大厅\n").words)
    assert.is_nil(venues.line("地址:云山路6号 电话0571-6260000 邮编:310000"))
  end)

  it("gives the place of a meeting", function()
    local m = jiyao.extract.meetings("2024年6月8日,东海学院在信义楼报告厅隆重举行教学工作会议。")[1]
    assert.are.equal("信义楼报告厅", m.place)
  end)
end)
