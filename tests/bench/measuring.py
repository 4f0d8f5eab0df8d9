"""How figures are taken: CPU time of this process and its children, medians, ratios."""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    Attributes:
        unit: `ms cpu`, `ms wall`, `s cpu`, `MB`…
        baseline: the same work at its simplest, measured in the same run; None
            where there is nothing to compare with.
        floor: what the project demands, as a sentence.
    """

    name: str
    value: float
    unit: str
    baseline: float | None = None
    floor: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.baseline if self.baseline else None


@dataclass(slots=True)
class Clock:
    """What a stretch of work took, filled in when it ends."""

    wall_ms: float = 0.0
    cpu_ms: float = 0.0
    children_ms: float = 0.0


@contextmanager
def watch() -> Iterator[Clock]:
    """Time a stretch of work; `children_ms` counts processes that ended inside it."""
    clock = Clock()
    before, wall, cpu = os.times(), time.perf_counter(), time.process_time()
    yield clock
    clock.cpu_ms = (time.process_time() - cpu) * 1000
    clock.wall_ms = (time.perf_counter() - wall) * 1000
    after = os.times()
    spent = after.children_user + after.children_system
    clock.children_ms = (spent - before.children_user - before.children_system) * 1000


def most_memory_mb() -> float:
    """The most memory this process ever had at once.

    Where the system tells it of the program itself: the figure of `getrusage` also
    knows what its parent took when it was started.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text())
        if found:
            return int(found[1]) / 1024
    import resource

    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def median_ms(work: Callable[[], object], times: int = 5, *, cpu: bool = True) -> float:
    """Median time of `work`, after one call that is not counted."""
    work()
    taken: list[float] = []
    for _ in range(times):
        with watch() as clock:
            work()
        taken.append(clock.cpu_ms if cpu else clock.wall_ms)
    return statistics.median(taken)


def percentile(values: list[float], share: float) -> float:
    """The value that `share` (0..1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def show(figures: list[Figure]) -> str:
    """The figures as a table for people."""
    lines = [f"{'figure':58}{'value':>10}  {'unit':10}{'baseline':>10}{'ratio':>8}  floor"]
    for f in figures:
        baseline = f"{f.baseline:10.1f}" if f.baseline is not None else f"{'':10}"
        ratio = f"{f.ratio:8.2f}" if f.ratio is not None else f"{'':8}"
        lines.append(f"{f.name:58}{f.value:10.1f}  {f.unit:10}{baseline}{ratio}  {f.floor}")
    return "\n".join(lines)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
