"""The sheet before a file comes in: what it is, what it would do, what there is to decide."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.ui.bringing.entry_list import ENTRY, Entry, EntryList
from app.ui.bringing.tally_view import TallyView
from app.ui.bringing.words import BringingWords, other_answer
from app.ui.controls import Button, Field, Ground, Words, column, row
from app.ui.dialogs import Page, Prose
from app.ui.theme import Look
from app.workspace.bringing_plan import Answer, Asked, Choices, Plan, Question, Way

translate = QCoreApplication.translate

LEFT = 430
PAUSE_MS = 200
TABS = ("sources", "questions", "repairs", "rejects")
DIFFERING = (Asked.ANNOTATION, Asked.TAG_FIELDS)


class BringingSheet(Page):
    """Content of the sheet 导入批注和标签.

    Signals:
        decided: the answers changed; the plan is to be made anew.
        accepted: the file is to be brought in with these answers.
        save_asked: the list is to be written to a file.
    """

    decided = Signal(object)
    accepted = Signal(object)
    save_asked = Signal()

    def __init__(self, look: Look, name: str) -> None:
        self._words = BringingWords()
        self.plan: Plan | None = None
        self._answers: dict[tuple[Asked, str], Answer] = {}
        self._tab = "sources"
        body = Ground(look, "page", "tb")
        super().__init__(
            look,
            translate("BringingSheet", "导入批注和标签"),
            body,
            [
                ("save", translate("BringingSheet", "保存清单…"), "normal"),
                ("cancel", translate("BringingSheet", "取消"), "normal"),
                ("bring", translate("BringingSheet", "导入"), "primary"),
            ],
            hint=translate("BringingSheet", "整个文件是一步操作，导入后可以一次撤销。"),
        )
        self._lay_out(body, name)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.decided.emit(self.choices()))
        self.chosen.connect(self._pressed)
        self.list.turned.connect(self._turn)
        self.filter.textChanged.connect(self.list.entries.seek)
        self.keep_button.clicked.connect(lambda: self._all(Answer.KEEP))
        self.take_button.clicked.connect(lambda: self._all(Answer.TAKE))
        self._show_nothing()

    def _lay_out(self, body: QWidget, name: str) -> None:
        look = self.look
        self.name = Words(
            look, name, px=15, bold=True, height=32, icon="file",
            elide=Qt.TextElideMode.ElideMiddle,
        )  # fmt: skip
        self.origin = Words(look, px=13, role="text2", height=24)
        self.tally = TallyView(look, self._words)
        self.places = Prose(look, "", px=14)
        self.offsets = Prose(look, "", px=13, role="text2")
        left = Ground(look, "page", "r")
        left.setFixedWidth(look.px(LEFT))
        head, said = QWidget(), QWidget()
        column(head, self.name, self.origin, margins=(16, 10, 16, 8))
        column(said, self.places, self.offsets, None, margins=(16, 12, 16, 8), spacing=10)
        inside = column(left, head, self.tally, said, margins=(0, 0, 1, 0))
        inside.setStretchFactor(said, 1)

        self.tabs: dict[str, Button] = {}
        for key in TABS:
            tab = self.tabs[key] = Button(look, "", kind="chip", height=30, checkable=True)
            tab.clicked.connect(lambda _=False, k=key: self.show_tab(k))
        self.filter = Field(look, self.tr("在清单里找"), height=30)
        self.filter.setAccessibleName(self.tr("在清单里找"))
        self.filter.setFixedWidth(look.px(170))
        bar = Ground(look, "page", "b", height=46)
        row(bar, *self.tabs.values(), None, self.filter, margins=(12, 0, 12, 0), spacing=6)
        self.keep_button = Button(look, self.tr("都保留库中的"), px=13, height=28)
        self.take_button = Button(look, self.tr("都用文件里的"), px=13, height=28)
        self.differing = Words(look, self.tr("与库中不同的："), px=13, role="text2", fit=True)
        self.bulk = Ground(look, "dock", "b", height=36)
        row(
            self.bulk,
            self.differing,
            self.keep_button,
            self.take_button,
            None,
            margins=(16, 0, 12, 0),
        )
        self.list = EntryList(look)
        self.message = Words(look, px=15, role="text3", align=Qt.AlignmentFlag.AlignHCenter)
        silence, holder = Ground(look, "page"), QWidget()
        column(silence, 90, self.message, None)
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(silence)
        self._stack.addWidget(self.list)
        right = QWidget()
        column(right, bar, self.bulk, holder).setStretchFactor(holder, 1)
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 1, 0, 1)
        across.setSpacing(0)
        across.addWidget(left)
        across.addWidget(right, 1)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretchFactor(body, 1)

    # --- what is known --------------------------------------------------------------------

    def _show_nothing(self) -> None:
        """While the file is read."""
        self.tally.show_plan(None)
        self.bulk.hide()
        for tab in self.tabs.values():
            tab.hide()
        self.filter.hide()
        self.say(self.tr("正在读取…"))
        for key in ("save", "bring"):
            self.buttons[key].setEnabled(False)

    def say(self, words: str) -> None:
        """Something instead of the list."""
        self.message.set_text(words)
        self._stack.setCurrentIndex(0)

    def show_progress(self, done: int, total: int, what: str) -> None:
        if self.plan is None and total:
            words = self.tr("正在比对：{done}/{total}　{what}")
            self.say(words.format(done=f"{done:,}", total=f"{total:,}", what=what))

    def show_plan(self, plan: Plan) -> None:
        """Show what bringing the file in would do."""
        is_first = self.plan is None
        self.plan = plan
        self.origin.set_text(self._words.origin(plan))
        self.tally.show_plan(plan)
        places = self._words.places(plan)
        self.places.setText(
            self.tr("文件里的内容库中都已有，不会改动。") if plan.is_empty else places
        )
        self.places.setVisible(bool(self.places.text()))
        self.offsets.setText(self._words.offsets(plan.offsets) if plan.offsets else "")
        self.offsets.setVisible(plan.offsets is not None)
        names = {
            "sources": (self.tr("报告 {count}"), len(plan.sources)),
            "questions": (self.tr("要决定 {count}"), len(plan.questions)),
            "repairs": (self.tr("处理过 {count}"), len(plan.repairs)),
            "rejects": (self.tr("不导入 {count}"), len(plan.rejects)),
        }
        for key, (words, count) in names.items():
            self.tabs[key].set_label(words.format(count=f"{count:,}"))
            self.tabs[key].show()
            self.tabs[key].setEnabled(count > 0)
        self.filter.show()
        self.buttons["save"].setEnabled(True)
        self.buttons["bring"].setEnabled(not plan.is_empty)
        leave = self.tr("关闭") if plan.is_empty else self.tr("取消")
        self.buttons["cancel"].set_label(leave)
        if is_first:
            order = ("questions", "rejects", "sources", "repairs")
            first = next((key for key in order if self.tabs[key].isEnabled()), "sources")
            self.show_tab(first)
            self.buttons["bring"].setFocus()
        else:
            self._fill()

    def show_tab(self, key: str) -> None:
        self._tab = key
        for name, tab in self.tabs.items():
            tab.setChecked(name == key)
        self.filter.clear()
        self._fill()

    def _fill(self) -> None:
        plan = self.plan
        if plan is None:
            return
        at = self.list.currentIndex().row()
        entries = self._entries(plan)
        self.list.setAccessibleName(self.tabs[self._tab].text())
        self.list.entries.show(entries)
        if entries:
            self._stack.setCurrentIndex(1)
            if at >= 0:
                self.list.setCurrentIndex(self.list.entries.index(min(at, len(entries) - 1), 0))
        else:
            self.say(self.tr("这里没有内容"))
        differs = any(question.asked in DIFFERING for question in plan.questions)
        self.bulk.setVisible(self._tab == "questions" and differs)

    def _entries(self, plan: Plan) -> list[Entry]:
        words = self._words
        if self._tab == "sources":
            return [
                Entry(source.name, words.source(source), *_SIGNS.get(source.way, ("ok", "ok")))
                for source in plan.sources
            ]
        if self._tab == "questions":
            return [self._entry(question) for question in plan.questions]
        notes = plan.repairs if self._tab == "repairs" else plan.rejects
        sign = ("minus", "danger") if self._tab == "rejects" else ("ok", "text3")
        return [Entry(*_split(words.note(note), note.where), *sign) for note in notes]

    def _entry(self, question: Question) -> Entry:
        title = f"{self._words.asked(question.asked)}：{question.name}"
        answer = self._words.answer(question.asked, self._answer(question))
        said = self._words.question(question)
        return Entry(title, said, "help", "warn", question, answer)

    # --- deciding -------------------------------------------------------------------------

    def choices(self) -> Choices:
        return Choices(dict(self._answers))

    def _answer(self, question: Question) -> Answer:
        return self._answers.get((question.asked, question.key), question.default)

    def _turn(self, at: int) -> None:
        entry: Entry = self.list.entries.index(at, 0).data(ENTRY)
        question = entry.question
        if question is not None:
            self._answers[question.asked, question.key] = other_answer(self._answer(question))
            self.list.entries.put(at, self._entry(question))
            self._pause.start()

    def _all(self, answer: Answer) -> None:
        if self.plan is not None:
            for question in self.plan.questions:
                if question.asked in DIFFERING:
                    self._answers[question.asked, question.key] = answer
            self._fill()
            self._pause.start()

    def _pressed(self, key: str) -> None:
        if key == "bring":
            self._pause.stop()
            self.accepted.emit(self.choices())
        elif key == "save":
            self.save_asked.emit()


_SIGNS: Mapping[Way, tuple[str, str]] = {
    Way.NEW: ("plus", "accent"),
    Way.ALIKE: ("help", "warn"),
    Way.NAME: ("help", "warn"),
    Way.NONE: ("warning", "danger"),
}


def _split(said: str, where: str) -> tuple[str, str]:
    """Where as the title, and what below it; a note about nothing in particular is its own title."""
    for colon in ("：", ": "):
        if where and said.startswith(f"{where}{colon}"):
            return where, said.removeprefix(f"{where}{colon}")
    return said, ""
