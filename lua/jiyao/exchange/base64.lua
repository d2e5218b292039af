--- Bytes as text (RFC 4648, base64).
-- @module jiyao.exchange.base64
-- @internal
local jiyao = require "jiyao"

local base64 = {}

local ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

-- Two letters for each 12 bits, so that three bytes are two steps.
local PAIRS, VALUES = {}, {}
for i = 0, 4095 do
  local a, b = i >> 6, i & 63
  PAIRS[i] = ALPHABET:sub(a + 1, a + 1) .. ALPHABET:sub(b + 1, b + 1)
  VALUES[PAIRS[i]] = i
end

local BLOCK = 3 * 1024 -- so that a list of pieces stays short

local function encode_block(s)
  local out = {}
  for i = 1, #s - #s % 3, 3 do
    local a, b, c = s:byte(i, i + 2)
    out[#out + 1] = PAIRS[a << 4 | b >> 4]
    out[#out + 1] = PAIRS[(b & 15) << 8 | c]
  end
  local rest = #s % 3
  if rest == 1 then
    out[#out + 1] = PAIRS[s:byte(#s) << 4] .. "=="
  elseif rest == 2 then
    local a, b = s:byte(#s - 1, #s)
    out[#out + 1] = PAIRS[a << 4 | b >> 4] .. PAIRS[(b & 15) << 8]:sub(1, 1) .. "="
  end
  return table.concat(out)
end

--- Writes bytes as base64.
-- @function encode
-- @tparam string s
-- @treturn string
-- @usage
-- local base64 = require "jiyao.exchange.base64"
-- print(base64.encode "院长", base64.encode "a", base64.encode "") --> 6Zmi6ZW/	YQ==
function base64.encode(s)
  local blocks = {}
  for i = 1, #s, BLOCK do blocks[#blocks + 1] = encode_block(s:sub(i, i + BLOCK - 1)) end
  return table.concat(blocks)
end

local function invalid()
  jiyao.fail("EINVALID", "is no base64")
end

local function decode_block(s)
  local out = {}
  for i = 1, #s, 4 do
    local a, b = VALUES[s:sub(i, i + 1)], VALUES[s:sub(i + 2, i + 3)]
    if not a or not b then invalid() end
    out[#out + 1] = string.char(a >> 4, (a & 15) << 4 | b >> 8, b & 255)
  end
  return table.concat(out)
end

--- Reads base64; raises where it is none.
-- @function decode
-- @tparam string s
-- @treturn string
-- @usage
-- local base64 = require "jiyao.exchange.base64"
-- print(base64.decode "6Zmi6ZW/", base64.decode "YQ==") --> 院长	a
function base64.decode(s)
  if #s % 4 ~= 0 then invalid() end
  local pad = s:sub(-2) == "==" and 2 or s:sub(-1) == "=" and 1 or 0
  local whole = s:sub(1, #s - pad) .. ("A"):rep(pad)
  local blocks, size = {}, BLOCK // 3 * 4
  for i = 1, #whole, size do blocks[#blocks + 1] = decode_block(whole:sub(i, i + size - 1)) end
  local bytes = table.concat(blocks)
  return bytes:sub(1, #bytes - pad)
end

return base64
