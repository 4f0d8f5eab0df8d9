"""What was read: the parts of a text that stood before a reader long enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.reader.header import PaneHeader
from app.ui.reader.view import ReaderView

TICK_MS = 500
TICKS = 3
"""A line counts when it was on screen at so many ticks in a row: about a second and a half."""

NEAR = 40
"""Parts so few characters apart are one: the last line of a screen is seldom whole."""

Part = tuple[int, int]


def joined(parts: Iterable[Part]) -> list[Part]:
    """Sorted, disjoint parts; those that (nearly) touch become one."""
    whole: list[Part] = []
    for start, end in sorted(part for part in parts if part[0] < part[1]):
        if whole and start <= whole[-1][1] + NEAR:
            whole[-1] = whole[-1][0], max(whole[-1][1], end)
        else:
            whole.append((start, end))
    return whole


class HavingRead(QObject):
    """Watches one page while a person drives it, and only then.

    A page that is merely carried along by another pane, or that nobody looks
    at, is not read. Positions are code points. The header shows how much it is.

    Signals:
        grown: more of the text was read.
    """

    grown = Signal()

    def __init__(self, view: ReaderView, header: PaneHeader) -> None:
        super().__init__(view)
        self._view, self._header = view, header
        self._is_driven = False
        self._seen: list[Part] = []
        self._last: list[Part] = []
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        view.driven.connect(lambda _: self.set_driven(True))
        for looked in (view.scrolled, view.laid_out, view.focused):
            looked.connect(self._watch)

    # --- what is known ---

    @property
    def seen(self) -> Sequence[Part]:
        """The parts that were read, as code points."""
        return self._seen

    def begin(self, seen: Iterable[Part], share: float = 0.0) -> None:
        """Another text is shown; what is known of it. A bare share counts from its start."""
        self._last.clear()
        first, last = self._whole()
        self._seen = joined(seen)
        if not self._seen and share > 0:
            self._seen = [(first, first + round((last - first) * min(1.0, share)))]
        self._show()
        self._watch()

    def also(self, seen: Iterable[Part]) -> None:
        """Parts that were read in another pane count here too (emits nothing)."""
        self._seen = joined([*self._seen, *seen])
        self._show()

    def _show(self) -> None:
        self._header.set_progress(self.share(), at_end=self.is_at_end)

    def share(self) -> float:
        """How much of the shown text was read, 0..1."""
        first, last = self._whole()
        if last <= first:
            return 1.0
        read = sum(max(0, min(end, last) - max(start, first)) for start, end in self._seen)
        return min(1.0, read / (last - first)) if read < last - first - 1 else 1.0

    @property
    def is_at_end(self) -> bool:
        """Whether the last lines were read."""
        return bool(self._seen) and self._seen[-1][1] >= self._whole()[1] - 1

    def _whole(self) -> Part:
        display = self._view.display
        return display.to_text(0), display.to_text(display.length)

    # --- watching ---

    def set_driven(self, driven: bool) -> None:
        """Whether this is the page that the person reads and moves."""
        self._is_driven = driven
        self._watch()

    def _watch(self) -> None:
        if self._is_driven and not self._timer.isActive() and self._view.isVisible():
            self._timer.start()

    def on_screen(self) -> Part:
        """The part of the text that is on screen."""
        view = self._view
        top = view.bar.value()
        bottom = top + view.viewport().height()
        if top >= view.bar.maximum():
            return view.line_at(top)[0], self._whole()[1]
        return view.line_at(top)[0], view.line_at(bottom)[0]

    def tick(self) -> None:
        """Look once; stops by itself when nothing more is to be seen."""
        view = self._view
        if not (self._is_driven and view.isVisible() and view.window().isActiveWindow()):
            self._last.clear()
            self._timer.stop()
            return
        self._last = [*self._last[1 - TICKS :], self.on_screen()]
        if len(self._last) < TICKS:
            return
        stayed = max(start for start, _ in self._last), min(end for _, end in self._last)
        before = self._seen
        self._seen = joined([*before, stayed])
        if self._seen != before:
            self._show()
            self.grown.emit()
        elif len(set(self._last)) == 1:
            self._timer.stop()
