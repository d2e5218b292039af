--- The named bodies of a text: organisations with their edges mended.
-- Knows which words before a name are verbs of going or prepositions, and how
-- names of bodies end. Refuses to decide whose page it is: that is
-- `jiyao.institution`.
-- @module jiyao.bodies
-- @internal
local cut = require "jiyao.cut"
local data = require "jiyao.data"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local spans = require "jiyao.spans"
local text = require "jiyao.text"
local wordlist = require "jiyao.wordlist"

local M = {}

-- How names end, by the ending: its rank, and whether others are parts of such a body.
local ranks, holders, wholes, LONGEST_END = {}, {}, {}, 0
for _, row in ipairs(data.table("body_ends")) do
  ranks[row[1]] = row[2]
  LONGEST_END = math.max(LONGEST_END, #row[1])
  if row[3] == "holds" then holders[#holders + 1] = row[1] end
  if row[2] == "whole" then wholes[#wholes + 1] = row[1] end
end

local function any_of(words)
  table.sort(words, function(a, b) return #a > #b or #a == #b and a < b end)
  return "(?:" .. table.concat(words, "|") .. ")"
end

local HOLDER, WHOLE = any_of(holders), any_of(wholes)

local starts, LONGEST_START = wordlist.set("body_words", 2, "start"), 15
local place_re = regex.new("^" .. wordlist.pattern("body_words", 2, "place"))
local inside_re = regex.new(wordlist.pattern("body_words", 2, "inside") .. "|[十百]大" ..
  "|(?:与|(?<!协)和|同)(?:公司|学校|学院|医院|企业)$|[和及与]各|^各(?!界)|负责人|©")
local numeral_re = regex.new("^(?:[路街巷弄村桥](?:小学|中学|学校|医院|幼儿园|社区)|(?:附[属设])?第[一二三四五六七八九十0-9]|[0-9]|[一二三四五六七八九十]+[所家个名位]|.*[,，。:：;、])")
local loose_re = regex.new("^(?:学校|学院|医院|公司|集团|实验室|单位)(?:与|和|在|将|党|领导)|[^省市县区]市委书记$")

-- The longest ending of a name that the table has, where more than it is there.
local function rank_of(name)
  if ranks[name] == "none" then return "none" end
  for bytes = math.min(LONGEST_END, #name - 3), 3, -3 do
    local rank = ranks[name:sub(-bytes)]
    if rank then return rank end
  end
end

local function starts_badly(name)
  for bytes = 3, math.min(LONGEST_START, #name), 3 do
    if starts[name:sub(1, bytes)] then return not place_re:find(name) end
  end
  return numeral_re:find(name) ~= nil or loose_re:find(name) ~= nil
end

-- A year, a level or a number behind a whole name is the beginning of something else, but for the number of a
-- part that is a body: 第二附属医院.
local behind_re = regex.new("^(.{1,}?" .. HOLDER .. ")(?:校$|[0-9]|" ..
  "第[一二三四五六七八九十0-9]{1,2}(?!(?:附属|临床|人民|教学)?(?:医学院|医院|学院|中学|小学|幼儿园)(?:$|[0-9]))|" ..
  "[一二三四五六七八九十〇]{2,}年|首[届次]|[一二三四五六七八九十]{1,3}[届级])")
local term_behind_re = regex.new("^(.{2,}?" .. WHOLE .. ")第?[0-9一二三四五六七八九十]{1,3}届")
-- A hall of a body, and its league's or party's committee, stand for the body.
local acts_behind_re = regex.new("^(.{2,}?[会院校所司局委组科处室部心团厂站馆])(?:召开|举行|举办|开展)(?=.)")
local comes_behind_re = regex.new("^(.{3,}?)来(?:[院校所馆司局厂园站]|公司|我)")
local hall_re = regex.new("^(.{2,}?" .. HOLDER .. ")[^\n]*(?:楼|楼.*厅|礼堂|会议室|报告厅|会议厅|广场|体育场|体育馆)$")
local committee_re = regex.new("^(?:共青团|中国共产主义青年团|中国共产党)(.{4,})委员会$|^中共([^委]{4,}?)(?:委员会)?$")
-- Words of going, so what follows is where one went.
local GOING = wordlist.pattern("body_words", 2, "go")
local going = wordlist.set("body_words", 2, "go")
local going_before_re = regex.new(GOING .. "\\z")
-- What may be the beginning of a name that the finder cut off: it stands between
-- a boundary and the name, and holds no word that cannot be within one.
local more_re = regex.new("(?:[,，。;；:：!！?？、\\s“”「」『』()《》【】\\-—▲※●年月日午前由在于与和及到赴向为对从将把让的了被是所同]|联合|报道)" ..
  "((?:财团法人|社团法人)?(?:(?<=[成首港古京帝])都|(?![由在于与和及到赴向为对从将把让的了被是不也还都我本全该各来])[一-龥]){1,6})\\z")
local no_more_re = regex.new("[书记长任员]$|^[省市县区校院原]$")

local cut_re = regex.new("^.*(?:[的了着过把被:：]|(?<!存|潜|内|现|所)在(?![线职京读家岗编朝野])|(?<![一-龥])报(?=[省市县区州])|" ..
  "(?<![自理缘])由|(?<=[会院所校司心室局部处委组节营议坛礼式班])暨(?!南)|" ..
  "们[和与]|(?<=[一-龥]大)[与和](?=[一-龥]{2,}大学$)|^请(?!愿)(?=.{5})|" ..
  "(?:专家|学者|嘉宾)(?=[一-龥]{2,}(?:大学|学院|医院|研究[院所]|公司|集团)$)|" ..
  "代表(?!大会|团|处|队)|巡[视察](?![组办工员队])|(?<!事业)单位(?=[一-龥]{5})|[长任师员]兼|" ..
  wordlist.pattern("body_words", 2, "before") .. "|第[0-9一二三四五六七八九十]+[期次])(?=[一-龥]{2,})")

-- What the finder took along from before a name: the end of a bracket, a whole one, the cell to the left, a label.
local debris_re = regex.new("^(?:[^()\\n]*[)]|[(][^()]*[)](?=[^()]{3})|" ..
  "[^()]{0,12}[(][^()]*(?:记者|通讯员)[^()]*[)]|.*--+|系(?![统列])(?=[一-龥]{5})|.*\\t|[^©]*©[^一-龥]*|" ..
  "第[0-9]{1,4}期(?:[(][^()]*[)])?|[0-9]{1,4}[月日时](?=[一-龥]{3})|" ..
  "(?:[上下]午|早上|晚上?)?[一二三四五六七八九十]{1,2}[点时](?:[整半])?(?=[一-龥]{4})|" ..
  "(?:[^\\s]{0,40}[.])?(?:png|jpe?g|gif|bmp|docx?|pdf|xlsx?|pptx?|wps|zip|rar|txt|mp4|com|cn|net|org)" ..
  "\\s*(?=[一-龥])|" ..
  "[图文]{1,2}[/|／]|" ..
  "[0-9]{1,4}(?=[一-龥]{4})(?![级届名个支家所位年月日时人余多]|医院)|" ..
  "(?:会议)?(?:地点|时间|单位|会场|来源|主办|承办)[ ]*\\n\\s*|[院校所馆局司]与(?=[一-龥]{4})|应(?![急用城县])(?=[一-龥]{4})|" ..
  "[一-龥]{1,3}(?<![主责信担历现上离前首兼专])任(?=[一-龥]{5}))+\\s*")
-- 假东山会堂举行: a place where one goes, in the manner of Hong Kong and Taiwan.
local lent_re = regex.new("^假(?![日肢牙期])(?=.{4})")
-- 一行4人访问云岭大学: a verb of going inside, behind which a name begins.
local going_inside_re = regex.new("^.*(?:访问|来到|前往|抵达|莅临|走访|到访|拜访|走进|参观|做客)(?=[一-龥]{5})")

-- 公立医院, 民办高校: a kind of bodies, and a hall of one where people meet.
local KIND = wordlist.pattern("body_words", 2, "kind")
local kind_re = regex.new("^" .. KIND .. "{1,3}(?:医院|卫生院|卫生室|卫生服务中心|诊所|医联体|医共体|联合体|学校|学院|大学|" ..
  "中学|小学|高校|院校|公司|企业|研究所|研究院)$")
local room_re = regex.new("(?:酒店|宾馆|饭店|大厦|[楼层])[^省市县区院]{0,6}[厅室堂]$|[0-9一二三四五六七八九十]楼")

local is_whole = remember.of(function(name)
  return #name > 2 * #"校" and rank_of(name) == "whole" and not starts_badly(name) and not inside_re:find(name)
    and not kind_re:find(name) and not room_re:find(name)
end)

local long_end_re = regex.new("(?:学校|党校|军校|分校|技校|医院|学院|研究院|研究所|科学院|检察院|法院)$")
-- 东川项目校地合作: the last character begins another word.
local open_end_re = regex.new("^(?:会议|校[地企友区园内外际庆史训级]|院[地企内外区]|所[地企内外属])")

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
  local open = ends and (open_end_re:find(ends) ~= nil or is_particle(view.text, stop)) or false
  return {start = start, stop = stop, name = plain, kind = o.kind,
    whole = not open and is_whole(plain), open = open, goal = goal, article = view.article_at(start)}
end

-- 过去三年, 2020年度: a time that stands before a name.
local time_re = regex.new("^.*[0-9〇零一二三四五六七八九十两几数]年(?:多|度)?(?:以?[来内前后]|[间里底初])?(?![级制生])\\s*(?=[一-龥]{2,})")

-- Words that stand in no name, and those that stand in names of units alone.
local in_none, task = wordlist.set("body_leads", 2, "apart"), wordlist.set("body_leads", 2, "task")
for word in pairs(wordlist.set("body_leads", 2, "named")) do in_none[word] = true end
local opening = wordlist.set("body_leads", 2, "first")

-- A kind of bodies alone: houses, and those whose names tell what they do (教学指导委员会).
local houses, kinds = wordlist.set("body_words", 2, "house"), wordlist.set("body_words", 2, "unit")

-- Parts of speech that no name of a body has, but for the words that many have.
local TELLS = {v = true, vd = true, d = true, p = true, r = true, u = true, y = true}
local in_names = {}
for _, word in ipairs(wordlist.all("body_inner")) do in_names[word] = true end
local function_re = regex.new("^[这那该其您你他她我以在把被将并但也已了着是就]$")

local function tells(word)
  if #word.word <= #"院" then return function_re:find(word.word) ~= nil end
  return TELLS[word.pos] and not in_names[word.word] and not opening[word.word] -- 东屏希望小学
end

-- 云岭县朗诵协会: behind the name of a place, or a word that stands for one (省朗诵学会), a verb may tell what a body
-- is for; not one that has its object. Behind another body it parts two only where the second has a place of its own
-- (东山医院挂靠西山县医院, but 东山大学来华留学生学院). Alone before a kind it is a name: 爱民医院.
local PLACE = {ns = true, nz = true, nr = true, nt = true}
local level = wordlist.set("body_leads", 2, "level")
local object_re = regex.new("[到给至向于了过]$")

local function of_place(word) return PLACE[word.pos] or level[word.word] or false end

-- 爱民医院, 腾飞建筑公司: a verb of two characters that no table has, at the beginning of a kind or a firm's name.
-- Those that take an object every day have the kind for it: 查看学校食堂, 推动医院发展.
local everyday = {}
for _, word in ipairs(wordlist.all("body_verbs")) do everyday[word] = true end
local firm_re = regex.new("(?:公司|集团|银行|酒店|宾馆)$")
local common_kind_re = regex.new("^(?:企业|政府|.委|院[区校]|高校|校区|.*单位|部门|机关|科室|.*校)$(?<!学校)")

local function named_by(name, words, i)
  if i > 1 or #words[1].word ~= #"爱民" or everyday[words[1].word] then return false end
  local kind = name:sub(words[2].start + 1)
  if common_kind_re:find(kind) then return false end
  return houses[kind] or kinds[kind] or firm_re:find(name) ~= nil and not of_place(words[2])
end

-- 开封市: a town whose name is a verb elsewhere.
local towns = wordlist.set("body_words", 2, "town")
local town_re = regex.new("^[市县区州镇乡旗]$")

local function is_town(words, i)
  return towns[words[i].word] and words[i + 1] ~= nil and town_re:find(words[i + 1].word) ~= nil
end

-- Whether a place stands before a word of a name: 东屏希望小学.
local function named_in(words, i)
  for k = 1, i - 1 do
    if of_place(words[k]) then return true end
  end
  return false
end

local function parts(name, words, i)
  if not tells(words[i]) or is_town(words, i) then return false end
  if object_re:find(words[i].word) then return true end
  if is_whole(name:sub(1, words[i].start)) then return of_place(words[i + 1]) end
  return not named_by(name, words, i) and not named_in(words, i)
end

-- Where the last of the words ends that stand before a name and in none, and whether a table says so.
local function led(name)
  local words = text.tokens(name)
  for i = #words - 1, 1, -1 do
    local word, at = words[i].word, words[i + 1].start
    local done = everyday[word] and not in_names[word] and not opening[word] and not named_in(words, i)
    local known = done or in_none[word] or i > 1 and in_none[words[i - 1].word .. word]
    local opens = i == 1 and opening[word] and not place_re:find(name)
    local stands_apart = known or parts(name, words, i)
    local asks = task[word] and not (i > 1 and words[i + 1].word == "学会") -- 东山水土保持学会
    local rest = (stands_apart or opens or asks) and name:sub(at + 1)
    local known_within = i > 1 and (in_names[word] and words[i - 1].pos:find("^n") or of_place(words[i - 1])) -- 中西医结合医院
    -- 促进学校发展
    if everyday[word] and houses[name:sub(at + 1)] and not known_within then return at, true end
    local is_one = rest and (houses[rest] or (known or opens) and kinds[rest])
    if is_one or rest and stands_apart and is_whole(rest) then return at, known or opens or task[word] end
  end
end

-- Parts of speech that stand before a name and not in it.
local OUTSIDE = {v = true, vd = true, p = true, c = true, d = true, u = true, w = true}

-- 兴业银行, 爱民医院: a word that names have, before a name that is none without it, is the name's own.
-- 向东小学: no direction that one takes.
local short_re = regex.new("^[^省市县区镇乡村校院系部州旗总分党各一二三四五六七八九十](?:小学|中学|医院|学校|公司|集团)$")

local function within(name, words, i)
  local word = words[i].word
  if i == 1 and place_re:find(name) or is_town(words, i) then return true end -- 希望小学
  if i == 1 and #word == #"向" and short_re:find(name:sub(#word + 1)) then return true end
  if going[word] or in_none[word] or task[word] or opening[word] then return false end
  return named_by(name, words, i) or in_names[word] and not is_whole(name:sub(words[i + 1].start + 1))
end

-- How many bytes of words that are no part of it stand before a name, and
-- whether the last of them says that somebody goes there.
local lead = remember.of(function(name)
  local words = text.tokens(name)
  local goal, i = false, 1
  while words[i + 1] and (OUTSIDE[words[i].pos] or going[words[i].word]) and not within(name, words, i) do
    goal, i = going[words[i].word] or false, i + 1
  end
  return {bytes = i > 1 and words[i].start or 0, goal = goal}
end)

local function lead_of(name)
  local found = lead(name)
  return found.bytes, found.goal
end

-- Where the last word ends that is no part of a name.
local cut_off = remember.of(function(name)
  local _, words = cut_re:find(name)
  local _, time = time_re:find(name)
  local at = math.max(words or 0, time or 0, led(name) or 0)
  return at > 0 and at or nil
end)

-- How much of what was found is none of the name, and whether somebody goes to what is left.
local along = remember.of(function(name)
  local _, n = debris_re:find(name)
  n = n or 0
  local rest = name:sub(n + 1)
  local _, lent = lent_re:find(rest)
  local _, inside = going_inside_re:find(rest)
  if inside and not is_whole(rest:sub(inside + 1)) then inside = nil end
  return {bytes = n + (lent or inside or 0), goal = (lent or inside) ~= nil}
end)

local function taken_along(name)
  local found = along(name)
  return found.bytes, found.goal
end

-- What stands before the first word of a clause.
local edge_re = regex.new("(?:^|[,，。;；:：!！?？\\n日午“])\\z")

-- What stands beyond the name, and what stands around it, are taken off.
local narrow = remember.of(function(name)
  name = behind_re:match(name) or term_behind_re:match(name) or hall_re:match(name)
    or acts_behind_re:match(name) or comes_behind_re:match(name) or name
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

-- How much of a name belongs to what stands before it.
local function of_before(s, start, name)
  local _, n
  if bracket_re:before(s, start, 3) then _, n = renamed_re:find(name) end
  if not n and day_re:before(s, start, 6) then _, n = by_day_re:find(name) end
  if not n and by_re:before(s, start, 9) then _, n = handed_re:find(name) end
  if not n and ended_re:before(s, start, 3) then _, n = end_of_verb_re:find(name) end
  return n or 0
end

-- Takes off the front of a name what is none of it: a person who is named there,
-- the rest of a sentence, verbs and prepositions.
local function stripped(view, start, name)
  local s = view.text
  local goal = going_before_re:before(s, start, 6) ~= nil
  local of = of_before(s, start, name)
  start, name = start + of, name:sub(of + 1)
  local m = view.first_within(view.mentions, start, start + #name)
  local apart = m and (m.title or #m.person.mentions > 1 or not han_re:after(s, m.stop, 3))
  if apart and m.name_start == start then start, name = m.stop, text.sub(s, m.stop, start + #name) end
  local more, lent = taken_along(name)
  if more > 0 then start, name, goal = start + more, name:sub(more + 1), goal or lent end
  local b = cut_off(name)
  if b and not names_session(name, b) then
    goal = goal or going_before_re:find(name:sub(1, b)) ~= nil
    start, name = start + b, name:sub(b + 1)
  end
  local bytes, went = lead_of(name)
  local rest = name:sub(bytes + 1)
  local named_by_verb = ranks[rest] and not went and bytes == #"大兴" and edge_re:before(s, start, 3)
  if named_by_verb then return start, name, goal end -- 大兴医院召开…
  if bytes == 0 or rank_of(rest) ~= "whole" and not ranks[rest] then return start, name, goal end
  return start + bytes, rest, went
end

--- A name without the verbs and prepositions that stand before it.
-- @function trimmed
-- @tparam string name
-- @treturn string
-- @usage
-- print(require "jiyao.bodies".trimmed("参观青松医院")) --> 青松医院
M.trimmed = remember.of(function(name)
  local b = cut_off(name)
  if b then name = name:sub(b + 1) end
  return name:sub(lead_of(name) + 1)
end)

-- 永东县 whose first character reads as an adverb.
local cut_place_re = regex.new("^[一-龥][市县区镇乡州]")
local place_start_re = regex.new("[永常太正益恒]\\z")

-- 医院即召开有职能科参加的会: what is no beginning of a name.
local says_what_is_done = remember.of(function(words)
  for _, word in ipairs(text.tokens(words)) do
    if everyday[word.word] and not in_names[word.word] then return true end
  end
  return false
end)

-- Gives a name back the characters that the finder left before it.
local function widened(view, start, name)
  local s = view.text
  if cut_place_re:find(name) and place_start_re:before(s, start, 3) then
    return start - 3, text.sub(s, start - 3, start) .. name
  end
  local before = start < 24 and "\n" .. text.sub(s, 0, start) or cut.before(s, start, 24)
  local more = more_re:match(before)
  if not more or no_more_re:find(more) or starts_badly(more .. name) or lead_of(more .. name) > 0 then
    return start, name
  end
  -- 林若溪会见青川大学校长: whom somebody meets has all of its name.
  if view.first_within(view.mentions, start - #more, start) then return start, name end
  if inside_re:find(more) and is_whole(name) or says_what_is_done(more) then return start, name end
  if of_before(s, start - #more, more .. name) > 0 then return start, name end
  local led_by = cut_off(more .. name) -- 今年|学校: what the finder cut in two
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
  "(?:联合|携手|会同|牵手)(?=(?!大学|国)[一-龥]{4,}$)")
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
  return rank_of(other) == "unit" and joint_re:match(name) or name
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
    local name = hit[1]:sub((cut_off(hit[1]) or 0) + 1)
    local start = hit.stop - #name
    while list[i] and list[i].stop <= start do i = i + 1 end
    local free = not list[i] or list[i].start >= hit.stop
    if free and is_whole(name) then
      local goal = going_before_re:before(s, start, 6) ~= nil
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
    if other then out[#out + 1] = finish(view, o, from + #whole - #other, other, visits) end
    whole = first
    local start, name, goal = stripped(view, from, whole)
    if start == o.start and not goal then
      start, name = widened(view, start, name)
      goal = start < o.start and going_before_re:find(cut.before(s, start, 6)) ~= nil
    end
    local short = start < from and whole or nil
    start, name = narrowed(start, name)
    out[#out + 1] = finish(view, o, start, name, goal)
    out[#out].cut = short
    if start > from and select(2, led(whole)) then out[#out].long = cut.squeezed(whole) end
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
  if house and house ~= M.trimmed(house) and M.is_kind(M.trimmed(house)) then return nil end -- 结合学院专业
  if house then return house end
  house = office_re:match(name) or centre_re:match(name)
  return house and is_whole(house) and house or nil
end)

--- Whether a name tells a kind of bodies and none of them: 医院, 专业委员会.
-- @function is_kind
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.bodies".is_kind("商会"), require "jiyao.bodies".is_kind("云岭商会")) --> true	false
function M.is_kind(name) return houses[name] or kinds[name] or false end

--- Whether a name ends as bodies of their own do, and begins as a name may.
-- @function is_whole
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.bodies".is_whole("云岭大学"), require "jiyao.bodies".is_whole("推进实验室")) --> true	false
M.is_whole = is_whole

return M
