"""Which input method Qt is told to use: no desktop is left without Chinese, none is overridden."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app import main
from app.ui import input_methods
from app.ui.input_methods import has_machine_id, modules

SRC = Path(main.__file__).resolve().parents[1]
OURS = ["libibusplatforminputcontextplugin.so", "libcomposeplatforminputcontextplugin.so"]
THEIRS = [*OURS, "libfcitx5platforminputcontextplugin.so"]
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}
VARIABLES = ("QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS", "WAYLAND_DISPLAY", "QT_PLUGIN_PATH")


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "ibus;compose"),
        ({"QT_IM_MODULE": "fcitx5"}, "ibus;compose"),
        ({"XMODIFIERS": "@im=fcitx"}, "ibus;compose"),
        ({"QT_IM_MODULE": "fcitx", **WAYLAND}, "wayland;ibus;compose"),
        ({"QT_IM_MODULES": "wayland;fcitx", **WAYLAND}, "wayland;ibus;compose"),
        # good as they are
        ({}, None),
        (WAYLAND, None),
        ({"XMODIFIERS": "@im=fcitx", **WAYLAND}, None),
        ({"XMODIFIERS": "@im=local"}, None),
        ({"QT_IM_MODULE": "ibus"}, None),
        ({"QT_IM_MODULE": "compose"}, None),
        ({"QT_IM_MODULE": "none"}, None),
        ({"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "wayland;ibus"}, None),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus", **WAYLAND}, None),
    ],
)
def test_fcitx_without_a_plug_in_of_ours_becomes_the_protocol_of_ibus(
    environment: dict[str, str], wanted: str | None
):
    assert modules(environment, OURS, is_known=True) == wanted


def test_a_plug_in_for_fcitx_is_used_where_there_is_one():
    assert modules({"QT_IM_MODULE": "fcitx"}, THEIRS, is_known=True) is None


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"QT_IM_MODULE": "ibus"}, "compose"),
        ({"QT_IM_MODULE": "fcitx"}, "compose"),
        ({"QT_IM_MODULES": "wayland;ibus", **WAYLAND}, "wayland;compose"),
        ({"QT_IM_MODULE": "compose"}, None),
        ({}, None),
    ],
)
def test_a_machine_without_an_id_is_spared_what_ends_the_process(
    environment: dict[str, str], wanted: str | None, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.WARNING):
        assert modules(environment, THEIRS, is_known=False) == wanted
    assert len(caplog.records) == (wanted is not None)


def test_a_machine_id_is_32_hexadecimal_digits(tmp_path: Path):
    place = tmp_path / "machine-id"
    assert not has_machine_id([place])
    for text, known in (("", False), ("uninitialized\n", False), ("3d" * 16 + "\n", True)):
        place.write_text(text, encoding="ascii")
        assert has_machine_id([tmp_path / "not there", place]) is known


PROGRAM = """
from app.settings import Settings
from app.ui.application import application
app = application(Settings())
lines = open("/proc/self/maps").read().splitlines()
print(sorted({line.rpartition("/")[2] for line in lines if "platforminputcontexts/" in line}))
"""


def loaded(before: tuple[str, ...] = (), **asked: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(
        [*before, sys.executable, "-c", PROGRAM],
        env={**plain, "PYTHONPATH": str(SRC), **asked},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of Linux desktops")
def test_the_plug_in_of_ibus_is_loaded_for_fcitx_and_gives_way_to_compose():
    if not has_machine_id():
        pytest.skip("this machine has no id")
    ran = loaded(QT_IM_MODULE="fcitx")  # nothing listens here: it must start all the same
    assert ran.stderr == ""
    assert "libibusplatforminputcontextplugin.so" in ran.stdout
    assert "libcomposeplatforminputcontextplugin.so" in ran.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of Linux desktops")
def test_the_program_starts_on_a_machine_without_an_id():
    hide = "for f in /etc/machine-id /var/lib/dbus/machine-id; do "
    hide += '[ ! -e $f ] || mount --bind /dev/null $f || exit 9; done; exec "$@"'
    before = ("unshare", "-m", "sh", "-c", hide, "sh")
    if shutil.which("unshare") is None or os.geteuid() != 0:
        pytest.skip("only root can hide the id for this test")
    if subprocess.run([*before, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let tests hide the id")
    ran = loaded(before, QT_IM_MODULE="ibus")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == "['libcomposeplatforminputcontextplugin.so']"
    assert ran.stderr.count("\n") == 1  # the one line of the log


def test_elsewhere_nothing_is_touched(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "win32")
    environment = {"QT_IM_MODULE": "fcitx"}
    input_methods.prepare(environment)
    assert environment == {"QT_IM_MODULE": "fcitx"}
