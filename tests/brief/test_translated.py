"""One saying in two languages is one line; what cannot be told apart stays two."""

from crosswire.base.config import Options
from crosswire.brief.compose import compose
from crosswire.brief.verify import verify

LEDE = "The search in the lower town of Ansel went on through the night and all of Tuesday.\n\n"
ENGLISH = LEDE + "“We have found three more of our neighbours,” Mara Holt said."
UKRAINIAN = "«Ми знайшли ще трьох наших сусідів», — сказала Мара Голт."


def build(world, *, ukrainian=UKRAINIAN, quoted="«Ми знайшли ще трьох наших сусідів»", linked=True):
    one = world.report("a.txt", ENGLISH)
    two = world.report("b.txt", ukrainian, language="uk")
    world.says(one, "“We have found three more of our neighbours,”", "Mara Holt")
    world.says(two, quoted, "Mara Holt", words="Мара Голт", cue="сказала")
    if linked:
        world.copy(one, two, "translation", aligned=[])
    world.story("S", one, two)
    account, origins = world.account(), {}
    brief = compose(account, origins, options=Options())
    assert verify(brief, account) == ()
    return [line.text for line in brief.stories[0].says], brief


def test_a_quotation_and_its_translation_are_one_line_with_both_citations(world):
    said, brief = build(world)
    assert said == ["Mara Holt says: “We have found three more of our neighbours”. (Also in Ukrainian.)"]
    cited = {brief.citations[n - 1].name for n in brief.stories[0].says[0].citations}
    assert cited == {"a.txt", "b.txt"}


def test_another_number_is_another_saying(world):
    said, _ = build(
        world,
        ukrainian="«Ми знайшли ще п’ятьох наших сусідів», — сказала Мара Голт.",
        quoted="«Ми знайшли ще п’ятьох наших сусідів»",
    )
    assert len(said) == 2


def test_reports_that_are_no_translation_keep_their_quotations(world):
    said, _ = build(world, linked=False)
    assert len(said) == 2
