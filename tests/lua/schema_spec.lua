-- The page on the tables of a corpus names all that a corpus has, and nothing else.
local store = require "jiyao.store"

local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

describe("src/store/README.md", function()
  local db, there

  before_each(function()
    db, there = store.open(":memory:", "create"), {}
    for row in db:rows [[SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')
        AND name NOT LIKE 'sqlite\_%' ESCAPE '\']] do
      there[row.name] = true
    end
  end)
  after_each(function() db:close() end)

  it("names every table and view", function()
    local page = read "src/store/README.md"
    for name in pairs(there) do assert.truthy(page:find("`" .. name .. "`", 1, true), name) end
  end)

  it("shows every table in the picture", function()
    local picture = read "src/store/schema.svg"
    for name in pairs(there) do
      local drawn = name:find "^v_" or name:find "^search_" or picture:find("%f[%w_]" .. name .. "%f[^%w_]")
      assert.truthy(drawn, name)
    end
  end)

  it("names no table that is not there", function()
    for name in read("src/store/README.md"):gmatch "\n| `([%l_]+)`" do assert.is_true(there[name], name) end
  end)
end)
