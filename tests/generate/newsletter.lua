-- newsletter.lua: composes printed newsletters as plain text, with the truth
-- about their articles, the same for the same seed.
--
--   lua5.4 tests/generate/newsletter.lua COUNT SEED [LAYOUT] > newsletters.txt
--
-- Knows how such text comes out of a page: lines of 8 to 20 characters, columns
-- one after another, side by side, or in pieces out of order; headlines above,
-- below or amid the text; mastheads, page marks, editors, captions. All people and
-- institutions are invented. As a module it returns `make(seed, layout)` and
-- `layouts`, and `bulletin(seed, layout)` and `bulletins` for texts in one column. Refuses to know what jiyao makes of any of it.
local NEWS = dofile("tests/generate/news.lua")

local NEWSLETTER = {}

local function pick(random, list) return list[random(#list)] end

local function shuffle(random, list)
  for i = #list, 2, -1 do
    local j = random(i)
    list[i], list[j] = list[j], list[i]
  end
  return list
end

-- ---- articles ----------------------------------------------------------------

local PLACES = {"青柏", "临江", "云溪", "石门湾", "松桥", "明湖", "定远", "安平", "凤栖", "永宁", "白鹭洲", "新汀"}
local KINDS = {"医院", "大学", "研究院", "职业学院", "中心医院", "实验室"}
local SURNAMES = {"林", "苏", "顾", "沈", "陆", "叶", "韩", "秦", "贺", "乔", "宋", "许", "欧阳", "方"}
local GIVEN = {"知秋", "映雪", "长风", "青岚", "听澜", "远舟", "明", "若溪", "怀瑾", "景行", "书瑜", "云帆", "望舒", "立", "德厚"}
local UNITS = {"党政办", "组织部", "宣传部", "科研部", "医务部", "护理部", "工会", "团委", "开发部", "人力资源处", "基因所", "后勤保障部"}
local TITLES = {"党委书记", "院长", "副院长", "纪委书记", "主任", "副主任", "处长", "所长"}
local MEETINGS = {"座谈会", "年度工作会议", "理论学习中心组学习会", "培训会", "推进会", "专题党课", "签约仪式", "表彰大会", "动员部署会",
  "学术沙龙", "主题党日活动", "警示教育大会", "青年论坛", "应急演练", "义诊活动", "运动会"}
local TOPICS = {"医疗质量管理", "学科建设", "人才培养", "成果转化", "智慧医院", "意识形态", "师德师风", "安全生产", "乡村振兴", "临床研究",
  "数据治理", "退休职工", "青年学术", "科研管理", "财务制度", "平台建设", "志愿服务", "读书分享", "健康科普", "廉政文化"}

local function facts(random)
  return {
    org = pick(random, PLACES) .. pick(random, KINDS),
    other = pick(random, PLACES) .. pick(random, KINDS),
    topic = pick(random, TOPICS), meeting = pick(random, MEETINGS), unit = pick(random, UNITS),
    title = pick(random, TITLES), title2 = pick(random, TITLES),
    person = pick(random, SURNAMES) .. pick(random, GIVEN),
    person2 = pick(random, SURNAMES) .. pick(random, GIVEN),
    mo = tostring(random(12)), day = tostring(random(28)),
    n = tostring(random(11, 980)), y = tostring(random(2015, 2025)),
    q = pick(random, {"一", "二", "三", "四"}),
  }
end

local HEADLINES = {
  {"我院召开{topic}{meeting}"}, {"{org}举办{topic}{meeting}"}, {"我院举办{y}年度{topic}{meeting}"},
  {"我院召开第{q}季度{topic}{meeting}"}, {"{title}{person}出席{topic}{meeting}"},
  {"{org}与{other}", "举行{topic}{meeting}"}, {"凝心聚力  再启新程", "我院召开{topic}{meeting}"},
  {"{topic}在路上", "——{org}举办{meeting}侧记"}, {"{unit}组织开展{topic}{meeting}"},
  {"深化交流  共谋发展", "{other}一行来我院调研{topic}工作"}, {"{unit}{topic}{meeting}圆满落幕"},
}
local LEADS = {
  ["调研"] = "{mo}月{day}日，{other}{title}{person}一行来我院调研{topic}工作，{unit}负责人参加座谈。",
  "{mo}月{day}日，{org}召开{topic}{meeting}。{title}{person}出席会议并讲话，{title2}{person2}主持会议。",
  "{mo}月{day}日，我院举办{y}年度{topic}{meeting}，{title}{person}、{title2}{person2}以及{n}余名职工参加。",
  "为进一步做好{topic}工作，{mo}月{day}日，{unit}组织开展{topic}{meeting}，{org}{title}{person}到会指导。",
  "{y}年{mo}月{day}日上午，我院召开第{q}季度{topic}{meeting}，{org}与{other}的{n}名代表齐聚一堂。",
  "{mo}月{day}日，{org}{title}{person}赴{other}，双方举行{topic}{meeting}，交流了经验做法。",
}

local function fill(template, f)
  return (template:gsub("{(%w+)}", f))
end

-- Wording of the body beyond the lead: paragraphs of composed news.
local function paragraphs(random, f, count)
  local list, news = {}, {}
  local headline = pick(random, HEADLINES)
  local lead = headline[#headline]:find("调研", 1, true) and LEADS["调研"] or pick(random, LEADS)
  list[1] = fill(lead, f)
  for line in NEWS.article(random):gmatch("[^\n]+") do news[#news + 1] = line end
  for i = 3, #news do
    if #list < count then list[#list + 1] = (news[i]:gsub(",", "，")) end
  end
  local title = {}
  for i, t in ipairs(headline) do title[i] = fill(t, f) end
  return list, title
end

local POEMS = {{"春风又绿江南岸边柳", "白衣执甲护安康", "初心如磐行致远", "杏林春暖满庭芳"}, {"灯下翻书夜未央", "窗前细雨湿丁香", "一腔热血凭谁寄", "不负韶华不负光"}}

-- Lines that a page sets as they are: a poem, a list, names in columns.
local function special(random)
  local kind = random(3)
  if kind == 1 then return pick(random, POEMS) end
  if kind == 2 then
    local list = {}
    for i = 1, random(3, 5) do list[i] = ("%d.%s奖"):format(i, pick(random, TOPICS)) end
    return list
  end
  local rows = {}
  for i = 1, random(2, 4) do
    local row = {}
    for j = 1, 3 do
      row[j] = pick(random, SURNAMES):sub(1, 3) .. pick(random, {"知秋", "映雪", "听澜", "　明", "　立"})
    end
    rows[i] = table.concat(row, "  ")
  end
  return rows
end

-- ---- setting -------------------------------------------------------------------

local NO_START = "，。、；：！？”）》…%"
local NO_END = "“（《"

local function units(s)
  local list = {}
  local at = 1
  while at <= #s do
    local word = s:match("^[%w%.%-/:?=]+", at)
    local piece = word and #word <= 12 and word or s:match("^[%z\1-\127\194-\244][\128-\191]*", at)
    list[#list + 1] = piece
    at = at + #piece
  end
  return list
end

local function columns(piece)
  return piece:byte() < 128 and #piece or 2
end

-- Breaks a paragraph into lines of `width` columns; the first has `indent` less.
local function wrap(s, width, indent)
  local lines, line, room = {}, {}, width - indent
  for _, piece in ipairs(units(s)) do
    local w = columns(piece)
    local hang = NO_START:find(piece, 1, true) and #line > 0
    if w > room and not hang then
      local carry = {}
      while #line > 1 and NO_END:find(line[#line], 1, true) do table.insert(carry, 1, table.remove(line)) end
      lines[#lines + 1] = table.concat(line)
      line, room = carry, width
      for _, c in ipairs(carry) do room = room - columns(c) end
    end
    line[#line + 1] = piece
    room = room - w
  end
  lines[#lines + 1] = table.concat(line)
  return lines
end

-- The spaces that setting leaves around figures.
local function loosen(random, s, chance)
  if chance == 0 then return s end
  for _, unit in ipairs{"年", "月", "日", "余", "名", "人", "届"} do
    s = s:gsub("(%d)" .. unit, function(d) return random(100) <= chance and d .. " " .. unit or d .. unit end)
  end
  s = s:gsub("([年月第])(%d)", function(a, d) return random(100) <= chance and a .. " " .. d or a .. d end)
  return s
end

-- How one newsletter is printed.
local function style(random, layout)
  return {
    indent = layout.indent or pick(random, {"　　", "    ", "\t "}), widen = layout.widen or 0,
    spaced = random(2) == 1, loose = pick(random, {0, 30, 80}),
    mark = layout.marks and pick(random, {"（%s）■", "（%s）◆", "■", "（%s %p）■", "（%s）（完）"})
      or pick(random, {"", "（%s）"}),
    inline = random(3) == 1, tight = random(2) == 1,
  }
end

local function line_of(text, article, role)
  return {text = text, article = article, role = role}
end

local function body_lines(random, a, st, width, list)
  for i, p in ipairs(list) do
    local lines = wrap(loosen(random, p, st.loose), width + (i > 1 and st.widen or 0),
      #st.indent > 0 and 4 or 0)
    lines[1] = st.indent .. lines[1]
    for _, l in ipairs(lines) do a.body[#a.body + 1] = line_of(l, a, "body") end
    if i == 1 and a.special then
      for _, l in ipairs(a.special) do a.body[#a.body + 1] = line_of(st.indent .. l, a, "body") end
    end
  end
end

local function close(random, a, st, f)
  if st.mark == "" then return end
  local sign = st.mark:gsub("%%s", f.unit):gsub("%%p", f.person2)
  local last = a.body[#a.body]
  if st.inline and random(2) == 1 and #last.text < 24 then
    last.text = last.text .. "\t" .. sign
  else
    a.body[#a.body + 1] = line_of(st.indent .. "  " .. sign, a, "body")
  end
end

-- An article set in lines of `width` columns.
local function article(random, st, width, count)
  local f = facts(random)
  local list, title = paragraphs(random, f, count or random(2, 4))
  local a = {title = {}, body = {}, width = width}
  if random(6) == 1 then a.special = special(random) end
  if random(8) == 1 then list[1] = "本报讯（通讯员 " .. f.person2 .. "）" .. list[1] end
  body_lines(random, a, st, width, list)
  close(random, a, st, f)
  for _, t in ipairs(title) do
    for _, l in ipairs(wrap(loosen(random, t, st.loose), math.max(width, 24) + 8 * random(0, 3), 0)) do
      a.title[#a.title + 1] = line_of(l, a, "title")
    end
  end
  return a
end

-- ---- pages ---------------------------------------------------------------------

local function put(out, lines)
  for _, l in ipairs(lines) do out[#out + 1] = l end
end

local function furniture(text) return line_of(text, nil, "furniture") end

local function head(random, n)
  local editor = pick(random, SURNAMES)
  local lines = {}
  if n == 1 and random(2) == 1 then
    put(lines, {furniture("第 " .. random(9, 30) .. " 期  总第 " .. random(100, 400) .. " 期"),
      furniture("20" .. random(15, 25) .. " 年 " .. random(12) .. " 月 " .. random(28) .. " 日  星期"
        .. pick(random, {"一", "三", "五"})),
      furniture("主办：" .. pick(random, PLACES) .. pick(random, KINDS))})
  end
  if random(2) == 1 then
    lines[#lines + 1] = furniture(pick(random, {"第" .. pick(random, {"一", "二", "三"}) .. "版  综合新闻",
      "0" .. n .. " 要闻", "第 " .. n .. " 版"}))
  end
  lines[#lines + 1] = furniture(pick(random, {" 本版责编  " .. editor .. "  实", "责任编辑：" .. editor .. "　明",
    "编辑：" .. editor .. "知秋  校对：" .. editor .. "立"}))
  return lines
end

local function caption(random)
  return furniture(pick(random, {"图为活动现场", "▲与会人员合影", "（" .. pick(random, SURNAMES) .. "听澜 摄）"}))
end

-- Articles one after another, headline above.
local function in_order(_, articles)
  local out = {}
  for _, a in ipairs(articles) do
    put(out, a.title)
    put(out, a.body)
  end
  return out
end

-- The headline somewhere in the running text of its own article.
local function inside(random, articles)
  local out = {}
  for _, a in ipairs(articles) do
    local at = random(2, #a.body - 1)
    for i, l in ipairs(a.body) do
      if i == at then put(out, a.title) end
      out[#out + 1] = l
    end
  end
  return out
end

-- Each article with its headline before or after the text, the blocks shuffled.
local function shuffled(random, articles)
  local blocks, out = {}, {}
  for _, a in ipairs(articles) do
    blocks[#blocks + 1] = a.body
    if random(2) == 1 then
      blocks[#blocks + 1] = a.title
    else
      blocks[#blocks] = {}
      put(blocks[#blocks], a.title)
      put(blocks[#blocks], a.body)
    end
  end
  for _, b in ipairs(shuffle(random, blocks)) do put(out, b) end
  return out
end

-- The text cut into columns at any line, and the columns out of order.
local function pieces(random, articles)
  local blocks, out = {}, {}
  for _, a in ipairs(articles) do
    local cuts = random(0, 2)
    local at = 1
    for i = 1, cuts do
      local stop = math.min(#a.body - 1, at + #a.body // (cuts + 1) - random(0, 2))
      if stop > at + 2 and i <= cuts then
        blocks[#blocks + 1] = table.move(a.body, at, stop, 1, {})
        at = stop + 1
      end
    end
    blocks[#blocks + 1] = table.move(a.body, at, #a.body, 1, {})
    blocks[#blocks + 1] = a.title
  end
  for _, b in ipairs(shuffle(random, blocks)) do put(out, b) end
  return out
end

-- Columns side by side, read line by line across the page.
local function across(_, articles, count)
  local out = {}
  for from = 1, #articles, count do
    local rows = 0
    for i = from, math.min(#articles, from + count - 1) do
      put(out, articles[i].title)
      rows = math.max(rows, #articles[i].body)
    end
    for r = 1, rows do
      for i = from, math.min(#articles, from + count - 1) do out[#out + 1] = articles[i].body[r] end
    end
  end
  return out
end

-- The headline below its text, captions where the columns break.
local function below(random, articles)
  local out = {}
  for _, a in ipairs(articles) do
    local at = random(2, #a.body)
    for i, l in ipairs(a.body) do
      if i == at and random(2) == 1 then out[#out + 1] = caption(random) end
      out[#out + 1] = l
    end
    put(out, a.title)
  end
  return out
end

-- All articles begin on this page and end on the next, in wider columns there.
local function overleaf(random, articles)
  local out, rest = {}, head(random, 7)
  for _, a in ipairs(articles) do
    local cut = random(#a.body // 3 + 1, #a.body - 1)
    put(out, a.title)
    put(out, table.move(a.body, 1, cut, 1, {}))
    put(rest, table.move(a.body, cut + 1, #a.body, 1, {}))
  end
  put(out, rest)
  return out
end

NEWSLETTER.layouts = {
  {name = "order-2", set = in_order, width = {28, 40}, marks = true},
  {name = "order-3", set = in_order, width = {20, 30}, marks = true},
  {name = "order-4", set = in_order, width = {16, 22}, marks = true},
  {name = "order-unmarked", set = in_order, width = {20, 40}, marks = false},
  {name = "inside-3", set = inside, width = {20, 30}, marks = true},
  {name = "shuffled-2", set = shuffled, width = {28, 40}, marks = true},
  {name = "shuffled-4", set = shuffled, width = {16, 22}, marks = true},
  {name = "pieces-2", set = pieces, width = {28, 40}, marks = true},
  {name = "pieces-3", set = pieces, width = {20, 30}, marks = true},
  {name = "across-2", set = across, width = {28, 40}, marks = true, count = 2},
  {name = "across-3", set = across, width = {20, 30}, marks = true, count = 3},
  {name = "below-2", set = below, width = {26, 36}, marks = true, indent = "", held = true},
  {name = "overleaf-3", set = overleaf, width = {20, 28}, marks = true, widen = 6, held = true},
}

-- Blank lines: between all lines of text, or between blocks.
local function space(out, st)
  local text, before = {}, nil
  for _, l in ipairs(out) do
    local breaks = before and (before.role ~= l.role or before.article ~= l.article)
    local blank = before and (breaks and not st.tight or (st.spaced and l.role == "body"))
    if blank then text[#text + 1] = "" end
    text[#text + 1] = l.text
    l.number = #text
    before = l
  end
  return text
end

local function truth(articles)
  local list = {}
  for i, a in ipairs(articles) do
    local t = {title = {}, body = {}, start = a.body[1].number, stop = a.body[#a.body].number}
    for j, l in ipairs(a.title) do t.title[j] = l.text end
    for j, l in ipairs(a.body) do t.body[j] = l.text end
    list[i] = t
  end
  return list
end

--- One newsletter: its text, and its articles with title and body (lists of
-- lines), start and stop (numbers of the body's first and last line, from 1).
function NEWSLETTER.make(seed, layout)
  local random = NEWS.generator(seed)
  for _ = 1, 8 do random(2) end
  local st, all, out = style(random, layout), {}, {}
  for page = 1, random(1, 3) do
    local articles = {}
    local width = random(layout.width[1] // 2, layout.width[2] // 2) * 2
    for i = 1, random(2, 5) do
      articles[i] = article(random, st, width)
      all[#all + 1] = articles[i]
    end
    put(out, head(random, page))
    local set = layout.set(random, articles, layout.count)
    if random(3) == 1 then table.insert(set, 1, caption(random)) end
    put(out, set)
  end
  return {text = table.concat(space(out, st), "\n") .. "\n", articles = truth(all), layout = layout.name}
end

-- ---- bulletins -------------------------------------------------------------------

local NUMERALS = {"一", "二", "三", "四", "五", "六"}

-- Texts in one column, in the order in which they are read. `blank`: empty lines
-- between paragraphs ("paragraphs") or all lines ("lines"), or none.
NEWSLETTER.bulletins = {
  {name = "column-9", width = 18, marks = true, blank = "paragraphs"},
  {name = "column-11", width = 22, marks = false, blank = "paragraphs"},
  {name = "column-9-lines", width = 18, marks = true, blank = "lines"},
  {name = "column-13", width = 26, marks = false},
  {name = "column-15-flush", width = 30, marks = true, blank = "paragraphs", indent = ""},
  {name = "column-18", width = 36, marks = true},
  {name = "numbered-han", width = 24, marks = false, blank = "paragraphs", number = function(i)
    return NUMERALS[i] .. "、"
  end},
  {name = "numbered", width = 28, marks = true, number = function(i) return i .. "." end},
  {name = "briefs", width = 22, marks = false, blank = "paragraphs", sign = "▲"},
}

-- An item of a bulletin: lines, "" for an empty one, and its paragraphs.
local function item(random, st, layout, i, out, whole)
  local f = facts(random)
  local list, title = paragraphs(random, f, layout.sign and 1 or random(1, 3))
  local function put_wrapped(s, indent)
    for k, l in ipairs(wrap(s, layout.width, indent == "" and 0 or 4)) do
      out[#out + 1] = (k == 1 and indent or "") .. l
      if layout.blank == "lines" then out[#out + 1] = "" end
    end
    if layout.blank == "paragraphs" then out[#out + 1] = "" end
  end
  if not layout.sign then put_wrapped((layout.number and layout.number(i) or "") .. title[#title], "") end
  for _, p in ipairs(list) do
    p = p:gsub(":", "：") -- which begins no line
    whole[#whole + 1] = p
    if layout.sign then put_wrapped(layout.sign .. p, "") else put_wrapped(p, st.indent) end
  end
  if st.mark ~= "" and not layout.sign then
    if out[#out] == "" and layout.blank == "paragraphs" then out[#out] = nil end
    put_wrapped((st.mark:gsub("%%s", f.unit):gsub("%%p", f.person2)), st.indent .. "  ")
  end
end

--- One bulletin: its text and its paragraphs, as they were before lines broke them.
function NEWSLETTER.bulletin(seed, layout)
  local random = NEWS.generator(seed)
  for _ = 1, 8 do random(2) end
  local st, out, whole = style(random, layout), {}, {}
  for _, l in ipairs(head(random, 1)) do out[#out + 1] = l.text end
  if layout.blank then out[#out + 1] = "" end
  for i = 1, random(3, 6) do item(random, st, layout, i, out, whole) end
  return {text = table.concat(out, "\n") .. "\n", paragraphs = whole, layout = layout.name}
end

if arg and arg[0] and arg[0]:match("generate/newsletter%.lua$") then
  local count, seed = tonumber(arg[1]), tonumber(arg[2])
  if not (math.type(count) == "integer" and math.type(seed) == "integer") then
    io.stderr:write("usage: lua5.4 tests/generate/newsletter.lua COUNT SEED [LAYOUT]\n")
    os.exit(2)
  end
  for i = 1, count do
    for k, layout in ipairs(NEWSLETTER.layouts) do
      if (arg[3] or layout.name) == layout.name and (arg[3] or (i - 1) % #NEWSLETTER.layouts + 1 == k) then
        io.write(NEWSLETTER.make(seed + i, layout).text, "\f")
      end
    end
  end
end

return NEWSLETTER
