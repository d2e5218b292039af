--- Tells what scores go wrong over: kinds of meetings against kinds, and the words
-- around names and the titles that are missed or false most often. For documents
-- that serve development only; is never given the unseen.
local jiyao = require "jiyao"
local scoring = require "tests.eval.scoring"
local M = {}

-- ---- counting -----------------------------------------------------------------------

local function count(tally, key)
  tally[key] = (tally[key] or 0) + 1
end

-- The most frequent as one line: `记者 4  主任 2`.
local function most(tally, limit)
  local keys, out = {}, {}
  for key in pairs(tally) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    if tally[a] ~= tally[b] then return tally[a] > tally[b] end
    return a < b
  end)
  for i = 1, math.min(limit, #keys) do out[i] = keys[i] .. " " .. tally[keys[i]] end
  if #keys > limit then out[#out + 1] = ("(%d more)"):format(#keys - limit) end
  return #out > 0 and table.concat(out, "  ") or "none"
end

-- ---- kinds --------------------------------------------------------------------------

-- Columns of two cells a character.
local function padded(s, cells)
  local wide = 0
  for _, c in utf8.codes(s) do wide = wide + (c > 0x2e7f and 2 or 1) end
  return s .. (" "):rep(math.max(1, cells - wide))
end

--- Kinds labelled (down) by kinds found (across), those alone that occur.
-- "-" stands for no meeting: missed or false.
function M.kinds(list)
  local cells, seen, names = {}, {}, {}
  for _, pair in ipairs(list) do
    local gold, found = pair[1] == "" and "-" or pair[1], pair[2] == "" and "-" or pair[2]
    count(cells, gold .. "\t" .. found)
    for _, name in ipairs {gold, found} do
      if not seen[name] then seen[name], names[#names + 1] = true, name end
    end
  end
  table.sort(names, function(a, b)
    if (a == "-") ~= (b == "-") then return b == "-" end
    return a < b
  end)
  local head = padded("labelled \\ found", 18)
  for _, name in ipairs(names) do head = head .. padded(name, 10) end
  local lines = {(head:gsub(" +$", ""))}
  for _, gold in ipairs(names) do
    local line = padded(gold, 18)
    for _, found in ipairs(names) do
      line = line .. padded(tostring(cells[gold .. "\t" .. found] or "."), 10)
    end
    lines[#lines + 1] = line:gsub(" +$", "")
  end
  return lines
end

-- ---- names --------------------------------------------------------------------------

local CONTEXT = 12

-- The characters before and after a name where it first stands; line ends are "/".
local function context(reading, name)
  local text = scoring.fold((reading:gsub("%s*\n%s*", "/")))
  local from, to = text:find(scoring.fold(name), 1, true)
  if not from then return nil end
  local start = utf8.offset(text, -CONTEXT, from) or 1
  local stop = utf8.offset(text, CONTEXT + 1, to + 1) or #text + 1
  return text:sub(start, from - 1), text:sub(to + 1, stop - 1)
end

local function word(text, last)
  local words = jiyao.text.tokens(text)
  local w = words[last and #words or 1]
  return w and w.word or "/"
end

local function group()
  return {n = 0, before = {}, after = {}, titles = {}, examples = {}}
end

local function add_name(g, reading, person)
  g.n = g.n + 1
  for _, title in ipairs(person.titles or {}) do count(g.titles, title) end
  local before, after = context(reading, person.name)
  count(g.before, before and word(before, true) or "(parted)")
  count(g.after, before and word(after) or "(parted)")
  g.examples[#g.examples + 1] = ("%s[%s]%s"):format(before or "", person.name, after or "")
end

local function group_lines(lines, what, g, limit)
  lines[#lines + 1] = ("%s: %d"):format(what, g.n)
  if g.n == 0 then return end
  lines[#lines + 1] = "  word before: " .. most(g.before, limit)
  lines[#lines + 1] = "  word after:  " .. most(g.after, limit)
  lines[#lines + 1] = "  titles:      " .. most(g.titles, limit)
  for i = 1, math.min(limit, #g.examples) do lines[#lines + 1] = "    " .. g.examples[i] end
end

-- Adds the titles of one list that the other has not.
local function add_lacking(tally, list, other)
  local has = {}
  for _, title in ipairs(other or {}) do has[scoring.fold(title)] = true end
  for _, title in ipairs(list or {}) do
    if not has[scoring.fold(title)] then count(tally, title) end
  end
end

--- Names and titles that were missed or false, of misses {id, what, entry, found, path}.
function M.names(misses, limit)
  local missed, wrong, lacking, added = group(), group(), {}, {}
  for _, m in ipairs(misses) do
    if m.what == "person missed" then add_name(missed, jiyao.document.read(m.path).reading, m.entry) end
    if m.what == "person wrong" then add_name(wrong, jiyao.document.read(m.path).reading, m.found) end
    if m.what == "titles" then
      add_lacking(lacking, m.entry.titles, m.found.titles)
      add_lacking(added, m.found.titles, m.entry.titles)
    end
  end
  local lines = {}
  group_lines(lines, "names missed", missed, limit)
  group_lines(lines, "names false", wrong, limit)
  lines[#lines + 1] = "titles missed of names found: " .. most(lacking, limit)
  lines[#lines + 1] = "titles false of names found:  " .. most(added, limit)
  return lines
end

return M
