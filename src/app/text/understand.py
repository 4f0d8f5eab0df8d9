"""From canonical text to a report: the one entry for every reader of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.anchor import Span
from app.domain.report import Note, ParsedReport
from app.text.canonical import sha256_of
from app.text.fold import fold
from app.text.furniture import layout_of
from app.text.lines import Page
from app.text.metadata import metadata_of
from app.text.outline import outline_of
from app.text.tokens import tokens_of_folded
from app.text.unwrap import unwrapped


def understand(
    text: str,
    *,
    file_name: str,
    file_sha256: str,
    media_type: str,
    hints: Mapping[str, str] | None = None,
    furniture_hints: Sequence[Span] = (),
    notes: Sequence[Note] = (),
    headings: Sequence[tuple[int, int]] = (),
    may_be_wrapped: bool = False,
    whole_page: bool = False,
) -> ParsedReport:
    """Find body, furniture, metadata and outline of a text.

    Args:
        text: canonical text (see canonical()).
        file_name: name without folders.
        file_sha256: of the file's bytes.
        media_type: of the file.
        hints: what tags or properties of the file say, see metadata.HINTS.
        furniture_hints: spans whose lines the reader knows to be furniture.
        notes: what the reader has to say about the text; ours are appended.
        headings: lines, from 0, and depths of the headings that the file itself names.
        may_be_wrapped: its lines may be broken at a fixed width; they are then read
            as the paragraphs they were. No furniture hints go with it.
        whole_page: a person says that all of it is the report: nothing is hidden.

    The same text and hints always give the same report.
    """
    known = {"file_name": file_name, **(hints or {})}
    whole = unwrapped(text) if may_be_wrapped else None
    page = Page.of(whole.text if whole else text)
    layout = layout_of(page, furniture_hints, known.get("title"))
    known_metadata = metadata_of(page, layout, known)
    if whole_page:
        layout = replace(layout, body=Span(0, len(page.text)), furniture=(), hidden_lines=0)
    sections = outline_of(page, layout.body, layout.furniture, () if whole else headings)
    furniture, body = layout.furniture, layout.body
    own: list[Note] = []
    if whole:
        own.append(Note("unwrapped", {"lines": whole.breaks}))
    if layout.hidden_lines:
        own.append(Note("furniture", {"lines": layout.hidden_lines}))
    if not sections:
        own.append(Note("no_outline"))
    if whole:
        sections = whole.sections(sections)
        furniture, body = tuple(map(whole.span, furniture)), whole.span(body)
    return ParsedReport(
        file_name=file_name,
        file_sha256=file_sha256,
        media_type=media_type,
        text=text,
        text_sha256=sha256_of(text),
        metadata=known_metadata,
        sections=sections,
        furniture=furniture,
        body=body,
        notes=(*notes, *own),
        search_tokens=tokens_of_folded(fold(text) if whole else page.folded),
    )
