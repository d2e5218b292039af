--- The items of an article: news in brief, numbered reports, a postscript.
-- Knows how items begin (▲, 1., 又讯) and that one that tells an event gives its
-- day near its beginning; the points of a speech do not. Refuses to know events.
-- @module jiyao.items
-- @internal
local cut = require "jiyao.cut"
local headlines = require "jiyao.headlines"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

local DAY = "[0-9]{1,2}月[0-9]{1,2}日"
local mark_re = regex.new("(?:^|\\n)[ \\t]*(?:(又讯|另讯|另据悉|另悉|又闻|简讯)|" ..
  "[0-9]{1,2}[.、．](?:(?![0-9])|(?=" .. DAY .. "))|" ..
  "[一二三四五六七八九十]{1,3}、|" ..
  "[(][一二三四五六七八九十0-9]{1,3}[)]|([▲●◆■※★►◇○△☆•·・]))[ \\t:：]*|(?<=[。!;；])[ \\t]*([▲●◆■※★►◇○△☆])[ \\t]*|" ..
  "(?<=[。;；])[ \\t]*[0-9]{1,2}[.、．](?=[0-9]{1,2}月[0-9]{1,2}日)")
local headline_re = regex.new("^([^\\n。!?]{4,60})(?:[。!?\\n]|\\z)")

-- A headline in brackets with its text right behind: 【云岭医院新楼启用】6月8日,….
local bracket_re = regex.new("(?:^|\\n)[ \\t]*【([^】\\n]{6,40})】[ \\t\\n]*(?=[^\\n]{4,40}[,。])")

-- A mark before a byline begins no item: ■ 本刊记者 林若溪.
local byline_re = regex.new("^[ \\t]*(?:本[刊报网台社院校])?(?:特约|见习|实习)?(?:记者|通讯员|作者|撰稿|撰文|供稿|来源|编辑|责编|摄影|文[/:：])")

-- A numbered headline that stands in a line of its own.
local number_re = regex.new("(?:^|\\n)[ \\t]*(?:[0-9]{1,2}([.、．])|" ..
  "[一二三四五六七八九十]{1,3}(、))[ \\t]*[^\\n。!?;:,]{4,40}\\n")

-- The points of an announcement: 一、时间:…; what a page says of itself: • 浏览量:3064.
local label_re = regex.new("^[^\\n,。]{0,8}(?:浏览|点击|阅读|访问|人气|" ..
  "时间|地点|日期|主持|人员|对象|议程|内容|要求|事项|安排|形式|方式)[^\\n,。]{0,4}[:：]")

-- The lines of a chronicle: 3月8日 举行表彰大会. One has several.
local chronicle_re = regex.new("大事记|纪事|大事年表|年鉴|日志|回眸|掠影|工作动态|要闻|简讯|简报|一[周月]")
local dated_line_re = regex.new("(?:^|\\n)[ \\t]*(?:[0-9]{1,2}日?(?:-|—|~|至))?[0-9]{1,2}日(?:[上下]午|晚上?)?" ..
  "[ \\t,:]+(?=\\S)|" ..
  "(?:^|\\n)[ \\t]*(?:[12][0-9]{3}年)?[0-9]{1,2}月" ..
  "(?:[0-9]{1,2}日(?:(?:至|-|—)(?:[0-9]{1,2}月)?[0-9]{1,2}日)?(?=[一-龥])|" ..
  "(?:[0-9]{1,2}日(?:(?:至|-|—)(?:[0-9]{1,2}月)?[0-9]{1,2}日)?)?[ \\t,:]+(?=\\S))")
-- A day in a line of its own, with what was done below it.
local over_re = regex.new("(?:^|\\n)[ \\t]*+[【\\[]?(?=(?:(?:[12][0-9]{3}年)?" .. DAY ..
  "(?:(?:至|-|—|~)[0-9月]{1,4}日)?(?:[ \\t]*[(]?(?:周|星期)[一二三四五六日天][)]?)?|" ..
  "[12][0-9]{3}([-./])[0-9]{1,2}\\1[0-9]{1,2})[】\\]]?[ \\t]*[:：]?[ \\t\\r]*\\n\\s*[^\\n]{4,80}[,，。])")
-- A day in brackets at the end of what was done on it.
local closing_re = regex.new("(?:^|\\n)([^\\n]{8,600}[(（](?:[12][0-9]{3}年)?" .. DAY ..
  "(?:(?:至|-|—|~)[0-9月]{1,4}日)?[)）][。;；]?[ \\t\\r]*)(?=\\n|\\z)")
local SEVERAL, TOP, YEAR = 3, 300, 24 -- lines; bytes

-- An item tells its day within so many bytes.
local SOON = 240

local function tells_day(view, start, stop)
  for _, d in ipairs(view.within(view.dates, start, math.min(stop, start + SOON))) do
    if d.day and d.day > 0 then return true end
  end
  return false
end

-- A headline among the paragraphs, with a text of its own below it.
local among_re = regex.new("(?<=[。!)】”\\]])[ \\t\\r]*+\\n\\s*+(?![一二三四五六七八九十]{1,3}、)" ..
  "([^\\s。!?;:,、▲●◆■※★►◇○△☆•0-9(（][^\\n。!?;:,]{6,36})[ \\t\\r]*+\\n\\s*+" ..
  "(?=[^\\n]{4,40}[,。][^\\n]{16})")
local TELLS = 4 -- points

-- Points that are headlines in their line: 一是走访慰问老人。1月10日,….
local run_in_re = regex.new("(?:^|[。:;\\n])\\s*[一二三四五六七八九十]是([^,。;:\\n]{4,30})。[ \\t]*" ..
  "(?=(?:[12][0-9]{3}年)?" .. DAY .. ")")

-- What was done on each day of a week: 周一:….
local weekday_re = regex.new("(?:^|\\n)[ \\t]*(?:本?周|星期)[一二三四五六日天](?:[上下]午)?[:：][ \\t]*(?=[^\\n]{4})")

local function add_weekdays(article, begins, s)
  local days = {}
  for hit in weekday_re:gmatch(s) do
    days[#days + 1] = {mark = article.start + hit.start, start = article.start + hit.stop, sure = true}
  end
  if #days > 1 then table.move(days, 1, #days, #begins + 1, begins) end
end

local function add_points(article, begins, s)
  local points = {}
  for hit in run_in_re:gmatch(s) do
    local start = article.start + s:find(hit[1], hit.start + 1, true) - 1
    points[#points + 1] = {mark = start - #"一是", start = start, sure = true, bracket = #hit[1]}
  end
  if #points > 1 then table.move(points, 1, #points, #begins + 1, begins) end
end

-- Adds those to the list of what begins with a mark of its own, and sorts it.
local function add_headlines(view, article, begins)
  local s = text.sub(view.text, article.start, article.stop)
  for hit in among_re:gmatch(s) do
    local at = article.start + s:find(hit[1], hit.start + 1, true) - 1
    if headlines.points(hit[1]) >= TELLS and at > (article.title_stop or 0) then
      begins[#begins + 1] = {mark = at, start = at, sure = true}
    end
  end
  local brackets = {}
  for hit in bracket_re:gmatch(s) do
    local at = article.start + s:find("【", hit.start + 1, true) - 1
    brackets[#brackets + 1] = {mark = at, start = at + #"【", sure = true, bracket = #hit[1]}
  end
  if #brackets > 1 then table.move(brackets, 1, #brackets, #begins + 1, begins) end
  add_points(article, begins, s)
  add_weekdays(article, begins, s)
  table.sort(begins, function(a, b) return a.mark < b.mark end)
end

-- A headline with the day of its own page behind or before it: a link to it.
local STAMP = "(?:20)?[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}[)\\]]?"
local linked_re = regex.new("[^\\s0-9][\\s(\\[]*" .. STAMP .. "\\s*$|^\\s*[(\\[]?" .. STAMP .. "\\s[^。]+$")

-- Bullets of several lines that each say what was held, without a day: ☆东山小学举行运动会。
local held_re = regex.new("召开|举行|举办|开展|组织|邀请|走访|慰问|签[订署]|揭牌|启动|落成|挂牌|成立")
local SAID, LEAST = 400, 3 -- bytes; lines

local function mark_bullets(view, begins)
  local told = {}
  for _, b in ipairs(begins) do
    b.says = b.sign and b.stop - b.start < SAID and held_re:find_in(view.text, b.start, b.stop) ~= nil
    if b.says then told[b.sign] = (told[b.sign] or 0) + 1 end
  end
  for _, b in ipairs(begins) do b.bullet = b.sign and (told[b.sign] or 0) >= LEAST end
end

-- Numbered headlines, each in a line of its own: where several tell their day, the others
-- are items too.
local LINE = 200 -- bytes

local function mark_numbered(view, begins)
  local of, dated = {}, {}
  for _, b in ipairs(begins) do
    local dot, comma = number_re:match(cut.after(view.text, b.mark, LINE, b.stop))
    of[b] = dot and dot ~= "" and dot or comma or nil
    if of[b] and b.dated then dated[of[b]] = (dated[of[b]] or 0) + 1 end
  end
  for b, sign in pairs(of) do b.numbered = (dated[sign] or 0) >= 2 end
end

local function sign_of(group)
  return group and #group > 0 and group or nil
end

local function begins_of(view, article)
  local begins, s = {}, text.sub(view.text, article.start, article.stop)
  for hit in mark_re:gmatch(s) do
    local at = article.start + hit.start
    begins[#begins + 1] = {mark = at, start = article.start + hit.stop, sure = hit[1] ~= nil and #hit[1] > 0,
      word = hit[1] ~= nil and #hit[1] > 0, sign = sign_of(hit[2]) or sign_of(hit[3])}
  end
  add_headlines(view, article, begins)
  local dated = {} -- signs before a day: what else has the sign is an item too
  for i, b in ipairs(begins) do
    local stop = math.max(begins[i + 1] and begins[i + 1].mark or article.stop, b.start) -- marks may lie within one
    local linked = b.sign and linked_re:find(cut.after(view.text, b.start, LINE, stop):match("^[^\n]*"))
    b.stop, b.dated = stop, not linked and tells_day(view, b.start, stop)
    if b.dated and b.sign then dated[b.sign] = true end
  end
  mark_numbered(view, begins)
  mark_bullets(view, begins)
  local out = {}
  for _, b in ipairs(begins) do
    local label = b.start < b.stop and (label_re:find_in(view.text, b.start, b.stop)
      or byline_re:find_in(view.text, b.start, b.stop))
    local told = b.sure or not label and (b.dated or dated[b.sign] or b.numbered or b.bullet)
    if told and b.start < b.stop then out[#out + 1] = b end
  end
  return out
end

local function part(view, article, b, stop)
  local start = b.start
  local p = {start = start, stop = stop, article = article, seq = article.seq, published = article.published}
  local title = b.bracket and text.sub(view.text, start, start + b.bracket)
    or headline_re:match(text.sub(view.text, start, stop))
  -- 又讯 begins a report; its first sentence is no headline.
  if title and b.word and view.text:sub(start + #title + 1, start + #title + 1) ~= "\n" then title = nil end
  if title and not tells_day(view, start, start + #title) and start + #title + 9 < stop then
    p.title, p.title_start, p.title_stop = title, start, start + #title
  end
  return p
end

local function chronicle_of(view, article)
  local out = {}
  local top = article.title_start or article.start
  if not chronicle_re:after(view.text, top, TOP) then return out end
  for hit in dated_line_re:gmatch(text.sub(view.text, article.start, article.stop)) do
    local lead = view.text:match("^%s*", article.start + hit.start + 1)
    local at = article.start + hit.start + #lead -- the year may stand in the line above
    for _, d in ipairs(view.within(view.dates, at - YEAR, article.start + hit.stop)) do
      if d.start < at and d.stop > at + 1 then at = d.start end
    end
    out[#out + 1] = {mark = at, start = at}
  end
  return #out >= SEVERAL and out or {}
end

-- What stands below a day in a line of its own, each time.
local function below_days(view, article)
  local out = {}
  for hit in over_re:gmatch(text.sub(view.text, article.start, article.stop)) do
    local at = article.start + hit.stop
    out[#out + 1] = {mark = at, start = at}
  end
  return #out >= SEVERAL and out or {}
end

-- Lines that end with their day in brackets.
local function above_days(view, article)
  local out = {}
  for hit in closing_re:gmatch(text.sub(view.text, article.start, article.stop)) do
    local at = article.start + hit.stop - #hit[1]
    out[#out + 1] = {mark = at, start = at}
  end
  return #out >= SEVERAL and out or {}
end

local function split(view, article, out)
  local begins = begins_of(view, article)
  for _, of in ipairs {above_days, below_days, chronicle_of} do
    if #begins == 0 then begins = of(view, article) end
  end
  if #begins == 0 then
    out[#out + 1] = article
    return
  end
  local head = setmetatable({stop = begins[1].mark, article = article}, {__index = article})
  if begins[1].mark > article.start then out[#out + 1] = head end
  for i, b in ipairs(begins) do
    local stop = begins[i + 1] and begins[i + 1].mark or article.stop
    if b.start < stop then out[#out + 1] = part(view, article, b, stop) end
  end
end

--- The articles of a document, those that hold items split into them.
-- @function of
-- @tparam table view as `jiyao.document` prepares it: `text`, `articles`, `dates`, `within`
-- @treturn {table,...} articles as in the view; an item has `article`, the one it is of
-- @usage
-- local view = jiyao.document.view("云岭要闻\n▲6月8日,我校召开教学工作会议。\n▲6月9日,我校举办运动会。")
-- print(#require "jiyao.items".of(view)) --> 3
function M.of(view)
  local out = {}
  for _, a in ipairs(view.articles) do split(view, a, out) end
  return out
end

return M
