"""A library of real reports with much said of them, for the journeys of the exports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from app.domain.anchor import Span
from app.domain.link import LinkKind
from app.domain.report import Section
from app.workspace.workspace import Workspace
from builders import SMALL_TEXT


def fill(workspace: Workspace, reports: Mapping[str, Path], folder: Path) -> None:
    """Import the reports, and one more whose text has a 𠮷; say much of each.

    In every report passages overlap, nest and are equal, and go over several paragraphs;
    there are threads, links between reports, three reviewers, remarks on sections and on
    whole reports, and tags of every kind.
    """
    small = folder / "云岭区2023.txt"
    small.write_text(SMALL_TEXT, encoding="utf-8")
    results = workspace.importing.add([*reports.values(), small])
    ids = [result.report.id for result in results if result.report]
    assert len(ids) == len(reports) + 1
    own = workspace.tagging.create('“𠮷”类，引号"与<尖>')
    codes = ("G1", "G2", "G3", "D1")
    tags = [own.id, *(tag.id for code in codes if (tag := workspace.tagging.find(code)))]
    people = [
        None,
        *(workspace.annotating.add_reviewer(name).id for name in ("王评估", "Smith 𠮷")),
    ]
    for id_ in ids:
        _annotate(workspace, id_, tags, people)
    _discuss(workspace, people)


def _annotate(
    workspace: Workspace, report: UUID, tags: Sequence[UUID], people: Sequence[UUID | None]
) -> None:
    annotating, library = workspace.annotating, workspace.library
    text, outline = library.text(report), library.outline(report)
    said = (
        "",
        "请核对数据来源。",
        "第一段𠮷\n第二段：“引号”、=公式",
        "与上年相同",
        "建议补充。" * 40,
    )
    for number, span in enumerate(_spans(text, outline)):
        chosen = [tags[number % len(tags)], tags[(number + 2) % len(tags)]][: number % 3]
        annotating.highlight(
            report, span, chosen, said[number % len(said)], people[number % len(people)]
        )
    annotating.annotate_section(report, outline[0], [tags[1]], "这一章过于笼统")
    annotating.annotate_report(report, [tags[-1]], "整份报告：缺少下一年打算", people[1])


def _spans(text: str, outline: Sequence[Section]) -> Iterator[Span]:
    """Up to twenty passages: overlapping, nested, equal, of several paragraphs, of one character."""
    first = outline[0].span.start
    after = text.index("\n", outline[0].heading_end) + 1
    yield Span(first, outline[0].heading_end)
    yield Span(after + 2, after + 30)
    yield Span(after + 10, after + 44)  # overlaps the one before
    yield Span(after + 12, after + 20)  # lies in both
    yield Span(after + 12, after + 20)  # the same passage again
    yield Span(after + 5, after + 6)
    yield Span(first, text.index("\n", after + 44 if len(text) > after + 60 else after) + 3)
    rare = text.find("𠮷")
    yield Span(rare, rare + 1) if rare >= 0 else Span(after + 31, after + 39)
    yield Span(rare - 4, rare + 4) if rare >= 4 else Span(after + 33, after + 50)
    for section in outline[1:12]:
        end = min(section.heading_end + 24, section.span.end)
        if end > section.heading_end:
            yield Span(section.span.start, end)
    yield Span(len(text) - 6, len(text))


def _discuss(workspace: Workspace, people: Sequence[UUID | None]) -> None:
    annotations = [a for a in workspace.library.annotations() if a.anchor]
    for number, annotation in enumerate(annotations[::6]):
        workspace.discussing.reply(annotation.id, "同意，请补正。", people[1 + number % 2])
        workspace.discussing.reply(annotation.id, "已核对\n第二行 𠮷")
    workspace.discussing.resolve([a.id for a in annotations[::7]])
    half, kinds = len(annotations) // 2, tuple(LinkKind)
    pairs = zip(annotations[:half:9], annotations[half::9], strict=False)
    for number, (a, b) in enumerate(pairs):
        workspace.linking.link(
            a.id, b.id, kinds[number % len(kinds)], "对照 𠮷" if number % 2 else ""
        )
