--- The lists that an analyst keeps beside a corpus: people (a roster) and words (a lexicon:
-- titles, bodies, short names of bodies), as tables that any editor or spreadsheet writes.
-- Knows how the tables are laid out and where a corpus keeps them. Refuses to know what
-- the finders do with them, which is `jiyao.roster`.
-- @module jiyao.lexica
local jiyao = require "jiyao"
local convert = require "jiyao.convert"
local files = require "jiyao.files"
local store = require "jiyao.store"
local text = require "jiyao.text"

local M = {}

-- ---- tables of text ----------------------------------------------------------------

local function fail(path, line, why)
  jiyao.fail("EINVALID", ("line %d: %s"):format(line, why), path)
end

-- Fields of a record of CSV (RFC 4180) that begins at `at`, and where the next begins.
local function csv_record(s, at, path, line)
  local fields, lines = {}, 0
  while true do
    local field, stop
    if s:sub(at, at) == '"' then
      stop = at
      repeat
        stop = s:find('"', stop + 1, true)
        if not stop then fail(path, line, 'a quoted field has no closing "') end
        local doubled = s:sub(stop + 1, stop + 1) == '"'
        if doubled then stop = stop + 1 end
      until not doubled
      field = s:sub(at + 1, stop - 1):gsub('""', '"')
      stop = stop + 1
    else
      stop = s:find("[,\n]", at) or #s + 1
      field = s:sub(at, stop - 1)
    end
    fields[#fields + 1] = field
    lines = lines + select(2, field:gsub("\n", ""))
    local mark = s:sub(stop, stop)
    at = stop + 1
    if mark ~= "," then return fields, at, lines + 1 end
  end
end

local function tsv_record(s, at)
  local stop = s:find("\n", at, true) or #s + 1
  local fields = {}
  for field in (s:sub(at, stop - 1) .. "\t"):gmatch("([^\t]*)\t") do fields[#fields + 1] = field end
  return fields, stop + 1, 1
end

-- As a corpus reads names: Simplified, full-width forms folded, nothing around.
local function folded(field)
  return (text.new(field):hans():nfkc():reading():gsub("^%s+", ""):gsub("%s+$", ""))
end

-- A spreadsheet may write the encoding of its system.
local function decoded(bytes)
  return bytes == "" and "" or (convert.decode(bytes, convert.detect(bytes).encoding))
end

-- Rows with the line that each begins on; empty ones and those after # are left out.
local function records(bytes, path)
  local s = decoded(bytes):gsub("\r\n?", "\n")
  local next_record = s:find("\t", 1, true) and tsv_record or csv_record
  local rows, at, line = {}, 1, 1
  while at <= #s do
    local fields, after, lines = next_record(s, at, path, line)
    for i, field in ipairs(fields) do fields[i] = folded(field) end
    fields.line = line
    local empty = table.concat(fields) == "" or fields[1]:sub(1, 1) == "#"
    if not empty then rows[#rows + 1] = fields end
    at, line = after, line + lines
  end
  return rows
end

-- ---- columns -----------------------------------------------------------------------

local COLUMNS = {
  roster = {"name", "titles", "org", "aliases",
    called = {["姓名"] = "name", ["名字"] = "name", title = "titles", ["职务"] = "titles", ["头衔"] = "titles",
      ["机构"] = "org", ["单位"] = "org", alias = "aliases", ["别名"] = "aliases"}},
  lexicon = {"word", "kind", "full",
    called = {["词"] = "word", ["名称"] = "word", ["类"] = "kind", ["类别"] = "kind", ["全称"] = "full"}},
}

-- The columns that a first line names, or those of a table without such a line.
local function columns_of(rows, known)
  local names = {}
  for _, name in ipairs(known) do names[name] = name end
  for word, name in pairs(known.called) do names[word] = name end
  local first = rows[1] and names[rows[1][1]:lower()]
  if first ~= known[1] then return known, 1 end
  local columns = {}
  for i, word in ipairs(rows[1]) do columns[i] = names[word:lower()] or false end
  return columns, 2
end

local function split(list)
  local items = {}
  for item in list:gsub("[；;|]", "、"):gsub("、", "\n"):gmatch("[^\n]+") do
    item = item:match("^%s*(.-)%s*$")
    if item ~= "" then items[#items + 1] = item end
  end
  return items
end

local function entries_of(what, bytes, path)
  local rows = records(bytes, path)
  local columns, from = columns_of(rows, COLUMNS[what])
  local entries = {}
  for i = from, #rows do
    local entry = {line = rows[i].line}
    for k, name in ipairs(columns) do
      if name and (rows[i][k] or "") ~= "" then entry[name] = rows[i][k] end
    end
    entries[#entries + 1] = entry
  end
  return entries
end

--- The people of a roster: a table (CSV or TSV) of name, titles, organisation and aliases, the lists
-- joined by 、 or ;. A first line may name the columns (name, titles, org, aliases or 姓名, 职务,
-- 机构, 别名); lines that begin with # are left out.
-- @function roster
-- @tparam string bytes
-- @tparam[opt] string path named where a line is wrong
-- @treturn {table,...} `name`, `titles`, `org`, `aliases`
-- @usage
-- local people = require "jiyao.lexica".roster("姓名,职务,机构\n林知行,院长、教授,云岭医院\n")
-- print(people[1].name, people[1].titles[2], people[1].org) --> 林知行	教授	云岭医院
function M.roster(bytes, path)
  local people = {}
  for i, entry in ipairs(entries_of("roster", bytes, path)) do
    if not entry.name then fail(path, entry.line, "a person without a name") end
    people[i] = {name = entry.name, titles = split(entry.titles or ""), org = entry.org,
      aliases = split(entry.aliases or "")}
  end
  return people
end

local KINDS = {title = "title", ["职务"] = "title", ["头衔"] = "title", org = "org", ["机构"] = "org",
  ["单位"] = "org"}

--- The words of a lexicon: a table (CSV or TSV) of word, kind (`title` or `org`, 职务 or 机构) and, for the
-- short name of a body, its full name.
-- @function lexicon
-- @tparam string bytes
-- @tparam[opt] string path
-- @treturn {table,...} `word`, `kind`, `full`
-- @usage
-- local words = require "jiyao.lexica".lexicon("材能院\torg\t澜江省材料与能源研究院\n")
-- print(words[1].word, words[1].kind, words[1].full) --> 材能院	org	澜江省材料与能源研究院
function M.lexicon(bytes, path)
  local words = {}
  for i, entry in ipairs(entries_of("lexicon", bytes, path)) do
    local kind = KINDS[(entry.kind or ""):lower()]
    if not entry.word then fail(path, entry.line, "an entry without a word") end
    if not kind then
      local why = "the kind of %s is title or org, not '%s'"
      fail(path, entry.line, why:format(entry.word, entry.kind or ""))
    end
    if entry.full and kind == "title" then
      fail(path, entry.line, ("%s is a title: only bodies have a full name"):format(entry.word))
    end
    words[i] = {word = entry.word, kind = kind, full = entry.full}
  end
  return words
end

-- ---- in a corpus -------------------------------------------------------------------

local function kept(db)
  local values = {}
  for row in db:rows "SELECT name, value FROM setting WHERE name IN ('roster', 'lexicon')" do
    values[row.name] = row.value
  end
  return values
end

--- Keeps a list in a corpus in the place of the one that it had; one without entries
-- takes it away.
-- @function keep
-- @tparam userdata db
-- @tparam string what `roster` or `lexicon`
-- @tparam string bytes
-- @tparam[opt] string path
-- @treturn integer how many entries there are
-- @usage
-- local db <close> = jiyao.store.open(":memory:", "create")
-- print(require "jiyao.lexica".keep(db, "roster", "林知行\t院长\n")) --> 1
function M.keep(db, what, bytes, path)
  local entries = M[what](bytes, path)
  local value = decoded(bytes)
  if (kept(db)[what] or "") == (#entries > 0 and value or "") then return #entries end
  db:transaction(function()
    db:run("DELETE FROM setting WHERE name = ?", what)
    if #entries > 0 then db:run("INSERT INTO setting (name, value) VALUES (?, ?)", what, value) end
  end)
  return #entries
end

--- As `keep`, from a file.
-- @function keep_file
-- @tparam userdata db
-- @tparam string what
-- @tparam string path
-- @treturn integer
-- @usage
-- local db <close> = jiyao.store.open(":memory:", "create")
-- local ok, err = pcall(require "jiyao.lexica".keep_file, db, "roster", "no/such.csv")
-- print(err) --> no/such.csv: cannot read: No such file or directory
function M.keep_file(db, what, path)
  return M.keep(db, what, files.read(path), path)
end

--- What the lists of a corpus add to extraction; and a mark that tells them from others,
-- which goes into the version of the rules by which a document was read.
-- @function settings
-- @tparam userdata db
-- @treturn ?table nil where there are none
-- @treturn string "" where there are none
-- @usage
-- local db <close> = jiyao.store.open(":memory:", "create")
-- local lexica = require "jiyao.lexica"
-- print((lexica.settings(db))) --> nil
-- lexica.keep(db, "lexicon", "首席荐稿官\ttitle\n")
-- print(lexica.settings(db).titles[1]) --> 首席荐稿官
function M.settings(db)
  local values = kept(db)
  if not next(values) then return nil, "" end
  local settings = {roster = M.roster(values.roster or "", "roster"), titles = {}, orgs = {}}
  for _, entry in ipairs(M.lexicon(values.lexicon or "", "lexicon")) do
    table.insert(entry.kind == "title" and settings.titles or settings.orgs, entry.word)
    if entry.full then table.insert(settings.orgs, entry.full) end
  end
  local mark = store.content_id((values.roster or "") .. "\0" .. (values.lexicon or ""))
  return settings, " lists=" .. mark:sub(1, 8)
end

--- The short names of bodies that the lexicon of a corpus gives.
-- @function aliases
-- @tparam userdata db
-- @treturn {table,...} `name`, `alias`
-- @usage
-- local db <close> = jiyao.store.open(":memory:", "create")
-- local lexica = require "jiyao.lexica"
-- lexica.keep(db, "lexicon", "云大\torg\t云岭大学\n")
-- print(lexica.aliases(db)[1].alias) --> 云大
function M.aliases(db)
  local list = {}
  for _, entry in ipairs(M.lexicon(kept(db).lexicon or "", "lexicon")) do
    if entry.full then list[#list + 1] = {name = entry.full, alias = entry.word} end
  end
  return list
end

return M
