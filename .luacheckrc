std = "lua54"
max_line_length = 140 -- counted in bytes: a Chinese character is three
codes = true
files["examples"] = {read_globals = {"jiyao", "corpus"}}
files["tests/lua"] = {std = "+busted"}
files["tests/eval"] = {read_globals = {"jiyao"}}
files["lua/jiyao/repl.lua"] = {allow_defined_top = true}
