"""The export dialog: scope, format, options, preview, and what the format leaves behind."""
