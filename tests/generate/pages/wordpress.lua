-- WordPress in Chinese (and in Traditional): article, entry-header, entry-content, comments;
-- an archive page holds several entries.
return function(P, random, i)
  local many = i == 2 and 4 or 1
  local entries, texts, items, first = {}, {}, {}, nil
  for k = 1, many do
    local a = P.article(random, random(3, 5))
    local body, text = P.body(random, a, function(s) return "<p>" .. s .. "</p>" end)
    first = first or a
    texts[k], items[k] = a.title .. "\n" .. text, a.iso .. " " .. a.title
    entries[k] = P.fill([[
<article id="post-$N" class="post-$N post type-post status-publish format-standard hentry category-news">
<header class="entry-header">$HEAD<div class="entry-meta"><span class="posted-on"><span class="screen-reader-text">发布于</span><a href="/?p=$N" rel="bookmark"><time class="entry-date published" datetime="$DATET$TIME:00+08:00">$CDATE</time></a></span><span class="byline">由<span class="author vcard"><a class="url fn n" href="/?author=1">$NAME</a></span></span></div></header>
<div class="entry-content">
$BODY
</div>
<footer class="entry-footer"><span class="cat-links"><a href="/?cat=1" rel="category">新闻</a></span><span class="tags-links"><a href="/?tag=a" rel="tag">会议</a></span></footer>
</article>]], {N = tostring(100 + k),
    HEAD = many > 1 and '<h2 class="entry-title"><a href="/?p=' .. k .. '" rel="bookmark">'
      .. P.escape(a.title) .. "</a></h2>" or '<h1 class="entry-title">' .. P.escape(a.title) .. "</h1>",
      DATE = a.iso,
    DATET = a.iso .. "T",
    TIME = ("%02d:%02d"):format(a.hh, a.mm),
    CDATE = ("%d年%d月%d日"):format(a.y, a.m, a.d),
    NAME = a.person,
    BODY = body})
  end
  local comments = i >= 3 and '<div id="comments" class="comments-area"><h2 class="comments-title">《'
    .. P.escape(first.title) .. '》有' .. 3 * i .. '个想法</h2><ol class="comment-list">'
    .. P.comments(random, 3 * i,
      [[<li id="comment-3" class="comment even thread-even depth-1">]]
      .. [[<article id="div-comment-3" class="comment-body"><footer class="comment-meta">]]
      .. [[<div class="comment-author vcard"><b class="fn">$NAME</b><span class="says">说道：</span></div>]]
      .. [[<div class="comment-metadata"><a href="#"><time datetime="$DATE">$DATE $TIME</time></a></div>]]
      .. [[</footer><div class="comment-content"><p>$TEXT</p></div><div class="reply">]]
      .. [[<a rel='nofollow' class='comment-reply-link' href='#'>回复</a></div></article></li>]])
    .. '</ol><div id="respond" class="comment-respond"><h3 id="reply-title" class="comment-reply-title">'
    .. '发表评论</h3><form><p class="comment-notes">电子邮件地址不会被公开。 必填项已用*标注</p></form></div></div>' or ""
  local html = P.fill([[
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$PAGETITLE</title>
<script>(function(html){html.className = html.className.replace(/\bno-js\b/,'js')})(document.documentElement);</script>
<link rel='dns-prefetch' href='//s.w.org' />
<style id='wp-block-library-inline-css'>:root{--wp-admin-theme-color:#007cba}</style>
</head>
<body class="post-template-default single single-post postid-101 single-format-standard">
<div id="page" class="site"><a class="skip-link screen-reader-text" href="#content">跳至内容</a>
<header id="masthead" class="site-header"><div class="site-branding"><p class="site-title"><a href="/" rel="home">海棠实验室</a></p><p class="site-description">求真务实，勇于创新。</p></div>
<nav id="site-navigation" class="main-navigation"><ul class="primary-menu">$MENU</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
$ENTRIES
$COMMENTS
<nav class="navigation post-navigation"><h2 class="screen-reader-text">文章导航</h2><div class="nav-links"><div class="nav-previous"><a href="/?p=9" rel="prev"><span class="meta-nav">上篇文章</span> <span class="post-title">$PREV</span></a></div></div></nav>
</main></div>
<aside id="secondary" class="sidebar widget-area"><section id="recent-posts-2" class="widget widget_recent_entries"><h2 class="widget-title">近期文章</h2><ul>$RECENT</ul></section><section id="text-3" class="widget widget_text"><h2 class="widget-title">关于本站</h2><div class="textwidget"><p>海棠实验室成立于1998年，现有研究人员120人，下设六个研究中心，承担国家级课题多项。</p></div></section></aside>
</div><footer id="colophon" class="site-footer"><div class="site-info"><a href="https://cn.wordpress.org/" class="imprint">自豪地采用WordPress</a></div></footer></div>
</body></html>]], {PAGETITLE = many > 1 and "新闻 – 海棠实验室" or P.escape(first.title) .. " – 海棠实验室",
    MENU = P.menu(random, 7, '<li class="menu-item"><a href="/j/">$word</a></li>'),
    ENTRIES = table.concat(entries, "\n"),
    COMMENTS = comments,
    PREV = P.escape(P.others(random, 1)[1].title),
    RECENT = P.links(P.others(random, 5), '<li><a href="$href">$title</a></li>')})
  return {html = html, title = many == 1 and first.title or nil, date = many == 1 and first.iso or nil,
    articles = many > 1 and items or nil, text = table.concat(texts, "\n")}
end
