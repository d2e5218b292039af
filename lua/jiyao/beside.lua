--- Who is named beside somebody: in a list, before and behind.
-- Knows what stands between the names of a list. Refuses to know what the neighbours are: that is
-- `jiyao.belonging`.
-- @module jiyao.beside
-- @internal
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"

local M = {}

-- What stands between two names of a list.
local between_re = regex.new("^(?:先生|女士|同志|博士|教授)?(?:\\([^)]{0,30}\\))?(?:[、,;和与及]|以及)$")

-- 副会长甲(云岭商行)、乙(东山药业): what stands behind a name of a list.
local bracket_re = regex.new("\\([^()\\n]{1,40}\\)、\\z")
local BRACKET = 130

--- Whether two names stand beside each other, by where the first stops and the second starts.
-- @function adjacent
-- @tparam table view as `jiyao.document` prepares it
-- @tparam integer stop
-- @tparam integer start
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("会长林若溪、韩立群")
-- local m = view.mentions
-- print(require "jiyao.beside".adjacent(view, m[1].stop, m[2].start)) --> true
function M.adjacent(view, stop, start)
  return stop <= start and between_re:find_in(view.text, stop, start) ~= nil
end

--- Where the posts before a name begin, and their units: a mention holds the last of 党委书记、校长甲 alone.
-- @function posts_start
-- @tparam table view
-- @tparam table m a mention
-- @treturn integer
-- @usage
-- local view = jiyao.document.view("党委书记、校长林若溪")
-- print(require "jiyao.beside".posts_start(view, view.mentions[1])) --> 0
function M.posts_start(view, m)
  local starts = view.posts_start or {}
  view.posts_start = starts
  local at = starts[m] or m.start
  for _ = 1, starts[m] and 0 or #m.person.titles do
    for _, title in ipairs(m.person.titles) do
      local n = #title + #"、"
      if cut.before(view.text, at, n) == title .. "、" then at = at - n end
    end
    for org in ((m.person.org or "") .. "；"):gmatch("(.-)；") do
      if org ~= "" and cut.before(view.text, at, #org) == org then at = at - #org end
    end
  end
  starts[m] = at
  return at
end

-- The name of a list before a place.
local function listed_before(view, at)
  if not view.mention_ends then
    view.mention_ends = {}
    for _, m in ipairs(view.mentions) do view.mention_ends[m.stop] = m end
  end
  if cut.before(view.text, at, #"、") ~= "、" then return nil end
  local other = view.mention_ends[at - #"、"]
  local before = not other and cut.before(view.text, at, BRACKET)
  local open = before and bracket_re:find(before)
  return other or open and view.mention_ends[at - #before + open] or nil
end

--- Where the list begins that a mention stands in.
-- @function list_start
-- @tparam table view
-- @tparam table m a mention
-- @treturn integer
-- @usage
-- local view = jiyao.document.view("会长林若溪、韩立群")
-- print(require "jiyao.beside".list_start(view, view.mentions[2])) --> 0
function M.list_start(view, m)
  local first = m
  for _ = 1, 40 do
    local other = listed_before(view, first.start)
    if not other then break end
    first = other
  end
  return first.start
end

--- Who heads the list that somebody stands in without a post before the name (副主任甲、乙、丙), or nil.
-- @function head
-- @tparam table view
-- @tparam table p a person of the view
-- @treturn ?table
-- @treturn ?table the mention that heads the list
-- @usage
-- local view = jiyao.document.view("会长林若溪、韩立群")
-- print(require "jiyao.beside".head(view, view.people[2]).name) --> 林若溪
function M.head(view, p)
  for _, m in ipairs(p.mentions) do
    if m.title then return nil end
    local other, n = listed_before(view, m.start), 0
    while other and not other.title and n < 20 do other, n = listed_before(view, other.start), n + 1 end
    if other then return other.person, other end
  end
end

--- Who stands before somebody in a list, both with posts (总经理甲、财务总监乙), or nil.
-- @function before
-- @tparam table view
-- @tparam table p a person of the view
-- @treturn ?table
-- @usage
-- local view = jiyao.document.view("总经理林若溪、财务总监韩立群")
-- print(require "jiyao.beside".before(view, view.people[2]).name) --> 林若溪
function M.before(view, p)
  local m = p.mentions[1]
  local other = m.title and listed_before(view, M.posts_start(view, m))
  local listed = other and other.person ~= p and other.title
  return listed and other.person or nil
end

--- The mention before another, or nil.
-- @function behind
-- @tparam table view
-- @tparam table m a mention
-- @treturn ?table
-- @usage
-- local view = jiyao.document.view("会长林若溪介绍了韩立群。")
-- print(require "jiyao.beside".behind(view, view.mentions[2]).name) --> nil
function M.behind(view, m)
  if not view.mention_order then
    view.mention_order = {}
    for i, other in ipairs(view.mentions) do view.mention_order[other] = i end
  end
  local i = view.mention_order[m]
  return i and view.mentions[i - 1]
end

--- The first of those who are named one beside the other up to a mention, posts and all: 校长甲、处长乙,院长丙.
-- @function first_of_list
-- @tparam table view
-- @tparam table m a mention
-- @treturn table
-- @usage
-- local view = jiyao.document.view("会长林若溪、秘书长韩立群")
-- print(require "jiyao.beside".first_of_list(view, view.mentions[2]) == view.mentions[1]) --> true
function M.first_of_list(view, m)
  local first = m
  for _ = 1, 20 do
    local other = M.behind(view, first)
    local at = M.posts_start(view, first)
    if not other or other.stop > at or not M.adjacent(view, other.stop, at) then break end
    first = other
  end
  return first
end

--- The last of those who are named one beside the other from a mention on, posts and all.
-- @function last_of_list
-- @tparam table view
-- @tparam table m a mention
-- @treturn table
-- @usage
-- local view = jiyao.document.view("会长林若溪、秘书长韩立群")
-- print(require "jiyao.beside".last_of_list(view, view.mentions[1]) == view.mentions[2]) --> true
function M.last_of_list(view, m)
  local last = m
  for _ = 1, 20 do
    local i = M.behind(view, last) and view.mention_order[last] or 1
    local other = view.mentions[i + 1]
    local at = other and M.posts_start(view, other)
    if not other or at < last.stop or not M.adjacent(view, last.stop, at) then break end
    last = other
  end
  return last
end

--- The last of the list that a mention stands in; each list is gone through once.
-- @function list_end
-- @tparam table view
-- @tparam table m a mention
-- @treturn table
-- @usage
-- local view = jiyao.document.view("会长林若溪、韩立群")
-- print(require "jiyao.beside".list_end(view, view.mentions[1]) == view.mentions[2]) --> true
function M.list_end(view, m)
  local from = M.behind(view, m) and view.mention_order[m] or 1
  local ends, i = view.list_ends or {}, from
  view.list_ends = ends
  while not ends[i] and view.mentions[i + 1] do
    local nxt = view.mentions[i + 1]
    if nxt.start ~= nxt.name_start or nxt.start <= view.mentions[i].stop then break end
    if not M.adjacent(view, view.mentions[i].stop, nxt.start) then break end
    i = i + 1
  end
  local last = ends[i] or i
  for k = from, i do ends[k] = last end
  return view.mentions[last] or m
end

return M
