"""Correcting by hand: outline and page furniture, from the outline, the text and by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from app.domain.anchor import Span
from app.domain.errors import PiyueError
from app.domain.report import Section, SectionKind
from app.text.lines import line_around, whole_lines
from app.ui.panes import OpenReport

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.workspace.correcting import Correcting

LEVELS = (1, 2, 3)
"""Offered as words; deeper ones by moving a heading down."""


class CorrectingDesk(QObject):
    """What a person can say of the outline and the page, as words."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        reading = window.reading
        reading.counterparts.menu_opening.connect(self.fill_outline)
        outline = reading.outline
        outline.judged.connect(self._judge)
        outline.moved.connect(lambda number, by: self._with_section(number, partial(self.move, by)))
        outline.removed.connect(lambda number: self._with_section(number, self.remove))
        reading.opening.furniture_wished.connect(self.show)
        reading.library.batch_asked.connect(self.edit_batch)

    # --- what can be done ---

    @property
    def _writes(self) -> bool:
        workspace = self._window.workspace
        return workspace is not None and not workspace.library.read_only

    def _verbs(self) -> Correcting | None:
        return self._window.workspace.correcting if self._window.workspace else None

    def _attempt(self, does: Callable[[Correcting], object], said: str = "") -> None:
        verbs = self._verbs()
        if verbs is None:
            return
        try:
            does(verbs)
        except PiyueError as refusal:
            self._window.report(refusal)
            return
        if said:
            self._window.say(said)

    def _with_section(self, number: int, does: Callable[[OpenReport, Section], object]) -> None:
        one = self._window.reading.area.active
        if one is not None and 0 <= number < len(one.sections) and self._writes:
            does(one, one.sections[number])

    def _judge(self, number: int, is_heading: bool) -> None:
        self._with_section(number, self.confirm if is_heading else self.remove)

    def confirm(self, one: OpenReport, section: Section) -> None:
        """An uncertain heading is one."""
        self._attempt(lambda v: v.confirm(one.id, section.span.start), self.tr("已确认为标题"))

    def remove(self, one: OpenReport, section: Section) -> None:
        """This is no heading."""
        words = self.tr("“{heading}”已并入上面的章节；可撤销")
        heading = section.label + section.heading
        self._attempt(
            lambda v: v.remove_heading(one.id, section.span.start), words.format(heading=heading)
        )

    def move(self, by: int, one: OpenReport, section: Section) -> None:
        """One level up (−1) or down (1)."""
        start = section.span.start
        if by < 0:
            self._attempt(lambda v: v.promote(one.id, start))
        else:
            self._attempt(lambda v: v.demote(one.id, start))

    # --- by key, at the selection or the caret ---

    def make_heading(self, level: int) -> None:
        """The line of the caret, or what is selected of it, becomes a heading."""
        one = self._window.reading.area.active
        if one is not None:
            span = self._meant(one)
            self._attempt(lambda v: self._set_heading(v, one, span, level))

    def _set_heading(self, verbs: Correcting, one: OpenReport, span: Span, level: int) -> None:
        """A heading keeps its words when only its level is chosen."""
        section = self._section_of(one, span.start)
        if section is not None and not len(span):
            verbs.set_level(one.id, section.span.start, level)
        else:
            verbs.make_heading(one.id, span, level)

    def remove_here(self) -> None:
        """The line of the caret is no heading."""
        one = self._window.reading.area.active
        if one is None:
            return
        section = self._section_of(one, self._meant(one).start)
        if section is None:
            self._window.say(self.tr("光标所在的行不是标题"))
        else:
            self.remove(one, section)

    def split_here(self) -> None:
        """A section begins with the line of the caret."""
        one = self._window.reading.area.active
        if one is not None:
            at = self._meant(one).start
            self._attempt(lambda v: v.split(one.id, at))

    def hide_here(self) -> None:
        """The lines of the selection (or the caret) are page furniture."""
        one = self._window.reading.area.active
        if one is not None:
            self.hide(one, self._meant(one))

    def show_here(self) -> None:
        """The hidden lines at the selection (or the caret) are the report's."""
        one = self._window.reading.area.active
        if one is None:
            return
        span = self._meant(one)
        if self._is_hidden(one, span):
            self.show(one, span)
        else:
            self._window.say(self.tr("这里没有隐藏的行。请先打开“显示页面杂项”。"))

    def hide(self, one: OpenReport, span: Span) -> None:
        """Hide the lines a passage touches."""
        lines = whole_lines(self._text(one), span).of(self._text(one))
        count = sum(bool(line.strip()) for line in lines.split("\n"))
        words = self.tr("已隐藏 {count} 行；可撤销，也可在“显示页面杂项”里恢复")
        self._attempt(lambda v: v.hide(one.id, span), words.format(count=count))

    def show(self, one: OpenReport, span: Span) -> None:
        """Bring hidden lines back to the report."""
        self._attempt(lambda v: v.show(one.id, span), self.tr("已恢复为正文"))

    # --- several reports at once ---

    def edit_batch(self, reports: list[UUID] | None = None) -> None:
        """Set year, region, level or organisation of several reports, as one change."""
        window = self._window
        workspace = window.workspace
        chosen = window.reading.library.chosen_ids() if reports is None else reports
        if workspace is None or not self._writes:
            return
        if not chosen:
            window.say(self.tr("请先在左边的列表里选择报告"))
            return
        from app.ui.library.batch_sheet import edit_batch

        def done(values: dict[str, str | None]) -> None:
            count = workspace.reporting.differing(chosen, values)
            words = self.tr("已修改 {count} 份报告；可撤销").format(count=count)
            try:
                workspace.reporting.correct_many(chosen, values)
            except PiyueError as refusal:
                window.report(refusal)
            else:
                window.say(words)

        edit_batch(
            window.look,
            window,
            window.wording,
            [workspace.reporting.report(id_) for id_ in chosen],
            lambda values: workspace.reporting.differing(chosen, values),
            done,
        )

    # --- menus ---

    def fill_outline(self, menu: QMenu, one: OpenReport, number: int) -> None:
        """What can be said of a heading, in the menu of the outline."""
        if not self._writes or number >= len(one.sections):
            return
        section = one.sections[number]
        menu.addSeparator()
        if not section.is_sure:
            menu.addAction(self.tr("是标题"), partial(self.confirm, one, section))
        key = self._window.commands.key
        for by, words, id_ in (
            (-1, self.tr("升一级"), "promote"),
            (1, self.tr("降一级"), "demote"),
        ):
            menu.addAction(f"{words}\t{key(id_)}", partial(self.move, by, one, section))
        menu.addAction(self.tr("不是标题") + "\tDelete", partial(self.remove, one, section))
        more = menu.addMenu(self.tr("更正目录"))
        self._fill_more(more, one, section)

    def _fill_more(self, menu: QMenu, one: OpenReport, section: Section) -> None:
        start, id_ = section.span.start, one.id
        for words, does in (
            (self.tr("标题并入下一行"), lambda v: v.merge_line(id_, start)),
            (self.tr("与下一节合并"), lambda v: v.merge_next(id_, start)),
        ):
            menu.addAction(words, partial(self._attempt, does))
        menu.addSeparator()
        self._fill_restoring(menu, one, section.heading_span)

    def _fill_restoring(self, menu: QMenu, one: OpenReport, span: Span) -> None:
        verbs = self._verbs()
        made = verbs.corrected(one.id) if verbs else None
        lines = whole_lines(self._text(one), span)
        is_here = made is not None and (
            any(lines.start <= place < max(lines.end, 1) for place in made.headings | made.removed)
            or any(lines.overlaps(s) for s in (*made.hidden, *made.restored))
        )
        here = menu.addAction(
            self.tr("这里恢复识别结果"), partial(self._attempt, lambda v: v.restore(one.id, span))
        )
        here.setEnabled(is_here)
        every = menu.addAction(
            self.tr("整份恢复识别结果"), partial(self._attempt, lambda v: v.restore_all(one.id))
        )
        every.setEnabled(bool(made))

    def fill_context(self, menu: QMenu, one: OpenReport, place: int) -> None:
        """What can be said of the lines at a point of the text, or of the selection there."""
        if not self._writes:
            return
        span = self._meant(one, place)
        key = self._window.commands.key
        if self._is_hidden(one, span):
            words = self.tr("恢复为正文") + f"\t{key('show_lines')}"
            menu.addAction(words, partial(self.show, one, span))
            return
        own = menu.addMenu(self.tr("更正目录和正文"))
        names = (self.tr("设为一级标题"), self.tr("设为二级标题"), self.tr("设为三级标题"))
        section = self._section_of(one, span.start)
        for level, words in zip(LEVELS, names, strict=True):
            action = own.addAction(
                f"{words}\t{key(f'heading_{level}')}",
                partial(self._attempt, partial(self._set_heading, one=one, span=span, level=level)),
            )
            action.setCheckable(True)
            action.setChecked(section is not None and section.level == level)
        if section is not None:
            if not section.is_sure:
                own.addAction(self.tr("是标题"), partial(self.confirm, one, section))
            own.addAction(
                self.tr("不是标题") + f"\t{key('no_heading')}", partial(self.remove, one, section)
            )
        else:
            own.addAction(
                self.tr("从这一行拆分章节") + f"\t{key('split_section')}",
                partial(self._attempt, lambda v: v.split(one.id, span.start)),
            )
        own.addSeparator()
        own.addAction(
            self.tr("隐藏为页面杂项") + f"\t{key('hide_lines')}", partial(self.hide, one, span)
        )
        own.addSeparator()
        self._fill_restoring(own, one, span)

    # --- what is meant ---

    @staticmethod
    def _text(one: OpenReport) -> str:
        return one.pane.content.text if one.pane.content else ""

    @staticmethod
    def _meant(one: OpenReport, place: int | None = None) -> Span:
        """The selection, unless the place lies outside it; else the place or the caret."""
        span = one.pane.selection()
        if span is not None and (place is None or span.start <= place <= span.end):
            return span
        if place is None:
            view = one.pane.view
            place = view.display.to_text(view.textCursor().position())
        return Span(place, place)

    def _section_of(self, one: OpenReport, place: int) -> Section | None:
        """The heading whose line a place lies in."""
        line = line_around(self._text(one), place)
        for section in one.sections:
            if section.span.start == line.start and section.kind is not SectionKind.ITEM:
                return section
        return None

    @staticmethod
    def _is_hidden(one: OpenReport, span: Span) -> bool:
        content = one.pane.content
        return content is not None and any(
            s.start <= span.start < s.end or s.overlaps(span) for s in content.furniture
        )
