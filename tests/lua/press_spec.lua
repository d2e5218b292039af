-- How pages of the press, of Taiwan and of worn archives tell events and their days; all people,
-- institutions and texts are invented.
local told = require "support.told"

-- Text, and each meeting as date|name|kind|host, by what the text tries.
local TOLD = {
  ["what two signed, in quotation marks or by another word"] = {
    {"云岭医院与海州药厂签署「联合研发意向书」,卫生局副局长林若溪到场见证\n发布日期:2024-06-08\n" ..
      "云岭医院今天与海州药厂上午签署「联合研发意向书」,携手培育人才。", "2024-06-08|海州药厂签署「联合研发意向书」|签约仪式|-"},
    {"6月8日上午云岭医院与东山第二医院在海州正式缔结为姊妹医院。院长何静与林若溪致辞。",
      "XXXX-06-08|东山第二医院在海州正式缔结为姊妹医院|签约仪式|-"},
    {"海州大学与东山大学签署MOU\n6月8日,海州大学校长何静与东山大学校长林若溪出席。",
      "XXXX-06-08|海州大学与东山大学签署MOU|签约仪式|-"},
  },
  ["今天 and 昨天 where the page has a day"] = {
    {"2024-06-01\n东山医院昨天在一楼大厅举办志工表扬会,院长何静感谢志工。", "2024-05-31|志工表扬会|其他|-"},
    {"2024-06-08\n东山医院昨(7)日举办志工表扬会。", "2024-06-07|志工表扬会|其他|-"},
    {"2024-06-08\n东山医院昨(3)日举办志工表扬会。", "2024-06-03|志工表扬会|其他|-"},
  },
  ["a day that lost a sign, or a sign of Taiwan"] = {
    {"云岭学院召开教学例会\n2024年03月09日\n38日上午,云岭学院召开教学例会,何静主持。", "2024-03-08|教学例会|例会|何静"},
    {"第三届云岭茶业论坛召开\n2024-10-27\n\n1026上午,第三届云岭茶业论坛在礼堂开幕。何静主持开幕式。",
      "2024-10-26|第三届云岭茶业论坛|论坛|何静"},
    {"东山大學於9/21(六)舉辦校友座談會,由校長林若溪主持。", "XXXX-09-21|校友座谈会|座谈会|林若溪"},
  },
  ["a meeting from which on something was done"] = {
    {"6月8日,云岭学院举办读书活动第二次推进会。自5月6日召开读书活动动员大会以来,各支部认真自学。",
      "XXXX-06-08|读书活动第二次推进会|工作会议|-"},
  },
  ["a name without what is said before it"] = {
    {"热烈祝贺云岭大学校友会成立大会圆满成功\n6月8日,云岭大学校友会成立大会在海州举行。", "XXXX-06-08|云岭大学校友会成立大会|大会|-"},
    {"6月8日,热烈而庄重的授徽仪式在云岭医院举行。", "XXXX-06-08|授徽仪式|其他|-"},
    {"省教育厅督导组视察我校 |\n6月8日,省教育厅副厅长林若溪率督导组一行莅临我校视察。",
      "XXXX-06-08|省教育厅督导组视察我校|调研|-"},
    {"6月8日,东山医院获奖。奖项未来将促进多领域的交流合作,院长何静说。", ""},
  },
  ["those whom a house trains"] = {
    {"第三期“晨光班”拉开帷幕\n6月8日,云岭集团第三期“晨光班”在海州拉开帷幕。董事长何静出席。", "XXXX-06-08|第三期“晨光班”|培训会|-"},
  },
  ["a talk with others behind a meeting"] = {
    {"何静校长出席水产学院党政联席会议\n6月8日上午,何静校长出席了水产学院党政联席会议。会后,何静校长还与青年教师进行了座谈交流。",
      "XXXX-06-08|水产学院党政联席会议|工作会议|-"},
  },
}

describe("events on pages of the press", function()
  for name, text, expected in told.cases(TOLD) do
    it(name, function() assert.equal(expected, told.of(text)) end)
  end
end)
