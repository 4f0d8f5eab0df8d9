"""Cards: a pane with a thousand marks of which three hundred are discussed."""

from __future__ import annotations

import random
import statistics
from dataclasses import replace
from uuid import uuid4

from bench_reading import frames
from bench_window import content_of, marks_for
from measuring import Figure, percentile, say, watch
from PySide6.QtWidgets import QApplication

from app.ui.reader.marks import Mark
from app.ui.reader.pane import Pane
from app.ui.reader.thread import Said
from app.ui.theme import Look

MARKS, DISCUSSED = 1000, 300
REMARK = "缺少数据支撑，请补充具体数字和口径，并说明与上年相比的变化。"


def discussed(text: str) -> list[Mark]:
    """Marks all over a text; of some, several sentences and replies are said."""
    rng = random.Random(7)
    marks = [replace(mark, comment="") for mark in marks_for(text, MARKS)]
    for k in rng.sample(range(MARKS), DISCUSSED):
        replies = tuple(Said(uuid4(), REMARK, "乙") for _ in range(rng.randrange(3)))
        comment = "\n".join(REMARK * rng.randint(1, 3) for _ in range(rng.randint(1, 3)))
        marks[k] = replace(marks[k], comment=comment, replies=replies, resolved=k % 4 == 0)
    return marks


def measure_cards(app: QApplication, look: Look) -> list[Figure]:
    """Scrolling past cards, raising one, and typing in one."""
    say("cards…")
    pane = Pane(look)
    pane.resize(900, 1000)
    content = content_of(0)
    marks = discussed(content.text)
    pane.show()
    pane.view.glide.is_instant = True
    pane.show_report(content, marks)
    app.processEvents()
    scrolling = frames(app, pane, [])
    talked = [mark.id for mark in marks if mark.comment]
    raising: list[float] = []
    for id_ in talked[:40]:
        with watch() as clock:
            pane.activate_annotation(id_, show=False)
            app.processEvents()
        raising.append(clock.cpu_ms)
    pane.edit_comment(talked[150])
    app.processEvents()
    editor = pane.view.cards.card.editor
    if editor is None:
        raise RuntimeError("the editor did not open")
    typing: list[float] = []
    for _ in range(60):
        with watch() as clock:
            editor.field.insertPlainText("核")
            app.processEvents()
        typing.append(clock.cpu_ms)
    editor.finish(keep=False)
    pane.close()
    return [
        Figure("scroll frame beside 300 cards (median)", statistics.median(scrolling), "ms cpu",
               None, "≤ 3 ms"),
        Figure("scroll frame beside 300 cards (p99)", percentile(scrolling, 0.99), "ms cpu",
               None, "≤ 8 ms"),
        Figure("another card raised, painted (median)", statistics.median(raising), "ms cpu",
               None, "≤ 16 ms"),
        Figure("one character typed in a card (median)", statistics.median(typing), "ms cpu",
               None, "≤ 5 ms"),
        Figure("one character typed in a card (p99)", percentile(typing, 0.99), "ms cpu",
               None, "≤ 16 ms"),
    ]  # fmt: skip
