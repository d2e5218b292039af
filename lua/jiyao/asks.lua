--- What an event asked for: 会议强调, 林若溪要求, 一是…二是….
-- Knows words of asking and how points are counted. Refuses to know whose event it
-- is: callers give the stretch of text that tells it.
-- @module jiyao.asks
-- @internal
local clauses = require "jiyao.clauses"
local regex = require "jiyao.regex"

local M = {}

local ask_re = regex.new("(?:会议|大会|座谈会|研讨会|[一-龥·]{2,8})(?:强调|要求|指出|提出|希望)[,:](?:要)?([^。\\n]{4,240})")
local verb_re = regex.new("(?:强调|要求|指出|提出|希望)[,:]")
local point_re = regex.new("(?:^|[,:;。])[ ]*(?:第?[一二三四五六七八九](?:是|要|、)|第[一二三四五六七八九],)([^;。\\n]{3,120})")

-- More than that are no asks of one event.
local MOST = 20

--- The asks in a stretch of text, in order: the points where they are counted.
-- @function of
-- @tparam string s
-- @treturn {string,...}
-- @usage
-- local asks = require "jiyao.asks".of("会议强调,一是抓紧做实;二是守住底线。")
-- print(#asks, asks[1], asks[2]) --> 2	抓紧做实	守住底线
function M.of(s)
  local out, seen = {}, {}
  local function add(words)
    if #out < MOST and not seen[words] then seen[words], out[#out + 1] = true, words end
  end
  local function take(hit)
    local counted = false
    for point in point_re:gmatch("," .. hit[1]) do
      counted = true
      add(point[1])
    end
    if not counted then add(hit[1]) end
  end
  for _, line in clauses.lines_with(verb_re, s) do
    for hit in ask_re:gmatch(line) do take(hit) end
  end
  return out
end

return M
