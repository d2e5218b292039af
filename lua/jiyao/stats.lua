--- Small pure functions over counts. Knows arithmetic and where each measure
-- comes from. Refuses to know what is counted.
-- @module jiyao.stats
local stats = {}

--- A count per 10,000 of a whole.
-- @function per_10k
-- @tparam number count
-- @tparam number whole
-- @treturn ?number nil where the whole is nothing
-- @usage
-- local stats = require "jiyao.stats"
-- print(stats.per_10k(3, 60000)) --> 0.5
function stats.per_10k(count, whole)
  if whole <= 0 then return nil end
  return count * 10000 / whole
end

local function term(observed, expected)
  return observed > 0 and observed * math.log(observed / expected) or 0
end

--- How characteristic something is of one body against the rest: the signed
-- log-likelihood ratio G2 of the two-by-two table. Positive where it is more
-- frequent in the first body, negative where less; beyond 3.84 either way it
-- is unlikely to be chance (p < 0.05, one degree of freedom).
-- Source: T. Dunning (1993), Accurate Methods for the Statistics of Surprise
-- and Coincidence, Computational Linguistics 19(1), 61-74.
-- @function keyness
-- @tparam number a how often in the first body
-- @tparam number n the size of the first body
-- @tparam number b how often in the rest
-- @tparam number m the size of the rest
-- @treturn number 0 where either body is empty
-- @usage
-- local stats = require "jiyao.stats"
-- print(("%.2f"):format(stats.keyness(8, 10, 2, 10))) --> 7.71
-- print(("%.2f"):format(stats.keyness(2, 10, 8, 10))) --> -7.71
function stats.keyness(a, n, b, m)
  if n <= 0 or m <= 0 then return 0.0 end
  local with, without, all = a + b, n + m - a - b, n + m
  local g2 = 2 * (term(a, n * with / all) + term(b, m * with / all)
    + term(n - a, n * without / all) + term(m - b, m * without / all))
  return a / n < b / m and -g2 or g2
end

return stats
