--- Which rule gave each field of a meeting or a person, and from which words, as
-- lines for people to read. Knows how to lay them out; refuses to know the rules.
-- @module jiyao.explain
-- @internal
local columns = require "jiyao.columns"

local M = {}

local MEETING = {"event", "name", "date", "kind", "institution", "place", "host"}
local PERSON = {"name", "titles", "org"}

-- Words longer than that are cut to be read at a glance.
local WIDEST = 60

local function value_of(entry, field)
  local value = entry[field]
  if type(value) == "table" then return table.concat(value, "、") end
  return value and tostring(value) or "-"
end

local function row_of(entry, field)
  local why = entry.why and entry.why[field] or {rule = "not told"}
  local value = field == "event" and "" or value_of(entry, field)
  local where = why.start and ("%d-%d"):format(why.start, why["end"]) or ""
  return {field, value, why.rule, where, why.words and "“" .. why.words .. "”" or ""}
end

local function rows_of(entry, fields)
  local rows = {}
  for i, field in ipairs(fields) do rows[i] = row_of(entry, field) end
  return rows
end

local function block(lines, title, entry, fields)
  lines[#lines + 1] = ("  %s  (%.2f)"):format(columns.printable(title), entry.confidence or 0)
  for _, line in ipairs(columns.align(rows_of(entry, fields), WIDEST)) do
    lines[#lines + 1] = "    " .. line:gsub("%s+$", "")
  end
end

--- The explanation of one document.
-- @function text
-- @tparam string path
-- @tparam {table,...} meetings of `jiyao.extract.meetings(doc, {explain = true})`
-- @tparam {table,...} people of `jiyao.extract.people(doc, {explain = true})`
-- @tparam[opt] string encodings of a document that changes them: `jiyao.repairs.encodings(doc)`
-- @treturn string lines, each with its end
-- @usage
-- local extract, explain = jiyao.extract, require "jiyao.explain"
-- local s, with = "6月8日,云岭大学召开教学工作会议。", {explain = true}
-- local text = explain.text("a.txt", extract.meetings(s, with), extract.people(s, with))
-- print(text:match("date[^\n]*")) --> date         XXXX-06-08    in the sentence that tells it            0-8    “6月8日”
function M.text(path, meetings, people, encodings)
  local lines = {columns.printable(path), encodings and "  encodings  " .. encodings}
  for _, m in ipairs(meetings) do block(lines, "meeting " .. m.name, m, MEETING) end
  for _, p in ipairs(people) do block(lines, "person " .. p.name, p, PERSON) end
  return table.concat(lines, "\n") .. "\n"
end

return M
