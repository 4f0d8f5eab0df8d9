"""Binary Word files: their lists, for the numbers that stand nowhere in the text.

Source: [MS-DOC] 2.4.6.3 (list formatting), 2.9.131 (LFO), 2.9.147 (LSTF), 2.9.150 (LVLF);
number formats: MSONFC of [MS-OSHARED] 2.2.1.3.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from app.files.doc_stream import BROKEN, Head
from app.files.docx_numbers import Level, Listing

_LISTS, _USES = 73, 74
FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    5: "ordinal", 6: "cardinalText", 7: "ordinalText", 8: "hex", 9: "chicago",
    10: "ideographDigital", 11: "japaneseCounting", 12: "aiueo", 13: "iroha",
    14: "decimalFullWidth", 15: "decimalHalfWidth", 16: "japaneseLegal",
    17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2",
    20: "aiueoFullWidth", 21: "irohaFullWidth", 22: "decimalZero", 23: "bullet", 24: "ganada",
    25: "chosung", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional",
    31: "ideographZodiac", 32: "ideographZodiacTraditional", 33: "taiwaneseCounting",
    34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital",
    37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand",
    40: "japaneseDigitalTenThousand", 41: "koreanDigital", 42: "koreanCounting",
    43: "koreanLegal", 44: "koreanDigital2", 57: "numberInDash", 255: "none",
}  # fmt: skip
_GAPS = ("tab", "space", "nothing")
_LEVELS = 9
_NO_STYLE = 0xFFF


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a file by the numbers that paragraphs name.

    Attributes:
        is_whole: False when they are there but could not be read to the end, so that
            numbers may be missing.
    """

    by_number: dict[str, Listing]
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class _Definition:
    levels: dict[int, Level]


def lists_of(head: Head) -> Lists:
    """All lists; what cannot be read is left out, and said."""
    try:
        definitions = _definitions(head)
    except BROKEN:
        return Lists({}, is_whole=False)
    found: dict[str, Listing] = {}
    try:
        _read_uses(head.of_table(_USES), definitions, found)
    except BROKEN:
        return Lists(found, is_whole=False)
    return Lists(found)


def _definitions(head: Head) -> dict[int, _Definition]:
    """The lists by their identity. Their levels follow the table, outside of its size."""
    if len(head.of_table(_LISTS)) < 2:
        return {}
    table = head.table
    offset, _ = head.pairs[_LISTS]
    (count,) = struct.unpack_from("<H", table, offset)
    place = offset + 2 + 28 * count
    found: dict[int, _Definition] = {}
    for number in range(count):
        at = offset + 2 + 28 * number
        (identity,) = struct.unpack_from("<i", table, at)
        styles = struct.unpack_from("<9H", table, at + 8)
        is_simple = table[at + 26] & 1
        levels: dict[int, Level] = {}
        for depth in range(1 if is_simple else _LEVELS):
            levels[depth], place = _level(table, place, styles[depth])
        found[identity] = _Definition(levels)
    return found


def _level(table: bytes, place: int, style: int) -> tuple[Level, int]:
    """One level, and where the next thing begins."""
    start, format_, flags = struct.unpack_from("<iBB", table, place)
    places = table[place + 6 : place + 15]
    gap = table[place + 15]
    characters, paragraphs, limit = table[place + 24], table[place + 25], table[place + 26]
    at = place + 28 + characters + paragraphs
    (length,) = struct.unpack_from("<H", table, at)
    raw = table[at + 2 : at + 2 + 2 * length]
    if len(raw) < 2 * length:
        raise ValueError(length)
    units = struct.unpack(f"<{length}H", raw)
    is_count = {unit - 1 for unit in places if unit}
    text = "".join(
        f"%{unit + 1}" if at_ in is_count and unit < _LEVELS else chr(unit)
        for at_, unit in enumerate(units)
    )
    restart = (0 if limit == 0 else limit) if flags & 0x08 else None
    level = Level(
        start=max(-1, min(start, 1_000_000)),
        format=FORMATS.get(format_, "decimal"),
        text=text,
        legal=bool(flags & 0x04),
        restart=restart,
        gap=_GAPS[gap] if gap < len(_GAPS) else "tab",
        style=None if style == _NO_STYLE else str(style),
    )
    return level, at + 2 + 2 * length


def _read_uses(
    table: bytes, definitions: dict[int, _Definition], found: dict[str, Listing]
) -> None:
    """The uses of lists, which paragraphs name by their place, with what they override."""
    if len(table) < 4:
        return
    (count,) = struct.unpack_from("<I", table, 0)
    if 4 + 16 * count > len(table):
        raise ValueError(count)
    place = 4 + 16 * count
    for number in range(count):
        identity, _, _, overrides = struct.unpack_from("<iIIB", table, 4 + 16 * number)
        definition = definitions.get(identity)
        listing = Listing(str(identity), dict(definition.levels) if definition else {})
        found[str(number + 1)] = listing
        place += 4
        for _ in range(overrides):
            start, flags = struct.unpack_from("<iI", table, place)
            place += 8
            depth = flags & 0xF
            if flags & 0x20:
                known = listing.levels.get(depth)
                own, place = _level(table, place, _NO_STYLE)
                style = known.style if known else None
                listing.levels[depth] = Level(
                    own.start, own.format, own.text, own.legal, own.restart, own.gap, style
                )
            if flags & 0x10:
                own_level = listing.levels.get(depth)
                listing.starts[depth] = own_level.start if flags & 0x20 and own_level else start
