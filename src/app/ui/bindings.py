"""Bindings: what each action of the table does in the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.report import ReadingStatus
from app.domain.tag import SLOTS
from app.ui.actions import SELECTING, SPECS
from app.ui.correcting import LEVELS
from app.ui.focus import enter, focus_stops, step_focus

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

ZOOM_STEP = 10
BY_COMMANDS = (
    *("highlight", "palette", "in_vivo", "comment", "delete", "annotate_section"),
    *("reply", "resolve"),
)
"""Actions that the reading page's commands carry out under the same name."""

BY_PANE = (
    *("find", "next", "previous", "next_hit", "previous_hit", "next_section", "previous_section"),
    *(spec.id for spec in SPECS if spec.group == SELECTING),
)
"""Actions that the active pane carries out under the same name."""


def bind(window: MainWindow) -> None:
    """Connect every action of the table."""
    reading, area = window.reading, window.reading.area
    for id_, does in (
        ("import_files", window.transfers.ask_files),
        ("import_folder", window.transfers.ask_folder),
        ("import_annotations", window.transfers.ask_exchange_files),
        ("import_report", window.imports.show_last),
        ("page_import", window.imports.show),
        ("export", window.transfers.ask_export),
        ("new_library", window.libraries.ask_new),
        ("open_library", window.libraries.ask_open),
        ("save_copy", window.libraries.ask_copy),
        ("sample_library", window.libraries.open_sample),
        ("search_library", window.focus_search),
        ("undo", lambda: window.reverse("undo")),
        ("redo", lambda: window.reverse("redo")),
        ("zoom_in", lambda: window.set_zoom(window.settings.zoom + ZOOM_STEP)),
        ("zoom_out", lambda: window.set_zoom(window.settings.zoom - ZOOM_STEP)),
        ("zoom_reset", lambda: window.set_zoom(100)),
        ("next_pane", lambda: area.step(1)),
        ("previous_pane", lambda: area.step(-1)),
        ("close_pane", reading.close_active),
        ("back", lambda: reading.travel(-1)),
        ("forward", lambda: reading.travel(1)),
        ("duplicate_pane", lambda: reading.with_active(reading.opening.duplicate)),
        ("close_others", lambda: reading.with_active(reading.opening.close_others)),
        ("pane_left", lambda: area.move_active(-1)),
        ("pane_right", lambda: area.move_active(1)),
        ("swap_panes", area.swap_active),
        ("even_panes", area.spread),
        ("read_together", window.together.read_chosen),
        ("same_unit", window.together.read_unit),
        ("same_year", window.together.read_year),
        ("mark_read", lambda: reading.set_status(ReadingStatus.READ)),
        ("mark_doubtful", lambda: reading.set_status(ReadingStatus.DOUBTFUL)),
        ("page_reading", lambda: window.show_page("reading")),
        ("page_search", lambda: window.show_page("search")),
        ("page_tables", lambda: window.show_page("tables")),
        ("left_dock", lambda: window.toggle("left_dock")),
        ("right_dock", lambda: window.toggle("right_dock")),
        ("command_row", lambda: window.toggle("command_row")),
        ("next_region", lambda: cycle_regions(window, 1)),
        ("previous_region", lambda: cycle_regions(window, -1)),
        ("align_here", reading.counterparts.align_here),
        ("unalign", reading.counterparts.unalign),
        ("cards", lambda: reading.commands.run("cards")),
        ("auto_tag", window.auto_tagging.open),
        ("reanchor", window.reanchoring.open),
        ("link", window.linker.press),
        ("follow_link", window.linker.follow),
        ("annotate_report", window.questions.ask_remark),
        ("phrases", window.questions.ask_phrases),
        ("rename_reviewer", window.questions.ask_name),
        ("codebook", window.codebook.open_editor),
        ("tag_groups", window.codebook.choose_groups),
        ("quit", window.close),
    ):
        window.commands.bind(id_, does)
    for id_, does in (
        *((f"heading_{n}", partial(window.correcting.make_heading, n)) for n in LEVELS),
        ("no_heading", window.correcting.remove_here),
        ("split_section", window.correcting.split_here),
        ("hide_lines", window.correcting.hide_here),
        ("show_lines", window.correcting.show_here),
        ("batch", window.correcting.edit_batch),
    ):
        window.commands.bind(id_, does)
    for id_ in (*BY_COMMANDS, *(f"tag_{slot}" for slot in SLOTS)):
        window.commands.bind(id_, lambda i=id_: reading.commands.run(i))
    for id_ in BY_PANE:
        window.commands.bind(id_, lambda i=id_: area.active and area.active.pane.run(i))
    window.menus.bind_help()
    window.guide.bind()


def start_with(window: MainWindow, key: str) -> None:
    """What the actions of an empty library do."""
    {
        "files": window.transfers.ask_files,
        "folder": window.transfers.ask_folder,
        "sample": window.libraries.open_sample,
        "library": window.libraries.ask_open,
        "manual": lambda: window.commands.trigger("manual"),
    }[key]()


def regions(window: MainWindow) -> list[QWidget]:
    """The parts of the window in the order in which one goes through them."""
    found: list[QWidget] = [window.title_row, window.command_row]
    if window.pages.currentWidget() is window.reading:
        reading = window.reading
        found += [reading.library, reading.outline]
        found += [one.pane for one in reading.area.open]
        found += [reading.right]
    else:
        found.append(window.pages.currentWidget())
    found += [window.name_bar, window.status]
    return [region for region in found if region.isVisible()]


def cycle_regions(window: MainWindow, by: int) -> None:
    """Move the focus to the next (1) or previous (−1) region; of the panes, the active one."""
    area = window.reading.area
    others = [one.pane for one in area.open if one is not area.active]
    found = [region for region in regions(window) if region not in others]
    focus = QApplication.focusWidget()
    here = next((k for k, r in enumerate(found) if focus and r.isAncestorOf(focus)), -1)
    here = len(found) if here < 0 and by < 0 else here
    for step in range(1, len(found) + 1):
        region = found[(here + by * step) % len(found)]
        if enter(region, Qt.FocusReason.ShortcutFocusReason):
            return


def step_through(window: MainWindow, *, forward: bool) -> bool:
    """What Tab and Shift+Tab do in the window."""
    stops = [stop for region in regions(window) for stop in focus_stops(region)]
    return step_focus(stops, forward=forward)
