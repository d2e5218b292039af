--- The council or branch whose list somebody stands in.
-- Knows which posts nobody has outside of a council, and lines that open with the body of all who stand in
-- them. Refuses to know the posts that any body has: that is `jiyao.belonging`.
-- @module jiyao.councils
-- @internal
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local subjects = require "jiyao.subjects"
local text = require "jiyao.text"
local wordlist = require "jiyao.wordlist"

local M = {}

-- How far back a council may have been named, and how long a line is, in bytes.
local FAR, NEAR = 9000, 600

--- The posts of somebody that stand with one mention.
-- @function posts_at
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table p a person of the view
-- @tparam table m a mention of that person
-- @treturn {string,...}
-- @usage
-- local view = jiyao.document.view("副主任林若溪教授出席。")
-- local p = view.people[1]
-- print(table.concat(require "jiyao.councils".posts_at(view, p, p.mentions[1]), " ")) --> 副主任 教授
function M.posts_at(view, p, m)
  local out, words = {}, text.sub(view.text, m.start, m.stop)
  for _, title in ipairs(p.titles) do
    if title == m.title or words:find(title, 1, true) then out[#out + 1] = title end
  end
  return out
end

-- 委员甲、乙: the council that was named last, with the house whose name stands before it.
local council_posts = {["委员"] = true, ["主任委员"] = true, ["副主任委员"] = true}
local council_end_re = regex.new("(?<!执行|常务)委员会$")
local blank_re = regex.new("^[ \\t]*$")

local function with_house(view, council)
  local list = view.within(view.bodies, math.max(0, council.start - NEAR), council.start)
  local house = list[#list]
  local adjacent = house and house.whole and blank_re:find(text.sub(view.text, house.stop, council.start))
  local page = view.institution
  local own = adjacent and page and page:sub(-#house.name) == house.name and page
  return (own or adjacent and house.name or "") .. council.name
end

--- The council that somebody is a member of by a post, or nil.
-- @function of
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table p a person of the view
-- @tparam table m a mention of that person
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("云岭大学学位评定委员会召开会议。委员林若溪发言。")
-- local p = view.people[1]
-- print(require "jiyao.councils".of(view, p, p.mentions[1])) --> 云岭大学学位评定委员会
function M.of(view, p, m)
  local sits = false
  for _, post in ipairs(M.posts_at(view, p, m)) do sits = sits or council_posts[post] end
  if not sits then return nil end
  local article, best = view.article_at(m.start), nil
  for _, o in ipairs(view.within(view.bodies, math.max(0, m.start - FAR), m.start)) do
    if o.article == article and council_end_re:find(o.name) then
      local name = with_house(view, o)
      if not best or best:sub(-#name) ~= name then best = name end -- not by a shorter form of its name
    end
  end
  return best
end

-- 理事会 理事长:甲 理事:乙,丙; 实验室党支部:学习章程,支部书记甲领学: the line is of the body that it opens with.
local row_re = regex.new("^[\\s▲△●★■◆※·○◎0-9一二三四五六七八九十、.．()]*" ..
  "((?:(?!会议|时间|地点)[一-龥]){1,20}?(?:会|支部|总支))(?:(?:[ \\t]+[一-龥]{2,8})?:|[ \\t]+\\z)")
local no_row_re = regex.new("(?:与|参|到|开|本|散|[^员表]大|机|社)会$")

-- 学术研讨会 主持人:甲: what ends like an event and never like a body heads a programme.
local either_re = regex.new("(?:[理董监]事会|委员会|委会|党组会|全会|代表大会|会员大会|[团工学侨妇]代会|筹备会|读书会|诗会|研习会|联络会)$")

local function ends_of_events()
  local bodies, out = {}, {}
  for _, word in ipairs(wordlist.all("org_suffixes")) do bodies[word] = true end
  for _, word in ipairs(wordlist.all("event_suffixes")) do
    if not bodies[word] and not either_re:find(word) then out[#out + 1] = word end
  end
  return regex.new("(?:" .. table.concat(out, "|") .. ")$")
end

local event_re = ends_of_events()

-- 治丧工作小组, alone in its line, and below it 组长:甲, 成员:乙 丙.
local post_label_re = regex.new("^[ \\t]*(?:(?!地点|时间|会议|单位)[一-龥](?:[ \\t]{0,4}[一-龥]){1,7})[ \\t]*:")
local heading_re = regex.new("^[ \\t]*((?![^\\n]*(?:召开|举行|关于|产生|推选|各组))[一-龥0-9“”()]{3,40}" ..
  "(?:委员会|[理董监]事会|协会|学会|校友会|小组|组|主席团|班子|联盟))" ..
  "(?:成员|组成人员)?(?:名单)?:?[ \\t]*$")
local LINES = 12

local function listed(view, m)
  local from, sign = cut.back(view.text, m.start, math.max(0, m.start - NEAR), "\n")
  if not sign and from > 0 then return nil end
  if not post_label_re:find(text.sub(view.text, from, m.name_start)) then return nil end
  for _ = 1, LINES do
    if from == 0 then return nil end
    local stop = from - 1
    from, sign = cut.back(view.text, stop, math.max(0, stop - NEAR), "\n")
    if not sign and from > 0 then return nil end
    local line = text.sub(view.text, from, stop)
    if not post_label_re:find(line) then return (heading_re:match(line)) end
  end
end

-- 宣传组:甲、乙: who does what in a council; no class of a contest.
local group_re = regex.new("^[\\s▲△●★■◆※·○◎0-9一二三四五六七八九十、.．()]*([一-龥]{2,9}组)[ \\t]*:")
local class_re = regex.new("(?:第?[一二三四五六七八九十甲乙丙丁]|[男女]子?|青年|少年|儿童|老年|成人|本科|研究生|高职|中职|文科|理科|工科|" ..
  "教工|职工|学生|教师|专业|业余|公开|团体|个人|单打|双打|混合|[高初中低小]年级|[高初]中|[A-Za-z0-9]|中学|小学|幼儿)组$")

local function grouped(line)
  local name = group_re:match(line)
  return name and not class_re:find(name) and name or nil
end

--- The body that a line opens with in which somebody is named, or the heading of such lines; nil where neither is.
-- @function row
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table m a mention
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("监事会 监事长:林若溪")
-- print(require "jiyao.councils".row(view, view.mentions[1])) --> 监事会
function M.row(view, m)
  local from, sign = cut.back(view.text, m.start, math.max(0, m.start - NEAR), "\n")
  local line = (sign or from == 0) and text.sub(view.text, from, m.start)
  local name = line and (row_re:match(line) or grouped(line))
  local event = name and event_re:find(name) and not either_re:find(name)
  if name and not event and not no_row_re:find(name) and not subjects.is_ours(name) then return name end
  return listed(view, m)
end

return M
