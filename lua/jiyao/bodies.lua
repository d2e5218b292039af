--- The named bodies of a text: organisations with their edges mended.
-- Knows which words before a name are verbs of going or prepositions, and how
-- names of bodies end. Refuses to decide whose page it is: that is
-- `jiyao.institution`.
-- @module jiyao.bodies
-- @internal
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

local ENDS = "(?:大学|学院|医院|卫生院|研究院|研究所|科学院|科学家联盟|研究中心|研究会|实验室|公司|集团|企业|工厂|厂|" ..
  "委员会|县委|市委|省委|区委|工委|党委|卫生健康委|卫健委|教委|局|厅|政府|政协|人大|协会|学会|商会|公会|工会|妇联|侨联|联合会|" ..
  "服务会|互助会|促进会|研习会|基金会|青年会|总会|公所|书院|中心|党校|学校|中学|小学|幼儿园|附中|附小|系|学部|学堂|总工会|" ..
  "法院|检察院|银行|信用社|报社|出版社|馆|联盟|数科|科技|股份|支队|大队|总队|中队|车间|支部|总支|科|处|部|所|站|社|" ..
  "办事处|办公室|街道办|街道|团|队|园区|校区|院区|高新区|经开区|会|组|县|市|区|镇|乡|村|院|校|司|署|庙|寺|堂|教会)"
local whole_re = regex.new("^(?!就(?!业))(?!(?:学校|学院|医院|公司|集团|实验室|单位)(?:与|和|在|将|党|领导))(?!.*(?:访问|参观|调研|" ..
  "召开|举行|举办|签署|来访|会见|一行|邀请|走进|培训|贯彻|落实|赴|共建|(?:与|(?<!协)和|同)(?:公司|学校|学院|医院|企业)$))(?!以(?!色列)|共同|参与|具有|任|时任|" ..
  "推动|推进|加快|加强|加速|强化|探讨|希望|建设|成立|共建|打造|持续|积极|深入|走访|到访|支持|" ..
  "研究部署|贯彻|十多|多所|多家|国内外|学习|实现|实施|助力|搞好|展现|来自|代表|依托|围绕|落实|完善|健全|推荐|参观|借助|开展|与|和|" ..
  "第[一二三四五六七八九十0-9]|[0-9])" ..
  ".*(?:大学|学院|医院|卫生院|研究院|研究所|科学院|研究中心|实验室|公司|集团|委员会|县委|市委|省委|区委|工委|卫生健康委|卫健委|" ..
  "局|厅|政府|政协|人大|协会|学会|商会|公会|联合会|服务会|互助会|促进会|联谊会|研究会|理事会|基金会|青年会|总会|中心|党校|学校|中学|" ..
  "小学|幼儿园|书院|学部|总工会|法院|检察院|银行|馆|联盟|数科|科技|股份|出版社|报社|办事处|园区|产业园|署|厂|医学部|领导小组办公室|[^关体联派]系)$")
-- A year, a level or a number behind a whole name is the beginning of something else.
local behind_re = regex.new("^(.{4,}?(?:大学|学院|医院|研究院|研究所|实验室|公司|集团|学校|中学|小学|协会|学会|商会|中心|馆))" ..
  "(?:[0-9]|第[一二三四五六七八九十0-9]|[一二三四五六七八九十〇]{2,}年|[一二三四五六七八九十]{1,3}[届级])")
-- A hall of a body, and its league's or party's committee, stand for the body.
local hall_re = regex.new("^(.{2,}?(?:大学|学院|医院|研究院|研究所|学校|中学|小学|公司|集团|中心))[^\n]*(?:楼|楼.*厅|礼堂|会议室|报告厅|" ..
  "会议厅|广场|体育场|体育馆)$")
local committee_re = regex.new("^(?:共青团|中国共产主义青年团|中国共产党)(.{4,})委员会$")
-- Words of going, so what follows is where one went.
local GOING = "(?:莅临|来到|到访|回访|来访|走访|访问|走进|前往|抵达|参观|考察|调研|做客|深入|进驻|赴|到|来)"
local going_re = regex.new("^" .. GOING .. "(?=.{4,})")
local inner_going_re = regex.new("^.*(?:来到|莅临|到访|走进|访问|前往|参观|赴)(?=[一-龥]{4,}$)")
local going_before_re = regex.new(GOING .. "\\z")
local lead_re = regex.new("^(?:指导(?!委员|中心)|\\([^)]{2,20}\\)|加入|考入|受到|接受|代表|联系|邀请|欢迎|感谢|支持|组织|带领|学习|作为|" ..
  "位于|坐落于|选派|" ..
  "推荐|借调|报考|毕业于|" ..
  "受到|时任|现任|历任|兼任|进(?!出口|修|步|贤)|由|在|于|从|向|为|对|把|让|使|将|假|自|经|率|并|及|暨|与|和|会同|联合)(?=.{2,})")
-- What may be the beginning of a name that the finder cut off: it stands between
-- a boundary and the name, and holds no word that cannot be within one.
local more_re = regex.new("(?:[,，。;；:：!！?？、\\s“”「」『』()《》【】\\-—▲※●年月日午前由在于与和及到赴向为对从将把让的了被是所同]|联合|报道)" ..
  "((?:(?![由在于与和及到赴向为对从将把让的了被是不也还都我本全该各来])[一-龥]){1,6})\\z")
local verbs_re = regex.new("召开|举行|举办|主办|承办|协办|组织|参加|出席|介绍|访问|来到|记者|通讯员|希望|代表|借助|反映|宣布|作报告|" ..
  "[书记长任员]$|^[省市县区校院原]$|^(?:其中|以及|近日|今天|昨天|成为|成立|授予|选举|产生)")

local function finish(view, o, start, name, goal)
  return {start = start, stop = start + #name, name = (name:gsub("%s+", "")), kind = o.kind,
    whole = whole_re:find((name:gsub("%s+", ""))) ~= nil, goal = goal, article = view.article_at(start)}
end

-- Takes verbs of going and prepositions off the front of a name.
local function stripped(s, start, name)
  local goal = going_before_re:find(cut.before(s, start, 6)) ~= nil
  local _, inner = inner_going_re:find(name)
  if inner then start, name, goal = start + inner, name:sub(inner + 1), true end
  for _ = 1, 2 do
    local _, b = going_re:find(name)
    if b then goal = true else _, b = lead_re:find(name) end
    if not b then break end
    start, name = start + b, name:sub(b + 1)
  end
  return start, name, goal
end

-- Gives a name back the characters that the finder left before it.
local function widened(s, start, name)
  local before = start < 24 and "\n" .. text.sub(s, 0, start) or cut.before(s, start, 24)
  local more = more_re:match(before)
  if not more or verbs_re:find(more) then return start, name end
  return start - #more, more .. name
end

-- What stands beyond the name, and what stands around it, are taken off.
local function narrowed(start, name)
  name = behind_re:match(name) or hall_re:match(name) or name
  local inner = committee_re:match(name)
  if not inner or not whole_re:find(inner) then return start, name end
  return start + name:find(inner, 1, true) - 1, inner
end

-- Names with a plain ending that the finder passed over, after a boundary or a
-- word that stands before names.
local plain_re = regex.new("(?:[,，。;；:：!！?？、\\s“”「」『』()《》【】\\-—由在于与和及到赴向为对从]|^|访问|走进|参观|来到|前往|借助|代表)" ..
  "((?:(?![由在于与和及到赴向为对从将把让的了被是])[一-龥]){2,10}(?:大学|学院|医院|研究院|研究所|中学|小学|博物馆|图书馆))" ..
  "(?![一-龥]{0,3}(?:学院|医院|研究院|研究所))")

-- Adds what the finder passed over to the list, which is sorted.
local function add_plain(view, list)
  local s, more, i = view.text, {}, 1
  for hit in plain_re:gmatch(s) do
    local name = hit[1]
    local start = hit.stop - #name
    while list[i] and list[i].stop <= start do i = i + 1 end
    local free = not list[i] or list[i].start >= hit.stop
    if free and whole_re:find(name) then
      local goal = going_before_re:find(cut.before(s, start, 6)) ~= nil
      more[#more + 1] = finish(view, {kind = "body"}, start, name, goal)
    end
  end
  table.move(more, 1, #more, #list + 1, list)
end

local function by_place(a, b)
  return a.start < b.start or (a.start == b.start and a.stop < b.stop)
end

-- What stands above an empty line is of another paragraph.
local gap_re = regex.new("^(?:[^\\n]*\\n)+[ \\t]*\\n\\s*")

local function below_gap(start, name)
  local _, b = gap_re:find(name)
  return start + (b or 0), b and name:sub(b + 1) or name
end

--- The bodies of a document in text order.
-- @function of
-- @tparam table view as `jiyao.document` prepares it: `text`, `orgs`, `article_at`
-- @treturn {table,...} `start`, `stop`, `name`, `kind`, `whole` (it ends as
--   bodies of their own do), `goal` (somebody goes there), `article`
-- @usage
-- local bodies = require "jiyao.bodies"
-- local view = jiyao.document.view("6月8日,林若溪来到云岭大学附属医院。")
-- print(bodies.of(view)[1].name, bodies.of(view)[1].goal) --> 云岭大学附属医院	true
function M.of(view)
  local out, s = {}, view.text
  for _, o in ipairs(view.orgs) do
    local start, name, goal = stripped(s, below_gap(o.start, text.sub(s, o.start, o.stop)))
    if start == o.start and not goal then start, name = widened(s, start, name) end
    start, name = narrowed(start, name)
    out[#out + 1] = finish(view, o, start, name, goal)
  end
  table.sort(out, by_place)
  add_plain(view, out)
  table.sort(out, by_place)
  return out
end

-- The body that another is a part of: 云岭大学 in 云岭大学法学院.
local parent_re = regex.new("^(.{2,}?(?:大学|学院|医院|研究院|研究所|科学院|实验室|学校|中学|集团有限公司|有限公司|集团|协会|学会|博物馆|图书馆|" ..
  "委员会|局|厅))" ..
  "(?=[一-龥].{1,}$)(?!附属|附设|第|医院|有限|股份)")

--- The body that another is a part of, or nil.
-- @function parent
-- @tparam string name
-- @treturn ?string
-- @usage
-- print(require "jiyao.bodies".parent("云岭大学学术委员会"), require "jiyao.bodies".parent("云岭大学")) --> 云岭大学	nil
function M.parent(name)
  return parent_re:match(name)
end

--- Whether a name ends as bodies of their own do, and begins as a name may.
-- @function is_whole
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.bodies".is_whole("云岭大学"), require "jiyao.bodies".is_whole("推进实验室")) --> true	false
function M.is_whole(name)
  return whole_re:find(name) ~= nil
end

--- How names of bodies end, for patterns of other rules.
M.ENDS = ENDS

return M
