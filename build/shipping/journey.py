"""The main job, done in the installed program by somebody who is not part of it.

    python3 build/make.py journey piyue
    python3 build/make.py journey --root CHROOT -- chroot CHROOT piyue
    python3 build/make.py journey --root CHROOT --drive Z: -- chroot CHROOT wine64 …/piyue.exe

Real mouse, real keys, on a screen of its own: from an empty home to five reports read
side by side, marked, tagged, discussed, exported and found again after a restart. What
came of each step is asked of the program's command line, or read from the file it
wrote; the pictures are for people to look at.
"""

from __future__ import annotations

import argparse
import json
import shlex
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from debian import install_debian_packages, missing_debian_packages
from shell import ROOT, WORK, SetupFailed, say
from shipping.person import JourneyFailed, Person, Taken, accent
from shipping.picture import Box, Picture
from shipping.screen import TOOLS, NotSeen, Screen
from shipping.subject import Place, Subject
from shipping.workbook_rows import rows_of

REAL_REPORTS = ROOT.parent / "shared" / "reports"
SAMPLES = ROOT / "resources" / "samples"
PHRASE = "法治政府建设"
COMMENT = "请补充依据，并与上年对照。"
REVIEWER = "审阅甲"
EXPORTED = "批注汇总.xlsx"
TOUR_STEPS = 5

SAME_SHARE = 0.06
"""So much may look different after a restart (the places found last are not kept);
another place in a report makes 40 % different."""


@dataclass
class Journey(Person):
    """The steps, in their order.

    Attributes:
        reports: files to import.
    """

    reports: Sequence[Path] = ()

    # --- the whole way --------------------------------------------------------------

    def go(self, *, briefly: bool = False) -> list[Taken]:
        """Do every step, or only those up to a first annotation.

        Raises:
            JourneyFailed: one did not come out right; the program is ended.
        """
        try:
            for step in self.few_steps() if briefly else self.steps():
                self._take(step)
        finally:
            self._end()
        return self.taken

    def steps(self) -> tuple[Callable[[], None], ...]:
        return (
            self.welcome,
            self.new_library,
            self.review_table,
            self.stored,
            self.side_by_side,
            self.together,
            self.highlight,
            self.reviewer,
            self.slot,
            self.palette,
            self.comment,
            self.find,
            self.search,
            self.table,
            self.export,
            self.undo_redo,
            self.restart,
        )

    def few_steps(self) -> tuple[Callable[[], None], ...]:
        return (
            self.welcome,
            self.new_library,
            self.review_table,
            self.stored,
            self.side_by_side,
            self.highlight,
            self.leave,
        )

    def _take(self, step: Callable[[], None]) -> None:
        name = f"{len(self.taken) + 1:02d}-{step.__name__.replace('_', '-')}"
        started = time.monotonic()
        try:
            step()
            picture = self._picture(name)
        except (NotSeen, JourneyFailed, ValueError, OSError) as problem:
            picture = self._picture(f"{name}-failed")
            raise JourneyFailed(f"{name}: {problem} (picture: {picture})") from problem
        self.taken.append(Taken(name, picture, time.monotonic() - started))
        say(f"  {name}")

    # --- the steps ------------------------------------------------------------------

    def welcome(self) -> None:
        """Start for the first time."""
        self._start()
        own = self.subject.documents / "批阅.piyue"
        self.screen.wait_for(own.exists, "the library of the first start")

    def new_library(self) -> None:
        self.screen.keys("ctrl+shift+n")
        self._answer_dialog(self.subject.place.told(self.library))
        self.screen.wait_for(self.library.exists, f"{self.library}")
        self.screen.settle()
        self._also("tag-groups")
        self.screen.keys("Escape")

    def review_table(self) -> None:
        """Choose the files; what was understood of them is shown before anything is stored."""
        self.screen.keys("ctrl+o")
        names = " ".join(f'"{self.subject.place.told(path)}"' for path in self.reports)
        self._answer_dialog(names)
        self.screen.wait_for(self._has_primary, "the table to review")
        self.screen.settle(1.5)

    def _has_primary(self) -> bool:
        """Whether a filled button stands at the foot of the window."""
        picture = self.screen.settle()
        foot = Box(0, picture.height * 3 // 4, picture.width, picture.height)
        return bool(picture.blocks(accent(), foot, width=36, height=20))

    def stored(self) -> None:
        self._press_primary()
        wanted = len(self.reports)
        self.screen.wait_for(
            lambda: len(self._ask("list")) == wanted, f"{wanted} reports in the library", 60
        )
        known = [report for report in self._ask("list") if report["title"] and report["year"]]
        self._expect(len(known) == wanted, "title and year of every report")

    def side_by_side(self) -> None:
        """Leave the import, and open the second report beside the first."""
        self._press_primary()
        for number in range(TOUR_STEPS):
            self.screen.settle()
            self._also(f"tour-{number + 1}")
            self._press_primary()
        self.screen.step_aside()
        picture = self.screen.settle()
        wider = self._pane(picture).width
        line = self._line(picture)
        dock = Box(0, line.top, line.left, picture.height)
        chosen = picture.blocks(accent("selected"), dock, width=60, height=24)
        self._expect(chosen, "a report chosen in the list")
        first = chosen[0]
        self.screen.click((first.middle[0], first.bottom + first.height // 2), button=2)

        def is_split() -> bool:
            return self._pane(self.screen.settle()).width < 0.7 * wider

        self.screen.wait_for(is_split, "two panes")

    def together(self) -> None:
        """Go three sections on in one pane: the other follows."""
        before = self.screen.settle()
        pane = self._pane(before)
        self.screen.click((pane.middle[0], pane.top + 8))
        self.screen.keys("ctrl+Down", "ctrl+Down", "ctrl+Down")
        after = self.screen.settle(1.0)
        left = [
            y for y in range(pane.top, pane.bottom) if self._differs_left(before, after, pane, y)
        ]
        self._expect(len(left) > 60, "the other pane to follow")

    def _differs_left(self, before: Picture, after: Picture, pane: Box, y: int) -> bool:
        end = pane.left - 120
        return before.row(y, end - 200, end) != after.row(y, end - 200, end)

    def highlight(self) -> None:
        self._drag_over_row(0)
        self._also("selected")
        self.screen.keys("h")
        one = self._newest(1, "a highlight")
        self._expect(len(one["quote"]) > 3 and one["state"] == "exact", "the passage selected")

    def reviewer(self) -> None:
        """Say under which name to sign; the bar asks once."""
        picture = self.screen.settle()
        low = Box(0, picture.height - 200, picture.width, picture.height)
        buttons = picture.blocks(accent(), low, width=30, height=16)
        self._expect(buttons, "the bar that asks for a name")
        button = buttons[-1]
        self.screen.click((button.left - 60, button.middle[1]))
        self.screen.write(REVIEWER)
        self.screen.keys("Return")
        self.screen.wait_for(
            lambda: self._annotations()[0]["reviewer"] == REVIEWER, f"signed by {REVIEWER}"
        )

    def slot(self) -> None:
        self._drag_over_row(3)
        self.screen.keys("1")
        one = self._newest(2, "a tag by its key")
        self._expect(one["tags"], "the tag of key 1")

    def palette(self) -> None:
        """A tag by the first letters of its pinyin."""
        self._drag_over_row(6)
        self.screen.keys("t")
        self.screen.settle()
        self.screen.write("xzfy")
        self.screen.settle()
        self._also("palette-open")
        self.screen.keys("Return")
        one = self._newest(3, "a tag by pinyin")
        self._expect("行政复议" in one["tags"], "行政复议 for xzfy")

    def comment(self) -> None:
        self._drag_over_row(9)
        self.screen.keys("c")
        self.screen.settle()
        self.screen.write(COMMENT)
        self._also("writing")
        self.screen.keys("ctrl+Return")
        one = self._newest(4, "a comment")
        self.screen.wait_for(
            lambda: any(a["comment"] == COMMENT for a in self._annotations()), COMMENT
        )
        self._expect(one["reviewer"] == REVIEWER, f"signed by {REVIEWER}")

    def find(self) -> None:
        """Find words in the pane; leaving the bar selects them."""
        self.screen.keys("ctrl+f")
        self.screen.settle()
        self.screen.write(PHRASE)
        self.screen.keys("Return")
        self.screen.settle()
        self._also("found")
        self.screen.keys("Escape")
        self.screen.settle()
        self.screen.keys("2")
        one = self._newest(5, "a tag on what was found")
        self._expect(one["quote"] == PHRASE, f"the quote {PHRASE}")

    def search(self) -> None:
        """Search every report, and open the first place."""
        self.screen.keys("ctrl+shift+f")
        self.screen.settle()
        self.screen.write(PHRASE)
        self.screen.keys("Return")
        self.screen.settle(1.0)
        self._also("hits")
        self.screen.keys("Down", "Return")
        self.screen.settle(1.0)
        self._expect(len(self._ask("search", PHRASE)), "places found")

    def table(self) -> None:
        """All annotations as a table, copied: as many rows as there are annotations."""
        self.screen.keys("alt+3")
        self.screen.settle(1.0)
        self.screen.keys("ctrl+a", "ctrl+shift+c")
        quotes = [one["quote"] for one in self._annotations()]

        def is_copied() -> bool:
            said = self.screen.clipboard()
            return all(quote in said for quote in quotes)

        self.screen.wait_for(is_copied, "every passage in the copied table")

    def export(self) -> None:
        target = self.subject.documents / EXPORTED
        self.screen.keys("ctrl+e")
        self.screen.settle(1.5)
        self._also("export-sheet")
        self.screen.keys("ctrl+Return")
        self._answer_dialog(self.subject.place.told(target))
        self.screen.wait_for(lambda: target.exists() and target.stat().st_size, f"{target}")
        self.screen.settle()
        cells = {cell for row in rows_of(target) for cell in row}
        for one in self._annotations():
            self._expect(one["quote"] in cells, f"{one['quote']} in {target.name}")
        self._expect(COMMENT in cells and REVIEWER in cells, "comment and reviewer in the workbook")

    def undo_redo(self) -> None:
        """Take the last two steps back, and do them again."""
        self.screen.keys("Escape")
        self.screen.settle()
        self.screen.keys("alt+1")
        self.screen.settle()
        before = self._annotations()
        self.screen.keys("ctrl+z", "ctrl+z")
        self.screen.wait_for(lambda: len(self._annotations()) < len(before), "undone")
        self._also("undone")
        self.screen.keys("ctrl+y", "ctrl+y")
        self.screen.wait_for(lambda: self._annotations() == before, "all as before")

    def restart(self) -> None:
        """Close, look at what lies there, and start again: all is where it was."""
        self.screen.click(self._pane(self.screen.settle()).middle)
        self.screen.keys("Escape")
        annotations, before = self._annotations(), self.screen.settle(1.5)
        self._also("before")
        self._quit()
        self._expect(self._ask("check")["ok"], "a library without faults")
        self._start()
        after = self.screen.settle(1.5)
        changed = after.differing(before) / (after.width * after.height)
        self._expect(changed <= SAME_SHARE, f"the same window as before, not {changed:.0%} other")
        self._expect(self._annotations() == annotations, "the same annotations")
        self._also("again")
        self._quit()

    def leave(self) -> None:
        self._quit()
        self._expect(self._ask("check")["ok"], "a library without faults")
        self._expect(len(self._annotations()) == 1, "the annotation that was made")


# --- as a command -----------------------------------------------------------------


def prepare() -> None:
    """What the screen needs of the system.

    Raises:
        SetupFailed: something is missing and cannot be installed here.
    """
    install_debian_packages(missing_debian_packages(TOOLS))
    lacking = [tool for tool in ("Xvfb", "openbox", "xdotool", "xclip") if not shutil.which(tool)]
    if lacking:
        raise SetupFailed(f"not installed: {', '.join(lacking)}")


def travel(
    subject: Subject,
    pictures: Path,
    *,
    reports: Sequence[Path] = (),
    size: tuple[int, int] = (1366, 768),
    briefly: bool = False,
) -> list[Taken]:
    """Do the main job in a program, on a screen of its own.

    Args:
        subject: the program; its home is emptied first.
        pictures: emptied first; one picture a step, and what the program wrote on
            standard error.
        reports: copied into the subject's home and imported; else the real ones when
            they are there, else the samples.
        size: of the screen.
        briefly: only up to a first annotation.

    Raises:
        JourneyFailed: a step did not come out right.
    """
    prepare()
    for folder in (pictures, subject.home):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    incoming = subject.home / "incoming"
    incoming.mkdir()
    copies = [Path(shutil.copy(path, incoming)) for path in reports or reports_at_hand()]
    with Screen.opened(size) as screen:
        return Journey(subject, screen, pictures, reports=sorted(copies)).go(briefly=briefly)


def reports_at_hand() -> list[Path]:
    """The real reports when they are there, else the samples of the program."""
    found = sorted(REAL_REPORTS.glob("*.txt")) if REAL_REPORTS.is_dir() else []
    return found or sorted(p for p in SAMPLES.iterdir() if p.suffix in {".txt", ".docx", ".html"})


def journey(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="make.py journey", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--root", type=Path, default=Path("/"), help="the root of a chroot")
    parser.add_argument("--drive", default="", help="Wine's letter for that root, such as Z:")
    parser.add_argument("--home", type=Path, help="an empty folder inside the root")
    parser.add_argument("--pictures", type=Path, default=WORK / "shipping" / "journey")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--briefly", action="store_true", help="up to a first annotation")
    parser.add_argument("--samples", action="store_true", help="not the real reports")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--asking", default="", help="the program for the command line, if another")
    parser.add_argument("command", nargs="+", help="starts the program")
    asked = parser.parse_args(arguments)
    width, _, height = asked.size.partition("x")
    subject = Subject(
        command=tuple(asked.command),
        home=asked.home or asked.root / "tmp" / "piyue-journey",
        place=Place(asked.root, asked.drive),
        asking=tuple(shlex.split(asked.asking)),
        env=dict(pair.partition("=")[::2] for pair in asked.set),
    )
    samples = sorted(p for p in SAMPLES.iterdir() if p.suffix in {".txt", ".docx", ".html"})
    started = time.monotonic()
    try:
        taken = travel(
            subject,
            asked.pictures,
            reports=samples if asked.samples else (),
            size=(int(width), int(height)),
            briefly=asked.briefly,
        )
    except (JourneyFailed, NotSeen) as problem:
        say(str(problem))
        return 1
    told = {
        "ok": True,
        "seconds": round(time.monotonic() - started, 1),
        "steps": {one.name: round(one.seconds, 1) for one in taken},
        "pictures": str(asked.pictures),
    }
    sys.stdout.write(json.dumps(told, ensure_ascii=True) + "\n")
    return 0
