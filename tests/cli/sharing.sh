# Two processes at one corpus: a reader beside an ingestion never waits, never fails, and
# sees whole documents only. Sourced by run.sh.
mkdir shared
i=0
while [ $i -lt 120 ]; do
  i=$((i + 1))
  printf '2024年3月%d日，东湖大学召开工作会议。会议由校长秦越第%d次主持，副校长岳敏讲话。\n' $((i % 28 + 1)) $i \
    > shared/$i.txt
done
cat > look.lua <<'.'
local corpus <close> = require("jiyao.corpus").open("shared.db")
local n = corpus:sql [[SELECT count(*) AS documents, min(people) AS least, min(meetings) AS held FROM v_document]][1]
local faults = corpus:check()
if #faults > 0 or n.documents > 0 and (n.least ~= 2 or n.held ~= 1) then
  print("half a document: " .. (faults[1] or n.documents))
end
print(n.documents)
.
printf '2024年3月1日，东湖大学召开例会。会议由校长秦越主持，副校长岳敏讲话。\n' > one.txt
t 0 '' '' ingest -q --db shared.db one.txt
"$jiyao" ingest -q --db shared.db shared > shared.out 2>&1 &
writer=$!
looks=0 wrong=0
while kill -0 $writer 2> /dev/null; do
  n=$("$jiyao" run look.lua 2>&1)
  case $n in *[!0-9]* | '') wrong=$((wrong + 1)); echo "$n" ;; esac
  looks=$((looks + 1))
done
ok 'the ingestion ended well' wait $writer
ok 'the reader saw whole documents and no failure' test "$wrong" -eq 0
ok 'it read at least once' test "$looks" -gt 0
t 0 '121' '' run look.lua
