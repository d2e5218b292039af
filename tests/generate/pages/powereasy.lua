-- 动易 PowerEasy SiteWeaver, as many hospitals and schools ran it: ASP, GBK, tables in tables,
-- one cell for labels, another for the text, buttons between black brackets.
return function(P, random)
  local a = P.article(random, random(2, 5))
  local body, text = P.body(random, a)
  local others = P.others(random, 6)
  local html = P.fill([[
<html>
<head>
<title>$TITLE - 沧浪区教育局</title>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<link href="/Skin/DefaultSkin.css" rel="stylesheet" type="text/css">
<script language="JavaScript" type="text/JavaScript">
//改变图片大小
function resizepic(thispic){ if(thispic.width>700) thispic.width=700; }
</script>
</head>
<body leftmargin="0" topmargin="0" onmousemove="HideMenu()">
<table width="760" align="center" border="0" cellpadding="0" cellspacing="0"><tr><td class="top_tdbgall"><table width="100%"><tr><td class="top_Announce">网站公告：欢迎光临沧浪区教育局网站！</td><td align="right"><a href="#">收藏本页</a> | <a href="#">联系站长</a></td></tr></table></td></tr>
<tr><td class="top_nav_menu" align="center">| <a class="Channel" href="/">首页</a> | $MENU</td></tr></table>
<table class="center_tdbgall" width="760" border="0" align="center" cellpadding="0" cellspacing="0"><tr><td class="main_path">您现在的位置：&nbsp;<a class="LinkPath" href="/">沧浪区教育局</a>&nbsp;&gt;&gt;&nbsp;<a class="LinkPath" href="/Article/">文章中心</a>&nbsp;&gt;&gt;&nbsp;正文</td></tr></table>
<table class="center_tdbgall" width="760" border="0" align="center" cellpadding="0" cellspacing="0"><tr>
<td class="left_tdbgall" width="180" valign="top"><table width="100%"><tr><td class="left_title" align="center">推荐文章</td></tr><tr><td class="left_tdbg1">$LIST</td></tr></table></td>
<td valign="top"><table width="100%" border="0" cellspacing="0" cellpadding="0" style="word-break:break-all"><tr align="center" valign="middle"><td class="main_ArticleTitle" height="50">$TITLE</td></tr>
<tr><td class="main_ArticleSubheading" align="center"></td></tr>
<tr align="center"><td class="Article_tdbgall">作者：$AUTHOR&nbsp;&nbsp;&nbsp;&nbsp;文章来源：$SOURCE&nbsp;&nbsp;&nbsp;&nbsp;点击数：<script language='javascript' src='/Article/GetHits.asp?ArticleID=1'></script>&nbsp;&nbsp;&nbsp;&nbsp;更新时间：$DATE</td></tr>
<tr><td class="main_tdbg_760" id="fontzoom" height="200" valign="top">$BODY</td></tr>
<tr><td align="right">文章录入：admin&nbsp;&nbsp;&nbsp;&nbsp;责任编辑：$EDITOR&nbsp;</td></tr>
<tr><td class="Article_tdbgall"><li>上一篇文章： <a class="LinkPrevArticle" href="1.asp">$PREV</a></li><br><li>下一篇文章： 没有了</li></td></tr>
<tr><td align="right">【字体：<a href="javascript:fontZoomA();">小</a> <a href="javascript:fontZoomB();">大</a>】【<a href="#">发表评论</a>】【<a href="#">加入收藏</a>】【<a href="#">告诉好友</a>】【<a href="#">打印此文</a>】【<a href="#">关闭窗口</a>】</td></tr></table>
<table width="100%"><tr><td class="main_title_575">&nbsp;相关文章</td></tr><tr><td class="main_tdbg_575">$LIST</td></tr></table>
<table width="100%"><tr><td><b>网友评论：</b>（只显示最新10条。评论内容只代表网友观点，与本站立场无关！）</td></tr><tr><td>没有任何评论</td></tr></table></td></tr></table>
<table align="center" border="0" width="760"><tr align="center"><td class="Bottom_Adminlogo">| <a href="#">设为首页</a> | <a href="#">加入收藏</a> | <a href="#">联系站长</a> | <a href="#">友情链接</a> |</td></tr><tr><td align="center">站长：<a href="mailto:a@b.c">管理员</a> 沪ICP备05000000号</td></tr></table>
</body></html>]], {TITLE = P.escape(a.title),
    MENU = P.menu(random, 8, '<a class="Channel" href="/l/">$word</a> | '),
    LIST = P.links(others, '<img src="a.gif"><a class="LinkArticleCorrelative" href="$href">$title</a>'
      .. '[$date]<br>'),
    AUTHOR = a.person,
    SOURCE = a.source,
    DATE = ("%d-%d-%d"):format(a.y, a.m, a.d),
    BODY = body,
    EDITOR = a.second,
    PREV = P.escape(others[1].title)})
  return {html = html, encoding = "GBK", title = a.title, date = a.iso, source = a.source, byline = a.person,
    editor = a.second, text = a.title .. "\n" .. text}
end
