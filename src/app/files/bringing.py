"""The one door in for exchange files: a table of formats and the function that reads them.

The formats that are SQLite databases (Taguette, QualCoder) lie in store.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.exchange import Brought
from app.files.pack import is_pack

HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Bringer:
    """One format that can be brought in.

    Attributes:
        recognises: whether a file is of this format, by its name and its first
            HEAD_BYTES; it may look further into the file, but not read all of it.
        read: may run in the parsing process; raises UnreadableFile.
        suffixes: of file names, with the dot, for the file dialog.
    """

    recognises: Callable[[Path, bytes], bool]
    read: Callable[[Path], Brought]
    suffixes: tuple[str, ...]


def _is_json(path: Path, head: bytes) -> bool:
    from app.files.json_kinds import is_web_annotations

    return is_web_annotations(path, head)


def _read_json(path: Path) -> Brought:
    from app.files.read_json import read_json

    return read_json(path)


def _read_pack(path: Path) -> Brought:
    from app.files.read_pack import read_pack

    return read_pack(path)


def _is_qdpx(path: Path, head: bytes) -> bool:
    from app.files.refi_package import is_project

    return is_project(path, head)


def _read_qdpx(path: Path) -> Brought:
    from app.files.read_qdpx import read_qdpx

    return read_qdpx(path)


def _is_qdc(path: Path, head: bytes) -> bool:
    return path.suffix.lower() == ".qdc" or b"urn:QDA-XML:codebook" in head


def _read_qdc(path: Path) -> Brought:
    from app.files.read_qdc import read_qdc

    return read_qdc(path)


def _is_table(path: Path, head: bytes) -> bool:
    from app.files.table_files import is_table

    return is_table(path, head)


def _read_table(path: Path) -> Brought:
    from app.files.read_table import read_table

    return read_table(path)


def _is_codebook(path: Path, head: bytes) -> bool:
    from app.files.json_kinds import is_codebook

    return is_codebook(path, head)


def _read_codebook(path: Path) -> Brought:
    from app.files.read_codebook import read_codebook

    return read_codebook(path)


BRINGERS: dict[str, Bringer] = {
    "json": Bringer(_is_json, _read_json, (".json", ".jsonld")),
    "codebook_json": Bringer(_is_codebook, _read_codebook, (".json",)),
    "table": Bringer(_is_table, _read_table, (".xlsx", ".csv", ".tsv")),
    "piyuepack": Bringer(is_pack, _read_pack, (".piyuepack",)),
    "qdpx": Bringer(_is_qdpx, _read_qdpx, (".qdpx", ".qde")),
    "qdc": Bringer(_is_qdc, _read_qdc, (".qdc",)),
}
"""By the name of the format. A reader's module is imported when it is needed."""


def bringer_of(path: Path) -> str | None:
    """The key in BRINGERS of the format of a file, or None: it is no exchange file.

    Raises:
        OSError: the file cannot be read.
    """
    if not path.is_file():
        return None
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return next((name for name, one in BRINGERS.items() if one.recognises(path, head)), None)
