"""Templates of the page, and a house's own in their place.

reads templates → writes HTML, Markdown

The built-in page is three templates: ``page.html.j2`` (the whole), ``story.html.j2`` (one story), ``line.html.j2`` (one
line with its citations). A folder may hold any of them, and ``brief.css``; what it lacks is the built-in one. They run
in Jinja2's sandbox with escaping on: a template can arrange what the brief holds, and nothing else.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from crosswire.base.errors import RunFailed

BUILT = ("page.html.j2", "story.html.j2", "line.html.j2", "brief.css")
NAMES = (*BUILT, "brief.md.j2", "brief.txt.j2")


@cache
def asset(name: str) -> str:
    """A built-in template or style sheet."""
    return (files("crosswire.brief") / "templates" / name).read_text(encoding="utf-8")


def style(folder: Path | None) -> str:
    """The style sheet: the house's own, else the built-in one."""
    own = folder / "brief.css" if folder is not None else None
    if own is not None and own.is_file():
        return _read(own)
    return asset("brief.css")


def fill(name: str, values: Mapping[str, Any], folder: Path | None) -> str:
    """A template filled. Raises RunFailed with file and line where a template is wrong, and with its own words where
    it asks for something a brief does not have."""
    from jinja2 import TemplateError, TemplateSyntaxError

    environment = _environment(folder)
    try:
        return str(environment.get_template(name).render(**values))
    except TemplateSyntaxError as error:
        where = f"{error.filename or error.name or name}, line {error.lineno}"
        raise RunFailed("bad-template", f"{where}: {error.message}; see docs/templates.md") from error
    except (TemplateError, TypeError, ValueError, AttributeError, KeyError, ZeroDivisionError) as error:
        where = _where(error, name)
        raise RunFailed("bad-template", f"{where}: {error}; see docs/templates.md") from error


def has(name: str, folder: Path | None) -> bool:
    """Whether a house has a template of its own."""
    return folder is not None and (folder / name).is_file()


def check(folder: Path) -> None:
    """Raises RunFailed where a folder of templates is not there or holds none."""
    if not folder.is_dir():
        raise RunFailed("no-template", f"{folder}: not a folder; --template names a folder of templates")
    if not any((folder / name).is_file() for name in NAMES):
        raise RunFailed("no-template", f"{folder}: holds none of {', '.join(NAMES)}; see docs/templates.md")


def _where(error: BaseException, name: str) -> str:
    """File and line of the last template in a traceback."""
    found, trace = name, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(NAMES) or file.endswith(".j2"):
            found = f"{file}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return found


def _environment(folder: Path | None) -> Any:
    from jinja2 import ChoiceLoader, FileSystemLoader, FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    built: Callable[[str], str | None] = lambda name: asset(name) if name in BUILT else None  # noqa: E731
    loaders: list[Any] = [FunctionLoader(built)]
    if folder is not None:
        loaders.insert(0, FileSystemLoader(str(folder)))
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=lambda name: bool(name and ".html" in name),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RunFailed("bad-template", f"{path}: cannot be read ({error})") from error
