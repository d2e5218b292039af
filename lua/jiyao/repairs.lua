--- The changes between a source and its reading as lines of a list.
-- Knows how changes are told; refuses to know how they were found.
-- @module jiyao.repairs

local valid = require "jiyao.valid"

local repairs = {}

local ESCAPES = {["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ["\\"] = "\\\\"}

-- A field holds neither tabs nor line ends.
local function field(s)
  return (valid.replace(s, "?"):gsub("[\n\r\t\\]", ESCAPES):gsub("%c", "?"))
end

local function hex(bytes)
  local most = 16
  local shown = bytes:sub(1, most):gsub(".", function(b) return ("%02x "):format(b:byte()) end)
  return shown:gsub(" $", "") .. (#bytes > most and " …" or "")
end

-- What else could have stood there: strings, or tables that hold one.
local function others(alternatives)
  local list = {}
  for i, a in ipairs(alternatives or {}) do
    if type(a) ~= "table" then
      list[i] = tostring(a)
    else
      local confidence = a.confidence and (" (%.2f)"):format(a.confidence) or ""
      list[i] = tostring(a.after or a.text or a[1]) .. confidence
    end
  end
  return #list > 0 and "or " .. table.concat(list, ", ") or nil
end

local function note_of(change)
  local notes = {}
  if change.uncertain == true then
    notes[1] = "uncertain"
  elseif type(change.uncertain) == "table" and #change.uncertain > 0 then
    notes[1] = ("%d characters uncertain"):format(#change.uncertain)
  end
  notes[#notes + 1] = others(change.alternatives)
  return table.concat(notes, "; ")
end

local function add_changes(list, doc, all)
  local glosses = 0
  for _, c in ipairs(doc.text:changes()) do
    if c.kind == "gloss" and not all then
      glosses = glosses + 1
    else
      list[#list + 1] = {start = c.start, stop = c.stop, kind = c.kind, before = c.before, after = c.after,
        confidence = c.confidence, note = note_of(c)}
    end
  end
  return glosses
end

local function add_losses(list, doc)
  local mark = "\u{FFFD}"
  for _, l in ipairs(doc.losses or {}) do
    local kept = doc.source:sub(l.at + 1, l.at + #mark) == mark
    list[#list + 1] = {start = l.at, stop = l.at + (kept and #mark or 0), kind = "loss",
      before = hex(doc.bytes:sub(l.offset + 1, l.offset + l.len)), after = kept and mark or "",
      confidence = 1, note = ("no valid %s, at byte %d of the input"):format(doc.encoding, l.offset)}
  end
end

--- The changes of a document and the losses of its decoding, in the order of the
-- source: a line each, with the fields path, start, stop (in the source text),
-- kind, before, after, confidence and notes, between tabs. Line ends, tabs and
-- backslashes inside a field stand as `\n`, `\t`, `\\`. A loss has the lost bytes
-- as `before`.
-- @function lines
-- @tparam table doc what `jiyao.document.read` gave
-- @tparam[opt] boolean all glosses too
-- @treturn {string,...} the lines, without their ends
-- @treturn integer how many glosses were left out of them
-- @usage
-- local doc = jiyao.document.parse("會(huì)議", "a.txt")
-- print(select(2, jiyao.repairs.lines(doc))) --> 1
-- print(jiyao.repairs.lines(doc, true)[1]:gsub("\t", "|")) --> a.txt|3|9|gloss|(huì)||0.99|	7
function repairs.lines(doc, all)
  local list, lines = {}, {}
  local glosses = add_changes(list, doc, all)
  add_losses(list, doc)
  for i, c in ipairs(list) do c.seq = i end
  table.sort(list, function(a, b) return a.start < b.start or (a.start == b.start and a.seq < b.seq) end)
  for i, c in ipairs(list) do
    lines[i] = table.concat({field(doc.path), tostring(c.start), tostring(c.stop), c.kind, field(c.before),
      field(c.after), ("%.2f"):format(c.confidence), field(c.note)}, "\t")
  end
  return lines, glosses
end

--- Whether part of a document was read in a wrong encoding before it was saved, and has
-- lost too much to come back: its change of the kind `misread` says where.
-- @function hopeless
-- @tparam table doc what `jiyao.document.read` gave
-- @treturn boolean
-- @usage
-- print(jiyao.repairs.hopeless(jiyao.document.parse("会议由院长主持。", "a.txt"))) --> false
function repairs.hopeless(doc)
  for _, c in ipairs(doc.text:changes()) do
    if c.kind == "misread" then return true end
  end
  return false
end

--- The encodings of a document that changes them midway, in words.
-- @function encodings
-- @tparam table doc what `jiyao.document.read` gave
-- @tparam[opt] integer most how many regions to tell; all, unless given
-- @treturn ?string each with its place in the source text; nil where there is one encoding
-- @usage
-- local mixed = "会议由院长主持\n" .. "\xBB\xE1\xD2\xE9\xD3\xC9\xD4\xBA\xB3\xA4\xD6\xF7\xB3\xD6\n"
-- print(jiyao.repairs.encodings(jiyao.document.parse(mixed, "a.txt"))) --> UTF-8 0-22, GB18030 22-44
-- print(jiyao.repairs.encodings(jiyao.document.parse("会", "a.txt"))) --> nil
function repairs.encodings(doc, most)
  local regions, words = doc.handle:regions(), {}
  if #regions < 2 then return nil end
  for i = 1, math.min(#regions, most or #regions) do
    local r = regions[i]
    words[i] = ("%s %d-%d"):format(r.encoding, r.text_start, r.text_stop)
  end
  local rest = #regions - #words
  return table.concat(words, ", ") .. (rest > 0 and (" and %d more"):format(rest) or "")
end

return repairs
