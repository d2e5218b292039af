--- Files and folders that are written whole or not at all: beside their place,
-- and renamed at the end. Knows names and what the system refuses. Refuses to
-- know what is written.
-- @module jiyao.exchange.output
-- @internal
local console = require "jiyao.console"
local jiyao = require "jiyao"

local output = {}

local ENOENT = 2

local function cannot(path, why, number)
  local reason = tostring(why):gsub("^.*%.part%-%d+[^:]*: ", "")
  jiyao.fail(number == ENOENT and "ENOTFOUND" or "EIO", "cannot write: " .. reason, path)
end

local function exists(path)
  local file = io.open(path, "rb")
  if file then file:close() end
  return file ~= nil
end

local function part_of(path)
  return ("%s.part-%d"):format(path, console.pid())
end

-- Calls f with the name beside; renames what it made, or removes it and raises on.
local function whole(path, remove, f)
  local part = part_of(path)
  local results = table.pack(pcall(f, part))
  if not results[1] then
    remove(part)
    error(results[2], 0)
  end
  local ok, why, number = os.rename(part, path)
  if not ok then
    remove(part)
    cannot(path, why, number)
  end
  return table.unpack(results, 2, results.n)
end

-- Calls f with what writes to a file, and sees to it that all of it was written.
local function fill(name, path, f)
  local file <close>, why, number = io.open(name, "wb")
  if not file then cannot(path, why, number) end
  file:setvbuf("full", 1 << 16)
  local function write(...)
    local ok, reason, code = file:write(...)
    if not ok then cannot(path, reason, code) end
  end
  local result = f(write)
  local closed, reason, code = file:close()
  if not closed then cannot(path, reason, code) end
  return result
end

--- Writes a file, in the place of one that may be there.
-- @function file
-- @tparam string path
-- @tparam function f called with `write(...)`
-- @return what `f` returns
function output.file(path, f)
  return whole(path, os.remove, function(part) return fill(part, path, f) end)
end

--- Writes a file that something else writes by its name. That there is a place for it is tried before.
-- @function named
-- @tparam string path
-- @tparam function f called with the name to write to
-- @return what `f` returns
function output.named(path, f)
  return whole(path, os.remove, function(part)
    fill(part, path, function() end)
    local results = table.pack(pcall(f, part))
    if results[1] then return table.unpack(results, 2, results.n) end
    local why = results[2]
    if jiyao.is_failure(why) and why.path == part then jiyao.fail(why.code, why.message, path) end
    error(why, 0)
  end)
end

--- Writes a folder that is not there yet.
-- @function folder
-- @tparam string path
-- @tparam function f called with `file(name, g)`, which calls g with `write(...)`
-- @return what `f` returns
function output.folder(path, f)
  path = path:match("^(.-)/*$")
  if path == "" or exists(path) then
    jiyao.fail("EEXISTS", "is there already: name a new folder, or remove it first", path)
  end
  local names = {}
  local function remove(part)
    for _, name in ipairs(names) do os.remove(part .. "/" .. name) end
    os.remove(part)
  end
  return whole(path, remove, function(part)
    local made, why, number = console.mkdir(part, true)
    if not made then cannot(path, why, number) end
    return f(function(name, g)
      names[#names + 1] = name
      return fill(part .. "/" .. name, path, g)
    end)
  end)
end

return output
