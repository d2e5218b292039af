--- What `jiyao reprints` prints. Knows how chains are shown to a reader and to machines;
-- refuses to know how they are found.
-- @module jiyao.reprints_command
-- @internal
local columns = require "jiyao.columns"
local csv = require "jiyao.report.csv"
local json = require "jiyao.json"

local M = {}

local forms = {}

local function likeness(doc)
  return doc.similarity and ("%.2f"):format(doc.similarity) or ""
end

-- What stands in the first, and what in the copy, each behind the sign that `diff` gives it.
local function add_passages(lines, doc)
  for _, p in ipairs(doc.passages or {}) do
    for _, side in ipairs {{"-", p.first}, {"+", p.here}} do
      local sign, place = side[1], side[2]
      if place.text ~= "" then
        local at = place.start and (" (%d %d)"):format(place.start, place.stop) or ""
        lines[#lines + 1] = ("    %s %s%s"):format(sign, columns.printable(place.text), at)
      end
    end
  end
end

-- A chain a paragraph: the first, and below it those that came later.
function forms.table(chains)
  local rows, paths = {}, {}
  for _, chain in ipairs(chains) do
    for i, doc in ipairs(chain) do
      local how = i == 1 and (chain.sure and "first" or "first?") or table.concat(doc.how, ", ")
      rows[#rows + 1] = {(i == 1 and "" or "  ") .. (doc.published or "-"), doc.institution or "-", how,
        likeness(doc), ""}
      paths[#paths + 1] = columns.printable(doc.path)
    end
  end
  local aligned, lines, n = columns.align(rows, 40), {}, 0
  for _, chain in ipairs(chains) do
    for _, doc in ipairs(chain) do
      n = n + 1
      lines[#lines + 1] = aligned[n] .. paths[n]
      add_passages(lines, doc)
    end
  end
  return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

local PLACE = {"start", "stop", "text"}
local KEYS = {"sure", "documents", documents = {"path", "institution", "published", "title", "how",
  "similarity", "passages", passages = {"here", "first", here = PLACE, first = PLACE}}}

function forms.jsonl(chains)
  local lines = {}
  for i, chain in ipairs(chains) do
    lines[i] = json.encode({sure = chain.sure, documents = table.move(chain, 1, #chain, 1, {})}, KEYS) .. "\n"
  end
  return table.concat(lines)
end

-- A line for each document; those of a chain share its number.
function forms.csv(chains)
  local lines = {"chain,sure,path,institution,published,title,how,similarity\r\n"}
  for number, chain in ipairs(chains) do
    for i, doc in ipairs(chain) do
      local how = i == 1 and "first" or table.concat(doc.how, "; ")
      local fields = {tostring(number), chain.sure and "1" or "0", doc.path, doc.institution or "",
        doc.published or "", doc.title or "", how, likeness(doc)}
      for n, field in ipairs(fields) do fields[n] = csv.field(field) end
      lines[#lines + 1] = table.concat(fields, ",") .. "\r\n"
    end
  end
  return table.concat(lines)
end

--- Finds and lays out what the words of the command ask for.
-- @function run
-- @tparam table opts `format` and the filters
-- @tparam ?string path only the chain of that document, with the words that differ
-- @tparam Corpus corpus
-- @treturn string what is to be printed
-- @treturn integer how many chains
-- @treturn integer how many documents they have
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(require("jiyao.reprints_command").run({}, nil, corpus)) --> 	0	0
function M.run(opts, path, corpus)
  local asked = {path = path, passages = path ~= nil}
  for _, key in ipairs {"institution", "person", "tag", "from", "to"} do asked[key] = opts[key] end
  local chains, documents = corpus:reprints(asked), 0
  for _, chain in ipairs(chains) do documents = documents + #chain end
  return forms[opts.format or "table"](chains), #chains, documents
end

return M
