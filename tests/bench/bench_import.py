"""Import of a thousand files as they arrive at an office, by the real verb, in a fresh process.

The child process stands for the window: it imports, and says what that took of time and
memory in itself and in the parsing processes it started.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[1] / "src")]

from measuring import Figure, say, watch  # noqa: E402 - the paths above come first

FILES = 1000
PER_MINUTE = 1000
KILOBYTES = 1024


def measure_mixed_import(count: int = FILES) -> list[Figure]:
    from mixed_corpus import mixed

    with tempfile.TemporaryDirectory(prefix="piyue-bench-") as name:
        folder = Path(name)
        source = folder / "来件"
        source.mkdir()
        made = mixed(count, source)
        say("importing " + ", ".join(f"{n} {ending}" for ending, n in sorted(made.items())) + "…")
        with watch() as plain:
            _plain_import(source, folder / "plain.db")
        ran = subprocess.run(
            [sys.executable, str(HERE / "bench_import.py"), str(source), str(folder)],
            capture_output=True,
            check=True,
        )
    took = json.loads(ran.stdout)
    if took["added"] != count:
        raise RuntimeError(f"{took['added']} of {count} files were imported: {took['failed']}")
    return [
        Figure(
            f"import of {count} mixed files, searchable (wall)",
            took["wall"],
            "s wall",
            plain.wall_ms / 1000,
            "baseline: read, hash and store the bytes",
        ),
        Figure("  files per minute", 60 * count / took["wall"], "files", None, f"≥ {PER_MINUTE:,}"),
        Figure("  of which this process", took["cpu"], "s cpu"),
        Figure("  of which the parsing process", took["worker_cpu"], "s cpu"),
        Figure("  peak memory of this process", took["memory"], "MB"),
        Figure("  peak memory of the parsing process", took["worker_memory"], "MB"),
    ]


def _plain_import(source: Path, target: Path) -> None:
    db = sqlite3.connect(target)
    db.execute("CREATE TABLE file(sha TEXT PRIMARY KEY, body BLOB)")
    for path in sorted(source.iterdir()):
        raw = path.read_bytes()
        row = (hashlib.sha256(raw).hexdigest(), raw)
        db.execute("INSERT OR IGNORE INTO file VALUES(?, ?)", row)
    db.commit()
    db.close()


def import_all(source: Path, folder: Path) -> dict[str, object]:
    """Import everything, as the window does."""
    from app.paths import Paths
    from app.settings import Settings
    from app.workspace.workspace import Workspace

    paths = Paths(folder / "documents", folder / "config", folder / "cache", folder / "logs")
    workspace = Workspace.open(folder / "mixed.piyue", paths, Settings(), create=True)
    began, cpu = time.perf_counter(), time.process_time()
    results = workspace.importing.add([source])
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    workspace.close()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    failed = [f"{r.file} {r.error.reason}" for r in results if r.error]
    return {
        "added": sum(result.status == "added" for result in results),
        "failed": failed[:5],
        "wall": wall,
        "cpu": cpu,
        "worker_cpu": children.ru_utime + children.ru_stime,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES,
        "worker_memory": children.ru_maxrss / KILOBYTES,
    }


if __name__ == "__main__":
    print(json.dumps(import_all(Path(sys.argv[1]), Path(sys.argv[2]))))
