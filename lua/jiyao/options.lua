--- Tables of options as callers write them. Knows that a name nobody knows is a
-- slip; refuses to know what any option is for.
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

return options
