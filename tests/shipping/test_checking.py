"""What is proved, what is left out and what failed is said, and decides the exit code."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from shipping import checking
from shipping.bundle import BuildFailed
from shipping.checking import Proof, check, plain_environment


def verb(calls: list[str], name: str, code: int = 0) -> checking.Verb:
    def run(arguments: Sequence[str]) -> int:
        calls.append(name)
        return code

    return run


def test_everything_the_machine_can_do_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checking, "why_not_in_userlands", lambda: "")
    calls: list[str] = []
    run = check({"onedir": verb(calls, "onedir"), "linux": verb(calls, "linux")})
    assert run([]) == 0
    assert calls == ["onedir", "linux"]
    assert capsys.readouterr().out.count("passed in") == 2


def test_what_the_machine_cannot_do_is_left_out_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checking, "why_not_in_userlands", lambda: "userlands need root")
    calls: list[str] = []
    run = check({"onedir": verb(calls, "onedir"), "linux": verb(calls, "linux")})
    assert run([]) == 0
    assert calls == ["onedir"]
    assert "left out: userlands need root" in capsys.readouterr().out


def test_one_failure_fails_the_whole_and_the_rest_is_still_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checking, "why_not_in_userlands", lambda: "")
    calls: list[str] = []
    run = check({"onedir": verb(calls, "onedir", 1), "linux": verb(calls, "linux")})
    assert run([]) == 1
    assert calls == ["onedir", "linux"]
    assert "failed in" in capsys.readouterr().out


def test_a_part_that_cannot_go_on_has_failed_and_the_rest_is_still_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checking, "why_not_in_userlands", lambda: "")
    calls: list[str] = []

    def broken(arguments: Sequence[str]) -> int:
        raise BuildFailed("the bundle was not made")

    assert check({"onedir": broken, "linux": verb(calls, "linux")})([]) == 1
    assert calls == ["linux"]
    assert "the bundle was not made" in capsys.readouterr().err


def test_problems_are_told_below_the_figures_and_decide(capsys: pytest.CaptureFixture[str]) -> None:
    assert Proof({"size": "109 MB"}, []).tell("dist/piyue") == 0
    assert Proof({"size": "140 MB"}, ["too large"]).tell("dist/piyue") == 1
    told = capsys.readouterr().out
    assert "no problems" in told
    assert "✗ too large" in told


def test_the_judged_program_gets_nothing_of_the_builds_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PYTHONPATH", "QT_QPA_PLATFORM", "LD_LIBRARY_PATH", "PIYUE_HOME", "DISPLAY"):
        monkeypatch.setenv(name, "of the build")
    env = plain_environment(tmp_path, DISPLAY=":9")
    assert "of the build" not in env.values()
    assert env["PIYUE_HOME"] == str(tmp_path)
    assert env["DISPLAY"] == ":9"
    assert env["PATH"] == os.environ["PATH"]
