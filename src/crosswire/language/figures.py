"""A figure in words, by one fixed template, for tables and findings.

reads figures → writes words
"""

from crosswire.language.lexicon import load
from crosswire.model.mention import Figure


def number_words(figure: Figure) -> str:
    """The number alone: "8", "at least 8", "about 1,200", "10–12", "25 of 25"."""
    table = load("slots")["numbers"]
    low, high = figure.low, figure.high
    if figure.modifier == "about" and low != high and not any(c.isdigit() for c in figure.exact):
        return figure.exact.lower()
    if low is not None and high is not None and low != high:
        value = f"{_digits(low)}–{_digits(high)}"
    else:
        value = _digits(low if low is not None else high)
    if figure.of is not None:
        value = str(table["of"]).format(value=value, of=_digits(figure.of))
    return str(table[figure.modifier]).format(value=value)


def figure_words(figure: Figure) -> str:
    """The figure with what befell whom: "2 killed (Russian soldiers)", "25 of 25 destroyed (drones)"."""
    counted = figure.who or figure.unit
    parts = [number_words(figure)]
    if figure.what:
        parts.append(figure.what)
    if counted and counted != figure.what:
        parts.append(f"({counted})")
    return " ".join(parts)


def _digits(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"
