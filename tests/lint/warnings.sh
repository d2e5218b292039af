#!/bin/sh
# warnings.sh BUILD [FILE...]: every C file of src/ and tests/unit/, or those that
# are named, under gcc and clang, warnings as errors. FLAGS holds the project's
# flags. A file that passed is not compiled again until it, one of its headers or
# the flags change: BUILD/warnings holds what each was made of. Ends with
# "warnings: N passed, N failed".
build=$1
shift
all=yes
[ $# -eq 0 ] || all=
cd "$(dirname "$0")/../.." || exit 1
: "${FLAGS:?make check-warnings sets it}"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
made=$work
if [ -n "$all" ]; then
  made=$build/warnings
  { echo "$FLAGS" && gcc --version && clang --version; } > "$work/flags"
  cmp -s "$work/flags" "$made/flags" || rm -rf "$made"
  mkdir -p "$made" && cp "$work/flags" "$made/flags"
fi

# A rule as compilers write it names what a file was made of; what is gone counts
# as changed.
compile='
  rule=$2/$0-$(echo "$3" | tr / -).d
  if [ -e "$rule" ]; then
    changed=$(find $(sed "s/^[^:]*://; s/\\\\\$//" "$rule") -newer "$rule" 2>&1)
    [ -n "$changed" ] || { echo pass; exit; }
  fi
  if $0 $FLAGS -I"$1/gen" -Itests/unit -fsyntax-only -MMD -MT x -MF "$rule.part" "$3"; then
    mv "$rule.part" "$rule"
    echo pass
  else
    rm -f "$rule" "$rule.part"
    echo "fail: $3 under $0"
  fi'
for cc in gcc clang; do
  if [ -n "$all" ]; then find src tests/unit -name '*.c' | LC_ALL=C sort; else printf '%s\n' "$@"; fi |
    xargs -P2 -I{} sh -c "$compile" $cc "$build" "$made" {} >> "$work/log"
done
grep '^fail' "$work/log"
failed=$(grep -c '^fail' "$work/log")
passed=$(grep -c '^pass' "$work/log")
echo "warnings: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
