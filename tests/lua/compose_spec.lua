-- The composed training text is well-formed, the same each time, and varied.
local FILE = "src/extract/train/compose.lua"

-- Nothing here is in C, and a collection at every step would take minutes.
if os.getenv "JIYAO_GC" == "eager" then return end

local function compose(sentences, seed)
  local out = {}
  local env = setmetatable({
    arg = {tostring(sentences), tostring(seed)},
    io = {lines = io.lines, write = function(...)
      for _, piece in ipairs{...} do out[#out + 1] = piece end
    end},
  }, {__index = _G})
  assert(loadfile(FILE, "t", env))()
  return table.concat(out)
end

describe("composed training text", function()
  it("is the same for the same seed, another for another", function()
    assert.are.equal(compose(20, 3), compose(20, 3))
    assert.are_not.equal(compose(20, 3), compose(20, 4))
  end)

  it("has a character and a tag on each line, and no I- without its B-", function()
    local last, names, sentences = "O", {}, 0
    for line in compose(400, 1):gmatch("([^\n]*)\n") do
      if line == "" then
        sentences, last = sentences + 1, "O"
      else
        local char, tag = line:match("^(.+)\t([BIO]%-?%u*)$")
        assert.are.equal(1, utf8.len(char))
        local place, label = tag:match("^([BI])%-(%u+)$")
        assert.is_true(tag == "O" or label == "PER" or label == "TITLE" or label == "ORG" or label == "LOC")
        if place == "I" then assert.are.equal(label, last:sub(3)) end
        if tag == "B-PER" then names[#names + 1] = "" end
        if label == "PER" then names[#names] = names[#names] .. char end
        last = tag
      end
    end
    assert.are.equal(400, sentences)
    local seen, different = {}, 0
    for _, name in ipairs(names) do
      if not seen[name] then seen[name], different = true, different + 1 end
    end
    assert.is_true(#names > 300 and different > 0.8 * #names)
  end)
end)
