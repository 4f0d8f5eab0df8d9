"""A fictional report, and gestures on it as a person makes them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtTest import QTest

import builders
from app.domain.anchor import Span
from app.domain.report import Section, SectionKind
from app.domain.tag import Tag, TagKind
from app.ui.reader.content import PaneContent
from app.ui.reader.marks import Mark
from app.ui.reader.pane import Pane

TOPIC = Tag(uuid4(), "行政复议", colour="teal", slot=1)
DOUBT = Tag(uuid4(), "数据存疑", colour="amber", kind=TagKind.EVALUATION, slot=6)
GOOD = Tag(uuid4(), "亮点", colour="green", kind=TagKind.EVALUATION)

PLAIN = "全年受理行政复议案件70件，审结63件；出具法律意见书12份。负责人出庭应诉率100%。"


def long_text(parts: int = 12, *, filler: int = 3) -> str:
    """Furniture, title, `parts` sections with run-in headings, signature, furniture."""
    numbers = "一二三四五六七八九十"
    lines = ["首页 > 政务公开", "", "云岭区2023年度法治政府建设情况报告", ""]
    lines.append("　　2023年，云岭区坚持依法行政。𠮷祥街道😀率先完成改革，mixed 中English。")
    for k in range(parts):
        label = numbers[k] if k < 10 else "十" + numbers[k - 10]
        lines.append(f"{label}、推进第{k + 1}项工作")
        lines.append(f"　　（一）健全机制第{k + 1}。{PLAIN}")
        lines += ["　　" + PLAIN * (1 + (k + f) % 4) for f in range(filler)]
    lines += ["云岭区人民政府", "2024年2月10日", "版权所有：云岭区"]
    return "\n".join(lines)


def outline(text: str) -> tuple[Section, ...]:
    """Sections of long_text: the top ones on lines of their own, （一） run in."""
    starts: list[tuple[int, int, SectionKind, str, str, int]] = []
    at = 0
    for line in text.split("\n"):
        words = line.lstrip("　")
        start = at + len(line) - len(words)
        at += len(line) + 1
        if "、推进第" in words:
            label, heading = words.split("、")
            starts.append(
                (1, start, SectionKind.OWN_LINE, label + "、", heading, start + len(words))
            )
        elif words.startswith("（一）"):
            end = words.index("。")
            starts.append((2, start, SectionKind.RUN_IN, "（一）", words[3:end], start + end + 1))
    sections: list[Section] = []
    for k, (level, start, kind, label, heading, end) in enumerate(starts):
        close = next((s[1] for s in starts[k + 1 :] if s[0] <= level), len(text))
        sections.append(Section(level, kind, label, heading, Span(start, close), end))
    return tuple(sections)


def content(text: str | None = None, **values: bool | None) -> PaneContent:
    text = long_text() if text is None else text
    hidden = [Span(0, text.index("\n") + 1)] if text.startswith("首页") else []
    foot = text.find("版权所有")
    if foot >= 0:
        hidden.append(Span(foot, len(text)))
    return PaneContent(
        report=builders.report(text),
        text=text,
        sections=outline(text),
        furniture=tuple(hidden),
        body=Span(0, len(text)),
        title="云岭区 2023",
        place="重庆 · 区县",
        cards=values.get("cards", False),
    )


def mark(pane: Pane, words: str, *tags: Tag, comment: str = "", nth: int = 0) -> Mark:
    """A mark on the nth occurrence of some words of the pane's text."""
    assert pane.content is not None
    at = -1
    for _ in range(nth + 1):
        at = pane.content.text.index(words, at + 1)
    span = Span(at, at + len(words))
    return Mark(uuid4(), span, tags=tags or (TOPIC,), comment=comment, reviewer_name="审阅甲")


def point_of(pane: Pane, place: int) -> QPoint:
    """The left edge of a code point, in the viewport."""
    view = pane.view
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.display.to_display(place))
    rect = view.cursorRect(cursor)
    return QPoint(rect.left(), rect.center().y())


def drag(pane: Pane, start: int, end: int) -> None:
    """Select with the mouse from one code point to another."""
    port, left = pane.view.viewport(), Qt.MouseButton.LeftButton
    a, b = point_of(pane, start), point_of(pane, end)
    QTest.mousePress(port, left, pos=a)
    QTest.mouseMove(port, (a + b) / 2)
    QTest.mouseMove(port, b)
    QTest.mouseRelease(port, left, pos=b)


def click(pane: Pane, place: int, times: int = 1) -> None:
    """Click inside a character, once to four times."""
    port, left = pane.view.viewport(), Qt.MouseButton.LeftButton
    at = point_of(pane, place) + QPoint(4, 0)
    for k in range(times):
        press = QTest.mouseDClick if k % 2 else QTest.mouseClick
        press(port, left, pos=at)


def shown(pane: Pane) -> QImage:
    return pane.view.viewport().grab().toImage()


def has_colour(image: QImage, colour: QColor, box: tuple[int, int, int, int]) -> bool:
    """Whether a colour occurs in a box (x, y, width, height)."""
    x, y, width, height = box
    return any(
        image.pixelColor(column, row) == colour
        for row in range(max(0, y), min(image.height(), y + height))
        for column in range(max(0, x), min(image.width(), x + width))
    )


def band_box(pane: Pane, span: Span) -> tuple[int, int, int, int]:
    """The box of the first line of a passage in the viewport."""
    shown_range = pane.view.display.display_range(span)
    assert shown_range is not None
    rect = pane.view.places.rects(*shown_range)[0]
    top = rect.y() - pane.view.bar.value()
    return round(rect.x()), round(top), round(rect.width()), round(rect.height())


def spans_of(marks: Sequence[Mark]) -> list[Span]:
    return [m.span for m in marks if m.span]
