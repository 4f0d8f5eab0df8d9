"""Recognition of text in images by an installed Tesseract, one page at a time.

The program is looked for in files and folders only and never run to be found. It runs
in a process group of its own, without a shell, within the limits of the worker, and
ends with the worker.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from app.files import limits
from app.files.programs import ProgramFailed, run
from app.files.sheets import Sheet, SheetLine

LANGUAGE = "chi_sim"
DOTS_PER_INCH = 300
POINTS_PER_INCH = 72
DOUBTFUL = 60
"""A word recognised with less confidence than this (of 100) is counted as doubtful."""

_PAGE_LEVEL, _WORD_LEVEL = "1", "5"
_COLUMNS = 12
_WIDE = 0x2E7F


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Where the program lies, and the folder of its Chinese model."""

    program: Path
    models: Path


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised on one page.

    Attributes:
        words: how many, in Tesseract's sense: mostly one or two characters.
        doubtful: words below DOUBTFUL.
        confidence: sum over the words, 0..100 each.
    """

    sheet: Sheet
    words: int
    doubtful: int
    confidence: float


class RecognitionFailed(Exception):
    """Tesseract gave nothing for a page: `timeout`, `crashed` or `missing`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def find_tesseract(environment: Mapping[str, str] | None = None) -> Tesseract | None:
    """The installed program with a model for simplified Chinese; None when there is none."""
    known = os.environ if environment is None else environment
    for program in _programs(known):
        for models in _model_folders(program, known):
            if (models / f"{LANGUAGE}.traineddata").is_file():
                return Tesseract(program, models)
    return None


def _programs(known: Mapping[str, str]) -> Iterator[Path]:
    on_path = shutil.which("tesseract", path=known.get("PATH"))
    if on_path:
        yield Path(on_path)
    for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA"):
        if folder := known.get(name):
            for inner in ("", "Programs"):
                program = Path(folder, inner, "Tesseract-OCR", "tesseract.exe")
                if program.is_file():
                    yield program


def _model_folders(program: Path, known: Mapping[str, str]) -> Iterator[Path]:
    """Where the models may lie: as told, beside the program, in the places of Linux."""
    if prefix := known.get("TESSDATA_PREFIX"):
        yield Path(prefix)
        yield Path(prefix, "tessdata")
    yield program.parent / "tessdata"
    share = program.resolve().parent.parent / "share"
    yield share / "tessdata"
    yield share / "tesseract" / "tessdata"
    with contextlib.suppress(OSError):
        yield from sorted((share / "tesseract-ocr").glob("*/tessdata"), reverse=True)


def recognise(tesseract: Tesseract, image: bytes, width: float, height: float) -> Recognised:
    """Recognise the text of one image.

    Args:
        tesseract: the installed program.
        image: a PNM, PNG, JPEG or TIFF file.
        width: of the page that the image shows, in points.
        height: likewise.

    Raises:
        RecognitionFailed: it took too long, or ended without an answer.
    """
    table = _run(tesseract, image)
    across = down = POINTS_PER_INCH / DOTS_PER_INCH
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS:
            continue
        if cells[0] == _PAGE_LEVEL:  # its extent is the whole image
            across, down = width / max(1, int(cells[8])), height / max(1, int(cells[9]))
        elif cells[0] == _WORD_LEVEL and cells[11].strip():
            lines.setdefault(tuple(cells[1:5]), []).append(_Word.of(cells))
    words = [word for line in lines.values() for word in line]
    return Recognised(
        Sheet(
            tuple(_line(line, across, down, height) for line in lines.values()),
            width,
            height,
            has_image=not words,
        ),
        len(words),
        sum(word.confidence < DOUBTFUL for word in words),
        sum(word.confidence for word in words),
    )


@dataclass(frozen=True, slots=True)
class _Word:
    """One word, in pixels from the upper left corner."""

    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    text: str

    @classmethod
    def of(cls, cells: Sequence[str]) -> _Word:
        left, top, width, height = (int(cell) for cell in cells[6:10])
        return cls(left, top, left + width, top + height, float(cells[10]), cells[11].strip())


def _line(words: Sequence[_Word], across: float, down: float, height: float) -> SheetLine:
    left = min(word.left for word in words) * across
    right = max(word.right for word in words) * across
    top = height - min(word.top for word in words) * down
    bottom = height - max(word.bottom for word in words) * down
    text = words[0].text
    for before, word in pairwise(words):
        apart = before.text[-1].isascii() and word.text[0].isascii()
        text += (" " if apart and word.text[0].isalpha() else "") + word.text
    ems = sum(1.0 if ord(character) > _WIDE else 0.5 for character in text)
    return SheetLine(top, bottom, left, right, text, max(4.0, (right - left) / max(1.0, ems)))


def _run(tesseract: Tesseract, image: bytes) -> str:
    command = [
        str(tesseract.program), "stdin", "stdout", "-l", LANGUAGE,
        "--tessdata-dir", str(tesseract.models), "--dpi", str(DOTS_PER_INCH), "tsv",
    ]  # fmt: skip
    # More threads than one make it slower, on a machine with few cores much slower.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        answer = run(
            command, seconds=limits.RECOGNITION_SECONDS, given=image, environment=environment
        )
    except ProgramFailed as error:
        raise RecognitionFailed(error.reason) from error
    return answer.decode("utf-8", "replace")
