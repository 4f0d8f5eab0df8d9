"""Reports of the library: list, empty page, import review."""
