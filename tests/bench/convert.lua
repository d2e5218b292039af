-- convert.lua: prints a file converted by an OpenCC configuration. Used by the benches.
local jiyao = require "jiyao"
local path, config = ...
local file <close> = assert(io.open(path, "rb"))
io.write(jiyao.convert.script(file:read("a"), config, {names = false}))
