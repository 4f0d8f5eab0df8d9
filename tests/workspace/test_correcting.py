"""Outline and page furniture corrected by a person: one undoable change each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.domain.anchor import Span
from app.domain.annotation import Scope
from app.domain.change import Change, Entity
from app.domain.errors import Invalid
from app.domain.report import Report, Section
from app.domain.search import Query
from app.text.understand import understand
from app.workspace.layouts import carried_over, parts_of
from app.workspace.workspace import Workspace

TEXT = (
    "首页 > 政务公开 > 法治政府\n"
    "云岭区2023年度法治政府建设情况报告\n"
    "2023年，云岭区坚持依法行政。𠮷祥街道率先完成改革，全年没有发生重大行政违法案件，成效明显。\n"
    "\n"
    "一、主要举措和成效\n"
    "（一）深化“放管服”改革。全年办理行政复议案件70件，审结63件，按时办结率百分之百。\n"
    "（二）规范行政执法。开展双随机、一公开检查81次，全部结果都已向社会公开。\n"
    "1.队伍建设\n"
    "举办培训班12期，培训执法人员1600人次，mixed 中English，考试合格率达到百分之九十八。\n"
    "加强\n"
    "法制审核\n"
    "全年审核行政规范性文件12件，提出意见建议56条，全部得到采纳，没有发生被纠正的情形。\n"
    "二、存在的不足\n"
    "（一）法治意识有待提升。个别部门对合法性审查认识不够，有的文件没有送审就印发。\n"
    "三、下一步安排\n"
    "继续加强法治政府建设，完善制度，压实责任，确保各项任务落到实处、取得实效。\n"
    "云岭区人民政府\n"
    "2024年2月10日\n"
    "\n"
    "版权所有：云岭区人民政府办公室\n"
    "网站标识码5001110001\n"
)


@pytest.fixture
def report(workspace: Workspace) -> Report:
    parsed = understand(TEXT, file_name="云岭区.txt", file_sha256="0" * 64, media_type="text/plain")
    return workspace.importing.store([(parsed, {})])[0]


def at(words: str) -> int:
    return TEXT.index(words)


def span(words: str) -> Span:
    return Span(at(words), at(words) + len(words))


def names(workspace: Workspace, report: Report) -> list[tuple[int, str]]:
    return [(s.level, s.label + s.heading) for s in workspace.reporting.outline(report.id)]


def changes(workspace: Workspace, verb: Callable[[], object]) -> list[Change]:
    heard: list[Change] = []
    end = workspace.subscribe(heard.append)
    verb()
    end()
    return heard


def test_promoting_takes_the_headings_below_along(workspace: Workspace, report: Report) -> None:
    workspace.correcting.promote(report.id, at("（二）规范"))
    assert names(workspace, report)[:5] == [
        (1, "一、主要举措和成效"),
        (2, "（一）深化“放管服”改革"),
        (1, "（二）规范行政执法"),
        (2, "1.队伍建设"),
        (1, "二、存在的不足"),
    ]
    with pytest.raises(Invalid, match="no_level"):
        workspace.correcting.promote(report.id, at("（二）规范"))


def test_demoting_undoes_promoting_and_leaves_nothing_to_remember(
    workspace: Workspace, report: Report
) -> None:
    before = names(workspace, report)
    workspace.correcting.promote(report.id, at("（二）规范"))
    workspace.correcting.demote(report.id, at("（二）规范"))
    assert names(workspace, report) == before
    assert workspace.library.corrections(report.id) == ()
    assert not workspace.correcting.corrected(report.id)


def test_a_heading_goes_no_deeper_than_below_the_one_before_it(
    workspace: Workspace, report: Report
) -> None:
    workspace.correcting.demote(report.id, at("二、存在"))
    assert (2, "二、存在的不足") in names(workspace, report)
    assert (3, "（一）法治意识有待提升") in names(workspace, report)
    with pytest.raises(Invalid, match="no_level"):
        workspace.correcting.demote(report.id, at("一、主要"))


def test_what_was_said_of_the_headings_below_moves_along(
    workspace: Workspace, report: Report
) -> None:
    workspace.correcting.make_heading(report.id, span("加强\n法制审核"), 3)
    workspace.correcting.promote(report.id, at("（二）规范"))
    assert (2, "加强法制审核") in names(workspace, report)


def test_a_heading_broken_over_two_lines_is_joined(workspace: Workspace, report: Report) -> None:
    verbs = workspace.correcting
    verbs.make_heading(report.id, Span(at("加强\n"), at("加强\n")), 3)
    assert (3, "加强") in names(workspace, report)
    verbs.merge_line(report.id, at("加强\n"))
    assert (3, "加强法制审核") in names(workspace, report)
    with pytest.raises(Invalid, match="heading_long"):
        verbs.make_heading(report.id, Span(at("2023年，"), at("三、下一步")), 1)


def test_a_long_line_gives_its_first_sentence_as_heading(
    workspace: Workspace, report: Report
) -> None:
    workspace.correcting.split(report.id, at("提出意见"))
    found = next(
        s for s in workspace.reporting.outline(report.id) if s.heading.startswith("全年审核")
    )
    assert found.level == 3
    assert found.span.start == at("全年审核行政")
    with pytest.raises(Invalid, match="is_heading"):
        workspace.correcting.split(report.id, at("全年审核行政"))


def test_two_neighbouring_sections_become_one(workspace: Workspace, report: Report) -> None:
    workspace.correcting.merge_next(report.id, at("（一）深化"))
    assert names(workspace, report)[:4] == [
        (1, "一、主要举措和成效"),
        (2, "（一）深化“放管服”改革"),
        (3, "1.队伍建设"),
        (1, "二、存在的不足"),
    ]
    with pytest.raises(Invalid, match="no_next"):
        workspace.correcting.merge_next(report.id, at("（一）深化"))


def test_an_annotation_on_a_section_follows_its_heading(
    workspace: Workspace, report: Report
) -> None:
    def section(start: int) -> Section:
        return next(s for s in workspace.reporting.outline(report.id) if s.span.start == start)

    second = section(at("（二）规范"))
    made = workspace.annotating.annotate_section(report.id, second, comment="两节应合并")
    workspace.correcting.merge_next(report.id, at("（一）深化"))
    moved = workspace.library.annotation(made.id)
    assert moved.scope is Scope.SECTION
    assert moved.anchor
    assert moved.anchor.quote.exact == "（一）深化“放管服”改革"
    workspace.history.undo()
    assert workspace.library.annotation(made.id) == made
    assert section(at("（二）规范")) == second


def test_without_any_section_a_remark_stays_on_its_words(
    workspace: Workspace, report: Report
) -> None:
    first = workspace.reporting.outline(report.id)[0]
    made = workspace.annotating.annotate_section(report.id, first)
    workspace.correcting.remove_heading(report.id, first.span.start)
    moved = workspace.library.annotation(made.id)
    assert (moved.scope, moved.anchor) == (Scope.PASSAGE, made.anchor)


def test_hidden_lines_are_not_found_until_they_come_back(
    workspace: Workspace, report: Report
) -> None:
    def hits() -> int:
        return workspace.finding.count(Query("双随机")).occurrences

    assert hits() == 1
    workspace.correcting.hide(report.id, span("双随机"))
    assert hits() == 0
    assert "（二）规范行政执法" not in [words for _, words in names(workspace, report)]
    while workspace.library.index_pending(10):
        pass
    assert hits() == 0
    workspace.correcting.show(report.id, span("双随机"))
    assert hits() == 1
    assert workspace.library.corrections(report.id) == ()
    assert workspace.library.check() == []


def test_lines_of_the_page_come_back_to_the_report(workspace: Workspace, report: Report) -> None:
    hidden = workspace.reporting.furniture(report.id)
    assert hidden[0].of(TEXT).startswith("首页")
    workspace.correcting.show(report.id, hidden[0])
    assert workspace.reporting.body(report.id).start == 0
    assert workspace.correcting.corrected(report.id).restored == (hidden[0],)
    workspace.correcting.hide(report.id, span("首页"))
    assert workspace.reporting.furniture(report.id) == hidden
    assert workspace.library.corrections(report.id) == ()


def test_not_everything_can_be_hidden(workspace: Workspace, report: Report) -> None:
    with pytest.raises(Invalid, match="nothing_left"):
        workspace.correcting.hide(report.id, Span(0, len(TEXT)))


def test_an_uncertain_heading_is_confirmed(workspace: Workspace, report: Report) -> None:
    text = TEXT.replace("三、下一步", "一、下一步")
    parsed = understand(text, file_name="乙.txt", file_sha256="1" * 64, media_type="text/plain")
    other = workspace.importing.store([(parsed, {})])[0]
    start = text.index("一、下一步")
    unsure = {s.span.start: s.confidence for s in workspace.reporting.outline(other.id)}
    assert unsure[start] < 0.8
    before = names(workspace, other)
    workspace.correcting.confirm(other.id, start)
    sure = {s.span.start: s.confidence for s in workspace.reporting.outline(other.id)}
    assert sure[start] == 1.0
    assert names(workspace, other) == before
    assert workspace.correcting.corrected(other.id).headings == {start}


def test_what_the_machine_recognised_can_be_had_again(workspace: Workspace, report: Report) -> None:
    before = names(workspace, report), workspace.reporting.furniture(report.id)
    verbs = workspace.correcting
    verbs.promote(report.id, at("（二）规范"))
    verbs.remove_heading(report.id, at("二、存在"))
    verbs.hide(report.id, span("2024年2月10日"))
    verbs.restore(report.id, span("（二）规范"))
    assert (2, "（二）规范行政执法") in names(workspace, report)
    assert len(workspace.library.corrections(report.id)) == 2
    assert len(changes(workspace, lambda: verbs.restore_all(report.id))) == 1
    assert (names(workspace, report), workspace.reporting.furniture(report.id)) == before
    fields = workspace.library.fields(Entity.REPORT, str(report.id))
    assert fields
    assert fields["recognised"] is None
    assert not changes(workspace, lambda: verbs.restore_all(report.id))


def test_each_verb_is_one_change_that_undo_takes_back(workspace: Workspace, report: Report) -> None:
    verbs = workspace.correcting
    before = workspace.library.fields(Entity.REPORT, str(report.id))
    for verb in (
        lambda: verbs.promote(report.id, at("（二）规范")),
        lambda: verbs.demote(report.id, at("二、存在")),
        lambda: verbs.set_level(report.id, at("1.队伍"), 1),
        lambda: verbs.make_heading(report.id, span("加强"), 1),
        lambda: verbs.split(report.id, at("举办")),
        lambda: verbs.remove_heading(report.id, at("（二）规范")),
        lambda: verbs.merge_next(report.id, at("（一）深化")),
        lambda: verbs.merge_line(report.id, at("一、主要")),
        lambda: verbs.hide(report.id, span("云岭区人民政府\n2024年")),
        lambda: verbs.show(report.id, span("版权所有")),
    ):
        assert len(changes(workspace, verb)) == 1
        assert workspace.library.fields(Entity.REPORT, str(report.id)) != before
        workspace.history.undo()
        assert workspace.library.fields(Entity.REPORT, str(report.id)) == before
    assert workspace.library.check() == []


def test_a_correction_lives_on_in_the_file(reopen: Callable[[], Workspace]) -> None:
    workspace = reopen()
    parsed = understand(TEXT, file_name="甲.txt", file_sha256="2" * 64, media_type="text/plain")
    report = workspace.importing.store([(parsed, {})])[0]
    workspace.correcting.promote(report.id, at("（二）规范"))
    after = names(workspace, report)
    again = reopen()
    assert names(again, report) == after
    assert again.importing.store([(parsed, {})])[0].id == report.id
    assert names(again, report) == after


def test_corrections_are_carried_over_to_a_new_text(workspace: Workspace, report: Report) -> None:
    workspace.correcting.promote(report.id, at("（二）规范"))
    workspace.correcting.hide(report.id, span("2024年2月10日"))
    newer = TEXT.replace("70件", "71件").replace("\n2024年2月10日", "")
    parsed = understand(newer, file_name="新.txt", file_sha256="3" * 64, media_type="text/plain")
    machine = parts_of(
        {
            "body": [parsed.body.start, parsed.body.end],
            "furniture": [[s.start, s.end] for s in parsed.furniture],
            "sections": [],
        }
    )
    fields, lost = carried_over(newer, machine, workspace.library.corrections(report.id))
    assert [c.anchor.quote.exact.strip() for c in lost] == ["2024年2月10日"]
    assert [s.heading for s in parts_of(fields).sections] == ["规范行政执法"]
    assert fields["recognised"]
