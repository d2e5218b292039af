-- Recipe: institutions side by side: meetings, kinds, themes and leaders, as
-- counts and per 10,000 characters, each count leading to its words.
local stats = require "jiyao.stats"

-- Beyond this a theme is taken to mark an institution out (p < 0.05).
local CHARACTERISTIC = 3.84
-- A leader's mentions are quoted from so many documents; leader-profile has all.
local QUOTED = 12

-- The surest telling of each meeting.
local function meeting_refs(ctx, doc, entries)
  return ctx.cite_meetings(doc, entries, 1)
end

local function overview(ctx, doc, rows)
  local out = {}
  for i, row in ipairs(rows) do
    out[i] = {name = row.name, documents = row.documents, characters = row.characters,
      meetings = {value = #row.meetings, refs = meeting_refs(ctx, doc, row.meetings)},
      rate = stats.per_10k(#row.meetings, row.characters), leaders = #row.leaders}
  end
  doc:heading("概览")
  doc:table{caption = "每万字：每一万字文献所载会议数", columns = {
    {name = "name", label = "机构"}, {name = "documents", label = "文献", align = "right"},
    {name = "characters", label = "字数", align = "right"},
    {name = "meetings", label = "会议", align = "right", fold = true},
    {name = "rate", label = "每万字", align = "right", digits = 2},
    {name = "leaders", label = "人物", align = "right"}}, rows = out}
end

local function chart(ctx, doc, rows)
  local labels, points = {}, {}
  for i, row in ipairs(rows) do
    labels[i] = row.name
    points[i] = {value = #row.meetings, refs = meeting_refs(ctx, doc, row.meetings)}
  end
  doc:chart{kind = "bar", caption = "会议次数：每段一次会议，点开即到原文", labels = labels,
    series = {{name = "会议", points = points}}}
end

-- Two tables, counts and rates: institutions down, names across.
local function cross(ctx, doc, rows, field, names)
  local columns, counts, rates = {{name = "_", label = "机构"}}, {}, {}
  for i, name in ipairs(names) do
    columns[i + 1] = {name = name, label = name, align = "right", digits = 2, fold = true}
  end
  for i, row in ipairs(rows) do
    counts[i], rates[i] = {_ = row.name}, {_ = row.name}
    for _, name in ipairs(names) do
      local entries = row[field][name] or {}
      counts[i][name] = #entries > 0 and {value = #entries, refs = meeting_refs(ctx, doc, entries)} or 0
      rates[i][name] = stats.per_10k(#entries, row.characters)
    end
  end
  doc:table{caption = "次数", columns = columns, rows = counts}
  doc:table{caption = "每万字", columns = columns, rows = rates}
end

local function kept(names, limit)
  return table.move(names, 1, math.min(#names, limit), 1, {})
end

local function characteristic(doc, rows, themes)
  local items = {}
  for _, row in ipairs(rows) do
    local marked = {}
    for _, theme in ipairs(themes) do
      if row.keyness[theme] >= CHARACTERISTIC then
        marked[#marked + 1] = ("%s（G² %.1f）"):format(theme, row.keyness[theme])
      end
    end
    items[#items + 1] = row.name .. "：" .. (#marked > 0 and table.concat(marked, "、") or "无显著偏重的主题")
  end
  doc:list(items)
end

local function mention_refs(ctx, doc, leader)
  local refs, seen, first = {}, {}, {}
  for _, id in ipairs(leader.documents) do seen[id] = true end
  for _, m in ipairs(ctx.corpus:mentions{name = leader.name}) do
    if seen[m.document_id] and not first[m.document_id] and #refs < QUOTED then
      first[m.document_id] = true
      refs[#refs + 1] = ctx.cite(doc, m, {label = leader.name, institution = leader.institution})
    end
  end
  return refs
end

local function leaders(ctx, doc, rows, limit)
  local out = {}
  for _, row in ipairs(rows) do
    for i = 1, math.min(limit, #row.leaders) do
      local leader = row.leaders[i]
      out[#out + 1] = {institution = row.name, name = leader.name, titles = table.concat(leader.titles, "、"),
        mentions = {value = leader.mentions, refs = mention_refs(ctx, doc, leader)},
        rate = stats.per_10k(leader.mentions, row.characters), documents = #leader.documents}
    end
  end
  doc:heading("人物")
  doc:table{columns = {{name = "institution", label = "机构"}, {name = "name", label = "姓名", nowrap = true},
    {name = "titles", label = "职务"}, {name = "mentions", label = "提及", align = "right", fold = true},
    {name = "rate", label = "每万字", align = "right", digits = 2},
    {name = "documents", label = "文献", align = "right"}}, rows = out}
end

local function notes(ctx, doc, result)
  local p = ctx.params
  doc:heading("说明")
  local items = {
    "字数为正文所含汉字与字母之数；会议经合并，同一机构同日同会只计一次。",
    "主题据会议名称与议题中的词判定（见 lua/jiyao/data/themes.tsv），一次会议可属多个主题。",
    "偏重以对数似然比 G² 度量（Dunning 1993），以会议为单位，与其余机构相比；3.84 以上视为显著。",
    ("未知机构的文献 %d 份、不属所列机构的会议 %d 次，未计入。"):format(result.without, result.strays),
    ("每机构列人物至多 %d 人，每人引文至多 %d 份文献；仅见于署名者不计。全部提及见 leader-profile。")
      :format(p.leaders, QUOTED),
    ("入库时未能读取的文件 %d 份，不在其中。"):format(ctx.corpus:counts().refused),
  }
  if #result.themes > p.themes then
    items[#items + 1] = ("主题另有 %d 个未列出。"):format(#result.themes - p.themes)
  end
  if #result.missing > 0 then items[#items + 1] = "所收文献中未见的机构：" .. table.concat(result.missing, "、") end
  doc:list(items)
end

local function run(ctx)
  local p = ctx.params
  local result = ctx.compare.institutions(ctx.corpus,
    {institutions = p.institutions, from = p.from, to = p.to})
  local range = (p.from or p.to) and (p.from or "最早") .. " 至 " .. (p.to or "最近") or "全部时间"
  local doc = ctx.report.new{title = "机构比较", subtitle = ("%d 个机构 · %s"):format(#result.rows, range)}
  if #result.rows == 0 then
    doc:paragraph("所收文献中没有可比较的机构。")
    ctx.tell("no institution of the corpus fits: the report is empty")
  else
    local themes = kept(result.themes, p.themes)
    overview(ctx, doc, result.rows)
    chart(ctx, doc, result.rows)
    if #result.kinds > 0 then
      doc:heading("会议类别")
      cross(ctx, doc, result.rows, "kinds", result.kinds)
    end
    if #themes > 0 then
      doc:heading("主题")
      characteristic(doc, result.rows, themes)
      cross(ctx, doc, result.rows, "themes", themes)
    end
    leaders(ctx, doc, result.rows, p.leaders)
    doc:heading("原文")
    doc:quotations()
  end
  notes(ctx, doc, result)
  return doc
end

return {
  name = "compare-institutions",
  summary = "Institutions side by side: meetings, kinds, themes, leaders; per 10,000 characters too.",
  params = {
    {name = "institutions", type = "list", help = "these only, in this order, separated by commas"},
    {name = "from", type = "date", help = "first date"},
    {name = "to", type = "date", help = "last date"},
    {name = "leaders", type = "integer", default = 8, help = "so many people an institution"},
    {name = "themes", type = "integer", default = 12, help = "so many themes"},
  },
  run = run,
}
