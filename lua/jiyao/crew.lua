--- Several workers at a row of inputs, whose answers are taken in the order of the inputs.
-- Knows who is at what, and how much may wait to be taken; refuses to know what is read.
-- @module jiyao.crew
-- @internal
local workers = require "jiyao.workers"

local crew = {}

-- How many inputs beyond the one whose turn it is may be read, and how many bytes of answers
-- may wait: a worker that is ahead of its turn by more waits itself.
local MOST_AHEAD = 512
local MOST_WAITING = 64 << 20

local Crew = {}
Crew.__index = Crew

function Crew:start(i)
  self.list[i] = workers.start(self.task.serve)
  self.at[i] = false
end

function Crew:give(i, n)
  self.at[i], self.told[n] = n, {}
  if not self.list[i]:give(self.task.request(self.entries[n])) then self:lost(i) end
end

-- Gives an input to each worker that has none.
function Crew:assign()
  for i = 1, #self.list do
    while self.next <= #self.entries and self.task.here(self.entries[self.next]) do
      self.next = self.next + 1
    end
    local ahead = self.next - self.turn
    if self.next > #self.entries or ahead > MOST_AHEAD or self.waiting > MOST_WAITING then return end
    if not self.at[i] then
      self:give(i, self.next)
      self.next = self.next + 1
    end
  end
end

-- A worker is gone, and another takes its place. What it was at is refused; but where it had
-- not told anything of that, it may have died of what came before, and that is tried once more.
function Crew:lost(i)
  local n = self.at[i]
  local how = self.list[i]:ending()
  self.list[i]:close()
  self:start(i)
  if not self.heard[n] then
    self.heard[n] = true
    return self:give(i, n)
  end
  local words = "the program failed on this input (please report it)" .. (how ~= "" and ": " .. how or "")
  local list = self.told[n]
  list[#list + 1] = {size = 0,
    x = {kind = "refused", path = self.entries[n].path, code = "EINVALID", message = words}}
  list[#list + 1] = {size = 0, x = {kind = "done", passed = 0}}
end

-- Takes one answer of any worker; of those ahead of their turn only while there is room.
function Crew:listen()
  local listened = {}
  for i, worker in ipairs(self.list) do
    local ahead = self.at[i] and self.at[i] ~= self.turn and self.waiting > MOST_WAITING
    listened[i] = self.at[i] and not ahead and worker
  end
  local i = workers.wait(listened)
  if not i then return end
  local there, x, size = self.list[i]:take()
  if not there then return self:lost(i) end
  local list = self.told[self.at[i]]
  self.heard[self.at[i]] = true
  list[#list + 1] = {x = x, size = size}
  self.waiting = self.waiting + size
  if x.kind == "done" or x.kind == "unchanged" or x.kind == "fault" then self.at[i] = false end
end

-- Hands on what the input whose turn it is has told; true where it has ended.
function Crew:hand_on()
  local list = self.told[self.turn]
  self.told[self.turn] = {}
  for _, told in ipairs(list) do
    self.waiting = self.waiting - told.size
    self.input = self.input or self.task.begin(self.entries[self.turn])
    if self.input:take(told.x) then
      self.input, self.told[self.turn] = nil, nil
      return true
    end
  end
  return false
end

local function close(self)
  for _, worker in ipairs(self.list) do worker:close() end
end

--- Reads inputs by several workers.
-- @function run
-- @tparam integer jobs how many
-- @tparam table entries
-- @tparam table task `serve` (what a worker does with a request), `here` (whether an entry is no
-- worker's), `read_here`, `request` (of an entry), `begin` (of an entry: an object that takes what is told)
-- @usage
-- local sum = 0
-- jiyao.crew.run(2, {1, 2, 3}, {
--   serve = function(n, send) send {kind = "doc", n = n * n} send {kind = "done"} end,
--   here = function() return false end, request = function(n) return n end,
--   begin = function() return {take = function(_, x)
--     if x.n then sum = sum * 10 + x.n end
--     return x.kind == "done"
--   end} end})
-- print(sum) --> 149
function crew.run(jobs, entries, task)
  local self <close> = setmetatable({entries = entries, task = task, list = {}, at = {}, told = {},
    heard = {}, next = 1, turn = 1, waiting = 0}, {__index = Crew, __close = close})
  for i = 1, jobs do self:start(i) end
  while self.turn <= #entries do
    self:assign()
    if task.here(entries[self.turn]) then
      task.read_here(entries[self.turn])
      self.turn = self.turn + 1
    elseif self:hand_on() then
      self.turn = self.turn + 1
    elseif not self.told[self.turn][1] then
      self:listen()
    end
  end
end

return crew
