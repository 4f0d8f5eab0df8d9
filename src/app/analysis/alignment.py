"""Which sections of two reports speak about the same thing.

Numbers and order do not count: what does is the heading, the words of the
section, and the entries of the codebook that both touch.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any, TypeAlias

from app.domain.report import Section
from app.text.fold import fold

MIN_SCORE = 0.2
"""Pairs below are not shown: tuned on few reports, together with the weights."""

_HEADING, _BODY, _SUBJECT = 0.4, 0.3, 0.3
"""Weights of the three similarities; they add up to 1."""

_SAME_ROLE = 0.6
"""Floor of two top sections with the same required content, however they word it."""
_OTHER_ROLE = 0.25
_UNKNOWN_ROLE = 0.7
_LEVEL_STEP = 0.9
"""Factors for a pair with different roles, with one unknown role, per level apart."""

_RESULTS, _DUTY = "S1", "S3"
"""Results are what a top section without a role most often tells. What the first
responsible person did is told among them as often as in a section of its own."""

_INSIDE = 0.15
"""Share of the score of the sections around them that two sections gain."""

_COMMON = 0.5
"""Words in more than this share of all sections say nothing about a subject."""

_WORDS = re.compile(r"[^\W\d_]+")
_FILLERS = re.compile(
    "切实|持续|深入|不断|推进|加强|健全|完善|提升|强化|积极|扎实|全面|进一步|深化|优化|提高|增强|着力"
    "|加大|严格|规范化?|创新|促进|推动|抓好|抓实|开展|落实|坚持|做好|力度|水平|工作|情况|建设"
)
"""What headings of every subject are made of."""

_Vector: TypeAlias = dict[str, float]


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section as alignment sees it.

    Attributes:
        level: depth, 1 is the top.
        heading: without its label.
        body: its own words, those of its sub-sections left out.
        start, end: its span in the report; sub-sections lie inside.
    """

    level: int
    heading: str
    body: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing a section can be about.

    Attributes:
        code: codebook id, `G1`.
        group: id of the entry above it; its own for a group.
        words: words that hint at it.
        is_role: it is a required content (S1 to S4) and stands in top headings.
    """

    code: str
    group: str
    words: tuple[str, ...]
    is_role: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Section number `a` of one report and number `b` of the other; score 0..1."""

    a: int
    b: int
    score: float


def section_texts(text: str, sections: Sequence[Section]) -> tuple[SectionText, ...]:
    """The outline of a canonical text as alignment wants it."""
    # A section's own words end where the next heading begins, inner or not.
    edges = [*(section.span.start for section in sections[1:]), len(text)]
    return tuple(
        SectionText(
            section.level,
            section.heading,
            text[section.heading_end : max(section.heading_end, min(section.span.end, edge))],
            section.span.start,
            section.span.end,
        )
        for section, edge in zip(sections, edges, strict=False)
    )


def dimensions_of(codebook: Mapping[str, Any]) -> tuple[Dimension, ...]:
    """The dimensions of a codebook as shipped (`piyue-codebook/1`, parsed JSON).

    Topics and structure only: evaluations say how a passage is, not what it is about.
    """
    found: list[Dimension] = []
    for group in codebook["tags"]:
        if group["kind"] not in {"topic", "structure"}:
            continue
        is_role = group["kind"] == "structure"
        entries = (group, *group.get("children", ()))
        found.extend(
            Dimension(entry["id"], group["id"], tuple(map(fold, entry["keywords"])), is_role)
            for entry in entries
            if entry["keywords"]
        )
    return tuple(found)


def match(
    a: Sequence[SectionText], b: Sequence[SectionText], dimensions: Sequence[Dimension] = ()
) -> tuple[Match, ...]:
    """Pair the sections of two reports by what they are about.

    Returns:
        One-to-one pairs of at least MIN_SCORE, in the order of `a`. They may
        cross; see `chain`.
    """
    scores = _scores(a, b, dimensions)
    ranked = sorted(
        ((score, i, j) for i, row in enumerate(scores) for j, score in enumerate(row)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    found: list[Match] = []
    for score, i, j in ranked:
        if score < MIN_SCORE:
            break
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            found.append(Match(i, j, round(score, 4)))
    return tuple(sorted(found, key=lambda pair: pair.a))


def chain(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The longest series that runs forward in both reports; of equal ones the surest.

    Its members can anchor synchronised scrolling; pairs that cross it cannot.
    """
    pairs = sorted(matches, key=lambda pair: (pair.a, pair.b))
    best: list[tuple[int, float, int]] = []  # length, score, index of the pair before
    for index, pair in enumerate(pairs):
        before = max(
            (
                (best[k][0], best[k][1], k)
                for k in range(index)
                if pairs[k].a < pair.a and pairs[k].b < pair.b
            ),
            default=(0, 0.0, -1),
        )
        best.append((before[0] + 1, before[1] + pair.score, before[2]))
    found: list[Match] = []
    at = max(range(len(pairs)), key=lambda k: best[k][:2], default=-1)
    while at >= 0:
        found.append(pairs[at])
        at = best[at][2]
    return tuple(reversed(found))


# --- how alike two sections are ------------------------------------------------------


def _scores(
    a: Sequence[SectionText], b: Sequence[SectionText], dimensions: Sequence[Dimension]
) -> list[list[float]]:
    both, split = (*a, *b), len(a)
    headings = [fold(section.heading) for section in both]
    bodies = [fold(section.body) for section in both]
    around_a, around_b = _around(a), _around(b)
    own = [Counter(_bigrams(body)) for body in bodies]
    totals = _with_inner(own[:split], around_a) + _with_inner(own[split:], around_b)
    named = [Counter(_bigrams(_FILLERS.sub(" ", heading))) for heading in headings]
    topics = [d for d in dimensions if not d.is_role]
    similar = (
        (_HEADING, _products(_weighted(named), split)),
        (_BODY, _products(_weighted(totals), split)),
        (_SUBJECT, _products(_subjects(headings, bodies, topics), split)),
    )
    roles = [d for d in dimensions if d.is_role]
    roles_a = _roles(a, headings[:split], roles)
    roles_b = _roles(b, headings[split:], roles)
    table: list[list[float]] = []
    for i, one in enumerate(a):
        row: list[float] = []
        table.append(row)
        for j, other in enumerate(b):
            score = sum(weight * products[i][j] for weight, products in similar)
            score *= _LEVEL_STEP ** abs(one.level - other.level)
            outer, other_outer = around_a[i], around_b[j]
            if outer is not None and other_outer is not None:
                score += _INSIDE * table[outer][other_outer]
            row.append(min(1.0, _with_roles(score, roles_a[i], roles_b[j])))
    return table


def _bigrams(folded: str) -> list[str]:
    """Pairs of neighbouring letters; digits and punctuation part them."""
    return [run[n : n + 2] for run in _WORDS.findall(folded) for n in range(len(run) - 1)]


def _around(sections: Sequence[SectionText]) -> list[int | None]:
    """For each section the one directly around it."""
    found: list[int | None] = []
    above: list[int] = []
    for index, section in enumerate(sections):
        while above and sections[above[-1]].level >= section.level:
            above.pop()
        found.append(above[-1] if above else None)
        above.append(index)
    return found


def _with_inner(own: Sequence[Counter[str]], around: Sequence[int | None]) -> list[Counter[str]]:
    """Each section's words with those of the sections inside it."""
    totals = [Counter(words) for words in own]
    for index in range(len(own) - 1, -1, -1):  # inner ones stand behind
        outer = around[index]
        if outer is not None:
            totals[outer].update(totals[index])
    return totals


def _weighted(counts: Sequence[Counter[str]]) -> list[_Vector]:
    """Vectors of length 1, in which words of few sections weigh most."""
    frequency = Counter(word for count in counts for word in count)
    total = len(counts)
    weight = {
        word: log(total / n) for word, n in frequency.items() if 1 < n <= max(2, total * _COMMON)
    }
    return [
        _normal(
            {word: (1 + log(n)) * weight[word] for word, n in count.items() if word in weight},
            # Words of one section alone match nothing, yet make the section longer.
            sum((1 + log(n)) ** 2 for word, n in count.items() if frequency[word] == 1)
            * log(total or 1) ** 2,
        )
        for count in counts
    ]


def _normal(vector: _Vector, unmatched: float = 0.0) -> _Vector:
    length = sqrt(sum(x * x for x in vector.values()) + unmatched)
    return {word: x / length for word, x in vector.items()} if length else vector


def _products(vectors: Sequence[_Vector], split: int) -> list[list[float]]:
    """Cosines of the first `split` vectors with each of the others.

    By way of an index of words: few words are shared, so this is several times
    faster than comparing every pair of vectors.
    """
    index: dict[str, list[tuple[int, float]]] = {}
    for j, vector in enumerate(vectors[split:]):
        for word, x in vector.items():
            index.setdefault(word, []).append((j, x))
    table: list[list[float]] = []
    for vector in vectors[:split]:
        row = [0.0] * (len(vectors) - split)
        for word, x in vector.items():
            for j, y in index.get(word, ()):
                row[j] += x * y
        table.append(row)
    return table


def _subjects(
    headings: Sequence[str], bodies: Sequence[str], topics: Sequence[Dimension]
) -> list[_Vector]:
    """Per section the entries of the codebook whose words it uses, with their groups."""
    words = {word for topic in topics for word in topic.words}
    uses = {word: sum(word in body for body in bodies) for word in words}
    total = len(bodies) + 1
    rare = {word: log(total / (n + 1)) for word, n in uses.items()}
    vectors: list[_Vector] = []
    for heading, body in zip(headings, bodies, strict=True):
        here = {word: rare[word] for word in words if word in body}
        for word in words:
            if word in heading:
                here[word] = here.get(word, 0.0) + 3 * rare[word]
        vector: _Vector = {}
        for topic in topics:
            if weight := sum(here.get(word, 0.0) for word in topic.words):
                vector[topic.code] = vector.get(topic.code, 0.0) + weight
                vector[topic.group] = vector.get(topic.group, 0.0) + weight / 2
        vectors.append(_normal(vector))
    return vectors


# --- required contents ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Role:
    """Required contents of a section; `is_own`: its own heading names them."""

    codes: frozenset[str]
    is_own: bool


def _roles(
    sections: Sequence[SectionText], headings: Sequence[str], roles: Sequence[Dimension]
) -> list[_Role]:
    """Roles that top headings name, handed down to the sections inside."""
    levels = Counter(section.level for section in sections)
    # A single section above all others is a title, not a part.
    top = min((level for level, n in levels.items() if n > 1), default=min(levels, default=1))
    found: list[_Role] = []
    current = frozenset[str]()
    for section, heading in zip(sections, headings, strict=True):
        is_top = section.level <= top
        if is_top:
            current = frozenset(r.code for r in roles if any(word in heading for word in r.words))
        found.append(_Role(current, is_top and bool(current)))
    return found


def _with_roles(score: float, one: _Role, other: _Role) -> float:
    if one.is_own and other.is_own and (common := one.codes & other.codes):
        shared = len(common) / len(one.codes | other.codes)
        return max(score, _SAME_ROLE * shared) + (1 - _SAME_ROLE) * shared * score
    if not one.codes or not other.codes:
        named = one.codes or other.codes
        return score if not named or named & {_RESULTS, _DUTY} else score * _UNKNOWN_ROLE
    alike = one.codes & other.codes or all(role.codes & {_RESULTS, _DUTY} for role in (one, other))
    return score if alike else score * _OTHER_ROLE
