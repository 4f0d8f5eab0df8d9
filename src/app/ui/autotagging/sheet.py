"""The sheet for tagging by rule: the rule at the left, what it would mark at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedLayout,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.anchor import Span
from app.domain.errors import Cancelled, PiyueError
from app.domain.rule import Rule
from app.ui.autotagging.proposal_list import ProposalView
from app.ui.autotagging.proposal_model import ProposalModel
from app.ui.autotagging.rule_form import Reports, RuleForm
from app.ui.controls import Button, Ground, Words, column, row
from app.ui.dialogs import ask_text
from app.ui.jobs import Job, Jobs
from app.ui.naming import report_name
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look
from app.ui.wording import Wording
from app.workspace.autotagging import MOST, Preview, Proposal, Wish
from app.workspace.progress import Progress
from app.workspace.workspace import Workspace

PAUSE_MS, SLOW_MS = 300, 400
CONTEXT_HEIGHT = 132


class AutoTaggingSheet(QWidget):
    """Shows what a rule finds while it is written; gives the tag to what is accepted.

    Signals:
        applied: Wish, number of annotations, number of reports.
        cancelled
    """

    applied = Signal(object, int, int)
    cancelled = Signal()

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        jobs: Jobs,
        wording: Wording,
        reports: Sequence[Reports],
        window: QWidget,
    ) -> None:
        super().__init__()
        self.look, self._workspace, self._jobs = look, workspace, jobs
        self._wording, self._window = wording, window
        self._names: Mapping[UUID, str] = {
            report.id: report_name(report) for report in workspace.library.reports()
        }
        self._texts: dict[UUID, str] = {}
        self._job: Job | None = None
        self._applying: Job | None = None
        self._asked: Wish | None = None
        self._is_left = False
        self._preview = Preview()
        self.setAccessibleName(self.tr("按检索或规则批量打标签"))
        self.form = RuleForm(look, workspace.tagging.tags(), reports)
        self.model = ProposalModel(self)
        self.view = ProposalView(look, self.model)
        self.view.setAccessibleName(self.tr("将标记的地方"))
        self.summary = Words(look, px=14, bold=True, height=36)
        self.all_button = Button(look, self.tr("全选"), px=13, height=28)
        self.none_button = Button(look, self.tr("全不选"), px=13, height=28)
        self.message = Words(look, px=15, role="text3", align=Qt.AlignmentFlag.AlignHCenter)
        self.advice = Words(look, px=13, role="text3", align=Qt.AlignmentFlag.AlignHCenter)
        self.place = Words(look, px=13, role="text2", height=28, elide=Qt.TextElideMode.ElideMiddle)
        self.context = QTextEdit()
        self.hint = Words(look, px=13, role="text3")
        self.cancel_button = Button(look, self.tr("取消"), kind="normal", height=34)
        self.apply_button = Button(look, "", "tag", "primary", height=34)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._lay_out()
        self._connect()
        look.changed.connect(self._restyle)
        self._restyle()
        self._show_nothing()

    # --- looks ---

    def _lay_out(self) -> None:
        look = self.look
        head, foot = Ground(look, "page", "b", height=50), Ground(look, "page", "t", height=54)
        close = Button(look, "", "close", tip=self.tr("关闭"))
        close.clicked.connect(self.close_up)
        title = Words(look, self.tr("按检索或规则批量打标签"), px=18, bold=True, height=36)
        row(head, title, close, margins=(20, 0, 14, 0))
        row(foot, self.hint, self.cancel_button, 8, self.apply_button, margins=(20, 0, 20, 0))
        top = Ground(look, "page", "b", height=40)
        row(top, self.summary, self.all_button, self.none_button, margins=(16, 0, 12, 0))
        self._found, silence = QWidget(), QWidget()
        keys = Words(
            look, self.tr("空格 选或不选　Y 要 N 不要并到下一处　Enter 到下一份　点一行看上下文"),
            px=12, role="text3", height=26,
        )  # fmt: skip
        keys_row = Ground(look, "page")
        row(keys_row, keys, margins=(16, 0, 12, 0))
        self.context.setReadOnly(True)
        self.context.setFrameShape(QFrame.Shape.NoFrame)
        self.context.setVerticalScrollBar(SlimBar(look, self.context))
        self.context.setAccessibleName(self.tr("上下文"))
        self.context.setTabChangesFocus(True)
        place = Ground(look, "dock", "tb")
        row(place, self.place, margins=(16, 0, 12, 0))
        column(self._found, self.view, keys_row, place, self.context).setStretchFactor(self.view, 1)
        column(silence, 120, self.message, 4, self.advice, None)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(silence)
        self._stack.addWidget(self._found)
        right = Ground(look, "page")
        column(right, top, holder).setStretchFactor(holder, 1)
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.form)
        across.addWidget(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(body, 1)
        whole.addWidget(foot)

    def _restyle(self) -> None:
        self.context.setFixedHeight(self.look.px(CONTEXT_HEIGHT))
        self.context.setFont(self.look.font(15, serif=True))
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, self.look.page)
        self.context.setPalette(palette)
        self.context.document().setDocumentMargin(12)

    def _connect(self) -> None:
        self.form.changed.connect(self._pause.start)
        self.form.rules_asked.connect(self._fill_rules)
        self._pause.timeout.connect(self.look_up)
        self._slow.timeout.connect(self._say_busy)
        self.model.decided.connect(self._count)
        self.view.chosen.connect(self._show_context)
        self.all_button.clicked.connect(lambda: self.model.set_all(True))
        self.none_button.clicked.connect(lambda: self.model.set_all(False))
        self.cancel_button.clicked.connect(self.close_up)
        self.apply_button.clicked.connect(self.apply)

    # --- looking up ---

    def look_up(self) -> None:
        """Find what the rule as written would mark; a search under way is given up."""
        self._pause.stop()
        self._stop_looking()
        wish = self.form.wish()
        if wish is None:
            self._show_nothing()
            return
        self._asked = wish
        reports, skip = self.form.reports(), self.form.skip_chip.isChecked()
        autotagging = self._workspace.autotagging
        self.apply_button.setEnabled(False)
        self._slow.start()

        def work(progress: Progress) -> Preview:
            return autotagging.preview(wish, reports, progress, skip_tagged=skip)

        job = self._job = self._jobs.start(
            work,
            done=lambda found: self._show(job, wish, found),
            failed=lambda problem: self._failed(job, problem),
        )

    def _stop_looking(self) -> None:
        self._slow.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._workspace.autotagging.interrupt()

    def _show(self, job: Job, wish: Wish, found: Preview) -> None:
        if job is not self._job:
            return
        self._job = None
        self._slow.stop()
        self._preview = found
        self.view.rows.tag = self.form.tag
        self.model.show_proposals(found.proposals, self._names)
        if found.proposals:
            self._stack.setCurrentWidget(self._found)
            self.view.setCurrentIndex(self.model.index(1))
        elif found.skipped:
            self._say(self.tr("找到的 {count} 处都已有此标签").format(count=found.skipped), "")
        else:
            advice = (
                self.tr("正则表达式按原文逐段匹配")
                if wish.is_pattern else self.tr("可换个写法，或去掉“不能有的字”")
            )  # fmt: skip
            self._say(self.tr("没有找到"), advice)
        self._count()

    def _failed(self, job: Job, problem: BaseException) -> None:
        if job is not self._job:
            return
        self._job = None
        self._slow.stop()
        self._preview = Preview()
        self.model.show_proposals((), {})
        self._count()
        if not isinstance(problem, Cancelled):
            words = self._wording.problem(problem)
            self._say(self.tr("没有找成"), words, is_problem=True)
            if not isinstance(problem, PiyueError):
                raise problem

    def _show_nothing(self) -> None:
        self._asked, self._preview = None, Preview()
        self.model.show_proposals((), {})
        tag = self.form.tag
        title = self.tr("写出要找的字") if tag else self.tr("先选标签，再写出要找的字")
        self._say(title, self.tr("将标记的地方会列在这里，逐处可要可不要；点“标记”之前什么都不改"))
        self._count()

    def _say(self, words: str, advice: str, *, is_problem: bool = False) -> None:
        self.message.set_text(words)
        self.advice.set_text(advice, role="warn" if is_problem else "text3")
        self.advice.setToolTip(advice)
        self._stack.setCurrentIndex(0)

    def _say_busy(self) -> None:
        self._say(self.tr("正在查找…"), self.tr("改动规则或关闭即可停下"))

    def _count(self) -> None:
        """What pressing the button would do, in numbers."""
        count, found = self.model.accepted_count, self._preview
        idle = self._applying is None
        self.apply_button.set_label(self.tr("标记 {count} 处").format(count=f"{count:,}"))
        self.apply_button.setEnabled(count > 0 and self._job is None and idle)
        for button in (self.all_button, self.none_button):
            button.setVisible(bool(found.proposals))
        if not found.proposals:
            self.summary.set_text("")
        else:
            words = self.tr("将新增 {count} 处标记，涉及 {reports} 份报告，跳过已有 {skipped} 处")
            self.summary.set_text(
                words.format(
                    count=f"{count:,}", reports=self.model.accepted_reports, skipped=found.skipped
                )
            )
        self.hint.set_text(self._hint_words())

    def _hint_words(self) -> str:
        found = self._preview
        if found.is_cut:
            return self.tr("找到的太多，只列出前 {count} 处。可把规则写得更窄").format(
                count=f"{MOST:,}"
            )
        if found.wordless:
            return self.tr("有 {count} 份报告还没有分词，词按术语表取").format(count=found.wordless)
        return self.tr("全部标记是一步操作，可一次撤销；原文不受影响")

    # --- context ---

    def _show_context(self, found: Proposal | None) -> None:
        self.context.clear()
        if found is None:
            self.place.set_text("")
            return
        text = self._texts.get(found.report)
        if text is None:
            self._texts = {found.report: self._workspace.library.text(found.report)}
            text = self._texts[found.report]
        section = " › ".join(
            self._workspace.annotating.place(found.report, found.span.start).section
        )
        name = self._names.get(found.report, "")
        self.place.set_text(" · ".join(part for part in (name, section) if part))
        self.context.setHtml(self._context_html(text, found))

    def _context_html(self, text: str, found: Proposal) -> str:
        """The paragraph with the passage on the ground of the tag and the finds in bold."""
        first = text.rfind("\n", 0, found.span.start) + 1
        close = text.find("\n", found.span.end)
        last = len(text) if close < 0 else close
        look, tag = self.look, self.form.tag
        fill = look.tag(tag.colour if tag else "slate").fill.name()
        inner: list[str] = []
        at = found.span.start
        for find in (*found.finds, Span(found.span.end, found.span.end)):
            start = max(at, find.start)
            inner.append(escape(text[at:start]))
            if find.end > start:
                inner.append(f"<b>{escape(text[start : find.end])}</b>")
            at = max(at, find.end)
        marked = "".join(inner).replace("\n", "<br>")
        return (
            f'<p style="line-height:150%;color:{look.text.name()}">'
            f"{escape(text[first : found.span.start])}"
            f'<span style="background-color:{fill}">{marked}</span>'
            f"{escape(text[found.span.end : last])}</p>"
        )

    # --- rules ---

    def _fill_rules(self, menu: QMenu) -> None:
        """The rules recorded, newest first."""
        autotagging = self._workspace.autotagging
        rules, counts = autotagging.rules(), autotagging.counts()
        if not rules:
            menu.addAction(self.tr("还没有规则；标记之后规则会存在这里")).setEnabled(False)
        for rule in reversed(rules):
            count = counts.get(rule.id, 0)
            words = self.tr("{name}（{count} 处）").format(name=rule.name, count=count)
            inner = QMenu(words.replace("&", "&&"), menu)
            menu.addMenu(inner)
            again = inner.addAction(
                self.tr("再找一遍，只列新的"),
                lambda r=rule: self.form.show_wish(Wish.of(r), r.name),
            )
            again.setEnabled(rule.tag in self._workspace.tagging.tree())
            inner.addAction(self.tr("改名…"), lambda r=rule: self._rename(r))
            inner.addAction(self.tr("删除（标记保留）"), lambda r=rule: self._delete(r))

    def _rename(self, rule: Rule) -> None:
        ask_text(
            self.look, self._window, self.tr("规则改名"), self.tr("新的名称："), rule.name,
            [("cancel", self.tr("取消"), "normal"), ("yes", self.tr("改名"), "primary")],
            lambda key, typed: self._attempt_rename(rule, typed) if key == "yes" else None,
        )  # fmt: skip

    def _attempt_rename(self, rule: Rule, typed: str) -> None:
        try:
            self._workspace.autotagging.rename(rule.id, typed)
        except PiyueError as refusal:
            self.hint.set_text(self._wording.problem(refusal))

    def _delete(self, rule: Rule) -> None:
        try:
            self._workspace.autotagging.delete(rule.id)
        except PiyueError as refusal:
            self.hint.set_text(self._wording.problem(refusal))
        else:
            self.hint.set_text(self.tr("已删除规则“{name}”，可撤销").format(name=rule.name))

    # --- doing ---

    def apply(self) -> None:
        """Give the tag to what is accepted, in one change; it can be stopped until then."""
        wish, accepted = self._asked, self.model.accepted()
        if wish is None or not accepted or self._applying is not None:
            return
        reports = len({proposal.report for proposal in accepted})
        name = self.form.name.text()
        autotagging = self._workspace.autotagging

        def work(progress: Progress) -> int:
            return autotagging.apply(wish, accepted, name, progress)

        def done(count: int) -> None:
            self._applying = None
            if not self._is_left:
                self.applied.emit(wish, count, reports)

        def failed(problem: BaseException) -> None:
            self._applying = None
            if self._is_left:
                return
            self.form.setEnabled(True)
            self._count()
            self.hint.set_text(self._wording.problem(problem))
            if not isinstance(problem, PiyueError):
                raise problem

        self._applying = self._jobs.start(work, done=done, failed=failed, progress=self._tell)
        self.form.setEnabled(False)
        self._count()

    def _tell(self, job: Job) -> None:
        if self._is_left:
            return
        words = self.tr("正在标记 {done} / {total}")
        self.hint.set_text(words.format(done=f"{job.done:,}", total=f"{job.total:,}"))

    def close_up(self) -> None:
        """Stop the marking under way, which then has changed nothing; else close."""
        if self._applying is not None:
            self._applying.cancel()
        else:
            self.cancelled.emit()

    def leave(self) -> None:
        """The sheet is gone: stop everything and tell nothing any more."""
        self._is_left = True
        self._pause.stop()
        self._stop_looking()
        if self._applying is not None:
            self._applying.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.apply()
        else:
            super().keyPressEvent(event)
