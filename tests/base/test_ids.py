import pytest

from crosswire.base.ids import PREFIXES, kind_of, make_id


def test_ids_are_the_same_on_every_machine() -> None:
    assert make_id("report", "text", None, 3) == make_id("report", "text", None, 3)
    assert make_id("report", "a", "bc") != make_id("report", "ab", "c")


@pytest.mark.parametrize("kind", sorted(PREFIXES))
def test_an_id_names_its_kind(kind: str) -> None:
    assert kind_of(make_id(kind, "x")) == kind


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        make_id("rumour", "x")
    assert kind_of("zzz-123") is None


def test_an_id_does_not_change_between_versions() -> None:
    """Desks keep ids: this value may change only together with a migration."""
    assert make_id("report", "A dam broke.", None, None, None) == "rep-5e58a39ddec8265"
