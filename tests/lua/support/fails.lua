-- That a call fails as the library does: with this code, and words that its message holds.
local assert = require "luassert"

return function(code, words, f, ...)
  local ok, err = pcall(f, ...)
  assert.is_false(ok)
  assert.equal("table", type(err), tostring(err))
  assert.equal(code, err.code)
  assert.truthy(err.message:find(words, 1, true), err.message)
end
