--- How a record becomes the rows of a corpus. Knows the tables; refuses to open,
-- commit or ask.
-- @module jiyao.rows
-- @internal
local edtf = require "jiyao.edtf"
local store = require "jiyao.store"
local valid = require "jiyao.valid"

local rows = {}

-- ---- text ----------------------------------------------------------------------

-- Han (with extensions and compatibility forms), then letters of other scripts
-- as they occur beside Chinese: Latin, Greek, Cyrillic, kana, full-width Latin.
local COUNTED = {
  {0x4E00, 0x9FFF}, {0x41, 0x5A}, {0x61, 0x7A}, {0x3400, 0x4DBF}, {0x20000, 0x323AF}, {0xF900, 0xFAFF},
  {0x3007, 0x3007}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x24F}, {0x370, 0x3FF}, {0x400, 0x52F},
  {0x3041, 0x30FA}, {0xFF21, 0xFF3A}, {0xFF41, 0xFF5A},
}

local function is_counted(code)
  for _, range in ipairs(COUNTED) do
    if code >= range[1] and code <= range[2] then return true end
  end
  return false
end

--- How many Han characters and letters a text has: the base of every rate.
-- @function chars
-- @tparam string text UTF-8
-- @treturn integer
-- @usage
-- print(jiyao.rows.chars("2024年,ICU 例会。")) --> 6
function rows.chars(text)
  local n = 0
  for _, code in utf8.codes(text) do
    if is_counted(code) then n = n + 1 end
  end
  return n
end

--- Text for a column of text, which is UTF-8, as names of files need not be:
-- other bytes are written out, so that each name still has a form of its own.
-- @function printable
-- @tparam string s
-- @treturn string
-- @usage
-- print(jiyao.rows.printable("\xD4\xD6.txt") == [[\xD4\xD6.txt]]) --> true
function rows.printable(s)
  return valid.replace(s, function(byte) return ("\\x%02X"):format(byte) end)
end

-- ---- storing ----------------------------------------------------------------------

local function insert_content(run, id, doc)
  local source = doc.source ~= doc.bytes and doc.source or nil
  local reading = doc.reading ~= doc.source and doc.reading or nil
  local aligned = reading and (doc.aligned or doc.text and doc.text:aligned())
  run([[
    INSERT INTO content (document_id, bytes, source, reading, aligned)
      VALUES (?1, packed(?2), packed(?3, ?2), packed(?4, coalesce(?3, ?2)), packed(?5))]],
    id, store.blob(doc.bytes), source, reading, aligned and store.blob(aligned))
end

local function insert_document(run, doc, record, version)
  local articles = record.articles or {}
  local _, id = run([[
    INSERT INTO document (path, content_id, encoding, script, kind, chars, published, institution, title,
      rules, lost, size, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)]],
    rows.printable(doc.path), store.content_id(doc.bytes), doc.encoding, record.script or doc.script,
    doc.kind, rows.chars(doc.reading), record.published, record.institution,
    doc.title or (articles[1] and articles[1].title), doc.rules, doc.lost or 0, #doc.bytes, version)
  insert_content(run, id, doc)
  return id
end

local function insert_person(run, document, seq, person)
  local spans = person.spans or {}
  local _, id = run([[
    INSERT INTO person (document_id, seq, name, org, byline, mentions) VALUES (?, ?, ?, ?, ?, ?)]],
    document, seq, person.name, person.org, person.byline or false, person.mentions or #spans)
  for i, title in ipairs(person.titles or {}) do
    run("INSERT INTO person_title (person_id, seq, title) VALUES (?, ?, ?)", id, i, title)
  end
  for _, span in ipairs(spans) do
    run("INSERT INTO mention (person_id, start, end) VALUES (?, ?, ?)", id, span[1], span[2])
  end
  for role, count in pairs(person.roles or {}) do
    run("INSERT INTO role (person_id, role, count) VALUES (?, ?, ?)", id, role, count)
  end
end

local function insert_meeting(run, document, seq, meeting)
  local first, last = edtf.keys(meeting.date)
  local _, id = run([[
    INSERT INTO meeting (document_id, seq, date, date_sort, date_last, name, kind, institution, place, host,
      start, end, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)]],
    document, seq, meeting.date, first, last, meeting.name, meeting.kind, meeting.institution, meeting.place,
    meeting.host, meeting.start, meeting["end"], meeting.confidence)
  for i, p in ipairs(meeting.participants or {}) do
    run("INSERT INTO participation (meeting_id, seq, name, title, role) VALUES (?, ?, ?, ?, ?)",
      id, i, p.name, p.title, p.role)
  end
  for i, topic in ipairs(meeting.topics or {}) do
    run("INSERT INTO topic (meeting_id, seq, topic) VALUES (?, ?, ?)", id, i, topic)
  end
end

local function insert_parts(run, id, doc, record)
  for i, a in ipairs(record.articles or {}) do
    run("INSERT INTO article (document_id, seq, title, start, end) VALUES (?, ?, ?, ?, ?)",
      id, i, a.title, a.start, a["end"])
  end
  for i, r in ipairs(record.repairs or {}) do
    run([[INSERT INTO repair (document_id, seq, kind, garbled, restored, start, end, confidence)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)]],
      id, i, r.kind or "repair", r.garbled, r.restored, r.start, r["end"], r.confidence)
  end
  for i, a in ipairs(record.aliases or {}) do
    run("INSERT INTO alias (document_id, seq, name, alias, start, end) VALUES (?, ?, ?, ?, ?, ?)",
      id, i, a.name, a.alias, a.start, a["end"])
  end
  for i, l in ipairs(doc.losses or {}) do
    run("INSERT INTO loss (document_id, seq, offset, length) VALUES (?, ?, ?, ?)", id, i, l.offset, l.len)
  end
end

-- ---- the index of words ------------------------------------------------------------

-- What the index is still to be told of a document: nil where it was never told of it.
local function untold(index, id)
  for i, known in ipairs(index) do
    if known.id == id and not known.gone then return i end
  end
end

--- Tells the index of words what came and went. It holds no text, so what goes is told it in full.
-- @function write_index
-- @tparam table sql `run`, which runs a statement
-- @tparam {table,...} index as `insert` and `delete` fill it, in their order
-- @usage
-- local db <close> = jiyao.store.open(":memory:", "create")
-- jiyao.rows.write_index({run = function(...) return db:run(...) end}, {})
function rows.write_index(sql, index)
  for _, told in ipairs(index) do
    if told.gone then
      sql.run("INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)", told.id,
        told.title, told.text)
    else
      sql.run("INSERT INTO search (rowid, title, text) SELECT id, title, text FROM v_search WHERE id = ?",
        told.id)
    end
  end
end

--- Takes a document with all its rows away.
-- @function delete
-- @tparam table sql `run` and `one`, which run a statement
-- @tparam string path as it is stored
-- @tparam {table,...} index what the index of words is to be told, see `write_index`
-- @treturn integer how many documents there were: 0 or 1
function rows.delete(sql, path, index)
  local known = sql.one("SELECT id FROM document WHERE path = ?", path)
  if not known then return 0 end
  local at = untold(index, known.id)
  if at then
    table.remove(index, at)
  else
    local gone = sql.one("SELECT id, title, text FROM v_search WHERE id = ?", known.id)
    gone.gone = true
    index[#index + 1] = gone
  end
  return (sql.run("DELETE FROM document WHERE path = ?", path))
end

--- Adds all rows of a document, and what it is a reprint of.
-- @function insert
-- @tparam table sql `run`, which runs a statement and returns changes and last id
-- @tparam table record
-- @tparam table doc
-- @tparam integer version how many documents the path has had, with this one
-- @tparam Store db
-- @tparam {table,...} index what the index of words is to be told, see `write_index`
-- @treturn integer the document's id
function rows.insert(sql, record, doc, version, db, index)
  local run = sql.run
  local id = insert_document(run, doc, record, version)
  insert_parts(run, id, doc, record)
  for i, person in ipairs(record.people or {}) do insert_person(run, id, i, person) end
  for i, meeting in ipairs(record.meetings or {}) do insert_meeting(run, id, i, meeting) end
  db:sign(id, doc.reading)
  index[#index + 1] = {id = id}
  return id
end

return rows
