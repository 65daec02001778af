"""What the reader model's spans add to the rules; tags are made by hand."""

import dataclasses

from claimcases import reading

from crosswire.claims import attribution
from crosswire.model.account import Reading
from crosswire.model.reading import Tag


def _tagged(text: str, **spans: str) -> Reading:
    found = reading(text, persons=["Anton Kreel"])
    tags = tuple(
        Tag(label, found.report.text.index(words), found.report.text.index(words) + len(words), 0.5)
        for label, words in spans.items()
    )
    return dataclasses.replace(found, tags=tags)


def test_a_cue_that_no_rule_knows() -> None:
    found = _tagged(
        "Anton Kreel grumbled about “a council that sleeps all day long”.",
        source="Anton Kreel", cue="grumbled", content="“a council that sleeps all day long”",
    )  # fmt: skip
    (one,) = attribution.find(found)
    assert one.source.name == "Anton Kreel" and one.cue is not None and one.cue.exact == "grumbled"


def test_a_cue_that_a_rule_found_is_not_doubled() -> None:
    found = _tagged("Anton Kreel said that it rained.", source="Anton Kreel", cue="said", content="that it rained")
    assert len(attribution.find(found)) == 1


def test_what_was_not_said_stays_unsaid() -> None:
    found = _tagged(
        "Anton Kreel did not specify what was lost.",
        source="Anton Kreel", cue="did not specify", content="what was lost",
    )  # fmt: skip
    assert attribution.find(found) == ()


def test_the_writer_is_no_source() -> None:
    found = _tagged(
        "I grumbled about “a council that sleeps”.", source="I", cue="grumbled", content="“a council that sleeps”"
    )
    assert attribution.find(found) == ()
