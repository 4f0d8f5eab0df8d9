"""Settings and view state as files: kept, mended, never in the way."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from app.settings import FILE_NAME, MOST_RECENT, Settings, ViewState


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    settings = Settings(
        reviewer_name="李审阅",
        language="en",
        theme="eyecare",
        zoom=150,
        last_library=Path("/数据/库.piyue"),
        recent_libraries=(Path("/数据/库.piyue"),),
        sync_mode="off",
        left_dock=240,
        keys={"highlight": "M", "quit": ""},
    )
    settings.save(tmp_path)
    assert Settings.load(tmp_path) == settings
    assert list(tmp_path.iterdir()) == [tmp_path / FILE_NAME]


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "nowhere")
    assert (settings.language, settings.theme, settings.zoom) == ("zh", "light", 100)
    assert settings.last_library is None


def test_the_ids_made_at_the_first_start_stay(tmp_path: Path) -> None:
    first = Settings.of_user(tmp_path)
    second = Settings.of_user(tmp_path)
    assert (second.reviewer_id, second.device_id) == (first.reviewer_id, first.device_id)
    assert first.reviewer_id != first.device_id


def test_unknown_keys_are_kept(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"future": {"a": [1]}, "zoom": 120}', encoding="utf-8")
    settings = Settings.load(tmp_path)
    replace(settings, zoom=130).save(tmp_path)
    kept = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))
    assert (kept["future"], kept["zoom"]) == ({"a": [1]}, 130)


def test_bad_values_become_defaults_with_one_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bad = {
        "zoom": 9000, "language": "fr", "theme": None, "reviewer_id": "x", "device_id": 5,
        "reviewer_name": " ", "recent_libraries": "no", "last_library": 3, "ui_scale": True,
        "keys": {"undo": 5},
    }  # fmt: skip
    (tmp_path / FILE_NAME).write_text(json.dumps(bad | {"sync_mode": "off"}), encoding="utf-8")
    settings = Settings.load(tmp_path)
    default = Settings()
    assert settings.sync_mode == "off"
    for name in bad.keys() - {"reviewer_id", "device_id"}:
        assert getattr(settings, name) == getattr(default, name), name
    assert len(caplog.records) == 1
    caplog.clear()


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe\x00"])
def test_a_damaged_file_is_no_obstacle(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert Settings.load(tmp_path).zoom == 100
    caplog.clear()


@pytest.mark.skipif(sys.platform == "win32", reason="a file in the folder's place is enough")
def test_a_folder_that_cannot_be_written_is_only_logged_at_the_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "config").write_text("a file, not a folder", encoding="utf-8")
    Settings.of_user(tmp_path / "config")
    assert "could not be written" in caplog.text
    caplog.clear()
    with pytest.raises(FileExistsError):
        Settings().save(tmp_path / "config")


def test_the_opened_library_is_the_newest_of_the_recent_ones() -> None:
    settings = Settings()
    for n in [*range(MOST_RECENT + 3), 5]:
        settings = settings.opened(Path(f"/{n}.piyue"))
    assert settings.last_library == Path("/5.piyue")
    assert settings.recent_libraries[:2] == (Path("/5.piyue"), Path("/12.piyue"))
    assert len(settings.recent_libraries) == MOST_RECENT
    assert settings.forgotten(Path("/5.piyue")).last_library is None


def test_view_state_is_kept_per_library_and_report(tmp_path: Path) -> None:
    library, report = uuid4(), uuid4()
    view = ViewState(tmp_path, library)
    view.set(report, "position", 1200)
    view.set(None, "panes", [str(report)])
    assert view.is_changed
    view.save()
    assert not view.is_changed
    again = ViewState(tmp_path, library)
    assert again.get(report, "position") == 1200
    assert again.get(None, "panes") == [str(report)]
    assert again.get(uuid4(), "position", 0) == 0
    assert ViewState(tmp_path, uuid4()).get(report, "position") is None
    again.set(report, "position", None)
    again.save()
    assert ViewState(tmp_path, library).get(report, "position", 7) == 7


def test_view_state_that_did_not_change_is_not_written(tmp_path: Path) -> None:
    view = ViewState(tmp_path, uuid4())
    view.set(None, "cards", None)
    view.save()
    assert list(tmp_path.iterdir()) == []
