-- Reports: their parts, and how each format writes them.
local report = require "jiyao.report"

local function small()
  local r = report.new{title = "甲 <院> & \"会\"", subtitle = "2024"}
  local id = r:cite{text = "开会。", before = "昨日", after = "散会。", path = "a|b.txt", start = 6, stop = 15,
    date = "2024-03-04", cut_before = true}
  r:heading("一")
  r:table{caption = "表", columns = {{name = "k", label = "项"}, {name = "n", label = "数", align = "right"}},
    rows = {{k = "=甲,|\n乙", n = {value = 1, refs = {id}}}, {k = "丙", n = -2}, {n = 2.5}}}
  return r, id
end

local function links(page)
  local ids, targets = {}, {}
  for id in page:gmatch(' id="([^"]*)"') do
    assert.is_nil(ids[id], "the id " .. id .. " stands twice")
    ids[id] = true
  end
  for target in page:gmatch('href="#([^"]*)"') do targets[#targets + 1] = target end
  return ids, targets
end

describe("a report", function()
  it("keeps the same words of the same document once", function()
    local r, id = small()
    local q = {text = "开会。", path = "a|b.txt", start = 6, stop = 15}
    assert.are.equal(id, r:cite(q))
    q.start = 7
    assert.are_not.equal(id, r:cite(q))
  end)

  it("refuses misuse where it happens", function()
    local r = report.new{title = "甲"}
    assert.has_error(function() report.new{} end, "report.new: a table with a title expected")
    assert.has_error(function() r:heading(7, "x") end, "heading: a level from 2 to 4 expected")
    assert.has_error(function() r:table{rows = {}} end, "table: columns expected")
    assert.has_error(function() r:table{columns = {{name = "a", align = "up"}}, rows = {}} end)
    assert.has_error(function() r:chart{kind = "pie", labels = {}} end, "chart: kind is bar, line or strip")
    assert.has_error(function() r:chart{kind = "strip", labels = {"a"}, marks = {{at = 2}}} end)
    assert.has_error(function() r:chart{kind = "bar", labels = {"a"}, series = {{points = {}}}} end)
    assert.has_error(function() r:cite{text = "x", path = "a", start = 1.5, stop = 2} end)
  end)

  it("fails on a reference that leads nowhere, and on an unknown format", function()
    local r = report.new{title = "甲"}
    local ok, e = pcall(r.render, r, "doc")
    assert.is_false(ok)
    assert.are.equal("EINVALID", e.code)
    r:paragraph{text = "x", refs = {"q9"}}
    ok, e = pcall(r.render, r, "md")
    assert.is_false(ok)
    assert.is_truthy(tostring(e):find("q9", 1, true))
  end)

  it("renders the same bytes twice, and shows every quotation", function()
    for _, format in ipairs{"md", "html", "csv", "json"} do
      local a, b = small():render(format), small():render(format)
      assert.are.equal(a, b)
      local r = small()
      assert.are.equal(a, r:render(format))
      assert.are.equal(a, r:render(format))
    end
    assert.is_truthy(small():render("html"):find('id="q1"', 1, true))
  end)
end)

describe("html", function()
  it("escapes, highlights, and names the place", function()
    local page = small():render("html")
    assert.is_truthy(page:find("<h1>甲 &lt;院&gt; &amp; &quot;会&quot;</h1>", 1, true))
    assert.is_truthy(page:find("<blockquote>…昨日<mark>开会。</mark>散会。</blockquote>", 1, true))
    assert.is_truthy(page:find("<cite>a|b.txt</cite> 字节 6–15 · 2024-03-04", 1, true))
    assert.is_truthy(page:find("=甲,|<br>乙", 1, true))
    assert.is_truthy(page:find('lang="zh-CN"', 1, true))
    assert.is_nil(page:find("<script", 1, true))
  end)

  it("has no link without its anchor, both ways", function()
    local ids, targets = links(small():render("html"))
    assert.is_true(#targets >= 2)
    local seen = {}
    for _, target in ipairs(targets) do
      assert.is_true(ids[target], target)
      seen[target] = true
    end
    assert.is_true(seen.q1 and seen.r1)
  end)

  it("folds many references away, and loses none", function()
    local r = report.new{title = "甲"}
    local refs = {}
    for i = 1, 30 do refs[i] = r:cite{text = "x", path = "a", start = i, stop = i + 1} end
    r:table{columns = {{name = "n", fold = true}}, rows = {{n = {value = 30, refs = refs}}}}
    r:paragraph{text = "三十处", refs = refs}
    local page = r:render("html")
    local _, targets = links(page)
    local count = 0
    for _, target in ipairs(targets) do count = count + (target == "q30" and 1 or 0) end
    assert.are.equal(2, count)
    assert.is_truthy(page:find("<details>", 1, true))
  end)

  it("lets a range of dates break between its ends only", function()
    local r = report.new{title = "甲"}
    r:table{columns = {{name = "d", nowrap = true}, {name = "e"}}, rows = {{d = "2024/2025", e = "a/b"}}}
    local page = r:render("html")
    assert.is_truthy(page:find('<td class="nowrap">2024/<wbr>2025</td><td>a/b</td>', 1, true))
  end)

  it("writes no byte that is not UTF-8 and no control character", function()
    local r = report.new{title = "甲\0乙\xff丙\27[1m"}
    local page = r:render("html")
    assert.is_truthy(utf8.len(page))
    assert.is_nil(page:find("[\0-\8\11-\31]"))
    assert.is_truthy(page:find("甲\u{FFFD}乙\u{FFFD}丙\u{FFFD}[1m", 1, true))
  end)
end)

describe("charts", function()
  local function chart(block)
    local r = report.new{title = "甲"}
    for i = 1, 3 do r:cite{text = "x", path = "a", start = i, stop = i + 1} end
    r:chart(block)
    return r:render("html"), r
  end

  it("make each mark a link to its words", function()
    local page = chart{kind = "strip", labels = {"2024-01", "2024-02"},
      marks = {{at = 1, text = "<甲>", refs = {"q1"}}, {at = 2, refs = {"q2"}}, {at = 2, refs = {"q3"}}}}
    for i = 1, 3 do
      assert.is_truthy(page:find('<a href="#q' .. i .. '"><g><circle', 1, true), "q" .. i)
    end
    assert.is_truthy(page:find("<title>&lt;甲&gt;</title>", 1, true))
  end)

  it("cut a bar into as many links as it has references", function()
    local page = chart{kind = "bar", labels = {"甲"},
      series = {{name = "s", points = {{value = 3, refs = {"q1", "q2", "q3"}}}}}}
    local _, rects = page:gsub('<a href="#q%d"><g><rect', "")
    assert.are.equal(3, rects)
  end)

  it("draw lines, several series and empty data", function()
    local page = chart{kind = "line", labels = {"2023", "2024"}, series = {
      {name = "甲", points = {{value = 1}, {value = 2, refs = {"q1"}}}},
      {name = "乙", points = {{value = 0}, {}}}}}
    local _, polylines = page:gsub("<polyline", "")
    assert.are.equal(2, polylines)
    local none = {{points = {{value = 0}}}}
    for _, block in ipairs{
      {kind = "strip", labels = {}, marks = {}}, {kind = "bar", labels = {}, series = {}},
      {kind = "line", labels = {}, series = {}}, {kind = "bar", labels = {"甲"}, series = none}} do
      page = chart(block)
      assert.is_nil(page:find('="%-?nan'))
      assert.is_nil(page:find('="inf'))
    end
  end)

  it("cut names that are too long, and hold a thousand marks", function()
    local marks = {}
    for i = 1, 1000 do marks[i] = {at = 1, refs = {"q1"}} end
    local page = chart{kind = "strip", labels = {"2024-01"}, marks = marks}
    local height = tonumber(page:match('viewBox="0 0 %d+ (%d+)"'))
    assert.is_true(height < 400)
    page = chart{kind = "bar", labels = {("长"):rep(60)}, series = {{points = {{value = 1}}}}}
    assert.is_truthy(page:find(">" .. ("长"):rep(14) .. "…<", 1, true))
  end)
end)

describe("markdown", function()
  it("pads tables by width and escapes what would be markup", function()
    local page = small():render("md")
    assert.is_truthy(page:find("| 项        |       数 |\n| --------- | -------: |\n", 1, true))
    assert.is_truthy(page:find("| =甲,\\| 乙 | [1](#q1) |\n", 1, true))
    assert.is_truthy(page:find('<a id="q1"></a>\n\n> …昨日<b>开会。</b>散会。\n', 1, true))
    assert.is_truthy(page:find("a\\|b.txt 字节 6–15", 1, true))
  end)

  it("lets no text open a list, a heading or a quotation", function()
    local r = report.new{title = "甲"}
    for _, text in ipairs{"# x", "- x", "+ x", "1. x", "> x", "=== x"} do r:paragraph(text) end
    local page = r:render("md"):gsub("^[^\n]*\n", "")
    for line in page:gmatch("[^\n]+") do
      assert.is_nil(line:find("^[#>+=-]"), line)
      assert.is_nil(line:find("^%d+[.)] "), line)
    end
  end)
end)

describe("csv", function()
  it("quotes after RFC 4180, guards formulas, and leads to the words", function()
    assert.are.equal('项,数,数·原文位置\r\n"\'=甲,|\n乙",1,a|b.txt#6-15\r\n丙,-2,\r\n,2.50,\r\n', small():render("csv"))
  end)

  it("guards every sign that a spreadsheet runs, but no number", function()
    local csv = require "jiyao.report.csv"
    for _, sign in ipairs{"=", "+", "-", "@", "\t"} do
      assert.is_truthy(csv.field(sign .. "1"):find("^\"?'"), sign)
    end
    assert.are.equal("甲-1", csv.field("甲-1"))
  end)

  it("separates tables by an empty line, and can begin with a byte order mark", function()
    local r = report.new{title = "甲"}
    for i = 1, 2 do r:table{columns = {{name = "n"}}, rows = {{n = i}}} end
    assert.are.equal("n\r\n1\r\n\r\nn\r\n2\r\n", r:render("csv"))
    r = report.new{title = "会议"}
    local parted = {{name = "n"}}
    for i = 1, 2 do
      r:heading("第" .. i)
      r:table{columns = parted, rows = {{n = i}}, part = {label = "年份", value = "202" .. i}}
    end
    assert.are.equal("年份,n\r\n2021,1\r\n2022,2\r\n", r:render("csv"))
    r = report.new{title = "会议"}
    r:table{columns = parted, rows = {}}
    assert.are.equal("\u{FEFF}n\r\n", r:render("csv", {bom = true}):sub(1, 6))
  end)
end)

describe("json", function()
  it("holds blocks and quotations in a fixed order", function()
    local page = small():render("json")
    assert.is_truthy(page:find('"k":"=甲,|\\n乙","n":{"value":1,"refs":["q1"]}', 1, true))
    assert.is_truthy(page:find('"start":6,"end":15,"date":"2024-03-04"', 1, true))
    assert.is_truthy(page:find('"k":null,"n":2.5', 1, true))
  end)
end)
