"""Web Annotations (JSON-LD) from Piyue and from other tools, as what they bring along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.anchor import AnchorState
from app.domain.annotation import Scope
from app.domain.errors import UnreadableFile
from app.domain.exchange import (
    Brought,
    BroughtAnnotation,
    BroughtLink,
    BroughtReply,
    BroughtReviewer,
    BroughtSource,
    BroughtTag,
    ExchangeNote,
)
from app.files import json_piyue as own
from app.files.json_counting import counting_of, in_code_points
from app.files.json_values import DEEPEST, Object, load, objects, scalar_of, text_of
from app.files.web_annotation import (
    TAGGING,
    Agent,
    Body,
    Item,
    Target,
    bare,
    is_annotation,
    item_of,
    last_name,
    types_of,
)

NOTES = (
    "no_annotation",  # reject: an entry that is no annotation
    "no_place",  # reject: it names a part of a document in a way that says nothing here
    "same_id",  # repair: an id that an annotation before it has; it got another one
    "twice",  # reject: the same annotation once more
    "reply_alone",  # reject: an answer to what is not in the file
    "link_alone",  # reject: a link with an end that is not in the file
    "position_odd",  # repair: a position that cannot be; the quote decides
    "several_targets",  # repair: count; one annotation for each passage it speaks of
    "body_left_out",  # repair: a picture or the like
    "markup_removed",  # repair: of a comment in HTML the text was taken
    "page_elsewhere",  # reject: a page of the collection that is not in the file
)

_LISTS = ("rows", "items", "annotations", "graph", "replies", "first", "next")


def read_json(path: Path) -> Brought:
    """Read a file of Web Annotations: one, a list, a collection, a page, a graph, an API's rows.

    Raises:
        UnreadableFile: see json_values.load; `unsupported` when nothing in it is an annotation.
    """
    file = load(path)
    reading = _Reading(file.value, file.sha256)
    if not reading.has_anything:
        raise UnreadableFile(path.name, "unsupported")
    return reading.brought()


class _Reading:
    """One file while it is taken apart."""

    def __init__(self, value: Any, sha256: str) -> None:
        self._sha256 = sha256
        self._sources: dict[str, BroughtSource] = {}
        self._tags: dict[str, BroughtTag] = {}
        self._reviewers: dict[str, BroughtReviewer] = {}
        self._annotations: dict[str, BroughtAnnotation] = {}
        self._replies: dict[str, list[BroughtReply]] = {}
        self._links: dict[str, BroughtLink] = {}
        self._said: dict[str, Object] = {}
        self._given: dict[str, str] = {}
        self.repairs: list[ExchangeNote] = []
        self.rejects: list[ExchangeNote] = []
        self._is_ours = False
        tops = objects(value)
        for top in tops:
            self._take_own(top)
        found = list(self._items(value, 0))
        self.has_anything = bool(found or self._tags)
        items = [item for item in map(self._item, found) if item is not None]
        known = {item.key for item in items}
        thread = [item for item in items if known.intersection(item.answers)]
        answering = {item.key for item in thread}
        rest = [item for item in items if item.key not in answering]
        for item in rest:
            if "linking" not in item.motivations:
                self._take(item)
        for item in rest:
            if "linking" in item.motivations:
                self._take_link(item)
        self._take_thread(thread)
        self._origin = _generator(tops, found)

    # --- finding the annotations --------------------------------------------------------

    def _take_own(self, top: Object) -> None:
        for value in objects(top.get("piyue:reports")):
            if source := own.source_of(value):
                self._is_ours = True
                self._sources[source.key] = source
        for value in objects(top.get("piyue:tags")):
            if tag := own.tag_of(value):
                self._is_ours = True
                self._tags[tag.key] = tag
        for value in objects(top.get("piyue:reviewers")):
            if reviewer := own.reviewer_of(value):
                self._reviewers[reviewer.key] = reviewer

    def _items(self, value: Any, depth: int) -> Iterator[Object]:
        if depth > DEEPEST:
            return
        for one in objects(value):
            if is_annotation(one):
                yield one
                continue
            inner = [name for name in _LISTS if name in one]
            for name in inner:
                if isinstance(one[name], str):
                    if name in ("first", "next"):
                        self._reject("page_elsewhere", one[name])
                else:
                    yield from self._items(one[name], depth + 1)
            if not inner and depth and types_of(one) & {"", "Annotation"}:
                self._reject("no_annotation", text_of(one.get("id")))

    def _item(self, value: Object) -> Item | None:
        """The annotation under a key of its own; None when it is there already."""
        item = item_of(value)
        key = item.key
        if not key:
            key = f"{self._sha256[:16]}#{len(self._said) + 1}"
        elif own.uuid_of(key) is None and ":" not in key:
            # Hypothesis gives ids for all the world, anybody else for this file.
            is_api = "user" in value and "uri" in value
            key = f"hypothesis:{key}" if is_api else f"{self._sha256[:16]}#{key}"
        before = self._said.get(key)
        if before is not None:
            if before == value:
                self._reject("twice", item.key)
                return None
            self._repair("same_id", item.key)
            key = f"{self._sha256[:16]}#{key}#{len(self._said) + 1}"
        self._said[key] = value
        self._given.setdefault(item.key or key, key)
        return replace(item, key=key, answers=tuple(map(self._key_of, item.answers)))

    def _key_of(self, given: str) -> str:
        return self._given.get(given, given)

    # --- annotations --------------------------------------------------------------------

    def _take(self, item: Item) -> None:
        if item.answers:
            self._reject("reply_alone", _words_of(item))
            return
        targets = item.targets or (Target(),)
        if len(targets) > 1:
            self._repair("several_targets", item.key, count=len(targets))
        for number, target in enumerate(targets, 1):
            key = item.key if number == 1 else f"{item.key}#{number}"
            self._put(item, target, key)

    def _put(self, item: Item, target: Target, key: str) -> bool:
        """Keep one annotation on one target; whether that could be done."""
        start, end = target.start, target.end
        if start == end and target.exact:
            start = end = None
        if target.is_odd:
            self._repair("position_odd", _words_of(item))
        scope = _scope(item, target)
        whole = own.whole_annotation(item)
        is_lost = "piyue:lostAt" in item.raw
        if scope is not Scope.REPORT and not target.exact and start is None and not is_lost:
            self._reject("no_place", _words_of(item) or item.key)
            return False
        prefix, suffix = (target.prefix, target.suffix)
        if len(item.targets) == 1:
            prefix, suffix = own.recorded_context(item)
        comment, answers = self._said_in(item)
        self._annotations[key] = BroughtAnnotation(
            key=key,
            source=self._source(target),
            scope=scope,
            start=start,
            end=end,
            quote=target.exact,
            prefix=prefix,
            suffix=suffix,
            tags=tuple(dict.fromkeys(map(self._tag, (b for b in item.bodies if _is_tag(b))))),
            comment=comment,
            reviewer=self._reviewer(item.agent),
            created=item.created,
            edited=item.modified or item.created,
            resolved=scalar_of(item.raw.get("piyue:resolved")) is True,
            state=_state(item),
            fields=whole,
        )
        if answers:
            self._replies.setdefault(key, []).extend(answers)
        return True

    def _said_in(self, item: Item) -> tuple[str, list[BroughtReply]]:
        """The comment, and what others answered in bodies of the same annotation (Recogito)."""
        texts: list[str] = []
        answers: list[BroughtReply] = []
        for number, body in enumerate(b for b in item.bodies if not _is_tag(b)):
            if body.is_left_out:
                self._repair("body_left_out", body.text)
                continue
            if body.was_markup:
                self._repair("markup_removed", _words_of(item))
            if not body.text.strip():
                continue
            if body.purpose == "replying":
                who = self._reviewer(body.agent if body.agent.key else item.agent)
                when = body.created or item.modified or item.created
                answers.append(
                    BroughtReply(f"{item.key}#reply{number}", body.text, who, when, when)
                )
            else:
                texts.append(body.text)
        return "\n".join(texts), answers

    def _source(self, target: Target) -> str:
        key = bare(target.source)
        if key and key not in self._sources:
            name = last_name(key) if ":" in key or "/" in key else key
            title = target.title.strip()
            self._sources[key] = BroughtSource(
                key=key,
                name=title or name,
                report=own.uuid_of(key),
                file_name=name if "." in name[1:] else "",
                metadata={"title": title} if title else {},
            )
        return key

    def _tag(self, body: Body) -> str:
        name = " ".join(body.text.split()) or body.key
        key = body.own or body.key or f"tag:{name}"
        if key not in self._tags:
            # Ours give the path; of a name of somebody else's a slash is a part.
            self._tags[key] = BroughtTag(key, name.rpartition("/")[2] if body.own else name)
        return key

    def _reviewer(self, agent: Agent) -> str:
        if agent.key and agent.key not in self._reviewers:
            self._reviewers[agent.key] = BroughtReviewer(agent.key, agent.name or agent.key)
        return agent.key

    # --- answers and links ----------------------------------------------------------------

    def _take_thread(self, thread: list[Item]) -> None:
        """Answers go to the annotation their thread began with."""
        above = {item.key: item.answers for item in thread}
        for item in thread:
            root = self._root(item.key, above)
            if root is None:
                self._reject("reply_alone", _words_of(item))
                continue
            tags = [b.text for b in item.bodies if _is_tag(b) and b.text]
            texts = [b.text for b in item.bodies if not _is_tag(b) and b.text.strip()]
            if not texts and not tags:
                continue
            said = "\n".join([*texts, *(f"#{tag}" for tag in tags)])
            answer = BroughtReply(
                item.key,
                said,
                self._reviewer(item.agent),
                item.created,
                item.modified or item.created,
            )
            self._replies.setdefault(root, []).append(answer)

    def _root(self, key: str, above: dict[str, tuple[str, ...]]) -> str | None:
        seen: set[str] = set()
        while key in above and key not in seen:
            seen.add(key)
            known = [one for one in above[key] if one in self._annotations or one in above]
            if not known:
                return None
            key = next((one for one in known if one in self._annotations), known[0])
        return key if key in self._annotations else None

    def _take_link(self, item: Item) -> None:
        ends = self._named_ends(item)
        if not ends and len(item.targets) == 2:
            ends = self._made_ends(item)
        if not ends and len(item.targets) < 2 and item.targets and item.targets[0].is_part:
            self._take(item)  # a passage linked with something elsewhere, named in a body
            return
        if (
            len(ends) != 2
            or ends[0] == ends[1]
            or not all(end in self._annotations for end in ends)
        ):
            self._reject("link_alone", _words_of(item) or item.key)
            return
        comment = "\n".join(b.text for b in item.bodies if b.text.strip())
        self._links[item.key] = BroughtLink(
            item.key,
            ends[0],
            ends[1],
            own.link_kind_of(item.raw),
            comment,
            self._reviewer(item.agent),
            item.created,
        )

    def _named_ends(self, item: Item) -> list[str]:
        """The annotations at the ends, where the file names them."""
        named = [item.raw.get("piyue:origin"), item.raw.get("piyue:linkTarget")]
        if all(named):
            return [self._key_of(bare(text_of(one))) for one in named]
        keys = [self._key_of(bare(t.source)) for t in item.targets if not t.is_part]
        keys += [self._key_of(bare(b.key)) for b in item.bodies if b.key]
        return keys if len(keys) == 2 and all(key in self._said for key in keys) else []

    def _made_ends(self, item: Item) -> list[str]:
        """Two passages that are only linked, each as a highlight of its own."""
        plain = replace(item, bodies=())
        keys = [f"{item.key}#{number}" for number in (1, 2)]
        return [
            key
            for key, target in zip(keys, item.targets, strict=True)
            if self._put(plain, target, key)
        ]

    # --- all of it ------------------------------------------------------------------------

    def brought(self) -> Brought:
        annotations = [
            replace(a, replies=tuple(self._replies.get(a.key, ())))
            for a in self._annotations.values()
        ]
        offsets = None if self._is_ours else counting_of(annotations)
        if offsets is not None and offsets.unit == "utf16":
            annotations = in_code_points(annotations, self._sources)
        return Brought(
            format="json",
            origin=self._origin,
            sources=tuple(self._sources.values()),
            tags=tuple(self._tags.values()),
            reviewers=tuple(self._reviewers.values()),
            annotations=tuple(annotations),
            links=tuple(self._links.values()),
            repairs=tuple(self.repairs),
            rejects=tuple(self.rejects),
            offsets=offsets,
        )

    def _repair(self, code: str, where: str, **facts: str | int) -> None:
        self.repairs.append(ExchangeNote(code, _short(where), facts))

    def _reject(self, code: str, where: str) -> None:
        self.rejects.append(ExchangeNote(code, _short(where)))


def _is_tag(body: Body) -> bool:
    return body.purpose in TAGGING


def _scope(item: Item, target: Target) -> Scope:
    named = text_of(item.raw.get("piyue:scope"))
    if named == Scope.SECTION.value:
        return Scope.SECTION
    if named == Scope.REPORT.value or not target.is_part:
        return Scope.REPORT
    return Scope.PASSAGE


def _state(item: Item) -> AnchorState:
    named = text_of(item.raw.get("piyue:state"))
    return next((state for state in AnchorState if state.value == named), AnchorState.EXACT)


def _words_of(item: Item) -> str:
    """What a person knows an annotation by."""
    quotes = (target.exact for target in item.targets)
    said = (body.text for body in item.bodies)
    return next(filter(None, (*quotes, *said)), "") or item.key


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _generator(tops: list[dict[str, Any]], items: list[Object]) -> str:
    """The program that wrote the file, as it says itself."""
    if any("piyue:tags" in top for top in tops):
        return "Piyue"
    for one in (*tops, *items[:1]):
        if agent := objects(one.get("generator")):
            return text_of(agent[0].get("name")) or text_of(agent[0].get("id"))
        if named := text_of(one.get("generator")):
            return named
    if items and "user" in items[0] and "uri" in items[0]:
        return "Hypothesis"
    return ""
