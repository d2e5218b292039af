--- Files and folders that are written whole or not at all: beside their place,
-- and renamed at the end. What is no file (a pipe with a name, a device, /dev/stdout) cannot be
-- replaced: that is written to. Knows names and what the system refuses. Refuses to
-- know what is written.
-- @module jiyao.exchange.output
-- @internal
local console = require "jiyao.console"
local jiyao = require "jiyao"

local output = {}

local ENOENT, EEXIST = 2, 17

-- Names beside that may be taken, by what was killed.
local MOST_PARTS = 100

local function cannot(path, why, number)
  local reason = tostring(why):gsub("^.*%.part%-%d+[^:]*: ", "")
  jiyao.fail(number == ENOENT and "ENOTFOUND" or "EIO", "cannot write: " .. reason, path)
end

local function place_of(path)
  local kind, target, number = console.place(path)
  if kind == false then cannot(path, target, number) end
  return kind, target
end

-- Makes what is new under a name beside.
local function new_part(path, target, make)
  local name = ("%s.part-%d"):format(target, console.pid())
  for i = 1, MOST_PARTS do
    local part = i == 1 and name or ("%s-%d"):format(name, i)
    local made, why, number = make(part)
    if made then return part end
    if number ~= EEXIST or i == MOST_PARTS then cannot(path, why, number) end
  end
end

-- Calls f with the name of what was made beside; renames that, or removes it and raises on.
local function whole(path, target, make, remove, f)
  local part = new_part(path, target, make)
  local results = table.pack(pcall(f, part))
  if not results[1] then
    remove(part)
    error(results[2], 0)
  end
  local ok, why, number = os.rename(part, target)
  if not ok then
    remove(part)
    cannot(path, why, number)
  end
  return table.unpack(results, 2, results.n)
end

-- Calls f with what writes to a file, and sees to it that all of it was written.
local function fill(name, mode, path, f)
  local file <close>, why, number = io.open(name, mode)
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

-- Writes to what stands there. To append is to go on where a file that /dev/stdout names is at.
local function write_to(path, f)
  return fill(path, "ab", path, f)
end

--- Writes a file, in the place of one that may be there; where a link is, of the one it leads to.
-- @function file
-- @tparam string path
-- @tparam function f called with `write(...)`
-- @return what `f` returns
function output.file(path, f)
  local kind, target = place_of(path)
  if kind == "stream" then return write_to(path, f) end
  return whole(path, target, console.create, os.remove, function(part) return fill(part, "wb", path, f) end)
end

-- Calls f with a name; what f says of that name is said of the path.
local function call_with(name, path, f)
  local results = table.pack(pcall(f, name))
  if results[1] then return table.unpack(results, 2, results.n) end
  local why = results[2]
  if jiyao.is_failure(why) and why.path == name then jiyao.fail(why.code, why.message, path) end
  error(why, 0)
end

-- What must be able to go back in what it writes is written elsewhere, and copied.
local function copy_to(path, f)
  local name = os.tmpname()
  local _ <close> = setmetatable({}, {__close = function() os.remove(name) end})
  local results = table.pack(call_with(name, path, f))
  write_to(path, function(write)
    local file <close> = assert(io.open(name, "rb"))
    for bytes in file:lines(1 << 16) do write(bytes) end
  end)
  return table.unpack(results, 1, results.n)
end

--- Writes a file that something else writes by its name. That there is a place for it is tried before.
-- @function named
-- @tparam string path
-- @tparam function f called with the name to write to
-- @return what `f` returns
function output.named(path, f)
  local kind, target = place_of(path)
  if kind == "stream" then return copy_to(path, f) end
  return whole(path, target, console.create, os.remove, function(part) return call_with(part, path, f) end)
end

--- Writes a folder that is not there yet.
-- @function folder
-- @tparam string path
-- @tparam function f called with `file(name, g)`, which calls g with `write(...)`
-- @return what `f` returns
function output.folder(path, f)
  path = path:match("^(.-)/*$")
  local kind, target = place_of(path ~= "" and path or "/")
  if kind then
    jiyao.fail("EEXISTS", "is there already: name a new folder, or remove it first", path)
  end
  local names = {}
  local function remove(part)
    for _, name in ipairs(names) do os.remove(part .. "/" .. name) end
    os.remove(part)
  end
  local function make(part) return console.mkdir(part, true, true) end
  return whole(path, target, make, remove, function(part)
    return f(function(name, g)
      names[#names + 1] = name
      return fill(part .. "/" .. name, "wb", path, g)
    end)
  end)
end

return output
