--- Pages that lay down or give notice: by-laws, tenders, examinations, public notices.
-- Knows how such pages speak, and that of what they name only that takes place for which
-- they set a day. Refuses to know events that a page reports.
-- @module jiyao.notices
-- @internal
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local when = require "jiyao.when"

local M = {}

-- What lays down rules has its articles at the heads of lines.
local WORKS = "(?:制度|办法|规定|细则|章程|规则|规程|条例|守则|职责|规范|公约|实施方案)"
local articles_re = regex.new("(?:^|\n)\\s*第一条\\s[\\s\\S]+?\n\\s*第二条\\s")
-- Or its headline says that it does, and it says from when it applies or who made it.
local works_re = regex.new(WORKS .. "[》”]?(?:[(（][^()（）]{1,16}[)）])?$")
local rules_re = regex.new("(?:^|[\n。])\\s*第一条\\s[\\s\\S]+?[\n。]\\s*第二条\\s|制[定订]本" .. WORKS .. "|" ..
  "本" .. WORKS .. "(?:自|由|从|经)[^。\\n]{0,24}(?:起|施行|执行|实施|生效|解释)")
-- Or it begins by saying for what they are made: 为加强…,特制定本制度。
local made_re = regex.new("^[^。]{0,120}(?:特?制[定订]本|特作如下规定)")
local adopted_re = regex.new("(?:通过|审议|修[订改]|制[定订])[^。\\n]{0,24}\\z|^[^。\\n]{0,24}(?:通过|审议|修[订改]|制[定订])")
-- 现将有关事项通知如下; or a page tells a life.
local notice_re = regex.new("现(?:将|就|面向)[^。\\n]{2,60}(?:通知|公告|公示|通告)如下|" ..
  "^\\s*(?:关于)?[^\\n]{2,60}(?:的公示|的公告|招聘公告|招标公告|选聘公告|招募公告)\\s*\\n|" ..
  "现对[^。\\n]{2,40}(?:进行|予以)公[示告]|^\\s*[^\\n。]{0,24}(?:简历|履历|生平|个人简介)\\s*\n")
-- A day is set, or the notice is of the event itself: 关于召开…会议的通知, 8日召开预备会.
local sets_re = regex.new("(?:定于|兹定|将于|拟于|拟定于|特定于|决定于|订于|定在)[^。\\n]{0,60}\\z")
local calls_re = regex.new("(?:关于)?(?:召开|举办|举行|开展|组织|组织开展|参加)[^\\n]{0,12}\\z")
local LEAD, REACH = 6000, 200 -- bytes

local TOP = 200 -- bytes: the headline of rules may stand in a line of its own

local function lays_down(view, page, start)
  local words = cut.after(view.text, start, 4 * LEAD, page.stop)
  if articles_re:find(words) or made_re:find(words) then return true end
  if not rules_re:find(words) then return false end
  if page.title and works_re:find(page.title) then return true end
  for line in cut.after(words, 0, TOP):gmatch("[^\n]+") do
    if works_re:find((line:gsub("%s+$", ""))) then return true end
  end
  return false
end

local function kind_of(view, article)
  local page = article.article or article
  if page.notice == nil then
    local start = math.min(page.start, page.title_start or page.start)
    page.notice = lays_down(view, page, start) and "rules"
      or notice_re:find(cut.after(view.text, start, LEAD, page.stop)) and "notice" or false
  end
  return page.notice
end

-- Whether a notice sets a day for one of a group's candidates.
local function is_called(view, group)
  for _, c in ipairs(group) do
    local before = cut.before(view.text, c.start, REACH):match("[^\n]*$")
    local own = when.own(view, c)
    local set = own and (sets_re:find(before) or c.verb == "before" and own.stop <= c.verb_start)
    if c.stated or set then return true end
    if c.in_title and calls_re:find(before) then return true end
  end
  return false
end

-- Whether a page that has rules in it tells an event as held on its day, or is headed by it.
local function is_told(view, group)
  for _, c in ipairs(group) do
    local own = c.held and when.own(view, c)
    local sentence = own and view.sentence_at(c.start)
    local adopted = sentence and adopted_re:find_in(view.text, sentence.start, sentence.stop)
    if own and not adopted then return true end
    if c.in_title and c.article.title and not works_re:find(c.article.title) then return true end
  end
  return false
end

--- Whether a page that lays down or gives notice only names what a group is of.
-- @function only_names
-- @tparam table view
-- @tparam {table,...} group candidates of one event
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("现将有关事项通知如下。\n各学院应于5月底前召开教学座谈会。")
-- print(require "jiyao.notices".only_names(view, {view.candidates[1]})) --> true
function M.only_names(view, group)
  local kind = kind_of(view, group[1].article)
  return kind == "rules" and not is_told(view, group) or kind == "notice" and not is_called(view, group)
end

return M
