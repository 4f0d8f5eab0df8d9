"""Userlands of other releases: what their commands look like, and a real one if there may be."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("userlands are a matter of Linux", allow_module_level=True)

from shipping import chroots
from shipping.chroots import Userland


def test_a_command_has_no_network_unless_it_asks_for_one() -> None:
    land = Userland(Path("/somewhere"))
    assert "--net" in land.command(["true"])
    assert "--net" not in land.command(["true"], network=True)


def test_a_command_lives_and_ends_in_namespaces_of_its_own() -> None:
    command = Userland(Path("/somewhere")).command(["true"])
    assert {"--mount", "--pid", "--kill-child"} <= set(command[: command.index("sh")])
    assert command[-1] == "true"


def test_folders_of_this_machine_are_named_before_the_command() -> None:
    land = Userland(Path("/somewhere")).with_binds(wheels=Path("/own/wheels"))
    command = land.command(["ls", "/wheels"], user="li", folder="/wheels")
    at = command.index("/somewhere")
    assert command[at : at + 4] == ["/somewhere", "1", "/own/wheels", "/wheels"]
    assert command[-2:] == ["ls", "/wheels"]
    assert "li" in command


def test_a_place_inside_lies_below_the_root() -> None:
    assert Userland(Path("/r")).place("/etc/machine-id") == Path("/r/etc/machine-id")


def test_what_is_mounted_in_a_folder_is_found_and_nothing_else() -> None:
    table = (
        "22 1 254:0 / / rw shared:1 - ext4 /dev/root rw\n"
        "30 22 0:5 / /srv/land/proc rw - proc proc rw\n"
        "31 22 0:5 / /srv/landing/proc rw - proc proc rw\n"
    )
    assert chroots.mounts_in(Path("/srv/land"), table) == ["/srv/land/proc"]
    assert chroots.mounts_in(Path("/srv/other"), table) == []


def test_a_folder_with_nothing_mounted_in_it_is_removed(tmp_path: Path) -> None:
    (tmp_path / "land" / "etc").mkdir(parents=True)
    chroots.remove(tmp_path / "land")
    assert not (tmp_path / "land").exists()
