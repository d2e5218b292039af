-- recode.lua BYTES [FILE]: damages BYTES of composed news (or the lines of FILE)
-- in every way that misread.lua knows, restores them, and holds the answer to its
-- floors. A character survives if none of its bytes was lost; it is exact if it
-- stands where the alignment says. Where one encoding's pairs were read as
-- another's, some pairs have two readings, so not quite every line is held to be
-- equal. Ends with "recode: N passed, N failed".
local jiyao = require "jiyao"
local MISREAD = dofile("tests/generate/misread.lua")
local NEWS = dofile("tests/generate/news.lua")

local bytes, path = tonumber(arg[1]) or 100000, arg[2]
local passed, failed = 0, 0

local function hold(what, got, least)
  if got >= least then
    passed = passed + 1
  else
    failed = failed + 1
    print(("FAIL %s: %.4f, at least %.4f expected"):format(what, got, least))
  end
end

local function source()
  if not path then return NEWS.text(bytes, 11, "hans") end
  local file <close> = assert(io.open(path, "rb"))
  return file:read("a"):sub(1, bytes):match("^.*\n")
end

local hans = source()
local texts = {hans = hans, hant = jiyao.convert.script(hans, "s2t")}

-- Big5 writes Traditional text only.
local function text_for(kind)
  return kind:match("^big5") and texts.hant or texts.hans
end

-- The share of the lines of `truth` that stand at the same number in `got`.
local function equal_lines(got, truth)
  local lines, all, equal = {}, 0, 0
  for line in got:gmatch("[^\n]*\n") do lines[#lines + 1] = line end
  for line in truth:gmatch("[^\n]*\n") do
    all = all + 1
    equal = equal + (lines[all] == line and 1 or 0)
  end
  return equal / all
end

local function score(kind, loss)
  local damaged, chars = MISREAD.damage(text_for(kind), kind, loss)
  local clock = os.clock()
  local t = jiyao.text.new(damaged):recode()
  local seconds = os.clock() - clock
  local survived, exact, lost, guessed = 0, 0, 0, 0
  local reading = t:reading()
  for _, c in ipairs(chars) do
    if #c.char > 1 then
      local start, stop = t:made(c.start, c.stop)
      local good = reading:sub(start + 1, stop):find(c.char, 1, true) ~= nil
      if c.lost then
        lost, guessed = lost + 1, guessed + (good and 1 or 0)
      else
        survived, exact = survived + 1, exact + (good and 1 or 0)
      end
    end
  end
  print(("%-15s %-9s %7d survived, exact %.4f; %6d lost, right %.3f; %5.1f MB/s"):format(kind, loss, survived,
    exact / survived, lost, lost > 0 and guessed / lost or 1, #damaged / 1e6 / seconds))
  return exact / survived, lost / (lost + survived), lost > 0 and guessed / lost or 1
end

-- Of what is lost: the share that the characters around it must bring back.
local LEAST_TOLD = {["utf8-as-gbk"] = 0.65, ["utf8-as-sjis"] = 0.5, ["gbk-as-big5"] = 0.5,
  ["gbk-as-euckr"] = 0.5, ["gbk-as-sjis"] = 0.35}

-- Floors hold where few bytes are lost; of what an encoding cannot show at all
-- (a fifth and more of the characters) nothing is promised.
for _, kind in ipairs(MISREAD.kinds) do
  for _, loss in ipairs {"replace", "question"} do
    local exact, share, told = score(kind, loss)
    if share < 0.2 then hold(kind .. " " .. loss, exact, 0.97) end
    if LEAST_TOLD[kind] then hold(kind .. " " .. loss .. " told", told, LEAST_TOLD[kind]) end
  end
  local damaged, truth = MISREAD.lossless(text_for(kind), kind)
  if #truth > 1000 then
    local restored = jiyao.text.recode(damaged):reading()
    local equal = equal_lines(restored, truth)
    print(("%-15s lossless  lines equal %.4f (%d bytes)"):format(kind, equal, #damaged))
    hold(kind .. " without loss", equal, kind:match("^utf8") and 1 or kind:match("latin1$") and 1 or 0.995)
    hold(kind .. " again", jiyao.text.recode(restored):reading() == restored and 1 or 0, 1)
  end
end

for _, text in ipairs {texts.hans, texts.hant, NEWS.text(bytes // 4, 5, "english")} do
  hold("clean " .. text:sub(1, 24), jiyao.text.recode(text):reading() == text and 1 or 0, 1)
end

for _, names in ipairs {{"utf8", "gbk"}, {"utf8", "big5"}, {"gbk", "big5"}, {"utf8", "gbk", "big5"}} do
  local mixed, truth, regions = MISREAD.mixed(texts.hant, names, NEWS.generator(3))
  local list, text, report = jiyao.convert.regions(mixed)
  local starts, right = {}, 0
  for _, r in ipairs(list) do starts[r.start .. r.encoding] = true end
  for _, r in ipairs(regions) do right = right + (starts[r.start .. r.encoding] and 1 or 0) end
  local what = "mixed " .. table.concat(names, "+")
  print(("%-20s %d regions, starts found %.4f; lines equal %.4f; %d bytes lost"):format(what, #regions,
    right / #regions, equal_lines(text, truth), report.lost))
  hold(what, equal_lines(text, truth), 0.97)
end

print(("recode: %d passed, %d failed"):format(passed, failed))
os.exit(failed == 0)
