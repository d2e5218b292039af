--- What a name of an event looks like, whatever rule found it.
-- Knows what stands before such a name and is none of it, how it may begin and what it may
-- not hold: a bar, a day, somebody who says or does something, the first half of a word; and
-- what only counts events or heads a list of them. Refuses to know which words end one
-- (data/event_suffixes.tsv) or whether the event took place: that is `jiyao.events`.
-- @module jiyao.event_names
-- @internal
local cut = require "jiyao.cut"
local lexicon = require "jiyao.lexicon"
local regex = require "jiyao.regex"
local text = require "jiyao.text"
local wordlist = require "jiyao.wordlist"

local M = {}

-- Words that begin a phrase and no name: 从今年的会议, 被推迟的论坛.
local front_re = regex.new("^(?:从(?![业医教军政艺])|自从|被|把(?!关|脉)|给|让(?!座)|" ..
  "使(?!命|用|馆)|往(?!届|事)|受(?!聘|贿)|每(?!日|周|月))")

-- Cells of a table and lines of a list are parted by these.
local bar_re = regex.new("[|│┃\\t]")

-- What is told in a name: 5月12日国际护士节, 7·20.
local feast_re = regex.new("^[^,。]{0,8}[日节周]")

-- Words that follow somebody who acts.
local acts = lexicon.new((function()
  local words = {}
  for _, word in ipairs(wordlist.all("speech_acts")) do
    if utf8.len(word) > 1 then words[#words + 1] = word end
  end
  return words
end)())

local QUOTES = regex.new("[“「『《][^”」』》\\n]*\\z")

-- Whether an offset stands in quotation marks that open within the name.
local function is_quoted(view, start, at)
  return QUOTES:find_in(view.text, start, at) ~= nil
end

local function holds_day(view, start, stop)
  for _, d in ipairs(view.within(view.dates, start, stop)) do
    local within = d.start > start and d.stop < stop and d.day and d.day > 0
    local told = within and not is_quoted(view, start, d.start)
    if told and not feast_re:find_in(view.text, d.stop, stop) then return true end
  end
  return false
end

-- How far behind somebody's name the verb stands.
local VERB = 24 -- bytes

local function holds_act(view, start, stop)
  for _, m in ipairs(view.within(view.mentions or {}, start, stop)) do
    local plain = m.start >= start and not is_quoted(view, start, m.start)
    local after = plain and cut.after(view.text, m.stop, VERB, stop)
    local hit = after and acts:find(after)[1]
    if hit and hit.start == 0 and m.stop + hit.stop < stop then return true end
  end
  return false
end

-- What goes on from a word before it, or tells what came of something: 完工作交接, 共收到捐款, 网站改版上线.
local broken_re = regex.new("^(?:之(?!江)|的|了|完(?:工作|成后|毕)|前完成|原定|共(?:收到|计|有)|其中(?!考|心))|" ..
  "(?:上线|竣工|发表|刊发|中标|获批|投入使用|投用)$|入选[^“”「」《》]{2,}(?:展|赛|奖|名单)$")
-- Rooms on the net, in which meetings are held.
local room_re = regex.new("^(?:腾讯|钉钉|飞书|微信|[Zz]oom|ZOOM)(?:视频)?(?:会议|直播|课堂)$")
local quote_re = regex.new("[“」『《”「』》]")
local closing = {["“"] = "”", ["「"] = "」", ["『"] = "』", ["《"] = "》"}

-- Whether each mark of quotation has its other.
local function is_paired(name)
  local open = {}
  for hit in quote_re:gmatch(name) do
    local mark = hit[0]
    if closing[mark] then open[#open + 1] = closing[mark]
    elseif table.remove(open) ~= mark then return false end
  end
  return #open == 0
end

--- Whether a name that was put together is one: in whole quotation marks, and not the rest of a clause.
-- @function is_sound
-- @tparam string name
-- @treturn boolean
-- @usage
-- local names = require "jiyao.event_names"
-- print(names.is_sound("完工作交接"), names.is_sound("“读书月”启动仪式")) --> false	true
function M.is_sound(name)
  return not broken_re:find(name) and not room_re:find(name) and is_paired(name)
end

--- Whether words can be the name of an event.
-- @function fits
-- @tparam table view `text`, `dates`, `mentions`, `within`
-- @tparam integer start bytes
-- @tparam integer stop
-- @treturn boolean
-- @usage
-- local names = require "jiyao.event_names"
-- local view = jiyao.document.view("从6月8日座谈会说起")
-- print(names.fits(view, 0, 20), names.fits(view, 11, 20)) --> false	true
function M.fits(view, start, stop)
  local name = text.sub(view.text, start, stop)
  if front_re:find(name) or bar_re:find(name) then return false end
  return not holds_day(view, start, stop) and not holds_act(view, start, stop)
end

-- 本报云岭6月8日电(记者何静), behind which a report begins; another outlet's gives its day or its reporter:
-- 云岭晚报6月8日电, 云岭讯(通讯员何静), of which a day that was skipped may leave 电(记者何静).
local REPORTER = "\\s*[(][^()]{0,8}(?:记者|通讯员|实习生|作者|特派员)[^()]{1,40}[)]"
local DATELINE = "(?:本[报刊网站台]|新华社)[^,。(]{0,24}[电讯](?:[(][^)]{2,40}[)])?|[(]?[^()]{0,24}?[电讯][)]|" ..
  "[^,。()“”]{0,20}?(?:[0-9]{1,2}日[电讯](?:" .. REPORTER .. ")?(?=.{6})|[电讯消]息?" .. REPORTER .. ")|" .. REPORTER
-- Numbers that follow one another number what is met for, not the item: 三、四年级家长会.
local NEXT = "一、二|二、三|三、四|四、五|五、六|六、七|七、八|八、九|九、十"
-- Left over in front of a name that is otherwise well cut.
local left_over_re = regex.new("^(?:(?!" .. NEXT .. ")[一二三四五六七八九十]{1,3}、|[这那][场次届个期]|" ..
  "为期[^,，。的]{1,6}的|[0-9一二三四五六七八九十]{1,2}月份?的|" ..
  "经(?=[0-9])|全天|题为(?=[“「『《])|附?[件表][0-9一二三四五六七八九十]{0,2}[:：\\s]+|" ..
  "[(][0-9一二三四五六七八九十]{1,3}[)]|" .. DATELINE .. "|" ..
  "(?:结束|闭幕|落幕|收官|召开|举行|举办|开展)的(?=\\p{Han}{4})|" ..
  "(?:热烈|衷心|诚挚)?(?:祝贺|恭贺)|热烈庆祝|(?:隆重|热烈|庄重|简短|简朴|简单|温馨)?而\\p{Han}{1,4}的|" ..
  "\\([上下]接[^)]{1,10}\\)|了|过|的|又?一[场次届个堂]|——?|-|以(?=[“「])|,|:|\\s|上午|下午|晚上?(?!会|宴|餐)|当天|当日|日前|近日|" ..
  "今日|昨日|我[院校司市区县省处系馆所部场厂]|" ..
  "[本全][院校]|同期|首先|指导(?!委员|中心|小组|教师|老师|员|会)|成功|顺利|隆重|圆满|记者从|讯|报道)+")

local function skip_dates(view, start, stop)
  for _, d in ipairs(view.within(view.dates, start - 60, stop)) do
    if d.start <= start and d.stop > start and d.stop < stop and d.day then start = d.stop end
  end
  return start
end

-- The number of an item at the beginning of its line.
local item_re = regex.new("^[0-9]{1,2}[、.．]\\s*(?=[^0-9])")

-- 有各科主任参加的院长办公会: who came is no part of its name.
local attended_re = regex.new("^[有由][^,。;“”]{2,30}?(?:参加|出席|列席|参与|组成)的(?=[^,。;]{4})")

-- Whom somebody gives what is none of a rite's name: 聘请何静为教授的聘任仪式, 五家企业向云岭中学捐赠桌椅仪式.
local given_re = regex.new("^[^“”《]{2,}?(?:(?:聘请?|为|向|给)[^“”《]{2,}的(?=[^的]{2,24}(?:仪式|典礼)$)|" ..
  "向[^“”《]{2,}?(?=捐[赠款资书助][^“”]{0,12}仪式$))")

local function in_line(s, start)
  return start == 0 or s:find("^\n", start) ~= nil
end

--- Where a name begins, behind the number of an item, a day, a dateline and who took part.
-- @function front
-- @tparam table view `text`, `dates`, `within`
-- @tparam integer start bytes, where what was cut out begins
-- @tparam integer stop
-- @treturn integer bytes
-- @usage
-- local names = require "jiyao.event_names"
-- print(names.front(jiyao.document.view("一、首届读书节"), 0, 21)) --> 6
function M.front(view, start, stop)
  local before
  repeat
    before = start
    start = skip_dates(view, start, stop)
    local words = text.sub(view.text, start, stop)
    local _, b = left_over_re:find(words)
    if not b and in_line(view.text, start) then _, b = item_re:find(words) end
    if not b then _, b = attended_re:find(words) end
    if not b then _, b = given_re:find(words) end
    if b and start + b < stop then start = start + b end
  until start == before
  return start
end

-- Several that are only counted, or are of the kind: 各分论坛, 四个分论坛, 这样的家长会.
local TOGETHER = "(?:座谈会?|报告会?|讲座|会议|培训会?|仪式|参观|考察|研讨会?)"
local counted_name_re = regex.new("^(?:共[^”]{2,8}$|(?:本次|此次)?" .. TOGETHER .. "[和与及、]" .. TOGETHER .. "$|" ..
  "(?:像|如)?(?:这样|那样|这类|此类|这种|那种|类似|同类|此种|诸如此类)的?[^“]{2,12}$|" ..
  ".*[”」][两三四五六七八九十0-9]+个(?:平行|专题)?(?:分论坛|分会场|论坛|专场|会场|活动|讲座)$|" ..
  "[^、“]*(?:分会场|分论坛|专场)、.*(?:分会场|分论坛|专场)$|(?:其中)?(?:各|[两三四五六七八九十多数几0-9]+)个?(?:平行|专题)?" ..
  "(?:分论坛|分会场|论坛|会议|活动|讲座|比赛|项目)$)")

-- Several that are told in one word and named next, if at all: 一系列庆祝活动, 形式多样的纪念活动.
local various_re = regex.new("^(?:以[^,“]{2,16}为(?:主要)?形式的|多种形式的?|一系列(?!“)|各[种类式](?!别)|多姿多彩的?|" ..
  "丰富多[彩样]的?|(?:形式多样|主题鲜明|寓意深刻)[、的]?|" ..
  "形式各异的?|精彩纷呈的?|内容丰富[、的]?|异彩纷呈的?)+[^“「]{2,20}$|" ..
  "[^“「]{0,6}一系列(?:庆祝|纪念|相关|主题|文体|配套|宣传)*活动$|等(?:相关|系列|各[类项]|多[项种]|一系列|形式|文体)*(?:活动|会议|培训|比赛|工作)$")

--- Whether words name no event but say that there were several: 形式多样的纪念活动.
-- @function is_various
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.event_names".is_various("一系列庆祝活动")) --> true
function M.is_various(name)
  return various_re:find(name) ~= nil
end

-- What one is asked to look up: 请参照2021年度考评会.
local referred_re = regex.new("^请?(?:认真|严格)?(?:参照|比照|仿照|参阅|参考|依照|按照|详见|对照)|" ..
  "^(?:确定|商定|约定|决定)(?=[0-9“下明])|^经(?=[校院局党市省区县]|全体)")

-- What was done for something is told behind it: 为深入落实“…”行动,….
local purpose_re = regex.new("^为" .. wordlist.pattern("event_words", 2, "purpose"))

-- What heads a list of events: 院领导一周活动.
local list_re = regex.new("(?:一周|本周|每周|近期|本月|下周|月度|第[0-9一二三四五六七八九十]{1,3}周)(?:主要|重要|工作)?(?:活动|会议|工作会议)$|" ..
  "^(?:会务|会员|社团|党团|学术|校园|最新|过往|往期)活动$")
-- What a meeting did, told as if it were its name: 社员大会选出理事长.
local did_re = regex.new("^[^“]*(?:大会|会议|典礼|仪式)(?:圆满|顺利|胜利)?(?:完成|选出|通过|推选)[^“]*?" ..
  "(?<!会|会议|赛|式|典礼|活动|培训|讲座|论坛)$")

-- What a meeting is about, told behind it: 专题会议部署防汛工作.
local about_re = regex.new("^[^“]{0,16}(?:会议|大会)(?:专题|集中)?(?:部署|研究|安排|布置|听取|审议|传达|商讨|讨论)(?!会)[^“]{2,}$")

--- Whether words name several that are only counted, as 各分论坛 does.
-- @function is_counted
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.event_names".is_counted("四个分论坛")) --> true
function M.is_counted(name)
  return counted_name_re:find(name) ~= nil
end

--- Whether words are no name: several, what is asked for, a list, or the second half of a name.
-- @function is_none
-- @tparam string name
-- @treturn boolean
-- @usage
-- local names = require "jiyao.event_names"
-- print(names.is_none("院领导一周活动"), names.is_none("首届读书节")) --> true	false
function M.is_none(name)
  return (counted_name_re:find(name) or referred_re:find(name) or purpose_re:find(name) or list_re:find(name)
    or did_re:find(name) or about_re:find(name) or name:find("^暨")) ~= nil
end

return M
