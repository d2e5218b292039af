-- jiyao.cut: pieces that never go through a character, at every offset of odd texts.
local jiyao = require "jiyao"
local cut, remember = jiyao.cut, require "jiyao.remember"

local TEXTS = {"", "a", "会", "a会\0é\n😀。b", ("会议,"):rep(40)}

local function is_boundary(s, at)
  return at == 0 or at >= #s or s:byte(at + 1) & 0xC0 ~= 0x80
end

describe("jiyao.cut", function()
  it("gives whole characters, no more bytes than asked for", function()
    for _, s in ipairs(TEXTS) do
      for at = 0, #s + 3 do
        assert.is_true(is_boundary(s, cut.boundary(s, at, -1)) and is_boundary(s, cut.boundary(s, at, 1)))
        for bytes = 0, 9 do
          local before, after = cut.before(s, at, bytes), cut.after(s, at, bytes)
          assert.is_true(#before <= bytes and #after <= bytes)
          assert.truthy(utf8.len(before) and utf8.len(after))
          if is_boundary(s, at) then
            assert.equal(after, s:sub(at + 1, at + #after))
            if at <= #s then assert.equal(before, s:sub(at - #before + 1, at)) end
          end
        end
      end
    end
  end)

  it("takes any integers for offsets and sizes", function()
    for _, at in ipairs {math.mininteger, -1, 0, 3, math.maxinteger} do
      for _, bytes in ipairs {math.mininteger, -1, 0, 1, math.maxinteger} do
        for _, s in ipairs {cut.after("会a", at, bytes), cut.before("会a", at, bytes)} do
          assert.truthy(s == "" or s == "会" or s == "a" or s == "会a")
        end
      end
    end
    assert.equal("会a", cut.after("会a", 0, math.maxinteger))
    assert.equal("会a", cut.before("会a", 4, math.maxinteger))
    assert.equal("", cut.after("会a", math.maxinteger, math.maxinteger))
    assert.equal("", cut.before("会a", math.mininteger, math.maxinteger))
  end)

  it("does not pass a limit or a floor", function()
    assert.equal("会", cut.after("会议", 0, 9, 5))
    assert.equal("", cut.after("会议", 3, 9, 0))
    assert.equal("议", cut.before("会议", 6, 9, 1))
    assert.equal("", cut.before("会议", 0, 9))
  end)

  it("goes back to a mark, or as far as it may", function()
    assert.same({3, "。", 0, n = 3}, table.pack(cut.back("。会议", 9, 0, ",。")))
    assert.same({0, n = 1}, table.pack(cut.back("会议", 6, 0, ",。")))
    assert.same({0, n = 1}, table.pack(cut.back("会议", 6, 1, "")))
    assert.same({6, n = 1}, table.pack(cut.back("会议", 60, 6, "会")))
    assert.same({0, n = 1}, table.pack(cut.back("", 0, 0, "会")))
    assert.same({"\0", 3, n = 2}, table.pack(cut.char("会\0", 4)))
    assert.same({"", 0, n = 2}, table.pack(cut.char("会", 0)))
  end)

  it("squeezes ASCII's white space only", function()
    assert.equal("会\u{3000}议\0", cut.squeezed(" 会\u{3000}\t议\r\n\0 "))
    assert.equal("", cut.squeezed(" \n"))
    assert.equal("", cut.squeezed(""))
  end)

  it("refuses misuse", function()
    assert.has_error(function() cut.after() end)
    assert.has_error(function() cut.back("会", -1, 0, "") end)
    assert.has_error(function() cut.before("会", "x", 1) end)
  end)
end)

describe("jiyao.remember", function()
  it("keeps any answer, also none, and asks again when there are too many", function()
    local asked = 0
    local f = remember.of(function(s)
      asked = asked + 1
      if s == "nil" then return nil end
      return s ~= "false" and s
    end)
    for _ = 1, 3 do
      assert.is_nil(f("nil"))
      assert.is_false(f("false"))
      assert.equal("会", f("会"))
    end
    assert.equal(3, asked)
    for i = 1, 5000 do f("n" .. i) end
    assert.equal("会", f("会"))
    assert.equal(5004, asked)
  end)
end)
