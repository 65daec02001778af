"""A source phrase taken apart: the name in it, the role beside the name, the noun, the owner."""

from collections.abc import Sequence

from crosswire.claims.names import Names
from crosswire.claims.nouns import people, speaking_nouns
from crosswire.claims.parted import Parts, body_stems, cuts, kinds
from crosswire.claims.parts_named import apposed_name, given, inner_name, quoted_name, unparted, with_first_name
from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as lexicon_words
from crosswire.language.tokens import words
from crosswire.model.mention import Mention


def take_apart(text: str, span: tuple[int, int], names: Names) -> Parts:
    """Name, role and head of a source phrase."""
    tokens = words(text, *span)
    lows = [text[a:b].lower().replace("’", "'") for a, b in tokens]
    commas = [i for i, low in enumerate(lows) if low == ","]
    first_end = commas[0] if commas else len(lows)
    cut = next((i for i in range(1, first_end) if lows[i] in cuts() and lows[i - 1] != "-"), first_end)
    owned = _owned(text, tokens, lows, cut, first_end)
    if owned:
        return owned
    person = _person(names, text, tokens, lows, cut)
    if person and (inner := inner_name(text, person)) is not None:
        return inner
    if person:
        role = _role(text, tokens, lows, person, commas, first_end)
        whole = with_first_name(text, tokens, lows, person)
        if whole:
            return Parts(whole[0], whole[1], None, person=True)
        return Parts((person.start, person.end), role, None, person=True, entity=person.entity)
    noun_at = next((i for i in range(cut - 1, -1, -1) if lows[i] in people() and not _kind_of(lows, i, cut)), None)
    if (apart := unparted(text, tokens, lows, noun_at, names)) is not None:
        return apart
    ending = [i for i in range(cut + 1, first_end) if text[tokens[i][0]].isupper()]
    if (
        noun_at is not None
        and lows[cut : cut + 1] == ["of"]
        and len(ending) >= 3
        and ending[-3:] == [first_end - 3, first_end - 2, first_end - 1]
        and lows[first_end - 1] not in lexicon_words("anonymous", "bodies")
        and not text[slice(*tokens[first_end - 1])].isupper()
    ):
        return Parts(
            (tokens[-2 + first_end][0], tokens[first_end - 1][1]),
            (tokens[0][0], tokens[first_end - 3][1]),
            None,
            person=True,
        )
    covered = names.covering(tokens[0][0], tokens[first_end - 1][1], lows[:first_end])
    if noun_at is not None and (
        covered and covered.start <= tokens[noun_at][0] < covered.end or _staff(text, tokens, lows, noun_at, cut)
    ):
        return _body(text, tokens, lows, cut, first_end, commas, names)
    if noun_at is not None:
        after = [i for i in range(noun_at + 1, cut) if text[tokens[i][0]].isupper()]
        after = given(text, tokens, after) if after else after
        if after:
            return Parts(
                (tokens[after[0]][0], tokens[cut - 1][1]),
                (tokens[0][0], tokens[noun_at][1]),
                lows[noun_at],
                person=True,
            )
        apposed = apposed_name(text, tokens, lows, commas)
        if apposed:
            return Parts(apposed, (tokens[0][0], tokens[first_end - 1][1]), lows[noun_at], person=True)
        return Parts(None, None, lows[noun_at])
    if lows[0] in lexicon_words("anonymous", "quantifiers") and not any(text[a].isupper() for a, _ in tokens[1:cut]):
        return Parts(None, None, lows[0])
    return _body(text, tokens, lows, cut, first_end, commas, names)


def _kind_of(lows: Sequence[str], at: int, cut: int) -> bool:
    """Whether a noun for people only tells what a body is for: "the refugee agency", "the passenger union"."""
    return at + 2 == cut and lows[at + 1] in lexicon_words("bodies", "compound")


def _staff(text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], noun: int, cut: int) -> bool:
    """ "General Staff", "Head Office": a body whose name begins with a noun for people."""
    bodies = lexicon_words("anonymous", "bodies")
    return (
        any(lows[i] in bodies and text[tokens[i][0]].isupper() for i in range(noun + 1, cut))
        and text[tokens[noun][0]].isupper()
    )


def _owned(text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], cut: int, end: int) -> Parts | None:
    """ "the report of the council", "his Telegram channel": the owner of a text or account is the source."""
    head = lows[cut - 1] if cut else ""
    texts = lexicon_words("anonymous", "documents") | lexicon_words("anonymous", "carried")
    if head not in texts or cut > 1 and text[tokens[cut - 1][0]].isupper() and lows[0] in ("the", "this", "that"):
        return None
    if cut + 1 < end and lows[cut] in ("of", "by", "from"):
        return Parts(None, None, head, owner=(tokens[cut + 1][0], tokens[end - 1][1]))
    if lows[0] in ("his", "her", "their", "its"):
        return Parts(None, None, head, owner=tokens[0])
    if "'s" in lows[:cut]:
        at = lows.index("'s")
        return Parts(None, None, head, owner=(tokens[0][0], tokens[at - 1][1]))
    capital = any(text[a].isupper() for a, _ in tokens[1:cut])
    made = [i for i in range(cut - 1) if text[tokens[i][0]].isupper() and lows[i] not in ("the", "a", "an")]
    if (
        cut == end
        and made
        and made[-1] == cut - 2
        and made == list(range(made[0], cut - 1))
        and head in lexicon_words("anonymous", "counts")
    ):
        return Parts(None, None, head, owner=(tokens[made[0]][0], tokens[cut - 2][1]))
    body = cut == end and cut > 1 and lows[cut - 2] in lexicon_words("anonymous", "bodies")
    if body and not capital and head in lexicon_words("anonymous", "counts"):
        return Parts(None, None, head, owner=(tokens[0][0], tokens[cut - 2][1]))
    if lows[0] in ("the", "this", "that") and (not capital or head in ("post", "tweet", "message")):
        return Parts(None, None, head, owner=tokens[0])
    return None


def _person(
    names: Names, text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], cut: int
) -> Mention | None:
    """The person named as head of the phrase: not after a preposition, not an owner, in the first part or apposed."""
    best: Mention | None = None
    first = lows.index(",") if "," in lows else len(lows)
    for mention in names.within(tokens[0][0], tokens[-1][1]):
        if mention.form != "name" or mention.type != "person":
            continue
        body = mention.exact.endswith(("ії", "ции", "ства")) or mention.exact.lower().startswith(body_stems())
        if " " not in mention.exact and body:
            continue  # a body in the genitive after an office, taken for a surname
        at = next((i for i, (a, _) in enumerate(tokens) if a >= mention.start), 0)
        last = next((i for i, (_, b) in enumerate(tokens) if b >= mention.end), at)
        if last + 1 < len(lows) and lows[last + 1] == "'s":
            continue
        titled = (
            at
            and any(low in people() for low in lows[:at])
            and lows[at - 1] not in cuts()
            and lows[at - 1] not in ("the", "a", "an", "'s", "and", "his", "her", "or")
        )
        if at < cut or titled or (at and lows[at - 1] == "," and any(low in people() for low in lows[:at])):
            after_noun = (
                last + 1 < len(lows)
                and last + 1 != cut
                and (lows[last + 1] in speaking_nouns() or lows[last + 1 : last + 2] == ["-"])
            )
            if not after_noun and (best is None or at < first):
                best = mention
    return best


def _role(
    text: str, tokens: Sequence[tuple[int, int]], lows: Sequence[str], person: Mention, commas: Sequence[int], end: int
) -> tuple[int, int] | None:
    """The words beside a person's name that say what they are."""
    if person.role:
        return None
    at = next((i for i, (a, _) in enumerate(tokens) if a >= person.start), 0)
    if at > 0:
        stop = at - 1 if lows[at - 1] == "," else at
        if any(low in people() for low in lows[:stop]):
            return tokens[0][0], tokens[stop - 1][1]
    if commas:
        rest = lows[commas[0] + 1 :]
        if rest[:1] in (["who"], ["which"], ["whose"]):
            return None
        stop = next((c for c in commas[1:]), len(lows))
        if any(low in people() for low in rest[: stop - commas[0] - 1]):
            return tokens[commas[0] + 1][0], tokens[stop - 1][1]
    return None


def _body(
    text: str,
    tokens: Sequence[tuple[int, int]],
    lows: Sequence[str],
    cut: int,
    end: int,
    commas: Sequence[int],
    names: Names,
) -> Parts:
    """A name without a noun for people: an institution, an outlet with its kind, or a person by name alone."""
    outlets_ = kinds()
    if lows[0] in ("the", "this") and end == 2 and lows[1] in outlets_:
        return Parts(None, None, lows[1])
    kind_at = next((i for i in range(cut) if lows[i] in outlets_ and text[tokens[i][0]].islower()), None)
    while kind_at is not None and kind_at + 1 < end and lows[kind_at + 1] in outlets_ and lows[kind_at] == "news":
        kind_at += 1
    if kind_at is not None and kind_at + 1 < end:
        capitals = [i for i in range(kind_at + 1, end) if text[tokens[i][0]].isupper()]
        run = capitals
        while run and run[-1] - run[0] != len(run) - 1:
            run = run[1:]
        if run and run[-1] == end - 1 or run and lows[run[-1] + 1 : end] in (['"'], ["”"]):
            return Parts((tokens[run[0]][0], tokens[run[-1]][1]), (tokens[0][0], tokens[kind_at][1]), None)
    bodies = lexicon_words("anonymous", "bodies")
    if commas and lows[end - 1] in bodies and text[tokens[end - 1][0]].islower():
        apposed = apposed_name(text, tokens, lows, commas)
        if apposed:
            return Parts(apposed, (tokens[end - 1][0], tokens[end - 1][1]), None)
    quoted = quoted_name(text, tokens, lows, end)
    if quoted:
        known = names.at(*quoted)
        return Parts(quoted, None, None, entity=known.entity if known and names.canonical(known.entity) else None)
    capital = [i for i in range(cut) if text[tokens[i][0]].isupper() and lows[i] not in ("the", "a", "an")]
    personal = (
        len(capital) >= 2
        and not any(lows[i] in bodies for i in range(cut))
        and cut < end
        and lows[cut] in ("of", "from", "in", "with", "who")
    )
    metonym = cut < end and lows[cut] == "in" and lows[cut - 1] in load("outlets_agencies")["metonyms"]["words"]
    alone = len(capital) == 1 and capital[0] == cut - 1 and metonym
    stop = cut if personal or alone else end
    role = None
    if commas and any(low in people() for low in lows[commas[0] + 1 :]):
        high = commas[1] if len(commas) > 1 else len(lows)
        role = (tokens[commas[0] + 1][0], tokens[high - 1][1])
    mention = names.covering(tokens[0][0], tokens[stop - 1][1], lows)
    if mention:
        return Parts((mention.start, mention.end), role, None, entity=mention.entity)
    return Parts((tokens[0][0], tokens[stop - 1][1]), role, None)
