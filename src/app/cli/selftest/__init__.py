"""`piyue --selftest`: an installation tried out from end to end, and what came of it as JSON."""
