-- jiyao.spans and jiyao.likeness: against the plainest way to the same answers.
local jiyao = require "jiyao"
local spans, likeness = jiyao.spans, require "jiyao.likeness"

local seed = 11
local function random(n)
  seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
  return (seed >> 8) % n
end

local function some_list()
  local list, at = {}, 0
  for i = 1, random(9) do
    at = at + random(4)
    list[i] = {start = at, stop = at + random(6)}
  end
  return list
end

local function last(list, at)
  local n = 0
  for i, item in ipairs(list) do
    if item.start <= at then n = i end
  end
  return list[n], n
end

local function within(list, start, stop)
  local out = {}
  for _, item in ipairs(list) do
    if item.start >= start and item.start < stop and item.stop <= stop then out[#out + 1] = item end
  end
  return out
end

describe("jiyao.spans", function()
  it("finds what a walk through the list does", function()
    for _ = 1, 200 do
      local list = some_list()
      for at = -1, 30 do
        local item, n = last(list, at)
        assert.same({item, n, n = 2}, table.pack(spans.last(list, at)))
        local holds = item ~= nil and at < item.stop
        assert.equal(holds and item or nil, (spans.at(list, at)))
        assert.equal(holds and n or nil, (select(2, spans.at(list, at))))
        for stop = at, 30, 3 do
          local all = within(list, at, stop)
          assert.same(all, spans.within(list, at, stop))
          assert.equal(all[1], spans.first(list, at, stop))
        end
      end
    end
  end)

  it("reads a list again that has grown or shrunk", function()
    local list = {{start = 0, stop = 3}}
    assert.equal(1, #spans.within(list, 0, 9))
    list[2] = {start = 3, stop = 9}
    assert.equal(2, #spans.within(list, 0, 9))
    list[1] = table.remove(list)
    assert.equal(list[1], spans.at(list, 5))
  end)

  it("takes any integers", function()
    local list = {{start = 0, stop = 3}}
    assert.equal(list[1], spans.first(list, math.mininteger, math.maxinteger))
    assert.same({}, spans.within(list, math.maxinteger, math.mininteger))
    assert.is_nil((spans.last(list, math.mininteger)))
  end)

  it("refuses what is no list of spans", function()
    assert.has_error(function() spans.at("list", 0) end)
    assert.has_error(function() spans.at({{start = 0}}, 0) end)
    assert.has_error(function() spans.within({1, 2}, 0, 1) end)
    assert.has_error(function() spans.first({}, 0) end)
  end)
end)

local function dice(a, b)
  local left, x, y, shared = {}, 0, 0, 0
  local function pairs_of(s, f)
    local before
    for _, c in utf8.codes(s) do
      if before then f(before .. " " .. c) end
      before = c
    end
  end
  pairs_of(a, function(pair) left[pair], x = (left[pair] or 0) + 1, x + 1 end)
  pairs_of(b, function(pair)
    y = y + 1
    if (left[pair] or 0) > 0 then left[pair], shared = left[pair] - 1, shared + 1 end
  end)
  return a == b and 1.0 or (x == 0 or y == 0) and 0.0 or 2 * shared / (x + y)
end

describe("jiyao.likeness", function()
  it("ends on bytes that are no text", function()
    local bytes = {}
    for lead = 0x80, 0x8F do
      local row = {}
      for i = 0, 63 do row[2 * i + 1], row[2 * i + 2] = lead, 0x80 + i end
      bytes[#bytes + 1] = string.char(table.unpack(row))
    end
    assert.are.equal(0.0, likeness.of("ab" .. table.concat(bytes), "cd"))
  end)

  it("is Dice's coefficient over pairs of characters", function()
    local chars = {"会", "议", "大", "a", "\0"}
    for i = 1, 400 do
      local most, a, b = i % 40 == 0 and 400 or 9, {}, {}
      for k = 1, random(most) do a[k] = chars[1 + random(#chars)] end
      for k = 1, random(most) do b[k] = chars[1 + random(#chars)] end
      a, b = table.concat(a), table.concat(b)
      assert.equal(dice(a, b), likeness.of(a, b))
      assert.equal(likeness.of(b, a), likeness.of(a, b))
    end
  end)

  it("knows a text that stands in another, unless it is too short", function()
    assert.equal(0.8, likeness.of("教学工作会议", "工作会议", 0.8))
    assert.equal(0.8, likeness.of("工作会议", "教学工作会议", 0.8))
    assert.equal(dice("教学会议", "会议"), likeness.of("教学会议", "会议", 0.8))
    assert.equal(1.0, likeness.of("会", "会", 0.8))
  end)
end)
