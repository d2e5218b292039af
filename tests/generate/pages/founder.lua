-- 方正翔宇 digital newspaper: page list and headlines beside the text, founder-content,
-- properties in a comment, tables for layout.
return function(P, random, i)
  local a = P.article(random, random(2, 6))
  local body, text = P.body(random, a, i % 2 == 0 and function(s) return "<P>　　" .. s .. "</P>" end
    or function(s) return "<p>　　" .. s .. "</p>" end)
  local html = P.fill([[
<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>南陵卫生报数字报-$TITLE</title>
</head>
<body>
<table width="1000" border="0" align="center" cellpadding="0" cellspacing="0"><tr><td width="200"><img src="logo.gif"></td><td class="px12">$CDATE 星期四</td><td align="right"><a href="/">返回首页</a> <a href="../../pic.pdf">版面导航</a> <a>标题导航</a></td></tr></table>
<table width="1000" border="0" align="center"><tr valign="top">
<td width="380"><table><tr><td><strong>第02版：综合新闻</strong></td><td nowrap><a class="preart" href="node_1.htm">上一版</a> <a class="preart" href="node_3.htm">下一版</a></td></tr><tr><td colspan=2><img src="page.jpg" usemap="#PagePicMap"></td></tr></table>
<div id="demo"><table>$HEADS</table></div></td>
<td width="600"><table width="100%" border="0" cellspacing="0"><tr><td class="xilan_zhengwen"><a href="content_1.htm">上一篇</a> <a href="content_3.htm">下一篇</a> <a href="javascript:;">放大</a> <a>缩小</a> <a>默认</a></td></tr></table>
<div id="ozoom2"><table width="98%" border="0" align="center"><tbody>
<tr valign="top"><td align="center" style="PADDING-BOTTOM: 5px" class="yinti">$KICKER</td></tr>
<tr valign="top"><td class="font01" align="center"><strong style="font-size:23px">$TITLE</strong></td></tr>
<tr valign="top"><td class="font02" align="center">　</td></tr>
<tr valign="top"><td class="font02" align="center">■本报记者 $AUTHOR</td></tr>
</tbody></table>
<table width="100%"><tr><td><div id="ozoom" style="ZOOM: 100%"><founder-content><!--enpcontent-->$BODY<!--/enpcontent--></founder-content></div></td></tr></table></div>
<table width="100%"><tr><td align="center">版权所有 南陵卫生报社</td></tr></table>
</td></tr></table>
<!--enpproperty <articleid>1234</articleid><date>$DATE 00:00:00:0</date><author>$AUTHOR</author><title>$TITLE</title><keyword></keyword><subtitle></subtitle><introtitle>$KICKER</introtitle><siteid>2</siteid><nodeid>5</nodeid><nodename>综合新闻</nodename>/enpproperty-->
</body></html>]], {TITLE = P.escape(a.title),
    CDATE = ("%d年%02d月%02d日"):format(a.y, a.m, a.d),
    HEADS = P.links(P.others(random, 10), '<tr><td><a href="$href">$title</a></td></tr>'),
    KICKER = "深化改革进行时", AUTHOR = a.person, BODY = body, DATE = a.iso})
  return {html = html, title = a.title, date = a.iso, byline = a.person, text = a.title .. "\n" .. text}
end
