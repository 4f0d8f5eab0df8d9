"""CHINESE TEXT: what the words and numbers of a report mean.

Lives here: pure functions for canonical text, offsets, folding, outline,
metadata, anchoring and word boundaries (words.py is the only jieba import).
May import: domain.
Never: files, SQL, Qt, anything that remembers.
"""
