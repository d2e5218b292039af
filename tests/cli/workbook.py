"""workbook.py FILE: the rows of a workbook, as a spreadsheet program reads them: sheet, tab, cells apart by
tabs; text is quoted, dates are ISO."""
import datetime
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def value(cell):
    if cell.get("t") == "inlineStr":
        text = "".join(t.text or "" for t in cell.iter(MAIN + "t"))
        return repr(re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text))
    number = cell.find(MAIN + "v").text
    if cell.get("s"):
        return (datetime.date(1899, 12, 30) + datetime.timedelta(int(number))).isoformat()
    return number


book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
names = [s.get("name") for s in ET.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")]
for i, name in enumerate(names, 1):
    sheet = ET.fromstring(book.read(f"xl/worksheets/sheet{i}.xml"))
    assert not list(sheet.iter(MAIN + "f"))
    for row in sheet.iter(MAIN + "row"):
        print(name, *(f"{c.get('r')}={value(c)}" for c in row if len(c)), sep="\t")
