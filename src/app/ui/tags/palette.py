"""The tag palette: type a few letters, Enter tags the selection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.controls import Field, column
from app.ui.painting import draw_text, drop_shadow, panel
from app.ui.tags.palette_rows import ROW, SHOWN, Choices, Row, RowKind
from app.ui.tags.prose import draw_prose
from app.ui.theme import Look
from app.workspace.tagging import Tagging

WIDTH, EDGE, FOOT = 348, 14, 88
STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: SHOWN,
    Qt.Key.Key_PageUp: -SHOWN,
}
LONGEST_IN_VIVO = 20
"""Characters of a selection that can still be the name of a tag."""

_CONTROL = Qt.KeyboardModifier.ControlModifier
_AROUND = " \t\n\u3000，。；：、！？,.;:!?“”‘’《》（）()【】[]"


@dataclass(frozen=True, slots=True)
class Request:
    """What a tag is asked for.

    Attributes:
        tagging: the codebook it is chosen from.
        given: the tags that the annotation carries now.
        words: the selected text; empty when nothing is selected.
    """

    tagging: Tagging
    given: Callable[[], frozenset[UUID]] = frozenset
    words: str = ""


class TagPalette(QWidget):
    """A popover over the window, opened under a selection.

    Signals:
        tag_chosen: tag id, and whether the palette stays open for another. A tag
            that the annotation carries already is meant to be taken away.
        new_tag: what was typed, the group's id or None, and whether it stays open.
        slot_wished: a number key, and the tag that shall have it.
        closed: without a choice or after it; the pane takes the focus back.
    """

    tag_chosen = Signal(object, bool)
    new_tag = Signal(str, object, bool)
    slot_wished = Signal(int, object)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._host = parent
        self._request: Request | None = None
        self._group: UUID | None = None
        self._placing: Row | None = None
        self._is_composing = False
        self._note = ""
        self._grounds: dict[int, QPixmap] = {}
        self.field = Field(look, "", "tag", height=36)
        self.field.setAccessibleName(self.tr("标签"))
        self.choices = Choices(look, self)
        self._foot = QWidget(self)
        self._place = QRectF()
        look.changed.connect(self._restyle)
        column(
            self,
            self.field,
            6,
            self.choices,
            self._foot,
            margins=(EDGE + 8, EDGE + 8, EDGE + 8, EDGE + 2),
        )
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.choices.chosen.connect(lambda keep: self._accept(keep_open=keep))
        self.choices.group_wished.connect(self._choose_group)
        self.choices.moved.connect(self._row_changed)
        self._restyle()
        self.hide()

    def _restyle(self) -> None:
        self._grounds.clear()
        self._foot.setFixedHeight(self.look.px(FOOT))
        self.update()

    def open_at(self, place: QRectF, request: Request, typed: str = "") -> None:
        """Open under `place` (the selection, in the parent's coordinates), inside the parent."""
        self._place, self._request, self._placing = place, request, None
        self._is_composing = False
        group = request.tagging.tree().get(self._group) if self._group else None
        if group is None or group.retired:
            self._group = None
        self._show_stage(typed)
        self._put()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        _application().installEventFilter(self)

    def close_palette(self) -> None:
        if self.isVisible():
            _application().removeEventFilter(self)
            self.hide()
            self.closed.emit()

    def refresh(self) -> None:
        """The codebook or the readings of its names changed: look again."""
        if self.isVisible():
            current = self.choices.current
            self._typed(self.field.text(), current)

    def _fit(self) -> None:
        """As high as its rows; the field stays where it is while somebody types."""
        self.setFixedWidth(self.look.px(WIDTH) + 2 * EDGE)
        self.adjustSize()

    def _put(self) -> None:
        """Below the place where all rows fit there, else above it, else beside it."""
        parent, place = self._host, self._place
        rows = self.look.px(ROW) * (SHOWN - min(SHOWN, self.choices.count))
        highest = self.height() + rows
        x = max(0, min(int(place.x()) - EDGE, parent.width() - self.width()))
        below = int(place.bottom()) + 4 - EDGE
        above = int(place.top()) - self.height() + EDGE - 4
        fits_below = below + highest <= parent.height()
        y = below if fits_below or above < 0 else above
        if not fits_below and above < 0:
            x = max(0, min(int(place.right()), parent.width() - self.width()))
        self.move(x, max(0, min(y, parent.height() - highest)))

    # --- what is offered ---

    def _show_stage(self, typed: str) -> None:
        """Ask for a tag, or for the group of a new one."""
        asks_group = self._placing is not None
        hint = self.tr("放进哪一组") if asks_group else self.tr("中文、拼音或首字母")
        self.field.setPlaceholderText(hint)
        self.field.blockSignals(True)
        self.field.setText(typed)
        self.field.blockSignals(False)
        self._typed(typed)

    def _typed(self, typed: str, current: int | None = None) -> None:
        if self._request is None:
            return
        name = typed.strip()
        rows = self._groups(name) if self._placing is not None else self._tags(name)
        if current is None:
            # Enter gives what is not there yet; taking away is a row further up.
            offered = (k for k, row in enumerate(rows) if not row.given)
            current = next(offered, 0) if not name else 0
        self.choices.show_rows(rows, current)
        self._fit()

    def _tags(self, name: str) -> list[Row]:
        request = self._request
        if request is None:
            return []
        given, tagging = request.given(), request.tagging
        items = tagging.suggest(name)
        rows = [Row(RowKind.TAG, item, given=item.tag.id in given) for item in items]
        if not name:
            rows.sort(key=lambda row: not row.given)  # stable: what is there comes first
            known = {row.item.tag.id for row in rows if row.item}
            rows[:0] = [
                Row(RowKind.TAG, item, given=True) for item in tagging.suggestions_of(given - known)
            ]
        retired = tagging.retired_named(name)
        self._note = ""
        if retired is not None:
            self._note = self.tr("“{name}”已停用，不再提供。可在标签体系里重新启用。").format(
                name=retired.name
            )
        elif name and not any(name in {item.tag.name, item.path} for item in items):
            rows.append(Row(RowKind.NEW, name=name, path=self._group_path(name)))
        words = in_vivo_name(request.words) if not name else ""
        if words:
            rows.append(Row(RowKind.IN_VIVO, name=words, path=self._group_path("")))
        return rows

    def _groups(self, name: str) -> list[Row]:
        request = self._request
        if request is None:
            return []
        items = request.tagging.suggest(name) if name else request.tagging.groups()
        rows = [Row(RowKind.GROUP, item) for item in items]
        return rows if name else [Row(RowKind.TOP), *rows]

    def _group_path(self, typed: str) -> str:
        """Where a new tag would stand: as typed, else the group chosen last."""
        request = self._request
        if request is None:
            return ""
        if "/" in typed:
            return request.tagging.planned(typed)
        return request.tagging.path(self._group) if self._group else ""

    def _row_changed(self, _: int) -> None:
        self.field.setAccessibleDescription(self._described())
        self.update()

    def _described(self) -> str:
        """The chosen row for people who hear it."""
        row = self.choices.row
        if row is None:
            return self._foot_words()
        if row.item is None:
            return f"{self.choices.label(row)}，{self.choices.place(row)}"
        tag = row.item.tag
        parts = [f"{tag.code} {tag.name}".strip(), row.item.path]
        parts += [self.tr("已加在这处批注上")] if row.given else []
        parts += [self.tr("数字键 {slot}").format(slot=tag.slot)] if tag.slot else []
        return "，".join([*parts, tag.definition])

    def _foot_words(self) -> str:
        """The definition of the chosen tag, or what stands in its place."""
        row = self.choices.row
        if self._note:
            return self._note
        if self._placing is not None:
            return self.tr("新标签“{name}”放进哪一组？").format(name=self._placing.name)
        if row is None:
            return self.tr("没有可选的标签")
        if row.item is not None:
            return row.item.tag.definition or self.tr("还没有说明")
        return self.tr("按 Tab 换一组；也可以直接写“组/名”。")

    def _foot_keys(self) -> str:
        row = self.choices.row
        if self._placing is not None:
            return self.tr("Enter 放在这里    Esc 返回")
        if row is None:
            return self.tr("Esc 关闭")
        if row.item is None:
            return self.tr("Enter 新建    Tab 换一组    Esc 关闭")
        does = self.tr("去掉") if row.given else self.tr("应用")
        words = self.tr("Enter {does}   Ctrl+Enter 接着选   Ctrl+1…9 设数字键")
        return words.format(does=does)

    # --- choosing ---

    def _accept(self, *, keep_open: bool) -> None:
        row = self.choices.row
        if row is None:
            return
        if row.kind in {RowKind.TOP, RowKind.GROUP}:
            self._put_into(row)
        elif row.item is not None:
            self.tag_chosen.emit(row.item.tag.id, keep_open)
            self._after(keep_open=keep_open)
        else:
            self._make(row, keep_open=keep_open)

    def _make(self, row: Row, *, keep_open: bool) -> None:
        group = None if "/" in row.name else self._group
        self.new_tag.emit(row.name, group, keep_open)
        self._after(keep_open=keep_open)

    def _choose_group(self) -> None:
        """Ask where the new tag of the chosen row shall stand."""
        row = self.choices.row
        if row is not None and row.kind in {RowKind.NEW, RowKind.IN_VIVO}:
            self._placing = row
            self._show_stage("")

    def _put_into(self, row: Row) -> None:
        placing, self._placing = self._placing, None
        self._group = row.item.tag.id if row.item else None
        if placing is not None:
            self._make(placing, keep_open=False)

    def _after(self, *, keep_open: bool) -> None:
        if not keep_open:
            self.close_palette()
            return
        if self.field.text():
            self._show_stage("")
        else:
            self.refresh()

    # --- events ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return not self._is_composing and self._key(event)
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._put()
        pressed_outside = (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(watched, QWidget)
            and watched is not self
            and not self.isAncestorOf(watched)
        )
        if pressed_outside:
            self.close_palette()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        row = self.choices.row
        more = bool(held & (_CONTROL | Qt.KeyboardModifier.ShiftModifier))
        if key in STEPS:
            self.choices.step(STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._accept(keep_open=more)
        elif key == Qt.Key.Key_Space and not self.field.text() and row is not None:
            self._accept(keep_open=True)
        elif held & _CONTROL and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._give_slot(key - Qt.Key.Key_0)
        elif held & _CONTROL and key == Qt.Key.Key_N:
            self._take_words()
        elif key == Qt.Key.Key_Escape and self._placing is not None:
            name, self._placing = self._placing.name, None
            self._show_stage(name)
        elif key == Qt.Key.Key_Tab and row is not None and row.item is None:
            self._choose_group()
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.close_palette()
        else:
            return False
        return True

    def _give_slot(self, slot: int) -> None:
        row = self.choices.row
        if row is not None and row.kind is RowKind.TAG and row.item is not None:
            self.slot_wished.emit(slot, row.item.tag.id)
            self.refresh()

    def _take_words(self) -> None:
        """Make a tag of the selected words, whatever row is chosen."""
        words = in_vivo_name(self._request.words) if self._request else ""
        if words:
            self._make(Row(RowKind.IN_VIVO, name=words), keep_open=False)

    # --- painting ---

    def _ground(self, rect: QRectF) -> QPixmap:
        """Shadow and surface, drawn once per height: ten soft rectangles cost 3 ms."""
        kept = self._grounds.get(self.height())
        if kept is None:
            ratio = self.devicePixelRatioF()
            kept = QPixmap(self.size() * ratio)
            kept.setDevicePixelRatio(ratio)
            kept.fill(Qt.GlobalColor.transparent)
            p = QPainter(kept)
            drop_shadow(p, self.look, rect)
            panel(p, rect, self.look.raised, 8, self.look.line2)
            p.end()
            self._grounds[self.height()] = kept
        return kept

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look = QPainter(self), self.look
        rect = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        p.drawPixmap(0, 0, self._ground(rect))
        foot = QRectF(self._foot.geometry())
        top = foot.y() + 6
        p.fillRect(QRectF(rect.x() + 1, top, rect.width() - 2, 1), look.line)
        words = QRectF(foot.x() + 6, top + 6, foot.width() - 12, look.px(40))
        ink = look.warn if self._note else look.text2
        draw_prose(p, look, words, self._foot_words(), 13, ink)
        p.fillRect(QRectF(rect.x() + 1, words.bottom() + 3, rect.width() - 2, 1), look.line)
        keys = QRectF(
            words.x(), words.bottom() + 4, words.width(), foot.bottom() - words.bottom() - 4
        )
        draw_text(p, look, keys, self._foot_keys(), 12, look.text3)


def in_vivo_name(words: str) -> str:
    """Selected words as the name of a tag; empty when they are too long to be one."""
    name = "".join(words.split("\n")).strip(_AROUND).replace("/", "／")
    return name if len(name) <= LONGEST_IN_VIVO else ""


def _application() -> QCoreApplication:
    found = QApplication.instance()
    assert found is not None
    return found
