"""Rules of the house that a checker does not know."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "src", "resources", "tests", "build"}
HEAVY = {
    "jieba",
    "pypinyin",
    "openpyxl",
    "docx",
    "lxml",
    "pypdfium2",
    "sqlite_utils",
    "PySide6.QtPrintSupport",
    "PySide6.QtSvg",
    "PySide6.QtNetwork",
}
# The last of them fetches what a document names, and so brings a client of the web along.
NETWORK = {
    *{"socket", "ssl", "urllib.request", "http.client", "http.server", "ftplib", "smtplib"},
    *{"xml.sax", "xml.sax.saxutils"},
}


def tracked() -> list[Path]:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed: what belongs to the project is not known")
    listed = subprocess.run(
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout: what belongs to the project is not known")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_the_top_level_is_the_agreed_one() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in names if not name.startswith(".")} == TOP_LEVEL


def test_every_package_says_at_its_door_what_lives_there() -> None:
    for package in sorted((ROOT / "src").rglob("__init__.py")):
        module = ast.parse(package.read_text(encoding="utf-8"))
        assert ast.get_docstring(module), package
        code = [n for n in module.body if not isinstance(n, ast.Expr)]
        assert package.parent.name == "app" or not code, f"{package} holds code"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_outgrows_its_reader(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 500, f"{path.name} has {lines} lines: split it by meaning"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_opens_the_network_or_leaves_work_undone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for word in ("TODO", "FIXME", "raise NotImplementedError"):
        assert word not in text
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            assert not NETWORK & {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module not in NETWORK


def test_the_rooms_below_the_window_start_without_heavy_modules() -> None:
    """Opening a library must not cost what importing and exporting cost."""
    code = (
        "import sys; import app.workspace.workspace, app.settings, app.paths;"
        f"print(sorted(set(sys.modules) & {HEAVY!r}))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env
    )
    assert found.stdout.strip() == "[]"


@pytest.mark.long
def test_the_wheel_carries_the_resources(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
    wanted = {
        f"app/{path.relative_to(ROOT).as_posix()}"
        for path in tracked()
        if path.is_relative_to(ROOT / "resources")
    }
    assert wanted
    assert wanted <= names
