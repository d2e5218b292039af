#!/bin/sh
# readme.sh BUILD: README.md shows what its commands print. After each line
# `$ COMMAND` of a block come lines of its output; a line, or the end of one, that
# is `…` stands for anything. The commands run beside the tree, where the files
# that they write go too. Ends with "readme: N passed, N failed".
build=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")/../.." || exit 1
beside=$(mktemp -d) || exit 1
trap 'rm -rf "$beside"' EXIT
trap 'exit 1' HUP INT TERM
ln -s "$PWD"/* "$beside" && cd "$beside" || exit 1
"$build/jiyao" run /dev/stdin "$build" <<'.'
local build = arg[1]
local passed, failed = 0, 0

local function output(command)
  -- `make demo` builds first; what it shows is this script's.
  command = command:gsub("^make demo$", "sh examples/demo.sh build"):gsub("%f[%w]build%f[^%w]", build)
  local pipe = assert(io.popen(command .. " 2>&1"))
  local text = pipe:read("a"):gsub(build:gsub("%p", "%%%0"), "build")
  pipe:close()
  return "\n" .. text
end

-- The lines in order, those after an ellipsis wherever they come.
local function shows(text, lines)
  local at, skip = 1, false
  for _, line in ipairs(lines) do
    local rest = line:match("^(.-)…$")
    if rest ~= "" then
      local wanted = "\n" .. (rest or line)
      if not rest then wanted = wanted .. "\n" end
      local from, to = text:find(wanted, at, true)
      if not from or (from ~= at and not skip) then return false, line end
      at = rest and text:find("\n", to + 1, true) or to
    end
    skip = rest == ""
  end
  return true
end

local function check(command, lines)
  local ok, line = shows(output(command), lines)
  if ok then passed = passed + 1 else failed = failed + 1 end
  if not ok then print(("README.md: %s does not print: %s"):format(command, line)) end
end

for block in io.open("README.md"):read("a"):gmatch("\n```\n(%$ .-)\n```") do
  local command, lines
  for line in (block .. "\n$ "):gmatch("([^\n]*)\n?") do
    local prompt = line:match("^%$ (.*)$")
    if prompt and command then check(command, lines) end
    if prompt then command, lines = prompt, {} elseif lines and line ~= "" then lines[#lines + 1] = line end
  end
end
print(("readme: %d passed, %d failed"):format(passed, failed))
os.exit(failed == 0 and passed > 0)
.
