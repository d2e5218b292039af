-- help(): the documentation beside the code, read back.
local help = require("jiyao").help

describe("help.blocks", function()
  it("reads blocks of Lua, with the name that the next line defines", function()
    local blocks = help.blocks([[
--- A module.
-- More of it.
local m = {}

--- Opens.
-- @tparam string path where,
--   in words
-- @tparam[opt] table options
-- @treturn Store
-- @usage
-- local s = m.open("a")
-- print(s) --> a
function m.open(path, options)
end

-- No block.
function m.hidden() end

--- Closes.
function Store:close() end

--- A constant.
m.size = 3
-- ---- not a block ----
]], "lua")
    assert.equal(4, #blocks)
    assert.same({"A module.", "More of it."}, blocks[1].summary)
    assert.is_nil(blocks[1]["function"])
    assert.equal("open", blocks[2]["function"])
    assert.same({"string path where, in words", "[table options"}, blocks[2].params)
    assert.same({"Store"}, blocks[2].returns)
    assert.same({'local s = m.open("a")', "print(s) --> a"}, blocks[2].usage)
    assert.equal("Store:close", blocks[3]["function"])
    assert.equal("size", blocks[4]["function"])
  end)

  it("reads blocks of C, with and without a column of stars", function()
    local plain = help.blocks("/***\nReads.\n@function read\n@usage\nprint(1) --> 1\n*/\nstatic int x;", "c")
    local starred = help.blocks("/***\n * Reads.\n * @function read\n * @usage\n * print(1) --> 1\n */", "c")
    for _, blocks in ipairs {plain, starred} do
      assert.equal(1, #blocks)
      assert.equal("read", blocks[1]["function"])
      assert.same({"Reads."}, blocks[1].summary)
      assert.same({"print(1) --> 1"}, blocks[1].usage)
    end
  end)

  it("keeps the indentation of examples", function()
    local block = help.blocks("--- Runs.\n-- @usage\n-- for i = 1, 2 do\n--   f(i)\n-- end\n", "lua")[1]
    assert.same({"for i = 1, 2 do", "  f(i)", "end"}, block.usage)
  end)

  it("tells a parameter without a type from one with", function()
    local block = help.blocks("--- Shows.\n-- @param value a thing\n-- @tparam string s\n", "lua")[1]
    assert.same({"any value a thing", "string s"}, block.params)
  end)

  it("takes odd sources", function()
    assert.same({}, help.blocks("", "lua"))
    assert.same({}, help.blocks("", "c"))
    assert.same({}, help.blocks("/*** never closed", "c"))
    assert.equal(1, #help.blocks("---", "lua") + 1)
    assert.equal(1, #help.blocks("--- \0 \xff", "lua"))
  end)
end)

describe("help.text", function()
  it("lists topics and modules", function()
    local text = help.text()
    assert.matches("\n  offsets ", text)
    assert.matches("\n  data ", text)
    assert.not_matches("console", text)
    assert.not_matches("report%.html", text)
  end)

  it("lists every module that an analyst calls, whole sentences first", function()
    local text = help.text() .. "\n"
    for _, name in ipairs{"convert", "corpus", "dates", "document", "extract", "ingest", "json", "leaders",
      "lexicon", "recipe", "regex", "report", "store", "text", "timeline"} do
      assert.matches("\n  " .. name .. " +[^\n]*[^:]\n", text)
      assert.not_matches("^There is no help", help.text(name))
    end
    for line in text:gmatch("[^\n]+") do assert.is_true(utf8.len(line) <= 100, line) end
  end)

  it("knows a module by name, by long name and by value", function()
    local jiyao = require "jiyao"
    local text = help.text("data")
    assert.matches("^jiyao%.data: ", text)
    assert.matches("jiyao%.data%.table%(name%)", text)
    assert.equal(text, help.text("jiyao.data"))
    assert.equal(text, help.text(jiyao.data))
    assert.matches("^jiyao: ", help.text(jiyao))
    assert.equal(help.text("jiyao"), help.text(jiyao))
  end)

  it("shows what a module has from another", function()
    local text = help.text("extract")
    assert.matches("\n  jiyao%.extract%.dates%(from%)\n      The dates of a document, in text order", text)
    assert.matches("\n  jiyao%.extract%.meetings%(from, %[settings%]%)\n", text)
    assert.matches("\n  jiyao%.extract%.people%(from, %[settings%]%)\n", text)
    local _, times = text:gsub("jiyao%.extract%.spans", "")
    assert.equal(1, times)
    assert.matches("^jiyao%.extract%.dates%(from%)\n", help.text("extract.dates"))
  end)

  it("knows a function by name and by value", function()
    local jiyao = require "jiyao"
    local text = help.text("data.read")
    assert.matches("^jiyao%.data%.read%(name%)", text)
    assert.matches("example", text)
    assert.equal(text, help.text(jiyao.data.read))
    assert.matches("%[path%]", help.text(jiyao.fail))
  end)

  it("knows a method by name, by value and by its object", function()
    local jiyao = require "jiyao"
    local t <close> = jiyao.ingest.parse("会", "a.txt")
    local changes = help.text("Text:changes")
    assert.matches("^Text:changes%(%)\n", changes)
    assert.matches("example", changes)
    assert.equal(changes, help.text("jiyao.Text:changes"))
    assert.equal(changes, help.text(jiyao.text.new("会").changes))
    assert.equal(help.text("Doc:text"), help.text(t.text))
    assert.matches("^  Doc:path%(%)\n.*\n  Doc:close%(%)\n", help.text("Doc"))
    assert.equal(help.text("Doc"), help.text(t))
    local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
    assert.matches("^corpus:ingest%(paths, %[opts%]%)\n", help.text(corpus.ingest))
    assert.equal(help.text("corpus:ingest"), help.text(corpus.ingest))
    assert.matches("^There is no help", help.text("Text:nonsense"))
    assert.matches("^There is no help", help.text(":"))
    assert.matches("^There is no help", help.text(function() end))
    assert.matches("^There is no help", help.text(string.rep))
  end)

  it("lists what a document that was read can be asked", function()
    local doc = require("jiyao.document").parse("会议召开。", "a.txt")
    local shown = help.text(doc)
    for _, method in ipairs {"is_index", "articles", "page", "pages", "regions", "published", "meta"} do
      assert.matches("Document:" .. method .. "%(", shown)
      assert.matches("^Document:" .. method .. "%(", help.text(doc[method]))
    end
    assert.is_false(doc:is_index())
    assert.equal(1, #doc:articles())
    assert.equal("UTF-8", doc:regions()[1].encoding)
    assert.is_nil(doc:page(0))
  end)

  it("says where there is none", function()
    for _, topic in ipairs {"nonsense", "data.nonsense", "", ".", 3, {}, print} do
      assert.matches("^There is no help on this", help.text(topic))
    end
  end)

  it("offers the names that are nearest to one that is not there", function()
    local function offered(name) return help.text(name):match("\nNearest: (.*)$") end
    assert.matches('^help "extract"', offered "extarct")
    assert.equal('help "text.sentences"', offered "text.sentnces")
    assert.equal('help "text.sentences"', offered "sentences")
    assert.matches('^help "document"', offered "jiyao.dcument")
    assert.matches('^help "offsets"', offered "ofsets")
    assert.is_nil(offered "zhongwen")
    assert.is_nil(offered(("x"):rep(5000)))
  end)
end)
