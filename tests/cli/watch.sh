# ingest --watch: a corpus that follows its folders. Sourced by run.sh.
mkdir -p seen/sub
printf '2024年3月1日，东湖大学召开例会。会议由校长秦越主持。\n' > seen/a.txt
# A shell has its background jobs ignore SIGINT: `env` gives back what a terminal's job has.
begin() {
  env --default-signal=INT,TERM "$jiyao" ingest --db "$1" --watch "$2" > watch.out 2>&1 &
  watcher=$!
}
begin watch.db seen/
# Waits until the watcher has said something; fails after half a minute.
said() {
  n=0
  while ! grep -q "$1" watch.out; do
    n=$((n + 1))
    [ $n -lt 300 ] || break
    sleep 0.1
  done
  ok "the watcher says $1" grep -q "$1" watch.out
}
said 'new seen/a.txt'
said 'watching: Ctrl-C ends'
printf '2024年3月2日，东湖大学召开年会。会议由校长秦越主持。\n' > seen/sub/b.txt
said 'new seen/sub/b.txt'
# Written in pieces: read when it is closed.
{ printf '2024年3月3日，东湖大学召开'; sleep 1; printf '座谈会。会议由校长秦越主持。\n'; } > seen/c.txt
said 'new seen/c.txt'
printf '2024年3月1日，东湖大学召开例会。会议由副校长岳敏主持。\n' > seen/.a.part
mv seen/.a.part seen/a.txt
said 'changed seen/a.txt'
mkdir -p elsewhere2/deep
printf '2024年3月4日，东湖大学召开座谈会。\n' > elsewhere2/deep/d.txt
mv elsewhere2 seen/moved
said 'new seen/moved/deep/d.txt'
rm seen/sub/b.txt
said 'gone seen/sub/b.txt'
rm -r seen/moved
said 'gone seen/moved/deep/d.txt'
# Whatever has a name in a folder is taken as reading the folder would: no pipe that could block, and
# no way back to where it came from.
mkfifo pipe
ln -s ../pipe seen/link
said 'refused seen/link: is no regular file'
mkfifo .pipe2
mv .pipe2 seen/pipe2
said 'refused seen/pipe2: is no regular file'
ln -s ../seen seen/back
mkdir seen/empty
printf '2024年3月5日，东湖大学召开座谈会。\n' > seen/e.txt
said 'new seen/e.txt'
ok 'a folder is not entered again' test "$(grep -c 'back' watch.out)" -eq 0
ok 'a folder may be empty' test "$(grep -c 'empty' watch.out)" -eq 0
# In a folder that is new nothing says yet who writes what.
mkdir seen/fresh
{ printf '2024年3月8日，东湖大学召开'; sleep 2; printf '座谈会。\n'; } > seen/fresh/h.txt
said 'new seen/fresh/h.txt'
# A hard link is not closed; nor is one whose other name is taken away at once.
printf '2024年3月6日，东湖大学召开工作会议。\n' > elsewhere.txt
ln elsewhere.txt seen/f.txt
said 'new seen/f.txt'
printf '2024年3月7日，东湖大学召开工作会议。\n' > seen/.g
ln seen/.g seen/g.txt && rm seen/.g
said 'new seen/g.txt'
rm seen/link seen/pipe2 seen/back
rmdir seen/empty
kill -INT $watcher
wait $watcher
ok 'Ctrl-C ends it as an ingestion that refused something' test $? -eq 3
said '8 new, 1 changed, 0 unchanged, 2 gone, 2 refused'
ok 'no file was read half' test "$(grep -c 'seen/c.txt' watch.out)" -eq 1
ok 'nor one in a new folder' test "$(grep -c 'seen/fresh/h.txt' watch.out)" -eq 1
begin watch.db seen
said 'watching: Ctrl-C ends'
# A folder that is moved away keeps what was read of it, and what happens in it elsewhere is
# nobody's business.
mv seen unseen
said 'seen: the folder is gone'
printf '2024年3月9日，东湖大学召开座谈会。\n' > unseen/i.txt
rm unseen/g.txt
mv unseen seen
said 'seen: the folder is there again'
said 'new seen/i.txt'
said 'gone seen/g.txt'
ok 'what was read of it stays' test "$(grep -c '^jiyao: gone' watch.out)" -eq 1
rm -r seen/fresh
said 'gone seen/fresh/h.txt'
# Removed and made again.
cp -r seen kept
rm -r seen
said 'gone seen/i.txt'
cp -r kept seen
said 'unchanged seen/i.txt'
printf '2024年3月10日，东湖大学召开座谈会。\n' > seen/j.txt
said 'new seen/j.txt'
# More happens than the system keeps for a program that does not listen.
kill -STOP $watcher
n=$(($(cat /proc/sys/fs/inotify/max_queued_events) / 2 + 1))
while [ $n -gt 0 ]; do : > seen/.one; : > seen/.two; n=$((n - 1)); done
printf '2024年3月11日，东湖大学召开座谈会。\n' > seen/k.txt
kill -CONT $watcher
said 'new seen/k.txt'
kill -TERM $watcher
wait $watcher
ok 'SIGTERM ends it well' test $? -eq 0
said '^jiyao: 3 new, 0 changed, .* 7 gone, 0 refused (0.0 MB) in watch.db$'
t 0 '' '' check watch.db
t 0 '* 岳敏  *seen/a.txt*' '*1 hit*' search --db watch.db 岳敏
# Ctrl-C in the midst of an ingestion: what was read is whole, told and kept.
mkdir many
n=2000
while [ $n -gt 0 ]; do printf '2024年3月12日，东湖大学召开第%d次例会。\n' $n > many/$n.txt; n=$((n - 1)); done
begin many.db many
said 'new many/'
kill -INT $watcher
wait $watcher
ok 'Ctrl-C ends what is under way' test $? -eq 0
said '^jiyao: [0-9]* new, 0 changed, 0 unchanged, 0 gone, 0 refused'
ok 'each document is told' test "$(sed -n '$s/^jiyao: \([0-9]*\) new, .*/\1/p' watch.out)" \
  -eq "$(grep -c '^jiyao: new ' watch.out)"
t 0 '' '' check many.db
if [ "$(id -u)" -ne 0 ]; then
  mkdir -p part/locked
  chmod 000 part/locked
  begin part.db part
  said 'part/locked: cannot watch: Permission denied'
  said 'watching: Ctrl-C ends'
  printf '2024年3月13日，东湖大学召开座谈会。\n' > part/l.txt
  said 'new part/l.txt'
  kill -TERM $watcher
  wait $watcher
  chmod 755 part/locked
fi
t 1 '' 'jiyao: none: no folder that could be watched' ingest --watch --db none.db none
