--- Bodies by how their names end, for the posts that are of them.
-- Knows which endings go with which posts (data/post_bodies.tsv), which name of that ending a page
-- said last, and which land a post leads. Refuses to know whose post it is: that is `jiyao.belonging`.
-- @module jiyao.post_bodies
-- @internal
local bodies = require "jiyao.bodies"
local body_names = require "jiyao.body_names"
local fronts = require "jiyao.body_fronts"
local full_names = require "jiyao.full_names"
local cut = require "jiyao.cut"
local data = require "jiyao.data"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local subjects = require "jiyao.subjects"

local M = {}

-- 第五届会长, but 第三十一届校友: a term of office is no body.
local term_re = regex.new("^(?:本|上|新)?第?[0-9一二三四五六七八九十]+[届任]$")

--- Whether words before a post are its term and no body: 第五届会长.
-- @function is_term
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.post_bodies".is_term("第五届")) --> true
function M.is_term(name)
  return term_re:find(name) ~= nil
end

-- How the names of bodies end, by how the posts end that are of them.
local ends_by_post, lists = {}, {}
local above = {} -- posts above any body that publishes
local words_of = {} -- the endings that an expression is made of

--- The expression of names that end with one of several words, which the functions below take.
-- @function endings
-- @tparam string words parted by |
-- @treturn userdata an expression
-- @usage
-- local post_bodies = require "jiyao.post_bodies"
-- print(post_bodies.ends_so("云岭医院", post_bodies.endings("医院|卫生院"))) --> true
M.endings = remember.of(function(words)
  local re = regex.new("(?:" .. words .. ")$")
  words_of[re] = words
  return re
end)

for _, row in ipairs(data.table("post_bodies")) do
  if row[2] == "-" then above[row[1]] = true
  else
    lists[row[1]] = {}
    for ending in row[2]:gmatch("[^ ]+") do table.insert(lists[row[1]], ending) end
    local words = row[2]:gsub("学院", "(?<!科)%0"):gsub(" ", "|") -- an academy (科学院) is no college
    ends_by_post[row[1]] = M.endings(words)
  end
end

-- What a table of posts says of a title's end; nil where it does not say.
local function of_post(posts)
  return remember.of(function(title)
    if posts[title] then return posts[title] end
    for n = 4, 2, -1 do
      local at = utf8.offset(title, -n)
      local found = at and posts[title:sub(at)]
      if found then return found end
    end
  end)
end

local is_above = of_post(above)

--- The words that the bodies end with that a post of the table is of; nil for another.
-- @function list_of
-- @tparam string post
-- @treturn ?{string,...}
-- @usage
-- print(require "jiyao.post_bodies".list_of("园长")[1]) --> 园
function M.list_of(post) return lists[post] end

--- How the bodies end that a post may be of; nil where the post does not tell.
-- @function ends_of
-- @tparam string title
-- @treturn ?userdata an expression
-- @usage
-- local post_bodies = require "jiyao.post_bodies"
-- print(post_bodies.ends_so("云岭医院", post_bodies.ends_of("副院长"))) --> true
M.ends_of = of_post(ends_by_post)

--- Whether somebody leads the land, and so belongs to no body of the page.
-- @function leads_the_land
-- @tparam table p a person with `titles`
-- @treturn boolean
-- @usage
-- print(require "jiyao.post_bodies".leads_the_land {titles = {"军委主席"}}) --> true
function M.leads_the_land(p)
  for _, title in ipairs(p.titles) do
    if is_above(title) then return true end
  end
  return false
end

--- Whether a name ends so and is more than that ending.
-- @function ends_so
-- @tparam string name
-- @tparam string|userdata ends the ending, or an expression of several
-- @treturn boolean
-- @usage
-- print(require "jiyao.post_bodies".ends_so("医院", "医院")) --> false
function M.ends_so(name, ends)
  if type(ends) == "string" then return #name > #ends and name:sub(-#ends) == ends end
  return (ends:find(name) or 0) > 0
end

--- The first body of a list that ends so.
-- @function ending
-- @tparam string names joined by ；
-- @tparam string|userdata ends
-- @treturn ?string
-- @usage
-- print(require "jiyao.post_bodies".ending("云岭大学；云岭医院", "医院")) --> 云岭医院
function M.ending(names, ends)
  if not names:find("；", 1, true) then return M.ends_so(names, ends) and names or nil end
  for name in (names .. "；"):gmatch("(.-)；") do
    if M.ends_so(name, ends) then return name end
  end
end

-- How far back a body may have been named, and the name of a land, in bytes.
local FAR, NEAR = 9000, 600

-- A council that a body has, or where it meets, is not what its heads are of.
local inner_re = regex.new("(?:理事会|监事会|董事会|大会|全会|年会|例会|领导小组|主席团|(?:议员|委员|立委)[一-龥]{2,4}服务处|" ..
  "(?:会议|会展|展览|活动|接待|体育|文体|学术交流|国际交流)中心)$")

-- 专题学习会, 第三次座谈会: a meeting is no employer, though societies end so too.
local gatherings = {}
for _, row in ipairs(data.table("event_suffixes")) do
  if row[1]:sub(-#"会") == "会" then gatherings[row[1]] = true end
end

local is_gathering = remember.of(function(name)
  if inner_re:find(name) then return true end
  for n = 2, body_names.is_whole(name) and 0 or math.min(8, utf8.len(name)) do
    if gatherings[name:sub(utf8.offset(name, -n))] then return true end
  end
  return false
end)

-- 区域公司, 分公司: others of the same house, which are not named.
local kin_re = regex.new("^(?:所属|下属|全资|控股|参股|区域|成员|兄弟|基层|二级|[子分母总])+(?:公司|医院|学校|学院|单位|院校|企业)$")

-- 东川医院党委: the house stands in the name of its party's committee.
local of_party_re = regex.new("^(.{4,}?)(?:机关)?(?:党委|党组|党总支)$")

-- 集团公司与东屏公司签约: the partner of a house that is not named.
local with_us_re = regex.new("(?:^|[^一-龥])(?:集团公司|公司|集团|学校|医院|学院|[我本全](?:[院校所馆]|公司))[与和同]\\z")

--- The body before a place that was named last and ends so, within its article.
-- @function nearest
-- @tparam table view as `jiyao.document` prepares it
-- @tparam integer at bytes
-- @tparam string|userdata ends
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("云岭大学召开座谈会,院长林若溪主持。")
-- print(require "jiyao.post_bodies".nearest(view, 40, "大学")) --> 云岭大学
function M.nearest(view, at, ends)
  local article, unnamed, best = view.article_at(at), not view.institution, nil
  for _, o in ipairs(view.within(view.bodies, math.max(0, at - FAR), at)) do
    local fits = o.article == article and not o.open and not subjects.is_deixis(o.name)
      and not (unnamed and with_us_re:before(view.text, o.start, 24))
    local name = fits and (M.ending(o.name, ends) or of_party_re:match(o.name))
    fits = name and not kin_re:find(name) and M.ending(name, ends)
    if fits and not is_gathering(name) and not M.is_term(name) then best = name end
  end
  return best
end

-- A body that the finder passed over, since nobody's post stands behind it: 转赴青松颐养院考察,由院长….
local plain_re = remember.of(function(words)
  return regex.new("(?<![各每])((?:(?![由在于与和及到赴往向为对从将把让的了被是各全该本我来至])[一-龥]){2,12}" ..
    "(?:" .. words .. "))(?![友企区园内外际史庆]|组(?!织)|[一-龥]{0,2}长|科[技创][园城]|[一-龥]{0,3}(?:" .. words .. "))")
end)

-- 办公室主任林某作公司: a post within is that of somebody.
local told_re = regex.new("(?:主任|书记|经理|[处科部院校]长)(?!.{0,2}(?:办公|秘书))")

local function plain(view, at, ends)
  local best
  local before = cut.before(view.text, at, NEAR, view.article_at(at).start)
  for hit in plain_re(words_of[ends]):gmatch(before) do
    local name = fronts.trimmed(hit[1])
    local fits = body_names.is_whole(name) and not is_gathering(name) and M.ending(name, ends)
    fits = fits and not told_re:find(name)
    local partner = fits and not view.institution and with_us_re:before(before, hit.stop - #name, 24)
    if fits and not partner and not subjects.is_ours(name) then best = name end
  end
  return best
end

-- 经管学院 of a headline, and 经济管理学院.
local function in_full(short, full)
  local names = full_names.new()
  if full then names:add(full, full) end
  return names:full(short)
end

--- The same, or else a name that the finder of bodies passed over.
-- @function named_last
-- @tparam table view
-- @tparam integer at bytes
-- @tparam userdata ends of `endings` or `ends_of`
-- @treturn ?string
-- @usage
-- local post_bodies = require "jiyao.post_bodies"
-- local view = jiyao.document.view("一行转赴青松颐养院考察,由院长林若溪介绍。")
-- print(post_bodies.named_last(view, 45, post_bodies.ends_of("院长"))) --> 青松颐养院
function M.named_last(view, at, ends)
  local near, other = M.nearest(view, at, ends), plain(view, at, ends)
  return near and in_full(near, other) or near or other
end

--- The body before a place that was named last and ends so, by its name in full where both stand there.
-- @function nearest_in_full
-- @tparam table view
-- @tparam integer at bytes
-- @tparam string ends
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("茶管学院座谈\n6月8日,茶叶管理学院青年团赴泉山。学院院长林若溪参加。")
-- print(require "jiyao.post_bodies".nearest_in_full(view, 70, "学院")) --> 茶叶管理学院
function M.nearest_in_full(view, at, ends)
  local near = M.nearest(view, at, ends)
  return near and in_full(near, plain(view, at, M.endings(ends))) or near
end

-- 永泽县委书记 leads 永泽县: the land that a title's first character is the kind of.
local land_title_re = regex.new("^(?:常务|代)?副?([省市县区州盟旗镇乡村])(?:长|委|人大|政协|纪委|政府)")

--- The kind of land that a post leads: 县 of 县委书记; nil where it leads none.
-- @function land_of_title
-- @tparam string title
-- @treturn ?string
-- @usage
-- print(require "jiyao.post_bodies".land_of_title("副县长")) --> 县
M.land_of_title = remember.of(function(title) return (land_title_re:match(title)) end)

local land_re = remember.of(function(kind)
  return regex.new("(?:^|[^一-龥]|[来到赴在与和及对由为]|中共)" ..
    "((?!民主党派|周边|[一二两三四五六七八九十]{1,2}" .. kind .. ")" ..
    "(?:(?![来到赴在与和及对由为年全各本我该副])[一-龥]){1,5}?" .. kind .. ")(?!" .. kind .. "|长)")
end)

--- The land of a kind: the page's own, the one named last, or one that a body is named for.
-- @function land
-- @tparam table view
-- @tparam integer at bytes
-- @tparam string kind
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("6月8日,永泽县召开座谈会,副县长林若溪主持。")
-- print(require "jiyao.post_bodies".land(view, #"6月8日,永泽县", "县")) --> 永泽县
function M.land(view, at, kind)
  local re = land_re(kind)
  local own = view.institution and re:match(view.institution)
  if own then return own end
  local article, best = view.article_at(at), nil
  for hit in re:gmatch(cut.before(view.text, at, NEAR, article.start)) do
    if not fronts.is_parted(hit[1]) then best = hit[1] end
  end
  if best then return best end
  for _, o in ipairs(view.within(view.bodies, math.max(0, at - FAR), at + FAR)) do
    local name = o.article == article and re:match(o.name)
    if name and (o.start < at or not best) then best = name end
  end
  return best
end

-- A society of a house has posts of its own.
local society_re = regex.new("(?:基金|校友|[协学商]|联合|促进|研究)会$")

--- The page's body, or the whole that it is a part of, where it ends so.
-- @function of_the_page
-- @tparam table view `institution`
-- @tparam string|userdata ends
-- @treturn ?string
-- @usage
-- print(require "jiyao.post_bodies".of_the_page({institution = "云岭大学医学院"}, "大学")) --> 云岭大学
function M.of_the_page(view, ends)
  local own = view.institution
  local whole = own and not M.ending(own, ends) and not society_re:find(own) and bodies.parent(own)
  return own and (whole and M.ending(whole, ends) or M.ending(own, ends)) or nil
end

return M
