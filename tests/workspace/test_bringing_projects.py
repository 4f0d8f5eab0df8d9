"""Projects of Taguette and QualCoder, brought into a library whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import exchange_samples
from app.domain.anchor import AnchorState
from app.workspace.workspace import Workspace
from store.foreign_projects import QualCoder, Taguette, qt_span
from workspace.samples import parsed


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    workspace = exchange_samples.make(tmp_path / "library")
    yield workspace
    workspace.close()


def taguette(folder: Path) -> Path:
    made = Taguette(folder / "项目.sqlite3")
    made.tag(1, "评价.空话", "说了等于没说")
    made.tag(2, "复议")
    made.highlight(1, "𠮷祥街道", (1,))
    made.highlight(2, "办理\n行政复议", (1, 2), who="wang")
    made.highlight(3, "改革😀")
    return made.saved()


def qualcoder(folder: Path) -> Path:
    made = QualCoder(folder / "项目.qda")
    made.insert("code_cat", catid=1, name="评价", owner="张三", date="2024-01-01 08:00:00")
    made.code(1, "空话", catid=1, color="#F5A9A9")
    made.code(2, "复议")
    made.coding(1, *qt_span("𠮷祥街道"), "𠮷祥街道", memo="核对")
    made.coding(2, *qt_span("行政复议"), "行政复议", owner="李四")
    return made.saved()


@pytest.mark.parametrize("make", [taguette, qualcoder])
def test_a_project_becomes_reports_tags_and_annotations_by_one_change(
    workspace: Workspace, tmp_path: Path, make: object
) -> None:
    path = make(tmp_path)  # type: ignore[operator] - one of two functions
    bringing, library = workspace.bringing, workspace.library
    assert bringing.format_of(path) in {"taguette", "qualcoder"}
    before = library.change_count()
    outcome = bringing.bring(bringing.plan(bringing.read(path)))
    assert outcome.plan.rejects == ()
    assert library.change_count() - before <= 2  # the reviewer at work, and the import
    [report] = library.reports()
    text = library.text(report.id)
    for annotation in library.annotations():
        assert annotation.anchor
        assert annotation.state is AnchorState.EXACT
        assert annotation.anchor.span.of(text) == annotation.anchor.quote.exact
    paths = {workspace.tagging.path(tag) for a in library.annotations() for tag in a.tags}
    assert paths == {"评价/空话", "复议"}
    again = bringing.plan(bringing.read(path))
    assert again.is_empty
    assert again.annotations.present == len(library.annotations())
    assert library.check() == []
    workspace.history.undo()
    assert library.annotations() == []


def test_annotations_of_a_project_join_the_report_that_is_there(
    workspace: Workspace, tmp_path: Path
) -> None:
    raw = parsed("云岭区", "2023").text
    [report] = workspace.importing.store([(parsed("云岭区", "2023"), {})])
    made = QualCoder(tmp_path / "a.qda", raw="\ufeff" + raw.replace("\n", "\r\n"))
    made.code(1, "复议")
    made.coding(1, *qt_span("行政复议", made.raw), "行政复议")
    outcome = workspace.bringing.bring(
        workspace.bringing.plan(workspace.bringing.read(made.saved()))
    )
    assert outcome.reports == (report.id,)
    assert [r.id for r in workspace.library.reports()] == [report.id]
    [annotation] = workspace.library.annotations()
    assert annotation.anchor
    assert annotation.anchor.span.of(raw) == "行政复议"
