--- Reads the word model of open-gram, as sunpinyin keeps it: words, and how likely each is
-- alone, after one word and after two.
--
--   local opengram = dofile("src/text/train/opengram.lua")
--   opengram(FOLDER, visitor)
--
-- FOLDER holds `lm_sc.t3g` and `pydict_sc.bin`, both of the package sunpinyin-data of Debian.
-- The visitor's `one(w, p)`, `two(v, w, p)` and `three(u, v, w, p)` are called for what is listed, in the
-- order of the file; `p` is the share of such words, pairs and triples in all of running text.
-- What the model has no word for is passed over. Refuses to know what is counted.
--
-- pydict_sc.bin: three numbers (words, nodes, where the words begin), a trie that is not needed here,
-- the words by their number, each in UTF-32 and ended by 0. lm_sc.t3g: the order (3), whether
-- shares are logarithms (no), the number of nodes of four levels, 65536 shares, 16384 weights for backing off,
-- then the nodes, the last of each level a mark of its end. A node holds the word's number (18 bits),
-- which weight (14), which share (16) and, but for the last level, its first child (16 bits and, in the
-- last 7 of 12 bytes, what is above). All numbers are little-endian.
local SHARES <const>, WEIGHTS <const> = 65536, 16384

local function read(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read("a")
  file:close()
  return bytes
end

local function read_words(path)
  local bytes = read(path)
  local count, _, at = string.unpack("<I4I4I4", bytes)
  local words = {}
  at = at + 1
  for i = 0, count - 1 do
    local letters = {}
    while true do
      local cp
      cp, at = string.unpack("<I4", bytes, at)
      if cp == 0 then break end
      letters[#letters + 1] = utf8.char(cp)
    end
    words[i] = #letters > 0 and table.concat(letters) or nil
  end
  return words
end

local function read_model(path)
  local bytes = read(path)
  local order, logarithms, roots, ones, twos, threes, at = string.unpack("<i4i4i4i4i4i4", bytes)
  assert(order == 3 and logarithms == 0, "not the kind of model that is known here")
  local shares = {}
  for i = 0, SHARES - 1 do shares[i], at = string.unpack("<f", bytes, at) end
  at = at + 4 * WEIGHTS
  local starts = {at, at + 12 * roots, at + 12 * (roots + ones), at + 12 * (roots + ones + twos)}
  assert(#bytes == starts[4] + 8 * threes - 1, "a model that is cut")
  local function node(level, i) -- word, share, first child
    local word, share, child = string.unpack("<I4I4I4", bytes, starts[level] + 12 * i)
    return word & 0x3FFFF, shares[share & 0xFFFF], (child >> 25) << 16 | share >> 16
  end
  local function leaf(i)
    local word, share = string.unpack("<I4I4", bytes, starts[4] + 8 * i)
    return word & 0x3FFFF, shares[share & 0xFFFF]
  end
  return node, leaf, ones - 1
end

return function(folder, visitor)
  local words = read_words(folder .. "/pydict_sc.bin")
  local node, leaf, ones = read_model(folder .. "/lm_sc.t3g")
  local word1, p1, child1 = node(2, 0)
  for i = 1, ones do
    local u = words[word1]
    local past1, next_p1, next_child1 = node(2, i)
    if u then visitor.one(u, p1) end
    if child1 < next_child1 then
      local word2, p2, child2 = node(3, child1)
      for k = child1 + 1, next_child1 do
        local v = words[word2]
        local past2, next_p2, next_child2 = node(3, k)
        if u and v then visitor.two(u, v, p1 * p2) end
        for n = child2, next_child2 - 1 do
          local word3, p3 = leaf(n)
          if u and v and words[word3] then visitor.three(u, v, words[word3], p1 * p2 * p3) end
        end
        word2, p2, child2 = past2, next_p2, next_child2
      end
    end
    word1, p1, child1 = past1, next_p1, next_child1
  end
end
