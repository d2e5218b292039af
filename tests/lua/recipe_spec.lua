-- Recipes: finding, checking, parameters, and what those that ship report.
local recipe = require "jiyao.recipe"
local report = require "jiyao.report"
local scratch = require "support.scratch"
local sample = dofile "tests/lua/support/sample.lua"

local function failure(f, ...)
  local ok, e = pcall(f, ...)
  assert.is_false(ok)
  return tostring(e), e
end

local function with_file(content, f)
  local path = scratch.path ".lua"
  local file = assert(io.open(path, "wb"))
  file:write(content)
  file:close()
  f(path)
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local content = file:read("a")
  file:close()
  return content
end

describe("recipes", function()
  it("that ship are listed by name and are sound", function()
    local names = {}
    for i, r in ipairs(recipe.list()) do names[i] = r.name end
    assert.are.same({"compare-institutions", "leader-profile", "timeline"}, names)
  end)

  it("are loaded from any folder", function()
    with_file("#!/usr/bin/env jiyao\nreturn {name='mine', summary='', run=function() end}", function(path)
      assert.are.equal("mine", recipe.load(path).name)
    end)
  end)

  it("say clearly what is wrong with a file", function()
    with_file("return {\n  name = = 1}", function(path)
      local line, e = failure(recipe.load, path)
      assert.are.equal(path, e.path)
      assert.is_truthy(line:find("line 2: unexpected symbol", 1, true), line)
    end)
    with_file("return 5", function(path)
      assert.are.equal(path .. ": a recipe file returns a table, not number", (failure(recipe.load, path)))
    end)
    local _, e = failure(recipe.load, "no/such.lua")
    assert.are.equal("ENOTFOUND", e.code)
    assert.are.equal("no/such.lua: No such file or directory", tostring(e))
    local line = failure(recipe.load, "timelines")
    assert.is_truthy(line:find("compare-institutions, leader-profile, timeline", 1, true))
    assert.are.equal("EIO", select(2, failure(recipe.load, "./lua")).code)
  end)

  it("are checked for their form", function()
    local function fault(fields)
      local r = {name = "m", summary = "", run = function() end}
      for k, v in pairs(fields) do r[k] = v end
      return (failure(recipe.check, r, "m.lua"))
    end
    assert.are.equal("m.lua: the recipe has no name", fault{name = ""})
    assert.are.equal("m.lua: the recipe has no function run", fault{run = 1})
    assert.are.equal("m.lua: params[1]: a name of lower-case letters, digits and _ expected",
      fault{params = {{}}})
    assert.are.equal("m.lua: parameter a: type int is not known",
      fault{params = {{name = "a", type = "int"}}})
    assert.are.equal("m.lua: parameter a: a choice needs its choices",
      fault{params = {{name = "a", type = "choice"}}})
    assert.are.equal("m.lua: parameter a: given twice",
      fault{params = {{name = "a", type = "string"}, {name = "a", type = "string"}}})
    assert.are.equal("m.lua: parameter a: the default is not a whole number",
      fault{params = {{name = "a", type = "integer", default = "x"}}})
    assert.are.equal("m.lua: parameter a: a required parameter has no default",
      fault{params = {{name = "a", type = "string", default = "x", required = true}}})
  end)
end)

describe("parameters", function()
  local r = {name = "m", params = {
    {name = "s", type = "string"}, {name = "i", type = "integer", default = 3}, {name = "x", type = "number"},
    {name = "d", type = "date"}, {name = "b", type = "boolean"}, {name = "l", type = "list"},
    {name = "c", type = "choice", choices = {"a", "b"}, default = "a"}}}

  it("are read from strings and from values", function()
    assert.are.same({i = 3, c = "a"}, recipe.params(r))
    assert.are.same({s = "甲", i = 12, x = 0.5, d = "2024-02", b = false, l = {"甲", "乙", "丙"}, c = "b"},
      recipe.params(r, {s = "甲", i = "12", x = "0.5", d = "2024-02", b = "no", l = "甲, 乙、丙", c = "b"}))
    assert.are.same({i = 4, c = "a", b = true, l = {"甲"}}, recipe.params(r, {i = 4, b = true, l = {"甲"}}))
  end)

  it("that do not fit are refused", function()
    for name, value in pairs{i = "1.5", x = "viel", d = "2024-13", b = "maybe", c = "z"} do
      local message, e = failure(recipe.params, r, {[name] = value})
      assert.are.equal("EINVALID", e.code)
      assert.is_truthy(message:find("m: --" .. name .. ": " .. value .. " is not ", 1, true), message)
    end
    for _, date in ipairs{"24", "2024-1", "2024-02-32", "2024-02-3x", "2024-", "XXXX-01-01", ""} do
      failure(recipe.params, r, {d = date})
    end
    local line = failure(recipe.params, r, {zz = "1"})
    assert.is_truthy(line:find("m has no parameter --zz (it has --s, --i", 1, true), line)
    local needs = {name = "m", params = {{name = "n", type = "string", required = true, help = "whom"}}}
    assert.are.equal("m: --n is required (whom)", (failure(recipe.params, needs, {})))
  end)

  it("are shown", function()
    local shown = recipe.show(recipe.load("leader-profile"))
    assert.is_truthy(shown:find("--name         the person's name; string; required\n", 1, true), shown)
    assert.is_truthy(shown:find("integer; default 20\n", 1, true))
  end)
end)

describe("running a recipe", function()
  it("gives the context, and insists on a report", function()
    local seen
    local r = {name = "m", summary = "", params = {{name = "i", type = "integer"}}, run = function(ctx)
      seen = ctx
      return ctx.params.i == 1 and ctx.report.new{title = "甲"} or nil
    end}
    assert.is_true(report.is(recipe.run(r, {}, {i = "1"})))
    for _, key in ipairs{"corpus", "params", "report", "text", "timeline", "leaders", "compare", "cite"} do
      assert.is_truthy(seen[key], key)
    end
    assert.are.equal("the recipe m returned no report but nil", (failure(recipe.run, r, {}, {i = "2"})))
  end)

  it("quotes the sentence that the words stand in", function()
    local function cite(before, text, after, is_html)
      local corpus = {quote = function() return {text = text, before = before, after = after, path = "a",
        start = 0, stop = #text} end}
      local doc = report.new{title = "甲"}
      local q = doc.quotes[recipe.cite(corpus, doc, {document_id = 1, start = 0, stop = #text}, nil,
        is_html)]
      return q.before .. "[" .. q.text .. "]" .. q.after, q
    end
    assert.are.equal("会上[林知行]讲话。", (cite("散会。会上", "林知行", "讲话。又一句。")))
    assert.are.equal("会上[林知行]说：“好！”", (cite("“散会。”会上", "林知行", "说：“好！”又一句。")))
    assert.are.equal("[会议召开。]", (cite("标题\n  ", "会议召开。", "又一句。")))
    assert.are.equal("[林知行]", (cite("", "林知行", "")))
    local _, q = cite(("长"):rep(200), "林知行", ("长"):rep(200))
    assert.is_true(q.cut_before and q.cut_after)
    assert.are.equal("院长[林知行]&讲话。", (cite('ass="a">散会</p> <p>院长<b>', "林知行",
      "</b>&amp;讲话。<a hr", true)))
    assert.are.equal("[林\n知行]", (cite("标题<br>", "林</td>\n<td>知行", "</p><p>散会。", true)))
    assert.are.equal("<b>[林知行]</b>", (cite("<b>", "林知行", "</b>")))
    assert.is_false(select(2, cite("短", "林知行", "短")).cut_before)
  end)
end)

describe("the recipes that ship", function()
  local RUNS = {timeline = {}, ["leader-profile"] = {name = "林知行"}, ["compare-institutions"] = {}}

  it("write what stands in tests/fixtures/report", function()
    for name, params in pairs(RUNS) do
      for _, format in ipairs{"md", "csv"} do
        local made = recipe.run(recipe.load(name), sample(), params):render(format)
        assert.are.equal(read("tests/fixtures/report/" .. name .. "." .. format), made)
      end
    end
    local page = recipe.run(recipe.load("timeline"), sample(), {}):render("html")
    assert.are.equal(read("tests/fixtures/report/timeline.html"), page)
  end)

  it("lead from each figure to its words, which stand where they say", function()
    local texts = {}
    for _, d in ipairs(sample().texts) do texts[d.path] = d.text end
    for name, params in pairs(RUNS) do
      local doc = recipe.run(recipe.load(name), sample(), params)
      assert.is_true(#doc.quotes > 0)
      for _, q in ipairs(doc.quotes) do
        assert.are.equal(q.text, texts[q.path]:sub(q.start + 1, q.stop))
      end
    end
  end)

  it("say so where there is nothing", function()
    local empty = dofile("tests/lua/support/fake_corpus.lua").new{}
    for name, params in pairs(RUNS) do
      for _, format in ipairs{"md", "html", "csv", "json"} do
        assert.is_string(recipe.run(recipe.load(name), empty, params):render(format))
      end
    end
    local page = recipe.run(recipe.load("leader-profile"), sample(), {name = "无此人"}):render("md")
    assert.is_truthy(page:find("未见此名", 1, true))
  end)

  it("tell what they left out", function()
    local page = recipe.run(recipe.load("timeline"), sample(), {limit = "2"}):render("md")
    assert.is_truthy(page:find("另有 3 次未列出", 1, true))
    page = recipe.run(recipe.load("timeline"), sample(), {min_confidence = "0.65"}):render("md")
    assert.is_truthy(page:find("因置信度不足而略去 2 条", 1, true))
    page = recipe.run(recipe.load("compare-institutions"), sample(), {institutions = "松岭医院,无此院"}):render("md")
    assert.is_truthy(page:find("所收文献中未见的机构：无此院", 1, true))
  end)
end)

describe("the words of a page", function()
  local quoting = require "jiyao.quoting"

  it("are without tags, comments and entities", function()
    assert.are.equal("甲 & <乙>\n丙—丁", quoting.words(
      "甲&#32;&amp;\n<!-- x -->&lt;<em class='a'>乙</em>&#x3e;<br/> 丙&mdash;丁"))
    assert.are.equal("a < b &unknown; &#xD800;", quoting.words("a < b &unknown; &#xD800;"))
  end)

  it("keeps numbers within their bounds, and reads a dash as an underscore", function()
    local line = recipe.load("timeline")
    assert.equal(0.5, recipe.params(line, {["min-confidence"] = "0.5"}).min_confidence)
    for name, value in pairs {limit = "0", min_confidence = "7", kind = "吃饭"} do
      local ok, err = pcall(recipe.params, line, {[name] = value})
      assert.is_false(ok)
      assert.truthy(tostring(err):find("--" .. name, 1, true))
    end
  end)
end)
