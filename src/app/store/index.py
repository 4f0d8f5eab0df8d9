"""The derived index: what search and word boundaries need, in a file that may vanish.

It lies in the cache folder, is found by the library's id and path, and holds nothing
that cannot be made anew from the library. A row belongs to a text, known by its
SHA-256 (never by a number of the library file, which a restored copy would use for
another text), and counts only while its furniture is the report's: any other report
is scanned from the library. Rows stay when a report is deleted: tokens in a
contentless FTS5 table cannot be taken out without repeating them. No row ever changes
and no number is given twice, so that a search under way is never shown another text.

The body lies folded, its furniture blanked with U+0000, as UTF-16: 15 MB against 23
for 1,000 reports, and decoded a quarter faster than UTF-8.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import logging
import sqlite3
import threading
import time
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from uuid import UUID

from app.store.opening import Readers, connect
from app.store.rows import furniture_key
from app.text.fold import fold
from app.text.readings import Readings
from app.text.tokens import query_tokens, search_tokens
from app.text.words import edition

log = logging.getLogger(__name__)

UNUSED_DAYS = 60
"""After so long an index that nobody wrote is taken for one that nobody uses."""

_FORMAT = 2
_SAMPLE = "云岭区2023年度“放管服”改革，Ａｂ中English、𠮷祥⼀３㎡½_ß·éИ①々ﬁ①Ⅷ\u3000x-1.5%"
"""Text whose folding and tokens name the version of both: other rules, another index."""

_TABLES = (
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE entry(
      n INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL, furniture_key TEXT NOT NULL,
      UNIQUE(sha256, furniture_key)) STRICT""",
    "CREATE TABLE body(n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
    # With the furniture readable, only for texts that have any.
    "CREATE TABLE whole(n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
    "CREATE TABLE words(sha256 TEXT PRIMARY KEY, ends BLOB NOT NULL) STRICT",
    # How names of tags are typed; a name is known by its hash, see name_key.
    "CREATE TABLE readings(name TEXT PRIMARY KEY, ways TEXT NOT NULL) STRICT, WITHOUT ROWID",
)
_FTS = (
    "CREATE VIRTUAL TABLE tokens USING fts5("
    "x, content='', detail=none, columnsize=0, tokenize='ascii')"
)


@dataclass(frozen=True, slots=True)
class Indexed:
    """What is indexed of one report.

    Attributes:
        furniture: its furniture as JSON, as the library holds it.
        tokens: search tokens, or None: made here.
    """

    sha256: str
    furniture: str
    text: str
    tokens: str | None = None


class Index:
    """The index of one library. Failures are logged and mean: not indexed."""

    def __init__(self, cache: Path, library: UUID, path: Path) -> None:
        place = hashlib.blake2b(str(path.absolute()).encode(), digest_size=8).hexdigest()
        # Another version of the program has other rules, and so another file: neither
        # takes the other's away, also while both have the library open.
        self.path = cache / f"{library}-{place}-{_shape()}.index"
        self._lock = threading.Lock()
        self._writer: sqlite3.Connection | None = None
        self._is_given_up = False
        self._readers = Readers(lambda: connect(self.path, "ro"))
        self.has_tokens = False

    def is_ready(self) -> bool:
        """Open the index file, making it when it is missing or of other rules."""
        with self._lock:
            return self._open() is not None

    def connect(self) -> sqlite3.Connection | None:
        """A connection that only reads, or None when there is no index."""
        if not self.is_ready():
            return None
        try:
            return connect(self.path, "ro")
        except sqlite3.Error as error:
            log.warning("the index cannot be read: %s", error)
            return None

    def add(self, items: Iterable[Indexed]) -> int:
        """Index some reports in one transaction; returns how many were."""
        items = list(items)
        prepared = [_prepared(item) for item in items]
        with self._writing() as connection:
            if connection is None:
                return 0
            for item, (body, whole, tokens) in zip(items, prepared, strict=True):
                self._add_one(connection, item, body, whole, tokens)
            return len(items)
        return 0  # the transaction failed and was logged

    def _add_one(
        self,
        connection: sqlite3.Connection,
        item: Indexed,
        body: bytes,
        whole: bytes | None,
        tokens: str,
    ) -> None:
        made = connection.execute(
            "INSERT INTO entry(sha256, furniture_key) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (item.sha256, furniture_key(item.furniture)),
        )
        if made.rowcount == 0:
            return  # it is there already
        n = made.lastrowid
        connection.execute("INSERT INTO body VALUES (?, ?)", (n, body))
        if whole is not None:
            connection.execute("INSERT INTO whole VALUES (?, ?)", (n, whole))
        if self.has_tokens:
            connection.execute("INSERT INTO tokens(rowid, x) VALUES (?, ?)", (n, tokens))

    def entries(self) -> set[tuple[str, str]]:
        """What is indexed: SHA-256 of the text and key of the furniture."""
        with self._reading() as connection:
            if connection is not None:
                return set(connection.execute("SELECT sha256, furniture_key FROM entry"))
        return set()

    def words(self, sha256: str) -> list[tuple[int, ...]] | None:
        with self._reading() as connection:
            if connection is not None:
                found = connection.execute(
                    "SELECT ends FROM words WHERE sha256 = ?", (sha256,)
                ).fetchone()
                return unpack_ends(found[0]) if found else None
        return None

    def texts_with_words(self) -> set[str]:
        """SHA-256 of the texts whose words are known."""
        with self._reading() as connection:
            if connection is not None:
                return {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM words")}
        return set()

    def put_words(self, sha256: str, ends: Sequence[Sequence[int]]) -> None:
        packed = pack_ends(ends)
        with self._writing() as connection:
            if connection is not None:
                connection.execute(
                    "INSERT INTO words VALUES (?, ?) "
                    "ON CONFLICT(sha256) DO UPDATE SET ends = excluded.ends",
                    (sha256, packed),
                )

    def readings(self, names: Iterable[str]) -> dict[str, Readings]:
        """The ways to type these names, as far as they are kept."""
        found: dict[str, Readings] = {}
        with self._reading() as connection:
            if connection is not None:
                for name in names:
                    row = connection.execute(
                        "SELECT ways FROM readings WHERE name = ?", (name_key(name),)
                    ).fetchone()
                    if row:
                        found[name] = tuple(tuple(ways) for ways in json.loads(row[0]))
        return found

    def put_readings(self, readings: Mapping[str, Readings]) -> None:
        with self._writing() as connection:
            if connection is not None:
                connection.executemany(
                    "INSERT INTO readings VALUES (?, ?) "
                    "ON CONFLICT(name) DO UPDATE SET ways = excluded.ways",
                    [(name_key(name), json.dumps(ways)) for name, ways in readings.items()],
                )

    def agrees(self, sha256: str, furniture: str, text: str) -> bool:
        """Whether the row of a text is what indexing it now would give."""
        body, _, tokens = _prepared(Indexed(sha256, furniture, text))
        with self._reading() as connection:
            if connection is None:
                return True
            found = connection.execute(
                "SELECT n, body FROM entry JOIN body USING(n) "
                "WHERE sha256 = ? AND furniture_key = ?",
                (sha256, furniture_key(furniture)),
            ).fetchone()
            if found is None or found[1] != body:
                return False
            # All tokens at once would be thousands of terms; some stand for all.
            some = " ".join(f'"{token}"' for token in sorted(tokens.split())[::50])
            return (
                not some
                or not self.has_tokens
                or connection.execute(
                    "SELECT 1 FROM tokens WHERE tokens MATCH ? AND rowid = ?", (some, found[0])
                ).fetchone()
                is not None
            )
        return False

    def clear(self) -> None:
        """Forget everything; the next indexing starts from nothing."""
        with self._writing() as connection:
            if connection is None:
                return
            for table in ("entry", "body", "whole", "words", "readings"):
                connection.execute(f"DELETE FROM {table}")
            if self.has_tokens:
                connection.execute("INSERT INTO tokens(tokens) VALUES ('delete-all')")

    def close(self) -> None:
        self._readers.close()
        with self._lock:
            self._is_given_up = True  # nothing opens it again
            if self._writer is not None:
                with contextlib.suppress(sqlite3.Error):  # nothing in it is precious
                    self._writer.execute("PRAGMA optimize")
                self._writer.close()
                self._writer = None

    @contextlib.contextmanager
    def _writing(self) -> Generator[sqlite3.Connection | None]:
        """One transaction; when it fails, that is logged and nothing is indexed."""
        with self._lock:
            connection = self._open()
            if connection is None:
                yield None
                return
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except sqlite3.Error as error:
                log.warning("the index was not written: %s", error)
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def _reading(self) -> Generator[sqlite3.Connection | None]:
        if not self.is_ready():
            yield None
            return
        try:
            with self._readers.lend() as connection:
                yield connection
        except sqlite3.Error as error:
            log.warning("the index was not read: %s", error)

    def _open(self) -> sqlite3.Connection | None:
        """The writing connection; called under the lock."""
        if self._writer is None and not self._is_given_up:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._writer = self._open_current() or self._make_anew()
            except (sqlite3.Error, OSError) as error:
                log.warning("there is no index: %s", error)
                self._is_given_up = True
        return self._writer

    def _open_current(self) -> sqlite3.Connection | None:
        """The index of today's rules, or None when there is none."""
        if not self.path.exists():
            return None
        try:
            connection = connect(self.path, "rw")
        except sqlite3.DatabaseError:
            return None
        try:
            found = connection.execute("SELECT value FROM meta WHERE name = 'rules'").fetchone()
            self.has_tokens = _has_fts5(connection)
            if found and found[0] == _rules(self.has_tokens):
                connection.execute("PRAGMA synchronous = NORMAL")
                _keep_words_of(edition(), connection)
                return connection
        except sqlite3.DatabaseError as error:
            log.warning("the index is made anew: %s", error)
        connection.close()
        return None

    def _make_anew(self) -> sqlite3.Connection:
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        _drop_unused(self.path)
        connection = connect(self.path, "rwc")
        try:
            connection.execute("PRAGMA page_size = 8192")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            self.has_tokens = _has_fts5(connection)
            connection.execute("BEGIN IMMEDIATE")
            for table in _TABLES:
                connection.execute(table)
            if self.has_tokens:
                connection.execute(_FTS)
            connection.execute("INSERT INTO meta VALUES ('rules', ?)", (_rules(self.has_tokens),))
            connection.execute("INSERT INTO meta VALUES ('words', ?)", (edition(),))
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return connection


def _keep_words_of(name: str, connection: sqlite3.Connection) -> None:
    """Words of another edition are forgotten; search needs none of them and stays."""
    found = connection.execute("SELECT value FROM meta WHERE name = 'words'").fetchone()
    if not found or found[0] != name:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM words")
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('words', ?)", (name,))
        connection.execute("COMMIT")


def _has_fts5(connection: sqlite3.Connection) -> bool:
    """Python does not promise FTS5; without it every text is scanned."""
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.probe USING fts5(x)")
        connection.execute("DROP TABLE temp.probe")
    except sqlite3.OperationalError:
        return False
    return True


def _drop_unused(own: Path) -> None:
    """Remove the indexes of this library that no version has written for long."""
    library = own.name[:36]  # its id
    oldest = time.time() - UNUSED_DAYS * 86_400
    for path in own.parent.glob(f"{library}-*.index*"):
        with contextlib.suppress(OSError):  # Windows keeps what is in use
            if path.stat().st_mtime < oldest:
                path.unlink()


@functools.cache
def _shape() -> str:
    """Names the tables and rules of this version."""
    known_by = "\n".join((*_TABLES, _FTS, _rules(has_tokens=True)))
    return hashlib.blake2b(known_by.encode(), digest_size=4).hexdigest()


def _rules(has_tokens: bool) -> str:
    tokens = " ".join(sorted(search_tokens(_SAMPLE).split()))
    known_by = "\n".join((fold(_SAMPLE), tokens, " ".join(query_tokens(_SAMPLE))))
    digest = hashlib.blake2b(known_by.encode(), digest_size=8).hexdigest()
    return f"{_FORMAT}:{int(has_tokens)}:{digest}"


def _prepared(item: Indexed) -> tuple[bytes, bytes | None, str]:
    folded = fold(item.text)
    whole = None if item.furniture == "[]" else encoded(folded)
    body = encoded(blanked(folded, item.furniture))
    return body, whole, search_tokens(item.text) if item.tokens is None else item.tokens


def name_key(name: str) -> str:
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def encoded(body: str) -> bytes:
    return body.encode("utf-16-le")


def decoded(body: bytes) -> str:
    return body.decode("utf-16-le")


def blanked(text: str, furniture: str) -> str:
    """The text with its furniture (JSON of sorted, disjoint spans) as U+0000."""
    if furniture == "[]":
        return text
    pieces: list[str] = []
    at = 0
    for start, end in json.loads(furniture):
        pieces += (text[at:start], "\0" * (end - start))
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


# Ends of tokens as bytes: each 1..254 adds that length and ends a token, 255 adds 254
# and goes on, 0 ends a paragraph.


def pack_ends(ends: Sequence[Sequence[int]]) -> bytes:
    """Token ends of each paragraph, in code points inside it, strictly increasing."""
    packed = bytearray()
    for paragraph in ends:
        last = 0
        for end in paragraph:
            length = end - last
            if length < 1:
                raise ValueError("token ends must increase")
            full, rest = divmod(length - 1, 254)
            packed += b"\xff" * full
            packed.append(rest + 1)
            last = end
        packed.append(0)
    return bytes(packed)


def unpack_ends(packed: bytes) -> list[tuple[int, ...]]:
    return [
        _unpack_long(part) if b"\xff" in part else tuple(accumulate(part))
        for part in packed.split(b"\0")[:-1]
    ]


def _unpack_long(part: bytes) -> tuple[int, ...]:
    ends: list[int] = []
    at = 0
    for step in part:
        if step == 255:
            at += 254
        else:
            at += step
            ends.append(at)
    return tuple(ends)
