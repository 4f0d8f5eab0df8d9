"""A codebook of anybody's making as brought tags: what its fields say, and what lies below what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from app.domain.change import Value
from app.domain.colours import colour_of
from app.domain.exchange import BroughtTag, ExchangeNote
from app.domain.tag import COLOURS, SLOTS, TagKind
from app.files.table_columns import truth_of
from app.text.fold import fold

NOTES = (
    "tag_nameless",  # reject: a line without a name
    "tag_twice",  # repair: the same tag once more; what it adds was taken
    "tag_parent_made",  # repair: parent; a group that is named and stands nowhere
    "tag_circle",  # repair: lies below itself; put at the top
    "tag_colour",  # repair: colour; not known
    "tag_field",  # repair: field, value; cannot be
)

MOST = 20_000
"""Tags; the largest codebook we know of has nine hundred."""
DEEPEST = 30
_CHINESE_COLOURS = {
    "红": "red",
    "棕": "brown",
    "褐": "brown",
    "橙": "amber",
    "黄": "amber",
    "琥珀": "amber",
    "橄榄": "olive",
    "绿": "green",
    "青": "teal",
    "蓝绿": "teal",
    "天蓝": "cyan",
    "浅蓝": "cyan",
    "蓝": "blue",
    "靛": "indigo",
    "靛蓝": "indigo",
    "紫": "violet",
    "紫红": "plum",
    "粉": "plum",
    "粉红": "plum",
    "灰": "slate",
    "黑": "slate",
}
_ENGLISH_COLOURS = {
    "orange": "amber",
    "yellow": "amber",
    "purple": "violet",
    "pink": "plum",
    "grey": "slate",
    "gray": "slate",
    "black": "slate",
    "magenta": "plum",
}
_KINDS = {
    "主题": TagKind.TOPIC,
    "结构": TagKind.STRUCTURE,
    "评价": TagKind.EVALUATION,
    **{kind.value: kind for kind in TagKind},
}
_KEYWORD_ENDS = re.compile(r"[;；、，,\n|]+")
_STRICT_ENDS = re.compile(r"[;；\n]+")
_OUR_ENDS = re.compile("; ")
_QUOTED = re.compile(r'((?:^|[;；、,，|\n])\s*)"((?:[^"]|"")*)"(?=\s*(?:[;；、,，|\n]|$))')


@dataclass(frozen=True, slots=True)
class Entry:
    """One line or object of a codebook.

    Attributes:
        where: as people find it: a row, a name.
        parent: how the entry above it is called: its key, code, name or path.
    """

    name: str
    key: str = ""
    code: str = ""
    parent: str = ""
    where: str = ""
    fields: Mapping[str, Value] = field(default_factory=dict[str, Value])


class Tags:
    """Tags while a codebook is read; what is mended or left out is noted."""

    def __init__(self) -> None:
        self._tags: dict[str, BroughtTag] = {}
        self._by_path: dict[tuple[str | None, str], str] = {}
        self.repairs: list[ExchangeNote] = []
        self.rejects: list[ExchangeNote] = []

    @property
    def found(self) -> tuple[BroughtTag, ...]:
        return tuple(self._tags.values())

    def reject(self, where: str) -> None:
        """Note a line that names no tag."""
        self.rejects.append(ExchangeNote("tag_nameless", where))

    def put(self, entry: Entry, parent: str | None) -> str:
        """Keep a tag below another; one of its name is already there: what it adds is taken.

        Returns:
            Its key: the id the file gives, else its path.
        """
        known = self._by_path.get((parent, entry.name))
        if known is not None:
            old = self._tags[known]
            if entry.where and old.fields:
                self.repairs.append(ExchangeNote("tag_twice", entry.name))
            self._tags[known] = replace(old, fields={**entry.fields, **old.fields})
            return known
        key = entry.key or path_key(parent, entry.name)
        if key in self._tags:
            self.repairs.append(ExchangeNote("tag_twice", entry.name))
            key = path_key(parent, entry.name)
        if key in self._tags or len(self._tags) >= MOST:
            return key
        self._tags[key] = BroughtTag(key, entry.name, parent, dict(entry.fields))
        self._by_path[parent, entry.name] = key
        return key

    def put_path(self, names: Sequence[str], entry: Entry) -> str:
        """Keep a tag with all that its path says lies above it."""
        parent: str | None = None
        for name in names[-DEEPEST:-1]:
            parent = self.put(Entry(name), parent)
        return self.put(replace(entry, name=names[-1]), parent)

    def put_all(self, entries: Iterable[Entry]) -> None:
        """Keep entries that say what lies above them; in any order."""
        every = list(entries)[:MOST]
        named: dict[str, int] = {}
        for kind in ("key", "code", "name"):
            for number, entry in enumerate(every):
                if called := getattr(entry, kind):
                    named.setdefault(called, number)
        keys: dict[int, str] = {}
        for number in range(len(every)):
            self._put_named(number, every, named, keys)

    def _put_named(
        self, number: int, every: Sequence[Entry], named: Mapping[str, int], keys: dict[int, str]
    ) -> None:
        way: list[int] = []
        at: int | None = number
        while at is not None and at not in keys and at not in way and len(way) < DEEPEST:
            way.append(at)
            wanted = every[at].parent
            at = named.get(wanted) if wanted else None
        if at is not None and at in way:  # it lies below itself
            entry = every[at]
            self.repairs.append(ExchangeNote("tag_circle", entry.name))
            way = way[: way.index(at) + 1]
            keys[at] = self.put(entry, None)
        for one in reversed(way):
            if one in keys:
                continue
            entry = every[one]
            above = named.get(entry.parent) if entry.parent else None
            parent = keys.get(above) if above is not None else None
            if entry.parent and above is None:
                self.repairs.append(
                    ExchangeNote("tag_parent_made", entry.name, {"parent": entry.parent})
                )
                parent = self.put(Entry(entry.parent), None)
            keys[one] = self.put(entry, parent)

    def fields(self, told: Mapping[str, str], where: str) -> dict[str, Value]:
        """Fields of a tag from texts; empty ones say nothing, odd ones are noted."""
        found: dict[str, Value] = {}
        for name in ("code", "short_name", "english", "definition"):
            if text := told.get(name, "").strip():
                found[name] = text
        if words := told.get("keywords", ""):
            found["keywords"] = list(keywords_of(words))
        if text := told.get("colour", "").strip():
            self._add(found, "colour", colour_named(text), text, where)
        if text := told.get("kind", "").strip():
            kind = _KINDS.get(fold(text))
            self._add(found, "kind", kind.value if kind else None, text, where)
        if text := told.get("slot", "").strip():
            slot = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else None
            self._add(found, "slot", slot if slot in SLOTS else None, text, where)
        if text := told.get("position", "").strip():
            is_number = text.isascii() and text.isdigit() and len(text) < 8
            self._add(found, "position", int(text) if is_number else None, text, where)
        if text := told.get("retired", "").strip():
            found["retired"] = truth_of(text)
        return found

    def _add(self, found: dict[str, Value], name: str, value: Value, text: str, where: str) -> None:
        if value is not None:
            found[name] = value
        elif name == "colour":
            self.repairs.append(ExchangeNote("tag_colour", where, {"colour": text[:30]}))
        else:
            facts: dict[str, str | int] = {"field": name, "value": text[:30]}
            self.repairs.append(ExchangeNote("tag_field", where, facts))


def path_key(parent: str | None, name: str) -> str:
    """The key of a tag that has no id: so the same codebook is the same one every time."""
    return f"{parent}/{name}" if parent else f"tag:{name}"


def uuid_key(text: str) -> str:
    """A UUID as a key; empty when it is none."""
    bare = text.strip().strip("{}").removeprefix("urn:uuid:")
    try:
        return str(UUID(bare)) if len(bare) == 36 else ""
    except ValueError:
        return ""


def keywords_of(text: str) -> tuple[str, ...]:
    """Keywords of a cell; where semicolons part them, commas belong to them."""
    ends = _KEYWORD_ENDS
    if _STRICT_ENDS.search(text.strip()):
        ends = _OUR_ENDS if _OUR_ENDS.search(text) else _STRICT_ENDS
    quoted: list[str] = []

    def keep(found: re.Match[str]) -> str:
        quoted.append(found.group(2).replace('""', '"'))
        return f"{found.group(1)}\0{len(quoted) - 1}\0"

    parts = (part.strip() for part in ends.split(_QUOTED.sub(keep, text)))
    words = (quoted[int(part.strip("\0"))] if part[:1] == "\0" else part for part in parts)
    return tuple(dict.fromkeys(word for word in words if word))


def keywords_text(words: Sequence[str]) -> str:
    """Keywords as keywords_of takes them apart: one that holds a sign stands in quotes."""
    odd = (bool(_KEYWORD_ENDS.search(word)) or '"' in word for word in words)
    doubled = ('"' + word.replace('"', '""') + '"' for word in words)
    return "; ".join(
        quoted if is_odd else word for word, quoted, is_odd in zip(words, doubled, odd, strict=True)
    )


def colour_named(text: str) -> str | None:
    """One of COLOURS, from its name in Chinese or English or from `#RRGGBB`."""
    plain = fold(text).strip()
    if plain in COLOURS:
        return plain
    chinese = plain.removesuffix("色")
    return _CHINESE_COLOURS.get(chinese) or _ENGLISH_COLOURS.get(plain) or colour_of(plain)
