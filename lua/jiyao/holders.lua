--- The body that holds a meeting: whose event it is.
-- Knows subjects of holding verbs, those that are told to be its masters (由甲主办), and the heads of bodies
-- that stand for them (党委中心组). Refuses to know whose page it is: that is `jiyao.institution`.
-- @module jiyao.holders
-- @internal
local bodies = require "jiyao.bodies"
local cut = require "jiyao.cut"
local institution = require "jiyao.institution"
local regex = require "jiyao.regex"
local subjects = require "jiyao.subjects"
local text = require "jiyao.text"

local M = {}

local LINE = 600 -- bytes of a line before an event

-- Who is the master of an event: the page's own body, or the first of several.
local master_re = regex.new("(?:^|[^自理缘来])由([^,。;:\\n]{2,60}?)(?:联合|共同|牵头|具体)?(?:主办|举办|合办|发起)")

-- A unit of a house, which is the master for it: 校工会.
local unit_re = regex.new("^[校院所局馆厅站会](?![友史士])|(?:[^全]处|[^全]科|部|办公室|工会|团委|学生会)$")

-- 论坛在云岭大学举行。会议由云岭学会主办: the sentence behind tells whose it is.
local behind_re = regex.new("^(?:本次|此次|本届|该)?(?:会议|大会|论坛|年会|研讨会|培训班?|活动|比赛|竞赛|大赛)" ..
  "(?=由[^,。;:\\n]{2,60}?(?:联合|共同|牵头|具体)?(?:主办|举办|合办|发起))")

local function behind(view, s, c)
  local nxt = c.held and view.sentence_at(s.stop + 1)
  local _, by = nil, nil
  if nxt and nxt.start < s.stop + 6 then _, by = behind_re:find_in(view.text, nxt.start, nxt.stop) end
  if by then return master_re:find_in(view.text, by, nxt.stop) end
end

local function master(view, c)
  local s = view.sentence_at(c.start)
  local from, to = nil, nil
  if s then from, to = master_re:find_in(view.text, s.start, c.start) end
  if s and not from then from, to = behind(view, s, c) end
  local page = from and view.institution
  local masters = page and text.sub(view.text, from, to)
  for _, ours in ipairs(page and {page, bodies.parent(page)} or {}) do
    if masters:find(ours, 1, true) then return ours end
  end
  local o = from and view.first_within(view.bodies, from, to)
  local name = o and o.start - from <= #"由" * 2 and o.name
  local stands = name and not subjects.is_ours(name) and not (page and unit_re:find(name))
  return stands and institution.full(view, name) or nil
end

-- Those who sit together for a body: its party committee's study group, its leaders.
local sitting_re = regex.new("^(.*?)(?:党委|党组)?(?:理论学习)?(?:中心组|(?:常委)?(?:领导)?班子|主席团)(?:成员)?$")
local within_re = regex.new("^(?:[校院所局馆厅站会]|大会|机关|集团|公司)?$")

-- A page of the party's own.
local party_page_re = regex.new("(?:党委|党组|总支|支部|委员会|[省市县区]委|[处科部室组会]|中心组)$")

-- 院党委, 校党委理论学习中心组: the page's own body, and what of it.
local of_ours_re = regex.new("^(?:[我本全]?[校院所局馆厂站]|我?(?:学校|学院|医院|研究院|研究所|公司|集团|中心|机关))?" ..
  "((?:机关)?(?:党委|党组)(?:(?:理论)?(?:学习)?中心组)?)$")

local function of_ours(view, name)
  local what = of_ours_re:match(name)
  if not what then return nil end
  local page = view.institution
  if not page then return name ~= what and name or nil end
  return page:sub(-#what) == what and page or party_page_re:find(page) and page or page .. what
end

-- The body that those who sit together are of: 云岭局党委中心组; nil where it is the page's own.
local function whose(name)
  local of = sitting_re:match(name)
  if not of then return name end
  if within_re:find(of) then return nil end
  return of
end

-- 联盟召开年会: the body that was named last whose name ends so.
local bare_re = regex.new("^(?:联盟|学会|协会|商会|研究会|促进会|联合会|基金会|校友会|委员会|联席会|集团|实验室|中心)$")

local function in_full(view, c, name)
  if not bare_re:find(name) then return institution.full(view, name) end
  local best
  for _, o in ipairs(view.within(view.bodies, c.article.start, c.start)) do
    if o.whole and #o.name > #name and o.name:sub(-#name) == name then best = o.name end
  end
  return best
end

-- ●3月2日 团委举办歌咏会: a unit at the head of a sentence, which no body's name shows.
local lead_re = regex.new("^(?:[\\s▲△●★☆■□◆◇※·○◎【】0-9一二三四五六七八九十、.．()年月日号至—~,-]|[上下]午|晚上?|近日|日前)*")
local acts_re = regex.new("^((?:[校院所局馆厅]|集团|公司|机关|学校|医院|学院)?(?:工会|团委|妇联|学生会|党委|[一-龥]{1,6}(?:党支部|党总支)))" ..
  "(?=(?:联合|会同|组织|隆重|成功|顺利|在|于|与|和)|(?:召开|举行|举办|开展|启动|邀请))")

-- ·为庆祝节日,东山中学邀请…作讲座: the body that a sentence opens with, behind what it is done for.
local purpose_re = regex.new("^(?:为[^,。;\\n]{2,60},|(?:在|值)[^,。;\\n]{2,40}(?:之际|前夕),)*(?:[我本][院校所局馆厂站])?")
local opener_acts_re = regex.new("^(?:分别|特|联合|会同|携手|[、和与][^,。;\\n]{2,40}?)?(?:邀请|组织|召开|举行|举办|开展|启动|" ..
  "[在于][^,。;\\n]{2,60}(?:召开|举行|举办|开展|组织|启动))")

local unit_acts_re = regex.new("^((?![我本全各该])[一-龥]{2,8}?(?:[处科部室系]|中心|工会|团委))" ..
  "(?=(?:[在于][^,。;\\n]{2,60})?(?:召开|举行|举办|开展|组织|邀请))")

local function opener(view, c, from)
  if from >= c.start then return nil end
  from = from + select(2, purpose_re:find(text.sub(view.text, from, c.start)))
  local o = view.first_within(view.bodies, from, c.stop)
  if not o or o.start ~= from then return unit_acts_re:match_in(view.text, from, c.stop) end
  local acts = o.stop <= c.start and not o.goal and not subjects.is_deixis(o.name)
    and opener_acts_re:find_in(view.text, o.stop, c.stop)
  return acts and o.name or nil
end

local function unit(view, c)
  local s = view.sentence_at(c.start)
  if not s or s.start >= c.start then return nil end
  local words = text.sub(view.text, s.start, c.stop)
  local _, skip = lead_re:find(words)
  return c.verb_start and acts_re:match(words:sub(skip + 1)) or opener(view, c, s.start + skip)
end

-- 茶叶站党支部:3月4日开展植树: the line of a bulletin is of the body that it opens with.
local label_re = regex.new("^[\\s▲△●★☆■□◆◇※·○◎▍0-9一二三四五六七八九十、.．()]*【?" ..
  "((?!会议|时间|地点|主办|承办|协办|举办|责任|牵头|参加|参与|支持|所在|组织)[一-龥]{1,20}?" ..
  "(?:支部|总支|党委|工会|团委|[^全]部|[^全]处|科室?|系|医院|学院|公司|厂|所|站|中心|大队|车间))】?[ \\t]*:")

local function labelled(view, c)
  local from, sign = cut.back(view.text, c.start, math.max(0, c.start - LINE), "\n")
  local name = (sign or from == 0) and label_re:match(text.sub(view.text, from, c.start))
  return name and not subjects.is_ours(name) and name or nil
end

-- 我院外科党支部, 第三党支部: of the page's own body.
local numbered_re = regex.new("^第[一二三四五六七八九十]+党?支部$")

local function named(view, c)
  local row = labelled(view, c)
  if row then return row end
  local subject, _, branch = subjects.subject(view, c)
  if not subject or #subject == #"院" then return unit(view, c) end
  local ours = of_ours(view, subject)
  if ours then return ours end
  local page = (branch or numbered_re:find(subject)) and view.institution
  if page and not party_page_re:find(page) then return page .. subject end
  local of_us = subjects.is_deixis(subject) or subjects.is_loose(subject)
  if of_us and not bare_re:find(subject) then return nil end
  local body = whose(subject)
  return body and in_full(view, c, body)
end

-- The masters that one of those who tell of an event names.
local function mastered(view, group)
  for _, c in ipairs(group) do
    local body = master(view, c)
    if body then return body, c end
  end
end

-- What one of those who tell of an event names as its holder: its masters, or a subject, the best first.
local function own(view, group, best)
  local body, c = mastered(view, group)
  if body then return body, c end
  body = named(view, best)
  if body then return body, best end
  for _, other in ipairs(group) do
    body = other.verb == "before" and named(view, other)
    if body then return body, other end
  end
end

-- 区卫生健康委, 区卫健委 and 东屏区 on the page of 东屏区卫生健康委员会, 校工会 on that of 云岭大学工会: its own
-- name, cut short.
local level_re = regex.new("^[省市县区州镇乡](?=.{2,})")
local land_re = regex.new("^.{2,5}[省市县区州镇乡]$")
local organ_re = regex.new("(?:委员会|局|政府)$")

local house_re = regex.new("^(?:[校院所局馆厂站]|公司|集团)(?=.{2})")

local function is_cut_short(body, page)
  if #body >= #page then return false end
  local _, house = house_re:find(body)
  if house and page:sub(-(#body - house)) == body:sub(house + 1) then return true end
  if land_re:find(body) then return page:sub(1, #body) == body and organ_re:find(page) ~= nil end
  local level = level_re:match(body)
  if not level or not page:find(level, #level + 1, true) then return false end
  local rest, at = body:sub(#level + 1), page:find(level, 1, true) + #level
  for _, c in utf8.codes(rest) do -- its characters in their order, from behind the level
    local _, stop = page:find(utf8.char(c), at, true)
    if not stop then return false end
    at = stop + 1
  end
  return at > #page or page:sub(at) == "员会"
end

-- 来宾来校访问,此次活动由外事处组织: a unit of a house that is not named.
local by_unit_re = regex.new("[,;。](?:本次|此次|该)(?:会议|论坛|培训|活动|交流|讲座)由(?=[^,。;:\\n]{2,60}(?:主办|举办|合办|发起|组织))")
local AFTER = 600 -- bytes

local function by_unit(view, c)
  if view.institution then return nil end
  local _, n = by_unit_re:find(cut.after(view.text, c.stop, AFTER))
  local at = n and c.stop + n
  local o = at and view.first_within(view.bodies, at, at + AFTER)
  return o and o.start == at and not subjects.is_ours(o.name) and o.name or nil
end

-- 东川学院与云岭大学签约, on the page of the second.
local signs_re = regex.new("签[约署订字]|备忘录")

local function signs_with_page(view, c, body)
  local page = view.institution
  if not page or not signs_re:find(text.sub(view.text, c.start, c.stop)) then return false end
  return (view.text:find(body .. "与" .. page, 1, true) or view.text:find(body .. "和" .. page, 1, true)) ~= nil
end

--- The body that holds an event; where they only say 我院, the page's own.
-- @function of
-- @tparam table view as `jiyao.document` prepares it
-- @tparam {table,...} group the candidates that tell of the event
-- @tparam table best the one that tells most
-- @tparam[opt] {table,...} main the group of the event that the article is about
-- @treturn ?string
-- @treturn ?table why: `rule`, `start`, `stop`
-- @usage
-- local view = jiyao.document.view("6月8日,由云岭医学会主办、东山医院承办的护理论坛召开。")
-- local c = view.candidates
-- print((require "jiyao.holders".of(view, c, c[1]))) --> 云岭医学会
function M.of(view, group, best, main)
  local body, from = own(view, group, best)
  if body and subjects.is_deixis(body) then body = nil end
  if not body then body, from = by_unit(view, best), best end
  if body and view.institution and is_cut_short(body, view.institution) then body = view.institution end
  if not body and main then -- what is held within it
    main.masters = main.masters or {mastered(view, main)}
    body, from = main.masters[1], main.masters[2]
  end
  if body and signs_with_page(view, best, body) then body = view.institution end
  if body then return body, {rule = "subject of the holding verb", start = from.clause, stop = from.stop} end
  return view.institution, view.institution_why
end

return M
