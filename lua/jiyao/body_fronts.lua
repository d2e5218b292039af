--- What stands before the name of a body and is none of it.
-- Knows words of going, verbs and what they are done to, times, and the debris that a finder takes
-- along; and which verbs names have. Refuses to know the text around: that is `jiyao.bodies`.
-- @module jiyao.body_fronts
-- @internal
local names = require "jiyao.body_names"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local text = require "jiyao.text"
local wordlist = require "jiyao.wordlist"

local M = {}

local is_whole = names.is_whole

-- Words of going, so what follows is where one went.
local GOING = wordlist.pattern("body_words", 2, "go")
local going = wordlist.set("body_words", 2, "go")
local going_before_re = regex.new(GOING .. "\\z")

--- Whether a word of going stands right before a place in a text, or at the end of words.
-- @function goes
-- @tparam string s
-- @tparam[opt] integer at the end of the words, in bytes; that of the text without it
-- @treturn boolean
-- @usage
-- print(require "jiyao.body_fronts".goes("何静莅临")) --> true
function M.goes(s, at)
  return going_before_re:before(s, at or #s, 6) ~= nil
end

local cut_re = regex.new("^.*(?:[的了着过把被:：]|(?<!存|潜|内|现|所)在(?![线职京读家岗编朝野])|(?<![一-龥])报(?=[省市县区州])|" ..
  "(?<![自理缘])由|(?<=[会院所校司心室局部处委组节营议坛礼式班])暨(?!南)|" ..
  "们[和与]|[主承协]办方|(?<=[一-龥]大)[与和](?=[一-龥]{2,}大学$)|^请(?!愿)(?=.{5})|" ..
  "(?:专家|学者|嘉宾)(?=[一-龥]{2,}(?:大学|学院|医院|研究[院所]|公司|集团)$)|" ..
  "代表(?!大会|团|处|队)|巡[视察](?![组办工员队])|(?<!事业)单位(?=[一-龥]{5})|[长任师员]兼|" ..
  wordlist.pattern("body_words", 2, "before") .. "|第[0-9一二三四五六七八九十]+[期次])(?=[一-龥]{2,})")

-- What the finder took along from before a name: the end of a bracket, a whole one, the cell to the left, a label.
local debris_re = regex.new("^(?:[^()\\n]*[)]|(?:关闭|打印|本文|窗口|本页|返回)+\\s+|[(][^()]*[)](?=[^()]{3})|" ..
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

-- 过去三年, 2020年度: a time that stands before a name.
local time_re = regex.new("^.*[0-9〇零一二三四五六七八九十两几数]年(?:多|度)?(?:以?[来内前后]|[间里底初])?(?![级制生])\\s*(?=[一-龥]{2,})")

-- Words that stand in no name, and those that stand in names of units alone.
local in_none, task = wordlist.set("body_leads", 2, "apart"), wordlist.set("body_leads", 2, "task")
for word in pairs(wordlist.set("body_leads", 2, "named")) do in_none[word] = true end
local opening = wordlist.set("body_leads", 2, "first")

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
  return names.is_kind(kind) or firm_re:find(name) ~= nil and not of_place(words[2])
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

-- What an everyday verb is done to, in a name of its own or among kinds: 促进学校, but 中西医结合医院, 东屏希望小学.
local function is_done(words, i)
  local word = words[i].word
  return everyday[word] and not in_names[word] and not opening[word] and not named_in(words, i)
end

local function is_done_to(name, words, i)
  local known = i > 1 and (in_names[words[i].word] and words[i - 1].pos:find("^n") or of_place(words[i - 1]))
  return everyday[words[i].word] and not known and names.is_house(name:sub(words[i + 1].start + 1))
end

-- How much of a name stands before it and in none where its i-th word is the last of that, and
-- whether a table says so; nil where it is not.
local function front(name, words, i)
  local word, at = words[i].word, words[i + 1].start
  if is_done_to(name, words, i) then return at, true end
  local known = is_done(words, i) or in_none[word] or i > 1 and in_none[words[i - 1].word .. word]
  local opens = i == 1 and opening[word] and not names.opens_with_place(name)
  local stands_apart = known or parts(name, words, i)
  local asks = task[word] and not (i > 1 and words[i + 1].word == "学会") -- 东山水土保持学会
  local rest = (stands_apart or opens or asks) and name:sub(at + 1)
  local is_one = rest and (names.is_house(rest) or (known or opens) and names.is_kind(rest))
  if is_one or rest and stands_apart and is_whole(rest) then return at, known or opens or task[word] end
end

--- Where the last of the words ends that stand before a name and in none.
-- @function led
-- @tparam string name
-- @treturn ?integer bytes
-- @treturn ?boolean whether a table says so
-- @usage
-- print(require "jiyao.body_fronts".led("促进学校")) --> 6	true
function M.led(name)
  local words = text.tokens(name)
  for i = #words - 1, 1, -1 do
    local at, known = front(name, words, i)
    if at then return at, known end
  end
end

-- Parts of speech that stand before a name and not in it.
local OUTSIDE = {v = true, vd = true, p = true, c = true, d = true, u = true, w = true}

-- 兴业银行, 爱民医院: a word that names have, before a name that is none without it, is the name's own.
-- 向东小学: no direction that one takes.
local short_re = regex.new("^[^省市县区镇乡村校院系部州旗总分党各一二三四五六七八九十](?:小学|中学|医院|学校|公司|集团)$")

local function within(name, words, i)
  local word = words[i].word
  if i == 1 and names.opens_with_place(name) or is_town(words, i) then return true end -- 希望小学
  if i == 1 and #word == #"向" and short_re:find(name:sub(#word + 1)) then return true end
  if going[word] or in_none[word] or task[word] or opening[word] then return false end
  return named_by(name, words, i) or in_names[word] and not is_whole(name:sub(words[i + 1].start + 1))
end

-- A function that gives bytes and whether somebody goes to what is behind them, kept.
local function kept(f)
  local pair = remember.of(function(name) return {f(name)} end)
  return function(name)
    local found = pair(name)
    return found[1], found[2]
  end
end

--- How many bytes of verbs, prepositions and the like stand before a name.
-- @function lead
-- @tparam string name
-- @treturn integer
-- @treturn boolean whether the last of them says that somebody goes there
-- @usage
-- print(require "jiyao.body_fronts".lead("前往云岭医院")) --> 6	true
M.lead = kept(function(name)
  local words = text.tokens(name)
  local goal, i = false, 1
  while words[i + 1] and (OUTSIDE[words[i].pos] or going[words[i].word]) and not within(name, words, i) do
    goal, i = going[words[i].word] or false, i + 1
  end
  return i > 1 and words[i].start or 0, goal
end)

--- Where the last word, verb or time ends that is no part of a name.
-- @function cut_off
-- @tparam string name
-- @treturn ?integer bytes
-- @usage
-- print(require "jiyao.body_fronts".cut_off("过去三年云岭医院")) --> 12
M.cut_off = remember.of(function(name)
  local _, words = cut_re:find(name)
  local _, time = time_re:find(name)
  local at = math.max(words or 0, time or 0, M.led(name) or 0)
  return at > 0 and at or nil
end)

--- How much of what was found is the end of a bracket, a label, an hour or the like before a name.
-- @function debris
-- @tparam string name
-- @treturn integer bytes
-- @treturn boolean whether somebody goes to what is left
-- @usage
-- print(require "jiyao.body_fronts".debris("(记者何静)云岭医院")) --> 14	false
M.debris = kept(function(name)
  local _, n = debris_re:find(name)
  n = n or 0
  local rest = name:sub(n + 1)
  local _, lent = lent_re:find(rest)
  local _, inside = going_inside_re:find(rest)
  if inside and not is_whole(rest:sub(inside + 1)) then inside = nil end
  return n + (lent or inside or 0), (lent or inside) ~= nil
end)

--- A name without the verbs and prepositions that stand before it.
-- @function trimmed
-- @tparam string name
-- @treturn string
-- @usage
-- print(require "jiyao.body_fronts".trimmed("参观青松医院")) --> 青松医院
M.trimmed = remember.of(function(name)
  local b = M.cut_off(name)
  if b then name = name:sub(b + 1) end
  return name:sub(M.lead(name) + 1)
end)

--- Whether words hold a verb that takes an object every day, and so are no beginning of a name: 即召开有.
-- @function tells_a_deed
-- @tparam string words
-- @treturn boolean
-- @usage
-- print(require "jiyao.body_fronts".tells_a_deed("医院即召开有")) --> true
M.tells_a_deed = remember.of(function(words)
  for _, word in ipairs(text.tokens(words)) do
    if everyday[word.word] and not in_names[word.word] then return true end
  end
  return false
end)

-- What is told before the unit of somebody's post, as far as the finder took it along: 听取区委书记, 代表省残联理事长.
local unit_re = regex.new("^.*(?:听取|[主承协]办方|选出|推选|推举|旁听|接受|部署|邀请|要求|感谢|祝贺|出席|陪同|率领|带领|宣读|聘任|任命|增补|" ..
  "代表(?!团|处|队|大会|会议|资格|联络|工作)|(?<!社会)组织(?![部处科室委办]|人事|工作|干部|发展|统战|建设|宣传)|(?:开幕式|闭幕式|仪式|典礼)上?|" ..
  "(?:会议|仪式|典礼|大会|讲座|活动|路|^)由)(?=.)|^[一-龥]{1,4}助理兼(?=.{3})")
-- 四个党小组的代表, 周边四县: how many there are, and none of them.
local counted_re = regex.new("^[一二两三四五六七八九十0-9]+个|^周边")

--- The unit of somebody's post without what is told before it, or nil where no name of one is left.
-- @function unit
-- @tparam string name
-- @treturn ?string
-- @usage
-- local fronts = require "jiyao.body_fronts"
-- print(fronts.unit("代表省残联"), fronts.unit("听取区"), fronts.unit("护理部")) --> 省残联	nil	护理部
M.unit = remember.of(function(name)
  local _, cut_at = unit_re:find(name)
  local rest = cut_at and name:sub(cut_at + 1) or name
  local nobody = counted_re:find(rest) or cut_at and #rest <= #"区"
  return not nobody and rest or nil
end)

-- Words that end what stands before a name: 听取, 兼.
local stop_words = {"(?<=[一-龥])兼"}
for _, word in ipairs(wordlist.all("org_stops")) do
  if utf8.len(word) > 1 then stop_words[#stop_words + 1] = word end
end
local STOP = "(?:" .. table.concat(stop_words, "|") .. ")"
local stop_re, stopped_re = regex.new(STOP), regex.new(STOP .. "$")

--- Whether words hold one that stands in front of a name and never within.
-- @function is_parted
-- @tparam string words
-- @tparam[opt] boolean last whether it has to be the last of them
-- @treturn boolean
-- @usage
-- local fronts = require "jiyao.body_fronts"
-- print(fronts.is_parted("会议听取区"), fronts.is_parted("云岭区"), fronts.is_parted("会议听取区", true)) --> true	false	false
function M.is_parted(words, last)
  return (last and stopped_re or stop_re):find(words) ~= nil
end

return M
