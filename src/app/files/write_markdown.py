"""Annotations as one Markdown document: quotes, their sources, and what was said of them.

No front matter: programs differ in what they make of it, and the document is to show the
same everywhere. No HTML either, which many programs leave out or show as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO

from app.domain.rows import LinkRow
from app.files.digest import Entry, Heading, Part, digest, link_words, quote_lines, signs_of
from app.files.export import Export, Tell, Words, links_by_end, readable

_SIGNS = r"[\\`*_\[~$]|&(?=#?\w+;)|<(?=[A-Za-z/!?])"
_ANYWHERE = re.compile(_SIGNS)
"""What means something anywhere in a line."""
_IN_HEADINGS = re.compile(rf"{_SIGNS}|#")
"""In a heading also what would end it."""
_IN_LINKS = re.compile(rf"{_SIGNS}|\]")
"""In the words of a link also what would end them."""
_NUMBER = re.compile(r"\d{1,9}[.)]")
_DEEPEST = 6


def write_markdown(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """Title, counts, contents, then every quote under its heading."""
    parts = digest(export, words)
    talks = export.options.get("comments", "yes") == "yes"
    links = links_by_end(export.links) if talks else {}
    writer = _Writer(export, words)
    done = 0

    def put(lines: Iterator[str]) -> None:
        out.writelines(f"{line}\n".encode() for line in lines)

    put(writer.opening(parts))
    for part in parts:
        if isinstance(part, Heading):
            put(writer.heading(part))
            continue
        put(writer.quote(part))
        if talks:
            put(writer.talk(part, links.get(part.row.annotation.id, ())))
        done += 1
        tell(done, len(parts), part.row.report.title)


class _Writer:
    """Makes the lines; every block ends with an empty one."""

    def __init__(self, export: Export, words: Words) -> None:
        self._export, self._words = export, words

    def opening(self, parts: Sequence[Part]) -> Iterator[str]:
        export, words = self._export, self._words
        yield f"# {_heading(words['digest_title'].format(library=export.library_name))}"
        yield ""
        rows = len(export.rows)
        yield _line(words["summary"].format(annotations=rows, reports=len(export.reports)))
        yield ""
        headings = [part for part in parts if isinstance(part, Heading)]
        if not headings:
            return
        yield f"## {_heading(words['contents'])}"
        yield ""
        taken = {_slug(words["digest_title"].format(library=export.library_name)): 1}
        _anchor(words["contents"], taken)
        for heading in headings:
            target = _anchor(heading.words, taken)
            inset = "  " * (heading.level - 1)
            yield f"{inset}- [{_line(heading.words, is_start=False, signs=_IN_LINKS)}](#{target})（{heading.count}）"
        yield ""

    def heading(self, heading: Heading) -> Iterator[str]:
        level = min(heading.level + 1, _DEEPEST)
        yield f"{'#' * level} {_heading(heading.words)}"
        yield ""

    def quote(self, entry: Entry) -> Iterator[str]:
        words = self._words
        for number, line in enumerate(quote_lines(entry.row, words)):
            if number:
                yield ">"
            yield f"> {_line(line)}"
        yield ""
        told = [f"—— {self._export.cite(entry.row)}"]
        if entry.tags:
            told.append(words[entry.label].format(tags="; ".join(entry.tags)))
        told += [f"（{sign}）" for sign in signs_of(entry.row, words)]
        for line in told:
            yield _line(line.replace("\n", " "))
            yield ""

    def talk(self, entry: Entry, links: Sequence[LinkRow]) -> Iterator[str]:
        row = entry.row
        said = row.annotation.comment
        if row.replies and not said:
            said = self._words["highlight_only"]
        if said:
            yield from self._said(row.reviewer.name, row.annotation.edited, said, "")
        for reply, who in row.replies:
            yield from self._said(who.name, reply.edited, reply.text, "  ")
        for link in links:
            yield f"- {_line(link_words(link, row, self._export, self._words))}"
            yield ""

    def _said(self, name: str, when: datetime, text: str, inset: str) -> Iterator[str]:
        first, *rest = [line for line in readable(text).split("\n") if line.strip()] or [""]
        day = f"{self._export.local(when):%Y-%m-%d %H:%M}"
        yield f"{inset}- **{_line(' '.join(name.split()))}** {day}：{_line(first, is_start=False)}"
        yield ""
        for line in rest:
            yield f"{inset}  {_line(line)}"
            yield ""


# --- text that shows as it is --------------------------------------------------------


def _line(text: str, *, is_start: bool = True, signs: re.Pattern[str] = _ANYWHERE) -> str:
    """A line of text, written so that it is shown as it is.

    White space at its ends becomes character references: programs trim it.
    """
    text = readable(text)
    bare = text.strip()
    if not bare:
        return _referred(text)
    start = text.index(bare)
    said = signs.sub(lambda found: f"\\{found.group()}", bare)
    if is_start and start == 0:
        said = _unlike_a_block(said)
    before, after = text[:start], text[start + len(bare) :]
    return f"{_referred(before)}{said}{_referred(after)}"


def _unlike_a_block(said: str) -> str:
    """The same line with the sign escaped by which it would begin a list, a heading, a rule…"""
    if said[0] in "#+->":
        return f"\\{said}"
    number = _NUMBER.match(said)
    if number is None:
        return said
    return f"{said[: number.end() - 1]}\\{said[number.end() - 1 :]}"


def _referred(white: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in white)


def _heading(text: str) -> str:
    return _line(" ".join(text.split()), is_start=False, signs=_IN_HEADINGS)


def _slug(words: str) -> str:
    """What most programs make of a heading to link to: letters, digits, hyphens."""
    return re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")


def _anchor(words: str, taken: dict[str, int]) -> str:
    slug = _slug(words)
    count = taken.get(slug, 0)
    taken[slug] = count + 1
    return f"{slug}-{count}" if count else slug
