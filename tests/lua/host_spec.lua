-- The table `jiyao` and what the host gives every module.
local jiyao = require "jiyao"

describe("jiyao", function()
  it("has a version and loads its modules when they are first used", function()
    assert.matches("^%d+%.%d+%.%d+$", jiyao.version)
    assert.equal(require("jiyao.data").read, jiyao.data.read)
    assert.is_function(jiyao.help.text)
    assert.equal(jiyao.help, jiyao.help)
  end)

  it("has no field that is no module", function()
    assert.is_nil(jiyao.nonsense)
    assert.is_nil(jiyao["../../etc/passwd"])
    assert.is_nil(jiyao[1])
  end)

  it("lists its modules, sorted", function()
    local names = jiyao.modules()
    local sorted = table.move(names, 1, #names, 1, {})
    table.sort(sorted)
    assert.same(sorted, names)
    local set = {}
    for _, name in ipairs(names) do set[name] = true end
    assert.is_true(set["jiyao.data"])
    assert.is_true(set["jiyao.help"])
    assert.is_nil(set["jiyao.init"])
  end)

  it("names its modules' chunks readably", function()
    local info = debug.getinfo(jiyao.help.text, "S")
    assert.equal("@jiyao/help.lua", info.source)
  end)

  it("counts open handles", function()
    collectgarbage()
    assert.equal("integer", math.type(jiyao.handles()))
  end)
end)

describe("jiyao.fail", function()
  local function failure(...)
    local ok, err = pcall(jiyao.fail, ...)
    assert.is_false(ok)
    return err
  end

  it("raises an object that prints as one line", function()
    local err = failure("EENCODING", "invalid GB18030", "news/0412.html", 8812)
    assert.equal("EENCODING", err.code)
    assert.equal("invalid GB18030", err.message)
    assert.equal("news/0412.html", err.path)
    assert.equal(8812, err.offset)
    assert.equal("news/0412.html: invalid GB18030 (at byte 8812)", tostring(err))
  end)

  it("does without path and offset", function()
    local err = failure("EIO", "no space")
    assert.is_nil(err.path)
    assert.is_nil(err.offset)
    assert.equal("no space", tostring(err))
  end)

  it("takes the library's codes only", function()
    assert.matches("invalid option 'ENONSENSE'", failure("ENONSENSE", "x"))
    assert.matches("offset", failure("EIO", "x", "y", -1))
  end)
end)

describe("jiyao.data", function()
  it("reads a dictionary of OpenCC", function()
    assert.truthy(jiyao.data.read("opencc/TSCharacters.txt"):find("\n醫\t医", 1, true))
  end)

  it("cuts tables into rows and fields", function()
    local rows = jiyao.data.table("opencc/TSPhrases.txt")
    assert.is_true(#rows > 100)
    for _, row in ipairs(rows) do assert.is_true(#row >= 2) end
  end)

  it("says which table is not there", function()
    local ok, err = pcall(jiyao.data.table, "nonsense")
    assert.is_false(ok)
    assert.equal("ENOTFOUND", err.code)
    assert.matches("jiyao/data/nonsense%.tsv", err.path)
    assert.is_false((pcall(jiyao.data.read, "opencc/nonsense.txt")))
    assert.is_false((pcall(jiyao.data.read, "../LICENSE.txt")))
    assert.is_false((pcall(jiyao.data.read, "")))
  end)
end)
