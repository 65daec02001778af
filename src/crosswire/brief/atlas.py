"""Where the stories of a brief are: labelled points on a net of degrees, with a scale. No border, no coast, no side.

reads brief, account → writes SVG
"""

import math
from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup

from crosswire.brief import svg
from crosswire.brief.choose import main_place
from crosswire.brief.facts import Facts, covered, story_items
from crosswire.language.lexicon import load
from crosswire.model.brief import Brief
from crosswire.model.mention import Place

HEIGHT, EDGE, LEAST = 380, 34, 1.2
"""Height of the map, its margin, and the fewest degrees it spans."""


@dataclass(frozen=True, slots=True)
class _Point:
    name: str
    place: Place
    stories: tuple[int, ...]


def atlas(brief: Brief, facts: Facts) -> Markup:
    """The map of a brief's stories; empty where fewer than two places are known."""
    points = _points(brief, facts)
    if len(points) < 2:
        return Markup("")
    words = load("templates")["drawn"]
    view = _View(points)
    parts = [*view.net(), *view.marks(points), *view.scale()]
    about = "; ".join(f"{p.name}: {_where(p.place)}" for p in points)
    drawn = svg.drawing("map", "1", str(words["map"]), about, HEIGHT, parts)
    precise = words["precision"]
    rows = [
        (
            p.name,
            f"{p.place.lat:.2f}, {p.place.lon:.2f}",
            str(precise[p.place.precision]),
            ", ".join(map(str, p.stories)),
        )
        for p in points
    ]
    below = svg.table(str(words["map"]), words["map-columns"], rows, str(words["as-table"]))
    return svg.figure("map", drawn, str(words["map-note"]), below)


def _where(place: Place) -> str:
    north, east = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
    return f"{abs(place.lat):.1f}° {north}, {abs(place.lon):.1f}° {east}"


def _points(brief: Brief, facts: Facts) -> list[_Point]:
    found: dict[str, list[int]] = defaultdict(list)
    places: dict[str, Place] = {}
    items = covered(facts, brief.day)
    for number, told in enumerate(brief.stories, 1):
        story = facts.stories.get(told.story)
        entity = main_place(story, story_items(story, facts) & items, facts) if story else None
        known = entity.place if entity is not None and told.place is not None else None
        if entity is not None and known is not None and known.precision != "country":
            found[entity.name].append(number)
            places[entity.name] = known
    return [_Point(name, places[name], tuple(numbers)) for name, numbers in found.items()]


class _View:
    """Degrees to units of the drawing: longitudes shortened by the cosine of the middle latitude."""

    def __init__(self, points: list[_Point]) -> None:
        lats, lons = [p.place.lat for p in points], [p.place.lon for p in points]
        self.lat, self.lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        self.flat = max(0.2, math.cos(math.radians(self.lat)))
        tall = max(max(lats) - min(lats), LEAST) * 1.2
        wide = max(max(lons) - min(lons), LEAST / self.flat) * 1.35
        self.unit = min((HEIGHT - 2 * EDGE) / tall, (svg.WIDTH - 2 * EDGE) / (wide * self.flat))

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point lies in the drawing."""
        x = svg.WIDTH / 2 + (lon - self.lon) * self.flat * self.unit
        return x, HEIGHT / 2 - (lat - self.lat) * self.unit

    def net(self) -> list[Markup]:
        """Meridians and parallels at round degrees."""
        parts = [svg.box(0.5, 0.5, svg.WIDTH - 1, HEIGHT - 1, "sea")]
        step = next((s for s in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30) if s * self.unit > 60), 30)
        for n in range(-int(180 / step), int(180 / step) + 1):
            x, y = self.at(0, n * step)[0], self.at(n * step, 0)[1]
            if EDGE / 2 < x < svg.WIDTH - EDGE / 2:
                parts += [svg.line(x, 0, x, HEIGHT, "grid"), svg.text(x + 3, 12, _degrees(n * step, "EW"), "tick")]
            if EDGE / 2 < y < HEIGHT - EDGE / 2 and abs(n * step) <= 90:
                parts += [svg.line(0, y, svg.WIDTH, y, "grid"), svg.text(3, y - 3, _degrees(n * step, "NS"), "tick")]
        return parts

    def marks(self, points: list[_Point]) -> list[Markup]:
        """A dot for a place, a ring for a region or country; labels that do not lie on one another."""
        parts: list[Markup] = []
        taken: list[tuple[float, float, float]] = []
        for point in sorted(points, key=lambda p: (-p.place.lat, p.place.lon)):
            x, y = self.at(point.place.lat, point.place.lon)
            near = point.place.precision == "point"
            shape = svg.dot(x, y, 5 if near else 11, "dot" if near else "ring")
            parts.insert(len(parts) if near else 0, shape)
            label = f"{point.name} ({', '.join(map(str, point.stories))})"
            width = len(label) * svg.CHARACTER
            gap = 9 if near else 15
            left = x + gap + width > svg.WIDTH - 4
            start, down = (x - gap - width if left else x + gap), y + 4
            while any(start < b and a < start + width and abs(down - c) < 14 for a, b, c in taken):
                down += 14
            taken.append((start, start + width, down))
            parts.append(svg.text(start, down, label, "label"))
        return parts

    def scale(self) -> list[Markup]:
        """A bar of a round number of kilometres, true in the middle of the map."""
        km = self.unit / 111.2
        length = next((n for n in (2000, 1000, 500, 200, 100, 50, 20, 10, 5) if n * km < 160), 5)
        x, y = svg.WIDTH - EDGE - length * km, HEIGHT - 16
        bar = svg.line(x, y, x + length * km, y, "bar")
        return [bar, svg.text(x + length * km / 2, y - 5, f"{length:,} km", "tick", "middle")]


def _degrees(value: float, sides: str) -> str:
    side = "" if not value else f" {sides[value < 0]}"
    return f"{abs(value):g}°{side}"
