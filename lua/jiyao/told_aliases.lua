--- The short names that a text itself gives: 澜江省材料与能源研究院(以下简称“材能院”).
-- Knows the words that introduce a short name, and brackets. Refuses to know what these
-- names are elsewhere: that is `jiyao.institution_names`.
-- @module jiyao.told_aliases
-- @internal
local body_names = require "jiyao.body_names"
local institution_names = require "jiyao.institution_names"
local regex = require "jiyao.regex"

local M = {}

local NAME = "[\"“”「『]?([一-龥A-Za-z0-9·]{2,24})[\"“”」』]?"
local called_re = regex.new("^\\((?:以下|下)?(?:简称|称|统称)为?[:：]?" .. NAME .. "[),，、;；]")
local bracket_re = regex.new("^\\(" .. NAME .. "\\)")
local REACH = 96 -- bytes after a name

-- The two names that stand at a body, the full one first, and where that ends.
local function told_at(view, o)
  local _, stop, alias = called_re:after(view.text, o.stop, REACH)
  if alias and body_names.is_whole(o.name) and #alias < #o.name then return o.name, alias, stop end
  _, stop, alias = bracket_re:after(view.text, o.stop, REACH)
  if not alias then return nil end
  local full, short = institution_names.pair(o.name .. "(" .. alias .. ")")
  return full, short, stop
end

--- The aliases that a page tells, each once, in the order of the text.
-- @function of
-- @tparam table view as `jiyao.document` prepares it
-- @treturn {table,...} `name`, `alias`, `start`, `stop`
-- @usage
-- local view = jiyao.document.view("6月8日,云岭省材料与能源研究院(以下简称“材能院”)召开会议。")
-- local told = require "jiyao.told_aliases".of(view)[1]
-- print(told.name, told.alias) --> 云岭省材料与能源研究院	材能院
function M.of(view)
  local list, seen = {}, {}
  for _, o in ipairs(view.bodies) do
    local name, alias, stop = told_at(view, o)
    if name and not seen[alias] then
      seen[alias] = true
      list[#list + 1] = {name = name, alias = alias, start = o.start, stop = stop}
    end
  end
  return list
end

return M
