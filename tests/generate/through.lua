-- through(text, command): what a program that reads standard input makes of a text.
-- A file stands between, since a pipe of Lua goes one way only.
return function(text, command)
  local pipe <close> = assert(io.popen "mktemp")
  local path = assert(pipe:read "l", "mktemp made no file")
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  local run = assert(io.popen(command .. " < '" .. path .. "'"))
  local out = run:read "a"
  local ok = run:close()
  os.remove(path)
  return out, ok
end
