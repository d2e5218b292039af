#!/bin/sh
# models.sh BUILD DATA: makes the tagger's lexicon and the models that ship from the folder of open
# data, the tables and the composed sentences: the same bytes each time. BUILD holds the program.
# Run from the top of the tree; takes a few minutes.
set -e
build=$1 data=$2 here=src/extract/train out=lua/jiyao/data work=$1/models
[ -d "$data/uner_zh_gsdsimp" ] || { echo "models: $data is not there" >&2; exit 1; }
mkdir -p "$work"
export JIYAO_LUA=lua

lua5.4 $here/tags.lua "$data" > "$work/tags.tsv"
mv "$work/tags.tsv" $here/tags.tsv
lua5.4 $here/lexicon.lua "$data" $out/tagger_lexicon.bin

lua5.4 $here/words.lua "$data" > "$work/words.txt"
"$build/jiyao" train --words --epochs 10 --rows 17 --out $out/tagger_words.bin "$work/words.txt"

# Sentences of the treebank, each NAMES times more with other names; of general news; of the genre.
COPIES=${COPIES:-3} GENERAL=${GENERAL:-45000} GENRE=${GENRE:-15000} TIMES=${TIMES:-6}
lua5.4 $here/augment.lua "$data" "$COPIES" "$GENERAL" 1 "$TIMES" > "$work/general.bio"
{ echo '#labels PER TITLE ORG LOC'; lua5.4 $here/compose.lua "$GENRE" 1; } > "$work/genre.bio"
"$build/jiyao" train --epochs "${EPOCHS:-4}" --rows 18 --out $out/tagger_names.bin "$work/general.bio" "$work/genre.bio"
