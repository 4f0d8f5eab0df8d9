"""The sample library as other programs read it: LibreOffice, python-docx, openpyxl, csv.

What each finds is compared with the library itself, cell by cell and comment by comment.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import etree

import exchange_samples
from app.domain.annotation import Scope
from app.domain.rows import AnnotationRow
from app.files.write_csv import CSV_COLUMNS, unguarded
from app.workspace.labels import LABELS
from app.workspace.workspace import Workspace

ZH = LABELS["zh"]
ODF = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
"""UTF-8, as shown, every sheet in a file of its own."""

Said = tuple[str, str, str, bool, str]
"""Who, when (local, to the second), what, whether it is settled, on which words."""

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def library(folder: Path) -> Iterator[Workspace]:
    workspace = exchange_samples.make(folder)
    exchange_samples.fill(workspace)
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def workbook(library: Workspace, folder: Path) -> Path:
    return library.exporting.export("xlsx", folder / "a.xlsx")[0]


@pytest.fixture(scope="module")
def document(library: Workspace, folder: Path) -> Path:
    report = library.library.reports()[0].id
    return library.exporting.export("docx", folder / "a.docx", report=report)[0]


def converted(path: Path, kind: str) -> Path:
    """What LibreOffice makes of a file, in a folder beside it."""
    out = path.parent / f"made-{path.name}"
    profile = (path.parent / "profile").as_uri()
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", kind, "--outdir", str(out), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return out


def cells_of(path: Path) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(path)
    return {
        page.title: [list(row) for row in page.iter_rows(values_only=True)]
        for page in book.worksheets
    }


# --- the workbook ---------------------------------------------------------------------


def test_openpyxl_finds_every_annotation_in_its_row(library: Workspace, workbook: Path) -> None:
    head, *lines = cells_of(workbook)["批注"]
    rows = library.annotating.rows()
    assert len(lines) == len(rows) >= 50
    for row, line in zip(rows, lines, strict=True):
        found = dict(zip(head, line, strict=True))
        a = row.annotation
        assert found["批注编号"] == str(a.id)
        assert found["报告编号"] == str(row.report.id)
        assert found["原文"] == (row.quote or None)
        assert found["批注内容"] == (a.comment or None)
        assert found["标签"] == ("; ".join(path for _, path in row.tags) or None)
        assert found["审阅人"] == row.reviewer.name
        assert found["起点"] == (a.anchor.span.start if a.anchor else None)
        assert found["终点"] == (a.anchor.span.end if a.anchor else None)
        assert found["创建时间"] == a.created.astimezone().replace(microsecond=0, tzinfo=None)


@needs_libreoffice
def test_a_workbook_that_libreoffice_saved_again_comes_in_as_it_went_out(workbook: Path) -> None:
    from app.files.read_table import read_table

    ours = read_table(workbook)
    theirs = read_table(converted(workbook, "xlsx") / workbook.name)
    assert theirs.annotations == ours.annotations
    assert (theirs.tags, theirs.links, theirs.sources) == (ours.tags, ours.links, ours.sources)
    assert (theirs.repairs, theirs.rejects) == ((), ())


def test_openpyxl_finds_every_reply_and_link(library: Workspace, workbook: Path) -> None:
    sheets = cells_of(workbook)
    head, *lines = sheets["回复"]
    replies = [
        (str(reply.id), reply.text) for r in library.annotating.rows() for reply, _ in r.replies
    ]
    at = head.index
    assert [(line[at("回复编号")], line[at("回复")]) for line in lines] == replies
    head, *lines = sheets["链接"]
    at = head.index
    ends = [(line[at("起点批注编号")], line[at("终点批注编号")]) for line in lines]
    assert ends == [(str(link.origin), str(link.target)) for link in library.library.links()]


def test_the_parts_of_the_workbook_follow_the_order_of_the_standard(workbook: Path) -> None:
    order = [
        *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData"),
        *("autoFilter", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    ]
    with zipfile.ZipFile(workbook) as package:
        sheets = [n for n in package.namelist() if n.startswith("xl/worksheets/")]
        for name in sheets:
            root = etree.fromstring(package.read(name))
            found = [etree.QName(child).localname for child in root]
            assert found == sorted(found, key=order.index)
            places = [cell.get("r") for cell in root.iter("{*}c")]
            assert len(places) == len(set(places))


@needs_libreoffice
def test_libreoffice_shows_every_cell_as_openpyxl_reads_it(workbook: Path) -> None:
    made = converted(workbook, ALL_SHEETS)
    for title, rows in cells_of(workbook).items():
        with (made / f"a-{title}.csv").open(encoding="utf-8", newline="") as file:
            found = list(csv.reader(file))
        assert found == [[_shown(cell) for cell in row] for row in rows], title


def _shown(cell: object) -> str:
    if isinstance(cell, datetime):
        is_day = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return f"{cell:%Y-%m-%d}" if is_day else f"{cell:%Y-%m-%d %H:%M}"
    return "" if cell is None else str(cell)


# --- the CSV file -------------------------------------------------------------------------


def test_a_script_finds_every_annotation_in_the_csv_file(library: Workspace, folder: Path) -> None:
    [path] = library.exporting.export("csv", folder / "a.csv")
    text = path.read_bytes().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    rows = library.annotating.rows()
    assert list(lines[0]) == list(CSV_COLUMNS)
    found = [
        (line["annotation"], unguarded(line["quote"]), unguarded(line["comment"])) for line in lines
    ]
    assert found == [(str(r.annotation.id), r.quote, r.annotation.comment) for r in rows]
    linked = [line for line in lines if line["links"]]
    assert len(linked) == sum(bool(row.links) for row in rows) > 0


# --- the document ---------------------------------------------------------------------------


def expected(library: Workspace) -> Counter[Said]:
    """What the comments of the first report say, from the library itself."""
    report = library.library.reports()[0]
    said: Counter[Said] = Counter()
    for row in library.annotating.rows():
        if row.report.id != report.id:
            continue
        a = row.annotation
        words = row.quote if a.scope is not Scope.REPORT else row.report.title
        on = "".join(line.strip() for line in words.split("\n"))
        said[row.reviewer.name, _local(a.edited), _comment(library, row), a.resolved, on] += 1
        for reply, who in row.replies:
            said[who.name, _local(reply.edited), reply.text, a.resolved, on] += 1
    return said


def _local(moment: datetime) -> str:
    return moment.astimezone().replace(microsecond=0, tzinfo=None).isoformat()


def _comment(library: Workspace, row: AnnotationRow) -> str:
    a = row.annotation
    on = {Scope.REPORT: [ZH["on_report"]], Scope.SECTION: [ZH["on_section"]]}.get(a.scope, [])
    tags = ["; ".join(path for _, path in row.tags)] if row.tags else []
    said = a.comment.split("\n") if a.comment else []
    links = [
        ZH["link_line"].format(
            role=ZH[f"link_{link.role(a.id)}"],
            place=library.citing.row(link.other(a.id)),
            quote=" ".join(link.other(a.id).quote.split()),
        )
        + (f" {link.link.comment}" if link.link.comment else "")
        for link in library.linking.of_annotation(a.id)
    ]
    return "\n".join([*on, *tags, *said, *links] or [ZH["highlight_only"]])


@needs_libreoffice
def test_libreoffice_finds_every_comment_at_its_passage(library: Workspace, document: Path) -> None:
    made = converted(document, "fodt")
    root = etree.parse(str(made / "a.fodt")).getroot()
    words = _ranges(root)
    found: Counter[Said] = Counter()
    for note in root.iter(f"{{{ODF['office']}}}annotation"):
        name = note.get(f"{{{ODF['office']}}}name")
        lines = ["".join(p.itertext()) for p in note.findall("text:p", ODF)]
        settled = note.get(f"{{{ODF['loext']}}}resolved") == "true"
        who, when = (note.findtext(f"dc:{key}", "", ODF) for key in ("creator", "date"))
        found[who, when[:19], "\n".join(lines), settled, words[name]] += 1
    assert found == expected(library)


def _ranges(root: etree._Element) -> dict[str, str]:
    """The words between the begin and the end of each annotation."""
    annotation, end = (f"{{{ODF['office']}}}{name}" for name in ("annotation", "annotation-end"))
    name_of = f"{{{ODF['office']}}}name"
    texts: dict[str, list[str]] = {}
    open_now: set[str] = set()

    def add(text: str | None) -> None:
        for name in open_now:
            texts[name].append((text or "").strip("\n "))

    def walk(element: etree._Element) -> None:
        if element.tag == annotation:
            open_now.add(element.get(name_of))
            texts[element.get(name_of)] = []
        elif element.tag == end:
            open_now.remove(element.get(name_of))
        else:
            add(element.text)
            for child in element:
                walk(child)
        add(element.tail)

    walk(root.find("office:body", ODF))
    assert not open_now
    return {name: "".join(parts) for name, parts in texts.items()}


def test_python_docx_finds_every_comment(library: Workspace, document: Path) -> None:
    found = Counter((c.author, c.text) for c in docx.Document(str(document)).comments)
    wanted: Counter[tuple[str, str]] = Counter()
    for (who, _, text, _, _), count in expected(library).items():
        wanted[who, text] += count
    assert found == wanted
