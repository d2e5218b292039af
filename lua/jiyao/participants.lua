--- Who presided over which event, and who took part in it as what.
-- Knows that what is said belongs to the event told last, and that an opening is
-- presided over for the whole where nothing else is told. Refuses to know how
-- presiding is told: that is `jiyao.hosts`.
-- @module jiyao.participants
-- @internal
local hosts = require "jiyao.hosts"
local regex = require "jiyao.regex"

local M = {}

-- How far behind 主持 its object may begin, in bytes.
local OBJECT = 60
local stop_re = regex.new("[,。;:!?\\n]")

-- The event that something said at `at` belongs to: the last one told or
-- named again before it in its article, the main one when none was. Calls come in text order.
local function owners(view, list)
  local of, whole = {}, {}
  for _, m in ipairs(list) do
    local told = of[m.article] or {next = 1}
    of[m.article] = told
    local page = m.article.article or m.article
    whole[page] = whole[page] or told
    if m.main then told.main = m end
    told[#told + 1] = {start = m.start, m = m}
    for _, c in ipairs(m.group) do told[#told + 1] = {start = c.start, m = m} end
  end
  for _, told in pairs(of) do
    table.sort(told, function(a, b) return a.start < b.start end)
  end
  return function(at)
    local part = view.part_at(at)
    local told = of[part]
    if not told then -- a point of what was agreed, not an item of news
      told = part and whole[part.article or part]
      return told and told.main
    end
    while told[told.next] and told[told.next].start <= at do
      told.last, told.next = told[told.next].m, told.next + 1
    end
    return told.last or told.main
  end
end

-- What an act of presiding is over, the widest first: only the widest that is
-- told of an event makes hosts.
local WIDTH = {whole = 1, room = 1, stage = 2, opening = 3, part = 4}
local RULES = {whole = "…主持, of the whole", room = "…主持, of one of several rooms",
  stage = "…主持, of its stages",
  opening = "…主持, of its opening",
  part = "…主持, of a part, nothing wider being told"}

-- Events whose names stand right behind a place: 主持召开教学工作会议.
local function objects(view, list)
  local places = {}
  for _, m in ipairs(list) do
    for _, c in ipairs(m.group) do places[#places + 1] = {start = c.start, stop = c.start, m = m} end
  end
  table.sort(places, function(a, b) return a.start < b.start end)
  return function(at)
    local next_one = view.first_within(places, at, at + OBJECT)
    return next_one and not stop_re:find_in(view.text, at, next_one.start) and next_one.m or nil
  end
end

-- As many chairs as there are sessions in a row chair one each.
local function one_each(act, m, rows, of)
  local row = m.best.row
  if not row or #act.people ~= #row or #row < 2 then return false end
  for _, session in ipairs(rows[row]) do
    local mine = setmetatable({people = {act.people[session.best.place]}, scope = "whole"}, {__index = act})
    of[session] = of[session] or {}
    table.insert(of[session], mine)
  end
  return true
end

-- The sessions of each row.
local function rows_of(list)
  local rows = {}
  for _, m in ipairs(list) do
    local row = m.best.row
    if row then
      rows[row] = rows[row] or {}
      table.insert(rows[row], m)
    end
  end
  return rows
end

-- An opening that is told is the opening of what the article is about, where that
-- is a gathering of days and stages.
local function mains(view, list)
  local of = {}
  for _, m in ipairs(list) do
    if m.main and (m.kind == "论坛" or m.kind == "大会") then of[m.article] = m end
  end
  return function(at)
    return of[view.part_at(at)]
  end
end

-- What is of the whole, told behind its sessions.
local whole_re = regex.new("^了?(?:主论坛|主会场|大会|全体会议)(?![一-龥])")
local WHOLE = 15 -- bytes

-- What is presided over in a later paragraph than that which tells a session.
local later_re = regex.new("。\\s*\\n")
local LATER = 3000 -- bytes

local function is_later(view, act, m)
  local told_on = m.section and act.scope ~= "room" and act.form == "由"
  return told_on and later_re:after(view.text, m.start, LATER, act.start) ~= nil
end

-- Whose the act is: all that were told before it in their article, where it says so, or the one.
local function held_by(list, m, act)
  local out = {}
  for _, other in ipairs(act.all and list or {}) do
    if other ~= m and other.article == m.article and other.start < act.start then out[#out + 1] = other end
  end
  out[#out + 1] = m
  return out
end

local function acts_of(view, list)
  local main_at = mains(view, list)
  local owner, object, of, rows = owners(view, list), objects(view, list), {}, rows_of(list)
  for _, act in ipairs(hosts.find(view)) do
    local m = owner(act.start)
    m = object(act.stop) or m
    local whole = m and m.section and whole_re:after(view.text, act.stop, WHOLE)
    m = whole and main_at(act.start) or m
    if m and act.scope == "opening" and not m.main then m = main_at(act.start) or m end
    if m and is_later(view, act, m) and not object(act.stop) then
      act, m = setmetatable({scope = "part"}, {__index = act}), main_at(act.start) or m
    end
    local apart = act.scope == "room" and not (m and m.section)
    if apart or m and m.best.visit and act.scope == "part" then m = nil end
    if m and not one_each(act, m, rows, of) then
      for _, one in ipairs(held_by(list, m, act)) do
        of[one] = of[one] or {}
        table.insert(of[one], act)
      end
    end
  end
  return of
end

local function widest(acts)
  local best
  for _, act in ipairs(acts) do
    if not best or WIDTH[act.scope] < WIDTH[best] then best = act.scope end
  end
  return best
end

-- What stands beside an event and has somebody of its own to preside.
local beside_re = regex.new("(?:评审|评选|答辩|表决|投票|问答|测评|抽签|" ..
  "会谈|会见|座谈会?|见面会|汇报会?|自查汇报|汇演|对接会?|交流会?|沙龙|演练|宣誓|晚宴|酒会|" ..
  "(?:授予|颁奖|颁发|揭牌|签约|授牌|聘任|捐赠|授旗|宣誓|剪彩|升旗|拜师|授帽|揭幕)仪式)$")

-- Whether an act is said to be over the event, or over nothing in particular.
local function is_over(m, act)
  local beside = act.scope == "whole" and beside_re:match(act.over or "")
  if (act.over or ""):find("讲座$") and (m.kind == "论坛" or m.kind == "大会") then beside = act.over end
  return not beside or m.name:find(beside, 1, true) ~= nil
end

-- Without those who preside over something else that is named, where somebody
-- presides over the event itself.
local function own_acts(m, acts)
  local own = {}
  for _, act in ipairs(acts) do
    if is_over(m, act) then own[#own + 1] = act end
  end
  return #own > 0 and own or acts
end

-- A table has those who preside in a column of its own.
local function acts_in_table(view, m)
  local cell = m.best.chair
  local people = cell and view.within(view.mentions, cell.start, cell.stop) or {}
  if #people == 0 then return nil end
  return {{people = people, scope = "whole", form = ":", from = cell.start, start = cell.start}}
end

-- Of 甲会暨乙会 one may open the first and another preside over the second.
local function is_joint(m)
  local joint, told = m.name:find("暨", 1, true) ~= nil, false
  for _, c in ipairs(joint and m.group or {}) do
    told = told or not c.in_title and c.held and c.name:find("暨", 1, true) ~= nil
  end
  return told
end

local function give_hosts(view, list)
  local of = acts_of(view, list)
  for _, m in ipairs(list) do
    local seen, names = {}, {}
    local acts = acts_in_table(view, m) or own_acts(m, of[m] or {})
    local scope = widest(acts)
    local both = scope == "whole" and is_joint(m)
    for _, act in ipairs(acts) do
      for _, p in ipairs(act.people) do
        p.role = "host"
        local counts = act.scope == scope or both and act.scope == "opening"
        if counts and not seen[p.person.name] then
          seen[p.person.name] = true
          names[#names + 1] = p.person.name
          m.why.host = m.why.host or {rule = act.form .. RULES[act.scope], start = act.from, stop = act.stop}
        end
      end
    end
    m.host = #names > 0 and table.concat(names, "、") or nil
  end
end

local RANK = {host = 1, speaker = 2, signatory = 3, leader = 4, visited = 5, attendee = 6}

-- Without a word of what they did, people belong to a meeting that was just named.
local BEFORE, BEHIND = 300, 900

local function near(m, p)
  return p.start > m.start - BEFORE and p.start < m.stop + BEHIND
end

local function seat_of(m, p)
  local seat = m.by_name[p.person.name]
  if not seat then
    seat = {name = p.person.name, title = p.person.titles[1]}
    m.by_name[p.person.name] = seat
    m.participants[#m.participants + 1] = seat
  end
  return seat
end

-- Who is told to have been absent is so wherever else he is only named.
local PASSIVE = {absent = true, attendee = true}

local function give_participants(view, list)
  local owner, of, away = owners(view, list), {}, {}
  for _, m in ipairs(list) do m.participants, m.by_name, away[m] = {}, {}, {} end
  for i, p in ipairs(view.mentions) do
    p.role = p.role or hosts.role(view, p)
    local m = not p.person.byline and p.role ~= "cited" and owner(p.start)
    of[i] = m and (p.role or near(m, p)) and m or nil
    if of[i] and p.role == "absent" then away[m][p.person.name] = true end
  end
  for i, p in ipairs(view.mentions) do
    local m = of[i]
    local absent = m and away[m][p.person.name] and (not p.role or PASSIVE[p.role])
    if m and not absent then
      local seat = seat_of(m, p)
      if p.role and (RANK[p.role] or 9) < (RANK[seat.role] or 9) then
        seat.role = p.role
      end
    end
  end
end

--- Gives meetings their `host` and `participants`, and mentions their `role`.
-- @function give
-- @tparam table view as `jiyao.document` prepares it
-- @tparam {table,...} list meetings in text order, with `start`, `stop`, `article`, `why`
-- @usage
-- local view = jiyao.document.view("6月8日,我院召开教学座谈会。会议由副院长林若溪主持。")
-- print(jiyao.meetings.find(view)[1].participants[1].role) --> host
function M.give(view, list)
  give_hosts(view, list)
  give_participants(view, list)
end

return M
