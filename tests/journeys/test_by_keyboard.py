"""The whole main job without a mouse: nothing but keys, sent to where the focus is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.domain.annotation import Annotation
from app.domain.report import SectionKind
from app.paths import Paths
from app.settings import Settings
from app.ui.main_window import MainWindow
from app.ui.panes import OpenReport
from app.workspace.progress import Silent
from app.workspace.samples import sample_files
from app.workspace.workspace import Workspace
from journeys.gestures import sheet, wait_until

Key = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

Starter = Callable[..., MainWindow]


class Hands:
    """A person at the keyboard, who sees the window and has no mouse."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        QCoreApplication.processEvents()

    @property
    def focus(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    def press(self, key: Key | str, held: Qt.KeyboardModifier = NONE, *, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.focus, key, held)
            QCoreApplication.processEvents()

    def type(self, words: str) -> None:
        """Type ASCII key by key; Chinese comes from an input method as one commit."""
        if words.isascii():
            QTest.keyClicks(self.focus, words)
        else:
            event = QInputMethodEvent()
            event.setCommitString(words)
            QCoreApplication.sendEvent(self.focus, event)
        QCoreApplication.processEvents()

    def go_to(self, widget: QWidget, key: Key = Key.Key_F6, most: int = 60) -> None:
        """Press F6 (or Tab) until a widget, or something in it, has the focus."""
        for _ in range(most):
            if self.focus is widget or widget.isAncestorOf(self.focus):
                return
            self.press(key)
        pytest.fail(f"{type(widget).__name__} is not reached by {key.name}")

    def choose_report(self, name: str, held: Qt.KeyboardModifier = NONE) -> None:
        """Go to the list, down to a report, and open it."""
        view = self.window.reading.library.view
        self.go_to(view)
        self.press(Key.Key_Home)
        for _ in range(20):
            line = view.chosen()[0]
            if line.report.file_name.startswith(name):
                self.press(Key.Key_Return, held)
                return
            self.press(Key.Key_Down)
        pytest.fail(f"{name} is not in the list")

    def find(self, words: str) -> None:
        """Find words in the active pane; they are selected when the find bar is left."""
        self.press("f", CONTROL)
        self.type(words)
        self.press(Key.Key_Return)
        self.press(Key.Key_Escape)
        assert selected(self.window) == words, (words, self.focus)


def active(window: MainWindow) -> OpenReport:
    one = window.reading.area.active
    assert one is not None
    return one


def selected(window: MainWindow) -> str:
    one = active(window)
    span = one.pane.selection()
    assert span is not None
    assert one.pane.content is not None
    return span.of(one.pane.content.text)


def all_annotations(window: MainWindow) -> list[Annotation]:
    workspace = window.workspace
    assert workspace is not None
    found = [
        annotation
        for report in workspace.library.reports()
        for annotation in workspace.annotating.of_report(report.id)
    ]
    return sorted(found, key=lambda a: str(a.id))


def state(window: MainWindow) -> list[tuple[object, ...]]:
    """What the annotations say, whenever they were written."""
    return [(a.id, a.anchor, a.tags, a.comment) for a in all_annotations(window)]


@pytest.fixture
def library(tmp_path: Path, own_home: Path) -> Path:
    """The sample reports, read and stored, nothing annotated."""
    path = tmp_path / "督察.piyue"
    workspace = Workspace.open(path, Paths.of_user(), Settings(), create=True)
    workspace.importing.add(sample_files(), Silent())
    workspace.close()
    return path


@pytest.fixture
def hands(start: Starter, library: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """The window as it first opens; the library is opened with Ctrl+L."""
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", staticmethod(lambda *_, **__: (str(library), ""))
    )
    hands = Hands(start())
    hands.press("l", CONTROL)
    wait_until(lambda: hands.window.reading.has_reports)
    return hands


def open_two(hands: Hands) -> None:
    hands.choose_report("云岭区2023")
    hands.choose_report("云岭区2022", CONTROL)
    for one in hands.window.reading.area.open:
        one.pane.view.glide.is_instant = True


def test_two_reports_are_opened_beside_each_other_and_read_by_section(hands: Hands) -> None:
    open_two(hands)
    area = hands.window.reading.area
    assert [one.report.year for one in area.open] == ["2023", "2022"]
    assert hands.focus is area.open[1].pane.view
    hands.press(Key.Key_Tab, CONTROL)
    one = active(hands.window)
    assert one is area.open[0]
    hands.press(Key.Key_Down, CONTROL, times=3)
    section = one.sections[one.pane.current_section()]
    assert section.kind is not SectionKind.ITEM
    caret = one.pane.view.display.to_text(one.pane.view.textCursor().position())
    assert caret == section.span.start  # what is read aloud or selected starts here
    hands.press(Key.Key_Up, CONTROL)
    assert one.sections[one.pane.current_section()].span.start < caret


def test_the_main_job_is_done_by_keys_alone(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = hands.window
    open_two(hands)
    hands.press(Key.Key_Tab, CONTROL)

    # Six tags: four by their slots, one by the palette's initials, one by its name.
    for slot, words in (("1", "行政复议"), ("2", "督察"), ("4", "行政执法"), ("5", "问题")):
        hands.find(words)
        hands.press(Key.Key_F8, times=2)  # the word, then the sentence around it
        assert len(selected(window)) > len(words)
        hands.press(slot)
    hands.find("法治")
    hands.press(Key.Key_Right, CONTROL | SHIFT, times=2)
    hands.press("t")
    hands.type("公共法律服务")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Tab, CONTROL)
    hands.find("培训")
    hands.press("t")
    hands.type("行政决策")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    made = all_annotations(window)
    assert len(made) == 6
    assert len({tag for annotation in made for tag in annotation.tags}) == 6

    # Three comments, going from annotation to annotation.
    hands.press(Key.Key_Tab, CONTROL)
    hands.go_to(active(window).pane.view)
    hands.press(Key.Key_Home, CONTROL)
    for words in ("比上年多", "need a source", "与去年相同"):
        hands.press("]")
        hands.press("c")
        hands.type(words)
        hands.press(Key.Key_Return, CONTROL)
    comments = {annotation.comment for annotation in all_annotations(window)}
    assert comments == {"", "比上年多", "need a source", "与去年相同"}

    # Two boundaries: the end of one goes on by a word, that of another back.
    for key in (Key.Key_Right, Key.Key_Left):
        hands.press("]" if key == Key.Key_Right else "[")
        before = state(window)
        hands.press(key, ALT | SHIFT)
        hands.press(Key.Key_End)
        assert state(window) != before

    # All of it undone, all of it done again.
    done = state(window)
    steps = 0
    while window.commands["undo"].isEnabled():
        hands.press("z", CONTROL)
        steps += 1
        assert steps < 60
    assert not all_annotations(window)
    while window.commands["redo"].isEnabled():
        hands.press("y", CONTROL)
    assert state(window) == done

    # Every one is found again in the list.
    hands.go_to(window.reading.right)
    hands.go_to(window.reading.right.segments[0], Key.Key_Backtab)
    hands.press(Key.Key_Right)
    view = annotation_view(window)
    listed = view.model().rowCount()
    assert listed == len(active(window).starts)
    seen = set()
    for row in range(listed):
        hands.go_to(view)
        hands.press(Key.Key_Home)
        hands.press(Key.Key_Down, times=row)
        hands.press(Key.Key_Return)
        seen.add(active(window).pane.active_annotation())
        assert hands.focus is active(window).pane.view
    assert seen == set(active(window).starts)

    # And by a search through all reports.
    hands.press("f", CONTROL | SHIFT)
    hands.type("督察")
    hands.press(Key.Key_Return)
    page = window.search_panel.page()
    wait_until(lambda: page.model.rowCount() > 1)
    hands.press(Key.Key_Down)  # from the field into the list, to the first hit
    assert page.view.current_hit() is not None
    hands.press(Key.Key_Return)
    assert window.page == "reading"
    assert hands.focus is active(window).pane.view

    # Written to a file.
    target = tmp_path / "批注.xlsx"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", staticmethod(lambda *_, **__: (str(target), ""))
    )
    hands.press("e", CONTROL)
    shown = sheet(window)
    assert shown is not None
    button = shown.content.export_button  # type: ignore[attr-defined]
    wait_until(button.isEnabled)  # the annotations meant are counted first
    hands.go_to(button, Key.Key_Tab)
    hands.press(Key.Key_Return)
    wait_until(lambda: target.exists() and target.stat().st_size > 0)


def annotation_view(window: MainWindow):
    from app.ui.annotations.annotation_list import AnnotationView

    return next(v for v in window.findChildren(AnnotationView) if v.isVisible())
