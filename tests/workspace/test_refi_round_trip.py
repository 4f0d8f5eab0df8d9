"""A library through a REFI-QDA project into an empty one: the same content."""

from __future__ import annotations

import html
import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import exchange_samples
from app.domain.anchor import Anchor, AnchorState, Span
from app.domain.annotation import Placing
from app.domain.change import Entity
from app.domain.fields import annotation_fields
from app.domain.filters import Filter
from app.files.read_qdpx import read_qdpx
from app.workspace.edits import alter
from app.workspace.labels import LABELS
from app.workspace.workspace import Workspace

LEFT: dict[Entity, set[str]] = {Entity.REPORT: {"file_sha256"}}
"""The hash of the file that a report once was; its text stands for it."""


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Workspace]:
    workspace = exchange_samples.make(tmp_path / "full")
    exchange_samples.fill(workspace)
    yield workspace
    workspace.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    workspace = exchange_samples.make(tmp_path / "empty", "空库")
    yield workspace
    workspace.close()


def through(full: Workspace, empty: Workspace, path: Path, language: str = "zh") -> Any:
    [path] = full.exporting.export("qdpx", path, words=LABELS[language])
    return empty.bringing.bring(empty.bringing.plan(empty.bringing.read(path)))


def assert_same(full: Workspace, empty: Workspace) -> None:
    one, two = (exchange_samples.content(w, leave=LEFT) for w in (full, empty))
    assert one.keys() == two.keys()
    differing = {name: (one[name], two[name]) for name in one if one[name] != two[name]}
    assert not differing


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_comes_back_as_it_was(
    full: Workspace, empty: Workspace, tmp_path: Path, language: str
) -> None:
    outcome = through(full, empty, tmp_path / "a.qdpx", language)
    assert_same(full, empty)
    assert not outcome.plan.rejects
    assert outcome.plan.offsets == replace(
        outcome.plan.offsets, unit="code_points", line_ends="as_is", end="exclusive", fits=60
    )
    assert outcome.plan.offsets.total == 60
    assert empty.library.check() == []


def test_what_came_back_goes_out_again_in_the_same_bytes(
    full: Workspace, empty: Workspace, tmp_path: Path
) -> None:
    through(full, empty, tmp_path / "样本库.qdpx")
    [one] = full.exporting.export("qdpx", tmp_path / "one.qdpx")
    [two] = empty.exporting.export("qdpx", tmp_path / "two.qdpx")
    first, second = one.read_bytes(), two.read_bytes()
    assert len(first) == pytest.approx(len(second), rel=0.01)
    assert read_qdpx(one).annotations == read_qdpx(two).annotations


def test_the_same_file_again_changes_nothing(
    full: Workspace, empty: Workspace, tmp_path: Path
) -> None:
    through(full, empty, tmp_path / "a.qdpx")
    again = through(full, empty, tmp_path / "a.qdpx")
    assert again.change is None


def test_what_xml_cannot_hold_and_what_the_standard_has_no_place_for_come_back(
    full: Workspace, empty: Workspace, tmp_path: Path
) -> None:
    annotations = full.library.annotations()
    passages = [a for a in annotations if a.scope == "passage" and not a.comment]
    full.annotating.set_comment(passages[0].id, "一\x0b二\x1f三 \n")
    full.annotating.set_comment(passages[1].id, "  前后有空白\n\n ")
    whole = next(a for a in annotations if a.scope == "report")
    full.annotating.set_comment(whole.id, "")
    full.discussing.reply(whole.id, "回\x01复")
    report = annotations[0].report
    section = full.library.outline(report)[1]
    full.annotating.annotate_section(report, section, [], "")
    full.annotating.highlight(report, Span(0, 3))
    own = next(tag for tag in full.tagging.tags() if tag.name.startswith("“"))
    full.tagging.rename(own.id, "甲\ufffd<&>\"'\t乙")
    through(full, empty, tmp_path / "a.qdpx")
    assert_same(full, empty)


def test_doubtful_places_come_back_as_doubtful_as_they_were(
    full: Workspace, tmp_path: Path
) -> None:
    passages = [a for a in full.library.annotations() if a.scope == "passage"]
    sha = full.library.report(passages[0].report).text_sha256
    doubtful = (AnchorState.TO_CONFIRM, AnchorState.MOVED, AnchorState.LOST)
    for number, state in enumerate(doubtful):
        one = passages[number]
        assert one.anchor
        quote = replace(one.anchor.quote, exact="原来的话")
        new = replace(
            one,
            state=state,
            anchor=Anchor(Span(one.anchor.span.start, one.anchor.span.start), quote),
            placing=Placing(0.7, 0.2, sha, one.anchor.span.start, one.anchor.span.end),
        )
        edit = alter(Entity.ANNOTATION, str(one.id), annotation_fields(one), annotation_fields(new))
        full.annotating._session.commit("edit", [edit])
    [path] = full.exporting.export("qdpx", tmp_path / "a.qdpx")
    brought = {a.key: a for a in read_qdpx(path).annotations}
    for one, state in zip(passages, doubtful, strict=False):
        assert brought[str(one.id)].state is state
        assert brought[str(one.id)].fields == full.library.fields(Entity.ANNOTATION, str(one.id))


def test_a_part_of_a_library_travels_without_the_rest(
    full: Workspace, empty: Workspace, tmp_path: Path
) -> None:
    chosen = full.library.reports()[0].id
    [path] = full.exporting.export("qdpx", tmp_path / "a.qdpx", Filter(reports=frozenset({chosen})))
    brought = read_qdpx(path)
    assert [source.report for source in brought.sources] == [chosen]
    outcome = empty.bringing.bring(empty.bringing.plan(brought))
    assert not outcome.plan.rejects
    ids = {a.id for a in full.library.annotations(chosen)}
    assert {a.id for a in empty.library.annotations()} == ids
    inner = {k.id for k in full.library.links() if {k.origin, k.target} <= ids}
    assert {k.id for k in empty.library.links()} == inner


def test_another_program_that_gave_everything_new_ids_does_not_lose_what_was_said(
    full: Workspace, empty: Workspace, tmp_path: Path
) -> None:
    """Our notes for ourselves are then not believed: they speak of ids that are gone."""
    [path] = full.exporting.export("qdpx", tmp_path / "a.qdpx")
    changed = tmp_path / "b.qdpx"
    changed.write_bytes(with_new_ids(path.read_bytes()))
    brought = read_qdpx(changed)
    assert brought.origin == "Other 1.0"
    said = sorted((a.quote, len(a.tags)) for a in brought.annotations if a.start is not None)
    passages = [a for a in full.library.annotations() if a.anchor]
    assert said == sorted((a.anchor.quote.exact, len(a.tags)) for a in passages if a.anchor)
    words = [
        word for a in brought.annotations for word in (a.comment, *(r.text for r in a.replies))
    ]
    expected = [a.comment for a in full.library.annotations()]
    expected += [reply.text for reply in full.library.replies()]
    assert sorted(filter(None, words)) == sorted(filter(None, expected))
    outcome = empty.bringing.bring(empty.bringing.plan(brought))
    assert outcome.plan.annotations.added == len(brought.annotations)
    names = {tag.name: tag for tag in empty.library.tags()}
    own = names['“𠮷”类, 引号"与<尖>&号']
    assert (own.kind, own.keywords) == ("evaluation", ("𠮷祥", "a;b"))


HOSTILE = (
    "null", "[]", "7", '"x"', "{", "[" * 100_000, '{"a":1e999}',
    '{"annotations":7,"reports":[],"tags":"x","links":null,"threads":{"%s":7},"resolved":[]}',
    '{"annotations":{"%s":7},"reports":{"%s":[]},"tags":{"%s":{}},"reviewers":{"%s":{"name":7}}}',
    '{"annotations":{"%s":{"scope":"report","report":"%s","tags":7,"start":"x"}},"threads":{"%s":7}}',
    '{"annotations":{"%s":{"scope":"section","start":-4,"end":99999999,"quote":7}},"replies":{"%s":[]}}',
    '{"reports":{"%s":{"title":7,"body":[9,1],"sections":[[1]],"imported":"x"}},"links":{"%s":{"kind":"x"}}}',
)  # fmt: skip


def test_what_our_own_notes_tell_is_not_believed_when_it_cannot_be(
    full: Workspace, empty: Workspace, tmp_path: Path
) -> None:
    """Every id of the library is named in turn, so that each kind is met under each name."""
    [path] = full.exporting.export("qdpx", tmp_path / "a.qdpx")
    package = path.read_bytes()
    library = full.library
    names = (library.reports(), library.tags(), library.reviewers(), library.annotations())
    changed = tmp_path / "b.qdpx"
    for told, things in itertools.product(HOSTILE, names):
        changed.write_bytes(with_notes(package, told.replace("%s", str(things[0].id))))
        brought = read_qdpx(changed)
        assert len(brought.annotations) >= 60
    plan = empty.bringing.plan(brought)
    assert plan.annotations.total == len(brought.annotations)


def with_notes(package: bytes, told: str) -> bytes:
    """The same with another text in our own notes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as one, zipfile.ZipFile(out, "w") as two:
        for name in one.namelist():
            text = one.read(name).decode()
            if name == "project.qde":
                own = re.compile(r'(name="Piyue"[^>]*><PlainTextContent>)[^<]*')
                text = own.sub(lambda found: found[1] + html.escape(told), text)
            two.writestr(name, text)
    return out.getvalue()


_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def with_new_ids(package: bytes) -> bytes:
    """The same as another program might write it that keeps everything but the ids."""
    ids: dict[str, str] = {}

    def other(found: re.Match[str]) -> str:
        return ids.setdefault(found[0], str(UUID(int=10**6 + len(ids))))

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as one, zipfile.ZipFile(out, "w") as two:
        for name in one.namelist():
            text = one.read(name).decode()
            if name == "project.qde":
                text = _ID.sub(other, text.replace('origin="Piyue"', 'origin="Other 1.0"'))
            two.writestr(_ID.sub(other, name), text)
    return out.getvalue()
