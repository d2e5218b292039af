-- The national government portal: pages_content, pages-date, meta firstpublishedtime,
-- 责任编辑 in editor; documents as a table of facts.
return function(P, random, i)
  local a = P.article(random, random(2, 6))
  local body, text = P.body(random, a, function(s)
    return '<p style="text-indent: 2em; font-family: 宋体; font-size: 12pt;">' .. s .. "</p>"
  end)
  local html = P.fill([[
<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="UTF-8">
<title>$TITLE_南陵要闻_南陵省人民政府网</title>
<meta name="lanmu" content="要闻" /><meta name="author" content="$AUTHOR">
<meta name="firstpublishedtime" content="$DATE-$TIME:02" /><meta name="lastmodifiedtime" content="$DATE-$TIME:40" />
<meta name="catalog" content="1110000" />
</head>
<body>
<div class="header pchide"><div class="public_header_logo"><a href="/"><img src="logo.png" alt="南陵省人民政府"></a></div><ul class="header_nav">$MENU</ul></div>
<div class="w1100 padd BreadcrumbNav">首页 &gt; <a href="../../">要闻</a> &gt; 滚动</div>
<div class="w1100 main">
<div class="article oneColumn pub_border">
<h1 id="ti">$TITLE</h1>
<div class="pages-date">$DATE $TIME <span class="font index-switchsize">来源： $SOURCE</span>
<div class="share"><span class="font">【字体：<span id="btnx" class="btn">大</span> <span class="btn">中</span> <span class="btn">小</span>】</span><span id="printIco" class="font printIco">打印</span><div class="share-box"><a title="收藏"></a></div></div></div>
<div class="pages_content" id="UCAP-CONTENT"><div class="trs_editor_view TRS_UEDITOR trs_paper_default trs_web">
$BODY
</div></div>
<div class="editor"><span class="editor">责任编辑：$AUTHOR</span></div>
<div class="related"><div class="related_tit">相关稿件</div><ul class="list01">$OTHERS</ul></div>
<div class="scan"><div class="saoyisao"><img src="qr.gif"><p>扫一扫在手机打开当前页</p></div><a href="#">回到顶部</a></div>
</div></div>
<div class="footer"><div class="footer_nav"><a>链接：</a>$LINKS</div><p>版权所有：南陵省人民政府办公厅 网站标识码bm01000001</p></div>
</body></html>]], {TITLE = P.escape(a.title),
    AUTHOR = a.person,
    DATE = a.iso,
    TIME = ("%02d:%02d"):format(a.hh, a.mm),
    SOURCE = a.source,
    MENU = P.menu(random, 12, '<li><a href="/d/">$word</a></li>'),
    BODY = body,
    OTHERS = P.links(P.others(random, 3 * i), '<li><h4><a href="$href" target="_blank">$title</a></h4></li>'),
    LINKS = P.menu(random, 20, '<a href="/e/">$word</a>')})
  return {html = html, title = a.title, date = a.iso, source = a.source, editor = a.person,
    text = a.title .. "\n" .. text}
end
