--- Who is not of the body that stands nearest, though nothing else is named.
-- Knows heads of the house above a college, those who learn together and those who go to a body. Refuses to
-- know which body stands nearest: that is `jiyao.belonging`.
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

-- 副校长 on the page of a college that has a dean: of the university above it.
local dean_re = regex.new("^(?:常务|执行)?副?院长$")

--- Whether a post is of the university above a college that has a dean.
-- @function is_above_college
-- @tparam table view as `jiyao.document` prepares it
-- @tparam string title
-- @tparam string house
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("文理学院举办讲坛。副校长林若溪到场,院长韩立群主持。")
-- print(require "jiyao.elsewhere".is_above_college(view, "副校长", "文理学院")) --> true
function M.is_above_college(view, title, house)
  if not title:find("校长", 1, true) or not post_bodies.ends_so(house, "学院") then return false end
  for _, p in ipairs(view.people) do
    local own = not p.org or subjects.is_deixis(p.org) or post_bodies.ends_so(house .. "。", p.org .. "。")
    for _, other in ipairs(own and p.titles or {}) do
      if dean_re:find(other) then return true end
    end
  end
  return false
end

-- 教育处长, 文化局长: of the land, where the page is a school's or a society's.
local land_unit_re = regex.new("^(?:教育|文化|社会|主计|财政|民政|卫生|警察|公安|消防|环保|工务|农业|水利|地政|税务|旅游|交通|" ..
  "林业|司法|统计|民族|城管|商务|环境|体育)[局处]长$")
local office_body_re = regex.new("[局厅委府处省市县区州盟旗镇乡]$|委员会$")

--- Whether a post heads an office of the land, on the page of a house that is none.
-- @function heads_office
-- @tparam table view `institution`
-- @tparam string title
-- @treturn boolean
-- @usage
-- print(require "jiyao.elsewhere".heads_office({institution = "云岭大学"}, "教育处长")) --> true
function M.heads_office(view, title)
  local own = view.institution
  return own ~= nil and not office_body_re:find(own) and land_unit_re:find(title) ~= nil
end

-- Whose words all tell that they are guests of the house, its neighbours or its care.
local outside = {}
for _, title in ipairs(wordlist.all("outside_titles")) do outside[title] = true end

-- 材料科学家, 作家: what somebody is anywhere, where 首席科学家 is a post.
local calling_re = regex.new("^(?!首席).*(?<!专)家$")

--- Whether somebody is a guest of any house, or its care, by what they are called.
-- @function is_outsider
-- @tparam table p a person with `titles`
-- @treturn boolean
-- @usage
-- print(require "jiyao.elsewhere".is_outsider {titles = {"村民"}}) --> true
function M.is_outsider(p)
  for _, title in ipairs(p.titles) do
    if not outside[title] and not calling_re:find(title) then return false end
  end
  return true
end

-- 县领导甲, 市领导乙: the words before the name tell whose.
local leader_re = regex.new("^([省市县区州盟旗镇乡])领导\\z")

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
local goes_re = regex.new("^((?:(?!陪同|接待|会见|欢迎|邀请|出席|主持)[^。;\\n]){0,30}?)" ..
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
