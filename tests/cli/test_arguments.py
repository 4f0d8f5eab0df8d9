"""Arguments, help, languages, streams, and the door to the window."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app import __version__, main
from app.cli.arguments import COMMANDS
from app.cli.refusals import INVALID
from app.cli.sentences import (
    AMBIGUOUS,
    LIBRARY,
    NOTES,
    SENTENCES,
    UNREADABLE,
    UNSUPPORTED,
    WRITE,
)
from app.cli.stopping import stoppable
from app.cli.wording import Wording
from app.domain.errors import Cancelled, LibraryError, UnreadableFile
from app.domain.report import NOTE_CODES, Note
from app.paths import Paths, resource
from app.settings import Settings
from app.workspace.progress import Watched
from cli.conftest import Piyue

SRC = Path(main.__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["fly"], "fly"),
        (["import"], "路径…|paths"),
        (["show"], "报告|report"),
        (["list", "--colour"], "--colour"),
        (["search", "x", "--limit", "多"], "--limit"),
        (["export", "--format", "exe", "--out", "x"], "exe"),
        (["--lang", "fr", "list"], "fr"),
        (["--library"], "--library"),
        (["lis"], "lis"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(piyue: Piyue, words: list[str], says: str) -> None:
    chinese, _, english = says.partition("|")
    for language, name in (("zh", chinese), ("en", english or chinese)):
        ran = piyue(f"--lang={language}", *words, library=None)
        assert (ran.code, ran.out) == (2, "")
        assert name in ran.err
        assert ("用法有误" in ran.err) == (language == "zh")


def test_help_names_every_command_in_both_languages(piyue: Piyue) -> None:
    for language, side in (("zh", 0), ("en", 1)):
        ran = piyue("--lang", language, "--help")
        assert ran.code == 0
        for command in COMMANDS:
            assert command.name in ran.out
            assert command.says[side] in ran.out
            own = piyue(command.name, "--help", "--lang", language)
            assert own.code == 0
            for option in command.options:
                assert option.says[side] in own.out


def test_the_manual_names_every_command_and_option() -> None:
    manual = resource("help/command-line.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"piyue {command.name}" in manual
        for option in command.options:
            assert option.name.startswith("--") <= (option.name in manual), option.name


def test_the_version_is_told(piyue: Piyue) -> None:
    assert piyue("--version").out == f"piyue {__version__}\n"


def test_global_options_stand_before_or_after_the_command(filled: Piyue, tmp_path: Path) -> None:
    library = tmp_path / "库.piyue"
    before = filled("--json", "--library", library, "list", library=None)
    after = filled("list", "--library", library, "--json", library=None)
    assert before == after
    assert before.value


def test_the_language_of_the_settings_is_the_default(piyue: Piyue, home: Path) -> None:
    assert "找不到报告库" in piyue("list").err
    Settings(language="en").save(home / "config")
    assert "No library at" in piyue("list").err
    assert "找不到报告库" in piyue("list", "--lang", "zh").err


# --- sentences --------------------------------------------------------------------------------


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    assert set(UNREADABLE) == set(UnreadableFile.REASONS) | set(UNSUPPORTED.values())
    assert set(LIBRARY) >= set(LibraryError.REASONS)
    assert set(NOTES) == set(NOTE_CODES)
    for table in (UNREADABLE, LIBRARY, INVALID, WRITE, NOTES, AMBIGUOUS, SENTENCES):
        for key, (chinese, english) in table.items():
            assert chinese, key
            assert english, key
            assert "！" not in chinese + english, "no exclamation marks on screen"


def test_a_sentence_names_the_file_what_happened_and_what_to_do() -> None:
    error = UnreadableFile("綦江扫描件.pdf", "scanned")
    assert Wording("zh").error(error) == (
        "綦江扫描件.pdf：只有图片，没有文字。未导入。请加 --recognise 识别"
        "（需装有 Tesseract 和简体中文模型），或先用别的文字识别软件处理。"
    )
    for reason in UnreadableFile.REASONS:
        said = Wording("zh").error(UnreadableFile("甲.pdf", reason, limit=1, unit="MB"))
        assert "未导入" in said or reason in {"not_found", "no_access"}, said
        assert "请" in said, said
    strange = Wording("zh").error(UnreadableFile("甲\n乙\x1b[2J.txt", "empty"))
    assert strange.startswith("甲\ufffd乙\ufffd[2J.txt：")
    large = UnreadableFile("大.pdf", "too_large", limit=3000, unit="pages")
    assert "3000 页" in Wording("zh").error(large)
    assert "3000 pages" in Wording("en").error(large)
    note = Note("mixed_scan", {"pages": 3, "numbers": "2,7-8"})
    assert Wording("zh").note(note) == "有 3 页只有图片（第 2,7-8 页）"
    assert Wording("zh").note(Note("mixed_scan", {"pages": 3})) == "有 3 页只有图片"
    bare = UnreadableFile("慢.pdf", "timeout")
    assert "慢.pdf" in Wording("zh").error(bare)


# --- the window ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], (None, "zh", [], False)),
        (["gui"], (None, "zh", [], False)),
        (["gui", "--quit-after-first-paint"], (None, "zh", [], True)),
        (["--library", "a.piyue"], (Path("a.piyue"), "zh", [], False)),
        (["gui", "--lang", "en", "--library", "a.piyue"], (Path("a.piyue"), "en", [], False)),
        (["--json", "gui"], (None, "zh", [], False)),
        (["--library=a.piyue", "gui"], (Path("a.piyue"), "zh", [], False)),
        (["甲.piyue"], (None, "zh", ["甲.piyue"], False)),
        (["a b.docx", "import", "/c"], (None, "zh", ["a b.docx", "import", "/c"], False)),
        (["./import"], (None, "zh", ["import"], False)),
        (["gui", "a.docx", "--lang", "en"], (None, "en", ["a.docx"], False)),
        (["--json", "a.docx", "b.docx"], (None, "zh", ["a.docx", "b.docx"], False)),
        (["--json", "--library", "a.piyue", "b.docx"], (Path("a.piyue"), "zh", ["b.docx"], False)),
    ],
)
def test_the_window_is_what_opens_without_a_command(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    expected: tuple[Path | None, str, list[str], bool],
) -> None:
    opened: list[tuple[Path | None, str, list[str], bool]] = []

    def open_window(
        paths: Paths,
        settings: Settings,
        library: Path | None,
        files: Sequence[Path],
        quits: bool,
    ) -> int:
        opened.append((library, settings.language, [str(file) for file in files], quits))
        return 7

    monkeypatch.setattr(main, "_open_window", open_window)
    assert main.main(words) == 7
    assert opened == [expected]


def test_a_plain_start_of_the_window_imports_nothing_heavy(home: Path) -> None:
    program = (
        "import sys, types\n"
        "window = types.ModuleType('app.ui.application')\n"
        "window.run = lambda *_: 0\n"
        "sys.modules['app.ui.application'] = window\n"
        "from app.main import main\n"
        "assert main([]) == 0\n"
        "import app.workspace.workspace\n"
        "heavy = 'argparse jieba pypinyin openpyxl docx lxml pypdfium2 sqlite_utils hypothesis'\n"
        "print([name for name in heavy.split() if name in sys.modules])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "[]"


# --- as a process -------------------------------------------------------------------------------


def process(*words: object, home: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(SRC), "PIYUE_HOME": str(home), **env},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("env", [{}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX"},
                                 {"PYTHONIOENCODING": "gbk"}])  # fmt: skip
def test_output_is_utf8_whatever_the_locale(home: Path, files: Path, env: dict[str, str]) -> None:
    ran = process("import", files, "--json", home=home, **env)
    assert ran.returncode == 1, ran.stderr.decode()
    titles = [entry["title"] for entry in json.loads(ran.stdout.decode("utf-8"))]
    assert "云岭区2023年度法治政府建设情况报告" in titles
    told = process("list", home=home, **env)
    assert "云岭区2023年度法治政府建设情况报告" in told.stdout.decode("utf-8")
    bad = process("show", "黑水", home=home, **env)
    assert bad.returncode == 2
    assert "没有找到报告" in bad.stderr.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently there")
def test_a_reader_that_has_had_enough_is_no_failure(home: Path, files: Path) -> None:
    process("import", files, home=home)
    command = [sys.executable, "-m", "app", "show", "云岭区"]
    env = {**os.environ, "PYTHONPATH": str(SRC), "PIYUE_HOME": str(home)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        said = ran.stderr.read()
    assert (ran.returncode, said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is full")
def test_an_answer_that_cannot_be_written_is_told_in_one_sentence(home: Path, files: Path) -> None:
    process("import", files, home=home)
    command = [sys.executable, "-m", "app", "--json", "show", "云岭区"]
    env = {**os.environ, "PYTHONPATH": str(SRC), "PIYUE_HOME": str(home)}
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command, env=env, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ran.returncode == 1
    assert ran.stderr.decode().startswith("磁盘已满")
    assert ran.stderr.count(b"\n") == 1


def test_ctrl_c_ends_with_a_sentence(filled: Piyue, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    from app.cli import commands

    monkeypatch.setitem(commands.COMMANDS, "list", interrupted)  # type: ignore[arg-type]
    ran = filled("list")
    assert ran.code == 130
    assert "已停止" in ran.err


@pytest.fixture
def usual_ctrl_c() -> Iterator[None]:
    """As in a terminal; a program started in the background is deaf to Ctrl+C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_cancels_long_work_and_only_the_second_one_breaks_it_off(
    usual_ctrl_c: None,
) -> None:
    watched = Watched(lambda *_: None)
    with stoppable(watched):
        watched.step(0, 2, "")
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Cancelled):
            watched.step(1, 2, "")
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_hidden_flag_starts_the_parsing_process(home: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "app", "--piyue-worker"],
        env={**os.environ, "PYTHONPATH": str(SRC), "PIYUE_HOME": str(home)},
        input=b"",
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (0, b"")
    assert not home.exists(), "it touches nobody's settings"
