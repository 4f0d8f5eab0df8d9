"""The parts of the journey that need no program: pictures, paths, workbooks."""

from __future__ import annotations

import shutil
import struct
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtGui import QImage

from shipping.journey import PHRASE, SAMPLES, reports_at_hand, travel
from shipping.person import accent
from shipping.picture import Box, Picture
from shipping.subject import Place, Subject, json_of
from shipping.workbook_rows import rows_of

WHITE, BLACK, BLUE = (255, 255, 255), (0, 0, 0), (0x1B, 0x4B, 0x91)


class Canvas:
    """A white picture to paint on."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.pixels = bytearray(b"\xff\xff\xff\0" * (width * height))

    def fill(self, box: Box, colour: tuple[int, int, int]) -> Canvas:
        red, green, blue = colour
        for y in range(box.top, box.bottom):
            start = 4 * (y * self.width + box.left)
            self.pixels[start : start + 4 * box.width] = bytes((blue, green, red, 0)) * box.width
        return self

    def picture(self) -> Picture:
        return Picture(self.width, self.height, bytes(self.pixels))


def test_rows_of_writing_are_found_and_rules_are_not() -> None:
    canvas = Canvas(200, 120)
    canvas.fill(Box(20, 10, 150, 26), BLACK)  # a row
    canvas.fill(Box(20, 40, 60, 56), BLACK)  # a short row
    canvas.fill(Box(0, 70, 200, 72), BLACK)  # a rule
    canvas.fill(Box(20, 80, 150, 96), (200, 210, 200))  # too light to be writing
    assert canvas.picture().rows_of_ink(Box(10, 0, 190, 120)) == [
        Box(20, 10, 150, 26),
        Box(20, 40, 60, 56),
    ]


def test_a_filled_button_is_one_block_whatever_is_written_on_it() -> None:
    canvas = Canvas(200, 120)
    canvas.fill(Box(100, 60, 180, 90), BLUE).fill(Box(110, 68, 170, 82), WHITE)
    canvas.fill(Box(0, 20, 190, 23), BLUE)  # the line over a pane
    picture = canvas.picture()
    assert picture.blocks(BLUE, picture.whole, width=40, height=20) == [Box(100, 60, 180, 90)]
    lines = picture.blocks(BLUE, picture.whole, width=150, height=2)
    assert lines == [Box(0, 20, 190, 23)]
    assert picture.blocks(BLUE, Box(0, 0, 200, 50), width=40, height=20) == []


def test_what_changed_is_counted_up_to_a_limit() -> None:
    one = Canvas(50, 40).picture()
    other = Canvas(50, 40).fill(Box(0, 0, 10, 4), BLACK).picture()
    assert one.differing(one) == 0
    assert one.differing(other) == 40
    assert 10 < one.differing(other, 10) <= 40
    assert one.differing(Canvas(5, 5).picture()) == 2000


def test_a_picture_is_kept_as_png(tmp_path: Path) -> None:
    picture = Canvas(30, 20).fill(Box(3, 4, 8, 9), BLUE).picture()
    shown = QImage(str(picture.save(tmp_path / "neu" / "a.png")))
    assert (shown.width(), shown.height()) == (30, 20)
    assert shown.pixelColor(4, 5).getRgb()[:3] == BLUE
    assert shown.pixelColor(1, 1).getRgb()[:3] == WHITE
    assert picture.colour(4, 5) == BLUE


def test_the_screen_of_an_x_server_is_read() -> None:
    head = [0] * 25
    head[0], head[1], head[4], head[5] = 104, 7, 2, 2
    head[11], head[12], head[19] = 32, 12, 1  # rows of three pixels, of which two are shown
    rows = bytes(range(24))
    picture = Picture.of_xwd(struct.pack(">25I", *head) + b"name" + bytes(12) + rows)
    assert (picture.width, picture.height) == (2, 2)
    assert picture.colour(1, 1) == (18, 17, 16)
    with pytest.raises(ValueError, match="32 bits"):
        Picture.of_xwd(bytes(200))


def test_files_are_called_as_the_program_calls_them(tmp_path: Path) -> None:
    chroot = Place(tmp_path)
    wine = Place(tmp_path, "Z:")
    file = tmp_path / "home" / "督察 2023.piyue"
    assert chroot.told(file) == "/home/督察 2023.piyue"
    assert wine.told(file) == "Z:\\home\\督察 2023.piyue"
    assert Place().told(file) == str(file)
    for place in (chroot, wine, Place()):
        assert place.here(place.told(file)) == file
    with pytest.raises(ValueError, match="subpath"):
        chroot.told(Path("/elsewhere"))


def test_the_program_finds_a_home_and_little_else(tmp_path: Path) -> None:
    around = {"PATH": "/bin", "HOME": "/root", "PYTHONPATH": "src", "QT_QPA_PLATFORM": "offscreen"}
    here = Subject(("piyue",), tmp_path / "home", Place(tmp_path))
    env = here.environment(around, ":5")
    assert env == {"PATH": "/bin", "LANG": "C.UTF-8", "DISPLAY": ":5", "HOME": "/home"}
    assert here.documents == tmp_path / "home" / "Documents"
    wine = Subject(("wine64",), tmp_path / "home", Place(tmp_path, "Z:"), {"WINEDEBUG": "-all"})
    assert wine.environment(around, ":5")["PIYUE_HOME"] == "Z:\\home"
    assert wine.environment(around, ":5")["WINEDEBUG"] == "-all"
    assert wine.documents == tmp_path / "home" / "documents"


def test_answers_of_the_command_line_are_read_from_any_system() -> None:
    assert json_of(b'[\r\n {"quote": "\xe6\xb3\x95"}\r\n]\r\n', ["piyue"]) == [{"quote": "法"}]
    with pytest.raises(ValueError, match="piyue list"):
        json_of(b"", ["piyue", "list"])


def test_cells_of_a_workbook_are_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["原文", None, "意见"])
    sheet.append(["𠮷县，2023", 3, ""])
    book.save(tmp_path / "a.xlsx")
    rows = rows_of(tmp_path / "a.xlsx")
    assert rows[0] == ["原文", "", "意见"]
    assert rows[1][:2] == ["𠮷县，2023", "3"]


def test_the_samples_serve_where_the_real_reports_are_not_at_hand() -> None:
    files = reports_at_hand()
    assert len(files) == 5
    texts = [file.read_bytes() for file in files if file.suffix == ".txt"]
    assert all(PHRASE.encode() in text or PHRASE.encode("gb18030") in text for text in texts)
    assert accent() == BLUE


LACKING = [
    tool for tool in ("Xvfb", "openbox", "xdotool", "xclip", "xprop") if not shutil.which(tool)
]


@pytest.mark.long
@pytest.mark.skipif(bool(LACKING), reason=f"not installed: {', '.join(LACKING)}")
def test_reports_are_imported_opened_and_marked_with_mouse_and_keys(tmp_path: Path) -> None:
    source = str(Path(__file__).parents[2] / "src")
    env = {"PYTHONPATH": source, "QT_QPA_PLATFORM": "xcb"}
    program = Subject((sys.executable, "-m", "app"), tmp_path / "home", env=env)
    samples = [file for file in SAMPLES.iterdir() if file.suffix == ".txt"]
    taken = travel(program, tmp_path / "pictures", reports=samples, briefly=True)
    assert [one.name for one in taken][-1] == "07-leave"
    assert all(one.picture.stat().st_size > 5_000 for one in taken[:-1])
    assert (tmp_path / "pictures" / "standard-error.txt").read_text() == ""
