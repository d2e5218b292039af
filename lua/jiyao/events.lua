--- Candidates for events: where a text names a meeting, and how it speaks of it.
-- Knows how names of events end (data/event_suffixes.tsv), which words bound
-- them on the left, and which verbs say that they took place. Refuses to decide
-- which candidates are one event, or when it was: that is `jiyao.meetings`.
local cut = require "jiyao.cut"
local data = require "jiyao.data"
local lexicon = require "jiyao.lexicon"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

local kinds = {}
for _, row in ipairs(data.table("event_suffixes")) do
  kinds[row[1]] = {kind = row[2], generic = row[3] == "1"}
end
local suffixes = lexicon.new((function()
  local words = {}
  for word in pairs(kinds) do words[#words + 1] = word end
  table.sort(words)
  return words
end)())

-- Verbs that hold an event and take its name as their object. The look-aheads
-- keep 组织部, 启动会 and the like from being read as verbs.
local HOLD = "(?:联合|共同|组织|主持|成功|顺利|隆重)?(?:召开|举行|举办|开展|承办|主办|协办|召集|开设|" ..
  "组织(?!生活|部|委员|架构|建设|处|科)|进行|参加|出席|列席|参与|迎来|带来|启动(?!会|仪式|部署|暨)|推出)" ..
  "(?:了|过)?(?:的|为期[^,，。]{1,6}的)?(?:一场|一次|本次|此次|首场)?"
local hold_re = regex.new(HOLD)
-- One gives a lecture or a party lesson: 作题为“…”的专题党课.
local lecture_re = regex.new("(?:作|讲|上|讲授|开讲)了?(?:一[堂场次])?(?:(?:题为|主题为|以)?\\x01+(?:为题)?的?)?")
local lectures = {}
for term, k in pairs(kinds) do
  if k.kind == "党课" or term:find("讲座", 1, true) then lectures[term] = true end
end
local present_re = regex.new("参加|出席|列席|参与|进行|推出")

-- Words that a name cannot reach over when no verb bounds it.
local weak_re = regex.new("在(?!职|线|校|院|建|岗|京)|于|由|本次|此次|该|并(?!购)|将(?!军)|对(?!接|话|口|外|标)|" ..
  "就(?!业|诊|医|职|任|餐|读|地)|主持(?!人)|旨在|通过|围绕|根据|按照|结合|为了|以及|期间|上午|下午|晚上|随后|之后|现将|关于|(?<=[^暨])作为")

-- Behind the name: it took place.
local after_re = regex.new("^[”\"」』]?\\s?(?:\\([^)]{1,20}\\))?(?:[0-9X年月日号至\\-~、 ]{2,24}(?:上午|下午|晚)?)?" ..
  "(?:,?(?:在|于)[^,，。;；\n]{1,45}?)?(?:隆重|顺利|成功|圆满|如期|正式|首次|同步|火热|精彩)*" ..
  "(?:召开|举行|举办|开幕|开班|落幕|闭幕|开营|开讲|开课|收官|拉开(?:帷幕|序幕)|结束|在京召开|进行)")

-- Behind the name: it is no event, or one that is only studied or cited.
local not_event_re = regex.new("^(?:精神|室|厅|堂|纪要|公报|文件|中心|制度|方案|计划|规划|通知|筹备|材料|条例|办法|" ..
  "规定|规则|记录|服务|经费|场所|场地|基地|项目|体系|机制|平台|品牌|代表团|上(?:发表)?的?(?:重要)?(?:讲话|致辞|指示)|" ..
  "(?:的|等)?(?:重要)?(?:精神|部署|讲话)|等(?:重点|重要|各项|系列)?(?:工作|活动|会议)|员|费|证|师|部(?!署)|处|科|组|社|者|家|所|院|系|学)")

-- Before the name: the same.
local studied_re = regex.new("(?:学习|贯彻|传达|落实|根据|按照|对照|领会|践行|弘扬|响应|遵照|获|荣获|夺得|取得)" ..
  "(?:了|学习|贯彻|落实)*(?:党的|全国|中央|省委|市委)?$")

-- An object that only says when or how, or that a line end cut off.
local late_re = regex.new("(?:以来|之际|期间|之后|之前|情况|时|的|后|前|地|过程中|年度)$|^(?:在|于|时|以来|地点)|^[0-9年度届次第\\s]*$")
-- Left over in front of a name that is otherwise well cut.
local front_re = regex.new("^(?:了|过|的|,|:|\\s|上午|下午|晚上?|当天|当日|日前|近日|今日|昨日|我[院校司市区县省处系馆所部]|" ..
  "[本全][院校]|同期|首先|成功|顺利|隆重|圆满|记者从|讯|报道)+")

local OPENERS = {["”"] = "“", ["』"] = "『", ["」"] = "「", ["》"] = "《", [")"] = "(", ["）"] = "（", ["’"] = "‘"}
local CLOSER = {}
for close, open in pairs(OPENERS) do CLOSER[open] = close end
-- Bodies whose names end like events.
local body_re = regex.new("(?:青|少|老|成|中)年会$")
local STOPS = {}
for _, c in utf8.codes(",，。;；:：!！?？\n\t、|【】■▲●◆") do STOPS[utf8.char(c)] = true end
local MAX_NAME = 75 * 3 -- bytes: some 75 Han characters, quotations included

--- The character that ends at byte offset `stop` of `s`, and where it starts.
local function char_before(s, stop)
  local i = stop
  repeat i = i - 1 until i <= 0 or s:byte(i + 1) & 0xC0 ~= 0x80
  return s:sub(i + 1, stop), i
end

-- Start of the opening mark that belongs to a closing one, or nil.
local function opener_of(s, stop, close, floor)
  local open, depth, at = OPENERS[close], 0, stop
  while at > floor do
    local c, start = char_before(s, at)
    if c == close then
      depth = depth + 1
    elseif c == open then
      depth = depth - 1
      if depth == 0 then return start end
    elseif c == "\n" then
      return nil
    end
    at = start
  end
  return nil
end

-- How far back the clause reaches that ends at `stop`; quotations are one word.
local function clause_start(s, stop, floor)
  local at = stop
  floor = math.max(floor, stop - MAX_NAME)
  while at > floor do
    local c, start = char_before(s, at)
    if OPENERS[c] then
      local open = opener_of(s, at, c, floor)
      if not open then return at end
      at = open
    elseif STOPS[c] or CLOSER[c] then
      return at, c
    else
      at = start
    end
  end
  while at < stop and s:byte(at + 1) & 0xC0 == 0x80 do at = at + 1 end
  return at
end

--- Where the clause begins that ends at `stop`, with the list that it closes:
-- 甲大学、乙医院共同举办 begins at 甲.
-- @tparam string s
-- @tparam integer stop byte offset
-- @treturn integer
-- @usage
-- print(jiyao.events.list_start("今天,甲大学、乙医院", 28)) --> 7
function M.list_start(s, stop)
  local start, stopped_at = clause_start(s, stop, 0)
  while stopped_at == "、" do
    start, stopped_at = clause_start(s, start - #"、", 0)
  end
  return start
end

-- The clause with what stands in quotation marks blanked out, same length.
local function masked(s, start, stop)
  local clause = text.sub(s, start, stop)
  for open, close in ("“ ” 《 》 「 」 『 』 ( )"):gmatch("(%S+) (%S+)") do
    clause = clause:gsub(open:gsub("%(", "%%(") .. ".-" .. close:gsub("%)", "%%)"), function(q)
      return ("\1"):rep(#q)
    end)
  end
  return clause
end

local function last_match(re, s)
  local start, stop, at = nil, nil, 0
  while true do
    local a, b = re:find(s, at)
    if not a then return start, stop end
    start, stop, at = a, b, math.max(b, a + 1)
    while at < #s and s:byte(at + 1) & 0xC0 == 0x80 do at = at + 1 end
  end
end

-- Where the clause that starts at `start` has its predecessor behind a 、 or a
-- comma, a verb there still governs the name: 召开学习、研讨会.
local function find_verb(s, start, stop, floor, term)
  local from, lecture = start, lectures[term]
  for _ = 1, 3 do
    local clause = masked(s, from, stop)
    local a, b = last_match(hold_re, clause)
    if a then return from + a, from + b, from end
    if lecture then a, b = last_match(lecture_re, clause) end
    if a then return from + a, from + b, from, true end
    local c, before = char_before(s, from)
    if c ~= "、" or from <= floor then return nil end
    from = clause_start(s, before, floor)
  end
end

-- Cuts the name's left edge inside its clause when no verb bounds it.
local function weak_edge(s, start, stop)
  local _, b = last_match(weak_re, masked(s, start, stop))
  return b and start + b or start
end

local function skip_dates(view, start, stop)
  for _, d in ipairs(view.within(view.dates, start - 60, stop)) do
    if d.start <= start and d.stop > start and d.stop < stop and d.day then start = d.stop end
  end
  return start
end

local function trim_front(view, start, stop)
  local before
  repeat
    before = start
    start = skip_dates(view, start, stop)
    local _, b = front_re:find(text.sub(view.text, start, stop))
    if b and start + b < stop then start = start + b end
  until start == before
  return start
end

local function in_title_mark(view, start, stop)
  for _, span in ipairs(view.books) do
    if span.start <= start and stop <= span.stop then return true end
  end
  return false
end

-- A name that stands whole in quotation marks is one word: 举办“青蓝体验营”.
local function unquoted(s, hit, floor)
  local start, mark = clause_start(s, hit.start, floor)
  local close = mark and CLOSER[mark]
  if not close or close == ")" or s:sub(hit.stop + 1, hit.stop + #close) ~= close then return hit, start end
  local open = start - #mark
  return {start = open, stop = hit.stop + #close, term = hit.term}, clause_start(s, open, floor), true
end

local function candidate(view, hit)
  local s = view.text
  local article = view.article_at(hit.start)
  local floor = article and math.min(article.start, article.title_start or article.start) or 0
  if body_re:find(cut.before(s, hit.stop, 12)) or in_title_mark(view, hit.start, hit.stop) then return nil end
  local start, whole
  hit, start, whole = unquoted(s, hit, floor)
  local tail = cut.after(s, hit.stop, 160)
  if not_event_re:find(tail) then return nil end
  local c = {stop = hit.stop, suffix = hit.term, article = article, clause = start}
  local verb_start, verb_stop, verb_clause, is_lecture = find_verb(s, start, hit.start, floor, hit.term)
  if verb_start then
    local verb = text.sub(s, verb_start, verb_stop)
    c.verb_start, c.verb_clause, c.lecture = verb_start, verb_clause, is_lecture
    local of = not is_lecture and verb:find("的$")
    c.verb = present_re:find(verb) and "present" or of and "of" or "before"
    start = verb_stop
  else
    start = whole and hit.start or weak_edge(s, start, hit.start)
  end
  start = trim_front(view, start, hit.stop)
  if studied_re:find(cut.before(s, start, 24, floor)) then return nil end
  if after_re:find(tail) then c.after = true end
  c.start, c.name = start, text.sub(s, start, hit.stop)
  c.held = c.after or c.verb == "before"
  local k = kinds[hit.term]
  c.kind = c.name:find("签约", 1, true) and k.kind == "其他" and "签约仪式" or k.kind
  c.generic = k.generic and start >= hit.start and utf8.len(c.name) <= 4
  local title = article and article.title_start
  c.in_title = title and start >= title and hit.stop <= article.title_stop
  return c
end

-- 工作会 in 工作会议 and 座谈会 in 座谈会暨签约仪式 are parts of a longer name.
local function drop_parts(list)
  local out = {}
  for i, c in ipairs(list) do
    local part = false
    for j = i + 1, math.min(#list, i + 6) do
      local d = list[j]
      if d.start <= c.start and d.stop >= c.stop and d.stop > c.stop then part = true end
    end
    if not part then out[#out + 1] = c end
  end
  return out
end

-- The longest ending at each place where one ends. Leftmost-longest would let
-- 理论学习 hide the 学习会 of 理论学习中心组学习会.
local function endings(s)
  local list, at = {}, {}
  for _, hit in ipairs(suffixes:find(s, "all")) do
    local other = at[hit.stop]
    if not other then
      list[#list + 1] = hit.stop
      at[hit.stop] = hit
    elseif hit.start < other.start then
      at[hit.stop] = hit
    end
  end
  table.sort(list)
  for i, stop in ipairs(list) do list[i] = at[stop] end
  return list
end

-- 召开, 举行 and 举办 hold an event whatever its name ends with: 举办香港青年交流团.
local object_re = regex.new("(?:召开|举行|举办)了?(?![的地方者权单前后期以])" ..
  "((?:[“「『][^”」』\n]{2,40}[”」』])?[^,，。;；:：!！?？\n《》“”「」()、]{0,40})")

local function by_place(a, b)
  return a.start < b.start or (a.start == b.start and a.stop < b.stop)
end

-- Adds what the candidates in `list` leave out.
local function objects(view, list)
  local s, taken, known = view.text, {}, {table.unpack(list)}
  for _, c in ipairs(known) do
    if c.verb_start then taken[c.verb_start] = true end
  end
  table.sort(known, by_place)
  local next_known = 1
  for hit in object_re:gmatch(s) do
    local a, b, name = hit.start, hit.stop, hit[1]
    local start = b - #name
    while known[next_known] and known[next_known].start < start do next_known = next_known + 1 end
    local held = taken[a] or (known[next_known] and known[next_known].start < b)
    if not held and utf8.len(name) >= 5 and not in_title_mark(view, a, b) and not late_re:find(name) then
      local clause = clause_start(s, a, 0)
      start = trim_front(view, start, b)
      list[#list + 1] = {start = start, stop = b, name = text.sub(s, start, b), suffix = "", held = true,
        verb = "before", verb_start = a, verb_clause = clause, clause = clause, generic = false,
        kind = s:sub(a + 1, b):find("^召开") and "工作会议" or "其他", article = view.article_at(a)}
    end
  end
end

--- All candidates of a document, in text order.
-- @tparam table view the document as `jiyao.document` prepares it: `text`,
--   `dates`, `articles`, `article_at`, `books` (spans in 《》)
-- @treturn {table,...} candidates: `start`, `stop` (bytes), `name`, `kind`,
--   `generic`, `held`, `in_title`, `verb` (before|of|present), `article`
-- @usage
-- local view = jiyao.document.view("6月8日,我院召开教学座谈会。")
-- print(jiyao.events.candidates(view)[1].name) --> 教学座谈会
function M.candidates(view)
  local list = {}
  for _, hit in ipairs(endings(view.text)) do
    local c = candidate(view, hit)
    if c then list[#list + 1] = c end
  end
  list = drop_parts(list)
  objects(view, list)
  table.sort(list, by_place)
  return list
end

--- The kind of an event by the ending of its name; 其他 where none fits.
-- @tparam string name
-- @treturn string
-- @usage
-- print(jiyao.events.kind("新员工培训班")) --> 培训会
function M.kind(name)
  local best
  for _, hit in ipairs(suffixes:find(name, "all")) do
    if hit.stop == #name and (not best or #hit.term > #best) then best = hit.term end
  end
  return best and kinds[best].kind or "其他"
end

return M
