--- Who is one of ours: posts and names behind 我校, 本院, and posts of the house on a page that speaks as one.
-- Knows how a page calls its own body by its kind. Refuses to know which body is the page's: that is
-- `jiyao.institution`.
-- @module jiyao.ours
-- @internal
local beside = require "jiyao.beside"
local cut = require "jiyao.cut"
local post_bodies = require "jiyao.post_bodies"
local regex = require "jiyao.regex"

local M = {}

-- 校党委书记, 院工会主席: of the house whose kind the character tells.
local house_res = {["校"] = "大学|(?<!科)学院|学校|[中小]学|党校|附中|附小|高中|[校中]", ["院"] = "院|中心|所"}
for kind in ("所局馆站"):gmatch(utf8.charpattern) do house_res[kind] = kind end
for kind, ends in pairs(house_res) do house_res[kind] = post_bodies.endings(ends) end

--- How the names of houses of a kind end, or nil.
-- @function house
-- @tparam string kind one character
-- @treturn ?userdata an expression
-- @usage
-- print(require "jiyao.ours".house("校") ~= nil, require "jiyao.ours".house("市")) --> true	nil
function M.house(kind) return house_res[kind] end

-- What a page says of its own house, and who comes to it.
local says_res = {}
for kind in pairs(house_res) do
  says_res[kind] = regex.new("(?<![与和])[我本]" .. kind .. "|(?<!往)[来到莅]临?" .. kind .. "(?![区园外内])")
end

--- Whether a page speaks as a house of a kind: 我校.
-- @function speaks
-- @tparam table view as `jiyao.document` prepares it
-- @tparam string kind one character
-- @treturn boolean
-- @usage
-- print(require "jiyao.ours".speaks(jiyao.document.view("我校召开座谈会。"), "校")) --> true
function M.speaks(view, kind)
  local said = view.speaks_as or {}
  view.speaks_as = said
  if said[kind] == nil then said[kind] = says_res[kind]:find(view.text) ~= nil end
  return said[kind]
end

-- The kind of house that a post is the head of: 校 of 副校长.
local head_re = regex.new("^(?:常务|执行|第一)?副?([校院所局馆站])长(?:助理)?$")

-- Whether the finder has somebody of a body by the unit before a post: such are its guests.
local function has_people(view, name)
  for _, p in ipairs(view.people) do
    if p.org == name then return true end
  end
  return false
end

-- How a company that does not name itself says so.
local firm_re = regex.new("(?<![与和])[我本](?:司(?![法机])|公司|集团)|[来莅]司(?!法)")
local firm_ends = post_bodies.endings("公司|集团")

-- Whether the next before a mention in its list who has a body is of that one: 云岭集团董事长甲,总经理乙.
local function stands_with(view, m, name)
  local at = m
  for _ = 1, 8 do
    local other, from = beside.behind(view, at), beside.posts_start(view, at)
    if not other or other.stop > from or not beside.adjacent(view, other.stop, from) then return false end
    if other.person.org then return other.person.org == name end
    at = other
  end
  return false
end

--- Whether a post is of the company that a page speaks as and does not name, since the one that it names is a guest,
-- and nobody of the guests stands beside it.
-- @function hosts
-- @tparam table view `institution`
-- @tparam table m a mention
-- @tparam string name
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("云岭集团董事长林若溪来我司调研,集团总经理韩立群陪同。")
-- print(require "jiyao.ours".hosts(view, view.mentions[2], "云岭集团")) --> true
function M.hosts(view, m, name)
  if view.institution or not post_bodies.ends_so(name, firm_ends) then return false end
  if not firm_re:find(view.text) or not has_people(view, name) then return false end
  return not stands_with(view, m, name)
end

-- 东屏大学校长访问团一行对我校进行访问: who comes to the house that a page speaks as.
-- 云岭医院感谢各位专家来到我院, 云岭医院领导班子对我院工作作了总结 are the house's own words.
local HOUSE = "我[校院所局馆站]"
local comes_re = regex.new("^(?:(?!感谢|欢迎|各位|专家|嘉宾|领导班子)[^。;\\n]){0,70}?" ..
  "(?:(?:访问|[来到莅]临?|赴|走进|走访|做客|参观|拜访)" .. HOUSE ..
  "|对" .. HOUSE .. "(?:进行|开展)?[^,。;\\n]{0,6}(?:访问|调研|考察|参观|检查|督导|指导|走访))")
local COMES = 260 -- bytes

--- Whether a body is told to come to the house that a page speaks as.
-- @function comes
-- @tparam table view
-- @tparam string name
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("云岭大学代表团对我校进行访问。")
-- print(require "jiyao.ours".comes(view, "云岭大学")) --> true
function M.comes(view, name)
  local at = 1
  for _ = 1, 8 do
    local start, stop = view.text:find(name, at, true)
    if not start then return false end
    if comes_re:after(view.text, stop, COMES) then return true end
    at = stop + 1
  end
  return false
end

--- Whether somebody is told to come to the house that a page speaks as.
-- @function is_guest
-- @tparam table view
-- @tparam table m a mention
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("云岭大学代表团在校长林若溪带领下来我校访问。")
-- print(require "jiyao.ours".is_guest(view, view.mentions[1])) --> true
function M.is_guest(view, m)
  return comes_re:after(view.text, m.stop, COMES) ~= nil
end

--- Whether a post is of the house that a page speaks as and does not name: no body of the kind stands before
-- but those whose people are told with it.
-- @function is_unnamed
-- @tparam table view
-- @tparam table m a mention
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("云岭大学校长林若溪来我校访问,副校长韩立群陪同。")
-- print(require "jiyao.ours".is_unnamed(view, view.mentions[2])) --> true
function M.is_unnamed(view, m)
  local kind = m.title and head_re:match(m.title)
  if not kind or not M.speaks(view, kind) then return false end
  if post_bodies.of_the_page(view, house_res[kind]) then return false end
  local last = post_bodies.named_last(view, m.start, house_res[kind])
  return not last or has_people(view, last) or M.comes(view, last)
end

--- What stands before the posts of a mention; 公司总经理、总工程师某某: the other posts of the chain stand in between.
-- @function before_posts
-- @tparam table view
-- @tparam table p a person of the view
-- @tparam table m a mention
-- @treturn string
-- @usage
-- local view = jiyao.document.view("公司总经理、总工程师林若溪")
-- print(require "jiyao.ours".before_posts(view, view.people[1], view.mentions[1])) --> 公司
function M.before_posts(view, p, m)
  local before = cut.before(view.text, m.start, 60)
  for _ = 1, #p.titles do
    for _, title in ipairs(p.titles) do
      if before:sub(-#title - #"、") == title .. "、" then before = before:sub(1, -#title - #"、" - 1) end
    end
  end
  return before
end

-- 我院院长甲, 我校乙老师: ours, whether the page names itself or not.
local before_re = regex.new("(?<![和与来到])[我本]([院校所局馆厂站园]|公司|单位|中心)(?:的)?\\z")

-- 我校校长甲、副校长乙: whose list somebody stands in, up to who has a unit of their own.
local function kind_of_list(view, m)
  local at = m
  for _ = 1, 8 do
    local kind = before_re:match(M.before_posts(view, at.person, at))
    if kind then return kind end
    local other = beside.behind(view, at)
    local from = beside.posts_start(view, at)
    if at.person.org or not other or other.stop > from then return nil end
    if not beside.adjacent(view, other.stop, from) then return nil end
    at = other
  end
end

--- Whether a post is one of ours by what stands before it or its list, and the body.
-- @function by_post
-- @tparam table view `institution`
-- @tparam table m a mention
-- @treturn boolean
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("我校校长林若溪、副校长韩立群参加。")
-- view.institution = "云岭大学"
-- print(require "jiyao.ours".by_post(view, view.mentions[2])) --> true	云岭大学
function M.by_post(view, m)
  local kind = m.title and kind_of_list(view, m)
  if not kind then return false end
  if not view.institution or not house_res[kind] then return true, view.institution end
  local own = post_bodies.of_the_page(view, house_res[kind])
  if own and M.comes(view, own) then return true end
  local last = not own and post_bodies.named_last(view, m.start, house_res[kind])
  return true, own or last and not has_people(view, last) and last or nil
end

-- 我校甲老师主持, 我院乙获一等奖; on the page of a school 甲老师执教: one of ours by the words beside the name.
local teacher_re = regex.new("^老师")
local school_re = regex.new("(?:小学|中学|学校|幼儿园|学院|大学|附中|附小|[一二三四五六七八九十]中)$")

--- Whether somebody without a post is one of ours by the words beside the name.
-- @function is
-- @tparam table view `institution`
-- @tparam table p a person of the view
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("我院林若溪获一等奖。")
-- view.institution = "云岭医院"
-- print(require "jiyao.ours".is(view, view.people[1])) --> true
function M.is(view, p)
  local school = view.institution and school_re:find(view.institution)
  for _, m in ipairs(view.institution and p.mentions or {}) do
    if m.start == m.name_start and before_re:before(view.text, m.start, 21) then return true end
    if school and teacher_re:after(view.text, m.stop, 6) then return true end
  end
  return false
end

return M
