"""Conversion of old Word files by an installed LibreOffice.

The program is looked for in files and folders only and never run to be found. It works
in a private folder that is removed, with a profile of its own in which macros, active
content, updates of links and the network are switched off; it runs in a group of its
own within the limits of the parsing process and ends with it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.files import limits
from app.files.family import scratch_folder
from app.files.programs import ProgramFailed, run

MODE_VARIABLE = "PIYUE_LIBREOFFICE"
"""Tells the parsing process when LibreOffice is to be used; without it, never."""

NEVER, WHEN_NEEDED, ALWAYS = "never", "when_needed", "always"

_LINUX = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_WINDOWS_FOLDERS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA")
_NO_PROXY_HERE = "http://127.0.0.1:9"  # the discard port: nobody answers
_KEPT = ("PATH", "PIYUE_WORKER_FAMILY", "SYSTEMROOT", "WINDIR", "COMSPEC", "PROGRAMFILES")

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Common/Java", "Enable", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


def find_libreoffice(
    environment: Mapping[str, str] | None = None, usual: tuple[str, ...] = _LINUX
) -> Path | None:
    """The installed program; None when there is none."""
    known = os.environ if environment is None else environment
    return next((path for path in _programs(known, usual) if path.is_file()), None)


def _programs(known: Mapping[str, str], usual: tuple[str, ...]) -> Iterator[Path]:
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name, path=known.get("PATH", "")):
            yield Path(found)
    for variable in _WINDOWS_FOLDERS:
        if folder := known.get(variable):
            for inner in ("", "Programs"):
                yield Path(folder, inner, "LibreOffice", "program", "soffice.exe")
    yield from map(Path, usual)
    if usual:
        with contextlib.suppress(OSError):
            yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def converted(program: Path, data: bytes) -> bytes:
    """The same document as DOCX.

    Raises:
        ProgramFailed: `timeout`, `crashed` or `missing`; also when nothing came out.
    """
    kept = scratch_folder()
    if kept is not None:  # the profile is made once per parsing process
        return _converted(program, data, kept)
    with tempfile.TemporaryDirectory(prefix="piyue-", ignore_cleanup_errors=True) as own:
        return _converted(program, data, Path(own))


def _converted(program: Path, data: bytes, folder: Path) -> bytes:
    profile = folder / "profile"
    _make_profile(profile)
    work = folder / "work"
    try:
        work.mkdir(mode=0o700)
        source = work / "report.doc"
        source.write_bytes(data)
        run(
            [
                str(program), "--headless", "--invisible", "--norestore", "--nolockcheck",
                "--nodefault", "--nologo", "--nofirststartwizard",
                f"-env:UserInstallation={profile.as_uri()}",
                "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(work), str(source),
            ],
            seconds=limits.CONVERSION_SECONDS,
            environment=_environment(folder),
            folder=work,
        )  # fmt: skip
        result = work / "report.docx"
        if not result.is_file() or result.stat().st_size > limits.FILE_BYTES:
            raise ProgramFailed("crashed")
        return result.read_bytes()
    except OSError as error:
        raise ProgramFailed("crashed") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _environment(folder: Path) -> dict[str, str]:
    """Only what the program needs; nothing of the person's own settings or network."""
    found = {name: value for name, value in os.environ.items() if name.upper() in _KEPT}
    for name in ("TEMP", "TMP", "TMPDIR", "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        found[name] = str(folder)
    for name in ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"):
        found[name] = found[name.upper()] = _NO_PROXY_HERE
    if sys.platform != "win32":
        found |= {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    return found


def _make_profile(profile: Path) -> None:
    settings = profile / "user" / "registrymodifications.xcu"
    if settings.exists():
        return
    try:
        settings.parent.mkdir(parents=True, mode=0o700)
        items = "\n".join(
            _ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS
        )
        settings.write_text(_PROFILE.format(items=items), encoding="utf-8")
    except OSError as error:
        raise ProgramFailed("crashed") from error
