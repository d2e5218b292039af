--- A report as one HTML page: no script, nothing fetched, made for the screen
-- and for paper. Links lead both ways between a figure and its quotations.
-- Knows HTML and how the parts look. Refuses to know what they mean.
-- @module jiyao.report.html
-- @internal
local chart = require "jiyao.report.chart"
local report = require "jiyao.report"
local style = require "jiyao.report.style"
local words = require "jiyao.report.words"

local html = {}

local ENTITY = {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;"}

-- So many references stand beside a figure; the rest fold away.
local SHOWN_REFS = 6

--- Escape text for HTML, in elements and in quoted attributes.
-- @function escape
-- @tparam string s
-- @treturn string
-- @usage
-- local html = require "jiyao.report.html"
-- print(html.escape('<a href="x">')) --> &lt;a href=&quot;x&quot;&gt;
function html.escape(s)
  return (words.clean(s):gsub("[&<>\"']", ENTITY))
end
local escape = html.escape

-- A page being written: its pieces, and for each quotation the anchors of the
-- places that refer to it.
local function put(page, format, ...)
  page[#page + 1] = select("#", ...) > 0 and format:format(...) or format
end

local function anchor(page, id)
  page.refs = page.refs + 1
  local here = "r" .. page.refs
  local back = page.back[id] or {}
  page.back[id] = back
  back[#back + 1] = here
  return here
end

local function number_links(page, refs, from, to)
  local links = {}
  for i = from, math.min(to, #refs) do
    links[#links + 1] = ('<a id="%s" href="#%s">%d</a>'):format(anchor(page, refs[i]), refs[i],
      page.report.quotes[refs[i]].number)
  end
  return table.concat(links, " ")
end

-- Numbers of quotations; those beyond `shown` fold away.
local function ref_list(page, refs, shown)
  if #refs == 0 then return "" end
  local rest = ""
  if #refs > shown then
    rest = ('<details><summary title="%d">⋯</summary> %s</details>'):format(#refs,
      number_links(page, refs, shown + 1, #refs))
  end
  return ('<span class="refs">%s%s</span>'):format(number_links(page, refs, 1, shown), rest)
end

-- Text that is followed by the numbers of its quotations.
local function prose_html(page, cell)
  local text, refs = report.cell(cell)
  return (escape(text):gsub("\n", "<br>")) .. ref_list(page, refs, SHOWN_REFS)
end

-- A figure that leads to its first quotation; several are numbered beside it.
local function cell_html(page, cell, column)
  local text, refs = report.cell(cell, column.digits)
  text = escape(text):gsub("\n", "<br>")
  -- A range of dates may still break between its ends.
  if column.nowrap then text = text:gsub("/", "/<wbr>") end
  if #refs == 0 then return text end
  if text == "" then return ref_list(page, refs, SHOWN_REFS) end
  local first = ('<a class="figure" id="%s" href="#%s">%s</a>'):format(anchor(page, refs[1]), refs[1], text)
  return #refs == 1 and first or first .. ref_list(page, refs, column.fold and 0 or SHOWN_REFS)
end

local write = {}

function write.heading(page, block)
  page.headings = page.headings + 1
  put(page, '<h%d id="s%d">%s</h%d>\n', block.level, page.headings, escape(block.text), block.level)
end

function write.paragraph(page, block)
  put(page, "<p>%s</p>\n", prose_html(page, block.cell))
end

function write.list(page, block)
  put(page, "<ul>\n")
  for _, item in ipairs(block.items) do put(page, "<li>%s</li>\n", prose_html(page, item)) end
  put(page, "</ul>\n")
end

local function cell_class(column)
  local classes = {}
  if column.align and column.align ~= "left" then classes[1] = column.align end
  if column.nowrap then classes[#classes + 1] = "nowrap" end
  return #classes > 0 and (' class="%s"'):format(table.concat(classes, " ")) or ""
end

function write.table(page, block)
  put(page, '<div class="table"><table>\n')
  if block.caption then put(page, "<caption>%s</caption>\n", escape(block.caption)) end
  put(page, "<thead><tr>")
  for _, c in ipairs(block.columns) do
    local width = c.share and (' style="width:%d%%"'):format(c.share) or ""
    put(page, '<th scope="col"%s%s>%s</th>', cell_class(c), width, escape(c.label or c.name))
  end
  put(page, "</tr></thead>\n<tbody>\n")
  for _, row in ipairs(block.rows) do
    put(page, "<tr>")
    for _, c in ipairs(block.columns) do
      put(page, "<td%s>%s</td>", cell_class(c), cell_html(page, row[c.name], c))
    end
    put(page, "</tr>\n")
  end
  put(page, "</tbody></table></div>\n")
end

function write.chart(page, block)
  put(page, '<figure class="chart">\n')
  if block.caption then put(page, "<figcaption>%s</figcaption>\n", escape(block.caption)) end
  put(page, chart.svg(block, escape))
  put(page, "</figure>\n")
end

function write.quotation(page, block)
  local q = block.quote
  local before, after = words.around(q)
  put(page, '<figure class="quote" id="%s">\n', q.id)
  put(page, "<blockquote>%s<mark>%s</mark>%s</blockquote>\n", escape(before), escape(q.text), escape(after))
  put(page, '<figcaption><span class="n">%d</span> ', q.number)
  if q.label then put(page, "<b>%s</b> ", escape(q.label)) end
  put(page, "<cite>%s</cite> %s", escape(q.path), escape(words.provenance(q)))
  -- References further down the page are not known yet: filled in at the end.
  page[#page + 1] = {quote = q.id}
  put(page, "</figcaption>\n</figure>\n")
end

local function back_links(page, id)
  local links = {}
  for i, here in ipairs(page.back[id] or {}) do
    links[i] = (' <a class="back" href="#%s" title="回到引用处">↩</a>'):format(here)
  end
  return table.concat(links)
end

local function contents(page, r)
  local items, n = {}, 0
  for _, block in ipairs(r.blocks) do
    if block.type == "heading" then
      n = n + 1
      if block.level == 2 then
        items[#items + 1] = ('<li><a href="#s%d">%s</a></li>'):format(n, escape(block.text))
      end
    end
  end
  if #items > 1 then put(page, "<nav><ul>%s</ul></nav>\n", table.concat(items)) end
end

local function head(page, r)
  put(page, '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n')
  put(page, '<meta name="viewport" content="width=device-width, initial-scale=1">\n')
  put(page, '<meta name="generator" content="jiyao">\n<title>%s</title>\n', escape(r.title))
  put(page, "<style>\n" .. style .. "</style>\n</head>\n<body>\n")
  put(page, "<header>\n<h1>%s</h1>\n", escape(r.title))
  if r.subtitle then put(page, '<p class="subtitle">%s</p>\n', escape(r.subtitle)) end
  contents(page, r)
  put(page, "</header>\n<main>\n")
end

--- Write the page.
-- @function render
-- @tparam Report r
-- @treturn string
-- @usage
-- local r = require("jiyao.report").new{title = "<会议>"}
-- print(r:render("html"):match("<title>.-</title>")) --> <title>&lt;会议&gt;</title>
function html.render(r)
  local page = {report = r, refs = 0, headings = 0, back = {}}
  head(page, r)
  for _, block in ipairs(r.blocks) do write[block.type](page, block) end
  put(page, "</main>\n</body>\n</html>\n")
  for i, piece in ipairs(page) do
    if type(piece) == "table" then page[i] = back_links(page, piece.quote) end
  end
  return table.concat(page)
end

return html
