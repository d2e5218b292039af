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
"$jiyao" export --db second.db --format jsonl 2> err > second.jsonl
ok 'an export of what was imported is the export' cmp -s handed.jsonl second.jsonl
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
t 2 '' "jiyao: export: --format takes jsonl|csv|xlsx*, not 'doc'*" export --db handed.db --format doc
t 2 '' 'jiyao: export: --db FILE is missing*' export --format jsonl
t 2 '' 'jiyao: import: --db FILE is missing*' import handed.jsonl
t 2 '' 'jiyao: import: too few arguments*' import --db second.db

t 0 'path,seq,name,*
handed/a.txt,1,林知行,校长,*' 'jiyao: 1 row in standard output' \
  export --db handed.db --format csv --table people --person 林知行
t 0 '' 'jiyao: * rows in tables' export --db handed.db --format csv --out tables --bom
ok 'each table is a file' [ "$(cd tables && echo *)" = 'annotations.csv articles.csv documents.csv meetings.csv '\
'mentions.csv participations.csv people.csv' ]
ok 'it begins with a byte order mark' [ "$(head -c 3 tables/people.csv)" = "$(printf '\357\273\277')" ]
t 1 '' 'jiyao: tables: is there already*' export --db handed.db --format csv --out tables
t 2 '' 'jiyao: export: csv takes --table NAME, or --out FOLDER*' export --db handed.db --format csv
t 2 '' 'jiyao: export: --bom is of no use to --format jsonl*' export --db handed.db --format jsonl --bom
t 2 '' "jiyao: export: --table takes documents, meetings*, not 'poems'*" export --db handed.db --format csv --table poems

t 0 '' 'jiyao: * rows in handed.xlsx' export --db handed.db --format xlsx --out handed.xlsx
python3 "$here/workbook.py" handed.xlsx > rows
ok 'each table is a sheet' [ "$(cut -f 1 rows | uniq | tr '\n' ' ')" = \
  'documents meetings participations people mentions articles annotations ' ]
ok 'words are text, a day is a date' grep -q "^meetings${tab}A2='handed/a.txt'${tab}B2=1${tab}C2=2024-03-05${tab}" rows
ok 'what is known in part is text' grep -q "^documents${tab}A2='handed/a.txt'.*D2=2024-03-05" rows
TZ=Asia/Shanghai "$jiyao" export --db handed.db --format xlsx --out second.xlsx 2> err
ok 'the same corpus gives the same workbook' cmp -s handed.xlsx second.xlsx
t 0 '' 'jiyao: 2 rows in people.xlsx' export --db handed.db --format xlsx --table people --out people.xlsx
python3 "$here/workbook.py" people.xlsx > rows
ok 'one table is one sheet' [ "$(cut -f 1 rows | uniq)" = people ]
t 2 '' 'jiyao: export: xlsx takes --out FILE*' export --db handed.db --format xlsx
t 1 '' 'jiyao: no/such.xlsx: cannot write: No such file or directory' \
  export --db handed.db --format xlsx --out no/such.xlsx
t 3 '' 'jiyao: refused handed.xlsx: *sheets of different columns: save the one to read as CSV*' import --db second.db handed.xlsx
# Where files may not grow, temporary ones neither, a workbook is whole or not there.
t 0 '' '' ingest -q --db large.db "$here/../../examples/corpus"
t 0 '' 'jiyao: * rows in large.xlsx' export --db large.db --format xlsx --out large.xlsx
halves='' cut=0
for blocks in 80 130 180 250 350 500 100000; do
  (ulimit -f $blocks; "$jiyao" export --db large.db --format xlsx --out less.xlsx 2> err)
  if [ $? -ne 0 ]; then
    cut=$((cut + 1))
    [ -e less.xlsx ] && halves="$halves $blocks"
  else
    cmp -s large.xlsx less.xlsx || halves="$halves $blocks"
  fi
  rm -f less.xlsx
done
ok "no workbook is half there:$halves" [ -z "$halves" ]
ok 'some were cut short' [ $cut -gt 2 ]
ok 'and some not' [ $cut -lt 7 ]
ok 'nothing half-written stays' [ "$(ls | grep -c part)" -eq 0 ]

t 0 '<doc path="handed/b.txt" title="松岭医院召开例会" institution="松岭医院" script="Hans">
<p>
<s>
*翟一苇	nr
*</s>
</p>
</doc>' 'jiyao: 1 document in standard output' export --db handed.db --format vertical --institution 松岭医院
t 0 '<?xml version="1.0" encoding="UTF-8"?>
<teiCorpus *<p>发布时间:<date when="2024-03-05">2024-03-05</date></p>*' '*' export --db handed.db --format tei
t 0 '' 'jiyao: 2 documents in handed.xml' export --db handed.db --format tei --out handed.xml
t 1 '' 'jiyao: no documents are found, and TEI has no corpus of none' export --db handed.db --format tei --from 2030
t 0 '' 'jiyao: 0 documents in standard output' export --db handed.db --format vertical --from 2030
t 2 '' 'jiyao: export: --table is of no use to --format tei*' export --db handed.db --format tei --table people
ok 'it is TEI' [ "$(python3 "$here/tei.py" handed.xml)" = 'TEI 2 person 2 persName 4 orgName 6 date 4' ]

# What is no file is written to and stays what it is.
mkfifo named
timeout 20 cat named > piped.jsonl & reader=$!
timeout 20 "$jiyao" export --db handed.db --format jsonl --out named 2> err
ok 'a pipe is written to' [ $? -eq 0 ]
wait $reader
ok 'all goes through it' cmp -s handed.jsonl piped.jsonl
ok 'and stays one' [ -p named ]
timeout 20 cat named > piped.xlsx & reader=$!
timeout 20 "$jiyao" export --db handed.db --format xlsx --out named 2> err
wait $reader
ok 'so is a workbook' cmp -s handed.xlsx piped.xlsx
# By a link of our own, so that what might take its place takes no device's.
ln -s /dev/stdout shown
echo before > piped.jsonl
"$jiyao" export --db handed.db --format jsonl --out shown >> piped.jsonl 2> err
{ echo before; cat handed.jsonl; } > both.jsonl
ok '/dev/stdout goes on where it is at' cmp -s both.jsonl piped.jsonl
ok '/dev/stdout may be a pipe' [ "$("$jiyao" export --db handed.db --format jsonl --out shown 2> err |
  cmp - handed.jsonl && echo same)" = same ]
ln -s second.jsonl linked.jsonl
rm second.jsonl
"$jiyao" export --db handed.db --format jsonl --out linked.jsonl 2> err
ok 'a link leads to what is written' [ -L linked.jsonl ]
ok 'which may not have been there' cmp -s handed.jsonl second.jsonl

if [ -w /dev/full ]; then
  ln -s /dev/full full
  for format in jsonl xlsx; do
    t 1 '' 'jiyao: full: cannot write: No space left on device' export --db handed.db --format $format --out full
  done
  "$jiyao" export --db handed.db --format jsonl > /dev/full 2> err
  ok 'a full disk is told' [ $? -eq 1 ]
fi
