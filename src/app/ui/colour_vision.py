"""How colours are told apart: contrast, and what is left of a hue to the colour-blind.

Sources: WCAG 2.2 (relative luminance, contrast ratio); Machado, Oliveira and Fernandes
2009 (simulation of colour vision deficiency, severity 1.0); Sharma, Wu and Dalal 2005
(CIEDE2000).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Rgb = tuple[float, float, float]
"""Linear light, 0..1."""

UNSAFE = 10.0
"""A difference below which two colours are not told apart from memory (look.md, 3.2)."""

_DEFICIENCIES: tuple[tuple[tuple[float, float, float], ...], ...] = (
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),  # protan
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),  # deutan
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),  # tritan
)  # fmt: skip


def linear(hex_name: str) -> Rgb:
    """A colour `#rrggbb` as linear light."""
    channels = [int(hex_name[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1..21."""
    levels = sorted(_luminance(linear(name)) for name in (one, other))
    return (levels[1] + 0.05) / (levels[0] + 0.05)


def _luminance(rgb: Rgb) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


@lru_cache(maxsize=8)
def _confusions(colours: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {name: [] for name, _ in colours}
    for (one, a), (other, b) in combinations(colours, 2):
        seen = [(_seen(linear(a), m), _seen(linear(b), m)) for m in _DEFICIENCIES]
        if min(difference(_lab(x), _lab(y)) for x, y in seen) < UNSAFE:
            found[one].append(other)
            found[other].append(one)
    return {name: tuple(others) for name, others in found.items()}


def confusions(colours: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Per named colour the others that somebody colour-blind may take for it."""
    return _confusions(tuple(colours.items()))


def _seen(rgb: Rgb, matrix: tuple[tuple[float, float, float], ...]) -> Rgb:
    red, green, blue = (
        min(1.0, max(0.0, sum(part * value for part, value in zip(row, rgb, strict=True))))
        for row in matrix
    )
    return red, green, blue


def _lab(rgb: Rgb) -> tuple[float, float, float]:
    red, green, blue = rgb
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """CIEDE2000 of two colours in CIELAB."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c7 = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - sqrt(mean_c7 / (mean_c7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    dh = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    big_dh = 2 * sqrt(c1 * c2) * sin(radians(dh / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = h1 + h2
    if c1 * c2:
        mean_h = (h1 + h2) / 2 if abs(h1 - h2) <= 180 else ((h1 + h2 + 360) / 2) % 360
    t = (
        1 - 0.17 * cos(radians(mean_h - 30)) + 0.24 * cos(radians(2 * mean_h))
        + 0.32 * cos(radians(3 * mean_h + 6)) - 0.20 * cos(radians(4 * mean_h - 63))
    )  # fmt: skip
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    r_c = 2 * sqrt(mean_c**7 / (mean_c**7 + 25**7))
    r_t = -sin(radians(60 * exp(-(((mean_h - 275) / 25) ** 2)))) * r_c
    light, chroma, hue = (l2 - l1) / s_l, (c2 - c1) / s_c, big_dh / s_h
    return sqrt(light**2 + chroma**2 + hue**2 + r_t * chroma * hue)
