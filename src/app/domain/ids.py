"""Identifiers: random, except those that two reviewers must share."""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

NAMESPACE = UUID("6f1f3f0e-5a0b-5d7c-9b0e-5069797565aa")
"""Fixed for ever: ids derived in it are shared between libraries."""


def new_id() -> UUID:
    return uuid4()


def report_id(text_sha256: str) -> UUID:
    """The id of a report, from the SHA-256 (hex) of its first canonical text."""
    return uuid5(NAMESPACE, text_sha256)


def default_tag_id(code: str) -> UUID:
    """The id of a tag of the default codebook, from its codebook id (`G1`)."""
    return uuid5(NAMESPACE, f"piyue-codebook/1:{code}")
