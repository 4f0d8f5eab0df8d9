"""What Linux machines get: a bundle made in an old userland, as a package and as an archive."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from debian import install_debian_packages, missing_debian_packages
from packages import BUILD_LOCK, RUNTIME_LOCK, make_venv, python_of, stanzas, suitable_python
from shell import ROOT, call, environment, say
from shipping import deb, tarball
from shipping.bundle import DIST, NAME, SHIPPING, BuildFailed
from shipping.chroots import Userland
from shipping.desktop import DRAWINGS, icon_places
from shipping.gates import figures_of, problems_of
from shipping.interpreter import PREFIX, building_userland, made_interpreter

CEILING = {"GLIBC": "2.28", "GLIBCXX": "3.4.25", "CXXABI": "1.3.11"}
"""Debian 10 and what is derived from it: the oldest systems, by the names in the files."""

LARGEST_DEB_MB = 42
"""Decimal megabytes."""

EPOCH = 1795305600
"""The time that every packed file bears: of the locks, as in the bundle."""

SOURCE_ONLY = ("jieba",)
"""Published as source; built inside with the setuptools of the lock, as everywhere."""

_PLATFORMS = (
    *(f"manylinux_2_{minor}_x86_64" for minor in range(28, 16, -1)),
    "manylinux2014_x86_64",
)


INSIDE = "/piyue-source"
"""Where the source lies in the old userland."""

# Only made here: it is proved outside, and the package on clean systems.
_INSIDE = """
import sys
sys.path.insert(0, "/piyue-source/build")
from shipping.bundle import make_bundle
make_bundle()
"""


def version_of(root: Path = ROOT) -> str:
    """The version of the program in a tree of its source."""
    text = (root / "src" / "app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise BuildFailed(f"no version is written in {root}/src/app/__init__.py")
    return found.group(1)


def wheelhouse(root: Path = ROOT) -> Path:
    """A folder with everything the build lock names, for Python 3.11 and the C library 2.28.

    pip compares each with its hash here, and once more when it is installed inside.
    """
    lock = root / BUILD_LOCK.relative_to(ROOT)
    stamp = hashlib.sha256(lock.read_bytes()).hexdigest()[:16]
    folder = SHIPPING / "wheels" / stamp
    if (folder / ".whole").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    venv = SHIPPING / "wheels" / "venv"
    make_venv(suitable_python(), venv)
    say("fetching the locked dependencies for the old userland")
    runtime = root / RUNTIME_LOCK.relative_to(ROOT)
    parts = {
        "tools": stanzas(runtime, ("setuptools",)),
        "sources": stanzas(lock, SOURCE_ONLY),
        "wheels": lock.read_text(encoding="utf-8").replace(stanzas(lock, SOURCE_ONLY), ""),
    }
    for name, text in parts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    pip = (python_of(venv), "-m", "pip", "--disable-pip-version-check", "--quiet")
    hashed = ("--require-hashes", "--no-deps", "-r")
    platforms = [word for name in _PLATFORMS for word in ("--platform", name)]
    fetch = (*pip, "download", "--dest", folder)
    binary = ("--only-binary=:all:", "--python-version", "3.11", *platforms)
    codes = (
        call(*pip, "install", *hashed, folder / "tools.txt", env=environment()),
        call(*fetch, *binary, *hashed, folder / "wheels.txt", env=environment()),
        call(*fetch, "--no-build-isolation", *hashed, folder / "sources.txt", env=environment()),
    )
    if any(codes):
        raise BuildFailed("not everything could be fetched; the lines above say why")
    (folder / ".whole").touch()
    return folder


def old_bundle(root: Path = ROOT, work: Path = SHIPPING / "old") -> Path:
    """The folder of the program, made in the old userland as `make.py onedir` makes it here.

    Args:
        root: the source; of another version for trying an upgrade.
        work: where the environment, the work in progress and the result lie.
    """
    python, wheels = made_interpreter(), wheelhouse(root)
    dist = work / "dist"
    for folder in (work, dist):
        folder.mkdir(parents=True, exist_ok=True)
    inside = {INSIDE: root, f"{INSIDE}/.work": work, f"{INSIDE}/dist": dist}
    for place in (root / ".work", root / "dist"):
        place.mkdir(exist_ok=True)
    land = Userland(building_userland().root, {PREFIX: python, "/wheels": wheels, **inside})
    say(f"making the bundle of {version_of(root)} in the old userland")
    land.run(
        [f"{PREFIX}/bin/python3.11", "-c", _INSIDE],
        env={"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/wheels", "PIP_ROOT_USER_ACTION": "ignore"},
        folder=INSIDE,
    )
    return dist / NAME


@dataclass(frozen=True, slots=True)
class Packages:
    """What was made for Linux."""

    deb: Path
    archive: Path
    figures: Mapping[str, str]


def make_packages(target: Path = DIST) -> Packages:
    """The package and the archive, from the source to lintian, in one call.

    Raises:
        BuildFailed: a gate, lintian or the size says that it may not go out.
    """
    bundle = old_bundle()
    problems = problems_of(bundle, windows=False, ceiling=CEILING, traces=(str(ROOT), INSIDE))
    if problems:
        raise BuildFailed("the bundle does not pass:\n" + "\n".join(problems))
    made = pack(bundle, ROOT, target)
    found = lint(made.deb)
    if found:
        raise BuildFailed(f"lintian:\n{found}")
    size = made.deb.stat().st_size / 1_000_000
    if size > LARGEST_DEB_MB:
        raise BuildFailed(f"{made.deb.name} has {size:.1f} MB, more than {LARGEST_DEB_MB}")
    return made


def made_packages(target: Path = DIST) -> Packages:
    """What `make_packages` has made.

    Raises:
        BuildFailed: it has not.
    """
    version = version_of()
    package = target / f"{NAME}_{version}_{deb.ARCHITECTURE}.deb"
    archive = target / f"{tarball.archive_name(version)}.tar.xz"
    if not (package.is_file() and archive.is_file()):
        raise BuildFailed(f"there is no {package.name} yet: python3 build/make.py linux makes it")
    return Packages(package, archive, {})


def pack(bundle: Path, root: Path, target: Path, work: Path = SHIPPING / "old") -> Packages:
    """Pack a bundle both ways."""
    version, icons = version_of(root), rendered_icons(work)
    figures = dict(figures_of(bundle, windows=False))
    package = target / f"{NAME}_{version}_{deb.ARCHITECTURE}.deb"
    archive = target / f"{tarball.archive_name(version)}.tar.xz"
    needs = deb.needs_of_bundle(bundle)
    say(f"packing {package.name} and {archive.name}")
    began = time.monotonic()
    tree = deb.package_tree(bundle, icons, version, EPOCH)
    fields = deb.control(version, tree, needs)
    with ThreadPoolExecutor(2) as both:  # packing holds no lock of Python's
        jobs = [
            both.submit(deb.write_deb, package, tree, fields, EPOCH),
            both.submit(
                tarball.write_archive,
                archive,
                tarball.archive_tree(bundle, icons, version, EPOCH),
                EPOCH,
            ),
        ]
        for job in jobs:
            job.result()
    figures["packing"] = f"{time.monotonic() - began:.0f} s"
    for path in (package, archive):
        figures[path.name] = f"{path.stat().st_size / 1_000_000:.1f} MB"
    figures["Depends"] = ", ".join(needs.depends)
    return Packages(package, archive, figures)


def rendered_icons(work: Path = SHIPPING / "old") -> Path:
    """A folder like share/icons/hicolor, drawn by the Qt that the bundle is made with."""
    icons = work / "icons"
    shutil.rmtree(icons, ignore_errors=True)
    pictures: list[tuple[str, int, str]] = []
    for place, (drawing, size) in icon_places(DRAWINGS).items():
        if size is not None:
            pictures.append((f"/source/{drawing}", size, f"/icons/{place}"))
            continue
        (icons / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / drawing, icons / place)
    (icons / "list.json").write_text(json.dumps(pictures), encoding="utf-8")
    binds = {PREFIX: made_interpreter(), "/source": ROOT, "/icons": icons, f"{INSIDE}/.work": work}
    script = "/source/build/shipping/linux_files/render_icons.py"
    python = f"{INSIDE}/.work/shipping/venv/bin/python"
    Userland(building_userland().root, binds).run([python, "-I", script, "/icons/list.json"])
    (icons / "list.json").unlink()
    return icons


def lint(package: Path) -> str:
    """Lintian's errors and warnings that no override foresees, and overrides without use."""
    install_debian_packages(missing_debian_packages(("lintian",)))
    done = subprocess.run(
        ["lintian", "--no-cfg", "--allow-root", "--tag-display-limit", "0", "-I", str(package)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 2):  # 2: it found something
        raise BuildFailed(f"lintian did not run: {done.stderr.strip()}")
    return "\n".join(
        line
        for line in done.stdout.splitlines()
        if line.startswith(("E:", "W:"))
        or re.search(r"^\w: \S+: (unused|mismatched)-override", line)
    )


def linux(arguments: Sequence[str]) -> int:
    """Make the package and the archive for Linux, in an old userland (as root)."""
    parser = argparse.ArgumentParser(prog="make.py linux", description=linux.__doc__)
    parser.add_argument("--try", action="store_true", help="and try them on clean systems")
    asked = parser.parse_args(arguments)
    made = make_packages()
    for name, value in made.figures.items():
        print(f"{name}: {value}", flush=True)
    return try_linux([]) if vars(asked)["try"] else 0


def try_linux(arguments: Sequence[str]) -> int:
    """Try on clean systems what `make.py linux` has made (as root)."""
    parser = argparse.ArgumentParser(prog="make.py try-linux", description=try_linux.__doc__)
    parser.add_argument("--no-upgrade", action="store_true", help="make no older version for it")
    parser.add_argument("suites", nargs="*", help="releases of Debian (bullseye bookworm)")
    asked = parser.parse_args(arguments)
    from shipping.older import older_package
    from shipping.trying import SUITES, table, try_packages

    older = None if asked.no_upgrade else older_package()
    trials = try_packages(made_packages(), older, tuple(asked.suites) or SUITES)
    print(table(trials))
    problems = [f"{trial.suite}: {problem}" for trial in trials for problem in trial.problems]
    for problem in problems:
        say(problem)
    return 1 if problems else 0
