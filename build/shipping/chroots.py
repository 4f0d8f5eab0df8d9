"""Userlands: other Debian releases as folders, to build in and to try packages in.

A command in a userland runs in namespaces of its own. What is mounted for it is mounted
there only, so the kernel undoes it when the command ends, however it ends; whatever it
left running ends with it; and without `network` it reaches none. Needs root.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from debian import install_debian_packages, missing_debian_packages
from shell import WORK, say
from shipping.bundle import BuildFailed

CHROOTS = WORK / "shipping" / "chroots"
MIRROR = "http://deb.debian.org/debian"
SUITES = ("bullseye", "bookworm", "trixie")

_ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
    "TERM": "dumb",
}

# $1 the root, $2 how many pairs of binds follow; then the pairs, then the command.
_INSIDE = """
set -e
root=$1 pairs=$2; shift 2
mount -t proc proc "$root/proc"
mount --rbind --make-rslave /sys "$root/sys" 2>/dev/null || true
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
while [ "$pairs" -gt 0 ]; do
  if [ -d "$1" ]; then mkdir -p "$root$2"; else mkdir -p "$(dirname "$root$2")"; : >> "$root$2"; fi
  mount --bind "$1" "$root$2"; shift 2; pairs=$((pairs - 1))
done
set +e
/usr/sbin/chroot "$root" "$@"
exit $?
"""


@dataclass(frozen=True, slots=True)
class Output:
    """What a command in a userland answered."""

    code: int
    stdout: str
    stderr: str

    @property
    def both(self) -> str:
        return self.stdout + self.stderr


@dataclass(frozen=True, slots=True)
class Userland:
    """A Debian release in a folder.

    Attributes:
        binds: folders or files of this machine seen inside, by their place inside.
    """

    root: Path
    binds: Mapping[str, Path] = field(default_factory=dict[str, Path])

    def place(self, inside: str | PurePosixPath) -> Path:
        """Where a path of the userland lies on this machine."""
        return self.root / str(inside).lstrip("/")

    def command(
        self,
        words: Sequence[str | Path],
        *,
        folder: str = "/",
        user: str | None = None,
        network: bool = False,
    ) -> list[str]:
        """The command line that runs `words` inside; it hands the environment through.

        Args:
            folder: where inside it runs.
            user: as whom inside; root when None.
            network: whether it may reach one.
        """
        pairs = [part for inside, own in self.binds.items() for part in (str(own), inside)]
        alone = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--ipc"]
        if not network:
            alone.append("--net")
        inner = ["/usr/bin/env", "-C", folder]
        if user is not None:
            inner = ["/usr/bin/setpriv", "--reuid", user, "--regid", user, "--init-groups", *inner]
        return [
            *alone,
            *("sh", "-c", _INSIDE, "userland", str(self.root), str(len(self.binds)), *pairs),
            *inner,
            *(str(word) for word in words),
        ]

    def run(
        self,
        words: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        folder: str = "/",
        user: str | None = None,
        network: bool = False,
        check: bool = True,
        timeout: float | None = None,
    ) -> Output:
        """Run a command inside and wait for it.

        Args:
            env: added to a small usual environment; nothing of this process's comes in.
            check: whether to raise when it fails.

        Raises:
            BuildFailed: it failed, or took longer than `timeout` seconds.
        """
        command = self.command(words, folder=folder, user=user, network=network)
        shown = " ".join(str(word) for word in words)[:200]
        home = {"HOME": f"/home/{user}"} if user else {}
        try:
            done = subprocess.run(
                command,
                env={**_ENVIRONMENT, **home, **(env or {})},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise BuildFailed(f"in {self.root.name}, after {timeout:.0f} s: {shown}") from None
        if check and done.returncode != 0:
            tail = "\n".join((done.stdout + done.stderr).splitlines()[-40:])
            raise BuildFailed(f"in {self.root.name}: {shown} ended with {done.returncode}\n{tail}")
        return Output(done.returncode, done.stdout, done.stderr)

    def install(self, *packages: str, recommends: bool = False) -> Output:
        """Install packages of the release, or `.deb` files lying inside."""
        options = ["-y", "-q"] if recommends else ["-y", "-q", "--no-install-recommends"]
        return self.run(["apt-get", "install", *options, *packages], network=True)

    def with_binds(self, **binds: Path) -> Userland:
        """The same userland with more folders of this machine at /<name>."""
        more = {f"/{name}": own for name, own in binds.items()}
        return Userland(self.root, {**self.binds, **more})


def userland(suite: str, packages: Sequence[str] = ()) -> Userland:
    """A kept userland with these packages; made when it is not there yet.

    Whoever changes it changes it for the next call too: what is tried, is tried in a copy.

    Raises:
        BuildFailed: there are no rights, no network, no such package.
    """
    _require_root()
    name = suite
    if packages:
        name += "-" + hashlib.sha256(" ".join(sorted(packages)).encode()).hexdigest()[:12]
    CHROOTS.mkdir(parents=True, exist_ok=True)
    final = CHROOTS / name
    with _locked(CHROOTS / f".{name}.lock"):
        if not final.exists():
            part = CHROOTS / f"{name}.part"
            remove(part)
            if packages:
                _copy(userland(suite).root, part)
                made = Userland(part)
                say(f"installing {len(packages)} packages in a userland of {suite}")
                made.run(["apt-get", "update", "-q"], network=True)
                made.install(*packages)
                made.run(["apt-get", "clean"])
            else:
                _debootstrap(suite, part)
            part.rename(final)
        _complete(final)
    return Userland(final)


@contextlib.contextmanager
def throwaway(original: Userland, folder: Path | None = None) -> Iterator[Userland]:
    """A copy to do anything with; it is gone afterwards."""
    folder = folder or CHROOTS
    copy = Path(tempfile.mkdtemp(prefix=f"{original.root.name}.copy-", dir=folder))
    try:
        inner = copy / original.root.name
        _copy(original.root, inner)
        yield Userland(inner, original.binds)
    finally:
        remove(copy)


def _require_root() -> None:
    if os.geteuid() != 0:
        raise BuildFailed("userlands of other Debian releases need root (sudo)")
    install_debian_packages(missing_debian_packages(("debootstrap",)))


def _debootstrap(suite: str, target: Path) -> None:
    say(f"making a userland of {suite}")
    done = subprocess.run(
        ["debootstrap", "--variant=minbase", suite, str(target), MIRROR],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        tail = "\n".join(done.stdout.splitlines()[-10:])
        remove(target)
        raise BuildFailed(f"debootstrap of {suite} ended with {done.returncode}\n{tail}")


def _complete(root: Path) -> None:
    """What every machine has and a bare userland lacks."""
    identity = root / "etc" / "machine-id"
    if not identity.exists():  # D-Bus stops a program that finds none
        identity.write_text(hashlib.md5(str(root).encode()).hexdigest() + "\n", encoding="ascii")
    resolver = Path("/etc/resolv.conf")
    if resolver.exists():
        (root / "etc" / "resolv.conf").write_bytes(resolver.read_bytes())
    (root / "etc" / "hosts").write_text("127.0.0.1 localhost\n", encoding="ascii")


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(target)], check=True)


def remove(folder: Path) -> None:
    """Delete a userland, but never through something that is mounted in it."""
    table = Path("/proc/self/mountinfo").read_text(encoding="utf-8")
    if mounted := mounts_in(folder.resolve(), table):
        raise BuildFailed(f"{folder} is not removed: {mounted[0]} is mounted in it")
    shutil.rmtree(folder, ignore_errors=True)


def mounts_in(folder: Path, table: str) -> list[str]:
    """What is mounted in a folder, by a table of mounts as the kernel lists them."""
    points = [line.split()[4] for line in table.splitlines()]
    return [point for point in points if Path(point).is_relative_to(folder)]


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    import fcntl  # Windows, where nothing here is called, has none

    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
