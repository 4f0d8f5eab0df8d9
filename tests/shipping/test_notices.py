"""Everything that ships has an owner, a licence and the words of that licence."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from app import __version__
from app.domain.notices import Catalogue, alternatives, binds_the_whole
from app.workspace.notices import read_catalogue, shipped, text_of
from made_up_bundle import executable, made_up, write
from packages import RUNTIME_LOCK
from shell import ROOT
from shipping import notices
from shipping.notices import (
    FOLDER,
    SOURCE,
    Unnamed,
    debian_copyright,
    installer_licences,
    locked_versions,
    unnamed,
    versions_in,
    write_notices,
)

LARGEST = 600_000
"""Bytes that all texts together may take in a bundle."""

SAYS = {
    # What each file of a real bundle says, where the catalogue looks for a version.
    "PySide6/Qt/lib/libQt6Core.so.6": b"Qt 6.9.3 (x86_64)\x0010.46 2025-08-27\x00",
    "PySide6/Qt/lib/libQt6Gui.so.6": b"\x0011.5.0\x00\x001.6.50\x00Copyright International Color Consortium, 2015",
    "PySide6/Qt/plugins/imageformats/libqjpeg.so": b"libjpeg-turbo version 3.0.3 (build )",
    "PySide6/Qt/lib/libicuuc.so.73": b"73.2",
    "PySide6/QtCore.abi3.so": b"",
    "shiboken6/Shiboken.abi3.so": b"",
    "libpython3.11.so.1.0": b"\x003.11.7\x00expat_2.5.0\x002.5.1\x00",
    "libsqlite3.so.0": b"\x003.40.1\x00",
    "libz.so.1": b" inflate 1.2.13 Copyright",
    "lxml/etree.cpython-311-x86_64-linux-gnu.so": b"\x0021406\x00\x0010143\x00 inflate 1.3.2 Copyright",
    "pypdfium2_raw/version.json": b'"major": 159,\n  "minor": 0,\n  "build": 8149,\n  "patch": 0,',
    "app/resources/words/divisions.tsv": b"",
}  # fmt: skip


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue(SOURCE)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """A small bundle that holds something of everybody, with its notices."""
    root = made_up(tmp_path_factory.mktemp("sound"))
    for name, says in SAYS.items():
        write(root / "_internal" / name, says)
    modules = {m.replace("*", "x"): b"6.9.3" for c in catalogue.components for m in c.modules}
    write(root / "piyue", executable({**modules, "zipfile": b"", "app.main": b"code"}))
    write_notices(root)
    return root


@pytest.fixture
def bundle(tmp_path: Path, sound: Path) -> Path:
    """One to be spoiled."""
    return shutil.copytree(sound, tmp_path / "piyue", symlinks=True)


# --- the catalogue ---


def test_every_package_of_the_lock_has_an_owner(catalogue: Catalogue) -> None:
    named = {c.distribution for c in catalogue.components} - {""}
    known = named | catalogue.build_only | catalogue.not_shipped
    locked = locked_versions(RUNTIME_LOCK).keys()
    assert locked - known == set()
    assert known - locked == {"pyinstaller"}, "named, but no longer needed"
    assert named & catalogue.build_only == set()


def test_every_component_has_the_words_of_its_licence(catalogue: Catalogue) -> None:
    there = {path.stem for path in (SOURCE / "texts").iterdir()}
    used = {name for component in catalogue.components for name in component.texts}
    assert used == there
    for component in catalogue.components:
        assert component.texts, component.id
    for name in there:
        assert len(text_of(SOURCE, name)) > 200, name


def test_nothing_binds_the_whole_program(catalogue: Catalogue) -> None:
    for component in catalogue.components:
        assert alternatives(component.licence)
        assert not binds_the_whole(component.licence), component.id


def test_the_catalogue_contradicts_itself_nowhere(catalogue: Catalogue) -> None:
    ids = [component.id for component in catalogue.components]
    assert max(Counter(ids).values()) == 1
    for place, component in enumerate(catalogue.components):
        assert component.within in {"", *ids[:place]}, "a container stands before its parts"
        assert set(component.needs) <= set(ids)
        assert component.use != component.use_en
        assert component.copyright


def test_well_known_licences_are_here_word_for_word() -> None:
    debian = Path("/usr/share/common-licenses")
    if not debian.is_dir():
        pytest.skip("no texts to compare with on this system")
    for name, of_debian in notices.OF_DEBIAN.items():
        assert words(text_of(SOURCE, name)) == words((debian / of_debian).read_text()), name


def test_the_licence_of_the_program_is_here_word_for_word() -> None:
    assert text_of(SOURCE, "Piyue") == (ROOT / "LICENSE").read_text(encoding="utf-8")


def words(text: str) -> list[str]:
    return text.split()


# --- a bundle ---


def test_a_whole_bundle_passes_and_carries_its_notices(bundle: Path) -> None:
    assert unnamed(bundle) == []
    place = bundle / FOLDER
    said = (place / "NOTICES.txt").read_text(encoding="utf-8")
    for wanted in (
        "Qt 6.9.3",
        "ICU 73.2",
        "SQLite 3.40.1",
        "libxml2 2.14.6",
        "PDFium 159.0.8149.0",
    ):
        assert wanted in said
    assert f"Piyue 批阅 {__version__}" in said
    assert sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) < LARGEST


def test_the_program_reads_the_list_of_its_bundle(bundle: Path, catalogue: Catalogue) -> None:
    listed = {entry.component.id: entry.version for entry in shipped(bundle / FOLDER)}
    assert listed == versions_in(bundle, catalogue)
    assert listed["pyinstaller-bootloader"] in locked_versions()["pyinstaller"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("_internal/libstrange.so.1", "nobody is named for this file: libstrange.so.1"),
        ("README", "nobody is named for this file: README"),
    ],
)
def test_a_file_of_nobody_is_named(bundle: Path, name: str, problem: str) -> None:
    write(bundle / name, b"")
    assert unnamed(bundle) == [problem]


def test_a_module_of_nobody_is_named(bundle: Path) -> None:
    modules = dict.fromkeys(notices.modules_in(bundle), b"6.9.3")
    write(bundle / "piyue", executable({**modules, "setuptools.dist": b""}))
    assert unnamed(bundle) == ["nobody is named for this module: setuptools"]


def test_a_component_that_is_gone_is_named(bundle: Path) -> None:
    (bundle / "_internal" / "libsqlite3.so.0").unlink()
    assert unnamed(bundle) == [
        "named, but not in the bundle: SQLite (sqlite)",
        "the notices were written for other files than those that are there",
    ]


def test_a_library_of_another_version_is_noticed(bundle: Path) -> None:
    write(bundle / "_internal" / "libsqlite3.so.0", b"\x003.45.1\x00")
    (problem,) = unnamed(bundle)
    assert "other files" in problem


def test_a_library_that_hides_its_version_is_noticed(bundle: Path, catalogue: Catalogue) -> None:
    write(bundle / "_internal" / "libsqlite3.so.0", b"")
    (problem,) = unnamed(bundle)
    assert problem == "libsqlite3.so.0 does not say the version of SQLite"
    with pytest.raises(Unnamed):
        versions_in(bundle, catalogue)


def test_a_missing_text_is_named(bundle: Path) -> None:
    (bundle / FOLDER / "texts" / "LGPL-3.0-only.txt").unlink()
    assert unnamed(bundle) == [f"missing: {FOLDER}/texts/LGPL-3.0-only.txt"]


def test_what_would_bind_the_whole_program_is_named(
    bundle: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    changed = tmp_path / "changed"
    changed.mkdir()
    said = (SOURCE / "components.toml").read_text(encoding="utf-8")
    (changed / "components.toml").write_text(
        said.replace('licence = "blessing"', 'licence = "AGPL-3.0-only"'), encoding="utf-8"
    )
    monkeypatch.setattr(notices, "SOURCE", changed)
    assert unnamed(bundle) == ["SQLite would bind the whole program: AGPL-3.0-only"]


# --- the bill of materials ---


def bill(bundle: Path) -> dict[str, object]:
    return json.loads((bundle / FOLDER / "sbom.cdx.json").read_text(encoding="utf-8"))


def test_the_same_files_give_the_same_bill(bundle: Path) -> None:
    before = (bundle / FOLDER / "sbom.cdx.json").read_bytes()
    write_notices(bundle)
    assert (bundle / FOLDER / "sbom.cdx.json").read_bytes() == before
    serial = bill(bundle)["serialNumber"]
    write(bundle / "_internal" / "libsqlite3.so.0", b"\x003.45.1\x00")
    write_notices(bundle)
    assert bill(bundle)["serialNumber"] != serial


def test_the_bill_tells_a_time_only_when_it_is_told(
    bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "timestamp" not in json.dumps(bill(bundle))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    write_notices(bundle)
    metadata = bill(bundle)["metadata"]
    assert isinstance(metadata, dict)
    assert metadata["timestamp"] == "2026-11-22T00:00:00Z"


def test_the_bill_is_whole(bundle: Path, catalogue: Catalogue) -> None:
    told = json.loads((bundle / FOLDER / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert (told["bomFormat"], told["specVersion"], told["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", told["serialNumber"])
    refs = [told["metadata"]["component"]["bom-ref"], *(c["bom-ref"] for c in told["components"])]
    assert sorted(refs) == sorted(versions_in(bundle, catalogue))
    graph = {d["ref"]: d["dependsOn"] for d in told["dependencies"]}
    assert sorted(graph) == sorted(refs)
    assert {ref for below in graph.values() for ref in below} <= set(refs)
    reached, rest = set[str](), ["piyue"]
    while rest:
        ref = rest.pop()
        if ref not in reached:
            reached.add(ref)
            rest += graph[ref]
    assert reached == set(refs), "everything is there because the program needs it"
    for component in told["components"]:
        assert component["purl"].startswith("pkg:")
        assert component["licenses"][0]["expression"]
        if component["purl"].startswith("pkg:pypi/"):
            (archives,) = (
                r for r in component["externalReferences"] if r["type"] == "distribution"
            )
            assert archives["hashes"]
            assert all(re.fullmatch("[0-9a-f]{64}", h["content"]) for h in archives["hashes"])


# --- for the installers ---


def test_the_copyright_file_of_debian_holds_together(catalogue: Catalogue) -> None:
    stanzas = [
        dict(re.findall(r"^([A-Z][\w-]*):[ ]?((?:.*)(?:\n[ ].*)*)", stanza, re.MULTILINE))
        for stanza in debian_copyright().split("\n\n")
    ]
    assert stanzas[0]["Format"].endswith("copyright-format/1.0/")
    files = [stanza for stanza in stanzas if "Files" in stanza]
    explained = {
        s["License"].split("\n")[0] for s in stanzas if "License" in s and "Files" not in s
    }
    used = {name for s in files for name in s["License"].split(" and ")}
    assert used == explained
    assert files[0]["Files"] == "*"
    assert files[0]["License"] == "Piyue"
    said = "\n".join(stanza["Copyright"] for stanza in files)
    for component in catalogue.components:
        if "linux" in component.systems:
            assert component.copyright in said, component.id


def test_the_installer_says_the_same_in_two_languages() -> None:
    chinese, english = installer_licences()
    assert "不连接网络" in chinese
    assert "opens no network connection" in english
    for page in (chinese, english):
        assert "Permission is hereby granted" in page
        assert "LGPL v3" in page


# --- run from the source ---


def test_run_from_the_source_the_list_is_what_is_installed(catalogue: Catalogue) -> None:
    listed = {entry.component.id for entry in shipped(SOURCE)}
    wanted = {c.id for c in catalogue.components if c.distribution and c.group != "packing"}
    assert wanted <= listed
    assert "piyue" in listed
    assert "pyinstaller-bootloader" not in listed, "there is no bundle"
    assert "microsoft-runtime" not in listed
