"""How well passages are found again: reports are altered by chance, with every character's
origin kept, so that the right place of each passage is known.

`python tests/anchoring_quality.py [folder of texts]` prints precision and recall.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.anchor import AnchorState, Span
from app.text.position_map import key_of
from app.text.relocating import relocate, wording

Line = list[tuple[str, int]]
"""Characters with the place they had before; -1 for new ones."""

_NAMES = "永安兴隆石桥青山白沙大湾长岭双河"
_WIDTH = dict(zip(",:;()%?!", "，：；（）％？！", strict=True))
_WIDTH |= {wide: narrow for narrow, wide in _WIDTH.items()}


def lines_of(text: str) -> list[Line]:
    found: list[Line] = []
    at = 0
    for line in text.split("\n"):
        found.append([(character, at + i) for i, character in enumerate(line)])
        at += len(line) + 1
    return found


def alike(line: Line, rng: random.Random) -> Line:
    """The same formula with other figures and names: new text, no origin."""
    made: Line = []
    for character, _ in line:
        other = character
        if character.isdigit():
            other = rng.choice("0123456789")
        elif character in "区县市镇街" and rng.random() < 0.5:
            other = rng.choice("区县市镇街")
        made.append((other, -1))
    if len(made) > 8:
        at = rng.randrange(len(made) - 3)
        made[at : at + 2] = [(rng.choice(_NAMES), -1), (rng.choice(_NAMES), -1)]
    return made


def new_words(rng: random.Random, count: int) -> Line:
    return [(rng.choice("推进落实机制建设依法行政监督服务群众𠮷"), -1) for _ in range(count)]


def _insert_words(lines: list[Line], rng: random.Random) -> None:
    line = rng.choice(lines)
    at = rng.randint(0, len(line))
    line[at:at] = new_words(rng, rng.randint(1, 12))


def _delete_words(lines: list[Line], rng: random.Random) -> None:
    line = rng.choice(lines)
    if line:
        at = rng.randrange(len(line))
        del line[at : at + rng.randint(1, 15)]


def _change_figures(lines: list[Line], rng: random.Random) -> None:
    line = rng.choice(lines)
    places = [i for i, (c, _) in enumerate(line) if c.isdigit()]
    if places:
        line[rng.choice(places)] = (rng.choice("0123456789"), -1)


def _rewrite(lines: list[Line], rng: random.Random) -> None:
    line = rng.choice(lines)
    for at in range(len(line)):
        if rng.random() < 0.5:
            line[at] = (rng.choice("治理规范协同创新保障水平提升"), -1)


def _delete_sentence(lines: list[Line], rng: random.Random) -> None:
    line = rng.choice(lines)
    ends = [0, *(i + 1 for i, (c, _) in enumerate(line) if c in "。；")]
    if len(ends) > 1:
        at = rng.randrange(len(ends) - 1)
        del line[ends[at] : ends[at + 1]]


def _delete_line(lines: list[Line], rng: random.Random) -> None:
    del lines[rng.randrange(len(lines))]


def _delete_beside_alike(lines: list[Line], rng: random.Random) -> None:
    """A passage goes, a formula like it stays near by."""
    at = rng.randrange(len(lines))
    line = lines.pop(at)
    lines.insert(rng.randint(max(0, at - 3), min(len(lines), at + 3)), alike(line, rng))


def _insert_alike(lines: list[Line], rng: random.Random) -> None:
    lines.insert(rng.randint(0, len(lines)), alike(rng.choice(lines), rng))


def _move_line(lines: list[Line], rng: random.Random) -> None:
    line = lines.pop(rng.randrange(len(lines)))
    lines.insert(rng.randint(0, len(lines)), line)


def _move_section(lines: list[Line], rng: random.Random) -> None:
    at = rng.randrange(len(lines))
    part = lines[at : at + rng.randint(2, 8)]
    del lines[at : at + len(part)]
    place = rng.randint(0, len(lines))
    lines[place:place] = part


def _double(lines: list[Line], rng: random.Random) -> None:
    """A section stands twice; which of the two is the old one is chance."""
    at = rng.randrange(len(lines))
    part = lines[at : at + rng.randint(1, 6)]
    copy = [[(c, -1) for c, _ in line] for line in part]
    lines[at : at + len(part)] = [*part, *copy] if rng.random() < 0.5 else [*copy, *part]


def _copy_far(lines: list[Line], rng: random.Random) -> None:
    """A paragraph stands again somewhere else, word for word."""
    line = rng.choice(lines)
    lines.insert(rng.randint(0, len(lines)), [(c, -1) for c, _ in line])


def _delete_and_copy(lines: list[Line], rng: random.Random) -> None:
    """A formula is deleted in one place; the same words stand or come in another."""
    line = rng.choice(lines)
    lines.remove(line)
    if rng.random() < 0.5:
        lines.insert(rng.randint(0, len(lines)), alike(line, rng))


def _widen(lines: list[Line], rng: random.Random) -> None:
    for line in rng.sample(lines, min(len(lines), 5)):
        line[:] = [(_WIDTH.get(c, c), origin) for c, origin in line]


def _space(lines: list[Line], rng: random.Random) -> None:
    for line in rng.sample(lines, min(len(lines), 5)):
        at = rng.randint(0, len(line))
        line.insert(at, (rng.choice(" \u3000\u00a0"), -1))


def _wrap(lines: list[Line], rng: random.Random) -> None:
    """Hard line breaks."""
    at = rng.randrange(len(lines))
    line = lines.pop(at)
    parts = [line[i : i + 30] for i in range(0, len(line), 30)] or [[]]
    lines[at:at] = parts


ALTERATIONS: tuple[Callable[[list[Line], random.Random], None], ...] = (
    _insert_words,
    _insert_words,
    _delete_words,
    _delete_words,
    _change_figures,
    _change_figures,
    _rewrite,
    _delete_sentence,
    _delete_line,
    _delete_beside_alike,
    _insert_alike,
    _move_line,
    _move_section,
    _double,
    _copy_far,
    _delete_and_copy,
    _widen,
    _space,
    _wrap,
)


def altered(text: str, rng: random.Random, times: int) -> tuple[str, list[int]]:
    """Another version of a text, and per character of it where it stood (-1: nowhere)."""
    lines = lines_of(text)
    for _ in range(times):
        if len(lines) > 3:
            rng.choice(ALTERATIONS)(lines, rng)
    made: list[str] = []
    origins: list[int] = []
    for number, line in enumerate(lines):
        if number:
            made.append("\n")
            origins.append(-1)
        made += [c for c, _ in line]
        origins += [origin for _, origin in line]
    return "".join(made), origins


def formulaic(rng: random.Random) -> str:
    """A report that says nearly the same again and again."""
    heads = ["加强组织领导", "规范行政执法", "化解矛盾纠纷", "强化法治宣传", "优化营商环境"]
    lines = ["云岭区2023年度法治政府建设情况报告", ""]
    for number in range(12):
        lines.append(f"{'一二三四五六七八九十甲乙'[number]}、{heads[number % 5]}")
        lines += [
            f"认真贯彻落实习近平法治思想，扎实推进{rng.choice(heads)}工作，"
            f"召开会议{rng.randint(2, 99)}次，培训{rng.randint(10, 900)}人次。"
            for _ in range(3)
        ]
        lines.append("深入学习贯彻党的二十大精神，坚持依法治国、依法执政、依法行政共同推进。")
    return "\n".join(lines)


@dataclass
class Score:
    """What became of the passages.

    Attributes:
        copied: silent placements on new text that says the same word for word, where
            nobody could tell: the passage itself is gone or altered, or the new text
            agrees with it in its surroundings too.
        wrong: silent placements that are not where the passage went: from, to, text.
    """

    counts: dict[AnchorState, int] = field(default_factory=dict[AnchorState, int])
    silent: int = 0
    right: int = 0
    kept: int = 0
    kept_silent: int = 0
    kept_lost: int = 0
    copied: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong) / self.silent if self.silent else 1.0

    @property
    def recall(self) -> float:
        return self.kept_silent / self.kept if self.kept else 1.0


def _words(text: str, span: Span, around: int = 0) -> str:
    key = key_of(text)
    start, end = key.range(span)
    return wording(key.key[max(0, start - around) : end + around])


def passages(text: str, rng: random.Random, count: int) -> list[Span]:
    """Words, sentences, paragraphs and stretches over paragraphs."""
    found: list[Span] = []
    while len(found) < count:
        at = rng.randrange(len(text))
        kind = rng.random()
        if kind < 0.3:
            span = Span(at, min(len(text), at + rng.randint(2, 8)))
        elif kind < 0.6:
            start = max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1
            end = text.find("。", at)
            span = Span(start, end + 1 if end >= 0 else len(text))
        elif kind < 0.8:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            span = Span(start, end if end >= start else len(text))
        else:
            span = Span(at, min(len(text), at + rng.randint(10, 200)))
        if span.of(text).strip():
            found.append(span)
    return found


def judge(text: str, rng: random.Random, score: Score, times: int, count: int) -> None:
    """Alter a text and add to the score how its passages are found."""
    other, origins = altered(text, rng, times)
    where = {origin: place for place, origin in enumerate(origins) if origin >= 0}
    spans = passages(text, rng, count)
    for span, placed in zip(spans, relocate(text, other, spans), strict=True):
        score.counts[placed.state] = score.counts.get(placed.state, 0) + 1
        own = [i for i in range(span.start, span.end) if not text[i].isspace()]
        places = [where[i] for i in own if i in where]
        is_kept = (
            len(places) == len(own)
            and places == sorted(places)
            and len("".join(other[places[0] : places[-1] + 1].split())) == len(own)
        )
        is_silent = placed.state in (AnchorState.EXACT, AnchorState.MOVED)
        score.kept += is_kept
        score.kept_silent += is_kept and is_silent
        score.kept_lost += is_kept and placed.state is AnchorState.LOST
        if not is_silent or placed.span is None:
            continue
        score.silent += 1
        there = [i for i in range(placed.span.start, placed.span.end) if not other[i].isspace()]
        same = sum(1 for i in there if span.start <= origins[i] < span.end)
        is_other = any(origins[i] >= 0 and not span.start <= origins[i] < span.end for i in there)
        if same >= 0.85 * max(len(own), len(there)):
            score.right += 1
        elif not is_other and (
            _words(text, span) == _words(other, placed.span)
            if not is_kept
            else _words(text, span, 16) == _words(other, placed.span, 16)
        ):
            score.copied += 1
        else:
            score.wrong.append((span.of(text), placed.span.of(other)))


def main(folder: Path, rounds: int = 40) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}
    texts["formulaic"] = formulaic(random.Random(0))
    total = Score()
    for name, text in texts.items():
        for times in (3, 10, 30):
            score = Score()
            for number in range(rounds):
                for one in (score, total):
                    judge(text, random.Random(f"{name}{times}{number}"), one, times, 60)
            counts = " ".join(f"{state.value} {n}" for state, n in sorted(score.counts.items()))
            print(
                f"{name[:12]:12} {times:3} alterations: precision {score.precision:.4f} "
                f"recall {score.recall:.3f} (lost {score.kept_lost}) {counts}"
            )
    print(
        f"precision {total.precision:.5f} of {total.silent} ({total.copied} on copies), recall {total.recall:.4f}"
    )
    for was, now in total.wrong:
        print("WRONG", repr(was[:90]), "->", repr(now[:90]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 40)
