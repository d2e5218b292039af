--- Sets that grow together, but for members that must stay apart.
-- Knows union and its refusal. Refuses to know what the members are.
-- @module jiyao.clusters
-- @internal
local M = {}

local Clusters = {}
Clusters.__index = Clusters

--- No members yet; whoever is named is one by himself.
-- @function new
-- @treturn table with `join`, `hold_apart`, `root`, `same`
-- @usage
-- local sets = require "jiyao.clusters".new()
-- sets:hold_apart(1, 3)
-- print(sets:join(1, 2), sets:join(2, 3), sets:same(1, 2)) --> true	false	true
function M.new()
  return setmetatable({parent = {}, size = {}, apart = {}}, Clusters)
end

--- The member that stands for a set.
-- @function clusters:root
-- @tparam any member
-- @treturn any
function Clusters:root(member)
  local root = member
  while self.parent[root] do root = self.parent[root] end
  while self.parent[member] do
    self.parent[member], member = root, self.parent[member]
    if member == root then break end
  end
  return root
end

--- Whether two are in one set.
-- @function clusters:same
-- @treturn boolean
function Clusters:same(a, b)
  return self:root(a) == self:root(b)
end

--- Sees to it that two never come together; without effect where they have.
-- @function clusters:hold_apart
-- @treturn boolean whether they are apart
function Clusters:hold_apart(a, b)
  a, b = self:root(a), self:root(b)
  if a == b then return false end
  self.apart[a], self.apart[b] = self.apart[a] or {}, self.apart[b] or {}
  self.apart[a][b], self.apart[b][a] = true, true
  return true
end

-- What was apart from a set is apart from the one that takes it in.
local function inherit(self, from, into)
  for other in pairs(self.apart[from] or {}) do
    self.apart[other][from] = nil
    self:hold_apart(into, other)
  end
  self.apart[from] = nil
end

--- Brings the sets of two together.
-- @function clusters:join
-- @treturn boolean whether they are one set now: not where any two of them are held apart
function Clusters:join(a, b)
  a, b = self:root(a), self:root(b)
  if a == b then return true end
  if self.apart[a] and self.apart[a][b] then return false end
  local na, nb = self.size[a] or 1, self.size[b] or 1
  if na < nb then a, b = b, a end
  self.parent[b], self.size[a] = a, na + nb
  inherit(self, b, a)
  return true
end

return M
