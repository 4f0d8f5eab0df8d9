"""The reading surface: panes, highlights, outline, synchronised scrolling."""
