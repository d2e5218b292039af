--- Which body somebody belongs to whose post is told without one.
-- Knows what beside a post tells its body (the opener of a sentence, who stands before in a list, an
-- office that is given), and what shows that somebody without a post is of the house. Refuses to know
-- which endings of names go with which posts: that is `jiyao.post_bodies`.
-- @module jiyao.belonging
-- @internal
local affiliation = require "jiyao.affiliation"
local beside = require "jiyao.beside"
local body_names = require "jiyao.body_names"
local councils = require "jiyao.councils"
local cut = require "jiyao.cut"
local data = require "jiyao.data"
local elsewhere = require "jiyao.elsewhere"
local org_words = require "jiyao.org_words"
local ours = require "jiyao.ours"
local outlets = require "jiyao.outlets"
local post_bodies = require "jiyao.post_bodies"
local regex = require "jiyao.regex"
local subjects = require "jiyao.subjects"
local text = require "jiyao.text"

local M = {}

local named = org_words.named

-- Posts that have a term of office.
local office_re = regex.new("(?:[会事书]长|干事|[理监]事|主席|委员)$")

local run_re = regex.new("([一-龥]{1,8})\\z")
local alone_re = regex.new("(?:^|[^一-龥]|[由和与及在对])([省市县区镇乡村院校所局馆站])\\z")

-- What a page calls its own body by its kind: a group is 公司, a university 学校.
local kind_res = {["公司"] = regex.new("(?:集团|公司|厂|股份|科技)$"),
  ["学校"] = regex.new("(?:大学|(?<!科)学院|学校|中学|小学)$")}

-- 医院院长, 商会会长, 镇党委书记: the kind of body stands before the post.
local function by_kind(view, p, m)
  local before = ours.before_posts(view, p, m)
  local run = run_re:match(before)
  if not run then return nil end
  for n = 4, 2, -1 do
    local at = utf8.offset(run, -n)
    local kind = at and run:sub(at)
    if kind and not subjects.is_loose(kind) then
      local own = view.institution and (post_bodies.ending(view.institution, kind)
        or kind_res[kind] and post_bodies.ending(view.institution, kind_res[kind]))
      local found = own or post_bodies.nearest_in_full(view, m.start, kind)
      if found then return found end
    end
  end
  local kind = alone_re:match(before)
  local house = kind and ours.house(kind)
  if house then
    local own = post_bodies.of_the_page(view, house)
    if own or ours.speaks(view, kind) then return own or false end
    return post_bodies.nearest(view, m.start, house) or false
  end
  if not kind or not post_bodies.land_of_title(kind .. "长") then return nil end
  return post_bodies.land(view, m.start, kind) or false -- 县领导: of a county, named or not
end

-- 种苗站党总支召开会议,总支书记林某主持: whose branch of the party it is that was named last.
local branch_title_re = regex.new("^(?:专职|常务)?(?:党)?(?:总支|支部)(?:副?书记|委员)$|^支委(?:委员)?$|^副书记$|" ..
  "^(?:纪检|组织|宣传|学习|青年|统战)委员$|^(?:预备|老|青年|新)?党员(?:代表)?$|^入党积极分子(?:代表)?$")
local BRANCH = "(?:党总支|党支部|[一二三四五六七八九十]支部)"
local branch_re = regex.new("((?!第?[一二三四五六七八九十]+党|临时)[一-龥A-Za-z0-9]{2,24}" .. BRANCH .. ")(?!书记|副书记|委员)")
local before_branch_re = regex.new("^.*(?:[与和及由在向为对从到]|召开|举行|参加)(?=[一-龥]{2,}" .. BRANCH .. ")")
local our_branch_re = regex.new("^[我本](?:[院校所局馆司厂站]|公司|中心)(?=[一-龥]{2})")
-- 第二党支部书记甲, 教工第一党支部书记、教研员乙: the branch stands in the chain of posts.
local numbered_re = regex.new("((?:(?![由和与及在对])[一-龥]){0,8}第[一二三四五六七八九十]+党?(?:支部|总支))" ..
  "(?:副?书记|[一-龥]{0,2}委员)(?:、[一-龥]{2,8}){0,3}\\z")

-- How far back a branch may have been named.
local NEAR = 600 -- bytes
local offices_re = regex.new("^机关")

local function by_number(view, m)
  local own = numbered_re:match(cut.before(view.text, m.name_start, 90))
  return own and not subjects.is_ours(own) and own or nil
end

local function by_branch(view, m)
  if not branch_title_re:find(m.title) then return nil end
  local best
  for hit in branch_re:gmatch(cut.before(view.text, m.start, NEAR, view.article_at(m.start).start)) do
    local name = our_branch_re:gsub(before_branch_re:gsub(hit[1], ""), "")
    if offices_re:find(name) or not subjects.is_ours(name) then best = name end
  end
  return best
end

-- ▲种苗站党总支组织晨读,党总支书记甲授课,青年党员乙发言: a sentence that opens with a body tells of its
-- own people, unless it tells of a visit or of two bodies.
local ITEM = "^(?:[\\s▲△●★■◆※·○◎【\\]】0-9一二三四五六七八九十、.．()年月日至—~-]|[上下]午|近日|日前)*"
local item_re, item_lead_re = regex.new(ITEM .. ",?\\z"), regex.new(ITEM .. ",?")
local not_its_own_re = regex.new("^(?:[与和及、]|联合|携手)|一行|赴|前往|走进|来到|来[我院校所馆]|[到访](?!会)|" ..
  "会见|接待|考察|调研|带队|率|慰问|检查|督导|指导|共同|签约|签署|邀请|来宾|嘉宾|[我本](?:[院校所馆司局站]|公司)|学校|学院|医院|公司|集团|省|市|县")
local guest_title_re = regex.new("教授|研究员|专家|嘉宾|主讲|学者|院士|博士|代表|秘书长$|记者|立法委员|议员")
local party_body_re = regex.new("^(?!(?:会[前后上]|随后)?[局校院所厅馆司站](?:机关)?党).*(?:党委|党组|党总支|党支部|支部|团委|工会)$")

-- 院长甲汇报进展,党支部书记乙参加: the body of who is named in the same sentence before, not the page's.
local secretary_re = regex.new("书记$")

local function by_mate(view, m, of)
  local s = view.sentence_at(m.start)
  local other = s and view.first_within(view.mentions, s.start, m.start)
  if not other or not secretary_re:find(m.title) or other.person == m.person then return nil end
  if not other.title or other.person.org then return nil end
  local found = post_bodies.ends_of(other.title) and of(view, other.person)
  return found ~= view.institution and found or nil
end

-- The body that holds something, where nobody's post shows it: 6月9日,西山分会换届.
local holds_re = regex.new("^(?!.{0,2}(?:会议|大会))((?:(?![由在于与和及到赴对向从将把])[一-龥]){2,16}?)" ..
  "(?=(?:隆重|顺利|成功)?(?:召开|举行|举办|换届|组织|开展|召集))")

local function holder(view, from, to)
  local _, skip = item_lead_re:find(text.sub(view.text, from, to))
  local name = holds_re:match_in(view.text, from + skip, to)
  return name and name, name and from + skip + #name
end

local function by_opener(view, m, ends)
  local s = view.sentence_at(m.start)
  if not s or guest_title_re:find(m.title) then return nil end
  local o = view.first_within(view.bodies, s.start, m.start)
  local opens = o and not o.goal and item_re:find(text.sub(view.text, s.start, o.start))
  local name, stop
  if opens then name, stop = o.name, o.stop else name, stop = holder(view, s.start, m.start) end
  if not name or subjects.is_ours(name) or subjects.is_deixis(name) then return nil end
  if ends and not post_bodies.ending(name, ends) then return nil end
  if not (ends or body_names.is_whole(name) or party_body_re:find(name)) then return nil end
  local post = view.first_within(view.mentions, stop, stop + 60)
  if post and post.start == stop then return nil end
  if not_its_own_re:find(text.sub(view.text, stop, m.start)) then return nil end
  return name
end

-- 教务处长: the unit is in the title, and its body the page's.
local unit_title_re = regex.new("^(?!副|常务|代|首席|助理)[一-龥]{2,}[处科组部局股]长$")

-- 副校长 on the page of a department: of the house above it, which is not named.
local house_post_re = regex.new("^[一-龥]{0,4}?副?[校院所]长$")
local led_house_re = regex.new("(?:大学|(?:卫生|保健|康复|防治)中心)$")

local function heads_other(view, title)
  local own = view.institution
  if elsewhere.heads_office(view, title) then return true end
  local led = own and (led_house_re:find(own) or own:find("实验室$") and not title:find("校长", 1, true))
  return house_post_re:find(title) ~= nil and not led
end

-- The body that the posts of somebody say, by the first post that says one.
local by_post
function by_post(view, p, only)
  for _, m in ipairs(only and {only} or p.mentions) do
    local is_ours, own = ours.by_post(view, m)
    if is_ours then return own or false end
    local land = elsewhere.led_land(view, m)
    if land then return post_bodies.land(view, m.start, land) or false end
    if m.title then
      local found = councils.row(view, m) or councils.of(view, p, m) or by_branch(view, m)
      if not found then found = by_kind(view, p, m) end
      if found ~= nil then return found end
      local kind
      for _, title in ipairs(p.titles) do kind = kind or post_bodies.land_of_title(title) end -- 区委常委、统战部长
      if not kind and unit_title_re:find(m.title) then
        return not elsewhere.heads_office(view, m.title) and view.institution
      end
      if kind then return post_bodies.land(view, m.start, kind) or false end
      local ends = post_bodies.ends_of(m.title) -- what the names of bodies end with that it may be of
      if ends then
        found = by_opener(view, m, ends)
        if found then return found end
        local fits = post_bodies.of_the_page(view, ends)
        if fits and elsewhere.is_above_college(view, m.title, fits) then
          return post_bodies.of_the_page(view, "大学") or false
        end
        if fits and ours.comes(view, fits) then return ours.is_guest(view, m) and fits end
        if fits and not elsewhere.is_visited(view, fits) then return fits end
        if ours.is_unnamed(view, m) then return false end
        found = post_bodies.named_last(view, m.start, ends) or by_opener(view, m)
        if found and ours.hosts(view, m, found) then return false end
        return found or not heads_other(view, m.title) and view.institution
      end
      local insider = not elsewhere.is_outsider(p, view.institution)
      found = insider and (by_opener(view, m) or by_mate(view, m, by_post))
      if found then return found end
    end
  end
end

-- Whom a house elects, honours or looks after, and whom it names as its contact, is of the house. Those
-- who win at contests, and pupils, are not only its own.
local staff_res = {house = {}, guest = {}}
for _, row in ipairs(data.table("staff_cues")) do table.insert(staff_res[row[2]], row[1]) end
for use, words in pairs(staff_res) do staff_res[use] = regex.new(table.concat(words, "|")) end
-- The heading of a list says it for all of its lines, and what stands before a list for all whom it names.
local LEAD = 120

local function is_staff(view, p)
  for _, m in ipairs(p.mentions) do
    local s = view.sentence_at(m.start)
    local first = beside.list_start(view, m)
    local from = math.max(s and s.start or first, first - 240)
    local to = math.min(s and s.stop or m.stop, m.stop + 240)
    local around = cut.before(view.text, first, LEAD, from) .. cut.after(view.text, first, to - first)
    if staff_res.house:find(around) and not staff_res.guest:find(around) then return true end
  end
  return false
end

-- 该校校长甲: the body of that kind that was named last.
local that_re = regex.new("[该贵]([校院所馆局会司]|公司|中心|集团|县|市|村)(?:的)?\\z")
local that_ends = {["校"] = "大学|学院|学校|中学|小学|高中|校", ["公司"] = "公司|集团|厂", ["司"] = "公司|集团|厂"}

local function by_that(view, p)
  local m = p.mentions[1]
  local kind = that_re:match(cut.before(view.text, m.start, 15))
  if not kind then return nil end
  -- A society's own newsletter says 该会 of it.
  local own = kind == "会" and view.institution
  if own and post_bodies.ends_so(own, "会") then return own end
  local at = m.start - #kind - #"该"
  return post_bodies.named_last(view, at, post_bodies.endings(that_ends[kind] or kind))
end

-- 研究所所长甲,副所长乙: the post that a deputy stands in for.
local deputy_re = regex.new("常务|执行|第一|副|助理$")
local listed_re = regex.new("^(?:先生|女士|同志|博士|教授)?(?:\\([^)]{0,30}\\))?(?:[、,;和与及]|以及)[^。;:!?\\n]{0,24}$")

-- The body of a post of somebody, where each post has its own.
local function body_of_title(p, title)
  local i, n = nil, 0
  for k, t in ipairs(p.titles) do
    if t == title and not i then i = k end
  end
  if not i or not p.org then return nil, i end
  local list, first, ends = {}, nil, post_bodies.ends_of(title)
  for name in (p.org .. "；"):gmatch("(.-)；") do
    n = n + 1
    list[n] = name
    local fits = not body_names.is_academy(name) and (not ends or post_bodies.ends_so(name, ends))
    if fits and not first then first = name end
  end
  if n == #p.titles then return list[i], i end
  return first, i
end

-- 校董会主席甲,副主席乙,司库丙: posts of a council, after somebody else of it.
local council_post_re = regex.new("^(?:义务|名誉)?(?:副?主席|副?会长|副?理事长|副?秘书长?|司库|委员|[理监董]事|校董|召集人)$")
local council_re = regex.new("(?:委员|[理董监]事|校董|[协学商工]|基金|联合|促进|分)会$|联盟$")

-- 副会长甲教授: whether a post of a council is one of those that stand with a mention.
local function sits(view, m)
  for _, title in ipairs(councils.posts_at(view, m.person, m)) do
    if council_post_re:find(title) then return true end
  end
  return false
end

local function by_chain(view, p, body_of)
  local m = p.mentions[1]
  local other = m.title and sits(view, m) and beside.behind(view, m)
  if not other or other.person == p or other.stop > m.start then return nil end
  if not beside.adjacent(view, other.stop, m.start) then return nil end
  if not sits(view, other) and not council_post_re:find(other.person.titles[1] or "") then return nil end
  local org = body_of(view, other.person)
  return org and council_re:find(org) and org or nil
end

-- The post that somebody is the deputy of.
local function deputised(view, p, m)
  for _, title in ipairs(councils.posts_at(view, p, m)) do
    local post = deputy_re:gsub(title, "")
    if post ~= title and post ~= "" then return post end
  end
end

-- 学术委员会主任甲主持会议。副主任乙报告: the unit whose head was named last in the paragraph.
local unit_head_re = regex.new("^(?:主任|主席|组长|[部处科]长|主编|主任委员)$")

local function by_unit_head(view, p)
  local m = p.mentions[1]
  local post = m.title and deputised(view, p, m)
  if not post or not unit_head_re:find(post) then return nil end
  local at = beside.behind(view, m)
  for _ = 1, 20 do
    if not at or cut.back(view.text, m.start, at.stop, "\n") > at.stop then return nil end
    local org, has = body_of_title(at.person, post)
    if has and at.person ~= p then
      return org and named(org) and not subjects.is_deixis(org) and org or nil
    end
    at = beside.behind(view, at)
  end
end

-- 名誉会长甲、执行会长乙, and elsewhere 第五届理事会会长甲: which of the posts stands there.
local function holds_there(view, m, post)
  local words = text.sub(view.text, m.start, m.name_start)
  return m.title == post or words:sub(1, #post) == post or words:find("、" .. post, 1, true) ~= nil
end

local function by_head(view, p)
  local m = p.mentions[1]
  local post = m.title and deputised(view, p, m)
  if not post then return nil end
  local at = m
  for n = 1, 12 do
    local other = beside.behind(view, at)
    local from = beside.posts_start(view, at)
    local between = other and other.stop <= from and text.sub(view.text, other.stop, from)
    if not between then return nil end
    local listed = n > 1 and listed_re:find(between) or n == 1 and beside.adjacent(view, other.stop, from)
    if not listed then return nil end
    local org, has = body_of_title(other.person, post)
    has = has and holds_there(view, other, post)
    if not has and n == 1 and deputised(view, other.person, other) == post then
      return other.person.org and named(other.person.org) or M.of(view, other.person)
    end
    if has and not org then return by_that(view, other.person) end
    if has then return org and named(org) and not subjects.is_deixis(org) and org or nil end
    at = other
  end
end

-- 云岭局局长甲、纪检组长乙: posts of one board, in one list.
local board_re = regex.new("^(?:(?:党委|党组|党总支)?副?书记|纪委书记|纪检(?:监察)?组(?:组)?长|工会主席|" ..
  "总(?:工程师|经济师|会计师|农艺师|规划师)|" ..
  "(?:财务|运营|技术|行政|人事|人力资源|市场|销售)总监|(?:[院校所局]长|总经理|董事长)助理|[一二三四]级(?:巡视|调研)员)$")
local board_head_re = regex.new("(?:[院校所局馆厅]长|总经理|董事长|总裁|(?:党委|党组)书记)$")

-- 东岭医院院长甲,党委副书记乙一行; but 会见东岭医院院长甲,党委副书记乙陪同.
local hosts_re = regex.new("^(?:等[^,。;]{0,8})?(?:参加(?:了)?会见|出席|陪同|接待|会见|主持|致辞|热情|代表)")

local party_post_re = regex.new("书记$")

local function before_comma(view, m)
  local other = beside.behind(view, m)
  local listed = other and other.title and other.person ~= m.person and party_post_re:find(m.title)
    and other.stop <= m.start and beside.adjacent(view, other.stop, beside.posts_start(view, m))
  if not listed or hosts_re:after(view.text, beside.list_end(view, m).stop, 60) then return nil end
  return other.person
end

local function by_board(view, p)
  local m = p.mentions[1]
  local other = m.title and board_re:find(m.title) and (beside.before(view, p) or before_comma(view, m))
  local titles = other and other.titles or {}
  for i = #titles, 1, -1 do
    local org = board_head_re:find(titles[i]) and body_of_title(other, titles[i])
    if org and named(org) and body_names.is_whole(org) and not body_names.is_academy(org) then return org end
  end
end

-- 站长甲带领职工乙、丙: who is led belongs where the leader does.
local led_re = regex.new("(?:带领|率领|带着)\\z")

local function by_leader(view, p)
  local m = beside.first_of_list(view, p.mentions[1])
  local other = led_re:before(view.text, m.start, 6) and beside.behind(view, m)
  if not other or other.person == p or m.start - other.stop > 30 then return nil end
  return M.of(view, other.person)
end

-- 东岭公司总经理甲,质量负责人乙一行; 东岭大学校长甲,督导专员乙到我校调研: those who come together are of
-- the body of who is named before.
local come_re = regex.new("^(?:同志|先生|女士|教授|博士)?(?:等[^,。;]{0,8})?(?:一行|[来到莅]临?[我本][院校所馆局司站])")

local function by_company(view, p)
  local m = p.mentions[1]
  if not m.title or not come_re:after(view.text, beside.last_of_list(view, m).stop, 60) then return nil end
  local at = m
  for _ = 1, 12 do
    local other = beside.behind(view, at)
    local from = beside.posts_start(view, at)
    if not other or other.stop > from or not beside.adjacent(view, other.stop, from) then return nil end
    local org = other.person ~= p and other.person.org
    if org then return body_names.is_whole(org) and org or nil end
    at = other
  end
end

-- 选举甲、乙等7人为工会委员会委员; 甲同志任医院院长; 免去甲同志医院院长职务: the body of a post that somebody
-- is given, or loses.
local given_re = regex.new("^(?:同志|先生|女士)?(?:等[0-9一二三四五六七八九十]{0,3}[人名位]?(?:同志)?)?(?:分别|全票)?" ..
  "(?:,[^,。;\\n]{1,16}){0,9}?,?(?:因[^,。;\\n]{2,12}?,?)?(?:现|拟|拟提名|提名|当选|推选|选举|聘任|任命)?" ..
  "(?:任(?![务何免教职期])|(?:不再|卸任|辞去|离任)(?:担任|兼任)?|当选为?|担任|出任|接任|为(?=[^,。]{1,24}(?:[长员席任事]|书记)))(?:新一届|中共)?")
local elected_re = regex.new("(?:选举|推选|选出|推举|增补|增选|补选|聘任|聘请|任命|确定)[^。;\\n]*\\z")
local for_re = regex.new("为(?:新一届|中共)?\\z")
local lost_re = regex.new("免去\\z")
local lost_after_re = regex.new("^(?:同志)?的?")
local post_re = regex.new("^(?:第[一二三四五六七八九十]+届)?(" ..
  "(?:常务)?副?(?:总|党委|党总支|支部)?(?:[一-龥]{1,3}长|书记|委员|主席|主任|[理监干]事|经理))(?![的长])")

local function given_at(view, m)
  local last = beside.list_end(view, m)
  local after = cut.after(view.text, last.stop, 240)
  if lost_re:before(view.text, m.start, 6) then return last.stop + select(2, lost_after_re:find(after)) end
  local _, stop = given_re:find(after)
  local told_for = stop and for_re:find(after:sub(1, stop))
  if not stop or told_for and not elected_re:before(view.text, m.start, 300) then return nil end
  return last.stop + stop
end

local function by_office(view, p)
  for _, m in ipairs(p.mentions) do
    local at = m.start == m.name_start and given_at(view, m)
    local o = at and view.first_within(view.bodies, math.max(0, at - 9), at + 120)
    local named_there = o and o.start - at <= 6 and post_re:find(cut.after(view.text, o.stop, 36))
    local name = named_there and (o.start < at and text.sub(view.text, at, o.stop) or o.name)
    if name and not subjects.is_deixis(name) then return name end
    if at then
      local title = post_re:match(cut.after(view.text, at, 36))
      local ends = title and post_bodies.ends_of(title)
      local own = ends and (by_opener(view, {start = m.start, title = title}, ends)
        or view.institution and post_bodies.ending(view.institution, ends))
      local found = own or ends and post_bodies.nearest(view, m.start, ends)
      if found then return found end
    end
  end
end

-- 副院长 on the page of a ward: of the house, which is not named.
local house_head_re = regex.new("^(?:常务|执行)?副?[校院所馆]长$")

local function is_above_unit(p, unit)
  return not body_names.is_whole(unit) and house_head_re:find(p.titles[1] or "") ~= nil
end

-- 机关党委书记: the offices have a branch of their own.
local party_title_re = regex.new("^党(?:委|总支|支部)")
local of_offices_re = regex.new("(?:^|[^一-龥])机关\\z")

-- The name in full of a body whose beginning the finder cut off beside a post, or without the words that it
-- took along.
local function mended(view, org)
  if not view.mended_names then
    local names = {}
    for _, o in ipairs(view.bodies) do
      local was = o.cut or o.long
      if was then names[was] = names[was] or o.name end
    end
    view.mended_names = names
  end
  return view.mended_names[org] or org
end

-- What stands behind somebody first: that of those behind in a list is asked for, not made anew.
local function body_of(view, p)
  local of_term = p.org and post_bodies.is_term(p.org) and office_re:find(p.titles[1] or "")
  local org = p.org and not of_term and named(mended(view, p.org))
  if p.byline then return org or outlets.of(view, p) end
  local first = p.mentions[1]
  local branch = by_number(view, first)
  if branch then return branch end
  if org and not subjects.is_deixis(org) then return org end
  local offices = party_title_re:find(first.title or "") and of_offices_re:before(view.text, first.start, 9)
  if offices then return "机关" end
  if post_bodies.leads_the_land(p) then return nil end
  local stated = not (p.org and named(p.org)) and (outlets.named(view, first) or affiliation.of(view, p))
  if stated then return stated end
  local office = #p.titles == 0 and by_office(view, p)
  if office then return office end
  if #p.titles == 0 and ours.is(view, p) then return view.institution end
  local row = (#p.titles == 0 or not first.title) and councils.row(view, first)
  if row then return row end
  if #p.titles == 0 and not is_staff(view, p) then return nil end
  local head, heads = beside.head(view, p)
  head = head or p
  local found = by_that(view, head) or by_company(view, p) or by_head(view, head)
    or by_chain(view, head, M.of)
    or by_unit_head(view, head) or by_leader(view, head) or by_board(view, head)
    or by_post(view, head, heads)
  local other = not found and beside.before(view, p)
  if found == false or found and found == view.institution and is_above_unit(p, found) then return nil end
  local outsider = #p.titles > 0 and elsewhere.is_outsider(p, view.institution)
  if found == nil and (outsider or elsewhere.chairs_other(view, p)) then return nil end
  return found or (other and not other.org and by_post(view, other)) or view.institution
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
  local told = view.told_of
  if not told or told.institution ~= view.institution then
    told = {institution = view.institution} -- what it was asked before the page's own was known is not kept
    view.told_of = told
  end
  if told[p] == nil then
    local org = body_of(view, p)
    if org and org == view.institution then org = elsewhere.house_of_study(org) end
    told[p] = org and not elsewhere.goes_to(view, p, org) and org or false
  end
  return told[p] or nil
end

return M
