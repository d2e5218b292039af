--- The names that one body goes by on a page: in full, cut short, and of old.
-- Knows how names are cut short and where a page says how a house was called. Refuses to choose whose page it
-- is: that is `jiyao.institution`.
-- @module jiyao.aliases
-- @internal
local bodies = require "jiyao.bodies"
local body_names = require "jiyao.body_names"
local full_names = require "jiyao.full_names"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local text = require "jiyao.text"
local visits = require "jiyao.visits"

local M = {}

-- The names of the page's bodies, each once: whole ones, and those of parts by what
-- stands behind their whole, in all and by its first character.
local function names_of(view)
  if view.names and view.names.of == view.bodies and view.names.n == #view.bodies then
    return view.names
  end
  local seen, whole = {}, full_names.new()
  local names = {of = view.bodies, n = #view.bodies, whole = whole, parts = {}, tails = {}, known = {}}
  for _, o in ipairs(view.bodies) do
    if not seen[o.name] then
      seen[o.name] = true
      local parent = bodies.parent(o.name)
      local tail = parent and o.name:sub(#parent + 1)
      local first = tail and tail:sub(1, 3)
      if parent and not names.tails[tail] then names.tails[tail] = o.name end
      if o.whole then whole:add(o.name, o.name) end
      if parent and o.whole then
        names.parts[first] = names.parts[first] or full_names.new()
        names.parts[first]:add(tail, o.name)
      end
    end
  end
  view.names = names
  return names
end

--- Where a short form of a name stands in the full one of a part, that name; nil where there is none.
-- @function of_tail
-- @tparam table view
-- @tparam string name
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("云岭大学法学院召开会议。")
-- print(require "jiyao.aliases".of_tail(view, "法学院")) --> 云岭大学法学院
function M.of_tail(view, name) return names_of(view).tails[name] end

-- 云岭省医学会 is not 云岭省茶医学会: what is told of both is whole, and a field stands between.
local society_re = regex.new("[学协]会$")
local land_re = regex.new("^(?:中国|中华|全国|[一-龥]{2,6}?[省市县区州])$")

local function is_other_society(short, full)
  if not society_re:find(short) then return false end
  for at = #"东屏", #short - #"茶学会", 3 do
    local ends = full:sub(-(#short - at)) == short:sub(at + 1)
    if ends and full:sub(1, at) == short:sub(1, at) and land_re:find(short:sub(1, at)) then return true end
  end
  return false
end

-- 附属东山医院 is 云岭大学附属东山医院 where the page has it.
local function behind_house(view, part)
  for _, o in ipairs(view.bodies) do
    local house = #o.name > #part and o.name:sub(-#part) == part and o.name:sub(1, -#part - 1)
    if house and body_names.is_whole(house) then return o.name end
  end
end

--- The full form of a name among those that the text has, or the name itself.
-- @function full
-- @tparam table view as `jiyao.document` prepares it
-- @tparam string name
-- @treturn string
-- @usage
-- local view = jiyao.document.view("云岭大学材料科学学院召开会议。材料学院院长林若溪主持。")
-- print(require "jiyao.aliases".full(view, "材料学院")) --> 云岭大学材料科学学院
function M.full(view, name)
  local names = names_of(view)
  if not names.known[name] then
    local found
    if visits.is_part(name) then
      local like = names.parts[name:sub(1, 3)]
      local longer = names.whole:full(name)
      found = names.tails[name] or behind_house(view, name) or like and like:full(name)
        or longer and longer:sub(1, 3) == name:sub(1, 3) and longer
    else
      found = names.whole:full(name)
    end
    if found and found ~= name and is_other_society(name, found) then found = nil end
    names.known[name] = found or name
  end
  return names.known[name]
end

-- 市水务局 and 县医院 leave out which: a name in full is better.
local relative_re = regex.new("^(?:省|市|县|区|州|镇|校|院|所|局|馆|厅|全(?!国)|各|本|该)(?!直)")

--- Whether a name leaves out which land or house it is of.
-- @function is_relative
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.aliases".is_relative("市水务局")) --> true
M.is_relative = remember.of(function(name) return relative_re:find(name) ~= nil end)

-- 市总工会 is 徽州市总工会 where the page has both, and 省农科院 is 云岭农业科学院.
local level_re = regex.new("^[省市县区州]")
local ABBREVIATED = 4 -- characters, one for the level: fewer stand in many names

local function full_of_relative(votes, names, short)
  for _, name in ipairs(votes.order) do
    if #name > #short and name:sub(-#short) == short then return name end
  end
  local bare = level_re:gsub(short, "")
  local level, only = short:sub(1, 3), nil
  for _, name in ipairs(bare ~= short and utf8.len(short) >= ABBREVIATED and votes.order or {}) do
    if name:sub(-#bare) == bare and name:find(level, 1, true) and name ~= short then
      if only then return nil end
      only = name
    end
  end
  if only then return only end
  local full = bare ~= short and utf8.len(short) >= ABBREVIATED and names.whole:full(bare)
  return full and full ~= short and not M.is_relative(full) and votes[full] and full or nil
end

-- 理工大学 tells the kind of a house alone, and is 云岭理工大学 where the page has no other.
local kind_re = regex.new("^(?:理工|师范|工业|农业|林业|医科|医药|中医药|财经|交通|民族|科技|政法|外国语|人民|中心|中医|" ..
  "附属|第[一二三四五六七八九十])(?:大学|学院|医院)$|^(?:国家|省|市)?(?:重点|工程)?实验室$")

local function full_of_short(votes, short)
  local only
  for _, name in ipairs(votes.order) do
    if #name > #short and name:sub(-#short) == short then
      if only then return nil end
      only = name
    end
  end
  return only
end

-- 青松医院 is 香港青松医院: the name of a place stands before one that is cut short, or the rest of one.
local before_re = regex.new("^(?:财团法人|社团法人)?(.*)$")

local function is_place(prefix)
  if #prefix == #"香" or prefix == "" then return true end
  for _, w in ipairs(text.tokens(prefix)) do
    if w.pos ~= "ns" then return false end
  end
  return true
end

local function full_of_tail(votes, short)
  local full = body_names.is_whole(short) and not visits.is_part(short) and full_of_short(votes, short)
  return full and is_place(before_re:match(full:sub(1, #full - #short))) and full or nil
end

local function join_relatives(view, votes)
  local names = names_of(view)
  for _, short in ipairs(votes.order) do
    local full = M.is_relative(short) and full_of_relative(votes, names, short)
      or kind_re:find(short) and full_of_short(votes, short) or full_of_tail(votes, short)
    if full then
      votes[full].n = votes[full].n + math.max(0, votes[short].n)
      votes[short].n = 0
    end
  end
end

-- 东川农学院(现东川农业大学), 东川农业大学(原东川农学院): a house by the name that it had is the house.
local now_re = regex.new("^\\((?:现|今|现为|现名|今为|后更名为|更名为)\\z")
local once_re = regex.new("^\\((?:原|前身为?|原名|曾用名:?)\\z")

local RENAMED = 24 -- bytes between a name and that of old

local function join_former(view, votes)
  local before
  for _, o in ipairs(view.bodies) do
    local near = before and before.whole and o.whole and o.start > before.stop
      and o.start < before.stop + RENAMED
    local between = near and text.sub(view.text, before.stop, o.start)
    local now = between and now_re:find(between)
    local once = between and once_re:find(between)
    local old, new = votes[now and before.name or o.name], votes[now and o.name or before and before.name]
    if (now or once) and old and new and old ~= new then
      new.n, old.n = new.n + math.max(0, old.n), math.min(0, old.n)
    end
    before = o
  end
end

--- Counts the votes for the names that a body goes by for one of them.
-- @function join
-- @tparam table view
-- @tparam table votes of `jiyao.institution`: `order`, and by name what has `n`
-- @usage
-- local view = jiyao.document.view("徽州市总工会召开会议。市总工会主席林若溪主持。")
-- local votes = {order = {"徽州市总工会", "市总工会"}, ["徽州市总工会"] = {n = 1}, ["市总工会"] = {n = 2}}
-- require "jiyao.aliases".join(view, votes)
-- print(votes["徽州市总工会"].n) --> 3
function M.join(view, votes)
  join_relatives(view, votes)
  join_former(view, votes)
end

return M
