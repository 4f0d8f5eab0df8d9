"""The archive for machines without root: the same program, and a script that puts it in place."""

from __future__ import annotations

from pathlib import Path

from shell import ROOT
from shipping import desktop
from shipping.deb import FILES, NAME, shared_tree
from shipping.packing import PROGRAM, XZ_FILTERS, Filters, Item, folder_tree, text, write_tar_xz

PLACE = "@PROGRAM@"
"""In the desktop entry: the script writes where the program lies."""


def archive_name(version: str) -> str:
    return f"{NAME}-{version}-linux-x86_64"


def archive_tree(bundle: Path, icons: Path, version: str, epoch: int) -> dict[str, Item]:
    """Every file of the archive, in one folder that bears its name."""
    top = archive_name(version)
    entry = desktop.entry(f'"{PLACE}"')
    return {
        **folder_tree(bundle, f"{top}/{NAME}"),
        **shared_tree(f"{top}/share", entry, icons, version, epoch),
        f"{top}/install-for-me.sh": Item(FILES / "install-for-me.sh", mode=PROGRAM),
        f"{top}/README.txt": text((FILES / "README.txt").read_text(encoding="utf-8")),
        f"{top}/LICENSE.txt": Item(ROOT / "LICENSE"),
    }


def write_archive(
    target: Path, tree: dict[str, Item], epoch: int, filters: Filters = XZ_FILTERS
) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with part.open("wb") as out:
        write_tar_xz(out, tree, epoch=epoch, filters=filters)
    part.replace(target)
