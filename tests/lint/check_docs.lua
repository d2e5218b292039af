-- check_docs.lua ROOT EXAMPLES.c: prints a line "PASS what" or "FAIL what: why"
-- for each public name and each example of the Lua side, and writes the examples
-- of the public headers into one C file that prints the same when it is run.
local root, c_path = arg[1], arg[2]
local jiyao = require "jiyao"
local blocks_of = jiyao.help.blocks

local function pass(what) print("PASS " .. what) end

local function fail(what, why)
  print("FAIL " .. what .. ": " .. why)
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local content = file:read("a")
  file:close()
  return content
end

local function files(pattern)
  local pipe = assert(io.popen("cd '" .. root .. "' && ls " .. pattern .. " 2>/dev/null"))
  local list = {}
  for path in pipe:lines() do list[#list + 1] = path end
  pipe:close()
  return list
end

-- ---- examples in Lua --------------------------------------------------------

-- What should be printed: a list of {line, text}. Lines that hold nothing but
-- `--> text` go on with the output of the line before.
local function expectations(code)
  local list, number = {}, 0
  for line in (code .. "\n"):gmatch("(.-)\n") do
    number = number + 1
    local before, text = line:match("^(.-)%-%->%s?(.*)$")
    local last = list[#list]
    if before and not before:find("%S") and last and last.line == number - 1 then
      last.line, last.text = number, last.text .. "\n" .. text
    elseif before then
      list[#list + 1] = {code_line = number, line = number, text = text}
    end
  end
  return list
end

-- Runs code; gives what was printed as a list of {line, text}, or nil, error.
local function run(code)
  local printed = {}
  local env = setmetatable({jiyao = jiyao}, {__index = _G})
  function env.print(...)
    local words = table.pack(...)
    for i = 1, words.n do words[i] = tostring(words[i]) end
    printed[#printed + 1] = {line = debug.getinfo(2, "l").currentline, text = table.concat(words, "\t")}
  end
  local chunk, why = load(code, "=example", "t", env)
  if not chunk then return nil, why end
  local ok, err = pcall(chunk)
  collectgarbage()
  if not ok then return nil, tostring(err) end
  return printed
end

-- The output that belongs to an expectation: printed by its own line, or by the
-- lines since the one before it where the statement takes several.
local function output(printed, from, expected)
  local own, range = {}, {}
  for _, p in ipairs(printed) do
    if p.line == expected.code_line then own[#own + 1] = p.text end
    if p.line > from and p.line <= expected.line then range[#range + 1] = p.text end
  end
  return table.concat(#own > 0 and own or range, "\n")
end

local function check_example(what, code)
  local printed, why = run(code)
  if not printed then return fail(what, why) end
  local from = 0
  for _, expected in ipairs(expectations(code)) do
    local got = output(printed, from, expected)
    if got ~= expected.text then
      return fail(what, string.format("prints %q, not %q", got, expected.text))
    end
    from = expected.line
  end
  pass(what)
end

-- ---- names ------------------------------------------------------------------

local function documented(blocks)
  local names = {}
  for _, block in ipairs(blocks) do
    local name = block["function"]
    if name then
      names[name] = block
      names[name:match("([%w_]+)$")] = block
    end
  end
  return names
end

local function is_internal(blocks)
  for _, block in ipairs(blocks) do
    if block.internal then return true end
  end
  return false
end

local function check_name(path, name, blocks, names)
  local block = names[name]
  local what = path .. ": " .. name
  if not block then return fail(what, "has no documentation block") end
  if not table.concat(block.summary):find("%S") then return fail(what, "has no summary") end
  if #block.usage == 0 and not is_internal(blocks) then return fail(what, "has no @usage") end
  pass(what)
end

local function check_usages(path, blocks)
  for _, block in ipairs(blocks) do
    if #block.usage > 0 then
      check_example(path .. ": " .. (block["function"] or "module"), table.concat(block.usage, "\n"))
    end
  end
end

local function check_face(path)
  local source = read(root .. "/" .. path)
  local blocks = blocks_of(source, "c")
  local names = documented(blocks)
  for list in source:gmatch("luaL_Reg%s+[%w_]+%[%]%s*=%s*(%b{})") do
    for name in list:gmatch('{%s*"([^"]+)"') do
      if not name:find("^__") then check_name(path, name, blocks, names) end
    end
  end
  check_usages(path, blocks)
end

-- The functions of a module, and the methods that its source defines for objects
-- that have a name to show: `function Report:table(t)` where there is `Report.__name`.
local function public_names(source, loaded)
  local keys = {}
  for key, value in next, type(loaded) == "table" and loaded or {} do
    local public = type(key) == "string" and not key:find("^_")
    if public and type(value) == "function" then keys[#keys + 1] = key end
  end
  for class, name in source:gmatch("\nfunction (%u%w*):(%l[%w_]*)") do
    if source:find("\n" .. class .. ".__name =", 1, true) then keys[#keys + 1] = name end
  end
  table.sort(keys)
  return keys
end

local function check_module(path)
  local source = read(root .. "/" .. path)
  local blocks = blocks_of(source, "lua")
  local names = documented(blocks)
  local module = path:match("^lua/(.*)%.lua$"):gsub("/", ".")
  local loaded = module == "jiyao.init" and jiyao or require(module)
  for _, key in ipairs(public_names(source, loaded)) do check_name(path, key, blocks, names) end
  check_usages(path, blocks)
end

local function check_readme()
  local number = 0
  local file = io.open(root .. "/README.md", "rb")
  if not file then return end
  for code in file:read("a"):gmatch("\n```lua\n(.-)\n```") do
    number = number + 1
    check_example("README.md: example " .. number, code)
  end
  file:close()
end

-- ---- examples in C ----------------------------------------------------------

local function line_of(source, at)
  return select(2, source:sub(1, at):gsub("\n", "\n"))
end

-- The documentation comment that ends right before `at`.
local function comment_before(source, at)
  local start, stop
  local from = 1
  while true do
    local s, e = source:find("/%*%*.-%*/", from)
    if not s or e >= at then break end
    start, stop, from = s, e, e + 1
  end
  if not start or source:sub(stop + 1, at - 1):find("%S") then return nil end
  return source:sub(start, stop), start
end

local function check_header(path, out)
  local source = read(root .. "/" .. path)
  for at, name in source:gmatch("\n()JY_API[%s%w_%*]-([%w_]+)%(") do
    local comment, start = comment_before(source, at)
    local code_at, code = (comment or ""):match("@code%s*\n()(.-)[ \t]*%*[ \t]*@endcode")
    if not code then
      fail(path .. ": " .. name, "has no @code example")
    else
      local line = line_of(source, start + code_at - 2) + 1
      out[#out + 1] = {name = name, path = path, line = line,
        code = ("\n" .. code):gsub("\n[ \t]*%*", "\n"):sub(2)}
    end
  end
end

local function write_c(headers, examples)
  local file = assert(io.open(c_path, "w"))
  for _, name in ipairs {"assert", "stdio", "stdlib", "string"} do file:write("#include <", name, ".h>\n") end
  for _, path in ipairs(headers) do file:write('#include "', path:gsub("^include/", ""), '"\n') end
  for _, e in ipairs(examples) do
    file:write("static void example_", e.name, "(void) {\n")
    file:write(string.format('#line %d "%s"\n%s}\n', e.line, e.path, e.code))
  end
  file:write("int main(void) {\n")
  for _, e in ipairs(examples) do
    file:write("  example_", e.name, "();\n")
    file:write('  puts("PASS ', e.path, ": ", e.name, '");\n  fflush(stdout);\n')
  end
  file:write("  return 0;\n}\n")
  assert(file:close())
end

-- ---- all of it ----------------------------------------------------------------

for _, path in ipairs(files("src/bind/bind_*.c")) do check_face(path) end
for _, path in ipairs(files("lua/jiyao/*.lua lua/jiyao/report/*.lua")) do check_module(path) end
check_readme()
local headers, examples = files("include/jiyao/*.h"), {}
for _, path in ipairs(headers) do check_header(path, examples) end
write_c(headers, examples)
if jiyao.handles() ~= 0 then fail("examples", jiyao.handles() .. " handles were left open") end
