"""`piyue --selftest`: silent and whole where all is well, honest where something is broken."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli.selftest.processes import children
from app.paths import resources
from app.workspace.samples import sample_files

SOURCE = Path(__file__).resolve().parents[2] / "src"
SAMPLES_BYTES = 160_000


@dataclass(frozen=True)
class Ran:
    code: int
    out: bytes
    err: str

    @property
    def value(self) -> Any:
        return json.loads(self.out)

    @property
    def problems(self) -> str:
        """All problems of a run, one a line."""
        inside = [p for step in self.value["steps"] for p in step["detail"].get("problems", [])]
        return "\n".join([*inside, *self.value["problems"]])


def tried_out(source: Path, home: Path, **more: str) -> Ran:
    """Run the self-test of a source tree in an environment with hardly anything in it."""
    temporary = home / "临时 temp"
    temporary.mkdir(parents=True)
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(source),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(temporary),
        "PIYUE_HOME": str(home / "用户"),
        **more,
    }
    done = subprocess.run(
        [sys.executable, "-m", "app", "--selftest"],
        env=environment, capture_output=True, check=False, timeout=120, cwd=home,
    )  # fmt: skip
    assert not list(temporary.iterdir()), "something was left in the temporary folder"
    assert not marked(str(temporary)), "a process was left"
    assert not (home / "用户").exists(), "the user's folders were touched"
    return Ran(done.returncode, done.stdout, done.stderr.decode())


def marked(words: str) -> list[str]:
    """Processes with these words in their environment; none where the system does not tell."""
    found: list[str] = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if words.encode() in (entry / "environ").read_bytes():
                found.append((entry / "cmdline").read_text("utf-8", "replace"))
    return found


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Of this program, on no display, for a user without a home and without a language."""
    return tried_out(SOURCE, tmp_path_factory.mktemp("张 三𠮷"), LC_ALL="C")


def test_an_installation_in_order_passes_in_silence(usual: Ran) -> None:
    assert usual.problems == ""
    assert (usual.code, usual.err, usual.value["ok"]) == (0, "", True)


def test_the_answer_is_one_line_of_ascii(usual: Ran) -> None:
    assert usual.out.isascii()
    assert usual.out.endswith(b"\n")
    assert usual.out.count(b"\n") == 1
    value = usual.value
    assert {"ok", "version", "frozen", "seconds", "steps", "versions"} <= set(value)
    assert {"python", "sqlite", "qt", "pyside"} <= set(value["versions"])
    assert all({"step", "ok", "seconds", "detail"} <= set(step) for step in value["steps"])


# --- honest ----------------------------------------------------------------------------

LATER = "\nimport os, sys, tempfile, warnings\n"


def broken_tree(folder: Path) -> Path:
    """A copy of the program in which several things are wrong; returns its source folder."""
    source, shipped = folder / "src", folder / "resources"
    shutil.copytree(SOURCE, source, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(resources(), shipped)
    formats = shipped / "samples" / "formats"
    (shipped / "icons" / "logo.svg").unlink()
    (shipped / "help" / "pictures" / "tables.png").unlink(missing_ok=True)
    docx = formats / "report.docx"
    docx.write_bytes(docx.read_bytes()[:300])
    text = formats / "gb18030.txt"
    text.write_bytes(text.read_text("gb18030").replace("𠮷", "吉").encode("gb18030"))
    (formats / "project.qdpx").write_bytes(b"PK\x03\x04 nothing")
    listing = formats / "expected.json"
    listing.write_text(listing.read_text("utf-8").replace(' "report.odt": "odt",\n', ""), "utf-8")
    for name, line in {
        "files/read_rtf.py": 'warnings.warn("in the child")',
        "files/read_epub.py": 'os.write(2, b"said by the child\\n")',
        "files/write_csv.py": 'os.write(2, b"said to the descriptor\\n")',
        "files/write_html.py": 'warnings.warn("in this process")',
        "files/write_markdown.py": 'open(tempfile.gettempdir() + "/forgotten", "w").close()',
        "workspace/linking.py": 'import logging; logging.getLogger("x").warning("in the log")',
    }.items():
        path = source / "app" / name
        path.write_text(path.read_text("utf-8") + LATER + line + "\n", "utf-8")
    return source


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("broken")
    return tried_out(broken_tree(folder), folder / "家")


def test_a_broken_program_fails(broken: Ran) -> None:
    assert (broken.code, broken.value["ok"]) == (1, False)
    assert broken.out.isascii()
    assert broken.out.count(b"\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        "missing: icons/logo.svg",
        "report.docx: ",
        "gb18030.txt: these words are missing",
        "project.qdpx: ",
        "no sample of {'odt'}",
        "log: DEBUG app.files.worker.complaints: said by the child",
        "UserWarning: in the child",
        "stderr: said to the descriptor",
        "warning: UserWarning: in this process",
        "left in the temporary folder: forgotten",
        "log: WARNING x: in the log",
    ],
)
def test_each_thing_that_is_wrong_is_told(broken: Ran, words: str) -> None:
    assert words in broken.problems


def test_what_is_said_on_standard_error_is_heard_outside_too(broken: Ran) -> None:
    assert "said to the descriptor" in broken.err


def test_what_is_not_broken_is_still_tried(broken: Ran) -> None:
    done = {step["step"]: step["ok"] for step in broken.value["steps"]}
    assert done["annotate"]
    assert done["reopen"]
    assert done["quit"]


def test_the_samples_stay_small_and_are_not_offered_as_reports() -> None:
    folder = resources() / "samples" / "formats"
    assert not [file for file in sample_files() if file.is_relative_to(folder)]
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < SAMPLES_BYTES


def test_a_child_process_is_seen_and_named_and_gone_when_it_has_ended() -> None:
    code = "import sys; sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as child:
        assert child.pid in children()
        assert "python" in children()[child.pid]
    assert child.pid not in children()
