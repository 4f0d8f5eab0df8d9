"""The rule as it is written: tag, terms, how far to mark, and in which reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QButtonGroup, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.rule import RuleScope
from app.domain.tag import Tag
from app.ui.controls import Button, Field, Ground, Words, row
from app.ui.theme import Look
from app.workspace.autotagging import Wish

WIDTH = 292


@dataclass(frozen=True, slots=True)
class Reports:
    """A choice of reports: its name, and which (None: all of them)."""

    name: str
    ids: frozenset[UUID] | None


class TermsField(QPlainTextEdit):
    """A few lines, one term each."""

    def __init__(self, look: Look, name: str, hint: str, lines: int) -> None:
        super().__init__()
        self.look, self._shown = look, lines
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        look = self.look
        self.setFont(look.font(14))
        self.setFixedHeight(self._shown * self.fontMetrics().lineSpacing() + 14)
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.Base, look.raised)
        palette.setColor(QPalette.ColorRole.PlaceholderText, look.text3)
        self.setPalette(palette)
        self.setStyleSheet(
            f"QPlainTextEdit{{border:1px solid {look.stroke.name()};border-radius:4px}}"
            f"QPlainTextEdit:focus{{border:2px solid {look.focus.name()}}}"
        )

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def terms(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.toPlainText().split("\n"))
        return tuple(dict.fromkeys(line for line in lines if line))

    def set_terms(self, terms: Sequence[str]) -> None:
        self.setPlainText("\n".join(terms))


class RuleForm(Ground):
    """The left part of the sheet.

    Signals:
        changed: the rule is another one.
        rules_asked: the menu of recorded rules is to be filled (QMenu).
    """

    changed = Signal()
    rules_asked = Signal(QMenu)

    def __init__(self, look: Look, tags: Sequence[Tag], reports: Sequence[Reports]) -> None:
        super().__init__(look, "dock", "r")
        self._tags = list(tags)
        self._reports = list(reports)
        self.tag: Tag | None = None
        self._is_quiet = False
        self.tag_button = Button(look, self.tr("选择标签"), "tag", "normal")
        self.tag_button.set_arrow(True)
        self.rules_button = Button(look, self.tr("已存的规则"), px=13, height=28)
        self.rules_button.set_arrow(True)
        self.terms = TermsField(look, self.tr("要找的字"), self.tr("每行一个，有其一即可"), 4)
        self.without = TermsField(look, self.tr("不能有的字"), self.tr("每行一个，可不写"), 2)
        self.pattern_chip = self._chip(
            self.tr("正则表达式"), self.tr("逐段匹配原文；标点和全半角照原样写")
        )
        self.exact_chip = self._chip(self.tr("区分大小写和全半角"), "")
        self.skip_chip = self._chip(
            self.tr("跳过已有此标签的"), self.tr("您已用这个标签标过、且有重叠的地方不再标")
        )
        self.skip_chip.setChecked(True)
        self._scopes = {
            RuleScope.MATCH: self._chip(self.tr("所找的字"), ""),
            RuleScope.WORD: self._chip(self.tr("词"), ""),
            RuleScope.SENTENCE: self._chip(self.tr("句"), ""),
            RuleScope.PARAGRAPH: self._chip(self.tr("段"), ""),
        }
        self._where = [self._chip(choice.name, "") for choice in self._reports]
        self.name = Field(look, self.tr("规则名称（可不写）"), px=13, height=28)
        self._lay_out()
        self._connect()

    def _chip(self, words: str, tip: str) -> Button:
        return Button(self.look, words, kind="chip", checkable=True, height=26, px=13, tip=tip)

    def _lay_out(self) -> None:
        look = self.look
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 8, 16, 10)
        layout.setSpacing(2)

        def line(*items: QWidget | int | None) -> None:
            holder = QWidget()
            row(holder, *items, margins=(0, 2, 0, 2), spacing=4)
            layout.addWidget(holder)

        def head(words: str) -> None:
            layout.addWidget(Words(look, words, px=13, role="text2", height=24))

        line(self.tag_button, None, self.rules_button)
        head(self.tr("要找的字"))
        layout.addWidget(self.terms)
        line(self.pattern_chip, self.exact_chip, None)
        head(self.tr("同一句（段）里不能有"))
        layout.addWidget(self.without)
        head(self.tr("标到哪里"))
        line(*self._scopes.values(), None)
        head(self.tr("在哪些报告里找"))
        for k in range(0, len(self._where), 2):
            line(*self._where[k : k + 2], None)
        layout.addSpacing(4)
        line(self.skip_chip, None)
        layout.addWidget(self.name)
        layout.addStretch(1)
        self._restyle_width()
        look.changed.connect(self._restyle_width)

    def _restyle_width(self) -> None:
        self.setFixedWidth(self.look.px(WIDTH) + 20)

    def _connect(self) -> None:
        for chips, chosen in ((list(self._scopes.values()), 0), (self._where, 0)):
            group = QButtonGroup(self)
            for chip in chips:
                group.addButton(chip)
            chips[chosen].setChecked(True)
            group.buttonToggled.connect(lambda _, on: on and self._tell())
        for chip in (self.pattern_chip, self.exact_chip, self.skip_chip):
            chip.toggled.connect(lambda _: self._tell())
        for field in (self.terms, self.without):
            field.textChanged.connect(self._tell)
        self.tag_button.clicked.connect(self._open_tags)
        self.rules_button.clicked.connect(self._open_rules)

    def _tell(self) -> None:
        if not self._is_quiet:
            self.changed.emit()

    # --- the rule ---

    def wish(self) -> Wish | None:
        """The rule; None while it has no tag or no terms."""
        terms = self.terms.terms()
        if self.tag is None or not terms:
            return None
        return Wish(
            self.tag.id,
            terms,
            self.without.terms(),
            self.pattern_chip.isChecked(),
            self.exact_chip.isChecked(),
            next(scope for scope, chip in self._scopes.items() if chip.isChecked()),
        )

    def reports(self) -> frozenset[UUID] | None:
        chosen = next(k for k, chip in enumerate(self._where) if chip.isChecked())
        return self._reports[chosen].ids

    def choose_reports(self, ids: frozenset[UUID]) -> None:
        """Choose the reports by what they are, if they are offered."""
        for choice, chip in zip(self._reports, self._where, strict=True):
            if choice.ids == ids:
                chip.setChecked(True)

    def set_tag(self, tag: Tag) -> None:
        """Another tag; its keywords are proposed while no terms are written."""
        self.tag = tag
        self.tag_button.set_label(tag.short_name or tag.name)
        self.tag_button.setToolTip(tag.name)
        if not self.terms.terms() and tag.keywords:
            self.terms.set_terms(tag.keywords)
        self._tell()

    def show_wish(self, wish: Wish, name: str = "") -> None:
        """Write a rule into the form; told once."""
        self._is_quiet = True
        self.terms.set_terms(wish.terms)
        self.without.set_terms(wish.without)
        self.pattern_chip.setChecked(wish.is_pattern)
        self.exact_chip.setChecked(wish.is_exact)
        self._scopes[wish.scope].setChecked(True)
        self.name.setText(name)
        tag = next((t for t in self._tags if t.id == wish.tag), None)
        if tag is not None:
            self.set_tag(tag)
        self._is_quiet = False
        self._tell()

    # --- menus ---

    def _open_tags(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below: Mapping[UUID | None, list[Tag]] = _children(self._tags)
        for top in below.get(None, []):
            self._fill(menu, top, below)
        menu.popup(self.tag_button.mapToGlobal(self.tag_button.rect().bottomLeft()))

    def _fill(self, menu: QMenu, tag: Tag, below: Mapping[UUID | None, list[Tag]]) -> None:
        words = f"{tag.code} {tag.name}".strip().replace("&", "&&")
        members = below.get(tag.id, [])
        if not members:
            menu.addAction(words, lambda: self.set_tag(tag))
            return
        inner = QMenu(words, menu)
        menu.addMenu(inner)
        inner.addAction(words, lambda: self.set_tag(tag))
        inner.addSeparator()
        for member in members:
            self._fill(inner, member, below)

    def _open_rules(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rules_asked.emit(menu)
        menu.popup(self.rules_button.mapToGlobal(self.rules_button.rect().bottomLeft()))


def _children(tags: Sequence[Tag]) -> dict[UUID | None, list[Tag]]:
    known = {tag.id for tag in tags}
    below: dict[UUID | None, list[Tag]] = {}
    for tag in tags:
        if not tag.retired:
            below.setdefault(tag.parent if tag.parent in known else None, []).append(tag)
    return below
