"""tei.py FILE: checks a corpus in TEI as far as a parser without a schema can, and counts what is in it."""
import re
import sys
import xml.etree.ElementTree as ET

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
# What may stand in what, of the elements that are written; None is text.
INSIDE = {
    "teiCorpus": "teiHeader TEI", "TEI": "teiHeader text", "text": "body", "body": "p",
    "teiHeader": "fileDesc encodingDesc profileDesc", "fileDesc": "titleStmt publicationStmt sourceDesc",
    "titleStmt": "title", "publicationStmt": "publisher date p", "sourceDesc": "bibl p", "bibl": "idno",
    "encodingDesc": "p", "profileDesc": "particDesc", "particDesc": "listPerson", "listPerson": "person",
    "person": "persName affiliation", "affiliation": "roleName orgName",
}
MIXED = "title publisher date p idno persName orgName roleName".split()
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|--\d\d-\d\d")


def check(element, ids):
    name = element.tag.removeprefix(TEI)
    texts = [element.text] + [child.tail for child in element]
    assert name in MIXED or not any(t and t.strip() for t in texts), name
    for child in element:
        inner = child.tag.removeprefix(TEI)
        assert inner in INSIDE.get(name, "persName orgName date").split(), f"{inner} in {name}"
        check(child, ids)
    if name == "text":
        assert element.find(TEI + "body/" + TEI + "p") is not None
    for key in ("when", "from", "to"):
        assert DAY.fullmatch(element.get(key, "2024")), element.get(key)
    assert element.get("ref", "#") == "#" or element.get("ref")[1:] in ids, element.get("ref")


root = ET.parse(sys.argv[1]).getroot()
ids = [e.get(ID) for e in root.iter() if e.get(ID)]
assert len(ids) == len(set(ids))
check(root, set(ids))
names = ["TEI", "person", "persName", "orgName", "date"]
print(*(f"{name} {len(list(root.iter(TEI + name)))}" for name in names))
