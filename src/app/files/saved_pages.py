"""Web pages saved with a folder beside them: `报告.html` and `报告_files/`.

A page may refer to other pages in that folder (frames). They are looked for there and
nowhere else: not by absolute names, not above the folder, not through a link that leads
out of it, and never on the network.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from app.files import limits
from app.files.suffixes import WEB_PAGES

if TYPE_CHECKING:
    from app.files.html_frames import Frames

FOLDER_ENDINGS = ("_files", ".files", "_文件", "_file", "-dateien")
"""What browsers and Word put after the name of the page, the Chinese ones included."""


def is_page(name: str) -> bool:
    return posixpath.splitext(name)[1].lower() in WEB_PAGES


def page_of_folder(folder: str) -> str | None:
    """The name, without ending, of the page a folder would belong to; None for other folders."""
    for ending in FOLDER_ENDINGS:
        if folder.lower().endswith(ending) and len(folder) > len(ending):
            return folder[: -len(ending)]
    return None


def belongs_to_page(name: str, pages: Container[str]) -> bool:
    """Whether a name lies in the folder of one of the pages, which are named in lower case."""
    parts = name.split("/")
    for depth, folder in enumerate(parts[:-1]):
        stem = page_of_folder(folder)
        if stem is not None:
            beside = "/".join((*parts[:depth], stem))
            if any(beside.lower() + ending in pages for ending in WEB_PAGES):
                return True
    return False


def place_in_folder(place: str, reference: str) -> str | None:
    """Where a reference leads, beside the page; None when that is not its folder.

    Args:
        place: of the page that refers, `` for the saved page itself, else within its
            folder, such as `报告_files/main.html`.
        reference: as it stands in the page.
    """
    try:
        parts = urlsplit(reference.strip().replace("\\", "/"))
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    path = unquote(parts.path)
    if "\0" in path or ":" in path or "\\" in path:
        return None
    found = posixpath.normpath(posixpath.join(posixpath.dirname(place), path))
    folder, _, rest = found.partition("/")
    if not rest or page_of_folder(folder) is None or ".." in found.split("/"):
        return None
    return found


def frames_beside(path: Path) -> Frames:
    """Finds the frames of a page that was saved to the disk."""

    def frames(place: str, reference: str) -> tuple[str, bytes] | None:
        found = place_in_folder(place, reference)
        if found is None:
            return None
        top = path.parent / found.partition("/")[0]
        try:
            target = (path.parent / found).resolve(strict=True)
            if not target.is_relative_to(top.resolve(strict=True)) or top.is_symlink():
                return None
            if not target.is_file() or target.stat().st_size > limits.HTML_BYTES:
                return None
            return found, target.read_bytes()
        except (OSError, ValueError, RuntimeError):
            return None  # told as a frame that is missing

    return frames


def frames_by_name(page: str, read: Callable[[str], bytes | None]) -> Frames:
    """Finds the frames of a page that lies in an archive, by the names of its members."""
    beside = posixpath.dirname(page)

    def frames(place: str, reference: str) -> tuple[str, bytes] | None:
        found = place_in_folder(place, reference)
        data = None if found is None else read(posixpath.join(beside, found))
        return None if found is None or data is None else (found, data)

    return frames
