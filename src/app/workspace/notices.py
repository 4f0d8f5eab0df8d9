"""What ships with the program that runs: read beside it, or found out where it is installed."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from app import __version__
from app.domain.notices import ONLY_IN_A_BUNDLE, Catalogue, Shipped, shipped_of
from app.paths import resource

CATALOGUE, VERSIONS, NOTICES, BILL = (
    "components.toml",
    "shipped.json",
    "NOTICES.txt",
    "sbom.cdx.json",
)
"""Files of the folder of licences; the last three only where a bundle was made."""


def folder() -> Path:
    """The folder of licences: beside the executable of a bundle, else among the resources."""
    beside = Path(sys.executable).parent / "licences"
    if getattr(sys, "frozen", False) and (beside / CATALOGUE).is_file():
        return beside
    return resource("notices")


def read_catalogue(place: Path) -> Catalogue:
    with (place / CATALOGUE).open("rb") as file:
        return Catalogue.of(tomllib.load(file))


def text_of(place: Path, name: str) -> str:
    """The words of a licence."""
    # Bundles for Windows mark them, for its plain editor.
    return (place / "texts" / f"{name}.txt").read_text(encoding="utf-8-sig")


def prose_of(place: Path, name: str, language: str) -> str:
    """Our own words: `introduction` or `relinking`, in one language."""
    return (place / f"{name}.{language}.txt").read_text(encoding="utf-8")


def relinking(shipped: Sequence[Shipped], place: Path, language: str) -> str:
    """How Qt and its like may be replaced, with the versions that ship."""
    by_id = {entry.component.id: entry for entry in shipped}
    qt, pyside, lxml, iconv = (by_id[id_] for id_ in ("qt", "pyside6", "lxml", "libiconv"))
    return prose_of(place, "relinking", language).format(
        qt=qt.version,
        series=".".join(qt.version.split(".")[:2]),
        pyside=pyside.version,
        qt_source=qt.source,
        pyside_source=pyside.source,
        lxml_source=lxml.source,
        iconv_source=iconv.source,
    )


def shipped(place: Path) -> tuple[Shipped, ...]:
    """What is really there, in the order of the catalogue.

    A bundle brings its own list. From the source, or installed as a package, it is what
    the packages brought; what belongs to the machine is not ours to name.
    """
    catalogue, listed = read_catalogue(place), place / VERSIONS
    if listed.is_file():
        return shipped_of(
            catalogue.components, json.loads(listed.read_text(encoding="utf-8"))["versions"]
        )
    return shipped_of(catalogue.components, _installed(catalogue))


def _installed(catalogue: Catalogue) -> dict[str, str]:
    found = {"piyue": __version__, "cpython": platform.python_version(), "sqlite": ""}
    system = "windows" if sys.platform == "win32" else "linux"
    for component in catalogue.components:
        if component.group not in ONLY_IN_A_BUNDLE and component.distribution:
            try:
                found[component.id] = importlib.metadata.version(component.distribution)
            except importlib.metadata.PackageNotFoundError:
                continue
    for component in catalogue.components:
        if component.within in found and system in component.systems:
            # Qt has the version of its bindings; other parts do not say theirs without a look.
            is_qt = component.id == "qt"
            found.setdefault(component.id, found[component.within] if is_qt else "")
    for component in catalogue.components:  # parts of parts
        if component.within in found and system in component.systems:
            found.setdefault(component.id, "")
    return found
