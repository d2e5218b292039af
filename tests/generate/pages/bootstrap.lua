-- A newer site: sections of a grid, cards of other news with their first lines, icons, the
-- time in a time element, authors in a list of definitions, structured data in the head.
return function(P, random, i)
  local a = P.article(random, random(3, 5))
  local body, text = P.body(random, a, function(s) return "<p>" .. s .. "</p>" end)
  local html = P.fill([[
<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>$TITLE | 新汀研究院</title><meta property="og:title" content="$TITLE"/><meta property="og:site_name" content="新汀研究院"/>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "$TITLE", "datePublished": "$DATET$TIME:00+08:00", "author": {"@type": "Person", "name": "$AUTHOR"}}</script>
<link href="/css/bootstrap.min.css" rel="stylesheet"/></head>
<body data-spy="scroll">
<nav class="navbar navbar-expand-lg navbar-light bg-light fixed-top"><div class="container"><a class="navbar-brand" href="/">新汀研究院</a><ul class="navbar-nav ml-auto">$MENU</ul></div></nav>
<section class="py-5 bg-dark"><div class="container"><ol class="breadcrumb"><li class="breadcrumb-item"><a href="/">首页</a></li><li class="breadcrumb-item active">新闻</li></ol></div></section>
<section class="py-5"><div class="container"><div class="row"><div class="col-lg-8">
<h1 class="mb-3 font-weight-bold">$TITLE</h1>
<div class="d-flex text-muted small mb-4"><time datetime="$DATET$TIME">$CDATE</time><span class="mx-2">•</span><span><i class="fa fa-eye"></i> 1,024</span><span class="mx-2">•</span><span>文 / $AUTHOR</span></div>
<figure class="figure"><img class="figure-img img-fluid" src="a.jpg" alt=""><figcaption class="figure-caption">与会人员合影</figcaption></figure>
<div class="fr-view">$BODY</div>
<div class="mt-4"><a class="btn btn-sm btn-outline-secondary" href="#">会议</a> <a class="btn btn-sm btn-outline-secondary" href="#">科研</a></div>
</div>
<div class="col-lg-4"><div class="card mb-4"><div class="card-header">最新动态</div><div class="list-group">$OTHERS</div></div></div></div></div></section>
<section class="bg-light py-5"><div class="container"><h4 class="mb-4">延伸阅读</h4><div class="row">$CARDS</div></div></section>
<footer class="py-4 bg-dark text-white"><div class="container text-center"><small>© 2023 新汀研究院 · 京ICP备10000000号</small></div></footer>
</body></html>]], {TITLE = P.escape(a.title),
    DATET = a.iso .. "T",
    TIME = ("%02d:%02d"):format(a.hh, a.mm),
    CDATE = ("%d 年 %d 月 %d 日"):format(a.y, a.m, a.d),
    AUTHOR = a.person,
    MENU = P.menu(random, 7, '<li class="nav-item"><a class="nav-link" href="/n">$word</a></li>'),
    BODY = body,
    OTHERS = P.links(P.others(random, 6), '<a class="list-group-item list-group-item-action" href="$href">'
      .. '<small>$date</small><br>$title</a>'),
    CARDS = P.links(P.others(random, 3 * i), '<div class="col-md-4"><div class="card"><div'
      .. ' class="card-body"><h5 class="card-title"><a href="$href">$title</a></h5><p class="card-text'
      .. ' text-muted">$abstract</p><small>$date</small></div></div></div>')})
  return {html = html, title = a.title, date = a.iso, byline = a.person,
    text = a.title .. "\n与会人员合影\n" .. text}
end
