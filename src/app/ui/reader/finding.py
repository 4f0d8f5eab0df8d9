"""Finding in one pane: literal search, the hits, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.domain.anchor import Span
from app.text.fold import fold
from app.ui.reader.find_bar import FindBar
from app.ui.reader.view import ReaderView


@dataclass(frozen=True, slots=True)
class FindOptions:
    """exact: letter case and full/half width matter."""

    exact: bool = False


class Finder:
    """Literal search in one text; the folded text is made once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: str | None = None

    def occurrences(self, wanted: str, options: FindOptions) -> list[Span]:
        """Every place of a literal, overlapping ones too, as the library search counts them."""
        if not wanted:
            return []
        if options.exact:
            text = self._text
        else:
            if self._folded is None:
                self._folded = fold(self._text)
            text, wanted = self._folded, fold(wanted)
        found: list[Span] = []
        at = text.find(wanted)
        while at >= 0:
            found.append(Span(at, at + len(wanted)))
            at = text.find(wanted, at + 1)
        return found


class Finding(QObject):
    """Joins find bar and view.

    Args:
        scroll_to: brings a passage into view if it is not.
    """

    def __init__(self, bar: FindBar, view: ReaderView, scroll_to: Callable[[Span], None]) -> None:
        super().__init__(view)
        self._bar, self._view, self._scroll_to = bar, view, scroll_to
        self._finder = Finder("")
        self.hits: list[Span] = []
        self.current = -1
        bar.wanted_changed.connect(lambda text, exact: self.find(text, FindOptions(exact)))
        bar.step_wished.connect(self.step)
        bar.closed.connect(self._closed)

    def reset(self, text: str) -> None:
        """Another text is shown."""
        self._bar.hide()
        self._finder, self.hits, self.current = Finder(text), [], -1

    def open_bar(self) -> None:
        """Open the find bar; a selection inside one line becomes its question."""
        span = self._view.selection()
        words = span.of(self._view.display.text) if span else ""
        self._bar.open_bar("" if "\n" in words else words)

    def find(self, text: str, options: FindOptions) -> int:
        """Mark every shown occurrence and go to the first one not yet read past."""
        display = self._view.display
        found = self._finder.occurrences(text, options)
        shown = [span for span in found if display.display_range(span)]
        place, _ = self._view.reading_position()
        here = next((i for i, span in enumerate(shown) if span.start >= place), 0)
        self.set_hits(shown, here if shown else -1)
        if shown:
            self._scroll_to(shown[here])
        return len(shown)

    def _closed(self) -> None:
        """The hit one was at stays selected: it can be marked at once, by keys alone."""
        hit = self.hits[self.current] if 0 <= self.current < len(self.hits) else None
        self.set_hits([])
        if hit is not None:
            self._view.select(hit)

    def set_hits(self, spans: Sequence[Span], current: int = -1) -> None:
        """Show search hits (sorted spans), one of them as the current one."""
        self.hits, self.current = list(spans), current
        ranges = [self._view.display.display_range(span) for span in self.hits]
        here = ranges[current] if 0 <= current < len(ranges) else None
        self._view.set_hits([r for r in ranges if r], here)
        self._bar.show_count(current + 1, len(self.hits))

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (−1) hit, around the ends."""
        if self.hits:
            self.set_hits(self.hits, (self.current + step) % len(self.hits))
            self._scroll_to(self.hits[self.current])
