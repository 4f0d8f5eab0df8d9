"""The name of a report in lists: its unit, shortened, and its year."""

from __future__ import annotations

from app.domain.report import Report

ENDINGS = ("人民政府", "管理委员会", "管委会")
"""Said of every unit of its kind; what stands before them tells units apart."""


def report_name(report: Report) -> str:
    """`大足区 2022`; the title where the unit is not known. Never without its year."""
    unit = report.metadata.organisation.value or report.title
    for ending in ENDINGS:
        shorter = unit.removesuffix(ending)
        if len(shorter) >= 2:
            unit = shorter
    return f"{unit} {report.year or ''}".strip()
