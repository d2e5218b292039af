-- Readings for tools that look at language: TEI and vertical text.
local exchanged = require "support.exchanged"
local scratch = require "support.scratch"

local read_file, fresh = exchanged.read_file, exchanged.fresh
local export, corpus_of_all = exchanged.export, exchanged.corpus_of_all

describe("TEI", function()
  local tei = require "jiyao.exchange.tei"

  -- The text of the paragraphs, without the elements.
  local function paragraphs(xml)
    local list = {}
    for p in xml:match("<text>.*"):gmatch "<p>(.-)</p>" do
      list[#list + 1] = p:gsub("<[^>]*>", ""):gsub("&(%l+);", {lt = "<", gt = ">", quot = '"', amp = "&"})
    end
    return list
  end

  it("says dates as W3C's types do, or not at all", function()
    assert.equal(' when="2024-03"', tei.when "2024-03")
    assert.equal(' when="2024" cert="medium"', tei.when "2024~")
    assert.equal(' from="2024-03-05" to="2024-03-06"', tei.when "2024-03-05/2024-03-06")
    assert.equal(' from="--03-05" to="--03-06"', tei.when "XXXX-03-05/XXXX-03-06")
    for _, s in ipairs {"XXXX", "XXXX-03", "202X", "2024-XX", "2024-03/..", "../2024", "2024-21",
        "2024-00"} do
      assert.equal("", tei.when(s), s)
    end
    assert.equal("", tei.when(nil))
  end)

  it("nests what lies within, and leaves out what crosses", function()
    local corpus <close> = fresh()
    local source = "2024年3月5日,<东湖大学>校长林知行说:\r\n\n \n&林知行\1。"
    local function span(words, from)
      local a, b = source:find(words, from, true)
      return {a - 1, b}
    end
    local whole, name = span "东湖大学>校长林知行", span "校长林知行"
    corpus:store({published = "2024-03-06", people = {
      {name = "林知行", titles = {"校长"}, org = "东湖大学", spans = {whole, name, span("&林知行")}},
      {name = "行说", spans = {span "行说", span "说:\r\n\n \n&"}}}},
      {path = "a&b.txt", bytes = source, encoding = "UTF-8", script = "Hans", kind = "text", source = source,
        reading = source, rules = "1"})
    local xml = export(corpus, {format = "tei"})
    assert.truthy(xml:find('<p><date when="2024-03-05">2024年3月5日</date>,&lt;<persName ref="#d1p1">'
      .. '<orgName type="school">东湖大学</orgName>&gt;<persName ref="#d1p1">校长林知行</persName></persName>说:</p>',
      1, true), xml)
    assert.truthy(xml:find('<p><persName ref="#d1p1">&amp;林知行</persName>\u{FFFD}。</p>', 1, true), xml)
    assert.truthy(xml:find('<title>a&amp;b.txt</title>', 1, true))
    assert.truthy(xml:find('<person xml:id="d1p1"><persName>林知行</persName><affiliation>'
      .. "<roleName>校长</roleName><orgName>东湖大学</orgName></affiliation></person>", 1, true))
  end)

  it("holds every line of every reading, and is well formed", function()
    local corpus <close> = corpus_of_all()
    corpus:store({}, {path = "odd.txt", bytes = "", encoding = "UTF-8", script = "Hans", kind = "text",
      source = "", reading = "", rules = "1"})
    local path = scratch.path(".xml")
    local n = corpus:export {format = "tei", out = path}
    local pipe <close> = assert(io.popen("python3 tests/cli/tei.py '" .. path .. "'"))
    assert.equal("TEI " .. n, pipe:read("a"):match "^TEI %d+")
    local wanted = {}
    for _, row in ipairs(corpus:sql "SELECT path, reading FROM v_text ORDER BY path") do
      local some = false
      for line in row.reading:gmatch "[^\r\n]+" do
        if line:find "%S" then
          wanted[#wanted + 1] = line:gsub("[%z\1-\8\11-\31\127]", "\u{FFFD}")
          some = true
        end
      end
      assert.is_true(some or row.path == "odd.txt")
    end
    assert.same(wanted, paragraphs(read_file(path)))
    local counts = corpus:sql [[SELECT (SELECT count(*) FROM mention) AS n]]
    local _, marked = read_file(path):gsub("<persName ref", "")
    assert.is_true(marked > 0 and marked <= counts[1].n)
  end)
end)

describe("vertical text", function()
  it("has each token on its line, in sentences, and names whole", function()
    local corpus <close> = fresh()
    local source = "校长林知行&骆驼到会。“好！”<b>\n\n  \n\1会议\u{20000}"
    corpus:store({institution = '甲"院', published = "2024-03", people = {{name = "林知行"}, {name = "骆驼到"}}},
      {path = "a.txt", bytes = source, encoding = "UTF-8", script = "Hans", kind = "text", source = source,
        reading = source, rules = "1", title = "<标\n题>"})
    corpus:store({}, {path = "b.txt", bytes = "", encoding = "UTF-8", script = "Hans", kind = "text",
      source = "", reading = "", rules = "1"})
    local text, n = export(corpus, {format = "vertical"})
    assert.equal(2, n)
    assert.truthy(text:find('<doc path="a.txt" title="&lt;标 题&gt;" institution="甲&quot;院" '
      .. 'published="2024-03" script="Hans">\n<p>\n<s>\n', 1, true), text)
    assert.truthy(text:find "\n林知行\tnr\n&amp;\t%a+\n骆驼到\tnr")
    assert.truthy(text:find "。\tw\n</s>\n<s>\n“\tw\n")
    assert.truthy(text:find("<p>\n<s>\n\u{FFFD}", 1, true), text)
    assert.truthy(text:find('</doc>\n<doc path="b.txt" script="Hans">\n</doc>\n$'), text)
    local opened = {}
    for line in text:gmatch "[^\n]+" do
      local ending, tag = line:match "^<(/?)(%a+)"
      if not tag then
        assert.truthy(line:find "^[^\t<>]+\t%a+$", line)
        assert.equal("s", opened[#opened])
      elseif ending == "" then
        opened[#opened + 1] = tag
      else
        assert.equal(tag, table.remove(opened))
      end
    end
    assert.same({}, opened)
  end)
end)
