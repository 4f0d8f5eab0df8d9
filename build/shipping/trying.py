"""The Linux packages tried on clean systems: installed, started, upgraded, purged.

In throw-away userlands of two releases, as somebody without rights, without a network, on
a screen of their own. Everything that is wrong is collected; nothing stops at the first.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shell import ROOT, say
from shipping.bundle import DIST, NAME, BuildFailed
from shipping.chroots import Output, Userland, throwaway, userland
from shipping.display import display
from shipping.judging import Limits, crowding, judge
from shipping.linux import Packages, version_of

SUITES = ("bullseye", "bookworm")
"""The oldest and the usual: C libraries 2.31 and 2.36."""

PERSON, HOME = "shenyue", "/home/shenyue"
LONGEST_INSTALL_S = 15

TOOLS = (
    # What a desktop has and a bare userland has not; none is needed to start the program.
    *("desktop-file-utils", "hicolor-icon-theme", "shared-mime-info", "libglib2.0-bin"),
    *("fonts-wqy-microhei", "groff-base", "man-db", "xz-utils"),
)

_VOLATILE = re.compile(
    # Lists that the package manager and the desktop keep, and what differs with every call.
    r"^(var/(log|cache|lib/(dpkg|apt|systemd))/|root/|tmp/|run/|proc/|sys/|dev/"
    r"|etc/(ld\.so\.cache|passwd-|group-|shadow-|gshadow-|subuid-|subgid-)"
    r"|usr/share/(applications/mimeinfo\.cache|icons/hicolor/icon-theme\.cache"
    r"|mime/(version|mime\.cache)))"
)


FIELDS = (
    *("annotation", "report", "start", "end", "quote", "tags", "comment", "reviewer"),
    *("created", "replies", "resolved"),
)
"""Of an annotation as the command line lists it: what people chose and wrote."""


@dataclass(slots=True)
class Trial:
    """What became of one release.

    Attributes:
        figures: what was measured and seen, in the order in which it happened.
    """

    suite: str
    figures: dict[str, str] = field(default_factory=dict[str, str])
    problems: list[str] = field(default_factory=list[str])

    def expect(self, fits: bool, otherwise: str) -> None:
        if not fits:
            self.problems.append(otherwise)

    def ran(self, what: str, output: Output) -> str:
        """The answer of a command that had to succeed without a word on standard error."""
        self.expect(output.code == 0, f"{what} ended with {output.code}: {output.both[-500:]}")
        return output.stdout


def try_packages(
    made: Packages,
    older: Path | None,
    suites: Sequence[str] = SUITES,
    out: Path = DIST,
) -> list[Trial]:
    """Try the package and the archive on every release.

    Args:
        older: an older version, to upgrade from.
        out: where the pictures of the windows go.
    """
    trials: list[Trial] = []
    for suite in suites:
        say(f"trying {made.deb.name} on a clean {suite}")
        trial = Trial(suite)
        with throwaway(userland(suite)) as land:
            trials.append(trial)
            try:
                _try_on(land, trial, made, older, out)
            except BuildFailed as problem:
                trial.problems.append(f"the trial broke off: {problem}")
    return trials


def _try_on(land: Userland, trial: Trial, made: Packages, older: Path | None, out: Path) -> None:
    land.run(["apt-get", "update", "-q"], network=True)
    for package in (made.deb, made.archive, *([older] if older else ())):
        shutil.copyfile(package, land.place(f"/root/{package.name}"))
    _meet(land)
    _install(land, trial, made)
    land.install(*TOOLS)
    land.run(["apt-get", "purge", "-y", "-q", NAME])
    before = contents(land.root)
    # From here on everything that the package needs is there: only it comes and goes.
    trial.ran("dpkg -i", land.run(["dpkg", "-i", f"/root/{made.deb.name}"], check=False))
    with display() as shown:
        seen = Userland(land.root, {**land.binds, "/tmp/.X11-unix": Path("/tmp/.X11-unix")})
        _judge(seen, trial, "/usr/bin/piyue", shown, out / f"linux-{trial.suite}.png")
        _look_at_desktop(land, trial)
        if older is not None:
            land.run(["apt-get", "purge", "-y", "-q", NAME])
            _upgrade(land, trial, made, older)
        land.run(["apt-get", "purge", "-y", "-q", NAME])
        left = differing(before, contents(land.root))
        trial.expect(not left, f"purging left or changed: {', '.join(left[:20])}")
        trial.figures["left by purging, outside the home folder"] = str(len(left))
        own = [path.name for path in land.place(HOME).rglob("*.piyue")]
        trial.figures["reviewers' libraries after purging"] = str(len(own))
        trial.expect(older is None or "old.piyue" in own, "purging took a library along")
        _try_archive(seen, trial, made.archive, shown)


def _meet(land: Userland) -> None:
    """Somebody without rights, whose session has a folder of its own."""
    land.run(["useradd", "--create-home", "--uid", "1000", PERSON])
    folder = "/run/user/1000"
    land.run(["install", "-d", "-m", "700", "-o", PERSON, "-g", PERSON, folder])


def _environment(**more: str) -> dict[str, str]:
    return {
        "HOME": HOME,
        "USER": PERSON,
        "LANG": "C.UTF-8",
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "XDG_RUNTIME_DIR": "/run/user/1000",
        **more,
    }


def _as_person(land: Userland, *words: str, check: bool = False) -> Output:
    return land.run(words, user=PERSON, folder=HOME, env=_environment(), check=check)


def _install(land: Userland, trial: Trial, made: Packages) -> None:
    count = "dpkg-query -W -f '${db:Status-Abbrev}\\n' | grep -c ^ii"
    before = land.run(["sh", "-c", count]).stdout.strip()
    used, crowd, began = _processor_s(), crowding(), time.monotonic()
    trial.ran("apt-get install", land.install(f"/root/{made.deb.name}"))
    seconds, used = time.monotonic() - began, _processor_s() - used
    crowd = (crowd + crowding()) / 2
    after = land.run(["sh", "-c", count]).stdout.strip()
    trial.figures["packages before and after"] = f"{before} → {after}"
    trial.figures["install with all it needs, fetched"] = (
        f"{seconds:.1f} s on a machine {crowd:.1f} times as busy; {used:.1f} s of processor"
    )
    trial.expect(
        seconds <= LONGEST_INSTALL_S * crowd,
        f"installing took {seconds:.1f} s on a machine {crowd:.1f} times as busy, more than 15 s",
    )
    # Nothing else is there yet: what the package asks for has to be enough.
    told = _as_person(land, "piyue", "--version")
    trial.expect(
        told.code == 0 and version_of(ROOT) in told.stdout and not told.stderr,
        f"piyue --version as a plain user: {told.both}",
    )


def _processor_s() -> float:
    """Processor time of everything that ran and ended below this process."""
    times = os.times()
    return times.children_user + times.children_system


def _judge(
    land: Userland, trial: Trial, program: str, shown: Mapping[str, str], picture: Path
) -> None:
    inside = f"{HOME}/window.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    limits = Limits(platform=shown["QT_QPA_PLATFORM"], shot=land.place(inside), shot_inside=inside)
    command = land.command([program], user=PERSON, folder=HOME)
    found = judge(command, env=_environment(**shown), limits=limits)
    kind = "archive: " if picture.stem.endswith("archive") else ""
    trial.problems += [f"{kind}{problem}" for problem in found.problems]
    figures = {
        name: value for name, value in found.figures().items() if not kind or name != "versions"
    }
    trial.figures |= {f"{kind}{name}": value for name, value in figures.items()}
    if land.place(inside).exists():
        shutil.copyfile(land.place(inside), picture)
        land.place(inside).unlink()


def _look_at_desktop(land: Userland, trial: Trial) -> None:
    entry = "/usr/share/applications/piyue.desktop"
    told = trial.ran(
        "desktop-file-validate", land.run(["desktop-file-validate", entry], check=False)
    )
    trial.expect(not told, f"desktop-file-validate: {told}")
    globs = land.place("/usr/share/mime/globs2").read_text(encoding="utf-8")
    for pattern in ("*.piyue", "*.piyuepack"):
        trial.expect(f":{pattern}\n" in globs, f"{pattern} is not in the list of file types")
    land.place(f"{HOME}/a.piyuepack").write_bytes(b"PK\x05\x06" + bytes(18))
    asked = _as_person(land, "gio", "info", "-a", "standard::content-type", f"{HOME}/a.piyuepack")
    trial.expect("application/vnd.piyue.pack" in asked.stdout, f"gio info: {asked.both}")
    for kind in ("library", "pack"):
        opens = _as_person(land, "gio", "mime", f"application/vnd.piyue.{kind}").stdout
        trial.expect("piyue.desktop" in opens, f"a {kind} opens with: {opens}")
    trial.figures["file types"] = "*.piyue and *.piyuepack are known and open with piyue"
    for place, word in (("man1", "SYNOPSIS"), ("zh_CN/man1", "用法")):
        page = f"/usr/share/man/{place}/piyue.1.gz"
        shown = land.run(
            ["man", "-l", page], env={"MANPAGER": "cat", "MANWIDTH": "80"}, check=False
        )
        text = re.sub(".\b", "", shown.stdout)  # bold letters are struck twice
        trial.expect(
            shown.code == 0 and word in text and not shown.stderr,
            f"man {place}: {shown.both[-300:]}",
        )
    trial.figures["man pages"] = "English and Chinese are set without a warning"
    looked = land.run(
        ["sh", "-c", "find /opt/piyue -type f \\( -name '*.so*' -o -name piyue \\) -exec ldd {} +"],
        env={"LD_LIBRARY_PATH": "/opt/piyue/_internal"},
        check=False,
    )
    missing = sorted(
        {line.split()[0] for line in looked.stdout.splitlines() if "not found" in line}
    )
    trial.figures["libraries that ldd does not find"] = ", ".join(missing) or "none"
    # Asked for by the printing plug-in only, which is then left out.
    trial.expect(set(missing) <= {"libcups.so.2"}, f"ldd does not find {', '.join(missing)}")


# --- upgrade ---------------------------------------------------------------------------------


def _upgrade(land: Userland, trial: Trial, made: Packages, older: Path) -> None:
    land.run(["dpkg", "-i", f"/root/{older.name}"])
    library = f"{HOME}/old.piyue"
    trial.figures["upgraded from"] = _as_person(land, "piyue", "--version").stdout.strip()

    def piyue(*words: str) -> str:
        done = _as_person(land, "piyue", "--library", library, "--json", *words)
        trial.expect(done.code == 0, f"piyue {words[0]}: {done.both[-400:]}")
        return done.stdout

    piyue("import", "/opt/piyue/_internal/app/resources/samples")
    reports = [entry["report"] for entry in _listed(piyue("list"))]
    for number, report in enumerate(reports):
        for start in (5, 40, 90):
            piyue(
                *("annotate", report, "--start", str(start), "--end", str(start + 12)),
                *("--tag", "升级/试验", "--comment", f"第 {number} 份，自 {start} 起：𠮷"),
                *("--reviewer", "张审阅"),
            )
    first = _listed(piyue("annotations"))[0]["annotation"]
    piyue("reply", first, "--text", "已核对。", "--reviewer", "李复核")
    piyue("resolve", first)
    before = essence(piyue("annotations"))
    place = land.place(library)
    structure = _structure(place)
    began = time.monotonic()
    trial.ran("upgrade", land.run(["dpkg", "-i", f"/root/{made.deb.name}"], check=False))
    trial.figures["upgrade of the package, all there"] = f"{time.monotonic() - began:.1f} s"
    after = essence(piyue("annotations"))
    trial.expect(
        bool(before) and before == after,
        f"{len(before)} annotations before the upgrade, other {len(after)} after it",
    )
    piyue("check")
    found = _structure(place)
    trial.expect(found > structure, f"the structure of the library stayed {structure}")
    trial.figures["library"] = (
        f"structure {structure} → {found}; {len(reports)} reports, "
        f"{len(after)} annotations the same before and after"
    )
    copies = [path for path in land.place(HOME).rglob("*.piyue*") if path.name.startswith("old")]
    copies = [path for path in copies if path != place and _structure(path) == structure]
    trial.expect(bool(copies), "no copy of the library was made before it was brought up to date")
    trial.figures["copy made before"] = ", ".join(path.name for path in copies)
    shown = _as_person(land, "piyue", "--version").stdout.strip()
    trial.figures["upgraded to"] = shown


def _listed(answer: str) -> list[dict[str, str]]:
    told = json.loads(answer)
    return told if isinstance(told, list) else next(v for v in told.values() if isinstance(v, list))


def essence(answer: str) -> list[tuple[str, ...]]:
    """What of annotations must be the same in every version, sorted."""
    rows = [{key: entry.get(key) for key in FIELDS} for entry in _listed(answer)]
    return sorted(tuple(json.dumps(row[key], sort_keys=True) for key in FIELDS) for row in rows)


def _structure(library: Path) -> int:
    """The number of the structure in the file; 0 for what is no library."""
    try:
        connection = sqlite3.connect(f"file:{library}?mode=ro&immutable=1", uri=True)
        try:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error:
        return 0


# --- the archive -----------------------------------------------------------------------------


def _try_archive(land: Userland, trial: Trial, archive: Path, shown: Mapping[str, str]) -> None:
    home = land.place(HOME)
    before = contents(home)
    shutil.copyfile(archive, home / archive.name)
    _as_person(land, "tar", "-xf", archive.name, check=True)
    folder = archive.name.removesuffix(".tar.xz")
    began = time.monotonic()
    told = _as_person(land, "sh", f"{HOME}/{folder}/install-for-me.sh")
    trial.ran("install-for-me.sh", told)
    trial.figures["archive: install-for-me.sh"] = f"{time.monotonic() - began:.1f} s"
    _as_person(land, "rm", "-r", folder, archive.name, check=True)
    picture = DIST / f"linux-{trial.suite}-archive.png"
    _judge(land, trial, f"{HOME}/.local/bin/piyue", shown, picture)
    entry = f"{HOME}/.local/share/applications/piyue.desktop"
    valid = _as_person(land, "desktop-file-validate", entry)
    trial.expect(valid.code == 0 and not valid.both, f"archive: {valid.both}")
    opens = _as_person(land, "gio", "mime", "application/vnd.piyue.library").stdout
    trial.expect("piyue.desktop" in opens, f"archive: a library opens with: {opens}")
    gone = _as_person(land, "sh", f"{HOME}/.local/opt/piyue/install-for-me.sh", "--uninstall")
    trial.ran("install-for-me.sh --uninstall", gone)
    left = [
        name
        for name in differing(before, contents(home))
        if not name.startswith((".cache/", ".config/piyue/", ".local/state/piyue/"))
    ]
    trial.expect(not left, f"archive: uninstalling left or changed {', '.join(left[:20])}")
    trial.figures["archive: left by uninstalling"] = str(len(left))


# --- comparing -------------------------------------------------------------------------------


def contents(folder: Path) -> dict[str, str]:
    """Every file and link of a tree with a hash; what changes by itself is left out."""
    found: dict[str, str] = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if _VOLATILE.match(name) or name.startswith("home/"):
            continue
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_file():
            with path.open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
        elif path.is_dir():
            found[name] = "a folder"
    return found


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Names that came, went or changed."""
    return sorted(name for name in {**before, **after} if before.get(name) != after.get(name))


def table(trials: list[Trial]) -> str:
    """The figures of all releases side by side, as in build/README.md."""
    names = list(dict.fromkeys(name for trial in trials for name in trial.figures))
    head = ["", *(trial.suite for trial in trials)]
    lines = [head, ["---"] * len(head)]
    lines += [[name, *(trial.figures.get(name, "") for trial in trials)] for name in names]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
