-- The Lua face of lexicons: values of any kind, offsets, misuse.
require "jiyao"
local lexicon = require "jiyao.lexicon"

local function spans(matches)
  local out = {}
  for i, m in ipairs(matches) do
    out[i] = m.start .. "-" .. m.stop .. ":" .. tostring(m.value) .. ":" .. m.term
  end
  return table.concat(out, " ")
end

describe("jiyao.lexicon", function()
  it("takes a list, whose values are the places", function()
    local lex = lexicon.new {"党委", "党委书记", "书记"}
    assert.equal(3, #lex)
    assert.equal("0-12:2:党委书记", spans(lex:find("党委书记")))
    assert.equal("0-12:2:党委书记 0-6:1:党委 6-12:3:书记", spans(lex:find("党委书记", "all")))
  end)

  it("takes a table of values of any kind", function()
    local post = {rank = 1}
    local lex = lexicon.new {["院长"] = post, ["主任"] = false}
    assert.equal(post, lex:find("院长")[1].value)
    assert.is_false(lex:find("副主任")[1].value)
  end)

  it("takes both in one, and the pair before the place", function()
    local lex = lexicon.new {"院长", "主任", ["书记"] = "s", ["主任"] = "z"}
    assert.equal("0-6:1:院长 6-12:z:主任 12-18:s:书记", spans(lex:find("院长主任书记")))
    assert.has_error(function() lexicon.new {[3] = "a"} end)
    assert.has_error(function() lexicon.new {[1.5] = "a"} end)
  end)

  it("keeps the later of two equal terms of a list", function()
    local lex = lexicon.new {"会", "会"}
    assert.equal(1, #lex)
    assert.equal(2, lex:find("会")[1].value)
  end)

  it("tells the longest term at an offset", function()
    local lex = lexicon.new {["院"] = "a", ["院长"] = "b"}
    local stop, value = lex:at("副院长", 3)
    assert.equal(9, stop)
    assert.equal("b", value)
    assert.is_nil(lex:at("副院长", 0))
    assert.is_nil(lex:at("副院长", 100))
  end)

  it("finds nothing in nothing", function()
    assert.same({}, lexicon.new({}):find("院长"))
    assert.same({}, lexicon.new({"a"}):find(""))
    assert.equal("lexicon (0 terms)", tostring(lexicon.new {}))
  end)

  it("takes text with NUL and bytes that are not UTF-8", function()
    assert.equal("2-5:1:会", spans(lexicon.new({"会"}):find("\0\xFF会")))
  end)

  it("raises an error object for a term that cannot be one", function()
    local ok, err = pcall(lexicon.new, {"a", ""})
    assert.is_false(ok)
    assert.equal("EINVALID", err.code)
    ok, err = pcall(lexicon.new, {"a\xFF"})
    assert.is_false(ok)
    assert.equal(1, err.offset)
  end)

  it("raises on misuse", function()
    assert.has_error(function() lexicon.new("a") end)
    assert.has_error(function() lexicon.new {1} end)
    assert.has_error(function() lexicon.new({"a"}):find("a", "some") end)
    assert.has_error(function() lexicon.new({"a"}):at("a", -1) end)
  end)

  it("is closed once", function()
    local lex = lexicon.new {"a"}
    do local held <close> = lex end -- luacheck: ignore held
    assert.has_error(function() lex:find("a") end)
    assert.equal("lexicon (closed)", tostring(lex))
  end)
end)
