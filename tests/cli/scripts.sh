# Scripts and chunks. Sourced by run.sh.
cat > args.lua <<'.'
#!/usr/bin/env jiyao
print(arg[0], #arg, arg[1], arg[2], ...)
.
t 0 "args.lua${tab}2${tab}-x${tab}会议${tab}-x${tab}会议" '' run args.lua -x 会议
t 0 "args.lua${tab}0${tab}nil${tab}nil" '' run args.lua
t 0 "args.lua${tab}1${tab}--help${tab}nil${tab}--help" '' run args.lua --help
t 0 "args.lua${tab}1${tab}--${tab}nil${tab}--" '' run args.lua --
t 0 "args.lua${tab}0${tab}nil${tab}nil" '' run -- args.lua
in='print(jiyao.version ~= nil, require "jiyao" == jiyao, arg[0])' \
  t 0 "true${tab}true${tab}-" '' run -
t 0 '' '' run /dev/null
t 1 '' 'jiyao: cannot open missing.lua*' run missing.lua
t 1 '' 'jiyao: cannot read .*' run .

printf 'local a = 1\nlocal b = = 2\n' > syntax.lua
t 1 '' "jiyao: syntax.lua:2: unexpected symbol near '='" run syntax.lua
printf '\033Lua' > binary.lua
t 1 '' 'jiyao: *attempt to load a binary chunk*' run binary.lua

# Errors name the script's own line, and its own part of the traceback only.
printf 'print "a"\nerror "no"\n' > error.lua
t 1 a 'jiyao: error.lua:2: no' run error.lua
printf 'local function f()\n  local x = nil + 1\nend\nlocal function g() f() end\ng()\n' > deep.lua
t 1 '' "jiyao: deep.lua:2: attempt to perform arithmetic on a nil value
stack traceback:
  deep.lua:2: in upvalue 'f'
  deep.lua:4: in local 'g'
  deep.lua:5: in main chunk" run deep.lua
printf '\njiyao.fail("EENCODING", "invalid GB18030", "news/0412.html", 8812)\n' > fail.lua
t 1 '' 'jiyao: fail.lua:2: news/0412.html: invalid GB18030 (at byte 8812)' run fail.lua
printf 'local s = "x"\njiyao.columns.fit(nil, 1)\n' > misuse.lua
t 1 '' 'jiyao: misuse.lua:2: jiyao/*.lua:*: bad argument*' run misuse.lua
printf 'error {}\n' > table.lua
t 1 '' 'jiyao: table.lua:1: table: 0x*' run table.lua
printf 'error()\n' > nil.lua
t 1 '' 'jiyao: nil.lua:1: nil' run nil.lua
printf 'error("no", 0)\n' > level.lua
t 1 '' 'jiyao: no
stack traceback:
  level.lua:1: in main chunk' run level.lua
printf 'local function f() return 1 + f() end\nf()\n' > stack.lua
t 1 '' 'jiyao: stack.lua:1: stack overflow*stack traceback:*...*main chunk' run stack.lua
printf 'os.exit(7)\n' > exit.lua
t 7 '' '' run exit.lua

t 0 "3${tab}a" '' -e 'print(1 + 2, arg[1])' a
t 0 3 '' --execute='print(1 + 2)'
t 1 '' 'jiyao: (command line):1: no' -e 'error "no"'
t 1 '' 'jiyao: (command line):1: *near <eof>' -e 'x ='
t 1 '' 'jiyao: missing.db: there is no corpus: make one with `jiyao ingest --db missing.db PATH`' --db missing.db -e 'print(1)'
ok 'a mistyped corpus is not made' test ! -e missing.db

# The modules can be read from a folder in place of the program.
mkdir -p tree/jiyao
printf 'local core = ...\nreturn {version = "from disk", where = core.known("jiyao.more")}\n' > tree/jiyao/init.lua
printf 'return {word = "more"}\n' > tree/jiyao/more.lua
export JIYAO_LUA=tree
printf 'print(jiyao.version, jiyao.where, require("jiyao.more").word)\n' > disk.lua
t 0 "from disk${tab}true${tab}more" '' run disk.lua
printf 'x = = 1\n' > tree/jiyao/init.lua
t 1 '' 'jiyao: jiyao/init.lua:1: *' run disk.lua
export JIYAO_LUA=missing
t 1 '' 'jiyao: *missing/jiyao/init.lua: cannot open: No such file or directory' run disk.lua
unset JIYAO_LUA

# What tests rely on: an open handle is a failure under eager collection.
export JIYAO_GC=eager
t 0 1 '' -e 'print(1)'
unset JIYAO_GC

# Warnings are silent until a script asks for them.
cat > warn.lua <<'.'
warn("one")
warn("@on")
warn("two ", "pieces")
warn("@off")
warn("three")
.
t 0 '' 'jiyao: warning: two pieces' run warn.lua
