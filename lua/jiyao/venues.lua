--- Where an event takes place, as its sentence or a line of its page says it. Knows what stands
-- before a holding verb (在候船楼二楼会客厅召开) and behind 地点：, and cuts away what belongs to the
-- day, the manner or the verb. Refuses to know maps, and to guess from the institution.
local regex = require "jiyao.regex"
local wordlist = require "jiyao.wordlist"

local M = {}

local MOST = 90 -- bytes of a place

local held_re = regex.new("(?:在(?!职(?!工)|校生|读)|于|假)((?![0-9〇零○一二三四五六七八九十]+[年月日])[^,，。;；\n]{2,45}?)" ..
  wordlist.pattern("event_words", 2, "manner") .. "*(?:主持)?(?:召开|举行|举办|开幕|开班|落幕|闭幕|开展|开讲|启动|揭幕|揭牌|签署|签订|签约)")
local line_re = regex.new("(?:^|\\n)\\s*(?:[(（]?[一二三四五六七八九0-9]{1,2}[)）]?[、.．)）]?)?\\s*" ..
  "(?:会议|活动|讲座|培训|举办|召开)?地\\s*[点址]\\s?[:：]\\s*([^,，。;；\\n]{2,40})")

-- 民国113年8月1日上午10时在馆内大厅, 仪式在黄水度假区: the last word that leads to a place.
local lead_re = regex.new("^(?:.*(?:[0-9日时分半晚午)）]|仪式|会议|大会|活动|" ..
  "(?:领导|指导|支持|带领|见证|组织|主持)下)(?:在|于|假座?))?(?:座(?!落|谈))?(.*)$")
-- 三楼会议室为新队员, 海州以先分散后集中方式, 浙江安吉组织
local tail_re = regex.new("^(.*?(?:[室厅堂楼院馆场校层区心村镇市]为(?=.)|" ..
  ".(?<!卫生|贸易|社会|国际)(?=(?:联合|共同|组织|协同)(?:\\z|[0-9一二两三四五六七八九十数]))|" ..
  ".(?=以[^以]*(?:方式|形式)\\z)|.(?=[(（][^()（）]*(?:视[讯频]|直播|线上)[^()（）]*[)）]?\\z)))")
local no_place_re = regex.new("[>＞»:：©]|[0-9]{5}|电话|邮编|邮政编码|" ..
  "^(?:[的各由此]|随(?=[后即着])|其[间中]|会[上前后]|这(?!里)|民国|中华民国|完成|圆满|期间|前期|[全各]体|[昨今明当][日天晚]|近日|日前|" ..
  "[上本下这]个?[周月])|[后时际]$|(?:职工|学生|青年|群众|会员|[过期]程|期[盼待]|[瞩注]目)中$|日$|" ..
  "(?:带领|率领|领导|指导|主持|陪同|见证|关[心怀爱注]|支持|组织|协[助调]|推动|努力|帮助|号召|感召|引领|部署|安排|倡议|配合|鼓励|" ..
  "背景|形势|条件|情况|前提|要求|氛围|气氛|影响|关照)之?[下中]$|基础之?上$|" ..
  "(?:前夕|前后|[节会]前|声中|以来|名义|之中|期间|当中)$|(?:到来|来临)")

-- The place in what stands between 在 and the verb; nil where it tells none.
local function cleaned(words)
  words = lead_re:match(words) or words
  words = (tail_re:match(words) or words):gsub("为$", "")
  if #words > MOST or no_place_re:find(words) then return nil end
  return words
end

local function found(words, start, stop)
  return words and {words = words, start = start, stop = stop}
end

--- The place that a sentence gives before a holding verb.
-- @tparam string sentence
-- @treturn ?table `words`, and `start` and `stop` of what says so, in bytes of the sentence; nil where it gives none
-- @usage
-- print(require "jiyao.venues".said("6月8日,年会在候船楼二楼会客厅顺利召开。").words) --> 候船楼二楼会客厅
function M.said(sentence)
  for hit in held_re:gmatch(sentence) do
    local words = cleaned(hit[1])
    if words then return found(words, hit.start, hit.stop) end
  end
end

--- The place that a line of a form or of minutes gives.
-- @tparam string lines
-- @treturn ?table as of `said`
-- @usage
-- print(require "jiyao.venues".line("时间：6月8日\n地点：行政楼三楼会议室\n").words) --> 行政楼三楼会议室
function M.line(lines)
  local hit = line_re:gmatch(lines)()
  return hit and found(cleaned(hit[1]), hit.start, hit.stop)
end

return M
