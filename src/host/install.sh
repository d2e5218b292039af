#!/bin/sh
# install.sh [--remove] BUILD DESTDIR PREFIX VERSION: installs what was built, or
# takes away what an installation put there, file by file and nothing else.
set -eu
remove=
if [ "$1" = --remove ]; then
  remove=yes
  shift
fi
build=$1 prefix=$3 version=$4
at=$2$3
major=${version%%.*}
headers=$(cd include && ls jiyao/*.h)
doc=share/doc/jiyao

if [ -n "$remove" ]; then
  for h in $headers; do rm -f "$at/include/$h"; done
  rm -f "$at/bin/jiyao" "$at/lib/libjiyao.a" "$at/lib/libjiyao.so" "$at/lib/libjiyao.so.$major" \
    "$at/lib/libjiyao.so.$version" "$at/lib/lua/5.4/jiyao.so" "$at/lib/pkgconfig/jiyao.pc" \
    "$at/share/man/man1/jiyao.1" "$at/$doc/LICENSE" "$at/$doc/LICENSE-Apache-2.0" "$at/$doc/NOTICE.md"
  for d in "$at/include/jiyao" "$at/$doc"; do
    if [ -d "$d" ]; then rmdir "$d" 2>/dev/null || true; fi
  done
  echo "removed from $at"
  exit 0
fi

install -d "$at/bin" "$at/lib/pkgconfig" "$at/lib/lua/5.4" "$at/include/jiyao" "$at/share/man/man1" "$at/$doc"
install -m 755 "$build/jiyao" "$at/bin/jiyao"
install -m 644 "$build/libjiyao.a" "$at/lib/libjiyao.a"
install -m 755 "$build/libjiyao.so" "$at/lib/libjiyao.so.$version"
ln -sf "libjiyao.so.$version" "$at/lib/libjiyao.so.$major"
ln -sf "libjiyao.so.$major" "$at/lib/libjiyao.so"
ln -sf "../../libjiyao.so.$major" "$at/lib/lua/5.4/jiyao.so"
for h in $headers; do install -m 644 "include/$h" "$at/include/$h"; done
# What the tables in the program are made of asks for its notices beside it.
install -m 644 LICENSE lua/jiyao/data/LICENSE-Apache-2.0 "$at/$doc"
install -m 644 lua/jiyao/data/README.md "$at/$doc/NOTICE.md"
install -m 644 src/cli/jiyao.1 "$at/share/man/man1/jiyao.1"
cat > "$at/lib/pkgconfig/jiyao.pc" <<EOT
prefix=$prefix
libdir=\${prefix}/lib
includedir=\${prefix}/include

Name: jiyao
Description: Timelines, leaders and comparisons from Chinese institutional news
Version: $version
Requires.private: lua5.4 sqlite3 opencc uchardet libutf8proc libpcre2-8 gumbo jansson libxxhash libedit zlib libzip expat
Libs: -L\${libdir} -ljiyao
Libs.private: -pthread -lm
Cflags: -I\${includedir}
EOT
chmod 644 "$at/lib/pkgconfig/jiyao.pc"
echo "installed under $at"
if ! command -v pdftotext > /dev/null; then
  echo "PDF is read by the program pdftotext: for PDF, install the packages poppler-utils and poppler-data"
fi
