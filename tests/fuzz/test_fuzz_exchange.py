"""No change of an exchange file makes its reader crash, or break the promises of what it brings.

The seeds are the exports of the sample library in every format that can be brought in
again, and files of other tools. Deterministic and small here; `--long` goes on.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import exchange_samples
from app.domain.errors import UnreadableFile
from app.domain.exchange import Brought
from app.files.bringing import BRINGERS, bringer_of
from app.files.writing import FORMATS
from fuzz.mutating import mutated

_NUMBERS = itertools.count()
HYPOTHESIS = {
    "rows": [
        {
            "id": "aaaa",
            "uri": "https://example.gov.cn/a.html",
            "user": "acct:li@example.org",
            "text": "请核对",
            "tags": ["行政复议", "𠮷"],
            "created": "2024-03-01T02:00:00+00:00",
            "target": [
                {
                    "source": "https://example.gov.cn/a.html",
                    "selector": [
                        {"type": "TextPositionSelector", "start": 4, "end": 9},
                        {"type": "TextQuoteSelector", "exact": "复议案件𠮷", "prefix": "办理"},
                    ],
                }
            ],
        },
        {"id": "bbbb", "references": ["aaaa"], "text": "同意", "target": [{"source": "x"}]},
    ]
}
CODEBOOK = "编码,标签,上级,颜色,关键词\nG,矛盾化解,,红,\nG1,行政复议,G,#1A5BB5,复议；审结\n"
OPINIONS = (
    "单位,年度,原文,标签,意见,审阅人,时间,起点,终点\n"
    "云岭区人民政府,2023,𠮷祥街道率先完成,复议；检查,'=1+1,李老师,2024年3月1日 8:30,4,12\n"
    "松溪县人民政府,2022,复议案件70件,,,王评估,45352.5,,\n"
)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """By file name."""
    folder = tmp_path_factory.mktemp("seeds")
    workspace = exchange_samples.make(folder)
    exchange_samples.fill(workspace)
    made = {
        "标签.csv": CODEBOOK.encode("gb18030"),
        "意见.csv": OPINIONS.encode(),
        "hypothesis.json": json.dumps(HYPOTHESIS).encode(),
    }
    try:
        for key, format_ in FORMATS.items():
            if format_.needs_pages:
                continue
            [path] = workspace.exporting.export(key, folder / f"{key}{format_.suffix}")
            if bringer_of(path) is not None:
                made[path.name] = path.read_bytes()
    finally:
        workspace.close()
    return made


def promises(brought: Brought) -> Iterator[str]:
    """What every reader promises, where this file breaks it."""
    keys = [one.key for one in brought.annotations]
    if not all(keys):
        yield "an annotation without a key"
    tags = {tag.key for tag in brought.tags}
    sources = {source.key for source in brought.sources} | {""}
    for one in brought.annotations:
        if (one.start is None) != (one.end is None):
            yield "half a position"
        if one.start is not None and one.end is not None and not 0 <= one.start <= one.end:
            yield "a position that cannot be"
        if any(
            moment is not None and moment.tzinfo is None for moment in (one.created, one.edited)
        ):
            yield "a time without a zone"
        if one.source not in sources and one.fields is None:
            yield "a source that is not listed"
    texts = [one.quote + one.comment for one in brought.annotations]
    texts += [tag.name for tag in brought.tags if tag.key in tags]
    for text in texts:
        text.encode("utf-8")


def hold(seeds: dict[str, bytes], folder: Path, name: str, number: int) -> None:
    rng = random.Random(number)
    path = folder / f"{next(_NUMBERS)}-{name}"
    path.write_bytes(mutated(seeds[name], rng, rng.randrange(1, 5)))
    key = bringer_of(path)
    if key is None:
        return
    try:
        brought = BRINGERS[key].read(path)
    except (UnreadableFile, MemoryError):
        return
    finally:
        path.unlink()
    assert list(promises(brought)) == []


NAMES = [
    *("标签.csv", "意见.csv", "hypothesis.json", "json.json", "csv.csv", "xlsx.xlsx"),
    *("codebook_xlsx.xlsx", "codebook_csv.csv", "codebook_json.json"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_exchange_file_is_read_or_refused(
    seeds: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    for number in range(12):
        hold(seeds, tmp_path, name, number)


@pytest.mark.long
def test_changing_exchange_files_for_a_while_finds_nothing(
    seeds: dict[str, bytes], tmp_path: Path
) -> None:
    for number in range(100, 200):
        for name in seeds:
            hold(seeds, tmp_path, name, number)
