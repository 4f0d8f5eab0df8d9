"""Bringing files in, as it is seen: the page of the import, its table, what stands beside it.

May import the rest of ui and everything below. Never reads a file or writes a report itself.
"""
