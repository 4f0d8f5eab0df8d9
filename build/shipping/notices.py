"""Whose work a bundle holds: the notices, the texts of the licences, the bill of materials.

The catalogue is resources/notices/components.toml; the program itself reads it too
(src/app/workspace/notices.py), so that what a person sees and what lies in the folder
are the same. Versions come from the lock and from the shipped files.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from packages import BUILD_LOCK
from shell import ROOT

sys.path.insert(0, str(ROOT / "src"))

from app import __version__
from app.cli.notices import notices_text
from app.domain.notices import Catalogue, Component, binds_the_whole, shipped_of
from app.workspace.notices import BILL, CATALOGUE, NOTICES, VERSIONS, read_catalogue, text_of
from shipping.archive import frozen_in
from shipping.bill import bill_of_materials
from shipping.contents import matches

SOURCE = ROOT / "resources" / "notices"
FOLDER = "licences"
"""Beside the executable: a person who looks into the folder of the program finds it."""

NAME = "piyue"
PINNED = re.compile(r"^([\w.-]+)==([^\s\\;]+)", re.MULTILINE)

FILE_VERSION = re.compile(b"F\0i\0l\0e\0V\0e\0r\0s\0i\0o\0n\0\0*((?:[0-9.]\0)+)")
"""The version that a library for Windows states, in UTF-16."""

SINCE_REMOVED = frozenset(
    # Of the standard library of the oldest Python that a bundle is made with, not of the newest.
    (
        *("_aix_support", "_bootsubprocess", "asynchat", "asyncore", "audioop", "cgi", "cgitb"),
        *("chunk", "crypt", "imghdr", "imp", "mailcap", "msilib", "nis", "nntplib"),
        *("ossaudiodev", "pipes", "sndhdr", "spwd", "sunau", "telnetlib", "uu", "xdrlib"),
    )
)
OF_DEBIAN = {
    # Every Debian-like system has these; the copyright file refers to them.
    "Apache-2.0": "Apache-2.0",
    "CC0-1.0": "CC0-1.0",
    "GPL-2.0-or-later": "GPL-2",
    "GPL-3.0-only": "GPL-3",
    "LGPL-2.1-or-later": "LGPL-2.1",
    "LGPL-3.0-only": "LGPL-3",
}


class Unnamed(ValueError):
    """Something ships of which the catalogue does not know whose it is."""


def names_in(folder: Path) -> dict[str, Path]:
    """The files of a bundle by their names as the catalogue knows them: below `_internal`."""
    found: dict[str, Path] = {}
    for place, _, files in os.walk(folder):
        for name in files:
            path = Path(place) / name
            inside = path.relative_to(folder).as_posix()
            known = inside.removeprefix("_internal/")
            found[known if known != inside else f"../{inside}"] = path
    return dict(sorted(found.items()))


def is_for_windows(folder: Path) -> bool:
    return (folder / "piyue.exe").is_file()


def code_in(folder: Path) -> dict[str, bytes]:
    """The code of the modules that the executables of a bundle carry; a package's is its own."""
    found: dict[str, bytes] = {}
    for executable in sorted(folder.glob("*.exe" if is_for_windows(folder) else NAME)):
        found |= dict(frozen_in(executable).modules)
    return found


def modules_in(folder: Path) -> list[str]:
    """The top-level modules."""
    return sorted({name.split(".")[0] for name in code_in(folder)})


def locked_versions(lock: Path = BUILD_LOCK) -> dict[str, list[str]]:
    """What the lock allows: of few packages it names another version for another machine."""
    found: dict[str, list[str]] = {}
    for name, version in PINNED.findall(lock.read_text(encoding="utf-8")):
        found.setdefault(name, []).append(version)
    return found


def versions_in(folder: Path, catalogue: Catalogue) -> dict[str, str]:
    """The components that are really in a bundle, with the versions that they have there.

    Raises:
        Unnamed: a file no longer says its version where the catalogue looks for it.
    """
    system = "windows" if is_for_windows(folder) else "linux"
    names, modules = names_in(folder), modules_in(folder)
    found: dict[str, str] = {}
    for component in catalogue.components:
        if system not in component.systems:
            continue
        if component.within and not component.files and not component.modules:
            there = component.within in found  # a container stands before its parts
        else:
            there = any(matches(name, component.files) for name in names) or any(
                matches(module, component.modules) for module in modules
            )
        if there:
            try:
                found[component.id] = _version(component, names, folder)
            except Unnamed:
                # A part that may be the system's instead: then no file here tells its version.
                if not (component.within and component.optional):
                    raise
    return found


def _version(component: Component, names: Mapping[str, Path], folder: Path) -> str:
    if component.id == "piyue":
        return __version__
    if component.version_in:
        places = [name for name in names if matches(name, component.version_in)]
        for name in places:
            if numbers := _numbers(names[name].read_bytes(), component.version_by):
                return ".".join(numbers)
            if numbers is not None:
                return ""
        if places:
            raise Unnamed(f"{places[0]} does not say the version of {component.name}")
        return ""
    if not component.distribution:
        return ""
    allowed = locked_versions()[component.distribution]
    if len(allowed) == 1:
        return allowed[0]
    packed = code_in(folder).get(component.modules[0])
    if packed is None:
        raise Unnamed(
            f"{component.name} has no module {component.modules[0]}, which says its version"
        )
    code = zlib.decompress(packed)
    for version in sorted(allowed, key=len, reverse=True):
        if version.encode() in code:
            return version
    raise Unnamed(f"{component.name} does not say which of {', '.join(allowed)} it is")


def _numbers(data: bytes, pattern: str) -> list[str] | None:
    """The numbers of a version; empty when the place is there but says none; else None."""
    if pattern == "file-version":
        stated = FILE_VERSION.search(data)
        return stated.group(1).decode("utf-16-le").split(".") if stated else None
    found = re.search(pattern.encode(), data)
    if found is None:
        return None
    return [str(int(group)) for group in found.groups() if group is not None]


def write_notices(folder: Path) -> Path:
    """Put everything that is to be said of others' work beside the executable; its folder."""
    catalogue = read_catalogue(SOURCE)
    versions = versions_in(folder, catalogue)
    shipped = shipped_of(catalogue.components, versions)
    place = folder / FOLDER
    shutil.rmtree(place, ignore_errors=True)
    (place / "texts").mkdir(parents=True)
    for file in (SOURCE / CATALOGUE, *sorted(SOURCE.glob("*.??.txt"))):
        shutil.copyfile(file, place / file.name)
    windows = is_for_windows(folder)
    for name in sorted({text for entry in shipped for text in entry.component.texts}):
        _write(place / "texts" / f"{name}.txt", text_of(SOURCE, name), windows=windows)
    _write(place / NOTICES, notices_text(shipped, place), windows=windows)
    listed = json.dumps({"versions": versions}, ensure_ascii=False, indent=1)
    (place / VERSIONS).write_text(listed + "\n", encoding="utf-8", newline="\n")
    system = "windows" if windows else "linux"
    files = {name: path for name, path in names_in(folder).items() if not name.startswith("../")}
    bill = bill_of_materials(shipped, files, system, BUILD_LOCK)
    (place / BILL).write_text(bill, encoding="utf-8", newline="\n")
    return place


def _write(path: Path, text: str, *, windows: bool) -> None:
    """For a person to read, also with the plain editor of Windows."""
    ends, encoding = ("\r\n", "utf-8-sig") if windows else ("\n", "utf-8")
    path.write_text(text, encoding=encoding, newline=ends)


def unnamed(folder: Path) -> list[str]:
    """What is wrong with the notices of a bundle, a line each; none when it may go out.

    Every file and every module belongs to a component of the catalogue; every component
    meant for this system is there; nothing binds the whole program to the GPL; and what was
    written beside the executable was written for these very files.
    """
    catalogue = read_catalogue(SOURCE)
    try:
        versions = versions_in(folder, catalogue)
    except Unnamed as problem:
        return [str(problem)]
    return [
        *_without_owner(folder, catalogue),
        *_stale(folder, catalogue, versions),
        *(
            f"{component.name} would bind the whole program: {component.licence}"
            for component in catalogue.components
            if component.id in versions and binds_the_whole(component.licence)
        ),
        *_written(folder, catalogue, versions),
    ]


def _without_owner(folder: Path, catalogue: Catalogue) -> Iterator[str]:
    system = "windows" if is_for_windows(folder) else "linux"
    components = [c for c in catalogue.components if system in c.systems]
    files = tuple(name for c in components for name in c.files)
    for name in names_in(folder):
        if not matches(name, files):
            yield f"nobody is named for this file: {name.removeprefix('../')}"
    modules = tuple(name for c in components for name in c.modules)
    standard = sys.stdlib_module_names | SINCE_REMOVED
    for module in modules_in(folder):
        if module not in standard and not matches(module, modules):
            yield f"nobody is named for this module: {module}"


def _stale(folder: Path, catalogue: Catalogue, versions: Mapping[str, str]) -> Iterator[str]:
    system = "windows" if is_for_windows(folder) else "linux"
    for component in catalogue.components:
        if system in component.systems and not component.optional and component.id not in versions:
            yield f"named, but not in the bundle: {component.name} ({component.id})"


def _written(folder: Path, catalogue: Catalogue, versions: Mapping[str, str]) -> Iterator[str]:
    place = folder / FOLDER
    for name in (CATALOGUE, VERSIONS, NOTICES, BILL):
        if not (place / name).is_file():
            yield f"missing: {FOLDER}/{name}"
            return
    if json.loads((place / VERSIONS).read_text(encoding="utf-8"))["versions"] != versions:
        yield "the notices were written for other files than those that are there"
    for name in {text for c in catalogue.components if c.id in versions for text in c.texts}:
        if not (place / "texts" / f"{name}.txt").is_file():
            yield f"missing: {FOLDER}/texts/{name}.txt"


def installer_licences() -> tuple[str, str]:
    """The licence page of the installer for Windows, in Chinese and in English."""
    ours = ROOT / "build" / "notices"
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    chinese, english = (
        f"{(ours / f'installer-licence.{language}.txt').read_text(encoding='utf-8')}\n{licence}"
        for language in ("zh", "en")
    )
    return chinese, english


def debian_copyright(root: str = "opt/piyue") -> str:
    """The copyright file of the package for Linux, in Debian's machine-readable format.

    Args:
        root: where the folder of the program lies in the package.
    """
    components = [c for c in read_catalogue(SOURCE).components if "linux" in c.systems]
    own, others = components[0], components[1:]
    stanzas = [
        [
            "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
            "Upstream-Name: Piyue",
            "Source: the source code is published together with this package",
        ],
        _files(["*"], own, []),
    ]
    for component in others:
        patterns = [name for name in component.files if not name.endswith((".dll", ".pyd", ".exe"))]
        if patterns:
            places = [f"{root}/{name.removeprefix('../')}" if name.startswith("../")
                      else f"{root}/_internal/{name}" for name in patterns]  # fmt: skip
            stanzas.append(_files(places, component, list(_inside(component, others))))
    used = dict.fromkeys(name for c in components for name in c.texts)
    stanzas += [_licence(name) for name in used]
    return "\n\n".join("\n".join(stanza) for stanza in stanzas) + "\n"


def _inside(container: Component, components: Sequence[Component]) -> Iterator[Component]:
    """What stands in the files of a component without files of its own."""
    for component in components:
        if component.files:
            continue
        in_executable = container.group == "packing" and component.modules
        if component.within == container.id or (in_executable and not component.within):
            yield component
            yield from _inside(component, components)


def _files(places: Sequence[str], component: Component, parts: Sequence[Component]) -> list[str]:
    everything = (component, *parts)
    texts = dict.fromkeys(name for c in everything for name in c.texts)
    lines = [f"Files: {places[0]}", *(f" {place}" for place in places[1:])]
    owners = [f"{c.name}: {c.copyright}" if parts else c.copyright for c in everything]
    lines += [f"Copyright: {owners[0]}", *(f" {owner}" for owner in owners[1:])]
    lines += [f"License: {' and '.join(texts)}"]
    if parts or " " in component.licence:
        lines += ["Comment:", *(f" {c.name}: {c.licence}" for c in everything)]
    return lines


def _licence(name: str) -> list[str]:
    if name in OF_DEBIAN:
        where = f"/usr/share/common-licenses/{OF_DEBIAN[name]}"
        words = f"On Debian systems the full text of this licence lies in {where}."
    else:
        words = text_of(SOURCE, name)
    body = [f" {line}" if line.strip() else " ." for line in words.strip("\n").split("\n")]
    return [f"License: {name}", *body]
