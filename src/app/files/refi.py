"""REFI-QDA: what its writers and readers share: ids, names, and the details of a code.

Source: REFI-QDA standard 1.5, whose schemas keep the namespaces of version 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias
from uuid import UUID, uuid5

from app.domain.change import Value
from app.domain.ids import NAMESPACE
from app.domain.link import LinkKind
from app.domain.report import METADATA_FIELDS
from app.domain.tag import SLOTS, Tag, TagKind
from app.text.told_fields import FIELD_NAMES, LEVEL_NAMES, field_called

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Piyue"
"""How our files name the program that wrote them."""

EXTRAS = "Piyue"
"""Name of the notes that hold, as JSON, what the standard has no place for."""

NAMES: Mapping[str, tuple[str, ...]] = {
    **FIELD_NAMES,
    **{f"level_{level}": words for level, words in LEVEL_NAMES.items()},
    "code": ("编码", "Code"),
    "kind": ("类型", "Kind"),
    "short_name": ("简称", "Short name"),
    "english": ("英文名", "English name"),
    "keywords": ("关键词", "Keywords"),
    "slot": ("数字键", "Number key"),
    "retired": ("已停用", "Retired"),
    f"kind_{TagKind.TOPIC}": ("主题", "Topic"),
    f"kind_{TagKind.STRUCTURE}": ("结构", "Structure"),
    f"kind_{TagKind.EVALUATION}": ("评价", "Evaluation"),
    f"link_{LinkKind.SAME}": ("相同", "same as"),
    f"link_{LinkKind.CONTRADICTS}": ("矛盾", "contradicts"),
    f"link_{LinkKind.COPIED}": ("抄自", "copied from"),
    f"link_{LinkKind.ANSWERS}": ("回应", "answers"),
}
"""The words of an export by their keys, in every language we write; a test holds them to
the labels of exports, which stand first."""

_VALUES = re.compile("(?:level|kind|link)_(.+)")
_KEYS = {
    word.casefold(): key
    for key, words in NAMES.items()
    for word in (*words, key, *_VALUES.findall(key))
}

_MARK = "——批阅——"
_TAIL = re.compile(rf"(?:\A|\n\n){_MARK}(?=\n|\Z)")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ESCAPED = re.compile(r"\\([\\nr])")


def derived(kind: str, *parts: object) -> UUID:
    """The id of something that has none here: the same one in every export."""
    return uuid5(NAMESPACE, ":".join(("refi/1", kind, *map(str, parts))))


_VARIABLES = {str(derived("variable", name)): name for name in METADATA_FIELDS}


def field_of(variable: str, name: str) -> str:
    """The field of a report that a variable tells, by its id or its name; empty when none."""
    return _VARIABLES.get(variable) or field_called(name)


def key_of(word: str, prefix: str = "") -> str:
    """The key in NAMES that a word of any language stands for, if it begins with the prefix."""
    key = _KEYS.get(word.strip().casefold(), "")
    return key if key.startswith(prefix) else ""


# --- the details of a code --------------------------------------------------------


def description(tag: Tag, words: Mapping[str, str]) -> str:
    """The definition, and below a mark what the standard has no attributes for, line by line.

    Every program shows the description of a code, and keeps it on its way back.
    """
    lines = [f"{words[key]}：{_one_line(value)}" for key, value in _details(tag, words)]
    if not lines and not _TAIL.search(tag.definition):
        return tag.definition
    above = f"{tag.definition}\n\n" if tag.definition else ""
    return above + "\n".join((_MARK, *lines))


def _details(tag: Tag, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key in ("code", "short_name", "english"):
        if value := getattr(tag, key):
            yield key, value
    if tag.kind is not TagKind.TOPIC:
        yield "kind", words[f"kind_{tag.kind}"]
    if tag.slot is not None:
        yield "slot", str(tag.slot)
    for word in tag.keywords:
        yield "keywords", word
    if tag.retired:
        yield "retired", words["yes"]


def details(text: str) -> dict[str, Value]:
    """The fields of a tag that a description tells; see `description`."""
    marks = list(_TAIL.finditer(text))
    if not marks:
        return {"definition": text} if text else {}
    fields: dict[str, Value] = {"definition": text[: marks[-1].start()]}
    keywords: list[Value] = []
    for line in text[marks[-1].end() :].split("\n"):
        name, found, value = line.partition("：")
        key, value = key_of(name), _ESCAPED.sub(_unescaped, value)
        if not found:
            continue
        if key == "keywords":
            keywords.append(value)
        elif key == "kind":
            fields["kind"] = key_of(value, "kind_").removeprefix("kind_") or TagKind.TOPIC.value
        elif key == "slot" and value.isdecimal() and int(value) in SLOTS:
            fields["slot"] = int(value)
        elif key == "retired":
            fields["retired"] = True
        elif key in ("code", "short_name", "english"):
            fields[key] = value
    if keywords:
        fields["keywords"] = keywords
    return fields


def _one_line(value: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in value)


def _unescaped(found: re.Match[str]) -> str:
    return {"\\": "\\", "n": "\n", "r": "\r"}[found[1]]


# --- sets of codes, which tell kinds to programs that show sets ---------------------


CodeSet: TypeAlias = tuple[UUID, str, list[UUID]]
"""Id, name, and the tags that belong to it."""


def code_sets(tags: Mapping[UUID, Tag], words: Mapping[str, str]) -> Iterator[CodeSet]:
    """One for each kind of tags there is, and one for the retired ones."""
    for kind in TagKind:
        if members := [id_ for id_, tag in tags.items() if tag.kind is kind]:
            yield derived("set", "kind", kind), f"{words['kind']}：{words[f'kind_{kind}']}", members
    if members := [id_ for id_, tag in tags.items() if tag.retired]:
        yield derived("set", "retired"), words["retired"], members
