# exchange: a corpus for other programs, and from them. Sourced by run.sh.
mkdir handed
printf '东湖大学召开工作会议\n发布时间:2024-03-05\n2024年3月5日，东湖大学召开工作会议，校长林知行主持会议。\n' > handed/a.txt
printf '松岭医院召开例会\n2024年4月6日,松岭医院召开例会。院长翟一苇主持。\n' > handed/b.txt
t 0 '' '' ingest -q --db handed.db handed

t 0 '{"path":"handed/a.txt",*
{"path":"handed/b.txt",*' 'jiyao: 2 documents in standard output' export --db handed.db --format jsonl
t 0 '{"path":"handed/b.txt",*' 'jiyao: 1 document in standard output' \
  export --db handed.db --format jsonl --out - --person 翟一苇
t 0 '' 'jiyao: 0 documents in standard output' export --db handed.db --format jsonl --from 2025
t 0 '' 'jiyao: 2 documents in handed.jsonl' export --db handed.db --format jsonl --out handed.jsonl
t 0 '' 'jiyao: 2 new, 0 changed, 0 unchanged, 0 refused in second.db' import --db second.db handed.jsonl
t 0 '' 'jiyao: 0 new, 0 changed, 2 unchanged, 0 refused in second.db' import --db second.db handed.jsonl
t 0 '' '' check second.db
"$jiyao" export --db second.db --format jsonl 2> err > again.jsonl
ok 'an export of what was imported is the export' cmp -s handed.jsonl again.jsonl
in=$(cat handed.jsonl)
t 0 '' '' import -q --db piped.db -
in='会'
t 1 '' 'jiyao: -: what comes through a pipe is no export as JSON lines: save it as a file' import --db piped.db -
{ cat handed.jsonl; echo '{"path":"c"}'; } > bad.jsonl
t 3 '' 'jiyao: refused bad.jsonl#line 3: is no document as `jiyao export` writes it
jiyao: 0 new, 0 changed, 2 unchanged, 1 refused in second.db' import --db second.db bad.jsonl
t 1 '' 'jiyao: no/such.jsonl: cannot write: No such file or directory' \
  export --db handed.db --format jsonl --out no/such.jsonl
t 1 '' 'jiyao: no/such.jsonl: cannot read: No such file or directory' import --db second.db no/such.jsonl
t 1 '' 'jiyao: no.db: there is no corpus*' export --db no.db --format jsonl
t 2 '' 'jiyao: export: --format FORMAT is missing*' export --db handed.db
t 2 '' "jiyao: export: --format takes jsonl|csv*, not 'doc'*" export --db handed.db --format doc
t 2 '' 'jiyao: export: --db FILE is missing*' export --format jsonl
t 2 '' 'jiyao: import: --db FILE is missing*' import handed.jsonl
t 2 '' 'jiyao: import: too few arguments*' import --db second.db

t 0 'path,seq,name,*
handed/a.txt,1,林知行,校长,*' 'jiyao: 1 row in standard output' \
  export --db handed.db --format csv --table people --person 林知行
t 0 '' 'jiyao: * rows in tables' export --db handed.db --format csv --out tables --bom
ok 'each table is a file' [ -f tables/meetings.csv ] && [ -f tables/participations.csv ]
ok 'it begins with a byte order mark' [ "$(head -c 3 tables/people.csv)" = "$(printf '\357\273\277')" ]
t 1 '' 'jiyao: tables: is there already*' export --db handed.db --format csv --out tables
t 2 '' 'jiyao: export: csv takes --table NAME, or --out FOLDER*' export --db handed.db --format csv
t 2 '' 'jiyao: export: --bom is of no use to --format jsonl*' export --db handed.db --format jsonl --bom
t 2 '' "jiyao: export: --table takes *, not 'poems'*" export --db handed.db --format csv --table poems

if [ -w /dev/full ]; then
  "$jiyao" export --db handed.db --format jsonl > /dev/full 2> err
  ok 'a full disk is told' [ $? -eq 1 ]
fi
