--- Events that a table or a timetable lists: a row each, with its day, its name and its chair.
-- Knows heads of columns and what parts cells; a row without a day has that of the rows
-- above it. Refuses to read a table whose head names no day and no event.
-- @module jiyao.tables
-- @internal
local events = require "jiyao.events"
local happenings = require "jiyao.happenings"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

local DAY = regex.new("^(?:会议|活动|举办)?(?:日期|时间|日期[/／]?时间|时间[/／]?日期)$")
local NAME = regex.new("^(?:会议|活动|讲座|培训|赛事|比赛|项目)?(?:名称|主题|题目|内容)$|^(?:会议|活动|讲座|培训)$")
local MIN_CELLS, MAX_ROWS = 3, 60
local line_re = regex.new("([^\\n]+)")
local cell_re = regex.new("([^|\\t]+)")
-- Names of stages of an event and of what is no event.
local stage_re = regex.new("^(?:开幕|闭幕|茶歇|午餐|晚餐|报到|签到|合影|休息|参观|自由|[—\\-]|全体).{0,4}$|^主旨报告|^大会报告")

local function cells_of(view, line)
  local out = {}
  for hit in cell_re:gmatch(text.sub(view.text, line.start, line.stop)) do
    local word, lead = hit[1]:gsub("%s+$", ""), #hit[1]:match("^%s*")
    local start = line.start + hit.start + lead
    out[#out + 1] = {word = word:sub(lead + 1), start = start, stop = start + #word - lead}
  end
  return out
end

local CHAIR = regex.new("^(?:会议|召集)?主持(?:人)?$|^召集人$")
-- The head of a table of another kind.
local other_re = regex.new("^(?:姓名|单位|职务|职称|序号|电话|项目)$")

-- Which columns hold the day, the name and the chair, or nil.
local function head_of(cells)
  local head = {}
  for i, cell in ipairs(cells) do
    if CHAIR:find(cell.word) then head.chair = i end
    if DAY:find(cell.word) then head.day = head.day or i end
    if NAME:find(cell.word) then head.name = head.name or i end
  end
  return #cells >= MIN_CELLS and head.day and head.name and head or nil
end

-- 圆桌会议:人才与数据 is of the kind of what stands before the colon.
local function kind_of(name)
  local kind = events.kind(name)
  local label = kind == "其他" and (name:match("^(.-)：") or name:match("^(.-):"))
  return label and events.kind(label) or kind
end

-- The event of a row.
local function row_of(view, cells, head, day)
  local cell, chair = cells[head.name], cells[head.chair or 0]
  if not cell or not day or utf8.len(cell.word) < 3 or stage_re:find(cell.word) then return nil end
  return happenings.candidate(view, cell.start, cell.stop,
    {kind = kind_of(cell.word), fixed = 7, stated = day, chair = chair, rule = "a row of a table"})
end

local function day_in(view, start, stop)
  for _, d in ipairs(view.within(view.dates, start, stop)) do
    if d.day and d.day > 0 and d.month and d.month > 0 then return d end
  end
end

local function lines_of(view)
  local out = {}
  for hit in line_re:gmatch(view.text) do out[#out + 1] = {start = hit.start, stop = hit.stop} end
  return out
end

--- The events that the tables of a document list.
-- @function find
-- @tparam table view
-- @treturn {table,...} candidates
-- @usage
-- local view = jiyao.document.view("日期|会议名称|主持人\n6月8日|校长办公会|林若溪\n6月9日|教学例会|何静")
-- print(require "jiyao.tables".find(view)[2].name) --> 教学例会
function M.find(view)
  local out, head, day, rows = {}, nil, nil, 0
  if not view.text:find("[|\t]") then return out end
  for _, line in ipairs(lines_of(view)) do
    local cells = cells_of(view, line)
    local found = head_of(cells)
    if found then
      head, day, rows = found, nil, 0
    elseif head and #cells >= MIN_CELLS - 1 and rows < MAX_ROWS and not other_re:find(cells[1].word) then
      rows, day = rows + 1, day_in(view, line.start, line.stop) or day
      out[#out + 1] = row_of(view, cells, head, day)
    end
    if not found and (#cells < MIN_CELLS - 1 or other_re:find(cells[1].word)) then head = nil end
  end
  return out
end

return M
