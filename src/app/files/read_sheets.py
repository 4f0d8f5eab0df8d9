"""From the pages of a file to its text: judged, recognised pages put in, paragraphs joined.

What PDF and OFD have in common once their lines are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files.pdf_glyphs import is_unreadable
from app.files.raw import Raw, joined
from app.files.recognising import note_of
from app.files.sheet_join import paragraphs
from app.files.sheets import Sheet
from app.files.tesseract import Recognised

_UNREADABLE_SHARE = 0.1
_RUNS_NAMED = 20
_SCANNED_CHARACTERS = 20
"""Fewer characters per page than this, beside images, are a stamp or a page number."""


def raw_of_sheets(
    pages: Sequence[Sheet],
    file_name: str,
    recognised: Mapping[int, Recognised | None] | None = None,
    hints: Mapping[str, str] | None = None,
) -> Raw:
    """The text of pages in reading order.

    Args:
        pages: in order.
        file_name: for the error.
        recognised: what recognition made of picture pages, by page from 0; None when it
            was not asked for.
        hints: what the file says of itself; see Raw.

    Raises:
        UnreadableFile: `scanned`, `garbled_fonts` or `no_text`.
    """
    _refuse_garbled(pages, file_name)
    whole = list(pages)
    for number, page in (recognised or {}).items():
        if page is not None and 0 <= number < len(whole):
            whole[number] = page.sheet
    characters = sum(page.characters for page in whole)
    pictures = [number for number, page in enumerate(whole, 1) if page.has_image]
    few = characters < _SCANNED_CHARACTERS * len(pages) or len(pictures) == len(pages)
    if recognised is None and pictures and few:
        raise UnreadableFile(file_name, "scanned", pages=len(pages))
    if not characters:
        raise UnreadableFile(file_name, "no_text")
    notes: list[Note] = []
    if guessed := note_of(recognised or {}):
        notes.append(guessed)
    if pictures:
        notes.append(Note("mixed_scan", {"pages": len(pictures), "numbers": _ranges(pictures)}))
    text, furniture = joined(paragraphs(whole))
    if unknown := text.count("\ufffd"):
        notes.append(Note("replaced", {"count": unknown}))
    return Raw(text, hints=hints or {}, furniture_hints=furniture, notes=tuple(notes))


def _refuse_garbled(pages: Iterable[Sheet], file_name: str) -> None:
    """Refuse text that would come out as nonsense."""
    characters = unreadable = 0
    for page in pages:
        for line in page.lines:
            characters += len(line.text)
            unreadable += sum(is_unreadable(character) for character in line.text)
    if unreadable > _UNREADABLE_SHARE * characters:
        raise UnreadableFile(file_name, "garbled_fonts")


def _ranges(numbers: Sequence[int]) -> str:
    """`3,7-9` for 3, 7, 8 and 9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = ",".join(f"{a}-{b}" if b > a else str(a) for a, b in runs[:_RUNS_NAMED])
    return shown + "…" * (len(runs) > _RUNS_NAMED)
