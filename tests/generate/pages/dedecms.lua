-- DedeCMS (织梦), default template: place, viewbox, digg buttons, context, comments, GBK.
return function(P, random, i)
  local a = P.article(random, i == 3 and 1 or random(2, 5))
  local body, text = P.body(random, a)
  local comments = i == 4 and P.comments(random, 12,
    [[<div class="decmt-box1"><ul><li><a href="#" class="plpic"><img src="dfboy.png" /></a>]]
    .. [[<div class="comment_body"><div class="comment_top"><span class="moodico"></span><span class="fr">]]
    .. [[$DATE $TIME发表</span>$NAME</div><p>$TEXT</p><span class="fr"><a href='#goodfb1'>支持[0]</a> <a>]]
    .. [[反对[0]</a></span></div></li></ul></div>]]) or ""
  local html = P.fill([[
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>$TITLE_青柏医院</title>
<meta name="keywords" content="医院,新闻" />
<meta name="description" content="$LEAD" />
<link href="/templets/default/style/dedecms.css" rel="stylesheet" media="screen" type="text/css" />
<script language="javascript" type="text/javascript">
<!--
	function CheckLogin(){ var taget_obj = document.getElementById('_ajax_feedback'); myajax = new DedeAjax(taget_obj,false,false,'','',''); }
-->
</script>
</head>
<body class="articleview">
<div class="header_top"><div class="w960 center"><span id="time" class="time">织梦CMS - 轻松建站从此开始！</span><div class="toplinks"><a href="/plus/heightsearch.php" target="_blank">高级搜索</a>|<a href="/data/sitemap.html">网站地图</a></div></div></div>
<div class="header"><div class="top w960 center"><div class="title"><h1><a href="/"><img src="logo.gif" alt="青柏医院"/></a> </h1></div></div>
<div class="module blue mT10 wrapper w963"><div class="top"><div id="navMenu"><ul><li><a href='/'><span>主页</span></a></li>$MENU</ul></div></div></div></div>
<div class="w960 center clear mt1">
<div class="pleft">
 <div class="place"> <strong>当前位置:</strong> <a href='/'>主页</a> > <a href='/news/'>医院新闻</a> >  </div>
 <div class="viewbox">
  <div class="title"><h2>$TITLE</h2></div>
  <div class="info"><small>时间:</small>$DATE $TIME<small>来源:</small>$SOURCE <small>作者:</small>$AUTHOR<small>点击:</small> <script src="/plus/count.php?view=yes&aid=1" type='text/javascript' language="javascript"></script>次</div>
  <div class="intro">$INTRO...</div>
  <div class="content"><table width='100%'><tr><td>$BODY<br />
(责任编辑：$EDITOR)
</td></tr></table>
<div align='center' class='pagination'></div></div>
  <div class="dede_pages"><ul class="pagelist"></ul></div>
  <div class="newdigg" id="newdigg"><div class="diggbox digg_good"><div class="digg_act">顶一下</div><div class="digg_num">(0)</div><div class="digg_percent"><div class="digg_percent_bar"><span style="width:0%"></span></div><div class="digg_percent_num">0%</div></div></div></div>
  <div class="boxoff"><strong>------分隔线----------------------------</strong></div>
  <div class="handle"><div class="context"><ul><li>上一篇：<a href='1.html'>$PREV</a> </li><li>下一篇：没有了 </li></ul></div>
  <div class="actbox"><ul><li id="act-fav"><a href="#">收藏</a></li><li id="act-err"><a href="#">挑错</a></li><li id="act-pus"><a>推荐</a></li><li id="act-pnt"><a>打印</a></li></ul></div></div>
 </div>
 <div class="mt1"><dl class="tbox"><dt> <strong>最新评论</strong> <span class="more"><a href="#">查看所有评论</a></span> </dt><dd>$COMMENTS</dd></dl></div>
</div>
<div class="pright"><div class="hot mt1"><dl class="tbox light"><dt class='light'><strong>热点内容</strong></dt><dd class='light'><ul class="c1 ico2">$HOT</ul></dd></dl></div></div>
</div>
<div class="footer w960 center mt1 clear"><p class="powered">Powered by <a href="http://www.dedecms.com"><strong>DedeCMS</strong></a> &copy; 2004-2011<br />
<div class="copyright">Copyright &copy; 2002-2011 青柏医院 版权所有 </div></p></div>
</body></html>]], {TITLE = P.escape(a.title),
    LEAD = P.escape(a.paragraphs[1]),
    INTRO = P.escape(a.paragraphs[1]:sub(1, (utf8.offset(a.paragraphs[1], 30) or 2) - 1)),
    MENU = P.menu(random, i == 3 and 30 or 8, "<li><a href='/f/'><span>$word</span></a></li>"),
    DATE = a.iso,
    TIME = ("%02d:%02d"):format(a.hh, a.mm),
    SOURCE = a.source,
    AUTHOR = a.person,
    BODY = body,
    EDITOR = a.second,
    PREV = P.escape(P.others(random, 1)[1].title),
    COMMENTS = comments,
    HOT = P.links(P.others(random, 10), '<li><a href="$href">$title</a></li>')})
  return {html = html, encoding = "GBK", title = a.title, date = a.iso, source = a.source, byline = a.person,
    editor = a.second,
    text = a.title .. "\n" .. text}
end
