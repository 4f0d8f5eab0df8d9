"""Wording: from an error or a key to a sentence in the language of the run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from app.cli.exchange_notes import EXCHANGE, FIELDS, REFUSED
from app.cli.refusals import INVALID
from app.cli.sentences import (
    AMBIGUOUS,
    LIBRARY,
    NOT_FOUND,
    NOTES,
    SENTENCES,
    UNITS,
    UNREADABLE,
    UNSUPPORTED,
    WRITE,
    Pair,
)
from app.domain.errors import (
    Ambiguous,
    Cancelled,
    Invalid,
    LibraryError,
    NotFound,
    PiyueError,
    UnreadableFile,
    WriteFailed,
)
from app.domain.exchange import ExchangeNote, Offsets
from app.domain.report import Note


class Wording:
    """Sentences in one language, `zh` or `en`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._side = 1 if language == "en" else 0

    def say(self, key: str, **values: object) -> str:
        return SENTENCES[key][self._side].format_map(_Values(values))

    def note(self, note: Note) -> str:
        pair = NOTES.get(note.code)
        if pair is None:
            return note.code
        numbers = str(note.values.get("numbers", ""))
        which = self.say("pages_named", numbers=numbers) if numbers else ""
        return pair[self._side].format_map(_Values({**note.values, "which": which}))

    def exchange(self, note: ExchangeNote) -> str:
        """What was mended in a brought file, or left out: where, and what."""
        pair = EXCHANGE.get(note.code)
        values = {**note.values, **self._fields(note)}
        said = pair[self._side].format_map(_Values(values)) if pair else note.code
        if "more" in note.values:  # it stands for the rest of its kind
            return self.say("brought_rest", said=said, count=note.values["more"])
        colon = ": " if self._side else "："
        return f"{plain(note.where)}{colon}{said}" if note.where else said

    def _fields(self, note: ExchangeNote) -> dict[str, str]:
        """The names of the fields that a note speaks of."""
        comma = ", " if self._side else "、"
        return {
            key: comma.join(
                FIELDS[name][self._side] if name in FIELDS else name
                for name in str(note.values[key]).split(",")
            )
            for key in ("field", "fields")
            if key in note.values
        }

    def offsets(self, offsets: Offsets) -> str:
        """How positions are counted, in plain words."""
        parts = (
            f"unit_{offsets.unit}",
            f"line_ends_{offsets.line_ends}",
            f"end_{offsets.end}",
        )
        comma = ", " if self._side else "，"
        return comma.join(self.say(part) for part in parts)

    def refused(self, error: UnreadableFile) -> str:
        """As `error`, of an exchange file: the way out is another one."""
        if error.reason not in REFUSED:
            return self.error(error)
        values = {**error.values, "file": plain(error.file_name)}
        unit = UNITS.get(str(values.get("unit", "")))
        return REFUSED[error.reason][self._side].format_map(
            _Values({**values, "unit": unit[self._side] if unit else values.get("unit", "")})
        )

    def error(self, error: PiyueError) -> str:
        """The sentence for a person: what happened, what is safe, what to do."""
        match error:
            case UnreadableFile():
                values = {"file": plain(error.file_name), "reason": error.reason, **error.values}
                unit = UNITS.get(str(values.get("unit", "")))
                if unit:
                    values["unit"] = unit[self._side]
                reason = UNSUPPORTED.get(str(values.get("kind")), error.reason)
                return self._of(UNREADABLE, reason, "unreadable", values)
            case LibraryError():
                values = {"path": plain(error.path), "reason": error.reason, **error.values}
                return self._of(LIBRARY, error.reason, "library", values)
            case NotFound():
                return self._of(NOT_FOUND, error.what, "invalid", _named(error.what, error.name))
            case Ambiguous():
                values = {"name": error.name, "count": len(error.candidates)}
                first = self._of(AMBIGUOUS, error.what, "invalid", values)
                return "\n".join((first, *(f"  {c}" for c in error.candidates)))
            case Invalid():
                values = {"reason": error.what, **error.values}
                return self._of(INVALID, error.what, "invalid", values)
            case WriteFailed():
                path = plain(Path(error.path).name)
                return self._of(
                    WRITE, error.reason, "library", {"path": path, "reason": error.reason}
                )
            case Cancelled():
                return self.say("stopped_safe")
            case _:
                return self.say("unexpected", detail=type(error).__name__)

    def _of(
        self, table: Mapping[str, Pair], key: str, otherwise: str, values: Mapping[str, object]
    ) -> str:
        pair = table.get(key) or SENTENCES[otherwise]
        return pair[self._side].format_map(_Values(values))


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def plain(name: str) -> str:
    """A file's name or a title in one line; a name may hold line breaks and worse."""
    return _CONTROL.sub("\ufffd", name)


class _Values(dict[str, object]):
    """Values of a sentence; one that is missing leaves a dash, not a crash."""

    def __missing__(self, key: str) -> str:
        return "—"


def _named(what: str, name: str) -> dict[str, object]:
    return {"name": name, "reason": f"{what} {name}"}
