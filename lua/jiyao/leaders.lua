--- People as a corpus shows them: their titles over time, where they are
-- mentioned, what they did at which meeting, and with whom. One name at two
-- institutions is two people until someone says otherwise.
-- Knows how to gather. Refuses to know who anybody is.
-- @module jiyao.leaders
local edtf = require "jiyao.edtf"
local homes = require "jiyao.homes"
local timeline = require "jiyao.timeline"

local leaders = {}

local function institutions_of(corpus)
  local known = {}
  for _, d in ipairs(corpus:documents{}) do
    if d.institution then known[d.institution] = true end
  end
  return known
end

local function earlier_date(a, b)
  if a.key ~= b.key then return a.key < b.key end
  if a.path ~= b.path then return a.path < b.path end
  return a.start < b.start
end

-- When the words were said: the day that the document was published, or else
-- the day of the meeting whose account they stand in.
local function date_of(mention, meetings)
  if mention.published then return mention.published end
  for _, m in ipairs(meetings) do
    if m.date and mention.start >= m.start and mention.start < m.stop then return m.date end
  end
  return nil
end

local function group_by(key, list)
  local groups = {}
  for _, item in ipairs(list) do
    local group = groups[item[key]] or {}
    groups[item[key]] = group
    group[#group + 1] = item
  end
  return groups
end

-- The item of a list that has a key, made where there is none. The index is
-- kept apart from the list, so that lists hold nothing but their items.
local function item_of(list, index, key, make)
  if not index[key] then
    index[key] = make(key)
    list[#list + 1] = index[key]
  end
  return index[key]
end

local function new_part(institution)
  return {institution = institution ~= "" and institution or nil, titles = {}, mentions = {}, meetings = {},
    roles = {}, together = {}, told = {}, documents = 0, byline = true,
    index = {titles = {}, roles = {}, together = {}, documents = {}}}
end

local function add_titles(part, person)
  for _, title in ipairs(person.titles or {}) do
    local known = item_of(part.titles, part.index.titles, title, function()
      return {title = title, count = 0, documents = {}}
    end)
    known.count = known.count + 1
    known.documents[#known.documents + 1] = person.document_id
    local d = edtf.parse(person.published)
    if d.rank == 1 then
      if not known.first or d.first < known.first then known.first = d.first end
      if not known.last or d.first > known.last then known.last = d.first end
    end
  end
end

local function add_role(part, role, entry)
  local known = item_of(part.roles, part.index.roles, role, function()
    return {role = role, meetings = {}}
  end)
  known.meetings[#known.meetings + 1] = entry
end

local function add_company(part, name, entry)
  local seen = {[name] = true}
  for _, other in ipairs(entry.participants) do
    if not seen[other.name] then
      seen[other.name] = true
      local known = item_of(part.together, part.index.together, other.name, function()
        return {name = other.name, meetings = {}}
      end)
      known.meetings[#known.meetings + 1] = entry
    end
  end
end

local function is_host(name, meeting)
  for _, host in ipairs(timeline.hosts(meeting)) do
    if host == name then return true end
  end
  return false
end

-- What a person did at a meeting, after all that tell of it, sorted, none
-- twice; who is but named among those present has the role attendee.
local function roles_at(name, entry)
  local roles, seen = {}, {attendee = true}
  local function add(role)
    if role and not seen[role] then
      seen[role] = true
      roles[#roles + 1] = role
    end
  end
  for _, meeting in ipairs(entry.sources) do
    if is_host(name, meeting) then add("host") end
    for _, p in ipairs(meeting.participants or {}) do
      if p.name == name then add(p.role) end
    end
  end
  table.sort(roles)
  return #roles > 0 and roles or {"attendee"}
end

-- The meetings that a person attended, each once however many tell of it.
local function add_meetings(part, name)
  for i, entry in ipairs(timeline.order(part.told)) do
    local roles = roles_at(name, entry)
    part.meetings[i] = {entry = entry, roles = roles}
    for _, role in ipairs(roles) do add_role(part, role, entry) end
    add_company(part, name, entry)
  end
end

local function add_mentions(part, mentions, meetings)
  for _, m in ipairs(mentions) do
    local date = date_of(m, meetings)
    part.mentions[#part.mentions + 1] = {document_id = m.document_id, path = m.path, start = m.start,
      stop = m.stop, date = date, key = edtf.key(date)}
  end
end

local function add_document(part, person, mentions, meetings)
  part.byline = part.byline and person.byline
  add_titles(part, person)
  add_mentions(part, mentions, meetings)
  -- A document may hold one name twice, with two organisations.
  if part.index.documents[person.document_id] then return end
  part.index.documents[person.document_id] = true
  part.documents = part.documents + 1
  table.move(meetings, 1, #meetings, #part.told + 1, part.told)
end

local function more_first(a, b)
  local na, nb = #a.meetings, #b.meetings
  if na ~= nb then return na > nb end
  return (a.name or a.role) < (b.name or b.role)
end

local function seen_first(a, b)
  local fa, fb = a.first or "~", b.first or "~"
  if fa ~= fb then return fa < fb end
  if a.count ~= b.count then return a.count > b.count end
  return a.title < b.title
end

local function settle(part, name)
  add_meetings(part, name)
  part.index, part.told = nil, nil
  table.sort(part.titles, seen_first)
  table.sort(part.mentions, earlier_date)
  table.sort(part.roles, more_first)
  table.sort(part.together, more_first)
end

local function part_order(a, b)
  if #a.mentions ~= #b.mentions then return #a.mentions > #b.mentions end
  return (a.institution or "") < (b.institution or "")
end

--- All that a corpus says of a name.
-- @function profile
-- @tparam Corpus corpus
-- @tparam string name
-- @tparam[opt] table filter `institution`, `from`, `to`
-- @treturn table `name` and `parts`, one an institution, the most mentioned
-- first: `institution`, `titles` ({`title`, `count`, `first`, `last`,
-- `documents`}), `mentions` ({`document_id`, `start`, `stop`, `date`, `path`}),
-- `meetings` ({`entry`, `roles`}), `roles` ({`role`, `meetings`}), `together`
-- ({`name`, `meetings`}), meetings being entries as of `jiyao.timeline`,
-- `documents`, `byline` (whether it is never more than a byline)
-- @usage
-- local none = function() return {} end
-- local corpus = {documents = none, people = none, mentions = none, meetings = none}
-- print(#require("jiyao.leaders").profile(corpus, "林知行").parts) --> 0
function leaders.profile(corpus, name, filter)
  filter = filter or {}
  local who = {name = name, institution = filter.institution, from = filter.from, to = filter.to}
  local mentions = group_by("person_id", corpus:mentions(who))
  local meetings = group_by("document_id", corpus:meetings{person = name})
  local known, parts, index = institutions_of(corpus), {}, {}
  for _, person in ipairs(corpus:people(who)) do
    local institution = homes.of(person.org, person.institution, known)
    if not filter.institution or institution == filter.institution then
      local part = item_of(parts, index, institution, new_part)
      add_document(part, person, mentions[person.id] or {}, meetings[person.document_id] or {})
    end
  end
  for _, part in ipairs(parts) do settle(part, name) end
  table.sort(parts, part_order)
  return {name = name, parts = parts}
end

local function list_order(a, b)
  if a.mentions ~= b.mentions then return a.mentions > b.mentions end
  if a.name ~= b.name then return a.name < b.name end
  return (a.institution or "") < (b.institution or "")
end

--- The people of a corpus, the most mentioned first; who is only named in
-- bylines is left out.
-- @function list
-- @tparam Corpus corpus
-- @tparam[opt] table filter `institution`, `from`, `to`
-- @treturn {table,...} `name`, `institution`, `mentions`, `documents` (ids), `titles`
-- @usage
-- local corpus = {documents = function() return {} end, people = function()
--   return {{document_id = 1, institution = "甲医院", name = "林知行", mentions = 2, titles = {"院长"}}}
-- end}
-- print(require("jiyao.leaders").list(corpus)[1].name) --> 林知行
function leaders.list(corpus, filter)
  local known, list, index = institutions_of(corpus), {}, {}
  for _, person in ipairs(corpus:people(filter or {})) do
    if not person.byline then
      local institution = homes.of(person.org, person.institution, known)
      local leader = item_of(list, index, person.name .. "\0" .. institution, function()
        return {name = person.name, institution = institution ~= "" and institution or nil, mentions = 0,
          documents = {}, titles = {}, index = {}, in_document = {}}
      end)
      leader.mentions = leader.mentions + person.mentions
      item_of(leader.documents, leader.in_document, person.document_id, function(id) return id end)
      for _, title in ipairs(person.titles) do
        item_of(leader.titles, leader.index, title, function() return title end)
      end
    end
  end
  for _, leader in ipairs(list) do leader.index, leader.in_document = nil, nil end
  table.sort(list, list_order)
  return list
end

return leaders
