--- Meetings that are told twice: in two articles, in full and shortened, whole and by halves.
-- Knows names, days and kinds of meetings that are built. Refuses to know the text: which candidates
-- of one article are one event is for `jiyao.grouping`.
-- @module jiyao.twins
-- @internal
local grouping = require "jiyao.grouping"
local regex = require "jiyao.regex"

local M = {}

-- Characters that a shortened name has at least.
local SHORTENED = 5

-- Whether one name is the other with characters left out, and ends alike: 人才会 for 人才工作会.
local function is_shortened(a, b)
  if #a < #b then a, b = b, a end
  local at, left = 1, 0
  for _, code in utf8.codes(b) do
    local char = utf8.char(code)
    at = select(2, a:find(char, at, true))
    if not at then return false end
    at, left = at + 1, left + 1
  end
  return left >= SHORTENED and a:sub(-#"会议") == b:sub(-#"会议")
end

-- One event told in two articles is one; what the second adds is kept.
local NEAR = 20

-- Trainings, or whatever has heads alike, of the very same several days are one.
local function same_days(n, m)
  local several = m.date and n.date == m.date and m.date:find("/", 1, true)
  return several and n.kind == m.kind and m.kind == "培训会" and n.name:sub(-#"训班") == m.name:sub(-#"训班")
end

local function twin_of(out, m)
  local twin
  for i = math.max(1, #out - NEAR), #out do
    local n = out[i]
    local close = grouping.alike(n, m) >= 0.7 or same_days(n, m)
      or m.date and n.date == m.date and is_shortened(n.name, m.name)
    local fits = n.date == m.date or not (n.date and n.own_date and m.date and m.own_date)
    if close and fits and not (n.section or m.section) then twin = n end
  end
  return twin
end

-- 甲会 on one of the days of 甲会暨乙会 is its first half. Who presides over both does so
-- over the whole.
local function is_day_of(days, day)
  local from, to = days:gsub("~", ""):match("^([^/]+)/([^/]+)$")
  day = day:gsub("~", "")
  return from ~= nil and not day:find("/", 1, true) and from <= day and day <= to
end

local function whole_of(out, m)
  for i = m.date and utf8.len(m.name) >= SHORTENED and math.max(1, #out - NEAR) or #out + 1, #out do
    local n = out[i]
    local both = n.date and n.name:find("暨", 1, true) and is_day_of(n.date, m.date)
    for half in (both and n.name:gsub("暨", "\1") or ""):gmatch("[^\1]+") do
      if half:sub(-#m.name) == m.name then return n end
    end
  end
end

-- A session that its article tells in other words too.
local function same_session(out, m)
  for i = m.section and math.max(1, #out - NEAR) or #out + 1, #out do
    local n = out[i]
    if not n.section and n.start == m.start and n.name == m.name then return i end
  end
end

-- Where those of a party day, of a league or of a union went is told beside what they held there:
-- 赴纪念馆参观学习,开展主题党日活动.
local day_out_re = regex.new("(?:党日|团日|队日|(?:支部|总支|党建|团建|党员|工会|主题(?:教育)?|教育|实践|研学)(?:主题)?活动)(?:活动)?[”」』]?$")
local outing_re = regex.new("参观|瞻仰|学习$|走进|探访|寻访|祭扫|见学|赴")
local guest_re = regex.new("一行|来[我校院访]|率团|代表团|考察")

local function is_outing(m)
  return m.kind == "调研" and outing_re:find(m.name) ~= nil and not guest_re:find(m.name)
end

local function is_day_out(n, m)
  if not is_outing(n) or not day_out_re:find(m.name) then return false end
  local page = n.article and (n.article.article or n.article)
  if not page or page ~= (m.article.article or m.article) then return false end
  local one_day = n.date == m.date or not n.date or not m.date or is_day_of(m.date, n.date)
  return one_day
end

-- Without the outings of such days, from which a day that is told there only is taken.
local function without_outings(list)
  local out = {}
  for _, n in ipairs(list) do
    local day
    for _, m in ipairs(list) do day = day or is_day_out(n, m) and m end
    if not day then
      out[#out + 1] = n
    elseif not day.date then
      day.date, day.own_date, day.why.date = n.date, n.own_date, n.why.date
    end
  end
  return out
end

--- Makes one of meetings that are told twice, and of the first half of one and the whole.
-- @function merge
-- @tparam {table,...} list meetings in text order, as `jiyao.meetings` builds them; those that stay are
--   filled in from the others
-- @treturn {table,...} those that stay
-- @usage
-- local function told(name) return {name = name, date = "2024-06-08", kind = "工作会议", start = 0, why = {}} end
-- print(#require "jiyao.twins".merge {told "人才引进工作会议", told "人才引进会议"}) --> 1
function M.merge(list)
  local out = {}
  for _, m in ipairs(without_outings(list)) do
    local same = same_session(out, m)
    local other = same and table.remove(out, same)
    if other and not m.host then m.host, m.why.host = other.host, other.why.host end
    local whole = whole_of(out, m)
    local twin = not whole and twin_of(out, m)
    if whole then
      local more = m.host and whole.host and not whole.host:find(m.host, 1, true)
      whole.host = more and whole.host .. "、" .. m.host or whole.host or m.host
      whole.why.host = whole.why.host or m.why.host
    elseif twin then
      if not twin.date or (m.own_date and not twin.own_date) then
        twin.date, twin.own_date, twin.why.date = m.date, m.own_date, m.why.date
        if m.host then twin.host, twin.why.host = m.host, m.why.host end
      end
      if not twin.host then twin.host, twin.why.host = m.host, m.why.host end
      if not twin.place then twin.place, twin.why.place = m.place, m.why.place end
    else
      out[#out + 1] = m
    end
  end
  return out
end

return M
