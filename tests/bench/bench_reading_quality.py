"""How well reports are understood: headings, metadata and body of each set."""

from __future__ import annotations

from measuring import Figure

import reading_quality as truth

HEADINGS, FIELD, BODY = "≥ 97", "≥ 95", "≥ 99"


def measure_understanding() -> list[Figure]:
    """Per set of reports, in per cent; the unseen set tells what to expect of new texts."""
    figures: list[Figure] = []
    for name in truth.SETS:
        reports = truth.judged(name)
        score = truth.pooled(truth.headings(one)[0] for one in reports)
        figures += [
            Figure(f"headings precision, {name}", score.precision * 100, "%"),
            Figure(f"headings recall, {name}", score.recall * 100, "%"),
            Figure(f"headings F1, {name}", score.f1 * 100, "%", None, HEADINGS),
        ]
        for field in truth.FIELDS:
            right = truth.pooled(truth.field(one, field) for one in reports)
            figures.append(Figure(f"{field}, {name}", right.f1 * 100, "%", None, FIELD))
        if name in truth.UNSEEN:
            shown = truth.pooled(map(truth.body, reports))
            figures += [
                Figure(f"body recall, {name}", shown.recall * 100, "%", None, BODY),
                Figure(f"body precision, {name}", shown.precision * 100, "%", None, BODY),
            ]
    return figures
