#!/bin/sh
# layers.sh: reads the #include lines. A room may know only itself and the rooms
# above it in the table of src/README.md; each third-party header belongs to one
# room, Lua's to bind/, host/ and cli/. Ends with "layers: N passed, N failed".
cd "$(dirname "$0")/../.." || exit 1

rooms=$(sed -n 's/^| `\([a-z]*\)\/`.*/\1/p' src/README.md)

# Which room a public header and a third-party header belong to.
owners='
jiyao/base.h base
jiyao/align.h base
jiyao/convert.h convert
jiyao/text.h text
jiyao/lexicon.h text
jiyao/regex.h text
jiyao/reprint.h text
jiyao/date.h text
jiyao/ingest.h ingest
jiyao/json.h ingest
jiyao/workbook.h ingest
jiyao/extract.h extract
jiyao/tagger.h extract
jiyao/copies.h store
jiyao/sqlfunction.h store
jiyao/store.h store
jiyao/host.h host
jiyao/jiyao.h cli
iconv.h convert
opencc.h convert
opencc/opencc.h convert
uchardet.h convert
uchardet/uchardet.h convert
utf8proc.h text
pcre2.h text
gumbo.h ingest
jansson.h ingest
zlib.h ingest
zip.h ingest
expat.h ingest
xlsxwriter.h ingest
sqlite3.h store
xxhash.h store
histedit.h host
editline/readline.h none
readline/readline.h none
lua.h bind,host,cli
lauxlib.h bind,host,cli
lualib.h bind,host,cli
lua.hpp none
'

for f in src/*/*.c src/*/*.h include/jiyao/*.h; do
  [ -e "$f" ] && grep -Hn '^[[:space:]]*#[[:space:]]*include' "$f"
done | awk -v rooms="$rooms" -v owners="$owners" '
  BEGIN {
    n = split(rooms, room)
    for (i = 1; i <= n; i++) rank[room[i]] = i
    n = split(owners, owner)
    for (i = 1; i < n; i += 2) belongs[owner[i]] = owner[i + 1]
  }
  function room_of(public) {
    return public in belongs ? belongs[public] : "?" public
  }
  # What is wrong with the include, or "".
  function fault(me, header, quoted,    theirs, path) {
    if (me ~ /^\?/) return "no room is known for " substr(me, 2) ": name it in tests/lint/layers.sh"
    if (!(me in rank)) return "src/README.md does not list the room " me "/"
    if (!quoted) {
      if (!(header in belongs)) return ""
      theirs = belongs[header]
      return index("," theirs ",", "," me ",") ? "" : "<" header "> belongs to " theirs ", not to " me
    }
    split(header, path, "/")
    theirs = path[1] == "jiyao" ? room_of(header) : path[1]
    if (theirs ~ /^\?/) return "no room is known for " header ": name it in tests/lint/layers.sh"
    if (!(theirs in rank)) return "\"" header "\" names no room"
    return rank[theirs] > rank[me] ? me " may not know " theirs " (\"" header "\")" : ""
  }
  {
    split($0, part, ":")
    file = part[1]
    header = $0
    sub(/^[^<"]*[<"]/, "", header); sub(/[>"].*$/, "", header)
    split(file, path, "/")
    me = path[1] == "include" ? room_of("jiyao/" path[3]) : path[2]
    why = fault(me, header, $0 ~ /include[[:space:]]*"/)
    if (why == "") passed++
    else { print file ":" part[2] ": " why; failed++ }
  }
  END { printf "layers: %d passed, %d failed\n", passed, failed; exit failed > 0 || passed == 0 }
'
