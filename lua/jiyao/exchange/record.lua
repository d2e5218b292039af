--- A document of a corpus as one JSON object: the record that `jiyao extract` prints, what the
-- document was made of, and what an analyst said of it; and back. Knows the tables and the
-- contract of the record. Refuses to know files. One document is in memory at a time.
--
-- An import stores the rows that were exported and does not extract anew: of an item of a table the
-- bytes alone (a row without its header) cannot be read again, and what was read by other columns,
-- another roster or earlier rules stays what an analyst saw. The version of the rules goes along, so
-- that an ingestion knows what is stale.
-- @module jiyao.exchange.record
-- @internal
local base64 = require "jiyao.exchange.base64"
local borders = require "jiyao.borders"
local dates = require "jiyao.dates"
local jiyao = require "jiyao"
local json = require "jiyao.json"
local shape = require "jiyao.exchange.shape"
local store = require "jiyao.store"
local text = require "jiyao.text"

local record = {}

-- Queries for the parts of a document, prepared once for all of them.
local PARTS = {
  head = "SELECT path, encoding, script, published, institution FROM document WHERE id = ?",
  articles = 'SELECT title, start, "end" FROM article WHERE document_id = ? ORDER BY seq',
  meetings = [[SELECT id, date, name, kind, institution, place, host, start, "end", confidence FROM meeting
    WHERE document_id = ? ORDER BY seq]],
  participants = "SELECT name, title, role FROM participation WHERE meeting_id = ? ORDER BY seq",
  topics = "SELECT topic FROM topic WHERE meeting_id = ? ORDER BY seq",
  people = "SELECT id, name, org, byline, mentions FROM person WHERE document_id = ? ORDER BY seq",
  titles = "SELECT title FROM person_title WHERE person_id = ? ORDER BY seq",
  roles = "SELECT role, count FROM role WHERE person_id = ? ORDER BY role",
  spans = 'SELECT start, "end" FROM mention WHERE person_id = ? ORDER BY start, "end"',
  repairs = [[SELECT kind, garbled, restored, start, "end", confidence FROM repair WHERE document_id = ?
    ORDER BY seq]],
  aliases = 'SELECT name, alias, start, "end" FROM alias WHERE document_id = ? ORDER BY seq',
  losses = "SELECT offset, length FROM loss WHERE document_id = ? ORDER BY seq",
  text = [[SELECT d.path, d.kind, d.title, d.rules, d.version, d.gone, d.lost, d.content_id,
      unpacked(c.bytes) AS bytes, t.source, CASE WHEN c.reading IS NOT NULL THEN t.reading END AS reading,
      unpacked(c.aligned) AS aligned
    FROM document d JOIN content c ON c.document_id = d.id JOIN v_text t ON t.id = d.id WHERE d.id = ?]],
  past = [[SELECT version, content_id, encoding, kind, published, title, rules, unpacked(bytes) AS bytes
    FROM past WHERE path = ? ORDER BY version]],
  tags = "SELECT tag FROM tag WHERE path = ? ORDER BY tag",
  annotations = [[SELECT content_id, start, "end", label, note, words, before, after, adrift FROM annotation
    WHERE path = ? ORDER BY start, "end", id]],
}

local Reader = {}
Reader.__index = Reader

--- What reads the documents of a corpus one by one; to be closed.
-- @function reader
-- @tparam Corpus corpus
-- @treturn Reader with the method `line(id)`
function record.reader(corpus)
  return setmetatable({db = corpus.db, queries = {}}, Reader)
end

function Reader:close()
  for _, query in pairs(self.queries) do query:close() end
  self.queries = {}
end

Reader.__close = Reader.close

function Reader:query(name)
  local query = self.queries[name] or self.db:prepare(PARTS[name])
  self.queries[name] = query
  return query
end

function Reader:list(name, key, of)
  local list = {}
  for row in self:query(name):rows(key) do list[#list + 1] = of and of(row) or row end
  return list
end

local function span(row) return {row.start, row["end"]} end

function Reader:person(row)
  local roles = {}
  for _, r in ipairs(self:list("roles", row.id)) do roles[r.role] = r.count end
  return {name = row.name, org = row.org, byline = row.byline == 1, mentions = row.mentions, roles = roles,
    titles = self:list("titles", row.id, function(t) return t.title end),
    spans = self:list("spans", row.id, span)}
end

function Reader:meeting(row)
  row.participants = self:list("participants", row.id)
  row.topics = self:list("topics", row.id, function(t) return t.topic end)
  row.id = nil
  return row
end

-- Bytes that are text stand as text, others as base64.
local function as_text(row)
  if text.valid(row.bytes) then
    row.text, row.bytes = row.bytes, nil
  else
    row.bytes = base64.encode(row.bytes)
  end
  return row
end

-- What a document was made of. `bytes` is missing where they are the source.
function Reader:content(id)
  local d = self:query("text"):one(id)
  d.losses = self:list("losses", id, function(l) return {l.offset, l.length} end)
  d.bytes = d.bytes ~= d.source and base64.encode(d.bytes) or nil
  d.aligned = d.aligned and base64.encode(d.aligned)
  d.gone = d.gone == 1
  d.past = self:list("past", d.path, as_text)
  return d
end

local KEYS = {
  "path", "encoding", "script", "published", "institution", "articles", "meetings", "people", "repairs",
  "aliases", "document", "tags", "annotations",
  articles = {"title", "start", "end"},
  meetings = {"date", "name", "kind", "institution", "place", "host", "participants", "topics",
    "start", "end", "confidence", participants = {"name", "title", "role"}},
  people = {"name", "titles", "org", "mentions", "byline", "roles", "spans", roles = json.object},
  repairs = {"kind", "garbled", "restored", "start", "end", "confidence"},
  aliases = {"name", "alias", "start", "end"},
  document = {"kind", "title", "rules", "version", "gone", "lost", "losses", "content_id", "source",
    "reading", "bytes", "aligned", "past",
    past = {"version", "content_id", "encoding", "kind", "published", "title", "rules", "text", "bytes"}},
  annotations = {"content_id", "start", "end", "label", "note", "words", "before", "after", "adrift"},
}

--- A document as one line of JSON.
-- @function line
-- @tparam integer id
-- @treturn string without a line end
function Reader:line(id)
  local r = self:query("head"):one(id)
  for _, name in ipairs {"articles", "repairs", "aliases", "meetings", "people"} do
    r[name] = self:list(name, id)
  end
  for i, m in ipairs(r.meetings) do r.meetings[i] = self:meeting(m) end
  for i, p in ipairs(r.people) do r.people[i] = self:person(p) end
  r.document = self:content(id)
  r.document.path = nil
  r.tags = self:list("tags", r.path, function(t) return t.tag end)
  r.annotations = self:list("annotations", r.path, function(a)
    a.adrift = a.adrift == 1
    return a
  end)
  return json.encode(r, KEYS)
end

-- ---- back ----------------------------------------------------------------------------

local function refuse(why, ...)
  jiyao.fail("EINVALID", why:format(...))
end

local OF_SPAN = {each = "number"}

-- What must be there and may be missing; of parts the store knows best what it wants.
local SHAPE = {
  path = "string", encoding = "string", script = "string", published = "string?", institution = "string?",
  articles = {each = {title = "string?", start = "number?", ["end"] = "number?"}},
  meetings = {each = {date = "string?", name = "string?", kind = "string?", institution = "string?",
    place = "string?", host = "string?", start = "number?", ["end"] = "number?", confidence = "number?",
    topics = {each = "string"},
    participants = {each = {name = "string?", title = "string?", role = "string?"}}}},
  people = {each = {name = "string?", titles = {each = "string"}, org = "string?", mentions = "number?",
    byline = "boolean?", roles = {values = "number"}, spans = {each = OF_SPAN}}},
  repairs = {each = {kind = "string?", garbled = "string?", restored = "string?", start = "number?",
    ["end"] = "number?", confidence = "number?"}},
  aliases = {each = {name = "string?", alias = "string?", start = "number?", ["end"] = "number?"}},
  document = {kind = "string", title = "string?", rules = "string", version = "number", gone = "boolean?",
    lost = "number?", losses = {each = OF_SPAN}, content_id = "string", source = "string",
    reading = "string?", bytes = "string?", aligned = "string?",
    past = {each = {version = "number", content_id = "string", encoding = "string", kind = "string",
      published = "string?", title = "string?", rules = "string", text = "string?", bytes = "string?"}}},
  tags = {each = "string"},
  annotations = {each = {content_id = "string?", start = "number?", ["end"] = "number?", label = "string?",
    note = "string?", words = "string?", before = "string?", after = "string?", adrift = "boolean?"}},
}

local function is_offset(n)
  return math.type(n) == "integer" and n >= 0
end

local function check_span(what, start, stop, source)
  if not (is_offset(start) and is_offset(stop) and start <= stop and stop <= #source) then
    refuse("a span of its %s is %s to %s: its text has %d bytes; correct the span, or leave it out", what,
      tostring(start), tostring(stop), #source)
  end
  local fault = borders.fault(source, start, stop)
  if fault then refuse("a span of its %s is %d to %d: %s", what, start, stop, fault) end
end

local function check_spans(r, source)
  for _, name in ipairs {"articles", "meetings", "repairs", "aliases"} do
    for _, x in ipairs(r[name]) do check_span(name, x.start, x["end"], source) end
  end
  for _, p in ipairs(r.people) do
    for _, s in ipairs(p.spans) do check_span("people", s[1], s[2], source) end
  end
end

-- Words that are adrift keep a place of a text that is no more.
local function check_annotations(r, source)
  for _, a in ipairs(r.annotations) do
    if not a.adrift then
      check_span("annotations", a.start, a["end"], source)
      if a.start == a["end"] then
        refuse("a span of its annotations is %d to %d: there are no words between; correct the span, or "
          .. "leave it out", a.start, a["end"])
      end
    end
  end
end

local function check_date(what, date)
  if date == nil or dates.valid(date) then return end
  refuse("%s is '%s', which is no date: write it as EDTF, such as 2024-03-05, or null", what, date)
end

local function check_dates(r)
  check_date("published", r.published)
  for _, m in ipairs(r.meetings) do check_date("the date of a meeting", m.date) end
  for _, p in ipairs(r.document.past) do check_date("published of an earlier version", p.published) end
end

local function content_of(r, d)
  local losses = {}
  for i, pair in ipairs(d.losses) do losses[i] = {offset = pair[1], len = pair[2]} end
  return {path = r.path, encoding = r.encoding, script = r.script, kind = d.kind, title = d.title,
    rules = d.rules, lost = d.lost, losses = losses, bytes = d.bytes and base64.decode(d.bytes) or d.source,
    source = d.source, reading = d.reading or d.source, aligned = d.aligned and base64.decode(d.aligned),
    version = d.version, gone = d.gone == true, content_id = d.content_id}
end

local function past_of(d)
  for _, p in ipairs(d.past) do
    p.bytes = p.text or base64.decode(p.bytes or "")
    if store.content_id(p.bytes) ~= p.content_id then
      refuse "an earlier version does not match its content_id"
    end
  end
  return d.past
end

--- Whether a value that was decoded is a document as `line` writes it.
-- @function is_one
-- @param value
-- @treturn boolean
function record.is_one(value)
  return type(value) == "table" and type(value.path) == "string" and type(value.document) == "table"
end

--- The parts of a document that was decoded; raises where they do not fit each other.
-- @function parse
-- @tparam table value
-- @treturn table the record, as `corpus:store` takes it
-- @treturn table the document, likewise, with its `version`, `gone`, `content_id`
-- @treturn table `past`, `tags`, `annotations`
function record.parse(value)
  local r = shape.read(value, SHAPE)
  local d = r.document
  if not is_offset(d.version) or d.version < 1 then refuse "it has no version" end
  local doc = content_of(r, d)
  if store.content_id(doc.bytes) ~= doc.content_id then refuse "its bytes do not match its content_id" end
  check_spans(r, doc.source)
  check_annotations(r, doc.source)
  check_dates(r)
  if doc.aligned then text.restore(doc.source, doc.reading, doc.aligned) end
  local said = {past = past_of(d), tags = r.tags, annotations = r.annotations}
  r.document, r.tags, r.annotations = nil, nil, nil
  return r, doc, said
end

return record
