-- 帝国 EmpireCMS, default skin: everything in nested tables, GBK, capital tags, info line
-- in a cell of its own.
return function(P, random, i)
  local a = P.article(random, i == 3 and 1 or random(2, 5))
  local body, text = P.body(random, a)
  local others = P.others(random, i == 4 and 18 or 8)
  local html = P.fill([[
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>$TITLE - 长丰岭研究院</title>
<link href="/skin/default/css/style.css" rel="stylesheet" type="text/css" />
</head>
<body class="showpage news">
<table width="100%" border="0" cellspacing="0" cellpadding="0" class="top"><tr><td><table width="100%" border="0" cellspacing="0" cellpadding="0"><tr><td width="63%">
<script>document.write('<script src="/e/member/login/loginjs.php?t='+Math.random()+'"><'+'/script>');</script>
</td><td align="right"><a onclick="window.external.addFavorite(location.href,document.title)" href="#ecms">加入收藏</a> | <a href="#ecms">设为首页</a> | <a href="/e/member/cp/">会员中心</a></td></tr></table>
<table width="100%" border="0" cellpadding="0" cellspacing="10"><tr valign="middle"><td width="240" align="center"><a href="/"><img src="/skin/default/images/logo.gif" width="200" height="65" border="0" /></a></td><td align="center"></td></tr></table>
<table width="920" border="0" align="center" cellpadding="0" cellspacing="0" class="nav"><tr><td class="nav_global"><ul><li class="curr"><a href="/">首页</a></li>$MENU</ul></td></tr></table></td></tr></table>
<table width="100%" border="0" cellspacing="10" cellpadding="0">
<tr valign="top">
<td class="list_content"><table width="100%" border="0" cellspacing="0" cellpadding="0" class="position"><tr><td>现在的位置：<a href="/">首页</a>&nbsp;>&nbsp;<a href="/news/">工作动态</a></td></tr></table>
<table width="100%" border="0" cellspacing="0" cellpadding="0" class="box"><tr><td>
<table width="100%" border="0" cellpadding="0" cellspacing="0"><tr><td align="center" class="title"><h1>$TITLE</h1></td></tr>
<tr><td align="center" class="info_text">时间：$DATE $TIME:$SEC&nbsp;&nbsp;来源：<a href="http://x.example/" target="_blank">$SOURCE</a>&nbsp;&nbsp;作者：$AUTHOR</td></tr></table>
<table width="100%" border="0" cellspacing="0" cellpadding="0"><tr><td id="text">
$BODY
<p align="center" class="pageLink"></p></td></tr></table>
<table border="0" align="center" cellpadding="0" cellspacing="8"><tr><td class="digg"><span id="diggnum"><strong>12</strong></span></td></tr></table>
<table width="100%" border="0" cellpadding="0" cellspacing="8"><tr><td>　上一篇：<a href='1.html'>$PREV</a></td></tr><tr><td>　下一篇：<a href='2.html'>$NEXT</a></td></tr></table></td></tr></table>
<table width="100%" border="0" cellspacing="0" cellpadding="0" class="title"><tr><td><strong>相关文章</strong></td></tr></table>
<table width="100%" border="0" cellspacing="0" cellpadding="0" class="box"><tr><td><ul>$OTHERS</ul></td></tr></table>
</td>
<td class="sider"><table width="100%" border="0" cellspacing="0" cellpadding="0" class="title"><tr><td><strong>推荐资讯</strong></td></tr></table><table class="box"><tr><td>$PICS</td></tr></table></td>
</tr></table>
<table width="100%" border="0" cellpadding="0" cellspacing="0"><tr><td align="center" class="search"></td></tr><tr><td><table width="100%" border="0" cellpadding="0" cellspacing="4" class="copyright"><tr><td align="center"><a href="/">网站首页</a> | <a href="#">关于我们</a> | <a href="#">服务条款</a></td></tr><tr><td align="center">Powered by <strong><a href="http://www.phome.net" target="_blank">EmpireCMS</a></strong> <strong><font color="#FF9900">6.0</font></strong>&nbsp; &copy; 2002-2010</td></tr></table></td></tr></table>
</body></html>]], {TITLE = P.escape(a.title),
    MENU = P.menu(random, i == 3 and 30 or 7, '<li><a href="/h/">$word</a></li>'),
    DATE = a.iso,
    TIME = ("%02d:%02d"):format(a.hh, a.mm),
    SEC = tostring(a.ss),
    SOURCE = a.source,
    AUTHOR = a.person,
    BODY = body,
    PREV = P.escape(others[1].title),
    NEXT = P.escape(others[2].title),
    OTHERS = P.links(others, "<li>[$date]<a href='$href'>$title</a></li>"),
    PICS = P.links({others[3], others[4]}, "<a href='$href'><img src='p.jpg'></a><br><a href='$href'>"
      .. "$title</a>")})
  return {html = html, encoding = "GBK", title = a.title, date = a.iso, source = a.source, byline = a.person,
    text = a.title .. "\n" .. text}
end
