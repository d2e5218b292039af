--- Whole files that are small enough to be held. Knows how a file that cannot be read is told.
-- Refuses to know what is in it.
-- @module jiyao.files
-- @internal
local jiyao = require "jiyao"

local files = {}

local ENOENT = 2

--- All of a file.
-- @function read
-- @tparam string path
-- @treturn string
-- @raise ENOTFOUND or EIO
-- @usage
-- print(select(2, pcall(jiyao.files.read, "no/such.csv")))
-- --> no/such.csv: cannot read: No such file or directory
function files.read(path)
  local file, why, number = io.open(path, "rb")
  local content
  if file then
    content, why = file:read "a"
    file:close()
  end
  if content then return content end
  local code = number == ENOENT and "ENOTFOUND" or "EIO"
  jiyao.fail(code, "cannot read: " .. tostring(why):gsub("^.*: ", ""), path)
end

return files
