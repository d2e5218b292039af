#!/bin/sh
# chains.sh DIR: prints OpenCC's configurations in DIR as a table: the name, the
# dictionary that cuts the text, and for each link of the chain the dictionaries
# of its group, all without extension. So nothing has to read JSON later.
printf '# Configurations: name, dictionary that cuts the text, then each link of the chain. Source: OpenCC, Apache-2.0.\n'
for config in "$1"/*.json; do
  [ -e "$config" ] || exit 1
  name=${config##*/}
  tr -d ' \t\r\n' < "$config" | awk -v name="${name%.json}" '
    # The files named in `text`, with blanks between.
    function files(text,    list, one) {
      list = ""
      while (match(text, /"file":"[^"]*"/)) {
        one = substr(text, RSTART + 8, RLENGTH - 9)
        sub(/\.[^.]*$/, "", one)
        list = list (list == "" ? "" : " ") one
        text = substr(text, RSTART + RLENGTH)
      }
      return list
    }
    {
      at = index($0, "\"segmentation\":")
      split(files(substr($0, at)), first, " ")
      line = name "\t" first[1]
      rest = substr($0, index($0, "\"conversion_chain\":[") + 20)
      depth = 0
      link = ""
      for (i = 1; i <= length(rest); i++) {
        c = substr(rest, i, 1)
        if (c == "]" && depth == 0) break
        if (c == "{") depth++
        link = link c
        if (c != "}" || --depth > 0) continue
        line = line "\t" files(link)
        link = ""
      }
      print line
    }'
done
