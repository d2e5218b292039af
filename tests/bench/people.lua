-- How long it takes to tell who is who: generated rows, no text. Prints seconds.
--   build/jiyao run tests/bench/people.lua [DOCUMENTS [FILE]]
-- Each institution has a staff; a document of it names five of them, now and then a guest of another
-- institution (with its name, or without), and somebody by surname and title.
local documents, path = tonumber(arg[1] or 100000), arg[2] or ":memory:"
local INSTITUTIONS, STAFF, NAMED = 300, 300, 5

local state = 20240306
local function chance(n) -- the same on every machine
  state = (state * 1103515245 + 12345) & 0x7fffffff
  return (state >> 8) % n + 1
end

local SURNAMES = {}
for c in ("林周沈何吴陈刘张王李赵孙钱郑冯褚卫蒋韩杨朱秦许吕施孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛范彭郎鲁韦昌马苗凤花方俞任袁柳"):gmatch(utf8.charpattern) do
  SURNAMES[#SURNAMES + 1] = c
end
local GIVEN = {}
for c in ("远明若溪知行青松子衿清扬望舒晓岚静思海宁文博雨桐立群建华国平志强丽娟秀英春梅冬雪夏荷秋实天佑"):gmatch(utf8.charpattern) do
  GIVEN[#GIVEN + 1] = c
end
local PLACES = {"东", "西", "南", "北", "云", "青", "松", "江", "海", "山", "石", "金", "玉", "白", "长"}
local KINDS = {"大学", "医院", "研究院", "工程学院"}
local TITLES = {"院长", "党委书记", "副院长", "主任", "副主任", "处长", "科长", "教授", "主治医师", "护士长"}

local function name_of()
  local name = SURNAMES[chance(#SURNAMES)] .. GIVEN[chance(#GIVEN)]
  return chance(5) > 1 and name .. GIVEN[chance(#GIVEN)] or name
end

local houses = {}
for i = 1, INSTITUTIONS do
  local name = PLACES[(i - 1) % 15 + 1] .. PLACES[((i - 1) // 15) % 15 + 1] .. (i > 225 and "新" or "")
  local house = {name = name .. KINDS[i % 4 + 1], staff = {}}
  for k = 1, STAFF do house.staff[k] = {name = name_of(), title = TITLES[chance(#TITLES)]} end
  houses[i] = house
end

local corpus <close> = jiyao.corpus.open(path, {create = true})
local db = corpus.db
local add_document = db:prepare [[INSERT INTO document (path, content_id, encoding, script, kind, chars, published,
  institution, rules, lost) VALUES (?, '', 'UTF-8', 'Hans', 'text', 0, ?, ?, '0', 0)]]
local add_person = db:prepare [[INSERT INTO person (document_id, seq, name, org, byline, mentions)
  VALUES (?, ?, ?, ?, 0, 1)]]
local add_title = db:prepare "INSERT INTO person_title (person_id, seq, title) VALUES (?, 1, ?)"

local people = 0
local function add(document, seq, name, org, title)
  local _, id = add_person:run(document, seq, name, org)
  add_title:run(id, title)
  people = people + 1
end

local began = os.clock()
db:transaction(function()
  for i = 1, documents do
    local house, guests = houses[chance(INSTITUTIONS)], houses[chance(INSTITUTIONS)]
    local date = ("%04d-%02d-%02d"):format(2010 + chance(14), chance(12), chance(28))
    local _, id = add_document:run(("%06d.txt"):format(i), date, house.name)
    local first = chance(STAFF) -- who works together is named together
    for k = 1, NAMED - 1 do
      local person = house.staff[(first + chance(8) * k) % STAFF + 1]
      add(id, k, person.name, chance(3) == 1 and house.name or nil, person.title)
    end
    local guest = guests.staff[chance(STAFF)]
    if chance(10) == 1 then
      add(id, NAMED, guest.name, guests.name, guest.title)
    elseif chance(10) == 1 then
      add(id, NAMED, guest.name:match(utf8.charpattern), nil, guest.title)
    else
      local other = house.staff[(first + 50) % STAFF + 1]
      add(id, NAMED, other.name, chance(30) == 1 and guests.name .. "；" .. house.name or "教务处", other.title)
    end
  end
end)
io.stderr:write(("%d documents, %d people stored in %.1f s\n"):format(documents, people, os.clock() - began))

began = os.clock()
require "jiyao.resolving".ensure(corpus)
local seconds = os.clock() - began
local row = db:one [[SELECT (SELECT count(*) FROM entity) AS entities,
  (SELECT count(*) FROM entity_part) AS parts]]
print(("resolved in %.2f s: %d parts, %d people"):format(seconds, row.parts, row.entities))
for reason in db:rows "SELECT reason, count(*) AS n FROM entity_link GROUP BY reason" do
  print(("  %d links by %s"):format(reason.n, reason.reason))
end
began = os.clock()
local one = corpus:entity(corpus:entities {institution = houses[1].name}[1].id)
print(("an institution's people and one of them in %.2f s (%s)"):format(os.clock() - began, one.id))
began = os.clock()
print(("all %d people in %.2f s"):format(#corpus:entities(), os.clock() - began))
