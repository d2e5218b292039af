# The program in a terminal: line editing with Chinese, history, Ctrl-C. Sourced
# by run.sh where tmux is there.
socket=jiyao-$$
export TMUX_TMPDIR=$work
screen() { tmux -L $socket capture-pane -p; }
keys() { tmux -L $socket send-keys "$@"; }
text() { tmux -L $socket send-keys -l "$1"; }

# shows PATTERN: waits until the screen matches, ten seconds at most.
shows() {
  tries=0
  until matches "$(screen)" "$1"; do
    tries=$((tries + 1))
    if [ $tries -ge 100 ]; then
      fail "the screen does not show: $1" "$(screen)"
      return 1
    fi
    sleep 0.1
  done
  pass
}

# Without pseudo-terminals (a bare chroot) there is nothing to type at.
if ! tmux -L $socket -f /dev/null new-session -d -x 80 -y 24 "PS1='$ ' exec sh" 2> /dev/null; then
  echo 'cli: there is no terminal to be had: the terminal was not tried'
  return 0
fi

text "clear; HOME=$work/home LC_ALL=C.UTF-8 $jiyao"
keys Enter
shows '*help() for help, quit() or Ctrl-D to leave
jiyao>*'

# Two backspaces take two characters away, not two bytes or columns.
text 'x = "院务会议室场"'
keys BSpace BSpace BSpace
text '厅"'
shows '*jiyao> x = "院务会议厅"*'
keys Left Left Left
keys BSpace
text '合'
keys End Enter
text '#x, x'
keys Enter
shows '*
15
"院务合议厅"
jiyao>*'

text 'for i = 1, 2 do'
keys Enter
shows '*
     >*'
text 'print("第" .. i)'
keys Enter
text 'end'
keys Enter
shows '*
第1
第2
jiyao>*'

# Ctrl-C cancels a line, then a chunk of several lines, then what runs.
text 'abandoned('
keys C-c
shows '*abandoned(^C
jiyao>*'
text 'for i = 1, 2 do'
keys Enter
shows '*     >*'
keys C-c
shows '*     > ^C
jiyao>*'
text '"still here"'
keys Enter
shows '*
"still here"
jiyao>*'
text 'print(2^10 // 1 | 0) while true do end'
keys Enter
shows '*
1024*'
keys C-c
shows '*
*stdin:1: interrupted!
jiyao>*'

text 'string.for'
keys Tab
text '("%d", 42)'
keys Enter
shows '*
"42"
jiyao>*'
keys Up
keys Up
shows '*jiyao> print(2^10 // 1 | 0) while true do end*'
keys C-u C-d
shows '*$*'
ok 'the history is kept' grep -q '^x = "院务会议厅"$\|^x = "院务合议厅"$' home/.local/state/jiyao/history
text "clear; HOME=$work/home LC_ALL=C $jiyao"
keys Enter
shows '*jiyao>*'
keys Up
keys Up
text ' -- 中文'
shows '*while true do end -- 中文*'
keys C-u C-d
shows '*^D*$*'
sleep 0.5

# A script is stopped too, with its line.
printf 'print("looping")\nwhile true do end\n' > loop.lua
text "clear; cd $work; $jiyao run loop.lua; echo code \$?"
keys Enter
shows '*looping*'
keys C-c
shows '*jiyao: loop.lua:2: interrupted!
code 1*'

# The progress bar is taken away when it is done.
text "clear; $jiyao ingest --db bar.db pages; echo code \$?"
keys Enter
shows 'jiyao: 3 new, 0 changed, 0 unchanged, 0 refused (0.0 MB) in bar.db
code 0*'
tmux -L $socket kill-server
