--- Lines of a page that lead to other pages: 上一篇:…, and lists of headlines with a day each.
-- Knows how such lines look, and that a page that is nothing but a list is no list of
-- links. Refuses to know what the headlines tell.
-- @module jiyao.links
-- @internal
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local spans = require "jiyao.spans"

local M = {}

local words_re = regex.new("(?:上|下)一(?:篇|条|页|则)|相关(?:链接|新闻|阅读|文章)|推荐阅读|延伸阅读|热点新闻")

-- A headline before or behind a day in figures: 云岭医院新楼启用[2024-06-08].
local DAY = "[\\[(（【]?(?:(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|" ..
  "[0-9]{1,2}[-/][0-9]{1,2})[\\])）】]?"
local line_re = regex.new("(?:^|\\n)[ \\t·•▪>»○●◆\\-*]*(?:" .. DAY .. "[ \\t|]*[^\\n。;；]{6,60}|" ..
  "[^\\n。;；:：]{6,60}?[ \\t|]*" .. DAY .. ")[ \\t]*(?=\\n|\\z)")
local chronicle_re = regex.new("大事记|纪事|年表|年鉴|日志|日程|安排|预告|一览|备忘|回顾")
local TOP, LINE = 120, 240 -- bytes

-- A text of its own stands beside the list: a sentence that takes a line.
local body_re = regex.new("\\n[^\\n]{24,}。")

-- 相关阅读: in a line of its own, and the headlines below it.
local head_re = regex.new("(?:^|\\n)[ \\t【\\[]*(?:相关|推荐|延伸|热点|热门|往期)" ..
  "(?:阅读|新闻|链接|文章|推荐|资讯|报道|回顾)[】\\]:： \\t]*(?=\\n)")
local headline_re = regex.new("^(?:[ \\t]*\\n)*[^\\n。!?]{4,60}(?=\\n|\\z)")
local MOST = 30 -- headlines

-- Above all sentences such a word is one of the menu, and what follows may be the headline.
local told_re = regex.new("[^\\n]{10,}。")

local function add_listed(s, out)
  local _, own = told_re:find(s)
  for head in head_re:gmatch(s) do
    local stop = head.stop
    for _ = 1, own and own <= head.start and MOST or 0 do
      local _, b = headline_re:after(s, stop + 1, LINE)
      if not b then break end
      stop = b
    end
    if stop > head.stop then out[#out + 1] = {start = head.start, stop = stop} end
  end
end

local function find(view)
  local s, list, out = view.text, {}, {}
  add_listed(s, out)
  if chronicle_re:after(s, 0, TOP) or not body_re:find(s) then return out end
  for hit in line_re:gmatch(s) do list[#list + 1] = {start = hit.start, stop = hit.stop} end
  for i, line in ipairs(list) do
    local before, behind = list[i - 1], list[i + 1]
    local joined = before and line.start - before.stop <= 2 or behind and behind.start - line.stop <= 2
    if joined and line.stop - line.start < LINE then out[#out + 1] = line end
  end
  spans.sort(out)
  return out
end

--- Whether a place stands in a line that leads to another page.
-- @function at
-- @tparam table view
-- @tparam integer at byte offset
-- @treturn boolean
-- @usage
-- local links = require "jiyao.links"
-- print(links.at(jiyao.document.view("会议召开。\n上一篇:云岭医院召开教学工作会议"), 26)) --> true
function M.at(view, at)
  local line = cut.before(view.text, at, 150)
  if words_re:find(line, cut.back(line, #line, 0, "\n")) then return true end
  if not view.link_lines then view.link_lines = find(view) end
  local span = view.last_at(view.link_lines, at)
  return span ~= nil and at < span.stop
end

return M
