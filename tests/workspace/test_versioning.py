"""A corrected text takes the place of a report's text."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anchoring_quality import altered
from app.domain.anchor import AnchorState, Span
from app.domain.change import Change, Entity
from app.domain.errors import Invalid
from app.domain.ids import new_id
from app.domain.report import ParsedReport, Report, Source
from app.domain.search import Query
from app.text.understand import understand
from app.workspace.importing import Wanted
from app.workspace.reporting import ReportLine
from app.workspace.workspace import Workspace
from builders import sha256
from workspace.samples import TEXT

NEWER = "".join(
    (
        TEXT.replace("70件", "72件"),
        "\n附注：本报告已更正。𠮷祥街道的数字以此为准。",
    )
)


def reparsed(text: str) -> ParsedReport:
    """The text as the program understands it."""
    return understand(
        text, file_name="报告.txt", file_sha256=sha256("file" + text), media_type="text/plain"
    )


@pytest.fixture
def report(workspace: Workspace) -> Report:
    return workspace.importing.store([Wanted(reparsed(TEXT))])[0]


def mark(workspace: Workspace, report: Report, words: str) -> None:
    text = workspace.reporting.text(report.id)
    at = text.index(words)
    workspace.annotating.highlight(report.id, Span(at, at + len(words)), comment=words)


def states(workspace: Workspace, report: Report) -> dict[str, AnchorState]:
    return {a.comment: a.state for a in workspace.library.annotations(report.id)}


def test_a_corrected_text_takes_the_place_of_the_old_one(
    workspace: Workspace, report: Report
) -> None:
    done = workspace.versioning.replace(report.id, reparsed(NEWER))
    assert done.report.id == report.id
    assert workspace.reporting.text(report.id) == NEWER
    (version,) = workspace.versioning.versions(report.id)
    assert version.text_sha256 == sha256(TEXT)
    assert workspace.library.text_with(version.text_sha256) == TEXT
    assert [s.heading for s in workspace.reporting.outline(report.id)]
    assert workspace.library.check() == []


def test_search_finds_the_new_words_and_not_the_old_ones(
    workspace: Workspace, report: Report
) -> None:
    workspace.versioning.replace(report.id, reparsed(NEWER))
    assert workspace.library.unindexed() == []
    searcher = workspace.library.searcher()
    assert searcher.count(Query("72件")).occurrences == 1
    assert searcher.count(Query("70件")).occurrences == 0


def test_remarks_follow_or_wait_or_are_lost_and_the_totals_add_up(
    workspace: Workspace, report: Report
) -> None:
    text = TEXT + "\n结语部分即将删除的一整句话，共二十余字，没有别处。"
    workspace.versioning.replace(report.id, reparsed(text))
    first = TEXT.split("\n")[0][:10]
    mark(workspace, report, first)
    mark(workspace, report, "70件")
    mark(workspace, report, "结语部分即将删除的一整句话，共二十余字")
    workspace.annotating.annotate_report(report.id, comment="整份")
    done = workspace.versioning.replace(report.id, reparsed(NEWER))
    assert states(workspace, report) == {
        first: AnchorState.EXACT,
        "70件": AnchorState.TO_CONFIRM,
        "结语部分即将删除的一整句话，共二十余字": AnchorState.LOST,
        "整份": AnchorState.EXACT,
    }
    assert done.tally.total == 4
    assert done.tally == workspace.versioning.tally(report.id)


def test_a_lost_remark_keeps_its_words_and_cuts_nothing_out_of_the_text(
    workspace: Workspace, report: Report
) -> None:
    text = TEXT + "\n结语部分即将删除的一整句话，没有别处。"
    workspace.versioning.replace(report.id, reparsed(text))
    mark(workspace, report, "结语部分即将删除的一整句话")
    workspace.versioning.replace(report.id, reparsed(TEXT))
    (lost,) = workspace.library.annotations(report.id)
    assert lost.anchor is not None
    assert lost.anchor.quote.exact == "结语部分即将删除的一整句话"
    assert len(lost.anchor.span) == 0
    assert lost.anchor.span.end <= len(TEXT)
    assert lost.placing is not None
    former = workspace.library.text_with(lost.placing.text_sha256)
    assert former[lost.placing.start : lost.placing.end] == "结语部分即将删除的一整句话"


def test_the_former_text_again_brings_every_remark_back(
    workspace: Workspace, report: Report
) -> None:
    mark(workspace, report, "70件")
    before = workspace.library.annotations(report.id)[0].anchor
    workspace.versioning.replace(report.id, reparsed(NEWER))
    workspace.versioning.replace(report.id, reparsed(TEXT))
    (after,) = workspace.library.annotations(report.id)
    assert (after.anchor, after.state) == (before, AnchorState.EXACT)
    assert [v.text_sha256 for v in workspace.versioning.versions(report.id)] == [sha256(NEWER)]
    assert workspace.library.check() == []


def test_undo_restores_all_and_redo_does_it_again(workspace: Workspace, report: Report) -> None:
    mark(workspace, report, "70件")
    mark(workspace, report, TEXT[:12])

    def everything() -> object:
        return (
            workspace.library.fields(Entity.REPORT, str(report.id)),
            workspace.library.annotations(report.id),
            workspace.library.versions(),
        )

    before = everything()
    workspace.versioning.replace(report.id, reparsed("新增一段。\n" + NEWER))
    after = everything()
    assert workspace.history.undo().action == "undo"
    assert everything() == before
    workspace.history.redo()
    assert everything() == after
    assert workspace.library.check() == []


def test_it_is_one_change(workspace: Workspace, report: Report) -> None:
    mark(workspace, report, "70件")
    told: list[Change] = []
    workspace.subscribe(told.append)
    workspace.versioning.replace(report.id, reparsed(NEWER))
    assert [change.action for change in told] == ["replace_text"]


def test_what_a_person_typed_wins_over_the_new_text(workspace: Workspace, report: Report) -> None:
    workspace.reporting.correct(report.id, {"organisation": "某某委员会"})
    done = workspace.versioning.replace(report.id, reparsed(NEWER))
    organisation = done.report.metadata.organisation
    assert (organisation.value, organisation.source) == ("某某委员会", Source.USER)


def test_corrections_of_the_outline_are_carried_over(workspace: Workspace, report: Report) -> None:
    first = workspace.reporting.outline(report.id)[0]
    workspace.correcting.remove_heading(report.id, first.span.start)
    workspace.versioning.replace(report.id, reparsed("更正后的第一行。\n" + NEWER))
    assert first.heading not in [s.heading for s in workspace.reporting.outline(report.id)]
    assert len(workspace.library.corrections(report.id)) == 1
    assert workspace.library.check() == []


def test_a_remark_on_a_section_follows_its_heading(workspace: Workspace, report: Report) -> None:
    section = workspace.reporting.outline(report.id)[0]
    workspace.annotating.annotate_section(report.id, section, comment="章节")
    workspace.versioning.replace(report.id, reparsed("更正后的第一行。\n" + NEWER))
    (annotation,) = workspace.library.annotations(report.id)
    headings = [s.heading_span for s in workspace.reporting.outline(report.id)]
    assert annotation.state is AnchorState.MOVED
    assert annotation.anchor is not None
    assert annotation.anchor.span in headings
    assert annotation.anchor.quote.exact.endswith(section.heading)


def test_a_heading_with_another_number_is_the_same_heading(
    workspace: Workspace, report: Report
) -> None:
    section = next(s for s in workspace.reporting.outline(report.id) if s.label.startswith("二"))
    workspace.annotating.annotate_section(report.id, section, comment="章节")
    newer = TEXT.replace(section.label + section.heading, "三、" + section.heading)
    workspace.versioning.replace(report.id, reparsed(newer))
    (annotation,) = workspace.library.annotations(report.id)
    assert annotation.state is AnchorState.MOVED
    assert annotation.anchor is not None
    assert annotation.anchor.quote.exact == "三、" + section.heading


def test_pins_follow_and_one_whose_place_is_gone_goes(workspace: Workspace, report: Report) -> None:
    other = workspace.importing.store([Wanted(reparsed(TEXT.replace("云岭", "青山")))])[0]
    sections = workspace.reporting.outline(report.id)
    beside = workspace.reporting.outline(other.id)
    workspace.pinning.pair([(report.id, sections[0].span.start), (other.id, beside[0].span.start)])
    last = len(TEXT) - 2
    workspace.pinning.pair([(report.id, last), (other.id, last)])
    cut = TEXT[: TEXT.rindex("\n")]
    done = workspace.versioning.replace(report.id, reparsed("更正后的第一行。\n" + cut))
    assert done.pins_lost == 1
    (pin,) = workspace.library.pins(report.id)
    at = pin.a_at if pin.a == report.id else pin.b_at
    moved = workspace.reporting.outline(report.id)[0]
    assert at == moved.span.start


def test_the_text_of_another_report_is_refused(workspace: Workspace, report: Report) -> None:
    other = TEXT.replace("云岭", "青山")
    workspace.importing.store([Wanted(reparsed(other))])
    with pytest.raises(Invalid, match="same_text"):
        workspace.versioning.replace(report.id, reparsed(other))


def test_removing_a_report_takes_its_versions_and_undo_brings_them_back(
    workspace: Workspace, report: Report
) -> None:
    workspace.versioning.replace(report.id, reparsed(NEWER))
    workspace.reporting.remove([report.id])
    assert workspace.library.versions() == []
    workspace.history.undo()
    assert len(workspace.library.versions(report.id)) == 1
    assert workspace.library.check() == []


def test_store_replaces_and_adds_in_the_order_given(workspace: Workspace, report: Report) -> None:
    other = reparsed(TEXT.replace("云岭", "青山"))
    stored = workspace.importing.store([Wanted(reparsed(NEWER), replaces=report.id), Wanted(other)])
    assert stored[0].id == report.id
    assert stored[0].text_sha256 == sha256(NEWER)
    assert [line.report.id for line in lines(workspace)] == [r.id for r in stored]


def lines(workspace: Workspace) -> list[ReportLine]:
    return sorted(workspace.reporting.list(), key=lambda line: line.report.imported)


def test_the_former_text_is_the_report_and_no_new_one(workspace: Workspace, report: Report) -> None:
    workspace.versioning.replace(report.id, reparsed(NEWER))
    (stored,) = workspace.importing.store([Wanted(reparsed(TEXT))])
    assert stored.id == report.id
    assert len(workspace.reporting.list()) == 1


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**6), times=st.integers(1, 12))
def test_whatever_comes_no_remark_is_left_out_of_the_count(
    workspace: Workspace, seed: int, times: int
) -> None:
    rng = random.Random(seed)
    text = TEXT + f"\n{new_id()}"
    (report,) = workspace.importing.store([Wanted(reparsed(text))])
    for _ in range(8):
        start = rng.randrange(len(text) - 1)
        span = Span(start, min(len(text), start + rng.randint(1, 40)))
        workspace.annotating.highlight(report.id, span)
    workspace.annotating.annotate_report(report.id, comment="整份")
    for _ in range(2):
        newer, _ = altered(text, rng, times)
        newer += f"\n{new_id()}"
        done = workspace.versioning.replace(report.id, reparsed(newer))
        assert done.tally.total == 9 == len(workspace.library.annotations(report.id))
        for annotation in workspace.library.annotations(report.id)[1:]:
            assert annotation.anchor is not None
            span = annotation.anchor.span
            assert span.end <= len(newer)
            if annotation.state in (AnchorState.EXACT, AnchorState.MOVED):
                assert span.of(newer) == annotation.anchor.quote.exact
            if annotation.state is AnchorState.LOST:
                assert len(span) == 0
    assert workspace.library.check() == []


@pytest.mark.parametrize("format_", ["csv", "json", "html", "xlsx", "docx"])
def test_every_export_keeps_what_is_lost_or_to_be_confirmed_and_says_so(
    workspace: Workspace, report: Report, tmp_path: Path, format_: str
) -> None:
    gone = "结语部分即将删除的一整句话"
    workspace.versioning.replace(report.id, reparsed(f"{TEXT}\n{gone}，没有别处。"))
    mark(workspace, report, gone)
    mark(workspace, report, "70件")
    workspace.versioning.replace(report.id, reparsed(NEWER))
    assert {a.state for a in workspace.library.annotations()} == {
        AnchorState.LOST,
        AnchorState.TO_CONFIRM,
    }
    workspace.exporting.export(format_, tmp_path / f"出.{format_}", report=report.id)
    written = (tmp_path / f"出.{format_}").read_bytes()
    if format_ in {"xlsx", "docx"}:
        with zipfile.ZipFile(tmp_path / f"出.{format_}") as whole:
            written = b"".join(whole.read(name) for name in whole.namelist())
    said = written.decode("utf-8", errors="replace")
    assert gone in said
    assert "70件" in said
    if format_ in {"csv", "json"}:
        assert "lost" in said
        assert "to_confirm" in said
    elif format_ in {"html", "xlsx"}:
        assert "原文找不到" in said
        assert "位置待确认" in said


def test_a_report_keeps_its_place_in_the_order_of_import(
    workspace: Workspace, report: Report
) -> None:
    workspace.importing.store([Wanted(reparsed(TEXT.replace("云岭", "青山")))])
    for text in (NEWER, NEWER + "再改一次。"):
        workspace.importing.store([Wanted(reparsed(text), replaces=report.id)])
    assert workspace.reporting.report(report.id).imported == report.imported
    assert lines(workspace)[0].report.id == report.id
    first, second = workspace.library.versions(report.id)
    assert (first.imported, second.imported) == (report.imported, first.replaced)
