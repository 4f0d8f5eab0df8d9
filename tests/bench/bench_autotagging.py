"""Rules over a library of 1,000 reports: what they find, and giving the tag."""

from __future__ import annotations

from bench_library import Bench
from measuring import Figure, median_ms, say, watch

from app.domain.rule import RuleScope
from app.workspace.autotagging import Wish

TERMS = ("行政复议", "行政应诉")
MARKED = 5000


def measure_autotagging(bench: Bench) -> list[Figure]:
    say("auto-tagging…")
    autotagging, workspace = bench.workspace.autotagging, bench.workspace
    tag = workspace.tagging.tags()[0].id
    figures: list[Figure] = []
    count = 0
    for name, wish in (
        ("two terms, by sentence", Wish(tag, TERMS, scope=RuleScope.SENTENCE)),
        ("a regular expression", Wish(tag, (r"行政复议案件\d+件",), is_pattern=True)),
    ):
        taken: list[float] = []
        for _ in range(3):
            with watch() as clock:
                count = len(autotagging.preview(wish).proposals)
            taken.append(clock.cpu_ms + clock.children_ms)
        figures.append(
            Figure(
                f"rule over {len(bench.texts)} reports: {name} ({count:,} found)",
                sorted(taken)[1],
                "ms cpu",
                median_ms(lambda: [text.count(TERMS[0]) for text in bench.texts]),
                "≤ 1,000 ms; baseline: counting one term in the texts in memory",
            )
        )
    asked = Wish(tag, ("行政", "法治"))
    proposals = autotagging.preview(asked).proposals[:MARKED]
    with watch() as clock:
        made = autotagging.apply(asked, proposals)
    figures.append(
        Figure(
            f"{made:,} passages given a tag, durable", clock.cpu_ms, "ms cpu", None, "≤ 3,000 ms"
        )
    )
    with watch() as clock:
        workspace.history.undo()
    figures.append(Figure("  taken back", clock.cpu_ms, "ms cpu"))
    return figures
