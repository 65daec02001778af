"""Which claims are one claim told twice: in a copy, in a translation, or word for word.

reads attributions, figures, copies → writes groups
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from crosswire.brief.facts import Facts
from crosswire.brief.naming import holder_key
from crosswire.brief.translated import one_saying
from crosswire.model.claim import Attribution
from crosswire.model.report import Span

LANGUAGE = "en"
LIKE = 0.3
DENIED = 0.5
"""What a holder denies of a thing in other words is the same denial."""
WITHIN, LEAST = 1.0, 5
"""One saying lies in another where all its words do, of which there must be so many."""
_WORD = re.compile(r"\w+", re.UNICODE)
_NAMED = re.compile(r"(?<=\s)[^\W\d_a-zа-яёіїєґ]\w+|\d+")


def stems(text: str) -> frozenset[str]:
    """Words in lower case, cut to five letters, so that endings do not count; short words left out."""
    return frozenset(word[:5] for word in _WORD.findall(text.lower()) if len(word) > 2)


def alike(left: str, right: str) -> float:
    """Share of the shorter text's words that the other has too, 0 to 1."""
    one, two = stems(left), stems(right)
    return len(one & two) / min(len(one), len(two)) if one and two else float(left == right)


def words_of(attribution: Attribution) -> str:
    """The content of an attribution as one text."""
    return " ".join(span.exact for span in attribution.content)


class Counterparts:
    """Where the words of one report stand in its copies."""

    def __init__(self, facts: Facts) -> None:
        self._pairs: dict[str, list[tuple[int, int, str, int, int]]] = defaultdict(list)
        owner = {item.id: item.report for item in facts.items.values()}
        for link in facts.copies.values():
            left, right = owner.get(link.source, link.source), owner.get(link.target, link.target)
            for a in link.aligned:
                self._pairs[left].append((a.from_start, a.from_end, right, a.to_start, a.to_end))
                self._pairs[right].append((a.to_start, a.to_end, left, a.from_start, a.from_end))

    def of(self, span: Span) -> list[tuple[str, int, int]]:
        """The passages of copies that match the passage a span lies in."""
        middle = (span.start + span.end) // 2
        return [(r, start, end) for a, b, r, start, end in self._pairs.get(span.report, ()) if a <= middle < b]


def group(attributions: Sequence[Attribution], facts: Facts, counterparts: Counterparts) -> list[list[Attribution]]:
    """Attributions of one holder that say one thing: equal words anywhere, or like words in matching passages."""
    groups: list[list[Attribution]] = []
    for attribution in attributions:
        home = next((g for g in groups if any(_same(attribution, other, facts, counterparts) for other in g)), None)
        if home is None:
            groups.append([attribution])
        else:
            home.append(attribution)
    return [_led(members, facts) for members in groups]


def _led(members: Sequence[Attribution], facts: Facts) -> list[Attribution]:
    """A group led by words in the language of a brief, and by those that say the most of what all say."""
    told = {a.id: n for n, a in enumerate(members)}
    most = max(len(stems(words_of(a))) for a in members)
    return sorted(
        members,
        key=lambda a: (
            facts.report(a.report).language != LANGUAGE,
            len(stems(words_of(a))) < most and len({facts.report(m.report).language for m in members}) == 1,
            told[a.id],
        ),
    )


def _same(one: Attribution, two: Attribution, facts: Facts, counterparts: Counterparts) -> bool:
    if one.polarity != two.polarity or not one.content or not two.content:
        return False
    if one_saying(one, two, facts):
        return True
    if holder_key(one, facts) != holder_key(two, facts) and not (one.source.anonymous and two.source.anonymous):
        return False
    left, right = words_of(one), words_of(two)
    if _plain(left) == _plain(right):
        return True
    if one.polarity == "denies" and alike(left, right) >= DENIED and _named_alike(left, right):
        return True
    if one.report == two.report:
        return False
    if alike(left, right) >= WITHIN and min(len(stems(left)), len(stems(right))) >= LEAST:
        return True
    return alike(left, right) >= LIKE and matched(one.content[0], two.content[0], counterparts)


def _named_alike(left: str, right: str) -> bool:
    """Whether neither of two texts names or counts what the other does not, but for what it leaves out."""
    one, two = (frozenset(_NAMED.findall(text)) for text in (left, right))
    return one <= two or two <= one


def matched(one: Span, two: Span, counterparts: Counterparts) -> bool:
    """Whether two spans lie in passages that copies match with each other."""
    middle = (two.start + two.end) // 2
    return any(r == two.report and start <= middle < end for r, start, end in counterparts.of(one))


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def once(spans: Iterable[Span]) -> list[Span]:
    """The spans without repeats, in order."""
    return list(dict.fromkeys(spans))
