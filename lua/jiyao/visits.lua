--- Who comes to a page's own body, who sets out from it, and with whom it has to do.
-- Knows how pages tell of guests, partners and where they were received. Refuses to weigh it against what else
-- the page tells: that is `jiyao.institution`, which hands in the votes.
-- @module jiyao.visits
-- @internal
local bodies = require "jiyao.bodies"
local body_names = require "jiyao.body_names"
local cut = require "jiyao.cut"
local own_words = require "jiyao.own_words"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local subjects = require "jiyao.subjects"
local text = require "jiyao.text"
local wordlist = require "jiyao.wordlist"

local M = {}

-- A page says whose it is near its beginning and at its end.
local HEAD, TAIL = 65536, 1500

local guest_re = regex.new("来(?:[院校司访所馆局厂站园]|公司|集团|中心|实验室)|莅临|到访|[到来]我|一行|" ..
  "(?:参访团|代表团|考察团|访问团).{0,6}(?:访问|到访|来访|拜访)|" ..
  "(?:到|来|走访|访问|慰问|会见).{2,36}(?:调研|考察|访问|参观|慰问|检查|督导|走访|交流|洽谈|指导|看望)")
local outward_re = regex.new("^(?!.*(?:一行|莅临|[到来]我|来[院校司访所馆])).*(?:带队|率队|率团|赴)|^(?:我[院校所司馆]|[校院所]领导|" ..
  "学校|学院|医院|书记|校长|院长)")

-- A part that stands alone: its whole is better.
local part_re = regex.new("^.{1,2}学院$|^.{1,8}系$|" ..
  "^" .. wordlist.pattern("body_words", 2, "field") .. "[^大]{0,10}学院$|" ..
  "^第[一二三四五六]附属医院$|^附属[^大]{2,}(?:医院|中学|小学|学校)$|^(?:图书馆|博物馆|实验室|研究院|研究所|产业学院|二级学院|附属医院|临床学院)$")

--- Whether a name is that of a part which leaves out its whole: 机电学院, 附属中学.
-- @function is_part
-- @tparam string name
-- @treturn boolean
-- @usage
-- local visits = require "jiyao.visits"
-- print(visits.is_part("机电工程学院"), visits.is_part("云岭理工学院")) --> true	false
M.is_part = remember.of(function(name) return part_re:find(name) ~= nil end)

--- What there is of the headline of an article to a body in it.
-- @function headline
-- @tparam table article of a view
-- @treturn ?table `from`, `to`, and `visit`: whether it tells of guests
-- @usage
-- local view = jiyao.document.view("林若溪来校考察\n6月8日,林若溪来到云岭大学。")
-- print(require "jiyao.visits".headline(view.articles[1]).visit) --> true
function M.headline(article)
  if article.headline == nil then
    local title = article.title
    article.headline = title and {from = article.title_start, to = article.title_stop,
      visit = guest_re:find(title) ~= nil and not outward_re:find(title)} or false
  end
  return article.headline or nil
end

-- 云岭市监委:面对面问责: who speaks in the headline; 应云岭学院邀请,…做客云岭大学: whom a guest comes to.
local speaks_re = regex.new("^\\s*([^\\s,。:：“”、]{4,24})[:：](?!\\s*\\n)")
local receives_guest_re = regex.new("做客|应([一-龥]{4,20}?)(?:的)?邀请,(?![^。]{0,40}(?:赴|前往|我[院校所]))")

local OPENING = 60 -- bytes: a day and a comma

local function vote_addresses(view, votes)
  local title = M.headline(view.articles[1])
  local speaker = title and speaks_re:match_in(view.text, title.from, title.to)
  if speaker and body_names.is_whole(speaker) then
    votes:add(speaker, 3, "who speaks in the headline", title.from, title.from + #speaker)
  end
  for hit in receives_guest_re:gmatch(cut.after(view.text, 0, TAIL)) do
    local o = not hit[1] and view.first_within(view.bodies, hit.stop, hit.stop + 60)
    local name = hit[1] or o and o.start == hit.stop and o.name
    if name and body_names.is_whole(name) then
      votes:add(name, 3, "whose guest somebody is", hit.start, hit.stop)
    end
    local guest = hit[1] and view.first_within(view.bodies, hit.stop, hit.stop + OPENING)
    if guest and guest.whole and not guest.goal then
      votes:add(guest.name, -3, "whose guest comes", guest.start, guest.stop)
    end
  end
end

-- Where a guest goes, called by a short name: 莅临东海中烟考察.
local host_re = regex.new("(?:莅临|来到|到访|走访|访问)((?:(?!莅临|来到|到访|[我本团队])[一-龥]){4,10}?)" ..
  "(?:考察|调研|参观|访问|交流|指导|洽谈|检查|慰问)")

local function vote_hosts(view, votes)
  local title = M.headline(view.articles[1])
  if not title or not title.visit then return end
  local from = view.articles[1].start
  for hit in host_re:gmatch(cut.after(view.text, from, TAIL)) do
    if not subjects.is_deixis(hit[1]) then
      votes:add(hit[1], 3, "where the visit goes", from + hit.start, from + hit.stop)
    end
  end
end

-- Who sets out, or comes to us: 云岭局副局长林若溪带队赴…, …一行到我院….
local party_out_re = regex.new("(?:带领|率领|率队|率团|带队|一行)[^。]{0,40}?(?:赴|前往|深入|先后|走进|来到|回到|到(?!来))")
local to_us_re = regex.new("[到来访问临][我本]|来(?:[院校所馆司局厂站园]|公司|集团|中心|实验室)|到访|来访|莅临|[到来访](?:商会|协会|学会|联合会)(?![会大])")

-- 校长甲会见了来宾: a head of the page's own body, whose post stands without it, receives them.
local receives_us_re = regex.new("[。,;、\\n](?:[一-龥]{0,8}、)?(?:常务|执行)?(?:党委|党组)?副?(?:书记|" ..
  "校长|院长|所长|局长|馆长|台长|厂长|" ..
  "董事长|总经理|总裁|会长|理事长|主任)[一-龥·]{2,4}(?:[、和][^。]{0,60})?" ..
  "(?:亲切|热情)?(?:等)?[一-龥]{0,10}(?:会见|接待|陪同|迎接|欢迎|主持[一-龥]{0,4}(?:座谈|见面|交流|汇报))")
local RECEIVED = 400
-- 由云岭大学校长甲任组长的专家组一行来到…, 在云岭局局长乙陪同下赴….
local expert_re = regex.new("[由在]\\z")

local we_re = regex.new("[我本](?:[院校所馆司局厂站]|公司|集团|中心)[^。]{0,60}?(?:赴|前往)")

local party_re = regex.new("一行|代表团|考察团|访问团|参访团")

-- 区教育局林若溪局长一行来到…, on a page that says 我校.
local function is_of_other_kind(words, name)
  local other = false
  for _, w in ipairs(words) do
    if w.n > 2 and own_words.fits(w, name) then return false end
    other = other or w.n > 2
  end
  return other
end

local function vote_travellers(view, votes)
  local words = own_words.said(cut.after(view.text, 0, HEAD))
  for _, sentence in ipairs(view.sentences) do
    if sentence.start > HEAD then break end
    local sets_out = party_out_re:find_in(view.text, sentence.start, sentence.stop)
    local out = sets_out and view.first_within(view.bodies, sentence.start, sentence.stop)
    local opens = out and out.start - sentence.start < OPENING and out.whole and not out.goal
    local title = opens and M.headline(out.article)
    local to_us = opens and to_us_re:find_in(view.text, sentence.start, sentence.stop)
    opens = opens and out.start < sets_out and not expert_re:before(view.text, out.start, 3)
    local received = opens and receives_us_re:after(view.text, out.stop, RECEIVED)
    local other = opens and party_re:find_in(view.text, out.stop, sentence.stop)
      and is_of_other_kind(words, out.name)
    if opens and (to_us or received or other or title and title.visit) then
      votes:add_guest(out)
      local theirs = received and not we_re:find_in(view.text, sentence.start, sentence.stop)
      local to = theirs and view.first_within(view.bodies, out.stop, sentence.stop)
      if to and to.whole and to.goal then votes:add(to.name, 4, "who receives", to.start, to.stop) end
    elseif opens and sentence.start < TAIL then
      votes:add(out.name, 4, "who sets out", out.start, out.stop)
    end
  end
end

-- Who comes, in a sentence that says that it is us they come to, and whose people are there to guide.
local receives_re = regex.new("会见|会晤|接待|迎|邀|举[行办]|召开|校友|毕业|[与和为在对]")
local presides_re = regex.new("主持|召开|举行|[。;]")
local guiding_re = regex.new("(?:到会|到场|莅会|到院|到校)(?:作|进行|并)?(?:指导|督导|点评)")

-- 云岭局督查组, 云岭局医政科 come for the whole of it.
local visiting_re, bureau_re = regex.new("[组团队]$"), regex.new("[局委厅署]$")

-- Whether somebody's post follows a body at once.
local function first_at(view, stop)
  local m = view.first_within(view.mentions, stop, stop + 3)
  return m ~= nil and m.start == stop
end

-- 东川学院院长甲一行来西屏学院交流: whom a party comes to see, by the name that the page calls itself.
local comes_re = regex.new("一行(?:[0-9一二三四五六七八九十余]+人)?(?:来到?|莅临|到访)")

-- 东川大学访问团莅临西屏大学访问,由西屏大学校长甲接待: who receives, by what it is called.
local receives_by_re = regex.new("(?:访问|莅临|到访|拜访|参访)([一-龥]{3,12}?)(?:访问|参访|交流|考察)?,并?由\\1" ..
  "[^。;\\n]{0,40}?(?:接待|会见|迎接)")
local we_before_re = regex.new("[我本](?:[院校所馆司会]|公司)")
local RECEIVES = 5

local function vote_receivers(view, votes)
  for hit in receives_by_re:gmatch(cut.after(view.text, 0, TAIL)) do
    local s = view.sentence_at(hit.start)
    local guest = s and not we_before_re:find_in(view.text, s.start, hit.start)
      and view.first_within(view.bodies, s.start, hit.start)
    local name = guest and (guest.whole and guest.name or bodies.parent(guest.name))
    if name and name ~= hit[1] then
      votes:add_guest({name = name, start = guest.start, stop = guest.stop})
      votes:add(hit[1], RECEIVES, "who receives", hit.start, hit.stop)
    end
  end
end

local function vote_callers(view, votes)
  local head = cut.after(view.text, 0, TAIL)
  local _, at = comes_re:find(head)
  local s = at and view.sentence_at(at - 1)
  local host = s and view.first_within(view.bodies, at, s.stop)
  local guest = host and host.whole and host.start == at and view.first_within(view.bodies, s.start, at)
  if guest and guest.whole and not guest.goal and guest.name ~= host.name then
    votes:add_guest(guest)
    votes:add(host.name, 2, "whom a party comes to see", host.start, host.stop)
  end
end

local function vote_guests(view, votes)
  for _, sentence in ipairs(view.sentences) do
    if sentence.start > HEAD then break end
    local to_us = to_us_re:find_in(view.text, sentence.start, sentence.stop)
    local out = to_us and view.first_within(view.bodies, sentence.start, to_us)
    local opens = out and out.whole and not out.goal and out.start - sentence.start < OPENING
      and not receives_re:find_in(view.text, out.stop, to_us)
    if opens and not party_out_re:find_in(view.text, sentence.start, sentence.stop) then
      votes:add_guest(out)
    end
    local party = opens and party_re:find_in(view.text, out.stop, sentence.stop)
    for _, o in ipairs(opens and view.within(view.bodies, out.stop, to_us) or {}) do
      local somebody = party or first_at(view, o.stop) -- 甲集团林若溪、乙医院韩立群一行来我院
      if somebody and o.whole and not o.goal then votes:add_guest(o) end
    end
    local part = out and not out.whole and not out.goal and out.start - sentence.start < OPENING
    local parent = (opens or part) and bodies.parent(out.name)
    if part and not (parent and bureau_re:find(parent)) then parent = nil end
    if parent and (part or visiting_re:find(out.name)) then
      votes:add_guest({name = parent, start = out.start, stop = out.stop})
    elseif parent then
      votes:add(parent, -1, "who comes to us", out.start, out.stop)
    end
    local guided = guiding_re:find_in(view.text, sentence.start, sentence.stop)
    for _, o in ipairs(guided and view.within(view.bodies, sentence.start, guided) or {}) do
      local post = o.whole and not presides_re:find_in(view.text, o.stop, guided)
        and view.first_within(view.mentions, o.stop, guided)
      if post and post.start == o.stop then votes:add(o.name, -3, "who guides", o.start, o.stop) end
    end
  end
end

-- 联欢在我校收场 above 竞赛在云岭大学举行, 来院调研 above 来到云岭医院: which body the page says is ours.
local at_ours_re = regex.new("(?:[在于到来赴访聚]|落户|走进|莅临|做客)(?:[我本]|(?<=来))" ..
  "([院校所馆司局厂园站]|公司|集团|中心)(?![长区友史内外])")
local place_before_re = regex.new("(?:在|于|[来到临访]|走进|做客|前往|赴)\\z")
local carries_re = regex.new("^(?:具体)?承办")
local ours_of = {["校"] = "我校", ["院"] = "我院", ["所"] = "我所", ["馆"] = "我馆", ["公司"] = "我公司", ["司"] = "我司",
  ["集团"] = "我公司", ["局"] = "我局", ["厂"] = "我厂", ["园"] = "我园", ["站"] = "我站", ["中心"] = "我中心"}

local function vote_ours(view, votes)
  local title = M.headline(view.articles[1])
  local kind = title and at_ours_re:match_in(view.text, title.from, title.to)
  local word = kind and own_words.get(ours_of[kind])
  local from = word and title.to
  local others = {}
  for _, o in ipairs(word and view.within(view.bodies, title.from, title.to) or {}) do
    if not o.goal then others[o.name] = true end
  end
  for _, o in ipairs(word and view.within(view.bodies, from, from + TAIL) or {}) do
    local there = not others[o.name] and (o.goal or place_before_re:before(view.text, o.start, 6)
      or carries_re:after(view.text, o.stop, 12))
    local name = there and (own_words.fits(word, o.name) and o.name or bodies.parent(o.name))
    if name and own_words.fits(word, name) and body_names.is_whole(name) and not M.is_part(name) then
      votes:add(name, 8, "where the headline says it was with us", o.start, o.stop)
      return
    end
  end
end

-- 我院与云岭大学签约: with whom we do something.
local with_us_re = regex.new("[我本](?:[院校所馆司局厂园站会社]|公司|集团|中心|实验室)[ \\n]?(?:与|和|同|携手|联合|会同)\\s*\\z")
local us_behind_re = regex.new("^(?:与|和|同|携手|联合)[我本](?:[院校所馆司局厂园站会社]|公司|集团|中心|实验室)")

local function vote_partners(view, votes)
  for _, o in ipairs(view.bodies) do
    if o.start > HEAD then break end
    local with = o.whole
      and (with_us_re:before(view.text, o.start, 24) or us_behind_re:after(view.text, o.stop, 24))
    if with and not votes.partners[o.name] then
      votes.partners[o.name] = true
      votes:add_guest(o)
      votes:add(o.name, -4, "with whom we have to do", o.start, o.stop)
    end
  end
end

-- 韩立群到云岭大学宣布任命; 校长林若溪代表云岭大学致谢: where it is announced who heads us, and whom our head speaks for.
local announced_re = regex.new("^(?:党委|党组)?[^,。;]{0,6}宣布")
local to_re = regex.new("(?:到|赴|前往|来到|在)\\z")
local for_re = regex.new("代表\\z")
local says_re = regex.new("^(?:党委|党组)?(?:全体[一-龥]{2,6})?(?:向|对|致|表示|感谢|签)")
local thanked_re = regex.new("[对向]\\z")
local thanks_re = regex.new("^[^,。;]{0,10}(?:表示|致以)?[^,。;]{0,6}感谢")
local NEAR_BY = 60

local function vote_spoken(view, votes)
  for _, o in ipairs(view.within(view.bodies, 0, 4 * TAIL)) do
    if o.whole and to_re:before(view.text, o.start, 6) and announced_re:after(view.text, o.stop, 36) then
      votes:add(o.name, 4, "where it is announced who heads it", o.start, o.stop)
    end
    local thanked = o.whole and thanked_re:before(view.text, o.start, 3)
      and thanks_re:after(view.text, o.stop, 40)
    local given = thanked and view.sentence_at(o.start)
    local other = given and view.first_within(view.mentions, given.start, o.start)
    if other and other.person.org and not other.person.org:find(o.name, 1, true) then
      votes:add(o.name, 3, "whom somebody else thanks", o.start, o.stop)
    end
    local speaks = o.whole and for_re:before(view.text, o.start, 6) and says_re:after(view.text, o.stop, 36)
    local list = speaks and view.within(view.mentions, math.max(0, o.start - NEAR_BY), o.start) or {}
    local who = list[#list] and list[#list].person
    if who and not who.org then votes:add(o.name, 3, "whom our head speaks for", o.start, o.stop) end
  end
end

-- 来自东川大学、西屏医院的专家: guests, all of them.
local from_re = regex.new("来自((?:(?!我|本)[^。;:\\n]){2,90}?)(?:等)?[0-9多余]*(?:所|家|个)?(?:单位|高校|院校|医院|地)?的")

local function vote_from(view, votes)
  for hit in from_re:gmatch(cut.after(view.text, 0, TAIL)) do
    for _, o in ipairs(view.within(view.bodies, hit.start, hit.stop)) do
      if o.whole then votes:add_guest(o) end
    end
  end
end

-- 我校在全省竞赛中获奖: who held that was others.
local took_part_re = regex.new("^\\s*[我本](?:[院校所馆司局厂站社]|公司|集团|中心|实验室)[^\\n]*(?:获|夺|斩|摘|佳绩|喜报|参加|参赛|应邀|亮相)")
local holds_re = regex.new("由([^。;\\n]{2,80}?)(?:主办|承办|举办)")

local function vote_elsewhere(view, votes)
  local title = M.headline(view.articles[1])
  if not title or not took_part_re:find(text.sub(view.text, title.from, title.to)) then return end
  for hit in holds_re:gmatch(cut.after(view.text, title.to, TAIL)) do
    for _, o in ipairs(view.within(view.bodies, title.to + hit.start, title.to + hit.stop)) do
      if o.whole then
        votes:add_guest(o)
        votes:add(o.name, -4, "who holds what we took part in", o.start, o.stop)
      end
    end
  end
end

-- 我校赴云岭集团考察, 志愿者走进云岭敬老院: where the headline says that we went.
local we_go_re = regex.new("^(?![^\\n]*(?:一行|代表团|来[院校所馆司局]|[到来]我)).*(?:赴|走进|前往|走访|来到)")

local function vote_goals(view, votes)
  local title = M.headline(view.articles[1])
  if not title or title.visit or not we_go_re:find(text.sub(view.text, title.from, title.to)) then return end
  for _, o in ipairs(view.within(view.bodies, title.from, title.to)) do
    if o.goal and o.whole and o.start > title.from + 6 then
      votes:add_guest(o)
      votes:add(o.name, -4, "where we go", o.start, o.stop)
    end
  end
end

-- 对东川大学林若溪一行表示欢迎: whom we welcome.
local welcomed_re = regex.new("[对向]([^,。;\\n]{2,60}?)(?:一行)?的?(?:到来|来访|莅临|光临|到访)?" ..
  "[^,。;\\n]{0,8}表示[^,。;\\n]{0,8}欢迎|" ..
  "(?:欢迎|会见|会晤)了?([^,。;\\n]{2,40}?)一行")

local come_as_re = regex.new("^(?:领导|代表团|考察团|访问团|来宾|各位|一行)")

local function vote_welcomed(view, votes)
  local seen = {}
  for hit in welcomed_re:gmatch(cut.after(view.text, 0, HEAD)) do
    for _, o in ipairs(view.within(view.bodies, hit.start, hit.stop)) do
      if o.whole and come_as_re:after(view.text, o.stop, 12) then votes:add_guest(o) end
    end
    for _, m in ipairs(view.within(view.mentions, hit.start, hit.stop)) do
      local org = m.person.org
      local name = org and (org .. "；"):match("^(.-)；")
      if name and body_names.is_whole(name) and not seen[name] then
        seen[name] = true
        votes:add_guest({name = name, start = m.start, stop = m.stop})
      end
    end
  end
end

-- 赴东川医院、西屏医院进修, 毕业于东川大学: where somebody learned.
local to_learn_re = regex.new("(?:在|赴|到|于|往|考入|考取)\\z")
local learns_re = regex.new("^[^,。;:\\n]{0,40}?(?:进修|深造|访学|留学|读博|攻读|研修|学成|任教|毕业|规培)")
local graduate_re = regex.new("(?:毕业于|就读于|考入|考取|师从)\\z")
local also_re = regex.new("^(?:、|和|及|与|以及)\\z")

local function vote_training(view, votes)
  local last
  for _, o in ipairs(view.bodies) do
    if o.start > HEAD then break end
    local goes = to_learn_re:before(view.text, o.start, 6)
    local learns = goes
      and (graduate_re:before(view.text, o.start, 12) or learns_re:after(view.text, o.stop, 160))
      or last and o.start <= last.stop + 6 and also_re:find(text.sub(view.text, last.stop, o.start))
    last = learns and o or nil
    if learns and o.whole then
      votes:add_guest(o)
      local parent = bodies.parent(o.name)
      if parent then votes:add_guest({name = parent, start = o.start, stop = o.stop}) end
    end
  end
end

-- 本校林若溪一行抵达东川, 拜访东川大学: an article that opens with our going tells of those we go to.
local we_travel_re = regex.new("^[^。;\\n]{0,30}?[我本](?:[院校所馆司局厂站会社]|公司|集团|中心)[^。;\\n]{0,90}?" ..
  "(?:抵达|赴|前往|出访|访问|拜访|走进|参访|走访)(?![我本来])")

-- 校长林若溪率领代表团访问东川大学、西屏大学: a head whose house is not told sets out.
local our_head_re = regex.new("(?:^|[^一-龥])(?:常务|执行)?副?(?:校长|院长|所长|馆长)[一-龥]{2,4}(?:率领|率队|率团|带队|带领)" ..
  "[^。;\\n]{0,120}?(?:访问|赴|前往|拜访|参访|[来走]?到)(?![我本来])")
local also_goal_re = regex.new("^(?:、|、?及|和|与)$")

local OPENERS = 2 -- sentences: a headline and what follows it

local function vote_destinations(view, votes)
  local travels, article, n
  for _, sentence in ipairs(view.sentences) do
    if sentence.start > HEAD then break end
    local of = view.article_at(sentence.start)
    local _, from = we_travel_re:find_in(view.text, sentence.start, sentence.stop)
    if not from then _, from = our_head_re:find_in(view.text, sentence.start, sentence.stop) end
    if of ~= article then article, travels, n = of, false, 0 end
    n = n + 1
    travels = travels or n <= OPENERS and from ~= nil
    local there, last = from or travels and sentence.start, nil
    for _, o in ipairs(there and view.within(view.bodies, there, sentence.stop) or {}) do
      local also = last and o.start > last.stop and also_goal_re:find(text.sub(view.text, last.stop, o.start))
      last = (o.goal or also) and o.whole and o or nil
      if last then votes:add_guest(o) end
    end
  end
end

-- 青川大学和东屏大学作为兄弟高校: who is told in one breath with a guest.
local BESIDE = 3
local and_re = regex.new("^(?:与|和|同|[、—-])$")
local list_re = regex.new("[、和与及]\\z")

local function vote_beside(view, votes)
  local words = own_words.said(cut.after(view.text, 0, HEAD))
  local before
  for _, o in ipairs(view.bodies) do
    if o.start > HEAD then break end
    local pair = before and before.whole and o.whole and o.start > before.stop
      and and_re:find(text.sub(view.text, before.stop, o.start))
      and not list_re:before(view.text, before.start, 3)
    local one, other = pair and votes.is_guest[before.name], pair and votes.is_guest[o.name]
    local host = one and not other and o or other and not one and before
    if host and not host.goal and own_words.is_ours(words, host.name) then
      votes:add(host.name, BESIDE, "who is told beside a guest", host.start, host.stop)
    end
    before = o
  end
end

-- 东川农具厂向学校捐赠图书: who gives.
local company_re = regex.new("(?:公司|集团|银行|企业|厂|店|药业|商行)$")
local gives_re = regex.new("^[^,。;\\n]{0,40}?(?:[向为给][^,。;\\n]{1,40}?(?:捐|赠)|(?:签[订署]|举行)[^,。;\\n]{0,8}捐赠)")

local function vote_givers(view, votes)
  for _, o in ipairs(view.bodies) do
    if o.start > HEAD then break end
    if o.whole and company_re:find(o.name) and gives_re:after(view.text, o.stop, 240) then
      votes:add(o.name, -4, "who gives", o.start, o.stop)
    end
  end
end

--- Votes for the bodies that the visits of a page tell of, for and against.
-- @function vote
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table votes with `add(self, name, n, rule, start, stop)`, `add_guest(self, body)` `is_guest` and `partners`
-- @usage
-- local view = jiyao.document.view("专家来校考察\n6月8日,林若溪来到云岭大学。")
-- local votes = {partners = {}, is_guest = {}, add = function(_, name, _, rule) print(name, rule) end}
-- require "jiyao.visits".vote(view, votes) --> 云岭大学	where the headline says it was with us
function M.vote(view, votes)
  vote_addresses(view, votes)
  vote_hosts(view, votes)
  vote_travellers(view, votes)
  vote_guests(view, votes)
  vote_callers(view, votes)
  vote_receivers(view, votes)
  vote_partners(view, votes)
  vote_ours(view, votes)
  vote_goals(view, votes)
  vote_spoken(view, votes)
  vote_elsewhere(view, votes)
  vote_from(view, votes)
  vote_welcomed(view, votes)
  vote_training(view, votes)
  vote_destinations(view, votes)
  vote_givers(view, votes)
  vote_beside(view, votes)
end

return M
