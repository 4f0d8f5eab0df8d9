"""Counterparts: what the outline says of the reports beside, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu

from app.domain.errors import PiyueError
from app.domain.pin import Pin, PinKind
from app.domain.report import Section, SectionKind
from app.ui.library.outline_dock import OutlineDock, Sign, Tie
from app.ui.naming import report_name
from app.ui.panes import OpenReport, PaneArea
from app.ui.syncing import Syncing
from app.workspace.pinning import section_at
from app.workspace.workspace import Workspace

SURE = 0.6
"""Pairs of which a reader accepts fewer than these are worded as possible."""

MOST_LETTERS = 24
"""Of a heading in a menu."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A section of a report beside that is about the same thing."""

    beside: OpenReport
    number: int
    score: float
    is_pinned: bool

    @property
    def section(self) -> Section:
        return self.beside.sections[self.number]


class Counterparts(QObject):
    """Signs and menus of the outline, and the verbs on pins.

    Signals:
        refused: a PiyueError to be worded.
        said: a short word of what was done, or of what is needed first.
        menu_opening: the menu of a section, its OpenReport and number; append to it.
    """

    refused = Signal(object)
    said = Signal(str)
    menu_opening = Signal(QMenu, object, int)

    def __init__(self, area: PaneArea, outline: OutlineDock, syncing: Syncing) -> None:
        super().__init__(area)
        self._area, self._outline, self._syncing = area, outline, syncing
        self._workspace: Workspace | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._show)
        area.activated.connect(lambda _: self._timer.start())
        area.arranged.connect(self._watch)
        syncing.changed.connect(self._timer.start)
        outline.tie_pressed.connect(self.show_pair)
        outline.menu_wished.connect(self._open_menu)
        self._watched: set[int] = set()

    def set_workspace(self, workspace: Workspace | None) -> None:
        self._workspace = workspace

    # --- what the outline says ---

    def of(self, one: OpenReport, number: int) -> list[Counterpart] | None:
        """Counterparts of a section in the reports beside; None while they are not known."""
        found: list[Counterpart] = []
        is_known = False
        for other in self._beside(one):
            common = self._syncing.common(one.id, other.id)
            if common is not None:
                is_known = True
                found += [
                    Counterpart(other, m.b, m.score, m.is_pinned)
                    for m in common.pairs
                    if m.a == number and m.b < len(other.sections)
                ]
        return found if is_known else None

    def _beside(self, one: OpenReport) -> list[OpenReport]:
        return [other for other in self._area.open if other.id != one.id]

    def _show(self) -> None:
        one = self._area.active
        if one is None:
            return
        signs: dict[int, Sign] = {}
        pinned = self._pinned(one)
        for number in self._outline.headings():
            found = self.of(one, number) if number < len(one.sections) else None
            if found is not None:
                tie = Tie.PINNED if number in pinned else _tie(found)
                beside = pinned.get(number, ())
                signs[number] = Sign(tie, self._words(one, found, beside))
        self._outline.set_signs(signs)

    def _pinned(self, one: OpenReport) -> dict[int, list[OpenReport]]:
        """The headings in whose text places are pinned, with the reports they are pinned to."""
        found: dict[int, list[OpenReport]] = {}
        headings = [(k, one.sections[k]) for k in self._outline.headings() if k < len(one.sections)]
        for other in self._beside(one):
            for pin in self._pins(one, other):
                at = section_at([section for _, section in headings], pin.a_at)
                if at >= 0:
                    found.setdefault(headings[at][0], []).append(other)
        return found

    def _words(
        self, one: OpenReport, found: Sequence[Counterpart], pinned: Sequence[OpenReport]
    ) -> str:
        """One line per report beside: which section is the counterpart, or that there is none."""
        lines: list[str] = []
        for other in self._beside(one):
            part = next((c for c in found if c.beside is other), None)
            if part is None:
                words = self.tr("{report}：无对应章节")
                if other in pinned:
                    words = self.tr("{report}：有手动对齐的位置")
                lines.append(words.format(report=report_name(other.report)))
                continue
            words = self.tr("{report}：可能对应“{heading}”")
            if part.is_pinned:
                words = self.tr("{report}：已手动对齐“{heading}”")
            elif part.score >= SURE:
                words = self.tr("{report}：对应“{heading}”")
            section = part.section
            heading = section.label + section.heading
            lines.append(words.format(report=report_name(other.report), heading=heading))
        return "\n".join(lines)

    # --- verbs ---

    def show_pair(self, number: int) -> None:
        """Bring a section of the active report and its counterparts to the top of their panes."""
        one = self._area.active
        found = self.of(one, number) if one is not None else None
        if one is not None and found:
            self._syncing.show_together([(one, number), *((c.beside, c.number) for c in found)])

    def align_here(self) -> None:
        """Say that what all panes show now belongs together."""
        if self._attempt(self._syncing.pin_here):
            self.said.emit(self.tr("已把各栏现在的位置对齐"))

    def unalign(self) -> None:
        """Take back what was aligned by hand nearest to the place being read."""
        one = self._area.active
        pins = self._syncing.pins_at(one) if one is not None else []
        if not pins:
            self.said.emit(self.tr("这里没有手动对齐的位置"))
        else:
            self._remove(pins)

    def unalign_all(self) -> None:
        """Take back whatever was said by hand about the reports that are open."""
        pins = {
            pin.id: pin
            for one in self._area.open
            for other in self._beside(one)
            for kind in PinKind
            for pin in self._pins(one, other, kind)
        }
        if not pins:
            self.said.emit(self.tr("这几份报告没有手动对齐过"))
        else:
            self._remove(list(pins.values()))

    def _pins(self, one: OpenReport, other: OpenReport, kind: PinKind = PinKind.PAIR) -> list[Pin]:
        workspace = self._workspace
        return workspace.pinning.between(one.id, other.id, kind) if workspace else []

    def _remove(self, pins: Sequence[Pin]) -> None:
        workspace = self._workspace
        if workspace is not None and self._attempt(
            lambda: workspace.pinning.remove([pin.id for pin in pins])
        ):
            self.said.emit(self.tr("已取消手动对齐"))

    def _pair_with_place(self, one: OpenReport, number: int, other: OpenReport) -> None:
        """A section belongs to what another pane shows at its reading line now."""
        workspace = self._workspace
        start, there = one.sections[number].span.start, self._syncing.place_of(other)
        if workspace is not None and self._attempt(
            lambda: workspace.pinning.pair([(one.id, start), (other.id, there)])
        ):
            self.said.emit(self.tr("已对齐"))

    def _part(self, one: OpenReport, number: int, part: Counterpart) -> None:
        workspace = self._workspace
        if workspace is not None and self._attempt(
            lambda: workspace.pinning.part(
                one.id, one.sections[number], part.beside.id, part.section
            )
        ):
            self.said.emit(self.tr("已取消对应"))

    def _attempt(self, verb: Callable[[], object]) -> bool:
        try:
            verb()
        except PiyueError as refusal:
            self.refused.emit(refusal)
            return False
        return True

    # --- menus ---

    def _open_menu(self, number: int, at: QPoint) -> None:
        one = self._area.active
        if one is None or number >= len(one.sections):
            return
        menu = QMenu(self._outline)
        menu.setFont(self._outline.tree.look.font(14))
        self.fill_menu(menu, one, number)
        self.menu_opening.emit(menu, one, number)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def fill_menu(self, menu: QMenu, one: OpenReport, number: int) -> None:
        """What can be done with a section and the reports beside."""
        jump = menu.addAction(self.tr("转到本章节"))
        jump.triggered.connect(lambda: self._outline.jumped.emit(number))
        menu.addSeparator()
        writes = self._workspace is not None and not self._workspace.library.read_only
        found = self.of(one, number) or []
        both = menu.addAction(self.tr("跳到对应章节"), partial(self.show_pair, number))
        both.setEnabled(bool(found))
        for other in self._beside(one):
            name = report_name(other.report)
            words = self.tr("与“{report}”的当前位置对齐").format(report=name)
            menu.addAction(words, partial(self._pair_with_place, one, number, other)).setEnabled(
                writes
            )
        menu.addSeparator()
        for part in found:
            heading = part.section.label + part.section.heading
            if len(heading) > MOST_LETTERS:
                heading = heading[:MOST_LETTERS] + "…"
            words = self.tr("取消与“{heading}”的对应").format(heading=heading)
            menu.addAction(words, partial(self._part, one, number, part)).setEnabled(writes)
        section = one.sections[number]
        inner = [s.span for s in one.sections[number + 1 :] if s.kind is not SectionKind.ITEM]
        end = min([section.span.end, *(span.start for span in inner)])
        pins = [
            pin
            for other in self._beside(one)
            for kind in PinKind
            for pin in self._pins(one, other, kind)
            if section.span.start <= pin.a_at < end
        ]
        if pins:
            words = self.tr("取消本章节的手动对齐")
            if all(pin.kind is PinKind.APART for pin in pins):
                words = self.tr("恢复自动对应")
            menu.addAction(words, partial(self._remove, pins)).setEnabled(writes)

    def _watch(self) -> None:
        """Listen to the pins in the gutter of each pane."""
        for one in self._area.open:
            if id(one.pane) not in self._watched:
                self._watched.add(id(one.pane))
                one.pane.view.gutter.pin_menu_wished.connect(partial(self._open_pin_menu, one))
                one.pane.destroyed.connect(partial(self._watched.discard, id(one.pane)))

    def _open_pin_menu(self, one: OpenReport, place: int, at: QPoint) -> None:
        pins = [
            pin
            for other in self._beside(one)
            for pin in self._pins(one, other)
            if pin.a_at == place
        ]
        menu = QMenu(one.pane)
        menu.addAction(self.tr("取消在此对齐"), partial(self._remove, pins))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)


def _tie(found: Sequence[Counterpart]) -> Tie:
    if not found:
        return Tie.NONE
    if any(part.is_pinned for part in found):
        return Tie.PINNED
    return Tie.SURE if max(part.score for part in found) >= SURE else Tie.MAYBE
