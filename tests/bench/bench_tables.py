"""The page of tables: ten thousand annotations of 200 reports, opened, filtered, counted."""

from __future__ import annotations

import random
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from corpus import reports
from measuring import Figure, say, watch
from PySide6.QtWidgets import QApplication

from app.domain.anchor import Anchor, Span
from app.domain.annotation import Annotation, Scope
from app.domain.change import Entity
from app.domain.fields import annotation_fields
from app.domain.ids import new_id
from app.domain.table import Column, Facet, Sieve
from app.paths import Paths
from app.settings import Settings, ViewState
from app.ui.application import settle_memory
from app.ui.tables.tables_page import MATRIX, TABLE, TablesPage
from app.ui.theme import Look
from app.workspace.edits import create
from app.workspace.session import Session, utc_now
from app.workspace.workspace import Workspace

REPORTS, ANNOTATIONS, TAGS = 200, 10_000, 120


@contextmanager
def annotated_library() -> Iterator[tuple[Workspace, ViewState]]:
    """200 reports with 10,000 annotations by three reviewers, of 120 tags."""
    with tempfile.TemporaryDirectory(prefix="piyue-bench-") as name:
        folder = Path(name)
        source = folder / "reports"
        source.mkdir()
        for file, text in reports(REPORTS):
            (source / file).write_text(text, encoding="utf-8")
        paths = Paths(folder / "d", folder / "config", folder / "cache", folder / "logs")
        settings = Settings(reviewer_name="审阅甲")
        workspace = Workspace.open(folder / "tables.piyue", paths, settings, create=True)
        try:
            workspace.importing.add([source])
            _annotate(workspace, random.Random(7))
            yield workspace, ViewState(paths.config, workspace.library.id)
        finally:
            workspace.close()


def _annotate(workspace: Workspace, rng: random.Random) -> None:
    while len(workspace.tagging.tags()) < TAGS:
        workspace.tagging.create(f"补充标签{len(workspace.tagging.tags())}")
    tags = [tag.id for tag in workspace.tagging.tags()]
    people = [workspace.annotating.add_reviewer(f"审阅{who}").id for who in "甲乙丙"]
    texts = {r.id: workspace.library.text(r.id) for r in workspace.library.reports()}
    ids = list(texts)
    made = [_annotation(rng, texts, rng.choice(ids), tags, people) for _ in range(ANNOTATIONS)]
    # All in one change: one by one they would be as many commits to the disk.
    session = Session(workspace.library, workspace.paths, workspace.reviewer, utc_now)
    edits = [create(Entity.ANNOTATION, str(a.id), annotation_fields(a)) for a in made]
    session.commit("annotate", edits)


def _annotation(
    rng: random.Random, texts: dict[UUID, str], report: UUID, tags: list[UUID], people: list[UUID]
) -> Annotation:
    start = rng.randrange(len(texts[report]) - 130)
    span = Span(start, start + rng.randint(6, 120))
    given = tuple(rng.sample(tags, rng.choice([0, 1, 1, 1, 2, 3])))
    comment = "请核对口径，见台账。" if rng.random() < 0.3 else ""
    now = utc_now()
    return Annotation(
        new_id(), report, Scope.PASSAGE, Anchor.at(texts[report], span), given, comment,
        rng.choice(people), now, now,
    )  # fmt: skip


def measure_tables(app: QApplication, look: Look) -> list[Figure]:
    say("making 10,000 annotations…")
    with annotated_library() as (workspace, view):
        say("opening tables…")
        settle_memory()
        opened: list[float] = []
        page: TablesPage | None = None
        for _ in range(6):
            if page is not None:
                page.close()
            with watch() as clock:
                page = TablesPage(look, workspace, view)
                page.resize(1366, 690)
                page.show()
                app.processEvents()  # paints
            opened.append(clock.cpu_ms)
        if page is None or page.part.model.line_count != ANNOTATIONS:
            raise RuntimeError("the table does not hold every annotation")
        with watch() as plain:
            workspace.library.table_lines()
        figures = [
            Figure("table of 10,000 annotations, opened", statistics.median(opened[1:]), "ms cpu",
                   plain.cpu_ms, "≤ 150 ms; baseline: read them from the library"),
            _filtering(app, page, workspace),
            _sorting(app, page),
            *_matrix(app, page),
        ]  # fmt: skip
        page.close()
    return figures


def _median(app: QApplication, page: TablesPage, steps: list[Callable[[], object]]) -> float:
    taken: list[float] = []
    for step in steps:
        with watch() as clock:
            step()
            app.processEvents()  # paints
        taken.append(clock.cpu_ms)
    return statistics.median(taken)


def _filtering(app: QApplication, page: TablesPage, workspace: Workspace) -> Figure:
    group = workspace.tagging.find("V")
    sieves = [
        Sieve(text="行政"),
        Sieve(text="行政 -执法"),
        Sieve({Facet.YEAR: frozenset({"2018", "2020"})}),
        Sieve({Facet.TAG: frozenset({str(group.id if group else "")})}),
        Sieve({Facet.COMMENT: frozenset({"yes"})}, "口径"),
        Sieve({Facet.SECTION: frozenset({"存在的不足和下一步安排"})}),
        Sieve(),
    ]
    steps = [lambda s=sieve: page.filters.set_sieve(s) for sieve in (*sieves, *sieves)]
    taken = _median(app, page, steps[len(sieves) :]) if _median(app, page, steps) else 0.0
    return Figure("filter them, seven kinds (median)", taken, "ms cpu", None, "≤ 50 ms")


def _sorting(app: QApplication, page: TablesPage) -> Figure:
    head = page.part.view.head
    steps = [lambda c=column: head.sort_by(c) for column in Column]
    taken = _median(app, page, steps)
    head.set_keys(())
    return Figure("sort them by a column (median)", taken, "ms cpu")


def _matrix(app: QApplication, page: TablesPage) -> list[Figure]:
    page.toggle_part(MATRIX)
    page.matrix.model.set_all_closed(closed=False)
    taken: list[float] = []
    for _ in range(6):
        page.toggle_part(TABLE)
        app.processEvents()
        with watch() as clock:
            page.toggle_part(MATRIX)
            app.processEvents()
        taken.append(clock.cpu_ms)
    model = page.matrix.model
    if (model.rowCount(), model.columnCount()) < (TAGS, REPORTS):
        raise RuntimeError("the matrix does not hold every tag and report")
    row = next(k for k, shown in enumerate(model.rows) if shown.tag and shown.tag.code == "V")
    with watch() as clock:
        page.matrix.view.show_cell(row, model.columnCount() - 1)
        app.processEvents()
    return [
        Figure("matrix of 200 reports × 120 tags, opened", statistics.median(taken[1:]), "ms cpu",
               None, "≤ 150 ms"),
        Figure("passages of a group in all reports, side by side", clock.cpu_ms, "ms cpu"),
    ]  # fmt: skip
