# reextract: documents that other rules have read. Sourced by run.sh.
mkdir again
printf '2024年3月1日，东湖大学召开例会。会议由校长秦越主持，副校长岳敏讲话。\n' > again/a.txt
printf '{"id": "1", "text": "2024年4月1日，东湖大学召开年会。校长秦越主持。"}\n' > again/b.jsonl
printf 'title,text\n年会,2024年5月1日，东湖大学召开年会。校长秦越主持。\n' > again/c.csv
t 0 '' '' ingest -q --db again.db again
cp again.db once.db
t 0 '' 'jiyao: 0 stale, 0 read again, 0 left, 0 refused, 3 current in again.db' reextract --db again.db
cat > spoil.lua <<'.'
local db <close> = jiyao.store.open("again.db", "rw")
db:run "UPDATE document SET rules = 'old'"
db:run "UPDATE input SET rules = 'old'"
db:run "DELETE FROM meeting"
db:run "DELETE FROM person WHERE name = '秦越'"
db:run "INSERT INTO tag (path, tag) VALUES ('again/a.txt', '要点')"
.
t 0 '' '' run spoil.lua
t 0 'again/a.txt
again/b.jsonl#1
again/c.csv#1' 'jiyao: 3 stale, 0 read again, 0 left, 0 refused, 0 current in again.db' reextract --dry-run --db again.db
mv again elsewhere
t 3 '' '*left again/c.csv#1: its file is needed to read it again*jiyao: 3 stale, 2 read again, 1 left, 0 refused, 0 current in again.db' \
  reextract --db again.db --jobs 2
t 0 'again/c.csv#1' '*' reextract --dry-run --db again.db
mv elsewhere again
t 0 '' '*1 stale, 1 read again, 0 left, 0 refused, 2 current*' reextract --db again.db
cat > same.lua <<'.'
local corpora = require "jiyao.corpus"
local function told(path)
  local corpus <close> = corpora.open(path)
  local lines = {}
  for _, view in ipairs {"v_document", "v_meeting", "v_person", "v_mention"} do
    for _, row in ipairs(corpus:sql("SELECT * FROM " .. view)) do
      row.id, row.document_id, row.person_id = nil, nil, nil
      local fields = {}
      for key, value in pairs(row) do fields[#fields + 1] = key .. "=" .. tostring(value) end
      table.sort(fields)
      lines[#lines + 1] = view .. table.concat(fields, "|")
    end
  end
  table.sort(lines)
  return table.concat(lines, "\n"), #lines
end
print(told "once.db" == told "again.db", select(2, told "once.db") > 12)
.
t 0 'true*true' '' run same.lua
t 0 '' '*3 unchanged*' ingest --db again.db again
t 0 '' '*3 stale, 3 read again, 0 left*' reextract --all --db again.db
t 0 '' '' check again.db
t 0 'again/a.txt: bytes 12-15, line 1
1 | 2024年3月1日，东湖大学*' '' where --db again.db again/a.txt 12 15
t 1 '' 'jiyao: again.db: no document again/x.txt: *' where --db again.db again/x.txt 0 3
t 1 '' '*lies outside*' where --db again.db again/a.txt 0 3000
t 1 '' 'jiyao: none.db: there is no corpus*' reextract --db none.db
t 2 '' 'jiyao: reextract: --db FILE is missing*' reextract
t 2 '' "jiyao: reextract: --jobs takes *" reextract --db again.db --jobs 0
