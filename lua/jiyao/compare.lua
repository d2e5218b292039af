--- Institutions side by side: what they hold meetings about, of which kinds,
-- with whom, as counts and per 10,000 characters of what they published.
-- Knows how to count evenly. Refuses to judge.
-- @module jiyao.compare
local data = require "jiyao.data"
local leaders = require "jiyao.leaders"
local stats = require "jiyao.stats"
local timeline = require "jiyao.timeline"

local compare = {}

local themes -- read when first asked for; never changed

local function themes_table()
  if themes then return themes end
  local index = {}
  themes = {}
  for _, row in ipairs(data.table("themes")) do
    local name, cue = row[1], row[2]
    if not index[name] then
      index[name] = {name = name, cues = {}}
      themes[#themes + 1] = index[name]
    end
    table.insert(index[name].cues, cue)
  end
  return themes
end

local function speaks_of(theme, texts)
  for _, text in ipairs(texts) do
    for _, cue in ipairs(theme.cues) do
      if text:find(cue, 1, true) then return true end
    end
  end
  return false
end

--- The themes that the name and the topics of a meeting speak of, after the
-- table `lua/jiyao/data/themes.tsv`.
-- @function themes
-- @tparam table meeting with `name` and `topics`
-- @treturn {string,...} in the order of the table
-- @usage
-- local compare = require "jiyao.compare"
-- print(table.concat(compare.themes{name = "消防安全培训", topics = {"实验室安全"}}, " ")) --> 安全 科研
function compare.themes(meeting)
  local texts, found = {meeting.name or ""}, {}
  table.move(meeting.topics or {}, 1, #(meeting.topics or {}), 2, texts)
  for _, theme in ipairs(themes_table()) do
    if speaks_of(theme, texts) then found[#found + 1] = theme.name end
  end
  return found
end

local function count(counts, key, entry)
  local list = counts[key] or {}
  counts[key] = list
  list[#list + 1] = entry
end

local function new_row(name)
  return {name = name, documents = 0, characters = 0, meetings = {}, kinds = {}, themes = {}, leaders = {}}
end

local function rows_by_name(documents)
  local rows, index, without = {}, {}, 0
  for _, d in ipairs(documents) do
    if d.institution then
      local row = index[d.institution]
      if not row then
        row = new_row(d.institution)
        index[d.institution] = row
        rows[#rows + 1] = row
      end
      row.documents = row.documents + 1
      row.characters = row.characters + d.chars
    else
      without = without + 1
    end
  end
  table.sort(rows, function(a, b) return a.name < b.name end)
  return rows, index, without
end

local function wanted(rows, names)
  if not names or #names == 0 then return rows end
  local kept = {}
  for _, name in ipairs(names) do
    for _, row in ipairs(rows) do
      if row.name == name then kept[#kept + 1] = row end
    end
  end
  return kept
end

-- Names that occur in any row, the most frequent first.
local function all_names(rows, field)
  local totals, names = {}, {}
  for _, row in ipairs(rows) do
    for name, list in pairs(row[field]) do
      if not totals[name] then names[#names + 1] = name end
      totals[name] = (totals[name] or 0) + #list
    end
  end
  table.sort(names, function(a, b)
    if totals[a] ~= totals[b] then return totals[a] > totals[b] end
    return a < b
  end)
  return names
end

-- Which themes mark an institution out: meetings of it that speak of a theme,
-- against the meetings of the others.
local function add_keyness(rows, names)
  for _, row in ipairs(rows) do
    row.keyness = {}
    for _, name in ipairs(names) do
      local here, there, others = #(row.themes[name] or {}), 0, 0
      for _, other in ipairs(rows) do
        if other ~= row then
          there = there + #(other.themes[name] or {})
          others = others + #other.meetings
        end
      end
      row.keyness[name] = stats.keyness(here, #row.meetings, there, others)
    end
  end
end

local function add_meetings(index, entries)
  local strays = 0
  for _, entry in ipairs(entries) do
    local row = index[entry.institution or ""]
    if row then
      row.meetings[#row.meetings + 1] = entry
      count(row.kinds, entry.kind or "其他", entry)
      for _, theme in ipairs(compare.themes(entry)) do count(row.themes, theme, entry) end
    else
      strays = strays + 1
    end
  end
  return strays
end

--- Lay institutions side by side.
-- @function institutions
-- @tparam Corpus corpus
-- @tparam[opt] table filter `institutions` (names), `from`, `to`
-- @treturn table `rows`, one an institution: `name`, `documents`, `characters`,
-- `meetings` (timeline entries), `kinds` and `themes` (entries by name),
-- `keyness` (by theme), `leaders` (as `jiyao.leaders.list`); and `kinds`,
-- `themes` (all names, the most frequent first), `missing` (names asked for
-- that the corpus does not have), `strays` (meetings of no such institution),
-- `without` (documents whose institution is not known)
-- @usage
-- local none = function() return {} end
-- local corpus = {documents = none, people = none, meetings = none}
-- print(#require("jiyao.compare").institutions(corpus).rows) --> 0
function compare.institutions(corpus, filter)
  filter = filter or {}
  local range = {from = filter.from, to = filter.to}
  local rows, index, without = rows_by_name(corpus:documents(range))
  local strays = add_meetings(index, timeline.of(corpus, range).entries)
  for _, leader in ipairs(leaders.list(corpus, range)) do
    local row = index[leader.institution or ""]
    if row then row.leaders[#row.leaders + 1] = leader end
  end
  local kept, missing = wanted(rows, filter.institutions), {}
  for _, name in ipairs(filter.institutions or {}) do
    if not index[name] then missing[#missing + 1] = name end
  end
  local names = all_names(kept, "themes")
  add_keyness(kept, names)
  return {rows = kept, kinds = all_names(kept, "kinds"), themes = names, missing = missing, strays = strays,
    without = without}
end

return compare
