#!/bin/sh
# bench_lexicon.sh BUILD: finding terms. The titles that ship, over composed text;
# then, over some 12 MB of printed news and beside Rust's aho-corasick crate (the
# Debian package librust-aho-corasick-dev; skipped where it or cargo is not there),
# 100,000 names of places, bodies and people, of which a text has few, and the
# 100,000 commonest words, of which it has nothing else. The crate finds the terms
# that overlap, and the leftmost and longest; both as it comes and with its table of
# all states (dfa). A ratio is to the faster of the two.
build=$1
work=$build/bench
data=../shared/data
mkdir -p "$work/crate/src" "$work/crate/.cargo"
one=
command -v taskset > /dev/null && one='taskset -c 0'

grep -v '^#' lua/jiyao/data/titles.tsv | cut -f 1 > "$work/titles.txt"
[ -s "$work/news4.txt" ] || lua5.4 tests/generate/news.lua 4000000 1 > "$work/news4.txt"
$one "$build/bench/lexicon" "$work/titles.txt" "$work/news4.txt" > "$work/lexicon.out" || exit 1
awk '$1 == "build" { printf "%d titles: built in %.0f ms, %.1f MB;", $4, 1e3 * $2, $3; next }
  { printf " %s %.0f MB/s", $1, $2 } END { print "" }' "$work/lexicon.out"

[ -d "$data/hanlp_dict" ] && [ -d "$data/msra_ner" ] || { echo "100,000 terms are skipped: no ../shared/data"; exit 0; }
[ -s "$work/real.txt" ] || sh tests/bench/real_news.sh > "$work/real.txt" || exit 1

# Of all the names, every so many.
names() {
  gzip -dc $data/hanlp_dict/custom_*_names.txt.gz | tr -d '\r' | sed 's/[ 	].*//' |
    grep -v '##' | LC_ALL=C grep -E '.{4}' | LC_ALL=C sort -u > "$work/all_names.txt"
  awk -v all="$(wc -l < "$work/all_names.txt")" 'int(NR * 1e5 / all) > int((NR - 1) * 1e5 / all)' "$work/all_names.txt"
}
words() {
  gzip -dc $data/hanlp_dict/core_words_pos_freq.txt.gz | tr -d '\r' | grep -v '##' |
    awk '{ n = 0; for (i = 3; i <= NF; i += 2) n += $i; print n "\t" $1 }' |
    LC_ALL=C sort -k 1,1nr -k 2,2 | awk -F '\t' '!seen[$2]++ { print $2 }' | head -n 100000
}
[ -s "$work/names.txt" ] || names > "$work/names.txt"
[ -s "$work/words.txt" ] || words > "$work/words.txt"

registry=/usr/share/cargo/registry
fetch_peer() {
  ls -d $registry/aho-corasick-0.7* > /dev/null 2>&1 ||
    { echo "aho-corasick is skipped: the package librust-aho-corasick-dev is not there"; return 1; }
  command -v cargo > /dev/null || { echo "aho-corasick is skipped: cargo is not there"; return 1; }
  cp tests/bench/aho_corasick_peer.rs "$work/crate/src/main.rs"
  printf '[package]\nname = "peer"\nversion = "0.0.0"\nedition = "2018"\n[dependencies]\naho-corasick = "0.7"\n' \
    > "$work/crate/Cargo.toml"
  printf '[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "%s"\n' $registry \
    > "$work/crate/.cargo/config.toml"
  (cd "$work/crate" && cargo build --quiet --release --offline) 2> "$work/crate.log" ||
    { echo "aho-corasick is skipped: it could not be built ($work/crate.log)"; return 1; }
}
fetch_peer && have=yes

for list in names words; do
  lines=$(wc -l < "$work/$list.txt")
  echo "$lines $list, $(($(wc -c < "$work/real.txt") / 1000000)) MB of news:"
  {
    $one "$build/bench/lexicon" "$work/$list.txt" "$work/real.txt" | sed 's/^/jiyao /'
    [ "$have" ] && for kind in default dfa; do
      $one "$work/crate/target/release/peer" "$work/$list.txt" "$work/real.txt" $kind | sed "s/^/$kind /"
    done
  } > "$work/lexicon.out"
  awk '
    $2 == "build" { secs[$1] = $3; held[$1] = $4; next }
    { rate[$1, $2] = $3; found[$1, $2] = $4 }
    $1 != "jiyao" && $3 > best[$2] { best[$2] = $3 }
    $1 != "jiyao" && $4 != found["jiyao", $2] { print "not the same matches: " $0; bad = 1 }
    END {
      names["jiyao"] = "jiyao"; names["default"] = "aho-corasick"; names["dfa"] = "aho-corasick, dfa"
      n = split("jiyao default dfa", order)
      for (i = 1; i <= n; i++) if ((k = order[i]) in secs)
        printf "  %-18s all %6.1f MB/s   longest %6.1f MB/s   built in %.2f s   %.1f MB\n",
          names[k], rate[k, "all"], rate[k, "longest"], secs[k], held[k]
      if ("dfa" in secs) printf "  %-18s all %6.1f        longest %6.1f\n", "ratio",
        rate["jiyao", "all"] / best["all"], rate["jiyao", "longest"] / best["longest"]
      exit bad
    }' "$work/lexicon.out" || exit 1
done
