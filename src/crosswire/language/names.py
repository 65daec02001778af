"""Whether two names can be the name of one person, organisation or place, judged part by part, with the reason.

There is no single score: a person's surname must match and given names must not contradict; an organisation's words
are compared as a set after synonyms and countries are told apart; a place never equals the region named after it.
Tables are in ``data/names.toml``, ``data/organisations.toml`` and ``data/places.toml``; letters are compared by
:mod:`crosswire.language.spelling`.

reads nothing of Crosswire's → writes nothing
"""

from typing import Literal

from crosswire.language.name_bodies import Body as Body
from crosswire.language.name_bodies import acronym_of as acronym_of
from crosswire.language.name_bodies import body as body
from crosswire.language.name_bodies import known_body as known_body
from crosswire.language.name_bodies import same_organisation as same_organisation
from crosswire.language.name_countries import country_of as country_of
from crosswire.language.name_countries import place_parts as place_parts
from crosswire.language.name_countries import same_place as same_place
from crosswire.language.name_parts import SAME as SAME
from crosswire.language.name_parts import given_in_case as given_in_case
from crosswire.language.name_parts import given_names as given_names
from crosswire.language.name_parts import parts as parts
from crosswire.language.name_parts import same_part as same_part
from crosswire.language.name_persons import person_parts as person_parts
from crosswire.language.name_persons import same_person as same_person

METHOD = "names/2"
NameType = Literal["person", "organisation", "place"]


def same_name(a: str, b: str, *, type: NameType) -> tuple[bool, str]:
    """Whether ``a`` and ``b`` may name the same one, and why (or why not). Symmetric.

    True is a statement about the names only: two persons can bear one name. A bare surname matches every full name
    with that surname ("surname only" in the reason says so).
    """
    if type == "person":
        return same_person(a, b)
    if type == "place":
        return same_place(a, b)
    return same_organisation(a, b)
