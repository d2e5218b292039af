--- Lists the pairs of words, with their counts, that Lucene's smartcn knows.
--
--   lua5.4 src/text/train/smartcn.lua FOLDER > pairs.txt
--
-- FOLDER holds `bigramdict.mem` and `coredict.mem` of lucene-analyzers-smartcn. The first has the counts
-- of word pairs by a hash of `one@other` only; so every pair of the words that the second counts is
-- tried, smartcn's own signs for numbers, letters, names and the ends of sentences among them. That takes
-- some twenty minutes. A line of the output is `one other count`, sorted by bytes. The same
-- input gives the same bytes.
local folder = arg[1]
if not folder then error("usage: smartcn.lua FOLDER") end

local PRIME <const>, START <const> = 1099511628211, 0xcbf29ce484222325 -- FNV-1a, 64 bits

local function read(name)
  local file = assert(io.open(folder .. "/" .. name, "rb"))
  local bytes = file:read("a")
  file:close()
  return bytes
end

-- ---- serialised Java arrays ---------------------------------------------------------------

local HANDLE <const>, NULL <const>, CLASS <const>, SEEN <const> = 0x7E0000, 0x70, 0x72, 0x71
local SIZES <const> = {C = ">I2", S = ">I2", I = ">i4", J = ">i8"}

-- All arrays that follow each other in a file, as Lua tables.
local function arrays(bytes)
  local at, handles, handed = 5, {}, 0
  local function take(format)
    local value
    value, at = string.unpack(format, bytes, at)
    return value
  end
  local function hand(value)
    handles[HANDLE + handed] = value
    handed = handed + 1
  end
  local function class()
    local tag = take("B")
    if tag == SEEN then return handles[take(">I4")] end
    if tag == NULL then return nil end
    assert(tag == CLASS, "not a file of arrays")
    local name = take(">s2")
    hand(name)
    at = at + 12 -- its version, flags, no fields, and the end of what belongs to it
    class()
    return name
  end
  local function array()
    local tag = take("B")
    if tag == SEEN then return handles[take(">I4")] end
    if tag == NULL then return nil end
    local format = SIZES[class():sub(2)]
    local size, list = take(">I4"), {}
    hand(list)
    for i = 1, size do
      if format then list[i] = take(format) else list[i] = array() or false end
    end
    return list
  end
  local all = {}
  while at <= #bytes do all[#all + 1] = array() end
  return all
end

local counts = {}
do
  local hashes, seen = table.unpack(arrays(read("bigramdict.mem")))
  for i, hash in ipairs(hashes) do
    if hash ~= 0 then counts[hash] = seen[i] end
  end
end

-- ---- words ----------------------------------------------------------------------------------

-- Words are listed by their first character's place in GB2312, without it.
local function first_characters(n)
  local codes = {}
  for i = 0, n - 1 do codes[#codes + 1] = string.char(i // 94 + 0xA1, i % 94 + 0xA1) .. "\n" end
  local name = os.tmpname()
  local file = assert(io.open(name, "wb"))
  file:write(table.concat(codes))
  file:close()
  local list, i = {}, 0
  local pipe = assert(io.popen("iconv -c -f GB2312 -t UTF-8 '" .. name .. "'"))
  for line in pipe:lines() do
    i = i + 1
    list[i] = line
  end
  pipe:close()
  os.remove(name)
  return list
end

local words = {}
do
  local _, _, rests, seen = table.unpack(arrays(read("coredict.mem")))
  for i, first in ipairs(first_characters(#rests)) do
    for k, rest in ipairs(rests[i] or {}) do
      if first ~= "" and seen[i][k] > 0 then
        words[#words + 1] = first .. (rest and #rest > 0 and utf8.char(table.unpack(rest)) or "")
      end
    end
  end
  table.sort(words)
end

-- ---- pairs ----------------------------------------------------------------------------------

local function extend(hash, s)
  for _, cp in utf8.codes(s) do
    hash = (hash ~ (cp & 0xFF)) * PRIME
    hash = (hash ~ (cp >> 8)) * PRIME
  end
  return hash
end

-- All words as a trie, so that common beginnings are hashed once.
local root = {}
for _, word in ipairs(words) do
  local node = root
  for _, cp in utf8.codes(word) do
    local last = node[#node]
    if not last or last.letter ~= cp then
      last = {letter = cp, low = cp & 0xFF, high = cp >> 8}
      node[#node + 1] = last
    end
    node = last
  end
  node.word = word
end

local function walk(node, one, hash)
  for i = 1, #node do
    local kid = node[i]
    local h = ((hash ~ kid.low) * PRIME ~ kid.high) * PRIME
    local n = kid.word and counts[h]
    if n then io.write(one, " ", kid.word, " ", n, "\n") end
    if kid[1] then walk(kid, one, h) end
  end
end

for _, one in ipairs(words) do walk(root, one, extend(START, one .. "@")) end
