"""The tasks of ``crosswire evaluate``: a scorer each, by name, with the set it is measured on."""

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType

TASKS: Mapping[str, str] = {
    "attribution": "source, cue and content spans, exact F1 (%), on PolNeAR's token form",
    "certainty": "factuality of events, mean absolute error on FactBank's -3 to +3",
    "corroboration": "origins counted for claims of one origin (inflated) and of several (credited), invented reports",
    "changed": "which fact differs between two versions of a report, shares right, on changed FA-KES articles",
    "dates": "TIMEX3 spans and values, F1 (%), on TimeBank and AQUAINT",
    "entities": "persons, organisations, places, exact F1 (%), on UNER web text and CoreNLP's tags of PolNeAR",
    "figures": "value, what, weapon and night of strike reports, share exact, against a record of attacks",
    "headlines": "likeness of headline pairs, Pearson's r, on STS headlines",
    "languages": "the same report in ten languages linked and in one story, precision and recall, invented reports",
    "names": "joins of names across scripts and spellings, precision and recall (%), on Wikidata pairs",
    "nights": "attack nights whose every quoted figure the ledger holds, share, on the public stream and a record",
    "paraphrase": "same news or not, accuracy and F1, on MSRP",
    "places": "place names found (F1) and put within 161 km, on LGL and GeoVirus",
    "redated": "old news with a new date, recall and false alarms, on a stream of headlines labelled by hand",
    "speakers": "direct quotations whose speaker is named rightly, wrongly, not at all, in texts judged by one reader",
    "stories": "items grouped by event, B³ F1, on ECB+; pair F1 on News Story Chains",
    "tampered": "seeded errors that verify refuses, and untouched lines that it passes (%), in briefs of three sets",
    "timelines": "dates of entities' timelines, F1, on SemEval-2015 task 4's trial data",
    "streamed": "stories as items arrive against all at once, on News Story Chains and days labelled by hand",
    "whole": "stories, copies, sayings and disputes of invented events in several reports; set b is never tuned on",
    "translations": "the same text in two languages, precision and recall, on Warline English-Ukrainian",
}


def scorer(task: str) -> ModuleType:
    """The module of a task: ``FILES`` (paths and globs under the data folder) and ``score(data) -> {metric: value}``.

    Raises KeyError for a task that is not in TASKS.
    """
    if task not in TASKS:
        raise KeyError(task)
    return import_module(f"crosswire.evaluate.{task}")
