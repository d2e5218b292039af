--- Compares records, as `jiyao extract` prints them, with labels. Knows how people
-- and meetings are matched; refuses to know how they are found, and prints nothing.
--
-- Documents match by file name without its ending; a labelled document without a
-- record counts as all missed. Names match when their folded spellings are
-- equal; meetings when their names share half of their character pairs, or three
-- tenths on the same day, best pairs first. The sums are those of
-- `../shared/gold/score.py`; tests/eval/run.sh compares the two.
local jiyao = require "jiyao"
local M = {}

-- The measures in the order in which they are told: F1 of sets, then shares.
M.SETS = {"people", "leaders", "leader+titles", "titles", "meetings", "meeting+date"}
M.SHARES = {"org", "mentions exact", "byline flag", "date", "kind", "host", "meeting institution",
  "published", "institution", "restored"}

local MARKS = {"“", "”", '"', "「", "」", "『", "』", "‘", "’", "'", "《", "》"}
-- White space that neither NFKC nor %s takes for a space.
local SPACES = {"\u{85}", "\u{1680}", "\u{2028}", "\u{2029}", "\x1c", "\x1d", "\x1e", "\x1f"}
local GLOSS = jiyao.regex.new("[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]")

function M.fold(s)
  s = jiyao.text.nfkc(s or ""):gsub("%s+", "")
  for _, mark in ipairs(MARKS) do s = s:gsub(mark, "") end
  for _, space in ipairs(SPACES) do s = s:gsub(space, "") end
  return s
end
local fold = M.fold

-- `--06-08` in labels and `XXXX-06-08` are one; marks of inference do not count.
local function date(d)
  return d and ("/" .. d):gsub("/%-%-", "/XXXX-"):gsub("[~?%%]", ""):sub(2) or ""
end

local function pairs_of(s)
  local codes, bag, n = {}, {}, 0
  for _, c in utf8.codes(s) do codes[#codes + 1] = c end
  for i = 1, math.max(1, #codes - 1) do
    local key = (codes[i] or 0) .. " " .. (codes[i + 1] or 0)
    bag[key], n = (bag[key] or 0) + 1, n + 1
  end
  return bag, n, #codes
end

-- How alike two folded names are, whether one holds the other, and the shorter's length.
local function likeness(a, b)
  local x, nx, lx = pairs_of(a)
  local y, ny, ly = pairs_of(b)
  local shared = 0
  for key, n in pairs(x) do shared = shared + math.min(n, y[key] or 0) end
  return 2 * shared / (nx + ny), a:find(b, 1, true) or b:find(a, 1, true), math.min(lx, ly)
end

local function meeting_likeness(a, b)
  a, b = fold(a), fold(b)
  if a == "" or b == "" then return 0 end
  local dice, within, shorter = likeness(a, b)
  return within and shorter >= 4 and math.max(0.8, dice) or dice
end

local function same_org(a, b)
  a, b = fold(a), fold(b)
  if a == "" or b == "" then return false end
  local dice, within = likeness(a, b)
  return within ~= nil or dice >= 0.5
end

-- Of several bodies in the label any will do.
local function any_org(labelled, found)
  for one in labelled:gsub("；", ";"):gmatch("[^;]+") do
    if same_org(one, found) then return true end
  end
  return false
end

-- The value with each null in it left out.
local function present(value)
  if value == jiyao.json.null then return nil end
  if type(value) ~= "table" then return value end
  for key, inner in pairs(value) do value[key] = present(inner) end
  return value
end

--- The objects of JSON lines, from an open file or pipe.
function M.rows(file)
  local rows = {}
  for line in file:lines() do
    if line:find("%S") then rows[#rows + 1] = present(jiyao.json.decode(line)) end
  end
  return rows
end

--- The file name of a path without its ending, by which documents match.
function M.id_of(path)
  return (path:match("[^/]*$"):gsub("%.[^.]*$", ""))
end

-- People by folded name, and those names in order.
local function by_name(people)
  local map, names = {}, {}
  for _, p in ipairs(people or {}) do
    local name = fold(p.name)
    if not map[name] then names[#names + 1] = name end
    map[name] = p
  end
  return map, names
end

local function set(list)
  local s, n = {}, 0
  for _, x in ipairs(list or {}) do
    x = fold(x)
    if not s[x] then s[x], n = true, n + 1 end
  end
  return s, n
end

local function hosts(h)
  local list = {}
  for name in fold(h):gsub("、", ","):gmatch("[^,]+") do list[#list + 1] = name end
  table.sort(list)
  return table.concat(list, ",")
end

-- ---- one document -------------------------------------------------------------------

local Score = {}
Score.__index = Score

--- An empty score: `sums` by measure, `misses` as {id, what, entry, found} and
-- `kinds` as {labelled, found}, "" where there is none.
function M.new()
  local s = setmetatable({documents = 0, sums = {}, misses = {}, kinds = {}}, Score)
  for _, key in ipairs(M.SETS) do s.sums[key] = {hit = 0, gold = 0, found = 0} end
  for _, key in ipairs(M.SHARES) do s.sums[key] = {hit = 0, gold = 0} end
  return s
end

function Score:add(key, hit, gold, found)
  local t = self.sums[key]
  t.hit, t.gold = t.hit + hit, t.gold + gold
  if found then t.found = t.found + found end
end

-- Counts a share, and keeps what is wrong.
function Score:tell(id, key, right, entry, found)
  self:add(key, right and 1 or 0, 1)
  if not right then self.misses[#self.misses + 1] = {id = id, what = key, entry = entry, found = found} end
end

function Score:miss(id, what, entry, found)
  self.misses[#self.misses + 1] = {id = id, what = what, entry = entry, found = found}
end

-- Whether all titles of a person are right.
function Score:titles(id, g, p)
  local want, labelled = set(g.titles)
  local got, found = set(p.titles)
  local both = 0
  for title in pairs(want) do both = both + (got[title] and 1 or 0) end
  self:add("titles", both, labelled, found)
  local same = both == labelled and both == found
  if not same then self:miss(id, "titles", g, p) end
  return same
end

function Score:person(id, g, p)
  if g.org then self:tell(id, "org", any_org(g.org, p.org), g, p) end
  self:tell(id, "mentions exact", g.mentions == p.mentions, g, p)
  self:tell(id, "byline flag", (g.byline or false) == (p.byline or false), g, p)
end

-- Leaders are people who neither signed the page nor are its subject; whom the
-- labels do not name is one unless told to have signed it.
function Score:people(id, labelled, predicted)
  local gold, names = by_name(labelled)
  local found, found_names = by_name(predicted)
  local n = {hit = 0, full = 0, leaders = 0, hit_leaders = 0, found_leaders = 0}
  for _, name in ipairs(names) do
    local g, p = gold[name], found[name]
    local leader = not g.byline and not g.subject
    if leader then n.leaders = n.leaders + 1 end
    if p then
      local titles = self:titles(id, g, p)
      self:person(id, g, p)
      n.hit = n.hit + 1
      if leader then n.hit_leaders, n.full = n.hit_leaders + 1, n.full + (titles and 1 or 0) end
    else
      self:miss(id, "person missed", g)
    end
  end
  n.found_leaders = n.hit_leaders
  for _, name in ipairs(found_names) do
    if not gold[name] then
      if not found[name].byline then n.found_leaders = n.found_leaders + 1 end
      self:miss(id, "person wrong", nil, found[name])
    end
  end
  self:add("people", n.hit, #names, #found_names)
  self:add("leaders", n.hit_leaders, n.leaders, n.found_leaders)
  self:add("leader+titles", n.full, n.leaders, n.found_leaders)
end

local function candidates(gold, found)
  local list = {}
  for i, g in ipairs(gold) do
    for j, p in ipairs(found) do
      local like, same_day = meeting_likeness(g.name, p.name), date(g.date) == date(p.date)
      if like >= 0.5 or same_day and g.date and like >= 0.3 then
        local points = like + (same_day and 0.5 or 0) + (g.kind == p.kind and 0.1 or 0)
        list[#list + 1] = {points = points, gold = i, found = j}
      end
    end
  end
  table.sort(list, function(a, b)
    if a.points ~= b.points then return a.points > b.points end
    if a.gold ~= b.gold then return a.gold < b.gold end
    return a.found < b.found
  end)
  return list
end

-- Whether the day is right.
function Score:meeting(id, g, p)
  local same_day = date(g.date) == date(p.date)
  self:tell(id, "date", same_day, g, p)
  self:tell(id, "kind", g.kind == p.kind, g, p)
  self:tell(id, "host", hosts(g.host) == hosts(p.host), g, p)
  if g.institution then
    self:tell(id, "meeting institution", same_org(g.institution, p.institution), g, p)
  end
  self.kinds[#self.kinds + 1] = {g.kind or "", p.kind or ""}
  return same_day
end

function Score:meetings(id, gold, found)
  local used_gold, used_found, hit, dated = {}, {}, 0, 0
  for _, c in ipairs(candidates(gold, found)) do
    if not used_gold[c.gold] and not used_found[c.found] then
      used_gold[c.gold], used_found[c.found], hit = true, true, hit + 1
      if self:meeting(id, gold[c.gold], found[c.found]) then dated = dated + 1 end
    end
  end
  self:add("meetings", hit, #gold, #found)
  self:add("meeting+date", dated, #gold, #found)
  for i, g in ipairs(gold) do
    if not used_gold[i] then
      self:miss(id, "meeting missed", g)
      self.kinds[#self.kinds + 1] = {g.kind or "", ""}
    end
  end
  for j, p in ipairs(found) do
    if not used_found[j] then
      self:miss(id, "meeting wrong", nil, p)
      self.kinds[#self.kinds + 1] = {"", p.kind or ""}
    end
  end
end

local function unglossed(s)
  return fold((GLOSS:gsub(s or "", "")))
end

-- A repair is right when it holds what is labelled, or the other way round.
function Score:restored(id, labelled, repairs)
  for _, r in ipairs(labelled or {}) do
    local want, right = unglossed(r.restored), false
    for _, repair in ipairs(repairs or {}) do
      local got = unglossed(fold(repair.restored))
      right = right or got:find(want, 1, true) ~= nil
        or fold(repair.restored) ~= "" and want:find(got, 1, true) ~= nil
    end
    self:tell(id, "restored", right, r)
  end
end

--- Adds a document: its labels, and its record or nil.
function Score:document(labels, record)
  local id, r = labels.id, record or {}
  self.documents = self.documents + 1
  self:people(id, labels.people, r.people or {})
  self:meetings(id, labels.meetings, r.meetings or {})
  self:tell(id, "published", date(labels.published) == date(r.published), labels, r)
  if labels.institution then
    self:tell(id, "institution", same_org(labels.institution, r.institution), labels, r)
  end
  self:restored(id, labels.restored, r.repairs)
end

--- Precision, recall, F1 and how many are labelled; of a share, the share alone.
-- What nothing was labelled or found for is right.
function Score:figures(key)
  local t = self.sums[key]
  local r = t.gold > 0 and t.hit / t.gold or 1
  if not t.found then return nil, nil, r, t.gold end
  local p = t.found > 0 and t.hit / t.found or 1
  return p, r, p + r > 0 and 2 * p * r / (p + r) or 0, t.gold
end

--- The sums as lines.
function Score:lines()
  local out = {self.documents .. " documents"}
  for _, key in ipairs(M.SETS) do
    out[#out + 1] = ("%-22s P %.3f  R %.3f  F1 %.3f  (%d labelled)"):format(key, self:figures(key))
  end
  for _, key in ipairs(M.SHARES) do
    out[#out + 1] = ("%-22s %.3f  (of %d)"):format(key, select(3, self:figures(key)))
  end
  return out
end

--- The score of records against labels, both lists of objects.
function M.of(gold, records)
  local by_id, score = {}, M.new()
  for _, record in ipairs(records) do by_id[M.id_of(record.path)] = record end
  for _, labels in ipairs(gold) do score:document(labels, by_id[labels.id]) end
  return score
end

return M
