local jiyao = require "jiyao"
local json = jiyao.json

describe("json.encode", function()
  it("writes scalars", function()
    assert.equal("null", json.encode(nil))
    assert.equal("null", json.encode(json.null))
    assert.equal("true", json.encode(true))
    assert.equal("-7", json.encode(-7))
    assert.equal("9223372036854775807", json.encode(math.maxinteger))
    assert.equal("0.5", json.encode(0.5))
    assert.equal("3", json.encode(3.0))
    assert.equal('"院\\n\\u0000"', json.encode("院\n\0"))
  end)

  it("writes sequences and empty tables as arrays, others as objects", function()
    assert.equal("[]", json.encode{})
    assert.equal("[1,[2,[]],null]", json.encode{1, {2, {}}, json.null})
    assert.equal('{"a":1,"b":{"c":[2]}}', json.encode{b = {c = {2}}, a = 1})
    assert.equal("{}", json.encode(json.object{}))
  end)

  it("sorts keys, or keeps the order it is given", function()
    assert.equal('{"z":1,"a":null}', json.encode(json.object{{"z", 1}, {"a"}}))
    assert.equal('{"z":1,"m":null,"a":2,"b":3}', json.encode({a = 2, b = 3, z = 1}, {"z", "m"}))
    local keys = {"id", list = {"y", "x", deep = {"q", "p"}}, map = json.object}
    assert.equal('{"id":null,"list":[{"y":1,"x":2,"deep":{"q":null,"p":1}}],"map":{}}',
      json.encode({map = {}, list = {{x = 2, y = 1, deep = {p = 1}}}}, keys))
    assert.equal('{"list":[]}', json.encode({list = {}}, {list = {"y"}}))
    assert.equal('{"z":{"b":1,"a":2}}', json.encode(json.object{{"z", {a = 2, b = 1}}}, {z = {"b"}}))
  end)

  it("says numbers as briefly as reads back the same", function()
    local cases = {["0.97"] = 0.97, ["0.1"] = 0.1, ["0.0001"] = 0.0001, ["0.5"] = 0.5, ["-0.25"] = -0.25,
      ["0.12345"] = 0.12345, ["0.3333333333333333"] = 1 / 3, ["0.99999"] = 0.99999, ["0"] = -0.0}
    for written, number in pairs(cases) do
      assert.equal(written, json.encode(number))
      assert.equal(number, json.decode(written))
    end
    assert.equal(1e-5, json.decode(json.encode(1e-5)))
    assert.equal("-9223372036854775808", json.encode(math.mininteger))
  end)

  it("writes names with what needs escapes, and none that only seems to", function()
    assert.equal('{"a\\"b":"\\\\ / \\t é 😀"}', json.encode{['a"b'] = "\\ / \t é 😀"})
    local many, keys = {}, {}
    for i = 1, 300 do
      local key = ("k%03d"):format(i)
      many[key], keys[i] = i, ('"%s":%d'):format(key, i)
    end
    assert.equal("{" .. table.concat(keys, ",") .. "}", json.encode(many))
  end)

  it("refuses what JSON cannot hold", function()
    for _, value in ipairs{print, {[1] = 1, [3] = 3}, {[true] = 1}, {1, a = 2}, 0 / 0, 1 / 0, "\xFF"} do
      assert.has_error(function() json.encode(value) end)
    end
    local loop = {}
    loop[1] = loop
    assert.has_error(function() json.encode(loop) end)
  end)
end)

describe("json.encode of what changes meanwhile", function()
  local function members(n)
    local t = {}
    for i = 1, n do t["member " .. i .. ("x"):rep(50)] = i end
    return t
  end

  it("keeps the keys that it sorted", function()
    local t = members(30)
    local keys = setmetatable({}, {__index = function(_, key)
      if type(key) ~= "string" then return nil end
      for name in pairs(t) do t[name] = nil end
      collectgarbage()
    end})
    local value = json.decode(json.encode(t, keys))
    local n = 0
    for name in pairs(value) do
      assert.truthy(name:find("^member %d+x+$"))
      n = n + 1
    end
    assert.equal(30, n)
  end)

  it("takes no more than there was room for", function()
    local t, asked = {a = 1}, 0
    local keys = setmetatable({}, {__len = function() return 1 end, __index = function()
      asked = asked + 1
      if asked == 2 then for name, i in pairs(members(5000)) do rawset(t, name, i) end end
    end})
    pcall(json.encode, t, keys) -- an error of next() is as good as an answer
    assert.is_true(asked > 1)
  end)
end)

describe("json.decode", function()
  it("reads back what was written", function()
    local value = {name = "林知秋", dates = {2023, 0.5, true, false}, empty = {}, nested = {{a = {b = "c\0d"}}}}
    assert.same(value, json.decode(json.encode(value)))
  end)

  it("keeps integers, floats and null apart", function()
    local value = json.decode("[1, 1.0, null]")
    assert.equal("integer", math.type(value[1]))
    assert.equal("float", math.type(value[2]))
    assert.equal(json.null, value[3])
    assert.equal(json.null, json.decode("null"))
  end)

  it("says where the fault is", function()
    local ok, err = pcall(json.decode, '{"a": nope}')
    assert.is_false(ok)
    assert.equal("EINVALID", err.code)
    assert.is_number(err.offset)
    assert.has_error(function() json.decode("") end)
    assert.has_error(function() json.decode(("["):rep(100000)) end)
    assert.has_error(function() json.decode() end)
  end)
end)
