"""A screen that nobody sees, with real windows on it, and hands for its mouse and keyboard.

Xvfb shows, Openbox frames the windows and leaves room for the bar of a desktop,
xdotool moves the mouse and presses keys, xclip holds the clipboard. The program under
test may run anywhere: here, in a chroot, under Wine.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from shipping.picture import Picture

TOOLS = ("openbox", "x11-utils", "xclip", "xdotool", "xvfb")
"""Packages of Debian."""

BAR_PX = 40
"""What the bar of a usual desktop takes of the screen."""

OPENBOX = f"""<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew><followMouse>no</followMouse></focus>
  <placement><policy>Smart</policy></placement>
  <margins><top>0</top><bottom>{BAR_PX}</bottom><left>0</left><right>0</right></margins>
  <keyboard>
    <keybind key="W-Up"><action name="Maximize"/></keybind>
  </keyboard>
  <mouse>
    <context name="Client"><mousebind button="Left" action="Press">
      <action name="Focus"/><action name="Raise"/></mousebind></context>
    <context name="Titlebar"><mousebind button="Left" action="Press">
      <action name="Focus"/><action name="Raise"/></mousebind></context>
  </mouse>
</openbox_config>
"""

STILL_PX = 150
"""So many pixels may go on changing (a caret blinks) when a screen counts as still."""


Seen = TypeVar("Seen")


class NotSeen(Exception):
    """What was waited for did not come; the message says what."""


@dataclass
class Screen:
    """The screen, with what a person does at it.

    Attributes:
        display: its name for programs (`DISPLAY`).
        framebuffer: where the X server keeps what it shows.
    """

    display: str
    framebuffer: Path
    env: dict[str, str] = field(default_factory=dict[str, str])
    _clip: subprocess.Popen[bytes] | None = None

    @classmethod
    @contextmanager
    def opened(cls, size: tuple[int, int] = (1366, 768)) -> Iterator[Screen]:
        """A screen of its own, gone when the block is left."""
        with tempfile.TemporaryDirectory(prefix="piyue-screen-") as name:
            folder = Path(name)
            reading, writing = os.pipe()
            command = (
                *("Xvfb", "-displayfd", str(writing), "-fbdir", str(folder), "-nolisten", "tcp"),
                *("-screen", "0", f"{size[0]}x{size[1]}x24"),
            )
            server = _start(*command, passing=(writing,))
            os.close(writing)
            with os.fdopen(reading) as told:
                number = told.readline().strip()
            if not number:
                raise NotSeen("Xvfb did not start")
            display = f":{number}"
            env = {**os.environ, "DISPLAY": display}
            settings = folder / "openbox.xml"
            settings.write_text(OPENBOX, encoding="utf-8")
            frames = _start("openbox", "--sm-disable", "--config-file", str(settings), env=env)
            screen = cls(display, folder / "Xvfb_screen0", env)
            try:
                screen.wait_for(screen._tells_room, "a window manager", 90)
                yield screen
            finally:
                screen._leave_clipboard()
                for process in (frames, server):
                    process.terminate()
                    process.wait(10)

    def _tells_room(self) -> bool:
        told = self._run("xprop", "-root", "_NET_WORKAREA")
        return "=" in told

    def _run(self, *command: str, text: str | None = None) -> str:
        done = subprocess.run(
            command, env=self.env, capture_output=True, text=True, input=text, check=False
        )
        return done.stdout

    # --- seeing ---------------------------------------------------------------------

    def picture(self) -> Picture:
        return Picture.of_xwd(self.framebuffer.read_bytes())

    def settle(self, seconds: float = 0.5, most: float = 20) -> Picture:
        """Wait until the screen has been still for so long; returns what it then shows."""
        until = time.monotonic() + most
        last, since = self.picture(), time.monotonic()
        while time.monotonic() - since < seconds and time.monotonic() < until:
            time.sleep(0.1)
            now = self.picture()
            if now.pixels != last.pixels and now.differing(last, STILL_PX) > STILL_PX:
                since = time.monotonic()
                last = now
        return self.picture()

    def wait_for(self, seen: Callable[[], Seen | None], what: str, seconds: float = 30) -> Seen:
        """The first value that is true; NotSeen when there is none in time."""
        until = time.monotonic() + seconds
        while True:
            value = seen()
            if value:
                return value
            if time.monotonic() > until:
                raise NotSeen(what)
            time.sleep(0.15)

    def windows(self, name: str) -> list[str]:
        """Windows whose title matches, the oldest first."""
        return self._run("xdotool", "search", "--onlyvisible", "--name", name).split()

    def title(self) -> str:
        """Of the window that has the keyboard."""
        return self._run("xdotool", "getactivewindow", "getwindowname").strip()

    def bring_forward(self, name: str) -> None:
        """Choose a window by its title, as with a click on its frame."""
        for window in self.windows(name)[-1:]:
            self._run("xdotool", "windowactivate", "--sync", window)

    # --- doing ----------------------------------------------------------------------

    def keys(self, *names: str) -> None:
        """Press keys one after another, as xdotool names them (`ctrl+o`)."""
        self._run("xdotool", "key", "--clearmodifiers", "--delay", "40", *names)

    def write(self, text: str) -> None:
        """Type what a keyboard has; paste the rest, as if an input method had given it."""
        if text.isascii():
            self._run("xdotool", "type", "--clearmodifiers", "--delay", "12", text)
        else:
            self.paste(text)

    def paste(self, text: str) -> None:
        self.put_into_clipboard(text)
        self.keys("ctrl+v")

    def click(self, place: tuple[int, int], button: int = 1, times: int = 1) -> None:
        x, y = place
        self._run("xdotool", "mousemove", str(x), str(y))
        time.sleep(0.05)
        self._run("xdotool", "click", "--repeat", str(times), "--delay", "60", str(button))

    def step_aside(self) -> None:
        """Move the pointer to where it hides nothing and nothing lies under it."""
        self._run("xdotool", "mousemove", "0", "9999")

    def drag(self, start: tuple[int, int], end: tuple[int, int], steps: int = 6) -> None:
        """Press at one place, go to another and let go, not all at once."""
        (x, y), (to_x, to_y) = start, end
        self._run("xdotool", "mousemove", str(x), str(y))
        self._run("xdotool", "mousedown", "1")
        for step in range(1, steps + 1):
            part_x, part_y = x + (to_x - x) * step // steps, y + (to_y - y) * step // steps
            self._run("xdotool", "mousemove", str(part_x), str(part_y))
            time.sleep(0.03)
        self._run("xdotool", "mouseup", "1")

    # --- the clipboard --------------------------------------------------------------

    def put_into_clipboard(self, text: str) -> None:
        self._leave_clipboard()
        command = ("xclip", "-quiet", "-selection", "clipboard", "-in")
        self._clip = subprocess.Popen(
            command,
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert self._clip.stdin is not None
        self._clip.stdin.write(text.encode())
        self._clip.stdin.close()
        time.sleep(0.2)

    def clipboard(self) -> str:
        return self._run("xclip", "-selection", "clipboard", "-out")

    def _leave_clipboard(self) -> None:
        if self._clip is not None:
            self._clip.terminate()
            self._clip.wait(10)
            self._clip = None


def _start(
    *command: str, env: Mapping[str, str] | None = None, passing: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    """Start a program whose words nobody wants."""
    return subprocess.Popen(
        command,
        env=env,
        pass_fds=tuple(passing),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
