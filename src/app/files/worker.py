"""The one process in which outside files are parsed, seen from the window's side.

A hostile page can hang a parser and pdfium is not thread-safe, so neither runs in the
window: one child process gets requests over a pipe and answers in the same order, one
JSON line each. It is killed when a file takes too long and replaced when it dies; only
the file it was working on fails. Nothing heavy is imported here.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from app.domain.errors import UnreadableFile
from app.domain.exchange import Brought
from app.domain.incoming import Incoming
from app.domain.report import ParsedReport
from app.files import limits
from app.files.family import MARK, end_family
from app.files.wire import packed, parsed_from_json
from app.text.readings import Readings

log = logging.getLogger(__name__)

COMPLAINTS = logging.getLogger(f"{__name__}.complaints")
"""Told, at DEBUG, each line that a parsing process writes on standard error."""

LAST_LINE = b"end\n"
"""Written by a child that ends of its own accord: the next file is not to blame."""

_CLOSING_SECONDS = 1.0
_WATCH_SECONDS = 0.2
_BLAMELESS = "blameless"
_SOURCE = Path(__file__).resolve().parents[2]


# --- the worker ----------------------------------------------------------------------


class _Request:
    """One question on its way; `answer` is set by the thread that reads the pipe."""

    def __init__(self, do: str, file_name: str, **values: Any) -> None:
        self.do = do
        self.file_name = file_name
        self.values = values
        self.answer: bytes | None = None
        self.failure: str | None = None
        self.abandoned = False

    @property
    def is_done(self) -> bool:
        return self.answer is not None or self.failure is not None


class _Child:
    """One running process and what it still owes; guarded by the worker's lock."""

    def __init__(self, process: subprocess.Popen[bytes], mark: str) -> None:
        self.process = process
        self.mark = mark  # of what it starts itself
        self.waiting: deque[_Request] = deque()
        self.sent = 0
        self.head_since = time.monotonic()
        self.ended = False
        self.ending: str | None = None  # why it is about to end, once that is known


class Worker:
    """Parses files and words in a child process; usable from several threads.

    The process is started by the first request. The limits are arguments for the
    sake of tests.
    """

    def __init__(
        self,
        *,
        seconds: float = limits.SECONDS,
        memory_bytes: int = limits.MEMORY_BYTES,
        requests_per_process: int = limits.REQUESTS_PER_PROCESS,
        libreoffice: str = "when_needed",
    ) -> None:
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._requests_per_process = requests_per_process
        self._libreoffice = libreoffice
        self._state = threading.Condition()
        self._writing = threading.Lock()  # held while writing; never taken inside _state
        self._child: _Child | None = None
        self._closed = False

    def parse(self, file: Incoming | Path) -> ParsedReport:
        """Parse one file.

        Raises:
            UnreadableFile: also when the process crashed, ran out of memory or time.
        """
        incoming = Incoming.of(file)
        return self.parsed(incoming, self._value(self._send_about("parse", incoming)))

    def parse_many(
        self,
        files: Iterable[Incoming | Path],
        keep: Callable[[Incoming], bool] | None = None,
    ) -> Iterator[tuple[Incoming, ParsedReport | UnreadableFile]]:
        """Parse files in order, a few ahead of the caller so that both work at once.

        Args:
            files: taken one by one, not all at the start.
            keep: asked just before a file is sent; those it refuses are left out.

        Closing the iterator gives up the files that are still under way.
        """
        under_way: deque[tuple[Incoming, _Request]] = deque()
        try:
            for file in files:
                incoming = Incoming.of(file)
                if keep is not None and not keep(incoming):
                    continue
                under_way.append((incoming, self._send_about("parse", incoming)))
                if len(under_way) >= limits.IN_FLIGHT:
                    yield self._outcome(*under_way.popleft())
            while under_way:
                yield self._outcome(*under_way.popleft())
        finally:
            self._abandon([request for _, request in under_way])

    def ask(
        self, do: str, file: Incoming, watch: Callable[[], None] | None = None, **values: Any
    ) -> Any:
        """Ask one question about a file.

        Args:
            do: a verb of worker_main.
            file: what it is about.
            watch: called while the answer is awaited; when it raises, the question is
                given up, and what worked on it is killed.

        Raises:
            UnreadableFile: also when the process crashed, ran out of memory or time.
        """
        request = self._send_about(do, file, **values)
        try:
            while watch is not None and not self._is_answered(request, _WATCH_SECONDS):
                watch()
        except BaseException:
            self._abandon([request])
            raise
        return self._value(request)

    def parsed(self, file: Incoming, value: Any) -> ParsedReport:
        """The report that an answer to `parse` holds.

        Raises:
            UnreadableFile: it holds none.
        """
        try:
            return parsed_from_json(value)
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableFile(file.name, "crashed", detail="answer") from error

    def members(self, path: Path) -> list[tuple[str, ...]] | None:
        """The ways to the reports in an archive; None when a file is no archive.

        Raises:
            UnreadableFile: also when the process crashed, ran out of memory or time.
        """
        found = self.ask("members", Incoming(path))
        return None if found is None else [tuple(way) for way in found]

    def brought(
        self, path: Path, format_: str, watch: Callable[[], None] | None = None, **how: Any
    ) -> Brought:
        """Read an exchange file of a format of BRINGERS; `watch` as in `ask`.

        Args:
            how: `columns` of a table, as read_table takes them.

        Raises:
            UnreadableFile: also when the process crashed, ran out of memory or time.
        """
        from app.files.brought_wire import brought_from_json

        value = self.ask("bring", Incoming(path), watch, format=format_, **how)
        try:
            return brought_from_json(value)
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableFile(path.name, "crashed", detail="answer") from error

    def words(self, paragraphs: Sequence[str]) -> list[tuple[int, ...]]:
        """Ends of the words in each paragraph; see text.words.

        Raises:
            UnreadableFile: the process crashed, or ran out of memory or time.
        """
        request = _Request("words", "", paragraphs=list(paragraphs))
        self._send(request)
        rows = self._value(request)
        return [tuple(ends) for ends in rows]

    def rest(self) -> None:
        """End the process if it has nothing to do; the next request starts another."""
        with self._writing, self._state:
            child = self._child
            if child is None or child.waiting:
                return
            self._child = None
            if child.process.stdin is not None:
                with contextlib.suppress(OSError):
                    child.process.stdin.close()

    def use_libreoffice(self, mode: str) -> None:
        """For the next process, which is started at once when this one has nothing to do."""
        self._libreoffice = mode
        self.rest()

    def readings(self, names: Sequence[str]) -> list[Readings]:
        """The ways to type each name; see text.readings.

        Raises:
            UnreadableFile: the process crashed, or ran out of memory or time.
        """
        request = _Request("readings", "", names=list(names))
        self._send(request)
        return [tuple(tuple(ways) for ways in name) for name in self._value(request)]

    def finds(
        self, texts: Sequence[str], patterns: Sequence[str], *, exact: bool
    ) -> list[list[tuple[int, int]]]:
        """Where regular expressions stand in each text; see text.matching.

        Raises:
            UnreadableFile: the process crashed, or ran out of memory or time.
        """
        request = _Request(
            "finds",
            "",
            texts=[packed(text) for text in texts],
            patterns=list(patterns),
            exact=exact,
        )
        self._send(request)
        return [[(start, end) for start, end in found] for found in self._value(request)]

    def close(self) -> None:
        """End the process; requests still under way fail as `crashed`. Idempotent."""
        with self._state:
            self._closed = True
            child = self._child
            idle = child is not None and not child.waiting
        if child is None:
            return
        if idle and child.process.stdin is not None:
            with self._writing, contextlib.suppress(OSError):
                child.process.stdin.close()
        else:
            child.process.kill()
        try:
            child.process.wait(_CLOSING_SECONDS)
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()
        with self._state:
            self._state.wait_for(lambda: child.ended, _CLOSING_SECONDS)

    @property
    def process_id(self) -> int | None:
        """Of the running child process, for tests and diagnosis."""
        with self._state:
            return None if self._child is None else self._child.process.pid

    # --- asking ----------------------------------------------------------------------

    def _send_about(self, do: str, file: Incoming, **values: Any) -> _Request:
        request = _Request(
            do,
            file.name,
            path=str(file.path.absolute()),
            members=list(file.members),
            choices=asdict(file.choices),
            **values,
        )
        self._send(request)
        return request

    def _send(self, request: _Request) -> None:
        with self._writing:
            child = self._child_for_next()
            if child is None:
                request.failure = "crashed"
                return
            with self._state:
                if not child.waiting:
                    child.head_since = time.monotonic()
                child.waiting.append(request)
                child.sent += 1
                self._state.notify_all()
            _write(child, request)

    def _child_for_next(self) -> _Child | None:
        """The running child; a fresh one when there is none or it has served enough."""
        with self._state:
            if self._closed:
                return None
            child = self._child
            if child is not None and child.sent >= self._requests_per_process:
                self._state.wait_for(lambda: child.ended or not child.waiting)
                self._child = None
                if child.process.stdin is not None:
                    with contextlib.suppress(OSError):
                        child.process.stdin.close()
            elif child is not None and child.process.poll() is not None and not child.waiting:
                self._child = None  # died while idle: nobody's file is to blame
            if self._child is None:
                self._child = self._start()
            return self._child

    def _outcome(
        self, file: Incoming, request: _Request
    ) -> tuple[Incoming, ParsedReport | UnreadableFile]:
        try:
            return file, self.parsed(file, self._value(request))
        except UnreadableFile as error:
            return file, error

    def _is_answered(self, request: _Request, seconds: float) -> bool:
        """Wait a while for the answer; whether it is there."""
        with self._state:
            return self._state.wait_for(lambda: request.is_done, seconds)

    def _value(self, request: _Request) -> Any:
        """Wait for the answer and unpack it.

        Raises:
            UnreadableFile
        """
        with self._state:
            self._state.wait_for(lambda: request.is_done)
        if request.answer is None:
            values: dict[str, Any] = {}
            if request.failure == "timeout":
                values["limit"] = max(1, round(self._seconds))
            raise UnreadableFile(request.file_name, request.failure or "crashed", **values)
        try:
            answer = json.loads(request.answer)
            error = answer.get("error")
            if error is None:
                return answer["value"]
            unreadable = UnreadableFile(request.file_name, error["reason"], **error["values"])
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise UnreadableFile(request.file_name, "crashed", detail="answer") from problem
        raise unreadable

    def _abandon(self, requests: list[_Request]) -> None:
        """Stop working on requests whose answers nobody wants."""
        with self._state:
            child = self._child
            for request in requests:
                request.abandoned = True
            if child is None or not any(r in child.waiting for r in requests):
                return
            child.ending = child.ending or _BLAMELESS
            child.process.kill()

    # --- the process -----------------------------------------------------------------

    def _start(self) -> _Child | None:
        """Start a process and the threads that listen to it; None when it cannot start."""
        if getattr(sys, "frozen", False):
            command = [sys.executable, "--piyue-worker"]
        else:
            # -P: the working folder is not searched for modules.
            command = [sys.executable, "-P", "-m", "app.files.worker_main"]
        environment = dict(os.environ)
        environment["PYTHONPATH"] = str(_SOURCE)
        environment["PYTHONIOENCODING"] = "utf-8"
        environment["PIYUE_WORKER_MEMORY"] = str(self._memory_bytes)
        environment["PIYUE_LIBREOFFICE"] = self._libreoffice
        mark = environment[MARK] = uuid4().hex
        # Windows would open a console for it; elsewhere the flag does not exist.
        flags: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                creationflags=flags,
            )
        except OSError as error:
            log.error("the worker cannot start: %s", error.strerror)
            return None
        child = _Child(process, mark)
        for target in (self._listen, self._watch, self._relay):
            threading.Thread(target=target, args=(child,), daemon=True).start()
        return child

    def _listen(self, child: _Child) -> None:
        """Hand each answer to the request at the head; settle accounts at the end."""
        for line in _lines(child.process.stdout):
            with self._state:
                if line == LAST_LINE:
                    child.ending = child.ending or _BLAMELESS
                elif child.waiting and line.endswith(b"\n"):  # else cut off by the end
                    child.waiting.popleft().answer = line
                child.head_since = time.monotonic()
                self._state.notify_all()
        child.process.wait()
        end_family(child.mark)
        _shut(child.process.stdout)
        with self._state:
            child.ended = True
            self._state.notify_all()
        self._replace(child)

    def _replace(self, dead: _Child) -> None:
        """Fail the file a dead process was working on and send the others to a new one."""
        with self._writing:
            with self._state:
                lost = [r for r in dead.waiting if not r.abandoned]
                head = dead.waiting[0] if dead.waiting else None
                dead.waiting.clear()
                if head is not None and head in lost and dead.ending != _BLAMELESS:
                    head.failure = dead.ending or "crashed"
                    lost.remove(head)
                if self._child is dead:
                    self._child = None
                child = self._child
                if lost and child is None and not self._closed:
                    child = self._child = self._start()
                if child is None or self._closed:
                    for request in lost:
                        request.failure = "crashed"
                    lost = []
                else:
                    child.waiting.extend(lost)
                    child.sent += len(lost)
                self._state.notify_all()
            _shut(dead.process.stdin)
            if child is not None:
                for request in lost:
                    _write(child, request)

    def _watch(self, child: _Child) -> None:
        """Kill the process when the file at the head has had its time."""
        with self._state:
            while not child.ended:
                if not child.waiting or child.ending:
                    self._state.wait()
                    continue
                left = child.head_since + self._seconds - time.monotonic()
                if left > 0:
                    self._state.wait(left)
                    continue
                child.ending = "timeout"
                child.process.kill()

    def _relay(self, child: _Child) -> None:
        """What the process complains about goes to the technical log."""
        for line in _lines(child.process.stderr):
            COMPLAINTS.debug("%s", line.decode("utf-8", "replace").rstrip())
        _shut(child.process.stderr)


def _write(child: _Child, request: _Request) -> None:
    question = {"do": request.do, **request.values}
    line = json.dumps(question, separators=(",", ":")).encode("ascii") + b"\n"
    pipe = child.process.stdin
    # A process that has died is noticed, and its requests sent again, by _listen.
    with contextlib.suppress(OSError, ValueError):
        if pipe is not None:
            pipe.write(line)
            pipe.flush()


def _lines(pipe: IO[bytes] | None) -> Iterator[bytes]:
    if pipe is not None:
        with contextlib.suppress(OSError, ValueError):
            yield from pipe


def _shut(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        with contextlib.suppress(OSError):
            pipe.close()
