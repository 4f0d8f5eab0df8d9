"""The comments of a Word document: threads, times, and which of them are settled.

Word keeps them in five parts: comments.xml has every comment and reply with its text;
commentsExtended.xml says by the ids of their last paragraphs which answers which and what
is settled; commentsIds.xml gives each a lasting number, commentsExtensible.xml its moment
in UTC (that of comments.xml is of no zone), people.xml who they are.

Source: ECMA-376 part 1, 17.13.4 (comments); [MS-DOCX] 2.5.1 (commentEx), 2.5.3
(people), 2.5.4 (commentId), 2.5.5 (commentExtensible).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

from app.domain.discussion import Reply
from app.domain.reviewer import Reviewer
from app.domain.rows import AnnotationRow
from app.files.docx_styles import HEAD, W
from app.files.export import readable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_OFFICE = "http://schemas.microsoft.com/office"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = f"{_OFFICE}/word/2010/wordml"
W15 = f"{_OFFICE}/word/2012/wordml"
W16CID = f"{_OFFICE}/word/2016/wordml/cid"
W16CEX = f"{_OFFICE}/word/2018/wordml/cex"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATIONS = f"{_OFFICE}/{{}}/relationships/{{}}"
_PARTS = (
    ("commentsExtended", "2011"),
    ("commentsIds", "2016/09"),
    ("commentsExtensible", "2018/08"),
    ("people", "2011"),
)
"""Names of the parts beside comments.xml, and since when their relations are."""
_FIRST_PARAGRAPH = 0x10000000
"""Ids of paragraphs lie below 0x80000000."""
_HIGHEST = 0x7FFFFFFE
"""So do lasting numbers, and the last of them means none."""

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
    name = _author(note)
    moment = local(_moment(note)).isoformat()
    reference = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    texts = "".join(
        f"<w:p{_id_of(number) if k == len(lines) - 1 else ''}>"
        '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
        f"{reference if k == 0 else ''}{run(line, '')}</w:p>"
        for k, line in enumerate(lines)
    )
    return (
        f'<w:comment w:id="{number}" w:author="{escape(name)}" w:date="{moment}" '
        f'w:initials="{escape(initials(name))}">{texts}</w:comment>'
    )


def _id_of(number: int) -> str:
    return f' w14:paraId="{_FIRST_PARAGRAPH + number:08X}"'


def extend(document: WordDocument, notes: Sequence[Note]) -> None:
    """Say beside the comments what comments.xml has no room for; nothing without comments."""
    if not notes:
        return
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = document.part.package
    assert package is not None
    lasting = _lasting_numbers(notes)
    made = (
        _root("w15", "commentsEx", W15, map(_extended, range(len(notes)), notes)),
        _root("w16cid", "commentsIds", W16CID, map(_identified, range(len(notes)), lasting)),
        _root("w16cex", "commentsExtensible", W16CEX, map(_dated, notes, lasting)),
        _root("w15", "people", W15, map(_person, dict.fromkeys(map(_author, notes)))),
    )
    for (name, since), xml in zip(_PARTS, made, strict=True):
        uri = PackURI(f"/word/{name}.xml")
        part = Part(uri, _TYPE.format(name), xml.encode(), package)
        document.part.relate_to(part, _RELATIONS.format(since, name))


def _root(prefix: str, name: str, space: str, elements: Iterable[str]) -> str:
    spaces = f'xmlns:{prefix}="{space}" xmlns:mc="{MC}" mc:Ignorable="{prefix}"'
    return f"{HEAD}<{prefix}:{name} {spaces}>{''.join(elements)}</{prefix}:{name}>"


def _extended(number: int, note: Note) -> str:
    own = f'w15:paraId="{_FIRST_PARAGRAPH + number:08X}"'
    parent = (
        f' w15:paraIdParent="{_FIRST_PARAGRAPH + note.answers:08X}"'
        if note.answers is not None
        else ""
    )
    done = int(note.row.annotation.resolved)
    return f'<w15:commentEx {own}{parent} w15:done="{done}"/>'


def _identified(number: int, lasting: int) -> str:
    own = f'w16cid:paraId="{_FIRST_PARAGRAPH + number:08X}"'
    return f'<w16cid:commentId {own} w16cid:durableId="{lasting:08X}"/>'


def _dated(note: Note, lasting: int) -> str:
    moment = _moment(note).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f'<w16cex:commentExtensible w16cex:durableId="{lasting:08X}" w16cex:dateUtc="{moment}"/>'


def _person(name: str) -> str:
    who = escape(name)
    return (
        f'<w15:person w15:author="{who}">'
        f'<w15:presenceInfo w15:providerId="None" w15:userId="{who}"/></w15:person>'
    )


def _lasting_numbers(notes: Sequence[Note]) -> list[int]:
    """A number for each that is its own and stays the same in every document."""
    taken: set[int] = set()
    numbers: list[int] = []
    for note in notes:
        id_ = note.reply[0].id if note.reply else note.row.annotation.id
        number = 1 + id_.int % (_HIGHEST - 1)
        while number in taken:
            number = 1 + number % (_HIGHEST - 1)
        taken.add(number)
        numbers.append(number)
    return numbers


def _author(note: Note) -> str:
    return readable((note.reply[1] if note.reply else note.row.reviewer).name)


def _moment(note: Note) -> datetime:
    return note.reply[0].edited if note.reply else note.row.annotation.edited


def initials(name: str) -> str:
    """First letters of a name in Latin letters; a Chinese name is short enough as it is."""
    if name.isascii():
        return "".join(part[0] for part in name.split()).upper()
    return name.strip()[:4]
