-- PHPCMS v9, default template: crumbs, article with inner span, content, pages,
-- related links, mood and comments by script.
return function(P, random, i)
  local a = P.article(random, i == 3 and 2 or random(3, 6))
  local body, text = P.body(random, a)
  local others = P.others(random, 8)
  local html = P.fill([[
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta http-equiv="X-UA-Compatible" content="IE=7" />
<title>$TITLE - 学校要闻 - 松桥职业技术学院</title>
<meta name="keywords" content="会议">
<meta name="description" content="$LEAD">
</head>
<body>
<div class="body-top"><div class="content"><div id="announ"></div><div class="login lh24"><a href="/index.php?m=content&c=rss" class="rss">rss</a><span class="log">登录</span></div></div></div>
<div class="header"><div class="logo"><a href="/"><img src="logo.jpg" /></a></div><div class="bd-search"></div></div>
<div class="nav-bar"><ul class="nav-site"><li><a href="/"><span>首页</span></a></li>$MENU</ul></div>
<div class="main">
<div class="col-left">
<div class="crumbs"><a href="/">首页</a><span> &gt; </span><a href="/news/">学校要闻</a> > 正文</div>
<div id="Article">
<h1>$TITLE<br />
<span>$DATE $TIME:$SEC&nbsp;&nbsp;&nbsp;来源：$SOURCE&nbsp;&nbsp;作者：$AUTHOR&nbsp;&nbsp;评论：<a href="#comment_iframe" id="comment">0</a> 点击：</span><span id="hits"></span></h1>
<div class="content">
$BODY
</div>
<div class="Article-Tool">分享到：<img src="f.png" title="分享到新浪微博" /></div>
<p style="margin-bottom:10px"><strong>热词搜索：</strong><a href="#">会议</a></p>
<p class="f14"><strong>上一篇：</strong><a href="$PHREF">$PREV</a><br /><strong>下一篇：</strong><a href="$PHREF">最后一页</a></p>
<div class="bk10"></div>
<h5 class="titlec">相关新闻</h5><div class="related"><ul class="list blue lh24 f14">$OTHERS</ul></div>
</div>
<div class="Article-Tool"><a href="#">收藏</a> <a href="#">打印</a></div>
<div class="bk10"></div>
<h6 class="title-2 f16 text-c">频道总排行</h6>
</div>
<div class="col-auto"><div class="box"><h5 class="title-2">频道总排行</h5><ul class="content digg">$RANK</ul></div></div>
</div>
<div class="footer"><p class="info"><a href="/about">关于我们</a>|<a href="/c">联系方式</a>|<a href="/d">版权声明</a></p><p>Powered by <strong><a href="http://www.phpcms.cn" target="_blank">PHPCMS</a></strong> <em>V9</em> &copy; 2023 <br /></p></div>
</body></html>]], {TITLE = P.escape(a.title),
    LEAD = P.escape(a.paragraphs[1]),
    MENU = P.menu(random, i == 3 and 30 or 9, "<li><a href='/g/'><span>$word</span></a></li>"),
    DATE = a.iso,
    TIME = ("%02d:%02d"):format(a.hh, a.mm),
    SEC = tostring(a.ss),
    SOURCE = a.source,
    AUTHOR = a.person,
    BODY = body,
    PREV = P.escape(others[1].title),
    PHREF = "1.html",
    OTHERS = P.links(others, '<li>·<a href="$href" target="_blank">$title</a><span>($date)</span></li>'),
    RANK = P.links(others, '<li><a href="$href">$title</a></li>')})
  return {html = html, title = a.title, date = a.iso, source = a.source, byline = a.person,
    text = a.title .. "\n" .. text}
end
