-- Pages that are worn as real ones are: signs doubled, lost or of another width, lines run
-- together or broken, stretches twice. What the rules make of them is not judged; that they
-- give a record for each is. The pages are the composed ones under tests/labelled, worn by a
-- generator with a fixed seed.
local jiyao = require "jiyao"

local WORN, MOST_WEAR = 240, 30
local SIGNS = {"，", "。", "、", "：", "；", "（", "）", "“", "”", "！", "《", "》", "—",
  "·", "…", ",", ".", ":", "(", ")", "|", "/", "-", " ", "　", "\n", "\t", "0", "7", "一", "三",
  "年", "月", "日", "时", "会", "长", "院", "书", "记"}

-- Lines that stand around a page's text.
local FURNITURE = {"\n热点资讯\n", "\n相关阅读\n", "\n上一篇：", "\n当前位置：首页 > 新闻动态 > 正文\n", "\n·", "\n【",
  "\n1.", "\n新闻中心\n", "\n发布时间：2024-05-06 浏览次数：", "\n一、", "\n（通讯员", "\n推荐新闻\n·"}

-- A linear congruential generator (Knuth's MMIX constants), so that the pages are the same everywhere.
local function generator(seed)
  local state = seed
  return function(most)
    state = state * 6364136223846793005 + 1442695040888963407
    return (state >> 33) % most + 1
  end
end

local function characters(path)
  local file = assert(io.open(path))
  local list = {}
  for _, c in utf8.codes(file:read("a")) do list[#list + 1] = utf8.char(c) end
  file:close()
  return list
end

local WEAR = {
  function(list, i, random) list[i] = SIGNS[random(#SIGNS)] end,
  function(list, i, random) table.insert(list, i, SIGNS[random(#SIGNS)]) end,
  function(list, i) table.remove(list, i) end,
  function(list, i, random) table.insert(list, i, FURNITURE[random(#FURNITURE)]) end,
  function(list, i, random)
    for _ = 1, math.min(random(30), #list - i) do table.remove(list, i) end
  end,
  function(list, i, random, other)
    local from = random(#other)
    for k = math.min(random(60), #other - from), 0, -1 do table.insert(list, i, other[from + k]) end
  end,
}

-- Stretches of another page run into it, too.
local function worn(list, other, random)
  for _ = 1, random(MOST_WEAR) do
    if #list < 10 then break end
    WEAR[random(#WEAR)](list, random(#list), random, other)
  end
  return table.concat(list)
end

describe("a worn page", function()
  it("is given a record", function()
    local random, pages = generator(20240608), {}
    for _, entry in ipairs(jiyao.ingest.paths {"tests/labelled/dev", "tests/labelled/fresh"}) do
      if entry.path:find("%.txt$") then pages[#pages + 1] = entry.path end
    end
    assert.is_true(#pages > 100)
    for n = 1, WORN do
      local path = pages[random(#pages)]
      local text = worn(characters(path), characters(pages[random(#pages)]), random)
      local ok, result = pcall(jiyao.document.extract, jiyao.document.parse(text, "worn.txt"))
      assert(ok, ("page %d, of %s: %s\n%s"):format(n, path, tostring(result), text))
    end
  end)

  -- Each once stopped the rules.
  for name, text in pairs {
    ["whose headline breaks before what is held"] = "仪式我举行\n茶艺师仪式\n茶艺",
    ["with a bullet within a bullet"] = "联合督导”\n·徐岚获核查.\n0日上午，某科党支部药科党支部联合开展主题",
    ["whose names run into one another"] = "副院长白党委委员、书记商女委根书记商女委员",
    ["that opens with the short name of a house"] = "岭大校长何静讲话。",
    ["with an anniversary that runs into a year"] = "20243周年",
    ["with a day that has no month of its own behind a month"] = "1月茶藝講座,8日下講題為「小應」",
  } do
    it(name, function()
      assert.is_table(jiyao.document.extract(jiyao.document.parse(text, "worn.txt")).meetings)
    end)
  end
end)
