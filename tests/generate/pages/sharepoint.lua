-- SharePoint publishing page: one form around everything, hidden state, web parts,
-- ms-rtestate-field, a label that is not shown.
return function(P, random, i)
  local a = P.article(random, random(2, 6))
  local body, text = P.body(random, a)
  local html = P.fill([[
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html dir="ltr" lang="zh-cn">
<head><meta http-equiv="X-UA-Compatible" content="IE=8" /><meta name="GENERATOR" content="Microsoft SharePoint" /><meta http-equiv="Content-type" content="text/html; charset=utf-8" /><meta http-equiv="Expires" content="0" />
<title>
	$TITLE
</title><link rel="stylesheet" type="text/css" href="/_layouts/15/2052/styles/Themable/corev15.css"/>
<script type="text/javascript" src="/_layouts/15/init.js"></script></head>
<body onhashchange="if (typeof(_spBodyOnHashChange) != 'undefined') _spBodyOnHashChange();">
<form method="post" action="view.aspx" onsubmit="javascript:return WebForm_OnSubmit();" id="aspnetForm">
<div class="aspNetHidden"><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUBMA9kFgJmD2QWAgIBD2QWBAIBD2QWAgIRD2QWAgIB" /></div>
<a id="HiddenAnchor" href="javascript:;" style="display:none;"></a>
<div id="s4-ribbonrow"><div id="globalNavBox"><div id="ribbonBox"><span class="ms-hidden">打开菜单</span></div></div></div>
<div id="s4-workspace"><div id="s4-bodyContainer">
<div id="s4-titlerow" class="ms-dialogHidden"><div id="titleAreaBox"><div id="siteIcon"><a href="/"><img src="/logo.png" alt="紫荆大学" /></a></div>
<div class="ms-breadcrumb-top"><div id="DeltaTopNavigation"><div class="noindex ms-core-listMenu-horizontalBox"><ul class="root ms-core-listMenu-root static">$MENU</ul></div></div></div></div></div>
<div id="contentRow"><div id="sideNavBox" class="ms-dialogHidden ms-forceWrap ms-noList"><div class="ms-core-sideNavBox-removeLeftMargin"><ul class="root static">$SIDE</ul></div></div>
<div id="contentBox"><div id="notificationArea" class="ms-notif-box"></div><div id="DeltaPlaceHolderMain"><a id="mainContent" name="mainContent" tabindex="-1"></a>
<div class="article article-left">
<div class="article-header"><div class="newsTitle">$TITLE</div>
<div class="newsDate"><span>发稿日期：$DATE</span>　<span>稿件来源：$SOURCE</span>　<span>撰稿：$AUTHOR</span>　<span>阅读次数：120</span></div></div>
<div class="article-content"><div id="ctl00_PlaceHolderMain_ctl02_label" style="display:none">页内容</div><div id="ctl00_PlaceHolderMain_ctl02__ControlWrapper_RichHtmlField" class="ms-rtestate-field" style="display:inline" aria-labelledby="ctl00_PlaceHolderMain_ctl02_label">$BODY</div></div>
</div>
<div class="ms-webpart-zone ms-fullWidth"><div class="ms-webpart-chrome"><div class="ms-webpart-chrome-title"><h2 class="ms-webpart-titleText"><nobr><span>热点新闻</span></nobr></h2></div><div class="ms-WPBody"><ul class="dfwp-list">$OTHERS</ul></div></div></div>
</div></div></div>
<div class="footer-wrap"><p>紫荆大学信息中心维护 总机：0559-6275 1234</p><p>京ICP备05065075号-1 京公网安备110402430047号</p></div>
</div></div></form></body></html>]], {TITLE = P.escape(a.title),
    MENU = P.menu(random, 10, '<li class="static"><a class="static menu-item" href="/a"><span'
      .. ' class="menu-item-text">$word</span></a></li>'),
    SIDE = P.menu(random, 8, '<li class="static"><a class="static menu-item" href="/b"><span>$word</span>'
      .. '</a></li>'),
    DATE = ("%d/%d/%d"):format(a.y, a.m, a.d),
    SOURCE = a.source,
    AUTHOR = a.person,
    BODY = body,
    OTHERS = P.links(P.others(random, 4 * i), '<li class="dfwp-item"><div class="item link-item"><a'
      .. ' href="$href">$title</a></div></li>')})
  return {html = html, title = a.title, date = a.iso, source = a.source, byline = a.person,
    text = a.title .. "\n" .. text}
end
