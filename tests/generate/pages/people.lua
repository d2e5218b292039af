-- A party newspaper's site (rm_txt): heading with a pre-title, date and source in one
-- line, the editor behind the text, columns of other news.
return function(P, random)
  local a = P.article(random, random(3, 6))
  local body, text = P.body(random, a, function(s) return "<p>\n\t\t　　" .. s .. "</p>\n" end)
  local others = P.others(random, 12)
  local html = P.fill([[
<!DOCTYPE html>
<html>
<head>
<meta http-equiv="content-type" content="text/html;charset=UTF-8"/>
<meta http-equiv="Content-Language" content="utf-8" />
<meta content="all" name="robots" />
<title>$TITLE--教育--南陵网 </title>
<meta name="copyright" content="" />
<meta name="description" content="$LEAD" />
<meta name="publishdate" content="$DATE" />
<meta name="author" content="104560" />
<meta name="source" content="来源：$SOURCE" />
<meta name="editor" content="104880" />
</head>
<body>
<div id="rm_topline"></div>
<div id="rm_topnav"><div class="layout"><a href="/">南陵网</a>$MENU</div></div>
<div class="layout route cf" id="rwb_navpath"><a href="/" class="clink">南陵网</a><i>&gt;&gt;</i><a href="/edu/" class="clink">教育</a></div>
<div class="main">
<div class="layout rm_txt cf">
<div class="col col-1 fl">
<h3 class="pre"></h3>
<h1>$TITLE</h1>
<h4 class="sub"></h4>
<div class="author cf"></div>
<div class="channel cf"><div class="col-1-1 fl">$CDATE$TIME | 来源：<a href="http://paper.example.cn/" target="_blank">$SOURCE</a></div>
<div class="col-1-2 fr"><span id="rwb_dxh">小字号</span><div class="rwb_share">分享到</div></div></div>
<div class="bza"></div>
<div class="rm_txt_con cf">
<div class="box_pic"></div>
$BODY
<div class="zdfy clearfix"></div><center><table border="0" align="center" width="40%"></table></center>
<div class="box_pic"></div>
<div class="edit cf">(责编：$EDITOR、$SECOND)</div>
</div>
<div class="rm_share"><div class="bdsharebuttonbox" data-tag="share_1"><span>分享让更多人看到</span><a class="bds_weixin"></a></div></div>
<div class="dp_box"><p><a href="/report">举报此信息</a></p></div>
</div>
<div class="col col-2 fr"><div class="tit cf"><span>热门排行</span></div><ul>$HOT</ul>
<div class="tit cf"><span>推荐视频</span></div><div class="pics">$PICS</div></div>
</div></div>
<div class="rm_foot"><p>版权所有 南陵网 未经书面授权禁止使用</p><p>Copyright © 1997-2023 by www.nanling.example. all rights reserved</p></div>
</body></html>]], {TITLE = P.escape(a.title),
    LEAD = P.escape(a.paragraphs[1]),
    DATE = a.iso,
    SOURCE = a.source,
    MENU = P.menu(random, 14, '<a href="/c/">$word</a>'),
    CDATE = ("%d年%02d月%02d日"):format(a.y, a.m, a.d),
    TIME = ("%02d:%02d"):format(a.hh, a.mm),
    BODY = body,
    EDITOR = a.person,
    SECOND = a.second,
    HOT = P.links(others, '<li><a href="$href" target="_blank">$title</a></li>'),
    PICS = P.links({others[1], others[2]}, '<a href="$href"><img src="a.jpg" alt="$title"></a><h2><a'
      .. ' href="$href">$title</a></h2>')})
  return {html = html, title = a.title, date = a.iso, source = a.source,
    editor = a.person .. "、" .. a.second, text = a.title .. "\n" .. text}
end
