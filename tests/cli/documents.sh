# extract and clean on documents good and bad. Sourced by run.sh.
mkdir -p pages/sub
printf '东湖大学召开工作会议\n2024年3月5日，东湖大学召开工作会议。党委书记林知行主持会议，校长邵文博讲话。\n' > pages/b.txt
printf '2024年4月1日，院长邵文博来校调研。\n' > pages/sub/c.txt
printf '<html><head><meta charset="utf-8"><title>座谈会</title></head><body><p>2024年5月6日，校长邵文博主持召开座谈会。</p></body></html>' > pages/a.html
iconv -f UTF-8 -t GB18030 pages/b.txt > gb.txt
iconv -f UTF-8 -t GB18030 pages/b.txt | head -c 29 > cut.txt
iconv -f UTF-8 -t BIG5 > big5.txt <<'.'
2024年3月5日，東湖大學召開工作會議，黨委書記林知行主持會議。
.
printf '\177ELF\001\002\000\000\000\000\377\376\000\001' > binary.bin
: > empty.txt
mkdir locked
printf 'x' > locked/x.txt

t 0 '{"path":"pages/b.txt","encoding":"UTF-8","script":"Hans",*' '' extract pages/b.txt
t 0 '{"path":"pages/b.txt",*' '' extract --format jsonl pages/b.txt
t 0 'pages/b.txt  UTF-8  *' '' extract --format=table pages/b.txt
t 0 '{"path":"gb.txt","encoding":"GB18030",*' '' extract gb.txt
t 0 '{"path":"gb.txt","encoding":"GB18030",*' '' extract --encoding GBK gb.txt
t 0 '{"path":"big5.txt","encoding":"B[Ii][Gg]5*","script":"Hant",*' '' extract big5.txt
t 0 '{"path":"pages/a.html"*{"path":"pages/b.txt"*{"path":"pages/sub/c.txt"*' '' extract pages
t 0 '{"path":"pages/b.txt"*{"path":"pages/a.html"*' '' extract pages/b.txt pages/a.html
in='2024年3月5日，东湖大学召开会议。' t 0 '{"path":"-"*' '' extract -

# What is less sure is left out; why a field holds what it holds is told in place of records.
t 0 '*"meetings":[],*' '' extract --min-confidence 1 pages/b.txt
t 0 '*"meetings":[{"date":"2024-03-05"*' '' extract --min-confidence=0.1 pages/b.txt
t 2 '' "jiyao: extract: --min-confidence takes a number from 0 to 1, not '1.5'*" extract --min-confidence 1.5 pages/b.txt
t 2 '' "jiyao: extract: --min-confidence takes a number from 0 to 1, not 'high'*" extract --min-confidence high pages/b.txt
t 2 '' 'jiyao: extract: --min-confidence needs N*' extract pages/b.txt --min-confidence
t 0 'pages/b.txt*meeting 工作会议*date *2024-03-05 *in the sentence that tells it*“2024年3月5日”*host *林知行*' '' extract --explain pages/b.txt
t 2 '' 'jiyao: extract: --explain takes no value*' extract --explain=yes pages/b.txt

# Each input that is refused is told in one line; the others are printed.
t 3 '{"path":"pages/b.txt"*' 'jiyao: missing.txt: *No such file*jiyao: 1 refused' extract missing.txt pages/b.txt
t 3 '' 'jiyao: binary.bin: *binary*jiyao: 1 refused' extract binary.bin
t 0 '{"path":"cut.txt",*' 'jiyao: cut.txt: 1 byte is no valid GB18030 and was replaced, at byte 28' extract --encoding GB18030 cut.txt
t 2 '' "jiyao: extract: --encoding knows no 'nonsense'; it takes UTF-8, GB18030, BIG5-HKSCS, *usage: *" extract --encoding nonsense pages/b.txt
t 2 '' "jiyao: clean: --encoding knows no 'nonsense'*" clean --encoding nonsense pages/b.txt
t 2 '' "jiyao: where: --encoding knows no 'nonsense'*" where --encoding nonsense pages/b.txt 0 1
t 2 '' "jiyao: ingest: --encoding knows no 'nonsense'*" ingest --db none.db --encoding nonsense pages/b.txt
ok 'an unknown encoding makes no corpus' test ! -e none.db
printf '~{;aRiSIT:3$Vw3V~}\n' > hz.txt
t 0 '会议由院长主持' '' clean hz.txt
t 0 '{"path":"hz.txt","encoding":"HZ",*' '' extract hz.txt
printf '<ul><li><a href=1>东湖大学召开工作会议</a> 2024-03-05<li><a href=2>林知行调研</a><li><a href=3>举行签约仪式</a><li><a href=4>召开座谈会</a></ul>' > list.html
t 0 '{"path":"list.html",*"published":null,*"meetings":[[]],"people":[[]],*' 'jiyao: list.html: a list of links to other pages: *' extract list.html
t 0 '*东湖大学召开工作会议*' '' clean list.html
{ cat pages/b.txt; iconv -f UTF-8 -t GB18030 pages/b.txt; cat pages/b.txt; } > turns.txt
t 0 '{"path":"turns.txt","encoding":"UTF-8",*' 'jiyao: turns.txt: in several encodings: UTF-8 0-*, GB18030 *, UTF-8 *' extract turns.txt
t 0 'turns.txt
  encodings  UTF-8 0-*, GB18030 *, UTF-8 *
  meeting *' 'jiyao: turns.txt: in several *' extract --explain turns.txt
t 0 '*东湖大学*' 'jiyao: turns.txt: in several encodings: *' clean turns.txt
printf '撟�6���8��伐�����撗���餌��憭批郎��砍�����摮血極雿�隡�霈柴��隡�霈桃�勗��憪�銋西扇瘝����蝘�銝餅��嚗���\n' > big5ed.txt
t 0 '*' 'jiyao: big5ed.txt: reads as if it had been saved from a wrong encoding*' clean big5ed.txt
for i in 1 2 3 4; do cat turns.txt; done > many.txt
t 0 '*' 'jiyao: many.txt: in several encodings: UTF-8 0-* and 4 more' clean many.txt
t 3 '' 'jiyao: empty.txt: is empty*jiyao: 1 refused' extract empty.txt
{ iconv -f UTF-8 -t GB18030 pages/b.txt | tr '\n' '\377'; iconv -f UTF-8 -t GB18030 pages/b.txt; } > lossy.txt
t 0 '{"path":"lossy.txt",*' 'jiyao: lossy.txt: 2 bytes are no valid GB18030 and were replaced, the first at byte 20' extract --encoding GB18030 lossy.txt

# Names that are no text, or would play with the terminal, are shown escaped.
mkdir names
cp pages/b.txt "names/$(printf '\377').txt"
cp pages/b.txt "names/$(printf 'a\033[31m\nb').txt"
t 0 '{"path":"names/a\\u001B\[31m\\nb.txt"*{"path":"names/\\\\xFF.txt"*' '' extract names
t 0 'names/a?\[31m?b.txt  UTF-8*names/\\xFF.txt  UTF-8*' '' extract --format table names
if [ "$(id -u)" -ne 0 ]; then
  chmod 000 locked
  t 3 '' 'jiyao: locked*ermission*jiyao: 1 refused' extract locked
  chmod 755 locked
fi
"$jiyao" extract pages > /dev/full 2> err
ok 'extract notices a full disk' test $? -eq 1
ok 'extract tells of a full disk once' test "$(cat err)" = 'jiyao: cannot write: No space left on device'

t 0 '*东湖大学召开工作会议*林知行主持会议*' '' clean pages/b.txt
t 0 '*东湖大学召开工作会议*林知行主持会议*' '' clean --encoding gbk gb.txt
t 0 '*东湖大学*党委书记林知行*' '' clean big5.txt
t 0 '*东湖大学*党委书记林知行*' '' clean --script hans big5.txt
t 0 '*東湖大學*黨委書記林知行*' '' clean --script hant big5.txt
t 0 '*东湖大学*' '' clean --script=keep pages/b.txt
t 0 '*東湖大學*黨委書記林知行*' '' clean --script=keep big5.txt
printf '医(yī)院召开会议。\n' > gloss.txt
t 0 '医院召开会议。' '' clean gloss.txt
t 0 '医院召开会议。' 'jiyao: gloss.txt: 1 gloss taken out (--repairs=all lists them)' clean --repairs gloss.txt
t 0 '医院召开会议。' 'gloss.txt	3	8	gloss	(yī)		0.99	' clean --repairs=all gloss.txt
in='会议' t 0 '会议' '' clean -
t 3 '' 'jiyao: empty.txt: is empty*jiyao: 1 refused' clean empty.txt
t 3 '' 'jiyao: missing.txt: *No such file*' clean missing.txt
t 0 '*座谈会*东湖大学召开工作会议*来校调研。' '' clean pages
t 3 '*东湖大学召开工作会议*' 'jiyao: missing.txt: *No such file*jiyao: 1 refused' clean missing.txt pages/b.txt
t 3 '' 'jiyao: binary.bin: *binary*' clean binary.bin
# One rule for all: what cannot be read, or holds nothing to read, is refused, be it the only input.
mkdir -p hollow/in
printf ' \t\n\n' > blank.txt
for command in extract clean 'ingest --db hollow.db'; do
  # shellcheck disable=SC2086
  t 3 '' 'jiyao: *hollow: the folder holds no file to read*1 refused*' $command hollow
  # shellcheck disable=SC2086
  t 3 '*' 'jiyao: *hollow: the folder holds no file to read*1 refused*' $command hollow pages/b.txt
  # shellcheck disable=SC2086
  t 3 '' 'jiyao: *blank.txt: is empty: it holds nothing but white space*1 refused*' $command blank.txt
done
cp blank.txt hollow/in/a.txt
t 3 '' 'jiyao: refused hollow/in/a.txt: is empty*' ingest -q --db hollow.db hollow
t 0 'hollow/in/a.txt' '' --db hollow.db -e 'for _, r in ipairs(corpus:sql "SELECT path FROM refused WHERE path LIKE '"'hollow%'"'") do print(r.path) end'
t 3 '' 'jiyao: blank.txt: is empty*' where blank.txt 0 1
t 0 '东湖大学*' 'jiyao: cut.txt: 1 byte is no valid GB18030 *' clean --encoding gb18030 cut.txt

# Places: lines with marks, what is read there, where the file holds it.
t 0 'pages/b.txt: bytes 12-18, line 1
1 | 东湖大学召开工作会议
  |         ^^^^' '' where pages/b.txt 12 18
t 0 '*in the file: bytes 8-12 (GB18030)' '' where gb.txt 12 18
t 0 '*reading: 东湖*' '' where big5.txt 18 24
t 0 '*line 2*1 | *2 | *' '' where --context 1 pages/b.txt 43 46
in='會议' t 0 '-: bytes 0-3, line 1
1 | 會议
  | ^^
reading: 会' '' where - 0 3
t 1 '' 'jiyao: pages/b.txt: END 4 is inside the character 湖: take 3 or 6 (at byte 4)' where pages/b.txt 0 4
t 1 '' 'jiyao: pages/b.txt: END 9999 lies outside: the source text has * bytes*' where pages/b.txt 0 9999
t 3 '' 'jiyao: missing.txt: *No such file*' where missing.txt 0 4
t 2 '' "jiyao: where: 'x' is no offset*usage: jiyao where *" where pages/b.txt 0 x
t 2 '' "jiyao: where: --context takes a number of lines, not 'x'*" where --context x pages/b.txt 0 3
t 2 '' 'jiyao: where: too few arguments*' where pages/b.txt 0

# PDF needs a program, and says so.
PDF_HOME=$here/../.. lua5.4 -e 'package.path = os.getenv("PDF_HOME") .. "/tests/generate/?.lua"
  local pdf = require "pdf"
  local doc = pdf.new()
  doc:page(595, 842):text(60, 60, 12, "院长林若溪主持会议。")
  io.open("a.pdf", "wb"):write(doc:bytes())'
t 0 '院长林若溪主持会议。' '' clean a.pdf
t 0 'a.pdf: bytes 0-6, line 1, page 1*' '' where a.pdf 0 6
"$jiyao" clean - < a.pdf > out 2> err
ok 'PDF comes through a pipe' test "$(cat out)" = '院长林若溪主持会议。'
(PATH=/nonexistent "$jiyao" clean a.pdf > out 2> err)
ok 'PDF without pdftotext is refused' test $? -eq 3
ok 'the package that PDF needs is named' grep -q 'a.pdf: PDF is read by the program pdftotext, .*poppler-utils' err

# Numbers have a point, and as few digits as tell them, in a locale with a comma too.
mkdir locales
if localedef -i de_DE -f UTF-8 locales/de_DE.UTF-8 2> /dev/null; then
  LOCPATH=$PWD/locales t 0 '0,5 0.1 0.25' '' \
    -e 'assert(os.setlocale("de_DE.UTF-8")) io.write(0.5, " ", jiyao.json.encode(0.1), " ", jiyao.json.encode(0.25), "\n")'
  LOCPATH=$PWD/locales t 0 'extractor' '' -e 'assert(os.setlocale("de_DE.UTF-8"))
    print(jiyao.extract.new {words = jiyao.data.read "words" .. "纪要簿\t0.5\tn\n"})'
fi
