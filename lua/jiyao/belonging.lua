--- Which body somebody belongs to whose post is told without one.
-- Knows which posts go with which bodies (院长 with 学院 and 医院, 县长 with a county), and what shows
-- that somebody without a post is of the house. Refuses to choose where the post does not tell.
-- @module jiyao.belonging
-- @internal
local cut = require "jiyao.cut"
local data = require "jiyao.data"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local subjects = require "jiyao.subjects"

local M = {}

-- A name of an organisation: two characters, of which one is a letter; no verb of study before it.
local name_re = regex.new("^(?!双方$|同意|夜班$|深刻|深入|认真|学习|贯彻|落实|全面|坚持|围绕|按照|根据)(?=.*[\\p{Han}A-Za-z]).{2,}")

-- The organisations that are names, not what was left of a sentence.
local named = remember.of(function(org)
  local out = {}
  for part in (org .. "；"):gmatch("(.-)；") do
    if name_re:find(part) then out[#out + 1] = part end
  end
  return #out > 0 and table.concat(out, "；") or nil
end)

-- How the names of bodies end, by how the posts end that are of them.
local ends_by_post = {}
local above = {} -- posts above any body that publishes
for _, row in ipairs(data.table("post_bodies")) do
  if row[2] == "-" then above[row[1]] = true
  else ends_by_post[row[1]] = regex.new("(?:" .. row[2]:gsub(" ", "|") .. ")$") end
end

-- What a table of posts says of a title's end; nil where it does not say.
local function of_post(posts)
  return remember.of(function(title)
    for n = 4, 2, -1 do
      local at = utf8.offset(title, -n)
      local found = at and posts[title:sub(at)]
      if found then return found end
    end
  end)
end

local is_above, ends_of_post = of_post(above), of_post(ends_by_post)

-- Whether somebody leads the land, and so belongs to no body of the page.
local function leads_the_land(p)
  for _, title in ipairs(p.titles) do
    if is_above(title) then return true end
  end
  return false
end

-- The first body of a list (甲；乙) that ends so, with a string or an expression, and is more than that ending.
local function ends_so(name, ends)
  if type(ends) == "string" then return #name > #ends and name:sub(-#ends) == ends end
  return (ends:find(name) or 0) > 0
end

local function ending(names, ends)
  if not names:find("；", 1, true) then return ends_so(names, ends) and names or nil end
  for name in (names .. "；"):gmatch("(.-)；") do
    if ends_so(name, ends) then return name end
  end
end

-- How far back a body may have been named, and the name of a land, in bytes.
local FAR, NEAR = 9000, 600

-- The nearest body before a place that ends so, within its article.
local function nearest(view, at, ends)
  local article, best = view.article_at(at), nil
  for _, o in ipairs(view.within(view.bodies, math.max(0, at - FAR), at)) do
    if o.article == article and not subjects.is_deixis(o.name) and ending(o.name, ends) then best = o.name end
  end
  return best
end

-- 永泽县委书记 leads 永泽县: the land that a title's first character is the kind of.
local land_title_re = regex.new("^(?:常务|代)?副?([省市县区州盟旗镇乡村])(?:长|委|人大|政协|纪委|政府)")
local land_of_title = remember.of(function(title) return (land_title_re:match(title)) end)
local land_res = {}

local function land(view, at, kind)
  land_res[kind] = land_res[kind] or regex.new("(?:^|[^一-龥]|[来到赴在与和对由为]|中共)" ..
    "((?:(?![来到赴在与和对由为])[一-龥]){1,5}?" .. kind .. ")(?!" .. kind .. ")")
  local re = land_res[kind]
  local own = view.institution and re:match(view.institution)
  if own then return own end
  local article, best = view.article_at(at), nil
  for hit in re:gmatch(cut.before(view.text, at, NEAR, article.start)) do best = hit[1] end
  if best then return best end
  for _, o in ipairs(view.within(view.bodies, math.max(0, at - FAR), at + FAR)) do
    local name = o.article == article and re:match(o.name)
    if name and (o.start < at or not best) then best = name end
  end
  return best
end

local run_re = regex.new("([一-龥]{1,8})\\z")
local alone_re = regex.new("(?:^|[^一-龥]|[由和与及在对])([省市县区镇乡村院校所局馆站])\\z")

-- 医院院长, 商会会长, 镇党委书记: the kind of body stands before the post.
local function by_kind(view, p, m)
  local before = cut.before(view.text, m.start, 60)
  for _ = 1, #p.titles do -- 公司总经理、总工程师某某: the other posts of the chain stand in between
    for _, title in ipairs(p.titles) do
      if before:sub(-#title - #"、") == title .. "、" then before = before:sub(1, -#title - #"、" - 1) end
    end
  end
  local run = run_re:match(before)
  if not run then return nil end
  for n = 4, 2, -1 do
    local at = utf8.offset(run, -n)
    local kind = at and run:sub(at)
    if kind and not subjects.is_loose(kind) then
      local own = view.institution and ending(view.institution, kind)
      local found = own or nearest(view, m.start, kind)
      if found then return found end
    end
  end
  local kind = alone_re:match(before)
  return kind and land_title_re:find(kind .. "长") and land(view, m.start, kind) or nil
end

-- 质检站党总支召开会议,总支书记林某主持: whose branch of the party it is that was named last.
local branch_title_re = regex.new("^(?:专职|常务)?(?:党)?(?:总支|支部)(?:副?书记|委员)$|^支委(?:委员)?$|^副书记$")
local branch_re = regex.new("((?!第?[一二三四五六七八九十]+党)[一-龥A-Za-z0-9]{2,24}党(?:总支|支部))(?!书记|副书记|委员)")
local before_branch_re = regex.new("^.*(?:[与和及由在向为对从到]|召开|举行|参加)(?=[一-龥]{2,}党)")

local function by_branch(view, m)
  if not branch_title_re:find(m.title) then return nil end
  local best
  for hit in branch_re:gmatch(cut.before(view.text, m.start, NEAR, view.article_at(m.start).start)) do
    local name = before_branch_re:gsub(hit[1], "")
    if not subjects.is_deixis(name) and not subjects.is_ours(name) then best = name end
  end
  return best
end

-- 教务处长: the unit is in the title, and its body the page's.
local unit_title_re = regex.new("^(?!副|常务|代|首席|助理)[一-龥]{2,}[处科组部局股]长$")

-- The body that the posts of somebody say, by the first post that says one.
local function by_post(view, p)
  for _, m in ipairs(p.mentions) do
    if m.title then
      local found = by_branch(view, m) or by_kind(view, p, m)
      if found then return found end
      if unit_title_re:find(m.title) then return view.institution end
      local kind = land_of_title(m.title)
      if kind then return land(view, m.start, kind) or view.institution end
      local ends = ends_of_post(m.title) -- what the names of bodies end with that it may be of
      if ends then
        if view.institution and ending(view.institution, ends) then return view.institution end
        return nearest(view, m.start, ends) or view.institution
      end
    end
  end
end

-- Whom a house elects, honours or looks after, and whom it names as its contact, is of the house. Those
-- who win at contests, and pupils, are not only its own.
local staff_res = {house = {}, guest = {}}
for _, row in ipairs(data.table("staff_cues")) do table.insert(staff_res[row[2]], row[1]) end
for use, words in pairs(staff_res) do staff_res[use] = regex.new(table.concat(words, "|")) end
-- The heading of a list says it for all of its lines.
local LEAD = 120

local function is_staff(view, p)
  for _, m in ipairs(p.mentions) do
    local s = view.sentence_at(m.start)
    local from = math.max(s and s.start or m.start, m.start - 240)
    local to = math.min(s and s.stop or m.stop, m.stop + 240)
    local around = cut.before(view.text, m.start, LEAD, from) .. cut.after(view.text, m.start, to - m.start)
    if staff_res.house:find(around) and not staff_res.guest:find(around) then return true end
  end
  return false
end

local function mention_before(view, at)
  if not view.mention_ends then
    view.mention_ends = {}
    for _, m in ipairs(view.mentions) do view.mention_ends[m.stop] = m end
  end
  return cut.before(view.text, at, #"、") == "、" and view.mention_ends[at - #"、"] or nil
end

-- Who heads the list that somebody stands in without a post before the name: 副主任甲、乙、丙.
local function head_of_list(view, p)
  for _, m in ipairs(p.mentions) do
    if m.title then return nil end
    local other, n = mention_before(view, m.start), 0
    while other and not other.title and n < 20 do other, n = mention_before(view, other.start), n + 1 end
    if other then return other.person end
  end
end

-- Who stands before somebody in a list: 总经理应某、人力资源总监竺某.
local function before_in_list(view, p)
  local m = p.mentions[1]
  local other = m.title and mention_before(view, m.start)
  local listed = other and other.person ~= p and other.title
  return listed and other.person or nil
end

--- The bodies somebody belongs to, joined by ；, or nil.
-- @function of
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table p a person of the view
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("6月8日,云岭大学召开座谈会。在云岭市东山医院,医院院长林若溪介绍了情况。")
-- print(require "jiyao.belonging".of(view, view.people[1])) --> 云岭市东山医院
function M.of(view, p)
  local org = p.org and named(p.org)
  if p.byline then return org end
  if org and not subjects.is_deixis(org) then return org end
  if leads_the_land(p) or (#p.titles == 0 and not is_staff(view, p)) then return nil end
  local head = head_of_list(view, p)
  local found = by_post(view, head or p)
  local other = not found and before_in_list(view, p)
  return found or (other and not other.org and by_post(view, other)) or view.institution
end

return M
