-- What an analyst marks: tags of documents, annotations of words, and what becomes of
-- them when documents change.
local corpora = require "jiyao.corpus"
local fails = require "support.fails"
local scratch = require "support.scratch"

describe("marks", function()
  local corpus

  local function put(path, source, institution)
    corpus:store({institution = institution, people = {{name = "林知行", spans = {{0, 3}}}},
      meetings = {{kind = "例会", start = 0, ["end"] = 3, confidence = 1}},
      articles = {{start = 0, ["end"] = 3}}},
      {path = path, bytes = source, source = source, reading = source, encoding = "UTF-8", script = "Hans",
        kind = "text", rules = "1"})
  end

  before_each(function()
    corpus = corpora.open(scratch.path(".db"), {create = true})
    put("a.txt", "院长林知行讲话。", "松岭医院")
    put("b.txt", "校长沈若谷讲话。", "江榆大学")
  end)
  after_each(function() corpus:close() end)

  describe("of documents", function()
    it("filter every list", function()
      assert.is_true(corpus:tag("a.txt", "重要"))
      assert.is_false(corpus:tag("a.txt", "重要"))
      corpus:tag("a.txt", "已读")
      for _, what in ipairs {"documents", "articles", "meetings", "people", "mentions", "entities"} do
        assert.equal(1, #corpus[what](corpus, {tag = "重要"}), what)
        assert.equal(0, #corpus[what](corpus, {tag = "无此"}), what)
      end
      assert.equal("a.txt", corpus:documents({tag = "重要"})[1].path)
      assert.equal(0, #corpus:meetings {tag = "重要", institution = "江榆大学"})
      assert.same({{path = "a.txt", tag = "已读"}, {path = "a.txt", tag = "重要"}}, corpus:tags())
      assert.equal(0, #corpus:tags "b.txt")
    end)

    it("outlive a new reading, and are taken off", function()
      corpus:tag("a.txt", "重要")
      put("a.txt", "院长林知行讲话,沈若谷主持。", "松岭医院")
      assert.equal(1, #corpus:documents {tag = "重要"})
      assert.is_true(corpus:untag("a.txt", "重要"))
      assert.is_false(corpus:untag("a.txt", "重要"))
      assert.equal(0, #corpus:documents {tag = "重要"})
    end)

    it("need a document and a word", function()
      assert.has_error(function() corpus:tag("c.txt", "重要") end)
      assert.has_error(function() corpus:tag("a.txt", " ") end)
      assert.has_error(function() corpus:tag("a.txt") end)
    end)
  end)

  describe("of words", function()
    local function only()
      local list = corpus:annotations()
      assert.equal(1, #list)
      return list[1]
    end

    before_each(function() corpus:annotate("a.txt", 6, 15, "人物", "哪一位") end)

    it("tell the words and where they stand", function()
      local a = only()
      assert.same({"a.txt", 6, 15, "人物", "哪一位", "林知行", false},
        {a.path, a.start, a.stop, a.label, a.note, a.words, a.adrift})
      assert.equal("林知行", corpus:quote(a.document_id, a.start, a.stop).text)
      assert.equal(1, #corpus:annotations {label = "人物", path = "a.txt", institution = "松岭医院",
        adrift = false})
      assert.equal(0, #corpus:annotations {label = "会议"})
      assert.equal(0, #corpus:annotations {tag = "重要"})
    end)

    it("go with their words", function()
      put("a.txt", "3月6日,院长林知行讲话。", "松岭医院")
      assert.same({15, 24, false}, {only().start, only().stop, only().adrift})
      put("a.txt", "院长林知行讲话。", "松岭医院")
      assert.equal(6, only().start)
    end)

    it("are told apart by what stands around words that stand twice", function()
      put("a.txt", "林知行到会。院长林知行讲话。林知行总结。", "松岭医院")
      assert.equal(24, only().start)
      assert.is_false(only().adrift)
    end)

    it("are adrift where that does not tell, and come back with the words", function()
      put("a.txt", "林知行到会,林知行总结。", "松岭医院")
      assert.same({6, 15, true, "林知行"}, {only().start, only().stop, only().adrift, only().words})
      put("a.txt", "院长到会。", "松岭医院")
      assert.is_true(only().adrift)
      assert.equal(1, #corpus:annotations {adrift = true})
      put("a.txt", "会上,院长林知行讲话。", "松岭医院")
      assert.same({13, false}, {only().start, only().adrift})
    end)

    it("outlive a document that is taken out", function()
      corpus:forget "a.txt"
      assert.same({true}, {only().adrift})
      assert.is_nil(only().document_id)
      put("a.txt", "院长林知行讲话。", "松岭医院")
      assert.is_false(only().adrift)
      assert.same({}, corpus:check())
      assert.is_true(corpus:unannotate(only().id))
      assert.is_false(corpus:unannotate(1))
    end)

    it("need words", function()
      for _, span in ipairs {{6, 6}, {6, 1000}, {-1, 3}, {7, 15}, {6, 14}, {6.5, 9}} do
        assert.has_error(function() corpus:annotate("a.txt", span[1], span[2], "人物") end)
      end
      local where = "in a.txt: byte %d is inside a character, whose nearest border is byte %d"
      for _, at in ipairs {{7, 6}, {8, 9}} do
        fails("EINVALID", where:format(at[1], at[2]), corpus.annotate, corpus, "a.txt", at[1], 15, "人物")
        fails("EINVALID", where:format(at[1], at[2]), corpus.annotate, corpus, "a.txt", 0, at[1], "人物")
      end
      assert.has_error(function() corpus:annotate("c.txt", 0, 3, "人物") end)
      assert.has_error(function() corpus:annotate("a.txt", 0, 3) end)
      assert.has_error(function() corpus:annotations {host = "林知行"} end)
    end)
  end)
end)
