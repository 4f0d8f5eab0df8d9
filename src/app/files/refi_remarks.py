"""Selections, codings and notes of a REFI-QDA project as annotations with their threads.

One annotation for each selection and coder. What was said hangs on the selection, on one
of its codings, on another note, or is linked with it: the first words of the coder are
the comment, all others answers in the thread.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.domain.anchor import Quote, Span
from app.domain.annotation import Scope
from app.domain.exchange import BroughtAnnotation, BroughtReply
from app.files.refi import derived
from app.files.refi_offsets import Counted, Mark, passages, uncut
from app.files.refi_project import Coding, Document, Selection, is_guid

_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_MOST_NOTES = 1_000
_FEW = 40
"""A position past the end of a text by at most so many characters is cut to the end."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that somebody said."""

    key: str
    text: str
    user: str = ""
    created: datetime | None = None
    edited: datetime | None = None


class Notes:
    """The notes of a project by their ids, and which of them hang on something."""

    def __init__(self, notes: Sequence[Document], words: Callable[[Document], str]) -> None:
        self._notes = {note.guid: note for note in notes}
        self._words = words
        self.used: set[str] = set()

    def get(self, guid: str) -> Document | None:
        return self._notes.get(guid)

    def said(self, guids: Sequence[str], seen: set[str] | None = None) -> Iterator[Said]:
        """What notes say, each before those that hang on it."""
        told = set[str]() if seen is None else seen
        waiting = list(guids)[::-1]
        while waiting and len(told) < _MOST_NOTES:
            guid = waiting.pop()
            note = self._notes.get(guid)
            if note is None or guid in told:
                continue
            told.add(guid)
            self.used.add(guid)
            if text := self._words(note):
                times = moment(note.created), moment(note.edited)
                yield Said(guid, text, note.user, *times)
            waiting += note.notes[::-1]


@dataclass(slots=True)
class Placed:
    """A selection with its place in the canonical text; None when it has none."""

    selection: Selection
    span: Span | None


class Placing:
    """Finds the places of selections, once it is known how their file counts.

    Attributes:
        mended: how many had to be mended, by code.
    """

    def __init__(self) -> None:
        self.mended: Counter[str] = Counter()

    def place(
        self,
        text: Counted,
        selections: Sequence[Selection],
        spans: Sequence[tuple[int, int, bool] | None],
        *,
        trusts_names: bool,
    ) -> list[Placed]:
        """Where selections stand.

        Args:
            spans: as counted; None where there is no such place.
            trusts_names: names are known to be the beginnings of passages, so that one
                that stands elsewhere is right and the position wrong.
        """
        return [
            Placed(selection, self._one(text.text, selection, span, trusts_names=trusts_names))
            for selection, span in zip(selections, spans, strict=True)
        ]

    def _one(
        self,
        text: str,
        selection: Selection,
        span: tuple[int, int, bool] | None,
        *,
        trusts_names: bool,
    ) -> Span | None:
        found = Span(span[0], span[1]) if span else self._clipped(text, selection)
        name = selection.name
        if trusts_names and uncut(name) and not (found and _agrees(found.of(text), name)):
            found = self._by_name(text, selection) or found
        if found and not found.of(text).strip():
            found = self._widened(text, found)
        return found

    def _clipped(self, text: str, selection: Selection) -> Span | None:
        start, end = selection.start, selection.end
        if start is None or end is None:
            return None
        low, high = max(0, min(start, end)), max(start, end)
        if low >= len(text) or (end < start and start - end > len(text)):
            return None
        if high > len(text) + _FEW + len(text) // 10:
            return None
        self.mended["qda_clipped"] += 1
        return Span(low, min(high, len(text)))

    def _by_name(self, text: str, selection: Selection) -> Span | None:
        at = list(zip(passages(text, selection.name), range(2), strict=False))
        if len(at) != 1:
            return None
        self.mended["qda_by_name"] += 1
        start, length = at[0][0], len(uncut(selection.name))
        if uncut(selection.name) != selection.name.strip() and selection.start is not None:
            length = max(length, (selection.end or 0) - selection.start)
        return Span(start, min(len(text), start + length))

    def _widened(self, text: str, span: Span) -> Span | None:
        """The line that an empty selection stands in; None when it is empty as well."""
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.start)
        line = Span(start, len(text) if end < 0 else end)
        if not line.of(text).strip():
            return None
        self.mended["qda_empty"] += 1
        return line


def _agrees(quote: str, name: str) -> bool:
    squeezed = "".join(uncut(name).split())
    return "".join(quote.split()).startswith(squeezed[:100])


def mark_of(selection: Selection) -> Mark:
    """As the evidence looks at it; what has no position lies nowhere."""
    if selection.start is None or selection.end is None:
        return Mark(-1, -1, selection.name)
    return Mark(selection.start, selection.end, selection.name)


class Remarks:
    """Makes annotations, each under a key of its own.

    Attributes:
        mended: how many had to be mended, by code.
        unknown: codings of codes that are not in the file.
        keys: the annotation that a selection, a coding or a note became part of.
    """

    def __init__(
        self, notes: Notes, codes: frozenset[str], linked: Mapping[str, list[str]], *, ours: bool
    ) -> None:
        self._notes = notes
        self._codes = codes
        self._linked = linked
        self._ours = ours
        self._taken: set[str] = set()
        self._again: Counter[str] = Counter()
        self.mended: Counter[str] = Counter()
        self.unknown = 0
        self.keys: dict[str, str] = {}

    def of_selection(
        self, source: str, text: str | None, placed: Placed
    ) -> list[BroughtAnnotation]:
        """The annotations of a passage, one for each who coded it."""
        selection = placed.selection
        place = BroughtAnnotation("", source, quote=uncut(selection.name))
        if placed.span is not None and text is not None:
            quote = Quote.at(text, placed.span)
            place = replace(
                place,
                start=placed.span.start,
                end=placed.span.end,
                quote=quote.exact,
                prefix=quote.prefix,
                suffix=quote.suffix,
            )
        hung = [*selection.notes, *self._linked.get(selection.guid, ())]
        return self._made(place, selection, hung, selection.description)

    def of_source(self, source: str, document: Document) -> list[BroughtAnnotation]:
        """Those of a whole document."""
        hung = [n for n in document.notes if not self._is_on_passage(n)]
        hung += self._linked.get(document.guid, ())
        place = BroughtAnnotation("", source, Scope.REPORT)
        whole = Selection(
            str(derived("source", document.guid)),
            *("", None, None, document.user, document.created, document.edited, ""),
            document.codings,
            [],
        )
        if not (document.codings or hung or document.description.strip()):
            return []
        made = self._made(place, whole, hung, document.description)
        return [one for one in made if one.tags or one.comment or one.replies]

    def _is_on_passage(self, guid: str) -> bool:
        note = self._notes.get(guid)
        return note is not None and bool(note.selections)

    def _made(
        self, place: BroughtAnnotation, selection: Selection, hung: Sequence[str], description: str
    ) -> list[BroughtAnnotation]:
        coders: dict[str, list[Coding]] = {}
        for coding in selection.codings:
            coders.setdefault(coding.user or selection.user, []).append(coding)
        main = selection.user if selection.user in coders or not coders else next(iter(coders))
        told = list(self._notes.said(hung))
        if description.strip() and not _tells(description, told):
            key = str(derived("description", selection.guid))
            told.insert(0, Said(key, description.strip("\n")))
        made: list[BroughtAnnotation] = []
        for coder in sorted(coders or [main], key=lambda one: one != main):
            codings = coders.get(coder, [])
            said = [one for one in told if self._belongs(one, coder, main, coders)]
            said += self._notes.said([note for coding in codings for note in coding.notes])
            key = self._key(selection, coder, is_main=coder == main)
            for coding in codings:
                self.keys.setdefault(coding.guid, key)
            for one in said:
                self.keys.setdefault(one.key, key)
            if coder == main:
                self.keys.setdefault(selection.guid, key)
            made.append(self._one(replace(place, key=key), selection, coder, codings, said))
        return made

    @staticmethod
    def _belongs(said: Said, coder: str, main: str, coders: Mapping[str, object]) -> bool:
        return coder == (said.user if said.user in coders else main)

    def _one(
        self,
        place: BroughtAnnotation,
        selection: Selection,
        coder: str,
        codings: Sequence[Coding],
        said: list[Said],
    ) -> BroughtAnnotation:
        comment = self._comment(selection.guid, coder, said)
        answers = [one for one in said if one is not comment]
        author = coder or (comment.user if comment else "")
        times = [t for t in (moment(c.created) for c in codings) if t] or [
            t for t in (moment(selection.created),) if t
        ]
        created = min(times, default=comment.created if comment else None)
        tags = [coding.code for coding in codings if coding.code in self._codes]
        self.unknown += len(codings) - len(tags)
        return replace(
            place,
            tags=tuple(dict.fromkeys(tags)),
            comment=comment.text if comment else "",
            reviewer=author,
            created=created,
            edited=moment(selection.edited) or (comment.edited if comment else None) or created,
            replies=tuple(
                reply_of(replace(one, key=self._free(one.key), user=one.user or author))
                for one in answers
            ),
        )

    def _comment(self, guid: str, coder: str, said: Sequence[Said]) -> Said | None:
        """Which of the things said is the comment."""
        own = str(derived("comment", guid)) if is_guid(guid) else ""
        for one in said:
            if one.key == own:
                return one
        if self._ours:
            return None
        return next((one for one in said if not one.user or one.user == coder or not coder), None)

    def _key(self, selection: Selection, coder: str, *, is_main: bool) -> str:
        key = selection.guid if is_main else str(derived("coder", selection.guid, coder))
        return self._free(key)

    def _free(self, key: str) -> str:
        """The key itself, or one that nothing before it has."""
        if not is_guid(key):
            self.mended["qda_ids"] += 1
        if key and key not in self._taken:
            self._taken.add(key)
            return key
        if is_guid(key):
            self.mended["qda_same_ids"] += 1
        self._again[key] += 1
        number = self._again[key] + 1
        other = str(derived("again", key, number)) if is_guid(key) else f"{key}#{number}"
        self._taken.add(other)
        return other


def _tells(description: str, told: Sequence[Said]) -> bool:
    """Whether a description only says again what a note says, or several together."""
    again = [one.text for one in told if one.text.strip() and one.text.strip() in description]
    return len(again) > 1 or any(text.strip() == description.strip() for text in again)


def reply_of(said: Said) -> BroughtReply:
    return BroughtReply(said.key, said.text, said.user, said.created, said.edited)


def moment(value: str) -> datetime | None:
    """An xsd:dateTime, aware; one without a zone is taken for UTC. None when it is none."""
    found = _MOMENT.search(value[:80])
    if found is None:
        return None
    day, clock, fraction, zone = found.groups()
    fraction = f"{fraction or '.'}000000"[:7]
    zone = "+00:00" if not zone or zone in "Zz" else zone
    clock = clock if len(clock) > 5 else f"{clock}:00"
    try:
        return datetime.fromisoformat(f"{day}T{clock}{fraction}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
