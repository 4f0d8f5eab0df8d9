"""The notices: whose work ships, under which licences, in Chinese and English at once.

One text for everybody who gets the program: printed by `piyue --licences`, and lying
in the folder of licences of every bundle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.domain.notices import Shipped
from app.workspace.notices import prose_of, relinking

GROUPS: dict[str, tuple[str, str]] = {
    "piyue": ("本程序", "This program"),
    "qt": ("Qt 及其各部分", "Qt and its parts"),
    "python": ("Python 和 SQLite", "Python and SQLite"),
    "libraries": ("Python 程序库", "Python libraries"),
    "xml": ("lxml 及其各部分", "lxml and its parts"),
    "pdf": ("PDFium 及其各部分", "PDFium and its parts"),
    "system": ("随 Linux、Windows 版附带的系统库", "Libraries of the system that ship along"),
    "packing": ("组成可执行程序的部分", "What makes an executable of it"),
}
"""In the order of the text."""

WIDTH = 118
LABEL = 22


def notices_text(shipped: Sequence[Shipped], place: Path) -> str:
    """The whole text.

    Args:
        place: the folder of licences, for our own words.
    """
    lines = ["批阅 第三方软件声明", "Piyue: notices for third-party software", "=" * WIDTH, ""]
    for language in ("zh", "en"):
        lines += [prose_of(place, "introduction", language)]
    lines += [_rule("替换 Qt", "Replacing Qt"), ""]
    for language in ("zh", "en"):
        lines += [relinking(shipped, place, language)]
    for group, names in GROUPS.items():
        members = [entry for entry in shipped if entry.component.group == group]
        if members:
            lines += [_rule(*names), ""]
            for entry in members:
                lines += [*_entry(entry), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _rule(chinese: str, english: str) -> str:
    return f"{'─' * WIDTH}\n{chinese}  {english}\n{'─' * WIDTH}"


def _entry(entry: Shipped) -> Iterator[str]:
    component = entry.component
    yield entry.full_name + (f"  （含在 {entry.inside} 里 / inside it）" if entry.inside else "")
    for label, value in (
        ("许可证 licence", component.licence),
        ("版权 copyright", component.copyright),
        ("用途 used for", f"{component.use} / {component.use_en}"),
        ("网址 home", component.home),
        ("源代码 source", entry.source),
        ("全文 texts", " ".join(f"texts/{name}.txt" for name in component.texts)),
    ):
        if value:
            # A Chinese character is as wide as two others.
            wide = sum(2 if ord(char) > 0x2E7F else 1 for char in label)
            yield f"  {label}{' ' * (LABEL - wide)}{value}"
