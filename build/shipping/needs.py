"""What a Linux bundle asks of the system, in the names of Debian's packages.

Nothing here is typed by hand for one build: the libraries and their versions come from
the files, and the one table says which package brings a library. A library that is not in
the table fails the build, because nobody has decided that a system has it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from shipping.bundle import BuildFailed
from shipping.elf import Version, spelled

LIBC = "libc6"
_OF_LIBC = (
    *("ld-linux-x86-64.so.2", "libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0"),
    *("librt.so.1", "libutil.so.1", "libresolv.so.2"),
)

# A package renamed for 64-bit time (t64) provides the old name too; a derivative may not say so.
PACKAGES: Mapping[str, str] = {
    **dict.fromkeys(_OF_LIBC, LIBC),
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    # Before Debian 11 the package had another name.
    "libgcc_s.so.1": "libgcc-s1 | libgcc1",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

# Only a plug-in asks for it, and the program does without the plug-in: no printer is offered then.
OPTIONAL: Mapping[str, str] = {"libcups.so.2": "libcups2 | libcups2t64"}

GCC_OF_GLIBCXX: Mapping[Version, str] = {
    (3, 4, 21): "5",
    (3, 4, 22): "6",
    (3, 4, 24): "7",
    (3, 4, 25): "8",
    (3, 4, 26): "9",
    (3, 4, 28): "10",
}
"""The first GCC whose libstdc++ has a version; the package is versioned like GCC."""

FONTS = (
    "fonts-noto-cjk | fonts-wqy-zenhei | fonts-wqy-microhei | fonts-arphic-uming"
    " | fonts-arphic-ukai | fonts-adobe-sourcehansans-cn"
)


@dataclass(frozen=True, slots=True)
class Needs:
    """Fields of the package, as Debian writes them."""

    depends: tuple[str, ...]
    recommends: tuple[str, ...]


def needs_of(sonames: Collection[str], versions: Mapping[str, Version]) -> Needs:
    """The packages for what a bundle asks for.

    Args:
        sonames: libraries that the bundle does not hold.
        versions: the highest version asked for by family (GLIBC, GLIBCXX).

    Raises:
        BuildFailed: no package is known for a library or a version.
    """
    known = {**PACKAGES, **OPTIONAL}
    if unknown := sorted(set(sonames) - known.keys()):
        raise BuildFailed(f"no package is known for {', '.join(unknown)} (build/shipping/needs.py)")
    depends = {PACKAGES[name] for name in sonames if name in PACKAGES}
    depends.discard(LIBC)
    libc = f"{LIBC} (>= {spelled(versions['GLIBC'])})"
    if "GLIBCXX" in versions:
        depends.discard("libstdc++6")
        depends.add(f"libstdc++6 (>= {_gcc(versions['GLIBCXX'])})")
    recommends = {OPTIONAL[name] for name in sonames if name in OPTIONAL}
    return Needs(
        depends=(libc, *sorted(depends)),
        recommends=(FONTS, *sorted(recommends), "shared-mime-info", "xdg-utils"),
    )


def _gcc(version: Version) -> str:
    fitting = [gcc for first, gcc in GCC_OF_GLIBCXX.items() if first >= version]
    if not fitting:
        raise BuildFailed(f"no GCC is known for GLIBCXX_{spelled(version)}")
    return fitting[0]
