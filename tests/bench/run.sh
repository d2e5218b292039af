#!/bin/sh
# run.sh BUILD [NAME…]: runs the benches named, or all. A bench is a script
# tests/bench/bench_NAME.sh that is given BUILD; its programs stand in
# BUILD/bench, and its text is composed by tests/generate/news.lua.
cd "$(dirname "$0")/../.." || exit 1
build=$1
shift
for script in tests/bench/bench_*.sh; do
  name=${script##*/bench_}
  name=${name%.sh}
  case " $* " in
  "  " | *" $name "*) printf '== %s\n' "$name"; sh "$script" "$build" || exit 1 ;;
  esac
done
