"""Two wordings with what differs between them marked, as rich text."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

from app.ui.theme import Look

MOST = 1200
"""Characters shown of a passage; a longer one keeps its beginning and its end."""


def shortened(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST // 2]}\n……\n{text[-MOST // 2 :]}"


def compared(old: str, new: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both wordings as pieces, each with whether it differs from the other wording."""
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        differs = kind != "equal"
        if b > a:
            left.append((old[a:b], differs))
        if d > c:
            right.append((new[c:d], differs))
    return left, right


def rich(
    look: Look, before: str, pieces: list[tuple[str, bool]], after: str, *, is_old: bool
) -> str:
    """The surroundings in grey, the passage black; what differs struck out or underlined, bold."""
    way = "line-through" if is_old else "underline"
    inner = "".join(
        f'<b style="text-decoration:{way};background:{look.hit.name()}">{_lines(words)}</b>'
        if differs
        else _lines(words)
        for words, differs in pieces
    )
    grey = look.text3.name()
    return (
        f'<p style="line-height:150%"><span style="color:{grey}">{_lines(before)}</span>{inner}'
        f'<span style="color:{grey}">{_lines(after)}</span></p>'
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
