#!/bin/sh
# run.sh BUILD: the program as a shell sees it: exit code, stdout and stderr of
# every option, good and bad; the REPL through a pipe and in a terminal. Ends
# with "cli: N passed, N failed".
jiyao=$(cd "$1" && pwd)/jiyao
here=$(cd "$(dirname "$0")" && pwd)
[ -x "$jiyao" ] || { echo "run.sh: no program at $jiyao"; exit 1; }
work=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 1
export HOME="$work/home" LC_ALL=C.UTF-8
unset XDG_STATE_HOME JIYAO_LUA
eager=${JIYAO_GC:-} # the parts set it for themselves
mkdir home
passed=0
failed=0
tab=$(printf '\t')

pass() { passed=$((passed + 1)); }

fail() {
  failed=$((failed + 1))
  echo "FAIL $1"
  shift
  for line in "$@"; do printf '     %s\n' "$line"; done
}

# matches TEXT PATTERN: a shell pattern for the whole text; '' is no text.
matches() {
  # shellcheck disable=SC2254
  case $1 in $2) return 0 ;; esac
  return 1
}

# t CODE STDOUT STDERR WORD...: runs jiyao with the words; $in is its input.
in=
t() {
  code=$1 out=$2 err=$3
  shift 3
  printf '%s' "$in" | timeout 30 "$jiyao" "$@" > out 2> err
  got=$?
  in=
  if [ "$got" -ne "$code" ]; then
    fail "jiyao $*" "exit code $got, not $code" "$(cat err)"
  elif ! matches "$(cat out)" "$out"; then
    fail "jiyao $*" "stdout is: $(cat out)" "not: $out"
  elif ! matches "$(cat err)" "$err"; then
    fail "jiyao $*" "stderr is: $(cat err)" "not: $err"
  else
    pass
  fi
}

# ok WHAT COMMAND...: one more thing that must hold.
ok() {
  what=$1
  shift
  if "$@"; then pass; else fail "$what"; fi
}

for part in usage scripts repl documents corpus reextract entities reprints exchange full watch sharing killed containers train; do
  . "$here/$part.sh"
done
# Typing ahead of a program that sanitizers slow down tests the typist.
if [ "$eager" = eager ]; then
  echo 'cli: under eager collection the terminal was not tried'
elif command -v tmux > /dev/null; then
  . "$here/terminal.sh"
else
  echo 'cli: tmux is not there: the terminal was not tried'
fi
echo "cli: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
