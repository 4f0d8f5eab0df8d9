"""About and help."""
