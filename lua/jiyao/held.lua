--- Events that a verb holds, whatever their name ends with.
-- Knows 举办香港青年交流团 and 面试如期举行: what stands behind 召开, 举行 and 举办 or before them, and
-- what there is no event but its time, its purpose or a body. Refuses to know the endings of names,
-- which `jiyao.events` goes by first.
-- @module jiyao.held
-- @internal
local clauses = require "jiyao.clauses"
local cut = require "jiyao.cut"
local event_kinds = require "jiyao.event_kinds"
local event_names = require "jiyao.event_names"
local headlines = require "jiyao.headlines"
local regex = require "jiyao.regex"
local spans = require "jiyao.spans"
local text = require "jiyao.text"
local wordlist = require "jiyao.wordlist"

local M = {}

--- A part of an expression: an hour, a day or a year.
M.TIME = "(?:[0-9X一二三四五六七八九十]{1,4}(?:年|月|日|号|时|点|分|:[0-9]{2})|[0-9]{1,2}[至\\-~—、][0-9]{1,2}日|[至\\-~—]|" ..
  "[昨今]日?\\([0-9]{1,2}日?\\)日?|[上下中]午|[早晚]上?|凌晨|傍晚|[昨今前当次翌][日天晚]|[昨今]|\\([0-9一二三四五六日周]{1,4}\\)|整|半|近日|日前)"

local MANNER = wordlist.pattern("event_words", 2, "manner")

-- Before a verb or a name: it was not, or not yet.
local not_re = regex.new(wordlist.pattern("event_words", 2, "not") .. "(?:再|予以?|得)?\\z")

--- Whether a word before an offset says that what follows was not held.
-- @function is_denied
-- @tparam string s
-- @tparam integer at bytes
-- @tparam[opt] integer floor bytes, before which nothing counts
-- @treturn boolean
-- @usage
-- print(require "jiyao.held".is_denied("会议不再召开", #"会议不再")) --> true
function M.is_denied(s, at, floor)
  return not_re:before(s, at, 12, floor) ~= nil
end

-- What something is done for stands between 为 and a comma: 为深入开展“…”活动,….
local for_re = regex.new("(?:^|[,。;:\\s])为了?" .. wordlist.pattern("event_words", 2, "purpose") .. "+\\z")
local comma_re = regex.new("^[”」』]?,")

--- Whether what a verb holds is only what something else is done for.
-- @function is_purpose
-- @tparam string s
-- @tparam integer verb bytes, where the verb begins
-- @tparam integer tail bytes, behind its object
-- @tparam integer floor
-- @treturn boolean
-- @usage
-- local s = "为深入开展“读书月”活动,学校购书千册。"
-- print(require "jiyao.held".is_purpose(s, #"为深入", #"为深入开展“读书月”活动", 0)) --> true
function M.is_purpose(s, verb, tail, floor)
  return comma_re:find(cut.after(s, tail, 6)) ~= nil and for_re:before(s, verb, 48, floor) ~= nil
end

-- What one spoke of was not held: 就合办学术会议的问题进行了交流.
local matter_re = regex.new("(?:就|围绕|关于|针对|商讨|商议|探讨|洽谈|商谈)[^,。;“”\\n]{0,16}\\z")
local of_it_re = regex.new("^[^,。;\\n]{0,16}(?:问题|事宜|事项|经验|做法|可行性|意向|进行|展开|达成|交换|交流|沟通|磋商)")
local MATTER = 72 -- bytes

--- Whether what a verb holds is only what one speaks of.
-- @function is_matter
-- @tparam string s
-- @tparam integer verb bytes, where the verb begins
-- @tparam integer tail bytes, behind its object
-- @treturn boolean
-- @usage
-- local s = "双方就合办国际论坛进行了交流。"
-- print(require "jiyao.held".is_matter(s, #"双方就", #"双方就合办国际论坛")) --> true
function M.is_matter(s, verb, tail)
  return of_it_re:after(s, tail, MATTER) ~= nil and matter_re:before(s, verb, MATTER) ~= nil
end

-- 召开, 举行 and 举办 hold an event whatever its name ends with: 举办香港青年交流团.
local object_re = regex.new("(?:(?:召开|举行|举办)了?(?![的地方者权单前后期以]|情况|事宜|表示|致以|给予)|(?:组织|开展)了?(?=[“「]))" ..
  "((?:[“「『][^”」』\n]{2,40}[”」』])?[^,，。;；:：!！?？\n《》“”「」()、]{0,40})")

-- An object that only says when or how, or that a line end cut off.
local late_re = regex.new("(?:以来|之际|期间|之后|之前|情况|时|的|后|前|地|过程中|年度)$|" ..
  "[0-9]+[余多]?[次场期]$|时(?:应|须|需|必须|务必|不得)|时?的(?:重要)?(?:讲话|指示|批示|精神|论述)$|^(?:在|于|时|以来|地点)|^[0-9年度届次第\\s]*$")

-- A short object is an event where its last character says so: 教学工作会议.
local short_re = regex.new("(?:(?<![机社协工学商])会|仪式|典礼|赛|讲座|论坛)$")

-- What stands where an event's name would and only says when, or who reports.
local object_name_re = regex.new("^(?:" .. M.TIME .. "|时?许|左右|本[报刊网站院校]讯|[\\s,]|[0-9]++日?)++$")

-- What else was done, or what it was about: 举办交流会并欢迎新处长, 召开校长会议学习贯彻大会精神.
local and_re = regex.new("(?<=\\p{Han}{2}[会式礼动赛训坛议])并(?![网购轨联行入校])[^“”]{2,}$|" ..
  "(?<=会议|大会)(?:专题|集中|认真)?(?:学习贯彻|传达学习|学习传达|传达贯彻|贯彻落实|安排部署|研究部署)[^“”]{2,}$")

-- 举办了有甲、乙参加的丙培训班: who came is no object.
local attended_re = regex.new("^[有由][^。;\\n]{2,60}?(?:参加|出席|列席|参与)的")
local ATTENDED = 200 -- bytes

--- Adds to candidates what a verb has as its object.
-- @function objects
-- @tparam table view as `jiyao.document` prepares it
-- @tparam {table,...} list candidates of `jiyao.events`
-- @usage
-- local view, list = jiyao.document.view("6月8日,学校举办香港青年交流团。"), {}
-- require "jiyao.held".objects(view, list)
-- print(list[1].name) --> 香港青年交流团
function M.objects(view, list)
  local s, taken, known = view.text, {}, {table.unpack(list)}
  for _, c in ipairs(known) do
    if c.verb_start then taken[c.verb_start] = true end
  end
  spans.sort(known)
  local next_known = 1
  for hit in object_re:gmatch(s) do
    local a, b, name = hit.start, hit.stop, hit[1]
    local start = b - #name
    name = and_re:gsub(name, "")
    b = start + #name
    while known[next_known] and known[next_known].start < start do next_known = next_known + 1 end
    local held = taken[a] or (known[next_known] and known[next_known].start < b)
    local other = view.in_book(a, b) or late_re:find(name)
      or object_name_re:find(name) or attended_re:after(s, start, ATTENDED) or M.is_denied(s, a)
      or M.is_purpose(s, a, b, 0) or M.is_matter(s, a, b)
    local chars = utf8.len(name)
    if not held and not other and (chars >= 5 or chars >= 3 and short_re:find(name)) then
      local clause = clauses.start(s, a, 0)
      start = event_names.front(view, start, b)
      local fits = event_names.fits(view, start, b)
      local kind = event_kinds.of(text.sub(s, start, b))
      if kind == "其他" and s:sub(a + 1, b):find("^召开") then kind = "工作会议" end
      list[#list + 1] = fits and {start = start, stop = b, name = text.sub(s, start, b), suffix = "",
        held = true, verb = "before", verb_start = a, verb_clause = clause, clause = clause, generic = false,
        kind = kind, article = view.part_at(a)} or nil
    end
  end
end

-- What is held somewhere may be called anything: “桂花节”专场在礼堂举行, 面试如期举行.
local passive_verb_re = regex.new("(?:举行|举办|召开|开幕|落幕|闭幕|启幕|开讲|开赛|上演|收官|落下帷幕|拉开[帷序大]幕)" ..
  "(?=[,。;!\\n]|\\s(?!\\s?[0-9“《])|\\z)")
local passive_re = regex.new("(?:^|[,。;:!?\\n\\s】])((?:[“「『《][^”」』》\\n]{2,40}[”」』》]|" ..
  "[^,。;:!?\\n\\s【】()“”「」『』]|(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])){2,60}?)" ..
  "(?:原?[定订拟]于?|[从自])?(?:[0-9一二三四五六七八九十月日至上下午、]{4,16}|[0-9一二三四五六七八九十]{1,3}月)?" ..
  "(?:,?(?:在|于|假)[^,。;\\n]{2,40}?)?" .. MANNER .. "*\\z")
local PASSIVE = 330 -- bytes before the verb that its subject may take
-- What is no name of an event: it has a verb, or is a body or a person.
local clause_verb_re = regex.new("^(?:假|在|于|到|赴|以)|以[^,]*(?:方式|形式)|召开|举行|举办|组织|参加|出席|由|将|已|是|有|了|" ..
  "的(?=[^“]*$)|主办|承办|协办|邀请|介绍|表示|指出|宣布|为|把|被|" ..
  "[省市县区院校局部处馆所]$|(?:[工学协商分团]会|[合谊]会|基金会|十字会|委员会|党委|党组|支部|中心|公司|集团)$|" ..
  "会议$|活动$|仪式$")

-- A committee is none, but its sitting is: 第五次学术委员会召开.
local sitting_re = regex.new("第[一二三四五六七八九十0-9]{1,3}次[^,。届]{0,8}委员会$")

local han_re = regex.new("\\p{Han}{2}|[A-Za-z]{3,} [A-Za-z]{2,}")

--- Adds to candidates what stands before a verb that says it took place.
-- @function passives
-- @tparam table view
-- @tparam {table,...} list candidates
-- @usage
-- local view, list = jiyao.document.view("6月8日,“桂花节”专场在礼堂举行。"), {}
-- require "jiyao.held".passives(view, list)
-- print(list[1].name) --> “桂花节”专场
function M.passives(view, list)
  local s, known, out = view.text, {}, {}
  for i, c in ipairs(list) do known[i] = c end
  spans.sort(known)
  local k = 1
  for verb in passive_verb_re:gmatch(s) do
    local hit = {start = verb.start, stop = verb.stop}
    local before = cut.before(s, verb.start, PASSIVE)
    local a, _, subject = passive_re:find(before)
    local at = a and select(2, before:find(subject, a + 1, true))
    local stop = at and verb.start - #before + at or verb.start
    local start = at and event_names.front(view, stop - #subject, stop) or stop
    while known[k] and known[k].stop <= start do k = k + 1 end
    local name = text.sub(s, start, stop)
    local free = not known[k] or known[k].start >= hit.stop or not known[k].held and known[k].start >= start
    local sitting = sitting_re:find(name) ~= nil
    local fits = han_re:find(name) and (sitting or not clause_verb_re:find(name))
    fits = fits and not object_name_re:find(name) and not event_names.is_counted(name)
      and event_names.fits(view, start, stop)
    if at and free and fits and not view.in_book(start, stop) then
      local article = view.part_at(start)
      local kind = sitting and "工作会议" or event_kinds.of(name)
      out[#out + 1] = {start = start, stop = stop, name = name, suffix = "", held = true, after = true,
        clause = start, generic = false, kind = kind, article = article,
        in_title = headlines.holds(article, start, stop),
        rule = "held somewhere, by the verb behind it"}
    end
  end
  table.move(out, 1, #out, #list + 1, list)
end

return M
