-- pages.lua: composes pages of news in the markup of common Chinese site systems,
-- with the truth about each, the same for the same seed.
--
--   lua5.4 tests/generate/pages.lua FOLDER [SEED [EACH]]
--
-- writes EACH pages a system and FOLDER/truth.tsv: file, system, title, date,
-- source, byline, editor, number of articles, text (line ends as \n), and where there are
-- several articles DATE TITLE of each. Pages in GBK and Big5 are written by iconv(1). Knows how those systems build a page (the
-- templates, tests/generate/pages/*.lua); all people and institutions are invented.
-- Refuses to know what jiyao makes of any of it.
local here = (arg and arg[0] or ""):match("^(.*)/[^/]*$") or "tests/generate"
local NEWS = dofile(here .. "/news.lua")

local PAGES = {}

local function pick(random, list) return list[random(#list)] end

local function sentence_list(random, n)
  local out = {}
  for line in NEWS.article(random):gmatch("[^\n]+") do out[#out + 1] = line end
  while #out < n + 1 do -- without their headlines
    for line in NEWS.article(random):match("\n(.*)"):gmatch("[^\n]+") do out[#out + 1] = line end
  end
  return out
end

local function person(random)
  return NEWS.article(random):match("通讯员 ([^）]+)）") or pick(random, {"林知秋", "何若溪", "沈望舒", "方以宁", "顾长河"})
end

-- One article: a headline, paragraphs, and what a page says about it.
local function article(random, size)
  local lines = sentence_list(random, size)
  local a = {title = lines[1], paragraphs = {}, person = person(random), second = person(random)}
  for i = 2, size + 1 do a.paragraphs[#a.paragraphs + 1] = lines[i] end
  a.y, a.m, a.d = random(2008, 2025), random(1, 12), random(1, 28)
  a.hh, a.mm, a.ss = random(8, 18), random(10, 59), random(10, 59)
  a.iso = ("%04d-%02d-%02d"):format(a.y, a.m, a.d)
  a.source = pick(random, {"党委宣传部", "新闻中心", "党政办公室", "医务部", "南陵日报", "校报编辑部", "云溪大学新闻网"})
  return a
end

-- What stands in the body besides paragraphs: text for the truth, markup for the page.
local extras = {
  table = function(random)
    local rows, text = {"<tr><th>姓名</th><th>职务</th><th>单位</th></tr>"}, {"姓名 职务 单位"}
    for _ = 1, random(3, 6) do
      local name, title = person(random), pick(random, {"教授", "副院长", "科长"})
      local unit = pick(random, {"教务处", "骨科"})
      rows[#rows + 1] = ("<tr>\n<td><p>%s</p></td><td><p><span>%s</span></p></td><td>%s</td></tr>"):format(
        name, title, unit)
      text[#text + 1] = name .. " " .. title .. " " .. unit
    end
    return '<table border="1" cellspacing="0" style="border-collapse:collapse;"><tbody>'
      .. table.concat(rows, "\n")
      .. "</tbody></table>", table.concat(text, "\n")
  end,
  list = function(random)
    local items, text = {}, {}
    for i = 1, random(3, 5) do
      local s = NEWS.article(random):match("\n([^\n。]+。)") or "会议要求各部门抓好落实。"
      items[i], text[i] = "<li><p>" .. s .. "</p></li>", i .. ". " .. s
    end
    return '<ol class="list-paddingleft-2">' .. table.concat(items) .. "</ol>", table.concat(text, "\n")
  end,
  image = function(random)
    local caption = "图为" .. pick(random, {"会议现场", "参会人员合影", "签约仪式现场"})
    return '<p style="text-align:center"><img src="/uploads/1.jpg" alt="DSC_0172.JPG" width="600"/></p>\n'
      .. '<p style="text-align:center;"><span style="font-size:14px">' .. caption .. "</span></p>", caption
  end,
  heading = function(random)
    local s = "一、" .. pick(random, {"提高政治站位", "加强组织领导", "总体要求"})
    return "<p><strong>" .. s .. "</strong></p>", s
  end,
}

local wraps = {
  function(s) return "<p>" .. s .. "</p>" end,
  function(s) return '<p style="text-indent:2em;line-height:2">' .. s .. "</p>" end,
  function(s) return "<p>　　" .. s .. "</p>" end,
  function(s)
    return '<p class="MsoNormal" style="text-indent:32.0pt"><span style="font-family:仿宋_GB2312">' .. s
      .. '<span lang="EN-US"></span></span></p>'
  end,
  function(s) return "&nbsp;&nbsp;&nbsp;&nbsp;" .. s .. "<br/>" end,
  function(s) return "<P>&nbsp;&nbsp; " .. s end, -- never closed
  function(s) return "<div>" .. s .. "</div>" end,
  function(s)
    return '<section><span style="font-size: 16px;">' .. s .. "</span></section>"
  end,
}

local function escape(s)
  return (s:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub("“", "&ldquo;"):gsub("”", "&rdquo;")
    :gsub("·", "&middot;"))
end

-- The body of an article as markup and as text.
function PAGES.body(random, a, wrap)
  local html, text = {}, {}
  wrap = wrap or pick(random, wraps)
  for i, p in ipairs(a.paragraphs) do
    html[#html + 1], text[#text + 1] = wrap(escape(p)), p
    local extra = #a.paragraphs > 2 and i < #a.paragraphs and random(4) == 1
      and pick(random, {"table", "list", "image", "heading"})
    if extra then
      html[#html + 1], text[#text + 1] = extras[extra](random)
    end
  end
  return table.concat(html, "\n"), table.concat(text, "\n")
end

-- Headlines of other pages, with days of their own.
function PAGES.others(random, n)
  local out = {}
  for i = 1, n do
    local o = article(random, 1)
    local href = ("/info/1002/%d.htm"):format(random(1000, 9999))
    out[i] = {title = o.title, date = o.iso, abstract = o.paragraphs[1], href = href}
  end
  return out
end

function PAGES.links(list, shape)
  local out = {}
  for i, o in ipairs(list) do
    out[i] = (shape:gsub("%$(%a+)", function(key) return escape(o[key] or "") end))
  end
  return table.concat(out, "\n")
end

function PAGES.menu(random, n, shape)
  local words = {"学校概况", "机构设置", "人才培养", "科学研究", "师资队伍", "招生就业", "合作交流", "校园文化", "医院概况", "科室导航",
    "专家介绍", "就医指南", "党建工作", "新闻中心", "通知公告", "信息公开", "政策法规", "办事指南", "下载专区", "联系我们"}
  local out = {}
  for i = 1, n do out[i] = (shape:gsub("%$word", words[(i + random(3)) % #words + 1])) end
  return table.concat(out, "\n")
end

PAGES.escape, PAGES.pick, PAGES.article, PAGES.person = escape, pick, article, person

local function fill(shape, values)
  return (shape:gsub("%$(%u[%u%d]*)", function(key)
    return values[key] or error("no value for $" .. key)
  end))
end
PAGES.fill = fill

-- Comments longer than many an article.
function PAGES.comments(random, n, shape)
  local out = {}
  for i = 1, n do
    local o = article(random, 1)
    out[i] = fill(shape, {NAME = o.person, DATE = o.iso, TIME = ("%02d:%02d"):format(o.hh, o.mm),
      TEXT = escape(o.paragraphs[1]:sub(1, (utf8.offset(o.paragraphs[1], 60) or 0) - 1))})
  end
  return table.concat(out, "\n")
end

-- ---- writing ------------------------------------------------------------------------------

local function write(path, bytes, encoding)
  local out
  if encoding == "UTF-8" then
    out = assert(io.open(path, "wb"))
  else
    out = assert(io.popen(("iconv -c -f UTF-8 -t %s > '%s'"):format(encoding, path), "w"))
  end
  out:write(bytes)
  assert(out:close())
end

local function tidy(s)
  return ((s or ""):gsub("\t", " "):gsub("\n", "\\n"))
end

function PAGES.write(folder, seed, each, names)
  local truth = assert(io.open(folder .. "/truth.tsv", "wb"))
  for k, name in ipairs(names) do
    local make = dofile(here .. "/pages/" .. name .. ".lua")
    for i = 1, each do
      local random = NEWS.generator(seed * 1000 + k * 50 + i)
      local page = make(PAGES, random, i)
      local file = ("%s-%d.html"):format(name, i)
      write(folder .. "/" .. file, page.html, page.encoding or "UTF-8")
      truth:write(table.concat({file, name, tidy(page.title), page.date or "", page.source or "",
        page.byline or "", page.editor or "", page.articles and #page.articles or 1, tidy(page.text),
        tidy(table.concat(page.articles or {}, "\n"))}, "\t"), "\n")
    end
  end
  truth:close()
end

PAGES.systems = {"vsb", "webplus", "trs", "people", "govcn", "dedecms", "phpcms", "empire", "discuz",
  "wordpress", "wechat", "founder", "jeecms", "sharepoint", "xinhua", "powereasy", "hospital", "taiwan",
  "bootstrap"}

if arg and arg[1] then
  local names = {}
  for name in (arg[4] or table.concat(PAGES.systems, " ")):gmatch("%S+") do names[#names + 1] = name end
  PAGES.write(arg[1], tonumber(arg[2] or 1), tonumber(arg[3] or 4), names)
end
return PAGES
