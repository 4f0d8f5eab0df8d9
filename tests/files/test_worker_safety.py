"""Files made to do harm, each through the parsing process: a clear reason, soon."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.errors import UnreadableFile
from app.files.worker import Worker
from files.reading_fixtures import TITLE, docx, latin_pdf, package, paragraph, text

SECONDS = 15.0
"""More than any of these takes on a slow machine, less than a hang."""

CHILD_MEMORY = 700 << 20


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    made = Worker(seconds=SECONDS, memory_bytes=CHILD_MEMORY)
    yield made
    made.close()


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def html(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


def attributes(pattern: str) -> bytes:
    return html("<p " + " ".join(pattern.format(i) for i in range(200_000)) + ">一、正文</p>")


def billion_laughs() -> bytes:
    entities = '<!ENTITY a0 "lol文字">' + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)
    )
    return docx(paragraph("<w:r><w:t>&a9;</w:t></w:r>"), prolog=f"<!DOCTYPE w [{entities}]>")


def local_file() -> bytes:
    prolog = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    return docx(paragraph("<w:r><w:t>A&x;B</w:t></w:r>"), prolog=prolog)


def many_bombs() -> bytes:
    parts = [(f"word/media/{i}.bin", bytes(40_000_000)) for i in range(14)]
    return package([*parts, ("word/document.xml", "<x/>")])


HARMFUL: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "empty.html": (lambda: b"", ("empty",)),
    "noise.txt": (lambda: noise(200_000), ("binary",)),
    "noise.html": (lambda: b"<html>" + noise(200_000), ("binary",)),
    "deep.html": (lambda: html("<div>" * 200_000 + "底下的文字"), ("read",)),
    "deep_spans.html": (lambda: html("<span>" * 100_000 + "底下的文字。"), ("read",)),
    "attributes.html": (lambda: attributes("a{}=1"), ("read",)),
    "quoted_attributes.html": (lambda: attributes('a{}=">"'), ("read",)),
    "one_text_node.html": (lambda: html("政府，" * 2_000_000), ("too_large",)),
    "brackets.html": (lambda: b"<html>" + b"<" * 4_000_000, ("read", "no_text")),
    "comments.html": (lambda: b"<html>" + b"<!--" * 2_000_000, ("no_text",)),
    "too_large.html": (lambda: html("字" * 7_200_000), ("too_large",)),
    "laughs.docx": (billion_laughs, ("suspicious",)),
    "local_file.docx": (local_file, ("suspicious",)),
    "bomb.docx": (
        lambda: package([("word/document.xml", b" " * 200_000_000)]),
        ("suspicious",),
    ),
    "many_bombs.docx": (many_bombs, ("suspicious",)),
    "deep.docx": (
        lambda: docx("<w:sdt><w:sdtContent>" * 99_999 + "</w:sdtContent></w:sdt>" * 99_999),
        ("suspicious",),
    ),
    "no_document.docx": (lambda: package([("a.txt", "x")]), ("unsupported",)),
    "cut.docx": (lambda: docx(paragraph(text()))[:900], ("truncated",)),
    "really_pdf.docx": (lambda: latin_pdf(["A report"]), ("read",)),
    "cut.pdf": (lambda: latin_pdf(["A report"])[:400], ("truncated",)),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + noise(50_000), ("truncated", "damaged")),
    "many_pages.pdf": (
        lambda: latin_pdf(["A"]).replace(b"/Count 1 ", b"/Count 999999 "),
        ("damaged", "too_large"),
    ),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_file_is_answered_for_in_time(worker: Worker, tmp_path: Path, name: str) -> None:
    make, expected = HARMFUL[name]
    path = tmp_path / name
    path.write_bytes(make())
    good = tmp_path / "好.txt"
    good.write_text(text(), encoding="utf-8")
    began = time.monotonic()
    try:
        worker.parse(path)
        reason = "read"
    except UnreadableFile as error:
        reason = error.reason
    assert reason in expected
    assert time.monotonic() - began < SECONDS
    assert worker.parse(good).metadata.title.value == TITLE


def test_nothing_of_a_local_file_leaks(worker: Worker, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(local_file())
    with pytest.raises(UnreadableFile) as caught:
        worker.parse(path)
    assert dict(caught.value.values) == {"detail": "doctype"}


def test_the_real_reports_pass_through(worker: Worker, real_reports: dict[str, Path]) -> None:
    found = list(worker.parse_many(real_reports.values()))
    assert len(found) == len(real_reports)
    for file, parsed in found:
        assert not isinstance(parsed, UnreadableFile)
        assert parsed.text == file.path.read_text(encoding="utf-8")
        assert parsed.sections
        assert [n.values for n in parsed.notes if n.code == "encoding"] == [{"name": "utf-8"}]
