"""The tasks of ``crosswire evaluate``: a scorer each, by name."""

from importlib import import_module
from types import ModuleType

TASKS: tuple[str, ...] = (
    "attribution",
    "certainty",
    "dates",
    "entities",
    "figures",
    "headlines",
    "names",
    "paraphrase",
    "places",
    "stories",
    "translations",
)


def scorer(task: str) -> ModuleType:
    """The module of a task: ``FILES`` (paths and globs under the data folder) and ``score(data) -> {metric: value}``.

    Raises KeyError for a task that is not in TASKS.
    """
    if task not in TASKS:
        raise KeyError(task)
    return import_module(f"crosswire.evaluate.{task}")
