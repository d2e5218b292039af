--- Scores what is read from composed pages against the truth about them.
-- `jiyao run tests/eval/pages.lua FOLDER [--misses]`, FOLDER as tests/generate/pages.lua
-- writes it. Text counts by pairs of neighbouring characters, white space aside; a title,
-- source, byline or editor counts where it is the same; a date by its day. Refuses to know
-- how a page is read.
local jiyao = require "jiyao"

local folder, misses = arg[1], arg[2] == "--misses"

-- What a page states is as it was published; the truth is Simplified.
local function folded(s)
  return (jiyao.convert.script(jiyao.text.nfkc(s or ""), "t2s"):gsub("%s+", ""))
end

local function pairs_of(s)
  local bag, n, last = {}, 0, nil
  for _, code in utf8.codes(folded(s)) do
    local key = last and last .. " " .. code
    if key then bag[key], n = (bag[key] or 0) + 1, n + 1 end
    last = code
  end
  return bag, n
end

local function f1(got, want)
  local a, na = pairs_of(got)
  local b, nb = pairs_of(want)
  local shared = 0
  for key, n in pairs(a) do shared = shared + math.min(n, b[key] or 0) end
  return na + nb == 0 and 1 or 2 * shared / (na + nb)
end

local FACTS = {"title", "published", "source", "author", "editor"}
local COLUMNS = {title = 3, published = 4, source = 5, author = 6, editor = 7}

-- The day of a date as written.
local function day(s)
  local found = s and jiyao.dates.find(s)[1]
  return found and found.edtf or ""
end

local function read(path)
  local doc = jiyao.ingest.read(path)
  local got = {text = doc:text():reading(), articles = #doc:articles()}
  for _, name in ipairs(FACTS) do got[name] = doc:meta(name) or "" end
  got.published = day(got.published)
  got.items = {}
  for _, a in ipairs(doc:articles()) do got.items[day(a.published) .. " " .. folded(a.title)] = true end
  return got
end

local function add(sums, name, value)
  local s = sums[name] or {n = 0, sum = 0}
  s.n, s.sum = s.n + 1, s.sum + value
  sums[name] = s
end

local function tell(file, name, got, want)
  if misses then print(("  %s: %s is '%s', not '%s'"):format(file, name, got, want)) end
end

local sums, systems, order = {}, {}, {}
for line in io.lines(folder .. "/truth.tsv") do
  local row = {}
  for field in (line .. "\t"):gmatch("(.-)\t") do row[#row + 1] = field end
  local got = read(folder .. "/" .. row[1])
  local score = f1(got.text, row[9]:gsub("\\n", "\n"))
  if score < 0.95 and misses then print(("  %s: text %.3f"):format(row[1], score)) end
  if not systems[row[2]] then
    systems[row[2]] = {}
    order[#order + 1] = row[2]
  end
  add(sums, "text", score)
  add(systems[row[2]], "text", score)
  for _, name in ipairs(FACTS) do
    local want = row[COLUMNS[name]]
    local right = want == "" or folded(got[name]) == folded(want)
    if want ~= "" then
      add(sums, name, right and 1 or 0)
      add(systems[row[2]], name, right and 1 or 0)
    end
    if not right then tell(row[1], name, got[name], want) end
  end
  for item in (row[10] or ""):gsub("\\n", "\n"):gmatch("[^\n]+") do
    local date, title = item:match("^(%S+) (.*)$")
    local right = got.items[date .. " " .. folded(title)]
    add(sums, "items", right and 1 or 0)
    add(systems[row[2]], "items", right and 1 or 0)
    if not right then tell(row[1], "items", "missing", item) end
  end
  local many = got.articles == tonumber(row[8])
  add(sums, "articles", many and 1 or 0)
  add(systems[row[2]], "articles", many and 1 or 0)
  if not many then tell(row[1], "articles", got.articles, row[8]) end
end

local function show(name, s)
  io.write(("%-10s"):format(name))
  for _, key in ipairs{"text", "title", "published", "source", "author", "editor", "articles", "items"} do
    io.write(s[key] and ("  %s %.3f"):format(key, s[key].sum / s[key].n) or ("  %s -    "):format(key))
  end
  io.write("\n")
end
for _, name in ipairs(order) do show(name, systems[name]) end
show("all", sums)
for _, key in ipairs{"text", "title", "published", "source", "author", "editor", "articles", "items"} do
  local s = sums[key] or {n = 0, sum = 0}
  print(("%s of %d F1 %.3f"):format(key, s.n, s.sum / math.max(1, s.n)))
end
