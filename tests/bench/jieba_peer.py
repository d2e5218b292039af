"""How fast jieba tags words with parts of speech, in MB of UTF-8 a second; run by bench_extract.sh.

    jieba_peer.py TEXT BYTES

Reads about the first BYTES of the text: it is slow.
"""
import logging
import sys
import time

import jieba
import jieba.posseg

jieba.setLogLevel(logging.ERROR)
jieba.initialize()
with open(sys.argv[1], encoding="utf-8") as file:
    lines = file.readlines(int(sys.argv[2]))
size = sum(len(line.encode()) for line in lines)
start = time.process_time()
words = sum(1 for line in lines for _ in jieba.posseg.cut(line))
print(f"{size / 1e6 / (time.process_time() - start):.3f} {words}")
