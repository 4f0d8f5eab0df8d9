"""Progress of long work: counts up, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.domain.errors import Cancelled


class Progress(Protocol):
    """What a job reports to. Steps are cheap; call one per item."""

    def step(self, done: int, total: int, what: str) -> None:
        """Say how far the work has come.

        Raises:
            Cancelled: the user asked for it to stop.
        """
        ...


class Silent:
    """Progress nobody watches."""

    def step(self, done: int, total: int, what: str) -> None:
        del done, total, what


class Watched:
    """Progress that tells a listener and stops when asked."""

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self._asked_to_stop = False

    def cancel(self) -> None:
        self._asked_to_stop = True

    def step(self, done: int, total: int, what: str) -> None:
        if self._asked_to_stop:
            raise Cancelled
        self._tell(done, total, what)


class InOneOf:
    """Progress inside one of many items: their count stands, the name says how far."""

    def __init__(self, outer: Progress, done: int, total: int, what: str) -> None:
        self._outer = outer
        self._done, self._total, self._what = done, total, what

    def step(self, done: int, total: int, what: str) -> None:
        del what
        self._outer.step(self._done, self._total, f"{self._what} {done}/{total}")
