-- Whose page it is, and what is no part of a body's name.
local bodies = require "jiyao.bodies"
local body_names = require "jiyao.body_names"
local fronts = require "jiyao.body_fronts"
local document = require "jiyao.document"

local function institution(text) return document.extract(document.parse(text, "a.txt")).institution end

local function names(text)
  local out = {}
  for _, o in ipairs(bodies.of(document.view(text))) do out[#out + 1] = o.name end
  return table.concat(out, " ")
end

describe("the name of a body", function()
  it("has no bracket, cell or label before it", function()
    assert.equal("兰汀医学会", institution("(简讯)兰汀医学会举行年会\n(简讯)兰汀医学会近日举行年会,会长韩立群致辞。"))
    assert.no.matches("%)", names("(星期五)借兰汀书院礼堂举行。(星期六)假东川大学召开大会,校长韩立群致辞。"))
  end)

  it("has no verb of going before it", function()
    assert.equal("青岚职业学院", institution("代表团来访我校\n当天上午,代表团一行6人访问青岚职业学院。校长韩立群会见了来宾。"))
  end)

  it("does not begin in the line above, where a headline or another line ends", function()
    assert.equal("青川交通职业学院", institution("林若溪主持召开办公会和防汛工作领导小组会\n青川交通职业学院  2024-03-06\n\n" ..
      "3月5日上午,林若溪主持召开办公会。3月5日下午,学院召开防汛工作领导小组会议,韩立群出席并讲话。"))
    assert.no.matches("组青川", names("会议由学校主持。参加的有东屏工作小组\n青川交通职业学院  2024-03-06\n"))
    assert.matches("青川交通职业学院", names("6月8日,参加会议的还有来自各地的代表,包括青川交通\n职业学院院长韩立群和其他人。"))
  end)

  it("has no verb before it of who meets its people", function()
    for _, verb in ipairs {"会见", "欢迎", "陪同", "邀请", "看望"} do
      local page = "韩立群" .. verb .. "青川大学副校长林若溪\n6月8日,青川大学副校长林若溪到访。"
      assert.no.matches(verb, names(page))
      for _, p in ipairs(document.extract(document.parse(page, "a.txt")).people) do
        if p.name == "林若溪" then assert.equal("青川大学", p.org, verb) end
      end
    end
  end)

  it("has no word of its sentence before it that stands in no name", function()
    for before, after in pairs {["她要求"] = "医院", ["过去三年"] = "协会", ["并讨论通过"] = "学院", ["今年"] = "公司",
      ["获"] = "中心", ["指导"] = "学校", ["希望"] = "医院", ["现任"] = "研究所"} do
      assert.not_matches(before, names("3月4日," .. before .. after .. "的工作取得进展。主任韩立群致辞。"))
    end
    assert.matches("^东屏大学", names("3月4日,各地学者齐聚东屏大学,校长韩立群致辞。"))
    assert.matches("^市民政局", names("3月4日,报市民政局核准,局长韩立群签字。"))
    assert.matches("^东屏商会", names("IMG_001.jpg东屏商会召开会议,会长韩立群致辞。"))
    assert.matches("永汀县教育局", names("检查组进驻永汀县教育局,局长韩立群汇报。"))
    for _, name in ipairs {"青川教学指导委员会", "南浦职业介绍中心", "东屏县疾病预防控制中心", "西屏照相机厂", "东屏希望小学"} do
      assert.equal(name, fronts.trimmed(name))
    end
  end)

  it("has no day before it until when something is handed in", function()
    assert.equal("东屏学院办公室", names("请于5月25日前交东屏学院办公室主任韩立群。"))
    assert.matches("^前进小学", names("5月8日,前进小学校长韩立群致辞。"))
  end)

  it("is none where its last character begins another word", function()
    assert.is_nil(institution("青川育种项目校地合作总结会在东屏举行。"))
  end)

  it("is one where two act together", function()
    assert.matches("西屏街道社区卫生服务中心", names("6月9日,护理党支部联合西屏街道社区卫生服务中心主任韩立群开展义诊。"))
    assert.matches("^青川大学工会", names("青川大学工会联合东屏医院主任韩立群开展义诊。"))
    assert.matches("^青川联合大学", names("青川联合大学校长韩立群致辞。"))
  end)

  it("says which body, not which kind", function()
    for _, name in ipairs {"公立医院", "民办高校", "基层医院", "社区卫生服务中心", "三甲医院", "大型企业", "示范性学校"} do
      assert.is_false(body_names.is_whole(name), name)
    end
    assert.is_true(body_names.is_whole("西屏社区卫生服务中心"))
    assert.is_true(body_names.is_whole("青川综合医院"))
  end)

  it("is no room where people meet", function()
    assert.is_false(body_names.is_whole("东屏大酒店二楼青云厅"))
    assert.is_false(body_names.is_whole("兰汀大厦三楼会议厅"))
    assert.is_true(body_names.is_whole("澜江省教育厅"))
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
    assert.equal("东川职业学院", institution("数控实训基地在我院启用\n发布者:汽车工程学院\n" ..
      "6月8日,启用仪式在东川职业学院体育馆举行。汽车工程学院院长韩立群主持。"))
  end)

  it("is whom a visit goes to, which the headline calls ours", function()
    assert.equal("东川药业有限公司", institution("市水务局领导一行来公司调研\n" ..
      "6月8日,市水务局局长韩立群带队到东川药业有限公司调研。兰汀分局局长林若溪陪同。"))
    assert.equal("青川大学附属医院", institution("市民政局来院调研民办医院养老服务\n" ..
      "6月8日,市民政局副局长韩立群一行来到青川大学附属医院,调研民办医院养老服务。"))
  end)

  it("is whole where 及 is a part of a word", function()
    assert.equal("云岭科技普及青川市服务中心", institution("云岭科技普及青川市服务中心召开座谈会。主任林若溪主持。"))
  end)

  it("is no hall, and no university whose fellows are named", function()
    assert.is_nil(institution("6月8日,颁奖典礼在新建的东岭文化中心演艺厅举行。"))
    assert.is_nil(institution("第6届荣誉大学院士颁授典礼\n今天向五位荣誉大学院士颁授证书。"))
  end)

  it("is a society of people from one place", function()
    local text = "云岭青溪同乡会换届\n云岭青溪同乡会昨晚假海景轩酒楼举办十五周年会庆。\n" ..
      "东屏街坊会联合总会副会长何静远、该会会长林若溪等出席。"
    assert.equal("云岭青溪同乡会", institution(text))
  end)

  it("is not with whom we sign", function()
    assert.equal("兰汀医学中心", institution("兰汀医学中心\n本院与东屏康复医院签约\n" ..
      "6月8日,本院与东屏康复医院签署转诊协议。东屏康复医院院长韩立群到场。"))
  end)

  it("is a commission of a land", function()
    assert.equal("黑水州民族事务委员会", institution("6月8日,黑水州民族事务委员会举办培训班。" ..
      "州广播电视中心主任韩立群主持。"))
  end)

  it("is not where the headline says that we went", function()
    assert.equal("白水师范大学", institution("我校赴东川研究院考察学习\n3月4日,校长林若溪带领教务处负责人赴东川研究院考察。" ..
      "东川研究院副院长韩立群热情接待。林若溪代表白水师范大学致谢。"))
    assert.equal("陇西医院", institution("我院志愿者走进西屏敬老院\n3月4日,护理部组织志愿者走进西屏敬老院慰问。" ..
      "西屏敬老院主任韩立群对陇西医院表示感谢。"))
  end)

  it("is who receives, not who comes", function()
    assert.equal("桂东交通大学", institution("韩立群校友回访\n3月4日,东川集团董事长韩立群一行回到桂东交通大学。" ..
      "校长林若溪会见了韩立群。"))
    assert.equal("岷江实验室", institution("专家组来实验室评审\n3月4日,由东川大学校长韩立群任组长的专家组一行来到岷江实验室," ..
      "对实验室进行评审。主任林若溪作汇报。"))
  end)

  it("is who signs beside a day, not the branch that its head goes to", function()
    for _, unit in ipairs {"东屏支行", "东屏分公司"} do
      local house = unit:find("行") and "青川农商银行" or "青川燃气公司"
      local head = unit:find("行") and "副行长" or "副总经理"
      local record = document.extract(document.parse(head .. "韩立群到" .. unit .. "调研\n" .. house ..
        "  2024-03-06\n3月5日,韩立群到" .. unit .. "调研。", "a.txt"))
      assert.equal(house, record.institution)
      assert.equal(house, record.people[1].org)
    end
  end)

  it("is no kind of body, and no unit that is only named", function()
    assert.is_nil(institution("今年学校迎来新气象\n今年学校召开三次会议。书记韩立群讲话。"))
    assert.is_nil(institution("我院迎接复评\n专家对胸痛中心进行复评。院长韩立群汇报了胸痛中心的工作。"))
  end)

  it("is no guest, and nobody who gives, teaches or is gone to", function()
    local school = "东屏镇中心小学"
    assert.equal(school, institution("3月5日,南浦船具有限公司向" .. school .. "捐赠图书。" .. school .. "校长韩立群致谢。" ..
      "南浦船具有限公司总经理林若溪讲话。"))
    assert.is_nil(institution("名医风采\n韩立群,主任医师,毕业于南浦医科大学,曾在东屏医院、西屏肿瘤医院进修。现任我科主任。"))
    assert.is_nil(institution("我校师生外出学习\n5月8日,我校一行五人前往西屏师范大学参观,随后拜访南浦学院。副校长韩立群介绍了情况。"))
    assert.is_nil(institution("5月8日,青川医疗集团董事长韩立群、南浦总医院院长林若溪一行十人来我院参访。我院院长苏长明接待。"))
    assert.is_nil(institution("南浦医院韩立群一行来我院参访\n5月8日,南浦医院院长韩立群一行来我院参访。双方就派人赴南浦医院交流达成一致。"))
  end)

  it("is the house that bears the name of what is ours in the headline", function()
    assert.equal("东屏市第三医院", institution("我院护理部举办技能比武\n5月6日,东屏市第三医院护理部举办技能比武。" ..
      "西屏市中医院院长韩立群、西屏市中医院护士林若溪观摩。"))
  end)

  it("is a house by its name of today", function()
    assert.equal("青川海洋大学", institution("讣告\n我校退休教授韩立群逝世。1958年到青川水产学院(现青川海洋大学)任教," ..
      "为青川水产学院的发展作出贡献。"))
  end)

  it("is who signs in brackets, and the source that is stated", function()
    assert.equal("市民盟", institution(("★3月2日,主委韩立群会见了南浦茶业协会会长林若溪一行。\n"):rep(10) ..
      "★3月9日,秘书长苏长明传达文件。\n(市民盟办公室)"))
    assert.equal("南浦市科学技术局", institution("信息来源:南浦市科学技术局\n" ..
      "4月2日,省科技厅副厅长韩立群来我市调研青岚实验室、南浦大学。"))
  end)

  it("is not who holds what we took part in", function()
    assert.equal("桂东财经大学", institution("我校在全省竞赛中获佳绩\n3月4日,由省科技厅主办的全省竞赛落幕,我校获一等奖。" ..
      "校长林若溪表示祝贺。\n撰稿:佟海宁 桂东财经大学教务处"))
  end)

  it("is whose heads it is announced to", function()
    assert.equal("青川海洋研究所", institution("我所召开干部大会\n3月4日,省科技厅党组书记韩立群到青川海洋研究所宣布任命决定。"))
  end)

  it("is the house in the head of a bulletin, and the ward that says 我科", function()
    assert.equal("青川造船集团", institution("节能简报\n第 3 期\n青川造船集团节能工作领导小组办公室  2022年5月6日\n" ..
      "1.轮机厂举办培训。5月2日,轮机厂厂长韩立群带领班组长赴东屏学习。\n" ..
      "2.木工厂更换灯具。5月4日,木工厂召开节能会议。"))
    assert.equal("心内科", institution("6月8日,心内科召开病例讨论会,主任韩立群主持。青川大学附属医院教授林若溪应邀来科授课。" ..
      "我科护士苏长明参加。"))
  end)
end)

describe("the footer of a page of HTML", function()
  it("does not make who built the site the institution", function()
    local page = "<html><head><title>召开会议</title></head><body><h1>学校召开会议</h1>" ..
      "<p>3月4日,学校召开会议。校长林若溪主持。会议要求落实各项任务,确保全年目标完成。</p>" ..
      "<div class='footer'>版权所有 © %s技术支持:南浦科技有限公司</div></body></html>"
    local function of(owner)
      return document.extract(document.parse(page:format(owner), "a.html")).institution
    end
    assert.is_nil(of(""))
    assert.equal("青川理工大学", of("青川理工大学 "))
  end)

  it("cuts what is told before a body, and keeps the verbs that names have", function()
    local cut = {
      {"东岭纺织学校并入湘南工学院", "湘南工学院"}, {"材料交到县档案局", "县档案局"},
      {"市委第二督导组入驻临沧市人民医院", "临沧市人民医院"}, {"这些情况赶紧告知东山医院", "东山医院"},
      {"家长一直感激学校", "学校"}, {"孩子一有咳嗽就送到医院", "医院"}, {"方案审核以医院", "医院"},
      {"东岭医院整体划归云岭市卫生局", "云岭市卫生局"}, {"省专家组进驻东岭县疾控中心", "东岭县疾控中心"},
    }
    for _, one in ipairs(cut) do assert.are.equal(one[2], fronts.trimmed(one[1])) end
    for _, name in ipairs {
      "中国水稻病害防控中心", "省中西医结合医院", "东岭县朗诵艺术协会", "中国腐蚀与防护学会", "市公安局出入境管理支队",
      "香港特别行政区政府卫生署", "东山大学创新创业学院", "南溪县退役军人事务局", "第二战区司令部", "爱民医院", "感恩医院",
      "为民医院", "跨越集团", "腾飞建筑公司", "共享学院", "奋斗小学", "希望小学", "向东小学", "助残基金会", "东川大学来华留学生学院",
      "市应诉研究院", "全国学生资助管理中心", "省朗诵学会", "东山水土保持学会", "中央全面深化改革委员会", "东岭县爱护动物协会",
    } do
      assert.are.equal(name, fronts.trimmed(name))
    end
    for _, name in ipairs {"学生处和各二级学院", "各分公司", "区域医院", "度校", fronts.trimmed("结合学院")} do
      assert.is_false(body_names.is_whole(name))
    end
  end)

  it("is no kind of bodies that something is done to, no particle, and keeps the name of its town", function()
    for _, one in ipairs {{"促进学校", "学校"}, {"推动医院", "医院"}, {"特邀专家东川国南屏大学", "东川国南屏大学"},
      {"开封市青松医院", "开封市青松医院"}} do
      assert.are.equal(one[2], fronts.trimmed(one[1]))
    end
    for _, one in ipairs {{"具体布置东山小学", "东山小学"}, {"紧密结合学院", "学院"}, {"解放路小学", "解放路小学"},
      {"请东川写作学院", "东川写作学院"}, {"专家们和东川中心医院", "东川中心医院"}, {"东大与南屏大学", "南屏大学"}} do
      assert.are.equal(one[2], fronts.trimmed(one[1]))
    end
    assert.matches("^南屏中学", names("东川商报讯(记者何静)南屏中学日前举行毕业典礼。"))
    assert.matches("^南屏医院", names("以防为主 防消结合-- 南屏医院举行消防演练。"))
    assert.matches("^青松苑党支部", names("3月2日上午九点青松苑党支部召开党员大会。"))
    assert.is_nil(institution("3月4日,会议听取了主任韩立群所作的报告,肯定了新楼建设等方面所取得的成绩。"))
    assert.not_matches("召开", names("3月4日,学校即召开有教务处参加的会议。"))
  end)

  it("begins no name before 在", function()
    assert.are.equal("校医院", fronts.trimmed("秦若海在校医院"))
    assert.are.equal("东山在线教育集团", fronts.trimmed("东山在线教育集团"))
  end)

  it("takes no meeting for a body, and no class of a contest for a unit", function()
    assert.is_nil(institution("1、9月1日,举行开学典礼。2、9月3日,召开教学会议。"))
    for _, p in ipairs(document.extract(document.parse("演讲比赛名单\n高中组:林若溪、何静\nB组:韩立群\n", "a.txt")).people) do
      assert.is_nil(p.org)
    end
  end)

  it("is the house whose address stands at the foot, and none abroad", function()
    local page = "2月大事记\n2月3日,学校召开开学工作会。\n2月9日,日本青川短期大学师生来我校访问,日本青川短期大学学长讲话。\n"
    assert.is_nil(institution(page))
    assert.are.equal("东岭县第二中学", institution(page .. "东岭县第二中学 地址:东岭县新民路9号 电话:0100-1234567\n"))
  end)

  it("may be a firm by the short name of its own", function()
    assert.are.equal("青川公司", institution("青川公司召开安全会议\n6月8日,公司召开安全会议,总经理林若溪讲话。"))
  end)

  it("reads the body of a line of rights", function()
    local page = "6月8日,东岭县举行义诊,市民李明参加。\nCopyright © 2019-2024 东岭县中医院 All Rights Reserved\n"
    assert.are.equal("东岭县中医院", institution(page))
  end)
end)

describe("the institution of a page", function()
  it("is nobody who was only there, came or was seen where a house speaks that is not named", function()
    for _, page in ipairs {
      "医院召开医疗工作会议\n2月1日,医院召开医疗工作会议,职能科室科长、护士长、药学部正副主任参加。院长林若溪主持。",
      "3月16日,何静一行来我校访问,参观了我校机电工程学院、商学院。校长林若溪会见来宾。",
      "4月6日,我校举行聘任仪式,聘请东岭大学教授何静担任客座教授。校长林若溪、电子学院负责人参加。",
      "6月3日,我院举行讲座,邀请东岭医院何静教授主讲。副院长林若溪主持。",
      "7月17日,学校筹委会会议举行。校长林若溪谈到校史馆、茶艺馆怎样布置。",
      "5月19日,实验室第三届学术委员会会议于云岭市举行。何静院士主持会议。",
      "9月21日,我院中层干部在林若溪院长的带领下,赴东岭学院考察。东岭学院院长何静热情接待。",
      "5月6日,我校教务处、校史馆、档案馆等部门负责人与来宾座谈。",
      "9月6日上午,市教育局开学工作督查组一行5人来我校检查,校长林若溪汇报。",
      "2月8日,我院召开汇报会。区民政局、区教育局分管领导以及社区书记参加。",
    } do
      assert.is_nil(institution(page))
    end
  end)

  it("is whom a guest comes to see, and what our hosts tell of", function()
    local page = "1月16日,东岭技师学院院长何静一行来云岭技师学院交流。院长林若溪介绍了云岭技师学院的发展历程。"
    assert.are.equal("云岭技师学院", institution(page))
    assert.are.equal("制茶工艺国家重点实验室",
      institution("6月8日,重点实验室召开工作会议。重点实验室主任林若溪作报告。\n制茶工艺国家重点实验室"))
  end)

  it("holds what its branches do", function()
    local page = "云岭医院召开会议\n6月8日,云岭医院召开护理工作会议。\n6月9日,我院外科党支部召开组织生活会。\n"
    local meetings = document.extract(document.parse(page, "a.txt")).meetings
    assert.are.equal("云岭医院外科党支部", meetings[#meetings].institution)
  end)

  it("is none of two that the finder took for one", function()
    local page = "青川建工与东屏集团签署合作协议\n6月8日,东屏集团林若溪总裁一行到我院访问。青川建工董事长韩立群出席。\n" ..
      "青川建工总经理何静致辞。东屏集团是一家跨国企业。"
    assert.are.equal("青川建工", institution(page))
    assert.no.matches("股份和", names("公司举行签约仪式。云岭市东屏区人民政府副区长林若溪,青川股份董事长韩立群出席。" ..
      "青川股份和东屏区人民政府建立合作关系。"))
    assert.no.matches("及青川", names("副院长林若溪就东屏科技城及青川市中心医院概况作介绍。"))
    assert.matches("青川和平医院", names("6月8日,青川和平医院院长韩立群致辞。"))
  end)

  it("is no guest, nor the house of one, nor the rest of its name", function()
    for _, page in ipairs {
      "6月10日上午,东屏矿业大学北山学院来我校考察调研。来访人员有北山学院副院长林若溪等。学校副校长韩立群接待。",
      "会上,我院领导何静对青川仁和康复医院林若溪院长一行的到来表示热烈欢迎。青川仁和康复医院一行参观了我院。",
      "青川市东屏区中医医院来院调研\n3月23日,青川市东屏区中医医院院长林若溪一行十人来到我院调研。" ..
        "东屏区中医医院一行参观了药房。林若溪介绍了东屏区中医医院的情况。",
    } do
      assert.is_nil(institution(page))
      for _, m in ipairs(document.extract(document.parse(page, "a.txt")).meetings) do
        assert.is_nil(m.institution)
      end
    end
  end)

  it("is no speaker's, no bureau's on the page of a land, no organ's whose words are studied", function()
    for _, page in ipairs {
      "9月16日,学术月拉开序幕。校党委书记林若溪致辞。青川大学文学院院长韩立群教授作了题为《茶史》的报告。",
      "12月4日,我县召开动员会。县长林若溪讲话。会上,县卫健局解读了方案,市卫健局提出了要求。",
      "6月15日,我院召开党委中心组学习会,传达学习中央政治局第三十九次集体学习精神。院党委书记林若溪主持。",
      "林若溪一行考察\n6月8日,我校副校长林若溪一行在校本部青松图书馆第一会议厅举行座谈。",
    } do
      assert.is_nil(institution(page))
    end
  end)

  it("is not that of who was there", function()
    local page = "9月11日,双方签订协议。东屏集团董事长林若溪出席签约仪式。\n版权所有 青川工程集团有限公司\n"
    local got = document.extract(document.parse(page, "a.txt")).meetings
    assert.are.equal(1, #got)
    assert.are.equal("青川工程集团有限公司", got[1].institution)
  end)

  it("is who is told in one breath with a guest", function()
    local page = "10月31日,东屏大学校长林若溪一行来我校访问。校党委书记韩立群与来宾座谈。韩书记指出," ..
      "青川大学和东屏大学作为兄弟高校,有许多相似的方面。"
    assert.are.equal("青川大学", institution(page))
  end)

  it("is no caller at a society that is not named", function()
    assert.is_nil(institution("12月16日,东屏青商促进会会长林若溪一行4人到商会走访。商会会长韩立群接待了林会长一行。"))
  end)

  it("is told in full before its short form", function()
    local page = "3月17日上午,青川东屏湖国家级自然保护区管理局(以下简称:东屏保护局)召开工作会议。" ..
      "东屏保护局局长林若溪讲话。"
    assert.are.equal("青川东屏湖国家级自然保护区管理局", institution(page))
    local got = document.extract(document.parse(page, "a.txt"))
    assert.are.equal(got.institution, got.meetings[1].institution)
  end)
end)

describe("the institution of a page, and whom it goes to see,", function()
  it("is none of those that our own head sets out for, of whom one is told behind another", function()
    local page = "校长出访三所姊妹校\n【本报讯】11月27日,校长林若溪率领副校长韩立群,访问东屏财经大学、西屏大学、及北屏大学。" ..
      "本校与西屏大学校长何静座谈。何静表示,青川大学是重要的合作大学。"
    assert.are.equal("青川大学", institution(page))
    page = "本校林若溪校长、韩立群教务长一行四人,于3月5日抵达东屏市。\n隔日前往拜访东屏科技大学,参观其校史馆,并与何静校长签署协议。\n" ..
      "东屏科技大学教科院合影(左三为张明院长)\n28日一行返回。"
    assert.is_nil(institution(page))
  end)

  it("is no firm below it, no word of a menu, no term of a council", function()
    assert.is_nil(institution("12月10日,公司召开安全工作会。各部门、子公司的负责人参加。总经理林若溪讲话。"))
    assert.is_nil(institution("打印本文  关闭窗口  \n集团公司召开专题会议\n近日,集团公司召开专题会议。董事长林若溪主持。"))
    assert.are.equal("东营坊会", institution("东营坊会续服务街坊\n东营坊会昨举行第三十六次会员大会,理事长林若溪代表第廿四届理事会作报告。"))
  end)

  it("is the organ of a land, or a house that a number names", function()
    assert.are.equal("市委", institution("12月29日,市委召开老干部通气会。市委副书记林若溪主持会议。"))
    assert.are.equal("第九军医大学附属东屏医院", institution("【第九军医大学附属东屏医院】\n\n来源:第九军医大学附属东屏医院\n\n" ..
      "我院志愿者服务队获奖。护士长林若溪介绍了情况。"))
  end)

  it("is who hosts a meeting of its old pupils, which is no body of its own", function()
    local page = "海州东屏大学校长林若溪日前率领主管前往北海大学拜会,并举办北海校友联谊会,多名校友参加。"
    assert.are.equal("海州东屏大学", institution(page))
  end)
end)

describe("the institution of a page, and who comes,", function()
  it("is no bureau whose head leads a party to a school that is not named", function()
    assert.is_nil(institution("3月12日,区教育局林若溪局长带领科室人员一行6人来到东中调研。林局长听了汇报,肯定了我校的工作。"))
  end)

  it("is who receives a party, told by the same words", function()
    local page = "东屏大学访问团由书记林若溪领队23日莅临西屏大学访问,并由西屏大学校长韩立群接待。" ..
      "东屏大学书记林若溪表示,东屏大学学科齐全。"
    assert.are.equal("西屏大学", institution(page))
  end)

  it("is the second of two that sign where we speak as its kind", function()
    local page = "9月17日,在青川大学东楼会议室,东屏省科学院与青川大学举行合作协议签约仪式。会议由副校长林若溪主持。" ..
      "书记韩立群代表学校对东屏省科学院领导一行到来表示欢迎。签约促进了我校的科研。"
    assert.are.equal("青川大学", institution(page))
    assert.are.equal("青川大学", document.extract(document.parse(page, "a.txt")).meetings[1].institution)
  end)

  it("is no co-host, no academy that is not told, no university of others", function()
    assert.are.equal("东屏康达医院", names("协办方东屏康达医院院长林若溪致辞。"))
    assert.is_nil(institution("6月10日,林若溪省长一行莅临本校参访。本校说明与其他地区大学之交流现况。"))
  end)

  it("ends before the year that it is celebrated for, and before a hall", function()
    assert.no.matches("建所", names("1月8日,青川湖泊研究所建所60周年论坛举行。所长林若溪致辞。"))
    assert.matches("青川科学院研究生院", names("9月27日,论坛在青川科学院研究生院东屏园区礼堂二楼报告厅开幕,林若溪主持。"))
  end)

  it("is no speaker's in a list of them", function()
    assert.is_nil(institution("10月8日,我院外语系邀请校友作报告。同时,东屏外贸大学翻译学院的林若溪教授、" ..
      "西屏大学华文学院的韩立群教授在北楼分别做了学术报告。"))
  end)
end)

describe("who holds a meeting", function()
  it("is not the society of a field for that of the whole", function()
    local page = "10月21日,由青川省医学会主办的第四届论坛召开。青川省针灸医学会主任委员林若溪致辞。"
    assert.are.equal("青川省医学会", document.extract(document.parse(page, "a.txt")).meetings[1].institution)
  end)

  it("is not with whom we sign, and neither are our people his", function()
    local page = "12月9日,集团公司与青川创业有限公司举行签约仪式。集团公司董事长林若溪、副总经理韩立群出席。"
    local got = document.extract(document.parse(page, "a.txt"))
    assert.is_nil(got.meetings[1].institution)
    assert.are.equal(2, #got.people)
    for _, p in ipairs(got.people) do assert.is_nil(p.org) end
    page = "9月11日,我司与东屏集团在青川市签订合作协议。东屏集团林若溪出席。\n版权所有 青川工程有限公司\n"
    assert.are.equal("青川工程有限公司", document.extract(document.parse(page, "a.txt")).meetings[1].institution)
  end)

  it("is a house's hospital by the name of its house, without the unit that takes part", function()
    local page = "6月8日,我校附属青山医院联合团市委举办义诊活动。青川大学附属青山医院院长林若溪讲话。"
    local got = document.extract(document.parse(page, "a.txt"))
    assert.are.equal("青川大学附属青山医院", got.meetings[1].institution)
    assert.matches("^医院团委", names("9月20日,医院团委组织骨科医生赴东屏镇义诊。"))
    assert.matches("党委组织部", names("9月20日,学校党委组织部部长林若溪讲话。"))
  end)
end)
