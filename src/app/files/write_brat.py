"""Reports with their annotations for brat: text, standoff, and the two configurations.

A ZIP that is unpacked into brat's data folder. Positions are code points. A passage
over several lines becomes one of several fragments, because the reference text of a
fragment stands in one line. Names of types are plain ASCII; what people call the tags
stands in visual.conf.

Source: nlplab/brat, server/src/annotation.py (how lines are read: with the line breaks
of str.splitlines; fragments joined by one space) and server/src/projectconfig.py (types
match `^[a-zA-Z0-9_-]*$`, labels are separated by `|`, depth is the number of blanks).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO
from uuid import UUID

from app.domain.anchor import AnchorState, Span
from app.domain.annotation import Scope
from app.domain.link import LinkKind
from app.domain.rows import AnnotationRow, LinkRow
from app.domain.tag import Tag
from app.files.export import FILLS, UNTAGGED, Export, ReportPage, Tell, Words, link_line
from app.files.export import links_by_end as by_end
from app.files.file_names import file_name
from app.files.packing import entry

HIGHLIGHT = "Highlight"
"""Type of a passage without tags."""

_RESERVED = {"any", "entity", "relation", "event", "none", "rel-type", "separator"}
_BREAKS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
"""What ends a line for the program that reads the file."""


def write_brat(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """A text and an annotation file per report, with the tags as types."""
    names = type_names([tag for tag, _, _ in export.tags])
    taken: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(entry("annotation.conf"), _annotation_conf(export.tags, names))
        package.writestr(entry("visual.conf"), _visual_conf(export.tags, names, words))
        links = by_end(export.links)
        for done, page in enumerate(export.pages, 1):
            stem = file_name(page.report.title, "", taken)
            package.writestr(entry(f"{stem}.txt"), page.text)
            lines = _Standoff(export, page, names, links, words).lines()
            package.writestr(entry(f"{stem}.ann"), "".join(f"{line}\n" for line in lines))
            tell(done, len(export.pages), page.report.title)


def type_names(tags: Sequence[Tag]) -> dict[UUID, str]:
    """A name for each tag that brat takes: its code or English name, else made of its id."""
    taken = {HIGHLIGHT.casefold(), *_RESERVED, *(kind.value for kind in LinkKind)}
    names: dict[UUID, str] = {}
    for tag in tags:
        own = (_plain(tag.code), _plain(tag.english), f"Tag_{tag.id.hex[:8]}")
        name = next((n for n in own if n and n.casefold() not in taken), f"Tag_{tag.id.hex}")
        taken.add(name.casefold())
        names[tag.id] = name
    return names


def _plain(name: str) -> str:
    """The name when its letters can all stay; empty otherwise."""
    joined = "_".join(name.split())
    is_fit = re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", joined)
    return joined if is_fit else ""


# --- configuration -----------------------------------------------------------------


def _annotation_conf(tags: Sequence[tuple[Tag, str, int]], names: Mapping[UUID, str]) -> str:
    depths: dict[UUID, int] = {}
    lines = ["[entities]", HIGHLIGHT]
    for tag, _, _ in tags:
        depths[tag.id] = depths.get(tag.parent, -1) + 1 if tag.parent else 0
        lines.append("\t" * depths[tag.id] + names[tag.id])
    lines += ["", "[relations]"]
    lines += [f"{kind.value}\tArg1:<ENTITY>, Arg2:<ENTITY>" for kind in LinkKind]
    lines += ["", "[events]", "", "[attributes]", "resolved\tArg:<ENTITY>"]
    lines += ["state\tArg:<ENTITY>, Value:to_confirm", "scope\tArg:<ENTITY>, Value:section", ""]
    return "\n".join(lines)


def _visual_conf(
    tags: Sequence[tuple[Tag, str, int]], names: Mapping[UUID, str], words: Words
) -> str:
    lines = ["[labels]", f"{HIGHLIGHT} | {_label(words['untagged'])}"]
    for tag, _, _ in tags:
        shown = [_label(tag.name), *([_label(tag.short_name)] if tag.short_name else [])]
        lines.append(" | ".join([names[tag.id], *shown]))
    lines += [f"{kind.value} | {_label(words[f'link_{kind.value}'])}" for kind in LinkKind]
    lines += [f"resolved | {_label(words['resolved'])}", f"state | {_label(words['state'])}"]
    lines += [f"scope | {_label(words['section'])}", "", "[drawing]"]
    lines.append("SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken")
    lines.append("ARC_DEFAULT\tcolor:black, arrowHead:triangle-5")
    lines.append(f"{HIGHLIGHT}\tbgColor:#{FILLS[UNTAGGED][0]}")
    for tag, _, _ in tags:
        lines.append(f"{names[tag.id]}\tbgColor:#{FILLS.get(tag.colour, FILLS[UNTAGGED])[0]}")
    return "\n".join([*lines, ""])


def _label(text: str) -> str:
    return _one_line(text).replace("|", "/").strip() or "-"


def _one_line(text: str) -> str:
    """The text in one line, and in one column of it."""
    return _BREAKS.sub(" ", text).replace("\t", " ")


# --- standoff ----------------------------------------------------------------------


class _Standoff:
    """The lines of one annotation file."""

    def __init__(
        self,
        export: Export,
        page: ReportPage,
        names: Mapping[UUID, str],
        links: Mapping[UUID, list[LinkRow]],
        words: Words,
    ) -> None:
        self._export, self._page, self._names = export, page, names
        self._links, self._words = links, words
        self._first: dict[UUID, str] = {}
        """The first mark of each annotation."""
        self._counts = {"T": 0, "A": 0, "#": 0, "R": 0}

    def lines(self) -> Iterator[str]:
        page = self._page
        for row in page.rows:
            yield from self._row(row)
        found = {x.link.id: x for row in page.rows for x in self._links.get(row.annotation.id, [])}
        for link in (row.link for row in found.values()):
            if link.origin in self._first and link.target in self._first:
                one, other = self._first[link.origin], self._first[link.target]
                number = self._next("R")
                yield f"{number}\t{link.kind.value} Arg1:{one} Arg2:{other}"
                if link.comment:
                    yield self._note(number, link.comment)

    def _row(self, row: AnnotationRow) -> Iterator[str]:
        """A mark for each tag; what is said of it belongs to the first."""
        annotation = row.annotation
        if annotation.anchor is None or annotation.state is AnchorState.LOST:
            return
        parts = fragments(self._page.text, annotation.anchor.span)
        if not parts:
            return
        where = ";".join(f"{part.start} {part.end}" for part in parts)
        quote = " ".join(part.of(self._page.text) for part in parts)
        types = [self._names[tag.id] for tag, _ in row.tags] or [HIGHLIGHT]
        for type_ in types:
            mark = self._next("T")
            self._first.setdefault(annotation.id, mark)
            yield f"{mark}\t{type_} {where}\t{quote}"
        first = self._first[annotation.id]
        if annotation.resolved:
            yield f"{self._next('A')}\tresolved {first}"
        if annotation.state is AnchorState.TO_CONFIRM:
            yield f"{self._next('A')}\tstate {first} to_confirm"
        if annotation.scope is Scope.SECTION:
            yield f"{self._next('A')}\tscope {first} section"
        yield self._note(first, " / ".join(self._said(row)))

    def _said(self, row: AnnotationRow) -> Iterable[str]:
        id_, cite = row.annotation.id, self._export.cite
        yield f"{row.reviewer.name}: {row.annotation.comment}".rstrip(" :")
        for reply, who in row.replies:
            yield f"{who.name}: {reply.text}"
        for link in self._links.get(id_, []):
            if link.origin.report.id != link.target.report.id:
                yield link_line(link, id_, self._words, cite)

    def _note(self, about: str, text: str) -> str:
        return f"{self._next('#')}\tAnnotatorNotes {about}\t{_one_line(text)}"

    def _next(self, kind: str) -> str:
        self._counts[kind] += 1
        return f"{kind}{self._counts[kind]}"


def fragments(text: str, span: Span) -> list[Span]:
    """The parts of a passage that lie in one line each."""
    found: list[Span] = []
    start = span.start
    for match in _BREAKS.finditer(text, span.start, span.end):
        found.append(Span(start, match.start()))
        start = match.end()
    found.append(Span(start, span.end))
    return [part for part in found if len(part)]
