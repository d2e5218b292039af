# reprints: pages that are one report. Sourced by run.sh.
mkdir chain
said='东湖大学召开工作会议，校长林知行主持会议并讲话，各学院汇报了上半年的招生、教学和科研情况，图书馆介绍了新馆的搬迁安排。'
more='会后，大家参观了新落成的实验楼，听取了工程负责人对通风和消防系统的说明，并就设备搬迁的先后次序交换了意见。'
printf '东湖大学召开工作会议\n发布时间:2024-03-05\n2024年3月5日，%s%s\n' "$said" "$more" > chain/a.txt
printf '林知行主持会议\n发布时间:2024-03-06\n2024年3月5日，%s\n' "$said" > chain/b.txt
printf '松岭医院召开会议\n2024年4月6日,松岭医院召开工作会议。院长翟一苇主持。\n' > chain/c.txt
t 0 '' '' ingest -q --db chain.db chain
t 0 '2024-03-05  *  first  *  chain/a.txt
  2024-03-06  *  trimmed, retitled  *  chain/b.txt' 'jiyao: 1 chain of 2 documents' reprints --db chain.db
t 0 '*chain/a.txt
*chain/b.txt
    - 东湖大学召开工作 (0 24)
    + 林知行主持 (0 15)*- 会后，大家参观*' '*' reprints --db chain.db chain/b.txt
t 0 '{"sure":true,"documents":\[{"path":"chain/a.txt",*"how":\["trimmed","retitled"\],*' '*' \
  reprints --db chain.db --format jsonl
t 0 'chain,sure,path,institution,published,title,how,similarity*1,1,chain/a.txt,*,first,*1,1,chain/b.txt,*,trimmed; retitled,*' '*' \
  reprints --db chain.db --format csv
t 0 '*chain/b.txt' '*' reprints --db chain.db --from 2024-03-06
t 0 '' 'jiyao: 0 chains of 0 documents' reprints --db chain.db --from 2025
t 0 '' 'jiyao: 0 chains of 0 documents' reprints --db chain.db chain/c.txt
t 1 '' 'jiyao: chain.db: no document chain/d.txt*' reprints --db chain.db chain/d.txt
t 0 '*chain/a.txt*chain/c.txt*' '*2 hits in 2 documents' search --db chain.db 主持 --once
t 2 '' 'jiyao: reprints: --db FILE is missing*' reprints
t 2 '' "jiyao: reprints: unexpected 'b'*" reprints --db chain.db a b
