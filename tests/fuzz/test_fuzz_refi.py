"""No change of a REFI-QDA file makes its reader crash, hang or lie about places."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from app.domain.exchange import Brought, id_of
from app.files.bringing import BRINGERS
from app.text.canonical import canonical
from fuzz.mutating import mutated
from fuzz.oracle import DEFECTS, assert_plain
from fuzz.refi_seeds import REFI_SEEDS
from fuzz.test_fuzz import QUICK

FORMATS = sorted(REFI_SEEDS)
_NUMBERS = itertools.count()


def read(folder: Path, format_: str, name: str, data: bytes) -> Brought | UnreadableFile:
    """In this process; every exception but UnreadableFile comes through."""
    path = folder / f"{next(_NUMBERS)}-{name}"
    path.write_bytes(data)
    try:
        return BRINGERS[format_].read(path)
    except UnreadableFile as error:
        return error
    finally:
        path.unlink()


def check(found: Brought | UnreadableFile) -> None:
    """Raise AssertionError when an outcome breaks a promise."""
    if isinstance(found, UnreadableFile):
        assert found.reason not in DEFECTS
        return
    texts = {source.key: source.text for source in found.sources}
    assert len(texts) == len(found.sources)
    for text in texts.values():
        assert text is None or canonical("\ufeff" + text) == (text, 0)
    keys = [annotation.key for annotation in found.annotations]
    assert len({id_of(key, found.context) for key in keys}) == len(keys)
    for one in found.annotations:
        if one.start is not None or one.end is not None:
            text = texts[one.source]
            assert text is not None
            assert one.start is not None
            assert one.end is not None
            assert 0 <= one.start <= one.end <= len(text)
            assert one.quote == text[one.start : one.end]
        for moment in (one.created, one.edited, *(reply.created for reply in one.replies)):
            assert moment is None or moment.tzinfo is not None
        assert_plain(one.comment, one.quote, *(reply.text for reply in one.replies))
    people = {who.key for who in found.reviewers} | {""}
    assert {one.reviewer for one in found.annotations} <= people
    tags = {tag.key for tag in found.tags}
    assert {tag for one in found.annotations for tag in one.tags} <= tags
    assert {link.origin for link in found.links} | {link.target for link in found.links} <= set(
        keys
    )
    for note in (*found.repairs, *found.rejects):
        assert_plain(note.where, *map(str, note.values.values()))


@pytest.mark.parametrize("format_", FORMATS)
def test_a_good_file_is_read(tmp_path: Path, format_: str) -> None:
    for seed in REFI_SEEDS[format_]():
        found = read(tmp_path, format_, seed.name, seed.data)
        check(found)
        assert isinstance(found, Brought)
        assert found.annotations or format_ == "qdc"


@pytest.mark.parametrize("format_", FORMATS)
def test_a_changed_file_is_read_or_refused_for_a_reason(tmp_path: Path, format_: str) -> None:
    seeds = REFI_SEEDS[format_]()

    @QUICK
    @given(st.integers(0, 2**32 - 1))
    def hold(number: int) -> None:
        rng = random.Random(number)
        seed = rng.choice(seeds)
        check(read(tmp_path, format_, seed.name, mutated(seed.data, rng, rng.randrange(1, 5))))

    hold()
