--- Who is not of the body that stands nearest, though nothing else is named.
-- Knows heads of the house above a college, of offices that a house has none of, and of lands; callings; chairs of
-- something else; those who learn together and those who go to a body. Refuses to know which body stands
-- nearest: that is `jiyao.belonging`.
-- @module jiyao.elsewhere
-- @internal
local cut = require "jiyao.cut"
local org_words = require "jiyao.org_words"
local post_bodies = require "jiyao.post_bodies"
local regex = require "jiyao.regex"
local subjects = require "jiyao.subjects"
local text = require "jiyao.text"
local wordlist = require "jiyao.wordlist"

local M = {}

-- 副校长 on the page of a college that is named for its field and has a dean: of the university above it.
-- 云岭学院 may have both itself.
local dean_re = regex.new("^(?:常务|执行)?副?院长$")
local college_re = regex.new("大学.+学院$|^" .. wordlist.pattern("body_words", 2, "field") .. "+[^省市县区]{0,12}学院$")

--- Whether a post is of the university above a college that has a dean.
-- @function is_above_college
-- @tparam table view as `jiyao.document` prepares it
-- @tparam string title
-- @tparam string house
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("医学院举办讲坛。副校长林若溪到场,院长韩立群主持。")
-- print(require "jiyao.elsewhere".is_above_college(view, "副校长", "医学院")) --> true
function M.is_above_college(view, title, house)
  if not title:find("校长", 1, true) or not college_re:find(house) then return false end
  for _, p in ipairs(view.people) do
    local own = not p.org or subjects.is_deixis(p.org) or post_bodies.ends_so(house .. "。", p.org .. "。")
    for _, other in ipairs(own and p.titles or {}) do
      if dean_re:find(other) then return true end
    end
  end
  return false
end

-- 文化局长, 行长, 教育处长: of the land, or of a house of another kind, where the page is a school's, a hospital's
-- or a society's.
local land_unit_re = regex.new("^[一-龥]{0,6}局长$|^(?:常务|执行)?副?[厅署台行]长$|^(?:教育|民政|地政|主计|警察)处长$")
local no_office_re = regex.new("(?:大学|学院|[中小]学|学校|幼儿园|医院|研究[院所]|[学协商总分]会|联盟|基金会)$")

--- Whether a post heads an office that the page's house has none of.
-- @function heads_office
-- @tparam table view `institution`
-- @tparam string title
-- @treturn boolean
-- @usage
-- print(require "jiyao.elsewhere".heads_office({institution = "云岭大学"}, "教育处长")) --> true
function M.heads_office(view, title)
  local own = view.institution
  return own ~= nil and no_office_re:find(own) ~= nil and land_unit_re:find(title) ~= nil
end

-- Whose words all tell that they are guests of the house, its neighbours or its care.
local outside = {}
for _, title in ipairs(wordlist.all("outside_titles")) do outside[title] = true end

-- 材料科学家, 作家: what somebody is anywhere but in a society of such, where 首席科学家 is a post.
local calling_re = regex.new("^(?!首席|岗位|责任|驻).*(?<!专)家$")
local society_re = regex.new("家协会$|文联$|[作美书剧影音舞曲]协$|[画诗书]院$|文学艺术界联合会$")

--- Whether somebody is a guest of any house, or its care, by what they are called.
-- @function is_outsider
-- @tparam table p a person with `titles`
-- @tparam[opt] string house the page's
-- @treturn boolean
-- @usage
-- print(require "jiyao.elsewhere".is_outsider {titles = {"村民"}}) --> true
function M.is_outsider(p, house)
  local society = house and society_re:find(house)
  for _, title in ipairs(p.titles) do
    if not outside[title] and (society or not calling_re:find(title)) then return false end
  end
  return true
end

-- 县领导甲, 市领导乙: the words before the name tell whose.
local leader_re = regex.new("^([省市县区州盟旗镇乡村])领导\\z")

--- The kind of land whose leader somebody is told to be, or nil.
-- @function led_land
-- @tparam table view
-- @tparam table m a mention
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("县领导林若溪出席。")
-- print(require "jiyao.elsewhere".led_land(view, view.mentions[1])) --> 县
function M.led_land(view, m)
  return (leader_re:match(text.sub(view.text, m.start, m.name_start)))
end

-- 主席 on the page of a house that has none: of the land, or of a society that is not named.
local chair_re = regex.new("^(?:常务)?副?主席$")
-- 主席甲、院长乙: of a board of the house, before its own head.
local before_head_re = regex.new("^(?:先生|女士|博士|教授)?[、,和及](?:常务|执行)?副?[校院所]长")
local no_chair_re = regex.new("(?:大学|学院|医院|[中小]学|研究[院所])$")

--- Whether somebody chairs something else than the page's body, which has no chair.
-- @function chairs_other
-- @tparam table view `institution`
-- @tparam table p a person of the view
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("云岭大学召开论坛,林若溪主席致辞。")
-- view.institution = "云岭大学"
-- print(require "jiyao.elsewhere".chairs_other(view, view.people[1])) --> true
function M.chairs_other(view, p)
  if not view.institution or not no_chair_re:find(view.institution) then return false end
  if before_head_re:after(view.text, p.mentions[1].stop, 30) then return false end
  for _, title in ipairs(p.titles) do
    if not chair_re:find(title) then return false end
  end
  return #p.titles > 0
end

-- 云岭学院党委理论学习中心组: those who learn together are of the house.
local study_re = regex.new("^(.+?)(?:党委|党组|党总支)?(?:理论学习|理论)?中心组$")

--- The house of those who learn together, nil where it is not named; any other body as it is.
-- @function house_of_study
-- @tparam string org
-- @treturn ?string
-- @usage
-- print(require "jiyao.elsewhere".house_of_study("云岭学院党委理论学习中心组")) --> 云岭学院
function M.house_of_study(org)
  local house = study_re:match(org)
  if not house then return org end
  return not subjects.is_deixis(house) and house or nil
end

-- 处长甲带队赴云岭大学、泉山大学调研: who goes to a body is not of it.
local goes_re = regex.new("^((?:(?!陪同|接待|会见|欢迎|邀请|出席|主持|[说称]|希望|介绍|表示|汇报|感谢)[^,。;\\n]){0,30}?)" ..
  "(?:赴|前往|走访|走进|访问|到访|来到|拜访)([^,。;\\n]{2,60})")
local there_re = regex.new("^(?:[、,和与及]|等|调研|考察|参观|访问|走访|交流|学习|开展|进行|座谈|洽谈|\\z)")

--- Whether somebody is told to go to a body, and so is not of it.
-- @function goes_to
-- @tparam table view
-- @tparam table p a person of the view
-- @tparam string org
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("处长林若溪带队赴云岭大学调研。")
-- print(require "jiyao.elsewhere".goes_to(view, view.people[1], "云岭大学")) --> true
function M.goes_to(view, p, org)
  if p.org and org_words.named(p.org) then return false end
  for _, m in ipairs(p.mentions) do
    local hit = goes_re:gmatch(cut.after(view.text, m.stop, 300))()
    local start, stop = (hit and hit[2] or ""):find(org, 1, true)
    local first = start and (start == 1 or hit[2]:sub(1, start - 1):find("、$"))
    first = first and not view.first_within(view.mentions, m.stop, m.stop + #hit[1])
    if first and there_re:find(hit[2]:sub(stop + 1)) then return true end
  end
  return false
end

--- Whether somebody of the page is told to go to a body, which so is not the page's own.
-- @function is_visited
-- @tparam table view
-- @tparam string org
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("处长林若溪带队赴云岭大学调研。")
-- print(require "jiyao.elsewhere".is_visited(view, "云岭大学")) --> true
function M.is_visited(view, org)
  local visited = view.visited or {}
  view.visited = visited
  for _, p in ipairs(visited[org] == nil and view.people or {}) do
    visited[org] = visited[org] or M.goes_to(view, p, org)
  end
  return visited[org] or false
end

return M
