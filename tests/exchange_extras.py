"""What only a library of Piyue holds, put into the library of exchange_samples."""

from __future__ import annotations

import builders
from app.domain.report import ReadingStatus
from app.text.understand import understand
from app.workspace.autotagging import Wish
from app.workspace.workspace import Workspace


def enrich(workspace: Workspace) -> None:
    """Add what only a library of Piyue holds: statuses, pins, a rule, corrections, a former text."""
    first, second, third = (line.report for line in workspace.reporting.list())
    workspace.reporting.set_statuses([first.id, third.id], ReadingStatus.DOUBTFUL)
    workspace.pinning.pair([(first.id, 10), (second.id, 12), (third.id, 8)])
    workspace.annotating.annotate_report(third.id, comment="长" * 33_000)
    tag = workspace.tagging.find("G1")
    assert tag is not None
    wish = Wish(tag.id, ("行政执法",))
    workspace.autotagging.apply(wish, workspace.autotagging.preview(wish).proposals, "按规则")
    outline = workspace.library.outline(first.id)
    workspace.correcting.remove_heading(first.id, outline[1].span.start)
    text = workspace.library.text(second.id)
    newer = understand(
        text.replace("案件70件", "案件72件𠮷"),
        file_name="更正.txt",
        file_sha256=builders.sha256("更正"),
        media_type="text/plain",
    )
    workspace.versioning.replace(second.id, newer)
