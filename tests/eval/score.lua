--- Scores records, as `jiyao extract` prints them, against labels.
-- Knows how people and meetings are matched; refuses to know how they are found.
-- `jiyao run tests/eval/score.lua PREDICTED.jsonl [GOLD.jsonl] [--misses]`
--
-- Documents match by file name without its ending; a labelled document without a
-- record counts as all missed. Names match when their folded spellings are
-- equal; meetings when their names share half of their character pairs, or three
-- tenths on the same day, best pairs first.
local jiyao = require "jiyao"

local MARKS = {"“", "”", '"', "「", "」", "『", "』", "‘", "’", "'", "《", "》"}

local function fold(s)
  s = jiyao.text.nfkc(s or ""):gsub("%s+", "")
  for _, mark in ipairs(MARKS) do s = s:gsub(mark, "") end
  return s
end

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

local function likeness(a, b)
  a, b = fold(a), fold(b)
  if a == "" or b == "" then return 0 end
  local x, nx, lx = pairs_of(a)
  local y, ny, ly = pairs_of(b)
  local shared = 0
  for key, n in pairs(x) do shared = shared + math.min(n, y[key] or 0) end
  local dice = 2 * shared / (nx + ny)
  if math.min(lx, ly) >= 4 and (a:find(b, 1, true) or b:find(a, 1, true)) then return math.max(0.8, dice) end
  return dice
end

-- The value with each null in it left out.
local function present(value)
  if value == jiyao.json.null then return nil end
  if type(value) ~= "table" then return value end
  for key, inner in pairs(value) do value[key] = present(inner) end
  return value
end

local function read_lines(path)
  local rows = {}
  local file <close> = assert(io.open(path, "rb"))
  for line in file:lines() do
    if line:find("%S") then rows[#rows + 1] = present(jiyao.json.decode(line)) end
  end
  return rows
end

local function by_name(people)
  local map = {}
  for _, p in ipairs(people or {}) do map[fold(p.name)] = p end
  return map
end

local function set(list)
  local s, n = {}, 0
  for _, x in ipairs(list or {}) do
    x = fold(x)
    if not s[x] then s[x], n = true, n + 1 end
  end
  return s, n
end

local function same_set(a, b)
  local x, nx = set(a)
  local y, ny = set(b)
  for k in pairs(x) do
    if not y[k] then return false end
  end
  return nx == ny
end

local function hosts(h)
  local list = {}
  for name in fold(h):gsub("、", ","):gmatch("[^,]+") do list[#list + 1] = name end
  return list
end

local tally = {}

local function add(key, hit, gold, predicted)
  local t = tally[key] or {hit = 0, gold = 0, predicted = 0}
  tally[key] = t
  t.hit, t.gold, t.predicted = t.hit + hit, t.gold + gold, t.predicted + (predicted or gold)
end

local misses = arg[#arg] == "--misses"

local function miss(id, what, ...)
  if misses then print(id, what, ...) end
end

local function score_people(id, gold, predicted)
  local g, p = by_name(gold), by_name(predicted)
  local n = {hit = 0, gold = 0, predicted = 0}
  for _, person in ipairs(gold) do
    local found = p[fold(person.name)]
    n.gold = n.gold + 1
    if found then
      n.hit = n.hit + 1
      local titles = same_set(person.titles, found.titles)
      add("titles exact", titles and 1 or 0, 1)
      add("mentions exact", person.mentions == found.mentions and 1 or 0, 1)
      if not titles then
        miss(id, "titles", person.name, table.concat(person.titles, " "), table.concat(found.titles, " "))
      end
    else
      miss(id, "person missed", person.name)
    end
  end
  for _, person in ipairs(predicted) do
    n.predicted = n.predicted + 1
    if not g[fold(person.name)] then miss(id, "person wrong", person.name) end
  end
  add("people", n.hit, n.gold, n.predicted)
end

local function candidates(gold, predicted)
  local list = {}
  for i, g in ipairs(gold) do
    for j, p in ipairs(predicted) do
      local like, same_day = likeness(g.name, p.name), date(g.date) == date(p.date)
      if like >= 0.5 or same_day and g.date and like >= 0.3 then
        local points = like + (same_day and 0.5 or 0) + (g.kind == p.kind and 0.1 or 0)
        list[#list + 1] = {points = points, gold = i, predicted = j}
      end
    end
  end
  table.sort(list, function(a, b)
    if a.points ~= b.points then return a.points > b.points end
    if a.gold ~= b.gold then return a.gold < b.gold end
    return a.predicted < b.predicted
  end)
  return list
end

local function score_meetings(id, gold, predicted)
  local used_gold, used_predicted, hit = {}, {}, 0
  for _, c in ipairs(candidates(gold, predicted)) do
    if not used_gold[c.gold] and not used_predicted[c.predicted] then
      used_gold[c.gold], used_predicted[c.predicted], hit = true, true, hit + 1
      local g, p = gold[c.gold], predicted[c.predicted]
      local day, chair = date(g.date) == date(p.date), same_set(hosts(g.host), hosts(p.host))
      add("meeting date", day and 1 or 0, 1)
      add("meeting host", chair and 1 or 0, 1)
      add("meeting kind", g.kind == p.kind and 1 or 0, 1)
      if not day then miss(id, "date", g.name, g.date or "-", p.date or "-") end
      if not chair then miss(id, "host", g.name, g.host or "-", p.host or "-") end
    end
  end
  add("meetings", hit, #gold, #predicted)
  for i, g in ipairs(gold) do
    if not used_gold[i] then miss(id, "meeting missed", g.name) end
  end
  for j, p in ipairs(predicted) do
    if not used_predicted[j] then miss(id, "meeting wrong", p.name or "-") end
  end
end

local predicted = {}
for _, record in ipairs(read_lines(arg[1])) do
  predicted[record.path:match("[^/]*$"):gsub("%.[^.]*$", "")] = record
end
local gold_path = arg[2] and arg[2]:sub(1, 2) ~= "--" and arg[2] or "tests/fixtures/examples.jsonl"
local gold = read_lines(gold_path)
for _, labels in ipairs(gold) do
  local record = predicted[labels.id] or {}
  score_people(labels.id, labels.people, record.people or {})
  score_meetings(labels.id, labels.meetings, record.meetings or {})
end

print(#gold .. " documents")
for _, key in ipairs{"people", "meetings"} do
  local t = tally[key]
  local precision = t.predicted > 0 and t.hit / t.predicted or 1
  local recall = t.gold > 0 and t.hit / t.gold or 1
  local f1 = precision + recall > 0 and 2 * precision * recall / (precision + recall) or 0
  print(("%-15s P %.3f  R %.3f  F1 %.3f  (%d labelled)"):format(key, precision, recall, f1, t.gold))
end
for _, key in ipairs{"titles exact", "mentions exact", "meeting date", "meeting host", "meeting kind"} do
  local t = tally[key] or {hit = 0, gold = 0}
  print(("%-15s %.3f  (of %d)"):format(key, t.gold > 0 and t.hit / t.gold or 0, t.gold))
end
