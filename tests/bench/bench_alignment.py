"""The alignment of sections: how often a reader agrees, and what it costs."""

from __future__ import annotations

from measuring import Figure, median_ms

import alignment_quality as truth
from alignment_quality import Judged, Quality

WANTED = {"precision": "≥ 90", "recall": "≥ 85"}


def _figures(name: str, measured: Quality, *, is_wanted: bool = False) -> list[Figure]:
    return [
        Figure(f"alignment {kind}, {name}", value * 100, "%", None, WANTED[kind] * is_wanted)
        for kind, value in (("precision", measured.precision), ("recall", measured.recall))
    ]


def _pooled(name: str, pairs: list[Judged], *, is_wanted: bool) -> list[Figure]:
    if not pairs:
        return []
    told = [truth.aligned(pair) for pair in pairs]
    whole = truth.pooled([truth.quality(p, t) for p, t in zip(pairs, told, strict=True)])
    chapters = truth.pooled(
        [truth.quality(p, t, chapters=True) for p, t in zip(pairs, told, strict=True)]
    )
    return [
        *_figures(f"{name}, levels 1–2", chapters, is_wanted=is_wanted),
        *_figures(f"{name}, all levels", whole),
    ]


def measure_alignment() -> list[Figure]:
    """Per pair and pooled; pairs held out were never tuned with."""
    pairs = truth.judged()
    figures: list[Figure] = []
    for pair in pairs:
        use = "held out" if pair.is_held_out else "tuned"
        figures += _figures(f"{pair.name} ({use})", truth.quality(pair, truth.aligned(pair)))
    for origin, is_real in (("real", True), ("samples", False)):
        for use, is_held_out in (("tuned", False), ("held out", True)):
            some = [p for p in pairs if (p.is_real, p.is_held_out) == (is_real, is_held_out)]
            figures += _pooled(f"{origin}, {use}", some, is_wanted=is_held_out)
    four = list({r.text_sha256: r for p in pairs for r in (p.a, p.b)}.values())[:4]
    figures.append(
        Figure(
            "alignment of four reports, all six pairs",
            median_ms(lambda: truth.align_all(four)),
            "ms cpu",
            None,
            "≤ 100",
        )
    )
    return figures
