"""What the brief says of reports and of how they relate."""

import pytest

from crosswire.base.config import Options
from crosswire.brief.apparatus import copy_template
from crosswire.brief.compose import compose
from crosswire.brief.verify import verify
from crosswire.model.report import Given, Received
from crosswire.model.story import CopyKind, CopyLink
from crosswire.run.runner import run

BODY = (
    "Four barges broke loose in the harbour of Ostvik on Monday night, harbour master Lene Brodal said. "
    "One of them struck the railway bridge, which was closed until morning.\n\n"
    "“We heard the chains go one after the other,” said Brodal. Nobody was on board, and 12 wagons of "
    "timber lie on the bank below the mill."
)


def told(first: str, second: str) -> list[str]:
    """The lines on two outlets' prints of one text at these times."""
    reports = [
        Received("wire.txt", "text", BODY + "\n", Given(outlet="Northern Wire", published=first)),
        Received("post.txt", "text", BODY.rpartition(". ")[0] + ".\n", Given(outlet="Ostvik Post", published=second)),
    ]
    result = run(reports, options=Options(workers=1))
    brief = compose(result.account, result.origins, options=Options())
    assert verify(brief, result.account) == ()
    return [line.text for line in brief.relations]


@pytest.mark.parametrize(
    ("first", "second"), [("2025-03-04T07:00:00Z", "2025-03-04T11:00:00Z"), ("2025-03-04", "2025-03-06")]
)
def test_a_line_says_which_text_comes_from_which(first: str, second: str) -> None:
    lines = told(first, second)
    assert any(line.startswith("“post.txt”") and "“wire.txt”" in line for line in lines[2:])
    assert not any(line.startswith("“wire.txt” is") for line in lines[2:])


def test_a_report_is_told_with_its_outlet() -> None:
    lines = told("2025-03-04", "2025-03-06")
    assert "“wire.txt”: an article of Northern Wire, dated 4 March 2025 (given)" in lines


@pytest.mark.parametrize("kind", ["excerpt", "rewrite", "translation", "update"])
def test_without_a_direction_none_is_claimed(kind: CopyKind) -> None:
    link = CopyLink("cpy-1", "rep-1", "rep-2", kind, 0.9, (), directed=False)
    assert copy_template(link) == f"copy-{kind}-either"
