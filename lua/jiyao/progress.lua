--- How far an ingestion has come, shown on a terminal as a bar, elsewhere as
-- one plain line a file. Knows events; refuses to know what is read.
-- @module jiyao.progress
-- @internal

local columns = require "jiyao.columns"

local progress = {}

local BAR = 20

local function time_left(seconds)
  if seconds >= 3600 then
    return string.format("%d:%02d:%02d", seconds // 3600, seconds // 60 % 60, seconds % 60)
  end
  return string.format("%d:%02d", seconds // 60, seconds % 60)
end

--- The bar as one line.
-- @function line
-- @tparam table state `done` and `files`, `read` and `bytes`, `seconds`, `path`
-- @tparam integer width columns of the terminal
-- @treturn string
-- @usage
-- local state = {done = 1, files = 4, read = 2e6, bytes = 8e6, seconds = 2, path = "a.txt"}
-- print(jiyao.progress.line(state, 72)) --> [=====               ] 1/4 files  1.0 MB/s  0:06 left  a.txt
function progress.line(state, width)
  local share = state.bytes > 0 and state.read / state.bytes or state.done / math.max(state.files, 1)
  local full = math.floor(math.min(share, 1) * BAR)
  local speed = state.seconds > 0 and state.read / state.seconds or 0
  local left = speed > 0 and time_left(math.ceil(math.max(state.bytes - state.read, 0) / speed)) or "-:--"
  local head = string.format("[%s%s] %d/%d files  %.1f MB/s  %s left  ", ("="):rep(full),
    (" "):rep(BAR - full), state.done, state.files, speed / 1e6, left)
  return columns.fit(head .. state.path, width)
end

local function bar(out, clock, width)
  local state, began, shown = {done = 0, files = 0, read = 0, bytes = 0, path = ""}, clock(), -1
  return function(event)
    if event.kind == "end" then return out:write("\r\27[K") end
    if event.kind == "start" then
      state.files, state.bytes = event.files, event.bytes
    else
      state.done = state.done + (event.kind == "file" and 1 or 0)
      state.read, state.path = state.read + (event.bytes or 0), event.path
    end
    state.seconds = clock() - began
    if state.seconds - shown < 0.05 and state.done < state.files then return end
    shown = state.seconds
    out:write("\r", progress.line(state, width() - 1), "\27[K")
    out:flush()
  end
end

-- An item of a container has a line where there is more to say than its status.
local function plain(out)
  return function(event)
    if event.kind ~= "file" and not (event.kind == "item" and event.message) then return end
    local why = event.message and ": " .. event.message or ""
    out:write("jiyao: ", event.status, " ", columns.printable(event.path), columns.printable(why), "\n")
  end
end

--- Makes the function that an ingestion tells its events.
-- @function new
-- @tparam string kind `bar`, `plain` or `quiet`
-- @tparam file out where to write
-- @tparam[opt] function clock seconds, for `bar`
-- @tparam[opt] function width columns of the terminal, for `bar`
-- @treturn function
-- @usage
-- local shown = {write = function(_, ...) print(table.concat({...}, "", 1, 3)) end}
-- local tell = jiyao.progress.new("plain", shown)
-- tell {kind = "file", status = "new", path = "a.txt", bytes = 12}
function progress.new(kind, out, clock, width)
  if kind == "bar" then return bar(out, clock, width) end
  if kind == "plain" then return plain(out) end
  return function() end
end

return progress
