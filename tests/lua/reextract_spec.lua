-- Reading again what other rules have read, and what those rules are named by.
local corpora = require "jiyao.corpus"
local document = require "jiyao.document"
local dump = require "support.dump"
local jiyao = require "jiyao"
local rule_version = require "jiyao.rule_version"
local scratch = require "support.scratch"

local PAGE = "2024年3月1日，东湖大学召开例会。会议由校长秦越主持，副校长岳敏讲话。"

local function write(path, words)
  local file <close> = assert(io.open(path, "wb"))
  file:write(words)
end

local function paths(list)
  local names = {}
  for i, path in ipairs(list) do names[i] = path:match "[^/]*$" end
  return table.concat(names, " ")
end

describe("reading again", function()
  local folder, path, corpus

  before_each(function()
    folder, path = scratch.path(), scratch.path ".db"
    os.execute("mkdir " .. folder)
    write(folder .. "/a.txt", PAGE)
    write(folder .. "/b.txt", (jiyao.convert.script(PAGE, "s2t")))
    corpus = corpora.open(path, {create = true})
    corpus:ingest {folder}
  end)
  after_each(function() corpus:close() end)

  local function spoil()
    corpus.db:run "UPDATE document SET rules = 'old'"
    corpus.db:run "DELETE FROM person"
  end

  it("comes to what an ingestion comes to", function()
    local other <close> = corpora.open(scratch.path ".db", {create = true})
    other:ingest {folder}
    for _, one in ipairs {corpus, other} do
      for _, name in ipairs {"document", "input"} do one.db:run("UPDATE " .. name .. " SET rules = 'old'") end
      one.db:run "DELETE FROM person"
    end
    assert.equal(2, other:ingest({folder}).changed)
    local rows = dump(other)
    local sum = corpus:reextract()
    assert.equal("a.txt b.txt", paths(sum.stale))
    assert.same({2, 0, 0, 0}, {sum.changed, sum.current, #sum.left, #sum.refused})
    assert.equal(rows, dump(corpus))
    assert.same({0, 2}, {#corpus:reextract().stale, corpus:reextract().current})
    assert.equal(2, corpus:ingest({folder}).unchanged)
  end)

  it("takes only what is stale", function()
    corpus.db:run "UPDATE document SET rules = 'old' WHERE path LIKE '%a.txt'"
    corpus.db:run "DELETE FROM person"
    assert.equal(0, #corpus:people())
    assert.equal("a.txt", paths(corpus:reextract({dry_run = true}).stale))
    assert.equal(0, #corpus:people())
    assert.equal(1, corpus:reextract().changed)
    assert.equal(2, #corpus:people())
    assert.equal(2, corpus:reextract({all = true}).changed)
    assert.equal(4, #corpus:people())
  end)

  it("needs no file, and keeps that it is gone", function()
    os.remove(folder .. "/a.txt")
    assert.equal(1, #corpus:ingest({folder}).gone)
    spoil()
    -- Also where it is broken off behind that document.
    pcall(corpus.reextract, corpus, {progress = function(event)
      if event.kind == "file" then error("broken off", 0) end
    end})
    assert.equal("b.txt", paths(corpus:reextract({dry_run = true}).stale))
    assert.equal(1, corpus:documents()[1].gone)
    corpus:reextract()
    assert.equal(4, #corpus:people())
    assert.equal(1, corpus:documents()[1].gone)
    assert.equal(0, corpus:documents()[2].gone)
  end)

  it("keeps what the analyst said, and versions", function()
    local a = folder .. "/a.txt"
    corpus:tag(a, "要点")
    local at = PAGE:find("秦越", 1, true) - 1
    corpus:annotate(a, at, at + 6, "leader")
    corpus:merge("秦越@东湖大学", "岳敏@东湖大学")
    write(a, PAGE .. "散会。")
    corpus:ingest {folder}
    spoil()
    corpus:reextract()
    assert.equal(1, #corpus:documents {tag = "要点"})
    assert.equal("秦越", corpus:annotations()[1].words)
    assert.equal(1, #corpus:decisions())
    assert.equal(2, corpus:documents()[1].version)
    assert.equal(1, corpus:sql("SELECT count(*) AS n FROM past")[1].n)
  end)

  it("follows lists that were changed", function()
    local roster = scratch.path ".csv"
    write(roster, "姓名\n散会\n")
    corpus:ingest({scratch.path()}, {roster = roster})
    assert.equal(2, #corpus:reextract({dry_run = true}).stale)
    corpus:reextract()
    assert.equal(0, #corpus:reextract().stale)
  end)

  it("keeps the encoding that was given", function()
    local odd = scratch.path ".txt"
    write(odd, "\xC0\xFD\xBB\xE1") -- 例会 in GBK
    corpus:ingest({odd}, {encoding = "big5"})
    local before = corpus:sql("SELECT source FROM v_text WHERE path = ?", odd)[1].source
    corpus:reextract {all = true}
    assert.equal(before, corpus:sql("SELECT source FROM v_text WHERE path = ?", odd)[1].source)
  end)

  it("refuses what new rules cannot read, and keeps the old reading", function()
    corpus.reader = setmetatable({RULES = "new", extract = function() jiyao.fail("EINVALID", "no") end},
      {__index = document})
    local sum = corpus:reextract()
    assert.equal(2, #sum.refused)
    assert.equal(4, #corpus:people())
    assert.equal(2, #corpus:sql "SELECT * FROM refused")
  end)

  it("goes on where it was broken off", function()
    spoil()
    local n = 0
    pcall(corpus.reextract, corpus, {progress = function(event)
      if event.kind == "file" then n = n + 1 end
      if n == 1 then error("broken off", 0) end
    end})
    assert.equal("b.txt", paths(corpus:reextract().stale))
    assert.equal(4, #corpus:people())
  end)
end)

describe("the version of the rules", function()
  it("names modules that read, and no others", function()
    assert.equal(rule_version.of "jiyao.document", document.RULES)
    assert.not_equal(document.RULES, rule_version.of "jiyao.report.html")
  end)

  -- The rules of a copy of the modules in which one file has a line more.
  local function with_a_line_in(file)
    local folder = scratch.path()
    assert(os.execute(("cp -r lua %s && echo '-- a line' >> %s/jiyao/%s"):format(folder, folder, file)))
    write(folder .. "/print.lua", "print(jiyao.document.RULES)")
    local command = ("JIYAO_LUA=%s build/jiyao run %s/print.lua"):format(folder, folder)
    local pipe <close> = assert(io.popen(command))
    return pipe:read "l"
  end

  it("changes with a rule or a table, and with nothing else", function()
    local as_it_is = with_a_line_in "report/html.lua"
    assert.equal(16, #as_it_is)
    assert.equal(as_it_is, with_a_line_in "commands.lua")
    assert.not_equal(as_it_is, with_a_line_in "hosts.lua")
    assert.not_equal(as_it_is, with_a_line_in "data/titles.tsv")
  end)
end)
