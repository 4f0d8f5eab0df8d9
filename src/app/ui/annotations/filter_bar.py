"""What narrows the list of annotations: text, tag, reviewer, how things stand, section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.filters import Filter, Standing
from app.domain.rows import AnnotationRow
from app.ui.controls import Button, Field, Ground, Words, column, row
from app.ui.menus import show_menu
from app.ui.theme import Look
from app.workspace.rows import stands
from app.workspace.workspace import Workspace

GAP = 4


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is asked for; everything that is named must hold."""

    text: str = ""
    tag: UUID | None = None
    reviewer: UUID | None = None
    standings: tuple[Standing, ...] = ()
    section: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Criteria()

    def filter(self, reports: frozenset[UUID]) -> Filter:
        return Filter(
            reports=reports,
            text=(self.text,) if self.text else (),
            tags=frozenset({self.tag} if self.tag else ()),
            reviewers=frozenset({self.reviewer} if self.reviewer else ()),
            standings=frozenset(self.standings),
            sections=frozenset({self.section} if self.section else ()),
        )


class Chips(QWidget):
    """Chips in as many rows as they need; each takes one thing away.

    Signals:
        pressed: the key of a chip.
    """

    pressed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._buttons: list[Button] = []
        self.hide()

    def show_chips(self, chips: Sequence[tuple[str, str, str]]) -> None:
        """Key, words and tool tip of each; none hides the row."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for key, words, tip in chips:
            button = Button(self.look, words, kind="chip", height=24, px=12, tip=tip, parent=self)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _=False, k=key: self.pressed.emit(k))
            button.show()
            self._buttons.append(button)
        self.setVisible(bool(chips))
        self._lay_out()

    def words(self) -> list[str]:
        return [button.text() for button in self._buttons]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        x, y, height = 10, 0, self.look.px(24)
        for button in self._buttons:
            width = min(button.sizeHint().width(), max(40, self.width() - 20))
            if x > 10 and x + width > self.width() - 10:
                x, y = 10, y + height + GAP
            button.setGeometry(x, y, width, height)
            x += width + GAP
        self.setFixedHeight(y + height + 6 if self._buttons else 0)


class FilterBar(Ground):
    """A field, three buttons, and a chip for everything that is asked for.

    Signals:
        changed: the criteria or their extent.
        reanchor_asked: go through the doubtful places.
        cards_switched: whether the cards in the panes follow the filter.
    """

    reanchor_asked = Signal()
    changed = Signal()
    cards_switched = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", parent=parent)
        self._workspace: Workspace | None = None
        self._report: UUID | None = None
        self._criteria = Criteria()
        self._names: dict[str, str] = {}
        self.field = Field(look, self.tr("筛选批注"), "filter")
        self.all_button = Button(
            look, self.tr("全库"), kind="chip", checkable=True, height=26, px=13,
            tip=self.tr("列出全部报告的批注"),
        )  # fmt: skip
        self.tag_button = self._chip(self.tr("标签"), self._fill_tags)
        self.more_button = self._chip(self.tr("筛选"), self._fill_more)
        self.more_button.setToolTip(self.tr("按状态、审阅人、章节筛选"))
        self.count = Words(look, px=12, role="text3", height=20)
        self.cards_button = Button(
            look, self.tr("卡片也筛选"), kind="chip", checkable=True, height=24, px=12,
            tip=self.tr("正文旁只显示筛选出来的批注卡"),
        )  # fmt: skip
        self.chips = Chips(look)
        head, buttons, self.foot = (Ground(look, "dock") for _ in range(3))
        row(head, self.field, margins=(10, 8, 10, 0))
        row(
            buttons, self.all_button, self.tag_button, self.more_button, None,
            margins=(10, 6, 6, 6), spacing=4,
        )  # fmt: skip
        row(self.foot, self.count, self.cards_button, margins=(12, 0, 10, 6), spacing=4)
        self.foot.hide()
        column(self, head, buttons, self.chips, self.foot)
        self.field.textChanged.connect(lambda _: self._changed())
        self.all_button.toggled.connect(lambda _: self._changed())
        self.cards_button.toggled.connect(self.cards_switched)
        self.chips.pressed.connect(self._drop)

    def _chip(self, words: str, fill: Callable[[QMenu], None]) -> Button:
        button = Button(self.look, words, kind="chip", height=26, px=13, checkable=True)
        button.set_arrow(True)
        button.clicked.connect(lambda: self._open(button, fill))
        return button

    def _open(self, button: Button, fill: Callable[[QMenu], None]) -> None:
        self._show_state()  # the click alone has not chosen anything
        show_menu(button, fill)

    # --- state -------------------------------------------------------------------------

    def set_workspace(self, workspace: Workspace) -> None:
        self._workspace, self._report = workspace, None
        self.set_criteria(Criteria())

    def set_report(self, report: UUID | None) -> None:
        """The report that is listed unless all are; a section of the former is given up."""
        if report != self._report:
            self._report = report
            self._criteria = replace(self._criteria, section=())
            self._show_state()

    @property
    def criteria(self) -> Criteria:
        return replace(self._criteria, text=self.field.text().strip())

    @property
    def lists_all(self) -> bool:
        return self.all_button.isChecked()

    def set_criteria(self, criteria: Criteria) -> None:
        self._criteria = criteria
        if self.field.text() != criteria.text:
            self.field.blockSignals(True)
            self.field.setText(criteria.text)
            self.field.blockSignals(False)
        self._changed()

    def wanted(self) -> Filter:
        """The filter of the library's verbs."""
        own = frozenset({self._report}) if self._report and not self.lists_all else frozenset()
        return self.criteria.filter(own)

    def _changed(self) -> None:
        self._show_state()
        self.changed.emit()

    def refresh(self) -> None:
        """Names may have changed; a tag or reviewer that is gone is asked for no more."""
        workspace, asked = self._workspace, self._criteria
        if workspace is not None and asked.tag and workspace.tagging.tree().get(asked.tag) is None:
            self._criteria = replace(asked, tag=None)
        self._show_state()

    def show_counts(self, shown: int, whole: int) -> None:
        """How many are listed, of how many."""
        self.foot.setVisible(not self.criteria.is_empty)
        self.count.set_text(self.tr("{shown} / {whole} 条").format(shown=shown, whole=whole))

    # --- words -------------------------------------------------------------------------

    def standing_words(self) -> dict[Standing, str]:
        return {
            Standing.COMMENTED: self.tr("有意见"),
            Standing.OPEN: self.tr("未解决"),
            Standing.RESOLVED: self.tr("已解决"),
            Standing.UNTAGGED: self.tr("无标签"),
            Standing.LINKED: self.tr("有链接"),
            Standing.TO_CONFIRM: self.tr("待确认"),
            Standing.LOST: self.tr("找不到"),
        }

    def _show_state(self) -> None:
        workspace, asked = self._workspace, self._criteria
        tag = workspace.tagging.tree().get(asked.tag) if workspace and asked.tag else None
        self.tag_button.set_label(tag.short_name or tag.name if tag else self.tr("标签"))
        self.tag_button.setChecked(tag is not None)
        further = bool(asked.standings or asked.reviewer or asked.section)
        self.more_button.setChecked(further)
        chips: list[tuple[str, str]] = []
        if tag is not None:
            chips.append(("tag", tag.name))
        words = self.standing_words()
        chips += [(f"standing {s.value}", words[s]) for s in asked.standings]
        if asked.reviewer is not None and workspace is not None:
            names = {r.id: r.name for r in workspace.annotating.reviewers()}
            chips.append(("reviewer", names.get(asked.reviewer, "")))
        if asked.section:
            chips.append(("section", asked.section[-1]))
        shown = [
            (
                key,
                self.tr("{words} ✕").format(words=text),
                self.tr("去掉筛选：{words}").format(words=text),
            )
            for key, text in chips
        ]
        if not self.criteria.is_empty:
            shown.append(("", self.tr("清除筛选"), self.tr("清除全部筛选条件")))
        self.chips.show_chips(shown)
        self.foot.setVisible(not self.criteria.is_empty)

    def _drop(self, key: str) -> None:
        asked = self.criteria
        kind, _, value = key.partition(" ")
        match kind:
            case "tag":
                asked = replace(asked, tag=None)
            case "standing":
                left = tuple(s for s in asked.standings if s.value != value)
                asked = replace(asked, standings=left)
            case "reviewer":
                asked = replace(asked, reviewer=None)
            case "section":
                asked = replace(asked, section=())
            case _:
                asked = Criteria()
        self.set_criteria(asked)

    # --- menus -------------------------------------------------------------------------

    def _fill_tags(self, menu: QMenu) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        menu.addAction(self.tr("全部标签"), lambda: self._ask(tag=None))
        menu.addSeparator()
        counts = workspace.tagging.counts()
        for tag in workspace.tagging.tags():
            if counts.get(tag.id):
                label = f"{tag.code} {tag.name}".strip()
                menu.addAction(f"{label}\t{counts[tag.id]}", lambda t=tag.id: self._ask(tag=t))

    def _fill_more(self, menu: QMenu) -> None:
        """How things stand, who, and where, each with how many there are."""
        workspace = self._workspace
        if workspace is None:
            return
        own = frozenset({self._report}) if self._report and not self.lists_all else frozenset()
        rows = workspace.annotating.rows(Filter(reports=own)) if own or self.lists_all else []
        self._add_standings(menu, rows)
        people = Counter((r.reviewer.id, r.reviewer.name) for r in rows)
        if len(people) > 1:
            menu.addSection(self.tr("审阅人"))
            for (id_, name), count in people.most_common():
                self._add(menu, name, count, self._criteria.reviewer == id_, reviewer=id_)
        if own:
            self._add_sections(menu, rows)

    def _add_standings(self, menu: QMenu, rows: Sequence[AnnotationRow]) -> None:
        held: Counter[Standing] = Counter()
        for shown in rows:
            answered, linked = bool(shown.replies), bool(shown.links)
            held.update(stands(shown.annotation, answered=answered, linked=linked))
        menu.addSection(self.tr("状态"))
        asked = self._criteria.standings
        for standing, words in self.standing_words().items():
            on = standing in asked
            left = tuple(s for s in asked if s is not standing) if on else (*asked, standing)
            self._add(menu, words, held[standing], on, standings=left)
        if held[Standing.TO_CONFIRM] or held[Standing.LOST]:
            menu.addAction(self.tr("逐条确认位置…"), self.reanchor_asked.emit)

    def _add_sections(self, menu: QMenu, rows: Sequence[AnnotationRow]) -> None:
        places = Counter(r.section[:1] for r in rows if r.section)
        if places:
            menu.addSection(self.tr("章节"))
        for path in dict.fromkeys(r.section[:1] for r in rows if r.section):
            on = self._criteria.section == path
            self._add(menu, path[0], places[path], on, section=path)

    def _add(self, menu: QMenu, words: str, count: int, on: bool, **asked: object) -> None:
        """A choice that can be ticked; ticked once more it is given up."""
        action = menu.addAction(f"{words.replace('&', '&&')}\t{count}")
        action.setCheckable(True)
        action.setChecked(on)
        action.setEnabled(bool(count) or on)
        if on and "standings" not in asked:
            asked = {name: () if name == "section" else None for name in asked}
        action.triggered.connect(lambda: self._ask(**asked))

    def _ask(self, **asked: object) -> None:
        self.set_criteria(replace(self.criteria, **asked))  # type: ignore[arg-type]
