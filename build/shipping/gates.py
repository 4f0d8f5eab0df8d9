"""What a bundle must be before anybody gets it: one rule per function, in one table.

A gate looks at the files alone and says each thing that is wrong in one line; whether
the program runs is for shipping/judging.py. build/README.md says what each promises.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from shell import ROOT
from shipping import contents
from shipping.archive import Frozen, NotFrozen, frozen_in, modules_of_zip
from shipping.contents import matches
from shipping.elf import Damaged, Elf, elves_in, highest, needing, spelled, version_of
from shipping.icu import faults_of
from shipping.notices import unnamed
from shipping.pe import imports_in

BUDGET_MB = 130
"""Decimal megabytes of all files together."""

SHARED_BY_FAMILY = ("GLIBC", "GLIBCXX", "CXXABI")
"""Families of versions that a system either has or has not."""


@dataclass(frozen=True)
class Bundle:
    """A bundle's folder, read once for all gates.

    Attributes:
        ceiling: the highest version a family may ask for, such as {"GLIBC": "2.31"};
            without one the versions are only told.
        traces: texts of the building machine that no file may hold.
    """

    folder: Path
    windows: bool
    ceiling: Mapping[str, str] = field(default_factory=dict)
    traces: Sequence[str] = (str(ROOT),)

    @cached_property
    def paths(self) -> dict[str, Path]:
        """Files and links by their name relative to the folder, with / between parts."""
        found: dict[str, Path] = {}
        for place, folders, files in os.walk(self.folder):
            folders.sort()
            for name in sorted([*files, *(n for n in folders if (Path(place) / n).is_symlink())]):
                path = Path(place) / name
                found[path.relative_to(self.folder).as_posix()] = path
        return found

    @property
    def executable(self) -> Path:
        return self.folder / ("piyue.exe" if self.windows else "piyue")

    @cached_property
    def frozen(self) -> Frozen:
        return frozen_in(self.executable)

    @cached_property
    def modules(self) -> list[str]:
        library = self.folder / "_internal" / "base_library.zip"
        return [*self.frozen.modules, *(modules_of_zip(library) if library.is_file() else ())]

    @cached_property
    def elves(self) -> dict[str, Elf]:
        return {} if self.windows else elves_in(self.folder)

    @cached_property
    def size(self) -> int:
        """Bytes of all files; links count nothing."""
        return sum(path.stat().st_size for path in self.paths.values() if not path.is_symlink())


def names_agreed_on(bundle: Bundle) -> Iterator[str]:
    agreed = contents.WINDOWS_TOP_LEVEL if bundle.windows else contents.TOP_LEVEL
    for inside in ("", "_internal"):
        for path in sorted((bundle.folder / inside).glob("*")):
            name = path.relative_to(bundle.folder).as_posix()
            if not matches(name, agreed):
                yield f"nobody decided that this ships: {name}"


def nothing_that_was_left_out(bundle: Bundle) -> Iterator[str]:
    for name, path in bundle.paths.items():
        inside = name.removeprefix("_internal/")
        if inside != name and not contents.ships(inside, windows=bundle.windows):
            # A link to a file that ships is Qt's own second name for it.
            if path.is_symlink() and path.exists():
                continue
            yield f"this was decided not to ship: {name}"


def everything_needed(bundle: Bundle) -> Iterator[str]:
    names = [name.removeprefix("_internal/") for name in bundle.paths]
    for wanted in contents.needed(windows=bundle.windows):
        if not any(matches(name, (wanted,)) for name in names):
            yield f"something that the program uses is missing: {wanted}"


def no_way_into_a_network(bundle: Bundle) -> Iterator[str]:
    for name in bundle.paths:
        if matches(f"/{name}", contents.NETWORK_FILES):
            yield f"this could open a connection: {name}"
    for module in bundle.modules:
        for banned in contents.SPEAKS_TO_A_NETWORK:
            if module == banned or module.startswith(f"{banned}."):
                yield f"this module could open a connection: {module}"


def no_tests(bundle: Bundle) -> Iterator[str]:
    for module in bundle.modules:
        if {"test", "tests", "_pytest", "pytest", "hypothesis"} & set(module.split(".")):
            yield f"a module of tests ships: {module}"


def sound_links_and_rights(bundle: Bundle) -> Iterator[str]:
    root = bundle.folder.resolve()
    for name, path in bundle.paths.items():
        if path.is_symlink():
            if path.readlink().is_absolute():
                yield f"a link with an absolute target: {name}"
            elif not path.exists():
                yield f"a link to nothing: {name}"
            elif not path.resolve().is_relative_to(root):
                yield f"a link that leaves the bundle: {name}"
        elif not bundle.windows and path.stat().st_mode & (stat.S_IWOTH | stat.S_ISUID):
            yield f"a file that everybody may write, or that runs as its owner: {name}"


def only_libraries_of_a_desktop(bundle: Bundle) -> Iterator[str]:
    for soname, files in sorted(needing(bundle.folder, bundle.elves).items()):
        if soname not in contents.OF_A_DESKTOP:
            yield f"{soname} is neither in the bundle nor on every desktop; {files[0]} needs it"


def only_libraries_of_windows(bundle: Bundle) -> Iterator[str]:
    if bundle.windows:
        for name, files in sorted(imports_in(bundle.folder).items()):
            if not matches(name.rpartition(".")[0], contents.OF_WINDOWS):
                yield f"{name} is neither in the bundle nor in Windows 10; {files[0]} needs it"


def no_search_outside(bundle: Bundle) -> Iterator[str]:
    for name, elf in bundle.elves.items():
        for place in elf.search:
            if not place.startswith("$ORIGIN"):
                yield f"{name} looks for libraries in {place}"


def runs_on_the_oldest_system(bundle: Bundle) -> Iterator[str]:
    for family, most in bundle.ceiling.items():
        for name, elf in bundle.elves.items():
            asked = elf.versions.get(family, ())
            if asked > version_of(most):
                yield f"{name} asks for {family} {spelled(asked)}, above {most}"


def no_trace_of_the_building_machine(bundle: Bundle) -> Iterator[str]:
    traces = [trace.encode() for trace in bundle.traces]
    for name, path in bundle.paths.items():
        if path.is_symlink():
            continue
        data = path.read_bytes()
        for trace in traces:
            if trace in data:
                yield f"{name} holds the path {trace.decode()}"
    for module, code in bundle.frozen.unpacked():
        for trace in traces:
            if trace in code:
                yield f"the module {module} holds the path {trace.decode()}"


def orders_chinese_words(bundle: Bundle) -> Iterator[str]:
    libraries = bundle.folder / "_internal" / "PySide6" / "Qt" / "lib"
    # Read by running it, so only where it can run.
    if not bundle.windows and sys.platform == "linux" and any(libraries.glob("libicudata.so.*")):
        yield from faults_of(libraries)


def small_enough(bundle: Bundle) -> Iterator[str]:
    if bundle.size > BUDGET_MB * 1_000_000:
        yield f"the bundle has {bundle.size / 1_000_000:.1f} MB, more than {BUDGET_MB}"


GATES: tuple[Callable[[Bundle], Iterator[str]], ...] = (
    names_agreed_on,
    nothing_that_was_left_out,
    everything_needed,
    no_way_into_a_network,
    no_tests,
    sound_links_and_rights,
    only_libraries_of_a_desktop,
    only_libraries_of_windows,
    no_search_outside,
    runs_on_the_oldest_system,
    no_trace_of_the_building_machine,
    orders_chinese_words,
    small_enough,
)


def problems_of(
    folder: Path,
    *,
    windows: bool,
    ceiling: Mapping[str, str] | None = None,
    traces: Sequence[str] = (str(ROOT),),
    named: bool = True,
) -> list[str]:
    """Everything that is wrong with a bundle, a line each; none when it may go out.

    Args:
        ceiling: highest versions by family (GLIBC, GLIBCXX, CXXABI) that may be asked of
            the system; None only where the build is not meant for other machines.
        traces: texts, such as folders of the building machine, that no file may hold.
        named: whether the notices must name everything that ships (shipping/notices.py).
    """
    bundle = Bundle(folder, windows, ceiling or {}, traces)
    if not bundle.executable.is_file():
        return [f"there is no bundle in {folder}: {bundle.executable.name} is missing"]
    try:
        problems = [problem for gate in GATES for problem in gate(bundle)]
    except (Damaged, NotFrozen) as problem:
        return [str(problem)]
    return [*problems, *(unnamed(folder) if named else ())]


def figures_of(folder: Path, *, windows: bool) -> dict[str, str]:
    """What is told of every bundle, whether it passes or not."""
    bundle = Bundle(folder, windows)
    files = [path for path in bundle.paths.values() if not path.is_symlink()]
    asked = highest(bundle.elves)
    return {
        "size": f"{bundle.size / 1_000_000:.1f} MB",
        "files": str(len(files)),
        "modules in the program": str(len(bundle.modules)),
        **{
            f"highest {family} asked for": spelled(asked[family])
            for family in SHARED_BY_FAMILY
            if family in asked
        },
    }
