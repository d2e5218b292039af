--- Who is who across the documents of a corpus: the rows of `entity` and of what
-- belongs to it, made of the rows of the documents and of what the analyst decided, and
-- of nothing else.
-- Knows the order of the work. What tells that two names are one person is
-- `jiyao.evidence`; whose page and house it is, `jiyao.homes`. Refuses to know how people
-- are asked for.
-- @module jiyao.resolving
-- @internal
local clusters = require "jiyao.clusters"
local evidence = require "jiyao.evidence"
local homes = require "jiyao.homes"
local institution_names = require "jiyao.institution_names"
local lexica = require "jiyao.lexica"
local store = require "jiyao.store"
local surnames = require "jiyao.surname_titles"

local M = {}

--- Version of the rules by which people are told apart: others make the rows anew.
M.RULES = "1"

local TABLES = {"resolved", "institution_name", "entity", "entity_part", "entity_person", "entity_link",
  "entity_evidence"}
local VIEWS = {"v_entity", "v_entity_person"}

-- What is needed only meanwhile.
local SCRATCH = {"r_home", "r_unit", "r_raw", "r_person", "r_short", "r_multi", "r_company", "r_rep"}

local function clear_scratch(db)
  for _, name in ipairs(SCRATCH) do db:exec("DROP TABLE IF EXISTS temp." .. name) end
end

-- How this program makes the tables and views. What the file says of its own is not run: it
-- may be a stranger's.
local function own_schema()
  local own <close> = store.open(":memory:", "create")
  local all = {}
  for _, list in ipairs {TABLES, VIEWS} do
    for _, name in ipairs(list) do
      all[#all + 1] = own:one("SELECT name, type, sql FROM sqlite_schema WHERE name = ?", name)
    end
  end
  return all
end

-- A corpus that is read only has the tables in memory, where they stand before its own.
local function make_temporary(db)
  db:exec "PRAGMA temp_store = MEMORY"
  for _, row in ipairs(own_schema()) do
    db:exec(("DROP %s IF EXISTS temp.%s"):format(row.type, row.name))
    db:exec((row.sql:gsub("^CREATE ", "CREATE TEMP ", 1):gsub("REFERENCES person ON DELETE CASCADE", "", 1)))
  end
  db:exec "CREATE INDEX temp.entity_part_entity ON entity_part (entity_id)"
  db:exec "CREATE INDEX temp.entity_person_part ON entity_person (part_id)"
  db:exec "CREATE INDEX temp.entity_link_entity ON entity_link (entity_id)"
end

-- ---- homes -----------------------------------------------------------------------

local function known_institutions(db)
  local known = {}
  for row in db:rows [[SELECT institution AS name, min(path) AS path FROM document
      WHERE institution IS NOT NULL GROUP BY institution]] do
    known[row.name] = row.path
  end
  return known
end

-- The names of bodies that could be short or full ones of others, each with the first
-- document that has it.
local function body_list(pairs_of_orgs, known)
  local seen, list = {}, {}
  local function add(name, path)
    if not seen[name] then list[#list + 1] = name end
    if not seen[name] or path < seen[name] then seen[name] = path end
  end
  for name, path in pairs(known) do add(name, path) end
  for _, p in ipairs(pairs_of_orgs) do
    for _, unit in ipairs(homes.units(p.org)) do
      if homes.is_house(unit, p.institution, known) or homes.is_specific(unit) then add(unit, p.path) end
    end
  end
  table.sort(list)
  return list, seen
end

local function told_aliases(db, pairs_of_orgs)
  local told = {}
  for row in db:rows [[SELECT a.name, a.alias, d.path FROM alias a JOIN document d ON d.id = a.document_id
      ORDER BY d.path, a.seq]] do
    told[#told + 1] = row
  end
  for _, p in ipairs(pairs_of_orgs) do
    for _, unit in ipairs(homes.units(p.org)) do
      local full, short = institution_names.pair(unit)
      if full then told[#told + 1] = {name = full, alias = short, path = p.path} end
    end
  end
  return told
end

local function write_names(db, names)
  local list = {}
  for name in pairs(names.told) do list[#list + 1] = name end
  table.sort(list)
  for _, name in ipairs(list) do
    db:run("INSERT INTO institution_name (name, institution, reason, path) VALUES (?, ?, ?, ?)", name,
      names:of(name), names.told[name].reason, names.told[name].path)
  end
end

-- Where everyone belongs whom a text gives such an organisation on a page of such an
-- institution; and the bodies that are named with it.
local function write_home(home, unit, names, known, p)
  local page = names:of(p.institution)
  local units = homes.units(p.org)
  for i, name in ipairs(units) do units[i] = names:of(name, page) end
  local place = homes.of(table.concat(units, ";"), page, known)
  home:run(p.org or "", p.institution or "", place)
  for i, name in ipairs(units) do
    local house = homes.is_house(name, page, known)
    if house or homes.is_specific(name) then
      unit:run(p.org or "", p.institution or "", i, #units, name, house and name ~= place)
    end
  end
end

local function settle_homes(db)
  local list, known = {}, known_institutions(db)
  for row in db:rows [[SELECT p.org, d.institution, min(d.path) AS path FROM person p
      JOIN document d ON d.id = p.document_id GROUP BY p.org, d.institution ORDER BY p.org, d.institution]] do
    list[#list + 1] = row
  end
  local bodies, paths = body_list(list, known)
  local names = institution_names.new {names = bodies, paths = paths, told = told_aliases(db, list),
    lexicon = lexica.aliases(db)}
  write_names(db, names)
  local canonical = {} -- houses of their own: those that publish, and those of the lexicon
  for _, row in ipairs(lexica.aliases(db)) do canonical[names:of(row.name)] = true end
  for name in pairs(known) do canonical[names:of(name)] = true end
  db:exec [[
    CREATE TEMP TABLE r_home (org TEXT, institution TEXT, home TEXT,
      PRIMARY KEY (org, institution)) WITHOUT ROWID;
    CREATE TEMP TABLE r_unit (org TEXT, institution TEXT, seq INTEGER, n INTEGER, body TEXT, other INTEGER,
      PRIMARY KEY (org, institution, seq)) WITHOUT ROWID]]
  local home <close> = db:prepare "INSERT INTO r_home VALUES (?, ?, ?)"
  local unit <close> = db:prepare "INSERT INTO r_unit VALUES (?, ?, ?, ?, ?, ?)"
  for _, p in ipairs(list) do write_home(home, unit, names, canonical, p) end
end

-- ---- parts -----------------------------------------------------------------------

local function place_people(db)
  db:exec [[
    CREATE TEMP TABLE r_raw (person_id INTEGER PRIMARY KEY, document_id INTEGER, name TEXT, home TEXT,
      number INTEGER NOT NULL DEFAULT 1, mentions INTEGER, byline INTEGER);
    INSERT INTO r_raw (person_id, document_id, name, home, mentions, byline)
      SELECT p.id, p.document_id, p.name, h.home, p.mentions, p.byline FROM person p
      JOIN document d ON d.id = p.document_id
      JOIN r_home h ON h.org = coalesce(p.org, '') AND h.institution = coalesce(d.institution, '');
    CREATE INDEX temp.r_raw_home ON r_raw (home, name, number)]]
  surnames.settle(db)
end

-- Documents that speak of another of the same name, as the analyst says.
local function number_people(db, decisions)
  for _, d in ipairs(decisions) do
    for _, part in ipairs(d.parts) do
      if part.path then
        db:run([[UPDATE r_raw SET number = ? WHERE name = ? AND home = ?
          AND document_id = (SELECT id FROM document WHERE path = ?)]],
          part.number, part.name, part.institution, part.path)
      end
    end
  end
end

local function make_parts(db)
  db:exec [[
    CREATE TEMP TABLE r_person (person_id INTEGER PRIMARY KEY, document_id INTEGER, name TEXT,
      part_id INTEGER);
    INSERT INTO r_person SELECT person_id, document_id, name,
      dense_rank() OVER (ORDER BY home, name, number) FROM r_raw;
    CREATE INDEX temp.r_person_part ON r_person (part_id, document_id);
    INSERT INTO entity_part (id, entity_id, name, institution, number, documents, mentions, byline)
      SELECT r.part_id, 0, w.name, w.home, w.number, count(DISTINCT r.document_id), sum(w.mentions),
        min(w.byline)
      FROM r_person r JOIN r_raw w ON w.person_id = r.person_id GROUP BY r.part_id;
    DROP TABLE r_raw;
    INSERT INTO entity_person (person_id, part_id) SELECT person_id, part_id FROM r_person ORDER BY person_id;
    CREATE TEMP TABLE r_multi (name TEXT PRIMARY KEY) WITHOUT ROWID;
    INSERT INTO r_multi SELECT name FROM entity_part GROUP BY name HAVING count(*) > 1]]
end

-- ---- decisions ---------------------------------------------------------------------

-- What the analyst decided and has not undone, the newest first.
local function decisions_of(db)
  local list, by_id = {}, {}
  for row in db:rows "SELECT id, kind FROM decision WHERE NOT undone ORDER BY id DESC" do
    row.parts = {}
    list[#list + 1], by_id[row.id] = row, row
  end
  for row in db:rows "SELECT * FROM decision_part ORDER BY decision_id, seq" do
    local d = by_id[row.decision_id]
    if d then d.parts[#d.parts + 1] = row end
  end
  return list
end

-- Parts that are there, each once, by side.
local function sides_of(db, decision)
  local sides, seen = {{}, {}}, {}
  for _, part in ipairs(decision.parts) do
    local row = db:one("SELECT id FROM entity_part WHERE name = ? AND institution = ? AND number = ?",
      part.name, part.institution, part.number)
    if row and not seen[row.id] then
      seen[row.id] = true
      table.insert(sides[part.side], row.id)
    end
  end
  return sides
end

-- The newest decision stands against older ones, and any against what documents show.
local function decide(db, sets, decisions, links)
  for _, d in ipairs(decisions) do
    local sides = sides_of(db, d)
    local one = d.kind == "merge" and sides[1] or sides[2]
    for i = 2, #one do
      if not sets:same(one[1], one[i]) and sets:join(one[1], one[i]) then
        links[#links + 1] = {a = one[1], b = one[i], reason = "decision", decision = d.id, paths = {}}
      end
    end
    for _, a in ipairs(d.kind == "split" and sides[1] or {}) do
      for _, b in ipairs(sides[2]) do sets:hold_apart(a, b) end
    end
  end
end

-- ---- entities ----------------------------------------------------------------------

local function better(a, b)
  if a.documents ~= b.documents then return a.documents > b.documents end
  if a.mentions ~= b.mentions then return a.mentions > b.mentions end
  return a.id < b.id -- ids are in the order of institution, name and number
end

-- The best known part of each set stands for it.
local function write_joined(db, sets, links)
  db:exec "CREATE TEMP TABLE r_rep (part_id INTEGER PRIMARY KEY, rep INTEGER)"
  local parts, best = {}, {}
  for _, link in ipairs(links) do
    for _, id in ipairs {link.a, link.b} do
      if not parts[id] then
        parts[id] = db:one("SELECT id, documents, mentions FROM entity_part WHERE id = ?", id)
        local root = sets:root(id)
        if not best[root] or better(parts[id], best[root]) then best[root] = parts[id] end
      end
    end
  end
  for id in pairs(parts) do db:run("INSERT INTO r_rep VALUES (?, ?)", id, best[sets:root(id)].id) end
end

local function write_links(db, links)
  for i, link in ipairs(links) do
    db:run([[INSERT INTO entity_link (id, entity_id, a, b, reason, words, decision_id)
      SELECT ?, entity_id, id, ?, ?, ?, ? FROM entity_part WHERE id = ?]],
      i, link.b, link.reason, link.words, link.decision, link.a)
    for _, path in ipairs(link.paths) do
      db:run("INSERT OR IGNORE INTO entity_evidence (link_id, path) VALUES (?, ?)", i, path)
    end
  end
end

local function make_entities(db, sets, links)
  write_joined(db, sets, links)
  db:exec [[
    UPDATE entity_part SET entity_id = coalesce((SELECT rep FROM r_rep WHERE part_id = entity_part.id), id);
    INSERT INTO entity (id, name, institution, number)
      SELECT id, name, institution, number FROM entity_part WHERE entity_id = id ORDER BY id]]
  write_links(db, links)
end

local function resolve(db)
  clear_scratch(db)
  for _, name in ipairs(TABLES) do db:exec("DELETE FROM " .. name) end
  local decisions = decisions_of(db)
  settle_homes(db)
  place_people(db)
  number_people(db, decisions)
  make_parts(db)
  local sets, links = clusters.new(), {}
  decide(db, sets, decisions, links)
  for _, link in ipairs(evidence.find(db)) do
    if not sets:same(link.a, link.b) and sets:join(link.a, link.b) then links[#links + 1] = link end
  end
  make_entities(db, sets, links)
  clear_scratch(db)
  db:run("INSERT INTO resolved (id, rules) VALUES (1, ?)", M.RULES)
end

local function is_fresh(db)
  local row = db:one "SELECT rules FROM resolved"
  return row ~= nil and row.rules == M.RULES
end

--- Whether the rows of people are those of the documents as they are now.
-- @function is_fresh
-- @tparam Corpus corpus
-- @treturn boolean
function M.is_fresh(corpus)
  return is_fresh(corpus.db)
end

-- What was made in memory holds until the file changes.
local function forget_temporary(corpus, version)
  if not corpus.people_at or corpus.people_at == version then return end
  for i = #VIEWS, 1, -1 do corpus.db:exec("DROP VIEW IF EXISTS temp." .. VIEWS[i]) end
  for _, name in ipairs(TABLES) do corpus.db:exec("DROP TABLE IF EXISTS temp." .. name) end
  corpus.people_at = nil
end

--- Sees to it that the rows of people are those of the documents as they are now. A
-- corpus that is open for reading has them in memory.
-- @function ensure
-- @tparam Corpus corpus
-- @treturn boolean whether anything was to be done
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- local resolving = require "jiyao.resolving"
-- print(resolving.ensure(corpus), resolving.ensure(corpus)) --> true	false
function M.ensure(corpus)
  local db, version = corpus.db, nil
  if not corpus.writable then
    version = db:one("PRAGMA data_version").data_version
    forget_temporary(corpus, version)
  end
  if is_fresh(db) then return false end
  if version then
    make_temporary(db)
    corpus.people_at = version
  end
  db:transaction(function()
    if not is_fresh(db) then resolve(db) end
  end)
  return true
end

return M
