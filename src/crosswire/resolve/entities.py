"""Who and what a report names: persons with their roles, organisations, places; short forms resolved inside the report.

reads tags, passages → writes mentions

Names come from :mod:`crosswire.resolve.names_tags` (the reader model's tags) and
:mod:`crosswire.resolve.names_patterns`; :mod:`crosswire.resolve.coreference` decides which of them, and which
titles and pronouns, are one entity. A reference that cannot be resolved with confidence stays an entity of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from crosswire.base.ids import make_id
from crosswire.language.names import country_of, given_names
from crosswire.language.spelling import fold
from crosswire.model.account import Reading
from crosswire.model.mention import EntityType, Mention
from crosswire.model.reading import Tag
from crosswire.model.report import Report
from crosswire.resolve import coreference, gazetteer, names_kinds, names_patterns, names_places, names_tags, names_words
from crosswire.resolve.coreference_referring import Group
from crosswire.resolve.coreference_sentences import Sentence, item_at
from crosswire.resolve.names_agreement import agree, settle, without_ragged
from crosswire.resolve.names_roles import with_role
from crosswire.resolve.names_words import Found

METHOD = "entities/3"
_CAPITAL_INSIDE = re.compile(r"(?<=[a-zа-яіїєґ,;] )[^\W\d_a-zа-яіїєґ][\w’'-]+")
_GIVEN = re.compile(r"(?<![\w.’'-])([A-ZА-ЯІЇЄҐ][^\W\d_]{2,}) $")
_WORD_CHAR = re.compile(r"\w")


def find(reading: Reading) -> tuple[Mention, ...]:
    """Every mention of a person, organisation or place in a report, resolved inside it, in the order of the text.

    ``Mention.entity`` is local to the report: ``make_id("entity", report id, type, canonical name)``. Never fails: a
    text in an unread language gives what its tags and the tables give.
    """
    report = reading.report
    sentences = read_sentences(reading)
    found = find_names(report, sentences, reading.tags)
    groups = coreference.group(report.text, found, sentences, reading.tags)
    mentions: list[Mention] = []
    taken: set[str] = set()
    for one in groups:
        key = one.name if f"{one.type}:{one.name}" not in taken else f"{one.name} ({one.first})"
        taken.add(f"{one.type}:{one.name}")
        entity = make_id("entity", report.id, one.type, key)
        mentions.extend(_mention(report, one, part, entity, sentences) for part in one.parts)
    return tuple(sorted(mentions))


def _mention(report: Report, one: Group, part: Found, entity: str, sentences: Sequence[Sentence]) -> Mention:
    exact = report.text[part.start : part.end]
    item = item_at(sentences, part.start)
    return Mention(part.start, part.end, report.id, exact, one.type, part.form, entity, item, part.role)


def read_sentences(reading: Reading) -> list[Sentence]:
    """Sentences and headlines in order; lines of the text where a report has no passages yet."""
    kinds = {"sentence", "headline", "caption"}
    spans = [(p.start, p.end, p.item, p.paragraph, p.kind == "headline") for p in reading.passages if p.kind in kinds]
    if not any(p.kind == "sentence" for p in reading.passages):
        item = reading.items[0].id if reading.items else ""
        lines = re.finditer(r"[^\n]+", reading.report.text)
        spans = [(m.start(), m.end(), item, number, False) for number, m in enumerate(lines)]
    out: list[Sentence] = []
    for start, end, item, paragraph, headline in sorted(spans):
        if out and start < out[-1].end:
            continue
        out.append(Sentence(start, end, item, paragraph, headline))
    return out


def find_names(report: Report, sentences: Sequence[Sentence], tags: Sequence[Tag]) -> list[Found]:
    """Names with their roles and kinds, not yet grouped."""
    text = report.text
    tagged = names_tags.from_tags(text, tags)
    trusted = _trusted(tags)
    known = _seen_inside(text, sentences)
    english = report.language in ("en", "", "und", "unknown")
    found = list(tagged)
    for sentence in sentences:
        if _title_case(text, sentence):
            sure, words = True, frozenset[str]()
        else:
            sure, words = trusted and english, known
        found.extend(names_patterns.by_pattern(text, sentence.start, sentence.end, sure_only=sure, known=words))
    found = [names_kinds.with_kind(text, one) for one in agree(text, settle(without_ragged(found)))]
    found = agree(text, settle([*found, *_repeats(text, found)]))
    return [with_role(text, one) for one in found]


def _trusted(tags: Sequence[Tag]) -> bool:
    """Whether the reader model read this text for names: then patterns add only what they are sure of."""
    return any(tag.label in names_words.TYPES for tag in tags)


def _seen_inside(text: str, sentences: Sequence[Sentence]) -> frozenset[str]:
    """Folded capitalised words that stand inside sentences, not at their start."""
    seen: set[str] = set()
    for sentence in sentences:
        if not _title_case(text, sentence):
            body = text[sentence.start : sentence.end]
            seen.update(map(fold, _CAPITAL_INSIDE.findall(body)))
    return frozenset(seen)


def _title_case(text: str, sentence: Sentence) -> bool:
    body = text[sentence.start : sentence.end]
    if body.rstrip('”"’').endswith((".", "!", "?")):
        return False
    words = [word for word in body.split() if len(word) > 3]
    return len(words) > 3 and sum(word[:1].isupper() for word in words) > 0.8 * len(words)


def _repeats(text: str, found: Sequence[Found]) -> list[Found]:
    """Later bare surnames of persons, and short forms of names given in brackets, wherever they stand again."""
    wanted: dict[str, EntityType] = {}
    inside = [one for one in found if " " in text[one.start : one.end]]
    placed = {text[one.start : one.end] for one in found if one.type == "place"}
    for one in found:
        words = text[one.start : one.end].split()
        if one.type == "person" and one.form == "name" and len(words) > 1 and words[-1] not in placed:
            wanted.setdefault(words[-1], "person")
        if one.type == "organisation":
            short = re.match(r"[\"”’']?\s*\(([A-Z][A-Za-z-]{1,9})\)", text[one.end : one.end + 16])
            if short and short[1][-1].isupper():
                wanted[short[1]] = "organisation"
    out: list[Found] = []
    for word, type in wanted.items():
        if len(word) < 2 or gazetteer.fold_name(word) in ("the",):
            continue
        score = 0.65 if type == "person" else 0.96
        for start in _whole_words(text, word):
            at = bisect_right(inside, start, key=lambda f: f.start) - 1
            if type == "organisation" or at < 0 or inside[at].end < start + len(word):
                begin = start if type == "organisation" else _namesake(text, start)
                out.append(Found(begin, start + len(word), type, "name", score))
    return out


def _namesake(text: str, start: int) -> int:
    """Where a name begins that ends with a known person's surname: "Ana Orsa" is not the Petr Orsa of before."""
    match = _GIVEN.search(text[max(0, start - 30) : start])
    if match is None:
        return start
    word = match[1]
    if fold(word) in given_names():
        return start - len(word) - 1
    plain = names_words.is_role(word) or word.lower() in names_words.modifiers() | names_words.stop_words()
    known = plain or names_words.adjective_country(word) or country_of(word) or word.isupper()
    return start if known or names_places.place_like(word, least=30_000) else start - len(word) - 1


def _whole_words(text: str, word: str) -> Iterator[int]:
    """Where a word stands as a whole word; a pattern of its own for each word would have to be compiled first."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        inside = at and _WORD_CHAR.match(text, at - 1) or _WORD_CHAR.match(text, end)
        if not inside:
            yield at
        at = text.find(word, at + 1 if inside else end)
