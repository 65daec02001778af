"""No translation is linked to another event's report, and most are linked to their own."""

from collections import Counter
from pathlib import Path

from crosswire.evaluate import languages


def test_the_set_has_two_events_of_a_kind_in_the_same_languages() -> None:
    names = languages.read()
    assert len(names) == 48
    by_event = {name[:2]: {n[3:] for n in names if n[:2] == name[:2]} for name in names}
    for topic in "123456":
        assert by_event[f"{topic}a"] == by_event[f"{topic}b"]
        assert len(by_event[f"{topic}a"]) == 4
    assert len(Counter(name[3:] for name in names)) >= 9


def test_no_false_link_and_most_translations_are_found() -> None:
    found = languages.score(Path())
    for label in ("", "held-out ", "first sentence ", "held-out first sentence "):
        assert found[f"{label}precision"] == 1.0
        assert found[f"{label}recall"] >= 0.8
