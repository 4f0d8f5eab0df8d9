"""PDF: paragraphs that come back whole, by the program that made the file, and the cost."""

from __future__ import annotations

from measuring import Figure, median_ms

import pdf_quality as quality
from app.files.reading import read_raw
from app.settings import Settings
from app.ui.application import application
from files.pdf_writer import chinese_pdf, set_lines, shown
from files.reading_fixtures import paragraphs

PAGES = 50


def measure_pdf() -> list[Figure]:
    """Shares over the samples and, where they lie beside the project, the real reports."""
    app = application(Settings())
    figures: list[Figure] = []
    for kind, golds in (("samples", quality.sample_golds()), ("real", quality.real_golds())):
        for producer in quality.PRODUCERS if golds else ():
            if not producer.is_installed:
                continue
            whole = all_ = 0
            for _, scores, _ in quality.measured(producer, golds, producer.settings):
                whole += sum(score.whole for score in scores)
                all_ += sum(score.paragraphs for score in scores)
            name = f"PDF paragraphs whole, {producer.name}, {kind}"
            figures.append(Figure(name, 100 * whole / all_, "%", None, "≥ 95"))
    del app
    pages = [
        shown(page) for page in set_lines(paragraphs() * 14, 1, "云岭区人民政府文件", foot=True)
    ]
    data = chinese_pdf(pages[:PAGES])
    spent = median_ms(lambda: read_raw(data, "a.pdf"), 3)
    figures.append(Figure(f"PDF of {PAGES} pages, read", spent, "ms cpu", None, "≤ 1000"))
    return figures
