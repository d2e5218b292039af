--- Checks scoring.lua and confusion.lua on small labels whose sums were counted by
-- hand. Ends with "scorer: N passed, N failed".
-- `jiyao run tests/eval/scorer.lua`
local scoring = require "tests.eval.scoring"
local confusion = require "tests.eval.confusion"
local passed, failed = 0, 0

local function same(what, got, want)
  if got == want then passed = passed + 1 else
    failed = failed + 1
    print(("FAIL scorer: %s is %s, %s expected"):format(what, got, want))
  end
end

-- A document's labels or record with what the others have in common.
local function document(t)
  t.people, t.meetings = t.people or {}, t.meetings or {}
  return t
end

local function score(labels, record)
  labels.id, record.path = "a", "folder/a.txt"
  return scoring.of({document(labels)}, {document(record)})
end

-- Sums as hits/labelled/found.
local function sums(s, key)
  local t = s.sums[key]
  return t.hit .. "/" .. t.gold .. (t.found and "/" .. t.found or "")
end

local function people()
  local s = score({people = {
    {name = "沈砚秋", titles = {"党委书记", "教授"}, org = "东湖大学；澜江省医院", mentions = 2},
    {name = "骆同舟", titles = {"院长"}, mentions = 1},
    {name = "麦田", titles = {"记者"}, mentions = 1, byline = true},
    {name = "邢知秋", titles = {}, mentions = 1}}},
  {people = {
    {name = "沈 砚秋", titles = {"教授", "党委书记"}, org = "澜江省医院", mentions = 2},
    {name = "骆同舟", titles = {"副院长"}, mentions = 3, byline = true},
    {name = "麦田", titles = {"记者"}, mentions = 1, byline = true},
    {name = "高峰", titles = {}, mentions = 1},
    {name = "尤其", titles = {}, mentions = 1, byline = true}}})
  same("people", sums(s, "people"), "3/4/5")
  same("leaders: who signed is none", sums(s, "leaders"), "2/3/3")
  same("leader+titles", sums(s, "leader+titles"), "1/3/3")
  same("titles in any order", sums(s, "titles"), "3/4/4")
  same("org: any of several", sums(s, "org"), "1/1")
  same("mentions", sums(s, "mentions exact"), "2/3")
  same("byline", sums(s, "byline flag"), "2/3")
end

local function meetings()
  local s = score({published = "--06-08", institution = "东湖大学", meetings = {
    {name = "2024年“工作会议”", date = "--06-08", kind = "工作会议", host = "沈砚秋、骆同舟",
      institution = "东湖大学"},
    {name = "教学工作座谈会", date = "2024-06-09", kind = "座谈会"},
    {name = "开班仪式", date = "2024-06-10", kind = "培训会"}}},
  {published = "XXXX-06-08~", institution = "湖滨医院", meetings = {
    {name = "工作会议", date = "2024-06-08", kind = "工作会议"},
    {name = "2024年工作会议", date = "XXXX-06-08~", kind = "大会", host = "骆同舟、沈砚秋",
      institution = "东湖大学医学院"},
    {name = "座谈会", date = "2024-06-09", kind = "座谈会", host = "沈砚秋"}}})
  same("meetings: one for one", sums(s, "meetings"), "2/3/3")
  same("meeting+date: an inferred day", sums(s, "meeting+date"), "2/3/3")
  same("kind", sums(s, "kind"), "1/2")
  same("host in any order", sums(s, "host"), "1/2")
  same("meeting institution", sums(s, "meeting institution"), "1/1")
  same("published without a year", sums(s, "published"), "1/1")
  same("institution", sums(s, "institution"), "0/1")
  local _, recall, f1 = s:figures("meetings")
  same("figures", ("%.3f %.3f"):format(recall, f1), "0.667 0.667")
  local kinds = table.concat(confusion.kinds(s.kinds), "\n")
  same("kinds missed", kinds:match("\n培训会 +(.-)\n"):gsub(" +", " "), ". . . . 1")
  same("kinds confused", kinds:match("\n工作会议 +(.-)\n"):gsub(" +", " "), ". 1 . . .")
  same("kinds false", kinds:match("\n%- +(.-)$"):gsub(" +", " "), ". . 1 . .")
end

local function rest()
  local s = score(
    {restored = {{garbled = "??", restored = "學(xué)校"}, {garbled = "?", restored = "處(chù)長"}}},
    {repairs = {{restored = "學校科技"}, {restored = "…"}}})
  same("restored without glosses", sums(s, "restored"), "1/2")
  same("what nothing is labelled for", ("%.1f"):format(select(3, s:figures("people"))), "1.0")
  s = scoring.of({document{id = "b", people = {{name = "麦田", titles = {}, mentions = 1}}}}, {})
  same("a document without a record", sums(s, "people"), "0/1/0")
  same("misses are kept", s.misses[1].what .. " " .. s.misses[1].entry.name, "person missed 麦田")
end

people()
meetings()
rest()
print(("scorer: %d passed, %d failed"):format(passed, failed))
os.exit(failed == 0, true)
