--- One document: from its bytes to the record that `jiyao extract` prints.
-- A pure function of the document and of read-only tables: no clock, no store,
-- no other document. Offsets in a *view* count bytes of the analysis text
-- (reading text, NFKC); offsets in a *record* count bytes of the source text.
local belonging = require "jiyao.belonging"
local bodies = require "jiyao.bodies"
local clauses = require "jiyao.clauses"
local confidence = require "jiyao.confidence"
local damage = require "jiyao.damage"
local convert = require "jiyao.convert"
local cut = require "jiyao.cut"
local dates = require "jiyao.dates"
local events = require "jiyao.events"
local extract = require "jiyao.extract"
local furniture = require "jiyao.furniture"
local hant = require "jiyao.hant"
local headlines = require "jiyao.headlines"
local ingest = require "jiyao.ingest"
local institution = require "jiyao.institution"
local items = require "jiyao.items"
local jiyao = require "jiyao"
local json = require "jiyao.json"
local links = require "jiyao.links"
local meetings = require "jiyao.meetings"
local options = require "jiyao.options"
local published = require "jiyao.published"
local reading = require "jiyao.reading"
local reasons = require "jiyao.reasons"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local roster = require "jiyao.roster"
local spans = require "jiyao.spans"
local text = require "jiyao.text"
local told_aliases = require "jiyao.told_aliases"

local M = {}

local extractor

-- Spans of what stands in 《》, which names works and not events or people.
local function book_spans(s)
  local books, at = {}, 1
  while true do
    local a = s:find("《", at, true)
    local b = a and s:find("》", a, true)
    if not b then return books end
    books[#books + 1] = {start = a - 1, stop = b - 1 + #"》"}
    at = b + 1
  end
end

local MONTHS = {Jan = 1, Feb = 2, Mar = 3, Apr = 4, May = 5, Jun = 6, Jul = 7, Aug = 8, Sep = 9, Oct = 10,
  Nov = 11, Dec = 12}

-- 06 Mar 2024, as mail and feeds write it (RFC 822), in figures; else what was given.
local function in_figures(stated)
  local d, name, y = stated:match("^%s*%a*,?%s*(%d%d?)%s+(%a%a%a)%a*%s+(%d%d%d%d)%f[%D]")
  local month = name and MONTHS[name:sub(1, 1):upper() .. name:sub(2):lower()]
  return month and ("%s-%02d-%s"):format(y, month, d) or stated
end

-- The day that a page or a table states, as EDTF: 2023/6/8 10:00, 20230608. Nil
-- where it is no day that can be told.
local function day_of(stated)
  if not stated then return nil end
  stated = in_figures(stated)
  local y, m, d, time = stated:match("^%s*(%d%d%d%d)(%d%d)(%d%d)(%d*)%f[%D]")
  if y and #time ~= 0 and #time ~= 4 and #time ~= 6 then return nil end
  for _, date in ipairs(dates.find(y and ("%s-%s-%s"):format(y, m, d) or stated)) do
    if (date.year or 0) > 0 and date.kind == "day" then
      return ("%04d-%02d-%02d"):format(date.year, date.month, date.day)
    end
  end
end

-- Where an article stands in the source: from where its text begins to where it
-- ends; of one whose columns stood apart, the last stretch.
local function place_of(t, start, stop)
  local all, at = t:origins(start, stop), {}
  if #all < 2 then return all[1] or {t:where(start, stop)} end
  local source = t:source()
  for _, span in ipairs(all) do
    if text.sub(source, span[1], span[2]):find("%S") then at[#at + 1] = span end
  end
  if #at < 2 then return at[1] or all[1] end
  local rising = true
  for i = 2, #at do rising = rising and at[i][1] >= at[i - 1][2] end
  return {rising and at[1][1] or at[#at][1], at[#at][2]}
end

local function articles_of(doc, t, analysis, size)
  local list = {}
  -- Its ends, since an article may stand in the source in pieces.
  local function view_of(start, stop)
    local first = analysis:made(t:where(start, start + 1))
    local _, last = analysis:made(t:where(stop - 1, stop))
    return first, last
  end
  for i, a in ipairs(doc:articles()) do
    list[i] = {seq = i, source = place_of(t, a.start, a.stop), start = 0, stop = 0,
      published = day_of(a.published)}
    if a.stop > a.start then list[i].start, list[i].stop = view_of(a.start, a.stop) end
    if a.title_start then
      list[i].title_start, list[i].title_stop = view_of(a.title_start, a.title_stop)
      local text_start = a.title_start == a.start and a.title_stop or a.start
      -- A headline from elsewhere is not where the article begins.
      if t:where(a.start, a.start + 1) ~= list[i].source[1] then
        list[i].source = place_of(t, text_start, a.stop)
      end
    end
  end
  if #list == 0 then list[1] = {start = 0, stop = size, seq = 1, source = {t:where(0, #t)}} end
  return list
end

local function mentions_of(people)
  local list = {}
  for _, p in ipairs(people) do
    for _, m in ipairs(p.mentions) do
      m.person = p
      list[#list + 1] = m
    end
  end
  spans.sort(list)
  return list
end

local function published_of(list)
  for _, d in ipairs(list) do
    if d.published and d.day and d.day > 0 and d.year and d.year > 0 then return d.edtf end
  end
end

-- The article that holds a place; the last where none does. A page may list
-- thousands, so those that follow one another are looked up by bisection.
local function article_finder(articles)
  local begins, rising, last = {}, true, articles[#articles]
  if #articles == 1 then return function() return last end end
  for i, a in ipairs(articles) do
    begins[i] = {start = math.min(a.start, a.title_start or a.start), stop = a.stop, article = a}
    rising = rising and (i == 1 or begins[i].start >= articles[i - 1].stop)
  end
  if rising then
    return function(at)
      local b = spans.at(begins, at)
      return b and b.article or last
    end
  end
  return function(at)
    for _, b in ipairs(begins) do
      if at >= b.start and at < b.stop then return b.article end
    end
    return last
  end
end

local function add_lookups(view)
  view.article_at = article_finder(view.articles)
  view.part_at = view.article_at
  view.last_at, view.within, view.first_within = spans.last, spans.within, spans.first
  function view.sentence_at(at)
    return spans.at(view.sentences, at)
  end
  function view.sentence_before(at)
    local _, i = spans.last(view.sentences, at)
    return view.sentences[i - 1]
  end
  function view.in_book(at, stop)
    local b = spans.at(view.books, at)
    return b ~= nil and (stop or at) <= b.stop
  end
end

-- Gives dates the years that they leave out: of several articles each by its own day.
local function resolve(list, view, stated)
  if #view.articles < 2 then return dates.resolve(list, {published = stated}) end
  local parts, rest = {}, {}
  for _, d in ipairs(list) do
    local a = view.article_at(d.start)
    local part = a.published and (parts[a.seq] or {published = a.published}) or rest
    if a.published then parts[a.seq] = part end
    part[#part + 1] = d
  end
  for i = 1, #view.articles do
    if parts[i] then dates.resolve(parts[i], {published = parts[i].published}) end
  end
  dates.resolve(rest, {published = stated})
  return list
end

-- Kinds of dates on which something can have taken place. The others are told for
-- what they are: 6月上旬, 教师节, 农历正月十五, 日前.
local DATING = {day = true, month = true, year = true, event_year = true, anniversary = true}

-- 八天前的6月1日是儿童节: a day of which another is told, but for one on which something was held.
local ago_re = regex.new("[天日周月年]之?前的\\z")
local held_re = regex.new("^[^。;\\n]{0,40}?(?:召开|举行|举办|开幕|成立|启动|签署|揭牌)")

local function dating(list, s)
  local out = {}
  for _, d in ipairs(list) do
    local past = ago_re:before(s, d.start, 15) and not held_re:after(s, d.stop, 160)
    if DATING[d.kind] and not past then out[#out + 1] = d end
  end
  return out
end

-- Of a list what stands in none of the links, or in none that lead away.
local function outside(linked, list, away)
  if #linked == 0 then return list end
  local out = {}
  for _, one in ipairs(list) do
    local link = spans.last(linked, one.start)
    if not link or one.start >= link.stop or away and not link.away then out[#out + 1] = one end
  end
  return out
end

-- What a page says of its site, as a reading text.
local function site_of(doc)
  local site = doc:meta("site")
  return site and text.new(site):hans():nfkc():reading()
end

-- People and bodies. Links to pages of the same site name them too.
local function find_names(view, settings, linked)
  extractor = extractor or extract.new()
  local added = roster.of(settings)
  local finder = added.extractor or extractor
  local people, orgs = finder:names(view.text)
  if view.script ~= "Hans" then people = hant.people(people, view.analysis) end
  view.people = roster.people(added, people, view.text, finder)
  view.mentions = mentions_of(view.people)
  view.orgs = outside(linked, roster.orgs(added, orgs, view.text), true)
  for _, o in ipairs(view.orgs) do o.article = view.article_at(o.start) end
  view.bodies = bodies.of(view)
  view.orgs_of = function(words) return finder:orgs(words) end
end

--- What the rules look at: the analysis text with its spans.
-- @tparam string|table|userdata from text, a document of `read`, or a `jiyao.doc`
-- @tparam[opt] table settings what an analyst adds: see `jiyao.extract.meetings`
-- @treturn table `text`, `articles`, `parts` (items of articles, or the articles),
--   `sentences`, `dates` (that can date an event; `times` are all that `jiyao.dates`
--   finds), `people`, `mentions`, `orgs`, `bodies`, `books`, `candidates`, `published`,
--   `institution`, `site` (what a page of HTML says whose it is; nil elsewhere), `orgs_of`
--   (bodies that other words name), and the look-ups `article_at`, `part_at`, `sentence_at`,
--   `sentence_before`, `in_book`, and `within`, `first_within` and `last_at` of lists (see
--   `jiyao.spans`)
-- @usage
-- local view = jiyao.document.view("6月8日,云岭大学召开教学工作会议。")
-- print(#view.dates, view.institution) --> 1	云岭大学
function M.view(from, settings)
  if type(from) ~= "string" and type(from) ~= "userdata" and not (type(from) == "table" and from.handle) then
    error(("text expected, or a document that document.read gave, not %s"):format(
      type(from) == "table" and "another table" or type(from)), 3)
  end
  local doc = type(from) == "string" and ingest.parse(from, "text") or from.handle or from
  local t = doc:text()
  local analysis = t:nfkc()
  local s = furniture.cleared(analysis:reading())
  regex.prepare(s)
  local view = {text = s, script = convert.script_of(t:source()), analysis = analysis, cleaned = t,
    books = book_spans(s)}
  view.articles = articles_of(doc, t, analysis, #s)
  for _, a in ipairs(view.articles) do
    if a.title_start then a.title = text.sub(s, a.title_start, a.title_stop):gsub("%s+", " ") end
  end
  headlines.mend(view)
  add_lookups(view)
  local found = dates.find(s)
  local stated = day_of(doc:published())
  local stamped, beside
  if not stated and not published_of(found) then stamped, beside = published.of(view, found) end
  local linked = links.of(s)
  find_names(view, settings, linked)
  view.text = furniture.blanked(s, linked)
  if #linked > 0 then regex.prepare(view.text) end
  view.sentences = clauses.sentences(view.text)
  view.times = outside(linked, resolve(found, view, stated or stamped))
  if beside then beside.published = true end
  view.dates = dating(view.times, view.text)
  view.index = doc:is_index() -- its headlines tell of other pages
  view.published = stated or not view.index and (published_of(view.dates) or stamped) or nil
  view.parts = items.of(view)
  view.part_at = article_finder(view.parts)
  view.site = site_of(doc)
  view.candidates = events.candidates(view)
  view.institution, view.institution_why = institution.of(view, view.candidates)
  view.institution = doc:meta("institution") or view.institution
  return view
end

-- Rules that were told which columns hold what are other rules.
local function rules_of(opts)
  local names = {}
  for name, column in pairs(opts and opts.columns or {}) do names[#names + 1] = name .. "=" .. column end
  table.sort(names)
  return #names == 0 and M.RULES or M.RULES .. " " .. table.concat(names, ",")
end

local READ = {"encoding", "policy", "script", "columns"}
local EACH = {"encoding", "policy", "script", "columns", "refused", "done"}

local function wrap(doc, opts)
  local t, ledger = doc:text(), doc:ledger()
  local source = t:source()
  return reading.of {path = doc:path(), bytes = doc:bytes(), encoding = doc:encoding(), kind = doc:kind(),
    script = convert.script_of(source), lost = ledger.lost, losses = ledger.losses,
    source = source, reading = t:reading(), title = doc:title(), text = t, ledger = ledger,
    handle = doc, rules = rules_of(opts)}
end

--- What is stated as the time of publication and tells no day.
-- @tparam table doc what `read` gave
-- @treturn ?string as it is stated; nil where nothing is, or a day is told
-- @usage
-- local doc = jiyao.document.parse('{"text": "会", "date": "1709683200"}', "a.jsonl")
-- print(jiyao.document.undated(doc)) --> 1709683200
function M.undated(doc)
  local stated = doc:published()
  return stated and stated:find("%S") and not day_of(stated) and stated or nil
end

--- Reads a file: decoded, cleaned, aligned; nothing extracted yet.
-- @tparam string path a file, or - for standard input, or FILE#ID for one item
--   of a container
-- @tparam[opt] table opts `encoding`, `script`, `columns`: see `jiyao.ingest.read`
-- @treturn table `path`, `bytes`, `encoding`, `kind`, `script`, `lost` (bytes),
--   `losses`, `source`, `reading`, `title`, `text` (a Text), `ledger`, `rules` (their
--   version), `handle` (a `jiyao.doc`); and methods: `is_index`, `articles`, `regions`,
--   `page`, `published` and others (`help(doc)` lists them)
-- @raise an error object where the file cannot be read as text
-- @usage
-- print(jiyao.document.read("examples/corpus/hospital/2024-03-visit.txt").encoding) --> UTF-8
function M.read(path, opts)
  return wrap(ingest.read(path, options.check(opts, READ)), opts)
end

--- Reads all documents of a file, for a loop: one of a page, any number of a
-- container (JSON lines, a table, a web archive).
-- @tparam string path as for `read`
-- @tparam[opt] table opts as for `read`, and `refused`: called with the error object
--   of each document that cannot be read; without it, that is raised. `done`: called
--   at the end with how many items were passed over since they hold no text, and
--   which of them could be missed (see `Docs:passed`)
-- @treturn function an iterator that gives a document each time, with what it needs
-- @usage
-- for doc in jiyao.document.each("examples/corpus/hospital/2024-03-visit.txt") do print(doc.script) end
-- --> Hans
function M.each(path, opts)
  opts = options.check(opts, EACH)
  local docs = ingest.open(path, {encoding = opts.encoding, policy = opts.policy, script = opts.script,
    columns = opts.columns})
  local function next_document()
    while true do
      local ok, doc = pcall(docs.next, docs)
      if ok and doc then return wrap(doc, opts) end
      if ok then return opts.done and opts.done(docs:passed()) end
      if not opts.refused or not jiyao.is_failure(doc) then error(doc, 0) end
      opts.refused(doc)
    end
  end
  return next_document, nil, nil, docs
end

--- Reads a document from bytes; see `read`.
-- @tparam string bytes
-- @tparam string path the name it goes by
-- @tparam[opt] table opts as for `read`
-- @treturn table
-- @usage
-- print(jiyao.document.parse("院长林若溪出席。", "a.txt").script) --> Hans
function M.parse(bytes, path, opts)
  return wrap(ingest.parse(bytes, path, options.check(opts, READ)), opts)
end

-- Sure to a hundredth: more digits would only seem to know.
local function rounded(sure)
  return math.floor(sure * 100 + 0.5) / 100
end

local squeezed = remember.of(function(s)
  s = cut.squeezed(s)
  return s:find("\u{3000}", 1, true) and (s:gsub("\u{3000}", "")) or s
end)

local function squeeze(s)
  return s and squeezed(s)
end

-- Where a range stands in the source: of one whose pieces came from columns that
-- stood apart the longest piece.
local function source_of(view, start, stop)
  local a, b, parted = view.analysis:origin(start, stop)
  return {a, b}, parted
end

-- A mention is the name with its title; where they were parted, it is the name.
local function mention_source(view, m)
  local span, parted = source_of(view, m.start, m.stop)
  return parted and source_of(view, m.name_start, m.name_stop) or span
end

local function people_of(view, settings)
  local out = {}
  if view.index then return out end
  local repairs = damage.repairs(view.cleaned)
  for _, p in ipairs(view.people) do
    local places, roles = {}, {}
    for j, m in ipairs(p.mentions) do
      places[j] = mention_source(view, m)
      if m.role then roles[m.role] = (roles[m.role] or 0) + 1 end
    end
    local sound = damage.of_person(view, repairs, p)
    local sure, org = confidence.of_person(p) * sound, squeeze(belonging.of(view, p))
    if sure >= (settings.min_confidence or 0) then
      out[#out + 1] = {name = squeeze(p.name), titles = p.titles, org = org, mentions = #places,
        byline = p.byline or false, roles = roles, spans = places, confidence = sure,
        why = settings.explain and
          reasons.told(view, reasons.of_person(view, p, org, sound), source_of) or nil}
    end
  end
  return out
end

-- The meetings of a view, with an analyst's hooks before and after they are put together.
local function found(view, settings)
  if view.index then return {} end
  local hooks = settings.hooks or {}
  if hooks.before then hooks.before(view) end
  local list = meetings.find(view)
  return hooks.after and hooks.after(view, list) or list
end

local function meetings_of(view, settings)
  local out = {}
  for _, m in ipairs(found(view, settings)) do
    local at = source_of(view, m.start, m.stop)
    if (m.confidence or 1) >= (settings.min_confidence or 0) then
      out[#out + 1] = {date = m.date, name = m.name, kind = m.kind, institution = squeeze(m.institution),
        place = squeeze(m.place), host = m.host, participants = m.participants or {},
        topics = m.topics or {}, asks = m.asks or {},
        start = at[1], ["end"] = at[2], confidence = rounded(m.confidence or 1),
        why = settings.explain and reasons.told(view, m.why or {}, source_of) or nil}
    end
  end
  return out
end

-- The short names of bodies that the document tells: for the corpus, not for `to_json`.
local function aliases_of(view)
  local out = {}
  for i, a in ipairs(view.index and {} or told_aliases.of(view)) do
    local at = source_of(view, a.start, a.stop)
    out[i] = {name = squeeze(a.name), alias = squeeze(a.alias), start = at[1], ["end"] = at[2]}
  end
  return out
end

local KEYS = {
  "path", "encoding", "script", "published", "institution", "articles", "meetings", "people", "repairs",
  articles = {"title", "start", "end"},
  meetings = {"date", "name", "kind", "institution", "place", "host", "participants", "topics",
    "start", "end", "confidence", participants = {"name", "title", "role"}},
  people = {"name", "titles", "org", "mentions", "byline", "roles", "spans", roles = json.object},
  repairs = {"garbled", "restored", "start", "end", "confidence"},
}

-- Entries with the members of the contract alone.
local function members(list, keys)
  local out = {}
  for i, entry in ipairs(list) do
    out[i] = {}
    for _, key in ipairs(keys) do out[i][key] = entry[key] end
  end
  return out
end

--- Extracts the record of one document. That of an index (see `Doc:is_index`) has no
-- meetings and no people: its headlines tell of other pages.
-- @tparam table|string doc what `read` gave, or a path
-- @tparam[opt] table settings what an analyst adds: see `jiyao.extract.meetings`
-- @treturn table the record: `path`, `encoding`, `script`, `published`,
--   `institution`, `articles`, `meetings`, `people`, `repairs` (see `--help`), and `aliases`
--   ({`name`, `alias`, `start`, `end`}: short names of bodies as the document tells them)
-- @usage
-- local doc = jiyao.document.parse("2024年6月8日,云岭大学召开教学工作会议。", "a.txt")
-- print(jiyao.document.extract(doc).meetings[1].date) --> 2024-06-08
function M.extract(doc, settings)
  if type(doc) == "string" then doc = M.read(doc) end
  if type(doc) ~= "table" then error("document.extract takes what document.read gave, or a path", 2) end
  settings = settings or {}
  local view = M.view(doc, settings)
  local articles, repairs = {}, {}
  local only = #view.articles == 1 and doc.title or nil -- stated, though it does not stand in the text
  for i, a in ipairs(view.articles) do
    articles[i] = {title = a.title or only, start = a.source[1], ["end"] = a.source[2]}
  end
  for i, c in ipairs(damage.repairs(doc.text)) do
    repairs[i] = {garbled = c.before, restored = c.after, start = c.start, ["end"] = c.stop,
      confidence = rounded(c.confidence)}
  end
  local held = meetings_of(view, settings) -- gives mentions their roles, so before people
  local people = people_of(view, settings)
  if not settings.explain then
    held, people = members(held, KEYS.meetings), members(people, KEYS.people)
  end
  return {path = doc.path, encoding = doc.encoding, script = doc.script, published = view.published,
    institution = squeeze(view.institution), articles = articles, meetings = held,
    people = people, repairs = repairs, aliases = aliases_of(view)}
end

--- The meetings of a document with their reasons. Also known as `jiyao.extract.meetings`.
-- @tparam table|string from what `read` gave, or text
-- @tparam[opt] table settings `explain` (each entry has `why`: for each field the `rule`
--   that gave it, the `words`, `start` and `end`); `min_confidence`; `roster` (names that
--   are always found and never split: strings, or {name, titles, org}); `titles` and `orgs`
--   (more words and bodies); `hooks`: `before(view)` is called before meetings are put
--   together, `after(view, meetings)` then, and what it returns stands for them
-- @treturn {table,...} as in a record, and `asks`: what the event asked for, point by point
-- @usage
-- local m = jiyao.extract.meetings("6月8日,云岭大学召开教学工作会议。", {explain = true})[1]
-- print(m.name, m.date, m.why.date.rule, m.why.date.words)
-- --> 教学工作会议	XXXX-06-08	in the sentence that tells it	6月8日
function M.meetings(from, settings)
  settings = settings or {}
  return meetings_of(M.view(from, settings), settings)
end

--- The people of a document with their reasons. Also known as `jiyao.extract.people`.
-- @tparam table|string from what `read` gave, or text
-- @tparam[opt] table settings as for `meetings`
-- @treturn {table,...} as in a record, and `confidence`
-- @usage
-- local text = "6月8日,安全主持教学工作会议。"
-- print(#jiyao.extract.people(text), jiyao.extract.people(text, {roster = {"安全"}})[1].name) --> 0	安全
function M.people(from, settings)
  settings = settings or {}
  local view = M.view(from, settings)
  found(view, settings) -- gives mentions their roles
  return people_of(view, settings)
end

--- The dates of a document, in text order, each with its reason. Also known as
-- `jiyao.extract.dates`.
-- @tparam table|string from what `read` gave, or text
-- @treturn {table,...} `edtf` (nil where it is honestly unknown), `kind` and `reason`
--   as `jiyao.dates` tells them, `published` (it is the day of the page), `clash` (the
--   weekday beside it is another day's), `text` (as it was read), `start`, `end`
--   (bytes of the source text)
-- @usage
-- local text = "发布时间:2011-06-15\n昨日(14日)上午,云岭大学召开座谈会。日前,农历五月十五。"
-- for _, d in ipairs(jiyao.extract.dates(text)) do print(d.start, d.edtf, d.kind, d.reason) end
-- --> 13	2011-06-15	day	own
-- --> 24	2011-06-14~	day	published
-- --> 74	nil	vague	none
-- --> 81	nil	lunar	none
function M.dates(from)
  local view, out = M.view(from), {}
  for i, d in ipairs(view.times) do
    local at = source_of(view, d.start, d.stop)
    out[i] = {edtf = d.edtf, kind = d.kind, reason = d.reason, published = d.published, clash = d.clash,
      text = text.sub(view.text, d.start, d.stop), start = at[1], ["end"] = at[2]}
  end
  return out
end

extract.meetings, extract.people, extract.dates = M.meetings, M.people, M.dates

--- A record as one line of JSON, keys in the order of the contract.
-- @tparam table record what `extract` gave
-- @treturn string without a line end
-- @usage
-- local doc = jiyao.document.parse("无事。", "a.txt")
-- print(jiyao.document.to_json(jiyao.document.extract(doc)):sub(1, 34)) --> {"path":"a.txt","encoding":"UTF-8"
function M.to_json(record)
  return json.encode(members({record}, KEYS)[1], KEYS)
end

-- RULES, the version of the rules, is stored with every row that they made. It takes
-- milliseconds to tell, and is asked for only where something is stored.
return setmetatable(M, {__index = function(t, key)
  if key ~= "RULES" then return nil end
  t.RULES = require("jiyao.rule_version").of "jiyao.document"
  return t.RULES
end})
