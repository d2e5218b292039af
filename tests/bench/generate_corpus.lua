-- generate_corpus.lua N FOLDER [SEED]: N pages as institutions publish them, with what is
-- true of them beside: FOLDER/pages (a folder an institution and year) and FOLDER/truth:
--   meetings.tsv  path, date, kind, host
--   people.tsv    path, name
--   chains.tsv    chain, path, what was done (first, verbatim, trimmed, retitled, converted, damaged)
-- The same numbers give the same bytes. Four pages in five are HTML, of three sites; one in
-- ten is GBK, one in ten Big5. One page in twenty is copied, by one to four others; one in
-- thirty-three is the form of another, filled in anew. All people and bodies are invented.
local jiyao = require "jiyao"
local news = dofile "tests/generate/news.lua"
local through = dofile "tests/generate/through.lua"

local COUNT, FOLDER = tonumber(arg[1]), arg[2]
local random = news.generator(tonumber(arg[3] or 1))
local function pick(list) return list[random(#list)] end

local function list(words)
  local all = {}
  for word in words:gmatch "%S+" do all[#all + 1] = word end
  return all
end

-- ---- words ------------------------------------------------------------------------

local PLACES = list "南陵 北川口 临江 青柏 石门湾 云溪 东淮 西宁河 长丰岭 安平 凤栖 广源 松桥 玉泉 明湖 新汀 海棠 沧浪 紫荆 白鹭洲"
local BODIES = {
  {"大学", list "校长 副校长 党委书记 党委副书记 纪委书记 教务处处长 科研处处长 图书馆馆长 工会主席 总会计师"},
  {"人民医院", list "院长 副院长 党委书记 党委副书记 纪委书记 护理部主任 医务部主任 骨科主任 药学部主任 信息中心主任"},
  {"研究院", list "院长 副院长 党委书记 纪委书记 首席科学家 科技处处长 人事处处长 平台部主任 财务处处长 工会主席"},
}
local SURNAMES = list("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭"
  .. " 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 陆 郝 孔 崔 邱 秦 江 顾 侯 邵 孟 万 段")
local GIVEN = list("伟 芳 敏 静 丽 强 磊 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 英 玉 兰 志 海 燕 斌 晓 梅 琳 波 宇 鑫 鹏 雪 慧 莹 岚 博 瑞 泽"
  .. " 浩 嘉 诚 轩 桐 行 瑾 瑜 扬 群 邦 勤 春 晖 秋 润 帆 舒 宁 竹 柏 钟 毓 砚 若 谷 知 予 之 遥 朗 澄 峤 蘅")
local TOPICS = list("医疗质量管理 学科建设 人才培养 党风廉政建设 科技成果转化 智慧校园建设 意识形态工作 教学改革 安全生产 对口帮扶 重点专科建设"
  .. " 临床研究 师德师风建设 平台建设 数据治理 支付方式改革 实验动物管理 研究生招生 国际交流 传染病防控 药品采购 绿色校园 基层治理 文化传承"
  .. " 网络安全 档案管理 预算执行 后勤保障 志愿服务 信访工作 保密教育 职称评审 仪器共享 病案质控 急诊流程 护理培训 论文规范 校企合作")
local UNITS = list "办公室 组织部 宣传部 统战部 教务处 科研处 人力资源处 财务处 后勤保障部 信息中心 护理部 医务部 药学部 检验科 研究生院 图书馆"
local KINDS = list "工作会议 座谈会 推进会 专题研讨会 动员部署会 总结表彰大会 警示教育大会 周例会 学术论坛 培训班"
local VERBS = list "加强 推进 落实 深化 做好 抓好 谋划 统筹 规范 完善 优化 提升 夯实 聚焦"
local CLAUSES = {
  "会议听取了{unit}关于{topic}情况的汇报", "与会人员围绕{topic}进行了讨论", "要把{topic}摆在更加突出的位置",
  "要{verb}{topic}，{verb}{topic}", "今年以来{unit}完成{topic}任务{n}项", "{topic}方面还有{n}个问题没有解决",
  "各部门要在{n}月底前报送{topic}方案", "{unit}牵头、{unit}配合{verb}{topic}", "会上通报了{topic}检查的结果",
  "{topic}专项经费增加到{n}万元", "参加{topic}培训的职工达到{n}人次", "要坚持问题导向{verb}{topic}",
  "{unit}介绍了{topic}的做法和难处", "大家一致认为{topic}来之不易", "下一步将从制度、队伍、经费三个方面{verb}{topic}",
  "{topic}满意度比去年提高{n}个百分点", "会前大家参观了{topic}展览", "要求{unit}对{topic}一项一项销号",
  "{unit}要主动对接{unit}，共同{verb}{topic}", "会议印发了{topic}实施细则", "{topic}工作群收到建议{n}条",
  "要防止{topic}流于形式", "把{topic}纳入年度考核", "{unit}晒出了{topic}的时间表和路线图",
}

local function fill(template)
  return (template:gsub("{(%a+)}", function(what)
    if what == "n" then return tostring(random(2, 960)) end
    return pick(what == "topic" and TOPICS or what == "unit" and UNITS or VERBS)
  end))
end

-- ---- who there is -------------------------------------------------------------------

local institutions = {}
for i = 1, 60 do
  local place, kind = PLACES[(i - 1) % #PLACES + 1], BODIES[(i - 1) // #PLACES + 1]
  local body = {name = place .. kind[1], short = kind[1] == "大学" and "我校" or "我院", people = {}, site = i % 3}
  for n = 1, 50 do
    local given = pick(GIVEN) .. (random(4) > 1 and pick(GIVEN) or "")
    body.people[n] = {name = pick(SURNAMES) .. given, title = kind[2][(n - 1) % #kind[2] + 1]}
  end
  institutions[i] = body
end

-- ---- pages ------------------------------------------------------------------------

local function paragraph(lead)
  local parts = {}
  for i = 1, random(2, 5) do parts[i] = fill(pick(CLAUSES)) end
  return lead .. table.concat(parts, "，") .. "。"
end

local function day_after(y, m, d, n)
  local t = os.time {year = y, month = m, day = d + n, hour = 12}
  return os.date("!%Y-%m-%d", t)
end

-- A report: what it tells, and its sentences; `form` gives the headline and the words around.
local function compose(body, form)
  local y, m, d = random(2015, 2025), random(12), random(28)
  local topic, kind = form and form.topic or pick(TOPICS), form and form.kind or pick(KINDS)
  local host, speaker = pick(body.people), pick(body.people)
  while speaker.name == host.name do speaker = pick(body.people) end
  local report = {body = body, topic = topic, kind = kind, host = host, people = {host, speaker},
    date = ("%04d-%02d-%02d"):format(y, m, d), published = day_after(y, m, d, random(0, 4)),
    title = ("%s召开%s%s"):format(body.name, topic, kind)}
  report[1] = ("%d年%d月%d日，%s召开%s%s。%s%s主持会议，%s%s讲话。"):format(y, m, d, body.name, topic, kind,
    host.title, host.name, speaker.title, speaker.name)
  for i = 2, random(4, 9) do report[i] = paragraph(i == 2 and speaker.name .. "指出，" or "") end
  if random(3) == 1 then
    local guest = pick(body.people)
    if guest.name ~= host.name and guest.name ~= speaker.name then
      report.people[3] = guest
      report[#report + 1] = guest.title .. guest.name .. "等参加会议。"
    end
  end
  return report
end

local SITES = {
  [0] = function(r)
    return ([[<!DOCTYPE html><html><head><meta charset="%s"><title>%s-%s</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/gk">概况</a><a href="/jg">机构设置</a><a href="/xw">新闻中心</a><a href="/lx">联系我们</a></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/xw">新闻中心</a> &gt; 正文</div>
<h1>%s</h1><div class="info">发布时间：%s　来源：%s　浏览次数：%d</div>
<div class="content"><p>%s</p></div>
<div class="foot">版权所有 %s　地址：%s路%d号　邮编：3%05d</div></body></html>
]]):format(r.charset, r.title, r.site, r.title, r.published, r.site, random(9000),
      table.concat(r, "</p>\n<p>"), r.site, pick(PLACES), random(300), random(99999))
  end,
  function(r)
    return ([[<html><head><meta http-equiv="Content-Type" content="text/html; charset=%s"><title>%s</title>
<link rel="stylesheet" href="/css/main.css"><script>var _id=%d;</script></head><body><table width="980"><tr><td>
<ul><li><a href="a.htm">学校首页</a></li><li><a href="b.htm">综合新闻</a></li><li><a href="c.htm">通知公告</a></li></ul></td></tr>
<tr><td align="center"><strong>%s</strong></td></tr><tr><td align="center">%s&nbsp;&nbsp;%s</td></tr>
<tr><td><p>&nbsp;&nbsp;&nbsp;&nbsp;%s</p></td></tr><tr><td><a href="x.htm">上一篇</a> <a href="y.htm">下一篇</a></td></tr></table></body></html>
]]):format(r.charset, r.title, random(99999), r.title, r.site, r.published,
      table.concat(r, "</p><p>&nbsp;&nbsp;&nbsp;&nbsp;"))
  end,
  function(r)
    return ([[<!doctype html><html lang="zh"><head><meta charset="%s"><meta name="pubdate" content="%s"><title>%s | %s</title></head>
<body><header><nav>首页 新闻 公告 专题 视频</nav></header><main><article><h2>%s</h2><p class="meta">%s %s 编辑：新闻中心</p>
<section>%s</section></article></main><aside>相关阅读 热点专题 图片新闻</aside><footer>%s 主办</footer></body></html>
]]):format(r.charset, r.published, r.title, r.site, r.title, r.published, r.site,
      "<p>" .. table.concat(r, "</p>\n      <p>") .. "</p>", r.site)
  end,
}

local function plain(r)
  return ("%s\n发布时间：%s　来源：%s\n\n　　%s\n"):format(r.title, r.published, r.site, table.concat(r, "\n　　"))
end

-- ---- copies -----------------------------------------------------------------------

local COPIES = list "verbatim trimmed retitled converted damaged"

local function damaged(s)
  return (s:gsub(utf8.charpattern, function(char)
    return #char == 3 and random(25) == 1 and "\u{FFFD}" or char
  end))
end

local function copy_of(report, what)
  local copy = setmetatable({}, {__index = report})
  for i = 1, what == "trimmed" and math.ceil(#report * 2 / 3) or #report do
    copy[i] = what == "damaged" and damaged(report[i]) or report[i]
  end
  copy.what, copy.body = what, pick(institutions)
  copy.published = day_after(tonumber(report.published:sub(1, 4)), tonumber(report.published:sub(6, 7)),
    tonumber(report.published:sub(9)), random(5, 30))
  if what == "retitled" then copy.title = ("%s：聚力%s"):format(pick(UNITS), pick(TOPICS)) end
  if what == "trimmed" then copy.people = {report.people[1], report.people[2]} end
  return copy
end

-- ---- writing ----------------------------------------------------------------------

local truth = {}
local function note(name, ...)
  truth[name]:write(table.concat({...}, "\t"), "\n")
end

local made = {}
local function folder_of(report)
  local folder = ("%s/pages/%s/%s"):format(FOLDER, report.body.name, report.published:sub(1, 4))
  if not made[folder] then assert(os.execute("mkdir -p '" .. folder .. "'")) end
  made[folder] = true
  return folder
end

-- As truth names it: within FOLDER.
local function named(path)
  return path:sub(#FOLDER + 2)
end

local function write(path, words)
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(words))
end

-- Pages that wait to be encoded, by iconv, many at a time.
local waiting = {GBK = {}, ["BIG5-HKSCS"] = {}}
local function encode(encoding)
  local pages, words = waiting[encoding], {}
  if #pages == 0 then return end
  for i, page in ipairs(pages) do words[i] = page.words end
  local out = through(table.concat(words, "\30"), "iconv -c -f UTF-8 -t " .. encoding)
  local at = 1
  for i = 1, #pages do
    local stop = out:find("\30", at, true) or #out + 1
    write(pages[i].path, out:sub(at, stop - 1))
    at = stop + 1
  end
  waiting[encoding] = {}
end

local CHARSETS = {GBK = "gb2312", ["BIG5-HKSCS"] = "big5"}

local number, chains = 0, 0
local function publish(report)
  number = number + 1
  local draw = random(10)
  local encoding = draw == 1 and "GBK" or draw == 2 and "BIG5-HKSCS" or nil
  if report.what == "damaged" then encoding = nil end
  report.charset, report.site = CHARSETS[encoding] or "utf-8", report.body.name
  local html = random(5) > 1
  local words = html and SITES[report.body.site](report) or plain(report)
  if encoding == "BIG5-HKSCS" or report.what == "converted" and encoding ~= "GBK" then
    words = jiyao.convert.script(words, "s2t")
  end
  local path = ("%s/%06d.%s"):format(folder_of(report), number, html and "html" or "txt")
  if encoding then
    table.insert(waiting[encoding], {path = path, words = words})
    if #waiting[encoding] >= 400 then encode(encoding) end
  else
    write(path, words)
  end
  path = named(path)
  note("meetings", path, report.date, report.kind, report.host.name)
  for _, person in ipairs(report.people) do note("people", path, person.name) end
  return path
end

os.execute("mkdir -p '" .. FOLDER .. "/truth'")
for _, name in ipairs {"meetings", "people", "chains"} do
  truth[name] = assert(io.open(("%s/truth/%s.tsv"):format(FOLDER, name), "wb"))
end
while number < COUNT do
  local report = compose(pick(institutions))
  local path, draw = publish(report), random(100)
  if draw <= 5 then
    chains = chains + 1
    note("chains", chains, path, "first")
    for _ = 1, random(4) do
      local what = pick(COPIES)
      note("chains", chains, publish(copy_of(report, what)), what)
    end
  elseif draw <= 8 then
    publish(compose(report.body, report))
  end
end
for encoding in pairs(CHARSETS) do encode(encoding) end
for _, file in pairs(truth) do file:close() end
print(("%d pages, %d chains"):format(number, chains))
