"""What an analyst would write in Python in place of `jiyao ingest`; run by bench_ingest.sh.

    pipeline_peer.py posseg|regex FOLDER DB

Reads all pages of a folder (UTF-8, GBK, Big5), takes the text out of HTML (with lxml where that
is installed, else with html.parser), writes it in
Simplified characters (OpenCC's own library), finds dates and meetings by regular expressions
and people by jieba.posseg (tag nr) or by regular expressions alone (a surname behind a title),
and stores pages, people and meetings in SQLite with a trigram index of the text: one
transaction for all. Prints MB of pages a second, how many pages, people and meetings, how many
times the pages its file is, and what read the HTML. Seconds are of the processor, from when its
dictionaries are loaded.
"""
import ctypes
import ctypes.util
import html.parser
import logging
import os
import re
import sqlite3
import sys
import time

try:
    import lxml.etree
    import lxml.html
except ImportError:
    lxml = None

SURNAMES = ("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
            "钟汪田任姜范方石姚谭廖邹熊陆郝孔崔邱秦江顾侯邵孟万段")
TITLES = "校长|院长|书记|主任|处长|馆长|主席|总会计师|科学家"
PERSON = re.compile(f"(?:{TITLES})([{SURNAMES}][一-龥]{{1,2}}?)(?=主持|讲话|出席|表示|指出|等|、|，|。|参加)")
DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
MEETING = re.compile(r"(?:召开|举行|举办)([^，。；]{2,30}?(?:会议|座谈会|研讨会|推进会|例会|大会|论坛|培训班|部署会))")
HOST = re.compile(f"(?:{TITLES})([一-龥]{{2,4}}?)主持")


class Text(html.parser.HTMLParser):
    """The text of a page, without scripts and styles."""

    def __init__(self):
        super().__init__()
        self.parts, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style")
        if tag in ("p", "br", "div", "tr", "li", "h1", "h2"):
            self.parts.append("\n")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def text_by_lxml(page):
    tree = lxml.html.document_fromstring(page)
    lxml.etree.strip_elements(tree, "script", "style", with_tail=False)
    return "\n".join(tree.itertext())


def text_by_parser(page):
    parser = Text()
    parser.feed(page)
    return "".join(parser.parts)


class Simplified:
    """OpenCC's t2s through its C face."""

    def __init__(self):
        name = ctypes.util.find_library("opencc")
        lib = ctypes.CDLL(name)
        lib.opencc_open.restype = ctypes.c_void_p
        lib.opencc_open.argtypes = [ctypes.c_char_p]
        lib.opencc_convert_utf8.restype = ctypes.c_void_p
        lib.opencc_convert_utf8.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
        lib.opencc_convert_utf8_free.argtypes = [ctypes.c_void_p]
        self.lib, self.handle = lib, lib.opencc_open(b"t2s.json")

    def __call__(self, text):
        raw = text.encode()
        found = self.lib.opencc_convert_utf8(self.handle, raw, len(raw))
        out = ctypes.string_at(found).decode()
        self.lib.opencc_convert_utf8_free(found)
        return out


def decoded(raw):
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            pass
    return raw.decode("utf-8", "replace")


def decoded_as_declared(raw):
    declared = re.search(rb'charset=["\']?([\w-]+)', raw[:1000])
    if declared:
        name = declared.group(1).decode().lower()
        try:
            return raw.decode({"gb2312": "gb18030", "big5": "big5hkscs"}.get(name, name))
        except (UnicodeDecodeError, LookupError):
            pass
    return decoded(raw)


def by_posseg():
    import jieba
    import jieba.posseg
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    return lambda text: {w.word for w in jieba.posseg.cut(text) if w.flag == "nr"}


def pages(folder):
    for top, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            yield os.path.join(top, name)


def main(how, folder, path):
    text_of = text_by_lxml if lxml else text_by_parser
    simplified = Simplified()
    people_of = by_posseg() if how == "posseg" else lambda text: set(PERSON.findall(text))
    db = sqlite3.connect(path)
    db.executescript("""
        CREATE TABLE page (id INTEGER PRIMARY KEY, path TEXT, raw BLOB, text TEXT);
        CREATE TABLE person (page_id INTEGER, name TEXT, mentions INTEGER);
        CREATE TABLE meeting (page_id INTEGER, date TEXT, name TEXT, host TEXT);
        CREATE VIRTUAL TABLE search USING fts5 (text, content = 'page', content_rowid = 'id', tokenize = trigram);
        """)
    size = count = people = meetings = 0
    start = time.process_time()
    for file in pages(folder):
        with open(file, "rb") as page:
            raw = page.read()
        size += len(raw)
        count += 1
        text = decoded_as_declared(raw)
        if "<html" in text:
            text = text_of(text)
        text = simplified(text)
        db.execute("INSERT INTO page VALUES (?, ?, ?, ?)", (count, file, raw, text))
        db.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (count, text))
        for name in people_of(text):
            db.execute("INSERT INTO person VALUES (?, ?, ?)", (count, name, text.count(name)))
            people += 1
        dates = ["%s-%02d-%02d" % (y, int(m), int(d)) for y, m, d in DATE.findall(text)]
        host = HOST.search(text)
        for name in MEETING.findall(text):
            db.execute("INSERT INTO meeting VALUES (?, ?, ?, ?)",
                       (count, dates[0] if dates else None, name, host and host.group(1)))
            meetings += 1
    db.commit()
    seconds = time.process_time() - start
    db.close()
    print(f"{size / 1e6 / seconds:.3f} {count} {people} {meetings} {os.path.getsize(path) / size:.2f} "
          f"{'lxml' if lxml else 'html.parser'}")


main(sys.argv[1], sys.argv[2], sys.argv[3])
