"""A library with everything an exchange format can be asked to carry, and what to compare.

Used by the tests of every format that leaves or enters: at least fifty annotations over
three fictional reports, overlapping and nested, over several paragraphs, with 𠮷 and other
characters beyond the Basic Multilingual Plane, full-width signs, threads, links, remarks
on sections and on whole reports, two more reviewers, tags of all kinds, also retired ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import builders
from app.domain.anchor import Span
from app.domain.change import Entity
from app.domain.link import LinkKind
from app.domain.tag import TagKind
from app.paths import Paths
from app.settings import Settings
from app.workspace.workspace import Workspace
from workspace.samples import parsed

SETTINGS = Settings(reviewer_name="李审阅")

NAMES = ("云岭区", "松溪县", "𠮷祥镇")


def make(folder: Path, name: str = "样本库") -> Workspace:
    """A new, empty library; the caller closes it."""
    paths = Paths(*(folder / part for part in ("documents", "config", "cache", "logs")))
    return Workspace.open(
        folder / f"{name}.piyue",
        paths,
        SETTINGS,
        create=True,
        clock=builders.Clock(),
    )


def fill(workspace: Workspace) -> None:
    """Put the reports and all that was said of them into an empty library."""
    annotating, tagging = workspace.annotating, workspace.tagging
    own = tagging.create('“𠮷”类, 引号"与<尖>&号')
    tagging.redefine(own.id, definition="第一行\n第二行：<b>不是标记</b>", keywords=("𠮷祥", "a;b"))
    tagging.set_kind([own.id], TagKind.EVALUATION)
    retired = tagging.create("已停用的标签")
    codes = ("G1", "G2", "D1")
    tags = [own.id, *(found.id for code in codes if (found := tagging.find(code)))]
    people = [annotating.add_reviewer(name).id for name in ("王评估", "Smith & 𠮷")]
    for number, name in enumerate(NAMES):
        stored = workspace.importing.store([(parsed(name, str(2023 - number % 2)), {})])[0]
        _annotate(workspace, stored.id, tags, [None, *people], retired.id)
    tagging.retire(retired.id)
    _discuss(workspace, people)


def _annotate(
    workspace: Workspace,
    report: UUID,
    tags: list[UUID],
    people: list[UUID | None],
    retired: UUID,
) -> None:
    annotating = workspace.annotating
    text = workspace.library.text(report)
    said = (
        "",
        "请核对。",
        "第一段𠮷\n第二段，含“引号”与=公式",
        "=SUM(A1)",
        "见 https://x.example/?a=1&b=2",
    )
    for number, span in enumerate(_spans(text)):
        chosen = [tags[number % len(tags)], tags[(number // 2) % len(tags)]][: number % 3]
        annotating.highlight(
            report,
            span,
            list(dict.fromkeys(chosen)),
            said[number % len(said)],
            people[number % len(people)],
        )
    outline = workspace.library.outline(report)
    annotating.highlight(report, Span(0, 4), [retired])
    annotating.annotate_section(report, outline[0], [tags[0]], "这一章不完整")
    annotating.annotate_report(report, [tags[-1]], "整份报告：时段不符", people[1])


def _spans(text: str) -> Iterator[Span]:
    """Overlapping, nested, equal, over several paragraphs, with and up to 𠮷, one character."""
    rare = text.index("𠮷祥街道")
    yield Span(rare, rare + 1)
    yield Span(rare - 3, rare + 1)
    yield Span(rare, rare + 6)
    yield Span(rare - 3, rare + 6)
    yield Span(rare - 3, rare + 6)
    heading = text.index("一、主要举措")
    yield Span(rare, heading + 4)
    yield Span(heading - 30, text.index("（二）") + 8)
    yield Span(text.index("mixed"), text.index("mixed") + 10)
    for start in range(heading, len(text) - 20, 13):
        yield Span(start, start + 5 + start % 11)
    yield Span(len(text) - 3, len(text))
    yield Span(0, len(text))


def _discuss(workspace: Workspace, people: list[UUID]) -> None:
    annotations = workspace.library.annotations()
    passages = [a for a in annotations if a.scope == "passage"]
    for number, annotation in enumerate(passages[::4]):
        workspace.discussing.reply(annotation.id, "同意。", people[number % 2])
        workspace.discussing.reply(annotation.id, "再看一遍\n第二行𠮷")
    workspace.discussing.resolve([a.id for a in passages[::5]])
    half = len(passages) // 2
    kinds = list(LinkKind)
    for number, (a, b) in enumerate(zip(passages[:half:3], passages[half::3], strict=False)):
        workspace.linking.link(
            a.id, b.id, kinds[number % len(kinds)], "对照𠮷" if number % 2 else ""
        )


ENTITIES = {
    Entity.REPORT: lambda library: [r.id for r in library.reports()],
    Entity.TAG: lambda library: [t.id for t in library.tags()],
    Entity.REVIEWER: lambda library: [r.id for r in library.reviewers()],
    Entity.ANNOTATION: lambda library: [a.id for a in library.annotations()],
    Entity.REPLY: lambda library: [r.id for r in library.replies()],
    Entity.LINK: lambda library: [link.id for link in library.links()],
}


def content(workspace: Workspace, *, leave: dict[Entity, set[str]] | None = None) -> dict[str, Any]:
    """Everything in a library, by kind and id, as plain fields.

    Args:
        leave: fields that a format does not carry, by entity; they are not compared.
    """
    found: dict[str, Any] = {}
    for entity, ids_of in ENTITIES.items():
        for id_ in ids_of(workspace.library):
            fields = workspace.library.fields(entity, str(id_)) or {}
            left = (leave or {}).get(entity, set())
            found[f"{entity} {id_}"] = {k: v for k, v in fields.items() if k not in left}
    return found
