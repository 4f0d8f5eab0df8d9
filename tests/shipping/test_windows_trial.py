"""What a trial of the installer reads and concludes, without a Windows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from shipping.judging import Limits
from shipping.windows_machine import Answer, folders, parsed_registry
from shipping.windows_trial import SOFTWARE, Trial

EXPORTED = (
    "Windows Registry Editor Version 5.00\r\n\r\n"
    "[HKEY_CURRENT_USER\\Software\\Piyue]\r\n"
    '"InstallDir"="C:\\\\用户 甲\\\\批阅"\r\n'
    '"Desktop"=dword:0000000a\r\n\r\n'
    "[HKEY_CURRENT_USER\\Software\\Classes\\Piyue.Library\\shell\\open\\command]\r\n"
    '@="\\"C:\\\\用户 甲\\\\批阅\\\\piyue.exe\\" \\"%1\\""\r\n'
    '"Long"=hex(0):00,\\\r\n  01\r\n'
).encode("utf-16")


def test_an_exported_registry_is_read_with_chinese_names_and_numbers():
    read = parsed_registry(EXPORTED)
    assert read[f"{SOFTWARE}\\Piyue"] == {"InstallDir": "C:\\用户 甲\\批阅", "Desktop": "10"}
    command = read[f"{SOFTWARE}\\Classes\\Piyue.Library\\shell\\open\\command"]
    assert command[""] == '"C:\\用户 甲\\批阅\\piyue.exe" "%1"'
    assert "Long" in command


class Pretended:
    """A Windows with one exported registry and answers by the first word of a command."""

    version = "pretended"

    def __init__(self, root: Path, answers: Mapping[str, Answer] | None = None) -> None:
        self.root, self.answers = root, dict(answers or {})
        self.asked: list[Sequence[str]] = []

    def run(
        self, words: Sequence[str], *, env: Mapping[str, str] | None = None, timeout: float = 300
    ) -> Answer:
        del env, timeout
        self.asked.append(words)
        if words[:2] == ["reg", "export"]:
            self.outside(words[3]).write_bytes(EXPORTED)
            return Answer(0, "", "")
        if words[0] == "cmd":
            named = (
                f"{name}=C:\\{name}" for name in ("LOCALAPPDATA", "APPDATA", "USERPROFILE", "TEMP")
            )
            return Answer(0, "\n".join(named), "")
        return self.answers.get(words[0].rpartition("\\")[2], Answer(0, "", ""))

    def command(self, words: Sequence[str]) -> list[str]:
        return list(words)

    def inside(self, path: Path) -> str:
        return "C:\\" + "\\".join(path.relative_to(self.root).parts)

    def outside(self, path: str) -> Path:
        found = self.root.joinpath(*path.split("\\")[1:])
        found.parent.mkdir(parents=True, exist_ok=True)
        return found


def trial_on(machine: Pretended, payload: Path) -> Trial:
    return Trial(machine, machine.root / "Setup.exe", payload, "0.2.0", machine.root, Limits())


def test_the_folders_of_the_user_are_asked_of_windows(tmp_path: Path):
    assert folders(Pretended(tmp_path))["LOCALAPPDATA"] == "C:\\LOCALAPPDATA"


def test_the_registered_command_is_run_with_the_file_in_its_place(tmp_path: Path):
    trial = trial_on(Pretended(tmp_path), tmp_path)
    words = trial.command_for("Piyue.Library", "D:\\资料 库.piyue")
    assert words == ["C:\\用户 甲\\批阅\\piyue.exe", "D:\\资料 库.piyue"]
    assert trial.problems == []


def test_a_file_too_few_too_many_or_other_than_packed_is_found(tmp_path: Path):
    payload = tmp_path / "payload"
    payload.mkdir()
    for name in ("same", "changed", "missing"):
        (payload / name).write_text(name)
    trial = trial_on(Pretended(tmp_path), payload)
    there = trial.machine.outside("C:\\there\\x").parent
    for name, content in {"same": "same", "changed": "!", "stale": "", "installed.lst": ""}.items():
        (there / name).write_text(content)
    trial.is_whole("C:\\there")
    assert [problem.rpartition(": ")[2] for problem in trial.problems] == [
        "missing",
        "stale",
        "changed",
    ]


def test_only_settings_of_the_reviewer_may_be_left(tmp_path: Path):
    trial = trial_on(Pretended(tmp_path), tmp_path)
    home = trial.machine.outside(trial.where["USERPROFILE"] + "\\x").parent
    before = trial.traces()
    (home / "AppData" / "Roaming" / "Piyue").mkdir(parents=True)
    (home / "AppData" / "Roaming" / "Piyue" / "settings.json").touch()
    trial.left_only_the_reviewer_s(before - {"AppData", "AppData/Roaming"})
    left = [problem for problem in trial.problems if "AppData" in problem]
    assert left == ["left behind: ['AppData', 'AppData/Roaming']"]
    (home / "AppData" / "Local").mkdir()
    trial.problems.clear()
    trial.left_only_the_reviewer_s(before | {"AppData", "AppData/Roaming"})
    assert trial.problems == ["left behind: ['AppData/Local']"]


@pytest.mark.parametrize(
    ("code", "says", "problems"),
    [(3, "it runs", 1), (0, "", 3), (3, "", 2)],
)
def test_a_refusal_needs_its_exit_code_and_its_reason(
    tmp_path: Path, code: int, says: str, problems: int
):
    trial = trial_on(Pretended(tmp_path, {"Setup.exe": Answer(code, says, "")}), tmp_path)
    trial.refuses_while_it_runs()
    assert len(trial.problems) == problems  # the log is missing in all of them


def test_a_warning_of_the_command_line_is_a_problem(tmp_path: Path):
    answer = Answer(0, "", "x.py:1: DeprecationWarning: old\n已导入\n")
    trial = trial_on(Pretended(tmp_path, {"piyue-cli.exe": answer}), tmp_path)
    trial.cli("list")
    assert trial.problems == ["piyue-cli list: x.py:1: DeprecationWarning: old"]
