--- Tables of options as callers write them. Knows that a name nobody knows is a
-- slip, and so is a value of another type; refuses to know what any option is for.
-- @module jiyao.options
-- @internal
local options = {}

--- Raises where a name is none of the known ones.
-- @function check
-- @tparam ?table given
-- @tparam {string,...} known
-- @tparam[opt=3] integer level whom the message blames, as for `error`: the caller of the caller
-- @treturn table what was given, or an empty one
-- @usage
-- local options = require "jiyao.options"
-- local function read(opts) return options.check(opts, {"encoding", "script"}).script end
-- print(read {script = "keep"}) --> keep
-- print((select(2, pcall(read, {scirpt = "keep"})):gsub("^.-%d: ", "")))
-- --> bad option 'scirpt' (the options are encoding, script)
function options.check(given, known, level)
  level = level or 3
  if given == nil then return {} end
  if type(given) ~= "table" then error("options are a table, not a " .. type(given), level) end
  local is_known, strange = {}, nil
  for _, name in ipairs(known) do is_known[name] = true end
  for name in pairs(given) do
    local word = tostring(name)
    if not is_known[name] and (not strange or word < strange) then strange = word end
  end
  if strange then
    error(("bad option '%s' (the options are %s)"):format(strange, table.concat(known, ", ")), level)
  end
  return given
end

--- Most of what can be counted, listed or shown.
options.MOST = 1000000000

-- What is wrong with a value, or nil.
local function fault(value, need)
  local shown = value == nil and "nil" or "a " .. type(value)
  if type(need) == "string" and need ~= "integer" then
    return type(value) ~= need and ("is a %s, not %s"):format(need, shown)
  end
  local whole = type(value) == "number" and math.tointeger(value)
  if type(value) == "number" then shown = tostring(whole or value) end
  if need == "integer" then return not whole and "is a whole number, not " .. shown end
  if whole and whole >= need[1] and whole <= need[2] then return nil end
  return ("is a whole number from %d to %d, not %s"):format(need[1], need[2], shown)
end

--- Raises where a value is of another type than is needed, or out of bounds.
-- @function value
-- @tparam string name what the message calls it
-- @param value
-- @tparam string|{integer,integer} need the name of a type (`integer`: a whole number), or
-- least and most of a whole number
-- @tparam[opt=3] integer level as for `check`
-- @usage
-- local options = require "jiyao.options"
-- print((select(2, pcall(options.value, "start", 1.5, {0, 9})):gsub("^.-%d: ", "")))
-- --> start is a whole number from 0 to 9, not 1.5
function options.value(name, value, need, level)
  local why = fault(value, need)
  if why then error(name .. " " .. why, level or 3) end
end

--- Raises where an option that is given is of another type than is needed, or out of bounds.
-- @function values
-- @tparam table given
-- @tparam table needs by name, as for `value`
-- @tparam[opt=3] integer level as for `check`
-- @usage
-- local options = require "jiyao.options"
-- local function list(opts) options.values(opts, {limit = {0, 10}, tell = "function"}) end
-- print(pcall(list, {limit = 5})) --> true
-- print((select(2, pcall(list, {tell = 5})):gsub("^.-%d: ", ""))) --> tell is a function, not a number
function options.values(given, needs, level)
  local names = {}
  for name in pairs(needs) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    if given[name] ~= nil then options.value(name, given[name], needs[name], (level or 3) + 1) end
  end
end

return options
