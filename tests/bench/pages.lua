-- pages.lua OUT BYTES FILE…: writes pages of at least so many bytes into the
-- folder OUT, a file each, and all of them, one after the other, into OUT.txt: as
-- UTF-8, and those in Simplified characters alone, which is what the dictionaries
-- of the peers are in. The files come round after round; after the first, the
-- people that their labels name (tests/labelled) have other given names, so that a
-- labelled page is not met twice.
local jiyao = require "jiyao"
local news = dofile("tests/generate/news.lua")
local random = news.generator(1)
local GIVEN <const> = "伟芳娜敏静丽强磊洋勇艳杰娟涛超秀霞刚桂英玉兰燕斌晓梅琳波鑫鹏飞婷雪慧莹岚博泽浩嘉诚雨桐"

local function write(path, text)
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(text))
end

-- The names of each labelled document by its id: of two or three characters.
local function labelled()
  local names = {}
  for _, set in ipairs{"dev", "fresh"} do
    for line in io.lines("tests/labelled/" .. set .. ".jsonl") do
      local label, list = jiyao.json.decode(line), {}
      for _, person in ipairs(label.people) do
        if person.name:match("^[\xE4-\xE9]") and (#person.name == 6 or #person.name == 9) then
          list[#list + 1] = person.name
        end
      end
      names[set .. "/" .. label.id] = list
    end
  end
  return names
end

local function renamed(text, names)
  for _, name in ipairs(names) do
    local other = name:sub(1, 3)
    for _ = 2, #name // 3 do
      local at = 3 * random(0, #GIVEN // 3 - 1)
      other = other .. GIVEN:sub(at + 1, at + 3)
    end
    text = text:gsub(name, other)
  end
  return text
end

local out, bytes = arg[1], tonumber(arg[2])
local names, pages, all, size = labelled(), {}, {}, 0
for i = 3, #arg do
  local doc = jiyao.document.read(arg[i])
  if doc.script == "Hans" then
    pages[#pages + 1] = {text = doc.source, names = names[arg[i]:match("labelled/(.*)%.txt$")] or {}}
  end
end
while size < bytes do
  for _, page in ipairs(pages) do
    local text = #all < #pages and page.text or renamed(page.text, page.names)
    all[#all + 1] = text
    size = size + #text
    write(("%s/%05d.txt"):format(out, #all), text)
  end
end
write(out .. ".txt", table.concat(all, "\n"))
print(("%d pages, %.1f MB of text"):format(#all, size / 1e6))
