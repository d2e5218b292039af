--- Which of the words before posts are the names of bodies.
-- Knows terms of office, praise and what was left of a sentence. Refuses to know whose a post is: that is
-- `jiyao.belonging`.
-- @module jiyao.org_words
-- @internal
local fronts = require "jiyao.body_fronts"
local post_bodies = require "jiyao.post_bodies"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local subjects = require "jiyao.subjects"

local M = {}

-- A name of an organisation: two characters, of which one is a letter; no term of office, year of school or
-- praise; no verb of study before it.
local no_body_re = regex.new("^(?:全[国省市县区州校院厂局镇乡村系]|[一二三四五六七八九]年级|[0-9一二三四五六七八九十]+月份?|" ..
  "[上本下历新]届|[新上本]一届|[一-龥]{1,4}界|" ..
  "[一二两三四五六七八九十几]+(?:位|[个支家].*)|母校|联系[校院局所县]|第[一二三四五六七八九十]+[章节条].*|[拟新现原继]?[聘任]|拟[聘任]?|义务|名誉|" ..
  "(?:全国|[省市县校院]级?|年度)?(?:优秀|先进|最美|模范|杰出|知名|著名|资深))$|莅临|到访")
local name_re = regex.new("^(?!双方$|同意|夜班$|深刻|深入|认真|学习|贯彻|落实|全面|坚持|围绕|按照|根据)(?=.*[\\p{Han}A-Za-z]).{2,}")

-- 甲(教授) 食品学院: of the cell before.
local rank_re = regex.new("^[(][^()]{2,16}[)](?=[一-龥]{2})")

-- 东山校友会第三届会长; 原东山科学院院长: which term, and what it was called.
local term_re = regex.new("(?<=[会盟社])(?:第[0-9一二三四五六七八九十]+|[新上本]一?)届$")
local of_term_re = regex.new("^第[0-9一二三四五六七八九十]+届(?=.*(?:协会|学会|分会|总会|商会|联盟|基金会|研究会|促进会)$)")
local short_re = regex.new("\\((?:以下)?(?:简称|下称)[^()]*\\)")
local was_re = regex.new("^原(?=.{2,}(?:大学|学院|医院|研究[院所]|科学院|委员会|[厅局部])$)(?!平|阳|州)")

-- 第二届 beside 胸科分会 is a term of office, 公司 beside 生测部 says whose; 省医师协会 beside 云岭省医师协会 the same again.
local again_re = regex.new("^[省市县区](?=.{4,})")

local function is_more(part, parts)
  local none, again = post_bodies.is_term(part) or subjects.is_deixis(part), again_re:find(part)
  for _, other in ipairs(parts) do
    if other ~= part and (none or again and post_bodies.ends_so(other, part)) then return false end
  end
  return true
end

--- The names among the words that stand before somebody's posts, or nil.
-- @function named
-- @tparam string org words joined by ；
-- @treturn ?string
-- @usage
-- print(require "jiyao.org_words".named("东屏茶业分会；第二届")) --> 东屏茶业分会
M.named = remember.of(function(org)
  local parts, out, seen = {}, {}, {}
  for part in (short_re:gsub(org, "") .. "；"):gmatch("(.-)；") do
    part = was_re:gsub(of_term_re:gsub(term_re:gsub(rank_re:gsub(part, ""), ""), ""), ""):gsub("^新一届", "")
    part = fronts.unit(part) or ""
    if name_re:find(part) and not no_body_re:find(part) and not seen[part] then
      parts[#parts + 1], seen[part] = part, true
    end
  end
  for _, part in ipairs(parts) do
    if is_more(part, parts) then out[#out + 1] = part end
  end
  return #out > 0 and table.concat(out, "；") or nil
end)

return M
