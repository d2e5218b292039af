# ingest and recipe. Sourced by run.sh, after documents.sh made the pages.
t 0 '' 'jiyao: new pages/a.html*jiyao: new pages/b.txt*3 new, 0 changed, 0 unchanged, 0 refused*' ingest --db a.db pages
t 0 '' '*0 new, 0 changed, 3 unchanged, 0 refused*' ingest --db=a.db pages
printf '2024年4月2日，院长邵文博来校调研。\n' > pages/sub/c.txt
t 0 '' '*jiyao: changed pages/sub/c.txt*0 new, 1 changed, 2 unchanged, 0 refused*' ingest --db a.db pages
t 2 '' "jiyao: ingest: --jobs takes a number from 1 to 256, not '0'*" ingest --jobs 0 --db a.db pages
mkdir leaving
cp pages/b.txt leaving
t 0 '' '' ingest -q --jobs 3 --db leaving.db leaving pages
rm leaving/b.txt
printf '2024年4月3日，院长邵文博讲话。\n' > leaving/d.txt
t 0 '' '*1 new, 0 changed, 3 unchanged, 1 gone, 0 refused*' ingest --jobs 1 --db leaving.db leaving pages
t 0 'leaving/b.txt	1' '' --db leaving.db -e 'for _, d in ipairs(corpus:documents()) do if d.gone == 1 then print(d.path, d.version) end end'
# The corpus may lie in the folder that it reads, with what the store keeps beside it.
mkdir near
cp pages/b.txt near
for run in new unchanged; do
  t 0 '' "jiyao: $run near/b.txt
jiyao: * 0 refused *" ingest --db near/own.db near
  t 0 '' "jiyao: unchanged near/b.txt
jiyao: * 0 refused *" ingest --db ./near/own.db near/../near
done
# A document has one name, however its file is reached; another folder of that name takes none away.
cp pages/a.html near
t 0 '' '*1 new, 0 changed, 1 unchanged, 0 refused*' ingest --db near/own.db ./near//
mkdir -p far/near
cp pages/a.html far/near/other.html
(cd far && "$jiyao" ingest --db ../near/own.db near) > out 2> err
ok "ingest leaves a folder that is elsewhere alone" matches "$(cat err)" \
  '*near: none of its 2 documents is there, so it is taken for another folder of that name: *1 new, 0 changed, 0 unchanged, 0 refused*'
(cd near && "$jiyao" ingest --db own.db .) > out 2> err
ok "ingest reads a folder by where we are" matches "$(cat err)" '*2 new, 0 changed, 0 unchanged, 0 refused*'
t 3 '' 'jiyao: refused near/own.db: looks like binary data*' ingest -q --db near/own.db near/own.db
t 0 '' '' ingest --quiet --db b.db pages
t 0 '' '' ingest -q --db b.db pages
t 0 '' '' ingest -q --encoding gbk --db b.db gb.txt
t 3 '' 'jiyao: refused missing.txt: *No such file*' ingest -q --db c.db pages missing.txt
t 3 '' 'jiyao: refused binary.bin: *binary*' ingest -q --db c.db binary.bin
t 3 '' 'jiyao: refused *' ingest -q --db d.db missing.txt
iconv -f UTF-8 -t GB18030 pages/b.txt | head -c 29 > cut.txt
t 0 '' 'jiyao: new cut.txt: 1 byte is no valid GB18030 *at byte 28*' ingest --encoding GB18030 --db lossy.db cut.txt
t 0 '' 'jiyao: cut.txt: 1 byte is no valid GB18030 *at byte 28' ingest -q --encoding GB18030 --db lossy.db cut.txt
printf 'this is no database, but it is long enough to be one at first sight\n' > text.db
cp text.db before.db
t 1 '' 'jiyao: text.db: *' ingest -q --db text.db pages
ok 'a file that is no corpus is left as it was' cmp -s text.db before.db
t 1 '' 'jiyao: no/such/folder/a.db: *' ingest -q --db no/such/folder/a.db pages
t 0 '3' '' --db a.db -e 'print(#corpus:documents())'
t 1 '' 'jiyao: (command line):1: meetings are filtered by a table*not by x' --db a.db -e 'corpus:meetings "x"'
t 1 '' 'jiyao: (command line):1: from: *got 2024-13' --db a.db -e 'corpus:meetings {from = "2024-13"}'
t 1 '' 'jiyao: (command line):1: which corpus? *' -e 'jiyao.corpus.open()'
mkdir shut.db
t 1 '' 'jiyao: shut.db: not a file*' --db shut.db -e 'print(1)'
if [ "$(id -u)" -ne 0 ]; then
  cp a.db sealed.db
  chmod 000 sealed.db
  t 1 '' 'jiyao: sealed.db: cannot open: Permission denied' --db sealed.db -e 'print(1)'
  t 1 '' 'jiyao: sealed.db: cannot open: Permission denied' ingest --db sealed.db pages
fi
in='corpus ~= nil' t 0 true '' --db a.db
in='corpus:meetings()' t 0 'date *name *kind *host *
2024-03-05 *工作会议 *
2024-05-06 *
each also has confidence, *' '' --db a.db
in='corpus:meetings()[1]' t 0 '{*date = "2024-03-05",*' '' --db a.db

t 0 '*compare-institutions *leader-profile *timeline *' '' recipe list
t 0 'timeline: *--limit*' '' recipe show timeline
t 1 '' 'jiyao: no recipe is named nonsense*' recipe show nonsense
t 0 '# *2024*' '' recipe run timeline --db a.db -o -
t 0 '# *' '' recipe run timeline --db a.db --output - --limit 1
for end in html md csv json; do
  t 0 '' '' recipe run timeline --db a.db -o report.$end --limit=5
  ok "report.$end was written" test -s report.$end
done
t 0 '# *' 'jiyao: leader-profile: no document that fits names 无此人: the report is empty' \
  recipe run leader-profile --db a.db -o - --name 无此人
t 0 '# *' 'jiyao: timeline: --from 2025 is after --to 2024-03: nothing lies between
jiyao: timeline: no meeting of the corpus fits: the report is empty' \
  recipe run timeline --db a.db -o - --from 2025 --to 2024-03
t 2 '' 'jiyao: recipe: timeline has no parameter --nonsense*--limit*' recipe run timeline --db a.db -o - --nonsense 1
t 2 '' 'jiyao: recipe: timeline: --limit: x is not a whole number*' recipe run timeline --db a.db -o - --limit x
t 1 '' 'jiyao: missing.db: there is no corpus*' recipe run timeline --db missing.db -o -
t 1 '' 'jiyao: *text.db: *' recipe run timeline --db text.db -o -
t 1 '' 'jiyao: no recipe is named nonsense*' recipe run nonsense --db a.db -o -
t 1 '' 'jiyao: no/such/folder/r.md: cannot write: No such file or directory' recipe run timeline --db a.db -o no/such/folder/r.md

cat > mine.lua <<'.'
return {
  name = "mine", summary = "Mine.", params = {{name = "word", type = "string", default = "会议"}},
  run = function(ctx) return ctx.report.new {title = ctx.params.word} end,
}
.
t 0 'mine: Mine.*--word*' '' recipe show ./mine.lua
t 0 '# 会议*' '' recipe run mine.lua --db a.db -o -
t 0 '# 座谈*' '' recipe run mine.lua --db a.db -o - --word 座谈
printf 'return {name = "mine", summary = "", run = function()\n  error "no"\nend}\n' > broken.lua
t 1 '' 'jiyao: broken.lua:2: no' recipe run broken.lua --db a.db -o broken.md
printf 'return {' > syntax-recipe.lua
t 1 '' 'jiyao: syntax-recipe.lua: *' recipe run syntax-recipe.lua --db a.db -o broken.md
ok 'a failed recipe writes nothing' test ! -e broken.md
mkdir folder.md
t 1 '' 'jiyao: folder.md: cannot write: *' recipe run timeline --db a.db -o folder.md
ok 'nothing half-written stays' test -z "$(ls -a | grep '\.part-')"
"$jiyao" recipe run timeline --db a.db -o - > /dev/full 2> err
ok 'recipe notices a full disk' test $? -eq 1

# search
t 0 '*年4月2日，院长  邵文博  来校调研。* pages/sub/c.txt 24 33' 'jiyao: * hits in 3 documents' search --db a.db '邵文博'
t 0 'path,start,stop,published,institution,title,left,hit,right
pages/sub/c.txt,*,院长,*' 'jiyao: 2 hits in 1 document' search --db a.db --format csv '邵文博 AND 院長'
t 0 '{"path":"pages/sub/c.txt",*}' 'jiyao: * hits in 1 document, 1 shown' search --db a.db --format jsonl --limit 1 '邵文博 院長'
t 0 'title: *pages/a.html' 'jiyao: 0 hits in 1 document' search --db a.db 'title:座谈会'
t 0 '' 'jiyao: 0 hits in 0 documents' search --db a.db '无此词'
t 1 '' 'jiyao: the query: a bracket is not closed, at byte 0' search --db a.db '(院长'
t 1 '' 'jiyao: from: *got 2024-13*' search --db a.db --from 2024-13 院长
t 2 '' "jiyao: search: --limit takes a number of hits, not 'x'*" search --db a.db --limit x 院长
t 2 '' 'jiyao: search: --db FILE is missing*' search 院长
t 2 '' 'jiyao: search: too few arguments*' search --db a.db
t 1 '' 'jiyao: missing.db: there is no corpus*' search --db missing.db 院长

# archive and check
t 0 '' 'jiyao: kept.db: * rows, sum *' archive --db a.db kept.db
t 1 '' 'jiyao: kept.db: is there already: *' archive --db a.db kept.db
t 0 '' '' check a.db kept.db
t 0 '3' '' --db kept.db -e 'print(#corpus:documents())'
cp kept.db bent.db
printf '%4000s' x | dd of=bent.db bs=1 seek=$(($(wc -c < bent.db) / 2)) conv=notrunc 2> /dev/null
t 1 '*' '*' check a.db bent.db
t 1 '' 'jiyao: missing.db: there is no corpus*' check missing.db
t 1 '' 'jiyao: text.db: *' check text.db
t 2 '' 'jiyao: check: too few arguments*' check
t 2 '' 'jiyao: archive: --db FILE is missing*' archive x.db
# Ctrl-C in the middle of a page ends the ingestion: what was read is kept, and no page is to blame.
cat > ended.lua <<'EOF'
local document, n = require "jiyao.document", 0
local reader = setmetatable({extract = function(...)
  n = n + 1
  if n == 2 then io.popen("kill -INT $PPID"):close() end
  return document.extract(...)
end}, {__index = document})
local corpus <close> = jiyao.corpus.open("ended.db", {create = true, reader = reader})
local _, why = pcall(corpus.ingest, corpus, "pages")
print(why.message)
print(#corpus:documents(), corpus:sql("SELECT count(*) AS n FROM refused")[1].n)
EOF
env --default-signal=INT timeout 30 "$jiyao" run ended.lua > out 2> err
ok "Ctrl-C ends an ingestion, and is no fault of a page: $(cat out err)" matches "$(cat out)" "interrupted!
1${tab}0"
