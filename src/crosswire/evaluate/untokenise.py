"""Running text out of the tokens of a published set, so that the scorers call the same function as everybody else."""

from collections.abc import Sequence

_WRITTEN = {
    "``": "“", "''": "”", "`": "‘", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip
_NO_SPACE_BEFORE = frozenset([".", ",", ":", ";", "?", "!", ")", "]", "}", "%", "”", "’", "...", "…", "n't", "n’t"])
_NO_SPACE_AFTER = frozenset(["(", "[", "{", "$", "#", "£", "€", "“", "‘"])


def untokenise(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Text made of Penn Treebank tokens and the span of each token in it.

    Brackets and quotation marks get their written form and marks lose the space before them; straight double quotation
    marks are taken to open and close in turn.
    """
    text = ""
    spans: list[tuple[int, int]] = []
    glue = True
    quoted = False
    for token in tokens:
        word = _WRITTEN.get(token, token)
        clitic = len(word) > 1 and word[0] in "'’" and word[1:].isalpha() and len(word) < 4
        closing = word == '"' and quoted
        if not (glue or clitic or closing or word in _NO_SPACE_BEFORE):
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        if word == '"':
            quoted = not quoted
        glue = word in _NO_SPACE_AFTER or (word == '"' and quoted)
    return text, spans
