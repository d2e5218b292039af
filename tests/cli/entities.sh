# entities: people across documents, and lists that the corpus keeps. Sourced by run.sh.
mkdir people
printf '江榆大学召开会议\n发布时间:2024-03-06\n2024年3月6日,江榆大学召开工作会议。校长林知行主持,党委书记刘明远讲话。\n' > people/a.txt
printf '松岭医院召开会议\n发布时间:2024-04-06\n2024年4月6日,松岭医院召开工作会议。院长林知行主持。\n' > people/b.txt
t 0 '' '' ingest -q --db who.db people
t 0 '*林知行@松岭医院  *2024-04-06  院长*林知行@江榆大学  *2024-03-06  校长*' '' entities --db who.db
t 0 '刘明远@江榆大学  1  1  2024-03-06  党委书记' '' entities list --db who.db --name 刘明远
t 0 '林知行@松岭医院 *' '' entities --db who.db --institution 松岭医院
t 0 '' '' entities --db who.db --name 沈若谷
t 0 '' '' entities --db who.db --from 2025
t 0 '{"id":"刘明远@江榆大学","name":"刘明远","institution":"江榆大学",*"roles":*{"title":"党委书记",*}' '' \
  entities --db who.db --name 刘明远 --format jsonl
t 0 'id,name,institution,title,org,first,last,documents*刘明远@江榆大学,刘明远,江榆大学,党委书记,江榆大学,2024-03-06,2024-03-06,1*' '' \
  entities --db who.db --name 刘明远 --format csv
t 1 '' 'jiyao: who.db: 林知行 is several people: say which of *' entities show 林知行 --db who.db
t 0 'decision 1' '' entities merge 林知行@松岭医院 林知行@江榆大学 --note 'as he says' --db who.db
t 0 '林知行@松岭医院*校长*林知行@松岭医院 = 林知行@江榆大学, decided (decision 1)*people/a.txt*people/b.txt' '' \
  entities show 林知行 --db who.db
t 0 '1  merge  -  林知行@松岭医院, 林知行@江榆大学  as he says' '' entities decisions --db who.db
t 1 '' 'jiyao: who.db: * one person already' entities merge 林知行@松岭医院 林知行@江榆大学 --db who.db
t 0 '' '' entities undo 1 --db who.db
t 1 '' 'jiyao: who.db: decision 1 is undone already' entities undo 1 --db who.db
t 0 'decision 2' '' entities split 林知行@松岭医院 people/b.txt --db who.db
t 0 '林知行@松岭医院#2*' '' entities show 林知行@松岭医院#2 --db who.db
t 1 '' 'jiyao: who.db: people/a.txt does not name *' entities split 林知行@松岭医院#2 people/a.txt --db who.db
t 2 '' 'jiyao: entities: --db FILE is missing*' entities
t 2 '' "jiyao: entities: 'x' is none of list, *" entities --db who.db x
t 2 '' 'jiyao: entities: merge takes more words*' entities --db who.db merge 林知行
t 2 '' "jiyao: entities: unexpected '2'*" entities --db who.db undo 1 2
t 2 '' "jiyao: entities: 'one' is no number *" entities --db who.db undo one
t 2 '' 'jiyao: entities: --format takes *' entities --db who.db --format xml
t 1 '' 'jiyao: no.db: there is no corpus: *' entities --db no.db
ok 'no corpus is made' test ! -e no.db
printf '姓名,职务,机构,别名\n安全,主任,松岭医院,安老\n' > people.csv
printf '松岭医院召开会议\n2024年5月6日,松岭医院召开工作会议。会议由安全主持,安老讲话。\n' > people/c.txt
t 0 '' '*1 new, 0 changed, 2 unchanged*' ingest --db who.db people
t 0 '' '' entities --db who.db --name 安全
t 0 '' '*0 new, 3 changed, 0 unchanged*' ingest --roster people.csv --jobs 2 --db who.db people
t 0 '安全@松岭医院*' '' entities --db who.db --name 安全
t 0 '' '*0 new, 0 changed, 3 unchanged*' ingest --db who.db people
t 1 '' 'jiyao: no.csv: cannot read: No such file or directory' ingest --lexicon no.csv --db who.db people
printf '东能院,house,\n' > words.csv
t 1 '' "jiyao: words.csv: line 1: the kind of 东能院 is title or org, not 'house'" ingest --lexicon words.csv --db who.db people
ok 'no log is left beside a corpus' test ! -e who.db-wal
