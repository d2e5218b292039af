#!/bin/sh
# build.sh BUILD: GNU libiconv into the scratch prefix BUILD/gnu-iconv, from the
# sources that travel inside the npm package `iconv`. Nothing of it is kept in
# this tree or linked into what is installed: only tests and benches use it.
# Ends with 3 where there is no npm, no network or no compiler for it.
version=3.0.1
build=$1
prefix=$build/gnu-iconv
[ -s "$prefix/lib/libiconv.a" ] && [ -s "$prefix/lib/libiconv.so" ] && exit 0

skip() {
  echo "iconv: GNU libiconv is not here: $1"
  exit 3
}

command -v npm > /dev/null || skip "npm is missing"
mkdir -p "$prefix/include" "$prefix/lib" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
(cd "$work" && timeout 60 npm pack --silent "iconv@$version" > npm.log 2>&1) || skip "npm cannot fetch the package iconv"
tar -xzf "$work/iconv-$version.tgz" -C "$work" || skip "the package iconv cannot be unpacked"
sources=$work/package
flags="-O2 -fPIC -w -DICONV_CONST=const -DENABLE_EXTRA=1 -I$sources/support -I$sources/deps/libiconv/lib"
for c in deps/libiconv/lib/iconv.c support/localcharset.c; do
  ${CC:-cc} $flags -c "$sources/$c" -o "$work/$(basename "$c" .c).o" || skip "it does not compile"
done
cp "$sources/support/iconv.h" "$prefix/include/" &&
  ${CC:-cc} -shared -o "$prefix/lib/libiconv.so" "$work"/*.o &&
  ar rcs "$prefix/lib/libiconv.a" "$work"/*.o || skip "it does not link"
