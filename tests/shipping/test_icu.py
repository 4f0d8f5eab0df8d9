"""ICU's data become small and still do what Qt asks of them."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import PySide6
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_up_bundle import little_elf, write
from shipping import icu
from shipping.elf import Damaged, read_elf

LIBRARIES = Path(PySide6.__file__).parent / "Qt" / "lib"

of_linux = pytest.mark.skipif(sys.platform != "linux", reason="Qt brings ICU on Linux only")


@pytest.fixture
def own_icu(tmp_path: Path) -> Path:
    """A folder with a copy of Qt's ICU."""
    for path in LIBRARIES.glob("libicu*.so.*"):
        shutil.copy(path, tmp_path)
    return tmp_path


def data_in(folder: Path) -> Path:
    (found,) = folder.glob("libicudata.so.*")
    return found


@of_linux
def test_the_whole_data_are_found_sound(own_icu: Path) -> None:
    assert icu.faults_of(own_icu) == []


@of_linux
def test_small_data_order_chinese_and_know_the_encodings(own_icu: Path) -> None:
    library = data_in(own_icu)
    before = library.stat().st_size
    saved = icu.slim(library)
    assert library.stat().st_size == before - saved
    assert saved > 20_000_000
    assert icu.faults_of(own_icu) == []
    assert icu.slim(library) == 0, "there is nothing more to take out"


@of_linux
def test_what_reads_libraries_reads_the_small_one_alike(own_icu: Path) -> None:
    library = data_in(own_icu)
    before = read_elf(library)
    icu.slim(library)
    assert read_elf(library) == before


@of_linux
def test_data_without_chinese_are_told_from_sound_ones(
    own_icu: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(icu, "LANGUAGES", ("en",))
    icu.slim(data_in(own_icu))
    assert "no order of Chinese words" in icu.faults_of(own_icu)[0]


@of_linux
def test_data_without_encodings_are_told_from_sound_ones(
    own_icu: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = icu.is_kept
    monkeypatch.setattr(icu, "is_kept", lambda name: whole(name) and not name.endswith(".cnv"))
    icu.slim(data_in(own_icu))
    assert "ICU does not know the encoding gbk" in icu.faults_of(own_icu)


def test_libraries_that_are_not_there_or_not_icu_are_faults(tmp_path: Path) -> None:
    assert "no ICU" in icu.faults_of(tmp_path)[0]
    path = write(tmp_path / "libicudata.so.73", little_elf())
    with pytest.raises(Damaged):
        icu.slim(path)


@pytest.mark.parametrize(
    "name",
    [
        *("coll/zh.res", "coll/zh_Hant.res", "coll/root.res", "coll/ucadata.icu", "coll/pool.res"),
        *("zone/zh.res", "zone/en_US.res", "root.res", "zh_Hans_CN.res", "res_index.res"),
        *("gb18030.cnv", "cnvalias.icu", "zoneinfo64.res", "supplementalData.res"),
    ],
)
def test_what_qt_asks_for_is_kept(name: str) -> None:
    assert icu.is_kept(f"icudt73l/{name}")


@pytest.mark.parametrize(
    "name",
    [
        *("coll/ja.res", "coll/de__PHONEBOOK.res", "zone/fr.res", "af.res", "sr_Latn_BA.res"),
        *("brkitr/cjdict.dict", "unit/zh.res", "curr/zh.res", "lang/en.res", "translit/root.res"),
    ],
)
def test_what_nobody_asks_for_is_not(name: str) -> None:
    assert not icu.is_kept(f"icudt73l/{name}")


HEADER = (144).to_bytes(2, "little").ljust(12, b"\0") + icu.FORMAT.ljust(132, b"\0")


@given(
    st.dictionaries(
        st.from_regex(re.compile(r"[a-z_/]{1,12}", re.ASCII), fullmatch=True),
        st.binary(max_size=40).map(lambda body: body.rstrip(b"\0") + b"."),
        min_size=1,
    )
)
def test_data_laid_out_anew_hold_the_same_items(items: dict[str, bytes]) -> None:
    ordered = dict(sorted(items.items()))
    data = icu.data_of(HEADER, ordered)
    found = icu.items_of(data)
    assert list(found) == list(ordered)
    # An item is followed by zeros up to the next boundary.
    assert {name: body.rstrip(b"\0") for name, body in found.items()} == ordered
    assert icu.data_of(HEADER, found) == data
