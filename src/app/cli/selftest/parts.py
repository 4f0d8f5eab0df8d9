"""Steps that look at what the program is made of: versions, and the files shipped beside it."""

from __future__ import annotations

import platform

from app.cli.selftest.trial import SAMPLES, Findings, Trial
from app.files.libraries import library_versions
from app.paths import resource
from app.store.engine import engine_version, has_full_text_index
from app.workspace.codebook import default_codebook
from app.workspace.samples import sample_files

NAMED = (
    "codebook.json",
    "help/index.md",
    "icons/logo.svg",
    "samples/annotations.json",
    "themes/tokens.json",
    "translations/piyue_en.ts",
    "words/divisions.tsv",
    "words/terms.txt",
    "words/zones.tsv",
)
"""Shipped files that are read by name, at least one of each folder."""


def look_at_versions(trial: Trial, found: Findings) -> None:
    """Load every library and ask it who it is."""
    found.detail |= {
        "python": platform.python_version(),
        "sqlite": engine_version(),
        "fts5": has_full_text_index(),
    }
    found.expect(found.detail["fts5"], "SQLite was built without FTS5")
    found.detail |= trial.toolkit()
    found.detail |= library_versions()


def look_at_resources(trial: Trial, found: Findings) -> None:
    """Everything shipped beside the program is there."""
    samples = (*trial.expected["reports"], *trial.expected["exchange"])
    for name in (*NAMED, *(f"{SAMPLES}/{name}" for name in samples)):
        path = resource(name)
        is_there = path.is_dir() or (path.is_file() and path.stat().st_size)
        found.expect(is_there, f"missing: {name}")
    manual = resource("help")
    pages = sorted(manual.glob("*.md"))
    for page in pages:
        for part in page.read_text(encoding="utf-8").split("](")[1:]:
            target = part.partition(")")[0].partition("#")[0]
            is_ours = target and ":" not in target and not target.endswith(".md")
            found.expect(
                not is_ours or (manual / target).exists(), f"missing: {target} ({page.name})"
            )
    found.expect(len(sample_files()) >= 3, "missing: sample reports")
    found.detail |= {
        "icons": len(list(resource("icons").glob("*.svg"))),
        "manual": len(pages),
        "samples": len(sample_files()),
        "tags": len(default_codebook()),
    }
