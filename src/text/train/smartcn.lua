--- Lists the pairs of words, with their counts, that Lucene's smartcn knows.
--
--   lua5.4 src/text/train/smartcn.lua BIGRAMS WORDS > pairs.txt
--
-- BIGRAMS is `bigramdict.mem` of lucene-analyzers-smartcn, which holds the counts of word pairs
-- by a hash of `one@other` only; so all pairs of WORDS (a word a line) are tried. A line of the
-- output is `one other count`. The same input gives the same bytes.
local bigrams, words = arg[1], arg[2]
if not words then error("usage: smartcn.lua BIGRAMS WORDS") end

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

local function extend(hash, cp)
  hash = (hash ~ (cp & 0xFF)) * PRIME
  return (hash ~ (cp >> 8)) * PRIME
end

-- ---- words as a trie, so that common beginnings are hashed once -------------------------

local list, root = {}, {kids = {}}
for word in io.lines(words) do
  list[#list + 1] = word
  local node = root
  for _, cp in utf8.codes(word) do
    local next = node[cp]
    if not next then
      next = {kids = {}}
      node[cp] = next
      node.kids[#node.kids + 1] = cp
    end
    node = next
  end
  node.word = word
end
table.sort(list)

local function walk(node, hash, one)
  if node.word then
    local n = counts[hash]
    if n then io.write(one, " ", node.word, " ", n, "\n") end
  end
  for _, cp in ipairs(node.kids) do walk(node[cp], extend(hash, cp), one) end
end

for _, one in ipairs(list) do
  local hash = START
  for _, cp in utf8.codes(one) do hash = extend(hash, cp) end
  walk(root, extend(hash, 0x40), one)
end
