"""The outline of one report: paths of headings, and the menu to jump along it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu

from app.domain.report import Section, SectionKind
from app.ui.reader.page import Page

MENU_LEVELS = 2
WIDEST_PX = 380


class Headings:
    """The headings of an outline (its numbered statements left out), and where they are."""

    def __init__(self, sections: Sequence[Section], page: Page) -> None:
        self.sections = tuple(sections)
        self.indices = [i for i, s in enumerate(sections) if s.kind is not SectionKind.ITEM]
        self._page = page
        self._tops: list[float] | None = None

    def forget_layout(self) -> None:
        self._tops = None

    def y_of(self, index: int) -> float:
        """Top of a section's heading line, in pixels of the document."""
        start = self.sections[index].span.start
        return self._page.places.y_of(self._page.display.to_display(start))

    def at(self, y: float) -> int:
        """Index of the section whose heading is the last one above a height, or −1."""
        if self._tops is None:
            self._tops = [self.y_of(i) for i in self.indices]
        k = bisect_right(self._tops, y) - 1
        return self.indices[k] if k >= 0 else -1

    def around(self, place: int) -> int:
        """Index of the last heading at or before a code point, or −1."""
        before = (i for i in reversed(self.indices) if self.sections[i].span.start <= place)
        return next(before, -1)

    def next_to(self, current: int, step: int) -> int | None:
        """Index of the heading after (1) or before (−1) a section."""
        if step > 0:
            return next((i for i in self.indices if i > current), None)
        return next((i for i in reversed(self.indices) if i < current), None)

    def path(self, index: int) -> tuple[str, ...]:
        """Headings from the top down to a section, with their labels."""
        if index < 0:
            return ()
        path: list[str] = []
        level = self.sections[index].level + 1
        for i in reversed(self.indices):
            section = self.sections[i]
            if i <= index and section.level < level:
                path.append(section.label + section.heading)
                level = section.level
        return tuple(reversed(path))


def outline_menu(
    headings: Headings,
    current: int,
    counts: Mapping[int, int],
    go_to: Callable[[int], None],
    menu: QMenu,
) -> None:
    """Fill a menu with the upper levels of an outline; counts of annotations at the right."""
    metrics = QFontMetrics(menu.font())
    shown = [i for i in headings.indices if headings.sections[i].level <= MENU_LEVELS]
    before = [i for i in shown if i <= current]
    for index in shown:
        section = headings.sections[index]
        indent = "\u3000" * (section.level - 1)
        name = f"{indent}{section.label}{section.heading}"
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, WIDEST_PX)
        count = counts.get(index, 0)
        action = menu.addAction(f"{name}\t{count}" if count else name)
        action.setCheckable(True)
        action.setChecked(bool(before) and index == before[-1])
        action.triggered.connect(lambda _=False, index=index: go_to(index))
