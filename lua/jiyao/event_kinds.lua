--- What kind an event is of, by how its name ends.
-- Knows the endings (data/event_suffixes.tsv) and what the rest of a name says beyond its
-- last word. Refuses to know where a text names an event: that is `jiyao.events`.
-- @module jiyao.event_kinds
-- @internal
local data = require "jiyao.data"
local lexicon = require "jiyao.lexicon"
local regex = require "jiyao.regex"

local M = {}

local kinds = {}
for _, row in ipairs(data.table("event_suffixes")) do
  kinds[row[1]] = {kind = row[2], generic = row[3] == "1"}
end
local suffixes = lexicon.new((function()
  local words = {}
  for word in pairs(kinds) do words[#words + 1] = word end
  table.sort(words)
  return words
end)())

--- The endings: by word, its `kind` and whether alone it names nothing in particular (`generic`).
M.endings = kinds

--- The same words as a lexicon.
M.lexicon = suffixes

-- What the rest of a name says of its kind beyond its last word: a session of a
-- forum and of a congress are of their kind, a signing is one by any name.
local forum_re = regex.new("论坛[”」』]?[^,]{0,10}(?:专场|分会场|分场)$")
local talk_number_re = regex.new("(?:论坛|讲坛|讲堂|沙龙)[”」』]?第[一二三四五六七八九十百0-9]{1,5}讲$")
local board_re = regex.new("(?:[理董监]事会|校董会|党委|纪委|常委会)[^暨]{0,8}全体会议$")
local congress_re = regex.new("(?:代表大会|(?:职工|会员|社员|党员)大会|[教职党团学工妇侨]代会)[^暨]{0,8}(?:会议|全会)$")

-- Those who prepare a congress are not it.
local prepares_re = regex.new("(?:筹备|预备|筹委)(?:工作)?(?:会|会议)[”」』]?$")

-- One sits down to tea to be told and to talk.
local tea_re = regex.new("(?:通报会|座谈会|情况通报|征求意见会)暨[^暨]*茶话会[”」』]?$")

-- What a name says behind its last 暨; what is unveiled with a signing is of it.
local unveils_re = regex.new("(?:揭牌|挂牌|授牌|揭幕|启动)(?:仪式|典礼)?[”」』]?$")

local function last_part(name)
  return not unveils_re:find(name) and name:match("^.*暨(.*)$") or name
end

-- Who brings coolness or warmth calls on those who work.
local care_re = regex.new("送清凉|[冬春]?送温暖|(?:走访|看望|登门|上门)慰问|慰问(?:看望|走访)|慰问活动$")
-- “场长上党课”活动 is a party lesson.
local lesson_re = regex.new("[上讲]党课[”」』]?(?:主题)?活动[”」』]?$")
-- Those whom a house trains for a time have a name and a number: 第三期“晨光班”. Pupils are no such.
local class_re = regex.new("(?:第[一二三四五六七八九十0-9]{1,3}[期届]|首[期届])[^,。暨]{0,12}班[”」』]?$")
local pupils_re = regex.new("(?:订单|冠名|定制|实验|试点|毕业|民族|少年|重点|尖子|卓越|托[管育]|学徒制?)班[”」』]?$")
-- What is signed and unveiled at once is signed: 合同签订及揭幕仪式.
local signed_re = regex.new("(?:签约|签订|签署|签字)(?:[及和、与暨]|仪式)")
-- Those who come from all over to the next of a row confer: 第9届欧洲制盐会议.
local learned_re = regex.new("第[一二三四五六七八九十0-9]{1,3}[届次](?:世界|全球|国际|亚洲|" ..
  "亚太|欧亚|东亚|东南亚|欧洲|全国|中国|海峡两岸|两岸|中[日韩德法俄英美澳])" ..
  "(?!.*(?:委员|代表|理事|党|工会|主任|局长|校长|院长|工作))[^届次]{2,24}(?<!大)会议[”」』]?$")

-- Those of a study group meet to study: 中心组2024年第3次会议.
local study_group_re = regex.new("(?:中心组|集体学习)(?!.*(?:工作|生活|推进|部署|动员))[^暨]{0,20}会议?[”」』]?$")

--- What the rest of a name makes of the kind that its last word has.
-- @function refined
-- @tparam string name
-- @tparam string kind
-- @treturn string
-- @usage
-- print(require "jiyao.event_kinds".refined("第9届欧洲制盐会议", "工作会议")) --> 论坛
function M.refined(name, kind)
  if kind == "其他" and tea_re:find(name) then return "座谈会" end
  if kind == "其他" and forum_re:find(name) then return "论坛" end
  if prepares_re:find(name) then return "工作会议" end
  if congress_re:find(name) then return "大会" end
  if board_re:find(name) then return "工作会议" end
  if kind == "其他" and care_re:find(name) then return "调研" end
  if kind == "其他" and lesson_re:find(name) then return "党课" end
  if kind == "工作会议" and study_group_re:find(name) then return "学习会" end
  if kind == "工作会议" and learned_re:find(name) then return "论坛" end
  if kind == "论坛" and talk_number_re:find(name) then return "其他" end
  if kind == "其他" and class_re:find(name) and not pupils_re:find(name) then return "培训会" end
  if kind == "其他" and signed_re:find(last_part(name)) then return "签约仪式" end
  return kind == "其他" and last_part(name):find("签约", 1, true) and "签约仪式" or kind
end

local closing_re = regex.new("[”」』\\s]+$")

--- The kind of an event by the ending of its name; 其他 where none fits.
-- @function of
-- @tparam string name
-- @treturn string
-- @usage
-- print(require "jiyao.event_kinds".of("新员工培训班")) --> 培训会
function M.of(name)
  name = closing_re:gsub(name, "")
  local best
  for _, hit in ipairs(suffixes:find(name, "all")) do
    if hit.stop == #name and (not best or #hit.term > #best) then best = hit.term end
  end
  return M.refined(name, best and kinds[best].kind or "其他")
end

return M
