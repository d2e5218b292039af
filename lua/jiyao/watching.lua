--- A corpus that follows its folders. Knows when it is time to look; refuses to know what is
-- read and how.
--
-- Whatever is told of a path, what counts is whether it is there when it is looked at: so it does
-- not matter in which order things happened, and what was missed is found by looking at all. A file
-- that somebody writes is left alone: the system will tell when it is closed.
-- @module jiyao.watching
-- @internal
local console = require "jiyao.console"
local ingestion = require "jiyao.ingestion"

local M = {}

-- Milliseconds without news before it is time, and seconds after which it is time all the same: what
-- comes together is stored together.
local QUIET, LONGEST = 300, 3

-- Milliseconds between two looks at whether the folders are where they were, which is not told
-- where it is a folder above them that was moved.
local LOOK = 1000

-- Seconds for which a file must be as it was where the system does not say who writes it.
local CALM = 1

-- What ends an ingestion that the user wants to end.
local ENDING = setmetatable({}, {__tostring = function() return "ended by the user" end})

local Follower = {}
Follower.__index = Follower

-- Watches a folder with all below it. The number of its watch; nil where there is no such folder
-- any more, or, with the reason, where it cannot be watched, of which the user is told once.
function Follower:add(folder)
  local number, why = self.watched:add(folder)
  if why and not self.unwatched[folder] then
    self.notice(("%s: cannot watch: %s"):format(folder, why))
  end
  self.unwatched[folder] = why
  if not number then return nil, why end
  for _, below in ipairs((self.system.below(folder))) do self:add(below) end
  return number
end

-- Takes note of events: what is the last for sure of each path, or that some were missed.
function Follower:note(news, events)
  for _, event in ipairs(events) do
    if event.kind == "overflow" then
      news.missed = true
    elseif event.kind ~= "made" or not news.paths[event.path] then
      news.paths[event.path] = event.kind
    end
    if event.kind == "folder" then self:add(event.path) end
  end
end

-- What has happened, once it is quiet, or nothing once it is time to look; nil where the user
-- wants to end.
function Follower:wait()
  local news, began = {paths = {}}, console.clock()
  local events = self.watched:wait(LOOK)
  while events do
    self:note(news, events)
    if #events == 0 or console.clock() - began > LONGEST then return news end
    events = self.watched:wait(QUIET)
  end
end

-- Reads documents, or ends soon where the user wants that: what was read is whole, and kept.
function Follower:ingest(paths, missing)
  local sum
  local asked = {missing = missing, roots = self.roots, began = function(all) sum = all end}
  function asked.go_on()
    if self.watched:ended() then error(ENDING, 0) end
  end
  setmetatable(asked, {__index = self.opts})
  local ok, why = pcall(ingestion.run, self.corpus, self.sql, paths, asked)
  if not ok and why ~= ENDING then error(why, 0) end
  self.told(sum, not ok)
end

-- ---- what is being written --------------------------------------------------------------

-- Whether a file that nothing was told of is written by nobody.
function Follower:is_calm(path, seen)
  local writing, now = self.system.writing(path), console.clock()
  if type(writing) ~= "string" then return not writing end
  local before = seen.as[path]
  if before and before.as == writing then return now - before.since >= CALM end
  seen.as[path] = {as = writing, since = now}
  return false
end

-- Adds what can be read in a folder; whether that is all.
function Follower:look_into(folder, seen, list)
  local folders, files = self.system.below(folder)
  local all = true
  for _, path in ipairs(files) do
    local is_known = seen.read[path]
    seen.read[path] = is_known or self:is_calm(path, seen)
    if not seen.read[path] then
      all = false
    elseif not is_known then
      list[#list + 1] = path
    end
  end
  for _, below in ipairs(folders) do
    if not self:look_into(below, seen, list) then all = false end
  end
  return all
end

-- Adds what can be read in new folders. One is new until nobody writes in it, and then read as a whole:
-- what another of that name held is gone.
function Follower:look_at_new(list)
  for folder, seen in pairs(self.new) do
    local found = {}
    local all = not self.system.there(folder) or self:look_into(folder, seen, found)
    if all then
      self.new[folder] = nil
      found = self.system.there(folder) and {folder} or {}
    end
    table.move(found, 1, #found, #list + 1, list)
  end
end

-- Whether a file that events told of is to be read now. Of one that is written its closing will be
-- told, and so of one that was made, unless it is a link to what was written elsewhere.
function Follower:is_ready(path, kind)
  local writing = self.system.writing(path)
  if kind == "made" then return writing == false end
  return writing ~= true
end

-- ---- what has happened --------------------------------------------------------------------

-- Looks at whether the folders are where they were; one that was made again is a new one.
function Follower:look_at_roots(news)
  for _, root in ipairs(self.roots) do
    local number, why = self.watched:add(root)
    if not number and self.numbers[root] then
      self.watched:forget(root)
      self.notice(("%s: %s; what is read of it stays, and it is watched again once it is there"):format(root,
        why or "the folder is gone"))
    elseif number and number ~= self.numbers[root] then
      self.notice(("%s: the folder is there again"):format(root))
      self:add(root)
      news.paths[root] = "folder"
    end
    self.numbers[root] = number
  end
end

function Follower:look_at_all()
  for _, root in ipairs(self.roots) do self:add(root) end
  self:ingest(self.roots)
end

function Follower:look_at(paths)
  local there, missing = {}, {}
  for path, kind in pairs(paths) do
    if not self.system.there(path) then
      missing[#missing + 1] = path
    elseif kind == "folder" then
      self.new[path] = {as = {}, read = {}}
    elseif self:is_ready(path, kind) then
      there[#there + 1] = path
    end
  end
  self:look_at_new(there)
  table.sort(there)
  table.sort(missing)
  if #there + #missing > 0 then self:ingest(there, missing) end
end

function Follower:begin(folders)
  for i, folder in ipairs(folders) do
    local root = folder:gsub("(.)/+$", "%1")
    local number, why = self.watched:add(root)
    if not number then
      require("jiyao").fail(why and "EIO" or "ENOTFOUND",
        why and "cannot watch: " .. why or "no folder that could be watched", folder)
    end
    self.roots[i], self.numbers[root] = root, number
    self:add(root)
  end
end

--- Follows folders until the user ends it; see `corpus:watch`.
-- @function run
-- @tparam Corpus corpus with its `reader`
-- @tparam table sql
-- @tparam {string,...} folders
-- @tparam table opts as for `ingestion.run`, `told` and `notice`; `system`, in place of `jiyao.watch`
function M.run(corpus, sql, folders, opts)
  local system = opts.system or require "jiyao.watch"
  local watched <close> = system.open()
  local self = setmetatable({corpus = corpus, sql = sql, opts = opts, system = system, watched = watched,
    told = opts.told or function() end, notice = opts.notice or function() end,
    roots = {}, numbers = {}, unwatched = {}, new = {}}, Follower)
  self:begin(folders)
  self:ingest(self.roots)
  for news in function() return self:wait() end do
    self:look_at_roots(news)
    if news.missed then self:look_at_all() end
    self:look_at(news.paths)
  end
end

return M
