"""Threads in every format: who answered what, and what is settled."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import docx
import openpyxl
import pytest
from lxml import etree

from app.domain.discussion import Reply
from app.domain.reviewer import Reviewer
from app.domain.rows import row_values
from app.files.docx_comments import W14, W15, W16CEX, W16CID
from app.files.writing import Export, write
from builders import NOON
from files.write_samples import CHINA, WORDS_ZH, make_export

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OTHER = Reviewer(UUID(int=8), "王复核")
WORDS = {**WORDS_ZH, "resolved": "已解决", "open": "未解决"}


def discussed() -> Export:
    """The first annotation has two replies, the third is settled, the report's own has one."""
    export = make_export()
    rows = list(export.rows)

    def reply(seed: int, row: int, text: str, who: Reviewer) -> tuple[Reply, Reviewer]:
        return Reply(UUID(int=seed), rows[row].annotation.id, text, who.id, NOON, NOON), who

    me = rows[0].reviewer
    rows[0] = replace(
        rows[0],
        replies=(reply(91, 0, "已核对\n见𠮷祥街道 <台账>&", OTHER), reply(92, 0, "=好", me)),
    )
    rows[2] = replace(rows[2], annotation=replace(rows[2].annotation, resolved=True))
    rows[5] = replace(rows[5], replies=(reply(93, 5, "同意全文评价", OTHER),))
    page = replace(export.pages[0], rows=tuple(rows))
    return replace(export, rows=rows, pages=[page])


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


@pytest.fixture
def document(tmp_path: Path) -> Path:
    [path] = write("docx", discussed(), tmp_path / "a.docx", WORDS)
    return path


def test_word_finds_every_reply_under_its_comment(document: Path) -> None:
    comments = part(document, "comments")
    ids: dict[str, str] = {}
    said: dict[str, list[str]] = {}
    for comment in comments.iter(f"{W}comment"):
        paragraphs = list(comment.iter(f"{W}p"))
        number = comment.get(f"{W}id")
        ids[paragraphs[-1].get(f"{{{W14}}}paraId")] = number
        said[number] = ["".join(p.itertext()) for p in paragraphs]
        assert all(p.get(f"{{{W14}}}paraId") is None for p in paragraphs[:-1])
    extended = part(document, "commentsExtended")
    parents: dict[str, list[str]] = {}
    done: set[str] = set()
    for one in extended:
        number = ids[one.get(f"{{{W15}}}paraId")]
        parent = one.get(f"{{{W15}}}paraIdParent")
        if parent:
            parents.setdefault(said[ids[parent]][-1], []).append("\n".join(said[number]))
        if one.get(f"{{{W15}}}done") == "1":
            done.add("\n".join(said[number]))
    assert len(extended) == len(ids) == len(said)
    assert parents == {
        "第二段 <b>&": ["已核对\n见𠮷祥街道 <台账>&", "=好"],
        "全文评价": ["同意全文评价"],
    }
    assert len(done) == 1
    assert "=1+1" in done.pop()


def test_a_reply_stands_at_the_passage_of_its_comment(document: Path) -> None:
    body = part(document, "document")
    open_now: set[str] = set()
    texts: dict[str, str] = {}
    references: list[str] = []
    for element in body.iter():
        number = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            open_now.add(number)
            texts[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_now.remove(number)
        elif element.tag == f"{W}commentReference":
            references.append(number)
        elif element.tag == f"{W}t":
            for one in open_now:
                texts[one] += element.text
    assert sorted(references) == sorted(texts)
    shared = [n for n in texts if texts[n] == "𠮷祥街道率先完成改革😀，mixed"]
    assert len(shared) == 3


def test_python_docx_reads_who_replied(document: Path) -> None:
    found = [(c.author, c.text) for c in docx.Document(str(document)).comments]
    assert ("王复核", "已核对\n见𠮷祥街道 <台账>&") in found
    assert ("王复核", "同意全文评价") in found


def test_word_knows_the_lasting_number_and_moment_of_every_comment(document: Path) -> None:
    comments = list(part(document, "comments"))
    paragraphs = [list(c.iter(f"{W}p"))[-1].get(f"{{{W14}}}paraId") for c in comments]
    ids = part(document, "commentsIds")
    lasting = {e.get(f"{{{W16CID}}}paraId"): e.get(f"{{{W16CID}}}durableId") for e in ids}
    assert list(lasting) == paragraphs
    assert len(set(lasting.values())) == len(paragraphs)
    assert all(0 < int(number, 16) < 0x7FFFFFFF for number in lasting.values())
    moments = {
        e.get(f"{{{W16CEX}}}durableId"): e.get(f"{{{W16CEX}}}dateUtc")
        for e in part(document, "commentsExtensible")
    }
    assert list(moments) == list(lasting.values())
    for comment, moment in zip(comments, moments.values(), strict=True):
        local = datetime.fromisoformat(comment.get(f"{W}date")).replace(tzinfo=CHINA)
        assert local == datetime.fromisoformat(moment)


def test_everybody_who_speaks_is_a_person_of_the_document(document: Path) -> None:
    people = [e.get(f"{{{W15}}}author") for e in part(document, "people")]
    assert sorted(people) == ["李老师", "王复核"]


def test_the_numbers_of_comments_are_the_same_in_another_document(tmp_path: Path) -> None:
    export = discussed()
    fewer = replace(export.pages[0], rows=export.pages[0].rows[2:])
    found: list[set[str]] = []
    for page in (export.pages[0], fewer):
        [path] = write("docx", replace(export, pages=[page]), tmp_path / "a.docx", WORDS)
        found.append({e.get(f"{{{W16CID}}}durableId") for e in part(path, "commentsIds")})
    assert found[1] < found[0]


def test_every_part_beside_the_comments_is_named_in_the_package(document: Path) -> None:
    with zipfile.ZipFile(document) as package:
        names = set(package.namelist())
        types = package.read("[Content_Types].xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
    for name in ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"):
        assert f"word/{name}.xml" in names
        assert f'PartName="/word/{name}.xml"' in types
        assert f"wordprocessingml.{name}+xml" in types
        assert f'Target="{name}.xml"' in relations


def test_a_document_without_comments_has_no_parts_for_them(tmp_path: Path) -> None:
    export = make_export()
    bare = replace(export, pages=[replace(export.pages[0], rows=())])
    [path] = write("docx", bare, tmp_path / "a.docx", WORDS)
    with zipfile.ZipFile(path) as package:
        assert "word/commentsExtended.xml" not in package.namelist()


def test_what_is_settled_can_stay_out_of_the_document(tmp_path: Path) -> None:
    export = replace(discussed(), options={"resolved": "no"})
    [path] = write("docx", export, tmp_path / "a.docx", WORDS)
    said = [c.text for c in docx.Document(str(path)).comments]
    assert len(said) == 10
    assert not any("=1+1" in text for text in said)


def test_a_workbook_has_a_column_of_replies_and_one_of_states(tmp_path: Path) -> None:
    [path] = write("xlsx", discussed(), tmp_path / "a.xlsx", WORDS)
    sheet = openpyxl.load_workbook(path)["批注"]
    rows = list(sheet.iter_rows(values_only=True))
    at = rows[0].index
    first, _, third, *_ = rows[1:]
    assert "王复核 2026-03-01 20:00 已核对\n见𠮷祥街道 <台账>&" in first[at("replies")]
    assert first[at("state")] == "未解决"
    assert third[at("state")] == "已解决"
    assert not rows[7][at("state")], "nothing is said of it"


def test_a_page_shows_replies_and_what_is_settled(tmp_path: Path) -> None:
    [path] = write("html", discussed(), tmp_path / "a.html", WORDS)
    text = path.read_text("utf-8")
    assert text.count('class="reply"') == 3
    assert "见𠮷祥街道 &lt;台账&gt;&amp;" in text
    assert text.count("✓ 已解决") == 1


def test_json_replies_aim_at_their_annotation(tmp_path: Path) -> None:
    export = discussed()
    [path] = write("json", export, tmp_path / "a.json", WORDS)
    items = json.loads(path.read_text("utf-8"))["first"]["items"]
    replies = [item for item in items if item["motivation"] == "replying"]
    assert [item["creator"]["name"] for item in replies] == ["王复核", "李老师", "王复核"]
    assert replies[0]["target"] == f"urn:uuid:{export.rows[0].annotation.id}"
    assert replies[0]["body"]["value"] == "已核对\n见𠮷祥街道 <台账>&"
    settled = [item for item in items if item.get("piyue:resolved")]
    assert [item["id"] for item in settled] == [f"urn:uuid:{export.rows[2].annotation.id}"]


def test_plain_rows_name_replies_and_states() -> None:
    export = discussed()
    values = row_values(export.rows[0])
    assert values["replies"] == "王复核: 已核对\n见𠮷祥街道 <台账>&\n李老师: =好"
    assert [row_values(row)["resolved"] for row in export.rows].count(True) == 1
