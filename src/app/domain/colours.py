"""The colours of tags outside: as other programs write them, RGB in hexadecimal."""

from __future__ import annotations

import re
from colorsys import rgb_to_hls

RGB = {
    "red": "D0435C",
    "brown": "825231",
    "amber": "C48600",
    "olive": "807306",
    "green": "2B5012",
    "teal": "188F82",
    "cyan": "00A0CA",
    "blue": "1A5BB5",
    "indigo": "3C1599",
    "violet": "906CEF",
    "plum": "690B58",
    "slate": "4D5565",
}
"""By the names of domain.tag.COLOURS: the lines of the light theme; a test keeps both alike."""

_HEX = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")


def colour_of(rgb: str) -> str | None:
    """The name of the colour that comes nearest to `#RRGGBB` or `#RGB`; None if it is neither."""
    known = _HEX.fullmatch(rgb.strip())
    if known is None:
        return None
    wanted = _parts(known.group(1))
    return min(RGB, key=lambda name: _distance(_parts(RGB[name]), wanted))


def _parts(digits: str) -> tuple[float, float, float]:
    """Hue, lightness and saturation, each 0..1."""
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return rgb_to_hls(red, green, blue)


def _distance(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    """How unlike two colours look: by their hue first, unless one of them is nearly grey."""
    around = abs(a[0] - b[0])
    hue = min(around, 1 - around) * 2
    colourful = min(a[2], b[2])
    return 4 * colourful * hue + abs(a[1] - b[1]) + abs(a[2] - b[2]) * (1.5 - colourful)
