"""Places that Ukrainian and Russian names may be, in any case, and the towns that adjectives are made of.

GeoNames lists Cyrillic spellings of places all over the world, in many languages: most of them are everyday words of
Ukrainian or Russian in some case. Villages count only where these languages name villages, towns elsewhere only if
large. Tables: ``data/cyrillic.toml``.

reads nothing of Crosswire's but the lexicon and the gazetteer → writes nothing
"""

import re
from functools import cache, lru_cache

from crosswire.language import lexicon
from crosswire.language.cases import country_in_case, dictionary_forms
from crosswire.language.names import SAME, same_part
from crosswire.language.spelling import fold
from crosswire.resolve import gazetteer
from crosswire.resolve.gazetteer import Record

_VILLAGE = 5_000  # people above which a name as written is not looked for in other cases
_FAR = 100_000  # people of a town outside the countries whose villages are meant
_REGION_NOUN = re.compile(r"(щин|ччин)(?:а|и|і|у|ою|ы|е|ой)$")


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("cyrillic")["places"][name])


def is_near(record: Record) -> bool:
    """Whether a place lies where Ukrainian and Russian texts name villages."""
    return record.country in _table("near")


@lru_cache(maxsize=1 << 13)
def meant(name: str) -> tuple[Record, ...]:
    """Every place that a Cyrillic name may mean, whatever its case: "Лиману" → the towns called Лиман."""
    lookup = gazetteer.load().folded
    found: list[Record] = []
    iso = country_in_case(name)
    if iso:
        english = lexicon.load("places")["countries"][iso]["names"][0]
        found += [r for r in lookup(gazetteer.fold_name(english)) if r.kind == "C" and r.country == iso]
    for form in dictionary_forms(name):
        if of_form := [record for record in lookup(gazetteer.fold_name(form)) if _plausible(record)]:
            found += _by_usual_name(form, of_form)
        if form == name and max((r.population for r in found if is_near(r)), default=0) > _VILLAGE:
            break  # a town by that very name: nothing in another case
    return tuple(dict.fromkeys(found))


def _by_usual_name(form: str, found: list[Record]) -> list[Record]:
    """Of towns that share a name those which go by it today, where any do: not what another was once called."""
    towns = [record for record in found if record.kind == "P"]
    usual = [record for record in towns if same_part(fold(form), fold(record.name), SAME, True)]
    return [record for record in found if record.kind != "P" or record in usual] if usual else found


def _plausible(record: Record) -> bool:
    if record.kind == "R":
        return is_near(record) or record.population >= 10 * _FAR
    return record.kind == "C" or (record.kind == "P" and (is_near(record) or record.population >= _FAR))


@lru_cache(maxsize=1 << 13)
def people(name: str, *, nominative: bool = False) -> tuple[int, int]:
    """How many live in the largest place of that name where villages are meant, and elsewhere; a region counts as
    very large. ``nominative``: only as the name is written."""
    near = far = -1
    exact = set(gazetteer.load().folded(gazetteer.fold_name(name))) if nominative else None
    for record in meant(name):
        if exact is not None and record not in exact:
            continue
        size = 10**6 if record.kind in "CR" else record.population
        if is_near(record):
            near = max(near, size)
        else:
            far = max(far, size)
    return near, far


@lru_cache(maxsize=1 << 12)
def in_dictionary(name: str, record: Record, *, ukrainian: bool) -> str | None:
    """The dictionary form of a Cyrillic name under which the gazetteer has this place: "Покровську" → "Покровськ"; in
    the letters of the text's language."""
    lookup = gazetteer.load().folded
    foreign = "ыэъё" if ukrainian else "іїєґ"
    return next(
        (
            form
            for form in dictionary_forms(name)
            if record in lookup(gazetteer.fold_name(form)) and (form == name or not set(form.lower()) & set(foreign))
        ),
        None,
    )


@lru_cache(maxsize=1 << 12)
def adjective_stem(word: str) -> str | None:
    """The stem of an adjective of a place: "Лиманському" → "лиманськ"; None for other words."""
    table = lexicon.load("cyrillic")["places"]
    lower = word.lower().replace("'", "’").replace("ʼ", "’")
    for ending in sorted(table["relative_endings"], key=len, reverse=True):
        stem = lower.removesuffix(ending)
        if stem != lower and stem.endswith(tuple(table["relative"])):
            return stem
    return None


@lru_cache(maxsize=1 << 12)
def town_of_adjective(word: str) -> str | None:
    """The town that an adjective is made of: "Лиманському" → "Лиман", "Краматорському" → "Краматорськ"."""
    stem = adjective_stem(word)
    table = lexicon.load("cyrillic")["places"]
    if stem is None or any(stem.endswith(wide) for wide in table["wide"]):
        return None
    if stem in table["towns"]:
        return str(table["towns"][stem])
    whole = stem[:1].upper() + stem[1:]
    bare = re.sub(r"(?:с|ц|з)ь?к$", "", whole)
    forms = [whole, bare, *(bare + end for end in ("ка", "а", "и", "ль", "ця", "ца", "к", "о", "е"))]
    lookup = gazetteer.load().folded
    towns = {form: [r for r in lookup(gazetteer.fold_name(form)) if r.kind == "P" and is_near(r)] for form in forms}
    sizes = {form: max(r.population for r in found) for form, found in towns.items() if found and len(form) > 3}
    return max(sizes, key=lambda form: sizes[form]) if sizes else None


def region_noun(word: str) -> str | None:
    """The nominative of a noun for the land around a town: "Харківщині" → "Харківщина"; None for other words."""
    match = _REGION_NOUN.search(word)
    if match is None or not word[:1].isupper() or len(word) < 7 or country_in_case(word):
        return None
    return word[: match.end(1)] + "а"


@lru_cache(maxsize=1 << 12)
def town_of_region_noun(word: str) -> str | None:
    """The town that such a noun is made of: "Уманщині" → "Умань"."""
    match = _REGION_NOUN.search(word)
    bare = word[: match.start()] if match else ""
    for form in (bare + "ськ", bare + "ське", bare, bare + "ь", bare + "а", bare + "ка", bare + "ця", bare + "и"):
        if len(form) > 2 and any(_plausible(r) for r in gazetteer.load().folded(gazetteer.fold_name(form))):
            return form
    return None
