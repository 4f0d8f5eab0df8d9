"""How much of an outside file we are willing to read.

Every number is policy: larger than any report seen by a factor of ten or more, small enough
that a hostile file costs seconds, not the machine.
"""

from __future__ import annotations

from app.domain.errors import UnreadableFile

MEGABYTE = 1 << 20

FILE_BYTES = 100 * MEGABYTE
"""Checked by stat, before the first byte is read."""

TEXT_BYTES = 30 * MEGABYTE
HTML_BYTES = 20 * MEGABYTE

ZIP_MEMBERS = 5_000
ZIP_BYTES = 512 * MEGABYTE
"""Declared size of all members together."""

ARCHIVE_BYTES = 512 * MEGABYTE
"""Of an archive of reports on the disk, which is read a member at a time."""

PART_BYTES = 64 * MEGABYTE
"""One member, counted while it is unpacked, whatever its header says."""

ZIP_RATIO = 200
ZIP_RATIO_FROM = 50 * MEGABYTE
"""A member that is larger than this and packed better than ZIP_RATIO is a bomb."""

PDF_PAGES = 3_000
CHARACTERS = 5_000_000
"""Of the text that comes out."""

PACK_BYTES = 2_048 * MEGABYTE
"""Declared size of all that lies in a package of a library."""

PACK_MEMBERS = 100_000
"""A text each; a library has as many reports and former texts at most."""

SECONDS = 60.0
"""Per file, enforced by the parent of the worker process."""

MEMORY_BYTES = 1_536 * MEGABYTE
"""Address space of the worker process."""

RECOGNITION_SECONDS = 50.0
"""Per page, below SECONDS: a page that takes longer is left out, not the whole file."""

CONVERSION_SECONDS = 40.0
"""For LibreOffice, below SECONDS: a file that takes longer is still read without it."""

PAGE_PIXELS = 40_000_000
"""Of a page drawn for recognition; larger paper is drawn more coarsely."""

REQUESTS_PER_PROCESS = 500
IN_FLIGHT = 4


def refuse_larger(file_name: str, size: int, limit: int) -> None:
    """Raise `too_large` when `size` bytes are more than `limit`."""
    if size > limit:
        raise UnreadableFile(file_name, "too_large", limit=limit // MEGABYTE, unit="MB")


def refuse_more(file_name: str, count: int, limit: int, unit: str) -> None:
    """Raise `too_large` when `count` pages, parts or characters are more than `limit`."""
    if count > limit:
        raise UnreadableFile(file_name, "too_large", limit=limit, unit=unit)
