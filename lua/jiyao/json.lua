--- JSON with a fixed order of keys, so that the same value gives the same bytes.
-- Tables that are sequences, and empty ones, are arrays; other tables are
-- objects, their keys sorted unless an order is given.
local core = require "jiyao.json.core"

local json = {}

-- Deeper than any record; what goes deeper holds itself.
local DEEPEST = 200

local Object = {__name = "jiyao.json.object"}

--- What stands for null inside tables, where nil cannot stand.
-- @usage
-- print(jiyao.json.encode{1, jiyao.json.null, 3}) --> [1,null,3]
json.null = setmetatable({}, {
  __name = "jiyao.json.null",
  __tostring = function() return "null" end,
})

--- An object with its members in order: a list of pairs {key, value}, where a
-- value that is missing is null.
-- @function object
-- @tparam table members
-- @treturn table for encode
-- @usage
-- local object = jiyao.json.object{{"path", "a.txt"}, {"date", nil}}
-- print(jiyao.json.encode(object)) --> {"path":"a.txt","date":null}
-- print(jiyao.json.encode(jiyao.json.object{})) --> {}
function json.object(members)
  return setmetatable(members, Object)
end

local encode_value

local function encode_members(members, out)
  out[#out + 1] = "{"
  for i, member in ipairs(members) do
    if i > 1 then out[#out + 1] = "," end
    out[#out + 1] = core.quote(member.key)
    out[#out + 1] = ":"
    encode_value(member.value, member.keys, member.depth, out)
  end
  out[#out + 1] = "}"
end

local function encode_ordered(list, keys, depth, out)
  local members = {}
  for i, pair in ipairs(list) do
    members[i] = {key = pair[1], value = pair[2], keys = keys[pair[1]], depth = depth}
  end
  encode_members(members, out)
end

local function encode_array(list, keys, depth, out)
  out[#out + 1] = "["
  for i, value in ipairs(list) do
    if i > 1 then out[#out + 1] = "," end
    encode_value(value, keys, depth, out)
  end
  out[#out + 1] = "]"
end

-- Keys in the order given, present or not, then the others sorted.
local function encode_object(object, keys, depth, out)
  local members, named, rest = {}, {}, {}
  for _, key in ipairs(keys) do
    members[#members + 1] = {key = key, value = object[key], keys = keys[key], depth = depth}
    named[key] = true
  end
  for key in next, object do
    if type(key) ~= "string" then
      error("JSON objects have strings for keys, not a " .. type(key), 0)
    end
    if not named[key] then rest[#rest + 1] = key end
  end
  table.sort(rest)
  for _, key in ipairs(rest) do
    members[#members + 1] = {key = key, value = object[key], keys = keys[key], depth = depth}
  end
  encode_members(members, out)
end

local function is_array(value)
  local count = 0
  for _ in next, value do count = count + 1 end
  return count == #value
end

local function encode_table(value, keys, depth, out)
  if depth > DEEPEST then error("a table that nests too deep for JSON, or in itself", 0) end
  local order = type(keys) == "table" and keys or {}
  if getmetatable(value) == Object then return encode_ordered(value, order, depth + 1, out) end
  if keys ~= json.object and is_array(value) then return encode_array(value, keys, depth + 1, out) end
  return encode_object(value, order, depth + 1, out)
end

function encode_value(value, keys, depth, out)
  local kind = math.type(value) or type(value)
  if value == nil or value == json.null then
    out[#out + 1] = "null"
  elseif kind == "boolean" then
    out[#out + 1] = tostring(value)
  elseif kind == "integer" then
    out[#out + 1] = string.format("%d", value)
  elseif kind == "float" then
    out[#out + 1] = core.number(value)
  elseif kind == "string" then
    out[#out + 1] = core.quote(value)
  elseif kind == "table" then
    encode_table(value, keys, depth, out)
  else
    error("JSON has no place for a " .. kind, 0)
  end
end

--- A value as JSON text, in one line.
-- `keys` orders the members of objects: its list part names the keys of this
-- object (those that are missing become null), its field of the same name
-- orders the object, or the objects in the array, under a key. The function
-- `json.object` in place of an order says that even an empty table is an object.
-- @function encode
-- @param value nil, boolean, number, string or table
-- @tparam[opt] table keys
-- @treturn string
-- @usage
-- print(jiyao.json.encode{b = 1.5, a = {"院", true}}) --> {"a":["院",true],"b":1.5}
-- local keys = {"path", "meetings", "date", meetings = {"name", "date"}, roles = jiyao.json.object}
-- print(jiyao.json.encode({meetings = {{date = "2023", name = "会"}}, path = "a", roles = {}}, keys))
-- --> {"path":"a","meetings":[{"name":"会","date":"2023"}],"date":null,"roles":{}}
function json.encode(value, keys)
  local out = {}
  encode_value(value, keys, 1, out)
  return table.concat(out)
end

--- The value of JSON text. Objects and arrays become plain tables, null becomes
-- `json.null`.
-- @function decode
-- @tparam string s
-- @return the value
-- @usage
-- local value = jiyao.json.decode('{"name": "林知秋", "dates": [2023, null]}')
-- print(value.name, value.dates[2] == jiyao.json.null) --> 林知秋	true
function json.decode(s)
  return core.decode(s, json.null)
end

return json
