--- The body that holds an event, as the words beside the event tell it.
-- Knows subjects of holding verbs and 我院/我校. Refuses to know whose page it
-- is: that is `jiyao.institution`.
local body_names = require "jiyao.body_names"
local clauses = require "jiyao.clauses"
local cut = require "jiyao.cut"
local outlets = require "jiyao.outlets"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local text = require "jiyao.text"

local M = {}

local deixis_re = regex.new("^(?:我|本|全|该|校|院)(?:院|校|司|所|馆|局|中心|市|区|县|系|处|集团|公司|单位|会|领导)|" ..
  "^(?:学校|学院|医院|公司|集团|单位|机关|院校|大学)(?!.{0,12}(?:委|党|工会))|^(?:该院|该校)")
local only_deixis_re = regex.new("^(?:我|本|全|该|各|其|贵|所属|[局院校所司馆厅处])?" ..
  "(?:学校|学院|医院|公司|校|院|所|馆)?(?:领导班子|领导.*|院|校|" ..
  "司|所|馆|局|" ..
  "市|区|县|系|处|集团|公司|学校|学院|医院|" ..
  "大学|单位|机关|中心|研究院|研究所|院校|高校|企业|校区|院区|实验室|平台|政府|部门|联合实验室|党委|党组|集团公司|领导|部门|各?部处)$")
local odd_re = regex.new("^(?:[0-9]|十?多[所家个]|第[一二三四五六七八九十0-9]|.*[届级]$|.*记者|\\(|(?:相关|有关|各|部分|全体|所属)[^,。]*$)")
local listed_re = regex.new("[、和与及等]")
local us_first_re = regex.new("^(?:我|本)(?:院|校|司|所|馆|局|市|区|县|系|处|集团|公司|会)(?=与|和|同|联合|、|,|在|于|$)")
local subject_re = regex.new("^[^在于,，]{2,40}?(?=在|于|联合|与|和|同|成功|顺利|隆重|组织|$)")
local front_re = regex.new("^(?:[0-9年月日号至\\-\\s:]|上午|下午|晚上?|近日|日前|由|,|为|本报讯|讯|本站讯)+")
-- What may be a short name that no ending tells: 东海中烟. Nouns alone, and no
-- word for people or for an event.
local people_re = regex.new("一行|先生|女士|教授|[书院校所馆局部处]长|书记|领导|同志|人员|会议|活动|代表|老师|学生|党员|专家|大家|双方|全体|" ..
  "负责|期间|新生|[处科室组部会]$|支部|总支|平台")
local short_re = regex.new("^[\\p{Han}]{3,12}$")
local NOUNS = {n = true, ns = true, nz = true, nt = true, vn = true, j = true, b = true, nr = true}

local function is_plain_name(name)
  if not short_re:find(name) or people_re:find(name) then return false end
  local words = text.tokens(name)
  for i, w in ipairs(words) do
    if not NOUNS[w.pos] and (i == 1 or i == #words or w.pos ~= "f") then return false end
  end
  return true
end

-- 市委召开通气会: the organ of a land that is not told.
local organ_re = regex.new("^[省市县区州](?:委(?:常委会)?|政府|人大(?:常委会)?|政协)$")

--- Whether a name is that of an organ of a land that it does not tell: 市委.
-- @function is_organ
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(jiyao.subjects.is_organ("市委"), jiyao.subjects.is_organ("市教育局")) --> true	false
function M.is_organ(name) return organ_re:find(name) ~= nil end

-- What stands before a place where one goes, not before a subject.
local goal_re = regex.new("(?:赴|到|在|来|对|向|为|至|走进|前往|[,，]与|会同|携手)$")


--- Whether a name stands for "us" and names nobody.
-- @function is_deixis
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(jiyao.subjects.is_deixis("我院")) --> true
M.is_deixis = remember.of(function(name) return only_deixis_re:find(name) ~= nil end)

-- Units of a house: 学校保卫处, 院工会.
local unit_re = regex.new("(?:部|处|科|会|党委|团委|中心|室|组|所|馆|系|支部|总支|学院|医院|公司|队|站)$")

-- A unit that is named as ours stands for us, but not one of the party, the league
-- or a union: 我院心血管内科, 我院机关党支部.
local our_re = regex.new("^[我本](?![省市县区])(?!.*(?:支部|党委|党组|团委|工会|学生会|妇联)$)")

-- 我院行政二支部: a branch goes by its own name.
local our_branch_re = regex.new("^.?[我本](?:[院校所局馆厂站])(.{2,}支部)$")

--- Whether a name begins with a word for "us": 学校图书馆, 我院心血管内科.
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(jiyao.subjects.is_ours("学校图书馆"), jiyao.subjects.is_ours("云岭大学")) --> true	false
function M.is_ours(name)
  return deixis_re:find(name) ~= nil
end

--- Whether a name begins with a word for "us" and is no unit: 学校决定, 大学.
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(jiyao.subjects.is_loose("学校决定"), jiyao.subjects.is_loose("学校保卫处")) --> true	false
function M.is_loose(name)
  return deixis_re:find(name) ~= nil and not unit_re:find(name)
end

local is_nobody = remember.of(function(name) return outlets.is_outlet(name) or odd_re:find(name) ~= nil end)

local function org_in(view, start, stop)
  for _, o in ipairs(view.within(view.bodies, start, stop)) do
    if not o.open and not is_nobody(o.name) then return o end
  end
end

-- An event of two bodies does not say which of them holds it.
local joint_re = regex.new("^(?:与|和|及|同|携手|联合|、|[—-])")
local tail_re = regex.new("(?:并|与|和|还|也|再|又)+$")
-- A clause that begins with a place has its subject before: 本会于6月8日,假云岭堂举行.
local place_first_re = regex.new("^(?:,|\\s)*(?:在|假|于)")

-- The body that the sentence of a candidate begins with.
local function opener(view, c)
  local sentence = view.sentence_at(c.start)
  if not sentence then return nil end
  local _, skip = front_re:find(text.sub(view.text, sentence.start, c.start))
  local from = sentence.start + (skip or 0)
  local o = org_in(view, from, c.start)
  return o and o.start - from <= 6 and o.whole and o or nil
end

-- 东川集团董事长甲出席开幕式: whose head somebody is who was there.
local POST = 60 -- bytes

-- 与东川集团签约: the other of two.
local with_re = regex.new("(?:[与和同]|携手|联合)\\z")

-- 东川集团来我校考察: a guest.
local comes_re = regex.new("^[^,。;]{0,50}?(?:来[我院校所馆司局]|[到赴]我|莅临|来访)")

local function is_of_somebody(view, o, to)
  local m = view.first_within(view.mentions, o.stop, math.min(o.stop + POST, to))
  return m ~= nil and m.title ~= nil
end

--- The body that a holding verb has as its subject.
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table c a candidate of `jiyao.events`
-- @treturn ?string its name as written; 我院 and the like as they stand
-- @treturn ?boolean whether it is known to be a body by its ending
-- @treturn ?boolean whether it is a branch that the page calls ours
-- @usage
-- local view = jiyao.document.view("云岭大学召开教学工作会议。")
-- print(jiyao.subjects.subject(view, jiyao.events.candidates(view)[1])) --> 云岭大学	true
function M.subject(view, c)
  if c.lecture or c.visit then return nil end -- a person gives it; a guest comes
  if not c.verb_start then
    local o = org_in(view, c.clause, c.stop)
    local near = o and o.start - c.clause <= 6 and not is_of_somebody(view, o, c.start)
    if o and with_re:before(view.text, o.start, 6) then return nil end
    local first = o and (o.start == c.start or near)
      and not comes_re:find_in(view.text, o.stop, c.stop)
      and not joint_re:find_in(view.text, o.stop, c.stop)
    return first and body_names.is_whole(o.name) and o.name or nil
  end
  local from = clauses.list_start(view.text, c.verb_start)
  if place_first_re:find_in(view.text, from, c.verb_start) then
    local o = opener(view, c)
    if o then return o.name, true end
  end
  local _, skip = front_re:find(text.sub(view.text, from, c.verb_start))
  from = from + (skip or 0)
  local _, us = us_first_re:find(text.sub(view.text, from, c.verb_start))
  if us then return text.sub(view.text, from, from + us) end
  local o = org_in(view, from, c.verb_start)
  if o and c.verb == "present" and is_of_somebody(view, o, c.verb_start) then return nil end
  if o and goal_re:before(view.text, o.start, 6) then o = nil end
  local before = o and cut.before(view.text, o.start, 3) or ""
  if before ~= "" and our_re:find(before .. o.name) then
    return before .. cut.after(view.text, o.start, 3)
  end
  local branch = o and our_branch_re:match(cut.before(view.text, o.start, 6) .. o.name)
  if branch then return branch, true, true end
  if o and o.start - from <= 6 then return o.name, true end
  local a, b = subject_re:find(text.sub(view.text, from, c.verb_start))
  if not a then return nil end
  local name = text.sub(view.text, from + a, from + b)
  name = tail_re:gsub(name, "")
  if deixis_re:find(name) or M.is_deixis(name) or organ_re:find(name) then return name end
  if o then
    local alone = not listed_re:find_in(view.text, from, o.start) and o.start - from <= 24
    return alone and o.name or nil, alone
  end
  return is_plain_name(name) and name or nil, false
end

return M
