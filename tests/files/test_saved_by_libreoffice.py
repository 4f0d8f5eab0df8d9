"""What LibreOffice itself saves, in each of its formats, reads the same."""

from __future__ import annotations

import pytest

from files.office_samples import (
    NUMBERED_LINES,
    numbered_docx,
    saved_by_libreoffice,
    scattered_docx,
)
from files.reading_fixtures import raw_of

ENDINGS = ("rtf", "odt")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], bytes]:
    documents = {"report": numbered_docx(), "scattered": scattered_docx()}
    folder = tmp_path_factory.mktemp("libreoffice")
    return saved_by_libreoffice(documents, ENDINGS, folder)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_reads_alike_with_its_numbers(
    saved: dict[tuple[str, str], bytes], ending: str
) -> None:
    raw = raw_of(saved["report", ending])
    assert raw.text.split("\n") == NUMBERED_LINES
    assert [(n.code, dict(n.values)) for n in raw.notes] == [("automatic_numbers", {"count": 10})]


@pytest.mark.parametrize("ending", ENDINGS)
def test_lists_in_any_order_have_the_numbers_of_the_word_document(
    saved: dict[tuple[str, str], bytes], ending: str
) -> None:
    assert raw_of(saved["scattered", ending]).text == raw_of(scattered_docx()).text


def test_the_word_document_they_were_made_of_reads_alike() -> None:
    assert raw_of(numbered_docx()).text.split("\n") == NUMBERED_LINES
