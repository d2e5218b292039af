--- Who presides, speaks, attends and signs, read off the words around mentions.
-- Knows the cues of the genre; refuses to know which event they belong to
-- beyond the place where they stand.
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

-- 主持 that presides over something held, not over work, a project or a post.
local preside_re = regex.new("担任(?:会议|论坛|座谈会|讲座)?主持人?|(?:共同|联合|分别|亲自|在)?主持(?!" ..
  "人|行政|日常|全面|工作|学院|学校|医院|的|过|完成|编|" ..
  "国家|省|市|制定|起草|研究|承担|科研|课题|项目|党委工作|党务|常务)")
local chair_label_re = regex.new("(?:会议主席|主持人|主持)\\s?[:：]\\s?")
local speaks_re = regex.new("^(?:(?:首先|最后|随后|接着|分别|也|则|还|并|" ..
  "在(?:会上|讲话中|致辞中|总结中|发言中|[^,。\n]{1,10}[上中时])),?)*" ..
  "(?:指出|强调|表示|认为|要求|提出|讲话|作[^,。\n]{0,30}(?:讲话|报告|总结|发言|部署|授课)|做[^,。\n]{0,40}报告|致辞|致词|致欢迎词|" ..
  "致开幕词|发言|介绍|汇报|总结|传达|宣读|宣布|代表[^,。\n]{1,20}(?:致辞|讲话|发言|表态)|对[^,。\n]{1,40}(?:表示|提出|作|进行)|" ..
  "分享|谈到|回顾|通报|解读|主讲|为[^,。\n]{1,40}(?:讲课|授课|作|上))")
-- Cited, not there: 习近平总书记关于…的重要论述.
local cited_re = regex.new("^(?:关于|的|系列|重要|[对在][^,。\n]{1,40}(?:讲话|指示|批示|精神|要求|论述)|" ..
  "[^,。\n]{0,12}(?:重要讲话|重要指示|重要论述|思想|精神|批示|回信|贺信))")
local attends_re = regex.new("出席|参加|列席|莅临|陪同|到会|见证")
local signs_re = regex.new("签署|签订|签约")
local lead_re = regex.new("^[^,，。;；\n]{0,20}?(?:率队|率团|带队|一行|率领|带领)")
-- What may stand between two people of one list, or between a person and 主持.
local gap_re = regex.new("^(?:[、和与及,/\\s]|以及)*[^,。;；:\n《》“”]{0,24}$")
local joined_re = regex.new("^\\s*(?:、|和|与|及|以及)")
local plain_re = regex.new("^(?:教授|研究员|院士|博士|主任|同志|老师|先生|女士|亲自|共同|联合|分别|在|\\s)*$")
local stops = {["。"] = true, ["；"] = true, [";"] = true, ["\n"] = true, ["!"] = true, ["！"] = true,
  [","] = true, ["，"] = true, [":"] = true}

local function clause_floor(s, at)
  while at > 0 do
    local i = at
    repeat i = i - 1 until i <= 0 or s:byte(i + 1) & 0xC0 ~= 0x80
    if stops[s:sub(i + 1, at)] then return at end
    at = i
  end
  return 0
end

-- The people of the list that ends right before `stop`.
local function subjects(view, floor, stop)
  local s, list = view.text, view.within(view.mentions, floor, stop)
  local last = list[#list]
  if not last then return {} end
  local by = text.sub(s, floor, last.start):find("由", 1, true)
  local behind = text.sub(s, last.stop, stop)
  if not by and not plain_re:find(behind) and #behind > 24 then return {} end
  local first = #list
  while first > 1 do
    local between = text.sub(s, list[first - 1].stop, list[first].start)
    if not (joined_re:find(between) and gap_re:find(between)) then break end
    first = first - 1
  end
  return table.move(list, first, #list, 1, {})
end

--- Every act of presiding in a document.
-- @tparam table view as `jiyao.document` prepares it
-- @treturn {table,...} `start`, `stop` (of the word 主持), `people` (mentions)
-- @usage
-- local view = jiyao.document.view("会议由副院长林若溪主持。副院长林若溪讲话。")
-- print(jiyao.hosts.find(view)[1].people[1].person.name) --> 林若溪
function M.find(view)
  local s, out = view.text, {}
  for hit in preside_re:gmatch(s) do
    local people = subjects(view, clause_floor(s, hit.start), hit.start)
    if #people > 0 and not view.in_book(hit.start) then
      out[#out + 1] = {start = hit.start, stop = hit.stop, people = people}
    end
  end
  for hit in chair_label_re:gmatch(s) do
    local a, b = hit.start, hit.stop
    local list = view.within(view.mentions, b, math.min(#s, b + 90))
    if list[1] and list[1].start - b < 40 then out[#out + 1] = {start = a, stop = b, people = {list[1]}} end
  end
  table.sort(out, function(x, y) return x.start < y.start end)
  return out
end

--- What a mention does where it stands: speaker, attendee, signatory, leader,
-- cited (named for what was said elsewhere) or nil.
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table m a mention of `view.mentions`
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("院长林若溪指出,要抓好落实。")
-- print(jiyao.hosts.role(view, view.mentions[1])) --> speaker
function M.role(view, m)
  if m.person.byline then return nil end
  local s = view.text
  local tail = cut.after(s, m.stop, 90)
  if cited_re:find(tail) then return "cited" end
  if lead_re:find(tail) then return "leader" end
  if speaks_re:find(tail) then return "speaker" end
  local sentence = view.sentence_at(m.start)
  if not sentence then return nil end
  local words = text.sub(s, sentence.start, sentence.stop)
  if signs_re:find(words) and signs_re:find(text.sub(s, m.stop, sentence.stop)) then return "signatory" end
  if attends_re:find(words) then return "attendee" end
  return nil
end

return M
