--- Text in the columns of a terminal, where a Chinese character takes two.
-- Knows widths; refuses to know what the words mean.
-- @module jiyao.columns
-- @internal

local text = require "jiyao.text"
local valid = require "jiyao.valid"

local columns = {}

--- One line that is safe to print: control characters and bytes that are no
-- UTF-8 become `?`.
-- @function printable
-- @tparam string s
-- @treturn string
-- @usage
-- print(jiyao.columns.printable("会\n议\xff")) --> 会?议?
function columns.printable(s)
  return (valid.replace(s, "?"):gsub("%c", "?"))
end

--- Cuts a line to at most `width` columns; what was cut shows as `…`.
-- @function fit
-- @tparam string s
-- @tparam integer width
-- @treturn string
-- @usage
-- print(jiyao.columns.fit("院务工作会议", 7)) --> 院务工…
function columns.fit(s, width)
  s = columns.printable(s)
  if text.width(s) <= width then return s end
  -- A wide character that is cut may leave a column over.
  return (text.pad(s, math.max(width, 0)):gsub(" +$", ""))
end

--- Lays rows of fields out in columns.
-- @function align
-- @tparam table rows lists of strings
-- @tparam[opt=40] integer most the widest that a field may be
-- @treturn table a list of lines
-- @usage
-- local lines = jiyao.columns.align {{"日期", "会议"}, {"2023-06-08", "座谈会"}}
-- print(lines[1]) --> 日期        会议
-- print(lines[2]) --> 2023-06-08  座谈会
function columns.align(rows, most)
  local widths, cells, lines = {}, {}, {}
  for i, row in ipairs(rows) do
    cells[i] = {}
    for j, field in ipairs(row) do
      cells[i][j] = columns.fit(field, most or 40)
      widths[j] = math.max(widths[j] or 0, text.width(cells[i][j]))
    end
  end
  for i, row in ipairs(cells) do
    for j = 1, #row - 1 do row[j] = text.pad(row[j], widths[j]) end
    lines[i] = table.concat(row, "  ")
  end
  return lines
end

return columns
