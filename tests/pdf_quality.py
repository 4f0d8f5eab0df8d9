"""How many paragraphs of a report come back out of a PDF as exactly one line each.

The PDF files are made here from texts whose paragraphs are known, by the programs that
offices print with, as far as they are installed: LibreOffice, Chromium and Qt.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from app.files.reading import read_raw

SECONDS = 120
RUNNING_HEAD = "法治政府建设年度报告汇编"


def has_chinese_font() -> bool:
    """Whether the fonts are there that the producers are told to use."""
    from PySide6.QtGui import QFontDatabase

    return {"Noto Sans CJK SC", "Noto Serif CJK SC"} <= set(QFontDatabase.families())


@dataclass(frozen=True, slots=True)
class Gold:
    """One report as it was written: its paragraphs, the title first."""

    name: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a report is set.

    Attributes:
        columns: 1 or 2.
        running: with a running head and page numbers.
        indent: `first` the first line by a style, `blanks` by two full-width blanks,
            `none` with space between paragraphs instead.
        justified: lines are filled to the right margin.
    """

    columns: int = 1
    running: bool = False
    indent: str = "first"
    justified: bool = True

    @property
    def name(self) -> str:
        words = [f"{self.columns} column" + "s" * (self.columns > 1), self.indent]
        words += ["justified" if self.justified else "ragged"]
        return ", ".join(words + ["running heads"] * self.running)


SETTINGS = (
    Setting(),
    Setting(running=True),
    Setting(columns=2),
    Setting(columns=2, running=True),
    Setting(running=True, indent="blanks", justified=False),
    Setting(running=True, indent="none"),
)


@dataclass(frozen=True, slots=True)
class Score:
    """Of one file: gold paragraphs, those that are one line, and those found at all."""

    name: str
    paragraphs: int
    whole: int
    found: int
    missed: tuple[str, ...] = ()


def score(gold: Gold, pdf: bytes) -> Score:
    """Compare what is read out of a PDF with what was put in; blanks do not count."""
    raw = read_raw(pdf, f"{gold.name}.pdf")[1]
    lines: list[str] = []
    position = 0
    for line in raw.text.split("\n"):
        if not any(span.start <= position < span.end for span in raw.furniture_hints):
            lines.append("".join(line.split()))
        position += len(line) + 1
    wanted = ["".join(paragraph.split()) for paragraph in gold.paragraphs]
    whole, together = set(lines), "".join(lines)
    missed = tuple(one for one in wanted if one not in whole)
    return Score(
        gold.name,
        len(wanted),
        len(wanted) - len(missed),
        sum(w in together for w in wanted),
        missed,
    )


# --- producers -------------------------------------------------------------------------


def office_pdfs(reports: Sequence[tuple[Gold, Setting]]) -> list[bytes]:
    """Word files set by LibreOffice, all in one run of it."""
    with tempfile.TemporaryDirectory() as folder:
        names: list[str] = []
        for number, (gold, setting) in enumerate(reports):
            names.append(f"{folder}/{number}.docx")
            Path(names[-1]).write_bytes(word_file(gold, setting))
        profile = Path(folder, "profile").as_uri()
        command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to"]
        _run([*command, "pdf", "--outdir", folder, *names], SECONDS + 10 * len(names))
        return [Path(name).with_suffix(".pdf").read_bytes() for name in names]


def word_file(gold: Gold, setting: Setting) -> bytes:
    """A Word file as offices set reports: 三号 type, two characters of indent."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    style = document.styles["Normal"]
    size = 16 if setting.columns == 1 else 10.5
    style.font.size = Pt(size)
    style.font.name = "Noto Serif CJK SC"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595), Pt(842)
    if setting.columns > 1:
        columns = section._sectPr.find(qn("w:cols"))
        columns.set(qn("w:num"), str(setting.columns))
        columns.set(qn("w:space"), "425")
    if setting.running:
        section.header.paragraphs[0].text = RUNNING_HEAD
        _add_page_number(section.footer.paragraphs[0])
    for number, text in enumerate(gold.paragraphs):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(8 if setting.indent == "none" else 0)
        if number == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(text).bold = True
            continue
        if setting.justified:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if setting.indent == "first":
            paragraph.paragraph_format.first_line_indent = Pt(2 * size)
        paragraph.add_run(("　　" if setting.indent == "blanks" else "") + text)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _add_page_number(paragraph: object) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run("— ")  # type: ignore[attr-defined]  # python-docx's own paragraph
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)
    paragraph.add_run(" —")  # type: ignore[attr-defined]


def browser_pdfs(reports: Sequence[tuple[Gold, Setting]]) -> list[bytes]:
    """Web pages printed by Chromium."""
    return [_browser_pdf(gold, setting) for gold, setting in reports]


def _browser_pdf(gold: Gold, setting: Setting) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(web_page(gold, setting), "utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu"]
        command += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={folder}/page.pdf"]
        command += [] if setting.running else ["--no-pdf-header-footer"]
        _run([*command, page.as_uri()], SECONDS)
        return Path(folder, "page.pdf").read_bytes()


def web_page(gold: Gold, setting: Setting) -> str:
    indent = "text-indent: 2em; margin: 0" if setting.indent == "first" else "margin: 0"
    if setting.indent == "none":
        indent = "margin: 0 0 10px"
    if setting.justified:
        indent += "; text-align: justify"
    blanks = "　　" if setting.indent == "blanks" else ""
    body = "".join(f"<p>{blanks}{escape(text)}</p>" for text in gold.paragraphs[1:])
    size = 20 if setting.columns == 1 else 14
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{RUNNING_HEAD}</title><style>'
        f"body {{ font: {size}px/1.8 'Noto Sans CJK SC'; columns: {setting.columns} }} "
        f"h1 {{ font-size: 1.4em; text-align: center; column-span: all }} p {{ {indent} }}</style>"
        f"</head><body><h1>{escape(gold.paragraphs[0])}</h1>{body}</body></html>"
    )


def qt_pdfs(reports: Sequence[tuple[Gold, Setting]]) -> list[bytes]:
    """Text documents set by Qt; two columns are two narrow pages on one sheet."""
    return [_qt_pdf(gold, setting) for gold, setting in reports]


def _qt_pdf(gold: Gold, setting: Setting) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
    from PySide6.QtGui import (
        QFont,
        QPageSize,
        QPainter,
        QPdfWriter,
        QTextBlockFormat,
        QTextCharFormat,
        QTextCursor,
        QTextDocument,
    )

    width, height, left, top, gap = 794.0, 1123.0, 70.0, 80.0, 36.0
    column = (width - 2 * left - gap * (setting.columns - 1)) / setting.columns
    font = QFont("Noto Sans CJK SC")
    font.setPixelSize(20 if setting.columns == 1 else 14)
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    document.setPageSize(QSizeF(column, height - 2 * top))
    cursor = QTextCursor(document)
    for number, text in enumerate(gold.paragraphs):
        block = QTextBlockFormat()
        block.setLineHeight(170, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        character = QTextCharFormat()
        character.setFont(font)
        if number == 0:
            block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        else:
            if setting.justified:
                block.setAlignment(Qt.AlignmentFlag.AlignJustify)
            if setting.indent == "first":
                block.setTextIndent(2 * font.pixelSize())
            if setting.indent == "none":
                block.setBottomMargin(10)
            cursor.insertBlock()
        cursor.setBlockFormat(block)
        blanks = "　　" if number and setting.indent == "blanks" else ""
        cursor.insertText(blanks + text, character)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(96 * 12)
    painter = QPainter(writer)
    painter.scale(12, 12)
    painter.setFont(font)
    inner = height - 2 * top
    for part in range(document.pageCount()):
        place = part % setting.columns
        if part and not place:
            writer.newPage()
        if setting.running and not place:
            sheet = part // setting.columns + 1
            painter.drawText(int(left), 50, RUNNING_HEAD)
            foot = QRectF(0, height - 50, width, 40)
            painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, f"— {sheet} —")
        painter.save()
        painter.translate(left + place * (column + gap), top - part * inner)
        document.drawContents(painter, QRectF(0, part * inner, column, inner))
        painter.restore()
    painter.end()
    return bytes(buffer.data().data())


def own_pdfs(reports: Sequence[tuple[Gold, Setting]]) -> list[bytes]:
    """Reports as this program prints them; it has one column and always a running head."""
    return [_own_pdf(gold) for gold, setting in reports]


def _own_pdf(gold: Gold) -> bytes:
    from datetime import UTC, datetime
    from uuid import uuid4

    from app.domain.report import Report
    from app.files.pdf_markup import About
    from app.text.canonical import canonical
    from app.text.understand import understand
    from app.ui.printing.paper import PrintedReport
    from app.ui.printing.sheet import Notes, Options
    from app.ui.printing.write_pdf import pdf_of
    from app.ui.reader.content import PaneContent
    from app.workspace.labels import LABELS

    text, _ = canonical("\n".join(gold.paragraphs))
    parsed = understand(text, file_name=gold.name, file_sha256="", media_type="text/plain")
    report = Report(
        uuid4(), parsed.metadata, parsed.text_sha256, len(text), len(parsed.sections), gold.name,
        "text/plain", datetime.now(UTC),
    )  # fmt: skip
    content = PaneContent(report, text, parsed.sections, (), parsed.body, RUNNING_HEAD)
    printed = PrintedReport(content, (), Options(Notes.NONE), LABELS["zh"])
    return pdf_of(printed, About(gold.name, "", report.imported))


@dataclass(frozen=True, slots=True)
class Producer:
    """A program that makes PDF files.

    Attributes:
        program: what must be installed; empty when the project brings it.
    """

    name: str
    program: str
    make: Callable[[Sequence[tuple[Gold, Setting]]], list[bytes]]
    settings: tuple[Setting, ...] = SETTINGS

    @property
    def is_installed(self) -> bool:
        return not self.program or shutil.which(self.program) is not None


PRODUCERS = (
    Producer("LibreOffice", "soffice", office_pdfs),
    Producer("Chromium", "chromium", browser_pdfs),
    Producer("Qt", "", qt_pdfs),
    Producer("Piyue", "", own_pdfs, (Setting(running=True),)),
)


def _run(command: Sequence[str], seconds: float) -> None:
    """Run a program in a group of its own, which ends with it or with its time."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(seconds)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


# --- texts -----------------------------------------------------------------------------


def gold_of(path: Path) -> Gold:
    """The body of a report in a format that is read line by line."""
    from app.files.reading import read_report

    parsed = read_report(path)
    hidden = parsed.furniture
    paragraphs: list[str] = []
    position = 0
    for line in parsed.text.split("\n"):
        shown = line.strip(" \t\u3000\xa0\u2002")
        if shown and "\t" not in shown and not any(s.start <= position < s.end for s in hidden):
            paragraphs.append(shown)
        position += len(line) + 1
    return Gold(path.name, tuple(paragraphs))


def sample_golds() -> list[Gold]:
    from app.paths import resource

    return [
        gold_of(path)
        for path in sorted(resource("samples").iterdir())
        if path.suffix in (".txt", ".html", ".docx")
    ]


def real_golds() -> list[Gold]:
    """The real reports, where they lie beside the project."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "reports"
    return [gold_of(path) for path in sorted(folder.glob("*.txt"))]


def measured(
    producer: Producer, golds: Sequence[Gold], settings: Sequence[Setting]
) -> Iterator[tuple[Setting, list[Score], list[bytes]]]:
    """The scores of each setting, file by file."""
    pairs = [(gold, setting) for setting in settings for gold in golds]
    files = producer.make(pairs)
    for start, setting in zip(range(0, len(pairs), len(golds)), settings, strict=True):
        part = files[start : start + len(golds)]
        yield setting, [score(g, f) for g, f in zip(golds, part, strict=True)], part
