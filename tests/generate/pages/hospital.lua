-- A hospital's own system: names of classes in abbreviated pinyin, the introduction of the
-- hospital and its hours in a column before the text, opinions of readers below.
return function(P, random, i)
  local a = P.article(random, i == 1 and 1 or random(2, 4))
  local body, text = P.body(random, a)
  local html = P.fill([[
<!doctype html>
<html><head><meta name="viewport" content="width=device-width"><meta charset="utf-8">
<title>凤栖中心医院</title><link rel="stylesheet" href="/css/ny.css"></head>
<body>
<div class="w100 tb"><div class="w1200"><span class="rq">2026年3月1日 星期日 多云</span><span class="dh"><a href="tel:0559">急诊电话：0559-1200120</a></span></div></div>
<div class="w100 dhl"><ul class="yjdh">$MENU</ul></div>
<div class="w1200 nr_k">
<div class="zl"><div class="zl_t">医院简介</div><div class="zl_n"><p>凤栖中心医院始建于1951年，是一所集医疗、教学、科研、预防为一体的三级甲等综合医院，开放床位1200张。</p><p>门诊时间：上午八时至十二时，下午二时至五时三十分。</p></div>
<div class="zl_t">专家推荐</div><div class="zl_n">$DOCTORS</div></div>
<div class="yl"><div class="mbx">当前所在：<a href="/">首页</a>＞<a href="/xw">医院动态</a>＞详情</div>
<div class="xq"><div class="xq_bt">$TITLE</div>
<div class="xq_xx"><span>$DATE</span><span>浏览量：$VIEWS 次</span><span>供稿：$SOURCE　$AUTHOR</span></div>
<div class="xq_zw">$BODY</div>
<div class="xq_fy"><a href="1.html">上一条：$PREV</a><a href="2.html">下一条：$NEXT</a></div></div>
<div class="pl"><div class="pl_bt">网友留言（$COUNT）</div>$COMMENTS</div></div></div>
<div class="w100 db"><div class="w1200">凤栖中心医院 版权所有 | 地址：凤栖市人民路18号 | 邮编：245000 | 皖ICP备12000000号 | 技术支持：某某科技</div></div>
</body></html>]], {MENU = P.menu(random, 9, '<li><a href="/m/">$word</a></li>'),
    DOCTORS = P.links(P.others(random, 3), '<div class="zj"><a href="$href">主任医师</a><span>擅长常见病诊治</span>'
      .. '</div>'),
    TITLE = P.escape(a.title),
    DATE = a.iso,
    VIEWS = tostring(random(10, 999)),
    SOURCE = a.source,
    AUTHOR = a.person,
    BODY = body,
    PREV = P.escape(P.others(random, 1)[1].title),
    NEXT = P.escape(P.others(random, 1)[1].title),
    COUNT = tostring(2 * i),
    COMMENTS = P.comments(random, 2 * i, '<dl><dt>$NAME $DATE $TIME</dt><dd>$TEXT</dd></dl>')})
  return {html = html, title = a.title, date = a.iso, text = a.title .. "\n" .. text}
end
