--- Words of a table as patterns and sets. Knows how tables are laid out; refuses
-- to know what their words mean.
-- @module jiyao.wordlist
-- @internal
local data = require "jiyao.data"

local M = {}

local function longest_first(a, b)
  return #a > #b or #a == #b and a < b
end

--- The words of a table whose column holds a value, the longest first.
-- @function of
-- @tparam string name of the table
-- @tparam integer column
-- @tparam string value
-- @treturn {string,...}
-- @usage
-- print(require "jiyao.wordlist".of("body_words", 2, "go")[1] ~= nil) --> true
function M.of(name, column, value)
  local words = {}
  for _, row in ipairs(data.table(name)) do
    if row[column] == value then words[#words + 1] = row[1] end
  end
  table.sort(words, longest_first)
  return words
end

--- All words of a table, the longest first.
-- @function all
-- @tparam string name
-- @treturn {string,...}
-- @usage
-- print(#require "jiyao.wordlist".all("deeds") > 0) --> true
function M.all(name)
  local words = {}
  for i, row in ipairs(data.table(name)) do words[i] = row[1] end
  table.sort(words, longest_first)
  return words
end

--- The words of a table whose column holds a value, as a pattern that finds one of them.
-- @function pattern
-- @tparam string name
-- @tparam integer column
-- @tparam string value
-- @treturn string
-- @usage
-- local wordlist = require "jiyao.wordlist"
-- print(jiyao.regex.new(wordlist.pattern("body_words", 2, "go")):match("莅临医院")) --> 莅临
function M.pattern(name, column, value)
  return "(?:" .. table.concat(M.of(name, column, value), "|") .. ")"
end

--- The same as a set.
-- @function set
-- @tparam string name
-- @tparam integer column
-- @tparam string value
-- @treturn table true by word
-- @usage
-- print(require "jiyao.wordlist".set("body_words", 2, "go")["莅临"]) --> true
function M.set(name, column, value)
  local set = {}
  for _, word in ipairs(M.of(name, column, value)) do set[word] = true end
  return set
end

return M
