"""An installer on trial: installed, used, upgraded, refused, removed, and looked at after each.

Everything is done as a user or an IT department would, silently, on a Windows on which
nothing is installed. What is wrong is collected, not raised: a trial tells everything.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shell import ROOT, say
from shipping.judging import Limits, judge
from shipping.windows_machine import Machine, Told, folders, registry, wait_until

INSTALL_SECONDS = 15
FORMATS = ("xlsx", "docx", "json", "pdf")
SOFTWARE = "HKEY_CURRENT_USER\\Software"
KEYS = (
    # Everything that the installer writes lies in these.
    "Piyue",
    "Classes\\.piyue",
    "Classes\\.piyuepack",
    "Classes\\Piyue.Library",
    "Classes\\Piyue.Pack",
    "Microsoft\\Windows\\CurrentVersion\\App Paths\\piyue.exe",
    "Microsoft\\Windows\\CurrentVersion\\Uninstall\\Piyue",
)
OF_EVERY_WINDOWS = (
    # Keys that others use too; an empty Windows of Wine has not made them yet.
    "Classes",
    "Microsoft\\Windows\\CurrentVersion\\App Paths",
    "Microsoft\\Windows\\CurrentVersion\\Uninstall",
)
START_MENU = "Microsoft\\Windows\\Start Menu\\Programs\\批阅"
LINKS = ("批阅.lnk", "卸载批阅.lnk")
QUOTE = (0, 12)
"""The characters of each report that the trial marks."""


@dataclass(slots=True)
class Trial:
    """One installer on one machine.

    Attributes:
        shared: a folder of this machine that the Windows programs see.
        payload: what the installer holds.
        limits: for the judgement of the installed program.
    """

    machine: Machine
    installer: Path
    payload: Path
    version: str
    shared: Path
    limits: Limits
    problems: list[str] = field(default_factory=list[str])
    figures: dict[str, str] = field(default_factory=dict[str, str])
    where: Mapping[str, str] = field(init=False)
    program: str = field(init=False)

    def __post_init__(self) -> None:
        self.where = folders(self.machine)
        self.program = self.where["LOCALAPPDATA"] + "\\Programs\\Piyue"

    # --- installing ------------------------------------------------------------------

    def install(self, installer: Path | None = None, *options: str) -> tuple[Told, float]:
        """Run an installer silently."""
        words = [self.machine.inside(installer or self.installer), "/S", *options]
        started = time.monotonic()
        told = self.machine.run(words, timeout=300)
        return told, time.monotonic() - started

    def installs(self) -> None:
        """The installer does what it says, in time."""
        told, seconds = self.install()
        self.expect(told.code == 0, f"installing ended with {told.code}: {told.stdout.strip()}")
        self.figures["installed in"] = f"{seconds:.1f} s"
        self.expect(seconds <= INSTALL_SECONDS, f"installing took {seconds:.1f} s")
        self.expect(self.version in told.stdout, "a silent installation does not say what it did")
        self.is_whole(self.program)
        self.links_are_there(desktop=True)
        self.is_registered(types=True)

    def is_whole(self, program: str) -> None:
        """Every file of the payload lies in the folder as it was packed, and nothing else."""
        folder = self.machine.outside(program)
        wanted = {p.relative_to(self.payload): p for p in self.payload.rglob("*") if p.is_file()}
        there = {p.relative_to(folder) for p in folder.rglob("*") if p.is_file()}
        own = {Path("installed.lst"), Path("uninstall.exe")}
        for name in sorted(wanted.keys() - there):
            self.problems.append(f"not installed: {name}")
        for name in sorted(there - wanted.keys() - own):
            self.problems.append(f"installed though it is not in the payload: {name}")
        for name in sorted(wanted.keys() & there):
            if (folder / name).read_bytes() != wanted[name].read_bytes():
                self.problems.append(f"installed with other content: {name}")

    def links_are_there(self, *, desktop: bool) -> None:
        menu = self.machine.outside(self.where["APPDATA"] + "\\" + START_MENU)
        for name in LINKS:
            self.expect((menu / name).is_file(), f"not in the Start menu: {name}")
        link = self._desktop() / LINKS[0]
        self.expect(link.is_file() == desktop, f"on the desktop: {link.is_file()}")
        target = "piyue.exe".encode("utf-16-le")
        if (menu / LINKS[0]).is_file():
            content = (menu / LINKS[0]).read_bytes()
            self.expect(target in content or b"piyue.exe" in content, "the link leads elsewhere")

    def _desktop(self) -> Path:
        return self.machine.outside(self.where["USERPROFILE"] + "\\Desktop")

    def is_registered(self, *, types: bool, program: str = "") -> None:
        """The registry says what Windows and IT departments read."""
        program = program or self.program
        entry = registry(self.machine, f"{SOFTWARE}\\{KEYS[6]}").get(f"{SOFTWARE}\\{KEYS[6]}", {})
        for name, value in {
            "DisplayVersion": self.version,
            "InstallLocation": program,
            "UninstallString": f'"{program}\\uninstall.exe"',
            "QuietUninstallString": f'"{program}\\uninstall.exe" /S',
            "DisplayIcon": f"{program}\\piyue.exe,0",
        }.items():
            self.expect(entry.get(name) == value, f"{name} is {entry.get(name)!r}, not {value!r}")
        self.expect(bool(entry.get("DisplayName")), "no name in the list of programs")
        size = sum(p.stat().st_size for p in self.payload.rglob("*") if p.is_file()) // 1024
        told = int(entry.get("EstimatedSize", "0"))
        self.expect(abs(told - size) <= 1, f"its size is told as {told} KiB, not {size}")
        classes = registry(self.machine, f"{SOFTWARE}\\Classes")
        for extension, kind in ((".piyue", "Piyue.Library"), (".piyuepack", "Piyue.Pack")):
            offered = classes.get(f"{SOFTWARE}\\Classes\\{extension}\\OpenWithProgids", {})
            self.expect((kind in offered) == types, f"{extension} is offered: {not types}")
            command = classes.get(f"{SOFTWARE}\\Classes\\{kind}\\shell\\open\\command", {}).get("")
            wanted = f'"{program}\\piyue.exe" "%1"' if types else None
            self.expect(command == wanted, f"{extension} is opened by {command!r}")

    # --- using -----------------------------------------------------------------------

    def works(self) -> None:
        """The installed program passes its self-test and paints its window."""
        env = {**os.environ, "PIYUE_HOME": self.home("judged")}
        found = judge(
            self.machine.command([f"{self.program}\\piyue.exe"]), env=env, limits=self.limits
        )
        self.problems += found.problems
        self.figures.update(found.figures())

    def home(self, name: str) -> str:
        folder = self.shared / "homes" / name
        folder.mkdir(parents=True, exist_ok=True)
        return self.machine.inside(folder)

    def cli(self, *words: str, code: int = 0) -> Told:
        """A command of the installed command line; a traceback or a warning is a problem."""
        told = self.machine.run([f"{self.program}\\piyue-cli.exe", *words], timeout=120)
        shown = " ".join(words)[:80]
        self.expect(told.code == code, f"piyue-cli {shown} ended with {told.code}: {told.stderr}")
        odd = [line for line in told.stderr.splitlines() if _is_trouble(line)]
        self.problems += [f"piyue-cli {shown}: {line}" for line in odd]
        return told

    def does_the_main_job(self, reports: Sequence[Path]) -> str:
        """Import, annotate, search and export in the installed program; returns the library."""
        folder = self.shared / "job"
        shutil.rmtree(folder, ignore_errors=True)
        inbox = folder / "报告"
        inbox.mkdir(parents=True)
        for path in reports:
            shutil.copy(path, inbox)
        library = self.machine.inside(folder / "审阅 库.piyue")
        base = ("--library", library)
        self.cli(*base, "import", self.machine.inside(inbox))
        listed = json.loads(self.cli(*base, "--json", "list").stdout or "[]")
        rows = listed["reports"] if isinstance(listed, dict) else listed
        self.expect(len(rows) == len(reports), f"{len(rows)} of {len(reports)} reports came in")
        for row in rows:
            start, end = (str(offset) for offset in QUOTE)
            self.cli(
                *(*base, "annotate", row["report"], "--start", start, "--end", end),
                *("--tag", "试用/安装", "--comment", "装好后的第一条批注"),
            )
        found = self.cli(*base, "search", "法治")
        self.expect("法治" in found.stdout, "the search finds nothing")
        for name in FORMATS:
            target = folder / f"out-{name}" / f"批注.{name}"
            target.parent.mkdir()
            out = target.parent if name == "docx" else target
            self.cli(*base, "export", "--format", name, "--out", self.machine.inside(out))
            made = [p for p in target.parent.rglob(f"*.{name}") if p.stat().st_size > 500]
            self.expect(bool(made), f"nothing was exported as {name}")
        self.cli(*base, "check")
        self.figures["main job"] = (
            f"{len(rows)} reports, {len(rows)} annotations, {len(FORMATS)} exports"
        )
        return library

    def annotations(self, library: str) -> list[tuple[str, str, str]]:
        """Report, quote and comment of every annotation of a library."""
        told = json.loads(self.cli("--library", library, "--json", "annotations").stdout or "[]")
        rows = told["annotations"] if isinstance(told, dict) else told
        return sorted(
            (json.dumps(row.get("report"), ensure_ascii=False), row["quote"], row["comment"])
            for row in rows
        )

    def keeps(self, library: str, before: list[tuple[str, str, str]]) -> None:
        now = self.annotations(library)
        self.expect(bool(before), "there was no annotation to lose")
        self.expect(now == before, f"{len(before)} annotations before, {len(now)} the same now")

    def command_for(self, kind: str, file: str) -> list[str]:
        """The words that the registry has for opening a file of a kind."""
        key = f"{SOFTWARE}\\Classes\\{kind}\\shell\\open\\command"
        command = registry(self.machine, key).get(key, {}).get("", "")
        words = re.findall(r'"([^"]*)"', command)
        self.expect("%1" in words, f"{kind} is opened by {command!r}")
        return [file if word == "%1" else word for word in words]

    def refuses_while_it_runs(self) -> None:
        """To be called while the installed program has a window."""
        told, _ = self.install()
        self.expect(told.code == 3, f"installed over a running program: {told.code}")
        self.expect(bool(told.stdout.strip()), "it does not say why it was not installed")
        log = self.machine.outside(self.where["TEMP"]) / "Piyue-Setup.log"
        self.expect(log.is_file(), "nothing was written into Piyue-Setup.log")

    # --- upgrading and removing ------------------------------------------------------

    def upgrades(self, older: Path) -> None:
        """Over an older version: its own files go, a file of somebody else stays."""
        folder = self.machine.outside(self.program)
        told, _ = self.install(older)
        self.expect(told.code == 0, f"the older version: {told.code}: {told.stdout.strip()}")
        stale = folder / "_internal" / "only-in-the-older-version.txt"
        if not stale.exists():  # a real older installer has others
            self.figures["older version"] = "a real one"
        own = folder / "我的笔记.txt"
        own.write_text("不属于程序", encoding="utf-8")
        told, _ = self.install()
        self.expect(told.code == 0, f"upgrading ended with {told.code}: {told.stdout.strip()}")
        self.expect(own.is_file(), "an upgrade has deleted a file of the user")
        own.unlink(missing_ok=True)
        self.is_whole(self.program)
        self.is_registered(types=True)

    def refuses_a_downgrade(self, older: Path) -> None:
        told, _ = self.install(older)
        self.expect(told.code == 5, f"an older version was installed over a newer: {told.code}")
        self.expect(bool(told.stdout.strip()), "it does not say why it was not installed")
        self.is_whole(self.program)
        self.is_registered(types=True)

    def obeys_options(self) -> None:
        """/NODESKTOP, /NOTYPES and /D, in a folder with a Chinese name and a space."""
        program = self.where["USERPROFILE"] + "\\工具 箱\\批阅"
        # A folder with a space must not come in quotes; as two words it does not.
        told, _ = self.install(None, "/NODESKTOP", "/NOTYPES", *f"/D={program}".split(" "))
        self.expect(told.code == 0, f"with options: {told.code}: {told.stdout.strip()}")
        self.is_whole(program)
        self.links_are_there(desktop=False)
        self.is_registered(types=False, program=program)
        answer = self.machine.run([f"{program}\\piyue-cli.exe", "--version"])
        self.expect(self.version in answer.stdout, "it does not start from another folder")
        self.uninstalls(program)
        with contextlib.suppress(OSError):
            self.machine.outside(program).parent.rmdir()

    def uninstalls(self, program: str = "") -> None:
        """Silently, as the list of programs would do it."""
        program = program or self.program
        self.machine.run([f"{program}\\uninstall.exe", "/S"], timeout=120)
        # It goes on in a copy of itself, because it deletes its own file.
        folder = self.machine.outside(program)
        gone = wait_until(lambda: not folder.exists() and not self.registered(), 60)
        left = sorted(str(p) for p in folder.rglob("*"))[:5] if folder.exists() else []
        self.expect(gone, f"uninstalling left {left} and {self.registered()}")

    def registered(self) -> list[str]:
        """Every key of ours that the registry holds."""
        found = [registry(self.machine, f"{SOFTWARE}\\{key}") for key in KEYS]
        return sorted(key for keys in found for key in keys)

    # --- before and after ------------------------------------------------------------

    def traces(self) -> set[str]:
        """Every file and registry value of the user that is there now."""
        home = self.machine.outside(self.where["USERPROFILE"])
        temporary = self.machine.outside(self.where["TEMP"])
        found = {
            path.relative_to(home).as_posix()
            for path in home.rglob("*")
            if not path.is_relative_to(temporary)
        }
        for key, values in registry(self.machine, SOFTWARE).items():
            if not _is_of_windows(key):
                found |= {f"{key} → {name}" for name in values} | {key}
        return found - {f"{SOFTWARE}\\{key}" for key in OF_EVERY_WINDOWS}

    def left_only_the_reviewer_s(self, before: set[str]) -> None:
        """After removal nothing is there that was not there before, but settings."""
        left = sorted(self.traces() - before)
        ours = [name for name in left if not re.match(r"AppData/Roaming/Piyue(/|$)", name)]
        self.expect(not ours, f"left behind: {ours[:10]}")
        self.figures["left after removal"] = f"{len(left)} files of settings, {len(ours)} others"

    # --- telling ---------------------------------------------------------------------

    def expect(self, is_so: bool, problem: str) -> None:
        if not is_so:
            say(f"  ✗ {problem}")
            self.problems.append(problem)


def _is_trouble(line: str) -> bool:
    return bool(re.search(r"Traceback|Warning|Error|ERROR|CRITICAL|Exception", line))


def _is_of_windows(key: str) -> bool:
    """Keys that Windows (or Wine) writes by itself when programs run."""
    patterns = (r"\\Wine(\\|$)", r"\\Explorer(\\|$)", r"MuiCache", r"\\Internet Settings")
    return any(re.search(pattern, key) for pattern in patterns)


def reports_to_try() -> list[Path]:
    """The real reports where they are on this machine, else the samples."""
    real = sorted((ROOT.parent / "shared" / "reports").glob("*.txt"))
    samples = ROOT / "resources" / "samples"
    return real or sorted(p for p in samples.glob("*") if p.suffix in {".txt", ".docx", ".html"})
