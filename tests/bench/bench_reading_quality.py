"""How well reports are understood: headings, metadata and body of each set."""

from __future__ import annotations

from pathlib import Path

from measuring import Figure

import page_quality as pages
import plain_quality as plain
import reading_quality as truth

REAL = Path(__file__).resolve().parents[3] / "shared" / "reports"
HEADINGS, FIELD, BODY, BLIND = "≥ 97", "≥ 95", "≥ 99", "≥ 95"


def measure_understanding() -> list[Figure]:
    """Per set of reports, in per cent; the unseen set tells what to expect of new texts."""
    figures: list[Figure] = []
    for name in truth.SETS:
        reports = truth.judged(name)
        score = truth.pooled(truth.headings(one)[0] for one in reports)
        figures += [
            Figure(f"headings precision, {name}", score.precision * 100, "%"),
            Figure(f"headings recall, {name}", score.recall * 100, "%"),
            Figure(f"headings F1, {name}", score.f1 * 100, "%", None, HEADINGS),
        ]
        for field in truth.FIELDS:
            right = truth.pooled(truth.field(one, field) for one in reports)
            figures.append(Figure(f"{field}, {name}", right.f1 * 100, "%", None, FIELD))
        if name in {*truth.UNSEEN, truth.LATE}:
            shown = truth.pooled(map(truth.body, reports))
            figures += [
                Figure(f"body recall, {name}", shown.recall * 100, "%", None, BODY),
                Figure(f"body precision, {name}", shown.precision * 100, "%", None, BODY),
            ]
    return figures


def measure_real_reports() -> list[Figure]:
    """The real reports where they are, as they are and with full-width punctuation."""
    from app.domain.report import SectionKind
    from app.text.canonical import canonical
    from text.reading import line_of, read, widen
    from text.test_real_reports import FACTS

    found = {path.name[:3]: path for path in sorted(REAL.glob("*.txt"))}
    headings, fields = truth.Score(), truth.Score()
    for key, facts in FACTS.items():
        if key not in found:
            continue
        source, _ = canonical(found[key].read_text(encoding="utf-8"))
        for text in (source, widen(source)):
            report = read(text)
            told = {
                (line_of(text, s.span.start), s.level)
                for s in report.sections
                if s.level <= truth.DEEPEST and s.kind is not SectionKind.ITEM
            }
            wanted = {(line, level) for level, at in facts.headings.items() for line in at}
            headings += truth.Score(len(told), len(wanted), len(told & wanted))
            right = sum(
                report.metadata[name].value == value for name, value in facts.fields.items()
            )
            fields += truth.Score(len(facts.fields), len(facts.fields), right)
    if not headings.wanted:
        return []
    return [
        Figure("headings precision, real reports", headings.precision * 100, "%"),
        Figure("headings recall, real reports", headings.recall * 100, "%"),
        Figure("headings F1, real reports", headings.f1 * 100, "%", None, HEADINGS),
        Figure("metadata, real reports", fields.f1 * 100, "%", None, FIELD),
    ]


def measure_pages() -> list[Figure]:
    """The reports of the unseen set inside thirty shapes of web pages, named and blind."""
    figures: list[Figure] = []
    for name in truth.UNSEEN:
        for is_blind in (False, True):
            cuts = pages.cuts(name, is_blind=is_blind)
            of = f"pages{', blind' * is_blind}, {name}"
            shown = truth.pooled(cut.shown for cut in cuts)
            lines = truth.pooled(cut.lines for cut in cuts)
            floor = BLIND if is_blind else BODY
            figures += [
                Figure(f"body recall, {of}", shown.recall * 100, "%", None, floor),
                Figure(f"body precision, {of}", shown.precision * 100, "%", None, floor),
                Figure(f"paragraphs as one line, {of}", lines.recall * 100, "%", None, BODY),
                Figure(
                    f"title and organisation, {of}",
                    truth.pooled(cut.named for cut in cuts).recall * 100,
                    "%",
                    None,
                    FIELD,
                ),
            ]
        copied = truth.pooled(cut.shown for cut in pages.copied_cuts(name))
        figures += [
            Figure(f"body recall, pages copied, {name}", copied.recall * 100, "%", None, BODY),
            Figure(
                f"body precision, pages copied, {name}", copied.precision * 100, "%", None, BODY
            ),
        ]
    return figures


def measure_plain_text() -> list[Figure]:
    """Decoding at every length, whole and cut, and reading over hard line breaks."""
    figures: list[Figure] = []
    for encoding in plain.ENCODINGS:
        for cut, what in ((0, "decoded"), (1, "decoded, cut inside a character")):
            scores = [
                plain.decoding(name, encoding, length, cut)
                for name in truth.UNSEEN
                for length in plain.LENGTHS
            ]
            right = truth.pooled(scores).recall * 100
            figures.append(Figure(f"{encoding} {what}", right, "%", None, BODY))
    for name in truth.UNSEEN:
        for layout in plain.LAYOUTS:
            scores = [
                plain.restoring(name, layout, width, by_columns=by_columns)
                for width in plain.WIDTHS
                for by_columns in (False, True)
            ]
            right = truth.pooled(scores).recall * 100
            figures.append(Figure(f"unwrapped, {layout}, {name}", right, "%", None, HEADINGS))
        kept = plain.left_alone(name).recall * 100
        figures.append(Figure(f"not wrapped, left alone, {name}", kept, "%"))
    return figures
