"""The list of what a rule would mark: accepting and rejecting, by mouse and by keys."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.anchor import Span
from app.ui.autotagging.proposal_list import ProposalView
from app.ui.autotagging.proposal_model import Group, Line, ProposalModel
from app.ui.theme import Look
from app.workspace.autotagging import Proposal

FIRST, SECOND = UUID(int=1), UUID(int=2)
CHECKED, PARTLY, EMPTY = (
    Qt.CheckState.Checked,
    Qt.CheckState.PartiallyChecked,
    Qt.CheckState.Unchecked,
)


def proposal(report: UUID, start: int, quote: str = "全年办理行政复议案件70件。") -> Proposal:
    span = Span(start, start + len(quote))
    return Proposal(report, span, (Span(start + 4, start + 8),), "𠮷。", quote, "后文")


@pytest.fixture
def model() -> ProposalModel:
    made = ProposalModel()
    found = [proposal(FIRST, 0), proposal(FIRST, 50), proposal(SECOND, 9)]
    made.show_proposals(found, {FIRST: "云岭区 2023", SECOND: "青溪市 2022"})
    return made


@pytest.fixture
def view(qtbot: QtBot, look: Look, model: ProposalModel) -> ProposalView:
    made = ProposalView(look, model)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def states(model: ProposalModel) -> list[Qt.CheckState]:
    return [model.state(entry) for entry in model.entries]


def test_proposals_stand_under_their_reports_and_all_are_accepted(model: ProposalModel) -> None:
    assert [type(entry) for entry in model.entries] == [Group, Line, Line, Group, Line]
    assert states(model) == [CHECKED] * 5
    assert (model.accepted_count, model.accepted_reports) == (3, 2)


def test_a_rejected_one_leaves_its_report_in_part(model: ProposalModel) -> None:
    model.toggle(1)
    assert states(model) == [PARTLY, EMPTY, CHECKED, CHECKED, CHECKED]
    assert [p.span.start for p in model.accepted()] == [50, 9]
    model.toggle(0)
    assert states(model)[:3] == [CHECKED] * 3


def test_a_report_stands_for_all_of_its_proposals(model: ProposalModel) -> None:
    model.toggle(3)
    assert (model.accepted_count, model.accepted_reports) == (2, 1)
    model.set_all(False)
    assert (model.accepted_count, model.accepted_reports) == (0, 0)
    model.set_all(True)
    assert states(model) == [CHECKED] * 5


def test_a_screen_reader_hears_whether_a_line_is_chosen(model: ProposalModel) -> None:
    model.toggle(1)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert str(model.index(1).data(role)).startswith("未选 𠮷。【全年办理")
    assert str(model.index(0).data(role)).startswith("部分选中 云岭区 2023")


def test_keys_decide_and_go_on(view: ProposalView, model: ProposalModel) -> None:
    view.setFocus()
    view.setCurrentIndex(model.index(1))
    QTest.keyClick(view, Qt.Key.Key_N)
    assert view.currentIndex().row() == 2
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert states(model)[:3] == [EMPTY] * 3
    QTest.keyClick(view, Qt.Key.Key_Y)
    assert states(model)[:3] == [PARTLY, EMPTY, CHECKED]
    view.setCurrentIndex(model.index(1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.currentIndex().row() == 3


def test_space_decides_on_several_at_once(view: ProposalView, model: ProposalModel) -> None:
    view.setFocus()
    view.setCurrentIndex(model.index(1))
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert states(model)[:3] == [EMPTY] * 3


def test_a_click_on_the_box_decides_and_elsewhere_only_chooses(
    view: ProposalView, model: ProposalModel
) -> None:
    rect = view.visualRect(model.index(1))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(view.viewport(), left, pos=rect.topLeft() + QPoint(34, 16))
    assert states(model)[1] == EMPTY
    QTest.mouseClick(view.viewport(), left, pos=rect.center())
    assert states(model)[1] == EMPTY
    assert view.currentIndex().row() == 1


def test_a_list_of_ten_thousand_is_painted_and_decided_on(
    view: ProposalView, model: ProposalModel
) -> None:
    many = [proposal(UUID(int=k // 10), 40 * (k % 10), "长" * 300) for k in range(10_000)]
    model.show_proposals(many, {})
    assert not view.grab().isNull()
    model.set_all(False)
    model.toggle(0)
    assert (model.accepted_count, model.accepted_reports) == (10, 1)
