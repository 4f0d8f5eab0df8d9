"""The colours of tags outside; see domain/colours.py."""

from __future__ import annotations

from app.domain.colours import RGB, colour_of

__all__ = ["RGB", "colour_of"]
