"""Ukrainian and Russian places by their names in the nominative."""

import pytest

from crosswire.resolve.places_named import nominative
from crosswire.resolve.places_resolve import resolve
from crosswire.resolve.places_scene import Query


@pytest.mark.parametrize(
    ("text", "exact", "kind", "name"),
    [
        ("У Харківській області тихо.", "Харківській області", "region", "Харківська область"),
        ("На Лиманському напрямку тихо, їх двоє.", "Лиманському", "district", "Лиманський напрямок"),
        ("Над Брянской областью сбили.", "Брянской областью", "region", "Брянская область"),
        ("У Покровську бої, їх багато.", "Покровську", None, "Покровськ"),
        ("У Черкасах дощ, їх заливає.", "Черкасах", None, "Черкаси"),
        ("На Харківщині тихо.", "Харківщині", "region", "Харківщина"),
        ("In Kyiv.", "Kyiv", None, None),
    ],
)
def test_in_the_nominative(text: str, exact: str, kind: str | None, name: str | None) -> None:
    at = text.index(exact)
    choice = resolve([Query(exact, kind)])[0]
    assert nominative(text, at, at + len(exact), choice.record if choice else None, kind) == name
