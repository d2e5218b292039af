-- corpus_reports.lua: the reports of generated pages, without what a site puts around them. A
-- draft is a form: all its words are there but people, numbers and days; filled in it is a
-- report, and filled in twice two reports of which neither is a reprint of the other.
--
-- Returned is a function that takes random(m[, n]) and returns a table: institutions, draft(),
-- fill(draft[, other]), day_after(day, n). A report is a list of paragraphs with title, body,
-- genre, date and published ("2024-03-05"), occasion (what kind of meeting or visit it tells
-- of, or nil), host (a name, or nil), people: lists of name, title and told, the words by which
-- the report gives the title to the name, both nil where it gives none.
local W = dofile "tests/bench/corpus_words.lua"

local MONTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

local function length(y, m)
  return m == 2 and (y % 4 == 0 and y % 100 ~= 0 or y % 400 == 0) and 29 or MONTHS[m]
end

-- The n-th day after a day. By the calendar alone: os.time knows zones.
local function day_after(day, n)
  local y, m, d = day:match "^(%d+)-(%d+)-(%d+)$"
  y, m, d = tonumber(y), tonumber(m), tonumber(d) + n
  while d > length(y, m) do
    d, m = d - length(y, m), m + 1
    if m > 12 then y, m = y + 1, 1 end
  end
  return ("%04d-%02d-%02d"):format(y, m, d)
end

return function(random)
  local function pick(list) return list[random(#list)] end

  -- ---- who there is -----------------------------------------------------------------

  -- Five people a title.
  local function staff(titles)
    local by_title, seen = {}, {}
    for _, title in ipairs(titles) do
      local people = {}
      while #people < 5 do
        local name = pick(W.SURNAMES) .. pick(W.GIVEN) .. (random(4) > 1 and pick(W.GIVEN) or "")
        if not seen[name] then people[#people + 1] = name end
        seen[name] = true
      end
      by_title[title] = people
    end
    return by_title
  end

  local institutions = {}
  for i = 1, 140 do
    local place, kind = W.PLACES[(i - 1) % #W.PLACES + 1], W.BODIES[(i * 3 + i // #W.PLACES) % #W.BODIES + 1]
    local body = {name = place .. kind[1], people = staff(kind[2]), site = i % 3, offices = {}, scholars = {},
      students = {}}
    for _, title in ipairs(kind[2]) do
      local list = W.SCHOLARS[title] and body.scholars or W.STUDENTS[title] and body.students or body.offices
      list[#list + 1] = title
    end
    institutions[i] = body
  end

  -- ---- drafts -----------------------------------------------------------------------

  -- What a form keeps is put in; people, numbers and days stay open.
  local function choose(draft, template)
    local words = {body = draft.body.name, guest = draft.guest and draft.guest.name}
    return (template:gsub("{(%a+)(0?)}", function(what, own)
      if own ~= "" then
        draft[what] = draft[what] or pick(W.chosen[what])
        return draft[what]
      end
      return words[what] or W.chosen[what] and pick(W.chosen[what])
    end))
  end

  local function paragraph(draft, lead)
    local own, parts = W[draft.genre].clauses, {}
    for i = 1, random(2, 5) do
      parts[i] = choose(draft, pick(random(5) < 3 and own or W.CLAUSES))
    end
    return lead .. table.concat(parts, "，") .. "。"
  end

  -- The person whose post is the i-th is told by "title and name", if nothing else is said.
  local function post(draft, body, title, told)
    draft.posts[#draft.posts + 1] = {body = body, title = title, told = told or "{who}"}
  end

  local function sentences(draft, from, to, speaker)
    for i = 1, random(from, to) do
      local lead = speaker and (i == 1 or random(6) == 1) and choose(draft, speaker .. "{tell}，") or ""
      draft[#draft + 1] = paragraph(draft, lead)
    end
  end

  local genres = {}

  function genres.meeting(draft)
    for _ = 1, 2 do post(draft, draft.body, pick(draft.body.offices)) end
    draft[1] = choose(draft, pick(W.meeting.lead))
    draft.occasion, draft.chaired = draft.kind, true
    draft.title = choose(draft, pick(W.meeting.title))
    sentences(draft, 3, 8, "{name2}")
    if random(3) == 1 then
      post(draft, draft.body, pick(draft.body.offices))
      draft[#draft + 1] = pick(W.meeting.last)
    end
  end

  function genres.visit(draft)
    repeat draft.guest = pick(institutions) until draft.guest ~= draft.body
    post(draft, draft.guest, pick(draft.guest.offices))
    post(draft, draft.body, pick(draft.body.offices))
    draft[1] = choose(draft, pick(W.visit.lead))
    draft.occasion = draft.look
    draft.title = choose(draft, "{guest}到{body}{look0}{topic0}")
    sentences(draft, 2, 5, pick {"{name1}", "{name2}"})
    if random(3) == 1 then
      post(draft, draft.body, pick(draft.body.offices))
      draft[#draft + 1] = pick(W.visit.last)
    end
  end

  function genres.research(draft)
    post(draft, draft.body, pick(draft.body.scholars))
    draft[1] = choose(draft, pick(W.research.lead))
    draft.title = choose(draft, pick {"{body}在{topic0}研究中取得进展", "{body}团队发表{topic0}研究成果"})
    sentences(draft, 2, 5, "{name1}")
    if #draft.body.students > 0 then
      post(draft, draft.body, pick(draft.body.students))
      draft[#draft + 1] = pick(W.research.last)
    end
  end

  function genres.notice(draft)
    draft.posts[1] = {body = draft.body, title = pick(draft.body.offices)}
    draft[1] = "各部门："
    draft[2] = choose(draft, pick(W.notice.lead))
    draft.title = choose(draft, "关于开展{topic0}{call0}工作的通知")
    sentences(draft, 2, 5)
    draft[#draft + 1] = choose(draft, pick(W.notice.last))
    draft[#draft + 1] = choose(draft, "{body}{unit}")
  end

  function genres.appointment(draft)
    draft[1] = "各部门："
    draft[2] = pick(W.appointment.lead)
    for i = 1, random(3, 7) do
      local named = pick(W.appointment.named)
      post(draft, draft.body, pick(draft.body.offices), named:match "^(.-)。$":gsub("%%d", ""):gsub("职务$", ""))
      draft[#draft + 1] = named:gsub("%%d", i)
    end
    draft[#draft + 1] = pick(W.appointment.last)
    draft.title = choose(draft, pick {"关于{unit}等部门干部任免的通知", "{body}干部任免通知"})
  end

  local SHARES = {{"meeting", 50}, {"visit", 70}, {"research", 82}, {"notice", 91}, {"appointment", 100}}

  local function draft()
    local one, draw = {body = pick(institutions), posts = {}}, random(100)
    for _, share in ipairs(SHARES) do
      if draw <= share[2] then one.genre = one.genre or share[1] end
    end
    if one.genre == "research" and #one.body.scholars == 0 then one.genre = "notice" end
    genres[one.genre](one)
    return one
  end

  -- ---- filled in --------------------------------------------------------------------

  -- Someone of that post whose name is no part of another's on the page, nor is another's of it.
  local function someone(place, people, other)
    local others = other and other.people or {}
    local taken = table.move(others, 1, #others, #people + 1, {table.unpack(people)})
    for _ = 1, 100 do
      local name, free = pick(place.body.people[place.title]), true
      for _, person in ipairs(taken) do
        free = free and not person.name:find(name, 1, true) and not name:find(person.name, 1, true)
      end
      if free then return name end
    end
  end

  -- The report that a draft becomes; none of whom `other` names is in it. nil where all
  -- of a post are taken.
  local function fill(form, other)
    local y, m, d = random(2015, 2025), random(12), random(28)
    local report = {title = form.title, body = form.body, genre = form.genre, occasion = form.occasion,
      people = {}, date = ("%04d-%02d-%02d"):format(y, m, d), day = ("%d年%d月%d日"):format(y, m, d)}
    report.published = day_after(report.date, random(0, 4))
    local function filled(template, only)
      return (template:gsub("{(%a+)(%d*)}", function(what, i)
        local person = only or report.people[tonumber(i)]
        if what == "n" then return tostring(random(2, 960)) end
        if what == "m" then return tostring(random(12)) end
        return what == "date" and report.day or what == "who" and person.title .. person.name or person[what]
      end))
    end
    for i, place in ipairs(form.posts) do
      local name = someone(place, report.people, other)
      if not name then return nil end
      local person = {name = name, title = place.title}
      person.told = place.told and filled(place.told, person)
      if not place.told then person.title = nil end
      report.people[i] = person
    end
    for i, template in ipairs(form) do report[i] = filled(template) end
    report.host = form.chaired and report.people[1].name or nil
    return report
  end

  return {institutions = institutions, draft = draft, fill = fill, day_after = day_after}
end
