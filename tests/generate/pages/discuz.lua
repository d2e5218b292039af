-- Discuz! X: a thread whose first post is the news and whose replies are not.
return function(P, random, i)
  local a = P.article(random, random(2, 4))
  local body, text = P.body(random, a, function(s) return s .. "<br />\r\n<br />" end)
  local function post(n, name, date, content, first)
    return P.fill([[
<div id="post_$N"><table id="pid$N" class="plhin" summary="pid$N" cellspacing="0" cellpadding="0"><tr>
<td class="pls" rowspan="2"><div id="favatar$N" class="pls favatar"><div class="pi"><div class="authi"><a href="home.php?mod=space&amp;uid=2" target="_blank" class="xw1">$NAME</a></div></div>
<div class="tns xg2"><table cellspacing="0" cellpadding="0"><th><p><a href="#" class="xi2">55</a></p>主题</th><th><p><a href="#">120</a></p>帖子</th><td><p><a href="#">980</a></p>积分</td></table></div><p><em>管理员</em></p></div></td>
<td class="plc"><div class="pi"><strong><a href="forum.php?mod=redirect" id="postnum$N">$FLOOR</a></strong><div class="pti"><div class="authi"><img class="authicn vm" src="ico.gif" /><em id="authorposton$N">发表于 $DATE</em><span class="pipe">|</span><a href="#" rel="nofollow">只看该作者</a></div></div></div>
<div class="pct"><div class="pcb"><div class="t_fsz"><table cellspacing="0" cellpadding="0"><tr><td class="t_f" id="postmessage_$N">
$CONTENT</td></tr></table></div></div></div></td></tr>
]]
      .. [[<tr><td class="plc plm"><div class="po"><div class="pob cl"><em><a class="fastre" href="#">回复</a>]]
      .. [[</em><p><a href="javascript:;" id="mgc_post_$N">使用道具</a> <a href="javascript:;">举报</a></p></div>]]
      .. [[</div></td></tr></table></div>]],
      {N = tostring(n),
    NAME = name,
    DATE = date,
    CONTENT = content,
    FLOOR = first and "楼主" or tostring(n - 1000) .. "<sup>#</sup>"})
  end
  local replies = {}
  for k = 1, i == 1 and 0 or 3 * i do
    local o = P.article(random, 1)
    replies[k] = post(1001 + k, o.person, o.iso .. " 12:0" .. k % 10,
      k % 2 == 0 and "支持一下！学习了，感谢分享。" or P.escape(o.paragraphs[1]))
  end
  local html = P.fill([[
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=$CHARSET" />
<title>$TITLE - 校务公开 - 文昌大学论坛 -  Powered by Discuz!</title>
<meta name="generator" content="Discuz! X3.4" />
</head>
<body id="nv_forum" class="pg_viewthread">
<div id="toptb" class="cl"><div class="wp"><div class="z"><a href="javascript:;">设为首页</a><a href="javascript:;">收藏本站</a></div></div></div>
<div id="hd"><div class="wp"><div class="hdc cl"><h2><a href="./"><img src="logo.png" alt="文昌大学论坛" border="0" /></a></h2></div><div id="nv"><ul>$MENU</ul></div></div></div>
<div id="wp" class="wp">
<div id="pt" class="bm cl"><div class="z"><a href="./" class="nvhm">首页</a><em>&raquo;</em><a href="forum.php">论坛</a> <em>&rsaquo;</em> <a href="#">校务公开</a></div></div>
<div id="ct" class="wp cl">
<div id="pgt" class="pgs mbm cl"><div class="pgt"></div><a id="newspecial" href="javascript:;"><img src="pn_post.png" alt="发新帖" /></a></div>
<div id="postlist" class="pl bm">
<table cellspacing="0" cellpadding="0"><tr><td class="pls ptn pbn"><div class="hm ptn"><span class="xg1">查看:</span> <span class="xi1">1023</span><span class="pipe">|</span><span class="xg1">回复:</span> <span class="xi1">3</span></div></td>
<td class="plc ptm pbn vwthd"><h1 class="ts"><a href="#">[通知]</a> <span id="thread_subject">$TITLE</span></h1><span class="xg1"><a href="#">[复制链接]</a></span></td></tr></table>
$FIRST
$REPLIES
</div>
<div id="f_pst" class="pl bm bmw"><form method="post"><table cellspacing="0"><tr><td class="pls"></td><td class="plc"><span id="fastpostreturn"></span><div class="pt hm">您需要登录后才可以回帖 <a href="#" class="xi2">登录</a> | <a href="#">立即注册</a></div></td></tr></table></form></div>
</div></div>
<div id="ft" class="wp cl"><div id="flk" class="y"><p><a href="#">Archiver</a><span class="pipe">|</span><a href="#">手机版</a><span class="pipe">|</span><strong><a href="#">文昌大学</a></strong></p><p class="xs0">GMT+8, 2026-3-1 10:20 , Processed in 0.031 second(s), 12 queries .</p></div><div id="frt"><p>Powered by <strong><a href="#">Discuz!</a></strong> <em>X3.4</em></p><p class="xs0">&copy; 2001-2017 <a href="#">Comsenz Inc.</a></p></div></div>
</body></html>]], {CHARSET = i == 2 and "gbk" or "utf-8",
    TITLE = P.escape(a.title),
    MENU = P.menu(random, 6, '<li><a href="/i/" hidefocus="true">$word</a></li>'),
    FIRST = post(1001, a.person, ("%d-%d-%d %02d:%02d:%02d"):format(a.y, a.m, a.d, a.hh, a.mm, a.ss),
      body, true),
    REPLIES = table.concat(replies, "\n")})
  return {html = html, encoding = i == 2 and "GBK" or nil, title = a.title, date = a.iso,
    text = a.title .. "\n" .. text}
end
