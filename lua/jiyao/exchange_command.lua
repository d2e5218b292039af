--- `jiyao export` and `jiyao import`. Knows where what is written goes, and what is said of it;
-- refuses to know formats.
-- @module jiyao.exchange_command
-- @internal
local columns = require "jiyao.columns"
local tables = require "jiyao.exchange.tables"

local M = {}

local FILTERS = {"institution", "person", "kind", "tag", "from", "to", "once"}

-- Which formats an option is for.
local OF = {table = {csv = true, xlsx = true}, bom = {csv = true}}

--- Writes a corpus in another form.
-- @function export
-- @tparam table opts `format`, `out`, `table`, `bom`, and the filters
-- @tparam Corpus corpus
-- @tparam function emit writes to stdout
-- @treturn ?string what is to be said of it; nil where the usage is wrong
-- @treturn ?string what is wrong
function M.export(opts, corpus, emit)
  local out = opts.out ~= "-" and opts.out or nil
  if opts.table and not tables.columns(opts.table) then
    return nil, ("--table takes %s, not '%s'"):format(table.concat(tables.NAMES, ", "),
      columns.printable(opts.table))
  end
  if opts.format == "csv" and not opts.table and not out then
    return nil, "csv takes --table NAME, or --out FOLDER for a file each table"
  end
  if opts.format == "xlsx" and not out then return nil, "xlsx takes --out FILE" end
  for _, name in ipairs {"table", "bom"} do
    if opts[name] and not OF[name][opts.format] then
      return nil, ("--%s is of no use to --format %s"):format(name, opts.format)
    end
  end
  local asked = {format = opts.format, out = out or emit, table = opts.table, bom = opts.bom}
  for _, key in ipairs(FILTERS) do asked[key] = opts[key] end
  local n, what = corpus:export(asked)
  return ("%d %s%s in %s"):format(n, what, n == 1 and "" or "s", columns.printable(out or "standard output"))
end

--- Says what an import came to.
-- @function summary
-- @tparam table sum
-- @tparam string db
-- @treturn string
-- @usage
-- print(require("jiyao.exchange_command").summary({new = 2, changed = 0, unchanged = 1, refused = {}}, "a.db"))
-- --> 2 new, 0 changed, 1 unchanged, 0 refused in a.db
function M.summary(sum, db)
  return ("%d new, %d changed, %d unchanged, %d refused in %s"):format(sum.new, sum.changed, sum.unchanged,
    #sum.refused, columns.printable(db))
end

return M
