--- What the heads whom a page names say of whose page it is.
-- Knows heads whose posts are written with a body's name, those that stand without one (校长甲主持), and firms that
-- go by a short name. Refuses to weigh it against what else the page tells: that is `jiyao.institution`.
-- @module jiyao.heads
-- @internal
local body_names = require "jiyao.body_names"
local cut = require "jiyao.cut"
local fronts = require "jiyao.body_fronts"
local own_words = require "jiyao.own_words"
local post_bodies = require "jiyao.post_bodies"
local regex = require "jiyao.regex"
local subjects = require "jiyao.subjects"
local visits = require "jiyao.visits"

local M = {}

local head_re = regex.new("^(?:党委|党组|党总支|院党委|校党委|县委|市委|区委)?(?:书记|校长|院长|所长|局长|董事长|总经理|会长|馆长|台长|厂长|" ..
  "理事长|总干事|校监|主任|主席|行长|社长|园长)$")

-- 东屏股份董事长甲: a firm by a short name that no ending tells, where the page begins with it.
local firm_post_re = regex.new("^(?:副?董事长|(?:常务)?副?总(?:经理|裁))$")
local SHORTEST, LONGEST, FIRM = 3, 8, 4
local opening_re = regex.new("^(?:[\\s0-9年月日至\\-—,]|[上下]午|近日|日前|[^\\n,]{0,12}讯)*\\z")

local function is_short_firm(p, org)
  local chars = utf8.len(org)
  local rank = body_names.rank(org)
  local fits = rank ~= "whole" and rank ~= "unit" and chars >= SHORTEST and chars <= LONGEST
  if not fits or subjects.is_ours(org) then return false end
  for _, title in ipairs(p.titles) do
    if firm_post_re:find(title) then return true end
  end
  return false
end

local function opens_page(view, org)
  local title, body = visits.headline(view.articles[1]), view.articles[1].start
  if title and cut.after(view.text, title.from, #org) == org then return title.from end
  local at = view.text:find(org, body + 1, true)
  local before = at and cut.before(view.text, at - 1, 60, body)
  return before and opening_re:find(before) and at - 1 or nil
end

--- Votes for the bodies whose heads are named with them, once for each.
-- @function vote
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table votes with `add(self, name, n, rule, start, stop)`
-- @usage
-- local votes = {add = function(_, name, n) print(name, n) end}
-- require "jiyao.heads".vote(jiyao.document.view("云岭大学校长林若溪致辞。"), votes) --> 云岭大学	1.5
function M.vote(view, votes)
  local seen = {}
  for _, p in ipairs(view.people) do
    local org = p.org and fronts.unit((p.org .. "；"):match("^(.-)；"))
    local new = org and not p.byline and not seen[org]
    local m = p.mentions[1]
    if new and body_names.is_whole(org) then
      if head_re:find(p.titles[1] or "") then
        seen[org] = true
        votes:add(org, 1.5, "its head is named", m.start, m.stop)
      end
    elseif new and is_short_firm(p, org) then
      seen[org] = true
      local at = opens_page(view, org)
      if at then votes:add(org, FIRM, "the firm that the page begins with", at, at + #org) end
    end
  end
end

-- How the names of those end whose heads stand without them: 校长甲主持, 总经理乙.
local that_re = regex.new("[该其原](?:[院校所局馆]|公司)?\\z")
local bare_post_re = regex.new("^(?:常务|执行)?副?((?:校|院|所|局|馆|台|厂|站|园|会|社|行|理事|董事)长|总经理|总裁)$")
local BARE = 1.5

--- The posts of heads that stand without a body, each once.
-- @function bare
-- @tparam table view
-- @treturn {table,...} `ends`: how the names of such bodies end
-- @usage
-- print(#require "jiyao.heads".bare(jiyao.document.view("会议由校长林若溪主持。"))) --> 1
function M.bare(view)
  local out, seen = {}, {}
  for _, p in ipairs(view.people) do
    local m = p.mentions[1]
    local post = not p.org and not p.byline and m.title and bare_post_re:match(m.title)
    local ends = post and post_bodies.list_of(post)
    if ends and not seen[post] and not that_re:before(view.text, m.start, 12) then
      seen[post], out[#out + 1] = true, {ends = ends}
    end
  end
  return out
end

--- What heads without a body say for a name.
-- @function bonus
-- @tparam {table,...} bare as `bare` gives them
-- @tparam string name
-- @treturn number
-- @usage
-- local heads = require "jiyao.heads"
-- local bare = heads.bare(jiyao.document.view("会议由校长林若溪主持。"))
-- print(heads.bonus(bare, "云岭大学"), heads.bonus(bare, "云岭医院")) --> 1.5	0
function M.bonus(bare, name)
  local bonus = 0
  for _, head in ipairs(visits.is_part(name) and {} or bare) do
    if own_words.fits(head, name) then bonus = bonus + BARE end
  end
  return math.min(bonus, 2 * BARE)
end

return M
