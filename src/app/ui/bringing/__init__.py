"""The sheet that brings files of other programs and libraries in."""
