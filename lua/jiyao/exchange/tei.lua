--- A corpus as TEI (P5): one `<teiCorpus>` of a `<TEI>` a document. Its body is the reading, a `<p>` for each
-- line, in which people are marked as the corpus has them, organisations and dates that a calendar can tell as
-- the finders of words see them (meetings are not marked). Knows TEI, and how spans become elements: one that lies
-- within another is nested; of two that cross, that which begins first stays; of two of the same words a
-- person goes before an organisation, that before a date; what goes past the end of its line is left out.
-- @module jiyao.exchange.tei
-- @internal
local dates = require "jiyao.dates"
local extract = require "jiyao.extract"
local jiyao = require "jiyao"
local readings = require "jiyao.exchange.readings"
local xml = require "jiyao.exchange.xml"

local tei = {}

-- ---- dates ---------------------------------------------------------------------------

-- What W3C's types know of a day: 2024-03-05, 2024-03, 2024; without its year --03-05.
local function w3c(part)
  part = part:gsub("~$", "")
  local year, month = part:match "^(%w%w%w%w)%-?(%d?%d?)"
  if month and month ~= "" and (month < "01" or month > "12") then return nil end -- a season
  if year == "XXXX" and part:find "^XXXX%-%d%d%-%d%d$" then return "-" .. part:sub(5) end
  return part:match "^%d%d%d%d%-%d%d%-%d%d$" or part:match "^%d%d%d%d%-%d%d$" or part:match "^%d%d%d%d$"
end

--- The attributes that say a date; what was inferred is of medium certainty.
-- @function when
-- @tparam ?string edtf
-- @treturn string
-- @usage
-- local tei = require "jiyao.exchange.tei"
-- print(tei.when "2024-03-05", tei.when "XXXX-06-08", tei.when "2024-01-11~/2024-01-12~")
-- -->  when="2024-03-05"	 when="--06-08"	 from="2024-01-11" to="2024-01-12" cert="medium"
function tei.when(edtf)
  if not edtf then return "" end
  local cert = xml.attribute("cert", edtf:find("~", 1, true) and "medium" or nil)
  local from, to = edtf:match "^([^/]*)/([^/]*)$"
  from, to = w3c(from or edtf), to and w3c(to)
  if to then return from and xml.attribute("from", from) .. xml.attribute("to", to) .. cert or "" end
  return from and not edtf:find("/", 1, true) and xml.attribute("when", from) .. cert or ""
end

-- ---- spans ---------------------------------------------------------------------------

local RANK = {persName = 1, orgName = 2, date = 3}

-- Kinds of dates that say a time of their own; an anniversary, 年初 or a lunar day is no place to mark one.
local CALENDAR = {day = true, month = true, year = true}

local extractor

-- Spans of a reading: `start`, `stop`, `element`, `attributes`; the outer before the inner.
local function spans_of(db, d, t, n)
  extractor = extractor or extract.new()
  local reading, list = t:reading(), {}
  local function add(start, stop, element, attributes)
    if stop > start then
      list[#list + 1] = {start = start, stop = stop, element = element, attributes = attributes}
    end
  end
  for m in db:rows([[SELECT p.seq, m.start, m."end" AS stop FROM mention m JOIN person p ON p.id = m.person_id
      WHERE p.document_id = ?]], d.id) do
    local start, stop = t:made(m.start, m.stop)
    add(start, stop, "persName", (' ref="#d%dp%d"'):format(n, m.seq))
  end
  for _, o in ipairs(extractor:orgs(reading)) do
    add(o.start, o.stop, "orgName", xml.attribute("type", o.kind))
  end
  for _, date in ipairs(dates.resolve(dates.find(reading), {published = d.published})) do
    local when = CALENDAR[date.kind] and tei.when(date.edtf) or ""
    if when ~= "" then add(date.start, date.stop, "date", when) end
  end
  table.sort(list, function(a, b)
    if a.start ~= b.start then return a.start < b.start end
    if a.stop ~= b.stop then return a.stop > b.stop end
    if a.element ~= b.element then return RANK[a.element] < RANK[b.element] end
    return a.attributes < b.attributes
  end)
  return list
end

-- A line with its spans as elements; `at` is the first span that it may hold. Gives the next.
local function marked(line, start, spans, at)
  local out, open, done, stop = {}, {}, 0, start + #line
  local function put(upto)
    out[#out + 1] = xml.text(line:sub(done + 1, upto - start))
    done = upto - start
  end
  local function close(upto)
    while #open > 0 and open[#open].stop <= upto do
      local last = table.remove(open)
      put(last.stop)
      out[#out + 1] = "</" .. last.element .. ">"
    end
  end
  local before
  while spans[at] and spans[at].start < stop do
    local s = spans[at]
    close(s.start)
    local outer = open[#open]
    local same = before and before.start == s.start and before.stop == s.stop
    if s.start >= start and s.stop <= stop and not same and not (outer and s.stop > outer.stop) then
      put(s.start)
      out[#out + 1] = "<" .. s.element .. s.attributes .. ">"
      open[#open + 1], before = s, s
    end
    at = at + 1
  end
  close(stop)
  put(stop)
  return table.concat(out), at
end

-- ---- documents -----------------------------------------------------------------------

local function element(name, content)
  return content and ("<%s>%s</%s>"):format(name, xml.text(content), name) or ""
end

local function dated(published)
  return published and ("<date%s>%s</date>"):format(tei.when(published), xml.text(published)) or ""
end

local function publication(d)
  if d.institution then return element("publisher", d.institution) .. dated(d.published) end
  return d.published and "<p>" .. dated(d.published) .. "</p>" or "<p/>"
end

local function people_of(db, d, n)
  local list, titles = {}, db:prepare "SELECT title FROM person_title WHERE person_id = ? ORDER BY seq"
  local _ <close> = titles
  for p in db:rows("SELECT id, seq, name, org FROM person WHERE document_id = ? ORDER BY seq", d.id) do
    local of = {}
    for row in titles:rows(p.id) do of[#of + 1] = element("roleName", row.title) end
    of[#of + 1] = element("orgName", p.org)
    local post = table.concat(of)
    list[#list + 1] = ('<person xml:id="d%dp%d">%s%s</person>\n'):format(n, p.seq,
      element("persName", p.name), post ~= "" and "<affiliation>" .. post .. "</affiliation>" or "")
  end
  if #list == 0 then return "" end
  return "<profileDesc><particDesc><listPerson>\n" .. table.concat(list)
    .. "</listPerson></particDesc></profileDesc>\n"
end

local function header(db, d, n)
  return ("<teiHeader><fileDesc><titleStmt>%s</titleStmt>\n<publicationStmt>%s</publicationStmt>\n"
    .. '<sourceDesc><bibl><idno type="path">%s</idno></bibl></sourceDesc></fileDesc>\n%s</teiHeader>\n')
    :format(element("title", d.title or d.path), publication(d), xml.text(d.path), people_of(db, d, n))
end

local BEGIN = [[
<?xml version="1.0" encoding="UTF-8"?>
<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>Documents as jiyao reads them</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
<encodingDesc><p>Texts are in Simplified characters, repaired, without markup; what XML cannot hold
is U+FFFD. Each line is a paragraph. Of names and dates that cross, the one that begins first
is marked.</p></encodingDesc></teiHeader>
]]

--- Writes the documents that a filter finds; raises where there are none.
-- @function export
-- @tparam Corpus corpus
-- @tparam table wanted
-- @tparam function write
-- @treturn integer how many documents
function tei.export(corpus, wanted, write)
  local count = readings.each(corpus, wanted, function(d, t, n)
    if n == 1 then write(BEGIN) end
    write("<TEI>\n", header(corpus.db, d, n), "<text><body>\n")
    local spans, at, empty = spans_of(corpus.db, d, t, n), 1, true
    for start, line in readings.lines(t:reading()) do
      local content
      content, at = marked(line, start, spans, at)
      write("<p>", content, "</p>\n")
      empty = false
    end
    write(empty and "<p/>\n" or "", "</body></text>\n</TEI>\n")
  end)
  if count == 0 then jiyao.fail("ENOTFOUND", "no documents are found, and TEI has no corpus of none") end
  write "</teiCorpus>\n"
  return count
end

return tei
