--- How the bodies of a page stand in it: as what it speaks of, or among those who were there.
-- Knows lists, posts, goals and the places of others. Refuses to weigh who a page speaks for: that is
-- `jiyao.institution`, which takes no body for the page's that is only mentioned.
-- @module jiyao.standing
-- @internal
local cut = require "jiyao.cut"
local own_words = require "jiyao.own_words"
local regex = require "jiyao.regex"
local visits = require "jiyao.visits"

local M = {}

-- 甲、乙和丙: one of several.
local listed_re = regex.new("(?:、|[和及与同]|以及|等)\\z")
local list_re = regex.new("^(?:、|[和及与等]|以及)")
-- 参观了甲, 介绍了甲, 向甲反馈: what somebody else does something to.
local object_re = regex.new("(?:[向对往访了给为经报如赴到]|访问|参观|走访|介绍|陪同|邀请?|聘请|特邀|抵达|根据|学习|[指辅]导)\\z")
local by_re = regex.new("由\\z")
local place_re = regex.new("(?:[在于由从]|共青团)\\z")
-- 记者从甲获悉; 他就是甲的书记.
local heard_re, hears_re = regex.new("(?:从|是)\\z"), regex.new("^(?:获悉|了解到|党委|[^,。;\\n]{0,6}长)")
-- 一行来甲调研; 在甲的支持下.
local comes_re, helps_re = regex.new("(?<!到)(?:来|莅临)\\z"), regex.new("^的?(?:大力)?(?:支持|帮助|指导|领导|关[怀心]|协助|配合)")
-- 在甲图书馆第一会议厅.
local room_re = regex.new("^(?![在于])第?[0-9一二三四五六七八九十]*[号楼层]*(?:[一-龥]{0,6}(?:会议[室厅]|报告厅|学术厅|礼堂))")
-- 向来宾介绍了甲的发展历程.
local told_re = regex.new("介绍了?\\z")
local of_us_re = regex.new("^的?(?:发展|基本|建设|总体|整体|办学|历史|概况|情况|历程|沿革)")
local clause_re = regex.new("(?:^|[,。;:!?\\n\\s]|[年月日]|上午|下午|晚|日前|近日|讯|\\))\\z")
local post_re = regex.new("^[^,。;、\\n]{0,8}?(?:书记|[校院所局处部会馆厅科台厂园]长|主任|主席|教授|研究员|院士|董事长|经理|理事长|代表|" ..
  "老师|专家|[^,。;、\\n]{0,6}组|负责|领导|医师|成员|委员(?!会)|学[生子]|师生)")
local OBITUARY = regex.new("逝世|千古|讣告")

-- 校长甲,教务处、药学部负责人; 省厅副厅长甲,经发局局长乙: lists that commas part.
local inner_re = regex.new("[,;]\\z")
-- 民政局、教育局分管领导以及社区书记参加.
local attend_re = regex.new("^[^。;\\n]{0,100}?(?:(?:负责人|负责同志|领导|人员|代表|书记)[^。;,\\n]{0,12}(?:参加|出席|列席|陪同)|" ..
  "[作做]了?(?:大会|表态|交流|典型|经验|书面)*(?:发言|汇报))")
-- 东川大学院长甲教授作了题为…的报告: a speaker.
local speaks_re = regex.new("^[^。;,\\n]{2,90}?(?:[作做]了?(?:题为|[^。;,\\n]{0,12}(?:报告|讲座))|主讲|讲授|授课)")
local ROW = 400 -- bytes
local NEAR = 60 -- bytes

local function follows_somebody(view, o)
  local list = view.within(view.mentions, math.max(0, o.start - NEAR), o.start)
  local last = list[#list]
  return last ~= nil and o.start - last.stop <= #"," and last.stop < o.start
end

-- What a mention says of the body that it names: "says" it is what is spoken of, "head" that a clause opens
-- with somebody of it, "place" that something was there, or "mere" that it was there too.
local function tell(view, o)
  local before, after = cut.before(view.text, o.start, 18), cut.after(view.text, o.stop, 90)
  if heard_re:find(before) and hears_re:find(after) then return "source" end
  if comes_re:find(before) then return "says" end
  if told_re:find(before) and of_us_re:find(after) then return "says" end
  if helps_re:find(after) or room_re:find(after) then return "mere" end
  if listed_re:find(before) or list_re:find(after) and not clause_re:find(before) then return "mere" end
  local post = post_re:find(after)
  if clause_re:find(before) then
    local first = list_re:find(after)
    local there = first and (inner_re:find(before) or attend_re:after(view.text, o.stop, ROW))
    if there or post and follows_somebody(view, o) then return "mere" end
    if post and speaks_re:after(view.text, o.stop, ROW) then return "mere" end
    return first and "first" or post and "head" or "says"
  end
  if o.goal or object_re:find(before) then return "mere" end
  if place_re:find(before) then return (o.whole or by_re:find(before)) and "place" or "mere" end
  return post and "mere" or "says"
end

-- So many mentions tell how a body stands.
local MENTIONS = 12

--- Notes how a mention of a body stands.
-- @function note
-- @tparam table told what is known of the body, to which this is added
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table o one of its bodies
-- @usage
-- local told, view = {}, jiyao.document.view("教务处、药学部负责人参加会议。")
-- require "jiyao.standing".note(told, view, view.bodies[#view.bodies])
-- print(told.mere, told.says) --> true	nil
function M.note(told, view, o)
  told.n = (told.n or 0) + 1
  if told.n <= MENTIONS then told[tell(view, o)] = true end
end

local SCHOOLS = "大学"
local houses = {[SCHOOLS] = true, ["医院"] = true}

-- What the words for itself of a page say of a name: whether it speaks as somebody, as somebody of whom the
-- name is none, and as a school.
local function spoken(words, name)
  local speaks, other, school = false, false, false
  for _, w in ipairs(words) do
    speaks = speaks or w.n > 1 or houses[w.ends[1]] or false
    school = school or w.ends[1] == SCHOOLS
    if w.n > 1 and own_words.fits(w, name) then return true, false, school, true end
    other = other or w.n >= 3
  end
  return speaks, other, school, false
end

-- 我市, 我区: the page of a land is none of its bureaus'.
local land_re = regex.new("我[市区县州]")
local level_re = regex.new("^[省市县区]")
local bureau_re = regex.new("[局委办厅]$")

--- Whether a page that speaks as somebody only mentions a body, as one of those who came, were seen or listed.
-- @function is_mere
-- @tparam ?table told as `note` left it; nil where it is not in the text
-- @tparam {table,...} words of `jiyao.own_words`
-- @tparam string name
-- @tparam string head the beginning of the page
-- @treturn boolean
-- @usage
-- local standing, own_words = require "jiyao.standing", require "jiyao.own_words"
-- local words = own_words.said("我院召开会议。")
-- print(standing.is_mere({mere = true}, words, "药学部", ""), standing.is_mere({says = true}, words, "云岭医院", ""))
-- --> true	false
function M.is_mere(told, words, name, head)
  if not told then return false end
  if told.source then return false end
  if bureau_re:find(name) and land_re:find(head) and level_re:find(name) then return true end
  if told.says then return false end
  local speaks, other, school, ours = spoken(words, name)
  if school and visits.is_part(name) then return true end
  if other then return true end
  if bureau_re:find(name) and land_re:find(head) then return true end
  local again = ours and told.n > 1 -- of the kind that speaks here, and spoken of again
  if not speaks or again or told.head or told.first then return false end
  return not (told.place and ours) and not OBITUARY:find(head)
end

return M
