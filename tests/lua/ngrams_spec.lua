-- Counting runs of characters and words.
local corpora = require "jiyao.corpus"

local function filled(pages)
  local corpus = corpora.open(":memory:", {create = true})
  for i, page in ipairs(pages) do
    corpus:store({institution = page.institution, published = page.published}, {path = i .. ".txt",
      bytes = page[1], encoding = "UTF-8", script = "Hans", kind = "text", source = page[1],
      reading = page[1], rules = "1"})
  end
  return corpus
end

local function told(list)
  local parts = {}
  for i, g in ipairs(list) do parts[i] = ("%s %d %d"):format(g.gram, g.count, g.documents) end
  return table.concat(parts, "; ")
end

describe("n-grams", function()
  it("are of characters, within marks and lines, and of whole runs of letters", function()
    local corpus <close> = filled {{"开会,会议\n议会"}, {"ICU会议,icu3会"}}
    assert.equal("会议 2 2; icu3会 1 1; icu会 1 1; 开会 1 1; 议会 1 1", told(corpus:ngrams(2)))
    assert.equal("会 5 2; 议 3 2", told(corpus:ngrams(1, {limit = 2})))
    assert.equal("会议 2 2", told(corpus:ngrams(2, {least = 2})))
  end)

  it("are found under the words that they are told by", function()
    local corpus <close> = filled {{"ＩＣＵ 2 病區，ICU 2 病区"}}
    for n = 1, 4 do
      for _, g in ipairs(corpus:ngrams(n)) do
        assert.equal(g.count, corpus:kwic('"' .. g.gram .. '"').count, g.gram)
      end
    end
    assert.equal("2病 2 1; icu 2 2 1; 病区 2 1", told(corpus:ngrams(2)))
  end)

  it("are of words", function()
    local corpus <close> = filled {{"学校召开会议,学校召开会议。"}}
    assert.equal("召开 会议 2 1; 学校 召开 2 1", told(corpus:ngrams(2, {unit = "word"})))
  end)

  it("are of the documents that a filter leaves", function()
    local corpus <close> = filled {{"年会", institution = "甲医院", published = "2023-05-01"},
      {"例会", institution = "乙医院", published = "2024-05-01"}}
    assert.equal("年会 1 1", told(corpus:ngrams(2, {institution = "甲医院"})))
    assert.equal("例会 1 1", told(corpus:ngrams(2, {from = "2024"})))
  end)

  it("are of as many units as one may ask for", function()
    local corpus <close> = filled {}
    for _, n in ipairs {0, 9, 1.5} do
      assert.truthy(tostring(select(2, pcall(corpus.ngrams, corpus, n))):find("1 to 8", 1, true))
    end
    assert.truthy(select(2, pcall(corpus.ngrams, corpus, 2, {unit = "line"})):find("char or word", 1, true))
  end)
end)
