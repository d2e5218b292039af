--- Which types the members of a decoded line have. Knows how to say which member is wrong, so that a fault
-- of the line is told apart from one of the program. Refuses to know what members mean.
--
-- A shape is the name of a type (`string`, `number`, `boolean`; with `?` after it the member may be
-- missing), `{each = shape}` for a list, `{values = shape}` for an object with any keys, or a table of shapes
-- by member. What is not in a shape is left out; lists and objects that are missing are empty.
-- @module jiyao.exchange.shape
-- @internal
local jiyao = require "jiyao"
local json = require "jiyao.json"

local M = {}

local function refuse(trail, why)
  local parts = {}
  for i, key in ipairs(trail) do
    parts[i] = math.type(key) and ("[%d]"):format(key) or (i > 1 and "." or "") .. key
  end
  jiyao.fail("EINVALID", why:format(table.concat(parts)))
end

local read

local function read_member(value, shape, trail, key)
  trail[#trail + 1] = key
  local plain = read(value, shape, trail)
  trail[#trail] = nil
  return plain
end

local function read_plain(value, shape, trail)
  local wanted, may_miss = shape:match "^(%a+)(%??)$"
  if value == nil and may_miss == "" then refuse(trail, "it has no %s") end
  if value ~= nil and type(value) ~= wanted then refuse(trail, "its member %s is no " .. wanted) end
  return value
end

local function read_list(list, each, trail)
  local plain = {}
  for key, value in pairs(list) do
    if math.type(key) ~= "integer" then refuse(trail, "its member %s is no list") end
    if value == json.null then refuse(trail, "its member %s holds a null") end
  end
  for i, value in ipairs(list) do plain[i] = read_member(value, each, trail, i) end
  return plain
end

-- A table as its shape wants it, or a plain value; null is what is missing.
function read(value, shape, trail)
  if value == json.null then value = nil end
  if type(shape) == "string" then return read_plain(value, shape, trail) end
  if value == nil then value = {} end
  if type(value) ~= "table" then
    refuse(trail, "its member %s is no " .. (shape.each and "list" or "object"))
  end
  if shape.each then return read_list(value, shape.each, trail) end
  local plain = {}
  for key, of in pairs(shape.values and value or shape) do
    if shape.values and type(key) ~= "string" then refuse(trail, "its member %s is no object") end
    plain[key] = read_member(value[key], shape.values or of, trail, key)
  end
  return plain
end

--- A value with the members that a shape names, without nulls; raises where one is of another type.
-- @function read
-- @tparam table value as `jiyao.json.decode` gives it
-- @tparam table shape
-- @treturn table a new one
-- @raise EINVALID
-- @usage
-- local shape = require "jiyao.exchange.shape"
-- print(select(2, pcall(shape.read, {people = {{name = 1}}}, {people = {each = {name = "string"}}})))
-- --> its member people[1].name is no string
function M.read(value, of)
  return read(value, of, {})
end

return M
