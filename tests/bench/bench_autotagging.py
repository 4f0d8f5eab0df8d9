"""Rules over a library of 1,000 reports: what they find, and giving the tag."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from bench_library import Bench
from measuring import Figure, median_ms, say, watch

from app.domain.anchor import Span
from app.domain.rule import RuleScope
from app.workspace.autotagging import Proposal, Wish

if TYPE_CHECKING:
    from app.ui.theme import Look

TERMS = ("行政复议", "行政应诉")
MARKED = 5000
LISTED = 10_000


def measure_autotagging(bench: Bench) -> list[Figure]:
    say("auto-tagging…")
    autotagging, workspace = bench.workspace.autotagging, bench.workspace
    tag = workspace.tagging.tags()[0].id
    figures: list[Figure] = []
    count = 0
    for name, wish in (
        ("two terms, by sentence", Wish(tag, TERMS, scope=RuleScope.SENTENCE)),
        ("a regular expression", Wish(tag, (r"案件\d+件",), is_pattern=True)),
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


def measure_proposals(look: Look) -> list[Figure]:
    """The list of what a rule would mark: shown, scrolled, decided on as a whole."""
    from app.ui.autotagging.proposal_list import ProposalView
    from app.ui.autotagging.proposal_model import ProposalModel

    say("the list of proposals…")
    quote = "全年办理行政复议案件70件，审结63件，其中维持31件。" * 3
    proposals = [
        Proposal(
            UUID(int=k // 10),
            Span(k, k + len(quote)),
            (Span(k + 4, k + 8),),
            "（一）深化“放管服”改革。",
            quote,
            "后文",
        )
        for k in range(LISTED)
    ]
    names = {UUID(int=k): f"云岭区{k} 2023" for k in range(LISTED // 10)}
    model = ProposalModel()
    view = ProposalView(look, model)
    view.resize(900, 600)
    view.show()

    def show() -> None:
        model.show_proposals(proposals, names)
        view.grab()

    def scroll() -> None:
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 200)
        view.grab()

    def decide() -> None:
        model.set_all(model.accepted_count == 0)
        view.grab()

    figures = [
        Figure(f"{LISTED:,} proposals listed and painted", median_ms(show), "ms cpu"),
        Figure("  one scroll frame of them", median_ms(scroll, 20), "ms cpu"),
        Figure("  all accepted or rejected", median_ms(decide), "ms cpu"),
    ]
    view.close()
    return figures
