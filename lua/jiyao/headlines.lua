--- Which line at the head of an article is its headline.
-- Knows what lines stand above an article: mastheads, bylines, labels, rows of
-- tables, and the headline, which tells an event or is cut as headlines are. Refuses
-- to change a headline that is none of those others, and to know events.
-- @module jiyao.headlines
-- @internal
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

local LINES, TOP = 7, 900 -- how far down a headline stands, in lines and bytes
local SHORTEST, LONGEST = 5, 60 -- characters
local MARGIN = 4 -- by how many points another line is better than the one taken for it

-- What a line says, and how many points that gives it as a headline.
local SIGNS = {
  {regex.new("(?:召开|举行|举办|开展|启动|启用|落幕|闭幕|开幕|开班|揭牌|挂牌|奠基|签署|签订|签约|调研|考察|慰问|走访|来访|访问|到访|" ..
    "莅临|赴|参观|学习|通过|完成|首航|就职|换届|侧记|纪实|来校|来院|成功|获|揭晓|做客|讲学|访)"), 4},
  {regex.new("^关于.{4,}的(?:通知|公告|公示|通报|总结|报告|决定|函)$"), 5},
  {regex.new("(?:会议?|仪式|典礼|活动|论坛|讲座|竞赛|大赛|比赛|培训班?|展|沙龙)" ..
    "(?:记|实录|侧记|纪实|综述|回顾|掠影|纪要|记录|纪录|通知|预告|名单|日程|议程|安排)?$"), 4},
  {regex.new("[。;；]$"), -6},
  {regex.new("^(?:.{0,8}(?:席|[间点址]|者|人|源|期|核|辑|影|稿|录|位|数|量|号)|出席|参加|请假|主持|主办|承办|" ..
    "协办|责编|校对|[一二三四五六七八九十]、时间)\\s?[:：]"), -7},
  {regex.new("^[0-9]{1,3}[ \\t]|\\t|^[0-9]{1,2}[:：][0-9]{2}"), -7},
  {regex.new("(?:19|20)[0-9]{2}\\s?[-年./]\\s?[0-9]{1,2}\\s?[-月./]\\s?[0-9]{1,2}|浏览|点击|" ..
    "阅读[:：]|来源[:：]|作者[:：]|编辑[:：]"), -5},
  {regex.new("(?:简报|通讯|院讯|简讯|快[讯报]|院报|校报|馆讯|会讯|动态|要闻|新闻稿?|月报|专刊|特刊|党委|党组|工委|办公室|公司|委员会|导读|要目|目录|" ..
    "专栏|概况|首页|通报会?材料)$"), -5},
  {regex.new("^第?\\s*[0-9一二三四五六七八九十]+\\s*[期版号]|期\\)?$|^[(（].*[)）]$|首页|[>|]|^[各尊]|[:：]$|版$"), -5},
  {regex.new("^[一二三四五六七八九十]+、"), -5}, -- the first of several
  {regex.new("^——"), -1},
}

local function points(line)
  local chars = utf8.len(line) or 0
  if chars < SHORTEST or chars > LONGEST then return -9 end
  local n = 0
  local plain = line:gsub("([^%w]) ", "%1") -- 工 作 简 报
  for _, sign in ipairs(SIGNS) do
    if sign[1]:find(plain) then n = n + sign[2] end
  end
  return n
end

--- How much a line looks like a headline, in points; more than 3 is one that tells an event.
-- @function points
-- @tparam string line
-- @treturn integer
-- @usage
-- print(require "jiyao.headlines".points("云岭医院新楼启用"), require "jiyao.headlines".points("来源:云岭日报")) --> 4	-12
M.points = points

local line_re = regex.new("(?:^|\\n)[ \\t　]*([^\\n]*[^\\s])")

-- 云岭医院召开例会发布时间:2024-06-08: what a page says of itself, in the line of the headline.
local said_re = regex.new("^([^\\n]{6,}?)[ \\t　]*(?:(?:发布|发表|更新)(?:时间|日期|者)|来源|作者|日期|" ..
  "(?:浏览|阅读|点击)(?:次数|量)?)\\s?[:：]")

local function cut_label(view, a)
  local words = a.title and a.title_start and text.sub(view.text, a.title_start, a.title_stop)
  local own = words and said_re:match(words)
  if not own then return end
  a.title_stop, a.title = a.title_start + #own, own:gsub("%s+", " ")
end

--- Gives the first article of a document the headline that its first lines tell,
-- where what was taken for it is a masthead, a label, a byline or a row of a table;
-- a label behind a headline is none of it.
-- @function mend
-- @tparam table view `text` and `articles`; `title`, `title_start` and `title_stop` change
-- @usage
-- local view = jiyao.document.view("云岭医院 院讯\n云岭医院新楼启用\n6月8日,云岭医院新楼启用。")
-- print(view.articles[1].title) --> 云岭医院新楼启用
function M.mend(view)
  for _, a in ipairs(view.articles) do cut_label(view, a) end
  local a = view.articles[1]
  local best = a.title and points(a.title) or 0
  if #view.articles > 1 or a.title and best >= 0 then return end
  local n, found = 0, nil
  for hit in line_re:gmatch(cut.after(view.text, a.start, TOP, a.stop)) do
    n = n + 1
    local stop = a.start + hit.stop
    local own = points(hit[1])
    if n > LINES or utf8.len(hit[1]) > LONGEST then break end
    if own >= 0 and own >= best + MARGIN then best, found = own, {start = stop - #hit[1], stop = stop} end
  end
  if not found then return end
  a.title_start, a.title_stop = found.start, found.stop
  a.title = text.sub(view.text, found.start, found.stop):gsub("%s+", " ")
end

--- Whether words stand in the headline of an article.
-- @function holds
-- @tparam table article `title_start`, `title_stop`, where it has a headline
-- @tparam integer start bytes
-- @tparam integer stop
-- @treturn boolean
-- @usage
-- print(require "jiyao.headlines".holds({title_start = 0, title_stop = 30}, 6, 24)) --> true
function M.holds(article, start, stop)
  local title = article.title_start
  return title ~= nil and start >= title and stop <= article.title_stop
end

return M
