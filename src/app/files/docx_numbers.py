"""The numbers Word shows before paragraphs, which are nowhere in their text.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat). No library
computes the Chinese ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Element = Any
"""An lxml element; its stubs do not know what iteration yields."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_DIGITS = "零一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "十", "百", "千")
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ENCLOSED = {  # formats with twenty characters of their own
    "decimalEnclosedCircle": (0x2460, "{}"),
    "decimalEnclosedCircleChinese": (0x2460, "{}"),
    "decimalEnclosedParen": (0x2474, "({})"),
    "decimalEnclosedFullstop": (0x2488, "{}."),
}
_TEN_IN_BRACKETS = 0x3220  # ㈠ to ㈩, which Word shows for ideographEnclosedCircle
_COUNTING = frozenset({
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "koreanCounting",
})  # fmt: skip
_DIGIT_BY_DIGIT = frozenset(
    {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital"}
)
_LEGAL = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})
_FULL_WIDTH = frozenset({"decimalFullWidth", "decimalFullWidth2"})
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_PLACE = re.compile(r"%(\d)")
_LEVELS = 9


def chinese_number(number: int, *, legal: bool = False) -> str:
    """0..9999 in words: 十一, 一百零五; larger numbers keep their digits."""
    digits, units = (_LEGAL_DIGITS, _LEGAL_UNITS) if legal else (_DIGITS, _UNITS)
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    words = ""
    gap = False
    for place, digit in enumerate(reversed(str(number))):
        if digit == "0":
            gap = bool(words)
            continue
        words = digits[int(digit)] + units[place] + (digits[0] if gap else "") + words
        gap = False
    return words[1:] if not legal and 10 <= number < 20 else words


def formatted(number: int, format_: str) -> str:
    """A number in one of Word's number formats; unknown formats count in digits."""
    if format_ in _COUNTING:
        return chinese_number(number)
    if format_ in _LEGAL:
        return chinese_number(number, legal=True)
    if format_ in _DIGIT_BY_DIGIT:
        return "".join(("〇" + _DIGITS[1:])[int(digit)] for digit in str(abs(number)))
    if format_ in _ENCLOSED:
        first, otherwise = _ENCLOSED[format_]
        return chr(first + number - 1) if 1 <= number <= 20 else otherwise.format(number)
    if format_ in _FULL_WIDTH:
        return str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    return _western(number, format_)


def _western(number: int, format_: str) -> str:
    if format_ == "decimalZero":
        return f"{number:02}"
    if format_ == "numberInDash":
        return f"- {number} -"
    if format_ == "ordinal":
        return f"{number}{_ordinal_ending(number)}"
    if format_ == "hex":
        return f"{max(0, number):X}"
    if format_ == "ideographEnclosedCircle" and 1 <= number <= 10:
        return chr(_TEN_IN_BRACKETS + number - 1)
    if format_ == "ideographTraditional":
        return _STEMS[(number - 1) % len(_STEMS)]
    if format_ == "ideographZodiac":
        return _BRANCHES[(number - 1) % len(_BRANCHES)]
    if format_ in ("upperRoman", "lowerRoman") and 0 < number < 4_000:
        roman = _roman(number)
        return roman if format_ == "upperRoman" else roman.lower()
    if format_ in ("upperLetter", "lowerLetter") and number > 0:
        letters = chr(ord("A") + (number - 1) % 26) * min(8, (number - 1) // 26 + 1)
        return letters if format_ == "upperLetter" else letters.lower()
    return "" if format_ in ("none", "bullet") else str(number)


def _ordinal_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        while number >= value:
            letters += letter
            number -= value
    return letters


# --- lists ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts; `text` holds `%1` to `%9` for the counts of the levels."""

    start: int
    format: str
    text: str
    legal: bool  # w:isLgl: all places in digits
    restart: int | None  # level whose step restarts this one; 0 never, None any higher
    gap: str  # tab, space or nothing
    style: str | None  # the paragraph style that stands for this level


@dataclass(slots=True)
class Listing:
    """One w:num: its levels after overrides, and which start values it still owes.

    Lists of one `abstract` count together.
    """

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict[int, int])


class Numbers:
    """Counts the lists of one document; labels must be asked for in text order."""

    def __init__(self, lists: Mapping[str, Listing]) -> None:
        """Args: lists: by the number that paragraphs name."""
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}

    @classmethod
    def of_part(cls, numbering: Element | None) -> Numbers:
        """The lists of a numbering part; none when there is no such part."""
        lists: dict[str, Listing] = {}
        abstracts = _abstracts(numbering) if numbering is not None else {}
        for num in numbering.iter(f"{W}num") if numbering is not None else ():
            abstract = value_of(num, "abstractNumId") or ""
            levels = dict(abstracts.get(abstract, {}))
            listing = Listing(abstract, levels)
            for override in num.iter(f"{W}lvlOverride"):
                place = _integer(override.get(f"{W}ilvl"), 0)
                own = override.find(f"{W}lvl")
                if own is not None:
                    levels[place] = _level(own)
                start = value_of(override, "startOverride")
                if start is not None:
                    listing.starts[place] = _integer(start, 1)
            lists[num.get(f"{W}numId") or ""] = listing
        return cls(lists)

    def level_of_styles(self, number_id: str, styles: Sequence[str]) -> int:
        """The level that the first of some paragraph styles stands for in a list; 0 if none."""
        listing = self._lists.get(number_id)
        levels = {level.style: p for p, level in listing.levels.items()} if listing else {}
        return next((levels[style] for style in styles if style in levels), 0)

    def label(self, number_id: str, place: int) -> tuple[str, str]:
        """Count one paragraph of a list: its label, and what Word puts after it.

        Returns:
            `("一、", "nothing")`; empty when the list or the level does not exist. What
            follows a bullet is called `bullet`.
        """
        listing = self._lists.get(number_id)
        if listing is None or number_id == "0" or place not in listing.levels:
            return "", ""
        level = listing.levels[place]
        counts = self._counts.setdefault(listing.abstract, {})
        if place in listing.starts:
            counts[place] = listing.starts.pop(place) - 1
        counts[place] = counts.get(place, level.start - 1) + 1
        for deeper in [p for p in counts if p > place]:
            restart = listing.levels[deeper].restart if deeper in listing.levels else None
            if restart is None or (restart and place < restart):
                del counts[deeper]
        for higher in range(place):
            if higher in listing.levels:
                counts.setdefault(higher, listing.levels[higher].start)
        if level.format == "bullet":
            return _bullet(level.text), "bullet"

        def place_text(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            shown = listing.levels.get(other)
            if shown is None:
                return ""
            number = counts.get(other, shown.start)
            return str(number) if level.legal else formatted(number, shown.format)

        return _PLACE.sub(place_text, level.text), level.gap


def numbered_text(label: tuple[str, str], text: str) -> tuple[str, bool]:
    """A paragraph's text with its label, and whether a number was put there.

    Empty paragraphs count but show nothing.
    """
    number, gap = label
    if not number or not text.strip():
        return text, False
    shown = text.lstrip(" \t\u3000")
    # Word sets a tab; `1.` must not run into the figure that follows.
    apart = gap != "nothing" and shown[:1].isascii() and shown[:1].isalnum()
    return f"{number}{' ' if apart else ''}{shown}", gap != "bullet" and number != "•"


def _bullet(text: str) -> str:
    """A bullet that is a character of its own; those of picture fonts are all shown as •."""
    is_plain = bool(text) and all(" " < c < "\ud800" and not c.isascii() for c in text)
    return text if is_plain else "•"


def value_of(element: Element | None, name: str) -> str | None:
    """The w:val of a child element; None when there is no such child."""
    if element is None:
        return None
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def is_on(element: Element | None, name: str) -> bool:
    """Whether a switch such as w:isLgl is there and not switched off."""
    if element is None or element.find(f"{W}{name}") is None:
        return False
    return value_of(element, name) not in ("0", "false", "off")


def _abstracts(numbering: Element) -> dict[str, dict[int, Level]]:
    found: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    styles: dict[str, str] = {}
    for abstract in numbering.iter(f"{W}abstractNum"):
        name: str = abstract.get(f"{W}abstractNumId") or ""
        found[name] = {
            _integer(level.get(f"{W}ilvl"), 0): _level(level) for level in abstract.iter(f"{W}lvl")
        }
        if (link := value_of(abstract, "numStyleLink")) is not None:
            links[name] = link
        if (style := value_of(abstract, "styleLink")) is not None:
            styles[style] = name
    for name, link in links.items():  # a list that only names a list style
        if not found[name] and link in styles:
            found[name] = found[styles[link]]
    return found


def _level(element: Element) -> Level:
    restart = value_of(element, "lvlRestart")
    format_ = value_of(element, "numFmt")
    if format_ is None:  # newer Word wraps an own format together with a fallback
        wrapped = next(element.iter(f"{W}numFmt"), None)
        format_ = "decimal" if wrapped is None else wrapped.get(f"{W}val")
    return Level(
        start=_integer(value_of(element, "start"), 0),
        format=format_ or "decimal",
        text=value_of(element, "lvlText") or "",
        legal=is_on(element, "isLgl"),
        restart=None if restart is None else _integer(restart, 0),
        gap=value_of(element, "suff") or "tab",
        style=value_of(element, "pStyle"),
    )


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return max(-1, min(int(text or ""), 1_000_000))
    except ValueError:
        return otherwise
