"""`piyue --licences`: whose work ships, printed."""

from __future__ import annotations

from app import __version__
from app.cli.notices import GROUPS
from app.workspace.notices import folder, read_catalogue
from cli.conftest import Piyue


def test_the_notices_are_printed(piyue: Piyue) -> None:
    ran = piyue("--licences")
    assert (ran.code, ran.err) == (0, "")
    assert f"Piyue 批阅 {__version__}" in ran.out
    assert "jieba 结巴中文分词 0.42.1" in ran.out
    assert "https://download.qt.io/official_releases/qt/" in ran.out
    assert "{" not in ran.out, "every field was filled in"


def test_every_group_has_a_heading() -> None:
    assert {c.group for c in read_catalogue(folder()).components} == set(GROUPS)


def test_the_help_tells_of_the_licences(piyue: Piyue) -> None:
    assert "--licences" in piyue("--help").out
    assert "third-party software" in piyue("--lang", "en", "--help").out
