"""The benchmark: every figure the project promises, as ratios against a baseline.

    python3 build/dev.py bench            a table
    python3 build/dev.py bench --json     a list of {name, value, unit, baseline, ratio}
    python3 build/dev.py bench --only library | import | window | tables | alignment | reading | pdf
                                             | exchange

CPU figures are medians of this process; machines differ, so read the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[1] / "src")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from measuring import Figure, show  # noqa: E402 - the paths above come first


def library_figures() -> list[Figure]:
    import bench_library as bench
    from bench_autotagging import measure_autotagging

    figures: list[Figure] = []
    with bench.library(figures) as opened:
        figures += bench.measure_annotating(opened)
        figures += bench.measure_search(opened)
        figures += bench.measure_export(opened)
        figures += measure_autotagging(opened)
    return figures


def import_figures() -> list[Figure]:
    from bench_import import measure_mixed_import

    return measure_mixed_import()


def alignment_figures() -> list[Figure]:
    from bench_alignment import measure_alignment

    return measure_alignment()


def reading_figures() -> list[Figure]:
    import bench_reading_quality as bench

    return [
        *bench.measure_understanding(),
        *bench.measure_real_reports(),
        *bench.measure_pages(),
        *bench.measure_plain_text(),
    ]


def pdf_figures() -> list[Figure]:
    from bench_pdf import measure_pdf

    return measure_pdf()


def exchange_figures() -> list[Figure]:
    from bench_exchange import measure_exchange

    return measure_exchange()


def tables_figures() -> list[Figure]:
    from bench_tables import measure_tables

    from app.settings import Settings
    from app.ui.application import application, dress
    from app.ui.theme import Look

    app, look = application(Settings()), Look()
    dresser = dress(app, look)
    figures = measure_tables(app, look)
    del dresser
    return figures


def window_figures() -> list[Figure]:
    import bench_marking as marking
    import bench_panes as panes
    import bench_window as bench
    from bench_autotagging import measure_proposals
    from bench_cards import measure_cards
    from bench_import_page import measure_import_page
    from bench_reading import reading_figures as measure_reading
    from bench_tags import measure_tags

    from app.paths import Paths
    from app.settings import Settings
    from app.ui.application import application, dress
    from app.ui.theme import Look
    from app.workspace.samples import make_samples
    from app.workspace.workspace import Workspace

    with tempfile.TemporaryDirectory(prefix="piyue-bench-") as name:
        folder = Path(name)
        os.environ["PIYUE_HOME"] = name
        library = folder / "samples.piyue"
        workspace = Workspace.open(library, Paths.of_user(), Settings(), create=True)
        make_samples(workspace)
        workspace.close()
        figures = bench.measure_start(library)
        figures += panes.measure_restoring(library)
        app, look = application(Settings()), Look()
        dresser = dress(app, look)
        figures += bench.measure_opening(app, look)
        figures += panes.measure_long_report(app, look)
        figures += measure_reading(app, look)
        figures += measure_cards(app, look)
        figures += bench.measure_stalls(app)
        figures += measure_import_page(app)
        figures += measure_proposals(look)
        figures += marking.measure_marking(app, look)
        figures += marking.measure_joining()
        figures += marking.measure_filling(app)
        figures += measure_tags(app, look, folder)
        del dresser
    return figures


PARTS = {
    "window": window_figures,
    "tables": tables_figures,
    "library": library_figures,
    "import": import_figures,
    "alignment": alignment_figures,
    "reading": reading_figures,
    "pdf": pdf_figures,
    "exchange": exchange_figures,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="a list for programs")
    parser.add_argument("--only", choices=PARTS)
    wanted = parser.parse_args()
    figures = [f for name, part in PARTS.items() if wanted.only in {None, name} for f in part()]
    if wanted.json:
        rows = [
            {
                "name": f.name.strip(),
                "value": round(f.value, 3),
                "unit": f.unit,
                "baseline": None if f.baseline is None else round(f.baseline, 3),
                "ratio": None if f.ratio is None else round(f.ratio, 3),
            }
            for f in figures
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(show(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
