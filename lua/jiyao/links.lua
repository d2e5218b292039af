--- Lines of a page that lead to other pages: 上一篇:…, and lists of headlines.
-- Knows how such lines look, and that a page that is nothing but a list is no list of
-- links. Refuses to know what the headlines tell.
-- @module jiyao.links
-- @internal
local furniture = require "jiyao.furniture"
local regex = require "jiyao.regex"

local M = {}

-- 上一篇:…, 【下一条】…, « 前一篇 …, Next:…; several may share a line, also one with the end of the text.
local NEXT = "(?:[上下前后]一?[篇条页则个](?:文章|新闻|信息|内容)?|(?i:prev(?:ious)?|next))"
local next_re = regex.new("(?:(?:^|\\n)[ \\t　>»«<·•|]*+[【\\[(]?" .. NEXT .. "[】\\])]?" ..
  "(?:[ \\t　]*[:：]|[ \\t　]+(?=\\S)|(?<=[】\\])]))|" ..
  "[ \\t　。][【\\[]?" .. NEXT .. "[】\\]]?[ \\t　]*[:：])[^\\n。]{0,160}")
-- 相关链接:… in a line of its own.
local HEADS = "(?:相关|推荐|延伸|热点|热门|往期|最新|近期|同类|站内|更多|图片|友情|快速)"
local KINDS = "(?:阅读|新闻|链接|文章|推荐|资讯|报道|回顾|内容|信息|动态)"
local RANKS = "(?:点击|阅读|热点|新闻|浏览|文章)(?:排行榜?|TOP ?[0-9]+)|猜你喜欢|(?:您|你)可能(?:还)?(?:感兴趣|喜欢)[^\\n]{0,6}|推荐阅读"
local line_head_re = regex.new("(?:^|\\n)[ \\t　【\\[]*" .. HEADS .. KINDS ..
  "[】\\]]?[ \\t　]*[:：][^\\n。]{4,160}(?=\\n|\\z)")

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
local head_re = regex.new("(?:^|\\n)[ \\t【\\[]*(?:" .. HEADS .. KINDS .. "|" .. RANKS ..
  ")[】\\]:： \\t]*(?=\\n)")
local headline_re = regex.new("^(?:[ \\t]*\\n)*[^\\n。!?]{4,60}(?=\\n|\\z)")
local MOST = 30 -- headlines

-- Other sites; all others are pages of the same.
local friends_re = regex.new("友情链接|快速链接")

-- Above all sentences such a word is one of the menu, and what follows may be the headline.
local function add_listed(s, out)
  local own = furniture.told(s)
  for head in head_re:gmatch(s) do
    local stop = head.stop
    local away = friends_re:find(head[0]) ~= nil
    for _ = 1, own and own <= head.start and MOST or 0 do
      local _, b = headline_re:after(s, stop + 1, LINE)
      if not b then break end
      stop = b
    end
    if stop > head.stop then out[#out + 1] = {start = head.start, stop = stop, away = away} end
  end
end

-- Lines with a day each, one below another.
local function add_dated(s, out)
  if chronicle_re:after(s, 0, TOP) or not body_re:find(s) then return end
  local list = {}
  for hit in line_re:gmatch(s) do list[#list + 1] = hit end
  for i, line in ipairs(list) do
    local before, behind = list[i - 1], list[i + 1]
    local joined = before and line.start - before.stop <= 2
      or behind and behind.start - line.stop <= 2
    if joined and line.stop - line.start < LINE then
      out[#out + 1] = {start = line.start, stop = line.stop}
    end
  end
end

--- The stretches of a text that lead to other pages.
-- @function of
-- @tparam string s
-- @treturn {table,...} with `start` and `stop` (bytes), sorted, that may overlap; `away`: to
--   other sites
-- @usage
-- local links = require "jiyao.links"
-- print(links.of("会议召开。\n上一篇:云岭医院召开教学工作会议")[1].start) --> 15
function M.of(s)
  local out = {}
  for _, re in ipairs {next_re, line_head_re} do
    for hit in re:gmatch(s) do
      out[#out + 1] = {start = hit.start, stop = hit.stop, away = friends_re:find(hit[0]) ~= nil}
    end
  end
  add_listed(s, out)
  add_dated(s, out)
  table.sort(out, function(a, b)
    if a.start ~= b.start then return a.start < b.start end
    return a.stop < b.stop
  end)
  return out
end

return M
