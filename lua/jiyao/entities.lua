--- The people of a corpus, each once however many documents and institutions name them,
-- and what the analyst says of who is who.
-- Knows how people are asked for and how decisions are kept. Who is who is settled in
-- `jiyao.resolving`; refuses to know how.
-- @module jiyao.entities
-- @internal
local jiyao = require "jiyao"
local edtf = require "jiyao.edtf"
local filter = require "jiyao.filter"
local homes = require "jiyao.homes"
local institution_names = require "jiyao.institution_names"
local remember = require "jiyao.remember"
local resolving = require "jiyao.resolving"

local M = {}

local function gather(...)
  local all = {}
  for row in ... do all[#all + 1] = row end
  return all
end

-- ---- names of people ---------------------------------------------------------------

--- What a person is called by in commands and decisions: name, institution and, where
-- several share both, a number.
-- @function key
-- @tparam table part `name`, `institution`, `number`
-- @treturn string
-- @usage
-- local entities = require "jiyao.entities"
-- print(entities.key {name = "林知行", institution = "云岭大学", number = 2}) --> 林知行@云岭大学#2
function M.key(part)
  local number = part.number > 1 and "#" .. part.number or ""
  return part.name .. "@" .. part.institution .. number
end

local function parse(key)
  local name, institution, number = key:match("^(.-)@(.*)#(%d+)$")
  if not name then name, institution = key:match("^(.-)@(.*)$") end
  return name, institution, tonumber(number or 1)
end

local function fail(corpus, code, words, ...)
  jiyao.fail(code, words:format(...), corpus.path)
end

-- The only part, or that of the only person, that has a name.
local function part_named(corpus, name)
  local list = gather(corpus.db:rows(
    "SELECT * FROM entity_part WHERE name = ? ORDER BY documents DESC, id", name))
  local keys, several = {}, false
  for i, part in ipairs(list) do
    keys[i] = M.key(part)
    several = several or part.entity_id ~= list[1].entity_id
  end
  if several then
    fail(corpus, "EINVALID", "%s is several people: say which of %s", name, table.concat(keys, ", "))
  end
  return list[1]
end

-- The part that an id names; an institution may be called by any of its names.
local function part_of(corpus, id)
  if type(id) ~= "string" or id == "" then error("which person? an id is NAME@INSTITUTION, or a name", 0) end
  local name, institution, number = parse(id)
  local part
  if name then
    part = corpus.db:one([[SELECT * FROM entity_part WHERE name = ?1 AND number = ?3
      AND institution = coalesce((SELECT institution FROM institution_name WHERE name = ?2), ?2)]],
      name, institution, number)
  else
    part = part_named(corpus, id)
  end
  if not part then fail(corpus, "ENOTFOUND", "no person %s: `corpus:entities()` lists all", id) end
  return part
end

-- ---- asking ------------------------------------------------------------------------

local date_of = remember.of(function(date) return edtf.parse(date) end)

local function item_of(list, index, key, make)
  if not index[key] then
    index[key] = make()
    list[#list + 1] = index[key]
  end
  return index[key]
end

local function widen(range, date)
  local d = date and date_of(date)
  if not d or d.rank ~= 1 then return end
  if not range.first or d.first < range.first then range.first = d.first end
  if not range.last or d.last > range.last then range.last = d.last end
end

local function add_last(list, item)
  if list[#list] ~= item then list[#list + 1] = item end
end

-- Where a title is held: of as many bodies as titles the one in its place, else all.
local function body_of(row, names)
  local home = row.home ~= "" and row.home or nil
  local units = homes.units(row.org)
  for i, unit in ipairs(units) do
    unit = homes.spelled(unit, home)
    units[i] = names[unit] or institution_names.is_own(unit, home) and home or unit
  end
  if row.titles > 1 and #units == row.titles then return units[row.seq] end
  return #units > 0 and table.concat(units, "；") or home
end

local function add_row(person, row, names)
  add_last(person.documents, row.path)
  widen(person, row.date)
  if not row.title then return end
  local org = body_of(row, names)
  local role = item_of(person.roles, person.index, row.title .. "\0" .. (org or ""), function()
    return {title = row.title, org = org, documents = {}}
  end)
  add_last(role.documents, row.path)
  widen(role, row.date)
end

local function role_order(a, b)
  local fa, fb = a.first or "~", b.first or "~"
  if fa ~= fb then return fa < fb end
  if #a.documents ~= #b.documents then return #a.documents > #b.documents end
  if a.title ~= b.title then return a.title < b.title end
  return (a.org or "") < (b.org or "")
end

local function person_order(a, b)
  if #a.documents ~= #b.documents then return #a.documents > #b.documents end
  if a.mentions ~= b.mentions then return a.mentions > b.mentions end
  return a.id < b.id
end

local ROWS = [[
  SELECT t.entity_id, t.institution AS home, p.org, d.path, pt.title, pt.seq,
    CASE WHEN instr(p.org, '；') THEN (SELECT count(*) FROM person_title c WHERE c.person_id = p.id)
      ELSE 1 END AS titles,
    CASE WHEN d.published GLOB '[0-9]*' THEN d.published ELSE
      (SELECT min(m.date_sort) FROM meeting m WHERE m.document_id = d.id AND m.date_sort < '~') END AS date
  FROM entity_part t JOIN entity_person x ON x.part_id = t.id JOIN person p ON p.id = x.person_id
  JOIN document d ON d.id = p.document_id LEFT JOIN person_title pt ON pt.person_id = p.id
  WHERE t.entity_id IN (%s) ORDER BY t.entity_id, d.path, p.seq, pt.seq]]

local function new_person(row)
  return {id = M.key(row), name = row.name, institution = row.institution ~= "" and row.institution or nil,
    names = {}, institutions = {}, mentions = 0, byline = true, documents = {}, roles = {}, index = {},
    known = {}}
end

local function add_part(person, part)
  item_of(person.names, person.known, "n" .. part.name, function() return part.name end)
  if part.institution ~= "" then
    local house = part.institution
    item_of(person.institutions, person.known, "i" .. house, function() return house end)
  end
  person.mentions = person.mentions + part.mentions
  person.byline = person.byline and part.byline == 1
end

-- The people whose entity ids a query gives, in no order.
local function load(corpus, query, values)
  local list, by_id = {}, {}
  local function rows(sql) return corpus.db:rows(sql:format(query), table.unpack(values)) end
  for row in rows "SELECT * FROM entity WHERE id IN (%s)" do
    by_id[row.id] = new_person(row)
    list[#list + 1] = by_id[row.id]
  end
  for part in rows [[SELECT * FROM entity_part WHERE entity_id IN (%s)
      ORDER BY entity_id, id <> entity_id, id]] do
    add_part(by_id[part.entity_id], part)
  end
  local names = {}
  for row in corpus.db:rows "SELECT name, institution FROM institution_name" do
    names[row.name] = row.institution
  end
  for row in rows(ROWS) do add_row(by_id[row.entity_id], row, names) end
  for _, person in ipairs(list) do
    person.index, person.known = nil, nil
    table.sort(person.roles, role_order)
  end
  return list
end

--- See `corpus:entities`.
-- @function list
-- @tparam Corpus corpus
-- @tparam ?table wanted
-- @treturn {table,...}
function M.list(corpus, wanted)
  local condition, values = filter.where("entities", wanted)
  resolving.ensure(corpus)
  local query = "SELECT id FROM entity"
  if condition ~= "" then
    query = [[SELECT t.entity_id FROM entity_part t JOIN entity_person x ON x.part_id = t.id
      JOIN person p ON p.id = x.person_id JOIN document d ON d.id = p.document_id]] .. condition
  end
  local list = load(corpus, query, values)
  table.sort(list, person_order)
  return list
end

-- Why the parts of a person are one.
local function merges_of(corpus, entity)
  local list = {}
  for row in corpus.db:rows([[
    SELECT l.id, l.reason, l.words, l.decision_id AS decision, a.name AS a_name,
      a.institution AS a_institution, a.number AS a_number, b.name AS b_name,
      b.institution AS b_institution, b.number AS b_number
    FROM entity_link l JOIN entity_part a ON a.id = l.a JOIN entity_part b ON b.id = l.b
    WHERE l.entity_id = ? ORDER BY l.id]], entity) do
    local merge = {reason = row.reason, words = row.words, decision = row.decision, documents = {},
      a = M.key {name = row.a_name, institution = row.a_institution, number = row.a_number},
      b = M.key {name = row.b_name, institution = row.b_institution, number = row.b_number}}
    local paths = "SELECT path FROM entity_evidence WHERE link_id = ? ORDER BY path"
    for evidence in corpus.db:rows(paths, row.id) do
      merge.documents[#merge.documents + 1] = evidence.path
    end
    list[#list + 1] = merge
  end
  return list
end

--- See `corpus:entity`.
-- @function get
-- @tparam Corpus corpus
-- @tparam string id
-- @treturn table
function M.get(corpus, id)
  resolving.ensure(corpus)
  local part = part_of(corpus, id)
  local person = load(corpus, "SELECT ?", {part.entity_id})[1]
  person.merges = merges_of(corpus, part.entity_id)
  return person
end

--- See `corpus:institutions`.
-- @function institutions
-- @tparam Corpus corpus
-- @treturn {table,...}
function M.institutions(corpus)
  resolving.ensure(corpus)
  local list, index = {}, {}
  for row in corpus.db:rows "SELECT * FROM institution_name ORDER BY institution, name" do
    local body = item_of(list, index, row.institution, function()
      return {name = row.institution, aliases = {}}
    end)
    body.aliases[#body.aliases + 1] = {name = row.name, reason = row.reason, path = row.path}
  end
  return list
end

-- ---- deciding ----------------------------------------------------------------------

local function record(corpus, kind, parts, note)
  local _, id = corpus.db:run("INSERT INTO decision (kind, note) VALUES (?, ?)", kind, note)
  for i, part in ipairs(parts) do
    corpus.db:run([[INSERT INTO decision_part (decision_id, seq, side, name, institution, number, path)
      VALUES (?, ?, ?, ?, ?, ?, ?)]], id, i, part.side, part.name, part.institution, part.number, part.path)
  end
  return id
end

local function side(part, number)
  return {side = number, name = part.name, institution = part.institution, number = part.number}
end

--- See `corpus:merge`.
-- @function merge
-- @tparam Corpus corpus
-- @tparam string a
-- @tparam string b
-- @tparam ?string note
-- @treturn integer
function M.merge(corpus, a, b, note)
  return corpus.db:transaction(function()
    resolving.ensure(corpus)
    local one, other = part_of(corpus, a), part_of(corpus, b)
    local same = one.entity_id == other.entity_id
    if same then fail(corpus, "EEXISTS", "%s and %s are one person already", a, b) end
    return record(corpus, "merge", {side(one, 1), side(other, 1)}, note)
  end)
end

-- A number that no one of that name at that institution has had, be it undone.
local function next_number(corpus, part, taken)
  local key = part.name .. "@" .. part.institution
  if not taken[key] then
    taken[key] = corpus.db:one([[SELECT max(
      coalesce((SELECT max(number) FROM decision_part WHERE name = ?1 AND institution = ?2), 1),
      (SELECT max(number) FROM entity_part WHERE name = ?1 AND institution = ?2)) AS n]],
      part.name, part.institution).n + 1
  end
  return taken[key]
end

-- The parts of somebody that a document names.
local function parts_in(corpus, entity, path)
  return gather(corpus.db:rows([[
    SELECT DISTINCT t.id, t.name, t.institution, t.number FROM entity_part t
    JOIN entity_person x ON x.part_id = t.id JOIN person p ON p.id = x.person_id
    JOIN document d ON d.id = p.document_id WHERE t.entity_id = ? AND d.path = ? ORDER BY t.id]],
    entity, path))
end

local function is_path(corpus, what)
  return corpus.db:one("SELECT 1 AS yes FROM document WHERE path = ?", what) ~= nil
end

-- What is taken out of a person: parts, and documents, whose people get a number of their own.
local function taken_out(corpus, id, whole, what)
  local out, numbers, gone = {}, {}, {}
  for _, one in ipairs(what) do
    if is_path(corpus, one) then
      local found = parts_in(corpus, whole.entity_id, one)
      if #found == 0 then fail(corpus, "ENOTFOUND", "%s does not name %s", one, id) end
      for _, part in ipairs(found) do
        out[#out + 1] = {side = 2, name = part.name, institution = part.institution, path = one,
          number = next_number(corpus, part, numbers)}
      end
    else
      local part = part_of(corpus, one)
      if part.entity_id ~= whole.entity_id then fail(corpus, "EINVALID", "%s is no part of %s", one, id) end
      out[#out + 1], gone[part.id] = side(part, 2), true
    end
  end
  return out, gone
end

--- See `corpus:split`.
-- @function split
-- @tparam Corpus corpus
-- @tparam string id
-- @tparam string|{string,...} what
-- @tparam ?string note
-- @treturn integer
function M.split(corpus, id, what, note)
  if type(what) == "string" then what = {what} end
  if type(what) ~= "table" or #what == 0 then
    error("what is to be split off? paths of documents, or ids", 0)
  end
  return corpus.db:transaction(function()
    resolving.ensure(corpus)
    local whole = part_of(corpus, id)
    local parts, gone = taken_out(corpus, id, whole, what)
    local stays = 0
    local all = "SELECT * FROM entity_part WHERE entity_id = ? ORDER BY id"
    for part in corpus.db:rows(all, whole.entity_id) do
      if not gone[part.id] then
        stays = stays + 1
        table.insert(parts, side(part, 1))
      end
    end
    if stays == 0 then fail(corpus, "EINVALID", "nothing of %s would stay: split off less", id) end
    return record(corpus, "split", parts, note)
  end)
end

--- See `corpus:decisions`.
-- @function decisions
-- @tparam Corpus corpus
-- @treturn {table,...}
function M.decisions(corpus)
  local list, by_id = {}, {}
  for row in corpus.db:rows "SELECT * FROM decision ORDER BY id" do
    local d = {id = row.id, kind = row.kind, note = row.note, undone = row.undone == 1, people = {},
      apart = {}}
    list[#list + 1], by_id[row.id] = d, d
  end
  for row in corpus.db:rows "SELECT * FROM decision_part ORDER BY decision_id, seq" do
    local part = M.key(row) .. (row.path and " (" .. row.path .. ")" or "")
    table.insert(row.side == 1 and by_id[row.decision_id].people or by_id[row.decision_id].apart, part)
  end
  return list
end

--- See `corpus:undo`.
-- @function undo
-- @tparam Corpus corpus
-- @tparam integer n
function M.undo(corpus, n)
  local changed = corpus.db:run("UPDATE decision SET undone = 1 WHERE id = ? AND NOT undone", n)
  if changed > 0 then return end
  local known = corpus.db:one("SELECT 1 AS yes FROM decision WHERE id = ?", n)
  if known then fail(corpus, "EEXISTS", "decision %s is undone already", n) end
  fail(corpus, "ENOTFOUND", "no decision %s", n)
end

return M
