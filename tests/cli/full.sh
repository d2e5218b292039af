# A disk that takes no more: one clear error, nothing half stored, and the next run goes on.
# Sourced by run.sh.
mkdir filling
i=0
while [ $i -lt 90 ]; do
  i=$((i + 1))
  # Numbers, that pages do not become few bytes by compression.
  printf '2024年3月%d日，东湖大学召开工作会议，会议由校长秦越主持。\n%s\n' $((i % 28 + 1)) \
    "$(awk -v seed=$i 'BEGIN {srand(seed); for (j = 0; j < 900; j++) printf "%c", 97 + int(rand() * 26)}')" \
    > filling/$i.txt
done
t 0 '' '' ingest -q --db whole.db filling
for jobs in 1 2; do
  rm -f full.db full.db-*
  met=0
  # 512 bytes each: from less than the tables need to enough for all.
  for size in 200 700 800 900 1000 1100 1200 1400; do
    (ulimit -f $size; "$jiyao" ingest -q --jobs $jobs --db full.db filling > out 2> err)
    got=$?
    [ $got -eq 0 ] || met=$((met + 1))
    ok "a full disk at $size is an error, not a signal" test $got -le 1
    ok "a full disk at $size is told" test $got -eq 0 -o -n "$(grep 'jiyao: full.db' err)"
  done
  ok 'the disk was full at least twice' test $met -gt 1
  t 0 '' '' ingest -q --db full.db filling
  t 0 '' '' check full.db
  cat > count.lua <<'.'
local corpora = require "jiyao.corpus"
local one <close> = corpora.open "whole.db"
local other <close> = corpora.open "full.db"
local sql = "SELECT count(*) || ' ' || sum(size) || ' ' || group_concat(content_id) AS all_of FROM (SELECT * FROM document ORDER BY path)"
print(one:sql(sql)[1].all_of == other:sql(sql)[1].all_of, one:counts().people == other:counts().people,
  one:kwic("会议").count == other:kwic("会议").count)
.
  t 0 'true*true*true' '' run count.lua
done
