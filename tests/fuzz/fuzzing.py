"""Fuzzing of the readers for as long as asked; see test_fuzz.py for the small run.

    python3 build/dev.py fuzz                            every reader, 60 seconds each
    python3 build/dev.py fuzz --reader docx --seconds 600
    python3 build/dev.py fuzz --again FILE…              judge files found before

Where atheris is installed (x86-64 Linux, CPython 3.11) the search is guided by coverage
and what it learnt is kept in .work/fuzz; elsewhere changes are tried at random. Every
reader runs in a process of its own with limits of time and memory. A file that breaks a
promise of oracle.py lies in .work/fuzz/found; mend the reader, make the file small, and
keep it in tests/fuzz/cases.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import random
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent), str(ROOT / "src")]

from app.domain.errors import UnreadableFile  # noqa: E402 - the paths above come first
from app.files.worker import Worker  # noqa: E402
from fuzz import oracle  # noqa: E402
from fuzz.mutating import disturbed, mutated  # noqa: E402
from fuzz.seeds import KINDS, SEEDS, Seed  # noqa: E402

HOME = ROOT / ".work" / "fuzz"
FOUND = HOME / "found"
FILE_SECONDS = 20
MEMORY_MB = 1_500


def run(kind: str, seconds: float) -> int:
    """Fuzz one reader.

    Returns:
        How many files broke a promise; they lie in FOUND.
    """
    FOUND.mkdir(parents=True, exist_ok=True)
    before = set(FOUND.iterdir())
    _at_random(kind, seconds / 2 if _is_guided() else seconds)
    if _is_guided():
        _guided(kind, seconds / 2)
    new = sorted(set(FOUND.iterdir()) - before)
    for path in new:
        print(f"{kind}: {path}")
    return len(new)


def _is_guided() -> bool:
    return importlib.util.find_spec("atheris") is not None


def _guided(kind: str, seconds: float) -> None:
    corpus = HOME / "corpus" / kind
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in SEEDS[kind]():
        (corpus / seed.name).write_bytes(seed.data)
    command = [
        *(sys.executable, str(HERE / "guided.py"), kind, str(corpus)),
        *(f"-max_total_time={max(1, round(seconds))}", f"-timeout={FILE_SECONDS}"),
        *(f"-rss_limit_mb={MEMORY_MB}", "-max_len=65536", "-verbosity=0", "-print_final_stats=0"),
        f"-artifact_prefix={FOUND / kind}-",
    ]
    with (HOME / f"{kind}.log").open("wb") as log:
        subprocess.run(command, stdout=log, stderr=log, check=False, cwd=HOME)


def _at_random(kind: str, seconds: float) -> None:
    """Changes at random through the worker, which survives whatever they do."""
    seeds = SEEDS[kind]()
    folder = HOME / "now" / kind
    folder.mkdir(parents=True, exist_ok=True)
    worker = Worker(seconds=FILE_SECONDS, memory_bytes=MEMORY_MB << 20)
    end = time.monotonic() + seconds
    tried = 0
    while time.monotonic() < end:
        rng = random.Random(os.urandom(8))
        seed = rng.choice(seeds)
        is_noise = rng.random() < 0.3
        data = (
            disturbed(kind, seed.data, rng)
            if is_noise
            else mutated(seed.data, rng, rng.randrange(1, 6))
        )
        tried += 1
        if problem := _problem(
            worker, folder / f"{tried}-{seed.name}", data, seed if is_noise else None
        ):
            name = f"{kind}-{hashlib.sha256(data).hexdigest()[:8]}-{seed.name}"
            (FOUND / name).write_bytes(data)
            print(f"{name}: {problem}")
    worker.close()
    print(f"{kind}: {tried} files at random")


def _problem(worker: Worker, path: Path, data: bytes, seed: Seed | None) -> str | None:
    path.write_bytes(data)
    try:
        for found in oracle.outcomes(path, worker.members, worker.parse):
            oracle.check(found)
            assert not (seed and isinstance(found, UnreadableFile)), "mere noise is refused"
            assert not (seed and oracle.lost(seed.words, found)), "words were lost"
    except AssertionError as problem:
        return str(problem).splitlines()[0] if str(problem) else "a promise is broken"
    finally:
        path.unlink()
    return None


def again(paths: list[Path]) -> int:
    """Judge files in this process, with the whole traceback of the first that fails."""
    for path in paths:
        for found in oracle.read(path):
            oracle.check(found)
            print(path.name, getattr(found, "reason", "read"))
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reader", choices=KINDS, action="append")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--again", type=Path, nargs="+")
    asked = parser.parse_args()
    if asked.again:
        return again(asked.again)
    bad = sum(run(kind, asked.seconds) for kind in asked.reader or KINDS)
    print(f"{bad} found" if bad else "nothing found")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
