--- A small composed corpus: two invented institutions, invented people, with a
-- meeting told twice, one without a year, one without a date, and one name in
-- two houses. Text that would break a careless page stands in it on purpose.
local fake_corpus = dofile "tests/lua/support/fake_corpus.lua"

return function()
  return fake_corpus.new{
    {path = "news/01.txt", institution = "松岭医院", published = "2024-03-05",
      text = "松岭医院召开2024年度工作会议\n3月4日，医院召开2024年度工作会议。院长林知行主持会议，党委书记沈若谷讲话。"
        .. "会议部署了消防安全与科研工作。散会后，林知行走访了病房。\n",
      people = {{name = "林知行", titles = {"院长"}}, {name = "沈若谷", titles = {"党委书记"}}},
      meetings = {{date = "2024-03-04", name = "2024年度工作会议", kind = "工作会议", host = "林知行",
        words = "3月4日，医院召开2024年度工作会议。",
        participants = {{name = "林知行", title = "院长", role = "host"},
          {name = "沈若谷", title = "党委书记", role = "speaker"}},
        topics = {"消防安全", "科研"}, confidence = 0.95}}},
    {path = "news/02.txt", institution = "松岭医院", published = "2024-03-06",
      text = "简讯：松岭医院年度工作会议于4日举行，林知行、沈若谷、周望舒出席。（通讯员 白露）",
      people = {{name = "林知行"}, {name = "沈若谷"}, {name = "周望舒"}, {name = "白露", byline = true}},
      meetings = {{date = "2024-03-04", name = "松岭医院年度工作会议", kind = "工作会议",
        participants = {{name = "林知行"}, {name = "沈若谷"}, {name = "周望舒"}}, confidence = 0.7}}},
    {path = "news/03.html", institution = "松岭医院", published = "2024-05-12",
      text = "=护士节座谈会 <b>&amp;</b> |表彰|*会*。护理部主任周望舒主持。",
      people = {{name = "周望舒", titles = {"护理部主任"}}},
      meetings = {{date = "2024-05-12", name = "护士节座谈会", kind = "座谈会", host = "周望舒",
        participants = {{name = "周望舒", title = "护理部主任", role = "host"}}, topics = {"护理"}}}},
    {path = "campus/a.txt", institution = "江榆大学", published = "2024-04-01",
      text = "四月一日，江榆大学举行人才工作座谈会。校长林知行主持，“要引才，更要育才。”他说。",
      people = {{name = "林知行", titles = {"校长"}}},
      meetings = {{date = "2024-04-01", name = "人才工作座谈会", kind = "座谈会", host = "林知行",
        participants = {{name = "林知行", title = "校长", role = "host"}}, topics = {"人才"}}}},
    {path = "campus/b.txt", institution = "江榆大学",
      text = "六月八日，学校召开消防演练部署会。另据悉，学校近日召开教学工作例会。",
      meetings = {{date = "XXXX-06-08", name = "消防演练部署会", kind = "工作会议", confidence = 0.6},
        {name = "教学工作例会", kind = "例会", confidence = 0.5}}},
  }
end
