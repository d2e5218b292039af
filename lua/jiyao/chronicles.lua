--- Pages that tell a year day by day: the year that their head bears.
-- Knows a chronicle by its lines, and a year of the head that is written without 年
-- (大事记2004, 校史之2004) or as a school year. Refuses to know a year where the head has none, or two.
-- @module jiyao.chronicles
-- @internal
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

-- A line that begins with a day of no year.
local line_re = regex.new("(?:^|\\n)[ \\t0-9.、()▲△★☆◆◇●○•·▪■□\\-—]{0,12}?[0-9]{1,2}月[0-9]{1,2}日")
local year_re = regex.new("(?<![0-9./\\-])((?:19|20)[0-9]{2})" ..
  "(?:(?:年)?\\s?[-—~至/]{1,2}\\s?((?:19|20)[0-9]{2})(?=学年|年))?" ..
  "(?![0-9./]|[级届]|-[0-9])")
local LINES, HEAD, LOOK = 3, 150, 1200 -- lines; bytes of a head; bytes that are looked through
local AUTUMN = 8 -- the first month of a school year

local function is_chronicle(words)
  local n = 0
  for _ in line_re:gmatch(words) do
    n = n + 1
    if n == LINES then return true end
  end
  return false
end

-- First and last year that the words before the first such line state, where it is one.
local function years_of(words)
  local head = cut.after(words, 0, math.min(HEAD, (line_re:find(words))))
  local first, last
  for hit in year_re:gmatch(head) do
    local a, b = tonumber(hit[1]), tonumber(hit[2] or "") or tonumber(hit[1])
    if first and (a ~= first or b ~= last) then return nil end
    first, last = a, b
  end
  return first, last
end

--- The year of a day in a chronicle, by the head of its page.
-- @function year
-- @tparam table view `text`
-- @tparam table page an article: `start` or `title_start`, `stop`
-- @tparam table d a date of no year: `month`
-- @treturn ?integer
-- @usage
-- local s = "东岭学院大事记2004\n3月9日 召开会议。\n4月2日 来访。\n5月1日 义诊。\n"
-- local year = require "jiyao.chronicles".year({text = s}, {start = 0, stop = #s}, {month = 4})
-- print(year) --> 2004
function M.year(view, page, d)
  if page.chronicle == nil then
    local start = math.min(page.start, page.title_start or page.start)
    local words = text.sub(view.text, start, page.stop)
    local first, last
    if is_chronicle(cut.after(words, 0, LOOK)) then first, last = years_of(words) end
    page.chronicle = first and last - first <= 1 and {first, last} or false
  end
  local told = page.chronicle
  if not told or not d.month then return nil end
  return d.month >= AUTUMN and told[1] or told[2]
end

return M
