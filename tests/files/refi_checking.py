"""REFI-QDA files looked at without our reader: against the schemas, and element by element."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

SCHEMAS = Path(__file__).resolve().parents[1] / "data" / "refi"
"""The schemas of the standard (REFI 2019, MIT; the notice is inside Project.xsd)."""

QDE = "{urn:QDA-XML:project:1.0}"


@cache
def _schema(name: str) -> Any:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name)))


def valid(data: bytes, schema: str) -> Any:
    """The root of a document, which has to be valid against `Project.xsd` or `Codebook.xsd`."""
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    _schema(schema).assertValid(root.getroottree())
    return root


def opened(package: bytes) -> tuple[Any, dict[str, str]]:
    """The root of a valid project, and its texts by their names in the package."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = archive.namelist()
        assert names.count("project.qde") == 1
        others = [name for name in names if name != "project.qde"]
        assert all(name.startswith("sources/") and name.count("/") == 1 for name in others)
        root = valid(archive.read("project.qde"), "Project.xsd")
        return root, {name: archive.read(name).decode("utf-8") for name in others}
