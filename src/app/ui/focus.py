"""Focus by keyboard: the Tab key goes through a window as it is seen, region by region.

Qt's own order is that in which widgets were made; panes and docks are made late and
anew, so that it would jump about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from app.ui.theme import Look

RING = 2
"""Width of the ring, in px (look.md, section 6)."""

BY_KEY = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
"""Reasons for which a focus ring is shown; a click needs none."""

PASSING = frozenset(
    {
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
    }
)
"""Reasons for which the focus leaves only for a while."""


class Ringed:
    """Mixed in before a widget class: `rings` says whether its focus came by the keyboard.

    A focus given back (a menu or a sheet closed) keeps what was known before.
    """

    rings = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in BY_KEY:
            self.rings = True
        elif event.reason() is Qt.FocusReason.MouseFocusReason:
            self.rings = False
        super().focusInEvent(event)  # pyright: ignore[reportAttributeAccessIssue]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.rings = False
        super().mousePressEvent(event)  # pyright: ignore[reportAttributeAccessIssue]


class RingedView(Ringed):
    """Mixed in before a list or tree: the ring is drawn around its current row."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        view = cast("QAbstractItemView", self)
        by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        chosen = view.selectionModel()
        if not by_mouse and chosen is not None and not chosen.hasSelection():
            # Qt makes the first row the current one without choosing it: Enter would do nothing.
            current = view.currentIndex()
            view.setCurrentIndex(current if current.isValid() else view.model().index(0, 0))
        view.viewport().update()


def focus_stops(root: QWidget) -> list[QWidget]:
    """What the Tab key reaches below a widget, from the top left to the bottom right."""
    return list(_stops(root))


def _stops(widget: QWidget) -> Iterator[QWidget]:
    for child in _in_order(widget):
        if not child.isVisible() or child.isWindow():
            continue
        inner = list(_stops(child))
        if _takes_focus(child) and not isinstance(child, QScrollArea):
            yield child
        yield from inner


def _takes_focus(widget: QWidget) -> bool:
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tab) and widget.isEnabled() and widget.focusProxy() is None


def _in_order(widget: QWidget) -> list[QWidget]:
    """The children of a widget as they are laid out; those in no layout come last, by place."""
    if isinstance(widget, QStackedWidget):
        current = widget.currentWidget()
        return [current] if current is not None else []
    if isinstance(widget, QSplitter):
        return [widget.widget(number) for number in range(widget.count())]
    children = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    layout = widget.layout()
    placed = _placed(layout) if layout is not None else []
    loose = [child for child in children if child not in placed]
    return [*placed, *sorted(loose, key=lambda child: (child.y(), child.x()))]


def _placed(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, inner = (item.widget(), item.layout()) if item else (None, None)
        if widget is not None:
            found.append(widget)
        elif inner is not None:
            found += _placed(inner)
    return found


def step_focus(stops: list[QWidget], *, forward: bool) -> bool:
    """Give the focus to the stop after (before) the one that has it, round and round."""
    if not stops:
        return False
    focus = QApplication.focusWidget()
    if focus in stops:
        at = stops.index(focus)
    else:
        at = _nearest(stops, focus) if focus is not None else -1
        at = at if forward or at < 0 else at + 1
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stop = stops[(at + (1 if forward else -1)) % len(stops)]
    stop.setFocus(reason)
    show(stop)
    return True


def show(stop: QWidget) -> None:
    """Scroll the areas around a widget so that it is seen."""
    above = stop.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(stop)
        above = above.parentWidget()


def _nearest(stops: list[QWidget], focus: QWidget) -> int:
    """The stop before a widget that is none itself (an editor in a list, a clicked pane)."""
    owner: QWidget | None = focus
    while owner is not None and owner not in stops:
        owner = owner.parentWidget()
    if owner is not None:
        return stops.index(owner)
    place = focus.mapTo(focus.window(), QPoint(0, 0))
    before = [
        number
        for number, stop in enumerate(stops)
        if (p := stop.mapTo(stop.window(), QPoint(0, 0)))
        and (p.y(), p.x()) <= (place.y(), place.x())
    ]
    return before[-1] if before else -1


def enter(region: QWidget, reason: Qt.FocusReason) -> bool:
    """Give a region the focus: its text or list where it has one, else what comes first."""
    proxy, stops = region.focusProxy(), focus_stops(region)
    main = [stop for stop in stops if stop is proxy or isinstance(stop, QAbstractItemView)]
    for stop in (*main, *stops):
        stop.setFocus(reason)
        return True
    return False


class RingedText(Ringed):
    """Mixed in before a text: the ring is drawn over its edges. `look` is set before it is shown."""

    look: Look
    _edge: FocusEdge | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._edge is None:
            self._edge = FocusEdge(self.look, cast("QWidget", self))
        self._edge.set_shown(self.rings)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)  # pyright: ignore[reportAttributeAccessIssue]
        if self._edge is not None and event.reason() not in PASSING:
            self._edge.set_shown(False)


class FocusEdge:
    """The ring around a text that has the focus by the keyboard: four strips over its edges.

    Strips, because a whole frame over the text would cost every frame of scrolling.
    """

    def __init__(self, look: Look, text: QWidget) -> None:
        self._look, self._text = look, text
        self._strips = [_Strip(look, text) for _ in range(4)]

    def set_shown(self, shown: bool) -> None:
        for strip in self._strips:
            strip.setVisible(shown)
            strip.raise_()
        self.fit()

    def fit(self) -> None:
        """After the text got another size."""
        w, h, edge = self._text.width(), self._text.height(), RING
        places = ((0, 0, w, edge), (0, h - edge, w, edge), (0, 0, edge, h), (w - edge, 0, edge, h))
        for strip, place in zip(self._strips, places, strict=True):
            strip.setGeometry(*place)


class _Strip(QWidget):
    def __init__(self, look: Look, text: QWidget) -> None:
        super().__init__(text)
        self.look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(self.rect(), self.look.focus)
