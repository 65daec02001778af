import importlib.util
from pathlib import Path

import pytest

from crosswire.base.config import Options
from crosswire.brief.compose import compose
from crosswire.model.account import Issue

spec = importlib.util.spec_from_file_location("world", Path(__file__).parents[1] / "reconcile" / "world.py")
assert spec is not None
assert spec.loader is not None
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)

ALPHA = """Dam gives way above Ansel

Eight people were injured when the Kestrel dam gave way, Mayor Petra Ullman said on Telegram.

“We have lost the lower bridge,” she told reporters.

The operator denied any fault in the gates. The cause was probably a gate left open, engineer Lars Brok said. \
How many people are missing was not immediately clear.

Saboteurs from the north blew up the gate, the interior ministry believes. The mayor said a crew of drunk workers \
had opened it.

The dam cost the valley to billion in today's money.
"""
BETA = """Dam breaks above Ansel: four hurt

Two soldiers were killed and four people were hurt, Hill News wrote, quoted by Valley Wire. <script>alert(1)</script>

Brok warned of a second wave. “The lower dam may follow,” he said.
"""


def build(world):
    """Two texts and a copy of a part of one, about one dam: a dispute over the cause, one over the toll, a denial."""
    a = world.report("alpha.txt", ALPHA, published="2025-03-12", items=[(0, len(ALPHA), ALPHA[:25], "2025-03-12")])
    b = world.report("beta.txt", BETA, outlet="Beta Post")
    short = "\n\n".join(ALPHA.split("\n\n")[1:3])
    c = world.report("alpha-copy.txt", short, published=None)
    ansel = world.place("Ansel")
    world.mention(a, "Ansel", ansel)
    world.mention(b, "Ansel", ansel)
    hurt = "Eight people were injured when the Kestrel dam gave way"
    for report in (a, c):
        mayor = world.says(report, hurt, "Petra Ullman", role="mayor", channel="Telegram")
        world.count(report, "Eight", 8, "injured", by=mayor, place=ansel, time="2025-03-11")
        world.says(report, "“We have lost the lower bridge,”", "Petra Ullman", words="she", cue="told", role="mayor")
    world.says(
        a,
        "any fault in the gates",
        "Kestrel Water",
        words="The operator",
        type="organisation",
        cue="denied",
        polarity="denies",
    )
    world.says(a, "The cause was probably a gate left open", "Lars Brok", sure="probably", role="engineer")
    ministry = world.says(
        a,
        "Saboteurs from the north blew up the gate",
        "interior ministry",
        type="organisation",
        cue="believes",
        sure="believes",
    )
    workers = world.says(a, "a crew of drunk workers had opened it", "Petra Ullman", words="The mayor", role="mayor")
    world.claim(
        a,
        "Saboteurs from the north blew up the gate",
        "actor",
        "the gate",
        "Saboteurs from the north",
        by=ministry,
        where=ansel,
    )
    world.claim(
        a,
        "a crew of drunk workers had opened it",
        "actor",
        "the gate",
        "a crew of drunk workers",
        by=workers,
        where=ansel,
    )
    hill = world.says(
        b,
        "Two soldiers were killed and four people were hurt",
        "Hill News",
        type="organisation",
        cue="wrote",
        via=[("Valley Wire", "quoted-by")],
    )
    world.count(b, "Two", 2, "killed", unit="soldiers", who="soldiers", by=hill, place=ansel, time="2025-03-11")
    world.count(b, "four people", 4, "injured", by=hill, place=ansel, time="2025-03-11")
    world.says(b, "“The lower dam may follow,”", "Lars Brok", words="he", role="engineer")
    world.copy(
        c, a, aligned=[(hurt, hurt), ("“We have lost the lower bridge,” she", "“We have lost the lower bridge,” she")]
    )
    world.story("Dam gives way above Ansel", a, b, c, places=[ansel], time="2025-03-11")
    world.issues.append(Issue("iss-1", "empty.txt", "ingest", "empty", "empty.txt: the file is empty; remove it", True))
    world.issues.append(Issue("iss-2", a.id, "resolve", "odd", "alpha.txt: one word was not understood"))
    return world


@pytest.fixture
def world():
    return module.World()


@pytest.fixture(scope="session")
def made():
    """(brief, account, origins) of the dam."""
    account, origins = build(module.World()).found()
    return compose(account, origins, options=Options()), account, origins
