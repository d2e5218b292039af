-- JEECMS: dark and blue default skins, c_content; one page in Big5 for a Traditional site; a
-- digest with several items under headings, each with its own day.
return function(P, random, i)
  local a = P.article(random, i == 3 and 1 or random(3, 5))
  local body, text = P.body(random, a, i == 4 and function(s) return "<p>" .. s .. "</p>" end or nil)
  local title, items = a.title, nil
  if i == 4 then
    local parts, texts = {}, {}
    items = {}
    for k = 1, 4 do
      local o = P.article(random, 2)
      parts[k] = ('<div class="news-item"><h3>%s</h3><p class="news-date">%s</p><p>%s</p><p>%s</p></div>')
        :format(P.escape(o.title), o.iso, P.escape(o.paragraphs[1]), P.escape(o.paragraphs[2]))
      items[k] = o.iso .. " " .. o.title
      texts[k] = o.title .. "\n" .. o.paragraphs[1] .. "\n" .. o.paragraphs[2]
    end
    title = "金堤大学一周新闻集锦"
    body, text = table.concat(parts, "\n"), table.concat(texts, "\n")
  end
  local html = P.fill([[
<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>
<title>$TITLE-金堤大学-Powered by JEECMS</title>
<meta http-equiv="keywords" content=""/>
<link href="/r/cms/www/blue/css/article.css" rel="stylesheet" type="text/css"/>
</head>
<body>
<div class="header"><div class="login"><form id="loginForm" action="/login.jspx" method="post">用户名：<input type="text"/> 密　码：<input type="password"/></form></div>
<div class="g-nav"><ul>$MENU</ul></div></div>
<div class="g-left"><div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/news/">校园新闻</a> &gt; 正文</div>
<div class="article">
<h1>$TITLE</h1>
<div class="msgbar">发布时间： $DATE $TIME&nbsp; 作者：$AUTHOR&nbsp; 来源： $SOURCE&nbsp; 浏览次数：<span id="views">0</span><span style="color:red;padding-left:10px;">字号：<a>大</a> <a>中</a> <a>小</a></span></div>
<div class="summary"></div>
<div class="content" id="content">$BODY</div>
<div class="c-tags">Tag：<a href="/tag/1.jspx">会议</a></div>
<div class="prenext"><ul><li>上一篇：<a href="1.jhtml">$PREV</a></li><li>下一篇：没有了</li></ul></div>
<div class="c-share"><span>分享到：</span></div></div>
<div class="relate"><h2>相关信息</h2><ul>$OTHERS</ul></div>
<div class="comment"><h2>我要评论</h2><form><textarea>文明上网，理性发言。</textarea><span>网友评论仅供其表达个人看法，并不表明本站同意其观点或证实其描述。</span></form></div>
</div>
<div class="g-right"><h2>热点排行</h2><ol>$HOT</ol></div>
<div class="footer"><p>CopyRight © 2014 www.jindi.example, All Rights Reserved</p><p>地址：金堤市文昌路8号 电话：0559-1234567</p></div>
</body></html>]], {TITLE = P.escape(title),
    MENU = P.menu(random, i == 3 and 40 or 8, '<li><a href="/k/">$word</a></li>'),
    DATE = a.iso,
    TIME = ("%02d:%02d:%02d"):format(a.hh, a.mm, a.ss),
    AUTHOR = a.person,
    SOURCE = a.source,
    BODY = body,
    PREV = P.escape(P.others(random, 1)[1].title),
    OTHERS = P.links(P.others(random, 6), '<li><a href="$href">$title</a><em>$date</em></li>'),
    HOT = P.links(P.others(random, 8), '<li><a href="$href">$title</a></li>')})
  return {html = html, title = title, date = a.iso, source = a.source, byline = a.person, articles = items,
    text = title .. "\n" .. text}
end
