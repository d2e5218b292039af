--- Which rules a document is read by, told by what they are: the modules that reading and
-- extraction need, the tables and models, OpenCC's dictionaries, and the C below them. Knows
-- how to name them all; refuses to know what any of them does. So nobody has to remember to
-- raise a number, and rules that an analyst edits (`JIYAO_LUA`) are other rules.
-- @module jiyao.rule_version
-- @internal
local data = require "jiyao.data"
local store = require "jiyao.store"

local M = {}

-- By what a corpus compresses pages: it changes nothing that is read.
local BESIDE = {["jiyao/data/page_dictionary.bin"] = true}

local function file_of(module)
  return module:gsub("%.", "/") .. ".lua"
end

-- The files of a module and of all that it requires; those in C are in source.txt.
local function add_modules(names, module)
  local file = file_of(module)
  local id = not names[file] and data.id(file)
  if not id then return end
  names[file] = id
  for needed in data.read(file):gmatch "require%s*%(?%s*[\"'](jiyao%.[%w_.]+)[\"']" do
    add_modules(names, needed)
  end
end

--- The version of the rules by which a module reads.
-- @function of
-- @tparam string module
-- @treturn string 16 hexadecimal digits
-- @usage
-- print(#require("jiyao.rule_version").of "jiyao.document") --> 16
function M.of(module)
  local ids = {}
  add_modules(ids, module)
  for _, name in ipairs(data.names()) do
    local is_table = name:find "^jiyao/data/" or name:find "^opencc/" or name == "source.txt"
    if is_table and not BESIDE[name] then ids[name] = data.id(name) end
  end
  local names, parts = {}, {}
  for name in pairs(ids) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do parts[i] = name .. " " .. ids[name] end
  return store.content_id(table.concat(parts, "\n")):sub(1, 16)
end

return M
