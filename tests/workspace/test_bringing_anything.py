"""Whatever a file holds: it comes in or is told, the counts add up, and nothing is doubled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import brought_samples
import exchange_samples
from app.domain.anchor import AnchorState, Span
from app.domain.annotation import Scope
from app.domain.change import Entity
from app.domain.exchange import (
    Brought,
    BroughtAnnotation,
    BroughtLink,
    BroughtReply,
    BroughtReviewer,
    BroughtSource,
    BroughtTag,
)
from app.domain.report import ReadingStatus
from app.files.brought_wire import brought_from_json, brought_to_json
from app.text.understand import understand
from app.workspace.workspace import Workspace
from brought_samples import TEXT

KEYS = st.sampled_from(["a", "b", "c", "\ud800", "{0d3f3a5e-0000-4000-8000-000000000001}", ""])
PIECES = st.sampled_from(
    ["", TEXT[10:24], "加强组织领导", "\x00坏\udfff", "没有说过的一句长长的话", "𠮷"]
)
TIMES = st.sampled_from(
    [None, datetime(2026, 3, 1, tzinfo=UTC), datetime(1, 1, 1), datetime(2026, 3, 1, 8)]  # noqa: DTZ001 - other programs write such
)
PLACES = st.one_of(st.none(), st.integers(-3, len(TEXT) + 5), st.just(2**70))
REPLIES = st.builds(BroughtReply, KEYS, PIECES, KEYS, TIMES, TIMES)
ANNOTATIONS = st.builds(
    BroughtAnnotation,
    key=KEYS,
    source=st.sampled_from(["s", "t", "", "nowhere"]),
    scope=st.sampled_from(Scope),
    start=PLACES,
    end=PLACES,
    quote=PIECES,
    prefix=PIECES,
    suffix=PIECES,
    tags=st.lists(KEYS, max_size=3).map(tuple),
    comment=PIECES,
    reviewer=KEYS,
    created=TIMES,
    edited=TIMES,
    resolved=st.booleans(),
    state=st.sampled_from(AnchorState),
    replies=st.lists(REPLIES, max_size=2).map(tuple),
    fields=st.sampled_from([None, None, {"scope": "passage"}, {}]),
)
FIELDS = st.dictionaries(
    st.sampled_from(["code", "kind", "colour", "slot", "keywords", "retired", "position", "odd"]),
    st.sampled_from([None, "", "G1", "red", 3, 99, True, ["甲"], [1], "\ud800"]),
    max_size=4,
)
TAGS = st.builds(BroughtTag, KEYS, PIECES, st.one_of(st.none(), KEYS), FIELDS)
SOURCES = st.sampled_from(
    [
        BroughtSource("s", "松溪县", TEXT),
        BroughtSource(
            "s", "", TEXT.replace("\n", "\n\n"), metadata={"year": "二〇二三", "level": "x"}
        ),
        BroughtSource("t", "别的", None, text_sha256="0" * 64),
        BroughtSource("t", "坏的", TEXT + "末", fields={"title": 3}),
    ]
)
FILES = st.builds(
    Brought,
    format=st.just("test"),
    context=st.just("c"),
    sources=st.lists(SOURCES, max_size=3).map(tuple),
    tags=st.lists(TAGS, max_size=5).map(tuple),
    reviewers=st.lists(st.builds(BroughtReviewer, KEYS, PIECES), max_size=3).map(tuple),
    annotations=st.lists(ANNOTATIONS, max_size=6).map(tuple),
    links=st.lists(st.builds(BroughtLink, KEYS, KEYS, KEYS, PIECES, PIECES, KEYS, TIMES), max_size=3)
    .map(tuple),
    things=st.sampled_from([{}, {"rule": {"x": {}}, "odd": {"y": {"z": 1}}, "status": {"q": {}}}]),
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One library for all examples: each is taken back again."""
    workspace = exchange_samples.make(tmp_path_factory.mktemp("any"))
    parsed = understand(TEXT, file_name="a.txt", file_sha256="0" * 64, media_type="text/plain")
    workspace.importing.store([(parsed, {})])
    yield workspace
    workspace.close()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(brought=FILES)
def test_any_file_is_counted_brought_in_once_and_taken_back(library: Workspace, brought: Brought):
    before = exchange_samples.content(library)
    outcome = library.bringing.bring(library.bringing.plan(brought))
    plan = outcome.plan
    for kind, count in (
        (brought.sources, plan.reports),
        (brought.tags, plan.tags),
        (brought.reviewers, plan.reviewers),
        (brought.annotations, plan.annotations),
        (brought.links, plan.links),
    ):
        assert count.total == len(kind)
    assert plan.replies.total == sum(len(one.replies) for one in brought.annotations)
    after = exchange_samples.content(library)
    placed = plan.places
    assert placed.exact + placed.moved + placed.to_confirm + placed.lost == plan.annotations.added
    again = library.bringing.plan(brought)
    assert again.is_empty
    if outcome.change is not None:
        library.history.undo()
        left = exchange_samples.content(library)
        assert {key: left[key] for key in before} == before
        assert set(left) - set(before) <= {key for key in after if key.startswith("reviewer")}


def test_what_it_left_is_sound(library: Workspace):
    assert library.library.check() == []


@settings(max_examples=30, deadline=None)
@given(brought=FILES)
def test_a_file_goes_over_the_pipe_unchanged(brought: Brought):
    import json

    sent = json.loads(json.dumps(brought_to_json(brought)))
    assert brought_from_json(sent) == brought


def test_pins_rules_statuses_and_former_texts_come_along(tmp_path: Path):
    full, empty = exchange_samples.make(tmp_path / "a"), exchange_samples.make(tmp_path / "b")
    exchange_samples.fill(full)
    first, second, _ = full.library.reports()
    full.pinning.pair([(first.id, 30), (second.id, 31)])
    full.reporting.set_status(first.id, ReadingStatus.DOUBTFUL)
    newer = full.library.text(second.id).replace("81次", "82次")
    parsed = understand(newer, file_name="新.txt", file_sha256="1" * 64, media_type="text/plain")
    full.versioning.replace(second.id, parsed)
    (pack,) = full.exporting.export("piyuepack", tmp_path / "全.piyuepack")
    (brought,) = empty.bringing.add([pack])
    assert brought.plan is not None
    assert brought.plan.rejects == ()
    assert exchange_samples.content(empty) == exchange_samples.content(full)
    assert empty.library.pins() == full.library.pins()
    assert empty.library.statuses(full.reviewer.id) == full.library.statuses(full.reviewer.id)
    assert empty.library.versions() == full.library.versions()
    waiting = empty.reanchoring.waiting()
    assert waiting
    assert all(empty.reanchoring.doubt(one.id).quote for one in waiting)
    assert empty.library.check() == []
    full.close()
    empty.close()


def test_two_documents_of_a_file_are_not_laid_onto_one_report(tmp_path: Path):
    workspace = exchange_samples.make(tmp_path)
    parsed = understand(TEXT, file_name="a.txt", file_sha256="0" * 64, media_type="text/plain")
    workspace.importing.store([(parsed, {})])
    other = TEXT.replace("70件，审结63件", "71件，审结60件")
    sources = (BroughtSource("t", "另一稿", other), BroughtSource("s", "原稿", TEXT))
    plan = workspace.bringing.plan(Brought("test", context="c", sources=sources))
    assert [source.way for source in plan.sources] == ["new", "text"]
    workspace.close()


@given(data=st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_position_counts_only_where_its_words_stand(library: Workspace, data: st.DataObject):
    start = data.draw(st.integers(0, len(TEXT) - 2))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    shift = data.draw(st.integers(-2, 2))
    quote = Span(start, end).of(TEXT)
    annotation = BroughtAnnotation(
        "x", "s", start=max(0, start + shift), end=max(1, end + shift), quote=quote,
        prefix=TEXT[max(0, start - 20) : start], suffix=TEXT[end : end + 20],
    )  # fmt: skip
    plan = library.bringing.plan(brought_samples.small(annotation))
    if plan.annotations.rejected:
        assert not quote.strip()
        return
    values: Any = plan.edits[-1].after
    assert plan.edits[-1].entity is Entity.ANNOTATION
    found = TEXT[values["start"] : values["end"]]
    if values["state"] in ("exact", "moved"):
        assert "".join(found.split()) == "".join(quote.split())
        assert values["quote"] == found
