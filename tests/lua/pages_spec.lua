-- How pages of news tell their events: datelines, parts of sentences that are no name, what is spoken of as
-- the page's own; all people, institutions and texts are invented.
require "jiyao"
local told = require "support.told"

-- Text, and each meeting as date|name|kind|host, by what the text tries.
local TOLD = {
  ["behind the dateline of any outlet"] = {
    {"茶乡网云岭12月17日电(特约记者何静)云岭省蚕桑学会第六次会员代表大会今天召开。",
      "XXXX-12-17|第六次会员代表大会|大会|-"},
    {"海州晚报6月8日讯 云岭大学教学工作会议6月7日在图书馆召开。", "XXXX-06-07|云岭大学教学工作会议|工作会议|-"},
    {"(通讯员 何静)云岭大学教学工作会议6月7日在图书馆召开。", "XXXX-06-07|云岭大学教学工作会议|工作会议|-"},
  },
  ["not by who was met"] = {
    {"3月6日,海州大学教务长林若溪一行来校考察访问。\n茶学院等部门负责人与参访团进行了座谈交流。",
      "XXXX-03-06|林若溪一行来校考察访问|调研|-"},
    {"9月8日至11日,海州大学访问团一行4人对我校进行了访问。\n9月8日上午,校长林若溪会见了访问团全体成员。",
      "XXXX-09-08/XXXX-09-11|一行4人对我校进行了访问|调研|-"},
    {"11月1日上午,院领导与来访的海州茶学校理事长何静一行在二楼会议室进行合作洽谈。", "XXXX-11-01|合作洽谈|座谈会|-"},
  },
  ["not by words that say there were several"] = {
    {"9月10日,云岭中学召开表彰大会。会后,老师们开展了以茶话会等为形式的各种形式多样的纪念活动。",
      "XXXX-09-10|表彰大会|大会|-"},
    {"云岭中学开展了一系列庆祝活动。\n9月7日下午,各班开展了“谢谢您”主题班会活动。",
      "XXXX-09-07|“谢谢您”主题班会活动|其他|-"},
  },
  ["whole, though a mark stands in the name"] = {
    {"4月26日下午,云岭区茶业协会揭牌、授牌仪式在海州医院举办。", "XXXX-04-26|云岭区茶业协会揭牌、授牌仪式|其他|-"},
    {"3月23日,云岭大学青木大讲堂“走进海州中学”讲座活动在海州中学举行。",
      "XXXX-03-23|云岭大学青木大讲堂“走进海州中学”讲座活动|其他|-"},
    {"8月27日,学校党委书记何静出席交流座谈暨签约仪式。交流座谈会由林若溪主持。", "XXXX-08-27|交流座谈暨签约仪式|签约仪式|林若溪"},
  },
  ["not by what one only spoke of or wished well"] = {
    {"8月30日上午,海州大学林若溪教授访问我院。随后,双方就合办国际学术会议的一些问题进行了交流。", "XXXX-08-30|访问我院|调研|-"},
    {"5月12日,云岭茶业协会召开年会。市茶业局局长何静向会议召开表示祝贺。", "XXXX-05-12|年会|论坛|-"},
    {"5月12日,云岭茶业协会召开年会。市茶业局局长何静对大会的召开表示热烈祝贺。", "XXXX-05-12|年会|论坛|-"},
    {"11月29日上午,何静院长携专家团一行来到海州,出席云岭医院专科联盟揭牌仪式。", "XXXX-11-29|云岭医院专科联盟揭牌仪式|其他|-"},
  },
  ["in a season of a year"] = {
    {"2026年春节前夕,离退休工作处组织开展走访慰问活动,看望了老同志。", "-|走访慰问活动|调研|-"},
  },
  ["that a page speaks of as its own"] = {
    {"5月6日,云岭小学五年级学生走进海州科技馆。\n本次研学活动让学生们收获满满。", "XXXX-05-06|研学活动|调研|-"},
    {"5月6日,云岭医院印发通知。\n此次专项整治活动为期三个月。", ""},
  },
  ["of those whom a congress chose"] = {
    {"6月8日,云岭医院召开工会第三次会员代表大会。新一届工会委员会召开第一次全体会议,选举何静为主席。",
      "XXXX-06-08|工会第三次会员代表大会|大会|-;XXXX-06-08|第一次全体会议|大会|-"},
  },
  ["at which something was studied"] = {
    {"6月8日下午,蚕桑支部党员围绕“全会精神”展开集体学习和讨论。", "XXXX-06-08|集体学习|学习会|-"},
    {"3月30日,行政二支部组织支部党员进行党课学习,院长何静出席活动并授课。", "XXXX-03-30|党课学习|党课|-"},
  },
}

describe("pages of news", function()
  for name, words, expected in told.cases(TOLD) do
    it(name, function() assert.equal(expected, told.of(words)) end)
  end
end)
