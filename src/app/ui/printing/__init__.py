"""A report on paper: pages with marks and margin notes, as PDF or from a printer."""
