-- 西安博达网站群 (VSB): tables and forms around v_news_content, click counters by
-- script, attachments as a list behind the text.
return function(P, random, i)
  local a = P.article(random, i == 3 and 1 or random(3, 5))
  local body, text = P.body(random, a)
  local attach, attached = "", ""
  if i == 2 then
    attach = '<ul style="list-style-type:none;">\n<li>附件【<a href="/system/_content/download.jsp?id=1"'
      .. ' target="_blank">'
      .. '2023年度考核登记表.docx</a>】已下载<span id="nattach123"></span>次</li></ul>'
    attached = "\n附件【2023年度考核登记表.docx】"
  end
  local html = P.fill([[
<!DOCTYPE HTML PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=UTF-8"><TITLE>$TITLE-云溪大学新闻网</TITLE>
<META Name="keywords" Content="云溪大学新闻网,新闻" />
<META Name="description" Content="$LEAD" />
<LINK href="/style/style.css" type="text/css" rel="stylesheet">
<script language="javascript" src="/system/resource/js/dynclicks.js"></script>
<!--Announced by Visual SiteBuilder 9-->
<link rel="stylesheet" type="text/css" href="/_sitegray/_sitegray_d.css" /><META Name="SiteName" Content="云溪大学新闻网" />
<META Name="PageTitle" Content="$TITLE" /></HEAD>
<BODY>
<div class="top"><div class="logo"><a href="/index.htm"><img src="/images/logo.png" alt="云溪大学"></a></div>
<div class="search"><form action="/ssjg.jsp" method="post"><input type="text" name="keyword" value="请输入关键词"><input type="submit" value="搜索"></form></div>
<div class="menu"><ul>$MENU</ul></div></div>
<div class="dqwz"><p>您的位置： <a href="/index.htm">首页</a> &gt;&gt; <a href="/xw.htm">新闻</a> &gt;&gt; <a href="/zhxw.htm">综合新闻</a> &gt;&gt; 正文</p></div>
<div class="ny_left"><h3>新闻中心</h3><ul>$SIDE</ul></div>
<div class="ny_right"><script language="javascript" src="/system/resource/js/ajax.js"></script>
<form name="_newscontent_fromname">
<div class="content">
<div class="content-title"><h3>$TITLE</h3></div>
<div class="content-info">
<i>发布日期：$DATE</i>&nbsp;&nbsp;&nbsp;&nbsp;作者：$AUTHOR&nbsp;&nbsp;&nbsp;&nbsp;来源：$SOURCE&nbsp;&nbsp;&nbsp;&nbsp;点击：[<script>_showDynClicks("wbnews", 1392, 4051)</script>]</div>
<div id="vsb_content_2"><div class="v_news_content">
$BODY
</div></div><div id="div_vote_id"></div>
$ATTACH
<div class="prenext"><p>上一条：<a href="4050.htm">$PREV</a></p><p>下一条：<a href="4052.htm">$NEXT</a></p><p>【<a href="javascript:window.close()">关闭</a>】</p></div>
</div></form></div>
<div class="footer"><p>版权所有：云溪大学党委宣传部　地址：南陵市学府路1号　邮编：430000</p><p>鄂ICP备05003333号-1 您是第12345位访问者</p></div>
</BODY></HTML>]], {TITLE = P.escape(a.title),
    LEAD = P.escape(a.paragraphs[1]),
    MENU = P.menu(random, i == 3 and 40 or 10,
    '<li><a href="/a.htm">$word</a></li>'),
    SIDE = P.menu(random, 6, '<li><a href="/b.htm">$word</a></li>'),
    DATE = a.iso,
    AUTHOR = a.person,
    SOURCE = a.source,
    BODY = body,
    ATTACH = attach,
    PREV = P.escape(P.others(random, 1)[1].title),
    NEXT = P.escape(P.others(random, 1)[1].title)})
  return {html = html, title = a.title, date = a.iso, source = a.source, byline = a.person,
    text = a.title .. "\n" .. text .. attached}
end
