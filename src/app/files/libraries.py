"""The libraries that files are read and written with, by name and version."""

from __future__ import annotations


def library_versions() -> dict[str, str]:
    """What is in use, also the C libraries inside; importing them takes 0.1 s."""
    import docx
    import openpyxl
    import pypdfium2.version as pdfium  # pyright: ignore[reportMissingTypeStubs] - it ships none
    from lxml import etree

    return {
        "lxml": etree.__version__,
        "libxml2": ".".join(map(str, etree.LIBXML_VERSION)),
        "pdfium": str(pdfium.PDFIUM_INFO),
        "docx": docx.__version__,
        "openpyxl": str(openpyxl.__version__),
    }
