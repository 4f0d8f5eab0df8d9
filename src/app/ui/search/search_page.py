"""The search page: a literal, every place where it stands, and what holds it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import Cancelled
from app.domain.report import Report
from app.domain.search import Count, Hit, Query
from app.ui.controls import Button, Field, Ground, Words, row
from app.ui.jobs import Jobs
from app.ui.search.facets import Facets
from app.ui.search.hit_list import FoundHit, HitModel, HitView
from app.ui.theme import Look
from app.workspace.progress import Progress
from app.workspace.workspace import Workspace

PAGE = 200
"""Hits fetched at a time; more follow when the end of the list comes in sight."""

PAUSE_MS = 120
"""Quiet time after a keystroke before the search starts by itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of hits; the first one carries the counts."""

    query: Query
    hits: list[FoundHit]
    count: Count | None
    per_report: dict[UUID, int]
    seconds: float


class SearchPage(QWidget):
    """Library-wide search.

    Signals:
        opened: a Hit to go to, and whether beside the present report.
        searched: the query whose hits the panes should show.
    """

    opened = Signal(object, bool)
    searched = Signal(object)

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
        self._asked: Query | None = None
        self._fetching = False
        self._complete = True
        self.model = HitModel(self)
        self.view = HitView(look)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("检索结果"))
        self.facets = Facets(look)
        self.facets.setFixedWidth(look.px(204))
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
            look, px=15, role="text3", height=120, align=Qt.AlignmentFlag.AlignHCenter
        )
        self.open_button = Button(look, self.tr("打开"), "read", "primary")
        self.beside_button = Button(look, self.tr("在旁边打开"), "open-beside", "normal")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._lay_out()
        self._connect()
        self._say_how()

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
            look, self.tr("↑↓ 移动　Enter 打开　Ctrl+Enter 在旁边打开"), px=12, role="text3"
        )
        row(foot, self.open_button, 8, self.beside_button, 16, keys, margins=(16, 0, 16, 0))
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        for part in (top, options, self.message):
            middle.addWidget(part)
        middle.addWidget(self.view, 1)
        middle.addWidget(foot)
        ground = Ground(look, "page")
        ground.setLayout(middle)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.facets)
        whole.addWidget(ground, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _: self._pause.start())
        self.field.returnPressed.connect(self.search)
        self.search_button.clicked.connect(self.search)
        self._pause.timeout.connect(self.search)
        for button in (self.exact_button, self.furniture_button):
            button.toggled.connect(self.search)
        self.facets.changed.connect(self.search)
        self.view.opened.connect(self.opened)
        self.view.more_wanted.connect(self._fetch_more)
        self.view.chosen.connect(lambda _: self._enable_buttons())
        self.open_button.clicked.connect(lambda: self._open(beside=False))
        self.beside_button.clicked.connect(lambda: self._open(beside=True))

    def set_workspace(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._asked = None
        self.field.clear()
        self._show_nothing()

    def start(self, typed: str) -> None:
        """Search for this, as if it had been typed here."""
        self.field.setText(typed)
        self.search()
        self.field.setFocus()

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
        query = self.query()
        self._workspace.finding.interrupt()
        self._asked, self._fetching = query, False
        if query is None:
            self._show_nothing()
            return
        reports = self._workspace.library.reports()
        accepted = self.facets.accepted(reports)

        def work(progress: Progress) -> Answer:
            del progress
            return self._first_page(query, accepted)

        self._fetching = True
        self._jobs.start(work, done=lambda a: self._show_first(a, reports), failed=self._failed)

    def _first_page(self, query: Query, accepted: frozenset[UUID] | None) -> Answer:
        """In a job thread: all counts, and the first hits among the accepted reports."""
        started = time.perf_counter()
        finding = self._workspace.finding
        per_report = finding.per_report(query)
        narrowed = replace(query, reports=accepted) if accepted is not None else query
        hits = finding.hits(narrowed, PAGE)
        shown = {k: n for k, n in per_report.items() if accepted is None or k in accepted}
        count = Count(sum(shown.values()), len(shown))
        return Answer(query, self._placed(hits), count, per_report, time.perf_counter() - started)

    def _placed(self, hits: list[Hit]) -> list[FoundHit]:
        return [FoundHit(hit, self._workspace.finding.section(hit)) for hit in hits]

    def _fetch_more(self) -> None:
        query, known = self._asked, self.model.hit_count
        if query is None or self._fetching or self._complete:
            return
        self._fetching = True
        accepted = self.facets.accepted(self._workspace.library.reports())
        narrowed = replace(query, reports=accepted)

        def work(progress: Progress) -> Answer:
            del progress
            hits = self._workspace.finding.hits(narrowed, PAGE, known)
            return Answer(query, self._placed(hits), None, {}, 0)

        self._jobs.start(work, done=self._show_more, failed=self._failed)

    # --- showing ---

    def _show_first(self, answer: Answer, reports: list[Report]) -> None:
        if answer.query != self._asked or answer.count is None:
            return  # a later keystroke has asked something else
        self._fetching = False
        names = {r.id: self._name(r) for r in reports}
        self.facets.show_counts(reports, answer.per_report, self._levels)
        self.model.start(names, answer.per_report)
        self.model.append(answer.hits)
        self._complete = self.model.hit_count >= answer.count.occurrences
        found = answer.count.occurrences
        words = self.tr("{hits} 处 · {reports} 份报告 · {ms} 毫秒")
        self.counts.set_text(
            words.format(hits=found, reports=answer.count.reports, ms=round(answer.seconds * 1000))
        )
        self.message.setVisible(found == 0)
        self.message.set_text(self.tr("没有找到。可换个写法，或减少条件。"))
        self.view.setVisible(found > 0)
        if found:
            self.view.setCurrentIndex(self.model.index(1))
        self._enable_buttons()
        self.searched.emit(answer.query)

    def _show_more(self, answer: Answer) -> None:
        if answer.query == self._asked:
            self._fetching = False
            self.model.append(answer.hits)
            self._complete = len(answer.hits) < PAGE

    def _name(self, report: Report) -> str:
        unit = report.metadata.organisation.value or report.title
        return f"{unit} {report.year or ''}".strip()

    def _show_nothing(self) -> None:
        self.model.start({}, {})
        self.facets.show_counts([], {}, self._levels)
        self.counts.set_text("")
        self.view.hide()
        self.message.show()
        self._say_how()
        self._enable_buttons()
        self.searched.emit(None)

    def _say_how(self) -> None:
        self.message.set_text(self.tr("在全部报告的正文里逐字查找，默认不分大小写和全角半角"))

    def _enable_buttons(self) -> None:
        chosen = self.view.current_hit() is not None and not self.view.isHidden()
        self.open_button.setEnabled(chosen)
        self.beside_button.setEnabled(chosen)

    def _open(self, *, beside: bool) -> None:
        hit = self.view.current_hit()
        if hit is not None:
            self.opened.emit(hit, beside)

    def _failed(self, problem: BaseException) -> None:
        self._fetching = False
        if not isinstance(problem, Cancelled):
            raise problem
