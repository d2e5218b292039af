--- What an analyst marks: documents by tags, words by annotations.
-- Knows that a mark belongs to what a path holds, and how words are found again when that
-- changes. Refuses to know what marks mean.
-- @module jiyao.marks
-- @internal
local jiyao = require "jiyao"
local borders = require "jiyao.borders"
local cut = require "jiyao.cut"
local filter = require "jiyao.filter"

local M = {}

local function fail(corpus, code, words, ...)
  jiyao.fail(code, words:format(...), corpus.path)
end

local function check_word(what, word)
  if type(word) ~= "string" or not word:find("%S") then
    error(("a %s is words, such as \"重要\""):format(what), 0)
  end
  return word
end

local function document_at(corpus, path)
  local row = corpus.db:one("SELECT id, content_id FROM document WHERE path = ?", path)
  if not row then
    fail(corpus, "ENOTFOUND", "no document %s: `corpus:documents()` lists all", tostring(path))
  end
  return row
end

-- ---- tags --------------------------------------------------------------------------

--- See `corpus:tag`.
-- @function tag
-- @tparam Corpus corpus
-- @tparam string path
-- @tparam string tag
-- @treturn boolean
function M.tag(corpus, path, tag)
  check_word("tag", tag)
  document_at(corpus, path)
  return corpus.db:run("INSERT OR IGNORE INTO tag (path, tag) VALUES (?, ?)", path, tag) > 0
end

--- See `corpus:untag`.
-- @function untag
-- @tparam Corpus corpus
-- @tparam string path
-- @tparam string tag
-- @treturn boolean
function M.untag(corpus, path, tag)
  return corpus.db:run("DELETE FROM tag WHERE path = ? AND tag = ?", path, check_word("tag", tag)) > 0
end

--- See `corpus:tags`.
-- @function tags
-- @tparam Corpus corpus
-- @tparam ?string path
-- @treturn {table,...}
function M.tags(corpus, path)
  local list = {}
  local sql = path and "SELECT path, tag FROM tag WHERE path = ? ORDER BY tag"
    or "SELECT path, tag FROM tag ORDER BY tag, path"
  for row in corpus.db:rows(sql, table.unpack {path}) do list[#list + 1] = row end
  return list
end

-- ---- annotations -------------------------------------------------------------------

local CONTEXT = 30 -- bytes on either side, by which words that stand several times are told apart

-- Words of a text with what stands around them, no character cut.
local function words_at(source, start, stop)
  local left = cut.boundary(source, math.max(0, start - CONTEXT), 1)
  local right = cut.boundary(source, math.min(#source, stop + CONTEXT), -1)
  return source:sub(start + 1, stop), source:sub(left + 1, start), source:sub(stop + 1, right)
end

--- See `corpus:annotate`.
-- @function annotate
-- @tparam Corpus corpus
-- @tparam string path
-- @tparam integer start
-- @tparam integer stop
-- @tparam string label
-- @tparam ?string note
-- @treturn integer
function M.annotate(corpus, path, start, stop, label, note)
  check_word("label", label)
  local document = document_at(corpus, path)
  local source = corpus.db:one("SELECT source FROM v_text WHERE id = ?", document.id).source
  local whole = math.type(start) == "integer" and math.type(stop) == "integer"
  if not whole or start < 0 or start >= stop or stop > #source then
    fail(corpus, "EINVALID", "no words at %s to %s: the text of %s has %d bytes", tostring(start),
      tostring(stop), path, #source)
  end
  local fault = borders.fault(source, start, stop)
  if fault then fail(corpus, "EINVALID", "no words at %d to %d in %s: %s", start, stop, path, fault) end
  local words, before, after = words_at(source, start, stop)
  local _, id = corpus.db:run([[
    INSERT INTO annotation (path, content_id, start, end, label, note, words, before, after)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)]],
    path, document.content_id, start, stop, label, note, words, before, after)
  return id
end

--- See `corpus:annotations`.
-- @function annotations
-- @tparam Corpus corpus
-- @tparam ?table wanted
-- @treturn {table,...}
function M.annotations(corpus, wanted)
  local condition, values = filter.where("annotations", wanted)
  local list = {}
  for row in corpus.db:rows([[
    SELECT v.id, v.path, v.document_id, v.start, v.end AS stop, v.label, v.note, v.words, v.adrift
    FROM v_annotation v]] .. condition .. " ORDER BY v.path, v.start, v.end, v.id", table.unpack(values)) do
    row.adrift = row.adrift == 1
    list[#list + 1] = row
  end
  return list
end

--- Takes an annotation away.
-- @function unannotate
-- @tparam Corpus corpus
-- @tparam integer id
-- @treturn boolean
function M.unannotate(corpus, id)
  return corpus.db:run("DELETE FROM annotation WHERE id = ?", id) > 0
end

-- Where words stand that stand there once; nil where they do not, or more often.
local function only_place(source, words)
  local at = source:find(words, 1, true)
  return at and not source:find(words, at + 1, true) and at - 1 or nil
end

-- Where the words of an annotation stand in another text: alone, or with what stood on both
-- sides, or on one.
local function place_of(source, a)
  local at = only_place(source, a.words)
  if at then return at end
  for _, sides in ipairs {{a.before, a.after}, {a.before, ""}, {"", a.after}} do
    at = sides[1] .. sides[2] ~= "" and only_place(source, sides[1] .. a.words .. sides[2])
    if at then return at + #sides[1] end
  end
end

--- Carries the annotations of a path over to what was stored there now: to where their words
-- stand, if that is one place; else they keep the place they had and are adrift.
-- @function carry
-- @tparam function run called with SQL and values
-- @tparam {table,...} annotations of the path: `id`, `content_id`, `start`, `end`, `words`, `before`, `after`
-- @tparam string source the text
-- @tparam string content_id
function M.carry(run, annotations, source, content_id)
  for _, a in ipairs(annotations) do
    local stands = a.content_id == content_id and source:sub(a.start + 1, a["end"]) == a.words
    local at = stands and a.start or place_of(source, a)
    if at then
      local _, before, after = words_at(source, at, at + #a.words)
      run([[UPDATE annotation SET content_id = ?, start = ?, end = ?, before = ?, after = ?, adrift = 0
        WHERE id = ?]], content_id, at, at + #a.words, before, after, a.id)
    else
      run("UPDATE annotation SET adrift = 1 WHERE id = ?", a.id)
    end
  end
end

return M
