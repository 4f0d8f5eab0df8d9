"""A folder of reports in the formats in which they arrive at an office."""

from __future__ import annotations

import random
from collections.abc import Sequence
from html import escape
from pathlib import Path

from corpus import reports

from app.files.reading import FORMATS
from files.reading_fixtures import INFO, METAS, docx, foot, level, links, menu, paragraph, table
from fuzz.seeds import SEEDS, chinese_pdf, packed

KINDS = frozenset(format_.kind for format_ in FORMATS)
CELLS = (("事项", "件数", "同比"), ("行政复议", "70", "3.1%"), ("行政诉讼", "12", "-2.0%"))
NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">' + level(0, "chineseCounting", "%1、") + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
COLUMNS, PAGE_LINES = 36, 28


def _page(lines: Sequence[str], rng: random.Random) -> bytes:
    """One of the usual makes of government pages, with menus, links and a foot."""
    container, template = rng.choice((
        ('<div id="zoom"><div class=TRS_Editor>{}</div></div>', '<p align="justify">{}</p>\n'),
        ('<div id="vsb_content_1001"><div class="v_news_content">{}</div></div>',
         '<p class="MsoNormal"><span lang="EN-US">&nbsp;</span><span style="font-size:16pt">{}</span></p>\n'),
        ("<table><tr><td width=900>{}</td></tr></table>", "&nbsp;&nbsp;{}<br>\n"),
        ("<div><div>{}</div></div>", "<section><section><p><span>{}</span></p></section></section>\n"),
    ))  # fmt: skip
    body = "".join(template.format(escape(line)) for line in lines[1:] if line)
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in CELLS)
    style = "<style>" + ".menu a{color:#333;padding:2px}" * 60 + "</style>"
    script = "<script>" + "var a=1;if(a<2){a++;}" * 120 + "</script>"
    source = (
        f"<!DOCTYPE html><html><head>{METAS if rng.random() < 0.5 else ''}<title>{lines[0]}</title>"
        f"{style}</head><body>{menu()}<h1>{lines[0]}</h1>{INFO}"
        f"{container.format(body + f'<table border=1>{cells}</table>')}{links(60)}{foot()}{script}</body></html>"
    )
    return source.encode("utf-8" if rng.random() < 0.7 else "gb18030")


def _word(lines: Sequence[str], rng: random.Random) -> bytes:
    del rng
    body = "".join(
        paragraph(line, (1, 0)) if len(line) < 20 else paragraph(line) for line in lines if line
    )
    return docx(body + table(CELLS), numbering=NUMBERING)


def _pdf(lines: Sequence[str], rng: random.Random) -> bytes:
    del rng
    return chinese_pdf(_rows(lines), PAGE_LINES)


def _text(lines: Sequence[str], rng: random.Random) -> bytes:
    return "\n".join(lines).encode(rng.choice(("utf-8", "gb18030", "utf-8-sig")))


def _rows(lines: Sequence[str]) -> list[str]:
    """The lines as they are broken on a printed page."""
    rows: list[str] = []
    for line in lines:
        indented = f"　　{line}"
        rows += [indented[i : i + COLUMNS] for i in range(0, len(indented), COLUMNS)]
    return rows


def _other(kind: str, lines: Sequence[str]) -> bytes:
    """A small good file of some kind, about another report."""
    if kind == "archive":
        return packed([("报告.docx", _word(lines, random.Random(0)))], stored=False)
    return SEEDS[kind](_rows(lines) if kind == "ofd" else lines)[0].data


OTHERS = ("doc", "rtf", "odt", "ofd", "epub", "mhtml", "archive")
ENDINGS = {"mhtml": "mht", "archive": "zip", "markdown": "md"}


def mixed(count: int, folder: Path) -> dict[str, int]:
    """Write `count` reports: 60 % HTML, 15 % DOCX, 10 % PDF, 10 % TXT, 5 % of what else is read.

    Returns:
        How many of each ending there are.
    """
    others = [kind for kind in OTHERS if kind in KINDS] or ["text"]
    made: dict[str, int] = {}
    for number, (name, text) in enumerate(reports(count)):
        rng = random.Random(number)
        lines = text.split("\n")
        match number % 20:
            case n if n < 12:
                ending, data = "html", _page(lines, rng)
            case n if n < 15:
                ending, data = "docx", _word(lines, rng)
            case n if n < 17:
                ending, data = "pdf", _pdf(lines, rng)
            case n if n < 19:
                ending, data = "txt", _text(lines, rng)
            case _:
                kind = others[number // 20 % len(others)]
                ending, data = (
                    ENDINGS.get(kind, kind),
                    _other(kind, [line for line in lines if line]),
                )
        made[ending] = made.get(ending, 0) + 1
        (folder / name).with_suffix(f".{ending}").write_bytes(data)
    return made
