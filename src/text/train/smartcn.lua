--- Lists the pairs of words, with their counts, that Lucene's smartcn knows.
--
--   lua5.4 src/text/train/smartcn.lua BIGRAMS OPENGRAM > pairs.txt
--
-- BIGRAMS is `bigramdict.mem` of lucene-analyzers-smartcn, which holds the counts of word pairs
-- by a hash of `one@other` only; so pairs have to be tried: all of the words that are likeliest in
-- open-gram (OPENGRAM: the folder that opengram.lua reads), those that open-gram lists as pairs,
-- and each word beside smartcn's own signs for numbers, letters and the ends of sentences. A line
-- of the output is `one other count`. The same input gives the same bytes.
local bigrams, folder = arg[1], arg[2]
if not folder then error("usage: smartcn.lua BIGRAMS OPENGRAM") end

local LIKELIEST <const> = 9000
local KINDS <const> = {"未##数", "未##时", "未##串", "始##始", "末##末"}
local PRIME <const>, START <const> = 1099511628211, 0xcbf29ce484222325 -- FNV-1a, 64 bits

-- ---- the table: two serialised Java arrays, of hashes and of counts ---------------------

local counts = {}
do
  local file = assert(io.open(bigrams, "rb"))
  local bytes = file:read("a")
  file:close()
  local longs = assert(bytes:find("[J", 1, true))
  local size, at = string.unpack(">I4", bytes, bytes:find("xp", longs, true) + 2)
  local ints = assert(bytes:find("[I", at + 8 * size, true))
  local count_at = bytes:find("xp", ints, true) + 6
  for i = 0, size - 1 do
    local hash = string.unpack(">i8", bytes, at + 8 * i)
    if hash ~= 0 then counts[hash] = string.unpack(">i4", bytes, count_at + 4 * i) end
  end
end

local function extend(hash, s)
  for _, cp in utf8.codes(s) do
    hash = (hash ~ (cp & 0xFF)) * PRIME
    hash = (hash ~ (cp >> 8)) * PRIME
  end
  return hash
end

-- ---- words and pairs to try -------------------------------------------------------------

local words, share, listed = {}, {}, {}
dofile("src/text/train/opengram.lua")(folder, {
  one = function(w, p)
    words[#words + 1] = w
    share[w] = p
  end,
  two = function(v, w)
    listed[v] = listed[v] or {}
    table.insert(listed[v], w)
  end,
  three = function() end,
})
table.sort(words, function(x, y)
  if share[x] ~= share[y] then return share[x] > share[y] end
  return x < y
end)

-- The likeliest words as a trie, so that common beginnings are hashed once.
local root, likely = {kids = {}}, {}
for i = 1, math.min(LIKELIEST, #words) do
  local node = root
  for _, cp in utf8.codes(words[i]) do
    local next = node[cp]
    if not next then
      next = {kids = {}, letter = utf8.char(cp)}
      node[cp] = next
      node.kids[#node.kids + 1] = next
    end
    node = next
  end
  node.word = words[i]
  likely[words[i]] = true
end

local tried -- second words of the first one at hand

local function try(one, other, hash)
  if tried[other] then return end
  tried[other] = true
  local n = counts[hash]
  if n then io.write(one, " ", other, " ", n, "\n") end
end

local function walk(node, one, hash)
  if node.word then try(one, node.word, hash) end
  for _, kid in ipairs(node.kids) do walk(kid, one, extend(hash, kid.letter)) end
end

local function try_all(one)
  local hash = extend(START, one .. "@")
  tried = {}
  if likely[one] then walk(root, one, hash) end
  for _, other in ipairs(listed[one] or {}) do try(one, other, extend(hash, other)) end
  for _, kind in ipairs(KINDS) do try(one, kind, extend(hash, kind)) end
end

for _, one in ipairs(words) do try_all(one) end
for _, kind in ipairs(KINDS) do
  local hash = extend(START, kind .. "@")
  tried = {}
  for _, other in ipairs(words) do try(kind, other, extend(hash, other)) end
  for _, other in ipairs(KINDS) do try(kind, other, extend(hash, other)) end
end
