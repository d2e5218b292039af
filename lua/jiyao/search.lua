--- Searching the pages of a corpus. Knows how a hit in the reading leads to the words
-- as they were published, and how hits are laid out; refuses to know the grammar of
-- queries and how the index is kept.
-- @module jiyao.search
-- @internal
local columns = require "jiyao.columns"
local csv = require "jiyao.report.csv"
local cut = require "jiyao.cut"
local filter = require "jiyao.filter"
local json = require "jiyao.json"
local options = require "jiyao.options"
local query = require "jiyao.query"
local reprints = require "jiyao.reprints"
local stored = require "jiyao.stored"
local text = require "jiyao.text"

local flat = stored.flat

local search = {}

local COUNT = {0, options.MOST}
local NEEDS = {limit = COUNT, offset = COUNT, context = COUNT}

-- The options, and the conditions that the filters among them stand for.
local function settled(corpus, opts, others)
  local checked, wanted = filter.split("search", opts, others, 4)
  options.values(checked, NEEDS, 4)
  local condition, values = reprints.where(corpus, "search", wanted)
  return checked, (condition:gsub("^ WHERE ", " AND ")), values
end

local ORDERS = {
  rank = "f.rank, d.path", path = "d.path",
  date = "coalesce(d.published, '~~'), d.path",
}

-- The condition on documents costs a row of each; without it the index alone is asked.
local MATCH, JOINED = " FROM search f%s WHERE f.search MATCH ?", " JOIN document d ON d.id = f.rowid"
local RANKED = " AND f.rank MATCH 'fit()'"

local function found_by(condition)
  return MATCH:format(condition ~= "" and JOINED or "") .. condition
end

local COLUMNS = "SELECT d.id, d.path, d.kind, d.title, d.institution, d.published"

-- ---- places ------------------------------------------------------------------------

-- Where the terms stand in a text, in order. What lies within a longer place is told by that one:
-- 会 OR 会议 finds 会议 once. Places that overlap are two: 座谈会 and 会议 in 座谈会议.
local function places_of(reading, terms)
  local all, places, last = {}, {}, 0
  for _, term in ipairs(terms) do
    for _, at in ipairs(text.find(reading, term)) do all[#all + 1] = at end
  end
  table.sort(all, function(a, b)
    if a[1] ~= b[1] then return a[1] < b[1] end
    return a[2] > b[2]
  end)
  for _, at in ipairs(all) do
    if at[2] > last then places[#places + 1], last = at, at[2] end
  end
  return places
end

-- The words around a place of the source, of so many bytes on either side.
local function around(source, start, stop, bytes)
  local left = cut.boundary(source, math.max(0, start - bytes), 1)
  local right = cut.boundary(source, math.min(#source, stop + bytes), -1)
  return source:sub(left + 1, start), source:sub(start + 1, stop), source:sub(stop + 1, right)
end

local function hit_of(t, known, at, bytes, kind)
  local start, stop = t:where(at[1], at[2])
  local left, hit, right = around(t:source(), start, stop, bytes)
  return {start = known and start or nil, stop = known and stop or nil, left = flat(left, kind),
    hit = flat(hit, kind), right = flat(right, kind)}
end

-- ---- documents -----------------------------------------------------------------------

local SNIPPET = 90 -- bytes on either side
local SPARE = 100 -- documents beyond those asked for

-- Some of a list, from a place on.
local function cut_out(list, offset, limit)
  return table.move(list, offset + 1, math.min(#list, offset + limit), 1, {})
end

local function by_rank(a, b)
  if a.rank ~= b.rank then return a.rank < b.rank end
  return a.path < b.path
end

-- The best, by rank and path, of the rows that a query finds. The index knows no paths: so as many
-- are taken as fit as well as the last; nil where that would be too many.
local function best(corpus, query_of, limit, offset)
  local ids = {}
  if limit < 1 then return ids end
  for row in corpus.db:rows("SELECT f.rowid AS id, f.rank AS rank" .. query_of.found .. RANKED
    .. " ORDER BY f.rank, f.rowid LIMIT ?", query_of:values(offset + limit + SPARE)) do
    ids[#ids + 1] = row
  end
  local last = ids[offset + limit]
  if #ids == offset + limit + SPARE and ids[#ids].rank == last.rank then return nil end
  local list = {}
  for _, found in ipairs(ids) do
    if last and found.rank > last.rank then break end
    local row = corpus.db:one(COLUMNS .. " FROM document d WHERE d.id = ?", found.id)
    row.rank = found.rank
    list[#list + 1] = row
  end
  table.sort(list, by_rank)
  for _, row in ipairs(list) do row.rank = nil end
  return cut_out(list, offset, limit)
end

-- The rows that a query finds, in any order.
local function ordered(corpus, query_of, order, limit, offset)
  local list = {}
  for row in corpus.db:rows(COLUMNS .. MATCH:format(JOINED) .. query_of.condition .. RANKED .. " ORDER BY "
    .. order .. " LIMIT ? OFFSET ?", query_of:values(limit, offset)) do
    list[#list + 1] = row
  end
  return list
end

-- What is asked of the tables: the query and the filter, with their values and what follows them.
local function asking(match, condition, values)
  local query_of = {condition = condition, found = found_by(condition)}
  function query_of.values(_, ...)
    local all = {match, table.unpack(values)}
    for i = 1, select("#", ...) do all[#all + 1] = select(i, ...) end
    return table.unpack(all)
  end
  return query_of
end

--- The documents in which a query finds something; see `corpus:search`.
-- @function documents
-- @tparam Corpus corpus
-- @tparam string asked
-- @tparam ?table opts
-- @treturn table
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(jiyao.search.documents(corpus, "院长").count) --> 0
function search.documents(corpus, asked, opts)
  local condition, values
  opts, condition, values = settled(corpus, opts, {"limit", "offset", "order"})
  local order = ORDERS[opts.order or "rank"]
  if not order then error("order is rank, path or date, not " .. tostring(opts.order), 2) end
  local match, terms = query.parse(asked)
  local query_of = asking(match, condition, values)
  local limit, offset = opts.limit or 20, opts.offset or 0
  local list = (opts.order or "rank") == "rank" and best(corpus, query_of, limit, offset)
    or ordered(corpus, query_of, order, limit, offset)
  list.count = corpus.db:one("SELECT count(*) AS n" .. query_of.found, query_of:values()).n
  for _, row in ipairs(list) do
    local t, known = stored.texts(corpus, row.id)
    local places = places_of(t:reading(), terms)
    row.hits = #places
    if places[1] then row.snippet = hit_of(t, known, places[1], SNIPPET, row.kind) end
  end
  return list
end

-- ---- concordance -----------------------------------------------------------------------

-- The characters of a text from the last to the first: what a hit follows, nearest first.
local function reversed(s)
  local chars = {}
  for char in s:gmatch("[%z\1-\127\194-\244][\128-\191]*") do table.insert(chars, 1, char) end
  return table.concat(chars)
end

local SORT_KEYS = {
  left = function(h) return reversed(text.fold(h.left)) end,
  right = function(h) return text.fold(h.right) end,
  date = function(h) return h.published or "~~" end,
  path = function() return "" end,
}

local function sort_hits(hits, by)
  for i, h in ipairs(hits) do hits[i] = {key = SORT_KEYS[by](h), hit = h, number = i} end
  table.sort(hits, function(a, b)
    if a.key ~= b.key then return a.key < b.key end
    if a.hit.path ~= b.hit.path then return a.hit.path < b.hit.path end
    return a.number < b.number
  end)
  for i, h in ipairs(hits) do hits[i] = h.hit end
end

local CONTEXT = 150

--- Every place that a query finds, with the words around it; see `corpus:kwic`.
-- @function kwic
-- @tparam Corpus corpus
-- @tparam string asked
-- @tparam ?table opts
-- @treturn {table,...}
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#jiyao.search.kwic(corpus, "院长")) --> 0
function search.kwic(corpus, asked, opts)
  local condition, values
  opts, condition, values = settled(corpus, opts, {"limit", "sort", "context"})
  local by = opts.sort or "path"
  if not SORT_KEYS[by] then error("sort is left, right, date or path, not " .. tostring(by), 2) end
  local match, terms = query.parse(asked)
  local found, hits = {}, {count = 0, documents = 0, titles = {}}
  for row in corpus.db:rows(COLUMNS .. MATCH:format(JOINED) .. condition
    .. " ORDER BY d.path", match, table.unpack(values)) do
    found[#found + 1] = row
  end
  -- Where hits stay in the order of the documents, those beyond the limit are only counted.
  local most = opts.limit or math.huge
  for _, row in ipairs(found) do
    local t, known = stored.texts(corpus, row.id)
    local places = places_of(t:reading(), terms)
    if #places == 0 then table.insert(hits.titles, {path = row.path, title = row.title}) end
    for _, at in ipairs(places) do
      hits.count = hits.count + 1
      if by ~= "path" or #hits < most then
        local hit = hit_of(t, known, at, opts.context or CONTEXT, row.kind)
        hit.path, hit.document_id, hit.title = row.path, row.id, row.title
        hit.institution, hit.published = row.institution, row.published
        hits[#hits + 1] = hit
      end
    end
  end
  hits.documents = #found
  sort_hits(hits, by)
  for i = #hits, most + 1, -1 do hits[i] = nil end
  return hits
end

-- ---- how it is shown --------------------------------------------------------------------

-- The end of a text that fits into so many columns, and is as wide as they are.
local function ending(s, width)
  local chars, used = {}, 0
  for char in reversed(s):gmatch("[%z\1-\127\194-\244][\128-\191]*") do
    local w = text.width(char)
    if used + w > width then break end
    table.insert(chars, 1, char)
    used = used + w
  end
  return (" "):rep(width - used) .. table.concat(chars)
end

--- A concordance as lines: the hits in one column, what stands before and after on either
-- side, and where that is (path, start and end, as `jiyao where` takes them; the path alone where it
-- is not known where in the source).
-- @function lines
-- @tparam {table,...} hits as `kwic` lists them
-- @tparam integer width columns for the words
-- @treturn {string,...}
-- @usage
-- local hit = {left = "会议由", hit = "院长", right = "主持", path = "a.txt", start = 9, stop = 15}
-- print(jiyao.search.lines({hit}, 20)[1]) --> 会议由  院长  主持    a.txt 9 15
function search.lines(hits, width)
  options.value("width", width, COUNT)
  local node, out = 2, {}
  for _, h in ipairs(hits) do node = math.min(math.max(node, text.width(h.hit)), width // 3) end
  local side = math.max(4, (width - node - 4) // 2)
  for i, h in ipairs(hits) do
    local left, right = columns.printable(h.left), columns.printable(h.right)
    local place = h.start and (" %d %d"):format(h.start, h.stop) or ""
    out[i] = ("%s  %s  %s  %s%s"):format(ending(left, side), text.pad(columns.printable(h.hit), node),
      text.pad(right, side), columns.printable(h.path), place)
  end
  return out
end

local FIELDS = {"path", "start", "stop", "published", "institution", "title", "left", "hit", "right"}

--- A concordance for machines.
-- @function format
-- @tparam {table,...} hits as `kwic` lists them
-- @tparam string kind `csv` or `jsonl`
-- @treturn string
-- @usage
-- local hit = {left = "由", hit = "院长", right = "主持", path = "a.txt", start = 3, stop = 9}
-- print((jiyao.search.format({hit}, "csv"):match "\n(.-)\n")) --> a.txt,3,9,,,,由,院长,主持
function search.format(hits, kind)
  local out = {}
  if kind == "csv" then out[1] = table.concat(FIELDS, ",") end
  for _, h in ipairs(hits) do
    local fields = {}
    for i, name in ipairs(FIELDS) do
      fields[i] = kind == "csv" and csv.field(tostring(h[name] == nil and "" or h[name]))
        or ("%s:%s"):format(json.encode(name), h[name] == nil and "null" or json.encode(h[name]))
    end
    out[#out + 1] = kind == "csv" and table.concat(fields, ",") or "{" .. table.concat(fields, ",") .. "}"
  end
  return #out == 0 and "" or table.concat(out, "\n") .. "\n"
end

return search
