#!/bin/sh
# real_news.sh > TEXT: some 12 MB of printed news from the data sets, as plain
# lines. For measuring alone: not all of it may be given on.
data=../shared/data
gzip -dc $data/msra_ner/*.gz | tr -d '\r' | awk -F '\t' '$1 == "" { print ""; next } { printf "%s", $1 }'
gzip -dc $data/sxu_cws/*.gz | tr -d ' \r'
gzip -dc $data/pfr199801/*.gz | tr -d '\r' | sed -E 's/^[^ ]* *//; s#/[A-Za-z]+(\][A-Za-z]*)? *##g; s/\[//g'
gzip -dc $data/cluener/*.gz | sed -E 's/^\{"text": *"([^"]*)".*/\1/'
