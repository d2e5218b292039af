--- Parallel sessions with a title and a chair of their own.
-- Knows how rooms of a conference are told: by number, in rows, by their subject,
-- in programmes. Refuses to know the conference that they are of.
-- @module jiyao.sessions
-- @internal
local cut = require "jiyao.cut"
local happenings = require "jiyao.happenings"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

local candidate = happenings.candidate

local chair_section_re = regex.new("本(?:场|次|单元|环节|节)?(?:论坛|分会场|分论坛|环节|专场|专题|报告|会场)由")
-- A parallel session that is named in quotation marks and has a chair.
local session_re = regex.new("([“「『][^”」』\n]{2,30}[”」』]" ..
  "(?:分论坛|分会场|圆桌论坛|专题论坛|专场|平行论坛|专题|单元|板块|分会))(?:由|,由|\\()")
local heading_re = regex.new("^\\s*(?:[(（][一二三四五六七八九十0-9]+[)）]|[一二三四五六七八九十]+、|[0-9]+[.、])\\s*(.{4,60})$")

-- Parallel sessions whose heading is followed by 本场由….
local function sections(view)
  local out = {}
  for hit in chair_section_re:gmatch(view.text) do
    local sentence = view.sentence_before(hit.start)
    local heading = sentence and heading_re:match(text.sub(view.text, sentence.start, sentence.stop))
    if heading then
      local c = candidate(view, sentence.start, hit.stop, {name = heading:gsub("。$", ""), kind = "论坛",
        section = true, fixed = 5, rule = "a parallel session with a chair"})
      c.article = view.part_at(hit.start)
      out[#out + 1] = c
    end
  end
  return out
end

-- Several sessions in a row: “储能”“氢能”两个分会场, “河”“湖”两场.
local ROOMS = "(?:分会场|分论坛|论坛|会场|专场|分会|专题|单元|板块)"
local row_re = regex.new("((?:[“「『][^”」』\\n]{1,30}[”」』][、和及]?){2,8})(?:等)?[两二三四五六七八2-8]" ..
  "(?:个(?:平行|专题|主题)?" .. ROOMS .. "|场(?![次馆地]))")
local quoted_re = regex.new("[“「『]([^”」』]+)[”」』]")
local chairs_re = regex.new("主席|主持")

-- Numbered sessions: 第一分会场(儿科护理):召集人….
local numbered_re = regex.new("第[一二三四五六七八九十0-9]{1,2}(?:分会场|分论坛|平行论坛|专场|会场)[(:：]([^)\\n,，:：]{2,30})[)]?" ..
  "(?=[^\\n。]{0,12}(?:召集人|主持|主席))")
-- Sessions told one after another behind their number: 分为四个平行论坛。“储能”由…召集.
local parallel_re = regex.new("(?:分成|分为|分设|设有?|设置|设立|开设)了?[两二三四五六七八2-8]个(?:平行|专题)?(?:分会场|分论坛|论坛|会场)")
local called_re = regex.new("[“「『]([^”」』\\n]{2,30})[”」』](?:分论坛|分会场|论坛|专场)?的?(?=由[^。;；\\n]{2,60}(?:召集|" ..
  "主持)|召集人|主持人)")
local FAR = 1200 -- bytes

-- Tells whether one of a list holds a place, and adds to the list. Those that cross
-- a stretch of the text are kept with it, so that no place is compared with all.
local STRETCH = 1024 -- bytes

local function occupied(out)
  local by = {}
  local function note(c)
    for k = c.start // STRETCH, c.stop // STRETCH do
      by[k] = by[k] or {}
      by[k][#by[k] + 1] = c
    end
  end
  for _, c in ipairs(out) do note(c) end
  local function holds(at)
    for _, c in ipairs(by[at // STRETCH] or {}) do
      if c.start <= at and at < c.stop then return true end
    end
    return false
  end
  return holds, note
end

-- A session that is named by its subject, with a chair: 水利分论坛由…主持, 水利分论坛的主席为….
local subject_session_re = regex.new("(?:^|[。,;:\\n])(?:其中,?)?((?![各该本0-9一二三四五六七八两几多])[一-龥A-Za-z·]{2,14}?" ..
  "(?:分论坛|分会场|平行论坛|专题论坛))(?=由[^,。;\\n]{2,90}?(?:主持|召集)|的?(?:主席|主持人|召集人)(?:分别)?[为是由:])")

-- 分会场一:水文(主持人:…), 专题一 水文 with 主持:… in the next line, 论坛A以“水文”为主题,由…主持.
local ROOM = "(?:分会场|分论坛|平行论坛|专题论坛|专场|专题|分会|单元|论坛)[一二三四五六七八九十0-9A-Z]{1,2}"
local CHAIRED = "(?:召集人|主持|主席)"
local labelled_re = regex.new(ROOM .. "\\s?[:：\\s]\\s*[“「]?([^\\n,，(（:：“”「」。;；]{3,30})[”」]?" ..
  "(?=[ \\t]*[(（,，;；]?[^\\n。(（]{0,6}" .. CHAIRED .. "|\\s*\\n\\s*" .. CHAIRED .. ")")
-- 第四分会场为“水与法律”,由…主持.
local NUMBERED = "第[一二三四五六七八九十0-9]{1,2}(?:分会场|分论坛|平行论坛|专题论坛|专场|会场|单元|板块)"
local themed_re = regex.new("(?:" .. ROOM .. "|" .. NUMBERED .. ")(?:以|的?主题[是为]|[为是]|聚焦|题为|,)?" ..
  "[“「]([^”」\\n]{2,30})[”」](?:为(?:主)?题|分?论坛|专题)?,?(?=由[^,。;\\n]{2,60}(?:主持|召集))")
-- “古道”一场,主持人:….
local single_re = regex.new("[“「『]([^”」』\\n]{2,30})[”」』]一场(?=,?(?:由|的?(?:主持人?|召集人|主席)[:：为是由]))")
-- 青年论坛由…主持,研究生论坛由…主持: several in one sentence are sessions of what it is about.
local row_session_re = regex.new("(?:^|[,。;:：\\n])((?!本次|此次|大会|主)[一-龥A-Za-z]{2,10}(?:论坛|专场|沙龙|研讨会|报告会))" ..
  "(?=由[^,。;\\n]{2,60}?主持)")

-- The sessions of each sentence that tells two or more.
local function rows_of_names(view, add)
  local by, order = {}, {}
  for hit in row_session_re:gmatch(view.text) do
    local sentence = view.sentence_at(hit.stop - 1)
    if sentence and not by[sentence] then
      by[sentence] = {}
      order[#order + 1] = sentence
    end
    if sentence then table.insert(by[sentence], hit) end
  end
  for _, sentence in ipairs(order) do
    for _, hit in ipairs(#by[sentence] > 1 and by[sentence] or {}) do add(hit.stop - #hit[1], hit[1]) end
  end
end

local function told_sessions(view, out)
  local holds, note = occupied(out)
  local function add(start, name)
    if holds(start) then return end
    local c = candidate(view, start, start + #name, {name = name, kind = "论坛", section = true,
      named = true, fixed = 5, rule = "a parallel session with a chair"})
    out[#out + 1] = c
    note(c)
  end
  for hit in numbered_re:gmatch(view.text) do
    add(hit.start + view.text:sub(hit.start + 1, hit.stop):find(hit[1], 1, true) - 1, hit[1])
  end
  for hit in subject_session_re:gmatch(view.text) do add(hit.stop - #hit[1], hit[1]) end
  for _, re in ipairs {labelled_re, themed_re, single_re} do
    for hit in re:gmatch(view.text) do
      local at = view.text:find(hit[1], hit.start + 1, true)
      add(at - 1, (hit[1]:gsub("%s+$", "")))
    end
  end
  rows_of_names(view, add)
  for at in parallel_re:gmatch(view.text) do
    for hit in called_re:gmatch(cut.after(view.text, at.stop, FAR, view.part_at(at.start).stop)) do
      add(at.stop + hit.start + 3, hit[1])
    end
  end
end

-- The same without marks, as many as are said to be: 设灌溉、防洪和节水三个分会场.
local WORD = "[一-龥A-Za-z0-9·]{2,24}"
local plain_row_re = regex.new("((?:" .. WORD .. "、){1,7}" .. WORD .. ")(?:等|共|这)?" ..
  "([两二三四五六七八2-8])个(?:平行|专题|主题)?" .. ROOMS)
-- 水利设施、城市建设 and 含能材料 are words of a name, no verbs before it.
local row_front_re = regex.new("^(?:[一-龥]*?(?:设立|设置|设有|设了|开设|下设|分设|(?<![建架铺敷])设(?![施备计想定防])|分为|分成|" ..
  "举行|举办|进行|包括|涵盖|(?<!包)含(?![能量水油氮磷]))了?|[上下]午)")
local last_two_re = regex.new("^(.{2,12}?)(?:以及|和|与|及)(.{2,12})$")
local NUMBERS = {["两"] = 2, ["二"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5, ["六"] = 6, ["七"] = 7, ["八"] = 8}

-- The names of a row without marks, or nil where they are not as many.
local function names_in(words, number)
  local count, list = NUMBERS[number] or tonumber(number), {}
  for name in words:gmatch("[^\1]+") do list[#list + 1] = name end
  list[1] = row_front_re:gsub(list[1], "")
  local a, b = last_two_re:match(list[#list])
  if a and #list == count - 1 then list[#list], list[count] = a, b end
  return #list == count and #list[1] > 0 and list or nil
end

local function plain_rows_of(view, out)
  for hit in plain_row_re:gmatch(view.text) do
    local sentence = view.sentence_at(hit.stop - 1)
    local chaired = sentence and chairs_re:find_in(view.text, hit.stop, sentence.stop)
    local names = chaired and names_in(hit[1]:gsub("、", "\1"), hit[2])
    local row, at = {}, hit.start + 1
    for i, name in ipairs(names or {}) do
      local start = view.text:find(name, at, true) - 1
      row[i], at = name, start + #name
      out[#out + 1] = candidate(view, start, at, {name = name, kind = "论坛", section = true, named = true,
        fixed = 5, row = row, place = i, rule = "one of several sessions with chairs"})
    end
  end
end

local function rows_of(view, out)
  for hit in row_re:gmatch(view.text) do
    local sentence = view.sentence_at(hit.stop - 1)
    local chaired = sentence and chairs_re:find_in(view.text, hit.stop, sentence.stop)
    local row = {}
    for name in quoted_re:gmatch(chaired and hit[1] or "") do
      local start = hit.start + name.start
      row[#row + 1] = name[1]
      out[#out + 1] = candidate(view, start, start + #text.sub(hit[1], name.start, name.stop),
        {name = name[1], kind = "论坛", section = true, named = true, fixed = 5, row = row, place = #row,
          rule = "one of several sessions with chairs"})
    end
  end
end

--- Parallel sessions with a title and a chair of their own.
-- @function of
-- @tparam table view
-- @treturn {table,...} candidates
-- @usage
-- local view = jiyao.document.view("“储能”分论坛由林若溪主持。")
-- print(require "jiyao.sessions".of(view)[1].name) --> “储能”分论坛
function M.of(view)
  local out = sections(view)
  for hit in session_re:gmatch(view.text) do
    out[#out + 1] = candidate(view, hit.start, hit.start + #hit[1],
      {kind = "论坛", section = true, named = true, fixed = 5, rule = "a parallel session with a chair"})
  end
  rows_of(view, out)
  plain_rows_of(view, out)
  told_sessions(view, out)
  return out
end

return M
