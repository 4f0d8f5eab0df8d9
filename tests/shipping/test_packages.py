"""What the locks say, and what is said when their packages cannot be installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from packages import (
    BUILD_LOCK,
    DEV_LOCK,
    QT,
    RUNTIME_LOCK,
    cause_of,
    entries,
    for_machine,
    holds,
    only_qt,
    qt_versions,
)
from shell import SetupFailed

LOCKS = (RUNTIME_LOCK, BUILD_LOCK, DEV_LOCK)
CPYTHON = {"python_full_version": "3.11.2"}
ARM = {**CPYTHON, "sys_platform": "linux", "platform_machine": "aarch64"}
OTHERS = (
    {**CPYTHON, "sys_platform": "linux", "platform_machine": "x86_64"},
    {**CPYTHON, "sys_platform": "win32", "platform_machine": "AMD64"},
    {**CPYTHON, "sys_platform": "darwin", "platform_machine": "arm64"},
)


def locked(lock: Path, machine: dict[str, str]) -> dict[str, str]:
    """What pip would take out of a lock on a machine: names with versions."""
    found: dict[str, str] = {}
    for name, version, _text in entries(for_machine(lock.read_text(encoding="utf-8"), machine)):
        assert name not in found, f"{name} is locked twice for {machine}"
        found[name] = version
    return found


@pytest.mark.parametrize(
    ("condition", "is_true"),
    [
        ("sys_platform == 'linux'", True),
        ("platform_machine != 'aarch64' or sys_platform != 'linux'", False),
        ("platform_machine == 'aarch64' and sys_platform == 'linux'", True),
        ("python_full_version < '3.12' and sys_platform == 'linux'", True),
        ("python_full_version < '3.9' or (python_full_version >= '3.13')", False),
    ],
)
def test_a_condition_is_asked_of_the_machine_that_is_meant(condition: str, is_true: bool) -> None:
    assert holds(condition, ARM) is is_true


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_arm_gets_the_last_qt_it_can_load_and_all_others_the_newer_one(lock: Path) -> None:
    on_arm = locked(lock, ARM)
    assert {on_arm[name] for name in QT} == {"6.8.0.2"}
    for machine in OTHERS:
        there = locked(lock, machine)
        assert {there[name] for name in QT} == {"6.9.3"}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_of_a_lock_is_hashed_and_no_server_is_named(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    listed = entries(text)
    assert "".join(entry for _name, _version, entry in listed) == text
    assert all("--hash=sha256:" in entry for _name, _version, entry in listed)
    assert "://" not in text


def test_the_locks_agree_with_each_other() -> None:
    for machine in (ARM, *OTHERS):
        runtime, build, dev = (locked(lock, machine) for lock in LOCKS)
        assert runtime.items() <= build.items() <= dev.items()


def test_a_lock_for_one_version_of_qt_is_the_same_but_for_qt() -> None:
    whole = DEV_LOCK.read_text(encoding="utf-8")
    assert qt_versions(whole) == ["6.8.0.2", "6.9.3"]
    one = only_qt(whole, "6.8.0.2")
    assert [(name, version) for name, version, _text in entries(one) if name in QT] == [
        (name, "6.8.0.2") for name in QT
    ]
    heads = [text.splitlines()[0] for name, _version, text in entries(one) if name in QT]
    assert heads == [f"{name}==6.8.0.2 \\" for name in QT]
    assert all("--hash=sha256:" in text for _name, _version, text in entries(one))
    others = [entry for entry in entries(whole) if entry[0] not in QT]
    assert [entry for entry in entries(one) if entry[0] not in QT] == others


def test_a_version_of_qt_that_is_not_locked_is_refused() -> None:
    with pytest.raises(SetupFailed, match=r"6\.8\.0\.2 and 6\.9\.3, not 6\.12\.0"):
        only_qt(DEV_LOCK.read_text(encoding="utf-8"), "6.12.0")


SAID = {
    "PIP_CERT": """\
Could not fetch URL https://mirror/simple/: There was a problem confirming the ssl certificate:
[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate - skipping
ERROR: No matching distribution found for lxml==6.1.3""",
    "not the one that was locked": """\
ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.""",
    "cannot be reached": """\
WARNING: Retrying after connection broken by 'NewConnectionError('Failed to establish a new
connection: [Errno 111] Connection refused')': /simple/lxml/
ERROR: No matching distribution found for lxml==6.1.3""",
    "complete mirror": "ERROR: No matching distribution found for jieba==0.42.1",
    "The disk is full": "ERROR: Could not install: [Errno 28] No space left on device",
}


@pytest.mark.parametrize("told", SAID)
def test_what_pip_says_is_explained(told: str) -> None:
    assert told in cause_of(SAID[told], {})


def test_what_is_not_known_is_left_to_the_lines_of_pip() -> None:
    assert cause_of("error: command 'gcc' failed", {}) == ""


def test_a_certificate_that_another_variable_hides_is_named(tmp_path: Path) -> None:
    office = tmp_path / "office.pem"
    office.touch()
    env = {"PIP_CERT": str(office), "REQUESTS_CA_BUNDLE": "/nowhere/ca.pem"}
    told = cause_of("Could not find a suitable TLS CA certificate bundle", env).splitlines()[-2:]
    assert [line.strip() for line in told] == [
        "REQUESTS_CA_BUNDLE=/nowhere/ca.pem (no such file)",
        f"PIP_CERT={office}",
    ]
