--- Meetings in the order of time. Knows how to order them, how to tell that
-- several documents speak of one meeting, and how to lay them along an axis.
-- Refuses to know where meetings come from and how a timeline is shown.
-- @module jiyao.timeline
local edtf = require "jiyao.edtf"
local likeness = require "jiyao.likeness"

local timeline = {}

-- Two names of meetings of one institution on one day mean one meeting when
-- they share this much of their character pairs (Dice). Chosen with a view to
-- names that differ by a year, by the institution's own name or by one word;
-- two meetings of one day usually share little but 会 or 会议.
local SIMILAR = 0.6
-- A name of four characters or more that stands whole in another.
local CONTAINED = 0.9

-- An axis of more months than this is drawn in years.
local MAX_MONTHS = 96

-- Blocks of punctuation and spaces beyond ASCII, first and last code point.
local PUNCTUATION = {{0xB7, 0xB7}, {0x2000, 0x206F}, {0x3000, 0x303F}, {0xFF00, 0xFF0F}, {0xFF1A, 0xFF20},
  {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}}

local function is_punctuation(code)
  for _, block in ipairs(PUNCTUATION) do
    if code >= block[1] and code <= block[2] then return true end
  end
  return false
end

-- A name once the institution, years, punctuation and spaces are taken off:
-- names told with and without them come close.
local function bare_name(name, institution)
  if institution and institution ~= "" and #name > #institution then
    local from, to = name:find(institution, 1, true)
    if from then name = name:sub(1, from - 1) .. name:sub(to + 1) end
  end
  name = name:gsub("%d%d%d%d", ""):gsub("[%s%p]", ""):gsub("年度", ""):gsub("^年", "")
  return (name:gsub(utf8.charpattern, function(char)
    return is_punctuation(utf8.codepoint(char)) and "" or nil
  end))
end

--- How alike two names of meetings are, from 0 to 1.
-- @function similarity
-- @tparam string a
-- @tparam string b
-- @tparam[opt] string institution whose name does not count
-- @treturn number
-- @usage
-- local timeline = require "jiyao.timeline"
-- print(timeline.similarity("甲医院2024年度工作会议", "年度工作会议", "甲医院") == 1) --> true
-- print(timeline.similarity("院务会", "学习会") < 0.5) --> true
function timeline.similarity(a, b, institution)
  return likeness.of(bare_name(a, institution), bare_name(b, institution), CONTAINED)
end

local function find_same(entries, meeting)
  for _, entry in ipairs(entries) do
    if timeline.similarity(entry.name or "", meeting.name or "", meeting.institution) >= SIMILAR then
      return entry
    end
  end
  return nil
end

local function union(into, from, key)
  local known = {}
  for _, item in ipairs(into) do known[key(item)] = true end
  for _, item in ipairs(from) do
    if not known[key(item)] then
      known[key(item)] = true
      into[#into + 1] = item
    end
  end
end

local function itself(item) return item end
local function name_of(item) return item.name end

local function entry_of(meeting)
  local d = edtf.parse(meeting.date)
  return {
    date = meeting.date, key = edtf.key(meeting.date), rank = d.rank, first = d.first, last = d.last,
    year = d.year, month = d.month, inferred = d.inferred, name = meeting.name, kind = meeting.kind,
    institution = meeting.institution, place = meeting.place, host = meeting.host, participants = {},
    topics = {}, confidence = meeting.confidence, sources = {},
  }
end

-- The entry keeps the words of its surest telling and gathers what others add.
local function tell(entry, meeting)
  entry.place = entry.place or meeting.place
  entry.host = entry.host or meeting.host
  union(entry.participants, meeting.participants or {}, name_of)
  union(entry.topics, meeting.topics or {}, itself)
  entry.sources[#entry.sources + 1] = meeting
end

local function surer(a, b)
  local ca, cb = a.confidence or 0, b.confidence or 0
  if ca ~= cb then return ca > cb end
  if a.path ~= b.path then return a.path < b.path end
  return a.start < b.start
end

-- Of how many people both tell.
local function shared(entry, meeting)
  local known, n = {}, 0
  for _, p in ipairs(entry.participants) do known[p.name] = true end
  for _, p in ipairs(meeting.participants or {}) do n = n + (known[p.name] and 1 or 0) end
  return n
end

-- Pages that are one report tell of the same meetings, by whatever name and of whomever they say
-- that it is; of several of a kind on one day, that where the same people were.
local function find_reprinted(entries, meeting)
  local best, most
  for _, entry in ipairs(entries) do
    local of_other = true
    for _, source in ipairs(entry.sources) do
      of_other = of_other and source.document_id ~= meeting.document_id
    end
    local n = of_other and shared(entry, meeting)
    if n and (not most or n > most) then best, most = entry, n end
  end
  return best
end

-- The entries that stand under a key.
local function under(index, ...)
  local key = table.concat({...}, "\0")
  index[key] = index[key] or {}
  return index[key]
end

local function fold(meetings)
  local sorted = table.move(meetings, 1, #meetings, 1, {})
  table.sort(sorted, surer)
  local entries, by_place, by_chain = {}, {}, {}
  for _, meeting in ipairs(sorted) do
    local made = entry_of(meeting)
    local near = under(by_place, made.first or "", made.institution or "")
    local copied = meeting.chain and under(by_chain, made.first or "", meeting.chain, meeting.kind)
    -- Without a date nothing says that two meetings are one.
    local entry = made.first and (find_same(near, meeting) or copied and find_reprinted(copied, meeting))
    if not entry then
      entry = made
      entries[#entries + 1], near[#near + 1] = made, made
    end
    if copied then copied[#copied + 1] = entry end
    tell(entry, meeting)
  end
  return entries
end

local function earlier(a, b)
  if a.key ~= b.key then return a.key < b.key end
  for _, key in ipairs{"institution", "name"} do
    local va, vb = a[key] or "", b[key] or ""
    if va ~= vb then return va < vb end
  end
  local sa, sb = a.sources[1], b.sources[1]
  if sa.path ~= sb.path then return sa.path < sb.path end
  return sa.start < sb.start
end

--- Who presides over a meeting: those whom its `host` names, joined as in 林知行、沈若谷.
-- @function hosts
-- @tparam table meeting with `host`
-- @treturn {string,...}
-- @usage
-- local timeline = require "jiyao.timeline"
-- print(table.concat(timeline.hosts{host = "林知行、沈若谷"}, " "), #timeline.hosts{}) --> 林知行 沈若谷	0
function timeline.hosts(meeting)
  local names = {}
  for name in (meeting.host or ""):gsub("、", ","):gmatch("[^,]+") do names[#names + 1] = name end
  return names
end

--- Put meetings in order and fold those that several documents tell of.
-- @function order
-- @tparam {table,...} meetings as `corpus:meetings()` gives them
-- @treturn {table,...} entries: `date`, `key` (sorts), `rank` (1 dated, 2 year
-- not known, 3 no date), `first`, `last`, `year`, `month`, `inferred`, `name`, `kind`,
-- `institution`, `place`, `host`, `participants`, `topics`, `confidence`,
-- `sources` (the meetings that were folded, surest first)
-- @usage
-- local timeline = require "jiyao.timeline"
-- local told = {
--   {date = "2024-03-02", name = "甲医院工作会议", institution = "甲医院", path = "a", start = 0},
--   {date = "2024-03-02", name = "工作会议", institution = "甲医院", path = "b", start = 0},
--   {date = "2024-01", name = "座谈会", institution = "甲医院", path = "c", start = 0},
-- }
-- for _, e in ipairs(timeline.order(told)) do print(e.date, e.name, #e.sources) end
-- --> 2024-01	座谈会	1
-- --> 2024-03-02	甲医院工作会议	2
function timeline.order(meetings)
  local entries = fold(meetings)
  table.sort(entries, earlier)
  return entries
end

local function group(entries)
  local groups = {}
  for _, entry in ipairs(entries) do
    local key = entry.month or entry.year or (entry.rank == 2 and "year not known" or "undated")
    local last = groups[#groups]
    if not last or last.key ~= key then
      last = {key = key, rank = entry.rank, year = entry.year, month = entry.month, entries = {}}
      groups[#groups + 1] = last
    end
    last.entries[#last.entries + 1] = entry
  end
  return groups
end

-- The corpus is asked for what it can tell; confidence is judged here.
local function sure_meetings(corpus, filter)
  local asked, least = {}, filter.min_confidence or 0
  for key, value in pairs(filter) do
    if key ~= "min_confidence" then asked[key] = value end
  end
  local meetings, unsure = {}, 0
  for _, m in ipairs(corpus:meetings(asked)) do
    if m.confidence >= least then meetings[#meetings + 1] = m else unsure = unsure + 1 end
  end
  return meetings, unsure
end

--- The timeline of a corpus.
-- @function of
-- @tparam Corpus corpus
-- @tparam[opt] table filter as for `corpus:meetings`, and `min_confidence`
-- @treturn table `entries` in order, `groups` of them by month or year (`key`,
-- `rank`, `year`, `month`, `entries`), and the counts `told` (meetings before
-- folding), `folded`, `unsure` (left out), `no_year`, `undated`
-- @usage
-- local corpus = {meetings = function() return {} end}
-- print(#require("jiyao.timeline").of(corpus).entries) --> 0
function timeline.of(corpus, filter)
  local meetings, unsure = sure_meetings(corpus, filter or {})
  local entries = timeline.order(meetings)
  local counts = {0, 0, 0}
  for _, entry in ipairs(entries) do counts[entry.rank] = counts[entry.rank] + 1 end
  return {entries = entries, groups = group(entries), told = #meetings, folded = #meetings - #entries,
    unsure = unsure, no_year = counts[2], undated = counts[3]}
end

--- An axis for a strip of dates: every month from the first to the last, or
-- every year where those would be too many or some date has no month.
-- @function axis
-- @tparam {string,...} dates EDTF; those without a year have no place on it
-- @treturn {string,...} labels
-- @treturn function from a date to the index of its label, or nil
-- @usage
-- local timeline = require "jiyao.timeline"
-- local labels, at = timeline.axis{"2024-01-09", "2024-03", "XXXX-05-01"}
-- print(table.concat(labels, " "), at("2024-03"), at("XXXX-05-01")) --> 2024-01 2024-02 2024-03	3	nil
function timeline.axis(dates)
  local unit, first, last = "month", nil, nil
  for _, date in ipairs(dates) do
    local d = edtf.parse(date)
    if d.year and not d.month then unit = "year" end
    if d.year and (not first or d.first < first) then first = d.first end
    if d.year and (not last or d.first > last) then last = d.first end
  end
  if not first then return {}, function() return nil end end
  local labels = {}
  if unit == "month" then labels = edtf.months(first:sub(1, 7), last:sub(1, 7)) end
  if unit == "year" or #labels > MAX_MONTHS then
    unit, labels = "year", {}
    for year = tonumber(first:sub(1, 4)), tonumber(last:sub(1, 4)) do
      labels[#labels + 1] = ("%04d"):format(year)
    end
  end
  local index = {}
  for i, name in ipairs(labels) do index[name] = i end
  return labels, function(date) return index[edtf.parse(date)[unit]] end
end

return timeline
