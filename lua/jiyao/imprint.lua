--- What a page says of its own body: mastheads, imprints, signatures, sources.
-- Knows the furniture of news pages and bulletins. Refuses to weigh it against what the
-- text tells: that is `jiyao.institution`, which hands in the votes.
-- @module jiyao.imprint
-- @internal
local bodies = require "jiyao.bodies"
local body_names = require "jiyao.body_names"
local cut = require "jiyao.cut"
local outlets = require "jiyao.outlets"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

-- A page says whose it is near its beginning and at its end.
local TAIL, TOP = 1500, 200

-- What the head and the footer of a page of HTML say counts more than one line of it.
local SITE = 8
-- Who built the site, and whom it links to, stand behind these.
local others_re = regex.new("技术支持|设计|制作|开发:|维护|运维|友情链接|相关链接|推荐网站|承建|承办")
local runs_re = regex.new("(?:版权所有|版权|主办单位|主办|所有)*([一-龥]{4,40})")

-- What pages say of themselves: sites, hosts, copyright; who makes a bulletin says it above all of its items.
local furniture = {
  {n = 6, re = regex.new("(?:欢迎(?:您)?(?:访问|光临|来到)|您好,欢迎访问)([^\\n,。!]{3,30}?)(?:官网|官方网站|网站|主页|!|！|\\n)")},
  {n = 6, re = regex.new("版权所有\\s?[:：©]?\\s?" ..
    "(?:Copyright\\s?(?:©|[(]C[)])?\\s?(?:[12][0-9]{3}(?:-[12][0-9]{3})?\\s?)?)?" ..
    "([^\\s,。|]{3,30})")},
  {n = 6, re = regex.new("(?:^|\\n)\\s*(?:主办|主办单位|编印|主管主办)\\s?[:：]\\s?([^\\s,。、|]{3,30})")},
  {n = 10, re = regex.new("(?:^|\\n)[ \\t]*([一-龥]{4,30}?)(?:办公室|秘书处|宣传[部处科])?(?:编印?|主办|印发)(?=[ \\t\\n])")},
}
local masthead_re = regex.new("(?:^|\\n)[ \\t]*([一-龥]{2,24}?(?:大学|学院|医院|研究院|研究所|实验室|公司|集团|中学|学校|协会|学会|" ..
  "馆|局|委员会))[·| \\t]*[一-龥]{0,4}(?:快讯|简报|简讯|要闻|通讯|月报|动态|院报|校报|馆讯|院讯|校讯)[ \\t]*(?=\\n|第)")
local headed_re = regex.new("(?:^|\\n)[ \\t]*([一-龥]{4,24}?)[ \\t·|—-]+[一-龥]{0,6}" ..
  "(?:新闻|要闻|简讯|动态|专报|专刊|通讯|快报|院讯|校讯|馆讯|" ..
  "会讯|社讯|新闻网|新闻中心|官网|网站)[ \\t]*(?=\\n)")
local unit_masthead_re = regex.new("(?:^|\\n)[ \\t]*([一-龥]{1,20}?(?:党委|党组|工会|团委|妇联|[^全]处|部|办公室))" ..
  "[ \\t]*\\n?[ \\t]*(?:(?:[一-龥] ?){0,6}?(?:简 ?报|快 ?讯|动 ?态|通 ?讯|简 ?讯))[ \\t]*(?=\\n|第)")
local publisher_re = regex.new("发布(?:单位|机构|者)\\s?[:：]\\s?([^\\s,。|():：]{3,24}?)(?=[\\s,。|(]|\\z)")
local source_re = regex.new("(?:(?:来源|供稿单位|供稿|发布单位|发布机构|发布者)\\s?[:：]\\s?|\\()([^\\s,。|():：]{3,24}?)" ..
  "(?=[\\s,。|(]|\\z|供稿\\)|(?<=[^\\s])\\))")
-- A body's own rules bear its name.
local rules_re = regex.new("《([^》\n]{2,40}?(?:大学|学院|医院|研究院|研究所|学校|中学|公司|集团|协会|学会|博物馆|图书馆))[^》\n]{0,40}" ..
  "(?:办法|规定|章程|方案|条例|细则|规划|制度|意见|计划)[^》\n]{0,8}》")
-- A line that is a body's name alone, or before a day, signs what stands above it.
local day_line_re = regex.new("^\\s*[12][0-9]{3}\\s?年\\s?[0-9]+\\s?月\\s?[0-9]+\\s?日[ \\t]*(?![^\\n])")

local before_day_re = regex.new("^\\s*(.*?)[\\s|]+(?:(?:发布)?(?:时间|日期)\\s?[:：]\\s?)?[12][0-9]{3}" ..
  "(?:年[0-9]{1,2}月[0-9]{1,2}日|[-./][0-9]{1,2}[-./][0-9]{1,2})(?:\\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\\s*$")

local office_re = regex.new("(?:秘书处|办公室|组委会|筹委会)$")

-- (云岭医学会秘书处): who sends in what stands above.
local bracketed_re = regex.new("^\\(([一-龥]{4,24})\\)$")

-- Copyright © 2019-2024 东山医院 All Rights Reserved
local rights_re = regex.new("^(?:(?i:copyright)|版权所有|[©Ⓒ:：]|\\([cC]\\)|[0-9]{4}(?:[-—~至][0-9]{4})?)+|" ..
  "(?i:all\\s?rights\\s?reserved).*$")

local function vote_lines(view, votes, from, bytes, n)
  local at, lines, begin = from, cut.after(view.text, from, bytes) .. "\n", 1
  while begin <= #lines do
    local line = lines:sub(begin, lines:find("\n", begin, true) - 1)
    local name = cut.squeezed(line)
    if n > 4 then name = bracketed_re:match(name) or name end
    name = rights_re:gsub(name, "")
    local before_day = #line <= 120 and before_day_re:match(line)
    if before_day then name = cut.squeezed(before_day) end
    local chars = #name <= 120 and utf8.len(name) or 0
    if n > 4 and office_re:find(name) then -- 云岭医学会秘书处 signs for the society
      local house = bodies.parent(name)
      name = house and body_names.is_whole(house) and house or name
    end
    local is_name = chars >= 4 and chars <= 30 and not name:find("“", 1, true) and body_names.is_whole(name)
    if is_name and not outlets.is_press(name) then
      local signs = n > 4 and (before_day or day_line_re:after(view.text, at + #line, 60))
      local more = signs and 4 or before_day and 3 or 0
      votes:add(name, n + more, "a line of its own", at, at + #line)
    end
    at, begin = at + #line + 1, begin + #line + 1
  end
end

-- Parts of a house, and its councils.
local PART = "(?:办公室|小组|秘书处|[党团]委|工会|[部处科室])$"
local part_re, inner_re = regex.new(PART), regex.new("委员会$|" .. PART)

-- A source that is the short name of a body of the page means that body.
local function vote_source(view, votes, hit)
  local name = hit[1]
  if body_names.is_whole(name) then
    votes:add(name, part_re:find(name) and 3 or 5, "the source that is stated", hit.start, hit.stop)
    return
  end
  local seen = {}
  for _, o in ipairs(utf8.len(name) >= 4 and view.within(view.bodies, hit.stop, hit.stop + TAIL) or {}) do
    if o.whole and not seen[o.name] and o.name:find(name, 1, true) then
      seen[o.name] = true
      votes:add(o.name, 4, "the source that is stated, in full", hit.start, hit.stop)
    end
  end
end

-- 版权所有 云岭大学 | 技术支持:…: of a line the first name, which stands where a run of Han begins.
local function vote_site(view, votes)
  local seen = {}
  for whole in (view.site or ""):gmatch("[^\n]+") do
    local others = others_re:find(whole)
    local line = others and text.sub(whole, 0, others) or whole
    for run in runs_re:gmatch(line) do
      local first = view.orgs_of(run[1])[1]
      local name = first and first.start == 0 and text.sub(run[1], 0, first.stop)
      if name and body_names.is_whole(name) then
        if not seen[name] then votes:add(name, SITE, "the site that the page is of") end
        seen[name] = true
        break
      end
    end
  end
end

-- A bulletin or a page of a newspaper says whose it is above the first of its items, with its number: 工作简报 第7期
-- 云岭局节水工作领导小组办公室 2022年5月6日.
local ISSUE, MASTHEAD = 450, 12
local issue_re = regex.new("(?:第|总)\\s?[0-9一二三四五六七八九十百]{1,4}\\s?[期版]")
local told_re = regex.new("召开|举[行办]|开展|组织|签[署约]|调研|考察|来[院校所]|[我本][院校所司]|[,。:《》●★■◇▲]")
local apart_re = regex.new("机关党委$|^中共.*委(?!员会)") -- whose pages are their own

-- The house that a line opens with.
local function opens_line(view, from, to)
  local line = text.sub(view.text, from, to)
  if utf8.len(line) > 40 or told_re:find(line) then return nil end
  local o = view.first_within(view.bodies, from, to)
  if not o or o.start > from + #line:match("^%s*") then return nil end
  if o.whole and not inner_re:find(o.name) then return o.name, o end
  if apart_re:find(o.name) then return o.name, o end
  local house = bodies.parent(o.name)
  return house and body_names.is_whole(house) and house, o
end

local function vote_bulletin(view, votes)
  local head = cut.after(view.text, 0, ISSUE)
  if not issue_re:find(head) then return end
  local at = 0
  for line in head:gmatch("([^\n]*)\n") do
    local name, o = opens_line(view, at, at + #line)
    if name and not outlets.is_press(name) then
      votes:add(name, MASTHEAD, "the masthead of a bulletin", o.start, o.stop, true)
      return
    end
    at = at + #line + 1
  end
end

-- 云岭县中学 地址:…: the last lines of a page say where its house is.
local FOOT = 450
local address_re = regex.new("(?:^|\\n)[ \\t]*([一-龥]{4,30})[ \\t|]*\\n?[ \\t]*" ..
  "(?:(?:联系|单位|学校|医院|公司|通讯)?地址|[校院会所]址|总机|" ..
  "(?:联系|办公|咨询|院办|校办)?电话)[ ]?[:：]")

local function vote_foot(view, votes)
  local from = view.text:find("\n", math.max(1, #view.text - FOOT), true)
  if not from then return end
  local only, name
  for hit in address_re:gmatch(cut.after(view.text, from, FOOT)) do
    if only then return end -- a list of houses
    only, name = hit, body_names.is_whole(hit[1]) and hit[1] or bodies.parent(hit[1])
  end
  if name and body_names.is_whole(name) then
    votes:add(name, 6, "the address at the foot of the page", from + only.start, from + only.stop)
  end
end

local function ends_of_bodies(view)
  local out = {}
  for _, o in ipairs(view.bodies) do out[o.stop] = true end
  return out
end

--- Votes for the bodies of which the page says that it is theirs.
-- @function vote
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table votes with `add(self, name, n, rule, start, stop, alone)`
-- @usage
-- local view = jiyao.document.view("云岭大学 校园新闻\n6月8日,学校召开会议。")
-- local votes = {add = function(_, name, _, rule) print(name, rule) end}
-- require "jiyao.imprint".vote(view, votes) --> 云岭大学	the masthead
function M.vote(view, votes)
  local s = view.text
  local first = view.articles[1]
  for _, f in ipairs(furniture) do
    for hit in f.re:gmatch(s) do
      local name = body_names.is_whole(hit[1]) and hit[1] or bodies.parent(hit[1])
      if name and body_names.is_whole(name) then
        votes:add(name, f.n, "what the page says of itself", hit.start, hit.stop)
      end
    end
  end
  for hit in masthead_re:gmatch(cut.after(s, 0, TAIL)) do
    if body_names.is_whole(hit[1]) then votes:add(hit[1], 5, "the masthead", hit.start, hit.stop) end
  end
  for hit in headed_re:gmatch(cut.after(s, 0, TOP)) do
    if body_names.is_whole(hit[1]) then votes:add(hit[1], 5, "the masthead", hit.start, hit.stop) end
  end
  for hit in unit_masthead_re:gmatch(cut.after(s, 0, TOP)) do
    votes:add(hit[1], 7, "the masthead", hit.start, hit.stop, true)
  end
  for hit in rules_re:gmatch(s) do
    if body_names.is_whole(hit[1]) then
      votes:add(hit[1], 2, "the name of its own rules", hit.start, hit.stop)
    end
  end
  local of_body = ends_of_bodies(view) -- 重点实验室(云岭大学) tells whose it is, not where the news comes from
  for hit in source_re:gmatch(s) do
    if not of_body[hit.start] then vote_source(view, votes, hit) end
  end
  for hit in publisher_re:gmatch(cut.after(s, 0, TAIL)) do
    if body_names.is_whole(hit[1]) then votes:add(hit[1], 4, "who publishes it", hit.start, hit.stop) end
  end
  vote_lines(view, votes, 0, math.max(first.title_stop or 0, first.start) + 200, 4)
  vote_bulletin(view, votes)
  vote_site(view, votes)
  vote_foot(view, votes)
  local last = #s > 600 and s:find("\n", math.max(1, #s - TAIL), true)
  if last then vote_lines(view, votes, last, TAIL, 5) end
end

return M
