"""At each stretch of page furniture that is shown: a button that brings it back to the report."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.anchor import Span
from app.ui.controls import Button
from app.ui.reader.document import Role
from app.ui.reader.view import ReaderView

HEIGHT, RIGHT, MOST_LETTERS = 22, 4, 24


class FurnitureSigns(QObject):
    """Buttons at the right of the text, as many as are in sight.

    Signals:
        show_wished (Span): these lines are to be the report's again.
    """

    show_wished = Signal(object)

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self.can_change = True
        self._buttons: list[Button] = []
        self._spans: list[Span] = []
        for moved in (view.scrolled, view.laid_out):
            moved.connect(self.place)

    def runs(self) -> list[tuple[float, Span]]:
        """Stretches of furniture in sight: where the first visible line begins, and their text."""
        view = self._view
        top = view.bar.value()
        bottom = top + view.viewport().height()
        paragraphs, tops = view.display.paragraphs, view.places.tops()
        numbers = groupby(
            range(len(paragraphs)), key=lambda n: paragraphs[n].role is Role.FURNITURE
        )
        found: list[tuple[float, Span]] = []
        for is_furniture, run in numbers:
            if not is_furniture:
                continue
            block = list(run)
            end = tops[block[-1] + 1] if block[-1] + 1 < len(tops) else view.places.height
            if tops[block[0]] < bottom and end > top + HEIGHT:
                span = Span(paragraphs[block[0]].span.start, paragraphs[block[-1]].span.end)
                found.append((max(tops[block[0]], top) - top, span))
        return found

    def place(self) -> None:
        """Put the buttons where their stretches are now."""
        display = self._view.display
        has_any = self.can_change and any(p.role is Role.FURNITURE for p in display.paragraphs)
        if not has_any and not self._buttons:
            return
        runs = self.runs() if has_any else []
        while len(self._buttons) < len(runs):
            self._buttons.append(self._button(len(self._buttons)))
        self._spans = [span for _, span in runs]
        width = self._view.viewport().width()
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(runs))
            if number < len(runs):
                y, span = runs[number]
                words = " ".join(span.of(display.text).split())[:MOST_LETTERS]
                name = self.tr("恢复为正文：{words}").format(words=words)
                if button.accessibleName() != name:
                    button.setAccessibleName(name)
                    button.setToolTip(self.tr("这几行是报告的内容，恢复为正文"))
                size = button.sizeHint()
                button.setGeometry(width - size.width() - RIGHT, round(y), size.width(), HEIGHT)

    def _button(self, number: int) -> Button:
        look = self._view.look
        words = self.tr("恢复")
        button = Button(
            look, words, kind="normal", px=12, height=HEIGHT, parent=self._view.viewport()
        )
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.show_wished.emit(self._spans[number]))
        return button
