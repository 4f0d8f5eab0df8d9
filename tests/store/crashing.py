"""A process that applies changes as fast as it can until it is killed.

Usage: crashing.py LIBRARY CACHE. One line per change the library has acknowledged.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from app.domain.anchor import Span
from app.domain.change import Entity
from app.store.library import Library
from store.changing import DEVICE, Changes


def main() -> None:
    path, cache = map(Path, sys.argv[1:])
    library = Library.open(path, device=DEVICE, cache=cache)
    changes = Changes(library, library.reviewers()[0].id)
    counter = library.tags()[0]
    rng = random.Random()
    while True:
        number = int(library.tags()[0].name) + 1
        text = f"第{number}份报告。" * rng.randint(1, 3000)
        report, new = changes.created_report(text)
        change = changes.apply(
            "import", report, changes.altered(Entity.TAG, counter.id, name=str(number)), texts=[new]
        )
        sys.stdout.write(f"{change.id}\n")
        edit = changes.created_annotation(library.reports()[-1].id, Span(0, 2), [counter.id])
        change = changes.apply("annotate", edit)
        sys.stdout.write(f"{change.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
