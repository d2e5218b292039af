--- Chains of reprints: the documents that are one report, who published first, and what
-- the others changed. Knows how chains follow from pairs of texts, and dates; refuses to
-- know what makes two texts one report (jiyao/reprint.h) and how pairs are found
-- (src/store/reprints.c).
-- @module jiyao.reprints
-- @internal
local jiyao = require "jiyao"
local compare = require("jiyao.reprint").compare
local edtf = require "jiyao.edtf"
local filter = require "jiyao.filter"
local options = require "jiyao.options"
local stored = require "jiyao.stored"
local text = require "jiyao.text"

local reprints = {}

-- ---- chains ------------------------------------------------------------------------

-- The text that stands for all those which one is linked with, by whatever steps.
local function root(parents, id)
  while parents[id] and parents[id] ~= id do
    parents[id] = parents[parents[id]] or parents[id]
    id = parents[id]
  end
  return id
end

local function linked(db)
  local parents = {}
  for row in db:rows "SELECT text_id, other_id FROM reprint ORDER BY text_id, other_id" do
    local a, b = root(parents, row.text_id), root(parents, row.other_id)
    parents[a], parents[b] = math.min(a, b), math.min(a, b)
  end
  return parents
end

-- The documents of texts that more than one document holds, or that others are linked with.
local MEMBERS = [[
  SELECT c.text_id, d.id, d.path, d.institution, d.published, d.title, d.script, d.kind
  FROM reprint_copy c JOIN document d ON d.id = c.document_id WHERE c.text_id IN
    (SELECT text_id FROM reprint UNION SELECT other_id FROM reprint UNION
     SELECT text_id FROM reprint_copy GROUP BY text_id HAVING count(*) > 1)
  ORDER BY d.path]]

local function by_day(a, b)
  if a.day ~= b.day then return a.day < b.day end
  return a.path < b.path
end

-- Whether the first of a chain is dated, and before all others: then it is known who copied.
local function is_sure(chain)
  if chain[1].last >= "~" then return false end
  for i = 2, #chain do
    if chain[i].day >= "~" or chain[i].day <= chain[1].last .. "~" then return false end
  end
  return true
end

-- All chains, each in the order of publication, without what else is asked of them.
local function chains_of(db)
  local parents, by_root, all = linked(db), {}, {}
  for row in db:rows(MEMBERS) do
    local key = root(parents, row.text_id)
    if not by_root[key] then
      by_root[key] = {}
      all[#all + 1] = by_root[key]
    end
    row.day, row.last = edtf.keys(row.published)
    table.insert(by_root[key], row)
  end
  for _, chain in ipairs(all) do
    table.sort(chain, by_day)
    chain.sure = is_sure(chain)
  end
  table.sort(all, function(a, b) return by_day(a[1], b[1]) end)
  return all
end

-- ---- counting once -----------------------------------------------------------------

-- What tells whether the rows have changed, by this connection or another.
local function state(db)
  return db:one("PRAGMA data_version").data_version .. " " .. db:one("SELECT total_changes() AS n").n
end

-- Sees to it that what is known of chains is of the rows as they are now: corpus.chain_of, and
-- temp.later_copy of the documents that others of their chain came before.
local function ensure(corpus)
  local db = corpus.db
  if corpus.chains_at == state(db) then return end
  -- As in jiyao.resolving: another value would drop what stands there already.
  db:exec "PRAGMA temp_store = MEMORY"
  db:exec "CREATE TEMP TABLE IF NOT EXISTS later_copy (document_id INTEGER PRIMARY KEY)"
  db:run "DELETE FROM temp.later_copy"
  corpus.chain_of = {}
  for _, chain in ipairs(chains_of(db)) do
    for i, doc in ipairs(chain) do
      corpus.chain_of[doc.id] = chain[1].id
      if i > 1 then db:run("INSERT INTO temp.later_copy VALUES (?)", doc.id) end
    end
  end
  corpus.chains_at = state(db)
end

--- Which documents are one report.
-- @function chain_of
-- @tparam Corpus corpus
-- @treturn table from the id of each document of a chain to that of the first
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(next(require("jiyao.reprints").chain_of(corpus))) --> nil
function reprints.chain_of(corpus)
  ensure(corpus)
  return corpus.chain_of
end

--- The end of a query that a filter stands for, where `once` leaves out what is only a copy.
-- @function where
-- @tparam Corpus corpus
-- @tparam string what as for `filter.where`
-- @tparam ?table wanted
-- @treturn string
-- @treturn table
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print((require("jiyao.reprints").where(corpus, "documents", {once = true})))
-- -->  WHERE v.id NOT IN (SELECT document_id FROM temp.later_copy)
function reprints.where(corpus, what, wanted)
  local condition, values = filter.where(what, wanted)
  if wanted and wanted.once then ensure(corpus) end
  return condition, values
end

-- ---- what differs ------------------------------------------------------------------

local function is_same(a, b)
  return text.fold(a or "") == text.fold(b or "")
end

-- Where something begins that a text holds, in order; -1 (before all) first.
local function places_of(reading, what)
  local list, at = {-1}, reading:find(what, 1, true)
  while at do
    list[#list + 1] = at - 1
    at = reading:find(what, at + #what, true)
  end
  return list
end

-- The index of the last of sorted numbers that is below a number.
local function last_below(list, number)
  local low, high = 1, #list
  while low < high do
    local middle = (low + high + 1) // 2
    if list[middle] < number then low = middle else high = middle - 1 end
  end
  return low
end

-- Whether a stretch lies in the sentences of a text: headlines, datelines and what else
-- stands around these is different on every site.
local function told_in(reading)
  local lines, stops = places_of(reading, "\n"), places_of(reading, "。")
  return function(start, stop)
    local from, to = lines[last_below(lines, start)], lines[last_below(lines, stop) + 1] or #reading
    return stops[last_below(stops, to)] > from
  end
end

-- Whether the copy has sentences, or parts of them, of its own, and whether it lacks any.
local function own_and_missing(copy, first, found)
  local own, missing = false, false
  local is_told_here, is_told_there = told_in(copy), told_in(first)
  for _, p in ipairs(found.differ) do
    local told = is_told_here(p.start, p.stop) or is_told_there(p.other_start, p.other_stop)
    own = own or told and p.stop > p.start
    missing = missing or told and p.other_stop > p.other_start
  end
  return own, missing
end

-- What was done to the first of a chain to make a copy.
local function deeds(copy, first, own, missing)
  local list = {own and (missing and "changed" or "extended") or missing and "trimmed" or "verbatim"}
  if not is_same(copy.title, first.title) then list[#list + 1] = "retitled" end
  if copy.script ~= first.script then list[#list + 1] = "converted" end
  return list
end

-- Words of a document, by a span of its reading: where they stand in the source, and what stands there.
local function words(side, start, stop)
  local from, to = side.text:where(start, stop)
  local place = {text = stored.flat(side.text:source():sub(from + 1, to), side.kind)}
  if side.known then place.start, place.stop = from, to end
  return place
end

local function side_of(corpus, doc)
  local t, known = stored.texts(corpus, doc.id)
  return {text = t, known = known, kind = doc.kind}
end

local function compare_with(first, first_side, copy, copy_side, passages)
  local copied, original = copy_side.text:reading(), first_side.text:reading()
  local found = compare(copied, original)
  copy.how, copy.similarity = deeds(copy, first, own_and_missing(copied, original, found)), found.similarity
  if not passages then return end
  copy.passages = {}
  for i, p in ipairs(found.differ) do
    copy.passages[i] = {here = words(copy_side, p.start, p.stop),
      first = words(first_side, p.other_start, p.other_stop)}
  end
end

local function finish(corpus, chain, passages)
  local first_side = side_of(corpus, chain[1])
  for i = 2, #chain do
    compare_with(chain[1], first_side, chain[i], side_of(corpus, chain[i]), passages)
  end
  for _, doc in ipairs(chain) do doc.text_id, doc.day, doc.last = nil, nil, nil end
  return chain
end

-- ---- asking ------------------------------------------------------------------------

-- The ids of the documents that a filter finds; nil where it finds all.
local function found_by(corpus, wanted)
  if not next(wanted) then return nil end
  local ids = {}
  for _, doc in ipairs(corpus:documents(wanted)) do ids[doc.id] = true end
  return ids
end

local function has_any(chain, ids, path)
  for _, doc in ipairs(chain) do
    if (not ids or ids[doc.id]) and (not path or doc.path == path) then return true end
  end
  return false
end

--- The chains of a corpus; see `corpus:reprints`.
-- @function list
-- @tparam Corpus corpus
-- @tparam ?table opts
-- @treturn {table,...}
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#require("jiyao.reprints").list(corpus)) --> 0
function reprints.list(corpus, opts)
  local words_of = {"path", "passages", "institution", "name", "person", "tag", "from", "to"}
  opts = options.check(opts, words_of, 3)
  local wanted, list = {}, {}
  for i = 3, #words_of do wanted[words_of[i]] = opts[words_of[i]] end
  local ids = found_by(corpus, wanted)
  if opts.path and not corpus.db:one("SELECT 1 AS yes FROM document WHERE path = ?", opts.path) then
    jiyao.fail("ENOTFOUND", "no document " .. opts.path .. ": `corpus:documents()` lists all", corpus.path)
  end
  for _, chain in ipairs(chains_of(corpus.db)) do
    if has_any(chain, ids, opts.path) then list[#list + 1] = finish(corpus, chain, opts.passages) end
  end
  return list
end

return reprints
