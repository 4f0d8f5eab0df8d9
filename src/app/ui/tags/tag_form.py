"""Everything of one tag as a form; of several, what they can be given together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from app.domain.tag import SLOTS, Tag, TagKind
from app.ui.controls import Button, Field, Ground, Words
from app.ui.painting import draw_text, lane_pattern, panel, swatch
from app.ui.tags.colour_picker import ColourPicker
from app.ui.theme import Look

KEYWORD_MARKS = "、，,;；\n"
LONGEST_SHORT = 6


class KindButton(Button):
    """A kind with the shape and the line it has in the text."""

    def __init__(self, look: Look, kind: TagKind, text: str) -> None:
        super().__init__(look, text, kind="chip", height=34, px=13, checkable=True)
        self._shows, self._colour = kind, "slate"

    def set_colour(self, colour: str) -> None:
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(self.look.width(self.text(), 13)) + 58, self.look.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look, rect = QPainter(self), self.look, QRectF(self.rect())
        ink, ground, border = self._colours()
        panel(p, rect, ground, 4, border)
        middle = rect.center().y()
        swatch(p, look, 8, middle, self._colour, self._shows)
        x = 24 + draw_text(p, look, rect.adjusted(24, 0, 0, 0), self.text(), 13, ink) + 6
        pen = QPen(look.tag(self._colour).line, 2)
        dashes = lane_pattern(self._shows)
        if dashes:
            pen.setDashPattern([d / 2 for d in dashes])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        p.setPen(pen)
        p.drawLine(QPointF(x, middle + 5), QPointF(rect.right() - 7, middle + 5))
        if self.hasFocus() and self._keyboard_focus:
            panel(p, rect, None, 4, look.focus, 2)


class TagForm(Ground):
    """Signals, all of them requests:
    renamed, redefined (keyword arguments of tagging.redefine), coloured, slotted (1..9),
    verb: `merge`, `split`, `retire`, `unretire`, `delete`, `show`.
    """

    renamed = Signal(str)
    redefined = Signal(object)
    coloured = Signal(str)
    slotted = Signal(int)
    verb = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "dock", "l")
        self._tags: tuple[Tag, ...] = ()
        self.title = Words(look, px=15, bold=True, height=30)
        self.counts = Words(look, px=13, role="text2", height=22)
        self.name = Field(look)
        self.short = Field(look)
        self.short.setMaxLength(LONGEST_SHORT)
        self.english = Field(look)
        self.keywords = Field(look, self.tr("用顿号隔开"))
        self.definition = QPlainTextEdit()
        self.definition.setTabChangesFocus(True)
        self.definition.setFrameShape(QFrame.Shape.NoFrame)
        self.kinds = {
            kind: KindButton(look, kind, words)
            for kind, words in (
                (TagKind.TOPIC, self.tr("主题")),
                (TagKind.STRUCTURE, self.tr("结构")),
                (TagKind.EVALUATION, self.tr("评价")),
            )
        }
        self.colours = ColourPicker(look)
        self.slots = {
            slot: Button(look, str(slot), kind="chip", height=28, px=13, checkable=True)
            for slot in SLOTS
        }
        self.verbs = {
            "merge": Button(look, self.tr("合并到…"), kind="normal"),
            "split": Button(look, self.tr("拆分…"), kind="normal"),
            "retire": Button(look, self.tr("停用"), kind="normal"),
            "delete": Button(look, self.tr("删除…"), kind="normal"),
        }
        self._labels: list[Words] = []
        self._lay_out()
        self._connect()
        look.changed.connect(self._restyle_form)
        self._restyle_form()
        self.show_tags((), "")

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 16, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.title, 0, 0, 1, 2)
        grid.addWidget(self.counts, 1, 0, 1, 2)
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("名称"), self.name),
            (self.tr("简称"), self.short),
            (self.tr("英文名"), self.english),
            (self.tr("说明"), self.definition),
            (self.tr("关键词"), self.keywords),
            (self.tr("种类"), _in_row(*self.kinds.values())),
            (self.tr("颜色"), self.colours),
            (self.tr("数字键"), _in_row(*self.slots.values(), spacing=2)),
        )
        for number, (label, widget) in enumerate(fields, 2):
            words = Words(self.look, label, px=13, role="text2", fit=True, height=30)
            self._labels.append(words)
            grid.addWidget(words, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, number, 1)
            if isinstance(widget, Field | QPlainTextEdit):
                widget.setAccessibleName(label)
        self._grid = grid
        grid.setRowStretch(5, 1)
        grid.addWidget(_in_row(*self.verbs.values(), spacing=6), len(fields) + 2, 0, 1, 2)

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._take_name)
        self.short.editingFinished.connect(self.commit)
        self.english.editingFinished.connect(self.commit)
        self.keywords.editingFinished.connect(self.commit)
        self.definition.installEventFilter(self)
        for kind, button in self.kinds.items():
            button.clicked.connect(lambda _=False, k=kind: self._take_kind(k))
        self.colours.picked.connect(self.coloured)
        for slot, button in self.slots.items():
            button.setAccessibleName(self.tr("数字键 {slot}").format(slot=slot))
            button.clicked.connect(lambda _=False, s=slot: self.slotted.emit(s))
        for id_, button in self.verbs.items():
            button.clicked.connect(lambda _=False, v=id_: self._ask(v))

    def _restyle_form(self) -> None:
        look = self.look
        widest = max(label.sizeHint().width() for label in self._labels)
        self._grid.setColumnMinimumWidth(0, widest)
        self.definition.setFont(look.font(14))
        self.definition.setMinimumHeight(look.px(64))
        self.definition.setStyleSheet(
            f"QPlainTextEdit{{background:{look.raised.name()};color:{look.text.name()};"
            f"border:1px solid {look.stroke.name()};border-radius:4px;padding:2px 4px;"
            f"selection-background-color:{look.textSelection.name()};"
            f"selection-color:{look.text.name()}}}"
            f"QPlainTextEdit:focus{{border:2px solid {look.focus.name()};padding:1px 3px}}"
        )
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.PlaceholderText, look.text3)
        self.definition.setPalette(palette)

    # --- showing ---

    def show_tags(self, tags: Sequence[Tag], counts: str) -> None:
        """Show one tag whole, or what several have in common."""
        former = self._tags
        self._tags = tuple(tags)
        one = self._tags[0] if len(self._tags) == 1 else None
        self.title.set_text(self._title(one))
        self.counts.set_text(counts)
        is_same = len(former) == 1 and one is not None and former[0].id == one.id
        for field, value in (
            (self.name, one.name if one else ""),
            (self.short, one.short_name if one else ""),
            (self.english, one.english if one else ""),
            (self.keywords, "、".join(one.keywords) if one else ""),
        ):
            # A field that is being written in keeps what was typed of the same tag.
            if not (is_same and field.hasFocus()):
                field.setText(value)
                field.setCursorPosition(0)
            field.setEnabled(one is not None)
        said = one.definition if one else ""
        if not (is_same and self.definition.hasFocus()) and said != self.definition.toPlainText():
            self.definition.setPlainText(said)
        self.definition.setEnabled(one is not None)
        colours = {tag.colour for tag in self._tags}
        kinds = {tag.kind for tag in self._tags}
        colour = colours.pop() if len(colours) == 1 else ""
        kind = kinds.pop() if len(kinds) == 1 else None
        self.colours.show_colour(colour, kind or TagKind.TOPIC)
        self.colours.setEnabled(bool(self._tags))
        for value, button in self.kinds.items():
            button.setChecked(value is kind)
            button.set_colour(colour or "slate")
            button.setEnabled(bool(self._tags))
        for slot, button in self.slots.items():
            button.setChecked(one is not None and one.slot == slot)
            button.setEnabled(one is not None and not one.retired)
        for id_, button in self.verbs.items():
            button.setEnabled(bool(self._tags) and (id_ != "split" or one is not None))
        retired = bool(self._tags) and all(tag.retired for tag in self._tags)
        self.verbs["retire"].set_label(self.tr("重新启用") if retired else self.tr("停用"))

    def _title(self, one: Tag | None) -> str:
        if one is not None:
            return f"{one.code} {one.name}".strip()
        if self._tags:
            return self.tr("选中了 {count} 个标签").format(count=len(self._tags))
        return self.tr("请在左边选一个标签")

    # --- taking ---

    def _take_name(self) -> None:
        name = self.name.text().strip()
        if len(self._tags) != 1 or name == self._tags[0].name:
            return
        if name:
            self.renamed.emit(name)
        else:
            self.name.setText(self._tags[0].name)

    def _take_kind(self, kind: TagKind) -> None:
        for value, button in self.kinds.items():
            button.setChecked(value is kind)
        self.redefined.emit({"kind": kind})

    def commit(self) -> None:
        """Ask for what was written and not asked for yet; one request for all fields."""
        if len(self._tags) != 1:
            return
        tag = self._tags[0]
        written = {
            "short_name": self.short.text().strip(),
            "english": self.english.text().strip(),
            "definition": self.definition.toPlainText().strip(),
            "keywords": split_keywords(self.keywords.text()),
        }
        changed = {field: value for field, value in written.items() if value != getattr(tag, field)}
        if changed:
            self.redefined.emit(changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.definition and event.type() == QEvent.Type.FocusOut:
            self.commit()
        return super().eventFilter(watched, event)

    def _ask(self, verb: str) -> None:
        if verb == "retire" and all(tag.retired for tag in self._tags):
            verb = "unretire"
        self.verb.emit(verb)


def split_keywords(typed: str) -> tuple[str, ...]:
    """Keywords as somebody types them in one line."""
    for mark in KEYWORD_MARKS:
        typed = typed.replace(mark, "、")
    return tuple(dict.fromkeys(word.strip() for word in typed.split("、") if word.strip()))


def _in_row(*widgets: QWidget, spacing: int = 4) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return holder
