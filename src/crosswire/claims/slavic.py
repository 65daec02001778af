"""Where the words that a Ukrainian or Russian cue introduces stand."""

from crosswire.claims import phrases_right, sources
from crosswire.claims.cues import Cue, is_time, listed
from crosswire.claims.nouns import speaking_nouns
from crosswire.claims.plans import Plan, Side
from crosswire.claims.prepositions import prepositional
from crosswire.claims.speakable import Phrase, sourceish
from crosswire.claims.units import Unit
from crosswire.language.lexicon import load

_LONG = 12  # words that no name of a speaker has: a sentence ran into it


def slavic(unit: Unit, cue: Cue, floor: int, earlier: list[Plan]) -> Plan | None:
    """How a Ukrainian or Russian cue stands in its unit."""
    if cue.prepositional:
        return prepositional(unit, cue, earlier)
    if cue.negated:
        return None
    lows, tokens = unit.lows, unit.tokens
    if cue.verb.lemma in listed(unit.language, "relaying"):
        return None
    if cue.verb.lemma in listed(unit.language, "text_verbs"):
        return _in_text(unit, cue)
    before = lows[cue.first - 1] if cue.first else ""
    quote_before = cue.first > 0 and tokens[cue.first - 1].quote is not None
    if before in (",", "—", "–", "-") or quote_before:
        phrase = speaker(unit, cue.last)
        if phrase and sourceish(unit, phrase.first, phrase.last) and _substance_slavic(unit, cue.first - 1):
            return Plan(cue, phrase, _sides_slavic(unit, phrase.last), cue.first, phrase.last)
    phrase = sources.left(unit, cue, floor=floor) if before not in (",", "—", "–") else None
    clause = _clause_start(unit, cue.last)
    if phrase and _text_only(unit, phrase) and clause is not None:
        return Plan(cue, None, "right", phrase.left if phrase.left >= 0 else phrase.first, clause, clause, elided=True)
    if phrase and lows[phrase.first] in listed(unit.language, "prepositions"):
        phrase = _within(unit, cue, phrase, clause)
        if phrase is None:
            return None
    if phrase and lows[phrase.last - 1] in listed(unit.language, "pronouns"):
        phrase = Phrase(phrase.last - 1, phrase.last, phrase.last, left=phrase.left)
    if phrase and phrase.last - phrase.first > _LONG:
        return None
    if phrase and lows[phrase.last - 1] in ("я", "ми", "мы", "ви", "вы", "ти", "ты"):
        return None
    if phrase and sourceish(unit, phrase.first, phrase.last):
        edge = phrase.left if phrase.left >= 0 else phrase.first
        denial = cue.verb.lemma in load("cues")[unit.language]["polarity"]["denies"]
        if _about(unit, cue.last) and clause is None or denial and _object(unit, cue.last, clause):
            clause = cue.last
        if clause is not None:
            return Plan(cue, phrase, "right", edge, clause, clause)
        left_ends = edge > 0 and (lows[edge - 1] in (",", "—", "–") or tokens[edge - 1].quote is not None)
        if left_ends and _substance_slavic(unit, edge):
            return Plan(cue, phrase, "left", edge, cue.last)
        if "object" in cue.verb.kinds and cue.last < len(tokens) and tokens[cue.last].word and edge == 0:
            return Plan(cue, phrase, "right", edge, cue.last, cue.last)
        return None
    if cue.first == 0 or before in ("також", "также"):
        phrase = speaker(unit, cue.last)
        clause = _clause_start(unit, phrase.last) if phrase else None
        if phrase and clause is not None and sourceish(unit, phrase.first, phrase.last):
            return Plan(cue, phrase, "right", cue.first, clause, clause)
    if clause is not None and earlier and before in ("і", "та", "й", "и", "а"):
        return Plan(cue, None, "right", cue.first - 1, clause, clause, elided=True)
    return None


def _in_text(unit: Unit, cue: Cue) -> Plan | None:
    """``«...», — йдеться в повідомленні поліції``: whose text it is; without an owner, who spoke before."""
    lows, tokens = unit.lows, unit.tokens
    at = cue.last + 1 if lows[cue.last : cue.last + 1] and lows[cue.last] in ("в", "у", "во", "на") else cue.last
    noun = next((i for i in range(at, min(len(lows), at + 3)) if lows[i] in listed(unit.language, "texts")), None)
    if noun is None or not all(tokens[i].word for i in range(at, noun)):
        return None
    phrase = phrases_right.right(unit, noun + 1) if noun + 1 < len(tokens) else None
    if phrase is not None and not sourceish(unit, phrase.first, phrase.last):
        phrase = None
    after = phrase.last if phrase else noun + 1
    if cue.first == 0 or lows[cue.first - 1] in ("як", "как"):
        clause = _clause_start(unit, after)
        return Plan(cue, phrase, "right", 0, clause, clause, elided=phrase is None) if clause is not None else None
    if not _substance_slavic(unit, cue.first) or lows[cue.first - 1] not in (",", "—", "–", "-", "“”"):
        return None
    return Plan(cue, phrase, _sides_slavic(unit, after), cue.first, after, elided=phrase is None)


def _text_only(unit: Unit, phrase: Phrase) -> bool:
    """``У заяві наголосили, що ...``: the text of whoever spoke before."""
    lows = unit.lows[phrase.first : phrase.last]
    return len(lows) == 2 and lows[0] in ("в", "у") and lows[1] in listed(unit.language, "texts")


def _within(unit: Unit, cue: Cue, phrase: Phrase, clause: int | None) -> Phrase | None:
    """The body of "У Нацполіції повідомили, що ...": people who speak in it, with what they say set off."""
    lows, tokens = unit.lows, unit.tokens
    first = phrase.first + 1
    many = lows[cue.at].endswith(("ли", "ють", "уть", "ять", "ют", "ут", "ят"))
    if lows[phrase.first] not in ("в", "у", "во") or not many or first >= phrase.last:
        return None
    adverbs = listed(unit.language, "adverbs")
    last = next((i for i in range(first + 1, phrase.last) if lows[i].endswith("ли") or lows[i] in adverbs), phrase.last)
    said = clause is not None or any(t.quote for t in tokens[cue.last : cue.last + 4])
    named = any(t.capital for t in tokens[first:last]) or lows[first] in speaking_nouns()
    if not said or not named or is_time(tokens[first], unit.language):
        return None
    return Phrase(first, last, last, left=phrase.first)


def speaker(unit: Unit, at: int) -> Phrase | None:
    """The source after a verb; of "повідомили в агенції" the body without its preposition."""
    at = _past_time(unit, at)
    within = unit.lows[at : at + 1] and unit.lows[at] in ("в", "у", "во", "на")
    at = at + 1 if within else at
    while unit.lows[at : at + 1] and unit.lows[at] in listed(unit.language, "pages"):
        at += 1
    return phrases_right.right(unit, at)


def _past_time(unit: Unit, at: int) -> int:
    """The token after a time right behind a verb: "повідомив у середу ввечері мер"."""
    tokens, lows = unit.tokens, unit.lows
    while at + 1 < len(tokens):
        if is_time(tokens[at], unit.language):
            at += 1
        elif lows[at] in ("в", "у", "во", "на", "о", "вранці") and is_time(tokens[at + 1], unit.language):
            at += 2
        else:
            break
    return at


def _object(unit: Unit, at: int, clause: int | None) -> bool:
    """Whether what is denied is a noun before its "that" clause: "відкинули звинувачення в тому, що ..."."""
    return clause is not None and at + 1 < clause and unit.tokens[at].word and unit.tokens[clause].quote is None


def _about(unit: Unit, at: int) -> bool:
    """``заявили о требовании ...``: what is said stands after "about"."""
    lows = unit.lows
    pointing = ("це", "этом", "том")
    pointing = ("це", "этом", "том")
    return lows[at : at + 1] in (("о",), ("об",), ("про",)) and not {*lows[at + 1 : at + 2]} & {*pointing}


def _substance_slavic(unit: Unit, last: int) -> bool:
    return any(t.quote for t in unit.tokens[:last]) or sum(t.word for t in unit.tokens[:last]) >= 3


def _sides_slavic(unit: Unit, after: int) -> Side:
    at = next((i for i in range(after, len(unit.tokens)) if unit.tokens[i].quote), None)
    return "both" if at is not None and unit.lows[at - 1] in (",", ":", ".", "—", "–") else "left"


def _clause_start(unit: Unit, at: int) -> int | None:
    """The token where what is said begins after a Slavic cue: after a colon or dash, at "що", at a quotation."""
    lows, tokens = unit.lows, unit.tokens
    for i in range(at, min(len(tokens), at + 14)):
        if tokens[i].quote or lows[i] == ":":
            return i
        if lows[i] in ("що", "что", "щоб", "чтобы"):
            return i
        if lows[i] in ("—", "–", ";", "."):
            return None
        if lows[i] == "," and not (i + 1 < len(lows) and lows[i + 1] in ("що", "что", "щоб", "чтобы")):
            return None
    return None
