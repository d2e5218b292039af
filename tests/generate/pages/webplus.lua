-- 苏迪 WebPlus: arti_title, arti_metas, wp_articlecontent; windows of the portal around
-- them, in tables with frag attributes.
return function(P, random, i)
  local a = P.article(random, i == 3 and 2 or random(3, 6))
  local body, text = P.body(random, a)
  local others = P.others(random, i == 4 and 16 or 6)
  local editor = i == 2 and a.second or nil
  local html = P.fill([[
<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="renderer" content="webkit" />
<title>$TITLE</title>
<meta name="description" content="$LEAD" />
<link type="text/css" href="/_css/_system/system.css" rel="stylesheet"/>
<script type="text/javascript" src="/_js/sudy-jquery-autoload.js" jquery-src="/_js/jquery-2.x.min.js"></script>
</head>
<body class="wp_article_page">
<div class="wrapper header" id="header"><div class="inner"><div class="mod clearfix">
<div class="head-left" frag="面板1"><div class="sitelogo" frag="窗口1" portletmode="simpleSiteAttri"><a href="/main.htm"><img src="/logo.png"></a></div></div>
<div class="head-right" frag="面板2"><div class="wp_search"><form action="/_web/_search/api/search/new.rst" method="POST"><input class="keyword" value="请输入关键字"/></form></div></div>
</div></div></div>
<div class="wrapper nav wp-navi" id="nav"><div class="inner clearfix" frag="面板3"><div frag="窗口3"><ul class="wp-menu" data-nav-aria="">$MENU</ul></div></div></div>
<div class="wrapper" id="l-container"><div class="inner"><div class="mod clearfix">
<div class="l_navbar"><div class="column-head" frag="面板61"><h2 class="column-title">新闻动态</h2></div><ul class="wp_listcolumn">$SIDE</ul></div>
<div class="r_content" frag="面板6"><div class="list-meta clearfix"><div class="column-path">当前位置：<a href="/main.htm">首页</a><span class='possplit'>&nbsp;&nbsp;</span><a href="/xwdt/list.htm">新闻动态</a></div></div>
<div class="infobox" frag="窗口6" portletmode="simpleArticleAttri">
<div class="article">
<h1 class="arti_title">$TITLE</h1>
<p class="arti_metas"><span class="arti_publisher">发布者：$AUTHOR</span><span class="arti_update">发布时间：$DATE</span><span class="arti_views">浏览次数：<span class="WP_VisitCount" url="/_visitcountdisplay?siteId=1">1021</span></span></p>
<div class="entry">
<div class="read"><div class='wp_articlecontent'>$BODY$SIGN</div></div>
</div></div>
</div>
<div class="other-news" frag="窗口7"><div class="tt"><h3 class="tit"><span class="title" frag="标题">相关新闻</span></h3></div><div class="con"><div id="wp_news_w7"><ul class="news_list">$OTHERS</ul></div></div></div>
</div></div></div></div>
<div class="wrapper footer" id="footer"><div class="inner" frag="面板99"><p class="copyright"><span>Copyright © 2023 云溪大学新闻中心 All Rights Reserved.</span><span>地址：南陵市大学路22号</span></p></div></div>
</body></html>]], {TITLE = P.escape(a.title),
    LEAD = P.escape(a.paragraphs[1]),
    MENU = P.menu(random, i == 3 and 48 or 9,
    '<li class="menu-item i1"><a class="menu-link" href="/a/list.htm" target="_self">$word</a></li>'),
    SIDE = P.menu(random, 5, '<li class="wp_column"><a href="/b/list.htm"><span class="column-name">'
      .. '$word</span></a></li>'),
    AUTHOR = a.person,
    DATE = a.iso,
    BODY = body,
    SIGN = editor and ("<p style='text-align:right'>（编辑：" .. editor .. "）</p>") or "",
    OTHERS = P.links(others, '<li class="news n1 clearfix"><span class="news_title"><a href="$href"'
      .. ' title="$title">$title</a></span><span class="news_meta">$date</span></li>')})
  return {html = html, title = a.title, date = a.iso, editor = editor or a.person,
    text = a.title .. "\n" .. text}
end
