"""The bill of materials of a bundle: CycloneDX 1.6, the same bytes from the same files.

https://cyclonedx.org/docs/1.6/json/ says what the fields mean.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain.notices import Component, Shipped
from shipping.contents import matches

NATIVE = ("*.so", "*.so.*", "*.dll", "*.pyd")


def bill_of_materials(
    shipped: Sequence[Shipped], files: Mapping[str, Path], system: str, lock: Path
) -> str:
    """The bill as JSON.

    Args:
        shipped: what ships; the first is the program itself.
        files: of the bundle, by their names below the folder of libraries.
        system: `linux` or `windows`.
        lock: tells the hashes of the packages.
    """
    hashes = _hashes(lock)
    own, others = shipped[0], shipped[1:]
    ids = {entry.component.id for entry in shipped}
    bill: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            **_time(),
            "component": {
                "type": "application",
                "bom-ref": own.component.id,
                "name": "piyue",
                "version": own.version,
                "description": "Offline reader and annotator for annual rule-of-law reports",
                "licenses": [{"expression": own.component.licence}],
                "copyright": own.component.copyright,
                "properties": [{"name": "piyue:system", "value": system}],
            },
        },
        "components": [_component(entry, files, hashes) for entry in others],
        "dependencies": [
            {"ref": entry.component.id, "dependsOn": sorted(_below(entry.component, shipped, ids))}
            for entry in shipped
        ],
    }
    # The serial number says which files these are: the same for the same, else another.
    content = json.dumps(bill, ensure_ascii=False, sort_keys=True)
    bill["serialNumber"] = uuid.uuid5(uuid.NAMESPACE_URL, f"piyue:{content}").urn
    return json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _time() -> dict[str, str]:
    """When it was made, if the build says what time is to be told; never the time of now."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if not told:
        return {}
    return {"timestamp": datetime.fromtimestamp(int(told), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}


def _component(
    entry: Shipped, files: Mapping[str, Path], hashes: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    component = entry.component
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": component.id,
        "name": component.distribution or component.name,
        "description": component.use_en,
        "licenses": [{"expression": component.licence}],
        "copyright": component.copyright,
        "purl": _purl(component, entry.version),
    }
    if entry.version:
        told["version"] = entry.version
    references: list[dict[str, Any]] = []
    if component.home:
        references.append({"type": "website", "url": component.home})
    if entry.source:
        references.append({"type": "source-distribution", "url": entry.source})
    if component.distribution:
        # One of these archives is what was installed, depending on the system.
        references.append(
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{component.distribution}/{entry.version}/",
                "hashes": [
                    {"alg": "SHA-256", "content": value}
                    for value in hashes.get(f"{component.distribution}=={entry.version}", ())
                ],
            }
        )
    if references:
        told["externalReferences"] = references
    native = [
        name
        for name in files
        if matches(name, NATIVE) and matches(name, component.files) and not files[name].is_symlink()
    ]
    if native and not component.distribution:
        told["evidence"] = {"occurrences": [{"location": f"_internal/{name}"} for name in native]}
        if len(native) == 1:
            told["hashes"] = [{"alg": "SHA-256", "content": _sha256(files[native[0]])}]
    return told


def _purl(component: Component, version: str) -> str:
    kind, name = ("pypi", component.distribution) if component.distribution else ("generic", "")
    name = name or re.sub(r"-(qt|pdfium|lxml)$", "", component.id)
    return f"pkg:{kind}/{name}" + (f"@{version}" if version else "")


def _below(component: Component, shipped: Sequence[Shipped], ids: set[str]) -> set[str]:
    """What a component stands on: its parts; for the program all that stands in nothing else."""
    if component.id == "piyue":
        return {
            entry.component.id
            for entry in shipped
            if entry.component.within in {"", "piyue"} and entry.component.id != "piyue"
        }
    parts = {entry.component.id for entry in shipped if entry.component.within == component.id}
    return parts | ({*component.needs} & ids)


def _hashes(lock: Path) -> dict[str, list[str]]:
    """The SHA-256 values that the lock allows for each `name==version`."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if pinned := re.match(r"([\w.-]+==[^\s\\;]+)", line):
            name = pinned.group(1)
        for value in re.findall(r"--hash=sha256:([0-9a-f]{64})", line):
            found.setdefault(name, []).append(value)
    return {name: sorted(values) for name, values in found.items()}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
