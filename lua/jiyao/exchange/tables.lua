--- The tables of a corpus as analysts open them: one row a thing, with the path and the bytes that
-- lead to its words. Knows which columns they have and how filters choose their rows. Refuses to know how
-- they are written. One document is in memory at a time.
-- @module jiyao.exchange.tables
-- @internal
local filter = require "jiyao.filter"
local reprints = require "jiyao.reprints"
local stored = require "jiyao.stored"
local text = require "jiyao.text"

local tables = {}

-- The names of all, in the order in which a workbook shows them.
tables.NAMES = {"documents", "meetings", "participations", "people", "mentions", "articles", "annotations"}

-- `what` names the list of a corpus whose filters choose the rows; `width` is in narrow characters;
-- `date` tells columns that hold EDTF.
local TABLES = {
  documents = {
    sql = [[SELECT v.*, d.size, d.version, d.gone,
        (SELECT group_concat(tag, '、') FROM (SELECT tag FROM tag WHERE path = v.path ORDER BY tag)) AS tags
      FROM v_document v JOIN document d ON d.id = v.id WHERE v.id = ?]],
    columns = {{"path", 40}, {"title", 50}, {"institution", 28}, {"published", 12, date = true}, {"kind", 8},
      {"encoding", 10}, {"script", 8}, {"size", 10}, {"chars", 10}, {"lost", 8}, {"version", 8}, {"gone", 8},
      {"articles", 8}, {"meetings", 8}, {"people", 8}, {"tags", 20}},
  },
  articles = {
    sql = [[SELECT d.path, a.seq, a.title, d.institution, d.published, a.start, a."end" AS stop
      FROM article a JOIN document d ON d.id = a.document_id WHERE a.document_id = ?]],
    order = "a.seq",
    columns = {{"path", 40}, {"seq", 6}, {"title", 50}, {"institution", 28}, {"published", 12, date = true},
      {"start", 8}, {"stop", 8}},
  },
  meetings = {
    what = "meetings", order = "v.seq", words = true,
    sql = 'SELECT v.*, v."end" AS stop FROM v_meeting v WHERE v.document_id = ?',
    columns = {{"path", 40}, {"seq", 6}, {"date", 22, date = true}, {"name", 40}, {"kind", 10},
      {"institution", 28}, {"place", 20}, {"host", 14}, {"participants", 40}, {"topics", 30},
      {"confidence", 10}, {"published", 12, date = true}, {"start", 8}, {"stop", 8}, {"words", 80}},
  },
  participations = {
    what = "meetings", order = "v.seq, t.seq",
    sql = [[SELECT v.path, v.seq, v.date, v.name AS meeting, v.kind, v.institution, t.name, t.title, t.role,
        v.published, v.start, v."end" AS stop
      FROM v_meeting v JOIN participation t ON t.meeting_id = v.id WHERE v.document_id = ?]],
    columns = {{"path", 40}, {"seq", 6}, {"date", 22, date = true}, {"meeting", 40}, {"kind", 10},
      {"institution", 28}, {"name", 14}, {"title", 28}, {"role", 10}, {"published", 12, date = true},
      {"start", 8}, {"stop", 8}},
  },
  people = {
    what = "people", order = "v.seq",
    sql = "SELECT v.* FROM v_person v WHERE v.document_id = ?",
    columns = {{"path", 40}, {"seq", 6}, {"name", 14}, {"titles", 34}, {"org", 28}, {"byline", 8},
      {"mentions", 10}, {"roles", 24}, {"institution", 28}, {"published", 12, date = true}},
  },
  mentions = {
    what = "mentions", order = 'v.start, v."end", v.name, v.person_id', words = true,
    sql = 'SELECT v.*, v."end" AS stop FROM v_mention v WHERE v.document_id = ?',
    columns = {{"path", 40}, {"name", 14}, {"org", 28}, {"byline", 8}, {"institution", 28},
      {"published", 12, date = true}, {"start", 8}, {"stop", 8}, {"words", 40}},
  },
  annotations = {
    order = 'v.start, v."end", v.id',
    sql = 'SELECT v.*, v."end" AS stop FROM v_annotation v WHERE v.document_id = ?',
    columns = {{"path", 40}, {"start", 8}, {"stop", 8}, {"label", 16}, {"note", 40}, {"words", 40},
      {"adrift", 8}, {"institution", 28}, {"published", 12, date = true}},
  },
}

--- The columns of a table.
-- @function columns
-- @tparam string name
-- @treturn {table,...} `name`, `width`, `date`; nil where there is no such table
-- @usage
-- local tables = require "jiyao.exchange.tables"
-- print(tables.columns("people")[3].name, tables.columns("poems")) --> name	nil
function tables.columns(name)
  if not TABLES[name] then return nil end
  local list = {}
  for i, c in ipairs(TABLES[name].columns) do
    list[i] = {name = c[1], width = c[2], date = c.date or false}
  end
  return list
end

-- What of a filter the list of that name knows, and what is left for the documents. A kind is one of
-- meetings everywhere, as it is when a corpus is searched.
local function parted(what, wanted)
  local own, rest, known = {}, {}, {}
  for _, word in ipairs(what and filter.words(what) or {}) do known[word] = true end
  for word, value in pairs(wanted) do
    local of = known[word] and own or rest
    of[word] = value
  end
  return own, rest
end

local MOST_WORDS = 300 -- characters

local function shortened(s)
  local stop = utf8.offset(s, MOST_WORDS + 1)
  return stop and stop <= #s and s:sub(1, stop - 1) .. "…" or s
end

-- The words of a document, by bytes; the text of the last that was asked for stays.
local function quoter(db)
  local query = db:prepare [[
    SELECT t.source, d.kind FROM v_text t JOIN document d ON d.id = t.id WHERE d.id = ?]]
  local last, row
  return function(id, start, stop)
    if last ~= id then last, row = id, query:one(id) end
    return shortened(stored.flat(text.sub(row.source, start, stop), row.kind))
  end, query
end

--- Calls f with each row of a table: the documents by path, and what is in one as it stands there.
-- @function each
-- @tparam Corpus corpus
-- @tparam string name
-- @tparam table wanted a filter, as of `corpus:search`
-- @tparam function f called with the values by column
-- @treturn integer how many rows
function tables.each(corpus, name, wanted, f)
  local t = TABLES[name]
  local own, rest = parted(t.what, wanted)
  local of_documents, values = reprints.where(corpus, "search", rest)
  local of_rows, row_values = reprints.where(corpus, t.what or "search", own)
  local query <close> = corpus.db:prepare(t.sql .. of_rows:gsub("^ WHERE", " AND")
    .. (t.order and " ORDER BY " .. t.order or ""))
  local quote, quoting = quoter(corpus.db)
  local _ <close> = quoting
  local n = 0
  for d in corpus.db:rows("SELECT d.id FROM document d" .. of_documents .. " ORDER BY d.path",
    table.unpack(values)) do
    for row in query:rows(d.id, table.unpack(row_values)) do
      if t.words then row.words = quote(d.id, row.start, row.stop) end
      f(row)
      n = n + 1
    end
  end
  return n
end

return tables
