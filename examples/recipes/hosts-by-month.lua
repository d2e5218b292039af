-- A recipe of one's own: who presided over meetings in which month?
-- jiyao recipe run examples/recipes/hosts-by-month.lua --db corpus.db -o hosts.html

local function run(ctx)
  local r = ctx.report.new{title = "主持会议的人", subtitle = ctx.params.institution}
  local rows, index = {}, {}
  local filter = {institution = ctx.params.institution}
  for _, meeting in ipairs(ctx.timeline.of(ctx.corpus, filter).entries) do
    if meeting.host and meeting.month then
      local key = meeting.month .. meeting.host
      local row = index[key]
      if not row then
        row = {month = meeting.month, host = meeting.host, meetings = {value = 0, refs = {}}}
        rows[#rows + 1], index[key] = row, row
      end
      row.meetings.value = row.meetings.value + 1
      row.meetings.refs[row.meetings.value] = ctx.cite(r, meeting.sources[1], {date = meeting.date})
    end
  end
  r:paragraph(#rows == 0 and "没有记录主持人的会议。" or "每个数字都指向原文。")
  r:table{
    columns = {{name = "month", label = "月份"}, {name = "host", label = "主持"},
      {name = "meetings", label = "会议", align = "right"}},
    rows = rows,
  }
  r:heading("出处")
  r:quotations()
  return r
end

return {
  name = "hosts-by-month",
  summary = "Who presided over meetings in which month.",
  params = {{name = "institution", type = "string", help = "only meetings of this institution"}},
  run = run,
}
