--- Stand-ins for the C faces that the analyst's modules need, where those are
-- not there: enough for the tests to run on the Lua files alone.
local function missing(name)
  return not package.preload[name] and not package.searchpath(name, package.path)
    and not package.searchpath(name, package.cpath)
end

local function stand_in(name, make)
  if missing(name) then package.preload[name] = make end
end

stand_in("jiyao", function()
  local meta = {__tostring = function(e) return e.path and e.path .. ": " .. e.message or e.message end}
  return {fail = function(code, message, path)
    error(setmetatable({code = code, message = message, path = path}, meta), 0)
  end}
end)

stand_in("jiyao.text", function()
  return {width = function(s)
    local n = 0
    for _, c in utf8.codes(s) do n = n + ((c >= 0x2e80 and c < 0xff61) and 2 or 1) end
    return n
  end}
end)

stand_in("jiyao.json", function()
  local json, Object = {null = {}}, {}
  function json.object(members) return setmetatable(members, Object) end

  local function quote(s)
    return '"' .. s:gsub('["\\]', "\\%0"):gsub("\n", "\\n"):gsub("\t", "\\t") .. '"'
  end

  function json.encode(value)
    if value == json.null or value == nil then return "null" end
    if type(value) ~= "table" then return type(value) == "string" and quote(value) or tostring(value) end
    local ordered, parts = getmetatable(value) == Object, {}
    for i, item in ipairs(value) do
      parts[i] = ordered and quote(item[1]) .. ":" .. json.encode(item[2]) or json.encode(item)
    end
    return (ordered and "{%s}" or "[%s]"):format(table.concat(parts, ","))
  end
  return json
end)

stand_in("jiyao.data", function()
  local function rows(name)
    local list = {}
    for line in io.lines("lua/jiyao/data/" .. name .. ".tsv") do
      if line ~= "" and line:sub(1, 1) ~= "#" then
        local row = {}
        for field in line:gmatch("[^\t]+") do row[#row + 1] = field end
        list[#list + 1] = row
      end
    end
    return list
  end
  return {table = rows}
end)
