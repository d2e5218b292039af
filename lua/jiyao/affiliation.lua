--- The body that a text states of somebody apart from a post before the name.
-- Knows brackets (甲(云岭大学)), what a vita says (甲,现任云岭医院院长; 甲任职于云岭大学), labels and
-- cells (单位:云岭大学) and the headings of lists (材料学院:甲、乙). Refuses to tell whose a post is: that
-- is `jiyao.belonging`.
-- @module jiyao.affiliation
-- @internal
local body_names = require "jiyao.body_names"
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local subjects = require "jiyao.subjects"
local text = require "jiyao.text"

local M = {}

-- How units are called that stand for themselves in lists.
local unit_re = regex.new("^(?!.*[全各参出列]).{1,}(?:学院|系|部|处|科|室|支部|总支|分厂|车间|中队|大队|病区)$")

local is_body = remember.of(function(name)
  if subjects.is_ours(name) then return false end
  return body_names.is_whole(name) or unit_re:find(name) ~= nil
end)

local AFTER, BEFORE = 240, 300

local bracket_re = regex.new("^(?:教授|研究员|博士|主任|老师|同学|先生|女士)?[(]([^()\\n,;、]{2,40})[)]")
local RANK = "^(?:[(][^()\\n]{2,16}[)])?"
local cell_re = regex.new(RANK .. "[ \\t]*[|\\t][ \\t]*([一-龥A-Za-z()]{2,30})[ \\t]*(?:[|\\t\\n]|\\z)")
local line_end_re = regex.new(RANK .. "[ \\t]+(?:[一-龥、/]{2,12}[ \\t]+)?([一-龥]{3,24})(?:[ \\t]*[√×✓])?" ..
  "[ \\t]*(?:\\n|\\z)")
local label_re = regex.new("^[^\\n]{0,30}\\n[ \\t]*[一-龥]{0,4}?(?:所在|工作|任职)?(?:单位|机构|院校)[ \\t]*[:：][ \\t]*" ..
  "([一-龥A-Za-z]{2,30})")
local heading_re = regex.new("(?:^|\\n)[\\s0-9.、●■◆▲·]*([一-龥]{2,20}?)" ..
  "(?:[(][0-9一二三四五六七八九十]+[人名位][)])?[ \\t]*[:：][ \\t]*(?:[一-龥·]{2,8}(?:[(][^()\\n]{1,12}[)])?[、,; \\t]+)*\\z")

-- Words that stand beside a name and hold the body whole.
local function in_words(view, m)
  local after = cut.after(view.text, m.stop, AFTER)
  for _, re in ipairs {bracket_re, cell_re, line_end_re, label_re} do
    local name = re:match(after)
    if name and is_body(name) then return name end
  end
  local name = heading_re:match(cut.before(view.text, m.start, BEFORE))
  return name and is_body(name) and name or nil
end

-- What leads from a name to the body of its vita: a post follows, or none has to.
local LIFE = "^(?:教授|研究员|博士|女士|先生|同志)?(?:,[^,。;:\\n]{1,12}){0,6}?,?"
local vita_re = regex.new(LIFE .. "(?:现任|现为|[系是为](?!由))?(?<=[,任为系是])")
local LISTED = "^(?:[、和][一-龥]{2,4}){0,6}(?:分别)?"
local works_re = regex.new("(?:" .. LISTED .. "|" .. LIFE .. ")现?(?:[任就供]职于|工作于|来自)")
local post_re = regex.new("^[一-龥]{0,8}?(?:[长记员任授事席师]|经理|总裁|顾问|研究员|博导|导师)")
local from_re = regex.new("(?<!毕业于)的(?:[一-龥]{0,2}位)?\\z")

-- A body before a post behind which nobody is named, so that the finder passed over it.
local before_post_re = regex.new("^((?:(?![于在与和的从到由曾])[一-龥]){2,22}(?:大学|公司|集团|中心|[系部处局会所院馆校]))" ..
  "(?=[一-龥]{0,4}(?:长|教授|书记|研究员|[医教律]师|主任|主席|经理|总裁|导师))")

-- The body that begins at a place.
local function body_at(view, at)
  local o = view.first_within(view.bodies, at, at + 120)
  if o and o.start == at and is_body(o.name) then return o end
  local name = before_post_re:match(cut.after(view.text, at, 120))
  return name and is_body(name) and {name = name, stop = at + #name} or nil
end

-- A vita opens a line, or stands behind a label; in a running text a comma leads to the next person.
local opens_re = regex.new("(?:^|[\\n:：●■◆▲(])[ \\t]*\\z")
local told_re = regex.new("现任|现为|[系是为]\\z|,[男女],|[0-9]年|月生")
local clause_end_re = regex.new("[,。;:\\n]")

local function in_vita(view, m)
  local after = cut.after(view.text, m.stop, AFTER)
  local _, stop = works_re:find(after)
  local o = stop and body_at(view, m.stop + stop)
  if o then return o.name end
  _, stop = vita_re:find(after)
  o = stop and body_at(view, m.stop + stop)
  if not o or not post_re:find(cut.after(view.text, o.stop, 36)) then return nil end
  if not told_re:find(after:sub(1, stop)) and not opens_re:before(view.text, m.start, 9) then return nil end
  local other = view.first_within(view.mentions, o.stop, o.stop + 90)
  return not (other and not clause_end_re:find_in(view.text, o.stop, other.start)) and o.name or nil
end

local graduated_re = regex.new("(?:毕业|就读|访学|进修)于\\z")

-- 东溪大学的甲
local function in_front(view, m)
  if not from_re:before(view.text, m.start, 15) then return nil end
  for _, o in ipairs(view.within(view.bodies, math.max(0, m.start - 90), m.start)) do
    if o.stop == m.start - #"的" and is_body(o.name) and not graduated_re:before(view.text, o.start, 12) then
      return o.name
    end
  end
end

-- 设备科甲介绍检修, 东溪中学乙老师主讲: the unit stands before the name, with no post between them.
local blank_re = regex.new("^[ \\t]?$")
local line_start_re = regex.new("(?:^|[\\n(:：])[\\s(/]*\\z")

-- What the finder passed over, since no post stands behind it.
local passed_re = regex.new("(?:^|[^一-龥]|[由请听让邀向对给和与及的了是有])((?![由请听让邀向对给和与及的了是有在于到来从为将把被等各全我本该])" ..
  "(?:(?![由请听让邀向对给和与及的了是有在于到来从为将把被等])[一-龥]){2,14}" ..
  "(?:大学|学院|[中小]学|[一二三四五六七八九十]中|国[中小]|高中|附中|附小|医院|学校|幼儿园|卫生院|研究所|研究院|[科处部室局]|中心|公司|车间|病区))\\z")

local function beside(view, m)
  if m.start ~= m.name_start then return nil end
  for _, o in ipairs(view.within(view.bodies, math.max(0, m.start - 90), m.start)) do
    local apart = o.stop < m.start
    local adjacent = not apart or blank_re:find(text.sub(view.text, o.stop, m.start))
      and line_start_re:before(view.text, o.start, 9)
    if adjacent and is_body(o.name) then return o.name end
  end
  local name = passed_re:match(cut.before(view.text, m.start, 60))
  return name and is_body(name) and name or nil
end

--- The body that the words beside the names of somebody state, or nil.
-- @function of
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table p a person of the view
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("主讲人:林若溪(云岭大学)")
-- print(require "jiyao.affiliation".of(view, view.people[1])) --> 云岭大学
function M.of(view, p)
  for _, m in ipairs(p.mentions) do
    local found = in_words(view, m) or in_vita(view, m) or in_front(view, m) or beside(view, m)
    if found then return found end
  end
end

return M
