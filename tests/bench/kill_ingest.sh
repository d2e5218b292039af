#!/bin/sh
# kill_ingest.sh BUILD [N]: the test of killed ingestions (tests/cli/killed.sh) at N random
# moments, 200 unless given.
jiyao=$(cd "$1" && pwd)/jiyao
here=$(cd "$(dirname "$0")/../cli" && pwd)
export KILLS=${2:-200} LC_ALL=C.UTF-8
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
passed=0 failed=0
fail() { failed=$((failed + 1)); echo "FAIL $*"; }
ok() {
  what=$1
  shift
  if "$@"; then passed=$((passed + 1)); else fail "$what"; fi
}
t() { shift 3; "$jiyao" "$@" > out 2>&1; }
. "$here/sharing.sh"
. "$here/killed.sh"
echo "killed $kills times, $left of them in the middle: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
