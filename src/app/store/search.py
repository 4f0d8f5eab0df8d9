"""Search: literals in the texts of a library, exactly.

A hit is an occurrence of the query in the folded text, overlapping occurrences
included, and (unless asked) wholly outside the furniture. The index only narrows the
reports that are looked at and keeps their folded bodies at hand; a report that is not
indexed is folded from the library. So answers are right at any time.
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from uuid import UUID

from app.domain.anchor import Span
from app.domain.errors import Cancelled
from app.domain.search import Count, Hit, Query
from app.store.index import Index, blanked, decoded, encoded
from app.store.opening import named_errors
from app.store.reading import IMPORT_ORDER
from app.text.fold import fold
from app.text.tokens import query_tokens

CONTEXT = 30
"""Characters shown on either side of a hit, in its own paragraph."""

BODIES_BYTES = 64 * 1024 * 1024
"""Folded bodies kept in memory, over all searchers of a library (about 4,000 reports)."""

_PLACES = (
    "SELECT r.id, r.text_sha256, r.furniture_key FROM report r "
    "JOIN text t ON t.sha256 = r.text_sha256 "
    f"ORDER BY {IMPORT_ORDER}"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a report's text is found; `entry` is its row in the index, if it has one."""

    report: str
    sha256: str
    furniture_key: str
    entry: int | None


class Bodies:
    """Folded bodies in memory, shared by the searchers of a library.

    When full it keeps what it has: a search runs through all reports in order, so
    that forgetting the oldest would forget exactly the next one needed.
    """

    def __init__(self, limit: int = BODIES_BYTES) -> None:
        self._limit = limit
        self._bytes = 0
        self._bodies: dict[tuple[str, str, bool], str] = {}
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str, bool]) -> str | None:
        return self._bodies.get(key)

    def put(self, key: tuple[str, str, bool], body: str) -> None:
        size = sys.getsizeof(body)
        with self._lock:
            if self._bytes + size <= self._limit and key not in self._bodies:
                self._bodies[key] = body
                self._bytes += size

    def keep_only(self, texts: set[tuple[str, str]]) -> None:
        """Forget the bodies of texts that no report has any more."""
        with self._lock:
            kept = {key: body for key, body in self._bodies.items() if key[:2] in texts}
            if len(kept) < len(self._bodies):
                self._bodies = kept
                self._bytes = sum(map(sys.getsizeof, kept.values()))


class Searcher:
    """Searches with connections of its own; one thread searches, any may interrupt."""

    def __init__(
        self,
        open_library: Callable[[], sqlite3.Connection],
        index: Index,
        bodies: Bodies,
        path: Path,
    ) -> None:
        """Use Library.searcher()."""
        self._open_library = open_library
        self._index = index
        self._bodies = bodies
        self._path = path
        self._library: sqlite3.Connection | None = None
        self._entries: sqlite3.Connection | None = None
        self._places: list[_Place] = []
        self._seen: tuple[int, int] | None = None
        self._stop = threading.Event()
        self._busy = threading.Lock()

    def hits(self, query: Query, limit: int, skip: int = 0) -> list[Hit]:
        """The occurrences number skip .. skip + limit - 1, by report (import order), place.

        Raises:
            Cancelled: interrupt() was called meanwhile.
        """
        found: list[Hit] = []
        if limit <= 0:
            return found
        with self._searching():
            for place, haystack, needle in self._haystacks(query, sparing=True):
                if skip and skip >= (here := occurrences(haystack, needle)):
                    skip -= here
                    continue
                starts = islice(positions(haystack, needle), skip, skip + limit - len(found))
                skip = 0
                found += self._hits_at(place, starts, len(needle))
                if len(found) >= limit:
                    break
        return found

    def _hits_at(self, place: _Place, starts: Iterator[int], length: int) -> list[Hit]:
        first = next(starts, None)
        if first is None:
            return []
        text = self._text(place)
        return [_hit(place, text, start, start + length) for start in chain((first,), starts)]

    def count(self, query: Query) -> Count:
        """How often the query occurs, and in how many reports; exact."""
        counts = self.per_report(query).values()
        return Count(sum(counts), len(counts))

    def per_report(self, query: Query) -> dict[UUID, int]:
        """Occurrences per report that has any, in order of import."""
        found: dict[str, int] = {}
        with self._searching():
            for place, haystack, needle in self._haystacks(query):
                here = occurrences(haystack, needle)
                if here:
                    found[place.report] = here
        return {UUID(id_): here for id_, here in found.items()}

    def spans(self, query: Query, limit: int) -> dict[UUID, list[Span]]:
        """Where the first `limit` occurrences stand, by report in order of import."""
        found: dict[str, list[Span]] = {}
        with self._searching():
            for place, haystack, needle in self._haystacks(query):
                starts = islice(positions(haystack, needle), limit)
                here = [Span(start, start + len(needle)) for start in starts]
                if here:
                    found[place.report] = here
                    limit -= len(here)
                if limit <= 0:
                    break
        return {UUID(id_): here for id_, here in found.items()}

    def interrupt(self) -> None:
        """Stop the search that is running, from another thread; else do nothing."""
        self._stop.set()
        for connection in (self._library, self._entries):
            if connection is not None:
                # Closed in this very moment: then nothing is running.
                with contextlib.suppress(sqlite3.ProgrammingError):
                    connection.interrupt()

    def __del__(self) -> None:
        """A searcher dropped with its thread leaves no open file behind."""
        if hasattr(self, "_library"):
            self.close()

    def close(self) -> None:
        """Give the connections back; a search that is running is stopped first."""
        self.interrupt()
        with self._busy:
            for connection in (self._library, self._entries):
                if connection is not None:
                    connection.close()
            self._library = self._entries = None

    @contextlib.contextmanager
    def _searching(self) -> Generator[None]:
        """One search: one state of library and index from beginning to end."""
        with self._busy, named_errors(self._path):
            self._stop.clear()
            if self._library is None:
                self._library = self._open_library()
                self._entries = self._index.connect()
            connections = [c for c in (self._library, self._entries) if c is not None]
            try:
                for connection in connections:
                    connection.execute("BEGIN")
                    connection.execute("SELECT 1 FROM meta").fetchone()  # fixes the state
                yield
            finally:
                for connection in connections:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")

    def _haystacks(
        self, query: Query, *, sparing: bool = False
    ) -> Iterator[tuple[_Place, str, str]]:
        """Each report that may hold the query, with where to look and for what.

        Args:
            sparing: do not decode (and keep) bodies that do not hold the query: a
                first look for a rare string is then half as long. Counting, which
                follows a first look, fills the memory for all later searches.
        """
        if not query.text or _is_in_no_text(query.text):
            return
        self._refresh()
        folded = fold(query.text)
        candidates = self._candidates(folded)
        required = encoded(folded) if sparing else b""
        wanted = None if query.reports is None else {str(id_) for id_ in query.reports}
        for place in self._places:
            if wanted is not None and place.report not in wanted:
                continue
            if candidates is not None and place.entry not in candidates and place.entry:
                continue
            if self._stop.is_set():
                raise Cancelled
            body = self._body(place, required, whole=query.furniture)
            if body is None:
                continue
            if query.exact:
                # Read the text only where its folded form holds the query.
                if folded in body:
                    text = self._text(place)
                    if not query.furniture:
                        text = self._blanked(text, place)
                    yield place, text, query.text
            else:
                yield place, body, folded

    def _candidates(self, folded: str) -> set[int] | None:
        """Rows of the index that hold all tokens of the query; None: any may."""
        tokens = query_tokens(folded)
        if not tokens or self._entries is None or not self._index.has_tokens:
            return None
        expression = " ".join(f'"{token}"' for token in tokens)
        found = self._entries.execute(
            "SELECT rowid FROM tokens WHERE tokens MATCH ?", (expression,)
        )
        return {n for (n,) in found}

    def _refresh(self) -> None:
        """Read anew which reports there are, when library or index have changed."""
        assert self._library is not None
        seen = (_version(self._library), _version(self._entries) if self._entries else 0)
        if seen == self._seen:
            return
        entries: dict[tuple[str, str], int] = {}
        if self._entries is not None:
            entries = {
                (sha256, key): n
                for n, sha256, key in self._entries.execute(
                    "SELECT n, sha256, furniture_key FROM entry"
                )
            }
        self._places = [
            _Place(id_, sha256, key, entries.get((sha256, key)))
            for id_, sha256, key in self._library.execute(_PLACES)
        ]
        self._bodies.keep_only({(p.sha256, p.furniture_key) for p in self._places})
        self._seen = seen

    def _body(self, place: _Place, required: bytes, *, whole: bool) -> str | None:
        """The folded text, its furniture blanked unless `whole`.

        None when it was seen before decoding that the required bytes are not in it.
        """
        whole = whole and bool(place.furniture_key)
        key = (place.sha256, place.furniture_key, whole)
        body = self._bodies.get(key)
        if body is None:
            stored = self._indexed_body(place, whole)
            if stored is not None:
                if required not in stored:
                    return None
                body = decoded(stored)
            else:
                folded = fold(self._text(place))
                body = folded if whole else self._blanked(folded, place)
            self._bodies.put(key, body)
        return body

    def _indexed_body(self, place: _Place, whole: bool) -> bytes | None:
        if place.entry is None or self._entries is None:
            return None
        table = "whole" if whole else "body"
        row = self._entries.execute(
            f"SELECT body FROM {table} WHERE n = ?", (place.entry,)
        ).fetchone()
        return row[0] if row else None

    def _blanked(self, text: str, place: _Place) -> str:
        if not place.furniture_key:
            return text
        assert self._library is not None
        (furniture,) = self._library.execute(
            "SELECT furniture FROM layout WHERE report = ?", (place.report,)
        ).fetchone()
        return blanked(text, furniture)

    def _text(self, place: _Place) -> str:
        assert self._library is not None
        return self._library.execute(
            "SELECT body FROM text WHERE sha256 = ?", (place.sha256,)
        ).fetchone()[0]


def _is_in_no_text(text: str) -> bool:
    """NUL (which blanked furniture holds) and lone surrogates are in no canonical text."""
    return any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text)


def _version(connection: sqlite3.Connection) -> int:
    """Changes whenever another connection has written to the file."""
    return connection.execute("PRAGMA data_version").fetchone()[0]


def _hit(place: _Place, text: str, start: int, end: int) -> Hit:
    first = text.rfind("\n", max(0, start - CONTEXT), start) + 1 or max(0, start - CONTEXT)
    last = text.find("\n", end, end + CONTEXT)
    return Hit(
        UUID(place.report),
        Span(start, end),
        text[first:start],
        text[start:end],
        text[end : last if last >= 0 else end + CONTEXT],
    )


def positions(haystack: str, needle: str) -> Iterator[int]:
    """Where the needle occurs, overlapping occurrences included."""
    at = haystack.find(needle)
    while at >= 0:
        yield at
        at = haystack.find(needle, at + 1)


def occurrences(haystack: str, needle: str) -> int:
    """How many positions() there are."""
    if _can_overlap(needle):
        return sum(1 for _ in positions(haystack, needle))
    return haystack.count(needle)


def _can_overlap(needle: str) -> bool:
    """Whether a beginning of the needle is also its end."""
    return any(needle.startswith(needle[at:]) for at in range(1, len(needle)))
