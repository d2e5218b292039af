-- A news agency's site: the date in pieces above the headline, detail, editor between
-- black brackets, blocks of other news below.
return function(P, random, i)
  local a = P.article(random, random(3, 6))
  local body, text = P.body(random, a, function(s) return "<p>　　" .. s .. "</p>" end)
  local html = P.fill([[
<!DOCTYPE HTML>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
<meta name="renderer" content="webkit"/>
<meta name="pagetype" content="1"><meta name="filetype" content="0"><meta name="publishedtype" content="1">
<meta name="pubdate" content=""><meta name="publishdate" content="$DATE" /><meta name="author" content="10024" />
<title>
$TITLE-明湖网
</title>
<meta name="keywords" content="会议" /><meta name="description" content="$TITLE" />
</head>
<body>
<div class="fix-ewm domPC" data="datasource:20230608" datatype="content"><img src="zxcode.jpg" width="94" height="94"/><div class="fxd"><span class="fxd-wx"></span><a href="javascript:void(0)" class="bds_tsina"></a></div></div>
<div class="domPC"><script src="//img.example.cn/common/js/header.js"></script></div>
<div class="header domPC"><div class="header-top clearfix"><div class="header-nav left"><a href="/" target="_blank">明湖网</a> &gt; <a class="curColumn">时政</a> &gt; 正文</div></div>
<div class="header-cont clearfix"><div class="header-time left"><span class="year"><em> $Y</em></span> <span class="day"><em> $M</em>/<em> $D</em></span> <span class="time"> $TIME</span></div>
<div class="source"> 来源：$SOURCE </div>
<div class="head-line clearfix"><h1><span class="title">$TITLE</span><span class="btn-audio"></span></h1><audio id="audioDom" loop="" src=""></audio><div class="pageShare"><div class="setFont">字体： <span id="fontSmall">小</span> <span id="fontNormal" class="active">中</span> <span id="fontBig">大</span></div><div class="share"> 分享到： <a href="javascript:void(0)" class="wx"></a></div></div></div></div></div>
<div class="mheader domMobile"><h1><span class="title">$TITLE</span></h1><div class="info"> $DATE $TIME <span> 来源：$SOURCE </span></div></div>
<div class="main clearfix"><div class="main-left left">
<div id="detail"><span id="detailContent">$BODY</span><div id="articleEdit"><span class="tiyi1 domPC"><a href="javascript:void(0);" class="advise">【纠错】</a></span><span class="editor"> 【责任编辑:$EDITOR】 </span></div></div>
<div class="nextpage clearfix" style="display:none;"><div class="nextpage-tit">阅读下一篇：</div></div>
<div class="bookList clearfix"></div>
</div>
<div class="main-right right"><div class="columBox hotList"><div class="col-tit"><span><a href="/">新闻热榜</a></span></div><ul class="list">$OTHERS</ul></div></div>
</div>
<div class="foot"><script src="//img.example.cn/common/js/footer.js"></script></div>
<div style="display:none"><div id="fwl">0100700200000000000000000111111</div></div>
</body></html>]], {TITLE = P.escape(a.title),
    DATE = a.iso,
    Y = tostring(a.y),
    M = ("%02d"):format(a.m),
    D = ("%02d"):format(a.d),
    TIME = ("%02d:%02d:%02d"):format(a.hh, a.mm, a.ss),
    SOURCE = a.source,
    BODY = body,
    EDITOR = a.person,
    OTHERS = P.links(P.others(random, 3 * i), '<li><span class="num">1</span><a href="$href"'
      .. ' target="_blank">$title</a></li>')})
  return {html = html, title = a.title, date = a.iso, source = a.source, editor = a.person,
    text = a.title .. "\n" .. text}
end
