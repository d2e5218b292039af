--- The named bodies of a text: organisations with their edges mended.
-- Knows what stands around a name, what the finder left of it, and two names told in one
-- breath. Refuses to decide whose page it is: that is `jiyao.institution`; how names end is
-- told in `jiyao.body_names`, what stands before them in `jiyao.body_fronts`.
-- @module jiyao.bodies
-- @internal
local body_names = require "jiyao.body_names"
local cut = require "jiyao.cut"
local fronts = require "jiyao.body_fronts"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local spans = require "jiyao.spans"
local text = require "jiyao.text"

local M = {}

local HOLDER, WHOLE, is_whole = body_names.HOLDER, body_names.WHOLE, body_names.is_whole

-- A year, a level or a number behind a whole name is the beginning of something else, but for the number of a
-- part that is a body: 第二附属医院.
local behind_re = regex.new("^(.{1,}?" .. HOLDER .. ")(?:校$|建[校院所馆站厂会社]$|[0-9]|" ..
  "第[一二三四五六七八九十0-9]{1,2}(?!(?:附属|临床|人民|教学)?(?:医学院|医院|学院|中学|小学|幼儿园)(?:$|[0-9]))|" ..
  "[一二三四五六七八九十〇]{2,}年|首[届次]|[一二三四五六七八九十]{1,3}[届级])")
local term_behind_re = regex.new("^(.{2,}?" .. WHOLE .. ")第?[0-9一二三四五六七八九十]{1,3}届")
-- A hall of a body, and its league's or party's committee, stand for the body.
local acts_behind_re = regex.new("^(.{2,}?[会院校所司局委组科处室部心团厂站馆])(?:召开|举行|举办|开展)(?=.)|" ..
  "^(.{2,}?(?:团委|工会|支部|总支))组织(?=.{2,})")
local comes_behind_re = regex.new("^(.{3,}?)来(?:[院校所馆司局厂园站]|公司|我)")
local hall_re = regex.new("^(.{2,}?" .. HOLDER .. "(?:研究生院)?)[^\n]*(?:楼|楼.*厅|礼堂|会议室|报告厅|会议厅|广场|体育场|体育馆)$")
local committee_re = regex.new("^(?:共青团|中国共产主义青年团|中国共产党)(.{4,})委员会$|^中共([^委]{4,}?)(?:委员会)?$")
-- What may be the beginning of a name that the finder cut off: it stands between
-- a boundary and the name, and holds no word that cannot be within one.
local more_re = regex.new("(?:[,，。;；:：!！?？、\\s“”「」『』()《》【】\\-—▲※●年月日午前由在于与和及到赴向为对从将把让的了被是所同]|联合|报道)" ..
  "((?:财团法人|社团法人)?(?:(?<=[成首港古京帝])都|(?![由在于与和及到赴向为对从将把让的了被是不也还都我本全该各来])[一-龥]){1,6})\\z")
local no_more_re = regex.new("[书记长任员]$|^[省市县区校院原]$")

local long_end_re = regex.new("(?:学校|党校|军校|分校|技校|医院|学院|研究院|研究所|科学院|检察院|法院)$")
-- 东川项目校地合作: the last character begins another word.
local open_end_re = regex.new("^(?:会议|校[地企友区园内外际庆史训级]|院[地企内外区]|所[地企内外属])")

-- 五位荣誉大学院士: of what they are fellows is not told; a name may end before 士 or 院士, here at a bar.
local fellow_re = regex.new("大学院\\|士|[荣名]誉大学\\|院士")

-- 园区建设等方面所取得, 陈静所作: 所 before a verb.
local function is_particle(s, stop)
  if cut.before(s, stop, 3) ~= "所" then return false end
  local words, particle = cut.before(s, stop, 12), false
  for _, word in ipairs(text.tokens(words .. cut.after(s, stop, 9))) do
    if word.start >= #words then return particle and word.pos:find("^v") ~= nil end
    particle = word.word == "所" and word.pos == "u"
  end
  return false
end

local function finish(view, o, start, name, goal)
  local plain = cut.squeezed(name)
  local stop = start + #name
  local ends = not long_end_re:find(plain) and cut.before(view.text, stop, 3) .. cut.after(view.text, stop, 3)
  local open = ends and (open_end_re:find(ends) ~= nil or is_particle(view.text, stop))
    or fellow_re:find(plain .. "|" .. cut.after(view.text, stop, #"院士")) ~= nil
  return {start = start, stop = stop, name = plain, kind = o.kind,
    whole = not open and is_whole(plain), open = open, goal = goal, article = view.article_at(start)}
end

-- What stands before the first word of a clause.
local edge_re = regex.new("(?:^|[,，。;；:：!！?？\\n日午“])\\z")

local function acts_behind(name)
  local unit, branch = acts_behind_re:match(name)
  return unit or branch
end

-- What stands beyond the name, and what stands around it, are taken off.
local narrow = remember.of(function(name)
  name = behind_re:match(name) or term_behind_re:match(name) or hall_re:match(name)
    or acts_behind(name) or comes_behind_re:match(name) or name
  local whole, party = committee_re:match(name)
  local inner = whole or party
  return inner and is_whole(inner) and inner or name
end)

-- 云岭医学会第二次理事会: the session of a body, whose name stands before it.
local session_re = regex.new("第[0-9一二三四五六七八九十]+[期次]$")

local function names_session(name, b)
  return session_re:find(name:sub(1, b)) ~= nil and is_whole(narrow(name))
end

local han_re = regex.new("^[一-龥]")

-- 东川农学院(现东川农业大学): the name that a house has now, or had.
local bracket_re = regex.new("\\(\\z")
local renamed_re = regex.new("^(?:现为|今为|现名|原名|前身为?|更名为|后更名为|[现今原即](?!代|平|阳|州))(?=[一-龥]{4})")

-- 写下东山医院: what a verb before it ends with.
local ended_re = regex.new("[记录写留拿打签定走建选派提]\\z")
local end_of_verb_re = regex.new("^[下出](?=[一-龥]{4})")

-- 25日前交东山学院: until when something is handed in.
local day_re = regex.new("[0-9一二三四五六七八九十][日号时点月]\\z")
local by_re = regex.new("[日号时点月]之?[前内]\\z")
local HANDED = "(?:统一|一并|及时)?(?:上交|提交|报送|交(?![通警运投])|报(?!社|业)|送|寄(?!宿)|发(?!改|展))[到至给]?"
local by_day_re = regex.new("^(?:之?[前后内](?![进锋哨卫旗海江蒙黄])|[起止])(?:" .. HANDED .. ")?(?=[一-龥]{2})")
local handed_re = regex.new("^" .. HANDED .. "(?=[一-龥]{2})")

-- 参观完医院后: the end of a verb.
local done_re = regex.new("^完(?!达)")

-- How much of a name belongs to what stands before it.
local function of_before(s, start, name)
  local _, n
  if bracket_re:before(s, start, 3) then _, n = renamed_re:find(name) end
  if not n and day_re:before(s, start, 6) then _, n = by_day_re:find(name) end
  if not n and by_re:before(s, start, 9) then _, n = handed_re:find(name) end
  if not n and han_re:find(cut.before(s, start, 3)) then _, n = done_re:find(name) end
  if not n and ended_re:before(s, start, 3) then _, n = end_of_verb_re:find(name) end
  return n or 0
end

-- Takes off the front of a name what is none of it: a person who is named there,
-- the rest of a sentence, verbs and prepositions.
local function stripped(view, start, name)
  local s = view.text
  local goal = fronts.goes(s, start)
  local of = of_before(s, start, name)
  start, name = start + of, name:sub(of + 1)
  local m = view.first_within(view.mentions, start, start + #name)
  local apart = m and (m.title or #m.person.mentions > 1 or not han_re:after(s, m.stop, 3))
  if apart and m.name_start == start then start, name = m.stop, text.sub(s, m.stop, start + #name) end
  local more, lent = fronts.debris(name)
  if more > 0 then start, name, goal = start + more, name:sub(more + 1), goal or lent end
  local b = fronts.cut_off(name)
  if b and not names_session(name, b) then
    goal = goal or fronts.goes(name:sub(1, b))
    start, name = start + b, name:sub(b + 1)
  end
  local bytes, went = fronts.lead(name)
  local rest = name:sub(bytes + 1)
  local ending = body_names.is_ending(rest)
  local named_by_verb = ending and not went and bytes == #"大兴" and edge_re:before(s, start, 3)
  if named_by_verb then return start, name, goal end -- 大兴医院召开…
  if bytes == 0 or not ending and body_names.rank(rest) ~= "whole" then return start, name, goal end
  return start + bytes, rest, went
end

-- 永东县 whose first character reads as an adverb.
local cut_place_re = regex.new("^[一-龥][市县区镇乡州]")
local place_start_re = regex.new("[永常太正益恒]\\z")

-- 云岭东屏国家级自然保护区管理局(以下简称东屏保护局): a name stands in full before its short form.
local short_form_re = regex.new("^[(](?:以下)?简称")
local full_re = regex.new("(?:[,，。;；:：\\n“”()日]|[上下]午|\\A)([一-龥]{2,16})\\z")

local function before_short_form(view, start, name)
  local more = short_form_re:after(view.text, start + #name, 24) and full_re:before(view.text, start, 60)
    and full_re:match(cut.before(view.text, start, 60))
  local apart = more and not view.first_within(view.mentions, start - #more, start)
  local full = apart and more .. name
  local begins = full and is_whole(full) and not fronts.cut_off(full) and fronts.lead(full) == 0
  return begins and start - #more, full
end

-- Gives a name back the characters that the finder left before it.
local function widened(view, start, name)
  local s = view.text
  local from, full = before_short_form(view, start, name)
  if from then return from, full end
  if cut_place_re:find(name) and place_start_re:before(s, start, 3) then
    return start - 3, text.sub(s, start - 3, start) .. name
  end
  local before = start < 24 and "\n" .. text.sub(s, 0, start) or cut.before(s, start, 24)
  local more = more_re:match(before)
  if not more or no_more_re:find(more) then return start, name end
  if body_names.starts_badly(more .. name) or fronts.lead(more .. name) > 0 then return start, name end
  -- 林若溪会见青川大学校长: whom somebody meets has all of its name.
  if view.first_within(view.mentions, start - #more, start) then return start, name end
  if body_names.holds_alien(more) and is_whole(name) then return start, name end
  if fronts.is_parted(more, true) or fronts.tells_a_deed(more) then return start, name end
  if of_before(s, start - #more, more .. name) > 0 then return start, name end
  local led_by = fronts.cut_off(more .. name) -- 今年|学校: what the finder cut in two
  if led_by then
    local n = math.max(0, led_by - #more)
    return start + n, name:sub(n + 1)
  end
  return start - #more, more .. name
end

-- A group that does something to a body: 省委巡视组巡视云岭医院.
local acting_re = regex.new("^(.{2,}?(?:组|局|厅|委|办|会|部|队|一行))(?:来(?!访)|到|赴|莅临|走进|深入|" ..
  "巡视|巡察|督导|督查|检查|考察|调研|慰问|向|对)(?=.{4,})")

-- Two bodies that do something together, told in one breath: 东山支部联合西山街道社区服务中心.
local joint_re = regex.new("^(.{2,}?(?:支部|总支|党委|团委|院|校|所|公司|中心|[局处科部馆厂社站]|大学|中学|小学|集团|[^联]会|室))" ..
  "(?:联合|携手|会同|牵手)(?=(?!大学|国)[一-龥]{4,}$|团[省市县区]委$)")
local common_re = regex.new("^(?:国家|重点|工程|技术|创新|研究|研发|培养|教学|培训|实践|开放|办公)*(?:实验室|中心|基地|院|室|所)$")

local party_re = regex.new("^(?:中共|中国共产党)(.{3,}(?:大学|学校|中学|小学|公司|集团|实验室|[院所局馆厂站]))$")

--- A body by the beginning of the name of its party's committee, or a name as it stands.
-- @function of_committee
-- @tparam string name
-- @treturn string
-- @usage
-- print(require "jiyao.bodies".of_committee("中共云岭医科大学")) --> 云岭医科大学
M.of_committee = remember.of(function(name)
  local inner = party_re:match(name)
  return inner and is_whole(inner) and inner or name
end)

-- 东屏公司向青川小学捐书: two, of which one does something for the other.
local for_other_re = regex.new("^(.{2,}?" .. HOLDER .. ")(?:向(?![阳导前荣家上])|赴|莅临|走进|前往|" ..
  "(?:[(][^()]{1,12}[)])?获)(?=.{4,})")

-- The two bodies of what looks like one, and whether the first goes to the second.
local function two(name)
  local _, does = for_other_re:find(name)
  local one, whom = does and for_other_re:match(name), does and name:sub(does + 1)
  if one and is_whole(one) and is_whole(whom) then return one, whom, true end
  local _, acts = acting_re:find(name)
  if acts then return acting_re:match(name), name:sub(acts + 1), true end
  local _, joins = joint_re:find(name)
  local other = joins and name:sub(joins + 1)
  if not other or common_re:find(other) then return name end
  if is_whole(other) then return joint_re:match(name), other, false end
  return body_names.rank(other) == "unit" and joint_re:match(name) or name
end

-- 云岭股份与东屏集团签约: two in one span, where both are bodies or each stands alone elsewhere on the page.
local and_re = regex.new("^(.{3,}?)[与和](?![平谐田县睦美龙顺政静合布])(?=[一-龥]{4,}$)")
local of_land_re = regex.new("^[一-龥]{2,6}?[省市县区州旗](?=.{2})")
local unlike_re = regex.new("[与和同及]$")

local function stands_alone(view, name, start, stop)
  local at = 1
  while true do
    local a, b = view.text:find(name, at, true)
    if not a then return false end
    local elsewhere = b <= start or a > stop
    if elsewhere and not han_re:find(cut.before(view.text, a - 1, 3)) then return true end
    at = b + 1
  end
end

local function ends_another(view, name)
  if not of_land_re:find(name) then return false end
  for _, o in ipairs(view.orgs) do
    local longer = text.sub(view.text, o.start, o.stop)
    local front = #longer > #name and longer:sub(-#name) == name and longer:sub(1, -#name - 1)
    if front and not unlike_re:find(front) then return true end
  end
  return false
end

-- 东屏科技城及青川市中心医院; 科技普及 is one word.
local with_re = regex.new("^.{2,}?(?<![普涉以埃波触危])及(?=[一-龥]{2,6}?[省市县区州旗].{2,}$)")

local function parted(view, start, name)
  local _, also = with_re:find(name)
  if also and is_whole(name:sub(also + 1)) then return name:sub(1, also - #"及"), name:sub(also + 1) end
  local _, at = and_re:find(name)
  local one, other = at and name:sub(1, at - #"与"), at and name:sub(at + 1)
  if not at or not is_whole(other) or common_re:find(other) then return nil end
  if is_whole(one) then return one, other end
  local stop = start + #name
  local known = stands_alone(view, one, start, stop)
    and (stands_alone(view, other, start, stop) or ends_another(view, other))
  if known then return one, other end
end

local function narrowed(start, name)
  local inner = narrow(name)
  return start + name:find(inner, 1, true) - 1, inner
end

-- Names with a plain ending that the finder passed over, after a boundary or a
-- word that stands before names.
local plain_re = regex.new("(?:[,，。;；:：!！?？、\\s“”「」『』()《》【】\\-—由在于与和及到赴向为对从]|^|访问|走进|参观|来到|前往|借助|代表)" ..
  "((?:(?![由在于与和及到赴向为对从将把让的了被是])[一-龥]){2,12}(?:大学|学院|医院|研究院|研究所|中学|小学|博物馆|图书馆|" ..
  "有限公司|研究会|联合会|协会|学会|商会|基金会|疗养院|保健院|卫生院|血站|设计院|科技馆|纪念馆|检察院|法院|党校|" ..
  "出版社|联合体|医共体))" ..
  "(?![一-龥]{0,3}(?:学院|医院|研究院|研究所|公司|会|馆|社))")

-- Adds what the finder passed over to the list, which is sorted.
local function add_plain(view, list)
  local s, more, i = view.text, {}, 1
  for hit in plain_re:gmatch(s) do
    local name = hit[1]:sub((fronts.cut_off(hit[1]) or 0) + 1)
    local start = hit.stop - #name
    while list[i] and list[i].stop <= start do i = i + 1 end
    local free = not list[i] or list[i].start >= hit.stop
    if free and is_whole(name) then
      local goal = fronts.goes(s, start)
      more[#more + 1] = finish(view, {kind = "body"}, start, name, goal)
    end
  end
  table.move(more, 1, #more, #list + 1, list)
end

-- What stands above an empty line is of another paragraph.
local gap_re = regex.new("^(?:[^\\n]*\\n)+[ \\t]*\\n\\s*")

local gap_of = remember.of(function(name) return (select(2, gap_re:find(name))) end)

local function below_gap(start, name)
  local b = gap_of(name)
  return start + (b or 0), b and name:sub(b + 1) or name
end

-- A headline ends where its line does, and so does a line that is a name alone or before a day.
local own_line_re = regex.new("^[ \\t]*(?:\\n|\\z|(?:发布|时间|日期|[:：|])*[ \\t]*[12][0-9]{3}\\s?[-./年])")
local LEAST_OWN = 6 * #"云" -- bytes: less may be the rest of a name that was broken

local function below_line(view, o, start, name)
  local b = name:find("\n[^\n]*$")
  if not b then return start, name end
  local headline = view.article_at(start).title_stop
  local rest = name:sub(b + 1)
  local indent = #rest:match("^%s*")
  rest = rest:sub(indent + 1)
  local apart = headline and headline > start and headline <= start + b
    or #rest >= LEAST_OWN and is_whole(rest) and own_line_re:after(view.text, o.stop, 30)
  if not apart then return start, name end
  return start + b + indent, rest
end

--- The bodies of a document in text order.
-- @function of
-- @tparam table view as `jiyao.document` prepares it: `text`, `orgs`, `article_at`
-- @treturn {table,...} `start`, `stop`, `name`, `kind`, `whole` (it ends as
--   bodies of their own do), `goal` (somebody goes there), `article`, `cut` (what the
--   finder had of a name that was given back its beginning), `long` (what it had of one
--   that lost words before it), `open` (its last character begins another word)
-- @usage
-- local bodies = require "jiyao.bodies"
-- local view = jiyao.document.view("6月8日,林若溪来到云岭大学附属医院。")
-- print(bodies.of(view)[1].name, bodies.of(view)[1].goal) --> 云岭大学附属医院	true
function M.of(view)
  local out, s = {}, view.text
  for _, o in ipairs(view.orgs) do
    local from, whole = below_gap(o.start, text.sub(s, o.start, o.stop))
    from, whole = below_line(view, o, from, whole)
    local first, other, visits = two(whole)
    if not other then
      local one, second = parted(view, from, whole)
      first, other = one or first, second
    end
    if other then out[#out + 1] = finish(view, o, from + #whole - #other, other, visits) end
    whole = first
    local start, name, goal = stripped(view, from, whole)
    if start == o.start and not goal then
      start, name = widened(view, start, name)
      goal = start < o.start and fronts.goes(s, start)
    end
    local short = start < from and whole or nil
    start, name = narrowed(start, name)
    out[#out + 1] = finish(view, o, start, name, goal)
    out[#out].cut = short
    if start > from and select(2, fronts.led(whole)) then out[#out].long = cut.squeezed(whole) end
  end
  spans.sort(out)
  add_plain(view, out)
  spans.sort(out)
  return out
end

-- The body that another is a part of: 云岭大学 in 云岭大学法学院.
local office_re = regex.new("^(.{3,}?)(?:党委|党组|党总支|党支部|工会|团委|办公室|秘书处|理论学习中心组)$")
local centre_re = regex.new("^(.{4,}?中心)[一-龥]{2,4}[科部处室]$")
local parent_re = regex.new("^(.{2,}?" .. HOLDER .. ")(?=[一-龥].{1,}$)(?!附属|附设|共建|合作|与|和|第|医院|有限|股份|总公司|分)")

--- The body that another is a part of, or nil.
-- @function parent
-- @tparam string name
-- @treturn ?string
-- @usage
-- print(require "jiyao.bodies".parent("云岭大学学术委员会"), require "jiyao.bodies".parent("云岭大学")) --> 云岭大学	nil
M.parent = remember.of(function(name)
  local house = parent_re:match(name)
  local plain = house and fronts.trimmed(house)
  if plain ~= house and body_names.is_kind(plain) then return nil end -- 结合学院专业
  if house then return house end
  house = office_re:match(name) or centre_re:match(name)
  return house and is_whole(house) and house or nil
end)

return M
