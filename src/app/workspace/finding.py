"""Finding: passages by their words, in any thread, stopped by the next keystroke."""

from __future__ import annotations

import threading
from uuid import UUID

from app.domain.anchor import Span
from app.domain.search import Count, Hit, Query
from app.store.library import Searcher
from app.workspace.session import Session


class Finding:
    """Searches; each thread has a searcher of its own."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._searchers: dict[threading.Thread, Searcher] = {}
        self._lock = threading.Lock()

    def hits(self, query: Query, limit: int, skip: int = 0) -> list[Hit]:
        """Occurrences by report (order of import) and position, overlapping ones too."""
        return self._searcher().hits(query, limit, skip)

    def count(self, query: Query) -> Count:
        """How often, and in how many reports; exact."""
        return self._searcher().count(query)

    def per_report(self, query: Query) -> dict[UUID, int]:
        return self._searcher().per_report(query)

    def spans(self, query: Query, limit: int) -> dict[UUID, list[Span]]:
        """Where the first `limit` occurrences stand, by report in order of import."""
        return self._searcher().spans(query, limit)

    def section(self, hit: Hit) -> str:
        """Headings around a hit from the top, joined by ` › `; empty before the first one."""
        return " › ".join(self._session.headings(hit.report).path(hit.span.start))

    def interrupt(self) -> None:
        """Stop every search that is going on in another thread."""
        me = threading.current_thread()
        with self._lock:
            for thread, searcher in self._searchers.items():
                if thread is not me:
                    searcher.interrupt()

    def close(self) -> None:
        with self._lock:
            for searcher in self._searchers.values():
                searcher.close()
            self._searchers.clear()

    def _searcher(self) -> Searcher:
        me = threading.current_thread()
        with self._lock:
            searcher = self._searchers.get(me)
            if searcher is None:
                for thread in [t for t in self._searchers if not t.is_alive()]:
                    self._searchers.pop(thread).close()
                searcher = self._searchers[me] = self._session.library.searcher()
            return searcher
