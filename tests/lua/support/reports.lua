-- Reports composed of sentences, and what papers make of each other's. Invented people and
-- bodies; the same numbers give the same words.
local M = {}

-- A sequence of numbers by linear congruence (Knuth's MMIX constants), its upper bits.
function M.chance(seed)
  local state = seed
  return function(n)
    state = state * 6364136223846793005 + 1442695040888963407
    return (state >> 33) % n + 1
  end
end

local HOUSES = {"云岭大学", "松岭医院", "江榆学院", "望岳研究所", "青岚中学", "白榆馆", "长汀实验室", "苇川集团"}
local NAMES = {"林知行", "沈若谷", "翟一苇", "章以诚", "裴仲宁", "郁明澜", "佟海宁", "丁蔚然", "谷知行", "莫凡"}
local POSTS = {"校长", "院长", "党委书记", "副院长", "主任", "所长", "馆长", "总工程师"}
local DOES = {"介绍了", "肯定了", "回顾了", "汇报了", "分析了", "强调了", "部署了", "总结了", "通报了", "解读了"}
local WHAT = {"门诊流程", "图书采购", "新生报到", "水电改造", "夜班排班", "期末考务", "档案数字化", "食堂招标",
  "护理培训", "论文评审", "设备验收", "安全巡查", "志愿服务", "经费使用", "校区搬迁", "药品目录", "病案质控", "专利转化",
  "古籍修复", "种子保存", "望远镜调试", "冷链运输", "听障教育", "乡村义诊", "海图测绘", "桥梁检测"}
local HOW = {"的主要做法", "的进展和难处", "的时间安排", "的责任分工", "的经验", "的下一步打算", "的成效", "里的短板"}
local END = {"，要求月底前见到结果", "，与会人员作了补充", "，并回答了提问", "，提出三点意见", "，希望各部门配合",
  "，会后实地看了现场", "，大家一致同意", "，相关材料已经印发"}

local function one(list, random)
  return list[random(#list)]
end

function M.sentence(random)
  return one(NAMES, random) .. one(POSTS, random) .. one(DOES, random) .. one(WHAT, random) .. "和"
    .. one(WHAT, random) .. one(HOW, random) .. one(END, random) .. "。"
end

-- A report: title, day, sentences.
function M.compose(random)
  local house, day = one(HOUSES, random), ("2024年%d月%d日"):format(random(12), random(28))
  local report = {house = house, day = day, title = house .. "部署" .. one(WHAT, random) .. "工作"}
  report[1] = day .. "，" .. house .. "召开工作会议，" .. one(POSTS, random) .. one(NAMES, random) .. "主持会议。"
  for i = 2, 6 + random(8) do report[i] = M.sentence(random) end
  return report
end

function M.text(report, first, last)
  local lines = {report.title, "发布时间：" .. report.published}
  for i = first or 1, last or #report do lines[#lines + 1] = "　　" .. report[i] end
  return table.concat(lines, "\n") .. "\n"
end

return M
