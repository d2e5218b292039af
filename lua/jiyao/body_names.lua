--- How names of bodies end and begin, and which are whole.
-- Knows the endings (data/body_ends.tsv), the words that no name begins with or holds, and
-- the kinds of bodies. Refuses to take anything off a name: that is `jiyao.body_fronts`.
-- @module jiyao.body_names
-- @internal
local data = require "jiyao.data"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
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

--- Patterns of the endings of bodies that others are parts of, and of those that are whole.
M.HOLDER, M.WHOLE = any_of(holders), any_of(wholes)

local starts, LONGEST_START = wordlist.set("body_words", 2, "start"), 15
local place_re = regex.new("^" .. wordlist.pattern("body_words", 2, "place"))
local inside_re = regex.new(wordlist.pattern("body_words", 2, "inside") .. "|[十百]大" ..
  "|(?:与|(?<!协)和|同)(?:公司|学校|学院|医院|企业)$|[和及与]各|^各(?!界)|负责人|©")
local numeral_re = regex.new("^(?:在(?!线)|[路街巷弄村桥](?:小学|中学|学校|医院|幼儿园|社区)|(?:附[属设])?第[一二三四五六七八九十0-9]|[0-9]|" ..
  "[一二三四五六七八九十]+[所家个名位]|.*[,，。:：;、])")
local loose_re = regex.new("^(?:学校|学院|医院|公司|集团|实验室|单位)(?:与|和|在|将|党|领导)|[^省市县区]市委书记$")

-- Verbs that take an object every day, and that no name of a body holds: 启动三级甲等医院创建.
local alone = {}
for _, word in ipairs(wordlist.all("body_verbs")) do alone[word] = true end
for _, word in ipairs(wordlist.all("body_inner")) do alone[word] = nil end

--- The rank of the longest ending of a name that the table has, where more than it is there.
-- @function rank
-- @tparam string name
-- @treturn ?string `whole`, `unit`, `none`; nil where no ending is known
-- @usage
-- print(require "jiyao.body_names".rank("云岭大学")) --> whole
function M.rank(name)
  if ranks[name] == "none" then return "none" end
  for bytes = math.min(LONGEST_END, #name - 3), 3, -3 do
    local rank = ranks[name:sub(-bytes)]
    if rank then return rank end
  end
end

--- Whether a name ends in a word that is an ending of bodies, and is nothing more.
-- @function is_ending
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.body_names".is_ending("大学")) --> true
function M.is_ending(name) return ranks[name] ~= nil end

--- Whether a name opens with a place, or with a word that names of schools open with.
-- @function opens_with_place
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.body_names".opens_with_place("希望小学")) --> true
function M.opens_with_place(name) return place_re:find(name) ~= nil end

--- Whether words hold one that stands in no name.
-- @function holds_alien
-- @tparam string words
-- @treturn boolean
-- @usage
-- print(require "jiyao.body_names".holds_alien("一行")) --> true
function M.holds_alien(words) return inside_re:find(words) ~= nil end

local numbered_re = regex.new("^第[一二三四五六七八九十]+(?:军医|师范|工业|医科|外国语)大学") -- houses that a number names

-- The academies have members, no heads that are named beside them.
local academy_re = regex.new("^中国(?:科学|工程|社会科学)院$")

--- Whether a name is that of an academy whose members others have.
-- @function is_academy
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.body_names".is_academy("中国科学院")) --> true
function M.is_academy(name) return academy_re:find(name) ~= nil end

--- Whether words begin as no name does.
-- @function starts_badly
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.body_names".starts_badly("三所医院")) --> true
function M.starts_badly(name)
  if alone[name:sub(1, #"启动")] then return not M.opens_with_place(name) end
  if numbered_re:find(name) then return false end
  for bytes = 3, math.min(LONGEST_START, #name), 3 do
    if starts[name:sub(1, bytes)] then return not M.opens_with_place(name) end
  end
  return numeral_re:find(name) ~= nil or loose_re:find(name) ~= nil
end

-- 公立医院, 民办高校: a kind of bodies, and a hall of one where people meet.
local KIND = wordlist.pattern("body_words", 2, "kind")
local kind_re = regex.new("^" .. KIND .. "{1,3}(?:医院|卫生院|卫生室|卫生服务中心|诊所|医联体|医共体|联合体|学校|学院|大学|" ..
  "中学|小学|高校|院校|公司|企业|研究所|研究院)$")
local room_re = regex.new("(?:酒店|宾馆|饭店|大厦|[楼层])[^省市县区院]{0,6}[厅室堂]$|[0-9一二三四五六七八九十]楼")

--- Whether a name ends as bodies of their own do, and begins as a name may.
-- @function is_whole
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.body_names".is_whole("云岭大学"), require "jiyao.body_names".is_whole("推进实验室")) --> true	false
M.is_whole = remember.of(function(name)
  return #name > 2 * #"校" and M.rank(name) == "whole" and not M.starts_badly(name) and not M.holds_alien(name)
    and not kind_re:find(name) and not room_re:find(name)
end)

-- A kind of bodies alone: houses, and those whose names tell what they do (教学指导委员会).
local houses, kinds = wordlist.set("body_words", 2, "house"), wordlist.set("body_words", 2, "unit")

--- Whether words are a kind of houses alone: 医院.
-- @function is_house
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.body_names".is_house("医院")) --> true
function M.is_house(name) return houses[name] or false end

--- Whether a name tells a kind of bodies and none of them: 医院, 专业委员会.
-- @function is_kind
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.body_names".is_kind("商会"), require "jiyao.body_names".is_kind("云岭商会")) --> true	false
function M.is_kind(name) return houses[name] or kinds[name] or false end

return M
