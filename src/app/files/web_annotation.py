"""One Web Annotation as any tool writes it: its targets, its words, who and when.

Lenient: what the data model asks for is understood, and what Hypothesis, Recogito and
Annotorious write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from app.files.json_values import (
    DEEPEST,
    Object,
    number_of,
    object_of,
    objects,
    text_of,
    time_of,
    values,
)

TAGGING = frozenset({"tagging", "classifying", "identifying"})
_CHAR = re.compile(r"(?:^|[#&])char=(\d{1,9})?,(\d{1,9})?")
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li)\b[^<>]{0,200}>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:\S+")


@dataclass(frozen=True, slots=True)
class Agent:
    """Who; both empty when nobody is named."""

    key: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """Something said: a tag, or text.

    Attributes:
        purpose: of the data model, without prefix; empty when not given.
        key: IRI of the code or thing that is meant, when there is one.
        own: the codebook entry that a file of Piyue names.
        is_left_out: it is a picture, a sound or the like.
        was_markup: the text was HTML.
    """

    text: str
    purpose: str = ""
    key: str = ""
    own: str = ""
    agent: Agent = Agent()
    created: datetime | None = None
    is_left_out: bool = False
    was_markup: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """What is spoken of.

    Attributes:
        source: IRI without fragment; empty when the file does not tell.
        title: of the document, when the file tells.
        start, end: as the file counts; None when it gives none, or none that can be.
        is_part: there is a selector, understood or not.
        is_odd: there was a position that cannot be.
    """

    source: str = ""
    title: str = ""
    start: int | None = None
    end: int | None = None
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    is_part: bool = False
    is_odd: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One annotation as it stands in the file."""

    raw: Object = field(repr=False)
    key: str
    motivations: frozenset[str]
    agent: Agent
    created: datetime | None
    modified: datetime | None
    bodies: tuple[Body, ...]
    targets: tuple[Target, ...]
    answers: tuple[str, ...] = ()
    """Keys of the annotations it replies to, the first of the thread first."""


def is_annotation(value: Object) -> bool:
    """Whether an object is an annotation: by its type, or because it has a target or a place."""
    return "Annotation" in types_of(value) or "target" in value or "annotation" in value


def types_of(value: Object) -> set[str]:
    return {local(text_of(one)) for one in values(value.get("type"))}


def local(iri: str) -> str:
    """The last name of an IRI or prefixed name."""
    return re.split(r"[#/:]", iri)[-1]


def bare(iri: str) -> str:
    """An id as a key: a UUID without what Piyue or Recogito put in front of it."""
    return iri.removeprefix("urn:uuid:").removeprefix("#")


def item_of(value: Object) -> Item:
    """One annotation; nothing is refused, only left empty."""
    motivations = {local(text_of(one)) for one in values(value.get("motivation"))}
    references = tuple(bare(text_of(one)) for one in values(value.get("references")))
    targets = _targets(value)
    if "replying" in motivations and not references:
        references = tuple(bare(t.source) for t in targets if t.source and not t.is_part)
    return Item(
        raw=value,
        key=bare(text_of(value.get("id"))),
        motivations=frozenset(motivations),
        agent=_creator(value),
        created=time_of(value.get("created")),
        modified=time_of(value.get("modified") or value.get("updated")),
        bodies=tuple(_bodies(value, motivations)),
        targets=targets,
        answers=tuple(filter(None, references)),
    )


# --- who ----------------------------------------------------------------------------------


def _creator(value: Object) -> Agent:
    for name in ("creator", "user", "annotatedBy", "author"):
        if name in value:
            agent = _agent(value[name])
            info = object_of(value.get("user_info")) or {}
            shown = text_of(info.get("display_name"))
            return replace(agent, name=shown) if shown else agent
    return Agent()


def _agent(value: Any) -> Agent:
    found = objects(value)
    if not found:
        said = text_of(value)
        return Agent(bare(said), _name_in(said))
    one = found[0]
    key = text_of(one.get("id"))
    names = (
        text_of(one.get(name)) for name in ("name", "displayName", "nickname", "nick", "email")
    )
    name = next(filter(None, names), "") or _name_in(key)
    return Agent(bare(key) or name, name)


def _name_in(said: str) -> str:
    """`acct:name@host`, `mailto:name@host` and `https://host/name` as a name."""
    if said.startswith(("acct:", "mailto:")):
        return said.partition(":")[2].partition("@")[0]
    if said.startswith(("http:", "https:")):
        return unquote(urlsplit_safe(said)[1].rstrip("/").rpartition("/")[2]) or said
    return said


# --- bodies -------------------------------------------------------------------------------


def _bodies(value: Object, motivations: set[str]) -> Iterator[Body]:
    usual = "tagging" if motivations and motivations <= TAGGING else ""
    for one in values(value.get("body", value.get("bodies"))):
        yield from _body(one, usual, 0)
    for one in values(value.get("bodyValue")):
        yield Body(text_of(one), usual)
    if "body" not in value and isinstance(value.get("text"), str):  # Hypothesis
        yield Body(text_of(value["text"]))
    for one in values(value.get("tags")):
        if tag := text_of(one).strip():
            yield Body(tag, "tagging")


def _body(value: Any, usual: str, depth: int) -> Iterator[Body]:
    if depth > DEEPEST:
        return
    one = object_of(value)
    if one is None:
        said = text_of(value)
        key = said if _IRI.fullmatch(said) else ""
        if said:
            yield Body(said, usual, key=key)
        return
    kinds = types_of(one)
    if inner := one.get("items", one.get("item")):
        parts = values(inner)[:1] if kinds & {"Choice"} else values(inner)
        for part in parts:
            yield from _body(part, usual, depth + 1)
        return
    purposes = [local(text_of(p)) for p in values(one.get("purpose"))]
    purpose = next((p for p in purposes if p in TAGGING), "") or next(iter(purposes), usual)
    said = text_of(one.get("value")) if "value" in one else ""
    about = one.get("source")
    key, label = _thing(about if about is not None else one.get("id"))
    label = text_of(one.get("label")) or text_of(one.get("name")) or label
    text, was_markup = _words(said, text_of(one.get("format")))
    agent = _creator(one)
    created = time_of(one.get("created"))
    own = bare(text_of(one.get("piyue:tag")))
    if purpose in TAGGING:
        name = text or label or last_name(key)
        yield Body(name.strip(), purpose, key if about is not None else "", own, agent, created)
    elif text or not key:
        yield Body(text, purpose, "", "", agent, created, was_markup=was_markup)
    elif kinds & {"Image", "Video", "Sound", "Audio", "Dataset"}:
        yield Body(key, purpose, key, is_left_out=True)
    else:
        yield Body(label if label == key else f"{label} {key}".strip(), purpose, key)


def _thing(value: Any) -> tuple[str, str]:
    """IRI and label of what a body names."""
    found = objects(value)
    if not found:
        return text_of(value), ""
    one = found[0]
    labels = (text_of(one.get(name)) for name in ("label", "prefLabel", "title", "name"))
    return text_of(one.get("id")), next(filter(None, labels), "")


def _words(said: str, format_: str) -> tuple[str, bool]:
    """The text without markup, and whether there was any; `<` in plain text is left alone."""
    if "html" not in format_ or not _MARKUP.search(said):
        return said, False
    return unescape(_MARKUP.sub("", _BREAK.sub("\n", said))).strip(), True


# --- targets ------------------------------------------------------------------------------


def _targets(value: Object) -> tuple[Target, ...]:
    title = ""
    if document := object_of(value.get("document")):
        title = text_of(document.get("title"))  # Hypothesis
    found = [_target(one) for one in values(value.get("target"))]
    if not found and "selector" in value:
        found = [_target(value)]
    uri = text_of(value.get("uri") or value.get("uri_searchable"))
    if not found and uri:
        found = [Target(uri)]
    return tuple(
        replace(t, source=t.source or uri.partition("#")[0], title=t.title or title) for t in found
    )


def _target(value: Any) -> Target:
    one = object_of(value)
    if one is None:
        return _of_iri(text_of(value))
    iri, title = _thing(one["source"]) if "source" in one else (text_of(one.get("id")), "")
    names = (text_of(one.get(name)) for name in ("title", "label"))
    target = _of_iri(iri)
    target = replace(target, title=title or next(filter(None, names), ""))
    selectors = values(one.get("selector"))
    if not selectors and ("exact" in one or "quote" in one):
        selectors = [one]
    for selector in selectors:
        target = _selected(target, selector, 0)
    if target.start is not None and target.end is not None and target.start > target.end:
        target = replace(target, start=None, end=None, is_odd=True)
    return target


def _of_iri(iri: str) -> Target:
    source, mark, fragment = iri.partition("#")
    if not source:
        return Target(iri)
    target = Target(source if mark else iri)
    return _at_characters(target, fragment) if "char=" in fragment else target


def _at_characters(target: Target, fragment: str) -> Target:
    """`char=5,9` of RFC 5147."""
    found = _CHAR.search(fragment)
    if found is None or not found.group(2):
        return replace(target, is_part=True)
    return replace(target, start=int(found.group(1) or 0), end=int(found.group(2)), is_part=True)


def _selected(target: Target, selector: Any, depth: int) -> Target:
    """The target with what a selector says, if nothing before it has said so."""
    one = object_of(selector)
    if one is None or depth > DEEPEST:
        return replace(target, is_part=True)
    target = replace(target, is_part=True)
    if "items" in one:  # Choice
        for inner in values(one["items"]):
            target = _selected(target, inner, depth + 1)
    exact = text_of(one.get("exact", one.get("quote")))
    if exact and not target.exact:
        target = replace(
            target,
            exact=exact,
            prefix=text_of(one.get("prefix")),
            suffix=text_of(one.get("suffix")),
        )
    if "start" in one or "end" in one:
        start, end = number_of(one.get("start")), number_of(one.get("end"))
        if start is None or end is None:
            target = replace(target, is_odd=True)
        elif target.start is None:
            target = replace(target, start=start, end=end)
    if "startSelector" in one:
        target = _ranged(target, one["startSelector"], one.get("endSelector"), depth)
    said = text_of(one.get("value"))
    if target.start is None and "char=" in said:
        target = _at_characters(target, said)
    if "refinedBy" in one:
        inner = Target()
        for refined in values(one["refinedBy"]):
            inner = _selected(inner, refined, depth + 1)
        # What refines is nearer to the passage than what it refines.
        if inner.exact:
            target = replace(target, exact=inner.exact, prefix=inner.prefix, suffix=inner.suffix)
            # Positions of a refinement count inside what is refined.
            target = replace(target, start=None, end=None)
    return target


def _ranged(target: Target, first: Any, last: Any, depth: int) -> Target:
    """From the beginning of the first to the beginning of what the last selects."""
    start = _selected(Target(), first, depth + 1).start
    end = _selected(Target(), last, depth + 1).start
    if target.start is None and start is not None and end is not None:
        return replace(target, start=start, end=end)
    return target


# --- names --------------------------------------------------------------------------------


def urlsplit_safe(iri: str) -> tuple[str, str]:
    """Host and path; both empty where there are none or they cannot be."""
    try:
        parts = urlsplit(iri)
        return parts.netloc, parts.path
    except ValueError:
        return "", ""


def last_name(iri: str) -> str:
    """What an IRI calls a thing: the end of its fragment or path, decoded."""
    head, mark, fragment = iri.partition("#")
    if mark and fragment:
        return unquote(fragment)
    path = urlsplit_safe(head)[1].rstrip("/") or head
    return unquote(path.rpartition("/")[2].rpartition(":")[2]) or iri
