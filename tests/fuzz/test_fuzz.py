"""No change of a file makes a reader crash, hang, lie or lose text in silence.

Deterministic and small here; `python3 build/dev.py fuzz` goes on for as long as asked.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from app.files.worker import Worker
from fuzz import oracle
from fuzz.mutating import disturbed, mutated
from fuzz.seeds import KINDS, SEEDS

CASES = sorted((Path(__file__).parent / "cases").glob("*.*"))
SECONDS = 20.0
QUICK = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
"""The same examples in every run: a red suite is somebody's doing, not chance."""

_NUMBERS = itertools.count()
CHANGES = st.integers(0, 2**32 - 1)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    made = Worker(seconds=SECONDS, memory_bytes=1 << 30)
    yield made
    made.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def outcomes(worker: Worker, path: Path) -> list[oracle.Outcome]:
    found = oracle.outcomes(path, worker.members, worker.parse)
    for outcome in found:
        oracle.check(outcome)
    return found


def written(folder: Path, name: str, data: bytes) -> Path:
    """A file that no file before it can be mistaken for."""
    path = folder / f"{next(_NUMBERS)}-{name}"
    path.write_bytes(data)
    return path


def expect_words(words: str, found: list[oracle.Outcome]) -> None:
    assert found
    for outcome in found:
        assert not isinstance(outcome, UnreadableFile), outcome.reason
        assert oracle.lost(words, outcome) == ""


def test_every_format_has_files_to_start_from() -> None:
    assert set(KINDS) - set(SEEDS) == set()
    for kind in KINDS:
        assert SEEDS[kind]()


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_file_is_read_whole(worker: Worker, folder: Path, kind: str) -> None:
    for seed in SEEDS[kind]():
        expect_words(seed.words, outcomes(worker, written(folder, seed.name, seed.data)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_file_is_read_or_refused_for_a_reason(
    worker: Worker, folder: Path, kind: str
) -> None:
    seeds = SEEDS[kind]()

    @QUICK
    @given(CHANGES)
    def hold(number: int) -> None:
        rng = random.Random(number)
        seed = rng.choice(seeds)
        data = mutated(seed.data, rng, rng.randrange(1, 5))
        outcomes(worker, written(folder, seed.name, data))

    hold()


@pytest.mark.parametrize("kind", KINDS)
def test_noise_outside_the_words_loses_no_word(worker: Worker, folder: Path, kind: str) -> None:
    seeds = SEEDS[kind]()

    @QUICK
    @given(CHANGES)
    def hold(number: int) -> None:
        rng = random.Random(number)
        seed = rng.choice(seeds)
        data = disturbed(kind, seed.data, rng)
        expect_words(seed.words, outcomes(worker, written(folder, seed.name, data)))

    hold()


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_what_fuzzing_once_found_stays_mended(worker: Worker, case: Path) -> None:
    outcomes(worker, case)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_fuzzing_for_a_while_finds_nothing(kind: str) -> None:
    from fuzz.fuzzing import run

    assert run(kind, seconds=3.0) == 0
