"""What every test needs: a platform without a screen, and the real reports when they are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("piyue", deadline=None)
settings.load_profile("piyue")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before PySide6 is imported

REAL = Path(__file__).resolve().parents[2] / "shared" / "reports"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the tests marked long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="takes long: run with --long"))


@pytest.fixture(scope="session")
def real_reports() -> dict[str, Path]:
    """The real reports by their first three digits; the test is skipped where there are none."""
    found = {path.name[:3]: path for path in sorted(REAL.glob("*.txt"))}
    if not found:
        pytest.skip("the real reports are not on this machine; they are no part of the project")
    return found


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has folders of its own; nothing of the user's is read or written."""
    home = tmp_path / "home"
    monkeypatch.setenv("PIYUE_HOME", str(home))
    return home
