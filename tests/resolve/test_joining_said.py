"""What a person says of two names outranks the rules, either way."""

from crosswire.model.judged import by_person
from crosswire.model.report import Dated, Report
from crosswire.resolve import joining
from crosswire.run import flow


def entities(*edges: tuple[str, str, str]) -> list[tuple[str, tuple[str, ...]]]:
    texts = (
        "Mayor Petra Ullman said the wall at Dorvik fell. Ullman was there.",
        "Petra Ulmann, the mayor, spoke in Dorvik on Tuesday. Jonas Veld spoke too.",
    )
    readings = [
        flow.read(
            Report(
                f"rep-{n:015x}", f"{n}.txt", None, "article", f"Post {n}", None, "en", Dated("2025-03-11", "given"), t
            ),
        )
        for n, t in enumerate(texts)
    ]
    said = [
        by_person("entity", left, right, verdict, by="R. Ito", at="2025-03-12", why="one desk")  # type: ignore[arg-type]
        for left, right, verdict in edges
    ]
    found, _ = joining.join(readings, said)
    return [(one.name, one.why) for one in found if one.type == "person"]


def test_two_names_said_to_be_one_are_one() -> None:
    assert not any("R. Ito" in line for _, why in entities() for line in why)
    joined = entities(("Petra Ullman", "Jonas Veld", "positive"))
    assert not {"Petra Ullman", "Jonas Veld"} <= {name for name, _ in joined}
    assert any("R. Ito on 2025-03-12" in line and "one desk" in line for _, why in joined for line in why)


def test_two_names_said_to_be_two_stay_two() -> None:
    apart = entities(("Petra Ullman", "Petra Ulmann", "negative"))
    assert {"Petra Ullman", "Petra Ulmann"} <= {name for name, _ in apart}
