--- The names that an institution goes by in a corpus, each led to one: as an analyst's
-- lexicon says, as a text says (以下简称…), or as an abbreviation that only one name of
-- the corpus fits.
-- Knows names and what tells that two are one. Refuses to know documents and people.
-- @module jiyao.institution_names
-- @internal
local body_names = require "jiyao.body_names"
local homes = require "jiyao.homes"
local regex = require "jiyao.regex"

local M = {}

local Names = {}
Names.__index = Names

-- An abbreviation has fewer characters than this, and is no name in full: 东山医院
-- stands by its characters in 东川市山前医院 and is another house.
local MOST = 6
local full_re = regex.new("(?:大学|医院|学院|公司|集团|研究院|研究所|实验室|中心|学校|中学|小学|委员会|银行|[厅局])$")

-- 云大 ends in the character with which the last word of 云岭大学 begins, 材能院 in that with which
-- its full name ends.
local function ends_alike(short, full)
  local last = short:sub(-3)
  return full:sub(-3) == last or full:sub(-6, -4) == last and full:sub(-6) == "大学"
end

-- The characters of one name stand in another in order.
local function stands_in(short, full)
  local at = 1
  for c in short:gmatch(utf8.charpattern) do
    local _, b = full:find(c, at, true)
    if not b then return false end
    at = b + 1
  end
  return true
end

local function abbreviates(short, full)
  return #full >= #short + 6 and not full:find(short, 1, true) and ends_alike(short, full)
    and stands_in(short, full)
end

--- Whether a name may be short for a full one by its characters.
-- @function is_short
-- @tparam string short
-- @tparam string full
-- @treturn boolean
-- @usage
-- local names = require "jiyao.institution_names"
-- print(names.is_short("材能院", "云岭省材料与能源研究院"), names.is_short("东山医院", "东川市山前医院"))
-- --> true	false
function M.is_short(short, full)
  local size = utf8.len(short)
  return size ~= nil and size >= 2 and size < MOST and not full_re:find(short)
    and not homes.is_relative(short) and abbreviates(short, full)
end

--- Whether a name is what an institution is called on its own pages: 材能院, 区卫生健康委.
-- @function is_own
-- @tparam string name
-- @tparam ?string institution
-- @treturn boolean
-- @usage
-- local names = require "jiyao.institution_names"
-- print(names.is_own("区卫生健康委", "松泾区卫生健康委员会"), names.is_own("教务处", "云岭大学")) --> true	false
function M.is_own(name, institution)
  if not institution or name == institution then return false end
  return M.is_short(name, institution) or homes.is_relative(name) and stands_in(name, institution)
end

-- 省人民医院 is 澜江省人民医院 where the corpus has no other; 市医院 is in every town.
local land_re = regex.new("^[省市县区州]")
local LONG = 5

local function is_tail(short, full)
  return #full > #short and full:sub(-#short) == short
end

local function may_be_tail(name)
  return utf8.len(name) >= LONG and land_re:find(name) ~= nil
end

-- Full names by each of their characters, so that a short one meets few of them.
local function by_character(names)
  local index = {}
  for _, name in ipairs(names) do
    local seen = {}
    for c in name:gmatch(utf8.charpattern) do
      if not seen[c] then
        seen[c] = true
        index[c] = index[c] or {}
        table.insert(index[c], name)
      end
    end
  end
  return index
end

local function rarest(index, short)
  local best
  for c in short:gmatch(utf8.charpattern) do
    local list = index[c] or {}
    if not best or #list < #best then best = list end
  end
  return best or {}
end

-- The only name of the corpus that a short one fits; nil where there are several.
local function only_full(index, short)
  local found
  local fits = may_be_tail(short) and is_tail or utf8.len(short) < MOST and M.is_short
  for _, full in ipairs(fits and rarest(index, short) or {}) do
    if fits(short, full) then
      if found then return nil end
      found = full
    end
  end
  return found
end

-- A name with what tells it; the first that is told stays.
local function add(self, name, full, reason, path)
  if name == full or self.told[name] then return end
  local last = full
  for _ = 1, 4 do -- 甲 for 乙 for 甲 leads nowhere
    if last == name then return end
    if not self.told[last] then break end
    last = self.told[last].institution
  end
  self.told[name] = {institution = full, reason = reason, path = path}
end

-- Aliases as texts tell them; one that stands for two names is told by nobody.
local function add_told(self, told)
  local full, order = {}, {}
  for _, t in ipairs(told) do
    local known = full[t.alias]
    if not known then
      full[t.alias], order[#order + 1] = {name = t.name, path = t.path}, t.alias
    elseif known.name ~= t.name then
      known.several = true
    end
  end
  for _, alias in ipairs(order) do
    if not full[alias].several then add(self, alias, full[alias].name, "text", full[alias].path) end
  end
end

--- Leads every name of a corpus to one.
-- @function new
-- @tparam table from `names` (all, sorted), `paths` (of a document, by name), `lexicon` ({`name`, `alias`}), `told`
-- ({`name`, `alias`, `path`}, in the order in which they are to be heard)
-- @treturn table with `of`, `told` (by name: `institution`, `reason`, `path`)
-- @usage
-- local names = require "jiyao.institution_names".new {names = {"云大", "云岭大学"}, lexicon = {}, told = {}}
-- print(names:of("云大"), names:of("我校", "云岭大学")) --> 云岭大学	云岭大学
function M.new(from)
  local self = setmetatable({told = {}}, Names)
  for _, row in ipairs(from.lexicon) do add(self, row.alias, row.name, "lexicon") end
  add_told(self, from.told)
  local index = by_character(from.names)
  for _, name in ipairs(from.names) do
    local full = not self.told[name] and only_full(index, name)
    if full then add(self, name, full, "abbreviation", from.paths and from.paths[name]) end
  end
  return self
end

local bracketed_re = regex.new("^([^()（）]+)[(（]([^()（）]+)[)）]$")

--- The two names of one that is given with another in brackets: 材能院(澜江省材料与能源研究院).
-- @function pair
-- @tparam string name
-- @treturn ?string the longer of both
-- @treturn ?string the shorter
-- @usage
-- print(require "jiyao.institution_names".pair("云大(云岭大学)")) --> 云岭大学	云大
function M.pair(name)
  local a, b = bracketed_re:match(name)
  if not a then return nil end
  if #a < #b then a, b = b, a end
  if M.is_short(b, a) or body_names.is_whole(a) and abbreviates(b, a) then return a, b end
  return nil
end

--- The one name of a body.
-- @function names:of
-- @tparam ?string name
-- @tparam[opt] string institution whose page it stands on
-- @treturn ?string
function Names:of(name, institution)
  if not name then return nil end
  name = M.pair(name) or homes.spelled(name, institution)
  for _ = 1, 4 do
    local known = self.told[name]
    if not known then break end
    name = known.institution
  end
  return M.is_own(name, institution) and institution or name
end

return M
