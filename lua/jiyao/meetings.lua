--- Meetings of a document: which candidates are one event, when, where, who.
-- Rules over spans that C found, for an analyst to read and change. An event is
-- told by a verb that holds it (召开, 在…举行), by a headline, or by a visit.
-- Refuses to report what is only studied or cited, and to invent a date.
local asks = require "jiyao.asks"
local confidence = require "jiyao.confidence"
local cut = require "jiyao.cut"
local event_names = require "jiyao.event_names"
local events = require "jiyao.events"
local grouping = require "jiyao.grouping"
local happenings = require "jiyao.happenings"
local holders = require "jiyao.holders"
local likeness = require "jiyao.likeness"
local naming = require "jiyao.naming"
local participants = require "jiyao.participants"
local regex = require "jiyao.regex"
local reported = require "jiyao.reported"
local sessions = require "jiyao.sessions"
local spans = require "jiyao.spans"
local text = require "jiyao.text"
local tables = require "jiyao.tables"
local tellings = require "jiyao.told"
local today = require "jiyao.today"
local twins = require "jiyao.twins"
local venues = require "jiyao.venues"
local when = require "jiyao.when"
local years = require "jiyao.years"

local M = {}

local topic_res = {
  regex.new("以“([^”\n]{2,60})”为(?:主题|题)"), regex.new("围绕([^,，。\n]{3,40}?)(?:开展|展开|进行|作|做|,|，|。)"),
  regex.new("题为[“《]([^”》\n]{2,60})[”》]"), regex.new("主题[为是:：][“《]([^”》\n]{2,60})[”》]"),
  regex.new("(?:审议(?:通过)?|学习|传达|解读|讨论)了?《([^》\n]{2,60})》"),
}

--- Similarity of two event names, 0 to 1: Dice over pairs of characters, at
-- least 0.8 where one of four characters or more contains the other.
-- @tparam string a
-- @tparam string b
-- @treturn number
-- @usage
-- print(jiyao.meetings.similarity("2023年度工作会议", "年度工作会议")) --> 0.8
function M.similarity(a, b)
  return likeness.of(grouping.bare(a), grouping.bare(b), 0.8)
end

-- What is said of a meeting stands near its name.
local REPORT = 6000

local function why(rule, from, hit)
  return {rule = rule, start = from + hit.start, stop = from + hit.stop}
end

local function told_place(view, c)
  local sentence = view.sentence_at(c.start)
  local hit = sentence and venues.said(text.sub(view.text, sentence.start, sentence.stop))
  if hit then return hit.words, why("在… before a holding verb", sentence.start, hit) end
end

-- The place that the best telling of a group gives, or else another; and else the line
-- of a form or of the minutes that its article is.
local function place_of(view, c, group, main)
  local place, why_place = told_place(view, c)
  for _, other in ipairs(place and {} or group) do
    if not place and (other.held or other.in_title) then place, why_place = told_place(view, other) end
  end
  if place then return place, why_place end
  local has_line = c.rule or group == main
  local line = has_line and venues.line(cut.after(view.text, c.article.start, 3000))
  if not line then return nil end
  return line.words, why("the line 地点", c.article.start, line)
end

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

local first_day_re = regex.new("首日|第一天|首天")

local soon_re = regex.new("随后|紧接着|接着")
local during_re = regex.new("(?:期间|会期)[内里]?,?(?:[还也]|同时|同步|另|并)?")

local same_day_re = regex.new("当[日天]|同[日天]|当晚")

-- Whether the words of its sentence before a candidate say something.
local function says(view, c, re)
  local sentence = view.sentence_at(c.start)
  return sentence ~= nil and re:find_in(view.text, sentence.start, c.start) ~= nil
end

local event_date

local function main_date(view, main, c)
  local d = event_date(view, main, main)
  if not d or not d.range then return d end
  if c.section or says(view, c, during_re) then return d end
  return says(view, c, first_day_re) and when.first_of(d) or nil -- which day of several is not told
end

-- A notice sets the day in one of its items: 一、会议时间.
local notice_re = regex.new("的(?:预?通知|邀请函|函|公告)(?:[(（][^()（）]{1,12}[)）])?$|^(?:会议)?(?:通知|邀请函)")

local function set_by_notice(view, article)
  return notice_re:find(article.title or "") and when.stated(view, article.article or article)
end

-- The first day of the article, unless what is told as held of late has a day that is
-- another event's.
local lately_re = regex.new("近日|日前|近期|不久前")

local function first_day(view, group, best)
  local d = when.first(view, best.article)
  local lately = false
  for _, c in ipairs(group) do lately = lately or says(view, c, lately_re) end
  local before = lately and d and d.stop <= best.start
  if before and (d.edtf == view.published or years.is_heading(view, d)) then return nil end -- the page's
  local sentence = d and lately and view.sentence_at(d.start)
  for _, c in ipairs(sentence and view.within(view.candidates, d.start, sentence.stop) or {}) do
    local mine = false
    for _, own in ipairs(group) do mine = mine or own == c end
    if c.verb == "before" and not mine and not grouping.is_generic(c) then return nil end
  end
  return d
end

-- The day of an event and the rule that gave it; whether it is its own.
local function find_date(view, group, main)
  local best = grouping.best(group)
  if best.stated then return best.stated, "the line 时间 of its form", true end
  local speech = best.in_title and when.of_speech(view, best)
  if speech then return speech, "the day under the headline of a speech", true end
  local d = grouping.day(view, group)
  if d and d.range and d.stop < best.start then
    local near = when.within_range(view, best, d)
    if near then return near, "a day of several, told nearer", true end
  end
  if d then return grouping.days(view, group), "in the sentence that tells it", true end
  d = when.following(view, best)
  if d then return d, "a day in the month that is told", true end
  if best.section and not best.named then return nil end
  d = today.of(view, best)
  if d then return d, "today or yesterday, by the day of the page", true end
  d = not best.in_title and when.nearby(view, best, best.section or says(view, best, soon_re))
  if d and d.range and says(view, best, first_day_re) then
    return when.first_of(d), "the first of the days told before"
  end
  if d then return d, "told before it in the paragraph" end
  d = says(view, best, same_day_re) and when.before(view, best)
  if d then return d, "the day told before it" end
  if main and main ~= group then
    d = main_date(view, main, best)
    return d, d and "the day of what the article is about"
  end
  d = best.in_title and set_by_notice(view, best.article)
  if d then return d, "the line 时间 of the notice" end
  return first_day(view, group, best), "the first day of the article"
end

function event_date(view, group, main)
  if not group.date then group.date = {find_date(view, group, main)} end
  return table.unpack(group.date, 1, 3)
end

local function why_date(d, rule)
  return d and {rule = rule, start = d.start, stop = d.stop}
end

local quoted_re = regex.new("[“「『][^”」』]*[”」』]")
local lesson_re = regex.new("党课")
local studied_re = regex.new("学习了|集中学习|专题学习|传达学习|领学|学习研讨")
local goes_re = regex.new("赴|前往|走进|参观|来到")

-- A party day is a party lesson where the sentence that tells it or the next tells one, and no
-- journey; one of study where that is all that is told.
local function kind_of(view, group, c, named)
  local kind = c.visit and c.kind or named.kind
  if kind ~= "党课" or lesson_re:find((quoted_re:gsub(named.name, ""))) then return kind end
  local studied = false
  for _, told in ipairs(group) do
    local sentence, i = view.sentence_at(told.start)
    local stop = sentence and (view.sentences[i + 1] or sentence).stop
    local lesson = sentence and lesson_re:find_in(view.text, sentence.start, stop)
    local gone = sentence and goes_re:find_in(view.text, sentence.start, stop)
    if lesson and not gone then return kind end
    studied = studied or sentence and not gone and studied_re:find_in(view.text, sentence.start, stop) ~= nil
  end
  return studied and "学习会" or "其他"
end

local function names_of(group, name)
  local names = {name}
  for _, c in ipairs(group) do names[#names + 1] = c.name end
  return names
end

-- What a name that joins two keeps where the second is an event of its own.
local HALVES = {["rest"] = regex.new("暨([^暨]{4,})$"), [true] = regex.new("^([^暨]{4,})暨")}

-- Two talks are one event, by what one calls it: 作了题为“甲”和“乙”的报告,…聆听了报告会.
local two_talks_re = regex.new("”(?:和|与|及|、|以及)“[^”]*”的?[^“”]{0,6}(?:报告|讲座|演讲)$")
local gathering_re = regex.new("(报告会|讲座)")
local AFTER = 900 -- bytes

local function build(view, group, main, kept)
  local c = grouping.best(group)
  local d, rule, own = event_date(view, group, main)
  local name, why_name, named = naming.of(view, group, c)
  local half = group.half and HALVES[group.half]:match(name)
  local several = two_talks_re:find(name)
  name = several and gathering_re:match(cut.after(view.text, c.stop, AFTER, c.article.stop)) or name
  local kind = half and events.kind(half) or kind_of(view, group, c, named)
  local body, why_body = holders.of(view, group, c, main)
  local place, why_place = place_of(view, c, group, main)
  return {
    own_date = own, name = half or name, kind = kind,
    date = years.edtf(view, d, names_of(group, name)),
    institution = body, place = place, best = c, group = group,
    start = c.start, stop = c.stop, to = c.article and c.article.stop or #view.text,
    article = c.article, main = group == main, section = c.section,
    why = {event = {rule = kept, start = c.clause, stop = c.stop}, name = why_name, date = why_date(d, rule),
      kind = {rule = c.rule or "the last word of the name", start = c.start, stop = c.stop},
      institution = why_body, place = why_place},
  }
end

-- The group that an article is about: an announcement's form, a visit or a
-- signing may tell it better than any event noun does.
local ceremony_re = regex.new("^签(?:约|字|署|订)[^,。]{0,6}(?:仪式|典礼|礼|会)$")

-- A signing that the text calls a ceremony is called so: 签约仪式后,….
local function ceremony_of(groups)
  for _, g in ipairs(groups) do
    for _, c in ipairs(g) do
      if c.kind == "签约仪式" and ceremony_re:find(c.name) then return c end
    end
  end
end

-- What was looked at, which the headline says better.
local inspects_re = regex.new("^[^“]+(?:检查|督查|督导|调研|视察|走访)$")

-- Characters that the name of a visit has where it is told in full.
local FULL = 5

-- 6月8日,何静一行来我校调研。调研座谈会…举行: a sit-down without a title is of the visit told before it.
local function sat_down(view, c, main)
  local day = c.visit and not c.in_title and when.own(view, c)
  local theirs = day and grouping.day(view, main)
  if not day or theirs and not when.share_a_day(day, theirs) then return false end
  for _, other in ipairs(main) do
    if other.in_title or other.start < c.start or not reported.is_sitdown(other) then return false end
  end
  return true
end

local function main_of(view, article, groups)
  local main = reported.main(view, groups)
  local ceremony = main and grouping.best(main)
  ceremony = ceremony and ceremony.kind == "签约仪式" and ceremony.after
  for _, of in ipairs {happenings.form, happenings.visit, happenings.signing} do
    local c = not (ceremony and of == happenings.signing) and of(view, article)
    local best = main and grouping.best(main)
    local visit = best and c and c.in_title and c.visit and best.kind == "调研" and best.score == c.fixed
      and utf8.len(best.name) < FULL
      or best and c and c.in_title and c.visit and c.kind == "调研"
        and (reported.is_sitdown(best) or best.kind == "调研" and inspects_re:find(best.name)
          and not grouping.in_headline(main))
    if c and (not best or best.score < c.fixed or visit or sat_down(view, c, main)) then
      local named = of == happenings.signing and ceremony_of(groups)
      if named then c.name, c.named = named.name, true end
      c.score = c.fixed
      main = {c}
      groups[#groups + 1] = main
    end
  end
  return main
end

-- What an article is about stands so near to its beginning, in bytes.
local LEAD = 600

-- What a headline says was done is the event of its article where the text tells
-- only of another that followed, or on another day.
local plain_re = regex.new("(?:简单|简短|简朴|小型)而?(?:隆重|温馨|热烈)?的?(?:仪式|典礼)$")

local function of_headline(view, article, groups, main)
  local c = happenings.title_deed(view, article)
  if not main or not c or c.visit or grouping.in_headline(main) then return main end
  local first, day = when.first(view, article), grouping.day(view, main)
  local best = grouping.best(main)
  local apart = first and day and not when.share_a_day(first, day) or grouping.is_after(view, best)
  if not apart and plain_re:find(best.name) then -- 开车前的简单仪式: part of what the headline says was done
    c.score, main.best = best.score + 1, nil
    main[#main + 1] = c
  end
  if not apart or best.name:find(c.deed, 1, true) then return main end
  c.score = c.fixed
  groups[#groups + 1] = {c}
  return groups[#groups]
end

-- What is done on a day stands for the event of an article that tells no other.
local function add_deed(view, article, groups, main)
  local kept, above = false, false
  for _, g in ipairs(groups) do
    local c = grouping.best(g)
    if not c.announced and reported.keep(view, g, main) then
      local near = c.start - math.max(article.start, article.title_stop or 0) < LEAD
      kept, above = true, above or near or grouping.in_headline(g) or c.visit or c.kind ~= "其他"
    end
  end
  if above then return of_headline(view, article, groups, main) end
  local c = kept and happenings.title_deed(view, article)
    or not kept and (happenings.deed(view, article) or tellings.talk(view, article)
      or tellings.minutes(view, article))
  if not c then return main end
  c.score = c.fixed
  groups[#groups + 1] = {c}
  return groups[#groups]
end

-- Events that stand so near may be one.
local NEAR = 20

-- Whether a visit is what another event of the same day says better.
local function told_by_another(view, groups, i)
  local c = grouping.best(groups[i])
  local d = c.visit and not c.follows and when.own(view, c)
  for k = d and math.max(1, i - NEAR) or 1, d and math.min(#groups, i + NEAR) or 0 do
    local o = grouping.best(groups[k])
    local day = k ~= i and not o.visit and o.held and grouping.day(view, groups[k])
    if day and when.share_a_day(day, d) and (day.range or not d.range) then return true end
  end
  return false
end

local function add_alone(by_article, list)
  for _, c in ipairs(list) do
    c.score = c.fixed
    table.insert(by_article[c.article], {c})
  end
end

-- A series of which two or more are told each on its day is none of them.
local PARTS = 2

local series_re = regex.new("系列活动[”」』]?$|^活动$")

local function without_umbrellas(list)
  local parts, out = {}, {}
  for _, m in ipairs(list) do
    local page = m.article.article or m.article
    if m.date and not series_re:find(m.name) then parts[page] = (parts[page] or 0) + 1 end
  end
  for _, m in ipairs(list) do
    local told = parts[m.article.article or m.article] or 0
    if not (m.main and series_re:find(m.name) and told >= PARTS) then out[#out + 1] = m end
  end
  return out
end

local function built(view)
  local candidates = view.candidates or events.candidates(view)
  local by_article = grouping.of(view, candidates)
  add_alone(by_article, sessions.of(view))
  add_alone(by_article, happenings.visits(view))
  add_alone(by_article, happenings.forms(view))
  add_alone(by_article, tables.find(view))
  add_alone(by_article, tellings.announced(view))
  add_alone(by_article, tellings.listed(view))
  add_alone(by_article, tellings.signings(view))
  local list = {}
  for _, article in ipairs(view.parts) do
    local groups = by_article[article]
    local main = add_deed(view, article, groups, main_of(view, article, groups))
    for i, g in ipairs(groups) do
      local kept, rule = reported.keep(view, g, main)
      if kept and (g == main or not told_by_another(view, groups, i)) then
        local m = build(view, g, main, rule)
        if event_names.is_sound(m.name) then list[#list + 1] = m end
      end
    end
  end
  return without_umbrellas(list)
end

--- The meetings of a document, in text order.
-- @tparam table view as `jiyao.document` prepares it; `view.mentions` get a `role`
-- @treturn {table,...} `date` (EDTF or nil), `name`, `kind`, `institution`, `place`,
--   `host`, `participants` ({name, title, role}), `topics`, `asks`
--   (what was asked for: 一是…二是…), `start`, `stop` (bytes of the name in `view.text`), `confidence`, and `why`: for each field the
--   `rule` that gave it and the words, `start` and `stop`
-- @usage
-- local view = jiyao.document.view("2024年6月8日,我院召开教学座谈会。座谈会由副院长林若溪主持。")
-- local m = jiyao.meetings.find(view)[1]
-- print(m.date, m.name, m.kind, m.host) --> 2024-06-08	教学座谈会	座谈会	林若溪
-- print(m.why.host.rule) --> 由…主持, of the whole
function M.find(view)
  local list = built(view)
  spans.sort(list)
  participants.give(view, list)
  years.share_year(list)
  list = twins.merge(list)
  for _, m in ipairs(list) do
    m.topics = topics_of(view, m)
    m.asks = asks.of(cut.after(view.text, m.start, REPORT, m.to))
    m.confidence = confidence.of_meeting(m)
  end
  return list
end

return M
