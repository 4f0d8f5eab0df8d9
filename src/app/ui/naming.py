"""Naming: short names of units and reports, for places too narrow for the full ones."""

from __future__ import annotations

import re

from app.domain.report import Report

_OFFICE = re.compile(r"(?:人民政府(?:办公[室厅])?|管理委员会|管委会)\Z")
_ABOVE = re.compile(r"\A.{2,7}?(?:省|自治区|市|自治州)(?=.{2,}(?:区|县|市|旗|镇|乡|街道)\Z)")


def unit_name(organisation: str) -> str:
    """`重庆市大足区人民政府` → `大足区`; a name that would lose its meaning is kept."""
    short = _OFFICE.sub("", organisation.strip()) or organisation.strip()
    while True:
        cut = _ABOVE.sub("", short, count=1)
        if cut == short or len(cut) < 2:
            return short
        short = cut


def report_unit(report: Report) -> str:
    """The unit that reports, short; else the title."""
    organisation = report.metadata.organisation.value
    return unit_name(organisation) if organisation else report.title


def report_name(report: Report) -> str:
    """Unit and year: `大足区 2022`."""
    return f"{report_unit(report)} {report.year or ''}".strip()
