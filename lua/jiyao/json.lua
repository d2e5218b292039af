--- JSON with a fixed order of keys, so that the same value gives the same bytes.
-- Tables that are sequences, and empty ones, are arrays; other tables are
-- objects, their keys sorted unless an order is given.
local core = require "jiyao.json.core"

local json = {}

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
  return core.encode(value, keys, json.null, Object, json.object)
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
