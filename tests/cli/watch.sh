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
rm seen/link seen/pipe2 seen/back
rmdir seen/empty
kill -INT $watcher
wait $watcher
ok 'Ctrl-C ends it as an ingestion that refused something' test $? -eq 3
said '5 new, 1 changed, 0 unchanged, 2 gone, 2 refused'
ok 'no file was read half' test "$(grep -c 'seen/c.txt' watch.out)" -eq 1
begin watch.db seen
said 'watching: Ctrl-C ends'
kill -TERM $watcher
wait $watcher
ok 'SIGTERM ends it well' test $? -eq 0
ok 'it tells what it came to' test "$(tail -n 1 watch.out)" \
  = 'jiyao: 0 new, 0 changed, 3 unchanged, 0 gone, 0 refused (0.0 MB) in watch.db'
t 0 '' '' check watch.db
t 0 '* 岳敏  *seen/a.txt*' '*1 hit*' search --db watch.db 岳敏
t 1 '' 'jiyao: none: no folder that could be watched' ingest --watch --db none.db none
