"""What Linux machines get: a bundle made in an old userland, as a package and as an archive."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

from dev import (
    BUILD_LOCK,
    ROOT,
    RUNTIME_LOCK,
    call,
    environment,
    make_venv,
    python_of,
    say,
    stanzas,
    suitable_python,
)

from shipping.bundle import NAME, SHIPPING, BuildFailed
from shipping.chroots import Userland
from shipping.interpreter import PREFIX, building_userland, made_interpreter

CEILING = {"GLIBC": "2.28", "GLIBCXX": "3.4.25", "CXXABI": "1.3.11"}
"""Debian 10 and what is derived from it: the oldest systems, by the names in the files."""

SOURCE_ONLY = ("jieba",)
"""Published as source; built inside with the setuptools of the lock, as everywhere."""

_PLATFORMS = (
    *(f"manylinux_2_{minor}_x86_64" for minor in range(28, 16, -1)),
    "manylinux2014_x86_64",
)


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
    """The folder of the program, made by `make.py onedir` in the old userland.

    Args:
        root: the source; of another version for trying an upgrade.
        work: where the environment, the work in progress and the result lie.
    """
    python, wheels = made_interpreter(), wheelhouse(root)
    dist = work / "dist"
    for folder in (work, dist):
        folder.mkdir(parents=True, exist_ok=True)
    inside = {"/piyue": root, "/piyue/.work": work, "/piyue/dist": dist}
    for place in (root / ".work", root / "dist"):
        place.mkdir(exist_ok=True)
    land = Userland(building_userland().root, {PREFIX: python, "/wheels": wheels, **inside})
    say(f"making the bundle of {version_of(root)} in the old userland")
    land.run(
        ["nice", f"{PREFIX}/bin/python3.11", "/piyue/build/make.py", "onedir"],
        env={"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/wheels", "PIP_ROOT_USER_ACTION": "ignore"},
        folder="/piyue",
    )
    return dist / NAME
