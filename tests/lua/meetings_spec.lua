-- Meetings read off short composed texts; all people and institutions are invented.
local jiyao = require "jiyao"
local document, meetings = jiyao.document, jiyao.meetings

local function find(s)
  return meetings.find(document.view(s))
end

local function one(s)
  local list = find(s)
  assert.equal(1, #list, ("expected one meeting, got %d in: %s"):format(#list, s))
  return list[1]
end

-- text, date, name, kind, host
local CASES = {
  {"2024年3月5日,云岭医科大学召开2024年度教学工作会议。会议由副校长林若溪主持。",
    "2024-03-05", "2024年度教学工作会议", "工作会议", "林若溪"},
  {"4月25日,第三届临床药学协同建设研讨会在云岭医科大学报告厅举行。",
    "XXXX-04-25", "第三届临床药学协同建设研讨会", "论坛", nil},
  {"云岭医院召开护理工作座谈会\n2023年5月6日上午,我院召开护理工作座谈会。院长陈书宁出席会议,副院长何静主持会议。",
    "2023-05-06", "护理工作座谈会", "座谈会", "何静"},
  {"2022年7月1日至3日,云岭大学举办“青蓝”青年教师培训班。", "2022-07-01/2022-07-03", "“青蓝”青年教师培训班", "培训会", nil},
  {"2021年9月9日,云岭大学与海州生物科技有限公司战略合作签约仪式在云岭大学举行。",
    "2021-09-09", "云岭大学与海州生物科技有限公司战略合作签约仪式", "签约仪式", nil},
  {"6月12日,院党委举行理论学习中心组学习会,党委书记赵文谦主持会议并讲话。",
    "XXXX-06-12", "理论学习中心组学习会", "学习会", "赵文谦"},
  {"2024年6月28日,机关党支部召开主题党日活动,党委副书记钱明远作专题党课。", "2024-06-28", "主题党日活动", "党课", nil},
  {"本报海州8月24日电 (记者 方晓)全省卫生工作经验交流会24日在海州召开。省长苏长明出席会议并讲话。\n2020-08-25",
    "2020-08-24", "全省卫生工作经验交流会", "座谈会", nil},
  {"2023年8月5日,海州青年会举办“走近云岭”海峡青年参访团,由副主席马思远担任团长。",
    "2023-08-05", "“走近云岭”海峡青年参访团", "其他", nil},
  {"2023年6月3日上午,校长韩立群为新生作题为“读书与做人”的专题讲座。讲座由教务处处长何静主持。",
    "2023-06-03", "专题讲座", "其他", "何静"},
  {"海州青年會第九屆執行委員會就職典禮圓滿舉行\n2025-06-17\n海州青年會於6月14日舉行第九屆執行委員會就職典禮,場面熱鬧。",
    "2025-06-14", "第九届执行委员会就职典礼", "其他", nil},
  {"海州大學附設醫院於7月8日至7月10日舉辦「112年護理體驗營」,共有48位學生參加。",
    "2023-07-08/2023-07-10", "112年护理体验营", "其他", nil},
}

describe("meetings", function()
  for i, case in ipairs(CASES) do
    it("reads case " .. i, function()
      local m = one(case[1])
      assert.equal(case[2], m.date and m.date:gsub("~", "") or nil)
      assert.is_true(meetings.similarity(case[3], m.name) >= 0.8, m.name)
      assert.equal(case[4], m.kind)
      assert.equal(case[5], m.host)
    end)
  end

  it("does not report what is only studied or cited", function()
    assert.same({}, find("全体党员认真学习贯彻全省卫生工作会议精神。"))
    assert.same({}, find("大家重温了在全国教育大会上的重要讲话。"))
    assert.same({}, find("一年来,医院先后举办学术年会、技能大赛等活动。"))
    assert.same({}, find("会议室里坐满了人,学生社团的活动中心也很热闹。"))
  end)

  it("keeps two events of one page apart", function()
    local list = find("2024年5月6日,云岭医院召开护理工作会议。会议由何静主持。\n" ..
      "2024年5月9日,云岭医院举办急救技能大赛。")
    assert.equal(2, #list)
    assert.equal("2024-05-06", list[1].date)
    assert.equal("2024-05-09", list[2].date)
  end)

  it("reports parallel sessions with a chair of their own", function()
    local list = find("2022年8月20日,海州研究院举办第五届材料学术论坛。论坛由副院长林若溪主持。" ..
      "“储能”分论坛由研究员何静主持。")
    assert.equal(2, #list)
    assert.equal("何静", list[2].host)
    assert.equal("2022-08-20", list[2].date)
  end)

  it("finds visits", function()
    local m = one("海州市副市长苏长明一行莅临我院考察调研\n2024年11月27日上午,海州市副市长苏长明率队考察云岭医院。")
    assert.equal("调研", m.kind)
    assert.equal("2024-11-27", m.date)
  end)

  it("lists who took part, with their roles", function()
    local m = one("2024年3月5日,云岭大学召开教学工作会议。会议由副校长林若溪主持。校长韩立群指出,要抓好落实。")
    local roles = {}
    for _, p in ipairs(m.participants) do roles[p.name] = p.role end
    assert.same({["林若溪"] = "host", ["韩立群"] = "speaker"}, roles)
  end)

  it("is not misled by presiding over work", function()
    assert.is_nil(one("2024年3月5日,云岭大学召开教学工作会议。主持行政全面工作副校长林若溪出席。").host)
  end)

  it("takes empty and odd text", function()
    assert.same({}, find(" "))
    assert.same({}, find("。。。,,,(((“““"))
    assert.is_table(find("召开召开召开会会会"))
  end)
end)
