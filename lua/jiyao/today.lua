--- The day of an event that is told with 今天 or 昨天.
-- Knows where those words speak of the event: before it, in the headline and in what follows the
-- headline. Refuses to know the day of the page, which `jiyao.published` tells, and days that a
-- text states itself: that is `jiyao.when`.
-- @module jiyao.today
-- @internal
local cut = require "jiyao.cut"
local dates = require "jiyao.dates"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

local HEADLINE = 90 -- bytes

-- 今(2)日, 今天, 昨天 in the headline or the sentence that tells an event: the day of the page or the one before.
local page_day_re = regex.new("(?<![“「『《‘如现迄至而从])(今|昨)(?:天|日|晨|早|晚|\\(([0-9]{1,2})日?\\)[日天晚]?)(?!起|后|的|,我们)")
-- What a headline tells, the first sentence tells again: of no speech, and on no other day.
local begins_re = regex.new("^\\s*([^。“「]*)")
local LEAD = 300 -- bytes

-- The day of the page where the text says it; looked for once.
local function page_day(view)
  if view.page_day == nil then
    view.page_day = false
    for _, d in ipairs(view.dates) do
      local says = d.published and (d.day or 0) > 0 and d.edtf == view.published
      view.page_day = view.page_day or says and d or false
    end
  end
  return view.page_day or nil
end

-- The day before, as the finder of dates counts.
local function day_before(d)
  local copy = {}
  for k, v in pairs(d) do copy[k] = v end
  local found = dates.resolve(dates.find("昨天"), {base = ("%04d-%02d-%02d"):format(d.year, d.month, d.day)})[1]
  copy.year, copy.month, copy.day, copy.edtf = found.year, found.month, found.day, found.edtf:gsub("~$", "")
  return copy
end

-- The words that may tell the day of an event: its own, the headline, and behind that the first sentence.
local function day_words(view, c)
  local sentence, title = view.sentence_at(c.start), c.article.title
  local told = sentence and text.sub(view.text, sentence.start, c.start) or ""
  local headline = title or cut.after(view.text, 0, HEADLINE):match("^[^\n]*")
  local first = title and c.in_title and begins_re:match(cut.after(view.text, c.article.title_stop, LEAD))
  for _, words in ipairs {told, headline, first or ""} do
    if page_day_re:find(words) then return words end
  end
end

--- The day of the page or the one before, where 今天 or 昨天 tells an event and no other day does, or nil.
-- @function of
-- @tparam table view
-- @tparam table c a candidate
-- @treturn ?table a date
-- @usage
-- local today = require "jiyao.today"
-- local view = jiyao.document.view("发布时间:2024-06-08\n云岭大学昨天召开教学工作会议。")
-- print(today.of(view, view.candidates[1]).edtf) --> 2024-06-07
function M.of(view, c)
  local page = page_day(view)
  local words = page and day_words(view, c)
  if not words then return nil end
  local word, number = page_day_re:match(words)
  local day = word == "今" and page or page.year and day_before(page)
  return day and (#(number or "") == 0 or tonumber(number) == day.day) and day or nil
end

return M
