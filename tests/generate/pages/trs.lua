-- TRS WCM on a government site: PubDate and ContentSource in the head, TRS_Editor with
-- styles inside, font-size widget, QR code, related documents.
return function(P, random, i)
  local a = P.article(random, i == 3 and 1 or random(3, 6))
  local body, text = P.body(random, a)
  local others = P.others(random, i == 4 and 20 or 5)
  local gbk = i == 2
  local html = P.fill([[
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=$CHARSET" />
<meta name="SiteName" content="南陵省卫生健康委员会"/><meta name="SiteDomain" content="wjw.nanling.gov.cn"/>
<meta name="ColumnName" content="工作动态"/><meta name="ColumnType" content="工作动态"/>
<meta name="ArticleTitle" content="$TITLE"/>
<meta name="PubDate" content="$DATE $TIME"/>
<meta name="ContentSource" content="$SOURCE"/>
<title>$TITLE_工作动态_南陵省卫生健康委员会</title>
<style>.TRS_Editor P{margin-top:0;margin-bottom:1em;line-height:1.5;font-family:宋体;font-size:10.5pt;}</style>
</head>
<body>
<div class="header"><div class="top-nav">今天是2026年3月2日 星期一　<a href="#">设为首页</a> | <a href="#">加入收藏</a> | <a href="#">无障碍浏览</a></div><h1 class="logo"><a href="/">南陵省卫生健康委员会</a></h1><ul class="mainnav">$MENU</ul></div>
<div class="BreadcrumbNav">您现在的位置：<a href="../../" title="首页" class="CurrChnlCls">首页</a>&nbsp;&gt;&nbsp;<a href="../" title="工作动态" class="CurrChnlCls">工作动态</a></div>
<div class="main clearfix">
<div class="xl-title"><h2>$TITLE</h2></div>
<div class="xl-info"><span>发布时间：$DATE $TIME</span><span>来源：$SOURCE</span><span class="font-size">字体：【<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a>】</span><span><a href="javascript:window.print()">打印</a></span></div>
<div class="xl-con" id="zoom"><div class="view TRS_UEDITOR trs_paper_default trs_web"><div class=TRS_Editor><style type="text/css">.TRS_Editor P{line-height:2}</style>$BODY</div></div></div>
<div class="qrcode"><img src="qr.png"/><p>扫一扫在手机打开当前页</p></div>
<div class="share"><div class="bdsharebuttonbox"><a href="#" class="bds_more" data-cmd="more">分享到：</a><a class="bds_weixin">微信</a><a class="bds_tsina">新浪微博</a></div></div>
<div class="xgwd"><h3>相关文档</h3><ul>$OTHERS</ul></div>
</div>
<div class="foot"><p>主办单位：南陵省卫生健康委员会　网站标识码：4200000012</p><p>备案号：鄂ICP备06005555号　鄂公网安备 42010602000001号</p></div>
</body></html>]], {CHARSET = gbk and "gb2312" or "utf-8",
    TITLE = P.escape(a.title),
    DATE = a.iso,
    TIME = ("%02d:%02d"):format(a.hh, a.mm),
    SOURCE = a.source,
    MENU = P.menu(random, i == 3 and 36 or 8, '<li><a href="/a/">$word</a></li>'),
    BODY = body,
    OTHERS = P.links(others, '<li><a href="$href">$title</a><span>$date</span></li>')})
  return {html = html, encoding = gbk and "GBK" or nil, title = a.title, date = a.iso, source = a.source,
    text = a.title .. "\n" .. text}
end
