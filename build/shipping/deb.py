"""The package for Debian-like systems: everything under /opt/piyue, and what a desktop is told.

It has no maintainer scripts: the packages that keep lists of file types, entries and icons
notice its files by themselves. What a reviewer makes lies in the home folder, and purging
the package does not touch it.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import time
from collections.abc import Mapping
from pathlib import Path

from shipping import desktop, manual
from shipping.elf import elves_in, highest, needed_of
from shipping.needs import Needs, needs_of
from shipping.notices import debian_copyright
from shipping.packing import (
    XZ_FILTERS,
    Filters,
    Item,
    Tree,
    folder_tree,
    folders_of,
    text,
    write_ar,
    write_tar_xz,
)

NAME, ARCHITECTURE = "piyue", "amd64"
OPT = f"opt/{NAME}"
MAINTAINER = "The Piyue authors <piyue@example.invalid>"
FILES = Path(__file__).with_name("linux_files")

DESCRIPTION = """offline reader and annotator for annual reports
 Piyue brings annual rule-of-law reports into one library file, shows them with
 their outline, and lets reviewers highlight, tag, comment, search, compare and
 export them. It works without a network and never opens a connection.
 .
 批阅：离线阅读、批注、检索、比较法治政府建设年度报告，导出表格、文档和批注包。"""


def package_tree(bundle: Path, icons: Path, version: str, epoch: int) -> dict[str, Item]:
    """Every file of the package.

    Args:
        bundle: the folder of the program.
        icons: a folder like share/icons/hicolor with the pictures of the icons.
    """
    return {
        **folder_tree(bundle, OPT),
        **shared_tree("usr/share", desktop.entry(), icons, version, epoch),
        f"usr/bin/{NAME}": Item(link=f"/{OPT}/{NAME}"),
        f"usr/share/doc/{NAME}/copyright": text(debian_copyright(OPT)),
        f"usr/share/doc/{NAME}/changelog.gz": _zipped(changelog(version, epoch)),
        f"usr/share/lintian/overrides/{NAME}": Item(FILES / "lintian-overrides"),
    }


def shared_tree(share: str, entry: str, icons: Path, version: str, epoch: int) -> dict[str, Item]:
    """What lies in a share folder, whether the system's or a person's own."""
    return {
        f"{share}/applications/{NAME}.desktop": text(entry),
        f"{share}/mime/packages/{NAME}.xml": text(desktop.mime_types()),
        f"{share}/metainfo/{NAME}.metainfo.xml": text(desktop.metainfo(version, epoch)),
        f"{share}/man/man1/{NAME}.1.gz": _zipped(manual.page(version, epoch, manual.ENGLISH)),
        f"{share}/man/zh_CN/man1/{NAME}.1.gz": _zipped(manual.page(version, epoch, manual.CHINESE)),
        **folder_tree(icons, f"{share}/icons/hicolor"),
    }


def needs_of_bundle(bundle: Path) -> Needs:
    return needs_of(needed_of(bundle), highest(elves_in(bundle)))


def control(version: str, tree: Tree, needs: Needs) -> str:
    """The control file; the size is counted as Debian's policy says (5.6.20)."""
    kilobytes = sum(max(1, -(-item.size // 1024)) for item in tree.values()) + len(folders_of(tree))
    return f"""Package: {NAME}
Version: {version}
Section: text
Priority: optional
Architecture: {ARCHITECTURE}
Maintainer: {MAINTAINER}
Installed-Size: {kilobytes}
Depends: {", ".join(needs.depends)}
Recommends: {", ".join(needs.recommends)}
Description: {DESCRIPTION}
"""


def changelog(version: str, epoch: int) -> str:
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(epoch))
    return f"""{NAME} ({version}) stable; urgency=medium

  * Version {version} of Piyue. What the program can do is in its manual (F1).

 -- {MAINTAINER}  {day}
"""


def write_deb(
    target: Path, tree: Tree, fields: str, epoch: int, filters: Filters = XZ_FILTERS
) -> None:
    """Assemble the package; the same tree gives the same bytes.

    Args:
        fields: the control file.
    """
    sums = "".join(
        f"{hashlib.md5(item.read(), usedforsecurity=False).hexdigest()}  {name}\n"
        for name, item in sorted(tree.items())
        if not item.link
    )
    members = {
        "debian-binary": b"2.0\n",
        "control.tar.xz": _packed({"control": text(fields), "md5sums": text(sums)}, epoch, filters),
        "data.tar.xz": _packed(tree, epoch, filters),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with part.open("wb") as out:
        write_ar(out, members, epoch=epoch)
    part.replace(target)


def _packed(tree: Mapping[str, Item], epoch: int, filters: Filters) -> bytes:
    out = io.BytesIO()
    write_tar_xz(out, tree, epoch=epoch, prefix="./", filters=filters)
    return out.getvalue()


def _zipped(words: str) -> Item:
    return Item(gzip.compress(words.encode("utf-8"), 9, mtime=0))
