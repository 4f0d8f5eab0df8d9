"""The program as it was, packed as it is now: what an upgrade is tried from."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

from shell import ROOT, say
from shipping import deb
from shipping.bundle import SHIPPING, BuildFailed
from shipping.linux import EPOCH, old_bundle, rendered_icons, version_of
from shipping.packing import QUICK_FILTERS

SOURCE = "da3b747e84b71188a41259edaf476af7479a39bd"
"""The last commit of 0.1.0 before the newest step of the library's structure."""

SCRIPTS = "463ebda"
"""The first commit that could make a bundle: its lists leave out nothing that 0.1.0 uses."""


def older_package() -> Path:
    """The package of 0.1.0, made from the history; kept once it is made.

    Raises:
        BuildFailed: the history is not there.
    """
    root, target = SHIPPING / "older" / "source", SHIPPING / "older"
    if not (root / "src").is_dir():
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        _take(SOURCE, root, "src", "resources", "pyproject.toml", "LICENSE", "README.md")
        _take(SCRIPTS, root, "build")
    package = target / f"piyue_{version_of(root)}_amd64.deb"
    if package.is_file():
        return package
    say("making the older version for trying an upgrade")
    work = SHIPPING / "older" / "work"
    bundle, version = old_bundle(root, work), version_of(root)
    tree = deb.package_tree(bundle, rendered_icons(work), version, EPOCH)
    fields = deb.control(version, tree, deb.needs_of_bundle(bundle))
    deb.write_deb(package, tree, fields, EPOCH, QUICK_FILTERS)
    return package


def _take(commit: str, target: Path, *paths: str) -> None:
    done = subprocess.run(
        ["git", "archive", commit, *paths], cwd=ROOT, capture_output=True, check=False
    )
    if done.returncode != 0:
        raise BuildFailed(f"the history has no {commit[:7]}: {done.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as tar:
        tar.extractall(target, filter="data")
