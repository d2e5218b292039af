-- corpus_words.lua: the words that generated pages are made of (corpus_reports.lua). In braces
-- stands what is chosen when a page is drafted; {n} is a number, {m} one to twelve and {name1} a
-- person, which are filled in at the end. All places, bodies and people are invented.
local function list(words)
  local all = {}
  for word in words:gmatch "%S+" do all[#all + 1] = word end
  return all
end

local W = {}

W.PLACES = list("南陵 北川口 临江 青柏 石门湾 云溪 东淮 西宁河 长丰岭 安平 凤栖 广源 松桥 玉泉 明湖 新汀 海棠 沧浪 紫荆 白鹭洲"
  .. " 金堤 龙泉渡 丹霞口 绿洲 寿山 沙棘 榆关渡 柳堤 竹山湾 芦花 雁栖 梅岭口 杏林 望潮 清漪 桐花 枫桥镇 槐荫 稻香 麦溪"
  .. " 鹿鸣 鹤汀 鲤湖 萤川 星渚 月塘 霞浦口 雪岭 霜桥 虹湾 岩前 砚池 墨溪 笔架 书院 琴湖 棋盘山 画舫 茶亭 盐渡")

-- What a body is called after its place, and who is in it.
W.BODIES = {
  {"大学", list "校长 副校长 党委书记 党委副书记 纪委书记 教务处处长 科研处处长 图书馆馆长 工会主席 总会计师 教授 博士研究生"},
  {"人民医院", list "院长 副院长 党委书记 党委副书记 纪委书记 护理部主任 医务部主任 骨科主任 药学部主任 信息中心主任 主任医师 博士研究生"},
  {"研究院", list "院长 副院长 党委书记 纪委书记 首席科学家 科技处处长 人事处处长 平台部主任 财务处处长 工会主席 研究员 博士研究生"},
  {"职业技术学院", list "院长 副院长 党委书记 党委副书记 纪委书记 教务处处长 学生处处长 实训中心主任 团委书记 副教授 硕士研究生"},
  {"疾控中心", list "主任 副主任 党委书记 纪委书记 办公室主任 检验科科长 免疫规划科科长 应急办主任 主任技师 硕士研究生"},
  {"博物馆", list "馆长 副馆长 党总支书记 陈列部主任 藏品部主任 社教部主任 保卫科科长 研究馆员 硕士研究生"},
  {"教育局", list "局长 副局长 党组书记 机关党委书记 基础教育科科长 人事科科长 督导室主任 教研员"},
}
-- Who writes papers, in each of them; these are not appointed to offices.
W.SCHOLARS = {["教授"] = true, ["主任医师"] = true, ["研究员"] = true, ["副教授"] = true, ["主任技师"] = true,
  ["研究馆员"] = true, ["教研员"] = true}
W.STUDENTS = {["博士研究生"] = true, ["硕士研究生"] = true}

W.SURNAMES = list("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭"
  .. " 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 陆 郝 孔 崔 邱 秦 江 顾 侯 邵 孟 万 段")
W.GIVEN = list("伟 芳 敏 静 丽 强 磊 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 英 玉 兰 志 海 燕 斌 晓 梅 琳 波 宇 鑫 鹏 雪 慧 莹 岚 博 瑞 泽"
  .. " 浩 嘉 诚 轩 桐 行 瑾 瑜 扬 群 邦 勤 春 晖 秋 润 帆 舒 宁 竹 柏 钟 毓 砚 若 谷 知 予 之 遥 朗 澄 峤 蘅 溪 蔚 漪 棠 筠 骁 恺 彦 翊 铭 珂")

-- ---- chosen with the draft ------------------------------------------------------------

W.chosen = {
  topic = list("医疗质量管理 学科建设 人才培养 党风廉政建设 科技成果转化 智慧校园建设 意识形态工作 教学改革 安全生产 对口帮扶 重点专科建设"
    .. " 临床研究 师德师风建设 平台建设 数据治理 支付方式改革 实验动物管理 研究生招生 国际交流 传染病防控 药品采购 绿色校园 基层治理 文化传承"
    .. " 网络安全 档案管理 预算执行 后勤保障 志愿服务 信访工作 保密教育 职称评审 仪器共享 病案质控 急诊流程 护理培训 论文规范 校企合作"
    .. " 实训基地建设 课程思政 心理健康教育 疫苗接种 水质监测 慢性病管理 食品安全 展陈提升 文物保护 研学活动 古籍修复 课后服务 劳动教育"
    .. " 作业管理 校舍维修 招生宣传 就业指导 资产清查 内部审计 合同管理 消防演练 垃圾分类 节能降耗 用血管理 院感防控 远程会诊 家庭医生签约"
    .. " 专利申报 科普宣传 开放实验 种质资源保存 碳排放核算 教材建设 学风建设 社区教育 老年教育 统计报表 公务接待 设备更新 无障碍改造"),
  unit = list("办公室 组织部 宣传部 统战部 教务处 科研处 人力资源处 财务处 后勤保障部 信息中心 护理部 医务部 药学部 检验科 研究生院 图书馆"
    .. " 学生处 保卫处 审计处 基建处 国际合作处 招生就业处 离退休工作处 采购中心 档案馆 工会 团委 质量控制科 预防保健科 社教部 教研室"),
  kind = list("工作会议 座谈会 推进会 专题研讨会 动员部署会 总结表彰大会 警示教育大会 周例会 学术论坛 培训班 调度会 启动会 专题会议 经验交流会 评审会"),
  verb = list("加强 推进 落实 深化 做好 抓好 谋划 统筹 规范 完善 优化 提升 夯实 聚焦 细化 改进 巩固 拓展 强化"),
  tell = list("指出 强调 表示 要求 介绍 谈到 提出 认为 希望 说"),
  part = list("上午 下午 上午 下午 晚"),
  look = list("调研 考察 交流"),
  call = list("申报 自查 征集 评选 登记"),
  journal = list("江汀学报 南塘医学 数据与治理 实验与方法 岭南农学 观澜评论 基层卫生研究 材料与工艺"),
}

W.meeting = {
  title = {"{body}召开{topic0}{kind0}", "{body}举行{topic0}{kind0}", "{topic0}{kind0}在{body}召开"},
  lead = {
    "{date}，{body}召开{topic0}{kind0}。{who1}主持会议，{who2}讲话。",
    "{date}{part}，{body}召开{topic0}{kind0}，{who2}出席并讲话，{who1}主持会议。",
    "{date}，{body}举行{topic0}{kind0}。会议由{who1}主持，{who2}作了讲话。",
    "{date}{part}，{body}{topic0}{kind0}在{unit}会议室召开。{who1}主持会议，{who2}出席会议。",
  },
  clauses = {
    "会议听取了{unit}关于{topic}情况的汇报", "与会人员围绕{topic}进行了讨论", "会上通报了{topic}检查的结果",
    "会前大家参观了{topic}展览", "会议印发了{topic}实施细则", "{unit}在会上介绍了{topic}的做法和难处",
    "会议审议了{topic}方案", "会议传达了上级关于{topic}的要求", "{unit}、{unit}作了交流发言", "会议对{topic}作出安排",
    "参加{topic}培训的职工达到{n}人次",
  },
  last = {"{who3}等参加会议。", "{who3}参加会议。", "参加会议的还有{who3}。"},
}

W.visit = {
  lead = {
    "{date}，{guest}{who1}一行到{body}{look0}{topic0}。{who2}陪同。",
    "{date}{part}，{guest}{who1}带队到{body}{look0}{topic0}，{who2}陪同{look0}。",
    "{date}，{guest}{who1}一行来到{body}，就{topic0}进行{look0}，{who2}参加活动。",
  },
  clauses = {
    "一行先后参观了{unit}和{unit}", "{unit}汇报了{topic}的进展", "双方就{topic}交换了意见", "双方商定在{topic}方面互派人员",
    "一行察看了{topic}现场", "一行对{topic}的做法给予肯定", "{unit}回答了关于{topic}的提问", "双方约定共享{topic}的材料",
  },
  last = {"{who3}参加活动。"},
}

W.research = {
  lead = {
    "{date}，《{journal}》在线发表了{body}{who1}团队关于{topic0}的研究成果。",
    "近日，{body}{who1}团队在{topic0}研究中取得进展，成果于{date}发表在《{journal}》上。",
  },
  clauses = {
    "课题组采集样本{n}份", "课题组用了{m}个月完成实验", "结果显示{topic}与{topic}有关", "团队走访了{n}个点位",
    "该方法使误差降低{n}个百分点", "这项研究弥补了{topic}数据的不足", "团队下一步将研究{topic}", "相关数据已经公开",
    "课题组建立了{topic}的评价指标", "研究比较了{n}组材料",
  },
  last = {"论文的第一作者为{who2}，通讯作者为{name1}。", "{who2}为论文第一作者。"},
}

W.notice = {
  lead = {"为{verb}{topic0}，现就开展{topic0}{call0}工作的有关事项通知如下。", "经研究，现开展{topic0}{call0}工作，有关事项通知如下。"},
  clauses = {
    "{unit}负责{topic}材料的受理", "每个部门限报{m}项", "材料一式{m}份", "逾期不再受理", "{call0}表从{unit}主页下载",
    "材料须经部门负责人签字", "曾获{topic}奖励的不再重复推荐", "{unit}组织专家对材料进行初审", "结果在{unit}主页公示",
  },
  last = {"请于{date}前将材料报送{unit}，联系人：{name1}，电话：{n}{n}。", "截止日期为{date}。联系人：{name1}，办公电话{n}{n}。"},
}

W.appointment = {
  lead = {"经研究，{date}决定：", "根据工作需要，经研究并公示，{date}决定："},
  named = {"{name%d}任{title%d}。", "任命{name%d}为{title%d}。", "{name%d}同志任{title%d}。", "免去{name%d}{title%d}职务。"},
  last = {"以上任职试用期{m}个月。", "请有关部门在{m}日内办好交接。"},
}

-- In pages of any genre.
W.CLAUSES = {
  "要把{topic}摆在更加突出的位置", "要{verb}{topic}，{verb}{topic}", "今年以来{unit}完成{topic}任务{n}项",
  "{topic}方面还有{n}个问题没有解决", "各部门要在{m}月底前报送{topic}方案", "{unit}牵头、{unit}配合{verb}{topic}",
  "{topic}专项经费增加到{n}万元", "{topic}平台的访问量达到{n}人次", "要坚持问题导向{verb}{topic}",
  "大家一致认为{topic}来之不易", "下一步将从制度、队伍、经费三个方面{verb}{topic}", "{topic}满意度比去年提高{n}个百分点",
  "要求{unit}对{topic}一项一项销号", "{unit}要主动对接{unit}，共同{verb}{topic}", "{topic}工作群收到建议{n}条",
  "要防止{topic}流于形式", "把{topic}纳入年度考核", "{unit}晒出了{topic}的时间表和路线图", "{topic}的短板在于人手不足",
  "{verb}{topic}离不开每一名职工", "{unit}建立了{topic}台账", "{topic}要从小处着手", "{unit}定期公布{topic}进度",
  "{topic}和{topic}要一起谋划、一起部署", "{unit}安排专人负责{topic}", "{topic}已经列入明年的计划", "把{topic}做实做细",
}

return W
