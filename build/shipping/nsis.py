"""The installer for Windows: what it is told, and makensis itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from debian import install_debian_packages, missing_debian_packages
from shell import ROOT, WINDOWS
from shipping.bundle import BuildFailed
from shipping.windows_resources import numbers

SCRIPT = ROOT / "build" / "windows" / "piyue.nsi"
_LONGEST = 1000
"""Letters of a path that a string of NSIS surely holds."""

_ODD = ("..", ":", "$", '"')
"""Ways out of the folder, and signs that mean something to NSIS."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the installer puts into its folder: files and folders, with `/`, sorted."""

    files: tuple[str, ...]
    folders: tuple[str, ...]
    size: int

    @classmethod
    def of(cls, folder: Path) -> Contents:
        """Everything in a folder.

        Raises:
            BuildFailed: a name that the installer could not remove again.
        """
        files: list[str] = []
        folders: set[str] = set()
        size = 0
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if any(odd in name for odd in _ODD) or len(name) > _LONGEST or not name.isprintable():
                raise BuildFailed(f"the installer cannot hold a file called {name!r}")
            if path.is_dir():
                folders.add(name)
            else:
                files.append(name)
                size += path.stat().st_size
        return cls(tuple(sorted(files)), tuple(sorted(folders)), size)


def installed_list(contents: Contents) -> bytes:
    """What the installed version will remove of itself: files, then folders, innermost first.

    In UTF-16 without a mark, as NSIS reads it.
    """
    innermost = sorted(contents.folders, key=lambda name: (-name.count("/"), name))
    lines = [*contents.files, *(f"{name}/" for name in innermost)]
    return "".join(line.replace("/", "\\") + "\r\n" for line in lines).encode("utf-16-le")


def payload_script(folder: Path, contents: Contents) -> str:
    """The lines of NSIS that install the contents, one folder after the other."""
    script: list[str] = []
    current = ""
    for name in sorted(contents.files, key=lambda name: (str(PurePosixPath(name).parent), name)):
        parent = PurePosixPath(name).parent.as_posix()
        if parent != current:
            current = parent
            below = "" if parent == "." else "\\" + parent.replace("/", "\\")
            script.append(f'SetOutPath "$INSTDIR{below}"')
        script.append(f'File "{folder / name}"')
    return "\n".join(script) + "\n"


def arguments(
    *,
    drawn: Path,
    lists: Path,
    outfile: Path,
    version: str,
    contents: Contents,
    amd64: bool,
    quick: bool = False,
) -> list[str]:
    """The words of makensis. Warnings fail; the script is UTF-8 on every system."""
    defined = {
        "PROJECT": ROOT,
        "DRAWN": drawn,
        "LISTS": lists,
        "OUTFILE": outfile,
        "VERSION": version,
        "NUMBERS": ".".join(str(part) for part in numbers(version)),
        "KIB": -(-contents.size // 1024),
    }
    words = [f"-D{name}={value}" for name, value in defined.items()]
    return [
        *("-WX", "-V2", "-NOCD", "-INPUTCHARSET", "UTF8"),
        *(["-DAMD64"] if amd64 else []),
        *(["-DQUICK"] if quick else []),
        *words,
        str(SCRIPT),
    ]


def has_64_bit_stub(makensis: Path) -> bool:
    """Whether this makensis makes 64-bit installers, which Wine runs without 32-bit parts."""
    told = subprocess.run(
        [str(makensis), "-HDRINFO"], capture_output=True, text=True, errors="replace", check=False
    ).stdout
    found = re.search(r"NSISDIR=([^,\n]+)", told)
    places = [Path("/usr/share/nsis/Stubs"), makensis.parent / "Stubs"]
    if found:
        places.append(Path(found.group(1).strip()) / "Stubs")
    return any((place / "lzma_solid-amd64-unicode").exists() for place in places)


def find_makensis() -> Path:
    """The compiler of installers.

    Raises:
        BuildFailed: it is not on this machine.
    """
    if not WINDOWS:
        install_debian_packages(missing_debian_packages(("nsis",)))
    usual = Path("C:/Program Files (x86)/NSIS/makensis.exe")
    found = shutil.which("makensis") or (str(usual) if usual.exists() else None)
    if found is None:
        raise BuildFailed("makensis is needed (NSIS 3.08 or newer; https://nsis.sourceforge.io)")
    return Path(found)


def reflowed(text: str) -> str:
    """Paragraphs of one line each: the page breaks them where its own width asks for it."""
    paragraphs: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        line = ""
        for part in (part.strip() for part in block.splitlines()):
            # A broken line stands for a space, but not between Chinese letters or signs.
            glued = not line or (
                (ord(line[-1]) > 0x2E7F and ord(part[0]) > 0x2E7F)
                or line[-1] in "，。；：、（）《》“”"
                or part[0] in "（《“"
            )
            line += ("" if glued else " ") + part
        paragraphs.append(line)
    return "\n\n".join(paragraphs)


def licence_pages(chinese: str, english: str, lists: Path) -> None:
    """Write both licence pages as NSIS wants them: with a mark of their encoding."""
    for language, text in (("zh", chinese), ("en", english)):
        page = reflowed(text).replace("\n", "\r\n") + "\r\n"
        (lists / f"licence-{language}.txt").write_bytes(page.encode("utf-8-sig"))


def make_installer(
    payload: Path,
    target: Path,
    *,
    version: str,
    drawn: Path,
    licences: Sequence[str],
    work: Path,
    quick: bool = False,
) -> Path:
    """Make the installer of a folder.

    Args:
        licences: the licence page in Chinese and in English.
        work: for the lists it is made by.
        quick: made sooner and larger, for one that is only tried.

    Raises:
        BuildFailed: makensis warns or fails.
    """
    contents = Contents.of(payload)
    work.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    (work / "installed.lst").write_bytes(installed_list(contents))
    (work / "payload.nsh").write_text(payload_script(payload, contents), encoding="utf-8-sig")
    licence_pages(licences[0], licences[1], work)
    makensis = find_makensis()
    words = arguments(
        drawn=drawn,
        lists=work,
        outfile=target,
        version=version,
        contents=contents,
        amd64=has_64_bit_stub(makensis),
        quick=quick,
    )
    done = subprocess.run(
        [str(makensis), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise BuildFailed(f"makensis:\n{(done.stdout + done.stderr)[-3000:]}")
    return target
