--- Meetings of a document: which candidates are one event, when, where, who.
-- Rules over spans that C found, for an analyst to read and change. An event is
-- told by a verb that holds it (召开, 在…举行), by a headline, or by a visit.
-- Refuses to report what is only studied or cited, and to invent a date.
local cut = require "jiyao.cut"
local dates = require "jiyao.dates"
local events = require "jiyao.events"
local hosts = require "jiyao.hosts"
local institution = require "jiyao.institution"
local likeness = require "jiyao.likeness"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

local VISIT = "(?:调研|考察|视察|走访|慰问|访问|来访|到访|参观|督导|检查|指导|莅临|做客|研学)"
local LONGEST_TITLE = 60
local visit_title_re = regex.new("(?:一行|率队|率团|代表团|参访团|考察团|领导|赴|到|来|莅临|深入|走访|访问|会见|率)" ..
  "[^。\n]{0,40}" .. VISIT .. "|" .. VISIT .. "[^,。\n]{2,30}(?:工作|情况|项目)$|会见|来访|到访|^[^,。\n]{2,20}访问")
local visit_body_re = regex.new("(?:一行|率队|率团|率[^,。\n]{1,12}|带队)[^,。\n]{0,12}?" ..
  "(?:莅临|来到|来|赴|到访|到|深入|前往|走访|访问|考察|调研)[^,。\n]{0,40}" ..
  "|(?:莅临|赴|深入|前往)[^,。\n]{2,36}?" .. VISIT)
local place_re = regex.new("(?:在|于)([^,，。;；\n]{2,45}?)(?:隆重|顺利|成功|圆满|如期|正式)*" ..
  "(?:召开|举行|举办|开幕|开班|落幕|闭幕|开展|开讲)")
local chair_section_re = regex.new("本(?:场|次|单元|环节|节)?(?:论坛|分会场|分论坛|环节|专场|专题|报告|会场)由")
-- A parallel session that is named in quotation marks and has a chair.
local session_re = regex.new("([“「『][^”」』\n]{2,30}[”」』](?:分论坛|分会场|圆桌论坛|专题论坛|专场|平行论坛))(?:由|,由|\\()")
local heading_re = regex.new("^\\s*(?:[(（][一二三四五六七八九十0-9]+[)）]|[一二三四五六七八九十]+、|[0-9]+[.、])\\s*(.{4,60})$")
local topic_res = {
  regex.new("以“([^”\n]{2,60})”为(?:主题|题)"), regex.new("围绕([^,，。\n]{3,40}?)(?:开展|展开|进行|作|做|,|，|。)"),
  regex.new("题为[“《]([^”》\n]{2,60})[”》]"), regex.new("主题为[“《]([^”》\n]{2,60})[”》]"),
}
local marks_re = regex.new("[“”\"《》「」『』\\s]")
local quoted_re = regex.new("[“「『]")
local label_re = regex.new("^[^:：]{1,30}[:：]\\s*")
local year_re = regex.new("^[“「『]?([12][0-9]{3})(?![0-9])")
local roc_re = regex.new("^[“「『]?(1[0-9][0-9])年")
local done_re = regex.new("(?:顺利|圆满|先后|成功|全面)完成|先后|近年来|一年来|多年来|上半年|去年|截至|累计")
local stop_re = regex.new("[。!！?？;；][”」』)]?\\s*$")
local generic_re = regex.new("^(?:本次|此次|这次)?(?:会议|活动|仪式|大会|论坛|讲座|培训|座谈会|调研|报告|签约|交流会|会谈)$")

local function bare(name)
  return (marks_re:gsub(name, ""))
end

-- Names without their marks; kept while the candidate is, since one is compared often.
local bares = setmetatable({}, {__mode = "k"})

local function bare_of(candidate)
  bares[candidate] = bares[candidate] or bare(candidate.name)
  return bares[candidate]
end

local function alike(a, b)
  return likeness.of(bare_of(a), bare_of(b), 0.8)
end

--- Similarity of two event names, 0 to 1: Dice over pairs of characters, at
-- least 0.8 where one of four characters or more contains the other.
-- @tparam string a
-- @tparam string b
-- @treturn number
-- @usage
-- print(jiyao.meetings.similarity("2023年度工作会议", "年度工作会议")) --> 0.8
function M.similarity(a, b)
  return likeness.of(bare(a), bare(b), 0.8)
end

local function is_day(d)
  return d.day and d.day > 0 and d.month and d.month > 0
end

local function usable(d)
  return is_day(d) and not d.published and not d.dateline
end

-- The day that a candidate names itself: in its sentence, before it if possible.
local function find_own_date(view, c)
  local sentence = view.sentence_at(c.start)
  if not sentence then return false end
  local before, after
  for _, d in ipairs(view.within(view.dates, sentence.start, sentence.stop)) do
    if usable(d) then
      if d.stop <= c.stop then before = d elseif not after then after = d end
    end
  end
  return before or after or false
end

local function own_date(view, c)
  if c.own_date == nil then c.own_date = find_own_date(view, c) end
  return c.own_date or nil
end

local function first_date(view, article)
  if article.first_date == nil then
    article.first_date = false
    for _, d in ipairs(view.within(view.dates, article.start, article.stop)) do
      if usable(d) then
        article.first_date = d
        break
      end
    end
  end
  return article.first_date or nil
end

local function key(day, month, year)
  return (year or 0) * 10000 + (month or 0) * 100 + (day or 0)
end

-- Whether two mentions share a day; a year that is not known fits any.
local function share_a_day(a, b)
  local year = a.year and b.year
  local from_a, from_b = key(a.day, a.month, year and a.year), key(b.day, b.month, year and b.year)
  local to_a = a.range and key(a.end_day, a.end_month, year and (a.end_year or a.year)) or from_a
  local to_b = b.range and key(b.end_day, b.end_month, year and (b.end_year or b.year)) or from_b
  return from_a <= to_b and from_b <= to_a
end

-- Whether two candidates of one article speak of one event.
local function same_event(view, a, b)
  local generic_twin = (a.generic or b.generic) and a.suffix == b.suffix
  if not generic_twin and alike(a, b) < 0.5 then return false end
  local x, y = own_date(view, a), own_date(view, b)
  return not (x and y) or share_a_day(x, y)
end

-- Told in a list of what has been done, with no day of its own.
local function is_background(view, c)
  local sentence = view.sentence_at(c.start)
  if c.in_title or own_date(view, c) or not sentence then return false end
  return done_re:find(text.sub(view.text, sentence.start, c.start)) ~= nil
end

-- A headline that stands among the sentences of another article.
local function is_stray_headline(view, c)
  local sentence = view.sentence_at(c.start)
  return sentence ~= nil and not stop_re:find(text.sub(view.text, sentence.start, sentence.stop))
end

local function score(view, c)
  local n = 0
  if c.held then n = n + 3 end
  if c.verb == "present" then n = n + 1 end
  if c.in_title then n = n + 2 end
  if own_date(view, c) then n = n + 2 end
  if c.generic or generic_re:find(c.name) then n = n - 3 end
  if c.start - (c.article and c.article.start or 0) < 600 then n = n + 1 end
  return n
end

-- An article speaks of an event again soon or not at all, so a text of any
-- length takes time in proportion.
local NEAR = 20

local function home_of(view, groups, c)
  for i = #groups, math.max(1, #groups - NEAR), -1 do
    local group = groups[i]
    if same_event(view, c, group[1]) or same_event(view, c, group[#group]) then return group end
  end
  groups[#groups + 1] = {}
  return groups[#groups]
end

-- Candidates that speak of one event, for each article.
local function groups_of(view, candidates)
  local by_article = {}
  for _, a in ipairs(view.articles) do by_article[a] = {} end
  for _, c in ipairs(candidates) do
    c.score = score(view, c)
    local home = home_of(view, by_article[c.article], c)
    home[#home + 1] = c
  end
  return by_article
end

local function visit_of(view, article)
  local s = view.text
  local title = article.title
  -- A deck of headlines says too much to be a name.
  local short = title and utf8.len(title) <= LONGEST_TITLE
  if short and visit_title_re:find(title) and events.kind(title) ~= "座谈会" then
    local name = label_re:gsub(title, "")
    return {start = article.title_start, stop = article.title_stop, clause = article.title_start, name = name,
      kind = "调研", held = true, in_title = true, article = article, score = 6, suffix = "", visit = true}
  end
  local sentence = view.sentence_at(article.start) or {start = article.start, stop = article.stop}
  local a, b = visit_body_re:find(text.sub(s, sentence.start, sentence.stop))
  if not a then return nil end
  a, b = sentence.start + a, sentence.start + b
  return {start = a, stop = b, clause = a, name = text.sub(s, a, b), kind = "调研", held = true,
    article = article, score = 3, suffix = "", visit = true}
end

-- Parallel sessions with a title and a chair of their own.
local function sections(view)
  local out = {}
  for hit in chair_section_re:gmatch(view.text) do
    local sentence = view.sentence_before(hit.start)
    local heading = sentence and heading_re:match(text.sub(view.text, sentence.start, sentence.stop))
    if heading then
      out[#out + 1] = {start = sentence.start, stop = hit.stop, clause = sentence.start,
        name = heading:gsub("。$", ""), kind = "论坛", held = true, section = true,
        article = view.article_at(hit.start), score = 5, suffix = ""}
    end
  end
  return out
end

local function named_sessions(view, out)
  for hit in session_re:gmatch(view.text) do
    local a, name = hit.start, hit[1]
    out[#out + 1] = {start = a, stop = a + #name, clause = a, name = name, kind = "论坛", held = true,
      section = true, named = true, article = view.article_at(a), score = 5, suffix = ""}
  end
  return out
end

-- The best candidate of a group; asked for when the group is whole.
local function best_of(group)
  if not group.best then
    for _, c in ipairs(group) do
      if not group.best or c.score > group.best.score then group.best = c end
    end
  end
  return group.best
end

-- The shortest full form among the good ones.
local function name_of(group, best)
  local name = best.name
  for _, c in ipairs(group) do
    local shorter = #c.name < #name and utf8.len(bare(c.name)) >= 6 and c.score >= best.score - 2
    local full = not c.generic and not generic_re:find(c.name)
    if shorter and full and M.similarity(c.name, name) >= 0.8 then name = c.name end
  end
  return (name:gsub("[%s\n]+", ""))
end

local function quoted(name)
  return quoted_re:find(name) ~= nil
end

-- Which groups of an article are events of their own beside its main one.
local function keep(view, group, main)
  local c = best_of(group)
  if is_background(view, c) then return false end
  if group == main then
    return c.held or c.in_title or (c.verb == "present" and first_date(view, c.article) ~= nil)
  end
  if c.section then return true end
  if not c.held or c.generic or generic_re:find(c.name) then return false end
  local d, m = own_date(view, c), main and own_date(view, best_of(main))
  if d and m and not share_a_day(d, m) then return true end
  local other = main and best_of(main)
  local apart = not other or other.stop <= c.start or other.start >= c.stop
  return quoted(c.name) and c.verb == "before" and apart and not is_stray_headline(view, c)
end

local function main_group(groups)
  local best, best_score
  for _, g in ipairs(groups) do
    local c = best_of(g)
    if not c.section and (not best or c.score > best_score) then
      best, best_score = g, c.score
    end
  end
  return best
end

local function place_of(view, c)
  local sentence = view.sentence_at(c.start)
  if not sentence then return nil end
  local words = text.sub(view.text, sentence.start, sentence.stop)
  local place = place_re:match(words)
  return place and #place <= 90 and place or nil
end

-- What is said of a meeting stands near its name.
local REPORT = 6000

local function topics_of(view, m)
  local sentence = view.sentence_at(m.start)
  local words, out, seen = cut.after(view.text, sentence and sentence.start or m.start, REPORT, m.to), {}, {}
  for _, re in ipairs(topic_res) do
    for hit in re:gmatch(words) do
      if hit[1] and not seen[hit[1]] and #out < 5 then
        seen[hit[1]] = true
        out[#out + 1] = hit[1]
      end
    end
  end
  return out
end

local function event_date(view, group, main)
  local best = best_of(group)
  local d = own_date(view, best)
  if not d then
    for _, c in ipairs(group) do d = d or own_date(view, c) end
  end
  if d then return d, true end
  if best.section and not best.named then return nil end
  if main and main ~= group then
    d = own_date(view, best_of(main))
    if d then return not d.range and d or nil end -- which day of several is not told
  end
  return first_date(view, best.article)
end

-- The date as EDTF; a year in the event's own name fills in one that is missing.
local function edtf_of(view, d, name)
  if not d then return nil end
  local year = not d.year and tonumber(year_re:match(name))
  if not d.year and not year and view.script ~= "Hans" then
    local roc = tonumber(roc_re:match(name)) -- 115年 is 2026
    year = roc and roc + 1911
  end
  if not year then return d.edtf end
  local copy = {}
  for k, v in pairs(d) do copy[k] = v end
  return dates.resolve({copy}, {event_year = year})[1].edtf
end

local function build(view, group, main)
  local c = best_of(group)
  local d, own = event_date(view, group, main)
  local name = c.visit and c.name:gsub("[%s\n]+", "") or name_of(group, c)
  local subject = institution.subject(view, c)
  if subject and institution.is_deixis(subject) then subject = nil end
  return {
    own_date = own, name = name, kind = c.visit and "调研" or c.kind, date = edtf_of(view, d, name),
    institution = subject or view.institution, place = place_of(view, c),
    start = c.start, stop = c.stop, to = c.article and c.article.stop or #view.text,
    article = c.article, main = group == main, section = c.section,
    confidence = math.min(0.95, 0.35 + 0.08 * math.max(0, c.score)),
  }
end

-- The event that something said at `at` belongs to: the last one told before
-- it in its article, the main one when none was. Calls come in text order.
local function owners(view, list)
  local of = {}
  for _, m in ipairs(list) do
    local told = of[m.article] or {next = 1}
    told[#told + 1], of[m.article] = m, told
    if m.main then told.main = m end
  end
  return function(at)
    local told = of[view.article_at(at)]
    if not told then return nil end
    while told[told.next] and told[told.next].start <= at do
      told.last, told.next = told[told.next], told.next + 1
    end
    return told.last or told.main
  end
end

local function give_hosts(view, list)
  local owner = owners(view, list)
  for _, act in ipairs(hosts.find(view)) do
    local m = owner(act.start)
    if m then
      m.hosts = m.hosts or {}
      for _, p in ipairs(act.people) do
        p.role = "host"
        if not m.hosts[p.person.name] then
          m.hosts[p.person.name] = true
          m.host = m.host and (m.host .. "、" .. p.person.name) or p.person.name
        end
      end
    end
  end
end

local RANK = {host = 1, speaker = 2, signatory = 3, leader = 4, attendee = 5}

-- Without a word of what they did, people belong to a meeting that was just named.
local BEFORE, BEHIND = 300, 900

local function near(m, p)
  return p.start > m.start - BEFORE and p.start < m.stop + BEHIND
end

local function give_participants(view, list)
  local owner = owners(view, list)
  for _, m in ipairs(list) do m.participants, m.by_name = {}, {} end
  for _, p in ipairs(view.mentions) do
    p.role = p.role or hosts.role(view, p)
    local m = not p.person.byline and p.role ~= "cited" and owner(p.start)
    if m and (p.role or near(m, p)) then
      local seat = m.by_name[p.person.name]
      if not seat then
        seat = {name = p.person.name, title = p.person.titles[1]}
        m.by_name[p.person.name] = seat
        m.participants[#m.participants + 1] = seat
      end
      if p.role and (RANK[p.role] or 9) < (RANK[seat.role] or 9) then seat.role = p.role end
    end
  end
end

-- One event told in two articles is one; what the second adds is kept.
local function merged(list)
  local out = {}
  for _, m in ipairs(list) do
    local twin
    for i = math.max(1, #out - NEAR), #out do
      local n = out[i]
      local close = alike(n, m) >= 0.7
      local fits = n.date == m.date or not (n.date and n.own_date and m.date and m.own_date)
      if close and fits and not (n.section or m.section) then twin = n end
    end
    if twin then
      if not twin.date or (m.own_date and not twin.own_date) then
        twin.date, twin.own_date = m.date, m.own_date
      end
      twin.host, twin.place = twin.host or m.host, twin.place or m.place
    else
      out[#out + 1] = m
    end
  end
  return out
end

--- The meetings of a document, in text order.
-- @tparam table view as `jiyao.document` prepares it; `view.mentions` get a `role`
-- @treturn {table,...} `date` (EDTF or nil), `name`, `kind`, `institution`, `place`,
--   `host`, `participants` ({name, title, role}), `topics`, `start`, `stop`
--   (bytes of the name in `view.text`), `confidence`
-- @usage
-- local view = jiyao.document.view("2024年6月8日,我院召开教学座谈会。座谈会由副院长林若溪主持。")
-- local m = jiyao.meetings.find(view)[1]
-- print(m.date, m.name, m.kind, m.host) --> 2024-06-08	教学座谈会	座谈会	林若溪
function M.find(view)
  local candidates = view.candidates or events.candidates(view)
  local by_article = groups_of(view, candidates)
  for _, c in ipairs(named_sessions(view, sections(view))) do table.insert(by_article[c.article], {c}) end
  local list = {}
  for _, article in ipairs(view.articles) do
    local groups = by_article[article]
    local main = main_group(groups)
    local visit = visit_of(view, article)
    if visit and (not main or best_of(main).score < visit.score) then
      main = {visit}
      groups[#groups + 1] = main
    end
    for _, g in ipairs(groups) do
      if keep(view, g, main) then list[#list + 1] = build(view, g, main) end
    end
  end
  table.sort(list, function(a, b) return a.start < b.start or (a.start == b.start and a.stop < b.stop) end)
  give_hosts(view, list)
  give_participants(view, list)
  list = merged(list)
  for _, m in ipairs(list) do m.topics = topics_of(view, m) end
  return list
end

return M
