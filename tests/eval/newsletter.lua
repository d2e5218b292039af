--- Scores how newsletters are taken apart against what their generator knows.
-- `jiyao run tests/eval/newsletter.lua COUNT SEED [LAYOUT] [--misses]`
--
-- A start or an end is right where it stands in the line of the source where the
-- article's text begins or ends; a title is right where it holds the article's
-- headline and nothing of another. `whole`: twice the characters of lines that
-- stand, in order, in one article of the reading, by those of the two together.
local jiyao = require "jiyao"
local NEWSLETTER = dofile("tests/generate/newsletter.lua")

local function squeeze(s)
  return (s:gsub("%s+", ""):gsub("\u{3000}", ""):gsub("\u{2003}", ""))
end

-- Maps a byte offset to the number of its line, from 1.
local function line_finder(s)
  local starts = {0}
  for at in s:gmatch("\n()") do starts[#starts + 1] = at - 1 end
  return function(offset)
    local low, high = 1, #starts
    while low < high do
      local mid = (low + high + 1) // 2
      if starts[mid] <= offset then low = mid else high = mid - 1 end
    end
    return low
  end
end

local SPACES = {" ", "\t", "\n", "\r", "\f", "\u{3000}", "\u{2003}"}

-- Steps over white space, forwards from `at` or back from it.
local function trim(s, at, back)
  local moved = true
  while moved do
    moved = false
    for _, c in ipairs(SPACES) do
      if back and at >= #c and s:sub(at - #c + 1, at) == c then at, moved = at - #c, true end
      if not back and s:sub(at + 1, at + #c) == c then at, moved = at + #c, true end
    end
  end
  return at
end

local function read(paper)
  local doc = jiyao.ingest.parse(paper.text, "paper.txt")
  local t, found = doc:text(), {}
  local reading, line_at = t:reading(), line_finder(paper.text)
  for _, a in ipairs(doc:articles()) do
    local from = a.start
    if a.title and trim(reading, a.start) == a.title_start then from = a.title_stop end
    from = trim(reading, from)
    local to = trim(reading, a.stop, true)
    if to > from then
      found[#found + 1] = {title = a.title and squeeze(a.title), start = line_at((t:where(from, from + 1))),
        stop = line_at((t:where(to - 1, to))), text = squeeze(reading:sub(from + 1, to))}
    end
  end
  return found
end

-- How much of an article's lines stands in order in `text`, and little else.
local function share_in(lines, text)
  local tails, n, all = {}, 0, 0 -- longest increasing run of places, weighed by length
  local places = {}
  for _, line in ipairs(lines) do
    local s = squeeze(line)
    all = all + #s
    local at = text:find(s, 1, true)
    if at then
      local best = 0
      for i = 1, #places do
        if places[i] < at and tails[i] > best then best = tails[i] end
      end
      places[#places + 1], tails[#tails + 1] = at, best + #s
      if best + #s > n then n = best + #s end
    end
  end
  return 2 * n / (all + #text)
end

local function whole(article, found)
  local best = 0
  for _, f in ipairs(found) do best = math.max(best, share_in(article.body, f.text)) end
  return best
end

local function has_title(article, found)
  local wanted, main = squeeze(table.concat(article.title)), ""
  for _, line in ipairs(article.title) do
    if #squeeze(line) > #main then main = squeeze(line) end
  end
  local title = found.title
  return title ~= nil and wanted:find(title, 1, true) ~= nil and title:find(main, 1, true) ~= nil
end

local function score(paper, sum, say)
  local found = read(paper)
  local starts, stops = {}, {}
  for _, f in ipairs(found) do starts[f.start], stops[f.stop] = f, f end
  for _, a in ipairs(paper.articles) do
    local s, e = starts[a.start], stops[a.stop]
    sum.starts, sum.stops = sum.starts + (s and 1 or 0), sum.stops + (e and 1 or 0)
    sum.both = sum.both + (s and s == e and 1 or 0)
    local titled = (s and has_title(a, s)) or (e and has_title(a, e)) or false
    sum.titles = sum.titles + (titled and 1 or 0)
    sum.whole = sum.whole + whole(a, found)
    if not (s and s == e and titled) then
      local got = titled and "titled" or tostring((s or e or {}).title)
      say(("  %s: lines %d to %d, %s, %s: %s [%s]"):format(paper.layout, a.start, a.stop,
        s and "start" or "NO START", e and "end" or "NO END", table.concat(a.title, "/"), got))
    end
  end
  local given = 0
  for _, f in ipairs(found) do given = given + (f.title and 1 or 0) end
  sum.articles, sum.found, sum.given = sum.articles + #paper.articles, sum.found + #found, sum.given + given
end

local function f1(right, wanted, got)
  return wanted + got == 0 and 1 or 2 * right / (wanted + got)
end

local function report(name, s)
  local line = "%-16s boundaries F1 %.3f  articles F1 %.3f  titles F1 %.3f  whole %.3f  (%d articles)"
  print(line:format(name,
    f1(s.starts + s.stops, 2 * s.articles, 2 * s.found), f1(s.both, s.articles, s.found),
    f1(s.titles, s.articles, s.given), s.whole / math.max(1, s.articles), s.articles))
end

local function new()
  return {starts = 0, stops = 0, both = 0, titles = 0, whole = 0, articles = 0, found = 0, given = 0}
end

local count, seed, only, misses = math.tointeger(arg[1]), math.tointeger(arg[2]), nil, false
for i = 3, #arg do
  if arg[i] == "--misses" then misses = true else only = arg[i] end
end
assert(count and seed, "usage: newsletter.lua COUNT SEED [LAYOUT] [--misses]")
local total, each = new(), {}
for i = 1, count do
  for k, layout in ipairs(NEWSLETTER.layouts) do
    if only == layout.name or (not only and (i - 1) % #NEWSLETTER.layouts + 1 == k) then
      each[k] = each[k] or new()
      local sum = new()
      score(NEWSLETTER.make(seed + i, layout), sum, function(s) if misses then print(seed + i, s) end end)
      for key, v in pairs(sum) do
        total[key], each[k][key] = total[key] + v, each[k][key] + v
      end
    end
  end
end
for k, layout in ipairs(NEWSLETTER.layouts) do
  if each[k] then report(layout.name, each[k]) end
end
report("newsletters", total)
