"""containers.py DIR: writes, for the tests, small containers and Word documents
of invented content into DIR, whole ones and damaged ones."""
import gzip
import os
import struct
import sys
import zipfile
import zlib

PAGE = '<html><title>会</title><body><p>东湖大学召开工作会议。</p></body></html>'


def write(name, data):
    with open(os.path.join(sys.argv[1], name), 'wb') as f:
        f.write(data if isinstance(data, bytes) else data.encode())


def packed(data):
    return gzip.compress(data if isinstance(data, bytes) else data.encode(), mtime=0)


# ---- web archives ---------------------------------------------------------------

def record(kind, uri, block, content='application/http; msgtype=response', length=None, version='1.0'):
    head = (f'WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\n'
            f'WARC-Date: 2024-03-06T00:00:00Z\r\nContent-Type: {content}\r\n'
            f'Content-Length: {len(block) if length is None else length}\r\n\r\n')
    return head.encode() + block + b'\r\n\r\n'


def response(body, status='200 OK', **fields):
    head = ''.join(f'{name.replace("_", "-")}: {value}\r\n' for name, value in fields.items())
    return f'HTTP/1.1 {status}\r\n{head}\r\n'.encode() + body


def chunked(data, size=7):
    pieces = [data[i:i + size] for i in range(0, len(data), size)]
    return b''.join(b'%x\r\n%s\r\n' % (len(p), p) for p in pieces) + b'0\r\n\r\n'


def archive():
    page = PAGE.encode()
    return [
        record('warcinfo', '', b'software: none\r\n', 'application/warc-fields'),
        record('request', 'http://a/1', b'GET / HTTP/1.1\r\n\r\n', 'application/http; msgtype=request'),
        record('response', 'http://a/1', response(PAGE.encode('gbk'), Content_Type='text/html; charset=GBK')),
        record('response', 'http://a/2', response(
            chunked(packed(page)), Content_Type='text/html', Transfer_Encoding='chunked',
            Content_Encoding='gzip')),
        record('response', 'http://a/logo.png', response(b'\x89PNG\r\n\x1a\n0000', Content_Type='image/png')),
        record('response', 'http://a/404', response(b'<p>gone', status='404 Not Found', Content_Type='text/html')),
        record('response', 'http://a/long', response(page, Content_Type='text/html'), length=700),
        record('response', 'http://a/short', response(page, Content_Type='text/html'), length=20),
        record('resource', '<http://a/1>', page, 'text/html', version='1.1'),
        record('response', 'http://a/cut', response(
            chunked(page)[:50], Content_Type='text/html', Transfer_Encoding='chunked')),
        record('response', 'http://a/br', response(b'\x1b\x00', Content_Type='text/html', Content_Encoding='br')),
        record('conversion', 'http://a/6', '西湖医院召开会议。'.encode(), 'text/plain'),
    ]


# ---- Word documents -------------------------------------------------------------

NAMES = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
         'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x="x"')


def run(text, properties=''):
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(content, properties=''):
    content = content if content.startswith('<') else run(content)
    return f'<w:p>{properties}{content}</w:p>'


def row(*cells):
    return '<w:tr>' + ''.join(f'<w:tc>{c}</w:tc>' for c in cells) + '</w:tr>'


def body():
    box = f'<w:txbxContent>{par("框中文字")}</w:txbxContent>'
    both = ('<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing>' + box + '</w:drawing></mc:Choice>'
            '<mc:Fallback><w:pict>' + box + '</w:pict></mc:Fallback></mc:AlternateContent></w:r>')
    ruby = (f'<w:r><w:ruby><w:rt>{run("yī")}</w:rt><w:rubyBase>{run("医")}</w:rubyBase></w:ruby></w:r>')
    inner = f'<w:tbl>{row(par("内一"), par("内二"))}</w:tbl>{par("")}'
    return ''.join([
        par('东湖大学召开工作会议', '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'),
        par('<w:r><w:t>党委书记</w:t><w:tab/></w:r>'
            '<w:del><w:r><w:delText>某某</w:delText></w:r></w:del>'
            f'<w:ins>{run("林知行")}</w:ins>'
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
            f'{run("主持。")}<w:moveFrom>{run("移走")}</w:moveFrom>'
            f'{run("隐", "<w:rPr><w:vanish/></w:rPr>")}{run("显", "<w:rPr><w:vanish w:val=%s0%s/></w:rPr>" % (chr(34), chr(34)))}'
            f'{ruby}{both}{run("院。")}',
            '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>'),
        par('前半', '<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>'),
        par('后半'),
        '<w:tbl>', row(par(''), par('姓名')), row(par('一') + par('二'), inner), '</w:tbl>',
        par('末段'),
    ])


def document(content):
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMES}><w:body>{content}</w:body></w:document>'


def word(name, **parts):
    path = os.path.join(sys.argv[1], name)
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', '<Types/>')
        for part, content in parts.items():
            z.writestr(part, content)


def words():
    notes = (f'<w:footnotes {NAMES}><w:footnote w:type="separator" w:id="0">{par("---")}</w:footnote>'
             f'<w:footnote w:id="1">{par("脚注一")}</w:footnote></w:footnotes>')
    core = ('<c:coreProperties xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            '<dc:title>末段</dc:title><dc:creator>办公室</dc:creator></c:coreProperties>')
    whole = document(body())
    word('whole.docx', **{'word/document.xml': whole, 'word/footnotes.xml': notes, 'docProps/core.xml': core})
    word('titled.docx', **{'word/document.xml': document(par('末段')), 'docProps/core.xml': core})
    word('template.docx', **{'word/document.xml': document(par('会议')), 'docProps/core.xml': core})
    word('none.docx', **{'word/other.xml': whole})
    word('broken.docx', **{'word/document.xml': whole[:-30]})
    word('types.docx', **{'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})
    word('empty.docx', **{'word/document.xml': document('')})
    word('boxes.docx', **{'word/document.xml': document('<w:txbxContent>' * 9 + '</w:txbxContent>' * 9)})
    with open(os.path.join(sys.argv[1], 'whole.docx'), 'rb') as f:
        data = f.read()
    write('cut.docx', data[:-200])
    write('other.zip', data.replace(b'word/', b'wood/'))
    word('book.xlsb', **{'xl/workbook.bin': 'x'})


# ---- bombs: one piece of deflate, repeated ---------------------------------------

def cell(name, kind, inside, style=0):
    return '<c r="%s" t="%s" s="%d">%s</c>' % (name, kind, style, inside)


def book(name, sheets, hidden=(), pr='', more=True):
    """A workbook: strings that cells share, days by a format of its own and by one of those built in."""
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    parts = {
        'xl/workbook.xml': '<workbook %s xmlns:r="%s">%s<sheets>%s</sheets></workbook>' % (ns, rels, pr, ''.join(
            '<sheet name="S%d" sheetId="%d" %s r:id="r%d"/>' % (i, i + 9, 'state="hidden"' if i in hidden else '', i)
            for i in range(len(sheets)))),
        'xl/_rels/workbook.xml.rels': '<Relationships>%s</Relationships>' % ''.join(
            '<Relationship Id="r%d" Target="%sworksheets/s%d.xml"/>' % (i, '' if i else '/xl/', i)
            for i in range(len(sheets))),
        'xl/sharedStrings.xml': '<sst %s><si><t>正文</t></si><si><t>日期</t></si><si><r><t>院务会，</t></r>'
                                '<rPh><t>yin</t></rPh><r><t>"如期"召开</t></r></si><si><t>标题</t></si></sst>' % ns,
        'xl/styles.xml': '<styleSheet %s><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;"/>'
                         '<numFmt numFmtId="177" formatCode="[Red]&quot;d&quot;0\\y.00"/></numFmts><cellXfs>'
                         '<xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="31"/><xf numFmtId="177"/>'
                         '</cellXfs></styleSheet>' % ns}
    for i, sheet in enumerate(sheets):
        if more or i == 0:
            parts['xl/worksheets/s%d.xml' % i] = '<worksheet %s><sheetData>%s</sheetData></worksheet>' % (ns, sheet)
    word(name, **parts)


def books():
    def value(x):
        return '<v>%s</v>' % x
    head = '<row>%s%s%s</row>' % (cell('A1', 's', value(0)), cell('C1', 's', value(1)), cell('', 's', value(3)))
    one = '<row>%s%s%s</row>' % (cell('A2', 's', value(2)), cell('C2', 'n', value(45357), 1),
                                 cell('D2', 'inlineStr', '<is><t>要闻</t></is>'))
    two = '<row/><row>%s%s%s</row>' % (cell('A9', 'str', value('座谈会召开')), cell('C9', 'n', value('45358.5'), 2),
                                       cell('D9', 'n', value(12), 3))
    old = '<row>%s%s</row>' % (cell('A2', 's', value(2)), cell('C2', 'n', value(43895), 1))
    book('whole.xlsx', [head + one, '', head + two, old], hidden=(3,))
    book('1904.xlsx', [head + old], pr='<workbookPr date1904="1"/>')
    book('leap.xlsx', [head + ''.join('<row>%s%s</row>' % (cell('A', 's', value(2)), cell('C', 'n', value(n), 1))
                                      for n in (1, 59, 61, 36585, 2958465))])
    book('two.xlsx', [head + one, one])
    book('lost.xlsx', [head, one], more=False)
    word('none.xlsx', **{'xl/worksheets/s0.xml': '<x/>'})


def bombs(mib=257):
    piece = b'a' * (1 << 20)
    c = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = c.compress(piece) + c.flush(zlib.Z_FULL_FLUSH)
    raw = raw * mib + b'\x03\x00'
    crc = 0
    for _ in range(mib):
        crc = zlib.crc32(piece, crc)
    size = mib << 20
    write('bomb.txt.gz', b'\x1f\x8b\x08\0\0\0\0\0\0\xff' + raw + struct.pack('<II', crc, size & 0xffffffff))
    name = b'word/document.xml'
    fields = struct.pack('<HHHHHIIIHH', 20, 0, 8, 0, 33, crc, len(raw), size, len(name), 0)
    local = b'PK\3\4' + fields + name + raw
    central = b'PK\1\2' + struct.pack('<H', 20) + fields + struct.pack('<HHHII', 0, 0, 0, 0, 0) + name
    end = b'PK\5\6' + struct.pack('<HHHHIIH', 0, 0, 1, 1, len(central), len(local), 0)
    write('bomb.docx', local + central + end)


# ---- all of it -------------------------------------------------------------------

LINES = '\n'.join([
    '{"id": "n1", "title": "东湖大学召开工作会议", "date": "2024/3/6 10:00", "单位": "东湖大学",'
    ' "text": "2024年3月5日，东湖大学召开工作会议。党委书记林知行主持会议。"}',
    '',
    '{"id": 7, "text": "<p>院长邵文博来校调研</p><p>一</p><p>二</p>"}',
    '{"id": "n1", "text": broken}',
    '{"id": "n1", "text": "会议"}',
    '["text"]',
    '{"id": "x", "text": 5}',
    '{"text": "无名会议", "id": null}',
]) + '\n'

TABLE = ('标题,正文,发布时间,单位\r\n"座谈会","第一行\r\n第""二""行","2024-05-06","东湖大学"\r\n\r\n坏,行\r\n'
         '好,会议召开,20240507,西湖医院\r\n,,,\r\n"未闭,会议,2024,x\r\n末,会议结束,2024,y')


def main():
    records = archive()
    write('whole.warc', b''.join(records))
    write('whole.warc.gz', b''.join(packed(r) for r in records))
    write('cut.warc', b''.join(records)[:-30])
    write('lines.jsonl', '\ufeff' + LINES.replace('\n', '\r\n'))
    write('lines.jsonl.gz', packed(LINES))
    write('lines', LINES)
    write('gbk.jsonl', LINES.encode('gbk'))
    write('table.csv', '\ufeff' + TABLE)
    write('excel.csv', TABLE.replace(',', ';').encode('gbk'))
    write('table.tsv', TABLE.replace(',', '\t').replace('\r\n', '\n'))
    write('page.html.gz', packed(PAGE))
    write('twice.txt.gz', packed(packed('会议')))
    write('two.txt.gz', packed('东湖') + packed('大学') + b'\0' * 100)
    write('trailing.txt.gz', packed('东湖大学') + b'junk')
    lines = ''.join('{"id": %d, "text": "会议%d"}\n' % (i, i * i) for i in range(1500))
    write('cut.jsonl.gz', packed(lines)[:-900])
    write('cut.txt.gz', packed(lines)[:-1000])
    words()
    books()
    bombs()


main()
