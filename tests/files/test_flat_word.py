"""Word documents that are one XML file read like those that are packages."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from files.office_samples import NUMBERED_LINES, numbered_docx
from files.reading_fixtures import raw_of, reason_of, text

_SPACES = (
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:st="urn:x:smarttags" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Word.Document"?>\n'
LISTS = (
    '<w:lists><w:listDef w:listDefId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="37"/>'
    '<w:suff w:val="Nothing"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
    '<w:nfc w:val="37"/><w:lvlText w:val="（%2）"/></w:lvl></w:listDef>'
    '<w:list w:ilfo="7"><w:ilst w:val="3"/></w:list></w:lists>'
)


def flat_opc(package: bytes) -> bytes:
    parts: list[str] = []
    with zipfile.ZipFile(BytesIO(package)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith((".xml", ".rels")):
                inside = (
                    content.decode().partition("?>")[2]
                    if content[:2] == b"<?"
                    else content.decode()
                )
                parts.append(
                    f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{inside}</pkg:xmlData></pkg:part>'
                )
    picture = f'<pkg:part pkg:name="/a.png"><pkg:binaryData>{"A" * 11_000_000}</pkg:binaryData></pkg:part>'
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return (
        f'{HEAD}<pkg:package xmlns:pkg="{space}">{"".join(parts)}{picture}</pkg:package>'.encode()
    )


def word_2003(body: str, lists: str = LISTS) -> bytes:
    return (
        f"{HEAD}<w:wordDocument {_SPACES}>{lists}<w:body>{body}</w:body></w:wordDocument>".encode()
    )


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def in_list(level: int, hint: str = "") -> str:
    shown = f'<wx:t wx:val="{hint}"/>' if hint else ""
    return f'<w:listPr><w:ilvl w:val="{level}"/><w:ilfo w:val="7"/>{shown}</w:listPr>'


def lines_of(body: str) -> list[str]:
    return raw_of(word_2003(body), "报告.doc").text.split("\n")


def test_parts_in_one_file_read_like_a_package() -> None:
    assert raw_of(flat_opc(numbered_docx()), "报告.doc").text.split("\n") == NUMBERED_LINES


def test_paragraphs_of_2003_come_out_one_by_one() -> None:
    body = "".join(p(run(line)) for line in text().split("\n"))
    assert lines_of(f"<wx:sect><wx:sub-section>{body}</wx:sub-section></wx:sect>") == text().split(
        "\n"
    )


def test_list_numbers_of_2003_are_computed_or_taken() -> None:
    body = p(run("甲"), in_list(0)) + p(run("乙"), in_list(1)) + p(run("丙"), in_list(0))
    assert lines_of(body) == ["一、甲", "（一）乙", "二、丙"]
    assert lines_of(p(run("2023年"), in_list(0, "3."))) == ["3. 2023年"]


def test_changes_comments_and_smart_tags_of_2003() -> None:
    def annotated(kind: str, inside: str) -> str:
        return f'<aml:annotation w:type="Word.{kind}"><aml:content>{inside}</aml:content></aml:annotation>'

    gone = annotated("Deletion", "<w:r><w:delText>删</w:delText></w:r>")
    body = p(
        f"{run('前')}{gone}{annotated('Insertion', run('增'))}<st:place>{run('地')}</st:place>"
        f"{annotated('Comment', p(run('批语')))}{run('后')}"
    )
    raw = raw_of(word_2003(body))
    assert raw.text == "前增地后"
    assert [(n.code, dict(n.values)) for n in raw.notes] == [("tracked_changes", {"count": 1})]


def test_notes_tables_and_text_boxes_of_2003() -> None:
    note = f"<w:r><w:footnote>{p('<w:r><w:footnoteRef/></w:r>' + run('注文'))}</w:footnote></w:r>"
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(run('框内'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    row = f"<w:tr><w:tc>{p(run('甲'))}</w:tc><w:tc>{p(run('乙'))}</w:tc></w:tr>"
    header = f"<w:sectPr><w:hdr>{p(run('页眉'))}</w:hdr></w:sectPr>"
    assert lines_of(p(run("正") + note + box) + f"<w:tbl>{row}</w:tbl>{header}") == [
        "正[注1]", "框内", "甲\t乙", "[注1] 注文",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (word_2003(p(run("x")))[:-30], "damaged"),
        (word_2003(p("")), "no_text"),
        (word_2003("").replace(b"w:body", b"w:x"), "damaged"),
        (b'<?xml version="1.0"?><!DOCTYPE a><w:wordDocument xmlns:w="x"/>', "suspicious"),
        (
            b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
            "damaged",
        ),
        (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
            "unsupported",
        ),
    ],
)
def test_broken_files_are_refused(data: bytes, reason: str) -> None:
    assert reason_of(data, "报告.doc") == reason
