-- Where is a person named, and in which words?
-- jiyao run examples/mentions-of.lua corpus.db 欧阳敬之
local jiyao = require "jiyao"
local corpus <close> = jiyao.corpus.open(arg[1])
local name = assert(arg[2], "whom? give a name after the corpus")

local count = 0
for _, mention in ipairs(corpus:mentions{name = name}) do
  local quote = corpus:quote(mention.document_id, mention.start, mention.stop, 60)
  print(mention.path .. ":" .. mention.start)
  print("  " .. (quote.before .. "【" .. quote.text .. "】" .. quote.after):gsub("%s+", " "))
  count = count + 1
end
print(name, count .. " mentions")
