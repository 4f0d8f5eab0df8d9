"""Search, alignment and export through the workspace."""

from __future__ import annotations

import csv
import json
import threading
from pathlib import Path

import pytest

import builders
from app.domain.errors import Invalid, NotFound
from app.domain.filters import Filter
from app.domain.report import Report
from app.domain.search import Count, Query
from app.files.write_csv import CSV_COLUMNS
from app.files.writing import FORMATS, WORDS
from app.workspace.labels import LABELS
from app.workspace.workspace import Workspace
from workspace.samples import outline, parsed, span_of, tag

# --- finding --------------------------------------------------------------------------


def test_hits_and_count_agree(workspace: Workspace, report: Report) -> None:
    query = Query("行政")
    hits = workspace.finding.hits(query, 50)
    assert workspace.finding.count(query) == Count(len(hits), 1)
    assert workspace.finding.per_report(query) == {report.id: len(hits)}
    text = workspace.reporting.text(report.id)
    assert {text[h.span.start : h.span.end] for h in hits} == {"行政"}


def test_each_thread_searches_for_itself(workspace: Workspace, report: Report) -> None:
    found: list[int] = []

    def work() -> None:
        found.append(workspace.finding.count(Query("行政")).occurrences)

    for _ in range(3):  # the later ones clear away what ended threads left
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    workspace.finding.interrupt()
    assert len(set(found)) == 1
    assert workspace.finding.count(Query("行政")).occurrences == found[0]


# --- aligning ---------------------------------------------------------------------------


def test_sections_are_paired_by_what_they_are_about(workspace: Workspace) -> None:
    first = parsed("云岭区")
    swapped = (
        "青山县2023年度法治政府建设情况报告\n"
        "一、存在的不足\n法治意识有待提升，执法力量不足。\n"
        "二、主要举措和成效\n全年办理行政复议案件20件。\n"
    )
    sections = (
        builders.section(swapped, "一、", "存在的不足", end=swapped.index("二、")),
        builders.section(swapped, "二、", "主要举措和成效"),
    )
    second = builders.parsed(swapped, title="青山县报告", sections=sections)
    a, b = workspace.importing.store([(first, {}), (second, {})])
    pairs = {(p.a, p.b) for p in workspace.aligning.pairs(a.id, b.id)}
    assert {(0, 1), (3, 0)} <= pairs
    forward = workspace.aligning.match(a.id, b.id)
    assert [p.a for p in forward] == sorted({p.a for p in forward})
    assert [p.b for p in forward] == sorted({p.b for p in forward})
    assert all(outline()[p.a].kind != "item" for p in forward)


def test_pairs_are_computed_anew_when_a_report_comes_back(workspace: Workspace) -> None:
    a, b = workspace.importing.store([(parsed("甲县"), {}), (parsed("乙县"), {})])
    pairs = workspace.aligning.pairs(a.id, b.id)
    assert pairs
    workspace.reporting.remove([b.id])
    with pytest.raises(NotFound):
        workspace.aligning.pairs(a.id, b.id)
    workspace.history.undo()
    assert workspace.aligning.pairs(a.id, b.id) == pairs


# --- exporting ----------------------------------------------------------------------------


@pytest.fixture
def annotated(workspace: Workspace, report: Report) -> Workspace:
    workspace.annotating.highlight(
        report.id, span_of("审结63件"), [tag(workspace, "G1")], "比上年少"
    )
    workspace.annotating.annotate_report(report.id, [tag(workspace, "V5")], "缺下一年度安排")
    return workspace


def test_there_are_labels_for_every_key_in_both_languages() -> None:
    for labels in LABELS.values():
        assert set(labels) == set(WORDS)


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_every_format_is_written(annotated: Workspace, tmp_path: Path, format_: str) -> None:
    target = tmp_path / f"批注{FORMATS[format_].suffix}"
    files = annotated.exporting.export(format_, target)
    assert files == [target.resolve()]
    assert target.stat().st_size > 0


def test_a_csv_has_the_rows_meant(annotated: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "批注.csv"
    g1 = tag(annotated, "G1")
    annotated.exporting.export("csv", target, Filter(tags=frozenset({g1})))
    with target.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert tuple(head) == CSV_COLUMNS
    assert len(rows) == 1
    assert rows[0][head.index("quote")] == "审结63件"
    assert rows[0][head.index("tags")] == "矛盾纠纷化解/行政复议"


def test_labels_follow_the_language(annotated: Workspace, tmp_path: Path) -> None:
    for language, word in (("zh", "对整份报告"), ("en", "On the whole report")):
        target = tmp_path / f"{language}.html"
        annotated.exporting.export("html", target, words=LABELS[language])
        assert word in target.read_text(encoding="utf-8")


def test_html_shows_the_texts_of_annotated_reports_unless_told_otherwise(
    annotated: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "批注.html"
    other, _ = annotated.importing.store([(parsed("青山镇"), {}), (parsed("无批注乡"), {})])
    annotated.annotating.annotate_report(other.id)
    annotated.exporting.export("html", target)
    assert target.read_text(encoding="utf-8").count("执法力量不足") == 2
    annotated.exporting.export("html", target, options={"texts": "no"})
    assert "执法力量不足" not in target.read_text(encoding="utf-8")


def test_docx_of_several_reports_is_a_folder(annotated: Workspace, tmp_path: Path) -> None:
    other = annotated.importing.store([(parsed("青山镇"), {})])[0]
    target = tmp_path / "意见"
    chosen = frozenset({r.report.id for r in annotated.reporting.list()})
    files = annotated.exporting.export("docx", target, Filter(reports=chosen))
    assert len(files) == 2
    assert {f.parent for f in files} == {target.resolve()}
    single = annotated.exporting.export("docx", tmp_path / "一份.docx", report=other.id)
    assert single == [(tmp_path / "一份.docx").resolve()]


def test_docx_without_a_report_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no_reports"):
        workspace.exporting.export("docx", tmp_path / "无.docx")
    with pytest.raises(Invalid, match="unknown_format"):
        workspace.exporting.export("exe", tmp_path / "无.exe")
    assert list(tmp_path.glob("无*")) == []


def test_a_json_export_lists_every_annotation(annotated: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "批注.json"
    annotated.exporting.export("json", target)
    collection = json.loads(target.read_text(encoding="utf-8"))
    assert collection["total"] == 2


def test_an_overview_lists_reports_without_annotations_too(
    annotated: Workspace, tmp_path: Path
) -> None:
    annotated.importing.store([(parsed("青山镇"), {})])

    def listed(chosen: Filter) -> int:
        target = tmp_path / "批注.json"
        annotated.exporting.export("json", target, chosen)
        return len(json.loads(target.read_text(encoding="utf-8"))["piyue:reports"])

    assert listed(Filter()) == 2
    assert listed(Filter(tags=frozenset({tag(annotated, "G1")}))) == 1
    assert listed(Filter(years=frozenset({"1999"}))) == 0


def test_docx_of_reports_chosen_by_year_needs_no_annotation(
    annotated: Workspace, tmp_path: Path
) -> None:
    annotated.importing.store([(parsed("青山镇"), {})])
    year = annotated.reporting.list()[0].report.year
    assert year
    chosen = Filter(years=frozenset({year}))
    assert len(annotated.exporting.export("docx", tmp_path / "全部", chosen)) == 2
    assert len(annotated.exporting.export("docx", tmp_path / "有批注.docx")) == 1


def test_docx_of_a_library_without_annotations_holds_every_report(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.importing.store([(parsed("云岭区"), {}), (parsed("青山镇"), {})])
    assert len(workspace.exporting.export("docx", tmp_path / "全部")) == 2
