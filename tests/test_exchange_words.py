"""Every code of a mended or left-out thing has words in the window and on the command line."""

from __future__ import annotations

import ast
import importlib
import string
from pathlib import Path

import pytest

from app.cli.exchange_notes import EXCHANGE

SOURCE = Path(__file__).parents[1] / "src" / "app"


def _modules() -> list[str]:
    """Modules of files, store and workspace that list codes in a tuple NOTES."""
    found: list[str] = []
    for room in ("files", "store", "workspace"):
        for path in sorted((SOURCE / room).glob("*.py")):
            for node in ast.parse(path.read_text("utf-8")).body:
                if isinstance(node, ast.Assign):
                    names = [t.id for t in node.targets if isinstance(t, ast.Name)]
                    if "NOTES" in names and isinstance(node.value, ast.Tuple):
                        found.append(f"app.{room}.{path.stem}")
    return found


@pytest.mark.parametrize("module", _modules())
def test_every_code_has_words_on_the_command_line(module: str):
    codes: tuple[str, ...] = importlib.import_module(module).NOTES
    assert [code for code in codes if code not in EXCHANGE] == []


def test_the_window_has_the_same_table(qapp: object):
    from app.ui.bringing.note_words import NoteWords

    words = NoteWords().notes()
    assert set(words) == set(EXCHANGE)
    assert {code: chinese for code, (chinese, _) in EXCHANGE.items()} == words


@pytest.mark.parametrize("code", EXCHANGE)
def test_both_languages_name_the_same_values(code: str):
    chinese, english = (
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in EXCHANGE[code]
    )
    assert chinese == english
