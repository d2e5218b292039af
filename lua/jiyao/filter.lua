--- From the filters of a corpus's lists to conditions of SQL. Knows the views and
-- what a filter means; refuses to run anything.
-- @module jiyao.filter
-- @internal
local jiyao = require "jiyao"
local edtf = require "jiyao.edtf"
local options = require "jiyao.options"
local text = require "jiyao.text"

local filter = {}

local MEETING_RANGE = "%s.date_sort < '~' AND %s.date_sort <= :to || '~' AND %s.date_last || '~' >= :from"

-- A document is dated by its publication; where that is not known, by the
-- meetings that it tells of.
local function document_range(id, published)
  return ("(%s GLOB '[0-9]*' AND %s <= :to || '~' AND %s || '~' >= :from OR %s IS NULL AND"
    .. " EXISTS (SELECT 1 FROM meeting m WHERE m.document_id = %s AND %s))"):format(
    published, published, published, published, id, MEETING_RANGE:gsub("%%s", "m"))
end

-- Several hosts stand joined in one column.
local HOSTED = "instr('、' || v.host || '、', '、' || :who || '、') > 0"

-- Filled by jiyao.reprints.
local FIRST = "%s NOT IN (SELECT document_id FROM temp.later_copy)"

local TAGGED = "EXISTS (SELECT 1 FROM tag g WHERE g.path = %s AND g.tag = :tag)"

-- Conditions of the lists by the name of the filter; `v` is the view.
local CONDITIONS = {
  documents = {
    institution = "v.institution = :institution", kind = "v.kind = :kind",
    name = "EXISTS (SELECT 1 FROM person p WHERE p.document_id = v.id AND p.name = :name)",
    range = document_range("v.id", "v.published"), tag = TAGGED:format("v.path"),
    once = FIRST:format("v.id"),
  },
  articles = {
    institution = "d.institution = :institution",
    range = document_range("d.id", "d.published"), tag = TAGGED:format("d.path"),
    once = FIRST:format("d.id"),
  },
  meetings = {
    institution = "v.institution = :institution", kind = "v.kind = :kind",
    host = HOSTED:gsub(":who", ":host"),
    name = "(" .. HOSTED:gsub(":who", ":name") .. " OR EXISTS"
      .. " (SELECT 1 FROM participation t WHERE t.meeting_id = v.id AND t.name = :name))",
    range = MEETING_RANGE:gsub("%%s", "v"), tag = TAGGED:format("v.path"),
    once = FIRST:format("v.document_id"),
  },
  people = {
    institution = "(v.institution = :institution OR v.org = :institution)", name = "v.name = :name",
    range = document_range("v.document_id", "v.published"), tag = TAGGED:format("v.path"),
    once = FIRST:format("v.document_id"),
  },
  entities = {
    -- An institution goes by any of its names.
    institution = "t.institution = coalesce((SELECT n.institution FROM institution_name n"
      .. " WHERE n.name = :institution), :institution)",
    name = "t.name = :name",
    range = document_range("d.id", "d.published"), tag = TAGGED:format("d.path"),
  },
  annotations = {
    path = "v.path = :path", label = "v.label = :label", institution = "v.institution = :institution",
    adrift = "v.adrift = :adrift", tag = TAGGED:format("v.path"),
    range = document_range("v.document_id", "v.published"),
  },
}
CONDITIONS.mentions = CONDITIONS.people
CONDITIONS.search = {
  institution = "d.institution = :institution",
  kind = "EXISTS (SELECT 1 FROM meeting m WHERE m.document_id = d.id AND m.kind = :kind)",
  name = "EXISTS (SELECT 1 FROM person p WHERE p.document_id = d.id AND p.name = :name)",
  range = document_range("d.id", "d.published"), tag = TAGGED:format("d.path"),
  once = FIRST:format("d.id"),
}

local ORDER = {"institution", "name", "host", "kind", "range", "tag", "path", "label", "adrift", "once"}

-- Which condition a word of a filter belongs to.
local CONDITION_OF = {
  institution = "institution", name = "name", person = "name", host = "host", kind = "kind", from = "range",
  to = "range", tag = "tag", path = "path", label = "label", adrift = "adrift",
  once = "once",
}
local WORDS = {"institution", "name", "person", "host", "kind", "from", "to", "tag", "path", "label",
  "adrift", "once"}

--- The words by which a list is filtered.
-- @function words
-- @tparam string what as for `where`
-- @treturn {string,...}
-- @usage
-- print(table.concat(jiyao.filter.words "articles", " ")) --> institution from to tag once
function filter.words(what)
  local has = {}
  for _, word in ipairs(WORDS) do
    if CONDITIONS[what][CONDITION_OF[word]] then has[#has + 1] = word end
  end
  return has
end

local function refuse(what, key)
  local has = filter.words(what)
  jiyao.fail("EINVALID", ("%s have no filter '%s': they have %s"):format(what, key, table.concat(has, ", ")))
end

-- Names are kept in Simplified: who types 連若蘭 means 连若兰.
local function folded(value)
  return value and text.new(value):hans():nfkc():reading()
end

local TEXTS = {"institution", "name", "person", "host", "kind", "tag", "path", "label"}

-- What is no text would find nothing, in silence.
local function check_texts(wanted)
  for _, key in ipairs(TEXTS) do
    local value = wanted[key]
    local is_text = value == nil or type(value) == "string"
    if not is_text then jiyao.fail("EINVALID", ("%s: text expected, got a %s"):format(key, type(value))) end
    local bad = value and select(2, text.valid(value))
    if bad then jiyao.fail("EINVALID", ("%s is no UTF-8, at byte %d"):format(key, bad), nil, bad) end
  end
end

local function check_date(key, value)
  if value == nil or edtf.is_bound(value) then return end
  jiyao.fail("EINVALID", ("%s: YYYY, YYYY-MM or YYYY-MM-DD expected, got %s"):format(key, tostring(value)))
end

--- The options of a question that filters a list: those that filter, apart from the others.
-- @function split
-- @tparam string what as for `where`
-- @tparam ?table opts
-- @tparam {string,...} others the names of the others
-- @tparam[opt=3] integer level whom a name that is neither blames, as for `error`
-- @treturn table opts, checked
-- @treturn table the filter
-- @usage
-- local opts, wanted = jiyao.filter.split("search", {limit = 5, from = "2024"}, {"limit"})
-- print(opts.limit, wanted.from, wanted.limit) --> 5	2024	nil
function filter.split(what, opts, others, level)
  local words = filter.words(what)
  opts = options.check(opts, table.move(words, 1, #words, #others + 1, others), (level or 3) + 1)
  local wanted = {}
  for _, word in ipairs(words) do wanted[word] = opts[word] end
  return opts, wanted
end

-- A filter with its synonyms and defaults settled. A word that no list knows
-- would be overlooked in silence, so it is an error.
local function settle(what, wanted)
  if type(wanted) ~= "table" then
    jiyao.fail("EINVALID", ("%s are filtered by a table, such as {name = \"…\"}, not by %s"):format(what,
      tostring(wanted)))
  end
  check_texts(wanted)
  local known = CONDITIONS[what]
  local settled = {name = folded(wanted.name or wanted.person), institution = folded(wanted.institution),
    kind = folded(wanted.kind), host = folded(wanted.host), tag = wanted.tag, path = wanted.path,
    label = wanted.label, adrift = wanted.adrift}
  local strange
  for key in pairs(wanted) do
    local word = tostring(key)
    if not known[CONDITION_OF[key]] and not (strange and strange < word) then strange = word end
  end
  if strange then refuse(what, strange) end
  if wanted.once ~= nil and type(wanted.once) ~= "boolean" then
    jiyao.fail("EINVALID", "once: true or false expected, got " .. tostring(wanted.once))
  end
  settled.once = wanted.once or nil
  check_date("from", wanted.from)
  check_date("to", wanted.to)
  settled.range = wanted.from or wanted.to
  settled.from, settled.to = wanted.from or "0000", wanted.to or "9999"
  return settled
end

--- The end of a query that a filter stands for.
-- @function where
-- @tparam string what `documents`, `articles`, `meetings`, `people`, `mentions`, `search`, `entities`,
-- `annotations`
-- @tparam ?table filter
-- @treturn string "" or " WHERE ..."
-- @treturn table the values of its parameters
-- @usage
-- local condition, values = jiyao.filter.where("people", {name = "林知行"})
-- print(condition) -->  WHERE v.name = ?
-- print(values[1]) --> 林知行
function filter.where(what, wanted)
  local settled, parts, values = settle(what, wanted or {}), {}, {}
  for _, key in ipairs(ORDER) do
    if settled[key] ~= nil then
      parts[#parts + 1] = CONDITIONS[what][key]:gsub(":(%l+)", function(name)
        values[#values + 1] = settled[name]
        return "?"
      end)
    end
  end
  return #parts > 0 and " WHERE " .. table.concat(parts, " AND ") or "", values
end

return filter
