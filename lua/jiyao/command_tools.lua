--- What the subcommands share: exit codes, messages, options that are numbers or columns, a
-- corpus that must be there. Refuses to know any subcommand.
-- @module jiyao.command_tools
-- @internal
local jiyao = require "jiyao"
local columns = require "jiyao.columns"

local tools = {DONE = 0, FAILED = 1, USAGE = 2, REFUSED = 3}

local ENOENT = 2

--- Says something beside what is printed.
-- @function message
-- @param ... strings
function tools.message(...)
  io.stderr:write("jiyao: ", ...)
  io.stderr:write("\n")
end

--- Prints. What cannot be printed ends the program; the reason is told at exit.
-- @function emit
-- @param ... strings
function tools.emit(...)
  if not io.stdout:write(...) then os.exit(tools.FAILED, true) end
end

-- `text=正文,title=标题` as a table; nil and what is wrong with it.
local function columns_of(list)
  if not list then return nil end
  local known, taken = {}, {}
  for _, name in ipairs {"text", "title", "date", "id", "source", "institution", "author", "url"} do
    known[name] = true
  end
  for pair in (list .. ","):gmatch("(.-),") do
    local name, column = pair:match("^(%w+)=(.+)$")
    if not known[name] then
      return nil, ("--columns takes text=NAME,title=NAME,… (text, title, date, id, source, institution, "
        .. "author, url), not '%s'"):format(pair)
    end
    taken[name] = column
  end
  return taken
end

--- What is wrong with the options that say how inputs are read, and the columns.
-- @function reading_of
-- @tparam table opts `encoding`, `columns`
-- @treturn ?string what is wrong
-- @treturn ?table the columns
-- @usage
-- print(select(2, require("jiyao.command_tools").reading_of {columns = "text=正文"}).text) --> 正文
function tools.reading_of(opts)
  local mapped, wrong = columns_of(opts.columns)
  if opts.encoding and not jiyao.convert.encoding(opts.encoding) then
    wrong = ("--encoding knows no '%s'; it takes %s, or another label of these"):format(
      columns.printable(opts.encoding), table.concat(jiyao.convert.encodings(), ", "))
  end
  return wrong, mapped
end

--- An offset, or a number of things.
-- @function offset_of
-- @tparam string word
-- @treturn ?integer nil where the word is none
-- @usage
-- print(require("jiyao.command_tools").offset_of "12", require("jiyao.command_tools").offset_of "-1") --> 12	nil
function tools.offset_of(word)
  return word:match("^%d+$") and math.tointeger(tonumber(word))
end

--- A whole number that an option gives.
-- @function count_of
-- @tparam table opts
-- @tparam string name
-- @tparam integer least
-- @tparam integer most
-- @treturn ?integer nil where it is not given
-- @treturn ?string what is wrong
-- @usage
-- print(require("jiyao.command_tools").count_of({jobs = "2"}, "jobs", 1, 8)) --> 2
function tools.count_of(opts, name, least, most)
  local word = opts[name]
  local n = word and tools.offset_of(word)
  if not word or (n and n >= least and n <= most) then return n end
  local words = "--%s takes a number from %d to %d, not '%s'"
  return nil, words:format(name, least, most, columns.printable(word))
end

--- Opens a corpus that must be there; the failure says how to make one.
-- @function open_corpus
-- @tparam string path
-- @tparam[opt] table opts as of `jiyao.corpus.open`
-- @treturn Corpus
-- @usage
-- local ok, err = pcall(require("jiyao.command_tools").open_corpus, "no-such.db")
-- print(err.message) --> there is no corpus: make one with `jiyao ingest --db no-such.db PATH`
function tools.open_corpus(path, opts)
  local file, _, number = io.open(path, "rb")
  if file then
    file:close()
  elseif number == ENOENT then
    jiyao.fail("ENOTFOUND", "there is no corpus: make one with `jiyao ingest --db " .. path .. " PATH`", path)
  end
  return jiyao.corpus.open(path, opts)
end

return tools
