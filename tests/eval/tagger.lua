-- tagger.lua: scores the tagger's models on labelled sets, and holds some to floors.
--
--   jiyao run tests/eval/tagger.lua DATA     (the folder of data sets, `../shared/data`)
--
-- Words are right when both their ends are; spans when ends and label are. A label that a set does
-- not have is not counted. Ends with "N passed, N failed" over the floors.
local jiyao = require "jiyao"
local DATA = arg[1] or error("usage: tagger.lua DATA")
local passed, failed = 0, 0

local function lines_of(path)
  local file = assert(io.popen("gzip -dc '" .. DATA .. "/" .. path .. "'"))
  local text = file:read("a"):gsub("\r", "")
  file:close()
  return text:gmatch("([^\n]*)\n")
end

local function score(name, right, found, labelled, floor)
  local p, r = right / math.max(found, 1), right / math.max(labelled, 1)
  local f = p + r > 0 and 2 * p * r / (p + r) or 0
  print(("%-24s P %.3f R %.3f F1 %.3f  (%d labelled)"):format(name, p, r, f, labelled))
  if not floor then return end
  if f >= floor then
    passed = passed + 1
  else
    failed = failed + 1
    print(("FAIL %s: F1 %.3f, at least %.3f expected"):format(name, f, floor))
  end
end

-- ---- words ----------------------------------------------------------------------------

local function add_ends(set, words)
  local at = 0
  for _, word in ipairs(words) do
    set[at .. "-" .. at + #word] = true
    at = at + #word
  end
end

local function score_words(name, sentences, floor)
  local right, found, labelled = 0, 0, 0
  for _, words in ipairs(sentences) do
    local gold = {}
    add_ends(gold, words)
    labelled = labelled + #words
    for _, w in ipairs(jiyao.text.tokens(table.concat(words))) do
      found = found + 1
      if gold[w.start .. "-" .. w.stop] then right = right + 1 end
    end
  end
  score(name, right, found, labelled, floor)
end

local function spaced(path)
  local sentences = {}
  for line in lines_of(path) do
    local words = {}
    for word in line:gmatch("%S+") do words[#words + 1] = word end
    if #words > 0 then sentences[#sentences + 1] = words end
  end
  return sentences
end

-- ---- spans ----------------------------------------------------------------------------

-- Sentences {text, spans}, spans by "start-stop-LABEL"; labels by name: whether the set has them.
local function score_spans(name, sentences, labels)
  local right, found, labelled = {}, {}, {}
  for _, sentence in ipairs(sentences) do
    for key in pairs(sentence.spans) do
      local label = key:match("%u+$")
      labelled[label] = (labelled[label] or 0) + 1
    end
    for _, s in ipairs(jiyao.extract.spans(sentence.text)) do
      found[s.label] = (found[s.label] or 0) + 1
      if sentence.spans[s.start .. "-" .. s.stop .. "-" .. s.label] then
        right[s.label] = (right[s.label] or 0) + 1
      end
    end
  end
  for _, label in ipairs {"PER", "TITLE", "ORG", "LOC"} do
    local floor = labels[label]
    if floor then
      local r, f, l = right[label] or 0, found[label] or 0, labelled[label] or 0
      score(name .. " " .. label, r, f, l, floor ~= true and floor)
    end
  end
end

-- Cells {text, tag} of a sentence as text and spans; I- goes on where the label is the same.
local function sentence_of(cells)
  local texts, spans, at, open = {}, {}, 0, nil
  local function close()
    if open then spans[open.start .. "-" .. open.stop .. "-" .. open.label] = true end
    open = nil
  end
  for _, cell in ipairs(cells) do
    local place, label = cell[2]:match("^([BI])%-(%u+)")
    if place ~= "I" or not open or open.label ~= label then close() end
    if place and not open then open = {start = at, label = label} end
    at = at + #cell[1]
    if open then open.stop = at end
    texts[#texts + 1] = cell[1]
  end
  close()
  return {text = table.concat(texts), spans = spans}
end

local function uner()
  local words, sentences, cells, row = {}, {}, {}, {}
  for line in lines_of("uner_zh_gsdsimp/zh_gsdsimp-ud-dev.iob2.gz") do
    local word, tag = line:match("^%d+\t([^\t]+)\t([^\t]+)")
    if word then
      local before = row[#row]
      local apart = before and before:find("%w$") and word:find("^%w")
      if apart then cells[#cells + 1] = {" ", tag:find("^I") and tag or "O"} end
      cells[#cells + 1] = {word, tag}
      row[#row + 1] = word
    elseif line == "" and #row > 0 then
      sentences[#sentences + 1], words[#words + 1] = sentence_of(cells), row
      cells, row = {}, {}
    end
  end
  return words, sentences
end

local CLUENER = {name = "PER", position = "TITLE", organization = "ORG", government = "ORG", company = "ORG"}
local function cluener()
  local sentences = {}
  for line in lines_of("cluener/dev.json.gz") do
    local item = jiyao.json.decode(line)
    local sentence = {text = item.text, spans = {}}
    for kind, names in pairs(item.label) do
      for _, places in pairs(CLUENER[kind] and names or {}) do
        for _, place in ipairs(places) do
          local start = utf8.offset(item.text, place[1] + 1) - 1
          local stop = utf8.offset(item.text, place[2] + 2) - 1
          sentence.spans[start .. "-" .. stop .. "-" .. CLUENER[kind]] = true
        end
      end
    end
    sentences[#sentences + 1] = sentence
  end
  return sentences
end

local words, sentences = uner()
score_words("UNER words", words, 0.93)
score_words("PKU words", spaced("sighan2005/pku_train_sample.utf8.gz"))
score_words("MSR words", spaced("sighan2005/msr_train_sample.utf8.gz"))
score_words("SXU words", spaced("sxu_cws/dev.txt.gz"))
score_spans("UNER", sentences, {PER = 0.79, ORG = true, LOC = true})
score_spans("CLUENER", cluener(), {PER = 0.75, TITLE = 0.63, ORG = true})
print(("tagger: %d passed, %d failed"):format(passed, failed))
os.exit(failed == 0, true)
