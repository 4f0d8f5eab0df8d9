"""The comments of a Word document: threads, and which of them are settled.

Word keeps a thread in two parts: every comment and reply stands in comments.xml, and
commentsExtended.xml says by the ids of their last paragraphs which answers which.

Source: ECMA-376 part 1, 17.13.4 (comments); [MS-DOCX] 2.5.1.1 (commentEx).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from app.domain.discussion import Reply
from app.domain.reviewer import Reviewer
from app.domain.rows import AnnotationRow
from app.files.docx_styles import HEAD, W
from app.files.export import readable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
EXTENDED_TYPE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
)
EXTENDED_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_FIRST_PARAGRAPH = 0x10000000
"""Ids of paragraphs lie below 0x80000000."""

Run = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Note:
    """One comment of the document: an annotation, or a reply to one.

    Attributes:
        is_found: whether the passage stands in the text.
        reply: with who wrote it; None for the annotation itself.
        answers: number of the comment it replies to.
    """

    row: AnnotationRow
    is_found: bool
    reply: tuple[Reply, Reviewer] | None = None
    answers: int | None = None


def notes_of(row: AnnotationRow, first: int, *, is_found: bool) -> list[Note]:
    """An annotation and its thread, numbered from `first`."""
    replies = [Note(row, is_found, reply, first) for reply in row.replies]
    return [Note(row, is_found), *replies]


def starts(numbers: range) -> str:
    return "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in numbers)


def ends(numbers: range) -> str:
    return "".join(
        f'<w:commentRangeEnd w:id="{n}"/>'
        '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
        f'<w:commentReference w:id="{n}"/></w:r>'
        for n in numbers
    )


def comments(
    notes: Sequence[Note],
    lines_of: Callable[[Note], Sequence[str]],
    local: Callable[[datetime], datetime],
    run: Run,
) -> str:
    """comments.xml.

    Args:
        lines_of: the paragraphs of a note, at least one.
        local: a moment as the clock on the wall shows it: Word shows times as they stand.
    """
    inner = "".join(_comment(n, note, lines_of(note), local, run) for n, note in enumerate(notes))
    spaces = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:mc="{MC}" mc:Ignorable="w14"'
    return f"{HEAD}<w:comments {spaces}>{inner}</w:comments>"


def _comment(
    number: int,
    note: Note,
    lines: Sequence[str],
    local: Callable[[datetime], datetime],
    run: Run,
) -> str:
    reply, who = note.reply or (None, note.row.reviewer)
    name = readable(who.name)
    moment = local(reply.edited if reply else note.row.annotation.edited).isoformat()
    reference = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    texts = "".join(
        f"<w:p{_id_of(number) if k == len(lines) - 1 else ''}>"
        '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
        f"{reference if k == 0 else ''}{run(line, '')}</w:p>"
        for k, line in enumerate(lines)
    )
    return (
        f'<w:comment w:id="{number}" w:author={quoteattr(name)} w:date="{moment}" '
        f"w:initials={quoteattr(initials(name))}>{texts}</w:comment>"
    )


def _id_of(number: int) -> str:
    return f' w14:paraId="{_FIRST_PARAGRAPH + number:08X}"'


def extend(document: WordDocument, notes: Sequence[Note]) -> None:
    """Say which comment answers which, and which are settled; nothing when none is either."""
    if not any(note.reply or note.row.annotation.resolved for note in notes):
        return
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    inner = "".join(_extended(number, note) for number, note in enumerate(notes))
    spaces = f'xmlns:w15="{W15}" xmlns:mc="{MC}" mc:Ignorable="w15"'
    blob = f"{HEAD}<w15:commentsEx {spaces}>{inner}</w15:commentsEx>".encode()
    package = document.part.package
    assert package is not None
    part = Part(PackURI("/word/commentsExtended.xml"), EXTENDED_TYPE, blob, package)
    document.part.relate_to(part, EXTENDED_RELATION)


def _extended(number: int, note: Note) -> str:
    own = f'w15:paraId="{_FIRST_PARAGRAPH + number:08X}"'
    parent = (
        f' w15:paraIdParent="{_FIRST_PARAGRAPH + note.answers:08X}"'
        if note.answers is not None
        else ""
    )
    done = int(note.row.annotation.resolved)
    return f'<w15:commentEx {own}{parent} w15:done="{done}"/>'


def initials(name: str) -> str:
    """First letters of a name in Latin letters; a Chinese name is short enough as it is."""
    if name.isascii():
        return "".join(part[0] for part in name.split()).upper()
    return name.strip()[:4]
