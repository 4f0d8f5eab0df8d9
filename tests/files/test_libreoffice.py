"""LibreOffice for old Word files: when it is asked, what it may do, and what holds without it."""

from __future__ import annotations

import os
import socketserver
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from app.domain.errors import UnreadableFile
from app.files import read_doc, read_office
from app.files.libreoffice import MODE_VARIABLE, converted, find_libreoffice
from app.files.programs import ProgramFailed, run
from app.files.raw import Raw
from app.files.worker import Worker
from files.doc_samples import Document, Lvl, P, Use, compound, in_list
from files.reading_fixtures import docx, level, package, paragraph, raw_of, text

POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="its programs are shell scripts")
INSTALLED = find_libreoffice()
NEEDS_LIBREOFFICE = pytest.mark.skipif(INSTALLED is None, reason="LibreOffice is not installed")

DOC = Document([P(line) for line in text().split("\n")])
OLD = Document([P("旧")], magic=0xA5DC, version=0x68).bytes()


def noted(raw: Raw) -> dict[str, dict[str, str | int]]:
    return {note.code: dict(note.values) for note in raw.notes}


def unsure() -> bytes:
    """A file whose lists are broken off."""
    document = Document([P("甲", in_list(1))], lists=[(Lvl(39, "%1、"),)], uses=[Use(0)])
    main, table = document.streams()
    return compound({"WordDocument": main, "1Table": table[:-60] + b"\xff" * 60})


# --- when it is asked ------------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in LibreOffice's place; tests write what it does."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder / "soffice"


def put(program: Path, result: bytes | None, more: str = "") -> None:
    """A program that answers every file with the same document."""
    if sys.platform == "win32":
        pytest.skip("a script is no program there")
    answer = program.with_name("answer.docx")
    answer.write_bytes(result or b"")
    copies = f'cp "{answer}" report.docx\n' if result is not None else ""
    program.write_text(
        f"#!/bin/sh\necho ran >> '{program}.log'\n{more}\n{copies}", encoding="utf-8"
    )
    program.chmod(0o755)


def has_run(program: Path) -> bool:
    return Path(f"{program}.log").exists()


def report() -> bytes:
    return docx("".join(paragraph(line) for line in text().split("\n")))


@POSIX_ONLY
@pytest.mark.parametrize(
    ("mode", "data", "asked"),
    [
        ("never", DOC.bytes(), False),
        ("when_needed", DOC.bytes(), False),
        ("always", DOC.bytes(), True),
        ("never", unsure(), False),
        ("when_needed", unsure(), True),
        ("when_needed", OLD, True),
    ],
)
def test_it_is_asked_where_our_reader_is_not_sure_or_always(
    office: Path, monkeypatch: pytest.MonkeyPatch, mode: str, data: bytes, asked: bool
) -> None:
    put(office, report())
    monkeypatch.setenv(MODE_VARIABLE, mode)
    raw = read_office.read(data, "报告.doc")
    assert has_run(office) is asked
    assert ("converted_by" in noted(raw)) is asked
    if asked:
        assert raw.text == text()
        assert noted(raw)["converted_by"] == {"name": "LibreOffice"}


@POSIX_ONLY
def test_a_reader_without_orders_never_asks_it(office: Path) -> None:
    put(office, report())
    assert raw_of(DOC.bytes()).text == text()
    with pytest.raises(UnreadableFile) as caught:
        read_office.read(OLD, "旧.doc")
    assert caught.value.reason == "too_old"
    assert not has_run(office)


@POSIX_ONLY
@pytest.mark.parametrize(
    ("result", "more", "reason"),
    [
        (None, "exit 1", "crashed"),
        (None, "", "crashed"),
        (b"PK\x03\x04 no document", "", "crashed"),
        (docx(paragraph("缺字")), "", "text_loss"),
    ],
)
def test_a_conversion_that_fails_or_loses_text_is_not_used(
    office: Path, monkeypatch: pytest.MonkeyPatch, result: bytes | None, more: str, reason: str
) -> None:
    put(office, result, more)
    monkeypatch.setenv(MODE_VARIABLE, "always")
    raw = read_office.read(DOC.bytes(), "报告.doc")
    assert raw.text == text()
    assert noted(raw) == {"not_converted": {"reason": reason}}


@POSIX_ONLY
def test_an_old_file_that_cannot_be_converted_keeps_its_reason(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(office, None)
    monkeypatch.setenv(MODE_VARIABLE, "when_needed")
    with pytest.raises(UnreadableFile) as caught:
        read_office.read(OLD, "旧.doc")
    assert caught.value.reason == "too_old"


# --- within bounds ---------------------------------------------------------------------


@POSIX_ONLY
def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    number = tmp_path / "number"
    script = f"sleep 600 & echo $! > '{number}'; wait"
    with pytest.raises(ProgramFailed) as caught:
        run(["/bin/sh", "-c", script], seconds=0.5)
    assert caught.value.reason == "timeout"
    assert ends(int(number.read_text()))


@POSIX_ONLY
def test_a_conversion_under_way_ends_with_the_parsing_process(office: Path, tmp_path: Path) -> None:
    put(office, None, f"echo $$ > '{tmp_path}/number'; pwd > '{tmp_path}/folder'\nsleep 600")
    path = tmp_path / "报告.doc"
    path.write_bytes(DOC.bytes())
    worker = Worker(seconds=2.0, libreoffice="always")
    try:
        with pytest.raises(UnreadableFile) as caught:
            worker.parse(path)
    finally:
        worker.close()
    assert caught.value.reason == "timeout"
    assert ends(int((tmp_path / "number").read_text()))
    assert gone(Path((tmp_path / "folder").read_text().strip()).parent)


@POSIX_ONLY
def test_the_program_sees_a_private_folder_and_no_network(office: Path, tmp_path: Path) -> None:
    put(
        office,
        report(),
        f"env > '{tmp_path}/env'; pwd > '{tmp_path}/folder'; ls > '{tmp_path}/files'",
    )
    assert converted(office, b"x") == report()
    environment = (tmp_path / "env").read_text()
    folder = Path((tmp_path / "folder").read_text().strip())
    assert (tmp_path / "files").read_text().split() == ["report.doc"]
    assert "http_proxy=http://127.0.0.1:9" in environment
    assert f"HOME={folder.parent}" in environment
    assert "XDG_" not in environment
    assert not folder.parent.exists()


def test_the_program_is_found_in_files_only(tmp_path: Path) -> None:
    program = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    program.parent.mkdir(parents=True)
    program.write_bytes(b"")
    assert find_libreoffice({"ProgramFiles": str(tmp_path)}, ()) == program
    assert find_libreoffice({"PATH": str(tmp_path)}, ()) is None
    assert find_libreoffice({"PATH": ""}, (str(program),)) == program


def ends(process_id: int) -> bool:
    return _comes_true(lambda: not Path(f"/proc/{process_id}").exists() or _is_zombie(process_id))


def gone(folder: Path) -> bool:
    return _comes_true(lambda: not folder.exists())


def _is_zombie(process_id: int) -> bool:
    try:
        return ") Z" in Path(f"/proc/{process_id}/stat").read_text()
    except OSError:
        return True


def _comes_true(claim: Callable[[], bool]) -> bool:
    for _ in range(100):
        if claim():
            return True
        time.sleep(0.05)
    return False


# --- the real program ------------------------------------------------------------------

FORMATS = {
    "chineseCounting": "一", "chineseCountingThousand": "一", "ideographDigital": "一",
    "chineseLegalSimplified": "壹", "japaneseCounting": "一", "decimalEnclosedCircle": "①",
    "decimalEnclosedCircleChinese": "①", "decimalFullWidth": "１", "ideographTraditional": "甲",
    "ideographZodiac": "子", "upperRoman": "I", "lowerLetter": "a", "decimal": "1",
    "decimalZero": "01",
}  # fmt: skip
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def whole(body: str, **parts: str) -> bytes:
    """A DOCX with all the declarations that LibreOffice needs."""
    types, relations = _TYPES, ""
    for part, name in (("document.main", "document"), *((p, p) for p in parts)):
        types += f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{part}+xml"/>'
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        if name != "document":
            relations += f'<Relationship Id="r{name}" Type="{kind}/{name}" Target="{name}.xml"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    made = zipfile.ZipFile(BytesIO(docx(body + "<w:sectPr/>", **parts)))
    rest = [(name, made.read(name)) for name in made.namelist() if not name.startswith("[")]
    return package([
        ("[Content_Types].xml", f"{types}</Types>"), *rest,
        ("word/_rels/document.xml.rels", f'<Relationships xmlns="{space}">{relations}</Relationships>'),
    ])  # fmt: skip


def listed() -> bytes:
    """A list of each format, four levels deep, with restarts."""
    abstracts = nums = body = ""
    for number, format_ in enumerate(FORMATS, 1):
        levels = "".join((
            level(0, format_, "第%1章"), level(1, format_, "（%2）"), level(2, format_, "%3."),
            level(3, "decimal", "%1-%2-%3-%4"),
        ))  # fmt: skip
        abstracts += (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
            f"{levels}</w:abstractNum>"
        )
        nums += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for place in (0, 1, 1, 2, 2, 3, 1, 2, 0, 1, 2, 3, 3):
            body += paragraph("题𠮷", (number, place))
    words = "<w:r><w:t>{}</w:t></w:r>".format
    body += (
        f"<w:p>{words('原有')}<w:del w:id='2' w:author='a' w:date='2024-01-01T00:00:00Z'>"
        f"<w:r><w:delText>删除</w:delText></w:r></w:del>{words('尾')}</w:p>"
        f"<w:p>{words('正文')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>"
        f"<w:tc>{paragraph('项目')}</w:tc><w:tc>{paragraph('件数')}</w:tc></w:tr></w:tbl>"
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for id_, kind in enumerate(("separator", "continuationSeparator"))
    )
    note = (
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{words("脚注")}</w:p></w:footnote>'
    )
    return whole(body, numbering=abstracts + nums, footnotes=separators + note)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A .doc written by LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "listed.docx").write_bytes(listed())
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [str(INSTALLED), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc",
         "--outdir", str(folder), str(folder / "listed.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / "listed.doc"


@NEEDS_LIBREOFFICE
def test_a_real_file_is_read_as_the_document_it_was_made_of(real: Path) -> None:
    truth = raw_of(listed())
    found = read_doc.read(real.read_bytes(), "listed.doc")
    assert found.text == truth.text
    assert noted(found) == noted(truth)
    assert noted(found)["automatic_numbers"] == {"count": 13 * len(FORMATS)}
    for format_, first in FORMATS.items():
        assert f"第{first}章题𠮷" in found.text, format_


@NEEDS_LIBREOFFICE
def test_a_conversion_gives_the_same_text_in_the_parsing_process(
    real: Path, tmp_path: Path
) -> None:
    report_ = tmp_path / "报告.wps"
    report_.write_bytes(real.read_bytes())
    worker = Worker(libreoffice="always")
    try:
        parsed = worker.parse(report_)
        worker.use_libreoffice("never")
        own = worker.parse(report_)
    finally:
        worker.close()
    assert parsed.text == own.text
    assert "converted_by" in [note.code for note in parsed.notes]
    assert "converted_by" not in [note.code for note in own.notes]


@NEEDS_LIBREOFFICE
def test_nothing_is_loaded_from_elsewhere_during_a_conversion() -> None:
    asked: list[bytes] = []

    class Answers(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline())

    server = socketserver.TCPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_address[1]}"
        page = (
            f'<html><head><meta charset="utf-8"><link rel="stylesheet" href="{address}/a.css"></head>'
            f'<body><p>正文</p><img src="{address}/b.png"></body></html>'
        )
        assert INSTALLED is not None
        assert "正文" in raw_of(converted(INSTALLED, page.encode())).text
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []
