"""A library with all a package can hold, and the plain form in which two can be compared."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import exchange_samples
from app.domain.anchor import Span
from app.domain.exchange import Brought
from app.domain.fields import (
    pin_fields,
    rule_fields,
    time_text,
    version_fields,
)
from app.domain.link import LinkKind
from app.domain.report import ReadingStatus
from app.workspace.autotagging import Wish
from app.workspace.workspace import Workspace
from builders import SMALL_TEXT, parsed
from workspace.samples import outline, tag

SAID = ("", "请核对。", "第一段𠮷\n第二段", "=SUM(A1)", "<&>\t")


def make_full(folder: Path) -> Workspace:
    """The samples of every format, and what only a package takes along."""
    workspace = exchange_samples.make(folder)
    exchange_samples.fill(workspace)
    first, second, third = (report.id for report in workspace.library.reports())
    workspace.pinning.pair([(first, 40), (second, 42)])
    workspace.reporting.set_status(first, ReadingStatus.DOUBTFUL)
    wish = Wish(tag(workspace, "D1"), ("行政复议",), ("审结不了",))
    workspace.autotagging.apply(wish, workspace.autotagging.preview(wish).proposals)
    text = workspace.library.text(third).replace("81次", "一百余次") + "\n附：更正一处𠮷。"
    workspace.versioning.replace(third, parsed(text, file_name="更正.txt", sections=outline(text)))
    lost = workspace.library.annotations(second)[-1]
    workspace.annotating.delete([lost.id])
    short_lived = workspace.tagging.create("用过又删掉的标签")
    workspace.annotating.add_tags(
        [a.id for a in workspace.library.annotations(first)[:3]], [short_lived.id]
    )
    workspace.tagging.delete(short_lived.id)
    return workspace


def everything(workspace: Workspace) -> dict[str, Any]:
    """All content of a library as plain fields."""
    library = workspace.library
    found = exchange_samples.content(workspace)
    for rule in library.rules():
        found[f"rule {rule.id}"] = rule_fields(rule)
    for pin in library.pins():
        found[f"pin {pin.id}"] = pin_fields(pin)
    for version in library.versions():
        found[f"version {version.id}"] = version_fields(version)
        found[f"text {version.text_sha256}"] = library.text_with(version.text_sha256)
    for reviewer in library.reviewers():
        for report, status in library.statuses(reviewer.id).items():
            found[f"status {report}/{reviewer.id}"] = {"status": status.value}
    for report in library.reports():
        found[f"text {report.text_sha256}"] = library.text(report.id)
    return found


def brought_content(brought: Brought) -> dict[str, Any]:
    """The same of what was brought."""
    found: dict[str, Any] = {}
    for source in brought.sources:
        found[f"report {source.key}"] = source.fields
        if source.text is not None:
            found[f"text {source.text_sha256}"] = source.text
    for one in brought.tags:
        found[f"tag {one.key}"] = {"name": one.name, "parent": one.parent, **one.fields}
    for reviewer in brought.reviewers:
        found[f"reviewer {reviewer.key}"] = {"name": reviewer.name}
    for annotation in brought.annotations:
        found[f"annotation {annotation.key}"] = annotation.fields
        for reply in annotation.replies:
            assert reply.created
            assert reply.edited
            found[f"reply {reply.key}"] = {
                "annotation": annotation.key,
                "text": reply.text,
                "reviewer": reply.reviewer,
                "created": time_text(reply.created),
                "edited": time_text(reply.edited),
            }
    for link in brought.links:
        assert link.created
        found[f"link {link.key}"] = {
            "origin": link.origin,
            "target": link.target,
            "kind": link.kind,
            "comment": link.comment,
            "reviewer": link.reviewer,
            "created": time_text(link.created),
        }
    for entity, things in brought.things.items():
        for id_, fields in things.items():
            found[f"{entity} {id_}"] = fields
    found |= {f"text {sha256}": text for sha256, text in brought.texts.items()}
    return found


def live(workspace: Workspace, steps: int, seed: int) -> None:
    """A random history of all that can be done to a library."""
    chance = random.Random(seed)
    for year in (2021, 2022):
        text = f"{SMALL_TEXT}\n{year}年𠮷补充。"
        workspace.importing.store([(parsed(text, file_name=f"{year}.txt"), {})])
    people = [None, workspace.annotating.add_reviewer("王评估").id]
    for _ in range(steps):
        chance.choice(_STEPS)(workspace, chance, people)


def _annotate(workspace: Workspace, chance: random.Random, people: list[Any]) -> None:
    report = chance.choice(workspace.library.reports()).id
    length = len(workspace.library.text(report))
    start = chance.randrange(length - 1)
    tags = [t.id for t in workspace.library.tags()]
    workspace.annotating.highlight(
        report,
        Span(start, chance.randint(start + 1, min(length, start + 40))),
        chance.sample(tags, chance.randrange(3)),
        chance.choice(SAID),
        chance.choice(people),
    )


def _some(workspace: Workspace, chance: random.Random) -> list[Any]:
    found = workspace.library.annotations()
    return [a.id for a in chance.sample(found, min(len(found), chance.randint(1, 3)))]


def _on_some(act: Any) -> Any:
    def step(workspace: Workspace, chance: random.Random, people: list[Any]) -> None:
        if some := _some(workspace, chance):
            act(workspace, chance, people, some)

    return step


def _retag(workspace: Workspace, chance: random.Random, people: Any, some: list[Any]) -> None:
    tags = [t.id for t in workspace.library.tags()]
    workspace.annotating.retag(some, chance.sample(tags, chance.randrange(3)))


def _delete(workspace: Workspace, chance: random.Random, people: Any, some: list[Any]) -> None:
    workspace.annotating.delete(some)


def _resolve(workspace: Workspace, chance: random.Random, people: Any, some: list[Any]) -> None:
    workspace.discussing.resolve(some, resolved=chance.random() < 0.7)


def _reply(workspace: Workspace, chance: random.Random, people: Any, some: list[Any]) -> None:
    workspace.discussing.reply(some[0], "再看一遍𠮷", chance.choice(people))


def _link(workspace: Workspace, chance: random.Random, people: Any, some: list[Any]) -> None:
    ends = {(x.origin, x.target) for x in workspace.library.links()}
    if len(some) > 1 and not ends & {(some[0], some[1]), (some[1], some[0])}:
        workspace.linking.link(some[0], some[1], chance.choice(list(LinkKind)), "对照")


def _comment(workspace: Workspace, chance: random.Random, people: Any, some: list[Any]) -> None:
    workspace.annotating.set_comment(some[0], chance.choice(SAID))


def _tag_tree(workspace: Workspace, chance: random.Random, people: Any) -> None:
    made = workspace.tagging.create(f"新标签{len(workspace.library.tags())}")
    # Only below our own: a default tag keeps the place it has in every library.
    groups = [t for t in workspace.library.tags() if not t.code and t.id != made.id]
    if groups:
        workspace.tagging.move(made.id, chance.choice(groups).id, chance.randrange(3))


def _undo(workspace: Workspace, chance: random.Random, people: Any) -> None:
    kept = {None, "import", "reviewer"}  # what the other steps need
    if workspace.history.can_undo() not in kept and chance.random() < 0.7:
        workspace.history.undo()
    elif workspace.history.can_redo():
        workspace.history.redo()


def _correct(workspace: Workspace, chance: random.Random, people: Any) -> None:
    report = chance.choice(workspace.library.reports()).id
    workspace.reporting.correct(report, {"year": str(chance.randint(2015, 2025))})
    workspace.reporting.set_status(report, chance.choice(list(ReadingStatus)))


def _replace(workspace: Workspace, chance: random.Random, people: Any) -> None:
    report = chance.choice(workspace.library.reports()).id
    text = workspace.library.text(report)
    at = chance.randrange(len(text))
    text = f"{text[:at]}改{chance.randrange(1000)}{text[at + chance.randrange(4) :]}"
    workspace.versioning.replace(report, parsed(text, file_name="改.txt"))


_STEPS = (
    *(_annotate,) * 4,
    *map(_on_some, (_retag, _delete, _resolve, _reply, _link, _comment)),
    _tag_tree,
    *(_undo,) * 3,
    _correct,
    _replace,
)
