"""Small strokes that every painted widget shares."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.domain.tag import TagKind
from app.ui.theme import Look


def draw_text(
    p: QPainter,
    look: Look,
    rect: QRectF,
    text: str,
    px: int = 14,
    colour: QColor | None = None,
    *,
    bold: bool = False,
    serif: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> float:
    """One line of text, vertically centred, elided to the rect. Returns the width used."""
    metrics = look.metrics(px, bold=bold, serif=serif)
    # No character is wider than its em: what fits by count need not be measured.
    fits = len(text) * look.px(px) * 1.05 <= rect.width()
    p.setFont(look.font(px, bold=bold, serif=serif))
    p.setPen(colour or look.text)
    shown = text if fits else metrics.elidedText(text, elide, rect.width())
    flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    p.drawText(rect, int(flags), shown)
    return metrics.horizontalAdvance(shown)


def panel(
    p: QPainter,
    rect: QRectF,
    fill: QColor | None,
    radius: float = 4,
    line: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rounded rectangle whose border lies wholly inside `rect`."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if line is not None:
        p.setPen(QPen(line, width))
        rect = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    else:
        p.setPen(Qt.PenStyle.NoPen)
    p.drawRoundedRect(rect, radius, radius)
    p.restore()


def drop_shadow(p: QPainter, look: Look, rect: QRectF, radius: float = 8, reach: int = 10) -> None:
    """A soft shadow in translucent steps: cheap, and no graphics effect."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    colour = QColor(look.shadow)
    for k in range(reach, 0, -1):
        colour.setAlpha(max(1, int(look.shadow.alpha() * (1 - k / (reach + 1)) ** 2 / 2.2)))
        p.setBrush(colour)
        p.drawRoundedRect(rect.adjusted(-k, -k + 3, k, k + 3), radius + k, radius + k)
    p.restore()


def swatch(
    p: QPainter, look: Look, x: float, cy: float, colour: str, kind: TagKind, size: float = 10
) -> None:
    """A tag's sign: square topic, hollow square structure, diamond evaluation."""
    c = look.tag(colour).line
    half = size / 2
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind is TagKind.EVALUATION:
        half += 0.8
        mid = x + size / 2
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c)
        p.drawPolygon(
            QPolygonF(
                [
                    QPointF(mid, cy - half),
                    QPointF(mid + half, cy),
                    QPointF(mid, cy + half),
                    QPointF(mid - half, cy),
                ]
            )
        )
    elif kind is TagKind.STRUCTURE:
        p.setPen(QPen(c, 2))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(QRectF(x + 1, cy - half + 1, size - 2, size - 2), 1.5, 1.5)
    else:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c)
        p.drawRoundedRect(QRectF(x, cy - half, size, size), 2, 2)
    p.restore()


def key_cap(p: QPainter, look: Look, right: float, cy: float, text: str) -> float:
    """A key as a small cap whose right edge is at `right`. Returns its width."""
    width = max(look.px(18), look.width(text, 12) + 8)
    height = look.px(18)
    rect = QRectF(right - width, cy - height / 2, width, height)
    panel(p, rect, look.dock, 3, look.line2)
    draw_text(p, look, rect, text, 12, look.text3, align=Qt.AlignmentFlag.AlignHCenter)
    return width


def lane_pattern(kind: TagKind) -> list[float] | None:
    """Dashes (on, off in px) of the lane under a passage; None is solid."""
    if kind is TagKind.STRUCTURE:
        return [12, 3]
    if kind is TagKind.EVALUATION:
        return [6, 2.4]
    return None


def row_ground(
    p: QPainter, look: Look, rect: QRectF, *, selected: bool, hovered: bool, focused: bool = False
) -> None:
    """The ground of a list row: never the colour alone says `selected`, a bar does too."""
    inset = rect.adjusted(4, 0, -4, 0)
    if selected:
        panel(p, inset, look.selected, 4)
        p.fillRect(QRectF(rect.x(), rect.y() + 2, 3, rect.height() - 4), look.accent)
    elif hovered:
        panel(p, inset, look.hover, 4)
    if focused:
        panel(p, inset, None, 4, look.focus, 2)


class RowState:
    """What a delegate wants to know of a row. The binding's stubs do not know these fields."""

    __slots__ = ("focused", "hovered", "rect", "selected")

    def __init__(self, option: QStyleOptionViewItem) -> None:
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        self.rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        self.selected = bool(state & QStyle.StateFlag.State_Selected)
        self.hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        self.focused = bool(state & QStyle.StateFlag.State_HasFocus)
