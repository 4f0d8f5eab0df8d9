"""Facets of a search: report attributes with their hits, to narrow it by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain.region import with_above
from app.domain.report import Report
from app.ui.controls import BY_KEY, Button, Ground, Words, row
from app.ui.painting import draw_text, panel
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

NAMES = ("year", "level", "region")
OFFERED = 12
"""Values of one attribute shown at first; the others on request."""


class CheckRow(QAbstractButton):
    """A check box with its word at the left and a count at the right."""

    def __init__(
        self, look: Look, text: str, count: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look, self._count, self._rings = look, count, False
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.updateGeometry)

    def set_count(self, count: int) -> None:
        """Show how many hits have this value; nothing for none."""
        if count != self._count:
            self._count = count
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(self.look.width(self.text(), 14)) + 70, self.look.px(28))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._rings = event.reason() in BY_KEY
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look = QPainter(self), self.look
        middle, side = self.height() / 2, look.px(16)
        if self.underMouse():
            panel(p, QRectF(self.rect()).adjusted(6, 0, -6, 0), look.hover, 4)
        box = QRectF(12, middle - side / 2, side, side)
        paint_check(p, look, box, checked=self.isChecked())
        count = str(self._count) if self._count else ""
        width = look.width(count, 12)
        words = QRectF(box.right() + 8, 0, self.width() - box.right() - width - 28, self.height())
        draw_text(p, look, words, self.text(), 14)
        right = QRectF(self.width() - 12 - width, 0, width + 1, self.height())
        draw_text(p, look, right, count, 12, look.text3)
        if self.hasFocus() and self._rings:
            panel(p, QRectF(self.rect()).adjusted(6, 1, -6, -1), None, 4, look.focus, 2)


def paint_check(
    p: QPainter, look: Look, box: QRectF, *, checked: bool, enabled: bool = True
) -> None:
    """A check box in the look of the program."""
    if not checked:
        panel(p, box, look.raised, 3, look.stroke if enabled else look.line2)
        return
    panel(p, box, look.accent if enabled else look.line2, 3)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink: QColor = look.onAccent
    p.setPen(QPen(ink, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    w, h = box.width(), box.height()
    p.drawPolyline(
        QPolygonF(
            [
                QPointF(box.x() + 0.24 * w, box.y() + 0.52 * h),
                QPointF(box.x() + 0.43 * w, box.y() + 0.70 * h),
                QPointF(box.x() + 0.76 * w, box.y() + 0.32 * h),
            ]
        )
    )
    p.restore()


class Facets(Ground):
    """Year, level and region of the reports that hold hits; OR within one, AND between.

    Rows of values that stay are kept when the counts change, and with them the focus.
    """

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", "r", parent=parent)
        self._chosen: dict[str, set[str]] = {name: set() for name in NAMES}
        self._unfolded: set[str] = set()
        self._rows: dict[tuple[str, str], CheckRow] = {}
        self._shown: tuple[Sequence[Report], Mapping[UUID, int], Mapping[str, str]] = ((), {}, {})
        self.clear_button = Button(look, self.tr("清除"), height=26, px=13)
        self.clear_button.clicked.connect(self.clear)
        self.clear_button.setEnabled(False)
        head = Ground(look, "dock", height=38)
        title = Words(look, self.tr("筛选"), bold=True)
        row(head, title, None, self.clear_button, margins=(12, 0, 6, 0))
        self._list = Ground(look, "dock")
        self._layout = QVBoxLayout(self._list)
        self._layout.setContentsMargins(0, 0, 0, 8)
        self._layout.setSpacing(0)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBar(SlimBar(look, area))
        area.setWidget(self._list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(area)

    def show_counts(
        self, reports: Sequence[Report], counts: Mapping[UUID, int], levels: Mapping[str, str]
    ) -> None:
        """Offer the values of the reports that hold hits; `levels` words the levels."""
        self._shown = (reports, counts, levels)
        kept, self._rows = self._rows, {}
        self._take_all_out(kept)
        titles = {"year": self.tr("报告年度"), "level": self.tr("层级"), "region": self.tr("地区")}
        for name in NAMES:
            tally = _tally(reports, counts, name)
            values = self._values(name, tally)
            if not values:
                continue
            self._layout.addWidget(self._title(titles[name]))
            folded = name not in self._unfolded and len(values) > OFFERED + 1
            for value in values[:OFFERED] if folded else values:
                word = levels.get(value, value) if name == "level" else value
                box = kept.pop((name, value), None) or self._row(name, value, word)
                box.set_count(tally[value])
                self._rows[name, value] = box
                self._layout.addWidget(box)
                box.show()
            if folded:
                self._layout.addWidget(self._more(name, len(values) - OFFERED))
        for box in kept.values():
            box.hide()
            box.deleteLater()
        self._layout.addStretch(1)

    def _take_all_out(self, kept: Mapping[tuple[str, str], CheckRow]) -> None:
        boxes = set(kept.values())
        while self._layout.count():
            item = self._layout.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None and widget not in boxes:
                widget.hide()
                widget.deleteLater()

    def _values(self, name: str, tally: Counter[str]) -> list[str]:
        """Chosen ones first where not all are shown; years from the newest, else by hits."""
        values = set(tally) | self._chosen[name]
        if name == "year":
            return sorted(values, reverse=True)
        chosen = self._chosen[name] if len(values) > OFFERED + 1 else set[str]()
        return sorted(values, key=lambda v: (v not in chosen, -tally[v], v))

    def _title(self, text: str) -> QWidget:
        holder = Ground(self.look, "dock", height=32)
        row(holder, Words(self.look, text, px=13, role="text2"), margins=(12, 6, 8, 0))
        return holder

    def _row(self, name: str, value: str, word: str) -> CheckRow:
        box = CheckRow(self.look, word)
        box.setChecked(value in self._chosen[name])
        box.toggled.connect(lambda on: self._toggle(name, value, on))
        return box

    def _more(self, name: str, count: int) -> QWidget:
        button = Button(self.look, self.tr("其余 {count} 个").format(count=count), height=26, px=13)
        button.clicked.connect(lambda: self._unfold(name))
        holder = Ground(self.look, "dock", height=30)
        row(holder, button, None, margins=(28, 0, 0, 0))
        return holder

    def _unfold(self, name: str) -> None:
        self._unfolded.add(name)
        self.show_counts(*self._shown)

    def _toggle(self, name: str, value: str, on: bool) -> None:
        (self._chosen[name].add if on else self._chosen[name].discard)(value)
        self._tell()

    def clear(self) -> None:
        """Choose nothing: every report passes."""
        if any(self._chosen.values()):
            self.forget()
            self._tell()

    def forget(self) -> None:
        """As clear, without telling anybody: for another library."""
        for chosen in self._chosen.values():
            chosen.clear()
        self._unfolded.clear()
        for box in self._rows.values():
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)
            box.update()
        self.clear_button.setEnabled(False)

    def _tell(self) -> None:
        self.clear_button.setEnabled(any(self._chosen.values()))
        self.changed.emit()

    def accepted(self, reports: Sequence[Report]) -> frozenset[UUID] | None:
        """The reports that pass, or None when nothing is chosen."""
        if not any(self._chosen.values()):
            return None
        return frozenset(
            report.id
            for report in reports
            if all(
                not chosen or not chosen.isdisjoint(_values_of(report, name))
                for name, chosen in self._chosen.items()
            )
        )


def _tally(reports: Sequence[Report], counts: Mapping[UUID, int], name: str) -> Counter[str]:
    """Hits per value of one attribute."""
    tally: Counter[str] = Counter()
    for report in reports:
        for value in _values_of(report, name) if counts.get(report.id) else ():
            tally[value] += counts[report.id]
    return tally


def _values_of(report: Report, name: str) -> tuple[str, ...]:
    """The value of one attribute, a region with those that hold it; none when it is unknown."""
    value = report.metadata[name].value
    if not value:
        return ()
    return with_above(value) if name == "region" else (value,)
