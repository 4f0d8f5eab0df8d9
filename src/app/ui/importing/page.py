"""The page of an import: the table of what was understood, one file beside it, the report."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.ui.controls import Button, Ground, Rule, Words, row
from app.ui.importing.beside import Beside
from app.ui.importing.bulk_bar import ReviewBulkBar
from app.ui.importing.item import ReviewItem, Verdict
from app.ui.importing.model import FILTERS, ReviewModel
from app.ui.importing.summary import Summary
from app.ui.importing.table import TO_DO, ReviewTable
from app.ui.menus import opens_menu
from app.ui.status_row import Bar
from app.ui.theme import Look


class ImportPage(QWidget):
    """Fills while files are read; can be left and come back to.

    Signals:
        accepted: the items to import.
        wished: an item and the Choices by which it is to be read anew.
        asked: an item and what to do (see Beside); `forget` and the like are done here.
        entered: an ImportResult of the report.
        stopped, resumed: reading is to stop, to go on with what was not read.
        save_asked: the report is to be written.
        left: back to the reports. closed: done with this import.
        arranged: columns or sizes were changed; see `state`.
    """

    CHAPTER = "library"

    accepted = Signal(object)
    wished = Signal(object, object)
    asked = Signal(object, str)
    entered = Signal(object)
    stopped = Signal()
    resumed = Signal()
    save_asked = Signal()
    left = Signal()
    closed = Signal()
    arranged = Signal()

    def __init__(self, look: Look, model: ReviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        self._unread = 0
        self.setAccessibleName(self.tr("导入"))
        self.table = ReviewTable(look, model)
        self.beside = Beside(look, model)
        self.summary = Summary(look, model.words)
        self.counts = Words(look, px=14, role="text2", fit=True)
        self.progress = Words(look, px=13, role="text2", fit=True)
        self.bar = Bar(look)
        self.stop_button = Button(look, self.tr("停止"), height=28, px=13)
        self.views: dict[str, Button] = {}
        self.filters: dict[str, Button] = {}
        self.columns_button = Button(look, self.tr("列"), "columns", "chip", height=28, px=13)
        self.bulk = ReviewBulkBar(look, model.words.levels)
        self.close_button = Button(look, self.tr("关闭导入"), kind="normal", height=34)
        self.resume_button = Button(look, "", kind="normal", height=34)
        self.sure_button = Button(look, "", kind="normal", height=34)
        self.import_button = Button(look, "", "import", "primary", height=34)
        self.promise = Words(look, role="text2")
        self._lay_out()
        self._connect()
        self.show_progress(None)
        self._count()

    def _lay_out(self) -> None:
        look = self.look
        self.title = Words(
            look, self.tr("导入：请核对识别结果"), px=18, bold=True, height=36, fit=True
        )
        head = Ground(look, "page", height=52)
        views = QButtonGroup(self)
        for key, words in (("review", self.tr("核对")), ("summary", self.tr("小结"))):
            button = Button(look, words, kind="chip", checkable=True, height=28, px=13)
            button.clicked.connect(lambda _=False, k=key: self.show_view(k))
            views.addButton(button)
            self.views[key] = button
        self.views["review"].setChecked(True)
        row(
            head, self.title, 12, self.counts, None, self.progress, 8, self.bar, 4, self.stop_button, 8,
            *self.views.values(), margins=(16, 0, 12, 0), spacing=4,
        )  # fmt: skip
        tabled = QWidget()
        below = QVBoxLayout(tabled)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.bulk)
        below.addWidget(self.table, 1)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(5)
        self.splitter.setChildrenCollapsible(False)
        look.changed.connect(self._restyle)
        self.splitter.addWidget(tabled)
        self.splitter.addWidget(self.beside)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([560, 460])
        review = QWidget()
        middle = QVBoxLayout(review)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        for part in (self._make_chips(), Rule(look, vertical=False)):
            middle.addWidget(part)
        middle.addWidget(self.splitter, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(review)
        self.stack.addWidget(self.summary)
        foot = Ground(look, "page", "t", height=54)
        row(
            foot, self.promise, self.close_button, 8, self.resume_button, 8, self.sure_button, 8,
            self.import_button, margins=(16, 0, 16, 0), spacing=0,
        )  # fmt: skip
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.stack, 1)
        whole.addWidget(foot)

        self._restyle()

    def _make_chips(self) -> Ground:
        """The choice of rows and of columns."""
        look = self.look
        chips = Ground(look, "page", "t", height=42)
        group = QButtonGroup(self)
        for name in FILTERS:
            chip = Button(look, "", kind="chip", checkable=True, height=28, px=13)
            chip.clicked.connect(lambda _=False, n=name: self.show_only(n))
            group.addButton(chip)
            self.filters[name] = chip
        self.filters["all"].setChecked(True)
        self.hint = Words(
            look,
            self.tr("加框的值机器拿不准，请您定"),
            px=13,
            role="warn",
            icon="warning",
            fit=True,
        )
        row(
            chips, *self.filters.values(), None, self.hint, 8, self.columns_button,
            margins=(16, 0, 12, 0), spacing=4,
        )  # fmt: skip
        return chips

    def _restyle(self) -> None:
        colours = f"background:{self.look.chrome.name()};border:1px solid {self.look.line.name()}"
        self.splitter.setStyleSheet(f"QSplitter::handle{{{colours};border-top:0;border-bottom:0}}")

    def _connect(self) -> None:
        table, beside, model = self.table, self.beside, self.model
        opens_menu(self.columns_button, table.head.fill)
        table.current_changed.connect(beside.show_item)
        table.selected_changed.connect(lambda items: self.bulk.show_count(len(items)))
        table.entered.connect(beside.enter)
        table.head.arranged.connect(self.arranged)
        self.splitter.splitterMoved.connect(lambda *_: self.arranged.emit())
        beside.text.moved.connect(self.arranged)
        beside.wished.connect(self.wished)
        beside.asked.connect(self._act)
        self.bulk.corrected.connect(self._correct_selected)
        self.bulk.chosen.connect(lambda on: model.set_chosen(table.selected(), on))
        self.bulk.closed.connect(lambda: table.choose_row(table.current()))
        model.counted.connect(self._count)
        model.dataChanged.connect(lambda *_: self.beside.say())
        model.arrived.connect(self._take_first)
        self.summary.entered.connect(self.entered)
        self.summary.save_asked.connect(self.save_asked)
        self.stop_button.clicked.connect(self.stopped)
        self.resume_button.clicked.connect(self.resumed)
        self.close_button.clicked.connect(self.closed)
        self.sure_button.clicked.connect(lambda: self.accepted.emit(model.sure()))
        self.import_button.clicked.connect(lambda: self.accepted.emit(model.chosen()))

    # --- what is shown ---

    def show_progress(self, words: str | None, share: float = 0) -> None:
        """Reading or storing is under way; None when nothing is."""
        for part in (self.progress, self.bar, self.stop_button):
            part.setVisible(words is not None)
        self.progress.set_text(words or "")
        self.bar.set_share(share)

    def set_storing(self, storing: bool) -> None:
        """While reports are stored the import stays: its report must say what was."""
        self.close_button.setEnabled(not storing)
        self.close_button.setToolTip(self.tr("正在导入，稍后可以关闭") if storing else "")

    def set_unread(self, count: int) -> None:
        """So many files were not read because reading was stopped."""
        self._unread = count
        self._count()

    def start_anew(self) -> None:
        """For another import."""
        self.set_unread(0)
        self.set_storing(False)
        self.show_progress(None)
        self.beside.show_item(None)
        self.table.is_untouched = True
        self.show_only("all")
        self.show_view("review")

    def show_view(self, view: str) -> None:
        """`review` or `summary`."""
        self.views[view].setChecked(True)
        reviews = view == "review"
        self.title.set_text(self.tr("导入：请核对识别结果") if reviews else self.tr("导入小结"))
        self.counts.setVisible(reviews)
        self.stack.setCurrentIndex(list(self.views).index(view))

    def show_only(self, name: str) -> None:
        """Only the files of one kind."""
        self.filters[name].setChecked(True)
        self.table.keep_current(lambda: self.model.show_only(name))
        self.beside.refresh()

    def show_item(self, item: ReviewItem) -> None:
        """Go to a file, whatever is filtered."""
        self.show_view("review")
        if item not in self.model.shown:
            self.show_only("all")
        self.table.choose_row(item)
        self.table.setFocus()

    def refresh_item(self, item: ReviewItem) -> None:
        """A file was read again or stored."""
        if item is self.beside.item:
            self.beside.refresh()

    def enter(self) -> None:
        """The keys are for the rows."""
        if self.stack.currentWidget() is self.summary:
            self.summary.list.setFocus()
        else:
            self.table.setFocus()

    def _take_first(self) -> None:
        """The first file that was read is shown at once."""
        if self.beside.item is None and self.table.current() is not None:
            self.beside.show_item(self.table.current())

    def _count(self) -> None:
        model, words = self.model, self.model.words
        counts = Counter(item.verdict for item in model.items)
        self.counts.set_text(words.counts(counts))
        for name, chip in self.filters.items():
            count = sum(counts[kind] for kind in FILTERS[name])
            chip.set_label(words.filter(name, count))
            chip.setVisible(name == "all" or bool(count) or chip.isChecked())
        self.hint.setVisible(bool(counts[Verdict.UNCERTAIN]))
        chosen, sure = len(model.chosen()), len(model.sure())
        self.import_button.set_label(self.tr("导入 {count} 份").format(count=chosen))
        self.import_button.setEnabled(chosen > 0)
        self.import_button.setVisible(not model.items or any(i.can_import for i in model.items))
        self.sure_button.set_label(self.tr("先导入没有疑问的 {count} 份").format(count=sure))
        self.sure_button.setVisible(0 < sure < chosen)
        is_done = any(item.result for item in model.items) and not chosen and not self._unread
        self.close_button.set_label(self.tr("去阅读") if is_done else self.tr("关闭导入"))
        self.close_button.set_kind("primary" if is_done else "normal")
        self.resume_button.set_label(self.tr("继续读其余 {count} 份").format(count=self._unread))
        self.resume_button.setVisible(self._unread > 0)
        self.promise.set_text(self._promise(chosen))
        self.table.viewport().update()
        self.table.head.viewport().update()

    def _promise(self, chosen: int) -> str:
        if chosen:
            return self.tr("原文件不会改动。没有导入完也可以离开，您的改动会记住。")
        if self.model.items:
            return self.tr("没有要导入的文件了。")
        return self.tr("原文件不会改动。")

    # --- doing ---

    def _correct_selected(self, name: str, value: str) -> None:
        self.model.correct(self.table.selected(), name, value)
        self.beside.refresh()

    def _act(self, item: ReviewItem, key: str) -> None:
        model = self.model
        if key == "forget":
            model.forget(item)
            self.beside.refresh()
        elif key == "twin" and item.twin is not None:
            self.show_item(item.twin)
        elif key in {"version", "apart"}:
            model.set_apart(item, key == "apart")
        elif key == "seen":
            model.set_seen(item)
        elif key == "skip":
            model.set_chosen([item], chosen=False)
        else:
            self.asked.emit(item, key)
        self.beside.say()

    def step_to_problem(self, by: int) -> None:
        self.show_view("review")
        self.table.setFocus()
        self.table.step_to_problem(by)

    def has_problems(self) -> bool:
        return any(item.verdict in TO_DO and item.is_open for item in self.model.items)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.bulk.isVisible():
                self.table.choose_row(self.table.current())
            else:
                self.left.emit()
        elif key == Qt.Key.Key_F7:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_to_problem(-1 if shift else 1)
        else:
            super().keyPressEvent(event)

    # --- remembering ---

    def state(self) -> str:
        """Columns and sizes as text, for the settings."""
        whole = {
            "columns": self.table.head.state(),
            "sizes": self.splitter.sizes(),
            "outline": self.beside.text.splitter.sizes(),
            "side": self.beside.side,
        }
        return json.dumps(whole, sort_keys=True)

    def take_state(self, kept: str) -> None:
        """Columns and sizes as they were left; what is not understood is as at first."""
        try:
            known: Any = json.loads(kept) if kept else {}
        except ValueError:
            known = {}
        if not isinstance(known, dict):
            return
        values = cast("dict[str, Any]", known)
        self.table.head.take(values.get("columns"))
        for splitter, name in ((self.splitter, "sizes"), (self.beside.text.splitter, "outline")):
            match values.get(name):
                case [int(first), int(second)] if 0 < first < 9000 and 0 < second < 9000:
                    splitter.setSizes([first, second])
                case _:
                    pass
        if values.get("side") in self.beside.tabs:
            self.beside.show_side(values["side"])
