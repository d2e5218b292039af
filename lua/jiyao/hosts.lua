--- Who presides, speaks, attends and signs, read off the words around mentions.
-- Knows the cues of the genre; refuses to know which event they belong to
-- beyond the place where they stand.
local absence = require "jiyao.absence"
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

-- 主持 that presides over something held, not over work, a project or a post.
local preside_re = regex.new("[是为](?:本[场次])?[^,。]{0,6}主持人(?=[,。])|(?:共同|联合|分别|" ..
  "亲自|在)?主持(?=的[^,。;\\n]{0,24}?(?:会议?|会诊|论坛|仪式|典礼|讲座|座谈)(?!工作|项目))|(?:共同|联合|分别|亲自|在)?主持(?!" ..
  "「?[^,。」]{0,4}」?(?:监誓|宣誓|(?:选举|表决|投票)(?!大?会|工作)|祈福|奠基|亮灯|点灯|剪彩|命名|点睛)|" ..
  "揭幕|人|行政|了?[^,。]{0,8}(?:日常|全面)工作|工作|学院|学校|医院|的|过|完成|编|国家|省|市|制定|起草|研究|承担|科研|课题|项目|党委工作|党务|常务)")
local convene_re = regex.new("(?:共同|联合)?(?:召集|主持)" ..
  "(?=[;；。,，]|的[“「《][^”」》\\n]{2,40}[”」》]|的[^,。;\\n]{0,24}?(?:会|论坛)(?![一-龥]))")

-- Who presides by being called so. What one who presides is called:
local ROLE = "(?:(?<!计划|项目|课题|节目)主持[人者]|会议主持|召集人|" ..
  "(?:会议|大会|执行|共同|联合|答辩|分会场|分论坛|论坛|答辩委员会)的?主席)"
-- Behind the people: 担任会议主持人, 任会议主席.
local serves_re = regex.new("(?:担任|出任|充当|兼任|作为|(?<!主)任|[当做])了?[^,。;\\n]{0,8}?" ..
  "(?:主持人|(?:会议|大会|执行|论坛)主席|主持(?=[,。;\\n]|\\z))")
-- 沙龙由林若溪召集.
local convened_re = regex.new("(?:会议?|沙龙|论坛|讲坛|工作坊)由[^,。;\\n由]{2,60}\\K(?:负责)?召集(?=[,。;])")
-- 会议于…举行,由校长林若溪担任主席: the chair of the meeting, not of a body.
local sits_re = regex.new("(?:会议?|举行|召开)[^,。;\\n]{0,24},由[^,。;\\n由]{2,60}\\K(?:担任|任|为)主席(?=[,。;])|" ..
  "大会由[^,。;\\n由]{2,60}\\K(?:担任|任)主席(?=[,。;])")
-- Before them: 主持人:, 召集人由, 会议主持人是, 两名主持人,一名是; 主持人 beside the name itself;
-- 主持会议的是, 担任主持的是; in minutes and programmes, with nothing between but a tab.
local IS = "(?:分别|工作|任务)?(?:\\s?[:：]\\s?|[为是由]|,?(?:一[位个名]|其一)[是为])"
local chair_label_re = regex.new("(?:" .. ROLE .. "|主持)\\s?[:：]\\s?|(?<=[:：])召集人|" .. ROLE .. "的?" .. IS ..
  "|主持工作由|(?:[会坛式礼动]|讲座|之)的?主持[为是](?!期|了)|(?<=\\n)主持人\\s?[(（]|" ..
  "(?<![一-龥])[一二三四五六七八九十]{1,2}、[ \\t]*主持人?[ \\t]*\\n\\s*+|" ..
  "(?<!计划|项目|课题|节目)主持人[、,]?(?=[一-龥]{2,16}(?:介绍|宣布|致辞|开场|首先|表示|说|简要|代表))|" ..
  "(?:主持|担任|承担)[^,。;\\n]{0,12}(?:会议?|会诊|坛|式|典礼|讲座|座谈|培训|答辩|沙龙|活动|赛|主持人?|主席|任务)的,?(?:还?是|为)?|" ..
  "(?<=\\n)[ \\t]*+(?:答辩委员会主席|答辩主席|主席|主持人?)[ \\t]+|" ..
  "主席\\s?[:：](?=[^\\n:：]{2,30}?(?:[记纪]录|司仪|[出列缺]席)\\s?[:：])\\s?|" ..
  "(?<=\\n)[ \\t]*+主席\\s?[:：](?=[^\\n]*\\n\\s*+(?:[出列缺]席|参加|请假|[记纪]录))\\s?")
-- One chairs a defence: 答辩委员会由…组成,林若溪任主席.
local seat_re = regex.new("(?:担任|任)(?:答辩委员会|答辩|会议|大会|评审组)?(?:主席|组长)|[(（](?:答辩委员会)?主席[)）]")
local defence_re = regex.new("答辩|评审委员会|评审组")
local session_re = regex.new("分会场|分论坛|平行论坛")
-- In a programme of sessions: 分会场一:水文 主席:林若溪.
local session_chair_re = regex.new("(?<=[ \\t|])主席\\s?[:：]\\s?")
-- Honours in letters behind a name.
local honours_re = regex.new("(?:先生|女士|教授|博士|议员|校长)?(?:[,，]?\\s*[A-Z]{2,5})+\\s*\\z")
local speaks_re = regex.new("^(?:(?:出席|参加|列席|莅临|亲临|到会|到场)[^,，。;\\n]{0,20}?[,，]?并(?=[^,，。;\\n])|" ..
  "(?:出席|莅临|亲临|到会|到场)(?:会议|活动|仪式|现场|指导)?(?=(?:作[^,，。\\n]{0,8})?(?:讲话|致辞|致词|发言)))?" ..
  "(?:(?:首先|最后|随后|接着|分别|先后|依次|逐一|逐个|相继|陆续|轮流|也|则|还|并|" ..
  "在(?:会上|讲话中|致辞中|总结中|发言中|[^,。\n]{1,10}[上中时])),?)*" ..
  "(?:指出|强调|表示|认为|要求|提出|讲话|作[^,。\n]{0,30}(?:讲话|报告|总结|发言|部署|授课)|做[^,。\n]{0,40}报告|致辞|致词|致欢迎词|" ..
  "致开幕词|发言|介绍|汇报|总结|传达|宣读|宣布|代表[^,。\n]{1,20}(?:致辞|讲话|发言|表态)|对[^,。\n]{1,40}(?:表示|提出|作|进行)|" ..
  "分享|谈到|回顾|通报|解读|主讲|为[^,。\n]{1,40}(?:讲课|授课|作|上))")
-- Cited, not there: 上级领导关于…的重要论述.
local cited_re = regex.new("^(?:关于|的|系列|重要|[对在][^,。\n]{1,40}(?:讲话|指示|批示|精神|要求|论述)|" ..
  "[^,。\n]{0,12}(?:重要讲话|重要指示|重要论述|思想|精神|批示|回信|贺信))")
local attends_re = regex.new("出席|参加|列席|莅临|陪同|到会|见证|参会(?!议)|与会(?=人员?[:： \\t]|[领嘉代专][导宾表家][:：]|[:：。])")
local signs_re = regex.new("签(?:署|订|约|字)(?!仪式|活动|现场|环节|典礼|大?会)")
local lead_re = regex.new("^[^,，。;；\n]{0,20}?(?:率队|率团|带队|一行|率领|带领)")
local receives_re = regex.new("^[^,。;；\n]{0,12}?(?:陪同(?!下)|会见|接待|迎接)")
-- What may stand between two people of one list, or between a person and 主持.
local gap_re = regex.new("^(?:[、和与及,/\\s]|以及)*[^,。;；:\n《》“”]{0,24}$")
local joined_re = regex.new("^\\s*(?:[(（][^)）\\n]{1,24}[)）])?\\s*(?:、|和|与|及|以及)")
local comma_re = regex.new("^\\s*(?:[(（][^)）\\n]{1,24}[)）])?\\s*(?:[,，、和与及]|以及)")
local plain_re = regex.new("^(?:教授|研究员|院士|博士|主任|同志|老师|先生|女士|亲自|共同|联合|分别|在|\\s)*$")
-- How or for whom one presides: 以线上线下结合的方式, 代表学校党委.
local HOW = "(?:以|通过|透过|代表|受|在|出席|参加|随后|并|同时|还)"
local how_re = regex.new("^(?:" .. HOW .. "(?:(?!" .. HOW .. ")[^,，。]){0,20}+)++$")
local STOPS = "。；;\n!！,，:"

local quote_end_re = regex.new("[”」』》]")

local CLAUSE = 1500 -- bytes: no clause has so many

local function clause_floor(s, at)
  return (cut.back(s, at, math.max(0, at - CLAUSE), STOPS))
end

-- The people of the list that ends right before `stop`.
local function subjects(view, floor, stop, joined)
  local s, list = view.text, {}
  for _, m in ipairs(view.within(view.mentions, floor, stop)) do
    if m.stop <= stop then list[#list + 1] = m end
  end
  local last = list[#list]
  if not last then return {} end
  -- A thing that is called after somebody.
  if quote_end_re:find_in(s, last.stop, stop) then return {} end
  local by = text.sub(s, floor, last.start):find("由", 1, true)
  local behind = text.sub(s, last.stop, stop)
  if not by and not plain_re:find(behind) and not how_re:find(behind) and #behind > 24 then return {} end
  local first = #list
  while first > 1 do
    local between = text.sub(s, math.min(list[first - 1].stop, list[first].start), list[first].start)
    if not (joined:find(between) and gap_re:find(between)) then break end
    first = first - 1
  end
  return table.move(list, first, #list, 1, {})
end

-- What an act presides over, by the words before the people: the whole, a stage
-- of several, its opening, or a part.
local each_end_re = regex.new("(?:分别|共同|联合|依次|轮流|则|均)+\\z")
-- 9日傍晚的切磋交流: what is done within an event on one of its days.
local within_re = regex.new("(?:研讨|讨论|座谈|交流|对话|答疑|参观|演讲|报告|点评|展示|评审)\\z")
local opening_re = regex.new("(?:开幕|开班|开营|启动|开馆|揭幕)(?:仪式|典礼|式|礼|会)")
local stage_re = regex.new("第[一二三四五]阶段|第[一二三四五]次全体会议|首日|次日|第[一二三四五]日|[上下]半场|[0-9]{1,2}日(?:上午|下午)")
local part_re = regex.new("预备会议?$|(?:选举|表决|投票)$|" ..
  "闭幕|结业|结营|圆桌|讨论|综合座谈|环节|分论坛|分会场|小组|分组|报告(?:会|环节)?$|对话|颁奖|答疑|交流环节|仪式后|展示|[上下]半场|" ..
  "专场|单元|主旨|主题报告|大会报告|评课|说课|议课|磨课|听课|考核|宣誓|表演|课堂|第一课")

-- One of several rooms: who presides there does not preside over the whole.
local room_re = regex.new("分会场|分论坛|平行论坛|小组讨论|分组讨论|各组")

-- A talk of several has somebody of its own to introduce it.
local talk_re = regex.new("^[^,。;\\n]{0,6}(?:首[场个]|第[一二三四五六]场?|[0-9]+日[上下]午)的?" ..
  "(?:主旨|主题|专题|特邀|大会|学术)?(?:演讲|报告|讲座)")

local half_day_re = regex.new("[0-9]{1,2}日(?:[上下]午|晚)?的?[^,。]{0,12}$")
local on_a_day_re = regex.new("[0-9一二三四五六七八九十]{1,3}日(?:[上下]午|晚)?的?[^,。]{0,14}$")

local function scope_of(words)
  words = each_end_re:gsub(words, "")
  if room_re:find(words) then return "room" end
  if on_a_day_re:find(words) and within_re:find(words) then return "part" end
  if half_day_re:find(words) then return "stage" end
  if opening_re:find(words) then return "opening" end
  if stage_re:find(words) and not words:find("半场", 1, true) then return "stage" end
  if part_re:find(words) then return "part" end
  return "whole"
end

local by_re = regex.new("([^,。;]*),?由[^由]*\\z")
local last_clause_re = regex.new("([^,。;]*)\\z")
local first_clause_re = regex.new("^([^,。;\\n]*)")

-- The words that say what is presided over: the clause of the people and, where
-- it begins with 由, the one before it.
local function over(view, floor, act)
  local s = view.text
  local sentence = view.sentence_at(act.start)
  local people = act.people[1].start
  local from = sentence and math.max(sentence.start, people - 90) or floor
  local before = text.sub(s, math.min(cut.boundary(s, from, 1), people), people)
  local clause = by_re:match(before) or last_clause_re:match(before)
  return clause or before, first_clause_re:match(cut.after(s, act.stop, 40)) or "", before
end

-- 仪式 is that which the sentence told last: 19日举行颁奖仪式,仪式由….
local rite_re = regex.new("[一-龥]{2,4}(?:仪式|典礼)")

local function named_rite(view, sentence, act)
  local last
  local from = sentence and sentence.start < act.from and sentence.start
  for hit in rite_re:gmatch(from and text.sub(view.text, from, act.from) or "") do
    last = text.sub(view.text, from + hit.start, from + hit.stop)
  end
  return last
end

-- A stage that a sentence begins with: 主旨报告环节,….
local stage_first_re = regex.new("^[^,。;]{2,14}(?:环节|阶段|部分),")

-- Who comments on what is said in a room beside: 担任主持人、点评嘉宾.
local comments_re = regex.new("^(?:[、和与及兼]|以及)(?:点评|评议|评论|与谈|对谈|讨论)")

-- All that were told are: 会议均由, 两场座谈会都由.
local all_re = regex.new("(?:均|[都皆])[^,。;由]{0,4}\\z")

-- What is said to be presided over: 座谈会由, 主持座谈会.
local over_re = regex.new("([一-龥]{2,8})\\z")
local behind_re = regex.new("^(?:了|召开了?)?([一-龥]{2,10}?)(?=并|[^一-龥]|\\z)")

local function describe(view, act)
  local clause, behind, before = over(view, act.floor, act)
  local scope = scope_of(clause)
  if scope == "whole" then scope = scope_of(behind) end
  if scope == "whole" and clause == "" then scope = scope_of(before) end
  local sentence = view.sentence_at(act.start)
  local talk = sentence and talk_re:find_in(view.text, sentence.start, act.start)
  if scope == "whole" and talk then scope = "part" end
  act.scope, act.from = scope, act.people[1].start
  act.form = before:find("由", 1, true) and "由" or ""
  act.all = act.form == "由" and all_re:find(clause) ~= nil
  act.over = act.form == "由" and over_re:match(clause) or act.form == "" and behind_re:match(behind) or nil
  if act.over == "仪式" or act.over == "典礼" then act.over = named_rite(view, sentence, act) or act.over end
  local staged = sentence and stage_first_re:find_in(view.text, sentence.start, act.start)
  if act.scope == "whole" and staged then act.scope = "part" end
end

-- Where the people end who stand before 主持: without the honours behind a name.
local function behind_people(s, at)
  local before = cut.before(s, at, 40)
  local a = honours_re:find(before)
  return a and at - #before + a or at
end

-- Those who preside by turns or together stand between 由 and the verb, be there a comma.
local each_re = regex.new("^(?:分别|共同|联合)")
local from_re = regex.new("由([^由。;；\\n]*)\\z")
local LISTED = 300 -- bytes

local function floor_of(s, hit, stop)
  local from = each_re:find(cut.after(s, hit.start, #"分别")) and from_re:match(cut.before(s, stop, LISTED))
  return from and stop - #from - #"由" or clause_floor(s, stop), from
end

-- A clause without a subject has that of the one before: 林若溪从海州赶回,主持会议.
local bare_re = regex.new("^(?:并且?|同时|还|随后|亲自|共同)*$")

local function subject_before(view, floor, stop)
  local s = view.text
  if floor == 0 or not bare_re:find(text.sub(s, floor, stop)) or s:sub(floor, floor) ~= "," then return {} end
  local from = clause_floor(s, floor - 1)
  local first = view.within(view.mentions, from, floor)[1]
  return first and first.start - from <= 6 and {first} or {}
end

-- Presided over elsewhere, and cited: 主持座谈时的重要讲话.
local cited_act_re = regex.new("^[^,。;\\n]{0,60}?(?:会议?|座谈|调研|考察)(?:时|上)?(?:发表)?的?(?:系列)?重要(?:讲话|指示|论述)")

-- What was studied was presided over by somebody else: 传达了林若溪主持召开的全省会议精神.
local studied_re = regex.new("(?:学习|传达|领学|观看|收看|收听|聆听|宣读|研读|重温)(?:学习|传达|贯彻|落实|领会)*了?" ..
  "(?!中心组|小组|[班室会]|教育|活动|培训|交流|研讨|讨论|工作|结束|由)[^,。;；\\n由《》]{0,60}\\z")

-- Who held a post at the time presided over something that is only named, as a rule.
local then_re = regex.new("时任")

-- How far behind a label its people begin, and how long their list is.
local LABEL, LIST = 75, 150

local function add_acts(view, re, out)
  local s = view.text
  for hit in re:gmatch(s) do
    local stop = behind_people(s, hit.start)
    local floor, is_list = floor_of(s, hit, stop)
    local people = subjects(view, floor, stop, is_list and comma_re or joined_re)
    if #people == 0 then people = subject_before(view, floor, stop) end
    local past = #people > 0 and then_re:find_in(view.text, math.min(floor, people[1].start), people[1].start)
    local other = #people == 0 or view.in_book(hit.start) or cited_act_re:after(s, hit.stop, LISTED)
      or studied_re:before(s, people[1].start, LISTED, floor)
    if not other then
      local act = {start = hit.start, stop = hit.stop, people = people, floor = floor}
      describe(view, act)
      if past or comments_re:after(s, hit.stop, LABEL) then act.scope = "part" end
      out[#out + 1] = act
    end
  end
end

-- The people of the list that begins a little behind `start`.
local label_end_re = regex.new("[\\n:：。;；]")

-- 一位是甲,另一位是乙.
local other_re = regex.new("^[^,。;\\n]{0,12},(?:另|一)[^,。;\\n]{0,3}[是为]")

local function listed(view, label)
  local start = label.stop
  local all = view.within(view.mentions, label.start, math.min(#view.text, start + LIST))
  local near = all[1] and all[1].name_start >= start and all[1].name_start - start < LABEL
  if not near or label_end_re:find_in(view.text, start, all[1].name_start) then return {} end
  local list = {all[1]}
  for i = 2, #all do
    local between = text.sub(view.text, all[i - 1].stop, all[i].start)
    local joined = joined_re:find(between) and gap_re:find(between) or other_re:find(between)
    if not joined then break end
    list[i] = all[i]
  end
  return list
end

local function label_acts(view, re, out)
  for hit in re:gmatch(view.text) do
    local people = listed(view, hit)
    if people[1] then
      out[#out + 1] = {start = hit.start, stop = hit.stop, people = people, from = hit.start, form = ":",
        scope = scope_of(text.sub(view.text, hit.start, hit.stop))}
    end
  end
end

-- A table of those who come says of one in its last column that he presides.
local row_re = regex.new("\\n([^\\n。]{4,80}?)[ \\t]+(?:会议)?主持(?:人)?[ \\t]*(?=\\n|\\z)")

local function add_rows(view, out)
  for hit in row_re:gmatch(view.text) do
    local people = view.within(view.mentions, hit.start, hit.stop)
    if #people == 1 then
      out[#out + 1] = {start = hit.stop - #"主持", stop = hit.stop, people = people, from = hit.start,
        form = ":", scope = "whole"}
    end
  end
end

-- What two wordings tell is one act.
local function once(list)
  local out, told = {}, {}
  for _, act in ipairs(list) do
    if not told[act.stop] then out[#out + 1] = act end
    told[act.stop] = true
  end
  return out
end

--- Every act of presiding in a document.
-- @tparam table view as `jiyao.document` prepares it
-- @treturn {table,...} `start`, `stop` (of the word 主持), `people` (mentions),
--   `from` (where the people begin), `form` ("由", ":" or ""), `scope`: what it is
--   over ("whole", "stage", "opening" or "part" of an event, or a "room" of several),
--   `all`: whether over all that were told
-- @usage
-- local view = jiyao.document.view("会议由副院长林若溪主持。副院长林若溪讲话。")
-- print(jiyao.hosts.find(view)[1].people[1].person.name) --> 林若溪
function M.find(view)
  local s, out = view.text, {}
  add_acts(view, preside_re, out)
  add_acts(view, serves_re, out)
  add_acts(view, sits_re, out)
  if session_re:find(s) then add_acts(view, convene_re, out) end
  if session_re:find(s) then label_acts(view, session_chair_re, out) end
  if defence_re:find(s) then add_acts(view, seat_re, out) end
  add_acts(view, convened_re, out)
  label_acts(view, chair_label_re, out)
  add_rows(view, out)
  local found = {} -- of those that start alike the one that was found first goes first
  for i, act in ipairs(out) do found[act] = i end
  table.sort(out, function(x, y)
    if x.start ~= y.start then return x.start < y.start end
    return found[x] < found[y]
  end)
  return once(out)
end

-- Whether those of a sentence attend, and where it tells the last time that somebody
-- signs: asked for once, however many people the sentence names.
local function acts_in(view, sentence)
  if sentence.attends == nil then
    sentence.attends = attends_re:find_in(view.text, sentence.start, sentence.stop) ~= nil
    sentence.signs = -1
    for hit in signs_re:gmatch(text.sub(view.text, sentence.start, sentence.stop)) do
      sentence.signs = sentence.start + hit.start
    end
  end
  return sentence
end

-- What somebody does is told so soon behind the name, in bytes.
local TAIL = 90

-- Whether somebody speaks, or the list in which he is named: 甲、乙和丙先后发言.
-- Each person of a list is asked for once.
local function speaks(view, m)
  local list, last, told = {}, m, nil
  while told == nil do
    list[#list + 1] = last
    local after = last.speaks == nil and view.first_within(view.mentions, last.stop, last.stop + LIST)
    local between = after and text.sub(view.text, last.stop, after.start)
    if last.speaks ~= nil then told = last.speaks
    elseif speaks_re:after(view.text, last.stop, TAIL) then told = true
    elseif between and joined_re:find(between) and gap_re:find(between) then last = after
    else told = false end
  end
  for _, p in ipairs(list) do p.speaks = told end
  return told
end

--- What a mention does where it stands: speaker, attendee, signatory, leader
-- (of those who visit), visited, absent (told not to have come), cited (named for what
-- was said elsewhere) or nil.
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table m a mention of `view.mentions`
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("院长林若溪指出,要抓好落实。")
-- print(jiyao.hosts.role(view, view.mentions[1])) --> speaker
function M.role(view, m)
  if m.person.byline then return nil end
  local s = view.text
  if cited_re:after(s, m.stop, TAIL) then return "cited" end
  if absence.is(view, m) then return "absent" end
  if lead_re:after(s, m.stop, TAIL) then return "leader" end
  if receives_re:after(s, m.stop, TAIL) then return "visited" end
  if speaks(view, m) then return "speaker" end
  local sentence = view.sentence_at(m.start)
  if not sentence then return nil end
  local told = acts_in(view, sentence)
  if told.signs >= m.stop then return "signatory" end
  return told.attends and "attendee" or nil
end

return M
