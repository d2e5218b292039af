# Ingestions that are killed at random moments: the corpus opens, holds whole documents, and
# is in the end what an undisturbed run makes. Sourced by run.sh, after sharing.sh made the
# pages. $KILLS is how many (tests/bench/kill_ingest.sh: 200). The moments lie within the time
# that an undisturbed run takes here, some a little behind it.
clock() { date +%s%N | sed 's/......$//'; }
began=$(clock)
"$jiyao" ingest -q --jobs 1 --db undisturbed.db shared || fail 'an undisturbed ingestion'
takes=$(($(clock) - began + 10))
"$jiyao" run "$here/killed.lua" undisturbed.db "$here/../lua/support/dump.lua" > undisturbed.txt
kills=0 sound=1 left=0 tries=0
wanted=${KILLS:-5}
seed=7
while [ $tries -lt $((20 * wanted)) ] && { [ $kills -lt "$wanted" ] || [ $left -eq 0 ]; }; do
  rm -f killed.db*
  rounds=0
  while [ $rounds -lt 3 ]; do
    rounds=$((rounds + 1)) tries=$((tries + 1))
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    setsid "$jiyao" ingest -q --jobs $((seed % 3 + 1)) --db killed.db shared 2> /dev/null &
    victim=$!
    moment=$((seed / 65536 % takes))
    sleep "$((moment / 1000)).$(printf %03d $((moment % 1000)))"
    kill -9 $victim 2> /dev/null
    wait $victim 2> /dev/null
    [ -s killed.db ] || continue
    if ! "$jiyao" run "$here/killed.lua" killed.db "$here/../lua/support/dump.lua" > killed.txt 2>&1; then
      # Killed before its tables were there: nothing was begun.
      case $(cat killed.txt) in *'an empty file, not a jiyao corpus'*) continue ;; esac
      sound=0
      cat killed.txt
    fi
    cmp -s killed.txt undisturbed.txt || left=$((left + 1))
    kills=$((kills + 1))
  done
  "$jiyao" ingest -q --db killed.db shared || sound=0
  "$jiyao" run "$here/killed.lua" killed.db "$here/../lua/support/dump.lua" > killed.txt 2>&1
  cmp killed.txt undisturbed.txt || sound=0
done
ok 'a corpus whose ingestion was killed is sound, and in the end whole' test $sound -eq 1
ok 'some were killed in the middle' test $left -gt 0
