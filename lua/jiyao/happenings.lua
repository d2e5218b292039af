--- Events that no event noun tells: visits, signings, sessions, announcements.
-- Knows the verbs of visiting and signing and the forms of announcements. Refuses
-- to decide which of them are events of their own: that is `jiyao.reported`.
-- @module jiyao.happenings
-- @internal
local cut = require "jiyao.cut"
local event_names = require "jiyao.event_names"
local events = require "jiyao.events"
local data = require "jiyao.data"
local headlines = require "jiyao.headlines"
local regex = require "jiyao.regex"
local text = require "jiyao.text"
local when = require "jiyao.when"
local wordlist = require "jiyao.wordlist"

local M = {}

local LONGEST_TITLE = 60
local VISIT = "(?:调研|学习(?=[的,。考交取]|$)|考察|视察|走访|慰问|访问|来访|到访|参观|督导|检查|指导|莅临|做客|研学|参访|拜访|回访|" ..
  "帮扶(?=[,。]|$)|蒞校|洽谈|交流|" ..
  "评估|评审|验收|核查|督查|[复初]评|测评|抽查|巡查|考核(?=[,。\n]|$))"
local visit_title_re = regex.new("(?:一行|率队|率团|组团|代表团|参访团|考察团|访问团|领导|赴|到|来|莅临|深入|走访|访问|会见|率|带队)" ..
  "[^。\n]{0,40}" .. VISIT .. "|" .. VISIT .. "[^,。\n]{2,30}(?:工作|情况|项目)$|会见|来访|到访|(?<!团)拜会|回访|" ..
  "^[^,。\n]{2,40}(?:访问|看望|慰问|走访)|^[^,。\n]{4,24}参观[^,。\n]{2,24}$|^(?:走访|看望|慰问|探望|参观)[^,。\n]{4,30}$" ..
  "|^[^,。\n]{2,20}(?:调研|督导|检查|视察)[^,。\n]{2,30}$|一行[莅到来赴]")
local visit_body_re = regex.new("(?:一行|率队|率团|率[^,。\n]{1,12}|带队)[^,。\n]{0,12}?" ..
  "(?:莅临|来到|来|赴|到访|到|深入|[前转]往|转[赴到]|进驻|走访|访问|考察|调研|检查|看望|慰问|参观|拜访|(?<!团)拜会|督导)[^,。\n]{0,40}" ..
  "|(?:莅临|赴|深入(?![的地了]|探讨|交流|研讨|沟通)|[前转]往|转[赴到]|(?<![未将近年以历往原起后])来(?!访的|宾|自|客|源|历)|到(?!会|场|位))" ..
  "[^,。\n]{1,36}?" .. VISIT .. "|[前转]往" .. VISIT .. "[^,。\n]{0,30}" ..
  "|(?:贵宾|来宾|代表团|访问团|参访团|考察团)莅临[^,。\\n]{2,20}" ..
  "|接待了?[^,。\\n]{2,40}(?:访问团|参访团|代表团|考察团|参观团|交流团|一行)" ..
  "|来(?:我)?[院所校馆局站][^,。\n]{0,4}(?:了解|对接|洽谈|商谈|商讨)[^,。\n]{2,30}" ..
  "|(?:专家|考察|检查|督导|调研|评审|核查|评估|审核|验收|指导|认证|考核)组[^。\n]{0,30}?对[^,。\n]{2,30}(?:进行|开展)了?[^,。\n]{0,20}" ..
  "(?:考查|评审|评估|验收|检查|核查|督导|考核|复审|复核|审核|考察|指导)")
-- Told of elsewhere: 考察时强调.
local cited_re = regex.new("(?:考察|视察|调研|访问|到访)[^,。\n]{0,12}?(?:时|期间|中)[^,。\n]{0,4}(?:强调|指出|提出|要求|发表|" ..
  "作出)|要求|精神")
local care_re = regex.new("(?:义诊|巡诊|宣讲|演出|献血|植树|支教)$")
local meet_re = regex.new("会见|会谈|会晤|座谈")
local label_re = regex.new("^[^:：]{1,30}[:：]\\s*")
-- A motto before the headline: 话合作 促发展——甲大学代表团来访.
local lead_re = regex.new("^[^“”]{4,24}(?:——|--)(?=.{8,})")
-- What somebody said there: 在…调研时强调….
local said_re = regex.new("(?<=调研|考察|视察|检查|慰问|走访|访问|督导|座谈)时?(?:强调|指出|要求|表示|提出)[^“”]*$")
local mark_re = regex.new("^[\\s▲●◆■※★►◇○△—–\\-]+|[\\s|│┃]+$")

local sign_title_re = regex.new("^[^。\n]{4,60}(?:签署|签订|签约|签定|达成|缔结|缔约)[^。\n]{0,30}(?:协议书?|备忘录|协定|合约|" ..
  "合同|意向书|MOU|(?:姊妹|姐妹|友好)(?:医院|学?[校院]|[馆会])|联盟)[”」』]?$|" ..
  "^[^。\n]{4,60}(?:与|和|同|携手)[^。\n]{2,40}(?:签约|签约合作|结盟|达成(?:战略)?合作|(?:签约|携手|合作)共建[^,。\n]{2,20})$")
local sign_body_re = regex.new("(?:与|和|同)[^,。\n]{2,40}?(?:在[^,。\n]{2,30}?)?(?:正式|共同|成功)*" ..
  "(?:(?:签[署订定下]|缔结)了?[^,。\n]{0,40}?(?:协议书?|备忘录|协定|合约|意向书|MOU)[”」』]?|签MOU|" ..
  "(?:签[署订定下]|缔结|结)[成为]{0,2}(?:姊妹|姐妹|友好)(?:医院|学?[校院]|[馆会])(?:关系)?(?=[,。;\n]|并))")


-- A line of an announcement that names the event: 讲座题目:….
local form_re = regex.new("(?:^|\\n)[ \\t]*(?:(讲座|报告|会议|活动|论坛|培训|沙龙|课程|演讲|分享|比赛|展览)(?:题目|名称|主题|标题)|" ..
  "题[ \\t]{0,4}目|活动主题)[ \\t]*[:：][ \\t]*([^\\n]{4,90}?)" ..
  "(?=\\n|\\z|(?:主讲|主持|报告|演讲|与谈|分享)(?:人|嘉宾)|嘉宾|时间|地点|翻译)")
local FORM_KINDS = {["会议"] = "工作会议", ["论坛"] = "论坛", ["培训"] = "培训会"}

local deed_in

-- The day behind a headline: (9月3日).
local dated_re = regex.new("\\s*[(][0-9]{1,2}月[0-9]{1,2}日[)]$")

--- What a happening is made of: its place in the text and what is known of it.
-- @function candidate
-- @tparam table view
-- @tparam integer start byte offset
-- @tparam integer stop
-- @tparam table fields `kind`, `rule`, …; `name`, where it is not the words themselves
-- @treturn table as `jiyao.events` gives them
-- @usage
-- local view = jiyao.document.view("云岭医院门诊楼奠基")
-- print(require "jiyao.happenings".candidate(view, 0, 12, {kind = "其他"}).name) --> 云岭医院
local function candidate(view, start, stop, fields)
  local c = {start = start, stop = stop, clause = start, held = true, suffix = "",
    article = view.part_at(start)}
  for k, v in pairs(fields) do c[k] = v end
  c.name = dated_re:gsub(c.name or text.sub(view.text, start, stop), "")
  return c
end

M.candidate = candidate

local bracketed_re = regex.new("^【([^【】]+)】$")

-- A deck of headlines says too much to be a name.
local function short_title(article)
  local title = article.title and utf8.len(article.title) <= LONGEST_TITLE and article.title
  return title and (bracketed_re:match(title) or title)
end

-- The headline of an article as the name of what it tells.
local function title_event(view, article, fields)
  local title = mark_re:gsub(short_title(article) or article.title, "")
  fields.name, fields.in_title = said_re:gsub(label_re:gsub(lead_re:gsub(title, ""), ""), ""), true
  local c = candidate(view, article.title_start, article.title_stop, fields)
  c.article = article
  return c
end

-- Whose people several are stands at the beginning of the clause: 东山医院院长何静、副院长林若溪一行.
local GUESTS = 150 -- bytes

local function with_body(view, sentence, start)
  local from = cut.back(view.text, start, sentence.start, ",。;:!?\n")
  for _, d in ipairs(view.within(view.dates, from, start)) do
    from = math.max(from, math.min(d.stop, start))
  end
  local other = view.first_within(view.mentions, from, start)
  local several = other and other.stop < start and start - from <= GUESTS
  local body = several and view.first_within(view.bodies, from, start)
  return body and body.start == from and from or start
end

-- The name of a visit begins with the guest where a name stands right before it.
local function visit_name(view, sentence, a, b)
  local start = a
  for _, m in ipairs(view.within(view.mentions, sentence.start, a + 1)) do
    if a - m.stop <= 3 and not text.sub(view.text, m.stop, a):find(",", 1, true) then start = m.name_start end
  end
  return with_body(view, sentence, start), b
end

-- What is done there may be told behind where one goes: 带队到东山医院,就…开展调研.
local visits_re = regex.new(VISIT .. "|看望|拜会|" .. "评估|评审|验收|核查|考核|复审|复核|审核")
local there_re = regex.new("^[^,。;]{0,12}?\\s*,(?:并|先后|实地|分别|还)*" ..
  "((?:拜访|走访|访问|参访|拜会|考察|调研|看望|慰问)了?[^,。;\\n]{2,30})")
local done_re = regex.new("(?:开展|进行)了?([^,。;\\n]{0,10}(?:调研|考察|走访|慰问|检查|督导|督查|检查指导|评估|验收|考核|交流))(?=[,。;])")

-- A line that breaks before its comma.
local broken_re = regex.new("^\\s*\\n\\s*,")
local BROKEN = 90 -- bytes
local BARE = 6 -- characters

local function done_there(view, a, b, stop)
  local broken = broken_re:after(view.text, b, 6)
  local behind = broken and cut.after(view.text, b, BROKEN) or text.sub(view.text, b, stop)
  local there = there_re:gmatch(behind)()
  if there then return b + there.stop - #there[1], b + there.stop end
  local hit = done_re:gmatch(behind)()
  local bare = hit and hit[1]:find("交流$") and utf8.len(hit[1]) < BARE -- says less than where one went
  if not hit or bare then return a, b end
  return b + hit.stop - #hit[1], b + hit.stop
end

-- 一行来我厂参加焊接比武: what they came for has a name of its own.
local comes_re = regex.new("(?:参加|出席|开展|举行|举办)了?[“「]?(?:[0-9]{4}年?)?\\z")
local GOES = {["调研"] = true, ["座谈会"] = true}

local function comes_for(view, a, b)
  for _, c in ipairs(view.within(view.candidates or {}, a, b)) do
    local own = not GOES[c.kind] and c.verb and utf8.len(c.name) >= 6 and c.start > a
    if own and comes_re:find_in(view.text, a, c.start) then return true end
  end
  return false
end

-- 一行来到海州,出席…揭牌仪式: what they came for is told next.
local attends_re = regex.new("^,并?(?:出席|参加|参与)")
local NEXT = 120 -- bytes

local function comes_to(view, b)
  if not attends_re:after(view.text, b, 24) then return false end
  local c = view.first_within(view.candidates or {}, b, b + NEXT)
  return c ~= nil and c.verb ~= nil and not GOES[c.kind]
end

local function visit_in(view, sentence, fixed)
  local a, b = visit_body_re:find_in(view.text, sentence.start, sentence.stop)
  if not a or cited_re:find_in(view.text, sentence.start, sentence.stop) then return nil end
  if comes_for(view, a, b) or comes_to(view, b) then return nil end
  a, b = visit_name(view, sentence, a, b)
  if not visits_re:find_in(view.text, a, b) then a, b = done_there(view, a, b, sentence.stop) end
  local kind = care_re:find_in(view.text, a, b) and "其他" or "调研"
  return candidate(view, a, b,
    {kind = kind, fixed = fixed, visit = true, rule = "a visit that a sentence tells"})
end

-- A line near the top of an article that is a headline of a visit, where the
-- page's own line of links was taken for the headline.
local TOP = 900
local line_re = regex.new("(?:^|\\n)[ \\t]*+([^\\s。,;:|>][^\\n。,;:|>]{7,59}?)(?=[ \\t]*+\\n)")

local links_re = regex.new("首页|网站|[>|]|(?:访问|浏览|点击|阅读)(?:次数|人数|总?量|[数:])|(?:发布|更新)(?:时间|日期)|字体|字号")

local function visit_line(view, article)
  if article.title and not links_re:find(article.title) then return nil end
  for hit in line_re:gmatch(cut.after(view.text, article.start, TOP, article.stop)) do
    if visit_title_re:find(hit[1]) and not links_re:find(hit[1]) and events.kind(hit[1]) == "其他" then
      local start = article.start + hit.stop - #hit[1]
      local c = candidate(view, start, start + #hit[1], {name = hit[1], in_title = true, kind = "调研",
        fixed = 6, visit = true, rule = "a visit in a line of its own"})
      c.article = article
      return c
    end
  end
end

-- What is done on a day and called by no event's name: 看望慰问, 奠基.
local deeds = {}
for _, row in ipairs(data.table("deeds")) do deeds[row[1]] = row[2] end
local DEED = "(?!(?<=团)拜)(?:" .. table.concat(wordlist.all("deeds"), "|") .. ")"
local deed_re = regex.new(DEED .. "了?(?![前时后期的]|会(?![员长所馆])|之后|期间|组|团|员|工作组|工作会|车|营|班|基地)[^,。;|\\t\\n]{0,24}")
local title_deed_re = regex.new("(?<!反馈|通报)" .. DEED .. "(?!组|情况|意见|整改)")
-- What is done by rule, or is to be done, is no event.
local rule_re = regex.new("每[周月年天季]|要求|应当|必须|可以|需要|如果|将于|拟|计划|公示|公告|通知|逝世|获|被评为|聘为|近年|历年|先后|累计|多次|" ..
  "办法|规定|条例|制度")
local notice_re = regex.new("公告|通知|公示|讣告|简介|公报|招聘|名单|办法|规定|章程|启事|喜报|获|荣|佳绩|发布|出台|印发")

-- What stands between a day or a comma and the verb.
local subject_re = regex.new("(?:[,。:：日)]\\s*|[上下]午|晚上?|日前|近日|^)" ..
  "((?![在于])[\\p{Han}“”「」A-Za-z0-9]{2,24}?)((?:正式|顺利|隆重|成功)*)$")

local carried_re = regex.new("开展了?([\\p{Han}“”A-Za-z0-9、]{2,20})\\z")

function deed_in(view, sentence)
  local words = text.sub(view.text, sentence.start, sentence.stop)
  local a, b = deed_re:find(words)
  local verb = a and title_deed_re:match(words)
  if not verb or cited_re:find(words) or rule_re:find(words) then return nil end
  if deeds[verb] == "其他" then -- what was opened or begun is half of the name
    local subject, how = subject_re:match(words:sub(1, a))
    local front = #(subject or "") + #(how or "")
    a, b = a - front, front > 0 and a + #verb or b
  end
  if b - a == #verb then -- 开展开学教学检查: what stands before the verb is of its name
    local object = carried_re:match(words:sub(1, a))
    a = a - #(object or "")
  end
  local start, stop = sentence.start + a, sentence.start + b
  if deeds[verb] == "其他" and not event_names.fits(view, start, stop) then return nil end
  return candidate(view, start, stop, {kind = deeds[verb], fixed = 1,
    visit = deeds[verb] == "调研", rule = "what is done on a day that is told"})
end

-- What was founded is an event where the headline says so.
local founded_re = regex.new("^[^。,]{4,40}(成立)$")

--- What the headline of an article says was done, where its text tells a day, or nil.
-- @function title_deed
-- @tparam table view
-- @tparam table article
-- @treturn ?table a candidate
-- @usage
-- local view = jiyao.document.view("云岭医院门诊楼奠基\n5月6日上午,云岭医院门诊楼奠基。院长林若溪出席。")
-- print(require "jiyao.happenings".title_deed(view, view.parts[1]).name) --> 云岭医院门诊楼奠基
function M.title_deed(view, article)
  local title = short_title(article)
  local tells = title and not notice_re:find(title)
  local said = tells and label_re:gsub(title, "")
  local verb = tells and (title_deed_re:match(said) or founded_re:match(said))
  if not verb or not when.first(view, article) then return nil end
  return title_event(view, article, {kind = deeds[verb] or "其他", fixed = 1, deed = verb,
    visit = deeds[verb] == "调研", rule = "what the headline says was done"})
end

-- A deed is told at once.
local SOON = 3
local SHORT = 8 -- characters: a headline that says less than the text does

--- What an article tells as done on a day, where nothing in it is called an event, or nil.
-- @function deed
-- @tparam table view
-- @tparam table article
-- @treturn ?table a candidate
-- @usage
-- local view = jiyao.document.view("5月6日上午,云岭医院门诊楼奠基。")
-- print(require "jiyao.happenings".deed(view, view.parts[1]).name) --> 云岭医院门诊楼奠基
function M.deed(view, article)
  local title = short_title(article)
  if title and notice_re:find(title) then return nil end
  local told = M.title_deed(view, article)
  if told and utf8.len(told.name) >= SHORT then return told end
  local sentence, i = view.sentence_at(article.start)
  for k = 0, sentence and SOON or -1 do
    local s = view.sentences[i + k]
    if not s or s.start >= article.stop then break end
    local c = not (title and s.start < article.title_stop) and deed_in(view, s)
    local same = c and told and title_deed_re:match(told.name) == title_deed_re:match(c.name)
    local fuller = c and (not told or same and #c.name > #told.name)
    local day = fuller and (when.own(view, c) or article.article and k <= 1 and when.first(view, article))
    if day then return c end
  end
  return told
end

--- The visit that an article is about by its headline or first sentence, or nil.
-- @function visit
-- @tparam table view
-- @tparam table article
-- @treturn ?table a candidate
-- @usage
-- local view = jiyao.document.view("海州市副市长苏长明一行莅临我院考察调研\n6月8日,苏长明一行来到云岭医院。")
-- print(require "jiyao.happenings".visit(view, view.parts[1]).kind) --> 调研
function M.visit(view, article)
  local title = short_title(article)
  if title and visit_title_re:find(title) and events.kind(title) ~= "座谈会" then
    local kind = meet_re:find(title) and not title:find("调研", 1, true) and "座谈会" or "调研"
    local fields = {kind = kind, fixed = 6, visit = true, rule = "a visit in the headline"}
    return title_event(view, article, fields)
  end
  local line = visit_line(view, article)
  if line then return line end
  local sentence = view.sentence_at(article.start)
  return visit_in(view, sentence or {start = article.start, stop = article.stop}, 3)
end

-- A visit on the day that was told before: 当天下午,…还来到….
local same_day_re = regex.new("^\\s*(?:当[天日]|同[天日]|随后|次日|会后)(?:[上下]午|晚上?|傍晚)?,?" ..
  "[^。]{0,40}?[还又前来走看慰到赴]")

local function later_visit(view, sentence, last)
  local same = last and last.article == view.part_at(sentence.start)
    and same_day_re:find_in(view.text, sentence.start, sentence.stop)
  if not same then return nil end
  local c = deed_in(view, sentence)
  if c and c.kind == "调研" then c.follows = not c.name:find("^座谈") end
  return c and c.follows and c or nil
end

-- 9月10日,校领导走访慰问…: who goes where stands between the day and the verb.
local year_re = regex.new("^[12][0-9]{3}")
local goes_re = regex.new("^(?:[^,。;\\n]{2,12}[日节],)?(?:[上下]午|[早晚]上?|中午|傍晚)?,?[^,。;\\n]{2,24}$")

-- What may stand before the day: a mark, 周五(.
local lead_day_re = regex.new("^[\\s|●○·△▲■◆★\\-—]*(?:本?(?:周|星期)[一二三四五六日天]\\(?)?$")

local half_day_re = regex.new("^(?:上午|下午|晚上?|中午|傍晚)?,?")

-- Who came is told before the verb that takes no object: 东湾大学代表团来访.
local guest_re = regex.new("([^,。;\\n]{2,40})\\z")

local function with_guest(view, c, d)
  local guest = utf8.len(c.name) <= 3 and guest_re:match(text.sub(view.text, d.stop, c.start))
  guest = guest and half_day_re:gsub(guest, "")
  if not guest or #guest == 0 then return c end
  c.start, c.clause, c.name = c.start - #guest, c.start - #guest, guest .. c.name
  return c
end

-- What was opened on a day, in a paragraph that says so at once: 5月16日,新馆启用。
local at_once_re = regex.new("^(?:上午|下午|晚)?[,:]?$")
local ends_re = regex.new("^了?[,。;]")
local INDENT = 60 -- bytes: a paragraph is set in by no more blanks than that

local function opened(view, sentence, c, d)
  local first = sentence.start == 0 or cut.back(view.text, sentence.start, 0, "\n") == sentence.start
  local lead = text.sub(view.text, sentence.start, d.start) -- a bar that closes the line above
  local line = first or lead:find("[\n|]")
    or cut.before(view.text, sentence.start, INDENT):find("\n%s*$") ~= nil
  local at_once = at_once_re:find_in(view.text, d.stop, math.max(d.stop, c.start))
  return line and at_once and ends_re:after(view.text, c.stop, 6) and c or nil
end

local function dated_deed(view, sentence, d)
  local title = view.part_at(d.start).title
  local first = title and title_deed_re:find(title) and when.first(view, view.part_at(d.start))
  local told = title and notice_re:find(title) or first and when.share_a_day(first, d)
  if told or not lead_day_re:find_in(view.text, sentence.start, d.start) then return nil end
  local c = deed_in(view, sentence)
  if not c then return nil end
  if c.kind == "其他" then return opened(view, sentence, c, d) end
  if year_re:after(view.text, d.start, 4) then return nil end
  if c.start <= d.stop or not goes_re:find_in(view.text, d.stop, c.start) then return nil end
  return with_guest(view, c, d)
end

-- What somebody speaks of again: 并提及今年3月,商会赴海州拜访.
local recalled_re = regex.new("(?:提及|提到|忆及|回忆|回顾|忆起|还记得|曾于|曾在)[^。]{0,16}\\z")

--- Visits that later sentences tell with a day of their own, or on the same day.
-- @function visits
-- @tparam table view
-- @treturn {table,...} candidates
-- @usage
-- local view = jiyao.document.view("6月8日,开会。\n6月9日,林若溪带队检查了食堂。")
-- print(require "jiyao.happenings".visits(view)[1].name) --> 林若溪带队检查了食堂
function M.visits(view)
  local out, last = {}, nil
  for _, d in ipairs(view.dates) do
    local sentence = d.day and d.day > 0 and view.sentence_at(d.start)
    if sentence and sentence ~= last then
      last = sentence
      local c = visit_in(view, sentence, 3) or dated_deed(view, sentence, d)
      if c and c.start >= sentence.stop then
        c.own_date = when.own(view, {start = d.stop, stop = d.stop, article = c.article})
      end
      local recalled = c and recalled_re:find_in(view.text, sentence.start, d.start)
      if c and not recalled and c.start > d.start and when.own(view, c) then out[#out + 1] = c end
    end
  end
  local told
  for _, sentence in ipairs(view.sentences) do
    local c = later_visit(view, sentence, told)
    if c then out[#out + 1] = c end
    told = {article = view.part_at(sentence.start)}
  end
  return out
end

local signs_re = regex.new("签[署订定约]|缔结|缔约|结盟|结为")

--- The signing that an article is about, or nil.
-- @function signing
-- @tparam table view
-- @tparam table article
-- @treturn ?table a candidate
-- @usage
-- local view = jiyao.document.view("云岭大学与海州集团签署战略合作协议\n6月8日,双方在海州签约。")
-- print(require "jiyao.happenings".signing(view, view.parts[1]).kind) --> 签约仪式
function M.signing(view, article)
  local title = short_title(article)
  if title and sign_title_re:find(title) then
    return title_event(view, article, {kind = "签约仪式", fixed = 5, rule = "a signing in the headline"})
  end
  local says = article.title and signs_re:find(article.title) ~= nil
  local first, i = view.sentence_at(article.start)
  first = first or {start = article.start, stop = article.stop}
  for k = 0, says and i and SOON or 0 do
    local s = k == 0 and first or view.sentences[i + k]
    if not s or s.start >= article.stop then return nil end
    local a, b = sign_body_re:find_in(view.text, s.start, math.min(s.stop, article.stop))
    if a then
      return candidate(view, a + #"与", b, {kind = "签约仪式", fixed = says and k > 0 and 6 or 2,
        in_title = headlines.holds(article, a, b), rule = "a signing that the first sentences tell"})
    end
  end
end

-- A lecture of a series is called by its number: 青年讲坛第5讲.
local series_re = regex.new("([\\p{Han}“”「」A-Za-z0-9]{2,24}(?:讲坛|讲堂|论坛|讲座|沙龙|大讲堂|课堂|报告会|读书会|会讲)[”」]?" ..
  "(?:总)?第[0-9一二三四五六七八九十百]{1,5}(?:讲|期|场|回|次))[^\\n。,;]{0,4}(?=\\n)")

local function series_at(view, article, form)
  local first = article.title_start and math.min(article.start, article.title_start) or article.start
  local from = cut.boundary(view.text, math.max(first, form.start - TOP), 1)
  local hit = series_re:gmatch(text.sub(view.text, from, form.start))()
  if not hit then return nil end
  local start = from + hit.start
  return candidate(view, start, start + #hit[1], {name = hit[1], kind = "其他", in_title = true, fixed = 7,
    article = article, rule = "the number in a series that an announcement is headed by"})
end

local function form_at(view, article, hit)
  local name = (hit[2]:gsub("%s+$", ""))
  local kind = events.kind(name)
  if kind == "其他" then kind = FORM_KINDS[hit[1]] or "其他" end
  local stop = article.start + hit.stop
  return candidate(view, stop - #hit[2], stop - #hit[2] + #name,
    {name = name, kind = kind, fixed = 7, rule = "a labelled line of an announcement"})
end

-- The forms of an article that state a day, in text order.
local function forms_of(view, article)
  if article.forms then return article.forms end
  local list, out = {}, {}
  for hit in form_re:gmatch(text.sub(view.text, article.start, article.stop)) do
    list[#list + 1] = form_at(view, article, hit)
  end
  if #list == 1 then list[1] = series_at(view, article, list[1]) or list[1] end
  for i, c in ipairs(list) do
    local from = i == 1 and article.start or c.stop
    c.stated = when.stated(view, {start = from, stop = list[i + 1] and list[i + 1].start or article.stop})
    if c.stated then out[#out + 1] = c end
  end
  article.forms = out
  return out
end

--- The event that an announcement in the form of labelled lines names, or nil.
-- @function form
-- @tparam table view
-- @tparam table article
-- @treturn ?table a candidate
-- @usage
-- local view = jiyao.document.view("讲座题目:稻谷与文明\n主讲人:林若溪\n时间:2024年6月8日\n地点:云岭")
-- print(require "jiyao.happenings".form(view, view.parts[1]).name) --> 稻谷与文明
function M.form(view, article)
  return forms_of(view, article)[1]
end

--- The further events of announcements that have several such forms, each with its day.
-- @function forms
-- @tparam table view
-- @treturn {table,...} candidates
-- @usage
-- local view = jiyao.document.view("题目:稻谷与文明\n时间:6月8日\n\n题目:青铜与文明\n时间:6月9日")
-- print(#require "jiyao.happenings".forms(view)) --> 1
function M.forms(view)
  local out = {}
  for _, article in ipairs(view.parts) do
    table.move(forms_of(view, article), 2, #forms_of(view, article), #out + 1, out)
  end
  return out
end

return M
