--- Composes PDF files in several layouts, reads them, and holds what was read
-- against what was set. `jiyao run tests/eval/pdf.lua [LAYOUT [FILE.pdf]]` prints two
-- figures a layout, for one of them also what was set and what was read: how much of the text is there in the right order (F1 of the
-- longest common subsequence of characters, white space aside), and how many of
-- its paragraphs came back whole, on one line each.
package.path = "tests/generate/?.lua;" .. package.path
local jiyao = require "jiyao"
local news = require "news"
local pdf = require "pdf"

-- ---- text ------------------------------------------------------------------------

-- An article of invented news as a title and paragraphs, in full-width marks.
local function article(random, least)
  local lines, size = {}, 0
  while size < least do
    for line in news.article(random):gmatch("[^\n]+") do
      if #lines == 0 or #line > 90 then
        lines[#lines + 1] = line:gsub(",", "，")
        size = size + utf8.len(line)
      end
    end
  end
  return table.remove(lines, 1), lines
end

local ENGLISH = "This study examines how leaders of hospitals and universities are named in newsletters. "
  .. "We collected several thousand reports from three provinces and extracted meetings and positions. "
  .. "The distribution of responsibilities between administrative and academic leaders remained unequal, "
  .. "although differences between institutions diminished throughout the observation period."

-- ---- setting ---------------------------------------------------------------------

-- Sets paragraphs in frames {page, x, y, columns, lines} one after the other, as
-- many as there is room for; returns those.
local function flow(frames, paragraphs, size, leading)
  local at, line, room, set = 1, 0, 0, {}
  for _, f in ipairs(frames) do room = room + f.lines end
  for _, paragraph in ipairs(paragraphs) do
    local lines = pdf.wrap(paragraph, frames[1].columns, 2)
    if #lines > room then break end
    room = room - #lines
    set[#set + 1] = paragraph
    for _, s in ipairs(lines) do
      if line >= frames[at].lines then at, line = at + 1, 0 end
      local f = frames[at]
      f.page:text(f.x, f.y + line * size * leading, size, s)
      line = line + 1
    end
  end
  return set
end

local function extend(list, more)
  for _, s in ipairs(more) do list[#list + 1] = s end
  return list
end

-- A file with one sheet of A4.
local function sheet()
  local doc = pdf.new()
  return doc, doc:page(595, 842)
end

-- What can be set vertically without turning a character.
local function upright(s)
  return (s:gsub("[%w%p ]+", "某"):gsub("：", "，"):gsub("；", "，"))
end

-- ---- layouts ---------------------------------------------------------------------

-- Each composes a file and returns it with its paragraphs in reading order.
local layouts = {}

function layouts.one_column(random)
  local doc, page = sheet()
  local title, body = article(random, 700)
  page:text(120, 70, 18, title)
  body = flow({{page = page, x = 90, y = 120, columns = 36, lines = 40}}, body, 11.5, 1.6)
  return doc, extend({title}, body)
end

function layouts.two_columns(random)
  local doc, page = sheet()
  local title, body = article(random, 900)
  page:text(72, 60, 18, title)
  local frames = {{page = page, x = 60, y = 110, columns = 22, lines = 20},
    {page = page, x = 310, y = 110, columns = 22, lines = 40}}
  body = flow(frames, body, 10.5, 1.5)
  return doc, extend({title}, body)
end

function layouts.three_columns(random)
  local doc, page = sheet()
  local frames = {}
  for i = 0, 2 do frames[i + 1] = {page = page, x = 45 + i * 172, y = 80, columns = 17, lines = 24} end
  frames[3].lines = 52
  local _, body = article(random, 800)
  body = flow(frames, body, 9.5, 1.45)
  return doc, body
end

-- Two articles, each under a headline across its columns.
function layouts.headlines_across(random)
  local doc, page = sheet()
  local truth, y = {}, 50
  for i = 1, 2 do
    local title, body = article(random, 400)
    page:text(90, y, 20, title)
    local lines = 18
    body = flow({{page = page, x = 60, y = y + 40, columns = 22, lines = lines - 6 * i},
      {page = page, x = 312, y = y + 40, columns = 22, lines = 21}}, body, 10.5, 1.5)
    extend(extend(truth, {title}), body)
    y = y + 390
  end
  return doc, truth
end

function layouts.sidebar(random)
  local doc, page = sheet()
  local title, body = article(random, 700)
  local aside = {"本期要目", "学校召开工作会议", "书记到医院调研", "青年论坛开幕", "图书馆延长开放"}
  page:text(60, 60, 18, title)
  body = flow({{page = page, x = 60, y = 110, columns = 30, lines = 45}}, body, 10.5, 1.5)
  page:lines(430, 112, 10, 2.2, aside)
  return doc, extend(extend({title}, body), aside)
end

function layouts.vertical_headline(random)
  local doc, page = sheet()
  local title, body = article(random, 400)
  local second, rest = article(random, 400)
  title, second = title:sub(1, utf8.offset(title, 9) - 1), second
  page:text(92, 112, 22, title, {font = "vertical"})
  body = flow({{page = page, x = 130, y = 100, columns = 36, lines = 20}}, body, 10.5, 1.5)
  local y = 480
  page:text(60, y, 16, second)
  rest = flow({{page = page, x = 60, y = y + 40, columns = 43, lines = 20}}, rest, 10.5, 1.5)
  return doc, extend(extend(extend({title}, body), {second}), rest)
end

-- A headline of single characters one below another.
function layouts.stacked_headline(random)
  local doc, page = sheet()
  local _, body = article(random, 500)
  local y = 100
  for _, c in utf8.codes("党史学习教育") do
    page:text(60, y, 20, utf8.char(c))
    y = y + 24
  end
  body = flow({{page = page, x = 110, y = 100, columns = 38, lines = 40}}, body, 10.5, 1.5)
  return doc, extend({"党史学习教育"}, body)
end

function layouts.vertical_text(random)
  local doc, page = sheet()
  local _, body = article(random, 500)
  body = {upright(body[1])}
  local x = 520
  page:text(x, 80, 24, "青年论坛开幕", {font = "vertical"})
  for i, line in ipairs(pdf.wrap(body[1], 30, 2)) do
    page:text(x - 20 - i * 18, 80, 11, line, {font = "vertical"})
  end
  return doc, extend({"青年论坛开幕"}, body)
end

function layouts.running_heads(random)
  local doc = pdf.new()
  local frames = {}
  for i = 1, 4 do
    local page = doc:page(595, 842)
    page:text(i % 2 == 0 and 60 or 400, 28, 9, (i % 2 == 0 and "青柏大学报　" or "") .. "2023年6月29日　第" .. i .. "版")
    page:rule(60, 42, 535, 42)
    page:text(270, 805, 9, "— " .. i .. " —")
    page:text(60, 805, 8, "责任编辑　杜　实")
    frames[i] = {page = page, x = 60, y = 60, columns = 42, lines = 13}
  end
  frames[4].lines = 60
  local _, body = article(random, 1900)
  body = flow(frames, body, 11, 1.6)
  return doc, body
end

function layouts.table(random)
  local doc, page = sheet()
  local title, body = article(random, 350)
  page:text(60, 60, 16, title)
  flow({{page = page, x = 60, y = 100, columns = 43, lines = 30}}, {body[1]}, 11, 1.5)
  local rows = {{"姓名", "职务", "单位", "电话"}, {"欧阳敬之", "院长", "青柏医院", "62231"},
    {"林若溪", "党委副书记", "青柏医院", "62232"}, {"佟海宁", "科研处处长", "云溪大学", "62877"}}
  local truth = {title, body[1]}
  for i, row in ipairs(rows) do
    for k, cell in ipairs(row) do page:text(70 + (k - 1) * 110, 400 + i * 20, 10.5, cell) end
    truth[#truth + 1] = table.concat(row, "\t")
  end
  flow({{page = page, x = 60, y = 540, columns = 43, lines = 30}}, {body[2]}, 11, 1.5)
  return doc, extend(truth, {body[2]})
end

function layouts.english_abstract(random)
  local doc, page = sheet()
  local title, body = article(random, 600)
  page:text(90, 60, 18, title)
  page:lines(90, 100, 10, 1.3, pdf.wrap_english(ENGLISH, 41), {font = "times"})
  local frames = {{page = page, x = 60, y = 220, columns = 22, lines = 16},
    {page = page, x = 310, y = 220, columns = 22, lines = 37}}
  body = flow(frames, body, 10.5, 1.5)
  return doc, extend({title, ENGLISH}, body)
end

function layouts.rotated_page(random)
  local doc = pdf.new()
  local page = doc:page(595, 842, 90)
  local _, body = article(random, 500)
  local y = 0
  for _, paragraph in ipairs(body) do
    for _, line in ipairs(pdf.wrap(paragraph, 44, 2)) do
      page:text(80 + y, 780, 12, line, {angle = 90})
      y = y + 20
    end
  end
  return doc, body
end

-- Wide tracking, justified lines, a title with its characters far apart.
function layouts.spaced_out(random)
  local doc, page = sheet()
  local _, body = article(random, 500)
  page:text(180, 60, 24, "通知公告", {space = 40})
  local y = 120
  body = {body[1], body[2]}
  for _, paragraph in ipairs(body) do
    local lines = pdf.wrap(paragraph, 34, 2)
    for i, line in ipairs(lines) do
      local space = i < #lines and (34.9 - pdf.width(line)) * 12 / (utf8.len(line) - 1) or 0
      page:text(80, y, 12, line, {space = space})
      y = y + 20
    end
  end
  return doc, extend({"通知公告"}, body)
end

-- A broadsheet: a headline over three of four columns, a second article beside
-- it, a caption under a picture, a tier of vertical text.
function layouts.broadsheet(random)
  local doc = pdf.new()
  local page = doc:page(1000, 1400)
  local title, body = article(random, 700)
  title = title:sub(1, (utf8.offset(title, 18) or 0) - 1)
  page:text(60, 30, 11, "青柏大学报")
  page:text(800, 30, 11, "第2版　要闻")
  page:text(120, 80, 34, title)
  local frames = {}
  for i = 0, 2 do frames[i + 1] = {page = page, x = 60 + i * 228, y = 150, columns = 18, lines = 20} end
  frames[2].lines, frames[3].lines = 16, 30
  page:text(300, 560, 9, "图为会议现场　记者　杜　实　摄")
  body = flow(frames, body, 12, 1.5)
  local second, rest = article(random, 350)
  local heads = pdf.wrap(second, 9, 0)
  page:lines(750, 84, 20, 1.3, heads)
  rest = flow({{page = page, x = 750, y = 90 + #heads * 26, columns = 16, lines = 45}}, rest, 12, 1.5)
  local _, last = article(random, 300)
  local vertical = upright(last[1])
  page:text(880, 1010, 30, "青年论坛开幕", {font = "vertical"})
  for i, line in ipairs(pdf.wrap(vertical, 24, 2)) do
    page:text(860 - i * 22, 1010, 12, line, {font = "vertical"})
  end
  local truth = {"青柏大学报\t第2版 要闻", title}
  extend(truth, body)
  extend(truth, {"图为会议现场 记者 杜 实 摄"})
  extend(truth, {table.concat(heads)})
  extend(truth, rest)
  return doc, extend(truth, {"青年论坛开幕", vertical})
end

-- Two pages of two columns whose lines do not stand level, with a list, a
-- signature at the right, and notes in small type at the foot.
function layouts.uneven_columns(random)
  local doc = pdf.new()
  local frames = {}
  local title, body = article(random, 1500)
  for i = 1, 2 do
    local page = doc:page(595, 842)
    page:text(60, 30, 9, "青柏医院简报")
    page:text(500, 30, 9, "总第" .. 311 + i .. "期")
    page:text(295, 810, 9, tostring(i))
    frames[2 * i - 1] = {page = page, x = 50, y = i == 1 and 120 or 70, columns = 23, lines = 20}
    frames[2 * i] = {page = page, x = 312, y = i == 1 and 127 or 76, columns = 23, lines = 20}
    if i == 1 then page:text(60, 70, 16, title) end
  end
  local page = frames[4].page
  body = flow(frames, body, 10, 1.55)
  local truth = extend({title}, body)
  page:text(400, 520, 10, "青柏医院办公室")
  page:text(400, 538, 10, "2023年6月29日")
  extend(truth, {"青柏医院办公室", "2023年6月29日"})
  local list = {"一、认真学习传达会议精神，提高认识；", "二、全面排查安全隐患；", "三、按时报送材料。"}
  page:lines(50, 600, 10, 1.8, list)
  extend(truth, list)
  page:text(50, 770, 8, "注：本期数据截至2023年6月底。")
  return doc, extend(truth, {"注：本期数据截至2023年6月底。"})
end

-- ---- scores ----------------------------------------------------------------------

local function characters(s)
  local list = {}
  for _, c in utf8.codes((s:gsub("%s+", ""))) do list[#list + 1] = c end
  return list
end

-- Length of the longest common subsequence.
local function common(a, b)
  local row = {}
  for k = 0, #b do row[k] = 0 end
  for i = 1, #a do
    local diagonal, x = 0, a[i]
    for k = 1, #b do
      local above = row[k]
      if x == b[k] then
        row[k] = diagonal + 1
      elseif row[k - 1] > above then
        row[k] = row[k - 1]
      end
      diagonal = above
    end
  end
  return row[#b]
end

local function score(reading, truth)
  local a, b = characters(reading), characters(table.concat(truth))
  local lines, whole = {}, 0
  for line in reading:gmatch("[^\n]+") do lines[line] = true end
  for _, paragraph in ipairs(truth) do
    if lines[paragraph] then whole = whole + 1 end
  end
  return 2 * common(a, b) / (#a + #b), whole / #truth
end

local function write(path, bytes)
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(bytes))
end

local only, copy = arg[1], arg[2]
local names = {}
for name in pairs(layouts) do
  if not only or name == only then names[#names + 1] = name end
end
table.sort(names)
local order_sum, whole_sum = 0, 0
for _, name in ipairs(names) do
  local seed = #name
  for byte in name:gmatch(".") do seed = seed * 31 % 65521 + byte:byte() end
  local doc, truth = layouts[name](news.generator(seed))
  local bytes = doc:bytes()
  if copy then write(copy, bytes) end
  local read = jiyao.document.parse(bytes, name .. ".pdf", {script = "keep"})
  local order, whole = score(read.reading, truth)
  order_sum, whole_sum = order_sum + order, whole_sum + whole
  print(string.format("%-18s order F1 %.3f  whole paragraphs F1 %.3f", name, order, whole))
  if only then print(table.concat(truth, "\n") .. "\n--------\n" .. read.reading) end
end
print(string.format("order  F1 %.3f  (%d layouts)", order_sum / #names, #names))
print(string.format("whole  F1 %.3f  (%d layouts)", whole_sum / #names, #names))
