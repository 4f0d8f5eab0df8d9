"""Every annotation as a row, and tags by report as a matrix."""
