--- Which institution a page speaks for.
-- Weighs what a page says of itself: its furniture, who holds its events, whose
-- heads it names, 我院 and 我校. Refuses to guess: where the text only says 学校
-- or 我院 and never names it, the answer is nil.
local aliases = require "jiyao.aliases"
local bodies = require "jiyao.bodies"
local body_names = require "jiyao.body_names"
local cut = require "jiyao.cut"
local heads = require "jiyao.heads"
local imprint = require "jiyao.imprint"
local own_words = require "jiyao.own_words"
local outlets = require "jiyao.outlets"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local standing = require "jiyao.standing"
local subjects = require "jiyao.subjects"
local text = require "jiyao.text"
local visits = require "jiyao.visits"
local wordlist = require "jiyao.wordlist"

local M = {}

local party_re = regex.new("(?:党委|党组|机关党委|团委)$")
local branch_re = regex.new("(?:党委|党组|团委|支部)$")
-- A unit of a house, by the house's last word: 院工会, 校医院.
local of_house_re = regex.new("^(?:校|院|所|局|馆|厅|站)(?![友史士])|" ..
  "^(?:公司|集团|学校|医院|学院|机关|厂)(?:党委|党组|团委|工会|妇联|机关)")
local government_re = regex.new("^(?:国家|全国|中央|教育部|财政部|.{0,3}[省市县区](?:委|人大|政协|人民政府|政府|教育|科技|科学技术|卫生|人力|财政))")
-- A name that tells what it is, not whose: 重点实验室, 培训中心, 二公司, 总公司.
local generic_re = regex.new("^(?:国家|[省市校院]级?|全国|联合|重点|工程|开放|教学|中心|科研|研究)*实验室$|" ..
  "^(?!.*(?:[省市县州国]|区(?!域))).{2,5}中心$|" ..
  "^(?:第?[一二三四五六七八九十0-9]+|[分子总母本]|.{1,2}[分子])公司$|^(?!.+血站).{1,3}站$")
local is_generic = remember.of(function(name) return generic_re:find(name) ~= nil end)

-- 急诊急救中心: made of words for what it does alone.
local WORDS = {n = true, vn = true, v = true, a = true, an = true, t = true, b = true}

local tells_its_work = remember.of(function(name)
  if name:sub(-#"中心") ~= "中心" then return false end
  for _, w in ipairs(text.tokens(name)) do
    if not WORDS[w.pos] or #w.word == #"中" then return false end
  end
  return true
end)

-- Bodies that are set up within another.
local inner_re = regex.new("^(?:(?!.*(?:[省市县区国州旗盟]|卫生健康|改革|监督管理)).{2,8}委员会|.*第[一二三四五六七八九十]+届.*委员会|" ..
  ".*(?:领导小组|工作组|专家组|理事会|监事会|董事会))$")
-- Groups that come to see a body.
local visiting_re = regex.new("(?:巡[视察回]|督[导查]|检查|指导|调研|考察|评估|评审|验收|慰问|访问|参访|参观|代表)(?:小?组|团|队)$")
-- Who an event belongs to, with the first of several.
local organiser_re = regex.new("由([^,。;\\n]{2,60}?)(?:联合|共同|牵头|隆重|精心)?(?:主办|举办|组织的|发起|筹建|合办)")

-- A page says whose it is near its beginning and at its end.
local HEAD, TAIL = 65536, 1500

local Votes = {}
Votes.__index = Votes

function Votes.new()
  return setmetatable({order = {}, refused = {}, units = {}, guests = {}, is_guest = {}, houses = {},
    told = {}, partners = {}}, Votes)
end

-- What is said of a part is said of the whole too, by so much.
local SHARE = 0.6

-- 原云岭医学院: a house by the name that it had.
local former_re = regex.new("^原(?![平阳州])|我(?:[院校所司局馆厂站]|公司|实验室|中心)$")

local hall_re = regex.new("馆$") -- 图书馆 holds its own events

-- 实验室第七届学术委员会, 职业院校: a part of a house that is not named, and houses of a kind.
local unnamed_re = regex.new("^(?:重点)?(?:实验室|研究[所院]|[协学商分]会|中心|医院|学校|学院|大学)(?:第[一二三四五六七八九十]+届|学术委员会)|" ..
  "(?:院校|高校)$|^(?:各|全资|控股|下属|所属)*[分子]公司$|^第[一二三四五六七八九十廿卅]+届|^科学院$|" ..
  "^(?:(?:其他|其它|大陆|国内|境外|海外)(?:地区)?|地区)(?:著名|知名|兄弟)?(?:大学|学院|医院|学校|公司|企业)$")

-- What names us and nobody, a unit of the house, or who reports; or goes over the day in a list of links.
local is_no_name = remember.of(function(name)
  return former_re:find(name) ~= nil or unnamed_re:find(name) ~= nil or name:find("%d%d%d%d%-%d") ~= nil
    or subjects.is_deixis(name) or subjects.is_ours(name)
    or of_house_re:find(name) ~= nil or outlets.is_press(name)
    or body_names.is_kind(name) and not hall_re:find(name) and not subjects.is_organ(name)
end)

-- What a house is divided into: 医院设备部, 校学术委员会, 教务处.
local unit_re = regex.new("(?:[^全]处|[^全]科|部|办公室|委员会|党委|党总支|党支部|支部|团委|工会|学生会|中心组|教研室)$")

--- Notes that a unit of a house holds an event: the page's where no house is named, or one that is said to
-- be ours where none is more than a guest.
function Votes:add_unit(name, start, stop, ours)
  local nobody = unnamed_re:find(name) or subjects.is_deixis(name) or outlets.is_press(name)
  if nobody or not unit_re:find(name) then return end
  local u = self.units[name]
    or {score = 0, rule = "the unit that holds its event", start = start, stop = stop, ours = ours}
  self.units[name], u.score = u, u.score + 1
  if not self.unit or u.score > self.units[self.unit].score then self.unit = name end
end

-- A guest, whose parts are guests too.
local GUEST, NEVER = 4, 99
-- A body of which no more is said may be a guest: the unit that acts goes before it.
local DOUBTFUL = 3

function Votes:add_guest(o)
  local house = bodies.parent(o.name)
  if house then self.houses[house] = true end
  self:add(o.name, -GUEST, "who comes to us", o.start, o.stop)
  self.guests[#self.guests + 1], self.is_guest[o.name] = o.name, true
end

function Votes:is_of_guest(name)
  for _, guest in ipairs(self.guests) do
    if #name > #guest and name:sub(1, #guest) == guest then return true end
  end
  return false
end

-- Of whom no more is said than of others who are there.
function Votes:is_mere_guest(name)
  if self[name].best >= DOUBTFUL then return false end
  for _, guest in ipairs(aliases.is_relative(name) and {} or self.guests) do
    if #name > #"县中医院" and guest:sub(-#name) == name then return true end -- 云岭市东川区医院, by 东川区医院
  end
  return self.is_guest[name]
end

function Votes:is_of_mere_guest(name)
  local house = self[name].best < DOUBTFUL and bodies.parent(name)
  return house and self.is_guest[house] and self[house] and self[house].best < DOUBTFUL
end

-- 东川大学北山学院来我校: a house of which only a part that is a guest is told.
function Votes:is_house_of_guest(name) return self.houses[name] and not self[name].told end

-- What it counts that a name is a guest's or a partner's, where the page speaks as we or does not.
function Votes:against(name, speaks)
  local never = speaks and (self:is_mere_guest(name) or self:is_of_mere_guest(name))
    or self:is_house_of_guest(name)
  local partner = self.partners[name] and GUEST or 0
  return (self:is_of_guest(name) and GUEST or 0) + partner + (never and NEVER or 0)
end

-- What a body has that is only there: an attendee's, a guest's.
local MENTIONED = {["named"] = true, ["named early"] = true, ["its head is named"] = true,
  ["what a clause speaks of"] = true, ["given a short form"] = true}

--- Adds n for a name, with the rule and the words that say so, and a share for its whole unless it is told
-- alone.
function Votes:add(name, n, rule, start, stop, alone)
  name = name and bodies.of_committee(name)
  local parent = name and n > 0 and not alone and bodies.parent(name)
  if parent then
    local told = self[parent] and self[parent].told
    self:add(parent, n * SHARE, rule, start, stop)
    if self[parent] then self[parent].told = told end
  end
  if not name or self.refused[name] then return end
  local v = self[name]
  if not v then
    if is_no_name(name) then
      self.refused[name] = true
      return
    end
    v = {n = 0, best = 0}
    self[name], self.order[#self.order + 1] = v, name
  end
  v.n = v.n + n
  v.told = v.told or n > 0
  v.shown = v.shown or n > 0 and not MENTIONED[rule]
  if n > v.best then v.best, v.rule, v.start, v.stop = n, rule, start, stop end
end

--- Notes how a body stands where it is mentioned, and the whole that it is a part of.
function Votes:note(name, view, o)
  name = bodies.of_committee(name)
  for _, of in ipairs {name, bodies.parent(name)} do
    local told = self.told[of] or {}
    self.told[of] = told
    standing.note(told, view, o)
  end
end

-- An event that bears the name of a body is that body's: 云岭大学第六届教学竞赛; of two that share one, either may tell.
local shared_re = regex.new("^(?:与|和|同|携手|联合|、|[—–-])")

local function vote_namesake(view, votes, c)
  local o = c.held and not c.visit and not c.lecture and view.first_within(view.bodies, c.start, c.stop)
  if not o or o.start ~= c.start or not o.whole or o.stop == c.stop then return end
  local shared = shared_re:after(view.text, o.stop, 6)
  local first = (c.article.article or c.article) == view.articles[1]
  if first and (shared or c.verb_start) then
    votes:add(o.name, shared and 1 or 3, "the event bears its name", o.start, o.stop)
    local other = shared and view.first_within(view.bodies, o.stop, c.stop)
    if other and other.whole then
      votes:add(other.name, 1, "the event bears its name", other.start, other.stop)
    end
  end
end

-- 我科, 来科: the page of a unit, by its last word.
local our_unit_re = regex.new("(?:[我本]|[应邀]来)([科处室])(?![学技研研友长])")

-- 教务处、药学部等部门负责人与来宾座谈, 市总工会主席甲来到我院开展慰问: who is there, or comes.
local others_re = regex.new("^(?:等|[^,。;\\n]{0,16}(?:负责人|有关|相关|同志|等人))")
local to_us_re = regex.new("^[^。;\\n]{0,60}?(?:来到?|到|赴|为|给|向|与)[我本](?:[院校所馆司局厂站市区县]|公司|集团)")

local function is_there(view, c, name)
  local o = view.first_within(view.bodies, c.clause, c.stop)
  while o and o.name ~= name do o = view.first_within(view.bodies, o.stop, c.stop) end
  if not o then return false end
  local listed = cut.before(view.text, o.start, 3) == "、"
  if listed and others_re:after(view.text, o.stop, 60) then return true end
  local m = view.first_within(view.mentions, o.stop, o.stop + 3)
  return m ~= nil and (listed or to_us_re:after(view.text, o.stop, 180) ~= nil)
end

-- The subjects of holding verbs.
local function vote_events(view, votes, candidates)
  local unit = our_unit_re:match(cut.after(view.text, 0, HEAD))
  for _, c in ipairs(candidates) do
    vote_namesake(view, votes, c)
    if c.held then
      local name, known = subjects.subject(view, c)
      if name and is_there(view, c, name) then name = nil end
      local weight = (c.verb_start and 5 or 3) + (c.in_title and 1 or 0)
      local page = #view.articles > 3 or (c.article.article or c.article) == view.articles[1]
      if name and (not known or body_names.is_whole(name) or party_re:find(name)) then
        votes:add(name, page and weight or 1, "subject of a holding verb", c.clause, c.stop)
      end
      if name and page then
        local ours = subjects.is_ours(name) or of_house_re:find(name) or branch_re:find(name)
          or unit and name:sub(-#unit) == unit
        votes:add_unit(name, c.clause, c.stop, ours)
      end
    end
  end
end

-- The place whose page it is, where it says 我县.
local home_re = regex.new("我([县镇乡])(?![委直])")
local place_end = "(?![委府政人局院校所站馆公工长直内外级民共总发教卫文科法商机国乡街])"

local function vote_home(view, votes)
  local head = cut.after(view.text, 0, HEAD)
  local home = home_re:match(head)
  if not home then return end
  local re = regex.new("(?:[,，。;；\\s“、(来到赴在为]|^)((?![来到赴在为我全各本])(?![一-龥]*[就由将对向])" ..
    "(?!周边|[一二两三四五六七八九十]{1,2}" .. home .. ")[一-龥]{1,4}" .. home .. ")" .. place_end)
  for hit in re:gmatch(head) do votes:add(hit[1], 4, "a place that is called ours", hit.start, hit.stop) end
end

-- A body as it stands, or the whole that it is a part of: the branch of an
-- institute says whose page it is as well as the institute does.
local function name_of(o)
  if o.whole then return o.name end
  local parent = bodies.parent(o.name)
  return parent and body_names.is_whole(parent) and parent or nil
end

-- A page that says 我院 is that of the house that has an event on its hands, where others are its masters.
local carries_re = regex.new("([一-龥]{4,30}?)(?:具体|协助)?承办")

local function vote_organisers(view, votes, words)
  for hit in organiser_re:gmatch(cut.after(view.text, 0, HEAD)) do
    local o = view.first_within(view.bodies, hit.start, hit.stop)
    local name = o and name_of(o)
    if name then votes:add(name, 4, "the first of those that hold it", hit.start, hit.stop) end
  end
  for hit in carries_re:gmatch(cut.after(view.text, 0, TAIL)) do
    local o = view.first_within(view.bodies, hit.start, hit.stop)
    local name = o and name_of(o)
    if name and own_words.is_ours(words, name) then
      votes:add(name, 5, "who has it on its hands", o.start, o.stop)
    end
  end
end

local clause_re = regex.new("(?:^|[,。;:!?\\n\\s]|[年月日]|上午|下午|晚|日前|近日|讯|\\))\\z")
local title_after_re = regex.new("^(?:[^,。;\\n]{0,8}?)(?:书记|校长|院长|所长|主任|局长|处长|部长|会长|教授|研究员|董事长|经理|主席|馆长|代表)")

-- Whether a body is what a clause speaks of, not whose post is told.
local function opens_clause(view, o)
  return clause_re:before(view.text, o.start, 9) ~= nil
    and not title_after_re:after(view.text, o.stop, 60)
end

-- 到城东支行调研: a branch is seen by its own house.
local outpost_re = regex.new("(?:支行|分行|分理处|营业部|分公司|支公司|分局|分厂|分院|支队)$")
local OUTPOST = 3

local function title_votes(votes, o, title)
  if not title or o.start < title.from or o.stop > title.to then return end
  if not o.whole then return end
  if title.visit and o.goal and outpost_re:find(o.name) then
    votes:add(o.name, -OUTPOST, "a branch where the visit of the headline goes", o.start, o.stop)
  elseif title.visit then
    votes:add(o.name, o.goal and 5 or -2, "where the visit of the headline goes", o.start, o.stop)
  else
    votes:add(o.name, o.start - title.from < 12 and 3 or 1, "in the headline", o.start, o.stop)
  end
end

-- How the names of those end that say 我校: no college of a university does, which is 学校's.
local SCHOOLS = "大学"

-- A society never says 我院, as a unit of a house may.
local society_re = regex.new("(?:[^员]会|联盟)$")

local function self_bonus(words, name, housed)
  local bonus, part, generic = 0, housed and visits.is_part(name), tells_its_work(name)
  for _, w in ipairs(words) do
    if generic and #w.ends > 1 then bonus = bonus - (w.n == 3 and 1 or 0) -- 我院 is no 急救中心
    elseif part and w.ends[1] == SCHOOLS then bonus = bonus - (w.n == 3 and 1 or 0)
    elseif own_words.fits(w, name) then bonus = bonus + w.n
    elseif w.n == 3 then bonus = bonus - (society_re:find(name) and 3 or 1) end
  end
  return bonus
end

local function vote_places(view, votes, o, name, n, here)
  if n == 1 and o.article == view.articles[1] and o.start < 600 then
    votes:add(name, 1, "named early", o.start, o.stop)
  end
  if n <= 2 and not o.goal and opens_clause(view, o) then
    votes:add(name, 1.5, "what a clause speaks of", o.start, o.stop)
  end
  -- A name that is given a short form was meant to come back.
  if view.text:find("^[(]", o.stop + 1) then votes:add(name, 1, "given a short form", o.start, o.stop) end
  if here and o.goal then votes:add(name, 2, "where the visit goes", o.start, o.stop) end
end

-- Where a body stands: in the headline, at the beginning of clauses, often.
local function vote_bodies(view, votes, words)
  local seen = {}
  for _, o in ipairs(view.bodies) do
    if o.start > HEAD then break end
    local name = name_of(o)
    if name then
      local n = (seen[name] or 0) + 1
      seen[name] = n
      votes:note(name, view, o)
      local title = visits.headline(o.article)
      local here = title and title.visit
      title_votes(votes, o, title)
      if here or not o.goal or own_words.is_ours(words, name) then
        if n <= 5 then votes:add(name, 1, "named", o.start, o.stop) end
        vote_places(view, votes, o, name, n, here)
      end
    end
  end
end

-- 我院护理部举办演讲比赛 above 东山医院护理部: what is ours in one place bears a name in another.
local ours_re = regex.new("[我本](?:[院校所馆司局厂园站]|公司|集团|中心)([一-龥]{3})")
local OURS = 8

local function vote_same_words(view, votes, words)
  local title = visits.headline(view.articles[1])
  local head = title and text.sub(view.text, title.from, title.to)
  local same = head and ours_re:match(head)
  if not same then return end
  for _, o in ipairs(view.within(view.bodies, title.to, title.to + TAIL)) do
    local name = cut.after(view.text, o.stop, #same) == same and name_of(o)
      or o.name:find(same, 1, true) and bodies.parent(o.name)
    if name and body_names.is_whole(name) and own_words.is_ours(words, name) then
      votes:add(name, OURS, "what the headline calls ours bears its name", o.start, o.stop)
      return
    end
  end
end

-- Many names of many pages would take long to compare; the first decide.
local NAMES = 200
local LEAST = 2
-- A name that tells what it is has to do something, not only to be named.
local UNIT = 4
local ABROAD = 16

-- A body against which so much more is said than for it is the page's in no case.
local AGAINST = -1

local house_re = regex.new("(?:大学|学院|医院|研究院|研究所)$")

-- Whether the page names the house too that a part may be of.
local function has_house(votes)
  for _, name in ipairs(votes.order) do
    local house = house_re:find(name) and not visits.is_part(name) and not votes:is_of_guest(name)
    if house and votes[name].n >= LEAST then return true end
  end
  return false
end

local land_re = regex.new("^(?:(?:中共)?中央(?:政治局|委员会|军委|全会)|中共中央|党中央|国务院)") -- studied on all pages

-- 波兰东山大学: pages in Chinese are seldom those of a house abroad.
local abroad = wordlist.set("title_prefixes", 2, "place")
local ambiguous = {["中非"] = true, ["海地"] = true, ["蒙古"] = true}

local is_abroad = remember.of(function(name)
  for bytes = 2 * #"国", math.min(#name, 8 * #"国"), #"国" do
    local word = name:sub(1, bytes)
    if abroad[word] and not ambiguous[word] then return true end
  end
  return false
end)

local unlikely = remember.of(function(name)
  if is_abroad(name) then return 6 end
  if body_names.is_academy(name) or land_re:find(name) then return 5 end
  if visiting_re:find(name) then return 3 end
  if inner_re:find(name) then return 5 end
  if aliases.is_relative(name) then return 1.5 end
  return government_re:find(name) and 1 or 0
end)

-- A part whose whole name the page has too is called by it.
local function penalty(name, housed, in_full)
  if visits.is_part(name) and in_full then return 3 end
  if visits.is_part(name) or is_generic(name) then return housed and 6 or 2 end
  return unlikely(name)
end

local function needed(name)
  return is_abroad(name) and ABROAD or is_generic(name) and UNIT or LEAST
end

--- A body by its full name where the text has it, or as it stands.
-- @function full
-- @tparam table view as `jiyao.document` prepares it
-- @tparam string name
-- @treturn string
-- @usage
-- local view = jiyao.document.view("云岭大学材料科学学院召开会议。材料学院院长林若溪主持。")
-- print(jiyao.institution.full(view, "材料学院")) --> 云岭大学材料科学学院
M.full = aliases.full

-- 我校召开重点实验室建设会: the house that a page speaks as, where only a part of it is named in full.
local function house_of(words, name)
  local parent = bodies.parent(name)
  if not parent or not body_names.is_whole(parent) or own_words.is_ours(words, name) then return name end
  for _, w in ipairs(words) do
    if w.n == 3 and own_words.fits(w, parent) then return parent end
  end
  return name
end

--- The institution whose page this is, or nil.
-- @tparam table view as `jiyao.document` prepares it
-- @tparam {table,...} candidates of `jiyao.events`
-- @treturn ?string
-- @treturn ?table why: `rule`, `start`, `stop` (bytes in `view.text`)
-- @usage
-- local view = jiyao.document.view("云岭大学召开教学工作会议\n6月8日,云岭大学召开教学工作会议。")
-- local name, why = jiyao.institution.of(view, jiyao.events.candidates(view))
-- print(name, why.rule) --> 云岭大学	subject of a holding verb
function M.of(view, candidates)
  local votes = Votes.new()
  local head = cut.after(view.text, 0, HEAD)
  local words = own_words.said(head)
  vote_events(view, votes, candidates)
  imprint.vote(view, votes)
  vote_organisers(view, votes, words)
  visits.vote(view, votes)
  vote_home(view, votes)
  heads.vote(view, votes)
  vote_bodies(view, votes, words)
  vote_same_words(view, votes, words)
  for i = #votes.order, NAMES + 1, -1 do votes.order[i] = nil end
  aliases.join(view, votes)
  local best, best_score
  local mere_score = -math.huge
  local speaks = own_words.speaks(words)
  local housed, bare = has_house(votes), heads.bare(view)
  for _, name in ipairs(votes.order) do
    local enough = votes[name].n
    if not votes.is_guest[name] then
      enough = enough + self_bonus(words, name, housed) + heads.bonus(bare, name)
    end
    local score = enough - penalty(name, housed, aliases.of_tail(view, name))
      - votes:against(name, speaks)
    local mere = not votes[name].shown and standing.is_mere(votes.told[name], words, name, head)
    local says_enough = not mere and score > AGAINST and enough >= needed(name)
    if mere and enough >= LEAST then mere_score = math.max(mere_score, score) end
    if says_enough and (not best or score > best_score) then best, best_score = name, score end
  end
  -- Who is less than those that are only there is not the page's either.
  local less = best and best_score < mere_score and not votes[best].shown and best_score < DOUBTFUL
  if less then best = nil end
  local doubtful = not best or votes[best].n < DOUBTFUL
  local unit = doubtful and votes.units[votes.unit]
  if unit and (unit.ours or not best) then return aliases.full(view, votes.unit), unit end
  if not best then return nil end
  local v = votes[best]
  local house = aliases.full(view, house_of(words, best))
  return house, {rule = v.rule, start = v.start, stop = v.stop, score = best_score}
end

return M
