"""A library of any size for benchmarks: the sample reports' sentences, recombined.

Seeded, with the prefix property: the first k reports are the same for every n.
Names of places and all figures are replaced, so that texts differ as real ones do.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
NUMERALS = "一二三四五六七八九十"
SYLLABLES = (
    "云河江山海安平阳宁州城新东西南北长永清泰兴昌林川源德和仁武文龙凤金银石桥沙湖溪泉岭田湾津浦陵"
)
KINDS = ("区", "县", "市", "新区", "高新区", "街道")
PROVINCES = (
    "河北省",
    "江苏省",
    "浙江省",
    "安徽省",
    "山东省",
    "湖北省",
    "湖南省",
    "四川省",
    "陕西省",
)
HEADINGS = (
    "加强组织领导，压实法治建设责任",
    "深化“放管服”改革，优化法治化营商环境",
    "健全依法行政制度体系",
    "完善重大行政决策程序",
    "推进严格规范公正文明执法",
    "依法化解社会矛盾纠纷",
    "强化行政权力制约和监督",
    "提高依法行政能力",
)
FIGURE = re.compile(r"\d+(?:\.\d+)?")


def sentences() -> list[str]:
    """Sentences of ten characters and more from the sample texts."""
    found: list[str] = []
    for path in sorted(SAMPLES.glob("*.txt")):
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("gb18030")
        found += [s for s in re.split(r"(?<=。)|\n", text) if len(s) > 14 and s.endswith("。")]
    return found


def reports(count: int, characters: int = 8000) -> Iterator[tuple[str, str]]:
    """File name and text of `count` reports of about `characters` characters."""
    pool = sentences()
    for number in range(count):
        rng = random.Random(1_000_003 * number + 7)
        place = "".join(rng.sample(SYLLABLES, 2)) + rng.choice(KINDS)
        year = 2015 + number % 10
        title = f"{rng.choice(PROVINCES)}{place}{year}年度法治政府建设情况报告"
        yield f"{number:05d}_{place}_{year}.txt", _text(rng, pool, place, year, title, characters)


def _text(
    rng: random.Random, pool: list[str], place: str, year: int, title: str, characters: int
) -> str:
    lines = [title, "", _paragraph(rng, pool, place)]
    size, part, heading = len(title), 0, 0
    while size < characters * 0.85:
        if heading % 4 == 0:
            lines.append(f"{NUMERALS[part % 10]}、{HEADINGS[part % len(HEADINGS)]}")
            part += 1
        lines.append(f"（{NUMERALS[heading % 4]}）{rng.choice(HEADINGS)}")
        heading += 1
        for k in range(rng.randint(2, 4)):
            lines.append(f"{NUMERALS[k]}是{_paragraph(rng, pool, place)}")
            size += len(lines[-1])
    lines.append(f"{NUMERALS[part % 10]}、存在的不足和下一步安排")
    lines.append(_paragraph(rng, pool, place))
    lines += [f"{place}人民政府", f"{year + 1}年{rng.randint(1, 3)}月{rng.randint(1, 28)}日"]
    return "\n".join(lines)


def _paragraph(rng: random.Random, pool: list[str], place: str) -> str:
    words = "".join(rng.choice(pool) for _ in range(rng.randint(2, 5)))
    words = FIGURE.sub(lambda _: str(rng.randint(2, 9999)), words)
    return re.sub(r"[\u4e00-\u9fff]{2}(?:区|县|新区)(?=[^\u4e00-\u9fff])", place, words)
