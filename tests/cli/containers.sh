# Containers and Word documents, which containers.py composes. Sourced by run.sh.
mkdir box
python3 "$here/../generate/containers.py" box || fail 'containers.py'
rm box/bomb.*

t 3 '{"path":"box/lines.jsonl#n1","encoding":"UTF-8",*"published":"2024-03-06","institution":"东湖大学",*
{"path":"box/lines.jsonl#7",*
{"path":"box/lines.jsonl#n1~2",*
{"path":"box/lines.jsonl#8",*' 'jiyao: box/lines.jsonl#line 4: invalid JSON in line 4: *
jiyao: box/lines.jsonl#line 6: line 6: is no JSON object (at byte 352)
jiyao: box/lines.jsonl#line 7: line 7: the text is no string (at byte 362)
jiyao: 3 refused' extract box/lines.jsonl
t 0 '{"path":"box/lines.jsonl.gz#n1~2",*' '' extract 'box/lines.jsonl.gz#n1~2'
t 0 '会议' '' clean 'box/lines.jsonl#n1~2'
# An item of standard input is typed as it is shown.
in=$(cat box/lines) t 0 '会议' '' clean '-#n1~2'
in=$(cat box/lines) t 0 '-#n1~2: bytes 0-3, line 1*' '' where '-#n1~2' 0 3
in=$(cat box/lines) t 0 '{"path":"-#7",*' '' extract '-#7'
in=$(cat box/lines) t 3 '' "jiyao: -: holds no item 'x'*" extract '-#x'
t 2 '' 'jiyao: clean: unknown option -x*' clean -x '-#n1'
# The line of the file that an item stands in, and what to do about one that is none.
t 0 'box/lines.jsonl#7: bytes 3-9, line 1*in the file: bytes 235-241, line 3 (UTF-8)' '' where 'box/lines.jsonl#7' 3 9
t 0 'box/excel.csv#3: bytes 0-6, line 1
*in the file: bytes 92-96, line 6 (GB18030)' '' where 'box/excel.csv#3' 0 6
t 0 '*in the file: within bytes *, lines 2-3 (GB18030)' '' where 'box/excel.csv#1' 0 3
t 0 'box/lines.jsonl.gz#7: bytes 3-9, line 1
1 | *
  |  *^' '' where 'box/lines.jsonl.gz#7' 3 9
t 3 '*' "*invalid JSON in line 4: invalid token near 'broken': mend it, or take it out; the others are read (at byte 317)*" \
  extract box/lines.jsonl
t 3 '' "*refused box/lines.jsonl#line 4: invalid JSON in line 4: *mend it, or take it out*(at byte 317)*" \
  ingest --db place.db box/lines.jsonl
t 3 '' "*refused box/lines.jsonl#line 4: invalid JSON in line 4: *mend it, or take it out*(at byte 317)*" \
  ingest -q --db place.db box/lines.jsonl
t 3 '*会议*' 'jiyao: box/lines.jsonl#line 4: *jiyao: 3 refused' clean box/lines.jsonl
t 3 '' 'jiyao: box/lines.jsonl: holds several documents: name one as box/lines.jsonl#ID, such as box/lines.jsonl#n1' where box/lines.jsonl 0 3
t 0 'box/lines.jsonl#n1~2: bytes 0-3, line 1*' '' where 'box/lines.jsonl#n1~2' 0 3
t 3 '' "jiyao: box/lines.jsonl: holds no item 'x'*1 refused" clean 'box/lines.jsonl#x'
t 3 '' 'jiyao: box/missing.jsonl#x: *No such file*' extract 'box/missing.jsonl#x'
in=$(cat box/lines) t 3 '{"path":"-#n1",*{"path":"-#7",*' 'jiyao: -#line 4: *' extract -
in='标题甲,正文乙,附注
一,东湖大学召开工作会议。,无
' t 3 '' 'jiyao: -: cannot tell which column holds the text: name it (--columns text=NAME); the columns are: 标题甲, 正文乙, 附注*' extract -
in='标题甲,正文乙,附注
一,东湖大学召开工作会议。,无
' t 0 '东湖大学召开工作会议。' '' clean --columns text=正文乙 -
t 3 '{"path":"box/excel.csv#1","encoding":"GB18030",*{"path":"box/excel.csv#3",*{"path":"box/excel.csv#5",*' \
  'jiyao: box/excel.csv#2: line 5: 2 cells where there are 4 columns (at byte 82)*2 refused' extract box/excel.csv
t 3 '{"path":"box/table.csv#座谈会",*{"path":"box/table.csv#好",*{"path":"box/table.csv#末",*' '*2 refused' \
  extract --columns text=正文,id=标题 box/table.csv
t 3 '' "jiyao: box/table.csv: there is no column '全文'; the columns are: 标题, 正文, 发布时间, 单位*" \
  extract --columns=text=全文 box/table.csv
t 2 '' "jiyao: extract: --columns takes text=NAME*, not 'txet=正文'*" extract --columns txet=正文 box/table.csv
t 2 '' "jiyao: clean: --columns takes text=NAME*, not 'text'*" clean --columns text box/table.csv
t 2 '' "jiyao: ingest: --columns takes text=NAME*, not 'text='*" ingest --db box.db --columns text= box/table.csv
t 2 '' 'jiyao: extract: --columns needs LIST*' extract --columns
t 0 '会议召开' '' clean --columns text=正文,id=标题 'box/table.csv#好'
t 3 '{"path":"box/whole.warc.gz#http://a/1","encoding":"GB18030",*{"path":"box/whole.warc.gz#http://a/1~2",*' \
  '*jiyao: box/whole.warc.gz#6: passed over: HTTP status 404: http://a/404
jiyao: box/whole.warc.gz: 1 record that holds no text was passed over
jiyao: 4 refused' extract box/whole.warc.gz
t 0 '东湖大学召开工作会议。' '' clean 'box/whole.warc#http://a/2'
t 0 '东湖大学召开工作会议*林知行主持*框中文字*' '' clean box/whole.docx
t 3 '' 'jiyao: box/book.xlsb: *workbook*save its sheet as CSV*' extract box/book.xlsb
t 0 '*院务会*座谈会召开*' '' clean box/whole.xlsx
t 3 '' 'jiyao: box/none.docx: *no word/document.xml*' extract box/none.docx
t 3 '*' '*jiyao: box/cut.jsonl.gz: gzip: the file is cut short at byte *' extract box/cut.jsonl.gz
t 0 '东湖大学' '' clean box/two.txt.gz

# A folder is read whole, whatever lies in it; a second time nothing changes.
mkdir mixed
cp box/lines.jsonl.gz box/table.tsv box/whole.docx box/whole.warc box/book.xlsb mixed
t 3 '' '*jiyao: refused mixed/book.xlsb: *jiyao: refused mixed/lines.jsonl.gz#line 4: *
jiyao: read mixed/lines.jsonl.gz: 4 new, 3 refused*jiyao: new mixed/whole.docx
*jiyao: passed over mixed/whole.warc#6: HTTP status 404: http://a/404
jiyao: read mixed/whole.warc: 4 new, 4 refused, 2 passed over
jiyao: 12 new, 0 changed, 0 unchanged, 10 refused *' ingest --db box.db mixed
t 3 '' '*0 new, 0 changed, 12 unchanged, 10 refused *' ingest --db box.db mixed
t 0 'mixed/lines.jsonl.gz#7' '' --db box.db -e 'print(corpus:documents()[1].path)'
# A column that some lines lack: the usual names, and where these lack too, that line.
in='{"id":"5","content":"3月5日，东湖大学召开会议。","pubDate":"Wed, 06 Mar 2024 08:00:00 +0800"}
{"id":"2","txt":"议"}
{"id":"3"}' t 3 '3月5日，东湖大学召开会议。
议' "jiyao: -#line 3: line 3: there is no column 'txt'; the columns are: id*" clean --columns text=txt -
in='{"id":"5","content":"3月5日，东湖大学召开会议。","pubDate":"Wed, 06 Mar 2024 08:00:00 +0800"}' \
  t 0 '*"published":"2024-03-06"*"date":"2024-03-05~"*' '' extract -
in='{"id":"5","content":"东湖大学召开会议。","date":"1709683200"}' t 0 '*"published":null*' \
  "jiyao: -#5: no date is told by '1709683200', which is stated as the time of publication" extract -
