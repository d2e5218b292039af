--- Counts how sure entries are, for lua/jiyao/data/confidence.tsv, and how far the
-- table is from what is so. Knows labels and points; refuses to know rules.
-- `jiyao run tests/eval/confidence.lua [--table] LABELS.jsonl FOLDER [LABELS FOLDER]...`
--
-- A meeting is right when its name is that of a labelled one (as score.lua matches
-- them) and its day is too; a person when the name is labelled. Shares rise with the
-- points: neighbours that fall are pooled (isotonic regression). With --table the
-- table is printed; without, the reliability of the table that is there, and of one
-- counted on every other document when it is tried on the rest.
local jiyao = require "jiyao"
local confidence = require "jiyao.confidence"

local function present(value)
  return value ~= jiyao.json.null and value or nil
end

local function fold(s)
  return (jiyao.text.nfkc(s or ""):gsub("%s+", ""))
end

local function day(d)
  return d and ("/" .. d):gsub("/%-%-", "/XXXX-"):gsub("[~?%%]", ""):sub(2) or ""
end

-- Meetings that are right: best likeness first, one labelled for one found.
local function right_meetings(gold, found)
  local pairs_of, used, right = {}, {}, {}
  for i, g in ipairs(gold) do
    for j, m in ipairs(found) do
      local like = jiyao.meetings.similarity(fold(g.name), fold(m.name))
      local same = day(present(g.date)) == day(m.date)
      if like >= 0.5 or same and like >= 0.3 then
        pairs_of[#pairs_of + 1] = {n = like + (same and 0.5 or 0), i = i, j = j, same = same}
      end
    end
  end
  table.sort(pairs_of, function(a, b)
    if a.n ~= b.n then return a.n > b.n end
    if a.i ~= b.i then return a.i < b.i end
    return a.j < b.j
  end)
  for _, p in ipairs(pairs_of) do
    if not used[p.i] and right[p.j] == nil then used[p.i], right[p.j] = true, p.same end
  end
  return right
end

local function add_document(entries, labels, path, number)
  local view = jiyao.document.view(jiyao.document.read(path))
  local found = jiyao.meetings.find(view)
  local right, names = right_meetings(labels.meetings, found), {}
  for j, m in ipairs(found) do
    entries[#entries + 1] = {kind = "meeting", points = confidence.points_of_meeting(m),
      stated = m.confidence, right = right[j] or false, number = number}
  end
  for _, p in ipairs(labels.people) do names[fold(p.name)] = true end
  for _, p in ipairs(view.people) do
    entries[#entries + 1] = {kind = "person", points = confidence.points_of_person(p),
      stated = confidence.of_person(p), right = names[fold(p.name)] or false, number = number}
  end
end

-- Labels name documents by their file names without endings.
local function paths_in(folder)
  local paths = {}
  for _, entry in ipairs(jiyao.ingest.paths({folder})) do
    paths[entry.path:match("[^/]*$"):gsub("%.[^.]*$", "")] = entry.path
  end
  return paths
end

local function read_all(args)
  local entries, number = {}, 0
  for i = 1, #args, 2 do
    local paths = paths_in(args[i + 1])
    for line in io.lines(args[i]) do
      local labels = line:find("%S") and jiyao.json.decode(line)
      if labels and paths[labels.id] then
        number = number + 1
        add_document(entries, labels, paths[labels.id], number)
      end
    end
  end
  return entries
end

-- Half an error is added to each pool, so that none is called certain.
local function share(pool)
  return (pool.right + 0.5) / (pool.n + 1)
end

local function pooled(entries, kind)
  local by, pools = {}, {}
  for _, e in ipairs(entries) do
    if e.kind == kind then
      by[e.points] = by[e.points] or {least = e.points, n = 0, right = 0}
      by[e.points].n, by[e.points].right = by[e.points].n + 1, by[e.points].right + (e.right and 1 or 0)
    end
  end
  for _, pool in pairs(by) do pools[#pools + 1] = pool end
  table.sort(pools, function(a, b) return a.least < b.least end)
  local out = {}
  for _, pool in ipairs(pools) do
    out[#out + 1] = pool
    while #out > 1 and out[#out].right / out[#out].n <= out[#out - 1].right / out[#out - 1].n do
      local top = table.remove(out)
      out[#out].n, out[#out].right = out[#out].n + top.n, out[#out].right + top.right
    end
  end
  return out
end

-- Expected calibration error over tenths.
local function error_of(list, stated)
  local bins, sum = {}, 0
  for _, e in ipairs(list) do
    local p = stated(e)
    local b = math.min(9, p * 10 // 1)
    bins[b] = bins[b] or {n = 0, right = 0, p = 0}
    bins[b].n, bins[b].p = bins[b].n + 1, bins[b].p + p
    bins[b].right = bins[b].right + (e.right and 1 or 0)
  end
  for _, b in pairs(bins) do sum = sum + math.abs(b.right - b.p) end
  return #list > 0 and sum / #list or 0, bins
end

local function of_kind(entries, kind, half)
  local out = {}
  for _, e in ipairs(entries) do
    if e.kind == kind and (not half or e.number % 2 == half) then out[#out + 1] = e end
  end
  return out
end

local function looked_up(pools)
  return function(e)
    local p = share(pools[1])
    for _, pool in ipairs(pools) do
      if e.points >= pool.least then p = share(pool) end
    end
    return p
  end
end

-- What was right as a bar from 0 to 1, with a stroke where it was said to end.
local WIDTH = 40
local function bar(right, stated)
  local long, at = (right * WIDTH + 0.5) // 1, math.max(1, (stated * WIDTH + 0.5) // 1)
  local cells = {}
  for i = 1, WIDTH do cells[i] = i == at and "|" or i <= long and "#" or "." end
  return table.concat(cells)
end

local function print_reliability(entries, kind)
  local list = of_kind(entries, kind)
  local stated, bins = error_of(list, function(e) return e.stated end)
  local halves = 0
  for half = 0, 1 do
    local pools = pooled(of_kind(entries, kind, 1 - half), kind)
    halves = halves + error_of(of_kind(entries, kind, half), looked_up(pools)) / 2
  end
  print(("%-8s expected calibration error %.3f, counted on one half and tried on the other %.3f (%d entries)")
    :format(kind, stated, halves, #list))
  for b = 0, 9 do
    local x = bins[b]
    if x then
      print(("  %.1f-%.1f  stated %.2f  right %.2f  %s  (%d)")
        :format(b / 10, (b + 1) / 10, x.p / x.n, x.right / x.n, bar(x.right / x.n, x.p / x.n), x.n))
    end
  end
end

local function print_table(entries)
  print("# How sure entries are: kind, least points, share of those that were right.")
  print("# Counted by tests/eval/confidence.lua on labelled documents. Licence: MIT.")
  local rows = {}
  for _, kind in ipairs {"meeting", "person"} do
    for _, pool in ipairs(pooled(entries, kind)) do
      rows[#rows + 1] = ("%s\t%d\t%.3f"):format(kind, pool.least, share(pool))
    end
  end
  table.sort(rows)
  print(table.concat(rows, "\n"))
end

local as_table = arg[1] == "--table"
local entries = read_all(table.move(arg, as_table and 2 or 1, #arg, 1, {}))
if as_table then
  print_table(entries)
else
  for _, kind in ipairs {"meeting", "person"} do print_reliability(entries, kind) end
end
