-- Names for what a test writes: in one folder, under TMPDIR, which helper.lua
-- removes when the last spec is done.
local SCRATCH = {}

local folder
local named = 0

-- A path at which nothing lies yet.
function SCRATCH.path(ending)
  if not folder then
    local pipe <close> = assert(io.popen "mktemp -d")
    folder = assert(pipe:read "l", "mktemp made no folder")
  end
  named = named + 1
  return ("%s/%d%s"):format(folder, named, ending or "")
end

function SCRATCH.remove()
  if folder then assert(os.execute("rm -rf '" .. folder .. "'")) end
  folder = nil
end

return SCRATCH
