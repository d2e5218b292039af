-- A university's site in Traditional script and Big5: modules of a portal, labels in
-- Traditional, attachments in a table.
local through = dofile(debug.getinfo(1, "S").source:match("^@(.*)/[^/]*$") .. "/../through.lua")

local function traditional(s)
  return (through(s, "opencc -c s2t"))
end

return function(P, random, i)
  local a = P.article(random, random(2, 4))
  local body, text = P.body(random, a, function(s)
    return "<p><span style=\"font-size:1.125em;\">" .. s .. "</span></p>"
  end)
  local html = P.fill([[
<!DOCTYPE html>
<html lang="zh-Hant">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=big5">
<title>$TITLE - 绿洲大学</title>
<link rel="stylesheet" href="/var/file/0/1000/plugin/mobile/title/hln_2.css">
</head>
<body class="page_mobilecontent">
<div class="wrap"><a href="#start-C" class="focusable" title="跳到主要内容区">跳到主要内容区</a>
<div class="fpbgl"></div><div class="hdmenu"><ul class="hmenu">$MENU</ul></div>
<div class="minner" id="Dyn_head"><div class="mmenu nav"><ul class="dropmenu">$MENU</ul></div></div>
<main id="main-content"><div class="main"><div class="minner"><div class="row col1 row_0"><div class="mrow container"><div class="rinn"><div class="col col_02"><div class="mcol">
<div class="module module-path md_style1"><div class="minner"><section class="mb"><ul class="path"><li class="path-home"><a href="/">首页</a></li><li><a href="/p/403">公告事项</a></li></ul></section></div></div>
<div class="module module-detail md_style1"><div class="module-inner"><section class="mb"><div class="mcont">
<header class="mt mthide"><h2 class="mt-title">内容</h2></header>
<h2 class="hdline">$TITLE</h2>
<div class="mpgtitle"></div><div class="mpgdetail">
<div class="meditor">$BODY</div>
<div class="mptattach"><table><tr><th>附件</th></tr><tr><td><a href="/f.pdf">会议议程.pdf</a></td></tr></table></div>
</div></div><div class="artctrl"><div class="PtStatistic"><em>浏览数: <font id="a03b">128</font></em></div><div class="mpgdate">发布日期：$DATE</div><div class="mpgfrom">发布单位：$SOURCE</div><div class="social-share">分享：<a>脸书</a></div></div></section></div></div>
</div></div></div></div></div></div></div></main>
<footer><div class="module module-adv"><p>绿洲大学 地址：绿洲市学府路一段1号 电话：(05)1234567</p><p>版权所有 © 绿洲大学 All Rights Reserved</p></div></footer></div>
</body></html>]], {TITLE = P.escape(a.title),
    MENU = P.menu(random, 6 * i, '<li><a href="/p/412">$word</a></li>'),
    BODY = body,
    DATE = a.iso,
    SOURCE = "公共事务处"})
  return {html = traditional(html), encoding = "BIG5-HKSCS", title = a.title, date = a.iso, source = "公共事务处",
    text = a.title .. "\n" .. text .. "\n附件\n会议议程.pdf"}
end
