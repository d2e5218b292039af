-- WeChat 公众号: js_content hidden until a script shows it, sections inside sections, the
-- date only in a script, banners in the text above and below.
return function(P, random)
  local a = P.article(random, random(3, 6))
  local body, text = P.body(random, a, function(s)
    return '<section style="margin: 0 8px; line-height: 1.75em;"><span style="font-size: 15px;color:'
      .. ' rgb(63, 63, 63);letter-spacing: 1px;">'
      .. s:gsub("，", '，</span><span style="font-size: 15px;">', 1)
      .. '</span></section><section><br></section>'
  end)
  local html = P.fill([[
<!DOCTYPE html>
<html class="">
<head>
<meta name="wechat-enable-text-zoom-em" content="true">
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1.0,maximum-scale=1.0,user-scalable=0,viewport-fit=cover">
<meta property="og:title" content="$TITLE" />
<meta property="og:type" content="article" />
<meta property="og:article:author" content="$AUTHOR" />
<meta property="twitter:card" content="summary" />
<title></title>
</head>
<body id="activity-detail" class="zh_CN mm_appmsg appmsg_skin_default">
<script>window.logs = {pagetime: {}};</script>
<div id="js_article" class="rich_media"><div id="js_top_ad_area" class="top_banner"></div>
<div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary"><div class="rich_media_area_primary_inner">
<div id="img-content" class="rich_media_wrp">
<h1 class="rich_media_title" id="activity-name">
$TITLE
</h1>
<div id="meta_content" class="rich_media_meta_list">
<span id="copyright_logo" class="wx_tap_link js_wx_tap_highlight rich_media_meta icon_appmsg_tag appmsg_title_tag weui-wa-hotarea">原创</span>
<span class="rich_media_meta rich_media_meta_text">$AUTHOR</span>
<span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" class="wx_tap_link" id="js_name">玉泉医院</a><div id="js_profile_qrcode" class="profile_container" style="display:none;"><div class="profile_inner"><strong class="profile_nickname">玉泉医院</strong><p class="profile_meta"><label class="profile_meta_label">微信号</label><span class="profile_meta_value">yuquan</span></p><p class="profile_meta"><label>功能介绍</label><span>玉泉医院官方公众平台，发布医院新闻，提供就医服务。</span></p></div></div></span>
<em id="publish_time" class="rich_media_meta rich_media_meta_text"></em></div>
<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0;">
<section style="text-align:center"><span style="font-size:12px">点击上方蓝字关注我们</span></section>
$BODY
<p style="text-align: right;"><span style="font-size: 14px;">文字：$AUTHOR　图片：$SECOND</span></p>
<p style="text-align: right;"><span style="font-size: 14px;">编辑：$EDITOR</span></p>
<section style="text-align:center"><img data-src="https://mmbiz.example/qr"><span>长按二维码关注我们</span></section>
</div>
<script nonce="1" type="text/javascript">var first_sceen__time = (+new Date());</script>
</div></div></div></div>
<div id="js_pc_qr_code" class="qr_code_pc_outer" style="display:none;"><div class="qr_code_pc_inner"><p>微信扫一扫<br>关注该公众号</p></div></div>
</div>
<script type="text/javascript">
var biz = "MzA=="||""; var sn = ""; var mid = "2650"; var hd_head_img = "";
var nickname = htmlDecode("玉泉医院"); var ct = "$SECONDS"; var user_name = "gh_1"; var msg_title = '$TITLE'.html(false);
</script>
</body></html>]], {TITLE = a.title, AUTHOR = a.person, SECOND = a.second, EDITOR = a.second, BODY = body,
    SECONDS = ("%d"):format(os.time({year = a.y, month = a.m, day = a.d, hour = 12}))})
  return {html = html, title = a.title, date = a.iso,
    byline = a.person == a.second and a.person or a.person .. "、" .. a.second,
    editor = a.second, text = a.title .. "\n" .. text}
end
