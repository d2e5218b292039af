--- Scores how texts in one column are read: whether in the order given, and how
-- many of their paragraphs are whole again.
-- `jiyao run tests/eval/bulletin.lua COUNT SEED [--misses]`
--
-- Each is read as composed and in Traditional characters. `in order`: the reading
-- takes the source from its beginning to its end, never back.
local jiyao = require "jiyao"
local NEWSLETTER = dofile("tests/generate/newsletter.lua")

local function squeeze(s)
  return (s:gsub("%s+", ""):gsub("\u{3000}", ""):gsub("，", ","):gsub("：", ":"):gsub("；", ";")
    :gsub("（", "("):gsub("）", ")"):gsub("！", "!"))
end

local function in_order(t)
  local at = 0
  for _, span in ipairs(t:origins(0, #t:reading())) do
    if span[1] < at then return false end
    at = span[2]
  end
  return true
end

local function count_whole(paragraphs, reading)
  local lines, n = {}, 0
  for line in reading:gmatch("[^\n]+") do lines[#lines + 1] = squeeze(line) end
  for _, p in ipairs(paragraphs) do
    local wanted, found = squeeze(p), false
    for _, line in ipairs(lines) do found = found or line:find(wanted, 1, true) ~= nil end
    n = n + (found and 1 or 0)
  end
  return n
end

local function report(name, sum)
  local ordered, whole = sum.ordered / sum.papers, sum.whole / sum.paragraphs
  print(("%-16s in order %.3f  whole %.3f"):format(name, ordered, whole))
end

local count, seed, misses = math.tointeger(arg[1]), math.tointeger(arg[2]), arg[3] == "--misses"
assert(count and seed, "usage: bulletin.lua COUNT SEED [--misses]")
local all = {papers = 0, ordered = 0, paragraphs = 0, whole = 0}
for _, layout in ipairs(NEWSLETTER.bulletins) do
  local sum = {papers = 0, ordered = 0, paragraphs = 0, whole = 0}
  for i = 1, count do
    local paper = NEWSLETTER.bulletin(seed + i, layout)
    for _, text in ipairs{paper.text, (jiyao.convert.script(paper.text, "s2t"))} do
      local t = jiyao.ingest.parse(text, "paper.txt"):text()
      local ordered, whole = in_order(t), count_whole(paper.paragraphs, t:reading())
      sum.papers, sum.ordered = sum.papers + 1, sum.ordered + (ordered and 1 or 0)
      sum.paragraphs, sum.whole = sum.paragraphs + #paper.paragraphs, sum.whole + whole
      if misses and (not ordered or whole < #paper.paragraphs) then
        local order = ordered and "in order" or "MOVED"
        print(("  %s %d: %s, %d of %d whole"):format(layout.name, seed + i, order, whole, #paper.paragraphs))
      end
    end
  end
  report(layout.name, sum)
  for key, n in pairs(sum) do all[key] = all[key] + n end
end
report("bulletins", all)
