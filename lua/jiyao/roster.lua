--- What an analyst adds to the finders: names, titles and bodies of his own.
-- Knows that a term that is added is always found, and that a listed name is never
-- split. Refuses to know what the finders know by themselves.
-- @module jiyao.roster
-- @internal
local data = require "jiyao.data"
local extract = require "jiyao.extract"
local lexicon = require "jiyao.lexicon"
local options = require "jiyao.options"

local M = {}

-- What was made of settings is kept as long as they are.
local made = setmetatable({}, {__mode = "k"})

local function check_list(settings, key)
  local list = settings[key]
  if list == nil then return end
  if type(list) ~= "table" then error(("'%s' should be a list of strings"):format(key), 0) end
  for _, term in ipairs(list) do
    local name = key == "roster" and type(term) == "table" and term.name or term
    if type(name) ~= "string" or name == "" then
      error(("'%s' should be a list of strings"):format(key), 0)
    end
  end
end

local function names_of(list)
  local names, seen = {}, {}
  local function add(name, entry)
    if not seen[name] then seen[name], names[#names + 1] = entry, name end
  end
  for _, entry in ipairs(list or {}) do add(type(entry) == "table" and entry.name or entry, entry) end
  for _, entry in ipairs(list or {}) do
    for _, alias in ipairs(type(entry) == "table" and entry.aliases or {}) do
      add(alias, {name = entry.name, titles = entry.titles, org = entry.org, alias = true})
    end
  end
  return names, seen
end

local function with_titles(titles)
  local rows = {data.read("titles")}
  for _, title in ipairs(titles) do rows[#rows + 1] = title .. "\tstrong\t-" end
  return extract.new {titles = table.concat(rows, "\n") .. "\n"}
end

local SETTINGS = {"roster", "titles", "orgs", "hooks", "explain", "min_confidence"}

local function make(settings)
  for _, key in ipairs {"roster", "titles", "orgs"} do check_list(settings, key) end
  local names, entries = names_of(settings.roster)
  local orgs = names_of(settings.orgs)
  return {
    extractor = settings.titles and #settings.titles > 0 and with_titles(settings.titles) or nil,
    names = #names > 0 and lexicon.new(names) or nil, entries = entries,
    orgs = #orgs > 0 and lexicon.new(orgs) or nil,
  }
end

--- What settings add, checked and made ready; the same for the same table.
-- @function of
-- @tparam[opt] table settings `roster` (names, or {name, titles, org, aliases}), `titles`, `orgs`
-- @treturn table
-- @usage
-- local settings = {orgs = {"东海中烟"}}
-- local roster = require "jiyao.roster"
-- print(roster.of(settings) == roster.of(settings)) --> true
function M.of(settings)
  if settings == nil then settings = M
  elseif not made[settings] then options.check(settings, SETTINGS, 0)
  end
  made[settings] = made[settings] or make(settings == M and {} or settings)
  return made[settings]
end

local function overlap(a, b)
  return a.start < b.stop and b.start < a.stop
end

-- Mentions by place, with their people.
local function all_mentions(people)
  local list = {}
  for _, p in ipairs(people) do
    for _, m in ipairs(p.mentions) do
      list[#list + 1] = {start = m.name_start, stop = m.name_stop, m = m, p = p}
    end
  end
  table.sort(list, function(a, b) return a.start < b.start end)
  return list
end

local function person_of(by_name, people, added, name)
  local entry = added.entries[name]
  entry = type(entry) == "table" and entry or {}
  name = entry.name or name
  if by_name[name] then return by_name[name] end
  local p = {name = name, titles = table.move(entry.titles or {}, 1, #(entry.titles or {}), 1, {}),
    org = entry.org, byline = false, surname_only = false, subject = false, confidence = 1.0, mentions = {}}
  by_name[name], people[#people + 1] = p, p
  return p
end

local function add_title(p, title)
  local all = "、" .. table.concat(p.titles, "、") .. "、"
  if not all:find("、" .. title .. "、", 1, true) then p.titles[#p.titles + 1] = title end
end

-- 总书记 of a roster is no more than the title where the name stands beside it.
local function is_title_of_mention(added, hit, near)
  local entry = added.entries[hit.term]
  if type(entry) ~= "table" or not entry.alias or not near then return false end
  return near.m.start <= hit.start and hit.stop <= near.m.stop
end

-- The mention of a listed name in the place of what was found there.
local function put(p, hit, found, title)
  local m = {start = hit.start, stop = hit.stop, name_start = hit.start, name_stop = hit.stop, how = "roster"}
  if title then
    m.start, m.title = title.start, title.name
    add_title(p, title.name)
  end
  for _, x in ipairs(found) do
    if x.m.start < m.start and x.m.title then m.start, m.title = x.m.start, x.m.title end
    for _, other in ipairs(x.m.start < hit.start and x.p.titles or {}) do add_title(p, other) end
    p.org = p.org or x.p.org
    x.m.gone = true
  end
  p.mentions[#p.mentions + 1] = m
end

local function without_gone(people)
  local out = {}
  for _, p in ipairs(people) do
    local kept = {}
    for _, m in ipairs(p.mentions) do
      if not m.gone then kept[#kept + 1] = m end
    end
    table.sort(kept, function(a, b) return a.start < b.start end)
    p.mentions = kept
    if #kept > 0 then out[#out + 1] = p end
  end
  table.sort(out, function(a, b) return a.mentions[1].start < b.mentions[1].start end)
  return out
end

--- People of a text, those of the roster among them wherever their names stand.
-- @function people
-- @tparam table added what `of` gave
-- @tparam {table,...} people what the extractor found
-- @tparam string s the text
-- @tparam userdata finder a `jiyao.extractor`, which knows titles
-- @treturn {table,...}
-- @usage
-- local roster, finder = require "jiyao.roster", jiyao.extract.new()
-- local added = roster.of {roster = {"安全"}}
-- print(roster.people(added, {}, "会议由主任安全主持。", finder)[1].titles[1]) --> 主任
function M.people(added, people, s, finder)
  if not added.names then return people end
  local ends = {}
  for _, title in ipairs(finder:titles(s)) do ends[title.stop] = title end
  local by_name, list, i = {}, all_mentions(people), 1
  for _, p in ipairs(people) do by_name[p.name] = p end
  for _, hit in ipairs(added.names:find(s)) do
    while list[i] and list[i].stop <= hit.start do i = i + 1 end
    local found, same, k = {}, false, i
    while list[k] and list[k].start < hit.stop do
      same = same or list[k].start == hit.start and list[k].stop == hit.stop
      if overlap(list[k], hit) then found[#found + 1] = list[k] end
      k = k + 1
    end
    same = same or is_title_of_mention(added, hit, list[i]) or is_title_of_mention(added, hit, list[i - 1])
    if not same then put(person_of(by_name, people, added, hit.term), hit, found, ends[hit.start]) end
  end
  return without_gone(people)
end

--- Organisations of a text, with those that were added in the place of what they overlap.
-- @function orgs
-- @tparam table added what `of` gave
-- @tparam {table,...} orgs what the extractor found
-- @tparam string s the text
-- @treturn {table,...}
-- @usage
-- local roster = require "jiyao.roster"
-- print(roster.orgs(roster.of{orgs = {"东海中烟"}}, {}, "东海中烟召开会议。")[1].name) --> 东海中烟
function M.orgs(added, orgs, s)
  if not added.orgs then return orgs end
  local out, hits, i = {}, added.orgs:find(s), 1
  for _, o in ipairs(orgs) do
    while hits[i] and hits[i].stop <= o.start do i = i + 1 end
    if not (hits[i] and overlap(hits[i], o)) then out[#out + 1] = o end
  end
  for _, hit in ipairs(hits) do
    out[#out + 1] = {start = hit.start, stop = hit.stop, name = hit.term, kind = "body", added = true}
  end
  table.sort(out, function(a, b) return a.start < b.start end)
  return out
end

return M
