"""The noun phrase that begins at a token: where its name, prepositions and apposition end."""

from crosswire.claims.cues import is_finite, is_time, listed
from crosswire.claims.nouns import people, speaking_nouns
from crosswire.claims.speakable import Phrase, boundary
from crosswire.claims.units import Unit
from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as lexicon_words


def right(unit: Unit, at: int, *, stops: frozenset[int] = frozenset()) -> Phrase | None:
    """The noun phrase that begins at a token, up to a comma, a verb or an adverbial; with its apposition."""
    lows, tokens = unit.lows, unit.tokens
    language = unit.language
    english = language == "en"
    preps = listed(language, "prepositions")
    end = at
    named = False
    while end < len(tokens):
        low = lows[end]
        if end in stops or boundary(unit, end) or low == ",":
            break
        if end > at and low in listed(language, "breaks"):
            break
        if end > at and english and is_finite(unit, end):
            break
        if (
            end > at
            and is_time(tokens[end], language)
            and not (low[:1].isdigit() and end - at < 3)
            and not (
                english
                and (lows[end - 1] in ("of", "'s") or lows[end + 1 : end + 2] and lows[end + 1] in speaking_nouns())
            )
        ):
            break
        if (
            end > at
            and english
            and low in ("and", "but")
            and end + 1 < len(tokens)
            and (is_finite(unit, end + 1) or lows[end + 1].endswith("ed") or lows[end + 1] in ("also", "then", "not"))
        ):
            break
        if end > at and low in preps and not _inner_preposition(unit, at, end, named):
            break
        initial = lows[end + 1 : end + 2] == (".",) and tokens[end].capital
        if end > at and low in ("quoted", "cited", "dated") and english:
            break
        if end > at and english and low in ("a", "an") and lows[end - 1] not in preps and not initial:
            break
        if (
            end > at
            and english
            and (
                low in ("who", "earlier", "later", "adding", "saying")
                or low in ("late", "early", "last", "this")
                and end + 1 < len(tokens)
                and is_time(tokens[end + 1], "en")
            )
        ):
            break
        named = tokens[end].capital and end > at or named
        end += 1
    if end == at:
        return None
    last = _apposition(unit, end) if english else end
    return Phrase(at, last, end, left=at)


def uncommaed(unit: Unit, phrase: Phrase) -> Phrase:
    """A source at the front that no comma ends, cut where what is said begins: "According to the HRO tens of ..."."""
    tokens = unit.tokens
    for at in range(phrase.first + 1, phrase.last):
        before, here = tokens[at - 1], tokens[at]
        texts = lexicon_words("anonymous", "documents")
        many = before.low in people() and before.low.endswith("s")
        acronym = len(before.text) > 1 and before.text.isupper() and before.text.isalpha()
        if (
            here.low in listed("en", "pronouns")
            or acronym
            and here.text.islower()
            and here.low not in listed("en", "prepositions") | speaking_nouns()
            or before.text.islower()
            and (before.low in texts or many)
            and here.capital
            or here.low in ("more", "less", "fewer", "some", "dozens", "tens", "hundreds", "scores", "thousands")
            or here.low[:1].isdigit()
            or here.low in listed("en", "determiners")
            and before.low not in listed("en", "prepositions")
            and (at > phrase.first + 1 or many)
        ):
            return Phrase(phrase.first, at, min(at, phrase.head_last), left=phrase.left)
    return phrase


def _inner_preposition(unit: Unit, at: int, here: int, named: bool) -> bool:
    """Whether a preposition goes on with the noun phrase instead of beginning an adverbial."""
    low = unit.lows[here]
    if unit.language != "en":
        return _of_office(unit, at, here)
    following = unit.lows[here + 1 : here + 5]
    if (
        low == "on"
        and here + 2 < len(unit.tokens)
        and following[:1] in (("telegram",), ("twitter",), ("x",), ("facebook",))
    ):
        return unit.tokens[here + 2].capital and unit.lows[here - 1] in (
            "channel",
            "account",
            "page",
            "blogger",
            "user",
        )
    if (
        low == "of"
        and unit.tokens[here - 1].capital
        and unit.tokens[here + 1 : here + 2]
        and unit.tokens[here + 1].capital
    ):
        return True
    if low == "of" or low == "for" and (not named or unit.tokens[here - 1].low in speaking_nouns()):
        return True
    venue = listed("en", "venues")
    if any(word in venue for word in following) or (
        here + 1 < len(unit.tokens) and is_time(unit.tokens[here + 1], "en")
    ):
        return False
    if (
        here + 2 < len(unit.tokens)
        and unit.lows[here + 1] in ("the", "last", "this")
        and is_time(unit.tokens[here + 2], "en")
    ):
        return False
    head = any(unit.lows[i] in speaking_nouns() for i in range(at, here))
    return (
        head
        and low in ("from", "in", "at", "to", "with", "by", "near", "on", "inside", "about")
        and unit.tokens[here - 1].low not in ("him", "her")
    )


def _of_office(unit: Unit, at: int, here: int) -> bool:
    """Whether a Slavic preposition belongs to an office before a name: "міністр з питань … Іван Петренко"."""
    following = unit.tokens[here + 1 : here + 7]
    if not following or following[0].capital or is_time(following[0], unit.language):
        return False
    if not any(unit.lows[i] in people() for i in range(at, here)):
        return False
    if here - at > 2 and unit.tokens[here - 1].capital and unit.tokens[here - 2].capital:
        return False  # the name has ended: "... Іван Петренко під час зустрічі"
    stop = next((n for n, t in enumerate(following) if not t.word), len(following))
    return any(t.capital for t in following[1:stop])


def _apposition(unit: Unit, end: int) -> int:
    """The end of an apposition after a name: "Ivan Petrenko, head of the city council, ..."."""
    lows, tokens = unit.lows, unit.tokens
    if end >= len(tokens) or lows[end] != ",":
        return end
    opener = end + 1
    if opener >= len(tokens):
        return end
    stop = opener
    while stop < len(tokens) and not boundary(unit, stop) and lows[stop] != ",":
        if (
            lows[stop] in ("who", "which", "quoted", "citing", "adding", "saying")
            or is_finite(unit, stop)
            or lows[stop].endswith("ing")
            and stop == opener
        ):
            return end
        stop += 1
    role = any(lows[i] in people() for i in range(opener, stop))
    closes = stop >= len(tokens) or lows[stop] in (",", ".") or tokens[stop].quote is not None
    starts = (
        lows[opener] in ("the", "a", "an", "his", "her", "its", "their", "former", "head", "chief", "one")
        or lows[opener] in people()
        or (tokens[opener].capital and role)
        or role
        and lows[opener + 1 : opener + 2] != ("and",)
    )
    named = (
        all(t.capital for t in tokens[opener:stop])
        and stop - opener <= 4
        and any(lows[i] in people() for i in range(max(0, end - 8), end))
    )
    if named and closes and stop > opener and not is_time(tokens[opener], "en"):
        return stop
    if lows[end - 1] in load("bodies")["firms"] and end - 1 and lows[end - 2] in listed("en", "determiners"):
        last = stop >= len(tokens) or lows[stop] == "."
        if last and stop > opener and stop - opener <= 4 and all(t.capital for t in tokens[opener:stop]):
            return stop
    return (
        stop
        if role and closes and starts and lows[opener] not in ("and", "but", "while", "as", "when", "after")
        else end
    )
