--- The day of a page that nothing states plainly: of its head, its foot, its issue, a link to it.
-- Knows lists of links and the numbers of issues. Refuses to know the stamps that `jiyao.dates` marks.
-- @module jiyao.published
-- @internal
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local text = require "jiyao.text"
local years = require "jiyao.years"

local M = {}

local MASTHEAD, LONGEST = 600, 90 -- bytes

-- A list of links has a day at the end of one line after another; none of them is the page's.
local ends_line_re = regex.new("^[)\\]\\s]*?(?:\\n|\\z)")
local next_line_re = regex.new("^[)\\] \\t\\r]*\\n+[^\\n]+$")

local function unlisted(s, list)
  local listed, out = {}, {}
  for i = 2, #list do
    local a, b = list[i - 1], list[i]
    if b.start > a.stop and ends_line_re:after(s, b.stop, 9) and b.start - a.stop < MASTHEAD
      and next_line_re:find(text.sub(s, a.stop, b.start)) then
      listed[a], listed[b] = true, true
    end
  end
  for _, d in ipairs(list) do
    if not listed[d] then out[#out + 1] = d end
  end
  return out
end

-- 云岭大学召开会议[2024-06-10]: a link to the first article bears its day.
local bracket_re = regex.new("[ \\t]*[[(]?[ \\t]*\\z")

local function day_of_link(s, list, title)
  for _, d in ipairs(title and list or {}) do
    local before = cut.before(s, d.start, #title + 6)
    local bracket = bracket_re:find(before)
    local words = bracket and before:sub(1, bracket)
    if words and words:sub(-#title) == title and d.reason == "own" and d.day and d.day > 0
      and ends_line_re:after(s, d.stop, 9) then
      return d.edtf
    end
  end
end

-- 二〇二三年第九期(11月): the month of an issue, whose year stands before its number.
local issue_re = regex.new("^年?第[^\\n]{1,12}期[^\\n]{0,12}$")

local function month_of_issue(s, list)
  for i = 2, #list do
    local year, month = list[i - 1], list[i]
    if month.start > MASTHEAD then return nil end
    local plain = year.year and not year.month and year.reason == "own" and month.month and not month.year
    if plain and not (month.day and month.day > 0) and issue_re:find(text.sub(s, year.stop, month.start)) then
      return ("%04d-%02d"):format(year.year, month.month)
    end
  end
end

-- 三月工作简报, and (2024年第3期) below it.
local brief_re = regex.new("^份?[^\\n。,]{0,16}(?:简报|简讯|动态|通讯|院讯|校讯|会讯|月报|月刊|要闻|快讯)")
local number_re = regex.new("^年?(?:度)?第[0-9一二三四五六七八九十]{1,3}期")

local function month_of_brief(s, list)
  local month
  for _, d in ipairs(list) do
    if d.start > MASTHEAD then return nil end
    local day = d.day and d.day > 0
    local brief = d.month and d.month > 0 and not d.year and not day and brief_re:after(s, d.stop, LONGEST)
    month = month or brief and d.month or nil
    local number = month and d.year and d.reason == "own" and not day and number_re:after(s, d.stop, LONGEST)
    if number then return ("%04d-%02d"):format(d.year, month) end
  end
end

-- A page is dated in a line of its own at its head or at its foot, in bytes.
local HEAD, FOOT = 300, 240
local of_event_re = regex.new("[上下]一[篇条页]|关于|通过|修[订正]|制定|今[天日]是|" ..
  "时\\s*间|日期|举行|召开|开幕|至|—|截止|任期|生于|施行|执行|实施|起$|前$|" ..
  "^\\s*[(][0-9年月日 ]*[)]\\s*$")

-- The day, or else the month, that such a line says.
local function stamped(view, list)
  for _, d in ipairs(list) do
    local plain = d.year and d.year > 1900 and d.month and d.month > 0 and d.reason == "own" and not d.range
    local day = d.day and d.day > 0
    local placed = d.start < HEAD or day and d.stop > #view.text - FOOT
    if plain and placed and years.is_heading(view, d) and not of_event_re:find(years.line_of(view, d)) then
      return d.edtf
    end
  end
end

-- 2024-06-10 云岭医院召开会议, 云岭医院召开会议[2024-06-10], 云岭医院召开会议 2024-06-10宣传科: beside the
-- headline, in figures; no list of such lines.
local DAY = "[\\[(（【]?(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}" ..
  "(?:[ \\t]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?[\\])）】]?"
local UNIT = "[一-龥]{1,7}[部处科室办院局会所组校]"
local beside_re = regex.new("^\\s*(?:(?:" .. UNIT .. "[ \\t]+)?" .. DAY ..
  "(?:(?<=[\\])）】])|[ \\t]+)[^\\n,，。;；0-9][^\\n,，。;；]{5,}|" ..
  "[^\\n,，。;；]{6,}?(?<![至止自从])[ \\t]*" .. DAY .. "[ \\t]*(?:[\\[(]?" .. UNIT .. "[\\])]?)?)[ \\t\\r]*(?=\\n)")

local figures_re = regex.new("^[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}")

local function beside_headline(s, list)
  local _, b = beside_re:after(s, 0, MASTHEAD) -- the end of the first line
  local first
  for _, d in ipairs(b and list or {}) do -- 2013年 may stand in the headline
    local whole = d.start < b and d.reason == "own" and d.day and d.day > 0
    first = first or whole and figures_re:after(s, d.start, 12) and d or nil
  end
  if not first then return nil end
  for _, d in ipairs(list) do -- the day of what the headline tells
    if d ~= first and d.day == first.day and d.month == first.month then return nil end
  end
  if beside_re:after(s, b, MASTHEAD) then return nil end
  return first.edtf
end

-- The day of the page in figures in the line of the headline: it is no day of what that tells.
local function in_headline(view, list, day)
  local a = view.articles[1]
  for _, d in ipairs(a.title and list or {}) do
    local apart = d.start < a.title_start and text.sub(view.text, d.stop, a.title_start):find("\n", 1, true)
    if d.start > a.title_stop + LONGEST or d.start > a.title_stop
      and text.sub(view.text, a.title_stop, d.start):find("\n", 1, true) then return nil end
    if d.edtf == day and not apart and figures_re:after(view.text, d.start, 12) then return d end
  end
end

--- The day, or else the month, of a page, or nil.
-- @function of
-- @tparam table view `text` and `articles`
-- @tparam {table,...} list dates of the text
-- @treturn ?string EDTF
-- @treturn ?table the date, where it stands in the line of the headline
-- @usage
-- local s = "云岭医院办公室编 第3期 2024年6月\n\n6月8日,我院召开教学工作会议。"
-- print((require "jiyao.published".of({text = s, articles = {{}}}, jiyao.dates.find(s)))) --> 2024-06
-- s = "云岭大学专报\n二〇二三年第九期(11月)\n11月2日,学校召开会议。"
-- print((require "jiyao.published".of({text = s, articles = {{}}}, jiyao.dates.find(s)))) --> 2023-11
function M.of(view, list)
  local day = stamped(view, unlisted(view.text, list)) or month_of_issue(view.text, list)
    or month_of_brief(view.text, list)
    or day_of_link(view.text, list, view.articles[1].title) or beside_headline(view.text, list)
  return day, day and in_headline(view, list, day)
end

return M
