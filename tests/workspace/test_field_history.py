"""Metadata confirmed, corrected, said to be none, and taken back to what was recognised."""

from __future__ import annotations

from app.domain.report import Field, Report, Source
from app.workspace.workspace import Workspace
from workspace.samples import parsed


def test_a_guess_becomes_a_persons_own_by_one_confirmation(
    workspace: Workspace, report: Report
) -> None:
    workspace.reporting.confirm([report.id], ["region", "level"])
    metadata = workspace.reporting.report(report.id).metadata
    assert metadata.region == Field("云岭区", Source.USER)
    assert metadata.level == Field("county", Source.USER)
    assert metadata.year.source is Source.TEXT
    workspace.history.undo()
    assert workspace.reporting.report(report.id) == report


def test_a_correction_can_be_taken_back_much_later(workspace: Workspace, report: Report) -> None:
    workspace.reporting.correct(report.id, {"year": "2024"})
    workspace.reporting.correct(report.id, {"region": "贵州"})
    workspace.reporting.correct(report.id, {"year": "2025"})
    assert workspace.field_history.restore(report.id, "year") == Field("2023", Source.TEXT)
    metadata = workspace.reporting.report(report.id).metadata
    assert (metadata.year.value, metadata.region.value) == ("2023", "贵州")
    assert workspace.field_history.restore(report.id, "year").value == "2023"
    workspace.history.undo()
    assert workspace.reporting.report(report.id).metadata.year.value == "2025"


def test_the_values_of_a_field_are_known_with_time_and_person(
    workspace: Workspace, report: Report
) -> None:
    workspace.reporting.correct(report.id, {"year": "2024"})
    workspace.reporting.correct(report.id, {"region": "贵州"})
    workspace.reporting.correct(report.id, {"year": None})
    values = workspace.field_history.of(report.id, "year")
    assert [v.field.value for v in values] == ["2023", "2024", None]
    assert [v.reviewer for v in values] == ["", "李审阅", "李审阅"]
    assert values[0].at < values[1].at < values[2].at


def test_that_there_is_none_is_a_persons_word_and_stays(
    workspace: Workspace, report: Report
) -> None:
    workspace.reporting.correct(report.id, {"level": None})
    assert workspace.reporting.report(report.id).metadata.level == Field(None, Source.USER)
    workspace.importing.store([(parsed(), {})])
    assert workspace.reporting.report(report.id).metadata.level == Field(None, Source.USER)


def test_what_was_corrected_at_import_is_read_from_the_text_again(workspace: Workspace) -> None:
    made = workspace.importing.store([(parsed("青山县"), {"year": "1999"})])[0]
    assert made.metadata.year == Field("1999", Source.USER)
    assert workspace.field_history.restore(made.id, "year").value == "2023"


def test_it_is_known_beforehand_how_many_reports_differ(workspace: Workspace) -> None:
    ids = [
        r.id for r in workspace.importing.store([(parsed(n), {}) for n in ("甲县", "乙县", "丙县")])
    ]
    assert workspace.reporting.differing(ids, {"region": "乙县"}) == 2
    assert workspace.reporting.differing(ids, {"year": "2023"}) == 0
    workspace.reporting.correct_many(ids, {"region": "贵州", "level": None})
    assert workspace.reporting.differing(ids, {"region": "贵州"}) == 0
    assert len(workspace.library.recent_headers(9)) == 4  # codebook, person, import, correction
