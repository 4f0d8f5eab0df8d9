"""One reader under atheris, in a process of its own: started by fuzzing.py, not imported.

Usage: guided.py KIND CORPUS [libFuzzer options]. The first file that breaks a promise
is written to the artifact prefix and ends the process.
"""

from __future__ import annotations

import contextlib
import itertools
import random
import sys
import tempfile
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

import atheris  # noqa: E402 - the paths above come first

with atheris.instrument_imports(include=["app.files", "app.text", "olefile", "zipfile", "email"]):
    from app.files import archive, reading  # noqa: F401 - the one is wanted instrumented
    from fuzz import oracle

    for _format in reading.FORMATS:  # readers are imported when first needed
        with contextlib.suppress(Exception):
            _format.read(b"", "a")
from fuzz.mutating import mutated, repacked, unpacked  # noqa: E402
from fuzz.seeds import SEEDS  # noqa: E402

KIND = sys.argv.pop(1)
NAME = SEEDS[KIND]()[0].name
_folder = tempfile.TemporaryDirectory(prefix="piyue-fuzz-")
_numbers = itertools.count()


def judge(data: bytes) -> None:
    path = Path(_folder.name, f"{next(_numbers)}-{NAME}")  # none may be taken for the one before
    path.write_bytes(data)
    try:
        for found in oracle.read(path):
            oracle.check(found)
    finally:
        path.unlink()


def change(data: bytes, limit: int, number: int) -> bytes:
    """Half of the changes are ours; the others are libFuzzer's, inside one part of a package."""
    rng = random.Random(number)
    if rng.random() < 0.5:
        return mutated(data, rng, rng.randrange(1, 4))[:limit]
    members = unpacked(data) if data.startswith(b"PK") else None
    if members:
        at = rng.randrange(len(members))
        name, content = members[at]
        members[at] = (name, atheris.Mutate(content, max(1, min(limit // 2, 2 * len(content)))))
        made = repacked(members)
        return made if len(made) <= limit else data
    return atheris.Mutate(data, limit)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    atheris.Setup(sys.argv, judge, custom_mutator=change)
    atheris.Fuzz()
