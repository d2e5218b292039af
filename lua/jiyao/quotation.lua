--- Names of events that stand whole in quotation marks.
-- Knows where the marks around an ending are, whatever stands between them. Refuses to know
-- which words end a name: that is `jiyao.events`.
-- @module jiyao.quotation
-- @internal
local clauses = require "jiyao.clauses"
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"

local M = {}

-- “青年论坛——医学分论坛”, “‘红旗班’、‘先进班’评审会”: nothing parts a name in quotation marks.
local dashed_re = regex.new("(“)[^“”\\n。;]{4,60}\\z")
local DASHED = 210 -- bytes

local function dashed(s, hit, floor, start, mark)
  if s:sub(hit.stop + 1, hit.stop + #"”") ~= "”" or mark == "“" then return start, mark end
  local before = cut.before(s, hit.stop, DASHED)
  local at = dashed_re:find(before)
  local open = at and hit.stop - #before + at
  if not open or open < floor then return start, mark end
  return open + #"“", "“"
end

--- An ending of a name with the marks around it, where the name stands whole in quotation marks: such a
-- name is one word, as in 举办“青蓝体验营”.
-- @function whole
-- @tparam string s
-- @tparam table hit `start` and `stop` of the ending, `term`
-- @tparam integer floor bytes, before which nothing counts
-- @treturn table the hit, or one that begins and stops at the marks
-- @treturn integer where its clause begins
-- @treturn ?boolean whether it stands in marks
-- @usage
-- local s = "举办“青蓝体验营”"
-- local hit = {start = #"举办“青蓝", stop = #"举办“青蓝体验营", term = "体验营"}
-- print((require "jiyao.quotation".whole(s, hit, 0)).start) --> 6
function M.whole(s, hit, floor)
  local start, mark = clauses.start(s, hit.start, floor)
  start, mark = dashed(s, hit, floor, start, mark)
  local close = mark and clauses.CLOSER[mark]
  if not close or close == ")" or s:sub(hit.stop + 1, hit.stop + #close) ~= close then return hit, start end
  local open = start - #mark
  return {start = open, stop = hit.stop + #close, term = hit.term}, clauses.start(s, open, floor), true
end

return M
