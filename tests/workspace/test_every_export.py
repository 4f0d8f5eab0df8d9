"""What holds of every format of export: its claims, its bytes, and how it fails."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

import builders
import exchange_extras
import exchange_samples
from app.domain.anchor import Span
from app.domain.carrying import Content
from app.domain.change import Change, Edit, Entity
from app.domain.errors import Cancelled, WriteFailed
from app.domain.fields import tag_fields
from app.domain.filters import Filter
from app.domain.link import LinkKind
from app.domain.tag import Tag
from app.files.writing import FORMATS, painted
from app.paths import Paths
from app.settings import Settings
from app.ui.libraries import paint_pdf
from app.workspace.exporting import COPY, PREVIEWED, Exporting
from app.workspace.workspace import Workspace
from workspace.samples import parsed

KEYS = sorted({*FORMATS, COPY, "pdf"})
LATER = "2031-01-01T00:00:00.000000Z"
EARLIER = "2020-01-01T00:00:00.000000Z"
PASSAGE = "2023年，云岭区坚持依法行政。"


@contextlib.contextmanager
def opened(folder: Path, path: Path) -> Iterator[Workspace]:
    paths = Paths(*(folder / part for part in ("documents", "config", "cache", "logs")))
    settings = Settings(reviewer_name="李审阅")
    workspace = Workspace.open(
        path, paths, settings, create=True, clock=builders.Clock(), painter=paint_pdf
    )
    with contextlib.closing(workspace):
        yield workspace


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One thing of each kind in two reports, and passages that nothing is said of."""
    folder = tmp_path_factory.mktemp("small")
    path = folder / "库.piyue"
    with opened(folder, path) as workspace:
        one, other = workspace.importing.store([(parsed(), {}), (parsed("松溪县"), {})])
        tag = workspace.tagging.find("G1")
        assert tag is not None
        annotating = workspace.annotating
        text = workspace.library.text(one.id)
        first = text.index(PASSAGE)
        passage = annotating.highlight(one.id, Span(first, first + 6), [tag.id], "请核对")
        far = annotating.highlight(other.id, Span(0, 3), [], "对照")
        workspace.discussing.reply(passage.id, "同意")
        workspace.linking.link(passage.id, far.id, LinkKind.SAME, "说明")
        annotating.annotate_section(one.id, workspace.library.outline(one.id)[3], [tag.id], "缺项")
        annotating.annotate_report(one.id, [tag.id], "时段不符")
    return path


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Three reports with everything there is; no test writes to it."""
    folder = tmp_path_factory.mktemp("source")
    with contextlib.closing(exchange_samples.make(folder)) as workspace:
        exchange_samples.fill(workspace)
        exchange_extras.enrich(workspace)
        path = workspace.library.path
    with opened(folder, path) as workspace:
        yield workspace


@pytest.fixture(autouse=True)
def _painting(request: pytest.FixtureRequest) -> None:
    """A PDF is painted with the fonts of the window's toolkit."""
    if "pdf" in request.node.name:
        request.getfixturevalue("qapp")


def written(
    workspace: Workspace, key: str, folder: Path, options: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """The files of an export by their names."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    exporting = workspace.exporting
    many = exporting.names(key, exporting.survey(), options)
    target = folder if many else folder / f"出{exporting.format(key).suffix}"
    exporting.export(key, target, options=options)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


# --- claims ---------------------------------------------------------------------------------


class Bench:
    """Changes single fields of a library, past the verbs, which would change more."""

    def __init__(self, workspace: Workspace) -> None:
        self.library = workspace.library
        self._reviewer = workspace.reviewer.id

    def apply(self, *edits: Edit) -> None:
        self.library.apply(Change(uuid4(), "test", edits, self._reviewer, builders.NOON))

    def alter(self, entity: Entity, id_: object, **values: Any) -> None:
        fields = self.library.fields(entity, str(id_))
        assert fields is not None
        assert all(fields[name] != value for name, value in values.items())
        self.apply(Edit(entity, str(id_), {name: fields[name] for name in values}, values))

    def annotation(self, scope: str = "passage") -> UUID:
        return next(a.id for a in self.library.annotations() if a.scope == scope)

    def report(self) -> UUID:
        return self.library.reports()[0].id

    def used_tag(self) -> UUID:
        return next(a.tags[0] for a in self.library.annotations() if a.tags)


def _move(bench: Bench) -> None:
    """To the same words elsewhere: what is quoted stays, where it stands does not."""
    id_ = bench.annotation()
    bench.alter(Entity.ANNOTATION, id_, start=40, end=46)


def _outline(bench: Bench) -> None:
    """Another level for a heading that nothing is said of."""
    fields: Any = bench.library.fields(Entity.REPORT, str(bench.report()))
    sections = [list(section) for section in fields["sections"]]
    sections[2][0] = 3
    bench.alter(Entity.REPORT, bench.report(), sections=sections)


def _new_tag(bench: Bench) -> None:
    tag = Tag(uuid4(), "没有用过的标签", position=99)
    bench.apply(Edit(Entity.TAG, str(tag.id), None, tag_fields(tag)))


def _more_tags(bench: Bench, scope: str = "passage") -> None:
    id_, tag = bench.annotation(scope), bench.library.tags()[3].id
    bench.alter(Entity.ANNOTATION, id_, tags=[str(bench.used_tag()), str(tag)])


ALTERED: dict[Content, tuple[Callable[[Bench], object], ...]] = {
    Content.PLACES: (_move,),
    Content.TAGS: (_more_tags,),
    Content.TAG_TREE: (_new_tag,),
    Content.TAG_DETAILS: (
        lambda b: b.alter(Entity.TAG, b.used_tag(), definition="另一个定义"),
        lambda b: b.alter(Entity.TAG, b.used_tag(), code="Z9"),
        lambda b: b.alter(Entity.TAG, b.used_tag(), short_name="另称"),
        lambda b: b.alter(Entity.TAG, b.used_tag(), english="another"),
        lambda b: b.alter(Entity.TAG, b.used_tag(), keywords=["另词"]),
        lambda b: b.alter(Entity.TAG, b.used_tag(), kind="evaluation"),
    ),
    Content.TAG_COLOURS: (lambda b: b.alter(Entity.TAG, b.used_tag(), colour="plum"),),
    Content.COMMENTS: (lambda b: b.alter(Entity.ANNOTATION, b.annotation(), comment="改过的话"),),
    Content.THREADS: (
        lambda b: b.alter(Entity.REPLY, b.library.replies()[0].id, text="另一句"),
        lambda b: b.alter(
            Entity.REPLY, b.library.replies()[0].id, annotation=str(b.annotation("report"))
        ),
    ),
    Content.RESOLVED: (lambda b: b.alter(Entity.ANNOTATION, b.annotation(), resolved=True),),
    Content.REVIEWERS: (
        lambda b: b.alter(Entity.REVIEWER, b.library.reviewers()[0].id, name="另一人"),
    ),
    Content.TIMES: (
        lambda b: b.alter(Entity.ANNOTATION, b.annotation(), created=EARLIER),
        lambda b: b.alter(Entity.ANNOTATION, b.annotation(), edited=LATER),
    ),
    Content.LINKS: (
        lambda b: b.alter(Entity.LINK, b.library.links()[0].id, comment="另说"),
        lambda b: b.alter(Entity.LINK, b.library.links()[0].id, kind="answers"),
    ),
    Content.SECTION_REMARKS: (lambda b: _more_tags(b, "section"),),
    Content.REPORT_REMARKS: (lambda b: _more_tags(b, "report"),),
    Content.LONG_TEXTS: (),  # nothing claims it by itself: it is lost where a text is cut
    Content.DOUBTS: (
        lambda b: b.alter(Entity.ANNOTATION, b.annotation(), state="to_confirm"),
        lambda b: b.alter(Entity.ANNOTATION, b.annotation(), state="lost"),
    ),
    Content.OUTLINES: (_outline,),
    Content.METADATA: (
        lambda b: b.alter(Entity.REPORT, b.report(), index_number={"value": "X-1", "source": None}),
        lambda b: b.alter(
            Entity.REPORT, b.report(), filed_on={"value": "2024-03-01", "source": None}
        ),
    ),
}
"""By kind of content, ways to change nothing else. A format that claims the kind must tell."""

WITH_THREADS: dict[Content, tuple[Callable[[Bench], object], ...]] = {
    Content.TIMES: (lambda b: b.alter(Entity.REPLY, b.library.replies()[0].id, created=EARLIER),),
}
"""More ways, for a format that also claims whole threads."""

BY_ROUND_TRIP = frozenset(
    {
        Content.TEXTS,
        Content.CORRECTIONS,
        Content.VERSIONS,
        Content.RULES,
        Content.PINS,
        Content.STATUSES,
        Content.HISTORY,
    }
)
"""Kinds that only the formats of Piyue itself claim (and texts, below): the tests of copies
and packages compare all of their content."""


def test_every_kind_of_content_is_put_to_the_test() -> None:
    assert set(ALTERED) | BY_ROUND_TRIP == set(Content)


def _choices() -> Iterator[tuple[str, dict[str, str]]]:
    """Every format as usual, and with each choice that changes what it carries."""
    formats = {**FORMATS, "pdf": painted(paint_pdf)}
    for key, chosen in sorted(formats.items()):
        yield key, {}
        for option in chosen.options:
            for value in sorted({*option.adds, *option.leaves}):
                yield key, {option.name: value}


@pytest.mark.parametrize(("key", "options"), list(_choices()))
def test_what_a_format_claims_to_carry_is_in_its_file(
    key: str, options: dict[str, str], small: Path, tmp_path: Path
) -> None:
    """Everything claimed changes the file when it changes, and nothing else has changed."""
    path = tmp_path / small.name  # a library's name may stand in the file: it stays the same
    with opened(tmp_path, Path(shutil.copy(small, path))) as workspace:
        chosen = workspace.exporting.format(key)
        before = written(workspace, key, tmp_path / "出", options)
    carried = chosen.carried(options)
    assert not chosen.carries & chosen.partly
    if Content.HISTORY in carried:
        pytest.skip("its log tells every change; the round trip compares its content")
    silent: list[str] = []
    for content in sorted(carried - BY_ROUND_TRIP):
        more = WITH_THREADS.get(content, ()) if Content.THREADS in carried else ()
        for number, alter in enumerate((*ALTERED[content], *more)):
            with opened(tmp_path, Path(shutil.copy(small, path))) as workspace:
                alter(Bench(workspace))
                after = written(workspace, key, tmp_path / "出", options)
            if after == before:
                silent.append(f"{content} {number}")
    assert silent == []


@pytest.mark.parametrize("key", KEYS)
def test_losses_are_what_is_there_and_not_carried(key: str, source: Workspace) -> None:
    exporting = source.exporting
    chosen, found = exporting.format(key), exporting.survey()
    assert all(found.present[content] for content in Content), "the sample lacks something"
    losses = {loss.content: loss for loss in exporting.losses(key, found=found)}
    assert set(losses) == set(Content) - chosen.carried({})
    assert all(losses[one].count == found.present[one] for one in losses)
    assert {one for one in losses if losses[one].is_partial} == chosen.partly
    nothing = exporting.losses(key, Filter(text=("没有这样的字",)))
    assert not {Content.COMMENTS, Content.LINKS, Content.TEXTS} & {x.content for x in nothing}


# --- bytes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_the_same_content_makes_the_same_bytes(key: str, source: Workspace, tmp_path: Path) -> None:
    first = written(source, key, tmp_path / "一")
    assert first
    assert written(source, key, tmp_path / "二") == first


# --- failing ------------------------------------------------------------------------------------


class StopsAfter:
    """Progress that asks to stop after so many steps."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self, done: int, total: int, what: str) -> None:
        assert 0 <= done <= total or total == 0, what
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def target_of(exporting: Exporting, key: str, folder: Path) -> tuple[Path, list[Path]]:
    """Where an export goes, and what lies there already: a file, or files in a folder."""
    names = exporting.names(key, exporting.survey())
    there = [folder / name for name in names] or [folder / f"出{exporting.format(key).suffix}"]
    for file in there:
        file.write_bytes(b"old")
    return (folder if names else there[0]), there


def is_untouched(folder: Path, there: list[Path]) -> bool:
    return sorted(folder.iterdir()) == sorted(there) and all(
        file.read_bytes() == b"old" for file in there
    )


@pytest.mark.parametrize("key", KEYS)
def test_an_export_that_is_stopped_leaves_what_was_there(
    key: str, source: Workspace, tmp_path: Path
) -> None:
    exporting = source.exporting
    target, there = target_of(exporting, key, tmp_path)
    steps = StopsAfter(1_000_000)
    exporting.export(key, tmp_path / "算.tmp" if target.is_file() else tmp_path, progress=steps)
    taken = 1_000_000 - steps.left
    assert taken, "it cannot be stopped"
    for file in tmp_path.iterdir():
        file.unlink()
    target_of(exporting, key, tmp_path)
    for after in sorted({0, taken // 2, taken - 1}):
        with pytest.raises(Cancelled):
            exporting.export(key, target, progress=StopsAfter(after))
        assert is_untouched(tmp_path, there)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files to set")
@pytest.mark.parametrize("key", KEYS)
def test_an_export_that_fails_midway_leaves_what_was_there(
    key: str, source: Workspace, tmp_path: Path
) -> None:
    """The system refuses to let the file grow, as on a full disk."""
    import resource

    target, there = target_of(source.exporting, key, tmp_path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, before[1]))
    try:
        with pytest.raises(WriteFailed):
            source.exporting.export(key, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert is_untouched(tmp_path, there)


# --- looking at it ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["all", "one report", "two reports", "a tag", "few", "none"])
def test_a_glance_counts_what_a_survey_holds(source: Workspace, kind: str) -> None:
    one, other, _ = (line.report.id for line in source.reporting.list())
    tag = source.tagging.find("G1")
    assert tag is not None
    some = frozenset(a.id for a in source.library.annotations()[10:14])
    chosen = {
        "all": Filter(),
        "one report": Filter(reports=frozenset({one})),
        "two reports": Filter(reports=frozenset({one, other})),
        "a tag": Filter(tags=frozenset({tag.id})),
        "few": Filter(annotations=some),
        "none": Filter(text=("没有这样的字",)),
    }[kind]
    whole, seen = source.exporting.survey(chosen), source.exporting.glance(chosen)
    few = len(seen.rows)
    assert seen.rows == whole.rows[:few]
    assert few == min(PREVIEWED, len(whole.rows))
    assert seen.first(few).links == whole.first(few).links
    for name in ("chosen", "reports", "listed", "present", "annotations", "leading_out"):
        assert getattr(seen, name) == getattr(whole, name), name
