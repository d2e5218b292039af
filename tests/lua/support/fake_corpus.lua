--- A corpus in memory with the methods that the analyst's modules use, filled
-- from composed texts. Places are found by searching, never counted by hand.
local fake = {}

local Corpus = {}
Corpus.__index = Corpus

-- The span of the n-th time that words stand in a text.
local function span(text, words, n)
  local at = 1
  for _ = 2, n or 1 do at = select(2, text:find(words, at, true)) + 1 end
  local from, to = text:find(words, at, true)
  return assert(from, words) - 1, to
end

local function add_people(corpus, d, doc)
  for _, p in ipairs(d.people or {}) do
    local person = {id = #corpus.rows.people + 1, document_id = doc.id, path = doc.path, name = p.name,
      titles = p.titles or {}, org = p.org, institution = doc.institution, published = doc.published,
      byline = p.byline or false, mentions = 0, roles = {}}
    local at = 1
    while true do
      local from, to = d.text:find(p.name, at, true)
      if not from then break end
      person.mentions = person.mentions + 1
      corpus.rows.mentions[#corpus.rows.mentions + 1] = {person_id = person.id, document_id = doc.id,
        path = doc.path, name = p.name, institution = doc.institution, published = doc.published,
        start = from - 1, stop = to}
      at = to + 1
    end
    corpus.rows.people[#corpus.rows.people + 1] = person
  end
end

local function add_meetings(corpus, d, doc)
  for _, m in ipairs(d.meetings or {}) do
    local start, stop = span(d.text, m.words or m.name, m.nth)
    corpus.rows.meetings[#corpus.rows.meetings + 1] = {document_id = doc.id, path = doc.path, date = m.date,
      name = m.name, kind = m.kind, institution = m.institution or doc.institution, host = m.host,
      participants = m.participants or {}, topics = m.topics or {}, start = start, stop = stop,
      confidence = m.confidence or 0.9}
  end
end

--- Make a corpus of documents: `path`, `text`, `institution`, `published`,
-- `people`, `meetings`.
function fake.new(documents)
  local rows = {documents = {}, people = {}, mentions = {}, meetings = {}}
  local corpus = setmetatable({texts = {}, rows = rows}, Corpus)
  for i, d in ipairs(documents) do
    local doc = {id = i, path = d.path, institution = d.institution, published = d.published,
      chars = utf8.len(d.text)}
    rows.documents[i], corpus.texts[i] = doc, d
    add_people(corpus, d, doc)
    add_meetings(corpus, d, doc)
  end
  return corpus
end

local function within(date, filter)
  local plain = (date or ""):gsub("~", "")
  if filter.from and (plain == "" or plain:sub(1, #filter.from) < filter.from) then return false end
  return not (filter.to and (plain == "" or plain:sub(1, #filter.to) > filter.to))
end

local function takes_part(m, name)
  for _, p in ipairs(m.participants) do
    if p.name == name then return true end
  end
  return m.host == name
end

-- As the real corpus does, refuses a filter that it does not know.
local KNOWN = {institution = true, name = true, person = true, kind = true, from = true, to = true}

local function select_rows(rows, filter, date, takes)
  for key in pairs(filter) do assert(KNOWN[key], "no filter " .. key) end
  local kept = {}
  for _, row in ipairs(rows) do
    local name = filter.name or filter.person
    if within(row[date], filter) and (not name or takes(row, name))
      and (not filter.institution or row.institution == filter.institution)
      and (not filter.kind or row.kind == filter.kind) then
      kept[#kept + 1] = row
    end
  end
  return kept
end

local function is_named(row, name) return row.name == name end

function Corpus:documents(filter) return select_rows(self.rows.documents, filter, "published", is_named) end
function Corpus:meetings(filter) return select_rows(self.rows.meetings, filter, "date", takes_part) end
function Corpus:people(filter) return select_rows(self.rows.people, filter, "published", is_named) end
function Corpus:mentions(filter) return select_rows(self.rows.mentions, filter, "published", is_named) end

function Corpus:counts()
  return {documents = #self.rows.documents, refused = 0}
end

local function whole_chars(text, from, to)
  while from > 1 and from <= #text and text:byte(from) & 0xC0 == 0x80 do from = from + 1 end
  while to < #text and text:byte(to + 1) & 0xC0 == 0x80 do to = to - 1 end
  return text:sub(from, to)
end

function Corpus:quote(id, start, stop, context)
  local text = self.texts[id].text
  return {path = self.texts[id].path, start = start, stop = stop, text = text:sub(start + 1, stop),
    before = whole_chars(text, math.max(1, start + 1 - context), start),
    after = whole_chars(text, stop + 1, math.min(#text, stop + context))}
end

return fake
