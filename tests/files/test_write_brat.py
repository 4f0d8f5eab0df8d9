"""brat standoff, read by a small reader of its own that follows brat's."""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Iterator
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

import exchange_samples
from app.domain.anchor import Span
from app.domain.tag import Tag
from app.files.write_brat import fragments, type_names
from app.workspace.workspace import Workspace
from files.standoff import Standoff

STORABLE = re.compile("^[a-zA-Z0-9_-]+$")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = exchange_samples.make(tmp_path_factory.mktemp("brat"))
    exchange_samples.fill(workspace)
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def files(library: Workspace, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    [path] = library.exporting.export("brat", tmp_path_factory.mktemp("out") / "a.zip")
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


@pytest.fixture(scope="module")
def read(library: Workspace, files: dict[str, str]) -> dict[UUID, Standoff]:
    by_text = {library.library.text(r.id): r.id for r in library.library.reports()}
    return {
        by_text[text]: Standoff(text, files[f"{name.removesuffix('.txt')}.ann"])
        for name, text in files.items()
        if name.endswith(".txt")
    }


def names_in(conf: str, section: str) -> list[str]:
    body = conf.split(f"[{section}]\n")[1].split("\n[", maxsplit=1)[0]
    return [re.split(r"[\t |]", line.strip())[0] for line in body.splitlines() if line.strip()]


def test_every_passage_is_marked_where_it_stands(
    library: Workspace, read: dict[UUID, Standoff]
) -> None:
    names = type_names(library.library.tags())
    assert len(read) == 3
    for report, standoff in read.items():
        text = library.library.text(report)
        expected = [
            (names[tag] if tag else "Highlight", [(p.start, p.end) for p in parts])
            for a in library.library.annotations(report)
            if a.anchor
            for parts in [fragments(text, a.anchor.span)]
            for tag in (a.tags or (None,))
        ]
        assert sorted(standoff.marks.values()) == sorted(expected)


def test_what_is_said_is_in_the_notes_of_the_first_mark(
    library: Workspace, read: dict[UUID, Standoff]
) -> None:
    for row in library.annotating.rows():
        if row.annotation.anchor is None:
            continue
        notes = read[row.report.id].notes.values()
        said = row.annotation.comment.replace("\n", " ")
        assert any(row.reviewer.name in note and said in note for note in notes)
        for reply, who in row.replies:
            told = f"{who.name}: " + reply.text.replace("\n", " ")
            assert any(told in note for note in notes)


def test_resolved_and_remarks_on_sections_are_attributes(
    library: Workspace, read: dict[UUID, Standoff]
) -> None:
    annotations = library.library.annotations()
    found = [one for standoff in read.values() for one in standoff.attributes]
    assert sum(one[0] == "resolved" for one in found) == sum(a.resolved for a in annotations)
    assert sum(one[0] == "scope" for one in found) == sum(a.scope == "section" for a in annotations)
    for standoff in read.values():
        assert all(one[1] in standoff.marks for one in standoff.attributes)


def test_links_in_one_report_are_relations(library: Workspace, read: dict[UUID, Standoff]) -> None:
    reports = {a.id: a.report for a in library.library.annotations()}
    inside = [x for x in library.library.links() if reports[x.origin] == reports[x.target]]
    found = [one for standoff in read.values() for one in standoff.relations]
    assert sorted(type_ for type_, _, _ in found) == sorted(x.kind.value for x in inside)
    for standoff in read.values():
        assert all({one, other} <= set(standoff.marks) for _, one, other in standoff.relations)


def test_the_configuration_names_every_type_once(
    library: Workspace, files: dict[str, str], read: dict[UUID, Standoff]
) -> None:
    entities = names_in(files["annotation.conf"], "entities")
    assert len(entities) == len({name.casefold() for name in entities})
    assert len(entities) == len(library.library.tags()) + 1
    assert all(STORABLE.match(name) for name in entities)
    used = {type_ for standoff in read.values() for type_, _ in standoff.marks.values()}
    assert used <= set(entities)
    relations = names_in(files["annotation.conf"], "relations")
    assert {t for s in read.values() for t, _, _ in s.relations} <= set(relations)
    labels = names_in(files["visual.conf"], "labels")
    assert set(entities) | set(relations) <= set(labels)
    assert "行政复议" in files["visual.conf"]


def test_the_tree_of_tags_is_the_indentation(library: Workspace, files: dict[str, str]) -> None:
    names = type_names(list(library.library.tags()))
    lines = files["annotation.conf"].split("[entities]\n")[1].split("\n\n")[0].splitlines()[1:]
    above: list[str] = []
    parents: dict[str, str | None] = {}
    for line in lines:
        depth = len(line) - len(line.lstrip("\t"))
        above[depth:] = [line.strip()]
        parents[line.strip()] = above[depth - 1] if depth else None
    by_id = {names[t.id]: names[t.parent] if t.parent else None for t in library.library.tags()}
    assert parents == by_id


def test_names_that_brat_does_not_take_are_made_of_the_id() -> None:
    tags = [
        Tag(UUID(int=1), "甲", code="G1"),
        Tag(UUID(int=2), "乙", code="g1", english="Red tape"),
        Tag(UUID(int=3), "丙", code="１", english="entity"),
        Tag(UUID(int=4), "丁", english="Naïve"),
        Tag(UUID(int=5), "戊", code="Highlight"),
    ]
    names = list(type_names(tags).values())
    assert names[:2] == ["G1", "Red_tape"]
    assert names[2] == "Tag_00000000"
    assert len({name.casefold() for name in names}) == 5
    assert all(STORABLE.match(name) for name in names)


@given(
    text=st.text(st.sampled_from("甲𠮷 \t\n\r\x0b\x1c\x85\u2028a"), min_size=1, max_size=40),
    data=st.data(),
)
def test_fragments_hold_all_but_the_line_breaks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    parts = fragments(text, span)
    assert all(len(part.of(text).splitlines()) == 1 for part in parts)
    assert "".join(part.of(text) for part in parts) == "".join(span.of(text).splitlines())
    assert all(a.end < b.start for a, b in itertools.pairwise(parts))
