"""Python and SQLite for old systems: Debian's sources, compiled in a userland of bullseye.

bullseye's own SQLite knows no STRICT tables, and its C library is newer than that of the
oldest systems the program runs on; interpreter.sh says how both are dealt with. What it
makes is kept by a hash of everything it is made of.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tarfile
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from debian import DEBIAN_LIBRARIES
from shell import say
from shipping.bundle import SHIPPING, BuildFailed
from shipping.chroots import MIRROR, Userland, userland

SUITE = "bullseye"
CEILING = (2, 28)
"""The newest C library whose functions may be called, by the names in the files."""

OLDEST_SQLITE = (3, 40)
PREFIX = "/opt/python"
RECIPE = Path(__file__).with_name("interpreter.sh")

BUILD_PACKAGES = (
    *("binutils", "build-essential", "patch", "pkg-config", "tcl8.6", "xz-utils"),
    *("libbz2-dev", "libexpat1-dev", "libffi-dev", "liblzma-dev", "zlib1g-dev"),
    # Not called by what is compiled, but looked at, and in part collected, by the bundle.
    *DEBIAN_LIBRARIES,
    *("libwayland-client0", "libwayland-cursor0", "libwayland-egl1"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """One archive of a Debian source package.

    Attributes:
        name: what interpreter.sh calls it.
        path: where it lies in Debian's archive.
    """

    name: str
    path: str
    sha256: str


SOURCES = (
    Source(
        "python.orig",
        "pool/main/p/python3.11/python3.11_3.11.2.orig.tar.gz",
        "2411c74bda5bbcfcddaf4531f66d1adc73f247f529aee981b029513aefdbf849",
    ),
    Source(
        "python.debian",
        "pool/main/p/python3.11/python3.11_3.11.2-6+deb12u8.debian.tar.xz",
        "ece2d63c70ac0b7a401fbe6b51b0103be997c294a01a3865549be1862794ba97",
    ),
    Source(
        "sqlite.orig",
        "pool/main/s/sqlite3/sqlite3_3.46.1.orig.tar.xz",
        "d0cdd2ece271b29e7ce18095745d892517ee26d0f270065b3a25c2e9eb11639c",
    ),
    Source(
        "sqlite.debian",
        "pool/main/s/sqlite3/sqlite3_3.46.1-7+deb13u2.debian.tar.xz",
        "59d33bc436258603702bb051d645743ab03612b82f79e7c7d638c65127c21261",
    ),
)

# Of Debian's changes those that mend faults. The others lay Python out as Debian does, adapt
# it to Debian's machines and libraries, or skip tests.
MENDING = {
    "python": re.compile(
        r"CVE-|\d{4}-3\.11-|shutdown-deadlock|frame_dealloc-crash|relfile-nullptr"
    ),
    "sqlite": re.compile(r"\d+-CVE-|\d+-fix_"),
}

_QUESTIONS = """
import hashlib, json, sqlite3, sys, threading, time, zlib, bz2, lzma, ctypes
import xml.etree.ElementTree
memory = sqlite3.connect(":memory:")
memory.execute("CREATE TABLE plain(n INTEGER) STRICT")
memory.execute("CREATE VIRTUAL TABLE found USING fts5(words)")
memory.execute("INSERT INTO found VALUES ('lawful government')")
lock = threading.Lock()
lock.acquire()
began = time.monotonic()
lock.acquire(timeout=0.2)
print(json.dumps({
    "python": sys.version.split()[0],
    "sqlite": sqlite3.sqlite_version,
    "fts5": memory.execute("SELECT count(*) FROM found('lawful')").fetchone()[0] == 1,
    "json": memory.execute("SELECT json('[1]') ->> 0").fetchone()[0] == 1,
    "options": sorted(row[0] for row in memory.execute("PRAGMA compile_options")),
    "waits": 0.15 < time.monotonic() - began < 2,
    "numbers": [round(f(3.0), 9) for f in (__import__("math").exp, __import__("math").log2)],
}))
"""


def building_userland() -> Userland:
    """bullseye with what compiles Python and what the bundle collects."""
    return userland(SUITE, tuple(sorted(BUILD_PACKAGES)))


def made_interpreter() -> Path:
    """The folder that belongs at PREFIX inside; compiled when it is not there yet (5 min).

    Raises:
        BuildFailed: a source is not what it was, or what was made does not pass.
    """
    sources = _fetched()
    series = {name: _series(sources / f"{name}.debian", rule) for name, rule in MENDING.items()}
    digest = hashlib.sha256(RECIPE.read_bytes())
    for part in (*(source.sha256 for source in SOURCES), *map(str, series.values())):
        digest.update(part.encode())
    made = SHIPPING / "interpreters" / digest.hexdigest()[:16]
    land = building_userland()
    if not (made / ".passed").exists():
        say("compiling Python and SQLite in the old userland (about 5 minutes)")
        shutil.rmtree(made, ignore_errors=True)
        work = SHIPPING / "interpreters" / "work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        made.mkdir()
        for name, patches in series.items():
            (sources / f"{name}.series").write_text("".join(f"{p}\n" for p in patches))
        binds = {"/sources": sources, "/recipe.sh": RECIPE, "/build": work, PREFIX: made}
        _compile(Userland(land.root, binds), work)
        shutil.rmtree(work)
    answer = _asked(Userland(land.root, {PREFIX: made}))
    if problems := problems_of(answer):
        raise BuildFailed("the interpreter for old systems: " + "; ".join(problems))
    say(f"interpreter for old systems: Python {answer['python']}, SQLite {answer['sqlite']}")
    (made / ".passed").write_text(json.dumps(answer), encoding="utf-8")
    return made


def problems_of(answer: dict[str, object]) -> list[str]:
    """What is wrong with an interpreter, by its answers."""
    problems: list[str] = []
    version = tuple(int(part) for part in str(answer["sqlite"]).split("."))
    if version < OLDEST_SQLITE:
        problems.append(f"SQLite {answer['sqlite']} is older than 3.40")
    problems += [f"no {name}" for name in ("fts5", "json") if not answer[name]]
    if "OMIT_LOAD_EXTENSION" not in (answer["options"] or ()):  # type: ignore[operator] - JSON
        problems.append("SQLite loads extensions")
    if not answer["waits"]:
        problems.append("locks do not wait as long as they are told")
    if answer["numbers"] != [20.085536923, 1.584962501]:
        problems.append(f"it calculates {answer['numbers']}")
    return problems


def _compile(land: Userland, work: Path) -> None:
    command = ["nice", "sh", "/recipe.sh", "/sources", PREFIX, "/build"]
    done = land.run(command, check=False)
    if done.code != 0:
        logs = sorted(work.glob("*.log"), key=lambda log: log.stat().st_mtime)
        tail = logs[-1].read_text(errors="replace").splitlines()[-20:] if logs else []
        raise BuildFailed("\n".join((done.both, *tail, "the interpreter was not compiled")))


def _asked(land: Userland) -> dict[str, object]:
    return json.loads(land.run([f"{PREFIX}/bin/python3.11", "-I", "-c", _QUESTIONS]).stdout)


def _fetched() -> Path:
    folder = SHIPPING / "sources"
    folder.mkdir(parents=True, exist_ok=True)
    for source in SOURCES:
        target = folder / source.name
        if target.exists() and _sha256(target) == source.sha256:
            continue
        address = f"{MIRROR}/{source.path}"
        say(f"fetching {address}")
        try:
            with urllib.request.urlopen(address, timeout=120) as answer, target.open("wb") as out:
                shutil.copyfileobj(answer, out)
        except OSError as error:
            raise BuildFailed(f"{address} could not be fetched: {error}") from error
        if _sha256(target) != source.sha256:
            target.unlink()
            raise BuildFailed(f"{address} is not the file whose hash is known")
    return folder


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _series(archive: Path, rule: re.Pattern[str]) -> list[str]:
    with tarfile.open(archive) as opened:
        member = opened.extractfile("debian/patches/series")
        if member is None:
            raise BuildFailed(f"{archive.name} lists no patches")
        return mending(member.read().decode().splitlines(), rule)


def mending(series: Sequence[str], rule: re.Pattern[str]) -> list[str]:
    """The patches that mend faults, in the order in which they apply."""
    return [line.strip() for line in series if rule.match(line.strip())]
