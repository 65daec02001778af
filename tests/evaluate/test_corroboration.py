"""No invented event's copies, translations, chains or sister papers count as more than one origin."""

import pytest

from crosswire.evaluate import corroboration
from crosswire.evaluate.corroboration import Case


@pytest.mark.parametrize("name", ["a", "b"])
def test_no_case_counts_more_origins_than_there_are(name):
    cases = corroboration.measure(name)
    assert len(cases) == 60
    assert [case for case in cases if case.inflated] == []


def test_most_cases_of_several_origins_are_credited():
    several = [case for name in "ab" for case in corroboration.measure(name) if case.origins > 1]
    assert sum(case.credited for case in several) >= 30


@pytest.mark.parametrize(
    ("origins", "counted", "inflated", "credited"),
    [(1, 1, False, False), (1, 2, True, False), (2, 1, False, False), (2, 2, False, True), (2, 3, True, False)],
)
def test_a_case_is_judged_by_its_counts(origins, counted, inflated, credited):
    case = Case("flood", "copy", origins, counted)
    assert (case.inflated, case.credited) == (inflated, credited)
