"""Words and values by which other programs tell of a report."""

from __future__ import annotations

import pytest

from app.text.told_fields import field_called, value_of


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("年度", "year"),
        (" 报告年度 ", "year"),
        ("Signed", "signed_on"),
        ("signed_on", "signed_on"),
        ("Cases: 单位", "organisation"),
        ("单位：层级", "level"),
        ("得分", ""),
        ("", ""),
    ],
)
def test_a_field_is_known_by_its_names(name: str, field: str) -> None:
    assert field_called(name) == field


@pytest.mark.parametrize(
    ("field", "said", "value"),
    [
        ("year", "2023年度", "2023"),
        ("year", "去年", ""),
        ("level", "县级", "county"),
        ("level", "COUNTY", "county"),
        ("level", "村", ""),
        ("signed_on", "2024年2月1日", "2024-02-01"),
        ("signed_on", "初春", ""),
        ("region", "湖南·长沙", "湖南·长沙"),
    ],
)
def test_a_value_is_taken_as_reports_have_it_or_not_at_all(
    field: str, said: str, value: str
) -> None:
    assert value_of(field, said) == value
