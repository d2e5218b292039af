--- From words in a source to a quotation that reads well: the sentence that
-- they stand in, without the tags of a page. Knows where sentences end and
-- which tags do not end a line. Refuses to know what is quoted or why.
-- @module jiyao.quoting
-- @internal
local quoting = {}

--- Bytes to ask for on either side; a sentence longer than that is cut.
quoting.CONTEXT = 600

-- Tags that stand within a line; every other tag ends one.
local INLINE = {}
for tag in ("a b big code em font i mark s small span strong sub sup u wbr"):gmatch("%a+") do
  INLINE[tag] = true
end

local ENTITY = {amp = "&", apos = "'", bull = "•", emsp = " ", ensp = " ", gt = ">", hellip = "…",
  ldquo = "“", lsquo = "‘", lt = "<", mdash = "—", middot = "·", nbsp = " ", quot = '"', rdquo = "”",
  rsquo = "’"}

local function entity(whole, name)
  local number = name:match("^#(%d+)$")
  local hex = name:match("^#[xX](%x+)$")
  local code = number and tonumber(number) or hex and tonumber(hex, 16)
  if not code then return ENTITY[name] or whole end
  local is_char = code > 0 and code < 0x110000 and (code < 0xD800 or code > 0xDFFF)
  return is_char and utf8.char(code) or whole
end

--- The words of a piece of HTML as a reader sees them.
-- @function words
-- @tparam string html
-- @treturn string tags that end a line have become line feeds
-- @usage
-- local quoting = require "jiyao.quoting"
-- print((quoting.words("院长<b>林知行</b>&nbsp;讲话<br/>散会"):gsub("\n", "|"))) --> 院长林知行 讲话|散会
function quoting.words(html)
  html = html:gsub("%s+", " "):gsub("<!%-%-.-%-%->", "")
  html = html:gsub("</?([%a!]%w*)[^<>]*>", function(tag) return INLINE[tag:lower()] and "" or "\n" end)
  html = html:gsub("(&(#?%w+);)", entity):gsub("\u{A0}", " ")
  return (html:gsub("%s*\n%s*", "\n"))
end

-- Marks that end a sentence, and those that may still follow the end.
local STOPS = {["。"] = true, ["！"] = true, ["？"] = true, ["!"] = true, ["?"] = true, ["\n"] = true}
local CLOSERS = {["”"] = true, ["’"] = true, ["」"] = true, ["』"] = true, ["）"] = true, [")"] = true,
  ['"'] = true}

-- The places in s after the end of a sentence: the first and the last, or nil.
local function sentence_ends(s)
  local first, last, ended
  for at, char in s:gmatch("()(" .. utf8.charpattern .. ")") do
    if STOPS[char] then
      ended = true
    elseif ended and not CLOSERS[char] then
      first, last, ended = first or at, at, false
    end
  end
  if ended then first, last = first or #s + 1, #s + 1 end
  return first, last
end

local function stripped(s)
  return s:match("^%s*(.-)%s*$")
end

--- Trim the context of a quotation to the sentences that the words stand in.
-- @function trim
-- @tparam table q `text`, `before`, `after`, as `corpus:quote` gives them with
-- a context of `CONTEXT` bytes
-- @tparam[opt] boolean is_html whether the source is HTML; its tags are left out
-- @treturn table q, with `cut_before` and `cut_after` where a sentence is cut
-- @usage
-- local quoting = require "jiyao.quoting"
-- local q = quoting.trim{before = "会后。会上,", text = "林知行", after = "讲话。散会。"}
-- print(q.before .. "[" .. q.text .. "]" .. q.after) --> 会上,[林知行]讲话。
function quoting.trim(q, is_html)
  -- A context that is nearly as long as was asked for may go on beyond.
  local more_before, more_after = #q.before > quoting.CONTEXT - 4, #q.after > quoting.CONTEXT - 4
  if is_html then
    -- The context may begin or end within a tag; the words themselves do not.
    q.before = quoting.words((q.before:gsub("^[^<>]*>", "")))
    q.after = quoting.words((q.after:gsub("<[^<>]*$", "")))
    q.text = stripped(quoting.words(q.text))
  end
  local _, last = sentence_ends(q.before)
  q.before = (last and q.before:sub(last) or q.before):gsub("^%s+", "")
  local closed = select(2, sentence_ends(q.text)) == #q.text + 1
  local first = sentence_ends(q.after)
  q.after = closed and "" or (first and q.after:sub(1, first - 1) or q.after):gsub("%s+$", "")
  q.cut_before = more_before and not last
  q.cut_after = more_after and not first and not closed
  return q
end

return quoting
