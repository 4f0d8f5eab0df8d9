"""Search tokens: distinct folded bigrams and single characters.

The full-text index splits its input with FTS5's `ascii` tokenizer, which sees
every ASCII character but letters and digits as a separator and every other
character as part of a token. Only runs of letters and digits become tokens
here, so that index and query always split alike.
"""

from __future__ import annotations

from operator import add

from app.text.fold import fold


def search_tokens(text: str) -> str:
    """The tokens of a text, each once, separated by spaces.

    Single characters first, then bigrams, both in order of first appearance,
    so that the same text always gives the same string.
    """
    return tokens_of_folded(fold(text))


def tokens_of_folded(folded: str) -> str:
    """The tokens of a text that is already folded."""
    characters = dict.fromkeys(folded)
    letters = [c for c in characters if c.isalnum()]
    others = characters.keys() - letters
    pairs = dict.fromkeys(map(add, folded, folded[1:]))
    kept = [pair for pair in pairs if pair[0] not in others and pair[1] not in others]
    return " ".join(letters + kept)


def query_tokens(query: str) -> list[str]:
    """The tokens that every text containing `query` has; in order, each once.

    The empty list means that the query has no letter or digit and that only a
    scan of the texts can answer it.
    """
    folded = fold(query)
    runs = "".join(c if c.isalnum() else " " for c in folded).split()
    tokens: dict[str, None] = {}
    for run in runs:
        if len(run) == 1:
            tokens[run] = None
        else:
            tokens.update(dict.fromkeys(map(add, run, run[1:])))
    return list(tokens)
