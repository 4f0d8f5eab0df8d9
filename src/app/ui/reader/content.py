"""What a pane is given to show."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.anchor import Span
from app.domain.report import Report, Section
from app.ui.reader.document import DisplayMap, paragraphs_of


@dataclass(frozen=True, slots=True)
class PaneContent:
    """What a pane shows.

    Attributes:
        title: for the header, unit and year (`云岭区 2023`).
        place: region and level (`重庆 · 区县`).
        cards: whether the cards are shown; None lets the width decide.
        progress: how far it was read before, 0..1, where `seen` is not known.
        seen: the parts that were read before, as code points.
    """

    report: Report
    text: str
    sections: tuple[Section, ...]
    furniture: tuple[Span, ...]
    body: Span
    title: str
    place: str = ""
    cards: bool | None = None
    show_furniture: bool = False
    progress: float = 0.0
    seen: tuple[tuple[int, int], ...] = ()

    @property
    def layout(self) -> tuple[object, ...]:
        """What a person's correction of outline and furniture changes."""
        return self.sections, self.furniture, self.body

    def display(self, *, show_furniture: bool) -> DisplayMap:
        """The shown paragraphs and the map between them and the text."""
        paragraphs = paragraphs_of(
            self.text, self.sections, self.furniture, self.report.title,
            show_furniture=show_furniture,
        )  # fmt: skip
        return DisplayMap(self.text, paragraphs)
