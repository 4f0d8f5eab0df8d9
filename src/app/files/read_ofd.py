"""OFD, the page format of Chinese offices (GB/T 33190): its text, by our own reader.

Attachments, signatures and annotations are not read. Of what the file says of itself
only the title and an author that is a unit are used, and only when the text agrees:
templates leave theirs. Its date is that of the file, not of the report.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.errors import UnreadableFile
from app.files import limits
from app.files.ofd_package import OfdPackage
from app.files.ofd_page import content_of, sheet_of
from app.files.raw import Raw
from app.files.read_sheets import raw_of_sheets
from app.files.recognising import PageImage
from app.files.sheets import Sheet
from app.files.tesseract import Recognised
from app.text.organisations import is_unit_name

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"BM", b"II*\0", b"MM\0*", b"GIF8")
_OPENING = 1000
_SMALLEST_SHARE = 0.05


def read(
    data: bytes, file_name: str, recognised: Mapping[int, Recognised | None] | None = None
) -> Raw:
    """Read the text of an OFD file.

    Args:
        data: the file.
        file_name: for the error.
        recognised: what recognition made of its picture pages, by page from 0.

    Raises:
        UnreadableFile: `damaged`, `encrypted`, `suspicious`, `scanned`,
            `garbled_fonts`, `no_text`, `too_large`.
    """
    package = OfdPackage(data, file_name)
    sheets = _sheets(package, file_name)
    return raw_of_sheets(sheets, file_name, recognised, _hints(package.info(), sheets))


def picture_pages(data: bytes, file_name: str) -> list[int]:
    """The pages, from 0, that are pictures without text; see read for the errors."""
    sheets = _sheets(OfdPackage(data, file_name), file_name)
    return [number for number, sheet in enumerate(sheets) if sheet.has_image]


def page_images(data: bytes, file_name: str, number: int) -> list[PageImage]:
    """The pictures of one page as they lie in the file; none when one of them is in a form
    that cannot be recognised, lest part of a page be taken for all of it."""
    package = OfdPackage(data, file_name)
    page = next((page for page in package.pages() if page.number == number), None)
    found: list[PageImage] = []
    for picture in content_of(page, file_name).pictures if page is not None else ():
        if picture.share < _SMALLEST_SHARE:  # a seal, a logo
            continue
        image = package.read(picture.part) or b""
        if not image.startswith(_IMAGES):
            return []
        found.append(PageImage(image, picture.width, picture.height, picture.left, picture.bottom))
    return found


def _sheets(package: OfdPackage, file_name: str) -> list[Sheet]:
    sheets: list[Sheet] = []
    characters = 0
    for page in package.pages():
        sheets.append(sheet_of(page, file_name))
        characters += sheets[-1].characters
        limits.refuse_more(file_name, characters, limits.CHARACTERS, "characters")
    if not sheets:
        raise UnreadableFile(file_name, "damaged", detail="pages")
    return sheets


def _hints(info: Mapping[str, str], sheets: list[Sheet]) -> dict[str, str]:
    """Title and unit, where the opening of the text names them too."""
    opening = "".join(line.text for sheet in sheets[:2] for line in sheet.lines)
    opening = "".join(opening.split())[:_OPENING]
    title, author = ("".join(info.get(name, "").split()) for name in ("Title", "Author"))
    hints: dict[str, str] = {}
    if title and title in opening:
        hints["title"] = info["Title"]
    if author and author in opening and is_unit_name(author):
        hints["organisation"] = info["Author"]
    return hints
