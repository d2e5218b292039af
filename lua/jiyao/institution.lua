--- Which institution a page speaks for.
-- Knows subjects of holding verbs, headlines and 我院/我校. Refuses to guess:
-- where the text only says 学校 or 我院 and never names it, the answer is nil.
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

local deixis_re = regex.new("(?:我|本|全)(?:院|校|司|所|馆|局|中心|市|区|县|系|处|集团|公司|单位|会)|学校|该院|该校")
local only_deixis_re = regex.new("^(?:我|本|全|该)?(?:院|校|司|所|馆|局|市|区|县|系|处|集团|公司|学校|学院|" ..
  "医院|大学|单位|机关|中心|研究院|研究所)$")
local media_re = regex.new("(?:网|报|日报|晚报|电视台|通讯社|新华社|客户端|频道|杂志)$")
local subject_re = regex.new("^(?:[^在于]{2,40}?)(?=在|于|联合|与|和|同|成功|顺利|隆重|组织|$)")
local front_re = regex.new("^(?:[0-9年月日号至\\-\\s:]|上午|下午|晚上?|近日|日前|由|,|为|本报讯|讯|本站讯)+")

-- How well an institution's last word fits 我院, 我校, 我司.
local FITS = {
  ["院"] = regex.new("(?:院|医院|学院|研究院|中心)$"), ["校"] = regex.new("(?:大学|学院|学校|中学|小学|党校)$"),
  ["司"] = regex.new("(?:公司|集团|科技|数科|股份)$"), ["所"] = regex.new("所$"),
}

--- Whether a name stands for "us" and names nobody.
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(jiyao.institution.is_deixis("我院")) --> true
function M.is_deixis(name)
  return only_deixis_re:find(name) ~= nil
end

local function org_in(view, start, stop)
  local best
  for _, o in ipairs(view.orgs) do
    if o.start >= start and o.stop <= stop and not media_re:find(o.name) then best = best or o end
  end
  return best
end

--- The body that a holding verb has as its subject.
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table c a candidate of `jiyao.events`
-- @treturn ?string its name as written; 我院 and the like as they stand
-- @usage
-- local view = jiyao.document.view("云岭大学召开教学工作会议。")
-- print(jiyao.institution.subject(view, jiyao.events.candidates(view)[1])) --> 云岭大学
function M.subject(view, c)
  if not c.verb_start then
    local o = org_in(view, c.start, c.stop)
    return o and o.start == c.start and o.name or nil
  end
  local clause = text.sub(view.text, c.verb_clause, c.verb_start)
  local _, skip = front_re:find(clause)
  local from = c.verb_clause + (skip or 0)
  local o = org_in(view, from, c.verb_start)
  if o and o.start - from <= 6 then return o.name end
  local a, b = subject_re:find(text.sub(view.text, from, c.verb_start))
  if not a then return nil end
  local name = text.sub(view.text, from + a, from + b)
  if deixis_re:find(name) or only_deixis_re:find(name) then return name end
  return o and o.name or nil
end

local function fit_bonus(view, name)
  local bonus = 0
  for word, re in pairs(FITS) do
    if view.text:find("我" .. word, 1, true) or view.text:find("本" .. word, 1, true) then
      bonus = bonus + (re:find(name) and 2 or -1)
    end
  end
  return bonus
end

local function add(votes, order, name, n)
  if not name or M.is_deixis(name) or deixis_re:find(name) == 0 or media_re:find(name) then return end
  if not votes[name] then
    votes[name] = 0
    order[#order + 1] = name
  end
  votes[name] = votes[name] + n
end

--- The institution whose page this is, or nil.
-- @tparam table view as `jiyao.document` prepares it
-- @tparam {table,...} candidates of `jiyao.events`
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("云岭大学召开教学工作会议\n6月8日,云岭大学召开教学工作会议。")
-- print(jiyao.institution.of(view, jiyao.events.candidates(view))) --> 云岭大学
function M.of(view, candidates)
  local votes, order = {}, {}
  local first = view.articles[1]
  for _, c in ipairs(candidates) do
    if c.held and c.article == first then add(votes, order, M.subject(view, c), c.in_title and 4 or 3) end
  end
  local seen = {}
  for _, o in ipairs(view.orgs) do
    if o.article == first then
      seen[o.name] = (seen[o.name] or 0) + 1
      if seen[o.name] <= 4 then add(votes, order, o.name, 1) end
      local title = first and first.title_start
      if title and o.start >= title and o.stop <= first.title_stop then add(votes, order, o.name, o.start - first.title_start < 12 and 3 or 1) end
    end
  end
  local best, best_score
  for _, name in ipairs(order) do
    local score = votes[name] + fit_bonus(view, name)
    if not best or score > best_score then best, best_score = name, score end
  end
  return best_score and best_score >= 3 and best or nil
end

return M
