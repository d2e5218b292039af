--- What an analyst types to search, and what FTS5 is asked for it. Knows the
-- grammar; refuses to hand on a word that is not quoted, so nobody's text is taken
-- for FTS5's own grammar.
--
--     query = both {OR both}          both = but {[AND] but}       but = one {NOT one}
--     one = ( query ) | title: one | text: one | NEAR(term term … [, N]) | term
--     term = a word | "a phrase"
--
-- Operators are in capitals. A term is folded (`jiyao.text.fold`): either script, full
-- width or half. NEAR asks for terms with at most N others between the first and last.
-- @module jiyao.query
-- @internal
local jiyao = require "jiyao"
local text = require "jiyao.text"

local query = {}

local OPENING = {['"'] = '"', ["“"] = "”", ["「"] = "」"}
local FIELD = {title = "title", text = "text", ["标题"] = "title", ["正文"] = "text", ["標題"] = "title"}
local NEAR_TERMS = 10
-- As deep as brackets may nest: the stack of FTS5's parser has 100 places.
local MOST_DEPTH = 20

local function refuse(at, why)
  jiyao.fail("EINVALID", ("the query: %s, at byte %d"):format(why, at), nil, at)
end

-- ---- words ----------------------------------------------------------------------

local function skip_blanks(self)
  while true do
    local stop = self.s:match("^[ \t\r\n]+()", self.at) or self.s:match("^\u{3000}()", self.at)
    if not stop then return end
    self.at = stop
  end
end

-- Where a word ends: before a blank, a bracket, a quotation mark.
local function word_end(s, at)
  while at <= #s do
    local char = s:match("^[%z\1-\127\194-\244][\128-\191]*", at) or s:sub(at, at)
    if char:find "^[%s()]$" or char == "\u{3000}" or OPENING[char] then break end
    at = at + #char
  end
  return at
end

local function peek(self)
  skip_blanks(self)
  return self.s:sub(self.at, word_end(self.s, self.at) - 1)
end

local function take(self, word)
  if peek(self) ~= word then return false end
  self.at = self.at + #word
  return true
end

local function symbol(self, sign)
  skip_blanks(self)
  if self.s:sub(self.at, self.at + #sign - 1) ~= sign then return false end
  self.at = self.at + #sign
  return true
end

-- ---- terms ----------------------------------------------------------------------

-- The index holds pairs of terms: a single one is what pairs begin with.
local function is_single(found)
  return #text.terms(found) == 1
end

local function quoted(found)
  return '"' .. found:gsub('"', '""') .. '"' .. (is_single(found) and " *" or "")
end

local function phrase(self)
  for open, close in pairs(OPENING) do
    if symbol(self, open) then
      local from = self.at
      local to, next_at = self.s:find(close, from, true)
      if not to then refuse(from - #open - 1, "a phrase that opens with " .. open .. " is not closed") end
      self.at = next_at + 1
      return self.s:sub(from, to - 1), from - #open - 1
    end
  end
end

local OPERATOR = {AND = true, OR = true, NOT = true}

-- A term and where it stands.
local function term(self)
  local found, at = phrase(self)
  if not found then
    found, at = peek(self), self.at - 1
    if found == "" then
      local rest = self.s:sub(self.at, self.at)
      refuse(at, "a term is missing " .. (rest == "" and "at its end" or "before '" .. rest .. "'"))
    end
    if OPERATOR[found] then refuse(at, "a term is missing before " .. found) end
    self.at = self.at + #found
  end
  if text.fold(found) == "" then refuse(at, "'" .. found .. "' holds nothing that could be found") end
  return found
end

local function note(self, found)
  if self.negated == 0 and self.field ~= "title" then self.terms[#self.terms + 1] = found end
end

-- A term as typed, and as a whole page of it would be read: 瞭解 is 了解 there.
local function either(found)
  local read = text.new(found):hans():reading()
  if text.fold(read) == text.fold(found) then return quoted(found), found end
  return "(" .. quoted(found) .. " OR " .. quoted(read) .. ")", read
end

-- ---- the grammar -------------------------------------------------------------------

local any_of -- below

local function near(self)
  local at, words, ends_in_pairs = self.at - 1, {}, 0
  self.at = self.at + #"NEAR"
  if not symbol(self, "(") then refuse(at, "NEAR is followed by its terms: NEAR(a b, 5)") end
  local distance
  while not symbol(self, ")") do
    if #words > 0 and symbol(self, ",") then
      local digits = peek(self):match "^%d+$"
      if not digits or #digits > 6 then refuse(self.at - 1, "NEAR takes a number behind its comma") end
      distance, self.at = tonumber(digits), self.at + #digits
      if not symbol(self, ")") then refuse(self.at - 1, "NEAR ends behind its number: ) is missing") end
      break
    end
    if self.at > #self.s then refuse(at, "the brackets of NEAR are not closed") end
    local stop = word_end(self.s, self.at)
    local word = self.s:sub(self.at, stop - 1):match "^[^,]+" or nil
    local found
    if word then
      found, self.at = word, self.at + #word
    else
      found = term(self)
    end
    words[#words + 1] = quoted(found)
    if #words > 1 and not is_single(found) then ends_in_pairs = ends_in_pairs + 1 end
    note(self, found)
  end
  if #words < 2 then refuse(at, "NEAR takes two terms or more") end
  -- The last character of a phrase is within its last pair: one more to what follows.
  return ("NEAR(%s, %d)"):format(table.concat(words, " "), (distance or NEAR_TERMS) + ends_in_pairs)
end

local function one(self)
  skip_blanks(self)
  local at = self.at - 1
  if symbol(self, "(") then
    self.depth = self.depth + 1
    if self.depth > MOST_DEPTH then refuse(at, "brackets are nested too deep") end
    local inner = any_of(self)
    if not symbol(self, ")") then refuse(at, "a bracket is not closed") end
    self.depth = self.depth - 1
    return "(" .. inner .. ")"
  end
  if peek(self) == "NEAR" and self.s:find("^%s*%(", self.at + 4) then return near(self) end
  local name, colon = self.s:match("^([%a\128-\255]+):()", self.at)
  if not name then name, colon = self.s:match("^([%a\128-\255]-)：()", self.at) end
  if name and FIELD[name] then
    local outer = self.field
    self.at, self.field = colon, FIELD[name]
    local inner = one(self)
    self.field = outer
    return ("{%s} : (%s)"):format(FIELD[name], inner)
  end
  local asked, read = either(term(self))
  note(self, read)
  return asked
end

local function but(self)
  local left = one(self)
  while take(self, "NOT") do
    self.negated = self.negated + 1
    left = ("(%s NOT %s)"):format(left, one(self))
    self.negated = self.negated - 1
  end
  return left
end

local function ends(self)
  skip_blanks(self)
  return self.at > #self.s or self.s:sub(self.at, self.at) == ")" or peek(self) == "OR"
end

local function all_of(self)
  local parts = {but(self)}
  while not ends(self) do
    take(self, "AND")
    parts[#parts + 1] = but(self)
  end
  return table.concat(parts, " AND ")
end

function any_of(self)
  local parts = {all_of(self)}
  while take(self, "OR") do parts[#parts + 1] = all_of(self) end
  return #parts == 1 and parts[1] or "(" .. table.concat(parts, ") OR (") .. ")"
end

--- Reads a query.
-- @function parse
-- @tparam string s
-- @treturn string for FTS5's MATCH
-- @treturn {string,...} the terms that a text which fits may hold, in their order: those to be shown
-- @raise EINVALID with the byte of the query that is wrong
-- @usage
-- local asked, terms = jiyao.query.parse("院长 NOT title:任命")
-- print(asked, #terms) --> ("院长" NOT {title} : ("任命"))	1
function query.parse(s)
  local bad = select(2, text.valid(s))
  if bad then jiyao.fail("EINVALID", ("the query is no UTF-8, at byte %d"):format(bad), nil, bad) end
  if s:find "%z" then jiyao.fail("EINVALID", "the query holds a NUL byte", nil, s:find "%z" - 1) end
  local self = {s = s, at = 1, depth = 0, negated = 0, terms = {}}
  skip_blanks(self)
  if self.at > #s then jiyao.fail("EINVALID", "the query is empty: what is to be searched for?") end
  local asked = any_of(self)
  skip_blanks(self)
  if self.at <= #s then refuse(self.at - 1, "a bracket is closed that was not opened") end
  return asked, self.terms
end

return query
