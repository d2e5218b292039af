# exchange: a corpus for other programs, and from them. Sourced by run.sh.
mkdir pages
printf '东湖大学召开工作会议\n发布时间:2024-03-05\n2024年3月5日，东湖大学召开工作会议，校长林知行主持会议。\n' > pages/a.txt
printf '松岭医院召开例会\n2024年4月6日,松岭医院召开例会。院长翟一苇主持。\n' > pages/b.txt
t 0 '' '' ingest -q --db pages.db pages

t 0 '{"path":"pages/a.txt",*
{"path":"pages/b.txt",*' 'jiyao: 2 documents in standard output' export --db pages.db --format jsonl
t 0 '{"path":"pages/b.txt",*' 'jiyao: 1 document in standard output' \
  export --db pages.db --format jsonl --out - --person 翟一苇
t 0 '' 'jiyao: 0 documents in standard output' export --db pages.db --format jsonl --from 2025
t 0 '' 'jiyao: 2 documents in pages.jsonl' export --db pages.db --format jsonl --out pages.jsonl
t 0 '' 'jiyao: 2 new, 0 changed, 0 unchanged, 0 refused in again.db' import --db again.db pages.jsonl
t 0 '' 'jiyao: 0 new, 0 changed, 2 unchanged, 0 refused in again.db' import --db again.db pages.jsonl
t 0 '' '' check again.db
"$jiyao" export --db again.db --format jsonl 2> err > again.jsonl
ok 'an export of what was imported is the export' cmp -s pages.jsonl again.jsonl
in=$(cat pages.jsonl)
t 0 '' '' import -q --db piped.db -
in='会'
t 1 '' 'jiyao: -: what comes through a pipe is no export as JSON lines: save it as a file' import --db piped.db -
{ cat pages.jsonl; echo '{"path":"c"}'; } > bad.jsonl
t 3 '' 'jiyao: refused bad.jsonl#line 3: is no document as `jiyao export` writes it
jiyao: 0 new, 0 changed, 2 unchanged, 1 refused in again.db' import --db again.db bad.jsonl
t 1 '' 'jiyao: no/such.jsonl: cannot write: No such file or directory' \
  export --db pages.db --format jsonl --out no/such.jsonl
t 1 '' 'jiyao: no/such.jsonl: cannot read: No such file or directory' import --db again.db no/such.jsonl
t 1 '' 'jiyao: no.db: there is no corpus*' export --db no.db --format jsonl
t 2 '' 'jiyao: export: --format FORMAT is missing*' export --db pages.db
t 2 '' 'jiyao: export: --db FILE is missing*' export --format jsonl
t 2 '' 'jiyao: import: --db FILE is missing*' import pages.jsonl
t 2 '' 'jiyao: import: too few arguments*' import --db again.db
if [ -w /dev/full ]; then
  "$jiyao" export --db pages.db --format jsonl > /dev/full 2> err
  ok 'a full disk is told' [ $? -eq 1 ]
fi
