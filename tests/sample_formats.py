"""Makes resources/samples/formats: one short fictional report in every format that is read.

    PYTHONPATH=src:tests python -m sample_formats [FOLDER]

The program tests an installation with them (`piyue --selftest`). LibreOffice writes what
office programs write, our own exports what comes from another Piyue, and the generators of
the tests the rest; the README of the folder says which.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import builders
from app.domain.anchor import Span
from app.domain.link import LinkKind
from app.paths import Paths
from app.settings import Settings
from app.workspace.workspace import Workspace
from files.doc_samples import Document, P
from files.reading_fixtures import docx, page, paragraph
from fuzz import seeds
from store.foreign_projects import QualCoder, Taguette, byte_span, qt_span

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "samples" / "formats"

TITLE = "云泽县2023年度法治政府建设情况报告"
LINES = (
    TITLE,
    "2023年，云泽县坚持依法行政，现将有关情况报告如下：",
    "一、主要举措和成效",
    "（一）深化“放管服”改革。全年办理许可3,412件，𠮷祥街道率先完成，mixed 中English。",
    "（二）规范行政执法。开展“双随机、一公开”检查81次；办理行政复议案件70件。",
    "二、存在的不足",
    "一是法治意识有待提升。二是执法力量不足，需要在下一年度认真加以解决。",
    "三、下一步工作安排",
    "加强领导干部学法用法，提高依法行政能力。",
    "云泽县人民政府",
    "2024年2月10日",
)
TEXT = "\n".join(LINES)
EXPECTED = {
    "words": ["𠮷祥街道率先完成，mixed", "开展“双随机、一公开”检查81次；"],
    "headings": ["主要举措和成效", "存在的不足", "下一步工作安排"],
    "fields": {"year": "2023", "organisation": "云泽县人民政府", "level": "county"},
}
"""What every sample of a report must say; `headings` are those of the first level."""

REPORTS = {
    "utf-8.txt": "text",
    "utf-8-bom.txt": "text",
    "utf-16.txt": "text",
    "gb18030.txt": "text",
    "page.html": "html",
    "gb2312.htm": "html",
    "saved.html": "html",
    "quoted.mht": "mhtml",
    "report.md": "markdown",
    "report.docx": "docx",
    "report.doc": "doc",
    "report.wps": "doc",
    "report.rtf": "rtf",
    "report.odt": "odt",
    "report.fodt": "flat_odt",
    "report.epub": "epub",
    "report.pdf": "pdf",
    "report.ofd": "ofd",
    "word-2003.xml": "word_2003",
    "flat-opc.xml": "flat_opc",
    "reports.zip": "archive",
}
EXCHANGE = {
    "project.qdpx": "qdpx",
    "codebook.qdc": "qdc",
    "annotations.json": "json",
    "annotations.csv": "table",
    "annotations.xlsx": "table",
    "codebook.csv": "table",
    "codebook.xlsx": "table",
    "codebook.json": "codebook_json",
    "library.piyuepack": "piyuepack",
    "taguette.sqlite3": "taguette",
    "qualcoder.qda": "qualcoder",
}
OFFICE = ("doc", "rtf", "odt", "epub")
"""What LibreOffice writes of them."""

CODED = ("𠮷祥街道率先完成", "行政复议案件70件")
NOTE = "“请核对”：含上年结转吗？𠮷"
PAGE_BYTES = 512
"""Of a database: the smallest, so that it is as small as can be."""


def make(folder: Path) -> None:
    """Make the folder anew; its README stays."""
    for old in folder.iterdir():
        if old.name != "README.md":
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    _write_reports(folder)
    _write_exchange(folder)
    listing = {**EXPECTED, "reports": REPORTS, "exchange": EXCHANGE}
    words = json.dumps(listing, ensure_ascii=False, indent=1) + "\n"
    (folder / "expected.json").write_text(words, encoding="utf-8", newline="\n")


# --- reports -------------------------------------------------------------------------


def _write_reports(folder: Path) -> None:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    shell = f'<title>{TITLE}</title><iframe src="saved_files/main.html"></iframe>'
    word = docx("".join(paragraph(line) for line in LINES))
    made = {
        "utf-8.txt": TEXT.encode(),
        "utf-8-bom.txt": TEXT.replace("\n", "\r\n\r\n").encode("utf-8-sig"),
        "utf-16.txt": TEXT.encode("utf-16"),
        "gb18030.txt": TEXT.encode("gb18030"),
        "page.html": page(f'<div class="nav">首页</div><div id="zoom">{body}</div>').encode(),
        "gb2312.htm": page(f"<div class=TRS_Editor>{body}</div>", "<meta charset=gb2312>").encode(
            "gb18030"
        ),
        "saved.html": f'<html><meta charset="utf-8">{shell}</html>'.encode(),
        "saved_files/main.html": page(f'<div id="zoom">{body}</div>').encode(),
        "quoted.mht": seeds.mhtml_seeds(LINES)[1].data,
        "report.md": f"# {TITLE}\n\n{TEXT.partition(chr(10))[2]}".replace("\n", "\n\n").encode(),
        "report.docx": word,
        "report.wps": Document([P(line) for line in LINES], fonts=["SimSun"]).bytes(),
        "report.fodt": seeds.flat_odt_seeds(LINES)[0].data,
        "report.pdf": seeds.chinese_pdf(LINES),
        "report.ofd": seeds.ofd_seeds(LINES)[0].data,
        "word-2003.xml": _word_2003(),
        "flat-opc.xml": _flat_opc(word),
    }
    made |= _by_libreoffice(made["utf-8.txt"])
    made["reports.zip"] = seeds.packed(
        [("各县/云泽县.docx", word), ("各县/云泽县.rtf", made["report.rtf"])], stored=False
    )
    assert set(made) == {*REPORTS, "saved_files/main.html"}
    for name, data in made.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)


def _word_2003() -> bytes:
    space = "http://schemas.microsoft.com/office/word/2003/wordml"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES)
    mark = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    return (
        f'{mark}<w:wordDocument xmlns:w="{space}"><w:body>{body}</w:body></w:wordDocument>'
    ).encode()


def _flat_opc(word: bytes) -> bytes:
    """The Word document with its parts one after the other."""
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        parts = "".join(
            f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{archive.read(name).decode()}'
            "</pkg:xmlData></pkg:part>"
            for name in archive.namelist()
        )
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return (f'<?xml version="1.0"?><pkg:package xmlns:pkg="{space}">{parts}</pkg:package>').encode()


def _by_libreoffice(text: bytes) -> dict[str, bytes]:
    program = shutil.which("soffice")
    if program is None:
        raise SystemExit("LibreOffice is needed to make these samples")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "report.txt"
        source.write_bytes(text)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        for ending in OFFICE:
            subprocess.run(
                [program, "--headless", profile, "--infilter=Text (encoded):UTF8",
                 "--convert-to", ending, "--outdir", folder, source],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
        return {f"report.{ending}": (folder / f"report.{ending}").read_bytes() for ending in OFFICE}


# --- annotations ---------------------------------------------------------------------


def _write_exchange(folder: Path) -> None:
    for name, format_ in (
        ("project.qdpx", "qdpx"),
        ("codebook.qdc", "qdc"),
        ("annotations.json", "json"),
        ("annotations.csv", "csv"),
        ("annotations.xlsx", "xlsx"),
        ("codebook.csv", "codebook_csv"),
        ("codebook.xlsx", "codebook_xlsx"),
        ("codebook.json", "codebook_json"),
        ("library.piyuepack", "piyuepack"),
    ):
        with tempfile.TemporaryDirectory() as scratch, _annotated(Path(scratch), folder) as made:
            made.exporting.export(format_, folder / name)
    _taguette(folder / "taguette.sqlite3")
    _qualcoder(folder / "qualcoder.qda")


@contextlib.contextmanager
def _annotated(scratch: Path, samples: Path) -> Iterator[Workspace]:
    paths = Paths(*(scratch / part for part in ("documents", "config", "cache", "logs")))
    settings = Settings(reviewer_name="李审阅", libreoffice="never")
    path = scratch / "云泽县.piyue"
    clock = builders.Clock()
    with contextlib.closing(
        Workspace.open(path, paths, settings, create=True, clock=clock)
    ) as workspace:
        _annotate(workspace, samples)
        yield workspace


def _annotate(workspace: Workspace, samples: Path) -> None:
    tagging, annotating = workspace.tagging, workspace.annotating
    kept = tagging.create("样本标签𠮷")
    tagging.delete_all([tag.id for tag in workspace.library.tags() if tag.id != kept.id])
    below = tagging.create("行政复议", kept.id)
    report = workspace.importing.add([samples / "utf-8.txt"])[0].report
    assert report is not None
    first = annotating.highlight(report.id, _span(CODED[0]), [kept.id], NOTE)
    other = annotating.highlight(report.id, _span(CODED[1]), [below.id], "见上一年")
    workspace.discussing.reply(first.id, "已核对。")
    workspace.linking.link(first.id, other.id, LinkKind.SAME, "对照")
    section = workspace.library.outline(report.id)[0]
    annotating.annotate_section(report.id, section, [kept.id], "这一章不完整")


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def _taguette(path: Path) -> None:
    made = Taguette(path)
    made.connection.execute("DELETE FROM documents")
    made.insert(
        "documents", id=1, name=TITLE, description="", filename="云泽县.docx",
        created="2024-01-02 08:00:00", project_id=1,
        contents="\n".join(f"<p>{line}</p>" for line in LINES),
    )  # fmt: skip
    made.tag(1, "样本标签𠮷")
    for number, words in enumerate(CODED, 1):
        made.highlight(number, words, (1,), span=byte_span(words, TEXT))
    _shrink(made.saved())


def _qualcoder(folder: Path) -> None:
    raw = TEXT.replace("\n", "\r\n")
    made = QualCoder(folder, raw=raw)
    made.code(1, "样本标签𠮷")
    for words in CODED:
        made.coding(1, *qt_span(words, raw), words)
    _shrink(made.saved() / "data.qda")


def _shrink(database: Path) -> None:
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        connection.execute("VACUUM")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
