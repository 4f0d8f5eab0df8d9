"""The map of marks beside the text: the shape of a tick says the kind, not its colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from app.domain.tag import TagKind
from app.ui.reader.overview import LEAST_TICK, TICK, tick_parts


def test_each_kind_has_a_shape_of_its_own_also_at_the_least_height() -> None:
    for height in (LEAST_TICK, 12.0):
        tick = QRectF(4, 10, TICK, height)
        topic = tick_parts(tick, TagKind.TOPIC)
        structure = tick_parts(tick, TagKind.STRUCTURE)
        evaluation = tick_parts(tick, TagKind.EVALUATION)
        assert topic == [tick]
        assert [part.width() for part in structure] == [1.5]
        upper, lower = evaluation
        assert lower.top() - upper.bottom() == 1
        assert (upper.top(), lower.bottom()) == (tick.top(), tick.bottom())
