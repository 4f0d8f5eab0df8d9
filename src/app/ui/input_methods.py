"""Input methods on Linux: which plug-in Qt is told to use, before the QApplication is made.

Our Qt brings the plug-ins `ibus` and `compose`. The desktops of UOS and Kylin ask for
fcitx, whose plug-in is built for the Qt of the distribution and usually does not load
into ours; without one nothing but Latin letters could be typed. fcitx5 answers the
protocol of IBus, so that one is asked for in its place. fcitx 4 does not: see the help.

Qt ≥ 6.7 reads a list from QT_IM_MODULES, the first that works is taken (an IBus that
does not run falls through to compose); it outranks QT_IM_MODULE.
"""

from __future__ import annotations

import logging
import os
import string
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

log = logging.getLogger(__name__)

LIST = "QT_IM_MODULES"
ONE = "QT_IM_MODULE"
MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_OVER_D_BUS = ("ibus", "fcitx")


def prepare(environment: MutableMapping[str, str] = os.environ) -> None:
    """Set QT_IM_MODULES where Qt would find no input method; elsewhere touch nothing."""
    if not sys.platform.startswith("linux"):
        return
    wanted = modules(environment, plug_ins(environment), is_known=has_machine_id())
    if wanted is not None:
        environment[LIST] = wanted


def modules(environment: Mapping[str, str], plugs: Iterable[str], *, is_known: bool) -> str | None:
    """What QT_IM_MODULES should be, or None: it is good as it is.

    Args:
        plugs: file names of the plug-ins at hand.
        is_known: whether the machine has an id. Without one libdbus ends the whole
            process as soon as a plug-in asks for it.
    """
    asked = _asked(environment)
    by_bus = [name for name in asked if name.startswith(_OVER_D_BUS)]
    if not is_known and by_bus:
        log.warning("no machine id: input method %s is not used", ";".join(asked))
        return ";".join([*(name for name in asked if name not in by_bus), "compose"])
    fcitx = [name for name in by_bus if name.startswith("fcitx")]
    if not fcitx or "ibus" in asked or any("fcitx" in plug for plug in plugs):
        return None
    others = [name for name in asked if name not in fcitx]
    # A compositor that handles text itself reaches its input method without any plug-in.
    first = ["wayland"] if environment.get("WAYLAND_DISPLAY") and "wayland" not in others else []
    log.info("no plug-in for %s: using the protocol of IBus", ";".join(fcitx))
    return ";".join([*first, *others, "ibus", "compose"])


def _asked(environment: Mapping[str, str]) -> list[str]:
    """The modules asked for, in order; on X11 also by the older XMODIFIERS alone."""
    named = environment.get(LIST) or environment.get(ONE) or ""
    if not named and not environment.get("WAYLAND_DISPLAY"):
        _, _, method = environment.get("XMODIFIERS", "").partition("@im=")
        named = method if method.startswith(_OVER_D_BUS) else ""
    return [name for name in named.split(";") if name]


def plug_ins(environment: Mapping[str, str]) -> list[str]:
    """File names of the input method plug-ins that Qt would look at."""
    roots = [QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)]
    roots += [root for root in environment.get("QT_PLUGIN_PATH", "").split(os.pathsep) if root]
    found: list[str] = []
    for root in roots:
        try:
            found += os.listdir(Path(root) / "platforminputcontexts")  # noqa: PTH208 - names only
        except OSError:
            continue  # this root has none
    return found


def has_machine_id(places: Iterable[Path] = MACHINE_IDS) -> bool:
    """Whether libdbus would find the id of this machine: 32 hexadecimal digits."""
    for place in places:
        try:
            text = place.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue
        if len(text) == 32 and set(text) <= set(string.hexdigits):
            return True
    return False
