--- The bodies of a page by the characters of their names, to find what a short name
-- stands for without comparing it with every body of a page of many articles.
-- Knows that the characters of a short form stand in the full one in order and that
-- both end alike. Refuses to know which names are short forms.
-- @module jiyao.full_names
-- @internal

local M = {}

-- The characters of `short` stand in `full` in order and both end alike:
-- 材能院 in 材料与能源研究院. What holds the short form whole is something else,
-- a part of it or a span that reaches too far.
local function abbreviates(short, full)
  if full:find(short, 1, true) or short:sub(-3) ~= full:sub(-3) then return false end
  local at = 1
  for _, c in utf8.codes(short) do
    local _, b = full:find(utf8.char(c), at, true)
    if not b then return false end
    at = b + 1
  end
  return true
end

local Names = {}
Names.__index = Names

--- No names yet.
-- @function new
-- @treturn table names, with `add` and `full`
-- @usage
-- local names = require "jiyao.full_names".new()
-- names:add("材料与能源研究院", "云岭大学材料与能源研究院")
-- print(names:full("材能院"), names:full("材能所")) --> 云岭大学材料与能源研究院	nil
function M.new()
  return setmetatable({by_char = {}, indexed = 0}, Names)
end

--- Adds a name: where its words are, and what it is called in full.
function Names:add(words, name)
  self[#self + 1] = {words = words, name = name}
end

-- So few names are as soon compared as looked up.
local FEW = 32

local function index(self)
  for i = self.indexed + 1, #self do
    local last = {}
    for c in self[i].words:gmatch(utf8.charpattern) do
      if not last[c] then
        last[c] = true
        local list = self.by_char[c] or {}
        self.by_char[c], list[#list + 1] = list, self[i]
      end
    end
  end
  self.indexed = #self
end

-- The names that have the character of a short form that the fewest have.
local function alike(self, short)
  if #self <= FEW then return self end
  index(self)
  local rarest
  for c in short:gmatch(utf8.charpattern) do
    local list = self.by_char[c]
    if not list then return {} end
    if not rarest or #list < #rarest then rarest = list end
  end
  return rarest or {}
end

--- The shortest name that a short form may stand for, the first of several, or nil.
function Names:full(short)
  local best
  for _, entry in ipairs(alike(self, short)) do
    if (not best or #entry.name < #best) and abbreviates(short, entry.words) then best = entry.name end
  end
  return best
end

return M
