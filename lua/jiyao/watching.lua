--- A corpus that follows its folders. Knows when it is time to look; refuses to know what is
-- read and how.
--
-- Whatever is told of a path, what counts is whether it is there when it is looked at: so it does
-- not matter in which order things happened, and what was missed is found by looking at all.
-- @module jiyao.watching
-- @internal
local console = require "jiyao.console"
local ingestion = require "jiyao.ingestion"
local watch = require "jiyao.watch"

local M = {}

-- Milliseconds without news before it is time, and seconds after which it is time all the same: what
-- comes together is stored together.
local QUIET, LONGEST = 300, 3

-- Watches a folder with all below it; one that has gone meanwhile is none.
local function add_folders(watched, folder)
  if not watched:add(folder) then return end
  for _, below in ipairs(watch.folders(folder)) do add_folders(watched, below) end
end

-- Takes note of events: the paths, each once, or that some were missed.
local function note(watched, news, events)
  for _, event in ipairs(events) do
    if event.kind == "overflow" then
      news.missed = true
    elseif not news.known[event.path] then
      news.known[event.path] = true
      news[#news + 1] = event.path
    end
    if event.kind == "folder" then add_folders(watched, event.path) end
  end
end

-- What has happened, once it is quiet; nil where the user wants to end.
local function wait(watched)
  local news, began = {known = {}}, nil
  local events = watched:wait(-1)
  while events do
    note(watched, news, events)
    began = began or console.clock()
    if #events == 0 and (#news > 0 or news.missed) then return news end
    if console.clock() - began > LONGEST then return news end
    events = watched:wait(QUIET)
  end
end

local function without_end(path)
  return #path > 1 and (path:gsub("/+$", "")) or path
end

--- Follows folders until the user ends it; see `corpus:watch`.
-- @function run
-- @tparam Corpus corpus with its `reader`
-- @tparam table sql
-- @tparam {string,...} folders
-- @tparam table opts as for `ingestion.run`, and `told`
function M.run(corpus, sql, folders, opts)
  local told, roots = opts.told or function() end, {}
  local function ingest(paths, missing)
    local asked = setmetatable({missing = missing, roots = roots}, {__index = opts})
    told(ingestion.run(corpus, sql, paths, asked))
  end
  local watched <close> = watch.open()
  for i, folder in ipairs(folders) do
    roots[i] = without_end(folder)
    if not watched:add(roots[i]) then
      require("jiyao").fail("ENOTFOUND", "no folder that could be watched", folder)
    end
    add_folders(watched, roots[i])
  end
  ingest(roots)
  for news in function() return wait(watched) end do
    if news.missed then
      for _, root in ipairs(roots) do add_folders(watched, root) end
      ingest(roots)
    else
      local there, missing = {}, {}
      for _, path in ipairs(news) do table.insert(watch.there(path) and there or missing, path) end
      table.sort(there)
      table.sort(missing)
      ingest(there, missing)
    end
  end
end

return M
