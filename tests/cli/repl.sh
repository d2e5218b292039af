# The REPL where standard input is no terminal: no banner, no prompts, no echo.
in='1 + 1
' t 0 2 ''
in='x = "院长"
x
' t 0 '"院长"' ''
in='for i = 1, 2 do
  print(i)
end
"after"' t 0 '1
2
"after"' ''
in='nil, 2
' t 0 'nil
2' ''
in='{b = 1, a = {1, 2}}' t 0 '{a = {1, 2}, b = 1}' ''
in='-- a comment
7' t 0 7 ''
in='error "no"
"goes on"' t 1 '"goes on"' 'stdin:1: no'
in='for i = 1, 2 do' t 1 '' "stdin:1: 'end' expected near <eof>"
in='x = = 1
2' t 1 2 "stdin:1: unexpected symbol near '='"
in='jiyao.fail("EIO", "no", "a.txt")' t 1 '' 'stdin:1: a.txt: no'
in='help()' t 0 '*topics*offsets*modules*data *' ''
in='help "data.read"' t 0 'jiyao.data.read(name)*example*' ''
in='help "text"' t 0 'jiyao.text*jiyao.text.sub(s, start, \[stop\])*' ''
in='help "dates"' t 0 'Dates are EDTF*jiyao.dates.find(text)*' ''
in='help(jiyao.corpus.open(":memory:", {create = true}))' t 0 'jiyao.corpus: *corpus:meetings(*' ''
in='help "nonsense"' t 0 'There is no help on this.*' ''
in='help "extarct"' t 0 'There is no help on this.*Nearest: help "extract"*' ''
in='help(jiyao.extarct)' t 0 'help(nil): there is nothing of that name.*' ''
in='help()' t 0 'jiyao 纪要:*' ''
in='1
quit()
2' t 0 1 ''
in='1
 exit
2' t 0 1 ''
in='function quit() return "mine" end
quit()
2' t 0 '"mine"
2' ''
in= t 0 '' ''
t 1 '' 'jiyao: missing.db: there is no corpus: make one with `jiyao ingest --db missing.db PATH`' --db missing.db
ok 'a pipe leaves no history' test ! -e home/.local
