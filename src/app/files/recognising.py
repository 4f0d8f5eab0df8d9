"""Recognition of a file's picture pages, page by page.

The parent (`Recognition`) asks the parsing process for one page at a time, so that the
limit of time holds for each page, progress is seen and the work can be given up at once.
The answers come back to the process with the last question, which reads the file with
them. The rest of this module runs in that process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files.sheets import Sheet, SheetLine
from app.files.tesseract import Recognised

if TYPE_CHECKING:
    from app.domain.incoming import Incoming
    from app.domain.report import ParsedReport
    from app.files.raw import Raw

Watch = Callable[[int, int], None]
"""Told the pages done and the pages there are, also while one is under way; may raise."""


class Asking(Protocol):
    """The part of the worker that recognition needs; see worker.Worker."""

    def ask(
        self, do: str, file: Incoming, watch: Callable[[], None] | None = None, **values: Any
    ) -> Any: ...

    def parsed(self, file: Incoming, value: Any) -> ParsedReport: ...


def recognised_report(worker: Asking, file: Incoming, watch: Watch) -> ParsedReport:
    """Read a file with its picture pages recognised; called in the parent.

    A page that cannot be recognised in its time is left out and counted in the note.

    Raises:
        UnreadableFile: the file's own reasons; `no_recogniser` when no Tesseract with
            Chinese is installed; `no_text` when nothing was recognised.
        Whatever `watch` raises; the page under way is then given up.
    """
    numbers: list[int] = worker.ask("picture_pages", file)
    answers: list[dict[str, Any]] = []
    for done, number in enumerate(numbers):
        watch(done, len(numbers))
        try:
            answer = worker.ask(
                "recognise", file, lambda d=done: watch(d, len(numbers)), page=number
            )
        except UnreadableFile as error:
            if error.reason not in ("timeout", "crashed", "memory"):
                raise
            answer = {"page": number}
        answers.append(answer)
    watch(len(numbers), len(numbers))
    return worker.parsed(file, worker.ask("parse", file, recognised=answers))


# --- in the parsing process --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PageImage:
    """A picture of a page or of a part of it.

    Attributes:
        data: a PNM, PNG, JPEG, TIFF or BMP file.
        left, bottom: where it stands on the page, in points.
        width, height: of what it covers, in points.
    """

    data: bytes
    width: float
    height: float
    left: float = 0.0
    bottom: float = 0.0


class Pictures(Protocol):
    """A reader of a format that has pages; read_pdf and read_ofd are such modules."""

    def picture_pages(self, data: bytes, file_name: str) -> list[int]: ...

    def page_images(self, data: bytes, file_name: str, number: int) -> list[PageImage]: ...

    def read(
        self, data: bytes, file_name: str, recognised: Mapping[int, Recognised | None] | None = None
    ) -> Raw: ...


def pictures_of(kind: str) -> Pictures | None:
    """The reader of a kind of file that may hold pages of pictures; None for other kinds."""
    if kind == "pdf":
        from app.files import read_pdf

        return read_pdf
    if kind == "ofd":
        from app.files import read_ofd

        return read_ofd
    return None


def recognised_page(reader: Pictures, data: bytes, file_name: str, number: int) -> dict[str, Any]:
    """The answer for one page, as JSON; see answers_of.

    Raises:
        UnreadableFile: also `no_recogniser`.
    """
    from app.files.tesseract import RecognitionFailed, find_tesseract, recognise

    tesseract = find_tesseract()
    if tesseract is None:
        raise UnreadableFile(file_name, "no_recogniser")
    images = reader.page_images(data, file_name, number)
    try:
        parts = [
            (image, recognise(tesseract, image.data, image.width, image.height)) for image in images
        ]
    except RecognitionFailed:
        return {"page": number}
    return {"page": number, **asdict(_as_page(parts))} if parts else {"page": number}


def _as_page(parts: Sequence[tuple[PageImage, Recognised]]) -> Recognised:
    """What was recognised on the pictures of one page, from the upper ones to the lower."""
    lines: list[SheetLine] = []
    for image, found in sorted(parts, key=lambda part: -(part[0].bottom + part[0].height)):
        lines += [
            replace(
                line,
                left=line.left + image.left,
                right=line.right + image.left,
                top=line.top + image.bottom,
                bottom=line.bottom + image.bottom,
            )
            for line in found.sheet.lines
        ]
    return Recognised(
        Sheet(
            tuple(lines),
            max(image.left + image.width for image, _ in parts),
            max(image.bottom + image.height for image, _ in parts),
            has_image=not lines,
        ),
        sum(found.words for _, found in parts),
        sum(found.doubtful for _, found in parts),
        sum(found.confidence for _, found in parts),
    )


def answers_of(rows: Sequence[Mapping[str, Any]]) -> dict[int, Recognised | None]:
    """Pages as recognised_page made them; None for a page that gave nothing."""
    return {row["page"]: _recognised(row) if "sheet" in row else None for row in rows}


def _recognised(row: Mapping[str, Any]) -> Recognised:
    sheet = row["sheet"]
    lines = tuple(SheetLine(**line) for line in sheet["lines"])
    return Recognised(
        Sheet(lines, sheet["width"], sheet["height"], sheet["has_image"]),
        row["words"],
        row["doubtful"],
        row["confidence"],
    )


def note_of(recognised: Mapping[int, Recognised | None]) -> Note | None:
    """What the reader of the report must know: that a machine guessed its letters."""
    done = [page for page in recognised.values() if page is not None and page.words]
    words = sum(page.words for page in done)
    if not words:
        return None
    return Note(
        "recognised",
        {
            "pages": len(done),
            "words": words,
            "doubtful": sum(page.doubtful for page in done),
            "confidence": round(sum(page.confidence for page in done) / words),
        },
    )
