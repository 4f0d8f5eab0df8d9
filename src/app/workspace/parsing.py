"""The parsing process of an open library: started when first needed, ended with it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from app.domain.errors import Cancelled

if TYPE_CHECKING:
    from app.files.worker import Worker


class Parsing:
    """Holds the one worker that imports and word boundaries share."""

    def __init__(self, libreoffice: str = "when_needed") -> None:
        """Args: libreoffice: one of settings.LIBREOFFICE_MODES."""
        self._libreoffice = libreoffice
        self._worker: Worker | None = None
        self._is_closed = False
        self._lock = threading.Lock()

    def worker(self) -> Worker:
        """The worker; its process is started by the first request.

        Raises:
            Cancelled: the library was closed meanwhile; nobody waits for the work.
        """
        with self._lock:
            if self._is_closed:
                raise Cancelled
            if self._worker is None:
                from app.files.worker import Worker

                self._worker = Worker(libreoffice=self._libreoffice)
            return self._worker

    def use_libreoffice(self, mode: str) -> None:
        """Say when LibreOffice converts old Word files; a running process may be replaced first."""
        with self._lock:
            self._libreoffice = mode
            if self._worker is not None:
                self._worker.use_libreoffice(mode)

    def rest(self) -> None:
        """Give back the memory of an idle process; the next request starts another."""
        with self._lock:
            if self._worker is not None:
                self._worker.rest()

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            if self._worker is not None:
                self._worker.close()
                self._worker = None
