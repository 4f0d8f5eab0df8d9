"""Files of every format, and an archive of some, brought into the window in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipInfo

from app.ui.importing.item import Verdict
from app.ui.main_window import MainWindow
from files.test_archive import zipped
from fuzz.seeds import LINES, SEEDS
from journeys.gestures import drop, press, wait_until

Starter = Callable[..., MainWindow]
KINDS = ("rtf", "odt", "flat_odt", "flat_opc", "word_2003", "epub", "mhtml", "markdown")


def test_every_format_comes_in_and_every_broken_twin_says_why(
    start: Starter, tmp_path: Path
) -> None:
    words: dict[str, str] = {}
    folder = tmp_path / "来件"
    folder.mkdir()
    members: list[tuple[str | ZipInfo, bytes]] = []
    for kind in KINDS:
        lines = [line.replace("依法行政", f"依法行政{kind}") for line in LINES]
        seed = SEEDS[kind](lines)[0]
        name = f"{kind}{Path(seed.name).suffix}".replace(".xml", ".doc")
        if kind in ("rtf", "odt"):
            members.append((f"乡镇/{name}", seed.data))
            name = f"包.zip › 乡镇/{name}"
        else:
            (folder / name).write_bytes(seed.data)
        words[name] = seed.words
        if kind != "markdown":
            (folder / f"坏-{name.rpartition('/')[2]}").write_bytes(seed.data[: len(seed.data) // 2])
    (folder / "包.zip").write_bytes(zipped(members))
    window = start()
    drop(window, [folder])
    wait_until(lambda: window.imports.is_read)
    window.imports.show()
    page = window.imports.page()
    failed = [item for item in page.model.items if item.verdict is Verdict.FAILED]
    assert len(failed) == len(KINDS) - 1
    for item in failed:
        assert item.examined.error is not None
        assert window.wording.unreadable(item.examined.error).startswith(f"{item.name}：")
    press(page.import_button)
    wait_until(lambda: len(window.reading.library.model.lines) == len(KINDS))
    wait_until(lambda: window.imports.is_idle)
    workspace = window.workspace
    assert workspace is not None
    texts = {
        line.report.file_name: workspace.reporting.text(line.report.id)
        for line in window.reading.library.model.lines
    }
    assert set(texts) == set(words)
    for name, text in texts.items():
        assert not Counter(c for c in words[name] if c > "\u33ff") - Counter(text), name
