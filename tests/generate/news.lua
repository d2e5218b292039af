-- news.lua: composes institutional news of any size, the same for the same seed.
--
--   lua5.4 tests/generate/news.lua BYTES SEED [hans|hant|mixed|english] > news.txt
--
-- Knows a grammar of such pages: people, titles, meetings, dates, the phrases of
-- reports. All people and institutions are invented. `hant` is written by the
-- program `opencc` from the Simplified text; `mixed` alternates articles of both
-- with lines of English. Refuses to know what jiyao makes of any of it.
--
-- As a module (`require` or `dofile` with no arguments given) it returns
-- `article(random)`, one article, and `generator(seed)`.

local NEWS = {}

local surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
  .. "叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文欧阳"
local given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志海燕文斌晓东梅林波辉宇鑫鹏飞婷雪慧莹琳岚博"
  .. "瑞泽浩然思远嘉诚子轩雨桐景行怀瑾书瑜清扬立群振邦学勤德厚春晖秋实正清润泽云帆长河望舒以宁修竹松柏乾坤钟毓"

local grammar = {
  place = {"南陵", "北川口", "临江", "青柏", "石门湾", "云溪", "东淮", "西宁河", "长丰岭", "安平", "凤栖", "广源", "松桥", "玉泉",
    "明湖", "新汀", "海棠", "沧浪", "紫荆", "白鹭洲", "金堤", "龙泉渡", "丹霞口", "定远", "绿洲", "文昌", "寿山", "永宁"},
  field = {"医学", "理工", "师范", "农业", "海洋", "交通", "财经", "中医药", "电子科技", "航空", "矿业", "林业", "外国语", "政法"},
  body = {"{place}医院", "{place}大学", "{place}{field}大学", "{place}市人民医院", "{place}中心医院", "{place}实验室",
    "{place}研究院",
    "{place}职业技术学院", "{place}疾控中心", "{place}{field}学院", "{place}市卫生健康委", "{place}省科学技术厅", "{place}区教育局",
    "{place}附属第一医院", "{place}肿瘤研究所", "{place}生物样本库", "{place}国家重点实验室"},
  title = {"党委书记", "院长", "副院长", "校长", "副校长", "纪委书记", "党委副书记", "主任", "副主任", "处长", "科长", "所长", "教授",
    "研究员", "护士长", "工会主席", "团委书记", "办公室主任", "人事处处长", "科研处副处长", "学科带头人", "首席科学家", "主任医师"},
  unit = {"党政办公室", "组织部", "宣传部", "统战部", "教务处", "科研处", "人力资源处", "财务处", "后勤保障部", "信息中心", "心血管内科",
    "呼吸与危重症医学科", "骨科", "神经外科", "儿科", "急诊科", "护理部", "医务部", "药学部", "检验科", "研究生院", "图书馆", "国际合作处"},
  meeting = {"党委理论学习中心组学习会", "年度工作会议", "科研工作推进会", "警示教育大会", "座谈会", "学术论坛", "签约仪式", "揭牌仪式",
    "培训班", "专题研讨会", "教职工代表大会", "院务会", "周例会", "安全生产专题会", "人才工作会议", "调研座谈会", "启动会", "项目验收会",
    "表彰大会", "动员部署会", "主题党日活动", "青年骨干座谈会", "质量分析会", "中期评审会"},
  topic = {"医疗质量管理", "学科建设", "人才培养", "党风廉政建设", "科技成果转化", "智慧医院建设", "意识形态工作", "医学教育改革",
    "安全生产", "乡村振兴对口帮扶", "重点专科建设", "临床研究", "师德师风建设", "平台建设", "数据治理", "医保支付方式改革", "实验动物管理",
    "研究生招生", "国际交流合作", "传染病防控", "药品集中采购", "绿色校园建设", "基层治理", "文化传承创新", "网络安全"},
  verb = {"加强", "推进", "落实", "深化", "做好", "抓好", "谋划", "统筹", "规范", "完善", "优化", "提升", "夯实", "聚焦"},
  clause = {
    "会议听取了{unit}关于{topic}情况的汇报", "与会人员围绕{topic}进行了深入讨论", "双方就{topic}和{topic}达成初步共识",
    "要{verb}{topic},把各项任务落到实处", "要以问题为导向,{verb}{topic}", "进一步{verb}{topic}工作机制",
    "今年以来,{unit}先后完成了{n}项改革任务", "同比增长{n}.{d}%", "累计培训医务人员{n}余人次", "参会代表实地参观了{unit}",
    "为患者提供更加优质、高效、便捷的服务", "切实把思想和行动统一到上级决策部署上来", "坚持稳中求进,着力破解制约发展的瓶颈问题",
    "{unit}负责人作了典型发言", "希望全体干部职工锐意进取、真抓实干", "他要求各部门密切配合,形成工作合力",
    "会上宣读了表彰决定,并为获奖集体颁发了证书", "来自{place}、{place}等地的{n}名专家参加了交流", "项目总投资约{n}亿元",
    "新大楼建筑面积{n}万平方米,开放床位{n}张", "与{body}签署了战略合作框架协议", "该团队的研究成果发表在国际期刊上",
    "现场气氛热烈,大家纷纷表示受益匪浅", "对照检查材料逐条剖析了存在的不足", "针对流程繁琐、等候时间长等问题提出了整改措施",
    "推动优质医疗资源下沉,惠及更多基层群众", "“{topic}没有终点,只有连续不断的新起点”", "严格执行请示报告制度,强化监督执纪问责",
    "手术历时{d}个小时,患者生命体征平稳", "志愿者为社区居民测量血压、讲解健康知识", "学生们认真聆听,不时记录笔记",
    "课题组攻克了多项关键核心技术,申请发明专利{n}件", "同志们要居安思危,常怀忧患之心", "传达学习了全国{topic}工作会议精神",
    "编制了《{topic}三年行动方案》", "依托{body}的技术优势,共建联合实验室", "全年门诊量突破{n}万人次",
    "由{unit}牵头,各相关科室分工负责", "老专家们回顾了建院以来的艰辛历程", "欢迎社会各界监督,电话:0{d}{d}{d}-{n}{n}",
    "这是{body}连续第{d}年获此殊荣", "图书捐赠、义诊咨询和心理疏导同步开展", "从严从实抓好考勤、值班与应急演练",
    "把论文写在祖国大地上,把成果用在临床一线", "汇报演出在悠扬的琴声中落下帷幕", "秋风送爽,丹桂飘香,{place}校区迎来{n}名新生",
  },
  speech = {"{person}指出", "{person}强调", "{person}表示", "{person}介绍", "{title}{person}在讲话中指出",
    "{unit}{title}{person}谈到"},
  stop = {"。", "。", "。", "。", "；", "！"},
  sentence = {
    "{clause}，{clause}{stop}", "{clause}，{clause}，{clause}{stop}", "{speech}，{clause}，{clause}{stop}",
    "{clause}{stop}",
    "{speech}：“{clause}，{clause}。”", "一是{clause}；二是{clause}；三是{clause}。",
    "其间，{body}{title}{person}一行到{unit}考察，{clause}。",
    "参加会议的有{title}{person}、{title}{person}，以及{unit}{person}、{person}等{n}人。", "会议由{title}{person}主持，{clause}。",
  },
  date = {"{y}年{mo}月{day}日", "{mo}月{day}日", "{mo}月{day}日上午", "{mo}月{day}日下午", "{y}年{mo}月{day}日至{day}日"},
  lead = {"{date}，{body}召开{meeting}，{title}{person}出席并讲话。",
    "{date}，{body}举行{topic}{meeting}。{title}{person}主持会议。",
    "本报讯（通讯员 {person}）{date}，{body}{title}{person}率队赴{body}开展{topic}调研。", "近日，{topic}{meeting}在{place}召开。"},
  headline = {"{body}召开{topic}{meeting}", "{body}{title}{person}到{body}调研", "我院举办{topic}培训班",
    "聚力{topic} 谱写发展新篇",
    "{topic}{meeting}在{place}召开", "{person}当选{body}{title}"},
  english = {"The seminar was attended by {n} delegates from the CEO Forum and the WHO office.",
    "Dr. Ivy Hollis (Pharm.D.) spoke on AI, GCP and R&D.",
    "For details see https://news.example.org/show?id={n}&page={d} or call ext. {n}.",
    "What next? The board will meet again on {d} May.",
    "Prof. René Müller presented the café-au-lait study (n = {n}, p < 0.0{d})."},
}

-- The characters of a UTF-8 string.
local function characters(s)
  local list = {}
  for _, code in utf8.codes(s) do list[#list + 1] = utf8.char(code) end
  return list
end

local SURNAMES, GIVEN = characters(surnames), characters(given)

local function pick(random, list)
  return list[random(#list)]
end

local numbers = {
  n = function(random) return tostring(random(2, 980)) end,
  d = function(random) return tostring(random(1, 9)) end,
  y = function(random) return tostring(random(2009, 2025)) end,
  mo = function(random) return tostring(random(1, 12)) end,
  day = function(random) return tostring(random(1, 28)) end,
  person = function(random)
    local name = pick(random, SURNAMES) .. pick(random, GIVEN)
    return random(4) > 1 and name .. pick(random, GIVEN) or name
  end,
}

local function expand(random, symbol)
  if numbers[symbol] then return numbers[symbol](random) end
  return (pick(random, grammar[symbol]):gsub("{(%a+)}", function(inner) return expand(random, inner) end))
end

--- One article: a headline, a lead and two to six paragraphs. `random(m[, n])`
-- draws whole numbers as math.random does.
function NEWS.article(random)
  local lines = {expand(random, "headline"), expand(random, "lead")}
  for _ = 1, random(2, 6) do
    local paragraph = {}
    for i = 1, random(2, 6) do paragraph[i] = expand(random, "sentence") end
    lines[#lines + 1] = table.concat(paragraph)
  end
  return table.concat(lines, "\n") .. "\n\n"
end

--- A random(m[, n]) of its own, the same for the same seed wherever it runs.
function NEWS.generator(seed)
  local state = seed * 2654435761 % 4294967296 + 1
  return function(m, n)
    state = (state ~ (state << 13)) & 0xFFFFFFFF
    state = state ~ (state >> 17)
    state = (state ~ (state << 5)) & 0xFFFFFFFF
    if n then return m + state % (n - m + 1) end
    return 1 + state % m
  end
end

local through = dofile(debug.getinfo(1, "S").source:match("^@(.*)/[^/]*$") .. "/through.lua")

-- Traditional, as the program `opencc` writes it.
local function traditional(text)
  local out, ok = through(text, "opencc -c s2t.json")
  assert(ok and #out > 0, "opencc failed: install the package opencc")
  return out
end

-- Paragraphs of one kind until there are `bytes` of them.
local function fill(bytes, random, make)
  local parts, size = {}, 0
  while size < bytes do
    parts[#parts + 1] = make(random)
    size = size + #parts[#parts]
  end
  return table.concat(parts)
end

local function english(random)
  local lines = {}
  for i = 1, random(2, 7) do lines[i] = expand(random, "english") end
  return table.concat(lines, " ") .. "\n\n"
end

--- News of at least `bytes` bytes in `kind`: hans, hant, mixed or english.
function NEWS.text(bytes, seed, kind)
  local random = NEWS.generator(seed)
  if kind == "english" then return fill(bytes, random, english) end
  local hans = fill(kind == "mixed" and bytes // 2 or bytes, random, NEWS.article)
  if kind == "hant" then return traditional(hans) end
  if kind ~= "mixed" then return hans end
  local other = traditional(fill(bytes // 2, random, NEWS.article))
  local parts, from = {}, 1
  for article in hans:gmatch("(.-\n\n)") do
    local stop = select(2, other:find("\n\n", from, true)) or #other
    parts[#parts + 1] = article .. other:sub(from, stop) .. (random(3) == 1 and english(random) or "")
    from = stop + 1
  end
  return table.concat(parts)
end

if arg and arg[0] and arg[0]:match("generate/news%.lua$") then
  local kinds = {hans = true, hant = true, mixed = true, english = true}
  local bytes, seed, kind = tonumber(arg[1]), tonumber(arg[2]), arg[3] or "hans"
  if not (math.type(bytes) == "integer" and math.type(seed) == "integer" and kinds[kind]) then
    io.stderr:write("usage: lua5.4 tests/generate/news.lua BYTES SEED [hans|hant|mixed|english]\n")
    os.exit(2)
  end
  io.write(NEWS.text(bytes, seed, kind))
end

return NEWS
