--- Where a person belongs: the house that a text gives for somebody, or else the one
-- whose page it is.
-- Knows houses from their parts, and the words with which a page speaks of its own.
-- Refuses to know people.
-- @module jiyao.homes
-- @internal
local body_names = require "jiyao.body_names"
local regex = require "jiyao.regex"
local visits = require "jiyao.visits"

local M = {}

-- An organisation with such an end is a house of its own, not a part of the one
-- that publishes the page.
local HOUSES = {"大学", "医院", "公司", "集团", "政府", "厅", "局"}

local function is_elsewhere(unit, institution)
  local related = institution and (unit:find(institution, 1, true) or institution:find(unit, 1, true))
  if related then return false end
  for _, ending in ipairs(HOUSES) do
    if #unit > #ending and unit:sub(-#ending) == ending then return true end
  end
  return false
end

--- The units that are given for somebody, apart: they are joined by a semicolon.
-- @function units
-- @tparam ?string org
-- @treturn {string,...}
-- @usage
-- print(#require "jiyao.homes".units("云岭大学；东川省教育厅")) --> 2
function M.units(org)
  local list = {}
  for unit in (org or ""):gsub("；", ";"):gmatch("[^;]+") do list[#list + 1] = unit end
  return list
end

--- Whether a unit is a house of its own, and no part of the page's.
-- @function is_house
-- @tparam string unit
-- @tparam ?string institution whose page it is
-- @tparam table known set of the institutions that publish pages
-- @treturn boolean
-- @usage
-- local homes = require "jiyao.homes"
-- print(homes.is_house("东山医院", "云岭大学", {}), homes.is_house("教务处", "云岭大学", {})) --> true	false
function M.is_house(unit, institution, known)
  return known[unit] ~= nil or is_elsewhere(unit, institution)
end

--- Where somebody belongs: to the institution whose page it is, unless the text
-- gives an organisation that publishes pages itself or is a house of its own.
-- @function of
-- @tparam ?string org
-- @tparam ?string institution
-- @tparam table known
-- @treturn string "" where nothing tells
-- @usage
-- local homes = require "jiyao.homes"
-- print(homes.of("教务处", "云岭大学", {}), homes.of("东山医院", "云岭大学", {})) --> 云岭大学	东山医院
function M.of(org, institution, known)
  local units = M.units(org)
  for _, unit in ipairs(units) do
    if M.is_house(unit, institution, known) then return unit end
  end
  return institution or units[1] or ""
end

-- 我校附属医院 is a part of the page's own; 学校 alone is the page's own.
local ours_re = regex.new("^[我本该](?:公司|集团|中心|[院校所局馆会厂社司县市区台站园])")
local alone_re = regex.new("^(?:学校|学院|医院|研究院|研究所|实验室|公司|集团|中心|机关|单位|全[院校])$")

--- What a unit that speaks of the page's own house is called; the unit itself where
-- it does not.
-- @function spelled
-- @tparam string unit
-- @tparam ?string institution
-- @treturn string
-- @usage
-- local homes = require "jiyao.homes"
-- print(homes.spelled("我校附属医院", "云岭大学"), homes.spelled("学校", "云岭大学")) --> 云岭大学附属医院	云岭大学
function M.spelled(unit, institution)
  if not institution or institution == "" then return unit end
  if alone_re:find(unit) then return institution end
  local _, stop = ours_re:find(unit)
  return stop and institution .. unit:sub(stop + 1) or unit
end

-- A part has the same name in many houses; so has 市医院.
local relative_re = regex.new("^(?:省|市|县|区|州|镇|校|院|所|局|馆|厅|全|各|本|该|我)")

-- 材料学院 and 中医院 are in many houses and towns.
local SHORT = 5 -- characters

--- Whether a name is that of one body alone, wherever it is read.
-- @function is_specific
-- @tparam string name
-- @treturn boolean
-- @usage
-- local homes = require "jiyao.homes"
-- print(homes.is_specific("东川省医学会肿瘤分会"), homes.is_specific("材料学院")) --> true	false
function M.is_specific(name)
  return utf8.len(name) >= SHORT and body_names.is_whole(name) and not relative_re:find(name)
    and not visits.is_part(name) and not body_names.is_kind(name)
end

--- Whether a name leaves out which land or house it is of, or tells but a kind.
-- @function is_relative
-- @tparam string name
-- @treturn boolean
-- @usage
-- local homes = require "jiyao.homes"
-- print(homes.is_relative("市医院"), homes.is_relative("东山医院")) --> true	false
function M.is_relative(name)
  return relative_re:find(name) ~= nil or alone_re:find(name) ~= nil or body_names.is_kind(name)
end

return M
