"""Where things lie on a machine: platform folders, a stick, an administrator's preset."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app import main, paths
from app.paths import Paths, is_portable, known_folder, resource, stick_of
from app.preset import Fault, Preset, read_preset
from app.settings import FILE_NAME, Settings

SRC = Path(main.__file__).resolve().parents[1]
NAMES_THE_COMMA = sys.version_info >= (3, 13)
POSIX = pytest.mark.skipif(os.name == "nt", reason="of POSIX systems")


# --- folders of the platform --------------------------------------------------------------------


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home without anything, and no variables that say where things lie."""
    for name in ("PIYUE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(paths, "program_folder", lambda: None)
    return tmp_path


@POSIX
def test_linux_keeps_settings_cache_and_state_apart(nobody: Path):
    found = Paths.of_user()
    assert found.config == nobody / ".config" / "piyue"
    assert found.cache == nobody / ".cache" / "piyue"
    assert found.logs == nobody / ".local" / "state" / "piyue"
    assert found.documents == nobody / "Documents"
    assert found.presets == (Path("/etc/piyue/preset.json"),)


@POSIX
def test_a_relative_folder_in_a_variable_is_ignored(nobody: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", "here")
    monkeypatch.setenv("XDG_CACHE_HOME", "/far/cache")
    found = Paths.of_user()
    assert found.config == nobody / ".config" / "piyue"
    assert found.cache == Path("/far/cache/piyue")


@POSIX
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('XDG_DOCUMENTS_DIR="$HOME/文档"', "文档"),
        ('XDG_DOCUMENTS_DIR="$HOME/"', ""),
        ("XDG_DOCUMENTS_DIR=文档", "Documents"),
        ("", "Documents"),
    ],
)
def test_the_desktop_says_where_documents_lie(nobody: Path, line: str, expected: str):
    (nobody / ".config").mkdir()
    (nobody / ".config" / "user-dirs.dirs").write_text(f"# made\n{line}\n", encoding="utf-8")
    assert Paths.of_user().documents == nobody / expected


def test_windows_is_asked_for_documents_and_may_stay_silent():
    guid = paths.FOLDERID_DOCUMENTS
    found = known_folder(guid)
    assert found is None if sys.platform != "win32" else found is not None and found.is_dir()


# --- a stick ------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["portable.txt", "便携", "portable", "便携.txt"])
def test_a_mark_beside_the_program_keeps_everything_beside_it(
    nobody: Path, monkeypatch: pytest.MonkeyPatch, mark: str
):
    program = nobody / "盘" / "Piyue"
    program.mkdir(parents=True)
    monkeypatch.setattr(paths, "program_folder", lambda: program)
    assert not is_portable(program)
    assert Paths.of_user().portable is None
    (program / mark).touch()
    found = Paths.of_user()
    assert found.portable == program
    places = (found.documents, found.config, found.cache, found.logs, found.open_libraries)
    assert all(place.is_relative_to(program) for place in places)
    assert found.presets == (program / "preset.json",)  # not the machine's: it is a guest there


def test_paths_on_the_stick_survive_another_drive_letter(tmp_path: Path):
    old, new = tmp_path / "E", tmp_path / "F"
    config = Path("Piyue/PiyueData/config")
    elsewhere = tmp_path / "硬盘" / "库.piyue"
    settings = replace(
        Settings(stick=old),
        last_library=old / "报告" / "甲.piyue",
        recent_libraries=(old / "报告" / "甲.piyue", old / "Piyue" / "乙.piyue", elsewhere),
    )
    settings.save(old / config)
    written = json.loads((old / config / FILE_NAME).read_text(encoding="utf-8"))
    assert written["last_library"] == "../../../报告/甲.piyue"
    shutil.move(old, new)
    found = Settings.load(new / config, stick=new)
    assert found.last_library == new / "报告" / "甲.piyue"
    assert found.recent_libraries == (
        new / "报告" / "甲.piyue",
        new / "Piyue" / "乙.piyue",
        elsewhere,
    )


@POSIX
def test_a_stick_is_the_mounted_medium_or_else_the_program_s_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    program = tmp_path / "media" / "Piyue"
    monkeypatch.setattr(os.path, "ismount", lambda path: str(path) == "/")
    assert stick_of(program) == program
    medium = str(tmp_path / "media")
    monkeypatch.setattr(os.path, "ismount", lambda path: str(path) in {"/", medium})
    assert stick_of(program) == tmp_path / "media"


@POSIX
def test_a_portable_program_writes_nothing_elsewhere(tmp_path: Path):
    program, home = tmp_path / "盘" / "Piyue", tmp_path / "home"
    shutil.copytree(SRC / "app", program / "src" / "app", ignore=shutil.ignore_patterns("*.pyc"))
    (program / "resources").symlink_to(resource(""), target_is_directory=True)
    (program / "portable.txt").touch()
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    kept.pop("PIYUE_HOME", None)
    ran = subprocess.run(
        [sys.executable, "-B", "-m", "app", "gui", "--quit-after-first-paint"],
        env={**kept, "PYTHONPATH": str(program / "src"), "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    data = program / "PiyueData"
    assert (data / "documents" / "批阅.piyue").is_file()
    assert (data / "config" / FILE_NAME).is_file()
    # fontconfig keeps its own cache where the system's cannot be written.
    written = [path for path in home.rglob("*") if path.is_file() and "fontconfig" not in str(path)]
    assert written == []


# --- an administrator's preset ------------------------------------------------------------------


def preset_of(folder: Path, text: str, encoding: str = "utf-8") -> Preset:
    place = folder / "preset.json"
    place.write_text(text, encoding=encoding)
    return read_preset([folder / "not there.json", place])


def test_the_shipped_example_is_understood_as_it_stands(tmp_path: Path):
    text = resource("preset-example.json").read_text(encoding="utf-8")
    preset = preset_of(tmp_path, text)
    settings = Settings.load(tmp_path / "config", preset)
    assert settings.preset.faults == ()
    assert (settings.theme, settings.libreoffice, settings.zoom) == ("eyecare", "never", 110)
    assert settings.preset.locked == {"libreoffice", "citation_style", "citation_template"}
    assert settings.preset.codebook == tmp_path / "codebook.xlsx"
    assert settings.preset.libraries == Path.home() / "法治督察"
    assert settings.import_folder == Path.home() / "报送"
    assert len(settings.phrases) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_preset_may_be_saved_as_any_notepad_saves(tmp_path: Path, encoding: str):
    preset = preset_of(tmp_path, '// 说明\n{"settings": {"phrases": ["请核对"]}}', encoding)
    assert Settings.load(tmp_path, preset).phrases == ("请核对",)


def test_a_person_s_own_choice_outranks_a_default_and_not_a_lock(tmp_path: Path):
    (tmp_path / FILE_NAME).write_text(
        '{"theme": "dark", "libreoffice": "always"}', encoding="utf-8"
    )
    text = '{"settings": {"theme": "eyecare", "libreoffice": "never"}, "locked": ["libreoffice"]}'
    settings = Settings.load(tmp_path, preset_of(tmp_path, text))
    assert (settings.theme, settings.libreoffice) == ("dark", "never")
    replace(settings, zoom=120).save(tmp_path)
    without = Settings.load(tmp_path)  # the lock was taken away again
    assert (without.theme, without.libreoffice, without.zoom) == ("dark", "always", 120)


def test_what_the_preset_gives_changes_with_the_preset(tmp_path: Path):
    first = Settings.load(tmp_path, preset_of(tmp_path, '{"settings": {"zoom": 110}}'))
    replace(first, theme="dark").save(tmp_path)
    second = Settings.load(tmp_path, preset_of(tmp_path, '{"settings": {"zoom": 130}}'))
    assert (second.theme, second.zoom) == ("dark", 130)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("{", [Fault("unreadable", "1:2")]),
        # From 3.13 on the place is that of the comma, before that what follows it.
        ('// a\n{"a": 1,}', [Fault("unreadable", "2:8" if NAMES_THE_COMMA else "2:9")]),
        ("[]", [Fault("not_an_object", "")]),
        ("[" * 100_000, [Fault("unreadable", "")]),
        ('{"setings": {}}', [Fault("unknown", "setings")]),
        ('{"settings": {"themes": "dark"}}', [Fault("unknown", "settings.themes")]),
        ('{"settings": {"reviewer_id": "x"}}', [Fault("unknown", "settings.reviewer_id")]),
        ('{"settings": {"theme": "pink"}}', [Fault("bad", "settings.theme")]),
        ('{"settings": []}', [Fault("bad", "settings")]),
        ('{"codebook": 5}', [Fault("bad", "codebook")]),
        ('{"locked": ["zoom"]}', [Fault("unknown", "locked.zoom")]),
        ('{"locked": "zoom"}', [Fault("unknown", "locked.")]),
    ],
)
def test_a_bad_preset_costs_one_message_and_no_more(
    tmp_path: Path, text: str, faults: list[Fault], caplog: pytest.LogCaptureFixture
):
    settings = Settings.load(tmp_path, preset_of(tmp_path, text))
    assert list(settings.preset.faults) == faults
    assert (settings.theme, settings.preset.locked) == ("light", frozenset())
    assert len(caplog.records) == 1
    caplog.clear()


def test_what_is_good_in_a_bad_preset_counts(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    text = '{"settings": {"theme": "pink", "zoom": 120}, "locked": true}'
    settings = Settings.load(tmp_path, preset_of(tmp_path, text))
    assert (settings.zoom, settings.preset.locked) == (120, {"zoom"})
    caplog.clear()


def test_a_value_of_a_newer_version_stays_in_the_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    newer = '{"theme": "sepia", "future": [1], "zoom": 120}'
    (tmp_path / FILE_NAME).write_text(newer, encoding="utf-8")
    settings = Settings.load(tmp_path)
    caplog.clear()
    assert settings.theme == "light"
    replace(settings, zoom=130).save(tmp_path)
    kept = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))
    assert (kept["theme"], kept["future"], kept["zoom"]) == ("sepia", [1], 130)
    replace(Settings.load(tmp_path), theme="dark").save(tmp_path)
    caplog.clear()
    assert Settings.load(tmp_path).theme == "dark"
