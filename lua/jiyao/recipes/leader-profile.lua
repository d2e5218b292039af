-- Recipe: one person as the corpus shows them: titles, mentions over time,
-- roles at meetings, company, and every mention with its sentence.

local ROLES = {host = "主持", speaker = "讲话", attendee = "出席", leader = "带队",
  signatory = "签约"}

local function role_names(roles)
  local names = {}
  for i, role in ipairs(roles) do names[i] = ROLES[role] or role end
  return #names > 0 and table.concat(names, "、") or "出席"
end

-- Quotations of one part: of each mention, and by document the first of them.
local function cite_mentions(ctx, doc, part)
  local by_document, refs = {}, {}
  for i, m in ipairs(part.mentions) do
    refs[i] = ctx.cite(doc, m, {date = m.date, institution = part.institution})
    by_document[m.document_id] = by_document[m.document_id] or refs[i]
  end
  return refs, by_document
end

local function in_documents(ids, by_document)
  local refs, seen = {}, {}
  for _, id in ipairs(ids) do
    if by_document[id] and not seen[id] then
      seen[id] = true
      refs[#refs + 1] = by_document[id]
    end
  end
  return refs
end

local function who(doc, name, part, refs)
  local latest
  for _, t in ipairs(part.titles) do
    if t.last and (not latest or t.last > latest.last) then latest = t end
  end
  local title = latest and ("，最近所见职务为%s（%s）"):format(latest.title, latest.last) or ""
  local house = part.institution and "，" .. part.institution or ""
  doc:paragraph{text = ("%s%s%s。见于 %d 份文献，提及 %d 次，参加会议 %d 次。"):format(name, house, title,
    part.documents, #part.mentions, #part.meetings), refs = {refs[1]}}
end

local function titles(doc, part, by_document)
  if #part.titles == 0 then return end
  local rows = {}
  for i, t in ipairs(part.titles) do
    rows[i] = {title = t.title, first = t.first or "不详", last = t.last or "不详",
      count = {value = t.count, refs = in_documents(t.documents, by_document)}}
  end
  doc:heading(3, "职务")
  doc:table{columns = {{name = "title", label = "职务"}, {name = "first", label = "初见", nowrap = true},
    {name = "last", label = "末见", nowrap = true}, {name = "count", label = "文献数"}}, rows = rows}
end

local function over_time(ctx, doc, part, refs)
  local dates, marks = {}, {}
  for i, m in ipairs(part.mentions) do dates[i] = m.date or "" end
  local labels, at = ctx.timeline.axis(dates)
  for i, m in ipairs(part.mentions) do
    local index = at(m.date)
    if index then marks[#marks + 1] = {at = index, text = m.date .. " " .. m.path, refs = {refs[i]}} end
  end
  if #marks == 0 then return end
  doc:heading(3, "提及的时间分布")
  local caption = "每点一次提及，点开即到原文；%d 次提及日期不详，不入图"
  doc:chart{kind = "strip", caption = caption:format(#part.mentions - #marks),
    labels = labels, marks = marks}
end

-- What somebody did at a meeting is said where they are named: of the mentions
-- in each telling's document the nearest to its words.
local function role_refs(part, refs, entries)
  local ids = {}
  for _, entry in ipairs(entries) do
    for _, source in ipairs(entry.sources) do
      local nearest, least
      for i, m in ipairs(part.mentions) do
        local gap = math.max(source.start - m.stop, m.start - source.stop, 0)
        if m.document_id == source.document_id and (not least or gap < least) then
          nearest, least = refs[i], gap
        end
      end
      ids[#ids + 1] = nearest
    end
  end
  return ids
end

local function meetings(ctx, doc, part, refs)
  if #part.meetings == 0 then return end
  doc:heading(3, "会议与角色")
  local counts = {}
  for i, r in ipairs(part.roles) do
    counts[i] = {text = ("%s %d 次"):format(ROLES[r.role] or r.role, #r.meetings),
      refs = role_refs(part, refs, r.meetings)}
  end
  if #counts > 0 then doc:list(counts) end
  local rows = {}
  for i, item in ipairs(part.meetings) do
    local m = item.entry
    rows[i] = {date = m.date or "不详", name = m.name, kind = m.kind,
      role = {text = role_names(item.roles), refs = role_refs(part, refs, {m})},
      source = {refs = ctx.cite_meetings(doc, {m})}}
  end
  doc:table{columns = {{name = "date", label = "日期", nowrap = true}, {name = "name", label = "会议"},
    {name = "kind", label = "类别", nowrap = true}, {name = "role", label = "角色", nowrap = true},
    {name = "source", label = "出处"}}, rows = rows}
end

local function company(ctx, doc, part, limit)
  if #part.together == 0 then return 0 end
  local rows = {}
  for i = 1, math.min(limit, #part.together) do
    local other = part.together[i]
    local refs = ctx.cite_meetings(doc, other.meetings)
    rows[i] = {name = other.name, count = {value = #other.meetings, refs = refs}}
  end
  doc:heading(3, "同席者")
  doc:table{columns = {{name = "name", label = "姓名"}, {name = "count", label = "同席次数"}}, rows = rows}
  return #part.together - #rows
end

local function notes(doc, profile, left_out)
  doc:heading("说明")
  local undated, bylines = 0, 0
  for _, part in ipairs(profile.parts) do
    if part.byline then bylines = bylines + 1 end
    for _, m in ipairs(part.mentions) do undated = undated + (m.date and 0 or 1) end
  end
  doc:list{
    "同名而机构不同者分列，不作同一人论；是否一人，请据原文判断。",
    ("提及的时间取文献发布日期，无发布日期者取所在会议的日期；两者皆无者 %d 次。"):format(undated),
    ("同席者另有 %d 人未列出。"):format(left_out),
    bylines > 0 and ("其中 %d 处仅见于署名。"):format(bylines) or "全部提及均已列出。",
    "偏移为文献解码为 UTF-8 后的字节位置；网页引文略去标记。",
  }
end

local function run(ctx)
  local p = ctx.params
  local profile = ctx.leaders.profile(ctx.corpus, p.name,
    {institution = p.institution, from = p.from, to = p.to})
  local doc = ctx.report.new{title = "人物：" .. p.name, subtitle = p.institution}
  local left_out = 0
  if #profile.parts == 0 then
    doc:paragraph("所收文献中未见此名。")
    ctx.tell(("no document that fits names %s: the report is empty"):format(p.name))
  end
  for _, part in ipairs(profile.parts) do
    doc:heading(part.institution or "机构不详")
    local refs, by_document = cite_mentions(ctx, doc, part)
    who(doc, p.name, part, refs)
    titles(doc, part, by_document)
    over_time(ctx, doc, part, refs)
    meetings(ctx, doc, part, refs)
    left_out = left_out + company(ctx, doc, part, p.company)
    doc:heading(3, "原文")
    doc:quotations()
  end
  notes(doc, profile, left_out)
  return doc
end

return {
  name = "leader-profile",
  summary = "One person: titles, mentions over time, roles, and every mention quoted.",
  params = {
    {name = "name", type = "string", required = true, help = "the person's name"},
    {name = "institution", type = "string", help = "documents of one institution only"},
    {name = "from", type = "date", help = "first date"},
    {name = "to", type = "date", help = "last date"},
    {name = "company", type = "integer", default = 20, help = "list so many of those who sat with them"},
  },
  run = run,
}
