-- repair.lua: what `jiyao.text.repair` brings back of damage whose truth is known.
--
--   jiyao run tests/eval/repair.lua damage OUT        (OUT.damaged, .sound, .spots of slips.lua)
--   jiyao run tests/eval/repair.lua clean TEXT...     (nothing may change)
--   jiyao run tests/eval/repair.lua speed TEXT        (of the step on sound text)
--
-- Prints shares of characters: `surviving` (both bytes were there) and `lost` (one was
-- not) in damaged spots, `outside` of them, and for clean text what was altered; `marked` is
-- lost characters that are right or in a change that says it is uncertain.
local text = require "jiyao.text"

local function read(path)
  local file = assert(io.open(path, "rb"))
  local content = file:read("a")
  file:close()
  return content
end

local function characters(s)
  local list = {}
  for _, cp in utf8.codes(s) do list[#list + 1] = cp end
  return list
end

-- Which characters of `want` stand in `got`, in order (longest common subsequence).
local function found(want, got)
  local n, m = #want, #got
  local len = {}
  for i = n + 1, 1, -1 do
    len[i] = {}
    for k = m + 1, 1, -1 do
      if i > n or k > m then
        len[i][k] = 0
      elseif want[i] == got[k] then
        len[i][k] = len[i + 1][k + 1] + 1
      else
        len[i][k] = math.max(len[i + 1][k], len[i][k + 1])
      end
    end
  end
  local out, i, k = {}, 1, 1
  while i <= n and k <= m do
    if want[i] == got[k] then
      out[i], i, k = true, i + 1, k + 1
    elseif len[i + 1][k] >= len[i][k + 1] then
      i = i + 1
    else
      k = k + 1
    end
  end
  return out
end

local function share(name, right, all)
  print(string.format("%-10s %.4f  (%d of %d)", name, all > 0 and right / all or 1, right, all))
end

local function score_damage(stem, misses)
  local damaged, sound = read(stem .. ".damaged"), read(stem .. ".sound")
  local t = text.repair(damaged)
  local reading = t:reading()
  local sum = {surviving = {0, 0}, lost = {0, 0}, outside = {0, 0}, marked = {0, 0}}
  local uncertain, change = {}, 1
  for _, c in ipairs(t:changes()) do
    if c.uncertain then uncertain[#uncertain + 1] = c end
  end
  local function is_marked(from, to)
    while uncertain[change] and uncertain[change].stop <= from do change = change + 1 end
    return uncertain[change] ~= nil and uncertain[change].start < to
  end
  local function add(kind, right)
    sum[kind][1] = sum[kind][1] + (right and 1 or 0)
    sum[kind][2] = sum[kind][2] + 1
  end
  local function outside(from, to, got_from, got_to)
    local want = characters(text.sub(sound, from, to))
    if text.sub(sound, from, to) == text.sub(reading, got_from, got_to) then
      sum.outside[1], sum.outside[2] = sum.outside[1] + #want, sum.outside[2] + #want
      return
    end
    local there = found(want, characters(text.sub(reading, got_from, got_to)))
    for i = 1, #want do add("outside", there[i]) end
  end
  local sound_at, reading_at = 0, 0
  for line in io.lines(stem .. ".spots") do
    local a, b, c, d, which = line:match("^(%d+)\t(%d+)\t(%d+)\t(%d+)\t(.*)")
    local start = t:made(math.tointeger(a), math.tointeger(a) + 1)
    local stop = b + 0 < #damaged and t:made(math.tointeger(b), math.tointeger(b) + 1) or #reading
    c, d = math.tointeger(c), math.tointeger(d)
    outside(sound_at, c, reading_at, start)
    local want, lost = characters(text.sub(sound, c, d)), {}
    for i in which:gmatch("%d+") do lost[math.tointeger(i)] = true end
    local got = text.sub(reading, start, stop)
    local there = found(want, characters(got))
    local marked = is_marked(math.tointeger(a), math.tointeger(b))
    for i = 1, #want do
      add(lost[i] and "lost" or "surviving", there[i])
      if lost[i] then add("marked", there[i] or marked) end
    end
    if misses and got ~= text.sub(sound, c, d) then
      print(text.sub(damaged, math.tointeger(a), math.tointeger(b)), text.sub(sound, c, d), got)
    end
    sound_at, reading_at = d, stop
  end
  outside(sound_at, #sound, reading_at, #reading)
  for _, kind in ipairs {"surviving", "lost", "marked", "outside"} do
    share(kind, sum[kind][1], sum[kind][2])
  end
end

local function score_clean(paths)
  local altered, all = 0, 0
  for _, path in ipairs(paths) do
    local s = read(path)
    all = all + utf8.len(s)
    for _, c in ipairs(text.new(s):slips():changes()) do altered = altered + utf8.len(c.before) end
  end
  print(string.format("altered    %.2f in 100,000  (%d of %d)", altered * 1e5 / all, altered, all))
end

local function time_clean(path)
  local t = text.new(read(path):rep(20))
  local from = os.clock()
  t:slips()
  print(string.format("sound text: %.0f MB/s", #t / 1e6 / (os.clock() - from)))
end

local what = table.remove(arg, 1)
if what == "damage" then
  score_damage(arg[1], arg[2] == "misses")
elseif what == "speed" then
  time_clean(arg[1])
else
  score_clean(arg)
end
