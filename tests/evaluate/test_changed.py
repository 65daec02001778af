"""The scorer of changed facts."""

from crosswire.evaluate import changed


def test_pairs_name_two_kinds_and_have_two_texts(corpora):
    pairs = changed.pairs(corpora / changed.FILES[0])
    assert len(pairs) > 100
    assert all(pair.before and pair.after and 1 <= len(pair.changed) <= 2 for pair in pairs)


def test_pairs_without_a_change_are_the_text_and_its_trimmed_self():
    text = "One thing happened. Another thing happened. A third thing happened to us all. The end came."
    made = list(changed.unchanged(text, text))
    assert made[0] == (text, text)
    assert all(two in one for one, two in made)


def test_shares_count_the_first_kind_each_kind_and_all_of_them():
    found = [(("place", "date"), frozenset({"place", "date"})), (("actor",), frozenset({"place", "cause"}))]
    shares = changed._shares(found, "")
    assert shares == {"named": 0.5, "kinds": 0.7, "exact": 0.5}
