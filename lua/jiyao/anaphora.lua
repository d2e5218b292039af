--- Which event a word for all events means: 会议由…主持, 仪式上.
-- Knows that such a word speaks of the last event of its sort that was told as held
-- before it, in its paragraph or right above. Refuses to know which events are reported.
-- @module jiyao.anaphora
-- @internal
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local when = require "jiyao.when"

local M = {}

-- What each of these words may speak of, by the end of its name.
local met_re = regex.new("(?:会议?|论坛|培训班?|班|座谈|讲座|党课|学习|党日活动|主题党日|沙龙|报告|讲堂)[”」』]?$")
local ceremony_re = regex.new("(?:仪式|典礼|[式礼])[”」』]?$")
local any_re = regex.new(".")
local BACK = {["会议"] = met_re, ["大会"] = met_re, ["仪式"] = ceremony_re, ["典礼"] = ceremony_re, ["活动"] = any_re}
local deixis_re = regex.new("^(?:本次|此次|这次|本场|该)")

local function sort_of(c)
  if c.in_title or c.verb == "before" then return nil end
  return BACK[(deixis_re:gsub(c.name, ""))]
end

-- A word speaks of what was told not long ago.
local NEAR, FAR = 20, 1500 -- candidates, bytes

-- What follows an event in its paragraph, or in a line below the sentence that tells it.
local below_re = regex.new("^[^。!?;\\n]{0,60}[。!?;]?[ \\t\\r]*+\\n\\s*+(?:当[天日]的|整个)?$")

local function is_near(view, a, b)
  return not select(2, cut.back(view.text, b, a, "\n")) or below_re:find_in(view.text, a, b)
end

local function agree(view, a, b)
  local x, y = when.own(view, a), when.own(view, b)
  return not (x and y) or when.share_a_day(x, y)
end

-- Where an article begins with what was said at an event, that is the event: 6月8日,在评议会上,….
local LEAD = 400 -- bytes
local scene_re = regex.new("^[”」』]?上[,，]")

local function is_scene(view, c)
  local near = not c.in_title and c.start - c.article.start < LEAD
  return near and scene_re:after(view.text, c.stop, 9) ~= nil and when.own(view, c) ~= nil
end

--- A reader that is given the candidates in text order, with their groups.
-- @function reader
-- @tparam table view
-- @treturn function note(c, group): remembers an event that is told as held
-- @treturn function group_of(c): the group that a candidate which is a word for all
--   events speaks of, or nil
-- @usage
-- local view = jiyao.document.view("6月8日,云岭大学召开总结会。会议由校长林若溪主持。")
-- local note, group_of = require "jiyao.anaphora".reader(view)
-- note(view.candidates[1], {"总结会"})
-- print(group_of(view.candidates[2])[1]) --> 总结会
function M.reader(view)
  local told = {}
  local function note(c, group)
    local told_here = c.held and (c.verb == "before" or c.after or c.told_of)
    local held = told_here and not c.in_title or is_scene(view, c)
    if held and not sort_of(c) then told[#told + 1] = {c = c, group = group} end
  end
  local function group_of(c)
    local re = sort_of(c)
    for i = #told, re and math.max(1, #told - NEAR) or math.huge, -1 do
      local o = told[i]
      if o.c.article ~= c.article or c.start - o.c.stop > FAR then return nil end
      if not is_near(view, o.c.stop, c.start) then return nil end
      if re:find(o.c.name) then return agree(view, o.c, c) and o.group or nil end
    end
  end
  return note, group_of
end

return M
