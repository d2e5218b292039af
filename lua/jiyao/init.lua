--- The table `jiyao`: its modules, loaded when first used.
-- Knows the names of modules; refuses to know what they do.
-- @module jiyao

local core = ...

local jiyao = {
  version = core.version,
}

--- How many stores, statements and files are open. For tests.
-- @function handles
-- @treturn integer the count
-- @usage
-- print(jiyao.handles()) --> 0
jiyao.handles = core.handles

--- The names of all modules, sorted.
-- @function modules
-- @treturn table a list of strings such as `jiyao.text`
-- @usage
-- print(jiyao.modules()[1]:match("^jiyao%.") ~= nil) --> true
function jiyao.modules()
  local names = core.modules()
  table.sort(names)
  return names
end

--- Raises an error object, as the library itself does when the world fails:
-- a table with the fields `code`, `message`, `path` and `offset`.
-- @function fail
-- @tparam string code `ENOMEM`, `EIO`, `EENCODING`, `ECONVERT`, `ENOTFOUND`, `EEXISTS`, `EINVALID`, `EDB` or
-- `EINTERRUPTED`
-- @tparam string message one line
-- @tparam[opt] string path what it happened to
-- @tparam[opt] integer offset where in it, in bytes from 0
-- @usage
-- local ok, err = pcall(jiyao.fail, "EINVALID", "has no title", "news/12.html", 40)
-- print(err) --> news/12.html: has no title (at byte 40)
-- print(err.code) --> EINVALID
jiyao.fail = core.fail

--- Whether something that was raised is a failure of the world over one input,
-- which a run over many lists before it goes on. A fault of a script or of ours
-- is none, nor is want of memory, nor Ctrl-C (`EINTERRUPTED`): those end the run.
-- @function is_failure
-- @tparam any err what pcall caught
-- @treturn boolean
-- @usage
-- print(jiyao.is_failure(select(2, pcall(jiyao.fail, "EIO", "no space")))) --> true
-- print(jiyao.is_failure("a string"), jiyao.is_failure(select(2, pcall(error)))) --> false	false
function jiyao.is_failure(err)
  return type(err) == "table" and err.code ~= nil and err.code ~= "ENOMEM" and err.code ~= "EINTERRUPTED"
end

--- Calls a function as `pcall` does, but catches failures of the world alone: what else is
-- raised (a fault of a script, want of memory, Ctrl-C) goes on.
-- @function try
-- @tparam function f
-- @param ... its arguments
-- @treturn boolean whether it returned
-- @return what it returned, or the failure
-- @usage
-- print((jiyao.try(jiyao.data.read, "no/such"))) --> false
-- print(pcall(jiyao.try, error, "a fault")) --> false	a fault
function jiyao.try(f, ...)
  local results = table.pack(pcall(f, ...))
  if not results[1] and not jiyao.is_failure(results[2]) then error(results[2], 0) end
  return table.unpack(results, 1, results.n)
end

--- Whether an error tells that one of our own rules gave up, which is no fault of the page.
-- @function is_fault
-- @tparam any err what pcall caught
-- @treturn boolean
-- @usage
-- print(jiyao.is_fault("jiyao/events.lua:1: attempt to index a nil value"), jiyao.is_fault("interrupted!")) --> true	false
function jiyao.is_fault(err)
  return type(err) == "string" and err:find("^[%w_./]*jiyao/[%w_/]+%.lua:%d+:") ~= nil
end

-- What is found in C has faces that are Lua: they come with the module named here.
local FACES = {extract = "jiyao.document"}

return setmetatable(jiyao, {
  __index = function(self, key)
    local name = "jiyao." .. tostring(key)
    if type(key) ~= "string" or not core.known(name) then return nil end
    local module = require(name)
    if FACES[key] then require(FACES[key]) end
    rawset(self, key, module)
    return module
  end,
})
