--- Events that a text only speaks of beside what it reports.
-- Knows what is asked for, cited of those above, planned, looked back on and listed.
-- Refuses to know which event an article is about: that is `jiyao.reported`.
-- @module jiyao.background
-- @internal
local clauses = require "jiyao.clauses"
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local text = require "jiyao.text"
local when = require "jiyao.when"
local wordlist = require "jiyao.wordlist"

local M = {}

local past_re = regex.new(wordlist.pattern("event_words", 2, "past"))

-- What somebody asks for, and what a page of study cites of those above.
local asked_re = regex.new("(?:强调|要求|指出|希望|表示|提出|建议|认为|寄语|号召)[,:，：]?|" ..
  "请(?:各|有关|相关|全体|大家)|通知(?:各|全体|大家)[^,。;]{0,16}(?:要|将|须)|" ..
  "(?:^|[,。;:])(?:各|有关|相关)[^,。;]{1,12}(?:要|应|须|需|务必)|务必|力争|" ..
  "(?:要|应|须|需)(?:于|在)[^,。;]{1,10}前")
local study_re = regex.new("传达学习|学习传达|学习贯彻|传达贯彻|学习宣传|宣讲.*精神|学习.*精神")
local above_re = regex.new("^(?:全国|中央|全省|全市|全区|全县|自治区|省委|市委|区委|县委|党的|十[一二三四五六七八九]届|二十届)")

-- By or for whose wish one acts: 按照大会精神要求,学院召开….
local by_wish_re = regex.new("(?:按照?|根据|依照|依据|遵照|遵循|落实|贯彻|响应|对照)[^,。;]*\\z")

-- What the head of the party presided over is studied, but on a page that is headed by it or begins with it.
local head_re = regex.new("(?:总书记|国家主席|总理)[^,。;]{0,12}主持(?:召开)?[^。;]{0,40}\\z")
local headed_re = regex.new("总书记|国家主席|总理|中央|全会")
local FIRST = 120 -- bytes

local function is_of_head(view, c, before)
  local a = head_re:find(before)
  if not a then return false end
  local title = view.articles[1].title
  if title then return not headed_re:find(title) end
  return study_re:find(before:sub(1, a)) ~= nil or c.start > c.article.start + FIRST
end

-- 召开全县校长会议,学习贯彻…: what studies is not what is studied.
local studies_re = regex.new("^[”」』]?,(?:专题|集中|认真|深入)?(?:学习|传达|贯彻|宣讲)")
-- What the country sits for is only spoken of where no day is told: 全国两会正在北京召开.
local nation_re = regex.new("(?:全国(?:人大|政协|两会)|[一二十]{1,3}届[一二三四五六七]中全会|党的[一二十]{2,3}大)[^,。;]{0,24}\\z")

local function is_cited(view, c, before)
  if is_of_head(view, c, before) or not c.own_date and nation_re:find(before .. c.name) then return true end
  if c.in_title or (c.score or 0) >= 8 then return false end
  local asked = c.verb == "before" and clauses.last_match(asked_re, before)
  if asked and by_wish_re:find(before:sub(1, asked)) then asked = nil end
  local day = asked and c.own_date
  if asked and (not day or day.stop <= view.sentence_at(c.start).start + asked) then return true end
  if not above_re:find(c.name) then return false end
  if c.verb == "before" and studies_re:after(view.text, c.stop, 30) then return false end
  local own, first = c.article.title, view.articles[1].title
  return own ~= nil and study_re:find(own) ~= nil or first ~= nil and study_re:find(first) ~= nil
end

-- What somebody looks back on, whether or not he says its day.
local back_re = regex.new("回顾[^。]{0,6},|曾于|去年|往年|上一?[届期次]")
local earlier_re = regex.new("(?:此前|之前|早前|早些时候),?[^,。]{0,30}[已曾]")

-- Why something else is done, and what one has done in a life: 因举办, 主持召开过.
local cause_re = regex.new("(?:因|由于|鉴于|受)[^,。;]{0,8}\\z")
local once_re = regex.new("过[^,。;]{0,6}\\z")
local just_re = regex.new("(?:刚刚|不久前)[^,。;]{0,4}\\z")

-- A year that is told alone before an event, not in its name: 1996年参加…, 2012年,….
local ALONE = 60 -- bytes

-- 2026年中秋前夕, 2024年上半年 say when in it.
local season_re = regex.new("^(?:新年|元旦|元宵|春节|两节|双节|清明|五一|端午|六一|七一|八一|中秋|国庆|重阳|[\\p{Han}]{1,4}节|" ..
  "[春夏秋冬]季|[上下]半年|[寒暑]假|[岁年][初末终]|第?[一二三四]季度)")

local function in_a_year(view, c, sentence)
  local last
  for _, d in ipairs(view.within(view.dates, math.max(sentence.start, c.start - ALONE), c.start)) do
    if d.stop < c.start then last = d end
  end
  local alone = last ~= nil and last.kind == "year" and view.text:sub(last.stop - 2, last.stop) == "年"
  return alone and not season_re:after(view.text, last.stop, 30)
end

-- What a life, a cause or a year tells beside.
local function is_beside(view, c, sentence, own)
  local at = c.verb and c.verb_start
  local before = at and at >= sentence.start and text.sub(view.text, sentence.start, at)
  if before and (cause_re:find(before) or just_re:find(before)) then return true end
  if own then return false end
  return at ~= nil and at < c.start and once_re:find(text.sub(view.text, at, c.start)) ~= nil
    or in_a_year(view, c, sentence)
end

-- What one agreed on or means to do, where no day is told: 商定明年合办…, 计划召开….
local plan_re = regex.new("(?:商定|约定|议定|决定|(?<!工作|年度|培训|教学)计划|打算|(?<!心|分|真|极)准备|筹划|力争|争取|将于|" ..
  "拟(?![定订])|有意|接下来|后续|还将|即将)[^。;,]{0,30}\\z|" ..
  "(?:明年|后年|下半年|下个?(?:月|学期|季度)|年底前|今后|下一步|届时)[^。;,]{0,24}\\z")

-- 按照计划, 根据党委决定, 围绕下半年工作: by or for what one acts.
local by_plan_re = regex.new("(?:按照?|根据|依照|依据|遵照|围绕|聚焦|谋划)[^,。;]*\\z")

-- 下一步,工会将…,组织开展…: the whole sentence is of what is to come; and 其中… is of the sentence before.
local next_re = regex.new("^[^。;]{0,4}(?:下一步|接下来|下一?阶段|今后|未来|后续|近期|下半年)[^。;]*?将")
local of_which_re = regex.new("^\\s*其中")
local will_re = regex.new("(?:我[市县区省校院]|[市县区校院局会])?将(?!军)")

local function is_after_plan(view, sentence)
  local before = sentence.start > 0 and view.sentence_at(sentence.start - 1)
  return before and will_re:find_in(view.text, before.start, before.stop) ~= nil
end

local function is_planned(view, c, sentence)
  local at = c.verb == "before" and c.verb_start
  local before = at and at > sentence.start and text.sub(view.text, sentence.start, at)
  if before and (next_re:find(before) or of_which_re:find(before) and is_after_plan(view, sentence)) then
    return not when.own(view, c)
  end
  local from = before and plan_re:find(before)
  if from and by_plan_re:find(before:sub(1, from)) then return false end
  local own = from and when.own(view, c)
  return from ~= nil and from ~= false and not (own and own.start >= sentence.start + from)
end

-- What goes on for weeks is work, of which an event may tell the outcome: 巡察, 审计.
local work_re = regex.new("(?:巡察|巡视|督察|审计|整治|排查|驻点|驻校|驻院)$")
local months_re = regex.new("(?:个(?:多|半)?月|[周天])的?[^,。;]{0,4}\\z")
local WEEKS = 10 -- days

local function is_work(view, c, own)
  if c.in_title or not work_re:find(c.name) then return false end
  local long = own and own.range and (own.end_month - own.month) * 30 + own.end_day - own.day > WEEKS
  local alone = not own and c.verb == "present" -- 进行了常规巡察, on no day
  return long or alone or months_re:before(view.text, c.start, 30) ~= nil
end

-- Several that are only counted: 两场沙龙, 三次预备会.
local counted_re = regex.new("^(?:[两三四五六七八九十几数多0-9]+余?)[次场](?![第届])")

-- What somebody tells of himself, not in quotation marks: an essay, a speech in full. What he was at
-- is no event of the page.
local self_re = regex.new("我(?![院校们市区县省州镇乡村国军党会司公局厅台处系馆所部科室室站家方团社盟校]|是|[,，])")
local quoted_re = regex.new("“[^”]*”|「[^」]*」|\"[^\"\\n]*\"")
local SELF = 4

local function is_own_tale(view)
  if view.tale == nil then
    local n = 0
    for _ in self_re:gmatch(quoted_re:gsub(view.text, "")) do n = n + 1 end
    view.tale = n >= SELF and #view.mentions < n
  end
  return view.tale
end

-- 自动员大会召开以来, 自3月2日动员大会后: from when on something else was done; 自动化学院召开…会后 is told of a body.
local from_re = regex.new("(?:^|[,。;\\s])自" ..
  "(?!治|主|愿|行|我|己|发|动|然|考|学|查|助|贸|贡|由|信|强|觉|身|传|控)[^,。;]{0,40}\\z")
local dated_re = regex.new("自(?:[12][0-9]{3}年|[0-9]{1,2}[月日]|去年|今年|本月|上月|上周|昨[天日])[^,。;]{0,40}\\z")
local on_re = regex.new("^[”」』]?(?:召开|举行|结束|闭幕|举办)?(之?后|以来|起)(?:,|至今|一直)")

local function is_since(view, c, before)
  local _, _, how = on_re:after(view.text, c.stop, 30)
  local after = how == "后" or how == "之后"
  return how ~= nil and (after and dated_re or from_re):find(before) ~= nil
end

--- Whether an event is only told of beside others: cited, asked for, planned, looked back
-- on, or in a list of what has been done, with no day of its own.
-- @function tells
-- @tparam table view
-- @tparam table c a candidate of `jiyao.events`
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("云岭大学多次召开教学工作会议。")
-- print(require "jiyao.background".tells(view, view.candidates[1])) --> true
function M.tells(view, c)
  local sentence = view.sentence_at(c.start)
  if c.in_title or c.visit or not sentence then return false end
  local own, before = when.own(view, c), text.sub(view.text, sentence.start, c.start)
  if is_cited(view, c, before) or is_beside(view, c, sentence, own) then return true end
  if is_since(view, c, before) then return true end
  if is_work(view, c, own) or not own and is_own_tale(view) then return true end
  if is_planned(view, c, sentence) or not own and counted_re:find(c.name) then return true end
  return not own and past_re:find(before) ~= nil
    or back_re:find(before) ~= nil or earlier_re:find(before .. cut.after(view.text, c.stop, 12)) ~= nil
end

return M
