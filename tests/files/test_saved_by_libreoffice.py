"""What LibreOffice itself saves, in each of its formats, reads the same."""

from __future__ import annotations

import pytest

from files.office_samples import NUMBERED_LINES, numbered_docx, saved_by_libreoffice
from files.reading_fixtures import raw_of

ENDINGS = ("rtf", "odt", "fodt")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return saved_by_libreoffice(numbered_docx(), ENDINGS, tmp_path_factory.mktemp("libreoffice"))


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_reads_alike_with_its_numbers(saved: dict[str, bytes], ending: str) -> None:
    raw = raw_of(saved[ending])
    assert raw.text.split("\n") == NUMBERED_LINES
    assert [(n.code, dict(n.values)) for n in raw.notes] == [("automatic_numbers", {"count": 10})]


def test_the_word_document_they_were_made_of_reads_alike() -> None:
    assert raw_of(numbered_docx()).text.split("\n") == NUMBERED_LINES
