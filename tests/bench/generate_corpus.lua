-- generate_corpus.lua N FOLDER [SEED]: N pages as institutions publish them (meetings, visits,
-- research, notices, appointments; corpus_reports.lua), with what is true of them beside:
-- FOLDER/pages (a folder an institution and year) and FOLDER/truth, tables of
--   pages.tsv     path, genre, script, encoding
--   meetings.tsv  path, date, the date as it stands, kind, host: of meetings and visits
--   people.tsv    path, name, the name as it stands, title, name and title as they stand
--   chains.tsv    chain, path, what was done (first, verbatim, trimmed, retitled, converted,
--                 damaged), published, order: 1 published first; the same day, the same order
--   forms.tsv     path, path: two reports by one form, of which neither is a reprint
-- Names and titles are in Simplified characters; as they stand is what the bytes hold, in
-- Traditional or with U+FFFD where no mention is whole. What is not on the page is not there.
--
-- The same numbers give the same bytes. Four pages in five are HTML, of three sites; one in ten
-- is GBK, one in ten in Traditional and Big5. One page in twenty is copied, by one to four
-- others: a converted copy is in the other script, all others in that of the first. One page in
-- thirty-three is a form that is filled in anew: all its words are the same but people, numbers
-- and days. All people and bodies are invented.
local jiyao = require "jiyao"
local news = dofile "tests/generate/news.lua"
local through = dofile "tests/generate/through.lua"

local COUNT, FOLDER = tonumber(arg[1]), arg[2]
local random = news.generator(tonumber(arg[3] or 1))
local words = dofile "tests/bench/corpus_words.lua"
local reports = dofile "tests/bench/corpus_reports.lua"(random)
local function pick(list) return list[random(#list)] end

-- ---- pages ------------------------------------------------------------------------

local SITES = {
  [0] = function(r)
    return ([[<!DOCTYPE html><html><head><meta charset="%s"><title>%s-%s</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/gk">概况</a><a href="/jg">机构设置</a><a href="/xw">新闻中心</a><a href="/lx">联系我们</a></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/xw">新闻中心</a> &gt; 正文</div>
<h1>%s</h1><div class="info">发布时间：%s　来源：%s　浏览次数：%d</div>
<div class="content"><p>%s</p></div>
<div class="foot">版权所有 %s　地址：%s路%d号　邮编：3%05d</div></body></html>
]]):format(r.charset, r.title, r.site, r.title, r.published, r.site, random(9000),
      table.concat(r, "</p>\n<p>"), r.site, pick(words.PLACES), random(300), random(99999))
  end,
  function(r)
    return ([[<html><head><meta http-equiv="Content-Type" content="text/html; charset=%s"><title>%s</title>
<link rel="stylesheet" href="/css/main.css"><script>var _id=%d;</script></head><body><table width="980"><tr><td>
<ul><li><a href="a.htm">学校首页</a></li><li><a href="b.htm">综合新闻</a></li><li><a href="c.htm">通知公告</a></li></ul></td></tr>
<tr><td align="center"><strong>%s</strong></td></tr><tr><td align="center">%s&nbsp;&nbsp;%s</td></tr>
<tr><td><p>&nbsp;&nbsp;&nbsp;&nbsp;%s</p></td></tr><tr><td><a href="x.htm">上一篇</a> <a href="y.htm">下一篇</a></td></tr></table></body></html>
]]):format(r.charset, r.title, random(99999), r.title, r.site, r.published,
      table.concat(r, "</p><p>&nbsp;&nbsp;&nbsp;&nbsp;"))
  end,
  function(r)
    return ([[<!doctype html><html lang="zh"><head><meta charset="%s"><meta name="pubdate" content="%s"><title>%s | %s</title></head>
<body><header><nav>首页 新闻 公告 专题 视频</nav></header><main><article><h2>%s</h2><p class="meta">%s %s 编辑：新闻中心</p>
<section>%s</section></article></main><aside>相关阅读 热点专题 图片新闻</aside><footer>%s 主办</footer></body></html>
]]):format(r.charset, r.published, r.title, r.site, r.title, r.published, r.site,
      "<p>" .. table.concat(r, "</p>\n      <p>") .. "</p>", r.site)
  end,
}

local function plain(r)
  return ("%s\n发布时间：%s　来源：%s\n\n　　%s\n"):format(r.title, r.published, r.site, table.concat(r, "\n　　"))
end

-- ---- copies -----------------------------------------------------------------------

local COPIES = {"verbatim", "trimmed", "retitled", "converted", "damaged"}
local OTHER = {Hans = "Hant", Hant = "Hans"}

local function damaged(s)
  return (s:gsub(utf8.charpattern, function(char)
    return #char == 3 and random(25) == 1 and "\u{FFFD}" or char
  end))
end

local function copy_of(report, what)
  local copy = {}
  for key, value in pairs(report) do
    if math.type(key) ~= "integer" then copy[key] = value end
  end
  copy.what, copy.body = what, pick(reports.institutions)
  for i = 1, what == "trimmed" and math.ceil(#report * 2 / 3) or #report do copy[i] = report[i] end
  copy.script = what == "converted" and OTHER[report.script] or report.script
  copy.published = reports.day_after(report.published, random(5, 30))
  if what == "retitled" then
    copy.title = ("%s：聚力%s"):format(pick(words.chosen.unit), pick(words.chosen.topic))
  end
  return copy
end

-- ---- as it stands -------------------------------------------------------------------

-- A line in Traditional, character by character; as Taiwan writes it where Big5 has no other.
local function traditional(line)
  local other = jiyao.convert.script(line, "s2t"):gsub("爲", "為")
  assert(utf8.len(other) == utf8.len(line), line)
  return other
end

local function set_down(report)
  report.standing = {}
  for i, line in ipairs(report) do
    line = report.script == "Hant" and traditional(line) or line
    report.standing[i] = report.what == "damaged" and damaged(line) or line
  end
end

-- How words of a report stand on its page: whole if they do anywhere; nil where they are cut.
local function standing(report, wanted)
  local found
  for i, line in ipairs(report) do
    local from, to = line:find(wanted, 1, true)
    while from do
      local first, all = utf8.len(line, 1, from), report.standing[i]
      local last = first + utf8.len(wanted)
      local words_there = all:sub(utf8.offset(all, first), utf8.offset(all, last) - 1)
      if not words_there:find("\u{FFFD}", 1, true) then return words_there end
      found = found or words_there
      from, to = line:find(wanted, to + 1, true)
    end
  end
  return found
end

-- ---- encodings ----------------------------------------------------------------------

-- All characters of two bytes in an encoding, each in a table.
local function characters(encoding)
  local pairs_of, has = {}, {}
  for lead = 0x81, 0xFE do
    for trail = 0x40, 0xFE do pairs_of[#pairs_of + 1] = string.char(lead, trail, 10) end
  end
  local all = through(table.concat(pairs_of), "iconv -c -f " .. encoding .. " -t UTF-8")
  for char in all:gmatch(utf8.charpattern) do has[char] = true end
  return has
end

local WRITABLE = {GBK = characters "GBK", ["BIG5-HKSCS"] = characters "BIG5-HKSCS"}
local CHARSETS = {GBK = "gb2312", ["BIG5-HKSCS"] = "big5", GB18030 = "gb18030", ["UTF-8"] = "utf-8"}

local function holds(encoding, page)
  local has = WRITABLE[encoding]
  for char in page:gmatch "[\xC2-\xFD][\x80-\xBF]+" do
    if has and not has[char] then return false end
  end
  return true
end

-- In what a page is written: what was drawn, if that has all its characters.
local function encoding_of(report, page)
  local draw, encoding = random(10), "UTF-8"
  if report.what == "damaged" then return encoding end
  if report.script == "Hans" then
    encoding = draw == 1 and "GBK" or encoding
  elseif not report.what or draw <= 4 then
    encoding = "BIG5-HKSCS"
  elseif draw <= 6 then
    encoding = "GB18030"
  end
  return holds(encoding, page) and encoding or "UTF-8"
end

-- ---- writing ----------------------------------------------------------------------

local function write(path, bytes)
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(bytes))
end

-- Pages that wait to be encoded, by iconv, many at a time.
local waiting = {GBK = {}, ["BIG5-HKSCS"] = {}, GB18030 = {}}
local function encode(encoding)
  local pages, all = waiting[encoding], {}
  if #pages == 0 then return end
  for i, page in ipairs(pages) do all[i] = page.page end
  local out, ok = through(table.concat(all, "\30"), "iconv -f UTF-8 -t " .. encoding)
  assert(ok, "iconv cannot write a page in " .. encoding)
  local at = 1
  for i = 1, #pages do
    local stop = out:find("\30", at, true) or #out + 1
    write(pages[i].path, out:sub(at, stop - 1))
    at = stop + 1
  end
  waiting[encoding] = {}
end

local truth = {}
local function note(name, ...)
  truth[name]:write(table.concat({...}, "\t"), "\n")
end

local made = {}
local function folder_of(report)
  local folder = ("%s/pages/%s/%s"):format(FOLDER, report.body.name, report.published:sub(1, 4))
  if not made[folder] then assert(os.execute("mkdir -p '" .. folder .. "'")) end
  made[folder] = true
  return folder
end

-- What is true of a page by the bytes of it.
local function note_page(report, path, encoding)
  note("pages", path, report.genre, report.script, encoding)
  if report.occasion then
    local host = report.host and standing(report, report.host) and report.host or ""
    note("meetings", path, report.date, standing(report, report.day), report.occasion, host)
  end
  for _, person in ipairs(report.people) do
    local name, told = standing(report, person.name), person.told and standing(report, person.told)
    if name then note("people", path, person.name, name, told and person.title or "", told or "") end
  end
end

-- The page of a report: its site's, with what stands in it put in last, since that is already
-- in the script of the page.
local function page_of(report, html)
  local outer = {title = report.title, site = report.body.name, published = report.published, charset = "\2"}
  for i = 1, #report do outer[i] = "\1" .. i .. "\1" end
  local page = html and SITES[report.body.site](outer) or plain(outer)
  if report.script == "Hant" then page = traditional(page) end
  return (page:gsub("\1(%d+)\1", function(i) return report.standing[tonumber(i)] end))
end

local number = 0
local function publish(report)
  number = number + 1
  report.script = report.script or random(10) == 1 and "Hant" or "Hans"
  set_down(report)
  local html = random(5) > 1
  local page = page_of(report, html)
  local encoding = encoding_of(report, page)
  page = page:gsub("\2", CHARSETS[encoding])
  local path = ("%s/%06d.%s"):format(folder_of(report), number, html and "html" or "txt")
  if waiting[encoding] then
    table.insert(waiting[encoding], {path = path, page = page})
    if #waiting[encoding] >= 400 then encode(encoding) end
  else
    write(path, page)
  end
  report.path = path:sub(#FOLDER + 2)
  note_page(report, report.path, encoding)
  return report
end

local function note_chain(chain, all)
  table.sort(all, function(a, b)
    return a.published < b.published or a.published == b.published and a.path < b.path
  end)
  local order
  for i, report in ipairs(all) do
    order = i > 1 and report.published == all[i - 1].published and order or i
    note("chains", chain, report.path, report.what or "first", report.published, order)
  end
end

os.execute("mkdir -p '" .. FOLDER .. "/truth'")
for _, name in ipairs {"pages", "meetings", "people", "chains", "forms"} do
  truth[name] = assert(io.open(("%s/truth/%s.tsv"):format(FOLDER, name), "wb"))
end
local chains, forms = 0, 0
while number < COUNT do
  local form = reports.draft()
  local report = reports.fill(form)
  local draw = random(100)
  if report then publish(report) end
  if report and draw <= 5 then
    local all = {report}
    for i = 1, random(4) do all[i + 1] = publish(copy_of(report, pick(COPIES))) end
    chains = chains + 1
    note_chain(chains, all)
  elseif report and draw <= 8 then
    local other = reports.fill(form, report)
    if other then
      other.script = report.script
      note("forms", report.path, publish(other).path)
      forms = forms + 1
    end
  end
end
for encoding in pairs(waiting) do encode(encoding) end
for _, file in pairs(truth) do file:close() end
print(("%d pages, %d chains, %d pairs of one form"):format(number, chains, forms))
