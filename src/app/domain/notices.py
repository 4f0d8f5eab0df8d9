"""Whose work the program is made of, and under which licences it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ONLY_IN_A_BUNDLE = frozenset({"system", "packing"})
"""Groups of what is only there where the program was made into a bundle."""


@dataclass(frozen=True, slots=True)
class Component:
    """Something with an owner that ships; resources/notices/components.toml says what each is."""

    id: str
    name: str
    licence: str
    copyright: str
    texts: tuple[str, ...]
    use: str
    use_en: str
    group: str
    home: str = ""
    source: str = ""
    within: str = ""
    distribution: str = ""
    modules: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    version_in: tuple[str, ...] = ()
    version_by: str = ""
    systems: tuple[str, ...] = ("linux", "windows")
    needs: tuple[str, ...] = ()
    optional: bool = False

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Component:
        """Read one entry.

        Raises:
            KeyError: something that every entry must say is missing.
            TypeError: it says something that no entry says.
        """
        values = dict(entry)
        version: Mapping[str, Any] = values.pop("version", {})
        for name in ("texts", "modules", "files", "systems", "needs"):
            if name in values:
                values[name] = tuple(values[name])
        return cls(
            **values,
            version_in=tuple(version["in"]) if version else (),
            version_by=version["by"] if version else "",
        )

    def used_for(self, language: str) -> str:
        return self.use_en if language == "en" else self.use


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that may ship.

    Attributes:
        build_only: distributions of the lock that only build; none may ship.
        not_shipped: distributions of the lock that nothing of ours needs.
    """

    components: tuple[Component, ...]
    build_only: frozenset[str]
    not_shipped: frozenset[str]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Catalogue:
        return cls(
            tuple(Component.of(entry) for entry in data["component"]),
            frozenset(data["build_only"]),
            frozenset(data["not_shipped"]),
        )

    def __getitem__(self, id_: str) -> Component:
        return next(component for component in self.components if component.id == id_)


@dataclass(frozen=True, slots=True)
class Shipped:
    """A component that is really there.

    Attributes:
        version: empty where the thing does not say it, or stands inside another.
        inside: what it stands inside, with its version (`Qt 6.9.3`); empty for the others.
    """

    component: Component
    version: str
    inside: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.component.name} {self.version}".strip()

    @property
    def source(self) -> str:
        """Where the source code of this very version is to be had."""
        minor = ".".join(self.version.split(".")[:2])
        return self.component.source.format(version=self.version, minor=minor)


def shipped_of(components: Sequence[Component], versions: Mapping[str, str]) -> tuple[Shipped, ...]:
    """The components that have a version, be it an empty one, in their order."""
    names = {component.id: component.name for component in components}
    return tuple(
        Shipped(
            component,
            versions[component.id],
            f"{names[component.within]} {versions.get(component.within, '')}".strip()
            if component.within
            else "",
        )
        for component in components
        if component.id in versions
    )


# --- licence expressions ------------------------------------------------------------------


def alternatives(expression: str) -> list[list[str]]:
    """What one may choose from an SPDX expression: each choice the licences that it takes.

    `A AND (B OR C)` is [[A, B], [A, C]]. `X WITH Y` counts as one licence.

    Raises:
        ValueError: the expression is not well-formed.
    """
    words = expression.replace("(", " ( ").replace(")", " ) ").split()
    found = _either(words)
    if words:
        raise ValueError(f"not a licence expression: {expression}")
    return found


def _either(words: list[str]) -> list[list[str]]:
    found = _all(words)
    while words[:1] == ["OR"]:
        words.pop(0)
        found = found + _all(words)
    return found


def _all(words: list[str]) -> list[list[str]]:
    found = _one(words)
    while words[:1] == ["AND"]:
        words.pop(0)
        found = [left + right for right in _one(words) for left in found]
    return found


def _one(words: list[str]) -> list[list[str]]:
    if not words or words[0] in {"AND", "OR", "WITH", ")"}:
        raise ValueError("not a licence expression: something is missing")
    word = words.pop(0)
    if word == "(":
        found = _either(words)
        if words[:1] != [")"]:
            raise ValueError("not a licence expression: a bracket stays open")
        words.pop(0)
        return found
    if words[:1] == ["WITH"]:
        if len(words) < 2:
            raise ValueError("not a licence expression: an exception is missing")
        word = f"{word} WITH {words[1]}"
        del words[:2]
    return [[word]]


def binds_the_whole(expression: str) -> bool:
    """Whether every choice holds a licence that would reach over the whole program (GPL, AGPL).

    The lesser GPL does not, nor does the GPL with an exception for what it is combined with.
    """
    return all(any(_reaches(licence) for licence in choice) for choice in alternatives(expression))


def _reaches(licence: str) -> bool:
    return licence.startswith(("GPL-", "AGPL-", "SSPL-")) and " WITH " not in licence
