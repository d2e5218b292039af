/* Sentences by the class of what is hard in them, ten or so a class (see people_cases.h for the form). Included by
 * test_people.c alone. */
static const struct {
  const char *why, *text, *people;
} classes[] = {
    {"a word alone in a field", "编辑:尚可　　审核:郭立宁\n", "*尚可:编辑: | *郭立宁:审核:"},
    {"a word alone in a field", "活动结束。\n联系人:安平　0931-0000000\n", "安平::"},
    {"a word alone in a field", "(文字:常新　摄影:何为、田野)\n", "*常新:: | *何为:摄影: | *田野:摄影:"},
    {"a word alone in a field", "本版编辑  向荣  电话 8301-000", "*向荣:编辑:"},
    {"a word alone in a field", "会务联系人:尚义(手机:138****0000)\n", "尚义::"},
    {"a word alone in a field", "大会闭幕。\n(信息中心　毛毛 / 图)\n", "*毛毛::信息中心"},
    {"a word alone in a field", "(记者:甄真　通讯员:晏宁 / 文;薄和 / 图)\n", "*甄真:记者: | *晏宁:通讯员: | *薄和::"},
    {"a word alone in a field", "主讲人:文竹(笔名)\n", "文竹::"},
    {"a word alone in a field", "校对:方正\n", "*方正:校对:"},
    {"a word alone in a field", "编辑 明 朗\n\n　会计系与税务局共建", "*明朗:编辑:"},
    {"a word alone in a field", "编辑:本刊\n摄影:集体\n联系人:同上\n供稿:校史馆\n图片:学工部\n", ""},

    {"two characters spread", "通过了吸收彭 水等26人入会的决定。", "彭水::"},
    {"two characters spread", "(照片由志愿者木 春提供)", "木春:志愿者:"},
    {"two characters spread", "学院学术委员会　　科研秘书　成 语\n四月三日", "成语:科研秘书:学院学术委员会"},
    {"two characters spread", "参加会议的有方 正、高 明和左 丘明。", "方正:: | 高明:: | 左丘明::"},
    {"two characters spread", "校长方 便到场,推选田 野为理事。", "方便:校长: | 田野::"},
    {"two characters spread", "1\t成 栋\t泉山医学院\t主任医师\n2\t何为\t泉山医学院\t副教授\n",
     "成栋:主任医师:泉山医学院 | 何为:副教授:泉山医学院"},
    {"two characters spread", "成　员　冶 海　　远岭锂业有限公司　　高级工程师\n", "冶海:成员,高级工程师:远岭锂业有限公司"},
    {"two characters spread", "时 间:5月8日\n地 点:北楼\n主 办:工会\n学 校开展活动,大 家都来。", ""},
    {"two characters spread", "附 小 操 场 开 工。", ""},
    {"two characters spread", "祝大 家新年快乐,万 事如意。", ""},
};
