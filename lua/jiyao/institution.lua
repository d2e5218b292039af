--- Which institution a page speaks for.
-- Knows subjects of holding verbs, headlines and 我院/我校. Refuses to guess:
-- where the text only says 学校 or 我院 and never names it, the answer is nil.
local cut = require "jiyao.cut"
local events = require "jiyao.events"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

local deixis_re = regex.new("^(?:我|本|全|该|校|院)(?:院|校|司|所|馆|局|中心|市|区|县|系|处|集团|公司|单位|会|领导)|" ..
  "^(?:学校|学院|医院|公司|集团|单位|机关|院校|大学)(?!.{0,12}(?:委|党|工会))|^(?:该院|该校)")
local only_deixis_re = regex.new("^(?:我|本|全|该|各|所属)?(?:院|校|司|所|馆|局|市|区|县|系|处|集团|公司|学校|学院|医院|" ..
  "大学|单位|机关|中心|研究院|研究所|院校|高校|企业|校区|院区|实验室|平台|政府|部门|联合实验室|党委)$")
local media_re = regex.new("(?:网|报|日报|晚报|电视台|通讯社|新华社|客户端|频道|杂志)$")
local party_re = regex.new("(?:党委|党组|机关党委|团委)$")
local odd_re = regex.new("^(?:[0-9]|第[一二三四五六七八九十0-9]|.*[届级]$|.*记者|\\(|(?:相关|有关|各|部分|全体|所属)[^,。]*$)")
local listed_re = regex.new("[、和与及等]")
local us_first_re = regex.new("^(?:我|本)(?:院|校|司|所|馆|局|市|区|县|系|处|集团|公司|会)(?=与|和|同|联合|、|,|在|于|$)")
local subject_re = regex.new("^[^在于,，]{2,40}?(?=在|于|联合|与|和|同|成功|顺利|隆重|组织|$)")
local front_re = regex.new("^(?:[0-9年月日号至\\-\\s:]|上午|下午|晚上?|近日|日前|由|,|为|本报讯|讯|本站讯)+")
-- A whole name: it ends as bodies do, and does not begin with a verb or a number.
local whole_re = regex.new("^(?!推动|推进|加快|加强|加速|强化|探讨|希望|建设|成立|共建|打造|持续|积极|深入|走访|到访|支持|" ..
  "研究部署|贯彻|十多|多所|多家|国内外|学习|实现|实施|助力|搞好|展现|来自|代表|依托|围绕|落实|完善|健全|推荐|参观|借助|开展|与|和|第[一二三四五六七八九十0-9]|[0-9])" ..
  ".*(?:大学|学院|医院|研究院|研究所|科学院|研究中心|实验室|公司|集团|委员会|卫生健康委|卫健委|局|厅|政府|政协|人大|协会|学会|商会|" ..
  "联合会|基金会|青年会|总会|中心|党校|学校|中学|小学|书院|系|学部|总工会|法院|检察院|银行|馆|联盟|数科|科技)$")

-- What may be a short name that no ending tells: 东海中烟.
local plain_name_re = regex.new("^(?!.*(?:[是还也都已将正]$|" ..
  "领导|同志|人员|会议|活动|代表|老师|学生|党员|专家|大家|双方|全体|负责|期间|以来|新生|[处科室组部]$|支部|总支))[\\p{Han}]{3,12}$")

local guest_re = regex.new("来[院校司访所]|莅临|到访|[到来]我")
-- What stands before a place where one goes, not before a subject.
local goal_re = regex.new("(?:赴|到|在|来|对|向|为|至|走进|前往)$")

local school_re = regex.new("学校|该校")
local head_re = regex.new("书记|校长|院长|主任|所长|局长|董事长|会长|主席")

-- How well an institution's last word fits 我院, 我校, 我司.
local FITS = {
  ["院"] = regex.new("(?:院|医院|学院|研究院|中心)$"), ["校"] = regex.new("(?:大学|学院|学校|中学|小学|党校)$"),
  ["司"] = regex.new("(?:公司|集团|科技|数科|股份)$"), ["所"] = regex.new("所$"),
}

--- Whether a name stands for "us" and names nobody.
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(jiyao.institution.is_deixis("我院")) --> true
function M.is_deixis(name)
  return only_deixis_re:find(name) ~= nil
end

local function org_in(view, start, stop)
  for _, o in ipairs(view.within(view.orgs, start, stop)) do
    if not media_re:find(o.name) and not odd_re:find(o.name) then return o end
  end
end

--- The body that a holding verb has as its subject.
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table c a candidate of `jiyao.events`
-- @treturn ?string its name as written; 我院 and the like as they stand
-- @treturn ?boolean whether it is known to be a body by its ending
-- @usage
-- local view = jiyao.document.view("云岭大学召开教学工作会议。")
-- print(jiyao.institution.subject(view, jiyao.events.candidates(view)[1])) --> 云岭大学	true
function M.subject(view, c)
  if c.lecture or c.visit then return nil end -- a person gives it; a guest comes
  if not c.verb_start then
    local o = org_in(view, c.clause, c.stop)
    local first = o and (o.start == c.start or o.start - c.clause <= 6)
    return first and whole_re:find(o.name) and o.name or nil
  end
  local from = events.list_start(view.text, c.verb_start)
  local _, skip = front_re:find(text.sub(view.text, from, c.verb_start))
  from = from + (skip or 0)
  local _, us = us_first_re:find(text.sub(view.text, from, c.verb_start))
  if us then return text.sub(view.text, from, from + us) end
  local o = org_in(view, from, c.verb_start)
  if o and goal_re:find(cut.before(view.text, o.start, 6)) then o = nil end
  if o and o.start - from <= 6 then return o.name, true end
  local a, b = subject_re:find(text.sub(view.text, from, c.verb_start))
  if not a then return nil end
  local name = text.sub(view.text, from + a, from + b)
  if deixis_re:find(name) or only_deixis_re:find(name) then return name end
  if o then
    local alone = not listed_re:find(text.sub(view.text, from, o.start)) and o.start - from <= 24
    return alone and o.name or nil, alone
  end
  return plain_name_re:find(name) and name or nil, false
end

-- Whether the characters of `short` stand in `full` in order and both end alike:
-- 材能院 in 材料与能源研究院. What holds the short form whole is something else,
-- a part of it or a span that reaches too far.
local function abbreviates(short, full)
  if full:find(short, 1, true) or short:sub(-3) ~= full:sub(-3) then return false end
  local at = 1
  for _, c in utf8.codes(short) do
    local _, b = full:find(utf8.char(c), at, true)
    if not b then return false end
    at = b + 1
  end
  return true
end

-- The full form of a name among those that the text has, or itself.
local function full_form(view, name)
  local full = name
  for _, o in ipairs(view.orgs) do
    local fits = whole_re:find(o.name) and not odd_re:find(o.name) and abbreviates(name, o.name)
    if fits and (full == name or #o.name < #full) then full = o.name end
  end
  return full
end

-- Which of 我院, 我校, 我司 and 学校 the page says of itself.
local function self_words(head)
  local words = {school = school_re:find(head) ~= nil}
  for _, word in ipairs {"院", "校", "司", "所"} do
    if head:find("我" .. word, 1, true) or head:find("本" .. word, 1, true) then words[#words + 1] = word end
  end
  return words
end

local function fit_bonus(words, name)
  local bonus = 0
  for _, word in ipairs(words) do bonus = bonus + (FITS[word]:find(name) and 2 or -1) end
  if words.school and FITS["校"]:find(name) then bonus = bonus + 1 end
  return bonus
end

-- A head of the house whose post is written with its name: 云岭大学党委书记.
local function head_bonus(view, name)
  for _, p in ipairs(view.people) do
    if p.org and p.org:sub(1, #name) == name and head_re:find(table.concat(p.titles, "、")) then return 1 end
  end
  return 0
end

local function occurrences(s, name)
  local n, at = 0, 1
  while n < 6 do
    local _, b = s:find(name, at, true)
    if not b then return n end
    n, at = n + 1, b + 1
  end
  return n
end

-- A name that is given a short form was meant to come back: 云岭大学(简称“云大”).
local function is_introduced(s, o)
  return s:find("^[(（]", o.stop + 1) ~= nil
end

-- A page says whose it is near its beginning.
local HEAD = 65536

local Votes = {}
Votes.__index = Votes

function Votes:add(name, n)
  if not name or deixis_re:find(name) or only_deixis_re:find(name) or media_re:find(name) then return end
  if not self[name] then
    self[name] = 0
    self.order[#self.order + 1] = name
  end
  self[name] = self[name] + n
end

-- Names in a headline count, most of all at its beginning.
local function vote_orgs(view, votes, head)
  local first, seen = view.articles[1], {}
  -- A headline that tells of a visit here begins with the guest.
  local from = first.title and not guest_re:find(first.title) and first.title_start
  for _, o in ipairs(view.orgs) do
    if whole_re:find(o.name) then
      local title = from and o.start >= from and o.stop <= first.title_stop
      if title then votes:add(o.name, o.start - from < 12 and 3 or 1) end
      if not seen[o.name] then
        seen[o.name] = true
        votes:add(o.name, math.min(5, occurrences(head, o.name)))
        local opens = from and head:find(o.name, 1, true) == from + 1
        if opens then votes:add(o.name, 3) end
        if o.start < 600 and o.article == first then votes:add(o.name, 1) end
        if is_introduced(view.text, o) then votes:add(o.name, 3) end
      end
    end
  end
end

--- The institution whose page this is, or nil.
-- @tparam table view as `jiyao.document` prepares it
-- @tparam {table,...} candidates of `jiyao.events`
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("云岭大学召开教学工作会议\n6月8日,云岭大学召开教学工作会议。")
-- print(jiyao.institution.of(view, jiyao.events.candidates(view))) --> 云岭大学
function M.of(view, candidates)
  local votes = setmetatable({order = {}}, Votes)
  for _, c in ipairs(candidates) do
    if c.held then
      local name, known = M.subject(view, c)
      local weight = (c.verb_start and 5 or 3) + (c.in_title and 1 or 0)
      local page = #view.articles > 3 or c.article == view.articles[1]
      if name and (not known or whole_re:find(name) or party_re:find(name)) then
        votes:add(name, page and weight or 1)
      end
    end
  end
  local head = cut.after(view.text, 0, HEAD)
  local words = self_words(head)
  vote_orgs(view, votes, head)
  local best, best_score
  for _, name in ipairs(votes.order) do
    local score = votes[name] + fit_bonus(words, name) + head_bonus(view, name)
    if not best or score > best_score then best, best_score = name, score end
  end
  return best_score and best_score >= 5 and full_form(view, best) or nil
end

return M
