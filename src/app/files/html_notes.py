"""Annotations on the exported page: who said what of which words, answers and links."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.annotation import Scope
from app.domain.rows import AnnotationRow, LinkRow
from app.files.export import Export, Words, link_line, links_by_end, paper_colour, readable

_SHOWN, _BEGINNING, _END = 48, 26, 14
"""A quote beside its text is shown whole up to so many characters, else its two ends."""


class Notes:
    """Writes the notes of one page.

    Args:
        here: the annotations that have a note on the page.
    """

    def __init__(self, export: Export, words: Words, here: frozenset[UUID]) -> None:
        self._export = export
        self._words = words
        self._here = here
        self._links = links_by_end(export.links)

    def note(self, row: AnnotationRow, number: int = 0, *, is_marked: bool = False) -> str:
        """One annotation.

        Args:
            number: the one at its passage; 0 where no text is shown.
            is_marked: its passage is marked in the text on the page, and can be gone to.
        """
        annotation = row.annotation
        kinds = f"note k-{paper_colour(row.tags)}"
        if annotation.resolved:
            kinds += " settled"
        parts = [
            f'<article class="{kinds}" id="a-{annotation.id}">',
            self._head(row, number, is_marked=is_marked),
            *self._said(row, is_marked=is_marked),
            *self._thread(row),
            *self._states(row),
            *(self._link(link, annotation.id) for link in self._links.get(annotation.id, ())),
            self._foot(row),
            "</article>",
        ]
        return "\n".join(part for part in parts if part)

    def _head(self, row: AnnotationRow, number: int, *, is_marked: bool) -> str:
        parts: list[str] = []
        if number:
            shown = f'<b class="n">{number}</b>'
            if is_marked:
                shown = f'<a class="n" href="#p-{row.annotation.id}">{number}</a>'
            parts.append(shown)
        parts += [
            f'<span class="tag c-{paper_colour([pair])}">{text(pair[1])}</span>'
            for pair in row.tags
        ]
        return f"<p>{''.join(parts)}</p>" if parts else ""

    def _said(self, row: AnnotationRow, *, is_marked: bool) -> Iterator[str]:
        annotation = row.annotation
        if annotation.scope is not Scope.PASSAGE:
            on = "on_report" if annotation.scope is Scope.REPORT else "on_section"
            yield f'<p class="scope">{text(self._words[on])}</p>'
        if row.quote:
            quote = _ends_of(row.quote) if is_marked else row.quote
            yield f'<blockquote class="c-{paper_colour(row.tags)}">{text(quote)}</blockquote>'
        if annotation.comment:
            yield f'<div class="comment">{_lines(annotation.comment)}</div>'

    def _thread(self, row: AnnotationRow) -> Iterator[str]:
        for reply, who in row.replies:
            moment = self._export.local(reply.edited)
            yield (
                f'<div class="reply"><p class="who">{text(who.name)}, '
                f'<time datetime="{moment.isoformat()}">{moment:%Y-%m-%d %H:%M}</time></p>'
                f"{_lines(reply.text)}</div>"
            )

    def _states(self, row: AnnotationRow) -> Iterator[str]:
        annotation = row.annotation
        if not annotation.state.is_sure:
            sign = "✕" if annotation.state is AnchorState.LOST else "?"
            yield f'<p class="state">{sign} {text(self._words[annotation.state.value])}</p>'
        if annotation.resolved:
            yield f'<p class="state">✓ {text(self._words["resolved"])}</p>'

    def _link(self, row: LinkRow, annotation: UUID) -> str:
        """One link; it leads to the other end when that is on the page."""
        line = text(link_line(row, annotation, self._words, self._export.cite))
        other = row.link.other(annotation)
        if other in self._here:
            line = f'<a href="#a-{other}">{line}</a>'
        return f'<p class="link">{line}</p>'

    def _foot(self, row: AnnotationRow) -> str:
        moment = self._export.local(row.annotation.edited)
        return (
            f'<footer class="place">{text(self._export.cite(row))} — {text(row.reviewer.name)}, '
            f'<time datetime="{moment.isoformat()}">{moment:%Y-%m-%d %H:%M}</time></footer>'
        )


def text(words: str) -> str:
    """Words as they stand in a page, never markup."""
    return escape(readable(words))


def _lines(words: str) -> str:
    return "".join(f"<p>{text(line)}</p>" for line in words.split("\n"))


def _ends_of(quote: str) -> str:
    quote = " ".join(quote.split())
    return quote if len(quote) <= _SHOWN else f"{quote[:_BEGINNING]} … {quote[-_END:]}"
