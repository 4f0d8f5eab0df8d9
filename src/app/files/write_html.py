"""Annotations as one printable web page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import BinaryIO
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.annotation import Scope
from app.domain.discussion import Reply
from app.domain.report import Report
from app.domain.rows import AnnotationRow, LinkRow
from app.files.export import (
    FILLS,
    Export,
    ReportPage,
    Tell,
    Words,
    level_word,
    link_line,
    links_by_end,
    paper_colour,
    readable,
)
from app.files.pages import Mark, Paragraph, Piece, highlights, marks, paragraphs, pieces

_STYLE = """
body{max-width:46em;margin:2em auto;padding:0 1em;color:#1a2230;background:#fff;
font:16px/1.75 "Source Han Serif SC","Noto Serif CJK SC","SimSun","宋体","Songti SC",serif}
h1,h2,h3,h4,h5,h6,nav,.about,.tag,.place{
font-family:"Source Han Sans SC","Noto Sans CJK SC","Microsoft YaHei","微软雅黑",sans-serif}
h1{font-size:1.6em}h2{font-size:1.35em;border-bottom:2px solid #788494;margin-top:2.5em}
h3{font-size:1.15em}h4,h5,h6{font-size:1em;margin:1.2em 0 .4em}
a{color:#1b4b91}.about,.place{color:#586475;font-size:.85em}
.note{border:1px solid #dde2e9;border-left:5px solid #788494;margin:1em 0;padding:.5em 1em;
break-inside:avoid}
blockquote{margin:.3em 0;white-space:pre-wrap;overflow-wrap:anywhere}
.tag{display:inline-block;padding:0 .6em;margin:0 .4em .2em 0;border:1px solid #788494;
border-radius:.6em;font-size:.85em}
.reply{margin:.3em 0 .3em 1em;padding-left:.8em;border-left:2px solid #c3cbd6}
.reply p{margin:.2em 0;overflow-wrap:anywhere}.reply .who,.state{color:#586475;font-size:.85em}
.link{font-size:.9em;margin:.3em 0}
.comment p,.text p{margin:.3em 0;overflow-wrap:anywhere}.comment{padding-left:1em}
.text p{text-indent:2em}.text .doctitle{text-align:center;text-indent:0;font-weight:bold}
mark{color:inherit;border-bottom:1px solid #788494}.scope{font-style:italic;color:#586475}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
@media print{body{margin:0;max-width:none;font-size:11pt}h2{break-after:avoid}a{color:inherit}}
"""

_COLOURS = "".join(
    f".c-{name}{{background:#{fill}}}.c-{name}.over{{background:#{strong}}}\n"
    for name, (fill, strong) in FILLS.items()
)


def write_html(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """Contents by report, then the annotations of each, then its text where pages are given."""
    rows: dict[object, list[AnnotationRow]] = {}
    for row in export.rows:
        rows.setdefault(row.report.id, []).append(row)
    pages = {page.report.id: page for page in export.pages}
    links, here = links_by_end(export.links), {row.annotation.id for row in export.rows}
    reports = export.reports

    def put(*parts: str) -> None:
        out.write("\n".join((*parts, "")).encode("utf-8", errors="replace"))

    put(
        *_head(export, words), '<nav id="contents">', f"<h2>{_text(words['contents'])}</h2>", "<ol>"
    )
    for report in reports:
        count = len(rows.get(report.id, ()))
        put(f'<li><a href="#r-{report.id}">{_text(report.title)}</a> ({count})</li>')
    put("</ol>", "</nav>", "<main>")
    for done, report in enumerate(reports, 1):
        page = pages.get(report.id)
        put(f'<section id="r-{report.id}">', f"<h2>{_text(report.title)}</h2>")
        put(f'<p class="about">{_about(report, words)}</p>')
        linked: frozenset[object] = frozenset()
        lines: list[str] = []
        if page is not None:
            lines, linked = _page(page)
        for row in rows.get(report.id, ()):
            id_ = row.annotation.id
            told = [
                _link(link, id_, export, words, is_here=link.link.other(id_) in here)
                for link in links.get(id_, ())
            ]
            put(*_note(row, export, words, told, is_linked=id_ in linked))
        if lines:
            put('<div class="text">', f"<h3>{_text(words['full_text'])}</h3>", *lines, "</div>")
        put("</section>")
        tell(done, len(reports), report.title)
    put("</main>", "</body>", "</html>")


def _head(export: Export, words: Words) -> Iterator[str]:
    name = _text(export.library_name)
    counts = words["summary"].format(annotations=len(export.rows), reports=len(export.reports))
    yield "<!DOCTYPE html>"
    yield '<html lang="zh-CN">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{name}</title>"
    yield f"<style>{_STYLE}{_COLOURS}</style>"
    yield "</head>"
    yield "<body>"
    yield f'<header><h1>{name}</h1><p class="about">{_text(counts)}</p></header>'


def _about(report: Report, words: Words) -> str:
    meta = report.metadata
    facts = (meta.organisation.value, report.year, meta.region.value, level_word(report, words))
    return _text(" · ".join(fact for fact in facts if fact))


def _link(row: LinkRow, annotation: UUID, export: Export, words: Words, *, is_here: bool) -> str:
    """One link of an annotation; it leads to the other end when that is on the page."""
    line = _text(link_line(row, annotation, words, export.cite))
    if is_here:
        line = f'<a href="#a-{row.link.other(annotation)}">{line}</a>'
    return f'<p class="link">{line}</p>'


def _reply(reply: Reply, name: str, export: Export) -> str:
    moment = export.local(reply.edited)
    lines = "".join(f"<p>{_text(line)}</p>" for line in reply.text.split("\n"))
    return (
        f'<div class="reply"><p class="who">{_text(name)}, '
        f'<time datetime="{moment.isoformat()}">{moment:%Y-%m-%d %H:%M}</time></p>{lines}</div>'
    )


def _note(
    row: AnnotationRow, export: Export, words: Words, links: Sequence[str], *, is_linked: bool
) -> Iterator[str]:
    annotation = row.annotation
    yield f'<article class="note" id="a-{annotation.id}">'
    if annotation.scope is not Scope.PASSAGE:
        scope = words["on_report" if annotation.scope is Scope.REPORT else "on_section"]
        yield f'<p class="scope">{_text(scope)}</p>'
    if row.quote:
        yield f'<blockquote class="c-{paper_colour(row.tags)}">{_text(row.quote)}</blockquote>'
    if row.tags:
        chips = "".join(
            f'<span class="tag c-{paper_colour([pair])}">{_text(pair[1])}</span>'
            for pair in row.tags
        )
        yield f"<p>{chips}</p>"
    if annotation.comment:
        lines = "".join(f"<p>{_text(line)}</p>" for line in annotation.comment.split("\n"))
        yield f'<div class="comment">{lines}</div>'
    for reply, who in row.replies:
        yield _reply(reply, who.name, export)
    if not annotation.state.is_sure:
        sign = "✕" if annotation.state is AnchorState.LOST else "?"
        yield f'<p class="state">{sign} {_text(words[annotation.state.value])}</p>'
    if annotation.resolved:
        yield f'<p class="state">✓ {_text(words["resolved"])}</p>'
    yield from links
    place = _text(export.cite(row))
    if is_linked:
        place = f'<a href="#p-{annotation.id}">{place}</a>'
    moment = export.local(annotation.edited)
    yield (
        f'<footer class="place">{place} — {_text(row.reviewer.name)}, '
        f'<time datetime="{moment.isoformat()}">{moment:%Y-%m-%d %H:%M}</time></footer>'
    )
    yield "</article>"


def _page(page: ReportPage) -> tuple[list[str], frozenset[object]]:
    """The text with its passages marked, and the annotations that can be linked to."""
    shown = paragraphs(page)
    placed, _, _ = marks(page, shown)
    lines = [
        _paragraph(paragraph, cut, page.text)
        for paragraph, cut in zip(shown, pieces(shown, placed), strict=True)
    ]
    return lines, frozenset(mark.row.annotation.id for mark in placed)


def _paragraph(paragraph: Paragraph, cut: Sequence[Piece], text: str) -> str:
    inner: list[str] = []
    for piece in cut:
        words = _piece(piece, text)
        run_in = paragraph.level and not paragraph.is_heading
        inner.append(f"<b>{words}</b>" if run_in and piece.end <= paragraph.heading_end else words)
    content = "".join(inner)
    if paragraph.is_title:
        return f'<p class="doctitle">{content}</p>'
    if paragraph.is_heading:
        depth = min(paragraph.level + 3, 6)
        return f"<h{depth}>{content}</h{depth}>"
    return f"<p>{content}</p>"


def _piece(piece: Piece, text: str) -> str:
    words = _text(text[piece.start : piece.end])
    targets = "".join(f'<a id="p-{mark.row.annotation.id}"></a>' for mark in piece.opening)
    if not piece.marks:
        return words
    over = highlights(piece)
    colour = f"c-{paper_colour(over[-1].row.tags)}" if over else "section"
    if len(over) > 1:
        colour += " over"
    ids = " ".join(str(mark.row.annotation.id) for mark in piece.marks)
    title = _text("\n".join(_told(mark) for mark in piece.marks))
    return f'{targets}<mark class="{colour}" data-ids="{ids}" title="{title}">{words}</mark>'


def _told(mark: Mark) -> str:
    tags = "; ".join(path for _, path in mark.row.tags)
    facts = (mark.row.reviewer.name, tags, mark.row.annotation.comment)
    return " · ".join(fact for fact in facts if fact)


def _text(text: str) -> str:
    return escape(readable(text))
