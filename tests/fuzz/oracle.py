"""What must hold of whatever comes out of a reader, whatever went in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from app.domain.errors import UnreadableFile
from app.domain.incoming import Incoming
from app.domain.report import METADATA_FIELDS, NOTE_CODES, ParsedReport
from app.files.wire import parsed_from_json, parsed_to_json
from app.text.canonical import canonical, sha256_of

DEFECTS = frozenset({"crashed", "memory", "timeout"})
"""Reasons that name a fault of ours when the file is small."""

MOST_MEMBERS = 20
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
Outcome = ParsedReport | UnreadableFile
LOSS_NOTES = frozenset({"text_loss"})


def check(outcome: Outcome) -> None:
    """Raise AssertionError when a reader's outcome breaks a promise."""
    if isinstance(outcome, UnreadableFile):
        assert outcome.reason not in DEFECTS, (outcome.reason, dict(outcome.values))
        assert_plain(outcome.file_name, *map(str, outcome.values.values()))
        return
    text = outcome.text
    assert text.strip(), "nothing was read, and nothing said so"
    assert canonical(text) == (text, 0) or canonical("\ufeff" + text) == (text, 0)
    assert outcome.text_sha256 == sha256_of(text)
    assert outcome.body.end <= len(text)
    for span in outcome.furniture:
        assert span.start < span.end <= len(text)
    assert all(a.end < b.start or a.end <= b.start for a, b in pairwise(outcome.furniture))
    _check_sections(outcome)
    for name in METADATA_FIELDS:
        assert_plain(outcome.metadata[name].value or "")
    for note in outcome.notes:
        assert note.code in NOTE_CODES, note.code
        assert_plain(*map(str, note.values.values()))
    assert parsed_from_json(parsed_to_json(outcome)) == outcome


def _check_sections(parsed: ParsedReport) -> None:
    sections = parsed.sections
    for before, section in zip((None, *sections), sections, strict=False):
        assert parsed.body.contains(section.span)
        assert section.span.start < section.heading_end <= section.span.end
        assert 0 < section.confidence <= 1
        assert 1 <= section.level <= (before.level + 1 if before else 1)
        if before is None:
            continue
        assert before.span.start < section.span.start
        if section.level > before.level:
            assert before.span.contains(section.span)
        else:
            assert section.span.start >= before.span.end


def assert_plain(*values: str) -> None:
    """What goes into the library's fields is text without holes."""
    for value in values:
        value.encode()
        assert "\0" not in value


def lost(words: str, outcome: Outcome) -> str:
    """The Chinese characters that should have come out and did not, with no word said."""
    if isinstance(outcome, UnreadableFile) or LOSS_NOTES & {n.code for n in outcome.notes}:
        return ""
    missing = Counter(_HAN.findall(words)) - Counter(_HAN.findall(outcome.text))
    return "".join(missing.elements())


def outcomes(
    path: Path,
    members: Callable[[Path], list[tuple[str, ...]] | None],
    parse: Callable[[Incoming], ParsedReport],
) -> list[Outcome]:
    """What becomes of a file, or of each report in it when it is an archive."""
    try:
        ways = members(path) if path.suffix == ".zip" else None
    except UnreadableFile as error:
        return [error]
    found: list[Outcome] = []
    for way in ((),) if ways is None else ways[:MOST_MEMBERS]:
        try:
            found.append(parse(Incoming(path, way)))
        except UnreadableFile as error:
            found.append(error)
    return found


def read(path: Path) -> list[Outcome]:
    """Read in this process; every exception but UnreadableFile comes through."""
    from app.files.archive import list_members
    from app.files.reading import read_report

    return outcomes(path, list_members, read_report)
