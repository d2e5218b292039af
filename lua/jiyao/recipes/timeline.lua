-- Recipe: the meetings of a corpus in the order of time, each line leading to
-- the words that it came from.

local function people_text(ctx, entry)
  local names, hosts = {}, {}
  for _, name in ipairs(ctx.timeline.hosts(entry)) do hosts[name] = true end
  for _, p in ipairs(entry.participants) do
    if not hosts[p.name] then names[#names + 1] = p.name end
  end
  return table.concat(names, "、")
end

local function subtitle(p)
  local parts = {}
  if p.from or p.to then parts[#parts + 1] = (p.from or "最早") .. " 至 " .. (p.to or "最近") end
  parts[#parts + 1] = p.institution
  parts[#parts + 1] = p.kind
  parts[#parts + 1] = p.person and "有" .. p.person .. "的会议"
  if p.min_confidence > 0 then parts[#parts + 1] = ("置信度不低于 %g"):format(p.min_confidence) end
  return #parts > 0 and table.concat(parts, " · ") or "全部机构，全部时间"
end

local function count_distinct(entries, value_of)
  local seen, n = {}, 0
  for _, entry in ipairs(entries) do
    for _, source in ipairs(entry.sources) do
      local value = value_of(entry, source)
      if value ~= nil and not seen[value] then seen[value], n = true, n + 1 end
    end
  end
  return n
end

local function opening(doc, entries)
  local first, last
  for _, entry in ipairs(entries) do
    if entry.rank == 1 then first, last = first or entry.first, entry.last end
  end
  local span = first and ("，日期可考者自 %s 至 %s"):format(first, last) or ""
  doc:paragraph(("共 %d 次会议，见于 %d 份文献，涉及 %d 个机构%s。"):format(#entries,
    count_distinct(entries, function(_, source) return source.document_id end),
    count_distinct(entries, function(entry) return entry.institution end), span))
end

local function chart(ctx, doc, entries, refs)
  local dates, marks = {}, {}
  for i, entry in ipairs(entries) do dates[i] = entry.date or "" end
  local labels, at = ctx.timeline.axis(dates)
  for _, entry in ipairs(entries) do
    local index = at(entry.date)
    if index then
      marks[#marks + 1] = {at = index, text = entry.date .. " " .. (entry.name or ""), refs = refs[entry]}
    end
  end
  if #marks > 0 then
    local unit = #labels[1] == 7 and "月" or "年"
    doc:chart{kind = "strip", caption = "按" .. unit .. "分布：每点一次会议，点开即到原文",
      labels = labels, marks = marks}
  end
end

local KINDS = {"工作会议", "座谈会", "学习会", "签约仪式", "培训会", "调研", "论坛", "大会", "党课", "例会", "其他"}

local COLUMNS = {
  {name = "date", label = "日期", nowrap = true, share = 12}, {name = "name", label = "会议", share = 27},
  {name = "kind", label = "类别", nowrap = true, share = 9}, {name = "institution", label = "机构", share = 16},
  {name = "host", label = "主持", share = 9}, {name = "people", label = "人员", share = 20},
  {name = "source", label = "出处", share = 7},
}

local function row(ctx, entry, refs)
  return {date = entry.date or "不详", name = entry.name, kind = entry.kind, institution = entry.institution,
    host = entry.host, people = people_text(ctx, entry), source = {refs = refs[entry]}}
end

local function year_of(entry)
  if entry.rank == 1 then return tostring(entry.year) end
  return entry.rank == 2 and "年份不详" or "日期不详"
end

local function tables(ctx, doc, entries, refs)
  local year, rows
  local function finish()
    if year then
      doc:heading(("%s（%d 次）"):format((year:gsub("^%d+$", "%0 年")), #rows))
      doc:table{columns = COLUMNS, rows = rows, part = {label = "年份", value = year}}
    end
  end
  for _, entry in ipairs(entries) do
    if year_of(entry) ~= year then
      finish()
      year, rows = year_of(entry), {}
    end
    rows[#rows + 1] = row(ctx, entry, refs)
  end
  finish()
end

local function notes(ctx, doc, line, left_out)
  doc:heading("说明")
  doc:list{
    ("文献所载会议共 %d 条；同一机构、同一日期、名称相近者并为一次，合并 %d 条，出处俱存。"):format(line.told, line.folded),
    ("年份不详者 %d 次，日期不详者 %d 次，列于最后，不入分布图。"):format(line.no_year, line.undated),
    ("因置信度不足而略去 %d 条。"):format(line.unsure),
    left_out > 0 and ("因数量所限，另有 %d 次未列出。"):format(left_out) or "凡合条件者均已列出。",
    ("入库时未能读取的文件 %d 份，不在其中。"):format(ctx.corpus:counts().refused),
    "日期后的「~」表示年份或日期系推断所得。原文引自所收文献，偏移为该文献解码为 UTF-8 后的字节位置；网页引文略去标记。",
  }
end

local function run(ctx)
  local p = ctx.params
  local doc = ctx.report.new{title = "会议年表", subtitle = subtitle(p)}
  local line = ctx.timeline.of(ctx.corpus, {from = p.from, to = p.to, institution = p.institution,
    kind = p.kind, person = p.person, min_confidence = p.min_confidence})
  local kept = p.limit and math.min(p.limit, #line.entries) or #line.entries
  local entries = table.move(line.entries, 1, kept, 1, {})
  if #entries == 0 then ctx.tell("no meeting of the corpus fits: the report is empty") end
  local refs = {}
  for _, entry in ipairs(entries) do refs[entry] = ctx.cite_meetings(doc, {entry}) end
  opening(doc, entries)
  chart(ctx, doc, entries, refs)
  tables(ctx, doc, entries, refs)
  if #entries > 0 then
    doc:heading("原文")
    doc:quotations()
  end
  notes(ctx, doc, line, #line.entries - kept)
  return doc
end

return {
  name = "timeline",
  summary = "Meetings in the order of time, each with the words it came from.",
  params = {
    {name = "from", type = "date", help = "first date"},
    {name = "to", type = "date", help = "last date"},
    {name = "institution", type = "string", help = "one institution only"},
    {name = "kind", type = "choice", choices = KINDS, help = "one kind of meeting only"},
    {name = "person", type = "string", help = "meetings with this person only"},
    {name = "limit", type = "integer", least = 1, help = "at most so many meetings"},
    {name = "min_confidence", type = "number", default = 0, least = 0, most = 1,
      help = "leave out meetings less sure than this, 0 to 1"},
  },
  run = run,
}
