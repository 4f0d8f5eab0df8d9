"""Tagging by rule, through the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.domain.rule import RuleScope
from app.ui.autotagging.proposal_model import Line
from app.ui.autotagging.sheet import AutoTaggingSheet
from app.ui.main_window import MainWindow
from app.workspace.samples import sample_files
from app.workspace.workspace import Workspace
from journeys.gestures import import_files, press, press_word, sheet, wait_until

Starter = Callable[..., MainWindow]


@pytest.fixture
def window(start: Starter) -> MainWindow:
    made = start()
    import_files(made, sample_files())
    return made


def opened(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def desk(window: MainWindow) -> AutoTaggingSheet:
    shown = sheet(window)
    assert shown is not None
    assert isinstance(shown.content, AutoTaggingSheet)
    return shown.content


def looked_up(content: AutoTaggingSheet) -> None:
    wait_until(lambda: content.model.accepted_count > 0 and content.apply_button.isEnabled())


def tag(window: MainWindow, code: str = "G1"):
    found = opened(window).tagging.find(code)
    assert found is not None
    return found


def test_what_is_accepted_is_marked_and_taken_back_at_once(window: MainWindow) -> None:
    workspace = opened(window)
    before = workspace.library.annotations()
    window.auto_tagging.open(tag=tag(window).id)
    content = desk(window)
    assert content.form.terms.terms() == tag(window).keywords
    content.form.terms.set_terms(["行政复议"])
    content.form._scopes[RuleScope.SENTENCE].setChecked(True)
    wait_until(lambda: content._pause.isActive() or content._job is not None)
    wait_until(lambda: not content._pause.isActive() and content._job is None)
    looked_up(content)
    found = content.model.accepted_count
    assert str(found) in content.summary.text()
    assert content.apply_button.text() == f"标记 {found} 处"
    content.model.toggle(1)
    assert content.apply_button.text() == f"标记 {found - 1} 处"
    rejected = next(entry for entry in content.model.entries if isinstance(entry, Line)).proposal
    press(content.apply_button)
    wait_until(lambda: sheet(window) is None)
    made = [a for a in workspace.library.annotations() if a.rule is not None]
    assert len(made) == found - 1
    assert {a.tags for a in made} == {(tag(window).id,)}
    spans = {(a.report, a.anchor.span) for a in made if a.anchor}
    assert (rejected.report, rejected.span) not in spans
    bar = window.auto_tagging.bar
    assert bar.isVisible()
    assert f"已新增 {found - 1} 处" in bar.words.text()
    press(bar.act)
    assert workspace.library.annotations() == before
    assert workspace.autotagging.rules() == []
    assert not bar.isVisible()


def test_the_bar_goes_when_undo_would_mean_something_else(window: MainWindow) -> None:
    window.auto_tagging.open(tag=tag(window).id, terms=("行政复议",))
    content = desk(window)
    looked_up(content)
    press(content.apply_button)
    wait_until(window.auto_tagging.bar.isVisible)
    workspace = opened(window)
    workspace.annotating.annotate_report(workspace.library.reports()[0].id)
    assert not window.auto_tagging.bar.isVisible()


def test_the_results_of_a_search_are_given_a_tag(window: MainWindow) -> None:
    opened(window).tagging.ensure("G1")
    window.search("行政复议")
    page = window.search_panel.page()
    wait_until(page.tag_button.isEnabled)  # type: ignore[attr-defined]
    press_word(page, "给结果打标签…")
    content = desk(window)
    assert content.form.terms.terms() == ("行政复议",)
    if content.form.tag is None:
        content.form.set_tag(tag(window))
    looked_up(content)
    count = opened(window).finding.count(page.query()).occurrences  # type: ignore[attr-defined]
    assert content.model.accepted_count == count


def test_a_bad_pattern_is_told_in_chinese_with_its_place(window: MainWindow) -> None:
    window.auto_tagging.open(tag=tag(window).id, terms=("复议(案件",))
    content = desk(window)
    content.form.pattern_chip.setChecked(True)
    wait_until(lambda: "左括号没有配上右括号" in content.advice.text())
    assert "在第 3 个字" in content.advice.text()
    assert not content.apply_button.isEnabled()


def test_a_recorded_rule_is_run_again_and_finds_only_what_is_new(window: MainWindow) -> None:
    workspace = opened(window)
    window.auto_tagging.open(tag=tag(window).id, terms=("行政复议",))
    content = desk(window)
    looked_up(content)
    content.model.set_all(False)
    content.model.toggle(1)
    press(content.apply_button)
    wait_until(lambda: sheet(window) is None)
    total = content.model.rowCount()
    window.auto_tagging.open()
    content = desk(window)
    menu = QMenu(content)
    content._fill_rules(menu)
    inner = menu.actions()[0].menu()
    assert isinstance(inner, QMenu)
    assert menu.actions()[0].text() == "行政复议（1 处）"
    inner.actions()[0].trigger()
    looked_up(content)
    assert content.form.terms.terms() == ("行政复议",)
    assert "跳过已有 1 处" in content.summary.text()
    assert content.model.rowCount() <= total
    rule = workspace.autotagging.rules()[0]
    inner.actions()[2].trigger()
    assert workspace.autotagging.rules() == []
    window.commands.trigger("undo")
    assert workspace.autotagging.rules() == [rule]


def test_escape_leaves_everything_as_it_was(window: MainWindow) -> None:
    before = opened(window).library.annotations()
    window.auto_tagging.open(tag=tag(window).id, terms=("行政复议",))
    content = desk(window)
    looked_up(content)
    content.view.setFocus()
    QTest.keyClick(content.view, Qt.Key.Key_Escape)
    wait_until(lambda: sheet(window) is None)
    assert opened(window).library.annotations() == before


def test_the_rule_that_made_an_annotation_is_told_under_the_list(window: MainWindow) -> None:
    window.auto_tagging.open(tag=tag(window).id, terms=("行政复议",))
    content = desk(window)
    looked_up(content)
    content.form.name.setText("复议线索")
    press(content.apply_button)
    wait_until(lambda: sheet(window) is None)
    made = next(a for a in opened(window).library.annotations() if a.rule)
    window.reading.open_report(made.report)
    window.reading.right.show_page(1)
    window.reading.opening.annotation_chosen.emit(made.id)
    from app.ui.links.link_strip import LinkStrip

    (strip,) = window.findChildren(LinkStrip)
    assert "由规则“复议线索”标记" in strip.told()


def test_a_sheet_that_is_left_tells_nothing_any_more(window: MainWindow) -> None:
    window.auto_tagging.open(tag=tag(window).id, terms=("行政复议",))
    content = desk(window)
    looked_up(content)
    content.form.terms.set_terms(["行政"])
    content.look_up()
    shown = sheet(window)
    assert shown is not None
    shown.close_sheet()
    wait_until(lambda: sheet(window) is None)
    wait_until(lambda: not window.jobs.is_running())
    assert content._is_left
