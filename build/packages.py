"""Python packages: the environments they lie in, what the locks say, how they get there."""

from __future__ import annotations

import ast
import hashlib
import operator
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from debian import can_make_venv
from shell import ROOT, WINDOWS, WORK, SetupFailed, call, environment, say

RUNTIME_LOCK = ROOT / "build" / "requirements.lock"
DEV_LOCK = ROOT / "build" / "requirements-dev.lock"
BUILD_LOCK = ROOT / "build" / "requirements-build.lock"
OLDEST, NEWEST = (3, 11), (3, 13)

QT = ("pyside6-essentials", "shiboken6")
"""Locked in two versions, one of them for 64-bit ARM Linux; the two of one version go together."""


# --- environments ----------------------------------------------------------------


def suitable_python() -> str:
    """This interpreter when it fits, else the newest fitting one on the path."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    raise SetupFailed(
        f"Python {sys.version.split()[0]} does not fit: 3.{OLDEST[1]} to 3.{NEWEST[1]} is needed"
    )


def python_of(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


def make_venv(python: str, venv: Path) -> None:
    if python_of(venv).exists():
        return
    if can_make_venv(python):
        say(f"making a virtual environment in {venv}")
        if call(python, "-m", "venv", venv) == 0:
            return
    # A half-made environment must not be taken for a whole one.
    shutil.rmtree(venv, ignore_errors=True)
    raise SetupFailed(
        f"{python} cannot make a virtual environment; the lines above say what is missing."
        " Install it, then run this again."
    )


def link_source(python: Path) -> None:
    """Let the environment import the program from src/, with the resources beside it."""
    asked = (
        "import os, sys, sysconfig;"
        "sys.stdout.buffer.write(os.fsencode(sysconfig.get_path('purelib')))"
    )
    found = subprocess.run([str(python), "-c", asked], capture_output=True, check=True)
    # A path file is read in the encoding of the locale, which may be another one tomorrow, or
    # none that knows Chinese (LC_ALL=C). So it is a line of ASCII that holds the path's bytes.
    line = f"import os, sys; sys.path.append(os.fsdecode({os.fsencode(ROOT / 'src')!r}))\n"
    (Path(os.fsdecode(found.stdout)) / "piyue.pth").write_text(line, encoding="ascii")


def stamp_of(*parts: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for part in (*parts, ROOT / "pyproject.toml"):
        digest.update(part.read_bytes())
    digest.update(os.fsencode(ROOT))  # the link to the source points here
    return digest.hexdigest()


# --- what a lock says ------------------------------------------------------------


def entries(lock: str) -> list[tuple[str, str, str]]:
    """What a lock file lists: name, version and the lines of the entry, hashes and all."""
    found: list[tuple[str, str, str]] = []
    for text in re.split(r"^(?=\S)", lock, flags=re.MULTILINE):
        head = re.match(r"([\w.-]+)==([\w.!+-]+)", text)
        if head:
            found.append((head[1], head[2], text))
    return found


def stanzas(lock: Path, names: tuple[str, ...]) -> str:
    """The entries of some packages, with their hashes, out of a lock file."""
    listed = entries(lock.read_text(encoding="utf-8"))
    return "".join(text for name, _version, text in listed if name in names)


def qt_versions(lock: str) -> list[str]:
    """The versions of Qt's binding in a lock, oldest first."""
    versions = {version for name, version, _text in entries(lock) if name == QT[0]}
    return sorted(versions, key=version_key)


def for_machine(lock: str, machine: Mapping[str, str]) -> str:
    """The entries of a lock that count on a machine, without their conditions.

    pip itself asks the machine it runs on about them, also when it downloads for another.

    Args:
        machine: what conditions ask for, such as `sys_platform`, as packaging.python.org
            names it in "Dependency specifiers".
    """
    kept: list[str] = []
    for _name, _version, text in entries(lock):
        condition = CONDITION.search(text)
        if condition is None or holds(condition[1], machine):
            kept.append(CONDITION.sub("", text, count=1))
    return "".join(kept)


CONDITION = re.compile(r" ; ([^\\\n]*?)(?= ?\\?$)", re.MULTILINE)
COMPARISONS: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def holds(condition: str, machine: Mapping[str, str]) -> bool:
    """Whether a condition of a lock is true on a machine; they read like Python."""

    def value(part: ast.expr) -> str:
        if isinstance(part, ast.Name):
            return machine[part.id]
        return str(ast.literal_eval(part))

    def is_true(part: ast.expr) -> bool:
        if isinstance(part, ast.BoolOp):
            among = all if isinstance(part.op, ast.And) else any
            return among(is_true(one) for one in part.values)
        if not isinstance(part, ast.Compare):
            raise SetupFailed(f"a condition of the lock is not understood: {condition}")
        sides = [value(part.left), value(part.comparators[0])]
        if all(re.fullmatch(r"\d+(\.\d+)*", side) for side in sides):
            return COMPARISONS[type(part.ops[0])](*(version_key(side) for side in sides))
        return COMPARISONS[type(part.ops[0])](*sides)

    return is_true(ast.parse(condition, mode="eval").body)


def version_key(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def only_qt(lock: str, version: str) -> str:
    """The same lock with one version of Qt's binding, on whatever machine.

    Raises:
        SetupFailed: the lock holds no such version.
    """
    if version not in qt_versions(lock):
        held = " and ".join(qt_versions(lock))
        raise SetupFailed(f"the lock holds PySide6-Essentials {held}, not {version}")
    kept: list[str] = []
    for name, locked, text in entries(lock):
        if name not in QT:
            kept.append(text)
        elif locked == version:
            kept.append(CONDITION.sub("", text, count=1))
    return "".join(kept)


# --- installing ------------------------------------------------------------------

CAUSES = {
    "CERTIFICATE_VERIFY_FAILED|TLS CA certificate bundle": """\
The certificate of the package server is not trusted here. In an office network that is mostly a
proxy with a certificate of its own: ask for its file and set PIP_CERT to it.""",
    "DO NOT MATCH THE HASHES": """\
A package is not the one that was locked, so it was not installed. A mirror that changes packages
must not be used: set PIP_INDEX_URL to another one, or unset it.""",
    "No space left on device": "The disk is full.",
    "Failed to establish a new connection|NewConnectionError|NameResolutionError|timed out"
    "|ConnectTimeout|Connection refused|Tunnel connection failed|ProxyError": """\
The package server cannot be reached. Set PIP_INDEX_URL to a mirror that can (whichever it is, the
hashes of the lock are checked), or HTTPS_PROXY to the proxy of this network.""",
    "No matching distribution found": """\
The package server does not have what is locked. Set PIP_INDEX_URL to a complete mirror, or unset
it. (Python must be the usual CPython for 64-bit Linux, Windows or macOS.)""",
}
"""What pip prints when it fails, and what that means for a person; the first that fits."""


def cause_of(said: str, env: Mapping[str, str]) -> str:
    """Why pip failed, in a sentence or two; empty when only its own lines can tell."""
    for pattern, sentence in CAUSES.items():
        if re.search(pattern, said):
            is_trust = pattern.startswith("CERTIFICATE")
            return "\n".join([sentence, *(trusting(env) if is_trust else [])])
    return ""


def trusting(env: Mapping[str, str]) -> list[str]:
    """The variables that decide which certificates pip trusts, the one that wins first."""
    # pip hands PIP_CERT to the library that fetches, and that lets its own variables win.
    order = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT", "SSL_CERT_FILE")
    named = [name for name in order if env.get(name)]
    if not named:
        return [f"None of {', '.join(order)} is set."]
    missing = {name: "" if Path(env[name]).exists() else " (no such file)" for name in named}
    return ["Set now, the first wins:", *(f"  {n}={env[n]}{missing[n]}" for n in named)]


def pip_install(python: Path, *arguments: str | Path) -> None:
    command = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *arguments]
    running = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment(),
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    said: list[str] = []
    assert running.stderr is not None
    for line in running.stderr:
        said.append(line)
        if not re.match(r"\s+Expected +or ", line):  # every other hash of that package
            print(line, end="", file=sys.stderr, flush=True)
    if running.wait() != 0:
        why = cause_of("".join(said), os.environ) or "The lines above say why."
        raise SetupFailed(f"the dependencies could not be installed.\n{why}")


def install_locked(lock: Path, python: Path) -> None:
    # jieba comes as source: it is built with the setuptools of the same lock, not with
    # whatever an isolated build would fetch. So setuptools goes in first.
    tools = WORK / "build-tools.txt"
    tools.write_text(stanzas(RUNTIME_LOCK, ("setuptools",)), encoding="utf-8")
    pip_install(python, "--require-hashes", "--no-deps", "-r", tools)
    pip_install(
        python, "--require-hashes", "--no-build-isolation", "--use-pep517", "--no-deps", "-r", lock
    )


def ensure(venv: Path, lock: Path, note: str, *depends: Path) -> None:
    """The environment holds what the lock says and sees the source; mostly nothing is to be done.

    Args:
        venv: made when it is not there.
        note: the name of the stamp kept in it, so that one environment can serve two locks.
        depends: what the stamp depends on beside the lock.
    """
    stamp, kept = stamp_of(lock, *depends), venv / note
    if kept.exists() and kept.read_text() == stamp:
        return
    make_venv(suitable_python(), venv)
    started = time.monotonic()
    say("installing the locked dependencies")
    install_locked(lock, python_of(venv))
    link_source(python_of(venv))
    kept.write_text(stamp)
    say(f"done in {time.monotonic() - started:.0f} s")
