--- What a corpus has beside its documents: the people behind the names, which documents are one
-- report, what the analyst says of people, of documents and of words, and how all of it goes to other
-- programs and comes back. These are methods of a corpus. Knows what they are called; each does its work
-- elsewhere (`jiyao.entities`, `jiyao.reprints`, `jiyao.marks`, `jiyao.exchange`).
-- @module jiyao.analyst
local entities = require "jiyao.entities"
local exchange = require "jiyao.exchange"
local marks = require "jiyao.marks"
local reprints = require "jiyao.reprints"

local Corpus = {}

-- ---- people ------------------------------------------------------------------------

--- The people, each once for all documents, those of most documents first: `id`
-- (`NAME@INSTITUTION`, with `#2` for a second of both; what commands and decisions take),
-- `name`, `institution`, `names`, `institutions`, `mentions`, `byline` (whether nothing but a
-- byline names them), `documents` (paths), `first` and `last` (dates between which they are
-- seen), `roles`: `title`, `org`, `first`, `last`, `documents`.
--
-- One name at two institutions is two people until documents show that it is one (a text
-- gives both bodies; the same post at the same body; the same company), or until the
-- analyst says so. Who is called by surname and title (刘书记) is the one person of that
-- institution whom it fits; who fits nobody, or several, goes by these words.
-- @function corpus:entities
-- @tparam[opt] table filter `name` (or `person`), `institution` (by any of its names), `tag`,
-- `from`, `to` (of the documents)
-- @treturn {table,...}
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- local record = {institution = "云岭大学", published = "2024-03-06",
--   people = {{name = "林知行", titles = {"校长"}, spans = {{0, 9}}}}}
-- corpus:store(record, {path = "a.txt", bytes = "林知行", encoding = "UTF-8", script = "Hans",
--   kind = "text", source = "林知行", reading = "林知行", rules = "1"})
-- local person = corpus:entities {name = "林知行"}[1]
-- print(person.id, person.roles[1].title, person.roles[1].first) --> 林知行@云岭大学	校长	2024-03-06
function Corpus:entities(wanted)
  return entities.list(self, wanted)
end

--- One person, by id, by any other `NAME@INSTITUTION` that is theirs, or by a name that
-- only they have; as in `corpus:entities`, and `merges`: why parts of them are one, each with
-- `a`, `b`, `reason` (`two_bodies`, `post`, `company`, `decision`), `words`, `documents`, `decision`.
-- @function corpus:entity
-- @tparam string id
-- @treturn table
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- local ok, err = pcall(corpus.entity, corpus, "林知行@云岭大学")
-- print(err.message) --> no person 林知行@云岭大学: `corpus:entities()` lists all
function Corpus:entity(id)
  return entities.get(self, id)
end

--- The institutions that go by several names: `name` and `aliases` (`name`; `reason`: `lexicon`,
-- `text`, `abbreviation`; `path` of the text).
-- @function corpus:institutions
-- @treturn {table,...}
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#corpus:institutions()) --> 0
function Corpus:institutions()
  return entities.institutions(self)
end

--- Says that two are one person. The decision is kept by name and institution, so that it
-- holds when documents are read again.
-- @function corpus:merge
-- @tparam string a an id
-- @tparam string b
-- @tparam[opt] string note
-- @treturn integer the number of the decision, for `corpus:undo`
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(pcall(corpus.merge, corpus, "林知行@云岭大学", "林知行@东山医院")) --> false	:memory:: no person 林知行@云岭大学: `corpus:entities()` lists all
function Corpus:merge(a, b, note)
  return entities.merge(self, a, b, note)
end

--- Says that a part of a person is another: documents (paths) that speak of somebody
-- else of that name, or ids that were merged without being the same.
-- @function corpus:split
-- @tparam string id
-- @tparam string|{string,...} what paths, or ids
-- @tparam[opt] string note
-- @treturn integer the number of the decision
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- for _, path in ipairs {"a.txt", "b.txt"} do
--   corpus:store({institution = "云岭大学", people = {{name = "林知行", spans = {{0, 9}}}}}, {path = path,
--     bytes = "林知行", encoding = "UTF-8", script = "Hans", kind = "text", source = "林知行",
--     reading = "林知行", rules = "1"})
-- end
-- local n = corpus:split("林知行@云岭大学", "b.txt", "a student of that name")
-- print(corpus:entities()[2].id, corpus:decisions()[1].note) --> 林知行@云岭大学#2	a student of that name
-- corpus:undo(n)
-- print(#corpus:entities()) --> 1
function Corpus:split(id, what, note)
  return entities.split(self, id, what, note)
end

--- What the analyst has decided: `id`, `kind` (`merge`, `split`), `people` (ids), `apart` (ids and
-- paths that were split off), `note`, `undone`.
-- @function corpus:decisions
-- @treturn {table,...}
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#corpus:decisions()) --> 0
function Corpus:decisions()
  return entities.decisions(self)
end

--- Takes a decision back. It stays on record as undone.
-- @function corpus:undo
-- @tparam integer n the number of the decision
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(pcall(corpus.undo, corpus, 1)) --> false	:memory:: no decision 1
function Corpus:undo(n)
  entities.undo(self, n)
end

-- ---- reprints ----------------------------------------------------------------------

--- The chains of documents that are one report, word for word or cut, under another headline,
-- in the other script, damaged; each in the order of publication. A filter with `once` counts of
-- each chain only the first.
-- @function corpus:reprints
-- @tparam[opt] table opts `path` (only the chain of that document), `passages` (true: with the words
-- that differ), and as filters, which any of a chain may meet, `institution`, `name` (or `person`),
-- `tag`, `from`, `to`
-- @treturn {table,...} chains, in the order of their first: each a list of documents (`id`, `path`,
-- `institution`, `published`, `title`, `script`, `kind`; from the second on `how` they differ from the
-- first, of `verbatim`, `trimmed`, `extended`, `changed`, `retitled`, `converted`; `similarity`, 0 to 1; and
-- `passages`, a list of `{here, first}`, what stands in the one and in the other: `text`, `start`, `stop`),
-- with `sure` (whether the first is known to be the first: the dates of all are known, and no other
-- has the same)
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#corpus:reprints {from = "2024"}) --> 0
function Corpus:reprints(opts)
  return reprints.list(self, opts)
end

-- ---- marks -------------------------------------------------------------------------

--- Marks a document with a word, by which all lists are filtered: `corpus:meetings {tag = "重要"}`.
-- @function corpus:tag
-- @tparam string path
-- @tparam string tag
-- @treturn boolean false where it had that tag
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(pcall(corpus.tag, corpus, "a.txt", "重要")) --> false	:memory:: no document a.txt: `corpus:documents()` lists all
function Corpus:tag(path, tag)
  return marks.tag(self, path, tag)
end

--- Takes a tag off a document.
-- @function corpus:untag
-- @tparam string path
-- @tparam string tag
-- @treturn boolean whether it had it
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(corpus:untag("a.txt", "重要")) --> false
function Corpus:untag(path, tag)
  return marks.untag(self, path, tag)
end

--- The tags, by word and path; of one document, if one is given: `path`, `tag`.
-- @function corpus:tags
-- @tparam[opt] string path
-- @treturn {table,...}
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#corpus:tags()) --> 0
function Corpus:tags(path)
  return marks.tags(self, path)
end

--- Says something of words: a label, and a note. When the document changes, the annotation goes
-- with its words if they stand in one place; if not, it is kept as adrift.
-- @function corpus:annotate
-- @tparam string path
-- @tparam integer start bytes of the source text, as of mentions and meetings
-- @tparam integer stop
-- @tparam string label
-- @tparam[opt] string note
-- @treturn integer its number
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- local doc = {path = "a.txt", encoding = "UTF-8", script = "Hans", kind = "text", rules = "1"}
-- doc.bytes = "院长林知行讲话。" doc.source, doc.reading = doc.bytes, doc.bytes
-- corpus:store({}, doc)
-- corpus:annotate("a.txt", 6, 15, "who?", "the younger one")
-- doc.bytes = "会上,院长林知行讲话。" doc.source, doc.reading = doc.bytes, doc.bytes
-- corpus:store({}, doc)
-- local a = corpus:annotations()[1]
-- print(a.start, a.words, a.note, a.adrift) --> 13	林知行	the younger one	false
function Corpus:annotate(path, start, stop, label, note)
  return marks.annotate(self, path, start, stop, label, note)
end

--- The annotations, by path and place: `id`, `path`, `document_id` (nil where it is there no more),
-- `start`, `stop`, `label`, `note`, `words` (as they stood), `adrift` (whether its words are not to be
-- found any more).
-- @function corpus:annotations
-- @tparam[opt] table filter `path`, `label`, `adrift`, `tag`, `institution`, `from`, `to`
-- @treturn {table,...}
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#corpus:annotations {adrift = true}) --> 0
function Corpus:annotations(wanted)
  return marks.annotations(self, wanted)
end

--- Takes an annotation away.
-- @function corpus:unannotate
-- @tparam integer id
-- @treturn boolean whether it was there
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(corpus:unannotate(1)) --> false
function Corpus:unannotate(id)
  return marks.unannotate(self, id)
end

-- ---- exchange ----------------------------------------------------------------------

--- Writes the corpus, or the documents that a filter finds, for other programs: whole, or not at all.
-- `jsonl` is lossless, a document a line with its text, bytes and rows and what the analyst said of it:
-- `corpus:import` takes it back.
-- @function corpus:export
-- `csv` is tables: `table` names one of `documents`, `meetings`, `participations`, `people`, `mentions`,
-- `articles`, `annotations`; without it `out` becomes a folder of all. Text that a spreadsheet would run gets an
-- apostrophe in front. `xlsx` is a workbook with a sheet for each, or for the one that `table` names.
-- `tei` is one XML file (TEI P5) of the readings with people, organisations and dates marked; `vertical` a token
-- a line with its part of speech, as Sketch Engine and CWB take it; in both, what XML cannot hold is U+FFFD.
-- @tparam table opts `format` (`jsonl`, `csv`, `xlsx`, `tei`, `vertical`), `out` (a path, or a function that is called with each piece; a file
-- is replaced, where a link is the one it leads to, and a pipe with a name or a device is written to),
-- `table`, `bom` (true: a byte order mark comes first), and as filters `institution`, `name` (or `person`),
-- `kind`, `tag`, `from`, `to`, `once`: of people, mentions, meetings as in the lists of these names, else as of
-- `corpus:search`
-- @treturn integer how many documents or rows were written
-- @treturn string `document` or `row`
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- corpus:store({}, {path = "a.txt", bytes = "例会", encoding = "UTF-8", script = "Hans",
--   kind = "text", source = "例会", reading = "例会", rules = "1"})
-- local lines = {}
-- corpus:export {format = "jsonl", out = function(...) table.insert(lines, (...)) end}
-- print(jiyao.json.decode(lines[1]).document.source) --> 例会
function Corpus:export(opts)
  return exchange.export(self, opts)
end

--- Takes the documents of a file into the corpus. Those of an export as JSON lines come as they were
-- exported, with all rows and what the analyst said; what the corpus holds already, read by the same
-- rules, stays. Anything else (a table with a column of text, JSON lines, a page) is read and extracted as
-- by `corpus:ingest`.
-- @function corpus:import
-- @tparam string path
-- @tparam[opt] table opts as for `corpus:ingest`, where that reads it
-- @treturn table as `corpus:ingest` gives it; lines of an export that are refused are `FILE#line N`: of
-- members that have other types, spans that are not in the text or cut a character, dates that are no EDTF
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- local ok, err = pcall(corpus.import, corpus, "no/such.jsonl")
-- print(err) --> no/such.jsonl: cannot read: No such file or directory
function Corpus:import(path, opts)
  return exchange.import(self, path, opts)
end

return {methods = Corpus}
