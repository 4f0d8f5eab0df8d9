"""A person at the program: what is seen on the screen is found, pressed and written into.

Nothing of the program is asked but what everybody may ask: its window, and its command
line. Keys come first; a place is looked for in the picture, by what people see there.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shell import ROOT
from shipping.picture import Box, Colour, Picture
from shipping.screen import Screen
from shipping.subject import Subject

LIBRARY = "2023年度督察.piyue"
WINDOW = "批阅$"
STARTED_S = 90
"""How long a start may take at most (a busy machine, Wine for the first time)."""


class JourneyFailed(Exception):
    """A step did not come out as it should; the message says what was expected, and where to look."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step: its name, its picture, how long it took."""

    name: str
    picture: Path
    seconds: float


@dataclass
class Person:
    """One person at one program.

    Attributes:
        subject: the program.
        screen: where it is seen.
        pictures: the folder for pictures.
        taken: what was done so far.
    """

    subject: Subject
    screen: Screen
    pictures: Path
    taken: list[Taken] = field(default_factory=list[Taken])
    _running: subprocess.Popen[bytes] | None = None
    _known: list[str] = field(default_factory=list[str])

    # --- starting and ending --------------------------------------------------------

    def _start(self, *words: str) -> None:
        errors = self.pictures / "standard-error.txt"
        self._running = self.subject.start(self._env, errors, *words)
        self.screen.wait_for(self._is_main, "the window", STARTED_S)
        self.screen.keys("super+Up")  # as large as the screen
        self.screen.settle(1.0)

    def _quit(self) -> None:
        self.screen.keys("ctrl+q")
        running = self._running
        assert running is not None
        self.screen.wait_for(lambda: running.poll() is not None, "the program to end")
        self._expect(running.returncode == 0, f"exit code 0, not {running.returncode}")
        beside = [p.name for p in self.library.parent.glob(f"{LIBRARY}-*")]
        self._expect(not beside, f"nothing left beside the library, not {beside}")

    def _end(self) -> None:
        """Whatever happened, the program does not stay."""
        if self._running is not None and self._running.poll() is None:
            self._running.terminate()
            self._running.wait(20)

    def _picture(self, name: str) -> Path:
        return self.screen.settle().save(self.pictures / f"{name}.png")

    def _also(self, name: str) -> None:
        """One more picture within a step."""
        self._picture(f"{len(self.taken) + 1:02d}-{name}")

    # --- asking from outside --------------------------------------------------------

    @property
    def library(self) -> Path:
        return self.subject.documents / LIBRARY

    @property
    def _env(self) -> dict[str, str]:
        return self.subject.environment(os.environ, self.screen.display)

    def _ask(self, *words: str) -> Any:
        return self.subject.ask(self._env, self.library, *words)

    def _annotations(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._ask("annotations")
        return found

    def _expect(self, claim: object, what: str) -> None:
        if not claim:
            raise JourneyFailed(f"expected: {what}")

    def _newest(self, count: int, what: str) -> dict[str, Any]:
        """The annotation that came last, when there are so many now."""

        def seen() -> dict[str, Any] | None:
            found = self._annotations()
            new = [one for one in found if one["annotation"] not in self._known]
            return new[0] if len(found) == count and new else None

        one = self.screen.wait_for(seen, f"{what}: there are not {count} annotations")
        self._known.append(one["annotation"])
        return one

    # --- finding one's way ----------------------------------------------------------

    def _press_primary(self) -> None:
        """Click the lowest filled button of the window."""
        self.screen.step_aside()
        picture = self.screen.settle()
        found = [
            block
            for colour in (accent(), accent("accentHover"))
            for block in picture.blocks(colour, picture.whole, width=36, height=20)
        ]
        self._expect(found, "a filled button")
        self.screen.click(max(found, key=lambda box: box.bottom).middle)

    def _line(self, picture: Picture) -> Box:
        """The line over the active pane."""
        lines = picture.blocks(accent(), picture.whole, width=180, height=2)
        lines = [box for box in lines if box.height <= 8]
        self._expect(lines, "the line over the active pane")
        return lines[0]

    def _pane(self, picture: Picture) -> Box:
        """The text of the pane that is marked as the active one."""
        line = self._line(picture)
        return Box(line.left + 24, line.bottom + 64, line.right - 40, picture.height - 110)

    def _drag_over_row(self, number: int, part: tuple[float, float] = (0.15, 0.75)) -> None:
        """Select in a whole row of writing of the active pane, counted from 0."""
        self.screen.keys("Escape")
        self.screen.step_aside()
        picture = self.screen.settle()
        pane = self._pane(picture)
        rows = [row for row in picture.rows_of_ink(pane) if row.width > 0.55 * pane.width]
        self._expect(len(rows) > number, f"{number + 1} rows of writing in the active pane")
        row = rows[number]
        y = row.middle[1]
        start, end = (int(row.left + row.width * share) for share in part)
        self.screen.drag((start, y), (end, y))
        self.screen.settle()

    def _answer_dialog(self, text: str) -> None:
        """Give a file dialog a name, when it has come up."""
        self.screen.wait_for(lambda: not self._is_main(), "a file dialog")
        self.screen.settle(0.4)
        self._also("file-dialog")
        self.screen.keys("ctrl+a")
        self.screen.paste(text)  # typing hundreds of signs loses some on a busy machine
        self.screen.settle(0.4)
        dialog = self.screen.title()
        self.screen.keys("Return")
        self.screen.wait_for(lambda: self.screen.title() != dialog, "the file dialog to close")
        if not self._is_main():  # Wine leaves the focus to nobody
            self.screen.bring_forward(WINDOW)
        self.screen.wait_for(self._is_main, "the window again after the file dialog")

    def _is_main(self) -> bool:
        return self.screen.title().endswith("批阅")


def accent(role: str = "accent") -> Colour:
    """The colour of filled buttons and of the line over the active pane, in the light theme."""
    tokens = json.loads((ROOT / "resources" / "themes" / "tokens.json").read_text("utf-8"))
    code = tokens["themes"]["light"][role]
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)
