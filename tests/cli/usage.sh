# Help, versions, and what is said to wrong usage. Sourced by run.sh.
t 0 'usage: jiyao *subcommands:*extract*Exit codes*' '' --help
t 0 'usage: jiyao *' '' -h
t 0 'usage: jiyao \[OPTION…\] \[SUBCOMMAND …\]*' '' help
t 0 'usage: jiyao extract *--format jsonl|table*' '' help extract
t 2 '' "jiyao: help: unknown subcommand 'nonsense'*" help nonsense
t 2 '' "jiyao: help: unexpected 'run'*" help extract run
for c in run extract clean where ingest reextract search entities reprints recipe export import archive check train \
  version help; do
  t 0 "usage: jiyao $c*-h, --help*" '' $c --help
  t 0 "usage: jiyao $c*" '' $c -h
done
t 0 'jiyao [0-9]*.[0-9]*.[0-9]*Lua 5.4*SQLite 3.*OpenCC [0-9]*.*iconv of [Gg]* [0-9]*.[0-9]*' '' version
t 2 '' "jiyao: version: unexpected 'x'*" version x
t 0 'jiyao [0-9]*' '' --version
t 0 'jiyao [0-9]*' '' -V

t 2 '' "jiyao: unknown subcommand 'nonsense'*usage: jiyao *" nonsense
t 2 '' "jiyao: unknown subcommand 'a.lua'*jiyao run a.lua*" a.lua
t 2 '' "jiyao: unknown subcommand ''*" ''
t 2 '' "jiyao: unknown subcommand '-'*" -
t 2 '' 'jiyao: unknown option --nonsense*usage: *' --nonsense
t 2 '' 'jiyao: unknown option -x*' -x
t 2 '' 'jiyao: --db needs FILE*' --db
t 2 '' 'jiyao: --execute needs CODE*' -e
t 0 '' '' -e ''
t 2 '' 'jiyao: ingest: --db needs FILE, not an empty word*' ingest --db '' a.txt
t 2 '' 'jiyao: --db needs FILE, not an empty word*' --db=
t 2 '' 'jiyao: --version takes no value*' --version=1
t 2 '' "jiyao: unexpected 'x'*" --db a.db x

t 2 '' 'jiyao: run: too few arguments*usage: jiyao run SCRIPT.lua*' run
t 2 '' 'jiyao: run: unknown option --nonsense*' run --nonsense
t 2 '' 'jiyao: extract: too few arguments*usage: jiyao extract*PATH…*' extract
t 2 '' 'jiyao: extract: unknown option --nonsense*' extract --nonsense a.txt
t 2 '' "jiyao: extract: --format takes jsonl|table, not 'xml'*" extract --format xml a.txt
t 2 '' "jiyao: extract: --format takes jsonl|table, not ''*" extract --format= a.txt
t 2 '' "jiyao: extract: --format takes jsonl|table, not 'json'*" extract --format=json a.txt
t 2 '' 'jiyao: extract: --encoding needs NAME*' extract a.txt --encoding
t 2 '' 'jiyao: clean: too few arguments*' clean
t 2 '' "jiyao: clean: --script takes hans|hant|keep, not 'latin'*" clean --script latin a.txt
t 2 '' "jiyao: clean: --repairs takes =all, not '1'*" clean --repairs=1 a.txt
t 2 '' 'jiyao: ingest: too few arguments*' ingest --db a.db
t 2 '' 'jiyao: ingest: --db FILE is missing*' ingest a.txt
t 2 '' 'jiyao: ingest: unknown option -z*' ingest -z a.txt
t 2 '' "jiyao: recipe: too few arguments*" recipe
t 2 '' "jiyao: recipe: 'nonsense' is none of list, show, run*" recipe nonsense
t 2 '' "jiyao: recipe: unexpected 'x'*" recipe list x
t 2 '' "jiyao: recipe: the recipe's NAME is missing*" recipe show
t 2 '' "jiyao: recipe: the recipe's NAME is missing*" recipe run --db a.db -o -
t 2 '' "jiyao: recipe: unexpected 'x'*" recipe run timeline x
t 2 '' "jiyao: recipe: unknown option --limit*" recipe list --limit 5
t 2 '' "jiyao: recipe: --limit needs a value*" recipe run timeline --limit
t 2 '' "jiyao: recipe: --db FILE is missing*" recipe run timeline -o -
t 2 '' "jiyao: recipe: -o FILE is missing*" recipe run timeline --db a.db
t 2 '' "jiyao: recipe: -o takes a file that ends in *" recipe run timeline --db a.db -o a.doc
t 2 '' "jiyao: recipe: -o takes a file that ends in *" recipe run timeline --db a.db -oreport
ok 'wrong usage makes no corpus' test ! -e a.db

# What was printed has really been written, or the exit code says so.
"$jiyao" version > /dev/full 2> err
ok 'a full disk is noticed' test $? -eq 1
ok 'a full disk is told' matches "$(cat err)" 'jiyao: cannot write: No space left on device'
"$jiyao" --help > /dev/full 2> err
ok 'a full disk is noticed by --help' test $? -eq 1
"$jiyao" -e 'os.exit(0)' > /dev/full
ok 'nothing printed, nothing lost' test $? -eq 0
"$jiyao" -e 'print(1) os.exit(0)' > /dev/full 2> err
ok 'a full disk is noticed after os.exit' test $? -eq 1
"$jiyao" -e 'for i = 1, 1e6 do print(i) end' 2> err | head -1 > out
ok 'a reader that leaves is no error' test "$(cat out)$(cat err)" = 1
"$jiyao" -e 'io.stdout:write(("x"):rep(1 << 20))' > /dev/full 2> err
ok 'why a long output failed is told' matches "$(cat err)" 'jiyao: cannot write: No space left on device'
