"""What a holder is made to say: never words torn from their verb, never a denial turned, never a hedge lost."""

import pytest

from crosswire.base.config import Options
from crosswire.brief.compose import compose
from crosswire.brief.facts import gather
from crosswire.brief.sayings import said_line
from crosswire.brief.verify import verify
from crosswire.brief.wording import Ledger

CASES = [
    # text, content, source, more, expected
    ("“The dam held,” @mara_holts wrote.", "“The dam held,”", "@mara_holts", {}, "@mara_holts says: “The dam held”."),
    ("“The dam held,” Mara Holt said.", "“The dam held,”", "Mara Holt", {}, "Mara Holt says: “The dam held”."),
    (
        "Mara Holt said that the dam had held for years.",
        "that the dam had held for years",
        "Mara Holt",
        {},
        "Mara Holt says that the dam had held for years.",
    ),
    (
        "The dam had held for ten years, Mara Holt said.",
        "The dam had held for ten years",
        "Mara Holt",
        {},
        "Mara Holt says: The dam had held for ten years.",
    ),
    (
        "Mara Holt accused the owners of neglect.",
        "the owners of neglect",
        "Mara Holt",
        {"cue": "accused"},
        "Mara Holt accused the owners of neglect.",
    ),
    (
        "Mara Holt reported a fire in the lower town.",
        "a fire in the lower town",
        "Mara Holt",
        {"cue": "reported"},
        "Mara Holt reported a fire in the lower town.",
    ),
    (
        "It came in what Mara Holt said was an attack by the rebels there.",
        "was an attack by the rebels there",
        "Mara Holt",
        {},
        "It came in what Mara Holt said was an attack by the rebels there.",
    ),
    (
        "Mara Holt denied any link to the fire.",
        "any link to the fire",
        "Mara Holt",
        {"cue": "denied", "polarity": "denies"},
        "Mara Holt denies any link to the fire.",
    ),
    (
        "“We have nothing to do with it,” Mara Holt said.",
        "“We have nothing to do with it,”",
        "Mara Holt",
        {"polarity": "denies"},
        "Mara Holt says in denial: “We have nothing to do with it”.",
    ),
    (
        "Mara Holt has again denied that the gate was old.",
        "that the gate was old",
        "Mara Holt",
        {"cue": "has again denied", "polarity": "denies"},
        "Mara Holt denies that the gate was old.",
    ),
    (
        "Mara Holt rejected the idea of a truce.",
        "the idea of a truce",
        "Mara Holt",
        {"cue": "rejected", "polarity": "denies"},
        "Mara Holt rejects the idea of a truce.",
    ),
    (
        "“The gate is old,” Mara Holt told Valley Radio.",
        "“The gate is old,”",
        "Mara Holt",
        {"cue": "told", "channel": "radio", "via": [("Valley Radio", "cited-by")]},
        "Mara Holt, cited by Valley Radio, says: “The gate is old”.",
    ),
    (
        "Mara Holt believes that the gate was old.",
        "that the gate was old",
        "Mara Holt",
        {"cue": "believes"},
        "Mara Holt believes that the gate was old.",
    ),
    (
        "The gate was almost certainly too old, Mara Holt said.",
        "The gate was almost certainly too old",
        "Mara Holt",
        {"sure": "almost certainly"},
        "Mara Holt says: The gate was almost certainly too old.",
    ),
    (
        "Mara Holt is certain that the gate was old.",
        "that the gate was old",
        "Mara Holt",
        {"cue": "is certain", "sure": "is certain"},
        "Mara Holt says (“is certain”): that the gate was old.",
    ),
    (
        "Fire officials said that the gate was old.",
        "that the gate was old",
        "Fire officials",
        {"anonymous": True},
        "Fire officials say that the gate was old.",
    ),
    (
        "“Go now,” Mara Holt, the mayor, wrote on Telegram, Fen Wire reports.",
        "“Go now,”",
        "Mara Holt",
        {"cue": "wrote", "role": "the mayor", "channel": "Telegram", "via": [("Fen Wire", "quoted-by")]},
        "Mara Holt, mayor, on Telegram, quoted by Fen Wire, says: “Go now”.",
    ),
]


@pytest.mark.parametrize(("text", "content", "source", "more", "expected"), CASES)
def test_sayings(world, text, content, source, more, expected):
    report = world.report("a.txt", text)
    made = world.says(report, content, source, **more)
    facts = gather(world.account())
    line = said_line([made], Ledger(facts), facts)
    assert line is not None
    assert line.text == expected


@pytest.mark.parametrize(("text", "content", "source", "more", "expected"), CASES)
def test_sayings_verify(world, text, content, source, more, expected):
    report = world.report("a.txt", text)
    world.says(report, content, source, **more)
    world.story("S", report)
    account, origins = world.found()
    assert verify(compose(account, origins, options=Options()), account) == ()


@pytest.mark.parametrize("source", ["This", "he", "they", "which"])
def test_an_unresolved_pronoun_says_nothing(world, source):
    report = world.report("a.txt", f"{source} said the dam had held for ten years.")
    made = world.says(report, "the dam had held for ten years", source, entity=False)
    facts = gather(world.account())
    assert said_line([made], Ledger(facts), facts) is None


def test_content_split_around_the_cue_stays_in_order(world):
    report = world.report("a.txt", "“The dam held,” Mara Holt said, “for ten years.”")
    made = world.says(report, ["“The dam held,”", "“for ten years.”"], "Mara Holt")
    facts = gather(world.account())
    line = said_line([made], Ledger(facts), facts)
    assert line.text == "Mara Holt says: “The dam held,” … “for ten years.”"


def test_a_sentence_in_which_another_speaks_is_not_put_into_one_mouth(world):
    report = world.report(
        "a.txt", "“We go on,” said Mara Holt, who criticised what Aldera calls a cleaning of the hills."
    )
    world.says(report, "“We go on,”", "Mara Holt", cue="said")
    aside = world.says(report, "a cleaning of the hills", "Aldera", cue="calls", type="organisation")
    facts = gather(world.account())
    assert said_line([aside], Ledger(facts), facts) is None


def test_a_denial_inside_anothers_sentence_stands_as_the_report_has_it(world):
    text = "Aldera accused Dunmere of burning the mill, which Dunmere denies."
    report = world.report("a.txt", text)
    world.says(report, "burning the mill", "Aldera", cue="accused", type="organisation")
    denial = world.says(report, "burning the mill", "Dunmere", cue="denies", polarity="denies", type="organisation")
    facts = gather(world.account())
    line = said_line([denial], Ledger(facts), facts)
    assert line.text == text
    world.story("S", report)
    account, origins = world.found()
    assert verify(compose(account, origins, options=Options()), account) == ()
