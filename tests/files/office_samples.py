"""One Word document with everything a reader meets, and LibreOffice to save it as something else."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_W = nsdecls("w")
_FORMATS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircleChinese", "%4"),
)


def numbered_docx() -> bytes:
    """A document whose headings Word numbers itself: 一、（一）1. ①, a table, a rare character."""
    document = python_docx.Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{label}"/></w:lvl>'
        for place, (format_, label) in enumerate(_FORMATS)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {_W} w:abstractNumId="90">{levels}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {_W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))

    def put(text: str, level: int | None = None) -> None:
        paragraph = document.add_paragraph(text)
        if level is not None:
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {_W}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
            )

    put("云岭区2023年度法治政府建设情况报告")
    put("主要举措", 0)
    put("放管服改革", 1)
    put("办理许可3,412件。", 2)
    put("𠮷祥街道“mixed 中English”——办结。", 2)
    put("网上办理。", 3)
    put("窗口办理。", 3)
    put("行政复议", 1)
    put("审结63件。", 2)
    table = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("指标", "数量", "许可", "3,412"),
        strict=True,
    ):
        cell.text = text
    put("存在的不足", 0)
    put("执法不严", 1)
    put("2024年2月10日")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


NUMBERED_LINES = [
    "云岭区2023年度法治政府建设情况报告", "一、主要举措", "（一）放管服改革", "1.办理许可3,412件。",
    "2.𠮷祥街道“mixed 中English”——办结。", "①网上办理。", "②窗口办理。", "（二）行政复议",
    "1.审结63件。", "指标\t数量", "许可\t3,412", "二、存在的不足", "（一）执法不严", "2024年2月10日",
]  # fmt: skip


def scattered_docx(seed: int = 3) -> bytes:
    """Items of two lists in any order of levels, paragraphs between; numbers start anywhere."""
    rng = random.Random(seed)
    document = python_docx.Document()
    numbering = document.part.numbering_part.element
    for name in (90, 91):
        levels = "".join(
            f'<w:lvl w:ilvl="{place}"><w:start w:val="{rng.choice((1, 1, 3))}"/>'
            f'<w:numFmt w:val="{format_}"/><w:suff w:val="nothing"/><w:lvlText w:val="{label}"/></w:lvl>'
            for place, (format_, label) in enumerate(_FORMATS)
        )
        numbering.insert(
            0, parse_xml(f'<w:abstractNum {_W} w:abstractNumId="{name}">{levels}</w:abstractNum>')
        )
    for name in (90, 91):
        use = f'<w:num {_W} w:numId="{name}"><w:abstractNumId w:val="{name}"/></w:num>'
        numbering.append(parse_xml(use))
    for number in range(150):
        paragraph = document.add_paragraph(f"题{number}")
        if rng.random() < 0.75:
            place = f'<w:ilvl w:val="{rng.choice((0, 1, 1, 2, 2, 3))}"/>'
            use = f'<w:numId w:val="{rng.choice((90, 90, 90, 91))}"/>'
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {_W}>{place}{use}</w:numPr>"))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def saved_by_libreoffice(
    documents: Mapping[str, bytes], endings: tuple[str, ...], folder: Path
) -> dict[tuple[str, str], bytes]:
    """Word documents as LibreOffice saves them; the test is skipped where there is none.

    Returns:
        The files by name and ending.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    sources: list[Path] = []
    for name, data in documents.items():
        sources.append(folder / f"{name}.docx")
        sources[-1].write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    found: dict[tuple[str, str], bytes] = {}
    for ending in endings:
        subprocess.run(
            [program, "--headless", profile, "--convert-to", ending, "--outdir", folder, *sources],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        for name in documents:
            found[name, ending] = (folder / f"{name}.{ending}").read_bytes()
    return found
