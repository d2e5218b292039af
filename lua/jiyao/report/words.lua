--- What all formats of a report share: clean text, numbers, the words that
-- frame a quotation. Knows no format.
-- @module jiyao.report.words
-- @internal
local valid = require "jiyao.valid"

local words = {}

-- XML allows no control characters but these; nor would a terminal thank us.
local KEPT = {["\t"] = true, ["\n"] = true}

--- Text that any format may hold: valid UTF-8, no control characters but tab
-- and line feed. Each byte that does not belong becomes U+FFFD.
-- @function clean
-- @tparam string s
-- @treturn string
-- @usage
-- local words = require "jiyao.report.words"
-- print(words.clean("甲\0乙\xff")) --> 甲�乙�
function words.clean(s)
  s = valid.replace((s:gsub("\r\n?", "\n")), "\u{FFFD}")
  return (s:gsub("%c", function(c) return not KEPT[c] and "\u{FFFD}" or nil end))
end

--- A coordinate or a size: at most one decimal, none where it is whole.
-- @function number
-- @tparam number n
-- @treturn string
-- @usage
-- local words = require "jiyao.report.words"
-- print(words.number(3.04), words.number(2.25)) --> 3	2.2
function words.number(n)
  return (("%.1f"):format(n):gsub("%.0$", ""):gsub("^%-0$", "0"))
end

--- Where a quotation comes from, in one line.
-- @function provenance
-- @tparam table quote
-- @treturn string
-- @usage
-- local words = require "jiyao.report.words"
-- print(words.provenance{path = "a.txt", start = 3, stop = 9, date = "2024-05"}) --> 字节 3–9 · 2024-05
function words.provenance(quote)
  local parts = {("字节 %d–%d"):format(quote.start, quote.stop)}
  parts[#parts + 1] = quote.date
  parts[#parts + 1] = quote.institution
  return words.clean(table.concat(parts, " · "))
end

--- The words before and after a quotation, with an ellipsis where they were cut.
-- @function around
-- @tparam table quote
-- @treturn string before
-- @treturn string after
-- @usage
-- local words = require "jiyao.report.words"
-- print(words.around{before = "会上,", after = "。", cut_before = true}) --> …会上,	。
function words.around(quote)
  local before, after = words.clean(quote.before), words.clean(quote.after)
  return (quote.cut_before and "…" or "") .. before, after .. (quote.cut_after and "…" or "")
end

return words
