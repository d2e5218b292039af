--- What stands on a page of the web beside its text: menus, the path to the page, services of the site.
-- Knows such lines by their words, and that they hold no sentence. Refuses to judge lines that name a
-- body, since they may tell whose page it is, and lines that lead to other pages: `jiyao.links`.
-- @module jiyao.furniture
-- @internal
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local wordlist = require "jiyao.wordlist"

local M = {}

local WORD = "(?:" .. table.concat(wordlist.all("menu_words"), "|") .. ")"
-- 首页, 党建工作, 医院概况: a line of a menu, or one of its words in a line of several.
local ENTRY = "[一-龥A-Za-z]{0,4}" .. WORD .. "[一-龥]{0,2}"
local MARK = "[ \\t　|/\\\\>»›·•,、-]"

-- At least so many words of a menu, or lines of one word, are a menu.
local row_re = regex.new("(?:^|\\n)[ \\t　|]*+" .. ENTRY ..
  "(?:" .. MARK .. "+" .. ENTRY .. "){2,}" .. MARK .. "*+(?=\\n)")
local column_re = regex.new("(?:(?:^|\\n)[ \\t　·•>*-]*+" .. ENTRY ..
  "[ \\t\\r>]*+(?=\\n)(?:\\n[ \\t\\r]*+(?=\\n))*+){3,}")

-- 当前位置:首页 > 新闻中心 > 正文: the path to a page.
local path_re = regex.new("(?:^|\\n)[ \\t　]*+(?:" ..
  "(?:您|你)?(?:现在|当前|目前)?(?:的|所在)?(?:的)?位置(?:是|在)?[ \\t]*[:：>»]|" ..
  "(?:网站)?(?:首页|主页)[ \\t]*[>»›/\\\\·]|目前位置|您所在的位置|所在位置)[^\\n。]{0,120}(?=\\n)")

-- 站内搜索, 设为首页 | 加入收藏; 急诊电话:0551-12345678: above all sentences.
local service_re = regex.new("(?:^|\\n)(?=[^\\n]*(?:站内搜索|热门搜索|设为首页|加入收藏|网站地图|无障碍|跳到主要|跳转到|" ..
  "(?:电话|热线)[:：][ \\t]*[0-9(]|[0-9]{3,4}-[0-9]{7,8}|[0-9]{3}-[0-9]{3,4}-[0-9]{3,4}))[^\\n。]{0,120}(?=\\n)")
local TOP = 900 -- bytes

-- Who built the site: 技术支持:云川科技有限公司.
local maker_re = regex.new("(?:技术支持|技术服务|技术维护|网站建设|网站制作|网站设计|设计制作|制作维护|网站维护|运维单位)" ..
  "(?:单位)?[ \\t]*[:：][ \\t]*[^\\s|]{2,30}")

-- Names a body, unless it is one of the words of a menu.
local body_re = regex.new("(?:大学|学院|医院|研究院|研究所|中学|小学|学校|公司|集团|协会|学会|委员会|政府|博物馆|图书馆|[厅局])" ..
  "(?!新闻|动态|要闻|概况|简介|概览|领导|文化|公告|章程|风采|荣誉|历史|介绍|党建)")
-- A column that says how the page is laid out.
local column_word_re = regex.new("大事记|纪事|年表|年鉴|日志|回眸|掠影|一[周月]|简讯|简报")
local sentence_re = regex.new("[^\\n]{10,}。")

--- Where the first sentence ends: above it stands furniture, and the headline.
-- @function told
-- @tparam string s
-- @treturn ?integer bytes; nil where none does
-- @usage
-- print(require "jiyao.furniture".told("首页\n云岭医院昨天召开会议。")) --> 40
function M.told(s)
  local _, stop = sentence_re:find(s)
  return stop
end

--- A text with stretches of it blanked: line ends in their place, so that offsets stay.
-- @function blanked
-- @tparam string s
-- @tparam {table,...} list stretches with `start` and `stop`, sorted
-- @treturn string
-- @usage
-- print(#require "jiyao.furniture".blanked("首页\n会议", {{start = 0, stop = 6}})) --> 13
function M.blanked(s, list)
  local out, at = {}, 0
  for _, span in ipairs(list) do
    local start = math.max(at, span.start)
    if span.stop > start then
      out[#out + 1] = s:sub(at + 1, start) .. ("\n"):rep(span.stop - start)
      at = span.stop
    end
  end
  return #out > 0 and table.concat(out) .. s:sub(at + 1) or s
end

--- A text without its menus, its path, its services and who built the site: blanked.
-- @function cleared
-- @tparam string s
-- @treturn string as long as it was
-- @usage
-- local s = require "jiyao.furniture".cleared("首页 > 新闻中心 > 正文\n云岭医院召开会议。")
-- print((s:gsub("^\n+", ""))) --> 云岭医院召开会议。
function M.cleared(s)
  local list = {}
  local function add(re, stop)
    for hit in re:gmatch(stop and cut.after(s, 0, stop) or s) do
      if not body_re:find(hit[0]) and not column_word_re:find(hit[0]) then
        list[#list + 1] = {start = hit.start, stop = hit.stop}
      end
    end
  end
  for _, re in ipairs {row_re, column_re, path_re} do add(re) end
  add(service_re, math.min(TOP, M.told(s) or TOP))
  for hit in maker_re:gmatch(s) do list[#list + 1] = {start = hit.start, stop = hit.stop} end
  table.sort(list, function(a, b) return a.start < b.start end)
  return M.blanked(s, list)
end

return M
