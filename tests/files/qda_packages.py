"""REFI-QDA packages in the manner of other programs, made by hand from what is known of them.

`counted` writes positions in any way of counting: the reader has to find out which.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from html import escape

from app.domain.exchange import Offsets

NAMESPACE = "urn:QDA-XML:project:1.0"
ANN, BEN = "5c94bc9e-db8c-4f1d-9cd6-e900c7440860", "70daf61c-b6f0-4b5e-8c2f-548fde3ad3d4"
CODE, OTHER = "2dfba8c9-59f5-4424-99d6-ea9bce18134b", "76414714-63c4-4a25-a47e-66fef80bd52e"
SOURCE = "a2b94468-80a5-412f-92d6-e900d97b55a6"


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


def packed(
    project: str | bytes, files: Mapping[str, str | bytes], name: str = "project.qde"
) -> bytes:
    """A package; files are named as they stand in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, project)
        for path, data in files.items():
            package.writestr(path, data)
    return out.getvalue()


def project(*parts: str, origin: str = "", more: str = "") -> str:
    named = f' origin="{escape(origin)}"' if origin else ""
    inside = "".join(parts)
    return f'<?xml version="1.0" encoding="utf-8"?><Project name="p"{named}{more} xmlns="{NAMESPACE}">{inside}</Project>'


USERS = f'<Users><User guid="{ANN}" name="Ann"/><User guid="{BEN}" name="Ben"/></Users>'
CODES = (
    f'<CodeBook><Codes><Code guid="{CODE}" name="复议" isCodable="true" color="#1E6FD9"/>'
    f'<Code guid="{OTHER}" name="不足" isCodable="true"/></Codes></CodeBook>'
)


def sources(*inside: str) -> str:
    return f"<Sources>{''.join(inside)}</Sources>"


def source(
    *inside: str, key: str = SOURCE, name: str = "报告", path: str | None = None, more: str = ""
) -> str:
    path = f"internal://{key}.txt" if path is None else path
    where = f' plainTextPath="{path}"' if path else ""
    return f'<TextSource guid="{key}" name="{escape(name)}"{where}{more}>{"".join(inside)}</TextSource>'


def coding(number: int, code: str = CODE, who: str = ANN, inside: str = "") -> str:
    by = f' creatingUser="{who}"' if who else ""
    return (
        f'<Coding guid="{guid(number)}"{by} creationDateTime="2024-03-05T06:07:08Z">'
        f'<CodeRef targetGUID="{code}"/>{inside}</Coding>'
    )


def selection(
    number: int, start: int, end: int, *inside: str, name: str = "", who: str = ANN
) -> str:
    by = f' creatingUser="{who}"' if who else ""
    shown = escape(name).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return (
        f'<PlainTextSelection guid="{guid(number)}" name="{shown}" startPosition="{start}"'
        f' endPosition="{end}"{by} creationDateTime="2024-03-04T05:06:07Z">{"".join(inside)}'
        "</PlainTextSelection>"
    )


def note(number: int, text: str, who: str = ANN, inside: str = "", name: str = "备忘") -> str:
    return (
        f'<Note guid="{guid(number)}" name="{name}" creatingUser="{who}"'
        f' creationDateTime="2024-04-01T00:00:00Z"><PlainTextContent>{escape(text)}'
        f"</PlainTextContent>{inside}</Note>"
    )


def hung(number: int) -> str:
    return f'<NoteRef targetGUID="{guid(number)}"/>'


# --- counting ----------------------------------------------------------------------------


def counted(decoded: str, spans: Iterable[tuple[int, int]], way: Offsets) -> list[tuple[int, int]]:
    """Positions as a program that counts this way would write them.

    Args:
        decoded: the text as it lies in the file, without a mark.
        spans: in code points of the text with LF line ends.
    """
    text = decoded.replace("\r\n", "\n")
    widths = [1] * len(text)
    at = 0
    for index, sign in enumerate(text):
        is_pair = decoded[at : at + 2] == "\r\n"
        at += 2 if is_pair else 1
        if sign == "\n":
            two = {"as_is": is_pair, "crlf_as_one": False, "lf_as_two": True}[way.line_ends]
            two = two and (is_pair or decoded[at - 1] == "\n")
            widths[index] = 2 if two else 1
        elif way.unit == "utf16" and ord(sign) > 0xFFFF:
            widths[index] = 2
    starts = [0]
    for width in widths:
        starts.append(starts[-1] + width)
    less = 1 if way.end == "inclusive" else 0
    return [(starts[start], starts[end] - less) for start, end in spans]
