-- The lists that an analyst keeps: how they are read, that a corpus keeps them, and that
-- documents are read anew by others.
local corpora = require "jiyao.corpus"
local jiyao = require "jiyao"
local lexica = require "jiyao.lexica"
local scratch = require "support.scratch"

local function write(ending, bytes)
  local path = scratch.path(ending)
  local file <close> = assert(io.open(path, "wb"))
  file:write(bytes)
  return path
end

describe("a roster", function()
  it("is read from CSV and TSV, with a first line or without, in any encoding", function()
    local wanted = {{name = "安全", titles = {"主任", "教授"}, org = "松岭医院", aliases = {"安老"}}}
    local gbk = "\xD0\xD5\xC3\xFB,\xD6\xB0\xCE\xF1,\xBB\xFA\xB9\xB9,\xB1\xF0\xC3\xFB\r\n" ..
      "\xB0\xB2\xC8\xAB,\xD6\xF7\xC8\xCE\xA1\xA2\xBD\xCC\xCA\xDA,\xCB\xC9\xC1\xEB\xD2\xBD\xD4\xBA," ..
      "\xB0\xB2\xC0\xCF\r\n"
    for _, bytes in ipairs {
      "安全,主任、教授,松岭医院,安老\n", "# 名单\n\n姓名,职务,机构,别名\n安全,主任；教授,松岭医院,安老",
      "name\ttitles\torg\taliases\n安全\t主任;教授\t松岭医院\t安老\n", "\u{FEFF}安全,\"主任、教授\",\"松岭医院\",安老\r\n",
      "机构,姓名,别名,职务\n", "安全,主任|教授,松嶺醫院,安老", gbk,
    } do
      if bytes:find("^机构") then
        assert.equal("机构", lexica.roster(bytes)[1].name) -- a first line begins with the name
      else
        assert.same(wanted, lexica.roster(bytes), bytes)
      end
    end
    assert.same({}, lexica.roster "")
    assert.equal('安"全', lexica.roster('"安""全"\n')[1].name)
  end)

  it("says which line is wrong", function()
    for bytes, words in pairs {["安全\n,主任\n"] = "line 2", ['安全\n"安'] = "line 2"} do
      local ok, err = pcall(lexica.roster, bytes, "r.csv")
      assert.is_false(ok)
      err = tostring(err)
      assert.truthy(err:find("r.csv", 1, true) and err:find(words, 1, true), err)
    end
  end)
end)

describe("a lexicon", function()
  it("has titles, bodies and their full names", function()
    assert.same({{word = "首席荐稿官", kind = "title"}, {word = "东能院", kind = "org", full = "东川能源研究院"}},
      lexica.lexicon("词,类,全称\n首席荐稿官,职务,\n东能院,机构,东川能源研究院\n"))
  end)

  it("refuses what is neither", function()
    for _, bytes in ipairs {"东能院", "东能院,house", ",org", "院长,title,大院长"} do
      assert.has_error(function() lexica.lexicon(bytes) end)
    end
  end)
end)

describe("a corpus", function()
  local PAGE = "松岭医院召开会议\n2024年3月6日,松岭医院召开安全会议。会议由安全主持,安老指出要重视。首席荐稿官吴清扬、东能院院长何青松参加。\n"
  local page, db

  before_each(function() page, db = write(".txt", PAGE), scratch.path(".db") end)

  local function ingest(opts)
    local corpus <close> = corpora.open(db, {create = true})
    local sum = corpus:ingest(page, opts)
    local by_name = {}
    for _, p in ipairs(corpus:people()) do by_name[p.name] = p end
    return sum, by_name
  end

  it("keeps its lists and reads anew what was read by others", function()
    local sum, people = ingest()
    assert.equal(1, sum.new)
    assert.is_nil(people["安全"])
    local opts = {roster = write(".csv", "安全,主任,松岭医院,安老\n"), lexicon = write(".tsv", "首席荐稿官\ttitle\n")}
    sum, people = ingest(opts)
    assert.equal(1, sum.changed)
    assert.is_true(people["安全"].mentions >= 2)
    assert.same({"首席荐稿官"}, people["吴清扬"].titles)
    assert.equal(1, ingest().unchanged)
    assert.equal(1, ingest(opts).unchanged)
    sum, people = ingest {roster = write(".csv", "")}
    assert.equal(1, sum.changed)
    assert.is_nil(people["安全"])
    assert.same({"首席荐稿官"}, people["吴清扬"].titles)
  end)

  it("has the aliases of its lexicon", function()
    ingest {lexicon = write(".csv", "东能院,org,东川能源研究院\n")}
    local corpus <close> = corpora.open(db)
    assert.equal("何青松@东川能源研究院", corpus:entity("何青松").id)
    assert.same({{name = "东川能源研究院", aliases = {{name = "东能院", reason = "lexicon"}}}}, corpus:institutions())
  end)

  it("stops at a list that cannot be read", function()
    assert.has_error(function() ingest {roster = "no/such.csv"} end)
    assert.has_error(function() ingest {lexicon = write(".csv", "东能院,house\n")} end)
  end)
end)

describe("an alias of a roster", function()
  local function mentions(text)
    local roster = {{name = "安全", titles = {"老主任"}, aliases = {"老主任"}}}
    local by_name = {}
    for _, p in ipairs(jiyao.extract.people(text, {roster = roster})) do by_name[p.name] = p.mentions end
    return by_name
  end

  it("is a mention of the person, but none where the name stands beside it", function()
    assert.same({["安全"] = 2}, mentions "会议由安全主持。老主任指出要重视。")
    assert.same({["安全"] = 1}, mentions "会议由安全主持。")
  end)
end)
