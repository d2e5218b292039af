--- The year of a day that is told without one.
-- Knows that the name of an event may say it, or a line above the day, or words right
-- before it, and that one looks back on a year in the next. Refuses to know which day an
-- event took place on: that is `jiyao.when`.
-- @module jiyao.years
-- @internal
local chronicles = require "jiyao.chronicles"
local cut = require "jiyao.cut"
local dates = require "jiyao.dates"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

-- Years that a name states: 2024年度, 2017届, 二〇二三年度, 115年; 2024级 only of those
-- who enter, since a cohort stays for years.
local year_re = regex.new("(?<![0-9])((?:19|20)[0-9]{2})(?:年|届|学年|[-—/][0-9]{2,4}学年|$|\\s|[“「第春夏秋冬新国全])")
-- Four digits before a name, which count nothing: not 1500米长跑, 2000人合唱.
local first_year_re = regex.new("^[“「『]?((?:19|20)[0-9]{2})(?![0-9级]|" ..
  "\\s?[余多]?(?:米|人|名|元|公里|平方|亩|项|个|家|件|份|册|场|次|位|盏|株|吨|斤|m))")
local entering_re = regex.new("(?<![0-9])((?:19|20)[0-9]{2})级[^,，。;；\\n]{0,14}" ..
  "(?:新生|新同学|入学|开学|迎新|报到|军训|入校|始业)")
local roc_re = regex.new("^[“「『]?(1[0-9][0-9])(?:学年度|年)|" ..
  "^[^0-9,。]{0,12}?(1[0-9][0-9])级[^,。]{0,8}(?:毕业|结业|拨穗|授证)")
local han_year_re = regex.new("([一二]?[〇零○九][〇零○一二三四五六七八九]{2}|[二][〇零○][〇零○一二三四五六七八九]{2}|一九[〇零○一二三四五六七八九]{2})年")
-- Held after the year that it looks back on.
local back_re = regex.new("年度(?:[^,。]{0,30})?(?:民主生活会|组织生活会|述职|总结|表彰|考核|测评|评议|颁奖)")
local back_meeting_re = regex.new("年度(?:[^,。]{0,30})?" ..
  "(?:生活会|述职[^,。]{0,8}会|总结[^,。]{0,8}会|表彰[^,。]{0,8}会)")
local SPRING = 4 -- the last month in which one looks back
local ENTRY, ENTERED = 7, 10 -- the first and the last month in which a cohort enters
local PAGE = 6000 -- bytes

local DIGITS = {["〇"] = 0, ["零"] = 0, ["○"] = 0, ["一"] = 1, ["二"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5,
  ["六"] = 6, ["七"] = 7, ["八"] = 8, ["九"] = 9}

--- Whether a month has such a day; 29 February where no year says otherwise.
-- @function has_day
-- @tparam ?integer year
-- @tparam integer month
-- @tparam integer day
-- @treturn boolean
-- @usage
-- local years = require "jiyao.years"
-- print(years.has_day(nil, 2, 29), years.has_day(2023, 2, 29)) --> true	false
function M.has_day(year, month, day)
  local stated = year and year > 0 and ("%04d"):format(year) or "XXXX"
  return month ~= nil and dates.valid(("%s-%02d-%02d"):format(stated, month, day))
end

local HEADING = 90 -- bytes

local sentence_re = regex.new("[。,，;；!?！？]|[0-9]级")

--- The line that a date stands in, so far as it is near.
-- @function line_of
-- @tparam table view `text`
-- @tparam table d a date
-- @treturn string
-- @usage
-- local s = "云岭医院大事记\n2004年6月\n6月8日,新楼落成。"
-- print(require "jiyao.years".line_of({text = s}, jiyao.dates.find(s)[1])) --> 2004年6月
function M.line_of(view, d)
  local before, after = cut.before(view.text, d.start, HEADING), cut.after(view.text, d.stop, HEADING)
  return before:match("[^\n]*$") .. text.sub(view.text, d.start, d.stop) .. after:match("^[^\n]*")
end

--- Whether a date stands in a line that says the year of what stands below: 二〇二一年七月, 院史大事记 2004年.
-- @function is_heading
-- @tparam table view `text`
-- @tparam table d a date
-- @treturn boolean
-- @usage
-- local s = "云岭医院大事记\n2004年6月\n6月8日,新楼落成。"
-- local years, list = require "jiyao.years", jiyao.dates.find(s)
-- print(years.is_heading({text = s}, list[1]), years.is_heading({text = s}, list[2])) --> true	false
function M.is_heading(view, d)
  local line = M.line_of(view, d)
  return #line < HEADING and not sentence_re:find(line)
end

local function han_year(name)
  local digits = han_year_re:match(name)
  if not digits or utf8.len(digits) ~= 4 then return nil end
  local year = 0
  for _, c in utf8.codes(digits) do year = year * 10 + (DIGITS[utf8.char(c)] or 0) end
  return year
end

-- A look back at one year and ahead at the next: 2023年总结暨2024年部署会, at the turn of the two.
local two_years_re = regex.new("((?:19|20)[0-9]{2})年(?![0-9]).{3,}?((?:19|20)[0-9]{2})年")

local function turn_of(name, month)
  local before, after = two_years_re:match(name)
  if not before or tonumber(after) ~= tonumber(before) + 1 then return nil end
  return tonumber(month <= SPRING and after or before)
end

-- The year that the name of an event states.
local function year_of(view, name)
  local stated = first_year_re:match(name) or year_re:match(name) or entering_re:match(name)
  local year = tonumber(stated or "") or han_year(name)
  local named, leaving = roc_re:match(name)
  local roc = not year and view.script ~= "Hans" and tonumber(named ~= "" and named or leaving)
  return year or roc and roc + 1911 or nil
end

-- What is announced is signed before its day.
local notice_re = regex.new("预告|通知|公告|启事|邀请")
local NOTICE = 300 -- bytes
local PLANS = 4000 -- bytes

-- A year that is stated so near, in bytes, is the year of a day behind it.
local BESIDE, SAME = 9, 240
local LONGEST = 150 -- bytes of a date
local YEAR_BYTES = 10

local function states_year(h)
  return h.year and h.year > 1900 and h.reason == "own" and not h.published and not h.dateline
end

local function month_of(h)
  return h.month and h.month > 0 and h.month or nil
end

-- 2020年是…收官之年: the year that a page speaks from.
local told_re = regex.new("^(?:是|恰逢|正值)")

local function is_told(view, h)
  return not h.month and told_re:after(view.text, h.stop, 9) ~= nil
end

-- The last line above that states the year of days of a month. Those of a month are
-- looked for once, since a chronicle has thousands of days.
local function heading_before(view, d)
  if not d.month then return nil end
  local of = view.headings or {}
  view.headings = of
  local list = of[d.month] or {}
  for _, h in ipairs(of[d.month] and {} or view.dates) do
    local month = month_of(h)
    local undated = not (h.day and h.day > 0) and (not month or d.month <= month)
    local heads = M.is_heading(view, h) and not back_meeting_re:find(M.line_of(view, h))
    if undated and states_year(h) and (heads or is_told(view, h)) then list[#list + 1] = h end
  end
  of[d.month] = list
  return view.last_at(list, d.start - 1)
end

-- The year of those who enter, where a day in their first weeks is told of them, in its
-- sentence or, in the months in which one enters, on its page.
local function entry_year(view, d)
  local sentence = d.month and d.month >= ENTRY and view.sentence_at(d.start)
  if not sentence then return nil end
  local year = entering_re:match(text.sub(view.text, sentence.start, sentence.stop))
  if not year and d.month <= ENTERED then year = entering_re:match(cut.after(view.text, 0, PAGE)) end
  return tonumber(year or "")
end

local function page_of(view, d)
  local part = view.part_at(d.start)
  return part and part.article or part
end

-- What is reported of a year and what is planned for one: 作2023年度工作报告 is said at its
-- end or in the next year, 通报2024年工作要点 before it or in its first half.
local TOLD = "(?:作|做|汇报|介绍|通报|听取|审议|总结|回顾|宣读|讨论)了?[^,。;]{0,16}?((?:19|20)[0-9]{2})年度?的?"
local report_re = regex.new(TOLD .. "[^,。;年会]{0,12}?(?:报告|进展|情况|总结)")
local outline_re = regex.new(TOLD .. "[^,。;年]{0,8}?(?:要点|计划|安排|思路|打算|目标)")
local LAST_OF_HALF, FIRST_OF_END = 8, 10 -- months

local function reported_year(view, d, page)
  if page.reported == nil then
    local words = text.sub(view.text, page.start, page.stop)
    page.reported, page.outlined = tonumber(report_re:match(words) or "") or false,
      tonumber(outline_re:match(words) or "") or false
  end
  local half = d.month and d.month <= LAST_OF_HALF
  if not half and (d.month or 0) < FIRST_OF_END then return nil end
  if page.outlined then return half and page.outlined or page.outlined - 1 end
  return page.reported and (half and page.reported + 1 or page.reported) or nil
end

-- The year that stands before a day: right before it, with a month that is no later
-- than its own in the same words, or in a line above that is no sentence; else that of
-- the day under which a notice is signed.
local function stated_year(view, d)
  local stating = heading_before(view, d)
  for _, h in ipairs(view.within(view.dates, d.start - SAME - LONGEST, d.stop)) do
    local month = month_of(h)
    local before = month and d.month and h.month <= d.month
    local near = h.stop + BESIDE >= d.start or before and h.stop + SAME >= d.start
    local later = h.start < d.start and (not stating or h.start > stating.start)
    local beside = later and near and page_of(view, h) == page_of(view, d)
    if beside and states_year(h) then stating = h end
  end
  local year = stating and stating.year
  local last = not year and view.dates[#view.dates]
  local signed = last and last.start > d.start and last.day and last.day > 0 and last.reason == "own"
  local notice = signed and notice_re:after(view.text, 0, NOTICE)
  if notice and M.is_heading(view, last) then return last.year end
  local page = page_of(view, d)
  year = year or page and chronicles.year(view, page, d)
  return year or entry_year(view, d) or page and reported_year(view, d, page)
end

-- One looks back on a year and plans the next: 就做好2024年工作提出要求. The day then
-- lies in the year that is planned for.
local plan_re = regex.new("(?:做好|抓好|部署|安排|谋划|布置|开展|推进|推动|展望|围绕|就|对|在)[^,，。;；\\n]{0,8}?" ..
  "((?:19|20)[0-9]{2})年(?:度|的)?" ..
  "[^,，。;；\\n]{0,16}?(?:工作|任务|计划|思路|目标|重点|安排)")

-- What was done before it in the last weeks of a year, of which it is told too: 1月9日,
-- 召开2022年度民主生活会。会前,12月28日,….
local LATE = 11 -- a month

local function after_turn(view, d)
  local article = view.part_at(d.start)
  local from, stop = math.max(article.start, d.start - PAGE), math.min(article.stop, d.start + PAGE)
  for _, other in ipairs(view.within(view.dates, from, stop)) do
    local day = other.day and other.day > 0 and not other.published and other.reason ~= "own"
    if day and other.month and other.month >= LATE then return true end
  end
  return false
end

-- The year that stands before the name somewhere on its page: 2021年省刺绣竞赛获奖名单公布.
local FULL, TIMES = 24, 4 -- bytes; tellings

local function year_before(view, d, names)
  local page = page_of(view, d)
  local from = page and math.max(page.start, d.start - PAGE)
  local words = page and cut.after(view.text, cut.boundary(view.text, from, 1), 2 * PAGE, page.stop) or ""
  for _, name in ipairs(page and names or {}) do
    local at = #name >= FULL and words:find(name, 1, true)
    for _ = 1, at and TIMES or 0 do
      local before = at and cut.before(words, at - 1, YEAR_BYTES)
      local stated = before and (before:match("([12]%d%d%d)年$") or before:match("([12]%d%d%d)年度$"))
      if stated then return tonumber(stated) end
      at = before and words:find(name, at + #name, true)
    end
  end
end

-- A day or month, or several, in another year.
local function in_year(d, year, mark)
  local days = {}
  for month, day in d.edtf:gmatch("%-(%d%d)%-?(%d?%d?)") do
    days[#days + 1] = year .. "-" .. month .. (day ~= "" and "-" .. day or "") .. mark
  end
  return table.concat(days, "/")
end

local function next_year(view, d, year)
  local article = year and view.part_at(d.start)
  for hit in plan_re:gmatch(article and cut.after(view.text, d.stop, PLANS, article.stop) or "") do
    if tonumber(hit[1]) == year + 1 then return in_year(d, ("%04d"):format(year + 1), "~") end
  end
end

-- 在2020年新春佳节来临之际: the first weeks of that year, and the last before it.
local coming_re = regex.new("((?:19|20)[0-9]{2})年?(?:农历)?(?:[一-龥]年)?(?:新春|新年|元旦|春节|元宵|两节)[^,。;\\n]{0,6}?" ..
  "(?:来临|到来|临近|将至|将临|之际|前夕)")

local function coming_year(view, d)
  if not d.month or d.month > SPRING and d.month < LATE then return nil end
  local article = view.part_at(d.start)
  if not article.coming then
    local year = coming_re:match(cut.after(view.text, article.start, PAGE, article.stop))
    article.coming = {year = tonumber(year or "")}
  end
  local year = article.coming.year
  return year and (d.month <= SPRING and year or year - 1)
end

-- 2009年3月6日,…来访。3月6日上午,双方座谈: a day that is told again owes no year to the page.
local AGES = 4 -- years; a day of long ago is commemorated

local function told_before(view, d)
  if d.reason ~= "published" or d.range or not d.day then return nil end
  for _, other in ipairs(view.within(view.dates, math.max(0, d.start - PAGE), d.start)) do
    local same = other.day == d.day and other.month == d.month and other.reason == "own" and other.year
    local plain = same and not other.published and not other.dateline and not other.range
    if plain and other.year < d.year and d.year - other.year <= AGES then return other.year end
  end
end

--- A day as EDTF; a year in one of the event's own names fills in one that is missing.
-- @function edtf
-- @tparam table view
-- @tparam ?table d a date
-- @tparam {string,...} names of the event in the text
-- @treturn ?string
-- @usage
-- local years = require "jiyao.years"
-- local view = jiyao.document.view("6月8日")
-- print(years.edtf(view, view.dates[1], {"教学工作会议", "2024年度教学工作会议"})) --> 2024-06-08~
function M.edtf(view, d, names)
  if not d then return nil end
  local inferred = d.edtf:find("~", 1, true) ~= nil
  local backward, year, turn = false, nil, nil
  for _, name in ipairs(names) do
    backward = backward or (d.month and d.month <= SPRING and back_re:find(name) ~= nil)
    year, turn = year or year_of(view, name), turn or d.month and turn_of(name, d.month)
  end
  local again = told_before(view, d)
  if again then return in_year(d, ("%04d"):format(again), "~") end
  if not d.year then
    year = year or year_before(view, d, names) or stated_year(view, d) or coming_year(view, d)
  end
  -- A day that was reckoned back from that of the page owes no year to the name.
  local open = not d.year or inferred and d.year == year and d.reason ~= "published"
  local of_turn = turn and inferred and d.reason == "event" and math.abs(turn - d.year) <= 1
  if turn and (open or of_turn) then return in_year(d, ("%04d"):format(turn), "~") end
  if backward and open then
    local told = year and not d.year and stated_year(view, d) == year + 1
    if told then return in_year(d, ("%04d"):format(year + 1), "~") end
    local turned = year and not d.year and after_turn(view, d)
    local told_year, mark = turned and ("%04d"):format(year + 1) or "XXXX", turned and "~" or ""
    return next_year(view, d, year) or in_year(d, told_year, mark)
  end
  if d.year or not year then return d.edtf end
  local copy = {}
  for k, v in pairs(d) do copy[k] = v end
  local known = not copy.day or copy.day <= 0 or M.has_day(year, copy.month, copy.day)
  return known and dates.resolve({copy}, {event_year = year})[1].edtf or d.edtf
end

local unknown_re = regex.new("XXXX-([0-9]{2})")

--- Gives events whose year is not known that of the others on the page, where those are of
-- one year and one of them took place no more than a month before or after.
-- @function share_year
-- @tparam {table,...} meetings with `date`; those are changed
-- @usage
-- local list = {{date = "2021-10-11~"}, {date = "XXXX-10-13"}}
-- require "jiyao.years".share_year(list)
-- print(list[2].date) --> 2021-10-13~
function M.share_year(meetings)
  local year, months = nil, {}
  for _, m in ipairs(meetings) do
    local y, month = (m.date or ""):match("^(%d%d%d%d)%-(%d%d)")
    if y and year and y ~= year then return end
    year = y or year
    if y then months[#months + 1] = tonumber(month) end
  end
  for _, m in ipairs(year and meetings or {}) do
    local month, near = tonumber(unknown_re:match(m.date or "") or ""), false
    for _, other in ipairs(month and months or {}) do near = near or math.abs(other - month) <= 1 end
    if near then m.date = m.date:gsub("XXXX(%-%d%d%-%d%d)~?", year .. "%1~") end
  end
end

return M
