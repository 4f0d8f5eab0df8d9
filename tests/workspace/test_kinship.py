"""Whether a file that comes in is another version of a report of the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.report import Report
from app.workspace.importing import Examined, Wanted
from app.workspace.workspace import Workspace
from workspace.samples import TEXT
from workspace.test_versioning import NEWER, reparsed


@pytest.fixture
def report(workspace: Workspace) -> Report:
    return workspace.importing.store([Wanted(reparsed(TEXT))])[0]


def examined(workspace: Workspace, folder: Path, text: str) -> Examined:
    path = folder / "完全不同的名字.txt"
    path.write_text(text, encoding="utf-8")
    return workspace.importing.examine([path])[0]


def test_a_corrected_text_is_told_with_what_changed(
    workspace: Workspace, report: Report, tmp_path: Path
) -> None:
    found = examined(workspace, tmp_path, NEWER)
    assert found.version_of == report.id
    assert found.kinship is not None
    assert 0.5 < found.kinship.likeness < 1
    assert (found.kinship.changed, found.kinship.added, found.kinship.removed) == (1, 0, 0)


def test_the_same_text_is_the_same_report_and_no_version(
    workspace: Workspace, report: Report, tmp_path: Path
) -> None:
    found = examined(workspace, tmp_path, TEXT)
    assert (found.duplicate_of, found.version_of) == (report.id, None)


def test_other_line_breaks_spaces_and_widths_are_the_same_report(
    workspace: Workspace, report: Report, tmp_path: Path
) -> None:
    other = TEXT.replace("，", ", ").replace("。", "。\n\n").replace("、", "、\u3000")
    found = examined(workspace, tmp_path, other)
    assert found.version_of == report.id
    assert found.kinship is not None
    assert found.kinship.likeness > 0.9


def test_a_former_text_is_recognised(workspace: Workspace, report: Report, tmp_path: Path) -> None:
    workspace.versioning.replace(report.id, reparsed(NEWER))
    found = examined(workspace, tmp_path, TEXT)
    assert found.version_of == report.id
    assert found.kinship is not None
    assert found.kinship.is_former


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("云岭", "青山"),
        TEXT.replace("2023", "2022"),
        "青山县2023年度法治政府建设情况报告\n"
        + "\n".join(f"第{n}项工作已完成。" for n in range(9)),
    ],
    ids=["another unit", "another year", "another text"],
)
def test_a_neighbour_or_last_year_is_no_version(
    workspace: Workspace, report: Report, tmp_path: Path, other: str
) -> None:
    assert examined(workspace, tmp_path, other).version_of is None


def test_a_report_taken_out_is_no_longer_compared(
    workspace: Workspace, report: Report, tmp_path: Path
) -> None:
    assert examined(workspace, tmp_path, NEWER).version_of == report.id
    workspace.reporting.remove([report.id])
    assert examined(workspace, tmp_path, NEWER).version_of is None
