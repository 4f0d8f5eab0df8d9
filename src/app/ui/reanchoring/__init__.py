"""Annotations whose passage was not found for sure: one after the other, until each is settled."""
