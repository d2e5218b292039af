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

  it("has its name in full where the finder cut it off", function()
    assert.equal("兼山大学", orgs("兼山大学校长韩立群主持会议。")["韩立群"])
    assert.equal("清源市中医院", orgs("清源市中医院院长韩立群主持会议。")["韩立群"])
    assert.equal("大兴医院", orgs("6月8日,大兴医院召开工作会议。院长韩立群主持。")["韩立群"])
  end)

  it("is no meeting, though the post is of bodies that end so", function()
    local o = orgs("青川农商银行开展学习\n6月8日,青川农商银行召开专题学习会,监事长韩立群、理事长林若溪发言。")
    assert.equal("青川农商银行", o["韩立群"])
    assert.equal("青川农商银行", o["林若溪"])
    assert.equal("东屏医学会", orgs("6月8日,东屏医学会召开座谈会。会长韩立群主持。")["韩立群"])
  end)

  it("is none for who leads the land", function()
    assert.equal("-", orgs(page .. "会议传达了国家主席甄远山的讲话。")["甄远山"])
    local o = orgs("光明综合医院举行启用典礼\n6月8日,光明综合医院举行启用典礼,总统林若溪、众议员何文静、" ..
      "卫生局长苏长明、副院长韩立群出席。")
    assert.equal("---", o["林若溪"] .. o["何文静"] .. o["苏长明"])
    assert.equal("光明综合医院", o["韩立群"])
  end)

  it("is no house of another kind than its head's", function()
    local o = orgs(page .. "甄远山局长作了总结,行长林若溪、校长韩立群发言。")
    assert.equal("--云岭大学", o["甄远山"] .. o["林若溪"] .. o["韩立群"])
    o = orgs("东屏市教育局召开座谈会\n6月8日,东屏市教育局召开座谈会。甄远山局长作了总结。")
    assert.equal("东屏市教育局", o["甄远山"])
  end)

  it("is the county where its leaders are told by that, named or not", function()
    local o = orgs("6月8日,县人大常委会主任林若溪出席会议,县领导何文静列席。")
    assert.equal("-", o["何文静"])
    assert.equal("永泽县", orgs("6月8日,永泽县召开座谈会,县领导何文静列席。")["何文静"])
    assert.equal("-", orgs("我县召开党政联席会。县领导何文静出席。会议通报了赴周边四县学习的情况。")["何文静"])
  end)

  it("is a hospital by its number", function()
    local o = orgs("云岭大学附属一院林若溪教授、云岭市二院何文静教授为顾问。西山医大三院副院长苏长明出席。")
    assert.equal("云岭大学附属一院 云岭市二院 西山医大三院",
      o["林若溪"] .. " " .. o["何文静"] .. " " .. o["苏长明"])
  end)

  it("is the land of a mayor, not of how one is addressed", function()
    local o = orgs("东岭市议会举行成立大会,新科市长林若溪出席。林市长指出,副市长何文静负责交通。")
    assert.equal("东岭市 东岭市", o["林若溪"] .. " " .. o["何文静"])
  end)

  it("has no number of its term of office before it", function()
    assert.equal("全国疝外科分会", orgs("6月8日,第一届全国疝外科分会会长林若溪汇报工作。")["林若溪"])
  end)

  it("is no study group cut at its centre", function()
    assert.equal("-", orgs("4月9日,公司召开2023年一季度党委理论学习中心组学习(扩大)会。董事长林若溪讲党课。")["林若溪"])
  end)

  it("keeps a first character that is a word of bylines, and loses a place in a photograph", function()
    local o = orgs("文岭学院院长林若溪致辞。左起电子工程学系何文静、苏长明。")
    assert.equal("文岭学院", o["林若溪"])
    assert.equal("电子工程学系", o["何文静"])
  end)

  it("is the nearest that the post fits where the page's does not", function()
    assert.equal("云岭市东山医院", orgs(page .. "代表来到云岭市东山医院,院长林若溪介绍了情况。")["林若溪"])
  end)

  it("is told by the kind of body before the post", function()
    local o = orgs(page .. "一行来到东山机械有限公司,公司总经理林若溪、总工程师苏长明接待了来宾。")
    assert.equal("东山机械有限公司", o["林若溪"])
    assert.equal("东山机械有限公司", o["苏长明"])
  end)

  it("is ours where the page speaks as a house, and not the guest's", function()
    local guest = "6月8日,东屏大学校长林若溪,党委副书记何文静一行来我校访问。"
    local o = orgs(guest .. "我校党委书记韩立群、常务副校长苏长明接待了来宾,副校长甄远山陪同参观。")
    assert.equal("东屏大学", o["何文静"])
    for _, name in ipairs {"韩立群", "苏长明", "甄远山"} do assert.equal("-", o[name], name) end
    o = orgs("云岭大学召开座谈会\n" .. guest .. "校党委书记韩立群,副校长苏长明与来宾座谈。")
    assert.equal("云岭大学", o["韩立群"])
    assert.equal("云岭大学", o["苏长明"])
    o = orgs("我校一行前往泉山学院参观,副院长韩立群作介绍。")
    assert.equal("泉山学院", o["韩立群"])
  end)

  it("is that of who comes along, told before", function()
    local o = orgs("东屏检测有限公司总经理林若溪,副总经理、技术负责人何文静,质量负责人苏长明;" ..
      "泉山学院董事长甄远山,督导专员韩立群一行来我院考察。")
    for _, name in ipairs {"林若溪", "何文静", "苏长明"} do assert.equal("东屏检测有限公司", o[name], name) end
    assert.equal("泉山学院", o["韩立群"])
    o = orgs("东屏大学与泉山大学签约。泉大校长林若溪带领主任秘书何文静、教务长苏长明出席。")
    assert.equal("泉大", o["苏长明"])
  end)

  it("is told without its term and without what it was", function()
    assert.equal("东屏校友会", orgs("东屏校友会第三届会长林若溪出席。")["林若溪"])
    assert.equal("泉山民族委员会；泉山科学院", orgs("泉山民族委员会主任、原泉山科学院院长林若溪致辞。")["林若溪"])
  end)

  it("is none for guests, neighbours and heads of a house that is none of the kind", function()
    local o = orgs(page .. "校长韩立群致辞,村民苏长明、艺人何文静、副市长甄远山参加。")
    for _, name in ipairs {"苏长明", "何文静", "甄远山"} do assert.equal("-", o[name], name) end
    assert.equal("-", orgs("市卫生健康委召开会议\n6月8日,市卫生健康委召开会议。副校长林若溪发言。")["林若溪"])
  end)

  it("is the house of those who learn together, and none where it is not named", function()
    local learn = "理论学习中心组开展集体学习。党委书记韩立群领学。"
    assert.equal("东屏学院", orgs("东屏学院党委" .. learn)["韩立群"])
    assert.equal("-", orgs("校党委" .. learn)["韩立群"])
  end)

  it("is told once, and is no term of office or mere part of a word", function()
    local o = orgs("云岭省茶业协会副会长韩立群教授、副秘书长何静教授到会。省茶业协会副会长韩立群教授致辞。")
    assert.same({"云岭省茶业协会", "云岭省茶业协会"}, {o["韩立群"], o["何静"]})
    assert.equal("东屏茶业分会", orgs("东屏茶业分会主任委员韩立群致辞。第二届主任委员韩立群教授发言。")["韩立群"])
    assert.equal("-", orgs("为庆祝60周年校庆,本校举办运动会,由韩立群校长主持。")["韩立群"])
    assert.equal("-", orgs("联系校领导韩立群副校长到场。")["韩立群"])
  end)

  it("is none for those who go to a body, and for heads of the house above a college", function()
    local o = orgs("韩立群处长率国际交流处一行5人赴泉山大学、东屏大学调研。东屏大学国际处处长何静参加座谈。")
    assert.same({"-", "东屏大学国际处"}, {o["韩立群"], o["何静"]})
    o = orgs("4月2日,泉山大学代表林若溪先生对我校进行访问。副校长韩立群会见了来宾。")
    assert.equal("-", o["韩立群"])
    o = orgs("6月8日,文理学院举办讲坛。学校党委常委、副校长韩立群到场,文理学院院长何静主持,副院长甄远山介绍情况。")
    assert.same({"-", "文理学院", "文理学院"}, {o["韩立群"], o["何静"], o["甄远山"]})
  end)

  it("is that of guests for guests alone, and no body that is visited for the others", function()
    local o = orgs("3月5日,泉山大学调研团在校长韩立群、副校长何静的带领下来我校调研。我校党委书记甄远山、副校长苏长明参加。")
    assert.same({"泉山大学", "泉山大学", "-", "-"}, {o["韩立群"], o["何静"], o["甄远山"], o["苏长明"]})
    o = orgs("处长韩立群率队赴泉山大学、东屏大学调研。来到泉山大学,何静校长介绍了情况。")
    assert.same({"-", "泉山大学"}, {o["韩立群"], o["何静"]})
  end)

  it("is that of the post which stands in the list, and no month", function()
    assert.equal("-", orgs("东屏商会召开大会。县领导何静、林若溪出席。县人大常委会副主任何静致辞。")["林若溪"])
    assert.equal("东屏商会", orgs("东屏商会会员何静、林若溪到会。泉山医院肾科主任何静发言。")["林若溪"])
    local o = orgs("东屏商会会长何静,名誉会长韩立群,执行会长林若溪、甄远山出席。第五届理事会会长韩立群致辞。")
    assert.same({"东屏商会", "东屏商会"}, {o["林若溪"], o["甄远山"]})
    assert.equal("东屏商会", orgs("东屏商会举行仪式。执行会长何静,三月份轮值会长韩立群主持。")["韩立群"])
  end)

  it("is no house for heads of the land's offices, and for a chair that it does not have", function()
    local o = orgs(page .. "校长何静致辞,教育处长甄远山到贺,教务处长韩立群陪同。")
    assert.same({"-", "云岭大学"}, {o["甄远山"], o["韩立群"]})
    assert.equal("-", orgs(page .. "校长何静致辞。韩立群主席提出了倡议。")["韩立群"])
    assert.equal("-", orgs(page .. "校长何静致辞,著名材料科学家韩立群到会。")["韩立群"])
    assert.equal("-", orgs("省茶业局召开会议。省茶业局局长何静主持,校党委书记韩立群参加。")["韩立群"])
    assert.equal("-", orgs("各二级学院院长参加典礼。典礼由副校长韩立群主持。")["韩立群"])
  end)

  it("is no place to meet, none of its own parts, and nothing of the sentence before", function()
    assert.equal("-", orgs("职工代表大会在公司二楼会议中心召开。董事长韩立群出席。")["韩立群"])
    assert.equal("-", orgs("公司召开大会,各区域公司负责人列席,公司总经理韩立群作报告。")["韩立群"])
    assert.equal("财务部", orgs("大会听取了工会工作报告和财务部经理韩立群作的报告。")["韩立群"])
    assert.equal("生测部", orgs("公司总工程师、生测部主任韩立群作说明。")["韩立群"])
    assert.equal("东屏茶业联合会", orgs("东屏茶业联合会(简称“茶联会”)第4届会长韩立群致辞。")["韩立群"])
    assert.equal("-", orgs(page .. "校长何静致辞,行政长官甄远山、财政司司长韩立群到贺。")["韩立群"])
  end)

  it("is none for the heads of a company that speaks of itself and names its guests alone", function()
    local o = orgs("3月5日,泉山集团董事长林若溪,党委副书记、总经理何文静到我司调研,集团董事长苏长明、总经理甄远山陪同。")
    assert.same({"泉山集团", "泉山集团", "-", "-"}, {o["林若溪"], o["何文静"], o["苏长明"], o["甄远山"]})
    assert.equal("-", orgs("副总统林若溪到东屏同济会,东屏同济会会长韩立群陪同。")["林若溪"])
  end)

  it("is the unit without what stands before it", function()
    assert.equal("骨科", orgs("东屏医院召开会议。我院骨科主任林若溪发言。")["林若溪"])
    assert.equal("科技处", orgs("所长助理兼科技处处长林若溪主持。")["林若溪"])
    local o = orgs("云岭区商会换届。云岭区副区长林若溪,区委常委、统战部长韩立群出席。")
    assert.equal("云岭区", o["韩立群"])
  end)

  it("is none for a member of an academy who comes as a guest", function()
    assert.equal("-", orgs(page .. "校长韩立群致辞,林若溪院士作报告。")["林若溪"])
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
      ["种苗站党总支组织晨读,党总支书记林若溪授课。"] = "种苗站党总支",
      ["化学系党支部开展活动,会议由支部书记林若溪主持。"] = "化学系党支部",
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
    assert.equal("云岭大学", orgs(page .. "双方支部书记林若溪代表支部发言。")["林若溪"])
  end)

  -- Whom a text names, and the body that each is of.
  local function check(cases)
    for text, want in pairs(cases) do
      local got = orgs(page .. text)
      for name, org in pairs(want) do assert.equal(org, got[name], text .. " " .. name) end
    end
  end

  it("is that of the head whom a deputy stands beside", function()
    check {
      ["来宾有碧湖实验室主任贺知远,常务副主任施伯言、主任助理谈少文。"] =
        {["施伯言"] = "碧湖实验室", ["谈少文"] = "碧湖实验室"},
      ["出席的有清溪研究所所长贺知远,副所长施伯言。"] = {["施伯言"] = "清溪研究所"},
      ["清溪研究所党委书记贺知远,党委副书记施伯言到会。"] = {["施伯言"] = "清溪研究所"},
      ["清溪师范学院院长贺知远和副院长施伯言签字。"] = {["施伯言"] = "清溪师范学院"},
      ["市青山棋会会长、特级教练贺知远,副会长施伯言致辞。"] = {["施伯言"] = "市青山棋会"},
      ["清溪市图书馆馆长贺知远,教务处处长韩立群,副馆长施伯言参加。"] = {["施伯言"] = "清溪市图书馆"},
      ["清溪实验室主任贺知远到会。云岭大学副校长施伯言致辞。"] = {["施伯言"] = "云岭大学"},
      ["校长、中国工程院院士贺知远,副校长施伯言致辞。"] = {["施伯言"] = "云岭大学"},
      ["清溪大学校长贺知远来访,副校长施伯言接待。"] = {["施伯言"] = "云岭大学"},
      ["校长、学位委员会主席贺知远,副校长施伯言出席。"] = {["施伯言"] = "云岭大学"},
    }
  end)

  it("is that of who leads somebody", function()
    check {
      ["泉山县气象站天线倒塌,站长贺知远带领职工施伯言抢修。"] = {["施伯言"] = "泉山县气象站"},
      ["清溪市医院护理部主任贺知远率领护士施伯言赶到。"] = {["施伯言"] = "清溪市医院护理部"},
    }
  end)

  it("is that of the post that somebody is given or loses", function()
    check {
      ["大会选举贺知远、施伯言、谈少文等7人为第五届工会委员会委员。"] =
        {["贺知远"] = "第五届工会委员会", ["谈少文"] = "第五届工会委员会"},
      ["贺知远同志任清溪市水文总站党委书记;"] = {["贺知远"] = "清溪市水文总站"},
      ["贺知远同志任物理学院党总支书记(试用期一年)。"] = {["贺知远"] = "物理学院"},
      ["免去贺知远同志清溪市水文总站站长职务。"] = {["贺知远"] = "清溪市水文总站"},
      ["贺知远,男,汉族,1975年3月生,中共党员,教授,现任继续教育学院副院长。"] = {["贺知远"] = "继续教育学院"},
      ["会议增补贺知远、施伯言为财务监督委员会委员。"] = {["施伯言"] = "财务监督委员会"},
      ["贺知远同志担任设备管理科科长。"] = {["贺知远"] = "设备管理科"},
      ["贺知远同志任务完成得很好。"] = {["贺知远"] = "-"},
    }
  end)

  it("is the body that the sentence opens with where the post fits any", function()
    check {
      ["\n▲种苗站党支部4月10日组织晨读,青年党员施伯言谈体会。"] = {["施伯言"] = "种苗站党支部"},
      ["\n▲清溪中学党委把阅读排进课表,4月16日党委副书记施伯言讲课。"] = {["施伯言"] = "清溪中学党委"},
      ["\n1.生化党支部:书记施伯言带队参观。"] = {["施伯言"] = "生化党支部"},
      ["\n清溪研究所到我校考察,党委书记施伯言会见了来宾。"] = {["施伯言"] = "云岭大学"},
      ["\n校党委召开专题会议,党委副书记施伯言讲话。"] = {["施伯言"] = "云岭大学"},
      ["\n清溪研究所所长贺知远到会,党委书记施伯言讲话。"] = {["施伯言"] = "云岭大学"},
    }
  end)

  it("is a body that no post stands behind", function()
    check {
      ["访问团转赴青松颐养院考察,由院长施伯言接待。"] = {["施伯言"] = "青松颐养院"},
      ["松江养路工区的灯还亮着,工长施伯言正在写日志。"] = {["施伯言"] = "松江养路工区"},
    }
  end)

  it("is no term of office, no year of school and no praise", function()
    check {
      ["歡聚的有第五届会长施伯言。"] = {["施伯言"] = "云岭大学"},
      ["新员工代表、全省优秀教师施伯言发言。"] = {["施伯言"] = "云岭大学"},
    }
  end)

  it("is the whole where somebody speaks for many, though the head of a unit stands before", function()
    check {
      ["出席的有人文学院院长贺知远、学生代表施伯言。"] = {["施伯言"] = "云岭大学"},
      ["出席的有国际合作部主任贺知远、教师代表施伯言副教授。"] = {["施伯言"] = "云岭大学"},
      ["出席的有校董会主席贺知远、校监施伯言。"] = {["施伯言"] = "云岭大学"},
    }
  end)

  it("is that of who is named before it in the sentence, for a secretary", function()
    check {
      ["一行到市青松保健院开展回访。院长贺知远汇报进展,党支部书记施伯言参加。"] =
        {["贺知远"] = "市青松保健院", ["施伯言"] = "市青松保健院"},
      ["8月13日至14日,市青松保健院举办培训班,党总支书记施伯言开班动员。"] = {["施伯言"] = "市青松保健院"},
    }
  end)

  it("is the outlet of a dateline, and the offices of a house for their branch", function()
    assert.equal("云岭晚报", orgs(page .. "同行的还有《云岭晚报》记者林若溪。")["林若溪"])
    local text = "论坛举行\n云岭健康网讯 6月8日,论坛在云岭举行。\n(记者:贺知远)"
    assert.equal("云岭健康网", orgs(text)["贺知远"])
    check {
      ["机关党委书记施伯言到会指导。"] = {["施伯言"] = "机关"},
      ["班子其他成员谷守成、施伯言依次发言。"] = {["施伯言"] = "云岭大学"},
    }
  end)

  it("is what the words beside a name state", function()
    check {
      ["\n嘉宾:谈少文,西山研究院院长"] = {["谈少文"] = "西山研究院"},
      ["\n贺知远,东溪大学教授,博士生导师,长期从事材料研究。"] = {["贺知远"] = "东溪大学"},
      ["贺知远教授(东溪大学)作报告。"] = {["贺知远"] = "东溪大学"},
      ["\n主讲人:贺知远 教授 东溪大学"] = {["贺知远"] = "东溪大学"},
      ["\n报告人:贺知远\n单位:东溪大学\n题目:材料"] = {["贺知远"] = "东溪大学"},
      ["\n主讲人:贺知远\n主讲人单位:东溪大学材料学院\n"] = {["贺知远"] = "东溪大学材料学院"},
      ["贺知远来自东溪大学,是知名教授。贺知远教授作报告。"] = {["贺知远"] = "东溪大学"},
      ["贺知远教授现为东溪大学副校长。"] = {["贺知远"] = "东溪大学"},
      ["贺知远教授任职于东溪大学。"] = {["贺知远"] = "东溪大学"},
      ["东溪大学的贺知远、西山大学的施伯言两位教授作报告。"] = {["施伯言"] = "西山大学"},
      ["\n|姓名|单位|职务|\n|李建国|东溪大学|院长|\n"] = {["李建国"] = "东溪大学"},
      ["\n名单:\n东溪大学:贺知远 施伯言\n西山医院:谈少文\n"] = {["施伯言"] = "东溪大学", ["谈少文"] = "西山医院"},
      ["\n获奖名单\n材料学院:贺知远、施伯言、谈少文\n"] = {["谈少文"] = "材料学院"},
      ["\n优秀党员:贺知远(材料学院)、施伯言(文学院)"] = {["贺知远"] = "材料学院", ["施伯言"] = "文学院"},
      ["校长贺知远,东溪大学党委书记、校长施伯言出席。"] = {["贺知远"] = "云岭大学", ["施伯言"] = "东溪大学"},
      ["副校长贺知远(左二)出席。"] = {["贺知远"] = "云岭大学"},
    }
  end)

  it("is who holds what an item of a bulletin tells, in front of the page's own", function()
    local society = "清溪学会工作简讯\n清溪学会召开年会\n6月8日,清溪学会召开年会。\n"
    for text, want in pairs {
      ["6月9日,地质专委会召开会议,主任委员施伯言主持。"] = "地质专委会",
      ["6月9日,西山校友会举行年会,会长施伯言致辞。"] = "西山校友会",
      ["6月9日,会长施伯言致辞。"] = "清溪学会",
      ["6月9日,西山研究会一行到我会交流,会长施伯言会见。"] = "清溪学会",
    } do assert.equal(want, orgs(society .. text)["施伯言"], text) end
  end)

  it("is what the posts of works, villages and courts are of", function()
    check {
      ["代表来到东溪律师事务所,律师施伯言接待。"] = {["施伯言"] = "东溪律师事务所"},
      ["师生走访东溪村,村支书施伯言介绍情况。"] = {["施伯言"] = "东溪村"},
    }
  end)

  it("is the council of its members, by its name before them or at the head of their row", function()
    local o = orgs("云岭大学学术委员会召开会议。学术委员会主任林若溪主持。副主任苏长明报告。委员韩立群、何文静参加。")
    assert.same({"云岭大学学术委员会", "学术委员会"}, {o["韩立群"], o["苏长明"]})
    o = orgs(page .. "\n理事会 理事长:林若溪\n监事会 监事长:苏长明 监事:韩立群、何文静")
    assert.same({"监事会", "监事会"}, {o["韩立群"], o["何文静"]})
    o = orgs(page .. "\n总结表彰会:院长林若溪\n学术研讨会 秘书长:贺知远 秘书:苏长明\n读书会 会长:何文静")
    assert.same({"云岭大学", "云岭大学", "读书会"}, {o["林若溪"], o["苏长明"], o["何文静"]})
    o = orgs("云岭大学换届\n校董会主席林若溪,副主席苏长明,司库韩立群,校董何文静宣誓就职。")
    assert.same({"校董会", "校董会", "校董会"}, {o["苏长明"], o["韩立群"], o["何文静"]})
  end)

  it("is the house of a unit whose page it is, and the page's own where it is called by its kind", function()
    assert.equal("云岭林业研究院", orgs("云岭林业研究院苗木推广处编\n东溪大学农学院贺知远教授到会。院长林若溪主持。")["林若溪"])
    assert.equal("东山建设集团", orgs("东山建设集团表彰会\n东山建设集团召开表彰会,一分公司经理苏长明参加。公司总经理林若溪讲话。")["林若溪"])
  end)

  it("is the house for all of a list that it elects or honours", function()
    local o = orgs(page .. "会议选举产生由韩立群、何文静、林若溪、苏长明、贺知远、施伯言、钟景行、谈少文等8名同志组成的委员会。")
    assert.equal("云岭大学", o["谈少文"])
  end)

  it("is that body which was named last", function()
    check {
      ["我校与东溪市第一中学签署协议。副校长贺知远,该校校长谈少文、副校长顾临川参加。"] =
        {["贺知远"] = "云岭大学", ["谈少文"] = "东溪市第一中学", ["顾临川"] = "东溪市第一中学"},
      ["代表来到东溪研究院,该院院长贺知远介绍情况。"] = {["贺知远"] = "东溪研究院"},
      ["代表来到东溪机械有限公司,该公司副总经理贺知远介绍情况。"] = {["贺知远"] = "东溪机械有限公司"},
    }
  end)
end)

describe("the body of who is named in a byline", function()
  local function of(text, name) return orgs(text)[name] end
  local page = "6月8日,云岭大学召开会议。"

  it("is the outlet of the dateline, with a day or in brackets", function()
    assert.equal("本网", of("云岭大学召开会议\n本网讯 " .. page .. "\n(记者 林若溪 通讯员 苏长明)", "苏长明"))
    assert.equal("校园网", of("【校园网 2024年6月8日讯】(记者 林若溪)" .. page, "林若溪"))
    assert.equal("云医资讯", of("云岭大学召开会议\n云医资讯 2024-06-08\n" .. page .. "\n记者|林若溪", "林若溪"))
  end)

  it("is the source before a reporter", function()
    assert.equal("《云岭医讯》", of("云岭大学召开会议\n来源:《云岭医讯》 记者:林若溪 苏长明\n" .. page, "苏长明"))
    assert.equal("云岭日报", of("云岭大学召开会议\n云岭日报记者 林若溪 通讯员 苏长明\n" .. page, "苏长明"))
  end)

  it("is the unit before a name", function()
    assert.equal("宣传股", of("云岭大学召开会议\n作者:宣传股 林若溪\n" .. page, "林若溪"))
    assert.equal("-", of("云岭大学召开会议\n本网讯 " .. page .. "\n编辑:林若溪", "林若溪"))
  end)
end)

describe("the body of who is of a branch or a committee", function()
  local page = "云岭大学召开座谈会\n6月8日,云岭大学召开座谈会。"

  it("is the branch that is numbered before the post", function()
    local o = orgs(page .. "第一党支部书记林若溪、教工第三党支部书记苏长明依次述职。")
    assert.equal("第一党支部", o["林若溪"])
    assert.equal("教工第三党支部", o["苏长明"])
  end)

  it("is the branch named last, for its members too", function()
    local o = orgs(page .. "6月9日,机关五支部召开民主评议会,纪检委员林若溪主持,党员代表苏长明发言。")
    assert.equal("机关五支部", o["林若溪"])
    assert.equal("机关五支部", o["苏长明"])
    assert.equal("离退休党总支", orgs(page .. "●6月9日,我校离退休党总支开展祭扫,总支书记林若溪带队。")["林若溪"])
  end)

  it("is the heading of a list of posts", function()
    local o = orgs("云岭大学\n\n梅望舒同志治丧工作小组\n组长:韩立群\n副组长:林若溪 苏长明\n成员:叶知夏 佟海宁\n")
    for _, name in ipairs {"苏长明", "叶知夏", "佟海宁"} do
      assert.equal("梅望舒同志治丧工作小组", o[name], name)
    end
  end)
end)

describe("the body that words beside a name tell", function()
  local page = "青川中学召开座谈会\n6月8日,青川中学召开座谈会。"

  it("is the unit right before it, where nobody's post stands between them", function()
    assert.equal("设备科", orgs("6月8日,会议安排了检修,设备科韩立群介绍了进度。")["韩立群"])
    local o = orgs("6月8日,由东屏一中韩立群老师和南浦中学林若溪老师主讲。")
    assert.equal("东屏一中", o["韩立群"])
    assert.equal("南浦中学", o["林若溪"])
    assert.equal("东屏国中", orgs(page .. "会长苏长明、东屏国中韩立群校长观摩。")["韩立群"])
  end)

  it("is the page's of who is ours, and of the teachers of a school", function()
    local o = orgs(page .. "会上,我校韩立群获一等奖,林若溪老师执教。")
    assert.equal("青川中学", o["韩立群"])
    assert.equal("青川中学", o["林若溪"])
  end)

  it("is the cell at the end of a row, and the group that opens one", function()
    local o = orgs("关于公布名单的通知\n序号 姓名 学院\n1 韩立群(教授) 食品学院\n2 林若溪(副教授) 药学院\n")
    assert.equal("食品学院", o["韩立群"])
    assert.equal("药学院", o["林若溪"])
    o = orgs("合唱团各组分工:\n服装组:韩立群、林若溪\n一等奖:苏长明\n青年组:苏长明\n")
    assert.equal("服装组", o["韩立群"])
    assert.equal("服装组", o["林若溪"])
    assert.equal("-", o["苏长明"])
  end)

  it("is the house of who has its first character before the post, and of a deputy beside another", function()
    local o = orgs("我校召开会议\n6月8日,青川大学召开会议。南浦省科技厅副厅长韩立群,校党委书记林若溪,实验室常务副主任苏长明," ..
      "副主任佟海宁、甄远山出席。")
    assert.equal("青川大学", o["林若溪"])
    assert.equal(o["苏长明"], o["佟海宁"])
    assert.equal(o["苏长明"], o["甄远山"])
  end)

  it("is one for the posts of a board in one list, and the unit in a bracket before a name", function()
    local o = orgs("青川电力局召开会议\n6月8日,青川电力局召开会议。南浦电力局局长韩立群、纪检组长林若溪到会。\n" ..
      "监督电话:6677(纪委办公室 苏长明主任)")
    assert.equal("南浦电力局", o["林若溪"])
    assert.equal("纪委办公室", o["苏长明"])
  end)

  it("is the house of who leaves a post, and a name without the words before it", function()
    local o = orgs("东屏医院召开干部大会\n6月8日,东屏医院召开干部大会。韩立群同志因年龄原因,不再担任医院院长职务。")
    assert.equal("东屏医院", o["韩立群"])
    o = orgs("6月8日,学员来到南浦桥梁检测中心,获中心副主任韩立群指导。")
    assert.equal("南浦桥梁检测中心", o["韩立群"])
  end)
end)

describe("the body that holds a meeting", function()
  local function holder(page, name)
    local view = document.view(name .. "召开座谈会\n" .. page .. "  2024-03-06\n\n3月5日," .. name .. "召开座谈会,韩立群主持。")
    view.institution = page
    local c = view.candidates
    return (require "jiyao.holders".of(view, c, c[#c]))
  end

  it("is the page's own where its name is cut short", function()
    local page = "东屏区卫生健康委员会"
    for _, name in ipairs {"区卫生健康委", "区卫健委", "东屏区"} do assert.equal(page, holder(page, name), name) end
    assert.equal("东屏区水务局", holder("东屏区水务局", "区水务局"))
    assert.equal("区水务局", holder("东屏区第一医院", "区水务局"))
    assert.not_equal("东屏区第一医院", holder("东屏区第一医院", "东屏区"))
    assert.equal("东屏大学工会", holder("东屏大学工会", "校工会"))
  end)

  it("is the body that its sentence opens with, behind a sign and what it is done for", function()
    local function holders_of(lines)
      local out = {}
      local record = document.extract(document.parse(lines, "a.txt"))
      for _, m in ipairs(record.meetings) do out[m.institution or "-"] = true end
      return out
    end
    local found = holders_of("校园动态\n☆东屏中学举行成人仪式。\n☆南浦中学邀请民警韩立群作“平安出行”讲座。\n" ..
      "☆为提高教学质量,教务处于3月6日在礼堂举办教师研修会。\n")
    for _, name in ipairs {"东屏中学", "南浦中学", "教务处"} do assert.is_true(found[name], name) end
  end)

  it("is the party's committee that holds it", function()
    assert.equal("东屏医院党委", holder("东屏医院", "院党委"))
    assert.equal("东屏医院党委", holder("东屏医院党委", "院党委"))
  end)
end)

describe("the unit of a post", function()
  it("leaves out what is told before the unit, and how many units there are", function()
    for _, case in ipairs {
      {"首先代表省茶叶局局长韩立群讲话。", "省茶叶局"}, {"第一路由东屏茶叶研究所所长韩立群带队。", "东屏茶叶研究所"},
      {"在成立大会开幕式省林业厅副厅长韩立群致辞。", "省林业厅"}, {"大会选出第六届理事会理事长韩立群。", "第六届理事会"},
      {"所长助理兼科技处处长韩立群讲话。", "科技处"}, {"东屏县民政局社会组织科处长韩立群讲话。", "东屏县民政局社会组织科"},
      {"东屏县工商联组织建设部部长韩立群讲话。", "东屏县工商联组织建设部"}, {"四个党小组的代表韩立群、何静发言。", "-"},
    } do
      assert.equal(case[2], orgs(case[1])["韩立群"], case[1])
    end
  end)
end)

-- Who keeps the page's body though something near speaks of visits, lands, callings or other houses.
local KEPT = {
  {"云岭医院召开院周会。院长林若溪汇报工作,副市长韩立群前往云岭医院考察。", "云岭医院"},
  {"云岭医院召开会议。院长林若溪介绍,省专家组走进云岭医院开展指导。", "云岭医院"},
  {"云岭大学召开会议。处长林若溪介绍情况,副校长韩立群致辞,何静走访云岭大学开展调研。", "云岭大学"},
  {"云岭大学召开会议。校长林若溪说,每年有学生到访云岭大学交流。", "云岭大学"},
  {"云岭大学召开会议。校长林若溪希望更多学子走进云岭大学、了解云岭大学。", "云岭大学"},
  {"云岭医院召开会议。云岭医院领导班子对我院上半年工作进行了总结。院长林若溪主持。", "云岭医院"},
  {"云岭医院召开会议。云岭医院院长韩立群感谢各位专家来到我院。副院长林若溪主持。", "云岭医院"},
  {"云岭集团召开安全生产会议。董事长韩立群主持,环保处长林若溪汇报。", "云岭集团"},
  {"云岭大学召开会议。财政处长林若溪、卫生处长何静汇报。", "云岭大学"},
  {"东屏农商行召开会议。行长林若溪主持。", "东屏农商行"},
  {"云岭传媒集团召开会议。台长林若溪主持。", "云岭传媒集团"},
  {"云岭供电公司召开会议。局长林若溪主持。", "云岭供电公司"},
  {"东屏海关召开会议。署长林若溪主持。", "东屏海关"},
  {"云岭研究院召开会议。岗位科学家林若溪汇报。", "云岭研究院"},
  {"云岭作家协会召开座谈会。作家林若溪、书法家何静出席。", "云岭作家协会"},
  {"云岭学院召开会议。副校长林若溪出席,院长韩立群主持。", "云岭学院"},
  {"云岭医院召开座谈会。主席林若溪、院长韩立群出席。", "云岭医院"},
  {"双十镇召开会议。双十镇镇长林若溪主持。", "双十镇"},
  {"三区召开会议。三区区长林若溪主持。", "三区"},
}

describe("the body of the page", function()
  it("is kept where words near speak of others", function()
    for _, case in ipairs(KEPT) do assert.equal(case[2], orgs(case[1])["林若溪"], case[1]) end
  end)
end)
