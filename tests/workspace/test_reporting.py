"""Reports as a list, their metadata, reading status, and names on the command line."""

from __future__ import annotations

from uuid import uuid4

import pytest

from app.domain.errors import Ambiguous, Invalid, NotFound
from app.domain.report import ReadingStatus, Report, Source
from app.workspace.workspace import Workspace
from workspace.samples import parsed, span_of


def test_the_list_shows_annotations_and_status(workspace: Workspace, report: Report) -> None:
    workspace.annotating.highlight(report.id, span_of("审结"))
    workspace.reporting.set_status(report.id, ReadingStatus.READING)
    (line,) = workspace.reporting.list()
    assert (line.report.id, line.annotations, line.status) == (report.id, 1, ReadingStatus.READING)


def test_a_correction_is_marked_as_a_persons(workspace: Workspace, report: Report) -> None:
    corrected = workspace.reporting.correct(report.id, {"year": " 2024 ", "region": ""})
    assert corrected.metadata.year.value == "2024"
    assert corrected.metadata.year.source is Source.USER
    assert corrected.metadata.region.value is None
    assert corrected.metadata.title.source is Source.TEXT
    assert workspace.reporting.report(report.id) == corrected


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", "23"),
        ("year", "二〇二三"),
        ("level", "国家"),
        ("published_on", "2024-2-30"),
        ("signed_on", "20240210"),
    ],
)
def test_a_bad_correction_is_refused(
    workspace: Workspace, report: Report, field: str, value: str
) -> None:
    with pytest.raises(Invalid) as caught:
        workspace.reporting.correct(report.id, {field: value})
    assert (caught.value.what, caught.value.values["field"]) == ("bad_value", field)
    assert workspace.reporting.report(report.id) == report


def test_an_unknown_field_is_refused(workspace: Workspace, report: Report) -> None:
    with pytest.raises(Invalid, match="unknown_field"):
        workspace.reporting.correct(report.id, {"colour": "red"})


def test_several_reports_are_corrected_by_one_change(workspace: Workspace) -> None:
    reports = workspace.importing.store([(parsed(name), {}) for name in ("甲县", "乙县")])
    workspace.reporting.correct_many([r.id for r in reports], {"region": "贵州"})
    assert {line.report.metadata.region.value for line in workspace.reporting.list()} == {"贵州"}
    workspace.history.undo()
    found = {line.report.metadata.region.value for line in workspace.reporting.list()}
    assert found == {"甲县", "乙县"}


def test_the_status_is_each_reviewers_own_and_unread_at_first(
    workspace: Workspace, report: Report
) -> None:
    assert workspace.reporting.status(report.id) is ReadingStatus.UNREAD
    for status in (ReadingStatus.READ, ReadingStatus.DOUBTFUL, ReadingStatus.UNREAD):
        workspace.reporting.set_status(report.id, status)
        assert workspace.reporting.status(report.id) is status
    with pytest.raises(NotFound):
        workspace.reporting.set_status(uuid4(), ReadingStatus.READ)


def test_a_removed_report_takes_annotations_along_and_comes_back_whole(
    workspace: Workspace, report: Report
) -> None:
    made = workspace.annotating.highlight(report.id, span_of("审结"))
    workspace.reporting.set_status(report.id, ReadingStatus.READ)
    workspace.reporting.remove([report.id])
    assert workspace.reporting.list() == []
    assert workspace.library.annotations() == []
    assert workspace.library.check() == []
    workspace.history.undo()
    assert workspace.library.annotation(made.id) == made
    assert workspace.reporting.status(report.id) is ReadingStatus.READ
    assert workspace.reporting.text(report.id).startswith("云岭区")
    with pytest.raises(NotFound):
        workspace.reporting.remove([uuid4()])


def test_a_removed_report_can_be_imported_again(workspace: Workspace, report: Report) -> None:
    workspace.reporting.remove([report.id])
    (again,) = workspace.importing.store([(parsed(), {})])
    assert again.id == report.id
    assert workspace.library.check() == []


def test_a_report_answers_to_its_id_its_title_or_a_part_of_it(workspace: Workspace) -> None:
    first, second = workspace.importing.store(
        [(parsed("云岭区"), {}), (parsed("云岭区", "2024"), {})]
    )
    resolve = workspace.reporting.resolve
    assert resolve(str(first.id)).id == first.id
    assert resolve("2024年度").id == second.id
    assert resolve("２０２４").id == second.id
    with pytest.raises(Ambiguous) as caught:
        resolve("云岭区")
    assert len(caught.value.candidates) == 2
    for unknown in ("青山", "", str(uuid4())):
        with pytest.raises(NotFound):
            resolve(unknown)


def test_a_whole_title_wins_over_titles_that_contain_it(workspace: Workspace) -> None:
    short, _ = workspace.importing.store(
        [(parsed("甲", title="情况报告"), {}), (parsed("乙", title="乙县情况报告"), {})]
    )
    assert workspace.reporting.resolve("情况报告").id == short.id
