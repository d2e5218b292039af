--- The day of an event: which of the days of a text it took place on.
-- Knows that an event's own sentence says it best, then its paragraph, then the
-- beginning of its article. Refuses to take the day of a page or of a report for the
-- day of an event, and to know its year where the day states none: that is `jiyao.years`.
-- @module jiyao.when
-- @internal
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local several = require "jiyao.several"
local text = require "jiyao.text"
local years = require "jiyao.years"

local M = {}

-- Behind a day: it is the day of something else that is only named.
local other_re = regex.new("^(?:上午|下午|晚)?(?:,|在[^,。;\\n]{1,20})?(?:召开|举行|举办|印发|发布|下发|出台|通过|成立|闭幕|开幕)的|" ..
  "^[^,。;、\\n]{2,24}(?:会议?|活动|仪式)(?:的|召开|举行|开展)*(?:情况|精神|决议|决定|部署|纪要)|" ..
  "^[^,。;、\\s]{0,6}[电讯][\\s(,]|" .. -- 11月30日海州讯 is a dateline
  "^(?:来临|到来|前夕|前后|之际|以前|之前|" ..
  "前(?![往去来赴])|起(?![程身草])|至今|以来|截止)|^(?:是|为)(?:全国|国际|世界|我国)?[^,。]{0,12}[日节]|^\\)(?:来临|到来|之际)")
local heading_re = regex.new("上的?(?:讲话|发言|致辞|致词|报告|演讲|总结)")
local time_line_re = regex.new("(?:^|[\\n)])[ \\t\\r]*+(?:[一二三四五六0-9]{1,2}[、.]\\s*+)?(?:会议|活动|讲座|培训|举办|召开|" ..
  "报告)?时\\s*+间(?:[、和及与]?地点)?\\s?(?:[:：]\\s*|\\s{1,4}(?=[0-9]))|" ..
  "(?<!发布|更新|发稿|报名|发表|录入|添加|截止|浏览|修改|提交|成文)时间[:：]\\s*(?=[0-9一二])")

local function is_day(d)
  return d.day and d.day > 0 and d.month and d.month > 0
end

local function usable(d)
  return is_day(d) and not d.published and not d.dateline
end

-- Several days, from a day on.
local function until_day(d, edtf, stop, day, month)
  local copy = {}
  for k, v in pairs(d) do copy[k] = v end
  copy.range, copy.edtf, copy.stop = true, d.edtf .. "/" .. edtf, stop
  copy.end_day, copy.end_month, copy.end_year = day, month, d.year
  return copy
end

-- A day in another month and year than it states.
local function in_month(d, edtf, year, month)
  local copy = {}
  for k, v in pairs(d) do copy[k] = v end
  local mark = year and "~" or ""
  copy.range, copy.edtf = false, ("%s-%02d%s"):format(edtf, d.day, mark)
  copy.year, copy.month, copy.reason = year, month, "published"
  local last = d.range and d.end_day and years.has_day(year, month, d.end_day)
  if not last then return copy end
  return until_day(copy, ("%s-%02d%s"):format(edtf, d.end_day, mark), d.stop, d.end_day, month)
end

-- An issue of a month tells of the days of that month: 2024年6月, then 8日,….
local function of_issue(view, d)
  local year, month = (view.published or ""):match("^(%d%d%d%d)%-(%d%d)$")
  return year and in_month(d, view.published, tonumber(year), tonumber(month)) or nil
end

-- Lines that state a month, once for each page.
local function months_of(view, page)
  local list = page.months or {}
  local from = math.min(page.start, page.title_start or page.start)
  for _, h in ipairs(page.months and {} or view.within(view.dates, from, page.stop)) do
    local states = h.month and h.month > 0 and not (h.day and h.day > 0) and not h.range
    if states and years.is_heading(view, h) then list[#list + 1] = h end
  end
  page.months = list
  return list
end

-- The month that a line above states: 五月份活动剪影, then 12日,….
local function of_heading(view, d)
  local part = view.part_at(d.start)
  local page = part and part.article or part
  local month = page and view.last_at(months_of(view, page), d.start - 1)
  if not month or not years.has_day(month.year, month.month, d.day) then return nil end
  local year = month.year and ("%04d"):format(month.year) or "XXXX"
  return in_month(d, ("%s-%02d"):format(year, month.month), month.year, month.month)
end

-- What is done on the 8th for a feast on the 12th is of its month: 5月12日是护士节,医院8日举办….
local of_feast_re = regex.new("^[)]?[是为][^,。]{0,16}[日节](?:前夕?)?,")

-- A day without its month, taken into the month of the last full day before it in
-- its article: 24日下午 after 2月24日至26日; else into that of the issue.
local function completed(view, d)
  if d.completed ~= nil then return d.completed or nil end
  d.completed = false
  if not d.day or d.day <= 0 or d.month and d.month > 0 or d.published or d.dateline then return nil end
  local article = view.part_at(d.start)
  for _, full in ipairs(view.within(view.dates, math.max(article.start, d.start - 3000), d.start)) do
    local told = usable(full) and not full.founded -- 于2004年12月12日奠基 is of no month of the news
    local on = told and (d.day >= full.day or of_feast_re:after(view.text, full.stop, 75))
    if on and years.has_day(full.year, full.month, d.day) then
      local copy = {}
      for k, v in pairs(full) do copy[k] = v end
      copy.range, copy.day, copy.start, copy.stop = false, d.day, d.start, d.stop
      local first = full.edtf:match("^[^/~]+"):gsub("%d%d$", ("%02d"):format(d.day))
      copy.edtf = first .. (full.edtf:match("~") or "")
      if d.range and d.end_day and years.has_day(full.year, full.month, d.end_day) then
        local last = copy.edtf:gsub("%d%d(~?)$", ("%02d"):format(d.end_day) .. "%1")
        copy = until_day(copy, last, d.stop, d.end_day, full.month)
      end
      d.completed = copy
    end
  end
  d.completed = d.completed or of_issue(view, d) or of_heading(view, d) or false
  return d.completed or nil
end

-- A mention as a full day, or nil.
local function full_day(view, d)
  return usable(d) and d or completed(view, d)
end

local today_re = regex.new("(?:昨|今)(?:天|日)[^,。]{0,14}\\z")

-- Whether a day is told of something else, not of what begins at `start`.
local function is_others(view, d, start)
  local _, b = other_re:find(cut.after(view.text, d.stop, 90))
  if today_re:before(view.text, d.stop, 48) then return false end
  return b ~= nil and (start < d.stop or start > d.stop + b + 6)
end

-- 8日下午和9日上午, 8日、9日: one after the other, they are told as one.
local and_re = regex.new("^(?:[上下]午|全天|晚上?)?(?:和|及|与|、|以及)$")

-- 6日开幕,8日闭幕: from the one to the other.
local opens_re = regex.new("^(?:[上下]午|晚)?(?:正式|隆重|在[^,。;\\n]{2,16})?(?:开幕|开班|开始|开赛|开营|启幕|报到),?(?:至|到|于|并于)?$")
local closes_re = regex.new("^(?:[上下]午|晚)?(?:顺利|圆满|胜利|正式)?(?:闭幕|结束|落幕|结业|闭营|收官|散会)")

local function joins(view, d, other, day)
  local between = text.sub(view.text, d.stop, other.start)
  if opens_re:find(between) and closes_re:after(view.text, other.stop, 60) then
    return day.month > d.month or day.month == d.month and day.day > d.day
  end
  return day.month == d.month and day.day == d.day + 1 and and_re:find(between) ~= nil
end

local function with_next(view, d)
  if d.range then return d end
  for _, other in ipairs(view.within(view.dates, d.stop, d.stop + 60)) do
    local day = full_day(view, other)
    if day and not day.range and joins(view, d, other, day) then
      local copy = {}
      for k, v in pairs(d) do copy[k] = v end
      copy.range, copy.stop = true, day.stop
      copy.end_day, copy.end_month, copy.end_year = day.day, day.month, day.year
      copy.edtf = d.edtf .. "/" .. day.edtf
      return copy
    end
  end
  return d
end

-- A day behind an event is that of what was done besides: …召开会议,并于3月2日走访.
local besides_re = regex.new(",(?:并|又|还|后|随后)[^,。]{0,4}(?:于|在)?\\z|先后于?\\z")

-- What was held of late was not held on the day told before: 12月8日 …日前召开.
local lately_re = regex.new("日前|近日|近期|不久前")

-- The day in the sentence that a candidate stands in: before it if possible.
local function find_own(view, c)
  local sentence = view.sentence_at(c.start)
  if not sentence then return false end
  local turn = c.turn and several.day(view, c, sentence, full_day)
  if turn then return turn end
  local before, after
  for _, d in ipairs(view.within(view.dates, sentence.start, sentence.stop)) do
    local day = not is_others(view, d, c.start) and full_day(view, d)
    day = day and with_next(view, day)
    if day and before and before.range and before.stop == d.stop then day = nil end
    if day and d.stop <= c.stop then
      local lately = d.stop < c.start and lately_re:find_in(view.text, d.stop, c.start)
      before = not lately and day or before
    elseif day and not after and d.start >= c.stop and not besides_re:find_in(view.text, c.stop, d.start) then
      after = day
    end
  end
  return before or after or false
end

--- The day that a candidate's own sentence gives it, or nil.
-- @function own
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table c a candidate of `jiyao.events`
-- @treturn ?table a date of `view.dates`
-- @usage
-- local when = require "jiyao.when"
-- local view = jiyao.document.view("6月8日,云岭大学召开教学工作会议。")
-- print(when.own(view, jiyao.events.candidates(view)[1]).day) --> 8
function M.own(view, c)
  if c.own_date == nil then c.own_date = find_own(view, c) end
  return c.own_date or nil
end

-- Sentences that one looks back over for the day of a paragraph.
local BACK = 6

--- The last day told before a candidate in its paragraph, or nil.
-- @function nearby
-- @tparam table view
-- @tparam table c
-- @tparam[opt] boolean far to look into the paragraphs before too
-- @treturn ?table
-- @usage
-- local when = require "jiyao.when"
-- local view = jiyao.document.view("6月8日,林若溪到访。随后召开教学工作会议。")
-- print(when.nearby(view, jiyao.events.candidates(view)[1]).day) --> 8
function M.nearby(view, c, far)
  local sentence, i = view.sentence_at(c.start)
  local stop = sentence and sentence.start or c.start
  for k = 1, BACK do
    local s = i and view.sentences[i - k]
    if not s or s.start < c.article.start then return nil end
    if not far and view.text:sub(s.stop, stop):find("\n", 1, true) then return nil end
    local list = view.within(view.dates, s.start, s.stop)
    for n = #list, 1, -1 do
      local day = not is_others(view, list[n], c.start) and full_day(view, list[n])
      local both = day and n > 1 and full_day(view, list[n - 1])
      both = both and with_next(view, both)
      if day then return both and both.stop == list[n].stop and both or day end
    end
    stop = s.start
  end
end

--- The last single day told before a candidate on its page, or nil.
-- @function before
-- @tparam table view
-- @tparam table c
-- @treturn ?table
-- @usage
-- local when = require "jiyao.when"
-- local view = jiyao.document.view("6月8日,林若溪到访。\n又讯 当日下午,云岭大学召开教学工作会议。")
-- print(when.before(view, jiyao.events.candidates(view)[1]).day) --> 8
function M.before(view, c)
  local page = c.article.article or c.article
  local list = view.within(view.dates, math.min(page.start, c.start), c.start)
  for n = #list, 1, -1 do
    local day = not is_others(view, list[n], c.start) and full_day(view, list[n])
    if day then return not day.range and day or nil end
  end
end

-- How long an event is said to last: 为期三天, and until when: 至20日结束.
local COUNTS = {["一"] = 1, ["两"] = 2, ["二"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5, ["六"] = 6, ["七"] = 7,
  ["八"] = 8, ["九"] = 9, ["十"] = 10}
local SPAN = "([0-9]{1,2}|[一两二三四五六七八九十])(?:天半?|日)"
local lasts_re = regex.new("(?:为期|历时)(?:共)?" .. SPAN)
local until_re = regex.new("(?:持续|延续|进行|举办|展出|展期|活动|培训|会议|[会坛班营周赛展])(?:将|一直|拟|计划|预计|,|于|在)*[到至于]?\\z")
local ends_re = regex.new("^(?:[上下]午|晚)?(?:顺利|圆满|胜利|正式)?(?:闭幕|结束|落幕|结业|闭营|结营|收官|为?止|(?=[,。;]))")
-- What begins and ends is no part of what lasts.
local ceremony_re = regex.new("(?:式|典礼|礼|座谈会?|讲座|党课)[”」』]?$")
local REPORT = 3000 -- bytes

local COMMON_YEAR = 2023 -- has no 29 February

-- The day so many days after another of its month; nil where its month or year decides.
local function days_after(d, n)
  local day = d.day + n
  local there = years.has_day(d.year or COMMON_YEAR, d.month, day)
  return there and d.edtf:gsub("%d%d(~?)$", ("%02d"):format(day) .. "%1") or nil, day
end

-- The clause that an offset stands in.
local clause_re = regex.new("([^,。;\\n]*)\\z")

local HEAD = 3 -- characters

local function names_it(view, c, at)
  local before, after = clause_re:match(cut.before(view.text, at, 90)), cut.after(view.text, at, 60)
  local clause = before .. after:match("^[^\n]*")
  local head = utf8.offset(c.suffix, -HEAD) -- 田径运动会 is the 运动会 of which one speaks again
  return clause:find(head and c.suffix:sub(head) or c.suffix, 1, true) ~= nil
end

--- The days of an event of which the text tells the first, and how long it lasts or when
-- it ends; or the day itself.
-- @function lasting
-- @tparam table view
-- @tparam table c a candidate of `jiyao.events`
-- @tparam table d its day, a date of `view.dates`
-- @treturn table a date
-- @usage
-- local when = require "jiyao.when"
-- local view = jiyao.document.view("2024年6月8日,云岭大学教学培训班开班。培训班为期三天。")
-- print(when.lasting(view, view.candidates[1], view.dates[1]).edtf) --> 2024-06-08/2024-06-10
function M.lasting(view, c, d)
  if d.range or c.visit or c.in_title or (c.suffix or "") == "" or ceremony_re:find(c.name) then return d end
  local sentence = view.sentence_at(c.start)
  local from = sentence and sentence.start or c.start
  local stop = math.min(c.article.stop, c.stop + REPORT)
  for hit in lasts_re:gmatch(cut.after(view.text, from, stop - from)) do
    local days = tonumber(hit[1]) or COUNTS[hit[1]]
    local within = not sentence or from + hit.start < sentence.stop
    local edtf, day = days_after(d, days - 1)
    if days > 1 and edtf and (within or names_it(view, c, from + hit.start)) then
      return until_day(d, edtf, d.stop, day, d.month)
    end
  end
  for _, other in ipairs(view.within(view.dates, c.stop, stop)) do
    local day = full_day(view, other)
    local later = day and not day.range
      and (day.month == d.month and day.day > d.day or day.month == d.month + 1)
    local told = later and until_re:before(view.text, other.start, 30)
      and ends_re:after(view.text, other.stop, 30)
    if told and names_it(view, c, other.start) then
      return until_day(d, day.edtf, d.stop, day.day, day.month)
    end
  end
  return d
end

--- The day between a range of days and a candidate, one of those days, or nil.
-- @function within_range
-- @tparam table view
-- @tparam table c
-- @tparam table range a date of `view.dates`
-- @treturn ?table
-- @usage
-- local when = require "jiyao.when"
-- local view = jiyao.document.view("6月8日至10日访问云岭,9日召开教学工作会议。")
-- local c = jiyao.events.candidates(view)[1]
-- print(when.within_range(view, c, view.dates[1]).day) --> 9
function M.within_range(view, c, range)
  local found
  for _, d in ipairs(view.within(view.dates, range.stop, c.start)) do
    local day = full_day(view, d)
    if day and not day.range and M.share_a_day(day, range) then found = day end
  end
  return found
end

--- The first of several days.
-- @function first_of
-- @tparam table d a date of `view.dates` with a range
-- @treturn table a date
-- @usage
-- local when = require "jiyao.when"
-- print(when.first_of(jiyao.dates.find("2024年6月8日至10日")[1]).edtf) --> 2024-06-08
function M.first_of(d)
  local copy = {}
  for k, v in pairs(d) do copy[k] = v end
  copy.range, copy.edtf = false, d.edtf:match("^[^/]+")
  return copy
end

--- The day in the sentence after a candidate whose own gives the month alone.
-- @function following
-- @tparam table view
-- @tparam table c
-- @treturn ?table
-- @usage
-- local when = require "jiyao.when"
-- local view = jiyao.document.view("颁发了4月举行的技能竞赛奖项。4月22日,各科室参赛。")
-- print(when.following(view, jiyao.events.candidates(view)[1]).day) --> 22
function M.following(view, c)
  local sentence, i = view.sentence_at(c.start)
  local behind = sentence and view.sentences[i + 1]
  if not behind then return nil end
  local month
  for _, d in ipairs(view.within(view.dates, sentence.start, sentence.stop)) do
    if not is_day(d) and d.month and d.month > 0 then month = d.month end
  end
  for _, d in ipairs(month and view.within(view.dates, behind.start, behind.stop) or {}) do
    if usable(d) and d.month == month then return d end
  end
end

-- The line that an offset stands in.
local function line_around(s, at)
  return cut.before(s, at, 240):match("[^\n]*$") .. cut.after(s, at, 240):match("^[^\n]*")
end

-- What else stands in the line of a page's own day.
local of_page_re = regex.new("(?:浏览|访问|阅读|点击|查看|人气|作者|来源|编辑|审核|供稿|撰稿|责编|发布者|发布人|发布单位|录入|字号|字体|部门|科室|栏目)" ..
  "(?:人|次数|量|数|率)?\\s?[:：]|" ..
  "字号|字体[:：大小]")

--- The day behind 时间: in an announcement, or nil.
-- @function stated
-- @tparam table view
-- @tparam table article
-- @treturn ?table
-- @usage
-- local when = require "jiyao.when"
-- local view = jiyao.document.view("教学工作会议\n时间:2024年6月8日\n地点:云岭")
-- print(when.stated(view, view.articles[1]).day) --> 8
function M.stated(view, article)
  for hit in time_line_re:gmatch(view.text:sub(article.start + 1, article.stop)) do
    local at = article.start + hit.stop
    local of_page = of_page_re:find(line_around(view.text, at))
    for _, d in ipairs(of_page and {} or view.within(view.dates, at, at + 90)) do
      if is_day(d) then return d end
    end
  end
end

-- 4月22日是世界地球日,…: what is told without a day of its own is done on it.
local feast_re = regex.new("^[)]?(?:上午|下午)?,?(?:是|为)[^,。]{0,16}[日节](?=[”」]?[,。])")
local aside_re = regex.new("据(?:悉|了解|介绍|统计),?\\z") -- what is only told beside

-- 人们今天常说: nowadays.
local nowadays_re = regex.new("[一-龥]今[天日]\\z")

-- An article tells the day of what it is about near its beginning, in bytes.
local BEGINNING, ITEM = 1500, 24

local function is_feast(view, d)
  local aside = aside_re:before(view.text, d.start, 12)
  return usable(d) and not aside and feast_re:after(view.text, d.stop, 90) ~= nil
end

-- What goes on for weeks is no day on which anything else took place.
local WEEKS = 31 -- days

local function is_long(d)
  if not d.range then return false end
  local months = ((d.end_year or 0) - (d.year or 0)) * 12 + d.end_month - d.month
  return months * 30 + d.end_day - d.day > WEEKS
end

-- The day that an item begins with, its month being told above: 10日 教师节。
local function first_of_item(view, article)
  local d = view.first_within(view.dates, article.start, math.min(article.stop, article.start + ITEM))
  return d and completed(view, d)
end

local function find_first(view, article)
  local found = M.stated(view, article)
  local stop = math.min(article.stop, article.start + BEGINNING)
  local of_page
  for _, d in ipairs(found and {} or view.within(view.dates, article.start, stop)) do
    if is_feast(view, d) then return d end
    local told = usable(d) and not is_long(d) and not nowadays_re:find(cut.before(view.text, d.stop, 9))
    if told and not is_others(view, d, d.start) then
      if d.edtf ~= view.published or not years.is_heading(view, d) then return d end
      of_page = of_page or d
    end
  end
  return found or of_page or article.article and first_of_item(view, article) or false
end

--- The first day that an article tells of something that happened, or nil.
-- @function first
-- @tparam table view
-- @tparam table article
-- @treturn ?table
-- @usage
-- local when = require "jiyao.when"
-- local view = jiyao.document.view("云岭大学召开会议\n会议于6月8日召开。6月9日散会。")
-- print(when.first(view, view.articles[1]).day) --> 8
function M.first(view, article)
  if article.first_date == nil then article.first_date = find_first(view, article) end
  return article.first_date or nil
end

--- The day under a headline of a speech, which was given then, or nil.
-- @function of_speech
-- @tparam table view
-- @tparam table c
-- @treturn ?table
-- @usage
-- local when = require "jiyao.when"
-- local view = jiyao.document.view("在教学工作会议上的讲话\n(2024年6月8日)\n各位老师:今年3月5日开学。")
-- print(when.of_speech(view, jiyao.events.candidates(view)[1]).day) --> 8
function M.of_speech(view, c)
  local _, b = heading_re:find(cut.after(view.text, c.stop, 40))
  if not b then return nil end
  for _, d in ipairs(view.within(view.dates, c.stop, c.stop + 120)) do
    if is_day(d) then return d end
  end
end

local function key(day, month, year)
  return (year or 0) * 10000 + (month or 0) * 100 + (day or 0)
end

--- Whether two mentions share a day; a year that is not known fits any.
-- @function share_a_day
-- @tparam table a
-- @tparam table b
-- @treturn boolean
-- @usage
-- local when = require "jiyao.when"
-- local d = jiyao.dates.find("6月8日至10日,6月9日,6月11日")
-- print(when.share_a_day(d[1], d[2]), when.share_a_day(d[1], d[3])) --> true	false
function M.share_a_day(a, b)
  local year = a.year and b.year
  local from_a, from_b = key(a.day, a.month, year and a.year), key(b.day, b.month, year and b.year)
  local to_a = a.range and key(a.end_day, a.end_month, year and (a.end_year or a.year)) or from_a
  local to_b = b.range and key(b.end_day, b.end_month, year and (b.end_year or b.year)) or from_b
  return from_a <= to_b and from_b <= to_a
end

return M
