"""The search page: a literal, every place where it stands, and what holds it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from app.domain.errors import Cancelled
from app.domain.report import Report
from app.domain.search import Count, Query
from app.ui.controls import Button, Field, Ground, Rule, Words, column, row
from app.ui.jobs import Jobs
from app.ui.naming import report_name
from app.ui.search.facets import Facets
from app.ui.search.hit_list import SECTION_WIDTH, HitView
from app.ui.search.hit_model import FoundHit, HitModel
from app.ui.search.placing import placed
from app.ui.theme import Look
from app.workspace.progress import Progress
from app.workspace.workspace import Workspace

PAGE = 200
"""Hits fetched at a time; more follow when the end of the list comes in sight."""

PAUSE_MS = 120
"""Quiet time after a keystroke before the search starts by itself."""

SLOW_MS = 400
"""A search that takes longer says that it is under way."""

FACETS_WIDTH, PREVIEW_WIDTH = 204, 344
ROOM_FOR_PREVIEW = 1100
"""Width of the page, in pixels at 100 %, from which the passage is shown beside the list."""


@dataclass(frozen=True, eq=False)
class Question:
    """One search, by its identity: a later one makes its answers void.

    Attributes:
        query: what is asked, of the reports that the facets accept.
        wide: the same of all reports, for the counts of the facets.
    """

    query: Query
    wide: Query
    reports: list[Report]
    workspace: Workspace


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of hits; the first one carries the counts."""

    question: Question
    hits: list[FoundHit]
    count: Count | None
    per_report: dict[UUID, int]
    seconds: float


class SearchPage(QWidget):
    """Library-wide search.

    Signals:
        opened: a Hit to go to, and whether beside the present report.
        searched: the query whose hits the panes should show, or None.
        hit_chosen: the current Hit, or None.
        problem: what went wrong in a search; the window words it.
        tag_wished: the query whose hits are to be given a tag.
    """

    opened = Signal(object, bool)
    searched = Signal(object)
    hit_chosen = Signal(object)
    problem = Signal(object)
    tag_wished = Signal(object)

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        jobs: Jobs,
        levels: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look, self._jobs, self._levels = look, jobs, levels
        self._workspace = workspace
        self._asked: Question | None = None
        self._fetching = False
        self._complete = True
        self._preview: QWidget | None = None
        self.model = HitModel(self)
        self.view = HitView(look, self.model)
        self.view.setAccessibleName(self.tr("检索结果"))
        self.facets = Facets(look)
        self.field = Field(look, self.tr("输入要找的字，一个字也可以"), "search", px=15, height=36)
        self.search_button = Button(look, self.tr("检索"), "search", "primary", height=36)
        self.exact_button = Button(
            look, self.tr("区分大小写和全半角"), kind="chip", height=26, px=13, checkable=True
        )
        self.furniture_button = Button(
            look, self.tr("包括页面杂项"), kind="chip", height=26, px=13, checkable=True
        )
        self.counts = Words(look, px=13, role="text2", align=Qt.AlignmentFlag.AlignRight)
        self.message = Words(
            look, px=15, role="text3", height=40, align=Qt.AlignmentFlag.AlignHCenter
        )
        self.advice = Words(
            look, px=13, role="text3", height=24, align=Qt.AlignmentFlag.AlignHCenter
        )
        self.open_button = Button(look, self.tr("打开"), "read", "primary")
        self.beside_button = Button(look, self.tr("在旁边打开"), "open-beside", "normal")
        self.tag_button = Button(
            look, self.tr("给结果打标签…"), "tag", tip=self.tr("列出全部结果，逐处可要可不要")
        )
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._lay_out()
        self._connect()
        look.changed.connect(self._restyle)
        self._restyle()
        self._show_nothing()

    def _restyle(self) -> None:
        self.facets.setFixedWidth(self.look.px(FACETS_WIDTH))
        if self._preview is not None:
            self._preview.setFixedWidth(self.look.px(PREVIEW_WIDTH))

    def _lay_out(self) -> None:
        look = self.look
        top, options = Ground(look, "page", height=56), Ground(look, "page", "b", height=40)
        row(top, self.field, self.search_button, margins=(16, 10, 16, 8), spacing=10)
        row(
            options, self.exact_button, 6, self.furniture_button, 12, self.counts,
            margins=(16, 0, 18, 6),
        )  # fmt: skip
        foot = Ground(look, "dock", "t", height=44)
        keys = Words(
            look, self.tr("↑↓ 移动　Enter 打开　Ctrl+Enter 在旁边打开　←→ 收起、展开报告"),
            px=12, role="text3",
        )  # fmt: skip
        row(
            foot, self.open_button, 8, self.beside_button, 16, keys, 8, self.tag_button,
            margins=(16, 0, 16, 0),
        )  # fmt: skip
        ground = Ground(look, "page")
        self._results, silence = QWidget(), QWidget()
        column(self._results, self._head(), self.view)
        column(silence, 96, self.message, self.advice, None)
        # A holder: a stacked layout inside a column layout does not get the room left over.
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(silence)
        self._stack.addWidget(self._results)
        column(ground, top, options, holder, foot).setStretchFactor(holder, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.facets)
        whole.addWidget(ground, 1)

    def _head(self) -> QWidget:
        """The names of the two columns."""
        look = self.look
        head = Ground(look, "chrome", "b", height=30)
        section = Words(look, self.tr("章节"), px=13, role="text2")
        section.setFixedWidth(look.px(SECTION_WIDTH) - 20)
        context = Words(look, self.tr("上下文（所找的字对齐）"), px=13, role="text2")
        row(head, section, Rule(look), context, margins=(14, 0, 10, 0))
        return head

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _: self._pause.start())
        self.field.returnPressed.connect(self.search)
        self.field.installEventFilter(self)
        self.search_button.clicked.connect(self.search)
        self._pause.timeout.connect(self.search)
        self._slow.timeout.connect(lambda: self.counts.set_text(self.tr("正在检索…")))
        for button in (self.exact_button, self.furniture_button):
            button.toggled.connect(lambda _: self.search())
        self.facets.changed.connect(self.search)
        self.view.opened.connect(self.opened)
        self.view.more_wanted.connect(self._fetch_more)
        self.view.chosen.connect(self._hit_changed)
        self.open_button.clicked.connect(lambda: self._open(beside=False))
        self.tag_button.clicked.connect(
            lambda: self._asked and self.tag_wished.emit(self._asked.query)
        )
        self.beside_button.clicked.connect(lambda: self._open(beside=True))

    def set_workspace(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.forget_texts()
        self.facets.forget()
        self.field.clear()
        self.search()

    def forget_texts(self) -> None:
        """Reports or annotations have changed: the passage is read again when next shown."""
        from app.ui.search.preview import Preview

        if isinstance(self._preview, Preview):
            self._preview.forget()

    def start(self, typed: str) -> None:
        """Search for this, as if it had been typed here."""
        self.field.setText(typed)
        self.search()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field into the results: down; Esc empties the field."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Down and self.model.rowCount():
                self.view.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    # --- asking ---

    def query(self) -> Query | None:
        """What is asked at present; None while the field is empty."""
        typed = self.field.text()
        if not typed.strip():
            return None
        return Query(
            typed, exact=self.exact_button.isChecked(), furniture=self.furniture_button.isChecked()
        )

    def search(self) -> None:
        """Start the search for what the fields say; a running one is stopped."""
        self._pause.stop()
        wide = self.query()
        self._asked, self._fetching = None, False
        self._workspace.finding.interrupt()
        if wide is None:
            self._show_nothing()
            return
        reports = self._workspace.library.reports()
        query = replace(wide, reports=self.facets.accepted(reports))
        question = self._asked = Question(query, wide, reports, self._workspace)
        self._slow.start()
        self._start(question, 0)

    def _fetch_more(self) -> None:
        if self._asked is not None and not self._fetching and not self._complete:
            self._start(self._asked, self.model.hit_count)

    def _start(self, question: Question, skip: int) -> None:
        self._fetching = True

        def work(progress: Progress) -> Answer:
            del progress
            if question is not self._asked:
                raise Cancelled
            return _later_page(question, skip) if skip else _first_page(question)

        self._jobs.start(
            work,
            done=self._show_more if skip else self._show_first,
            failed=lambda problem: self._failed(question, problem),
        )

    # --- showing ---

    def _show_first(self, answer: Answer) -> None:
        question = answer.question
        if question is not self._asked or answer.count is None:
            return  # a later keystroke has asked something else
        self._fetching = False
        self._slow.stop()
        names = {r.id: report_name(r) for r in question.reports}
        self.facets.show_counts(question.reports, answer.per_report, self._levels)
        found = answer.count.occurrences
        self._complete = len(answer.hits) >= found
        self.model.start(names, answer.per_report)
        self.model.append(answer.hits)
        words = self.tr("{hits} 处 · {reports} 份报告 · {ms} 毫秒")
        self.counts.set_text(
            words.format(hits=found, reports=answer.count.reports, ms=round(answer.seconds * 1000))
        )
        if found:
            self._stack.setCurrentWidget(self._results)
            self.view.setCurrentIndex(self.model.index(1))
            self.view.scrollToTop()
        else:
            narrowed = question.query.reports is not None
            advice = (
                self.tr("可去掉左侧的筛选") if narrowed else self.tr("可换个写法，或少写几个字")
            )
            self._say(self.tr("没有找到“{text}”").format(text=question.wide.text), advice)
        self._hit_changed()
        self.searched.emit(question.query)

    def _show_more(self, answer: Answer) -> None:
        if answer.question is self._asked:
            self._fetching = False
            self._complete = len(answer.hits) < PAGE
            self.model.append(answer.hits)

    def _show_nothing(self) -> None:
        self._slow.stop()
        self.model.start({}, {})
        self.facets.show_counts([], {}, self._levels)
        self.counts.set_text("")
        self._say(self.tr("在全部报告的正文里逐字查找"), self.tr("不分大小写和全角半角，标点也算"))
        self._hit_changed()
        self.searched.emit(None)

    def _say(self, message: str, advice: str) -> None:
        self.message.set_text(message)
        self.advice.set_text(advice)
        self._stack.setCurrentIndex(0)

    def _hit_changed(self) -> None:
        shown = self._stack.currentWidget() is self._results
        hit = self.view.current_hit() if shown else None
        self.open_button.setEnabled(hit is not None)
        self.beside_button.setEnabled(hit is not None)
        self.tag_button.setEnabled(shown)
        self.hit_chosen.emit(hit)
        self._show_preview()

    def set_preview(self, preview: QWidget) -> None:
        """Show another widget beside the results; whoever gave it fills it on `hit_chosen`."""
        if self._preview is not None:
            self._preview.hide()
            self._preview.deleteLater()
        self._preview = preview
        preview.setFixedWidth(self.look.px(PREVIEW_WIDTH))
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.addWidget(preview)

    def _show_preview(self) -> None:
        """Show the chosen hit in its text, where there is room for it."""
        from app.ui.search.preview import Preview

        found = self.view.current_found()
        has_room = self.width() >= self.look.px(ROOM_FOR_PREVIEW)
        is_shown = self._stack.currentWidget() is self._results and has_room
        if is_shown and found is not None:
            if self._preview is None:
                self.set_preview(Preview(self.look))
            if isinstance(self._preview, Preview):
                others = self.model.hits_of(found.hit.report)
                self._preview.show_hit(self._workspace, found, others)
        if self._preview is not None:
            self._preview.setVisible(is_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_preview()

    def _open(self, *, beside: bool) -> None:
        hit = self.view.current_hit()
        if hit is not None:
            self.opened.emit(hit, beside)

    def _failed(self, question: Question, problem: BaseException) -> None:
        if question is not self._asked:
            return  # stopped because something else was asked
        self._fetching = False
        self._slow.stop()
        self.counts.set_text("")
        if not isinstance(problem, Cancelled):
            self._say(self.tr("检索没有完成"), self.tr("可再按一次检索"))
            self.problem.emit(problem)


def _first_page(question: Question) -> Answer:
    """In a job thread: all counts, and the first hits among the accepted reports."""
    started = time.perf_counter()
    finding, accepted = question.workspace.finding, question.query.reports
    per_report = finding.per_report(question.wide)
    shown = {k: n for k, n in per_report.items() if accepted is None or k in accepted}
    hits = finding.hits(question.query, PAGE) if shown else []
    seconds = time.perf_counter() - started
    count = Count(sum(shown.values()), len(shown))
    return Answer(question, placed(question.workspace, hits), count, per_report, seconds)


def _later_page(question: Question, skip: int) -> Answer:
    """In a job thread: the hits after the first `skip`."""
    hits = question.workspace.finding.hits(question.query, PAGE, skip)
    return Answer(question, placed(question.workspace, hits), None, {}, 0)
