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
  {"4月25日,第三届古树名木协同养护研讨会在云岭林业大学报告厅举行。",
    "XXXX-04-25", "第三届古树名木协同养护研讨会", "论坛", nil},
  {"云岭医院召开护理工作座谈会\n2023年5月6日上午,我院召开护理工作座谈会。院长陈书宁出席会议,副院长何静主持会议。",
    "2023-05-06", "护理工作座谈会", "座谈会", "何静"},
  {"2022年7月1日至3日,云岭大学举办“青蓝”青年教师培训班。", "2022-07-01/2022-07-03", "“青蓝”青年教师培训班", "培训会", nil},
  {"2021年9月9日,云岭大学与海州生物科技有限公司战略合作签约仪式在云岭大学举行。",
    "2021-09-09", "云岭大学与海州生物科技有限公司战略合作签约仪式", "签约仪式", nil},
  {"6月12日,院党委举行理论学习中心组学习会,党委书记赵文谦主持会议并讲话。",
    "XXXX-06-12", "理论学习中心组学习会", "学习会", "赵文谦"},
  {"2024年6月28日,机关党支部召开主题党日活动,党委副书记钱明远作专题党课。", "2024-06-28", "主题党日活动", "党课", nil},
  {"本报海州8月24日电 (记者 方晓)全省蚕桑工作经验交流会24日在海州召开。省长苏长明出席会议并讲话。\n2020-08-25",
    "2020-08-24", "全省蚕桑工作经验交流会", "座谈会", nil},
  {"2023年8月5日,海州青年会举办“走近云岭”海峡青年参访团,由副主席马思远担任团长。",
    "2023-08-05", "“走近云岭”海峡青年参访团", "其他", nil},
  {"2023年6月3日上午,校长韩立群为新生作题为“读书与做人”的专题讲座。讲座由教务处处长何静主持。",
    "2023-06-03", "专题讲座", "其他", "何静"},
  {"海州茶商會第四屆監事會就職典禮圓滿舉行\n2025-06-17\n海州茶商會於6月14日舉行第四屆監事會就職典禮,場面熱鬧。",
    "2025-06-14", "第四届监事会就职典礼", "其他", nil},
  {"海州大學附設醫院於7月8日至7月10日舉辦「112年護理體驗營」,共有48位學生參加。",
    "2023-07-08/2023-07-10", "112年护理体验营", "其他", nil},
}

-- Wordings of the genre: text, and each meeting as date|name|kind|host.
local WORDINGS = {
  {"海州远洋公司举行2024年新船员岗前培训\n7月15日,海州远洋公司2024年新船员岗前培训班在候船楼五楼会议厅开班。" ..
    "副总经理何静主持开班仪式。", "2024-07-15|2024年新船员岗前培训|培训会|何静"},
  {"省教育厅督导组莅临我校检查指导工作\n11月6日,省教育厅督导组一行5人莅临云岭师范学院检查指导安全工作。",
    "XXXX-11-06|省教育厅督导组莅临我校检查指导工作|调研|-"},
  {"秋天到了\n东片教研协作体秋季启动工作会于8月28日上午在云岭中学举行。",
    "XXXX-08-28|东片教研协作体秋季启动工作会|工作会议|-"},
  {"公司召开表彰大会\n2023年5月4日,公司召开庆祝建团101周年暨青年表彰大会。",
    "2023-05-04|庆祝建团101周年暨青年表彰大会|大会|-"},
  {"9月3日,自动化学院召开教学工作座谈会后,与会人员参观了实验室。",
    "XXXX-09-03|教学工作座谈会|座谈会|-"},
  {"9月3日,自然资源局召开安全生产会议后,立即开展了检查。", "XXXX-09-03|安全生产会议|工作会议|-"},
  {"一天前的6月1日,东山大学召开教学工作座谈会。", "XXXX-06-01|教学工作座谈会|座谈会|-"},
  {"发布时间:2024-06-08\n云岭大学举办“昨日重现”音乐会。", "-|“昨日重现”音乐会|其他|-"},
  {"云岭大学2024年度重点班拉开帷幕。", "-|2024年度重点班|其他|-"},
  {"“书香云岭”读书月启动\n4月23日,由云岭大学图书馆主办的“书香云岭”读书月在逸夫楼广场正式启动。",
    "XXXX-04-23|“书香云岭”读书月|其他|-"},
  {"通知\n各车间:定于2024年6月8日(星期六)下午2:30在综合楼三楼会议室召开第二季度棉纱质量分析会,请准时参加。\n云岭纱厂质检部\n" ..
    "2024年6月5日", "2024-06-08|第二季度棉纱质量分析会|工作会议|-"},
  {"香港海州同鄉會假尖沙咀酒樓舉行春茗聯歡晚會\n香港海州同鄉會於2025年2月20日假尖沙咀海天酒樓舉行乙巳年春茗聯歡晚會,筵開五十席。",
    "2025-02-20|春茗联欢晚会|其他|-"},
  {"國立雲嶺大學與海州漁會簽署共研備忘錄\n國立雲嶺大學6月3日與海州漁會簽署共研備忘錄,由校長林文雄與理事長陳志明代表簽署。",
    "XXXX-06-03|国立云岭大学与海州渔会签署共研备忘录|签约仪式|-"},
  {"澳門海州總商會拜會經濟發展局\n會長黃永樂率領理事一行於5月6日拜會經濟發展局,獲局長陳志明接待。",
    "XXXX-05-06|澳门海州总商会拜会经济发展局|调研|-"},
  {"会议纪要\n会议名称:第三次院长办公会\n时间:2024年5月9日上午9:00\n地点:行政楼二楼会议室\n主持人:陈书宁\n一、研究设备采购事项。",
    "2024-05-09|第三次院长办公会|例会|陈书宁"},
  {"云岭大学校友会海州分会成立大会召开\n2023年9月16日,云岭大学校友会海州分会成立大会在海州宾馆召开。" ..
    "成立大会由筹备组组长林若溪主持。当天下午,分会举办首届校友企业家论坛。",
    "2023-09-16|云岭大学校友会海州分会成立大会|大会|林若溪;2023-09-16|首届校友企业家论坛|论坛|-"},
  {"在2024年秋季开学典礼上的讲话\n(2024年9月2日)\n校长 韩立群\n亲爱的同学们:大家好!", "2024-09-02|2024年秋季开学典礼|其他|-"},
  {"新闻简报\n1.4月2日,公司召开一季度经营分析会。会议由总经理韩立群主持。\n2.4月9日,公司工会举办职工趣味运动会。\n" ..
    "3.4月12日,市国资委副主任苏长明来公司调研。",
    "XXXX-04-02|一季度经营分析会|工作会议|韩立群;XXXX-04-09|职工趣味运动会|其他|-;XXXX-04-12|苏长明来公司调研|调研|-"},
  {"2月24日至26日,校长韩立群赴海州开展访企拓岗活动。\n25日,一行人到访海州重工。园区管委会副主任苏长明主持召开用工对接座谈会。",
    "XXXX-02-24/XXXX-02-26|访企拓岗活动|调研|-;XXXX-02-25|用工对接座谈会|座谈会|苏长明"},
  {"4月23日,云岭图书馆新馆揭牌仪式举行。仪式由副馆长何静主持。\n当天下午,作家林若溪在报告厅作了题为“渡口与石阶”的讲座。",
    "XXXX-04-23|新馆揭牌仪式|其他|何静;XXXX-04-23|“渡口与石阶”的讲座|其他|-"},
  {"云岭医院召开2023年度民主生活会\n1月17日,云岭医院召开2023年度民主生活会。院长陈书宁主持。", "XXXX-01-17|2023年度民主生活会|工作会议|陈书宁"},
  {"5月6日下午,云岭大学工会举行了一场别开生面的教职工趣味运动会。", "XXXX-05-06|教职工趣味运动会|其他|-"},
  {"5月6日,云岭大学邀请海州大学教授林若溪来校作题为“稻谷与文明”的学术报告,副校长何静主持报告会。",
    "XXXX-05-06|“稻谷与文明”的学术报告|其他|何静"},
  {"9月1日,云岭学院2024级新生开学典礼在体育馆举行,校长林若溪主持。典礼结束后,2024级新生军训动员大会随即举行。",
    "2024-09-01|2024级新生开学典礼|其他|林若溪;2024-09-01|新生军训动员大会|大会|-"},
  {"讣告\n云岭大学教授林若溪于2024年3月2日逝世。遵照家属意见,不举行遗体告别仪式。", ""},
  {"原定于5月6日举行的云岭大学第三届运动会因雨取消。", ""},
  {"一周安排\n3月21日(周三)下午3:00,学术委员会会议,行政楼314。", "XXXX-03-21|学术委员会会议|工作会议|-"},
  {"▲5月6日,云岭大学召开教学工作会议。\n▲海州学院举办新教师培训班。",
    "XXXX-05-06|教学工作会议|工作会议|-;-|新教师培训班|培训会|-"},
  {"晒盐研讨会与会人员名单\n时间:2024年5月6日上午9:00\n地点:云岭盐场\n主持人:副场长 何静", "2024-05-06|晒盐研讨会|论坛|何静"},
  {"云岭中心庆祝晚会,昨(18)日晚上七时假海州酒楼举行,茶农茶商近二百人参加。", "-|云岭中心庆祝晚会|其他|-"},
  {"5月6日,第三届古桥修缮学术研讨会落户海州,会期三天。", "XXXX-05-06|第三届古桥修缮学术研讨会|论坛|-"},
  {"典礼于2022年11月26日举行。典礼由校董会主席周永年先生, BBS, JP主持。", "2022-11-26|典礼|其他|周永年"},
  {"5月27日,博士学位论文答辩会举行。答辩委员会由研究员林若溪、教授何静组成,林若溪任主席。",
    "XXXX-05-27|博士学位论文答辩会|其他|林若溪"},
  {"1月22日至23日,云岭集团2015年工作会议召开。22日上午的开幕式由林若溪主持。23日上午的大会由何静主持。",
    "2015-01-22/2015-01-23|2015年工作会议|工作会议|林若溪、何静"},
  {"5月6日,云岭大学召开教学工作会议,大会执行主席为林若溪。", "XXXX-05-06|教学工作会议|工作会议|林若溪"},
  {"5月6日,校长林若溪主持校长办公会,研究教学工作。", "XXXX-05-06|校长办公会|例会|林若溪"},
  {"绣娘获刺绣竞赛一等奖\n近日,第四届全市刺绣竞赛落幕,绣娘林若溪获一等奖。", ""},
  {"9月14日下午,云岭林场场长林若溪在木屋会见了来访的海州农场场长何静。", "XXXX-09-14|会见了来访的海州农场场长何静|座谈会|-"},
  {"4月28日,市总工会举行劳模座谈会。\n当天下午,市总工会主席林若溪还来到云岭医院,看望慰问了住院的老劳模。",
    "XXXX-04-28|劳模座谈会|座谈会|-;XXXX-04-28|看望慰问了住院的老劳模|调研|-"},
  {"10月25日,云岭高中与海州高中签署协议,签约仪式在图书馆举行。", "XXXX-10-25|签约仪式|签约仪式|-"},
  {"11月5日,云岭学会年会在海州召开,会长林若溪主持。下午设“窑炉改造”“釉料配方”两个分会场,分会场主席由何静、李森担任。",
    "XXXX-11-05|云岭学会年会|论坛|林若溪;XXXX-11-05|窑炉改造|论坛|何静;XXXX-11-05|釉料配方|论坛|李森"},
  {"5月6日上午,云岭医院门诊楼奠基。", "XXXX-05-06|云岭医院门诊楼奠基|其他|-"},
  {"关于参观博物馆的通知\n5月6日,各班参观云岭博物馆。", ""},
  {"渔港通讯 第18期 二〇二一年七月\n\n6月18日,云岭渔港举行第三届技改小组成果汇报会。", "2021-06-18|第三届技改小组成果汇报会|工作会议|-"},
  {"题目:稻谷与文明\n主讲人:林若溪\n时间:2024年4月8日 15:00\n\n题目:青铜与文明\n主讲人:何静\n时间:2024年4月15日 15:00",
    "2024-04-08|稻谷与文明|其他|-;2024-04-15|青铜与文明|其他|-"},
  {"10月18日至20日,云岭学会学术年会举行。18日晚召开的监事会议审议了议案。", "XXXX-10-18/XXXX-10-20|云岭学会学术年会|论坛|-;" ..
    "XXXX-10-18|监事会议|工作会议|-"},
  {"近日,省卫生健康委公布评审结果。", ""},
  {"3月16日,云岭学院召开2021级学生就业动员会,书记林若溪主持。", "XXXX-03-16|2021级学生就业动员会|工作会议|林若溪"},
  {"9月10日晚,云岭学院院长林若溪为2022级新生作专题讲座。", "2022-09-10|专题讲座|其他|-"},
  {"1月11日,云岭纱厂召开2023年度车间主任述职评议会。会议对做好2024年党建工作作了安排。",
    "2024-01-11|2023年度车间主任述职评议会|工作会议|-"},
  {"云岭医院召开护理工作会议\n作者:护理部 时间:2023年9月21日 浏览:36次\n9月19日,云岭医院召开护理工作会议。",
    "2023-09-19|护理工作会议|工作会议|-"},
  {"10月11日,云岭学院召开2021年第二轮巡察动员会。\n巡察组进驻\n10月13日,巡察进驻见面会在数学楼举行。",
    "2021-10-11|2021年第二轮巡察动员会|工作会议|-;2021-10-13|巡察进驻见面会|座谈会|-"},
  {"澜江基金会新闻稿\n发布日期:2022-09-02\n澜江基金会今(2)日举办成果发表会,董事长林若溪出席。", "2022-09-02|成果发表会|其他|-"},
  {"5月6日上午,云岭学会第三次会员大会在海州召开。会上选出新一届理事,随即召开理监事联席会议。",
    "XXXX-05-06|第三次会员大会|大会|-;XXXX-05-06|理监事联席会议|工作会议|-"},
  {"学术预告:云岭讲坛第12讲\n题目:稻谷与文明\n主讲人:林若溪\n时间:2024年4月8日 15:00", "2024-04-08|云岭讲坛第12讲|其他|-"},
  {"表1 选址论证会签到情况(摘录)\n时间:2024年5月6日上午9:00\n地点:云岭盐场\n会议由副场长何静主持。", "2024-05-06|选址论证会|工作会议|何静"},
  {"6月22日,云岭大学举行毕业典礼。当晚,校团委举办毕业晚会《再见云岭》。",
    "XXXX-06-22|毕业典礼|其他|-;XXXX-06-22|毕业晚会《再见云岭》|其他|-"},
  {"云岭大学大事记(2019年)\n1月5日 召开职工代表大会,林若溪作报告。\n3月8日 举行妇女节表彰大会。\n6月22日 举行毕业典礼。",
    "2019-01-05|职工代表大会|大会|-;2019-03-08|妇女节表彰大会|大会|-;2019-06-22|毕业典礼|其他|-"},
  {"院长办公会纪要(2024年第3次)\n时间:2024年2月6日\n地点:二号会议室\n主持:林若溪\n记录:何静", "2024-02-06|院长办公会|例会|林若溪"},
  {"9月10日至13日,第十届稻作大会在海州举行。教授林若溪主持了分会场讨论。", "XXXX-09-10/XXXX-09-13|第十届稻作大会|大会|-"},
  {"云岭医院举行集体学习\n近日,云岭医院举行2022年第五次集体学习,书记林若溪主持。", "-|2022年第五次集体学习|学习会|林若溪"},
  {"2020年是收官之年。6月9日,云岭大学召开教学工作会议。", "2020-06-09|教学工作会议|工作会议|-"},
  {"4月22日是世界地球日,云岭大学举行植树活动。", "XXXX-04-22|植树活动|其他|-"},
  {"关于评选优秀论文的通知\n各学院:学校决定开展2024年度优秀论文评选,请于6月30日前报送材料。", ""},
  {"我院完成搬迁\n7月14日,我院完成搬迁。\n上一篇:关于放假的通知\n下一篇:云岭盐场举行防台风演练", ""},
}

local function told(list)
  local out = {}
  for i, m in ipairs(list) do
    out[i] = table.concat({(m.date or "-"):gsub("~", ""), m.name, m.kind, m.host or "-"}, "|")
  end
  return table.concat(out, ";")
end

describe("meetings", function()
  for i, case in ipairs(WORDINGS) do
    it("reads wording " .. i, function() assert.equal(case[2], told(find(case[1]))) end)
  end

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
    assert.is_nil(one("2024年3月5日,云岭大学召开教学工作会议。主持行政日常工作副校长林若溪出席。").host)
  end)

  it("takes empty and odd text", function()
    assert.same({}, find(" "))
    assert.same({}, find("。。。,,,(((“““"))
    assert.is_table(find("召开召开召开会会会"))
  end)
end)

-- Instructions that the virtual machine takes for a text, by thousands: the same on every machine.
local function work_of(s)
  local n = 0
  find("林若溪出席。") -- what is made once has been made
  debug.sethook(function() n = n + 1 end, "", 1000)
  local ok, err = pcall(find, s)
  debug.sethook()
  assert.is_true(ok, err)
  return n
end

-- An article whose body, title in 《》 and undated day are its own.
local function article(i)
  local own = utf8.char(0x4E00 + i * 7 % 5000, 0x4E00 + i * 13 % 5000)
  return ("云岭%s大学召开教学工作会议\n%d月%d日,云岭%s大学召开《%s章程》教学工作会议。会议由副校长林若溪主持。" ..
    "云%s大学%s学院组织培训班。\n\n"):format(own, i % 12 + 1, i % 28 + 1, own, own, own, own)
end

describe("texts of many articles", function()
  it("take work in proportion to their length", function()
    local all = {}
    for i = 1, 480 do all[i] = article(i) end
    local quarter = work_of(table.concat(all, "", 1, 120))
    local whole = work_of(table.concat(all))
    assert.is_true(whole < 5 * quarter, ("%d for a text, %d for four times as much"):format(quarter, whole))
  end)

  it("do so without a stop in them too", function()
    for _, words in ipairs {
      "6月8日上午,云岭大学召开教学工作会议,林若溪出席,", "6月8日云岭大学召开教学工作会议林若溪主持",
      "5月16日,新馆启用,林若溪与何静座谈、", "选举林若溪、何静、苏长明、",
    } do
      local quarter, whole = work_of(words:rep(300)), work_of(words:rep(1200))
      assert.is_true(whole < 5 * quarter, ("%s: %d, four times as much %d"):format(words, quarter, whole))
    end
  end)
end)

describe("participants", function()
  it("have roles in visits, and events their asks", function()
    local m = one("6月8日,海州市副市长苏长明一行来到云岭医院调研。院长陈书宁陪同。苏长明强调,一是抓紧做实;二是守住底线。")
    local roles = {}
    for _, p in ipairs(m.participants) do roles[p.name] = p.role end
    assert.same({["苏长明"] = "speaker", ["陈书宁"] = "visited"}, roles)
    assert.same({"抓紧做实", "守住底线"}, m.asks)
  end)
end)

describe("hosts", function()
  local function host(s) return one("2024年3月5日,云岭大学举行第二届材料论坛。" .. s).host end

  it("takes who presides over the whole before stages, openings and parts", function()
    assert.equal("林若溪", host("论坛由副校长林若溪主持。圆桌讨论由院长何静主持。"))
    assert.equal("林若溪、何静", host("论坛第一阶段由副校长林若溪主持,第二阶段由院长何静主持。"))
    assert.equal("何静", host("开幕式由院长何静主持。上半场由教授林若溪主持。"))
  end)

  it("does not take a thing that is called after somebody for a host", function()
    assert.is_nil(one("2024年3月5日,云岭中学举行校庆典礼,并为「林若溪楼」主持命名仪式。").host)
  end)
end)

describe("the year of a day", function()
  it("is that of the page a day later, whatever year an event looks back on", function()
    local s = "云岭医院召开2024年度工作总结会\n发布时间:2024-01-18\n1月17日下午,云岭医院召开2024年度工作总结会。"
    assert.equal("2024-01-17~", one(s).date)
    assert.equal("2023-01-14~", one("云岭医院党委召开2022年度述职评议会\n发布时间:2023-01-16\n" ..
      "1月14日,云岭医院党委召开2022年度述职评议会。").date)
  end)
end)

describe("institution", function()
  local function of(s) return document.view(s).institution end

  it("is read off what a page says of itself", function()
    assert.equal("云岭大学", of("各学院:请按时报送。\n云岭大学\n2024年6月5日"))
    assert.equal("云岭工程学院", of("欢迎访问云岭工程学院官网\n首页\n6月8日,学校召开工作会议。"))
    assert.equal("云岭博物馆", of("馆讯\n主办:云岭博物馆\n我馆举办特展。"))
    assert.equal("云岭大学", of("6月8日,艺术学院院长林若溪汇报。\n版权所有 Copyright © 2024 云岭大学宣传部"))
    assert.equal("云岭省地震局", of("防震快报\n云岭省地震局办公室编 2024年6月8日\n台网中心林若溪到会。"))
  end)

  it("is not what tells only the kind of a body", function()
    assert.equal("云岭研究所", of("省教育厅督导处来所调研培训中心\n" ..
      "6月8日,省教育厅督导处处长林若溪带队到云岭研究所调研培训中心建设。"))
    assert.equal("金溪实验室", of("金溪实验室召开工作会议\n6月8日,金溪实验室召开工作会议。"))
  end)

  it("is the unit that acts where no house is named", function()
    assert.equal("医院设备部", of("6月8日,医院设备部组织召开论证会。海州大学林若溪教授任组长。"))
    assert.equal("校党委理论学习中心组", of("校党委理论学习中心组召开学习会\n6月8日,校党委理论学习中心组召开学习会。"))
  end)

  it("is told from what a name runs on in", function()
    assert.equal("那曲云岭医院", of("那曲云岭医院召开例会\n6月8日,那曲云岭医院召开例会。"))
    local view = document.view("6月8日,市委第五巡察组巡察云岭医院工作动员会召开。")
    assert.equal("市委第五巡察组", view.bodies[1].name)
    assert.equal("云岭医院", view.bodies[2].name)
  end)

  it("is the whole where parts are named, and where a visit goes", function()
    assert.equal("云岭研究所", of("6月8日,云岭研究所机关第四党支部开展植树护林活动。所长林若溪讲党课。"))
    assert.equal("海州实验室", of("省农业农村厅副厅长苏长明到海州实验室调研\n6月8日,苏长明到海州实验室调研。"))
  end)

  it("is not who comes to us, nor who guides", function()
    for text, want in pairs {
      ["对外交流\n4月3日,东溪学院轮机学院院长贺知远一行来我院考察。我院院长施伯言介绍情况。\n" ..
        "4月9日,西溪大学自动化学院党委书记谈少文率队来我院调研。\n船舶工程学院\n2024年4月10日"] = "船舶工程学院",
      ["青山医院召开述职会\n1月19日,青山医院召开述职会。市中医药局局长贺知远到会指导。"] = "青山医院",
      ["青山医院召开动员会\n3月21日,市委第九巡察组巡察青山医院工作动员会召开。市委第九巡察组组长贺知远讲话。"] = "青山医院",
      ["交流活动\n6月8日,清溪大学校长贺知远会见来访的东溪大学校长施伯言。"] = "清溪大学",
    } do assert.equal(want, of(text), text) end
    assert.is_nil(of("6月8日,医院在图书室举行党课。图书室坐得满满当当。"))
  end)

  it("is who publishes, signs or heads a page", function()
    for text, want in pairs {
      ["东川县插秧竞赛落幕\n发布机构:东川县农业局\n5月9日,由东川县农业局、县总工会主办,县农机站承办的竞赛在县农机站举行。" ..
        "县农机站副站长贺知远主持。"] = "东川县农业局",
      ["普查小结\n8月20日下午,与市老龄协会在礼堂联合举办了仪式。市老龄协会会长贺知远出席。市老龄协会施伯言发言。\n" ..
        ("我中心开展了活动。"):rep(30) .. "\n市地名普查站\n2024年8月29日"] = "市地名普查站",
      ["对外合作处动态\n一、4月8日,清溪大学护理学院院长贺知远到访。护理学院院长施伯言参加会见。"] = "对外合作处",
      ["林业厅机关党委\n学习简讯\n第6期\n▲3月9日,种苗站党支部组织晨读。"] = "林业厅机关党委",
      ["工作会\n4月2日,护理部召开分析会。副院长贺知远,护理部主任施伯言参加。"] = "护理部",
      ["机械学院召开检查工作会\n4月2日,机械与能源工程学院召开检查工作会。学院副院长贺知远参加。"] = "机械与能源工程学院",
    } do assert.equal(want, of(text), text) end
  end)

  it("is whose name an event bears, and who is spoken for or invites", function()
    for text, want in pairs {
      ["我校授课比赛落幕\n日前,由校工会、教务处主办的青溪工业职业大学第三届授课比赛举行。轨道工程学院贺知远获一等奖。"] = "青溪工业职业大学",
      ["青溪区纪委监委:开展廉政家访\n6月8日,区教育局局长贺知远陪同走访。区教育局副局长施伯言参加。"] = "青溪区纪委监委",
      ["论坛\n应化学化工学院邀请,6月8日,东溪研究所贺知远研究员做客青溪大学,作学术报告。"] = "青溪大学",
      ["省林科院与柳溪县签约\n6月8日,青溪林业科学院与柳溪县战略合作签约仪式举行。市林业局局长施伯言出席。"] = "青溪林业科学院",
      ["年会在我院举行\n6月8日,由东溪麻醉联盟主办、青溪大学附属医院承办的年会召开。西溪医院施伯言教授授课。"] = "青溪大学附属医院",
      ["南溪护理协进会周年大会\n本会周年大会于6月8日举行。讲者有南溪医院护师施伯言。"] = "南溪护理协进会",
      ["青溪工程局有限公司 公司新闻\n6月8日,公司召开职代会。三公司经理贺知远签订责任书。"] = "青溪工程局有限公司",
      ["青溪精神卫生中心第六届职代会召开\n6月8日,中心第六届职代会召开。市总工会副主席施伯言到会。"] = "青溪精神卫生中心",
      ["签约\n6月8日,我校与柳溪县签约。校长、中国农业科学院学部委员贺知远出席,青溪农业大学代表发言。"] = "青溪农业大学",
    } do assert.equal(want, of(text), text) end
  end)

  it("is unknown where none is named", function()
    assert.is_nil(of("6月8日,我院召开工作会议。院长林若溪主持。"))
    assert.is_nil(of("6月8日,学校领导班子召开工作会议。"))
  end)
end)

describe("the institution of a meeting", function()
  local function of(s)
    local out = {}
    for _, m in ipairs(jiyao.extract.meetings(s)) do out[#out + 1] = m.institution or "-" end
    return out
  end

  it("is its master, also of what is held within it", function()
    local s = "青溪大学附属医院承办麻醉论坛\n6月8日,由东溪麻醉学会主办、青溪大学附属医院承办的麻醉论坛举行。" ..
      "6月9日,学会召开理事会会议。"
    for _, name in ipairs(of(s)) do assert.equal("东溪麻醉学会", name) end
  end)

  it("is the page's own where that is among the masters", function()
    local s = "青溪大学举办论坛\n6月8日,由省法学会、青溪大学主办的青溪论坛在我校举行。"
    assert.same({"青溪大学"}, of(s))
  end)

  it("is the body that a study group or the leaders stand for", function()
    assert.same({"青溪银行"}, of("6月8日,青溪银行党委理论学习中心组召开学习会。"))
  end)

  it("is the body that a line of a bulletin opens with", function()
    local s = "青溪大学党建简报\n1.内科党支部:6月8日召开支部会议。\n2.6月9日团委举办歌咏会。"
    assert.same({"内科党支部", "团委"}, of(s))
  end)
end)

describe("what a page says of itself in the line of its headline", function()
  it("is no part of the name", function()
    local text = "云岭大学西山研究院一行来我院考察发布时间:2024年3月8日\n\n" ..
      "3月6日,云岭大学西山研究院院长林若溪一行五人到我院考察。"
    local doc = document.extract(document.parse(text, "a.txt"))
    assert.equal("云岭大学西山研究院一行来我院考察", doc.articles[1].title)
    assert.equal("云岭大学西山研究院一行来我院考察", doc.meetings[1].name)
    assert.equal("2024-03-06~", doc.meetings[1].date)
  end)
end)

describe("the day of a page", function()
  it("is none of which another is told", function()
    local text = "2018年秘书培训班于今天上午在我院举行。何静说,八天前的6月1日是儿童节。"
    assert.is_nil(jiyao.extract.meetings(text)[1].date)
  end)

  local LINKS = "青溪大学召开教学会议\n6月9日,青溪大学召开教学会议。\n· 青溪大学慰问教师 2024-06-10\n· 青溪大学举行典礼 2024-06-08\n专家介绍\n"

  it("is that of a link to it, not of links to others", function()
    assert.is_nil(document.view(LINKS).published)
    assert.equal("2024-06-10", document.view("要闻\n·青溪大学召开教学会议[2024-06-10]\n·青溪大学慰问教师[2024-06-08]\n\n" ..
      "青溪大学召开教学会议\n6月9日,青溪大学召开教学会议。").published)
  end)

  it("is the month of an issue with the year before its number", function()
    assert.equal("2023-11", document.view("青溪大学专报\n二〇二三年第九期(11月)\n11月2日,学校召开会议。").published)
  end)
end)

describe("what an analyst adds", function()
  local extract = jiyao.extract
  local TEXT = "6月8日,云岭大学召开教学工作会议。教学工作会议由安全主持。"

  it("finds names of the roster, which nothing splits", function()
    assert.same({}, extract.people(TEXT))
    local p = extract.people(TEXT, {roster = {"安全"}})
    assert.equal("安全", p[1].name)
    assert.same({host = 1}, p[1].roles)
    local long = extract.people("校长林若溪主持。", {roster = {"林若溪主"}})
    assert.same({"林若溪主"}, {long[1].name, long[2] and long[2].name})
    assert.same({"校长"}, long[1].titles)
  end)

  it("finds added titles and bodies", function()
    assert.same({"领航员"}, extract.people("领航员林若溪主持。", {titles = {"领航员"}})[1].titles)
    local m = extract.meetings("6月8日,东海中烟召开教学工作会议。", {orgs = {"东海中烟"}})[1]
    assert.equal("东海中烟", m.institution)
  end)

  it("refuses lists that are none", function()
    assert.error_matches(function() extract.people(TEXT, {roster = "安全"}) end, "roster")
    assert.error_matches(function() extract.people(TEXT, {titles = {1}}) end, "titles")
  end)

  it("calls hooks before and after", function()
    local seen
    local hooks = {before = function(view) seen = #view.candidates end,
      after = function(_, list) list[1].host = "某人" return list end}
    assert.equal("某人", extract.meetings(TEXT, {hooks = hooks})[1].host)
    assert.is_true(seen > 0)
    assert.same({}, extract.meetings(TEXT, {hooks = {after = function() return {} end}}))
  end)

  it("explains each field by a rule and words of the source", function()
    local m = extract.meetings(TEXT, {explain = true})[1]
    for _, field in ipairs {"event", "name", "date", "kind", "institution"} do
      local why = m.why[field]
      assert.is_string(why.rule)
      assert.equal(why.words, TEXT:sub(why.start + 1, why["end"]), field)
    end
    assert.is_nil(m.why.place)
    assert.is_nil(extract.meetings(TEXT)[1].why)
  end)

  it("leaves records as the contract has them", function()
    local record = document.extract(document.parse(TEXT, "a.txt"))
    assert.is_nil(record.meetings[1].asks)
    assert.is_nil(record.meetings[1].why)
    assert.is_nil(record.people[1] and record.people[1].confidence)
    assert.is_nil(document.to_json(record):find("asks", 1, true))
  end)

  it("leaves out what is not sure enough", function()
    assert.equal(1, #extract.meetings(TEXT, {min_confidence = 0.1}))
    assert.same({}, extract.meetings(TEXT, {min_confidence = 1}))
  end)

  it("ends a name where a verb of the meeting follows, not where one that is cited does", function()
    local m = extract.meetings("东湖大学召开2023年度工作会议部署全年工作\n3月3日,东湖大学召开2023年度工作会议。")
    assert.equal(1, #m)
    assert.equal("2023年度工作会议", m[1].name)
    assert.same({}, extract.meetings("各单位要认真落实教学工作会议部署,抓好整改。"))
  end)

  it("asks the site of a page whose it is where the article only says 学院", function()
    local inner = "<h1>学院召开教学工作推进会</h1><p>3月7日,学院召开教学工作推进会。院长陆青主持。</p>"
    local function institution(page)
      return jiyao.document.extract(jiyao.document.parse(page, "a.html")).institution
    end
    assert.is_nil(institution("<title>学院召开教学工作推进会</title>" .. inner))
    assert.equal("云岭理工学院", institution("<title>学院召开教学工作推进会-雲嶺理工學院新聞網</title>" .. inner))
    assert.equal("云岭理工学院", institution(inner .. "<div class=footer>版权所有 © 2024 云岭理工学院 技术支持:甲公司</div>"))
    local link = "<li>2024-03-07<a href=1.htm>学校召开教学工作推进会</a></li>"
    assert.equal("云岭大学", institution("<title>学校要闻-云岭大学</title><ul>" .. link:rep(6) .. "</ul>"))
  end)

  it("takes nothing from an index: its headlines tell of other pages", function()
    local link = "<li><a href=1.htm>校长林知行主持召开教学工作会议</a><span>2024-03-05</span>"
    local doc = jiyao.document.parse("<ul>" .. link:rep(5) .. "</ul>", "list.html")
    local record = jiyao.document.extract(doc)
    assert.same({}, record.meetings)
    assert.same({}, record.people)
    assert.is_nil(record.published)
    assert.same({}, extract.people(doc))
    assert.truthy(doc.reading:find("教学工作会议", 1, true))
    local page = "<h1>教学工作会议</h1><p>2024年3月5日，校长林知行主持召开教学工作会议。</p><ul>" .. link:rep(5) .. "</ul>"
    assert.equal(1, #extract.meetings(jiyao.document.parse(page, "page.html")))
  end)
end)

-- Each meeting as name|host, in text order.
local function hosts_of(s)
  local out = {}
  for _, m in ipairs(find(s)) do out[#out + 1] = m.name .. "|" .. (m.host or "-") end
  return table.concat(out, ";")
end

describe("the host of each of several meetings", function()
  local FIRST, SECOND, THIRD = "5月7日,东湖大学召开年度总结会。", "5月9日,东湖大学召开安全生产会议。", "5月12日,东湖大学召开招生工作会议。"
  local TWO = "年度总结会|李志强;安全生产会议|王小雨"
  local THREE = TWO .. ";招生工作会议|周建国"

  it("is told in the lines of the meeting, whatever the others are called", function()
    for text, want in pairs {
      [FIRST .. "校长李志强主持会议。\n" .. SECOND .. "副校长王小雨主持会议。"] = TWO,
      [FIRST .. "会议由校长李志强主持。\n" .. SECOND .. "会议由副校长王小雨主持。"] = TWO,
      [FIRST .. "\n会议由校长李志强主持。\n" .. SECOND .. "\n会议由副校长王小雨主持。"] = TWO,
      [FIRST .. "会议听取了汇报。校长李志强主持。\n" .. SECOND .. "会议指出,要抓好落实。副校长王小雨主持。"] = TWO,
      [FIRST .. "校长李志强主持会议。\n" .. SECOND .. "副校长王小雨主持会议。\n" .. THIRD .. "副校长周建国主持会议。"] = THREE,
      ["东湖大学近日召开多场会议\n" .. FIRST .. "校长李志强主持会议。\n" .. SECOND .. "副校长王小雨主持会议。\n" .. THIRD ..
        "副校长周建国主持会议。"] = THREE,
      ["东湖大学近日召开多场会议\n" .. FIRST .. "会议由校长李志强主持。\n" .. SECOND .. "会议由副校长王小雨主持。\n" .. THIRD ..
        "会议由副校长周建国主持。"] = THREE,
      ["3月1日,东湖大学举办教师培训班。活动由处长王小雨主持。\n3月4日,东湖大学举办读书分享活动。活动由馆长周建国主持。"] =
        "教师培训班|王小雨;读书分享活动|周建国",
      ["5月7日,东湖大学举行奖学金颁奖仪式。校长李志强主持仪式。\n5月9日,东湖大学举行新楼启用仪式。副校长王小雨主持仪式。"] =
        "奖学金颁奖仪式|李志强;新楼启用仪式|王小雨",
    } do assert.equal(want, hosts_of(text), text) end
  end)

  it("is not that of a ceremony within it", function()
    assert.equal("2024年教学工作会议|何静", hosts_of("云岭大学召开教学工作会议\n6月8日,云岭大学召开2024年教学工作会议。" ..
      "会上举行了优秀教师颁奖仪式。会议由副校长何静主持。"))
  end)

  it("is told of meetings that have bare names and days of their own", function()
    for text, want in pairs {
      ["1月5日,石桥大学召开座谈会。校长周建国主持会议。\n1月9日,石桥大学召开培训会。副校长李志强主持会议。"] = "座谈会|周建国;培训会|李志强",
      ["1月5日,石桥大学召开座谈会。会议由校长周建国主持。1月9日,石桥大学召开座谈会。会议由副校长李志强主持。"] =
        "座谈会|周建国;座谈会|李志强",
      ["1月5日,石桥大学召开会议。校长周建国主持会议。\n1月9日,石桥大学召开会议。副校长李志强主持会议。"] = "会议|周建国;会议|李志强",
    } do assert.equal(want, hosts_of(text), text) end
  end)
end)

describe("what is told of a list", function()
  local function roles(s)
    local out = {}
    for _, p in ipairs(one(s).participants) do out[#out + 1] = p.name .. " " .. tostring(p.role) end
    return table.concat(out, ", ")
  end

  it("holds for everybody in it", function()
    local head, both = "6月8日,云岭大学召开教学工作会议。", "林若溪 speaker, 何文静 speaker"
    for _, words in ipairs {
      "校长林若溪、教务处处长何文静分别致辞。", "林若溪和何文静先后讲话。", "林若溪、何文静逐一作对照检查发言。",
      "校长林若溪、教务处处长何文静出席会议并讲话。", "林若溪与何文静到会讲话。", "林若溪、何文静莅临致词。",
    } do
      assert.equal(both, roles(head .. words), words)
    end
    assert.equal("林若溪 attendee, 何文静 speaker", roles(head .. "校长林若溪出席会议,何文静发言。"))
    head = "6月8日,云岭大学举行战略合作签约仪式。"
    assert.equal("林若溪 signatory, 何文静 signatory", roles(head .. "林若溪与何文静代表双方在协议上签字。"))
    assert.equal("林若溪 attendee, 何文静 attendee", roles(head .. "校长林若溪、副校长何文静出席签约仪式。"))
  end)
end)

describe("a list of those present", function()
  it("gives all its names, two as well as more, whatever parts them", function()
    local all = {"顾惜今", "曲松年", "华映雪", "郝仁", "端木清如"}
    for listed, n in pairs {
      ["出席:顾惜今、曲松年"] = 2, ["参会:顾惜今、曲松年"] = 2, ["列席:顾惜今、曲松年"] = 2,
      ["参会人员:顾惜今、曲松年"] = 2, ["与会人员:顾惜今 曲松年"] = 2, ["出席人员:顾惜今  曲松年"] = 2,
      ["出席人员:顾惜今  曲松年  华映雪  郝 仁  端木清如"] = 5,
    } do
      local m = one("教学工作会议纪要\n时间:2024年6月8日\n" .. listed .. "\n主持:林若溪\n会议研究了教学安排。")
      local found = {}
      for _, p in ipairs(m.participants) do
        if p.role == "attendee" then found[#found + 1] = p.name end
      end
      assert.same(table.move(all, 1, n, 1, {}), found, told)
    end
  end)
end)

describe("who took part", function()
  local function names(s)
    local out = {}
    for _, p in ipairs(one(s).participants) do out[#out + 1] = p.name end
    return table.concat(out, "、")
  end
  local HELD = "6月8日,云岭大学召开教学工作会议。校长林若溪主持会议。"

  it("leaves out who is told to have been absent", function()
    for text, want in pairs {
      [HELD .. "副校长何静因公出差,未出席会议。教务处处长陈书宁参加会议。"] = "林若溪、陈书宁",
      [HELD .. "副校长何静、马思远因公请假。"] = "林若溪",
      [HELD .. "副校长何静因病未能参加。副校长马思远讲话。"] = "林若溪、马思远",
      [HELD .. "除副校长何静因公出差外,校领导参加会议。处长陈书宁出席会议。"] = "林若溪、陈书宁",
      [HELD .. "出席会议的有副校长何静,未出席会议的有副校长马思远。"] = "林若溪、何静",
      ["雲嶺大學校務會議紀錄\n時間:113年5月9日\n主席:陳書寧\n出席:林若溪、何靜\n請假:馬思遠"] = "陈书宁、林若溪、何静",
      ["云岭医院院长办公会纪要\n时间:2024年5月9日\n主持:陈书宁\n出席:林若溪、何静(请假)\n缺席:马思远\n请假人员:钱明远、赵文谦\n会议研究了采购。"] =
        "陈书宁、林若溪",
    } do assert.equal(want, names(text), text) end
  end)

  it("keeps those beside them", function()
    assert.equal("林若溪、何静", names(HELD:gsub("主持会议", "主持会议并通报了缺席人员名单") .. "副校长何静讲话。"))
    assert.equal("林若溪、马思远", names(HELD .. "副校长何静因病请假,副校长马思远参加会议。"))
  end)
end)

describe("what is told in halves of a day", function()
  local function names(text)
    local out = {}
    for _, m in ipairs(find(text)) do out[#out + 1] = m.name .. " " .. tostring(m.host) end
    return table.concat(out, "|")
  end
  local FIRST = "一周要闻\n2024年3月5日上午,云岭学院召开安全工作会议,院长林若溪主持。\n2024年3月5日下午,学院"

  it("is two events where the names share no word", function()
    for _, second in ipairs {"召开师德师风座谈会", "举行新教师入职宣誓仪式", "举办心理健康讲座"} do
      local name = second:sub(#"召开" + 1)
      assert.equal("安全工作会议 林若溪|" .. name .. " 何静", names(FIRST .. second .. ",副院长何静主持。"))
    end
    assert.equal("预算审查座谈会 林若溪|青年干部读书会 何静", names("一周要闻\n3月5日(星期二)上午,县人大召开" ..
      "预算审查座谈会,主任林若溪主持。3月5日晚,县人大召开青年干部读书会,副主任何静主持。"))
  end)

  it("is one where the second is a part of the first", function()
    for _, second in ipairs {"召开安全工作会议", "举行分组讨论", "举行启动仪式", "召开安全工作座谈会"} do
      assert.equal(1, #find(FIRST .. second .. ",副院长何静主持。"), second)
    end
  end)
end)

describe("the place", function()
  local HEAD, TOLD = "海州农商银行召开工作会议\n", "2024年3月13日,海州农商银行%s召开工作会议。行长林若溪主持会议。\n"

  it("is that of any telling of an event", function()
    assert.equal("总行大楼", one(TOLD:format("在总行大楼")).place)
    assert.equal("总行大楼", one(HEAD .. TOLD:format("在总行大楼")).place)
  end)

  it("is read in its line, before the event or behind it", function()
    for _, line in ipairs {"地点:三楼会议室", "二、地点:三楼会议室", "会议地点:三楼会议室,共40人参加"} do
      assert.equal("三楼会议室", one(HEAD .. line .. "\n" .. TOLD:format("")).place)
      assert.equal("三楼会议室", one(HEAD .. TOLD:format("") .. line .. "\n").place)
    end
  end)
end)

describe("what a headline says with a verb", function()
  it("is called by the noun that the text has", function()
    assert.equal("2024年第三次专题学习会", one("云岭学院党委开展专题学习\n" ..
      "2024年4月2日,云岭学院党委召开2024年第三次专题学习会,党委书记林若溪主持。").name)
  end)
end)

describe("a long run of one word", function()
  local SECONDS = 10 -- bounds it where every access is watched

  it("is read soon", function()
    for _, text in ipairs {
      "6月8日,云岭大学举办" .. ("1"):rep(30) .. "字。",
      "6月8日,云岭大学召开座谈会。院长林若溪" .. ("在"):rep(20) .. ("的"):rep(25) .. "主持会议。",
      "6月8日,云岭大学召开座谈会。院长林若溪主持。\n" .. ("\n"):rep(5000) ..
        "云岭医院新楼启用了大家都很高兴\n这是说明文字,这里一共有很多很多的字在这里。",
      "教学工作会议\n" .. ("\n"):rep(5000) .. "时间不明。主席何静。6月8日,云岭大学召开座谈会。",
      "6月8日,云岭大学座谈会" .. ("在"):rep(60) .. ("的"):rep(25) .. "举行。",
      "6月8日,云岭大学座谈会" .. ("在会上"):rep(20) .. "举行。",
      "6月8日,云岭大学召开座谈会。" .. ("林若溪、"):rep(1000) .. "签约。",
      "缺席" .. ("请假"):rep(1000) .. "林若溪,因" .. ("因"):rep(1000) .. "未出席。",
    } do
      local begun = os.clock()
      assert.is_table(document.extract(document.parse(text, "a.txt")).meetings)
      assert.is_true(os.clock() - begun < SECONDS, text:sub(1, 90))
    end
  end)

  it("leaves a name in Latin letters its blank, and one", function()
    assert.equal("“Happy Reading”读书会", one("6月8日,云岭大学举办“Happy  Reading”读书会。").name)
  end)
end)
