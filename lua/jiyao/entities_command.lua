--- What `jiyao entities` prints and does. Knows how people are shown to a reader and to
-- machines. Refuses to know who they are.
-- @module jiyao.entities_command
-- @internal
local columns = require "jiyao.columns"
local csv = require "jiyao.report.csv"
local jiyao = require "jiyao"
local json = require "jiyao.json"
local resolving = require "jiyao.resolving"

local M = {}

local function between(range)
  if not range.first then return "-" end
  return range.first == range.last and range.first or range.first .. " – " .. range.last
end

local function posts(person)
  local list = {}
  for i, role in ipairs(person.roles) do list[i] = role.title end
  return #list > 0 and table.concat(list, "、") or "-"
end

local function table_of(rows)
  return #rows > 0 and table.concat(columns.align(rows, 60), "\n") .. "\n" or ""
end

local forms = {}

function forms.table(people)
  local rows = {}
  for i, p in ipairs(people) do
    rows[i] = {p.id, tostring(#p.documents), tostring(p.mentions), between(p), posts(p)}
  end
  return table_of(rows)
end

local KEYS = {"id", "name", "institution", "names", "institutions", "first", "last", "mentions", "byline",
  "documents", "roles", roles = {"title", "org", "first", "last", "documents"}}
local MERGED = table.move(KEYS, 1, #KEYS, 1, {roles = KEYS.roles,
  merges = {"a", "b", "reason", "words", "decision", "documents"}})
MERGED[#MERGED + 1] = "merges"

function forms.jsonl(people)
  local lines = {}
  for i, p in ipairs(people) do lines[i] = json.encode(p, p.merges and MERGED or KEYS) .. "\n" end
  return table.concat(lines)
end

-- A line for each post, and one for who has none.
function forms.csv(people)
  local lines = {"id,name,institution,title,org,first,last,documents\r\n"}
  for _, p in ipairs(people) do
    local none = {first = p.first, last = p.last, documents = p.documents}
    for _, role in ipairs(#p.roles > 0 and p.roles or {none}) do
      local fields = {p.id, p.name, p.institution or "", role.title or "", role.org or "", role.first or "",
        role.last or "", tostring(#role.documents)}
      for i, field in ipairs(fields) do fields[i] = csv.field(field) end
      lines[#lines + 1] = table.concat(fields, ",") .. "\r\n"
    end
  end
  return table.concat(lines)
end

local REASONS = {two_bodies = "a text gives both", post = "the same post",
  company = "seen with the same people", decision = "decided"}

local function shown(person)
  local out = {columns.printable(person.id) .. "\n"}
  local rows = {}
  for i, role in ipairs(person.roles) do
    rows[i] = {"  " .. role.title, role.org or "-", between(role), tostring(#role.documents)}
  end
  out[#out + 1] = table_of(rows)
  for _, m in ipairs(person.merges) do
    local why = m.words and REASONS[m.reason] .. ": " .. m.words or REASONS[m.reason]
    if m.decision then why = why .. " (decision " .. m.decision .. ")" end
    out[#out + 1] = "  " .. columns.printable(("%s = %s, %s"):format(m.a, m.b, why)) .. "\n"
    for _, path in ipairs(m.documents) do out[#out + 1] = "    " .. columns.printable(path) .. "\n" end
  end
  for _, path in ipairs(person.documents) do out[#out + 1] = "  " .. columns.printable(path) .. "\n" end
  return table.concat(out)
end

-- ---- actions ---------------------------------------------------------------------

local function is_sealed(corpus)
  return corpus.db:one "SELECT 1 FROM sqlite_schema WHERE name = 'seal'" ~= nil
    and corpus.db:one "SELECT 1 FROM seal" ~= nil
end

-- Reads; what had to be worked out is kept for the next time where that can be, but not in an
-- archive, which is as it was made.
local function reading(opts, open, f)
  local keeps
  do -- a reader that stays open would leave the log of the writer behind
    local corpus <close> = open(opts.db)
    keeps = not resolving.is_fresh(corpus) and not is_sealed(corpus)
  end
  if keeps then
    jiyao.try(function()
      local writer <close> = open(opts.db, {write = true})
      resolving.ensure(writer)
    end)
  end
  local corpus <close> = open(opts.db)
  return f(corpus)
end

local function writing(opts, open, f)
  local corpus <close> = open(opts.db, {write = true})
  return f(corpus)
end

local actions = {}

function actions.list(opts, _, open)
  local wanted, form = {}, forms[opts.format or "table"]
  for _, key in ipairs {"name", "institution", "tag", "from", "to"} do wanted[key] = opts[key] end
  return reading(opts, open, function(corpus) return form(corpus:entities(wanted)) end)
end

function actions.show(opts, operands, open)
  return reading(opts, open, function(corpus)
    local person = corpus:entity(operands[2])
    return (opts.format or "table") == "table" and shown(person) or forms[opts.format] {person}
  end)
end

function actions.merge(opts, operands, open)
  return writing(opts, open, function(corpus)
    return ("decision %d\n"):format(corpus:merge(operands[2], operands[3], opts.note))
  end)
end

function actions.split(opts, operands, open)
  return writing(opts, open, function(corpus)
    return ("decision %d\n"):format(corpus:split(operands[2], {table.unpack(operands, 3)}, opts.note))
  end)
end

function actions.undo(opts, operands, open)
  local n = math.tointeger(tonumber(operands[2]))
  if not n then return nil, ("'%s' is no number of a decision"):format(columns.printable(operands[2])) end
  return writing(opts, open, function(corpus)
    corpus:undo(n)
    return ""
  end)
end

function actions.decisions(opts, _, open)
  return reading(opts, open, function(corpus)
    local rows = {}
    for i, d in ipairs(corpus:decisions()) do
      local apart = #d.apart > 0 and " / " .. table.concat(d.apart, ", ") or ""
      local who = table.concat(d.people, ", ") .. apart
      rows[i] = {tostring(d.id), d.kind, d.undone and "undone" or "-", who, d.note or ""}
    end
    return table_of(rows)
  end)
end

-- How many words an action takes, itself included.
local TAKES = {list = {1, 1}, show = {2, 2}, merge = {3, 3}, split = {3, math.huge}, undo = {2, 2},
  decisions = {1, 1}}

--- Does what the words of the command say.
-- @function run
-- @tparam table opts
-- @tparam table operands
-- @tparam function open opens a corpus that must be there
-- @treturn ?string what is to be printed; nil where the usage is wrong
-- @treturn ?string what is wrong
function M.run(opts, operands, open)
  local action = operands[1] or "list"
  if not actions[action] then
    local words = "'%s' is none of list, show, merge, split, undo, decisions"
    return nil, words:format(columns.printable(action))
  end
  local least, most = table.unpack(TAKES[action])
  if #operands > 0 and #operands < least then return nil, action .. " takes more words" end
  if #operands > most then return nil, ("unexpected '%s'"):format(columns.printable(operands[most + 1])) end
  return actions[action](opts, operands, open)
end

return M
