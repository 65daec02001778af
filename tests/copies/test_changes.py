"""An update of one article: its kind, its direction, and a difference that touches only what changed; a report that
quotes another is no copy."""

from tests.copies.conftest import OTHER, STORM, build

from crosswire.copies import changes, lineage

LATER = STORM.replace("Fourteen people were", "Sixteen people were").replace(
    "Insurance adjusters", "A second gate was closed at noon on Wednesday. Insurance adjusters"
)
QUOTING = (
    "The mayor of Velden is under pressure after the flood, and councillors want his plan for the quarter. "
    "“We have never seen water rise this fast in the old quarter,” said the mayor, Pavel Drozd, to another paper. "
    "His deputy would not say when the council meets again."
)


def test_an_update_has_a_direction_and_touches_only_what_changed() -> None:
    given = {"outlet": "Velden Post", "url": "https://velden.example/storm"}
    old, new = build("v1", STORM, date="2024-05-01", **given), build("v2", LATER, date="2024-05-02", **given)
    (link,) = lineage.link([new, old])
    assert (link.kind, link.directed, link.source, link.target) == ("update", True, old.report.id, new.report.id)
    found = changes.between(old, new, link)
    ((before, after),) = found.changed
    assert before.exact.startswith("Fourteen")
    assert after.exact.startswith("Sixteen")
    assert [span.exact for span in found.new] == ["A second gate was closed at noon on Wednesday."]
    assert found.gone == ()


def test_an_equal_version_changes_nothing() -> None:
    old, new = build("v1", STORM, date="2024-05-01"), build("v2", STORM, date="2024-05-02")
    (link,) = lineage.link([old, new])
    assert changes.between(old, new, link) == changes.Changes((), (), ())


def test_a_report_that_merely_quotes_is_no_copy() -> None:
    readings = [build("a", STORM, date="2024-05-01"), build("b", QUOTING, date="2024-05-02"), build("c", OTHER)]
    assert lineage.link(readings) == ()
