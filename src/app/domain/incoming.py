"""Outside files on their way in: which file, and how a person wants it read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
"""Encodings a person can choose, by Python's names, the likely ones first."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decided about the reading of one file; the defaults decide nothing.

    Attributes:
        encoding: of a text file or web page, instead of the one that was detected;
            one of ENCODINGS or another name of it.
        keep_breaks: its hard line breaks are its paragraphs, however even they look.
        whole_page: all of a web page is the report, nothing is furniture.
        recognise: pages that are only pictures are read by character recognition.
    """

    encoding: str | None = None
    keep_breaks: bool = False
    whole_page: bool = False
    recognise: bool = False


AS_DETECTED = Choices()


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file to read.

    Attributes:
        path: of the file on the disk.
        members: names inside an archive, from the outermost; empty for a plain file.
    """

    path: Path
    members: tuple[str, ...] = ()
    choices: Choices = AS_DETECTED

    @classmethod
    def of(cls, file: Incoming | Path) -> Incoming:
        return file if isinstance(file, Incoming) else cls(file)

    @property
    def name(self) -> str:
        """What people call it: the file, and the way inside an archive; no folder of the disk."""
        return " › ".join((self.path.name, *self.members))
