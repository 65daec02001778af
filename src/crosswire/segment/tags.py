"""What the reader model marks in a report's sentences.

reads passages → writes tags
"""

from crosswire.language import encoder
from crosswire.model.account import Reading
from crosswire.model.reading import Tag

METHOD = "tags/1"
READ_BY_MODEL = frozenset({"en"})


def tag(reading: Reading) -> tuple[Tag, ...]:
    """Tags of an English report; none for a language the model was not trained on."""
    if reading.report.language not in READ_BY_MODEL:
        return ()
    sentences = [(p.start, p.end) for p in reading.passages if p.kind in ("headline", "sentence")]
    return encoder.tag(reading.report.text, sentences)
