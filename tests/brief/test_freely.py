"""Free text: each error is refused with its reason, true sentences pass, also where they are worded otherwise."""

import pytest

from crosswire.brief import plain, render
from crosswire.brief.freely import Checker
from crosswire.brief.prose import block_of, form_of, pieces, quoted, read


@pytest.fixture(scope="module")
def checker(made):
    _, account, origins = made
    return Checker(account, origins)


TRUE = "Eight people were injured when the Kestrel dam gave way, Mayor Petra Ullman said on Telegram."

PASS = [
    TRUE,
    "8 people were injured when the Kestrel dam gave way, Mayor Petra Ullman said on Telegram.",
    "Mayor Petra Ullman said on Telegram that eight people were injured when the Kestrel dam gave way.",
    "According to Petra Ullman, on Telegram, eight people were injured when the Kestrel dam gave way.",
    "The cause was probably a gate left open, Lars Brok stated.",
    "Lars Brok said the cause was probably a gate left open.",
    "The operator rejected any fault in the gates.",
    "Two soldiers were killed and 4 people were hurt, Hill News wrote, quoted by Valley Wire.",
]

REFUSED = [
    ("Nine people were injured when the Kestrel dam gave way, Mayor Petra Ullman said on Telegram.", "number-changed"),
    ("Eight people were injured when the Kestrel dam gave way, Mayor Lars Brok said on Telegram.", "holder-swapped"),
    ("Eight people were injured when the Kestrel dam gave way.", "source-dropped"),
    ("Two soldiers were killed and four people were hurt, Valley Wire wrote.", None),
    ("The cause was a gate left open, engineer Lars Brok said.", "hedge-removed"),
    ("The cause was certainly a gate left open, engineer Lars Brok said.", None),
    ("The operator confirmed any fault in the gates.", "denial-turned"),
    ("The operator did not deny any fault in the gates.", "denial-turned"),
    ("Eight people were not injured when the Kestrel dam gave way, Petra Ullman said on Telegram.", "denial-turned"),
    ("Eight people were injured when the Dunmere dam gave way, Mayor Petra Ullman said on Telegram.", None),
    ("Eight people were killed when the Kestrel dam gave way, Mayor Petra Ullman said on Telegram.", "words-not-there"),
    ("Four soldiers were killed and two people were hurt, Hill News wrote, quoted by Valley Wire.", None),
    ("Saboteurs from the south blew up the gate, the interior ministry believes.", "words-not-there"),
    ("Saboteurs from the north blew up the gate, the interior ministry said.", None),
    ("A crew of drunk workers blew up the gate, the interior ministry believes.", None),
    ("Petra Ullman said: “Eight people were injured when the Kestrel dam gave way.”", "quote-changed"),
    ("She said that Dunmere had fallen to the sea after a long night of rain.", None),
]  # fmt: skip


@pytest.mark.parametrize("text", PASS)
def test_true_sentences_pass(checker, text):
    verdict = checker.sentence(text)
    assert not verdict.refused, verdict.message
    assert verdict.ground


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_wrong_sentences_are_refused_with_their_reason(checker, text, reason):
    verdict = checker.sentence(text)
    assert verdict.refused, verdict.ground
    assert verdict.message
    assert reason is None or verdict.reason == reason, (verdict.reason, verdict.message)


def test_figures_of_two_sources_are_not_put_into_one_sentence(checker):
    text = "Eight people were injured and two soldiers were killed when the Kestrel dam gave way, Petra Ullman said."
    assert checker.sentence(text).refused


def test_a_reason_names_what_the_source_says_instead(checker):
    message = checker.sentence(REFUSED[0][0]).message
    assert message == "“Nine” is not the number in the words it rests on, where it says “Eight”"


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_brief_itself_passes_in_each_form(made, checker, form):
    brief, account, _ = made
    written = {"text": plain.text, "markdown": render.markdown, "html": render.html}[form](brief, account)
    document = read(written, form)
    verdicts = checker.document(document)
    assert [str(v) for v in verdicts if v.refused] == []
    assert len(verdicts) >= len([line for line in brief.lines() if line.kind != "question"]) - 6
    assert len(document.notes) >= len(brief.citations) - (form == "html")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize(("old", "new"), [("Eight people", "Nine people"), ("Lars Brok", "Petra Ullman")])
def test_an_edited_brief_is_refused_where_it_was_edited(made, checker, form, old, new):
    brief, account, _ = made
    written = {"text": plain.text, "markdown": render.markdown, "html": render.html}[form](brief, account)
    head, mark, notes = written.partition(
        {"text": "\nNotes\n", "markdown": "## Notes", "html": '<aside class="texts"'}[form]
    )
    assert mark
    assert old in head
    refused = [v for v in checker.document(read(head.replace(old, new) + mark + notes, form)) if v.refused]
    assert refused
    assert all(new.split()[0] in v.text or new.split()[-1] in v.text for v in refused)


def test_a_sentence_must_rest_on_what_it_cites(checker):
    brief = f"{TRUE} [1]\n\n[1] beta.txt ¶1\n"
    (verdict,) = checker.document(read(brief, "text"))
    assert verdict.reason == "other-citation"
    good = f"{TRUE} [1]\n\n[1] alpha.txt ¶2\n"
    (verdict,) = checker.document(read(good, "text"))
    assert not verdict.refused


@pytest.mark.parametrize(
    "note", ["alpha.txt ¶99", "nowhere.txt: words that nobody wrote here", "alpha.txt: not its words at all"]
)
def test_a_citation_that_leads_nowhere_is_refused(checker, note):
    (verdict,) = checker.document(read(f"{TRUE} [1]\n\n[1] {note}\n", "text"))
    assert verdict.reason == "unknown-citation"


def test_footnotes_and_links_are_citations(checker):
    for brief in (
        f"{TRUE}[^a]\n\n[^a]: alpha.txt, “{TRUE}”\n",
        f"{TRUE} [1]\n\n## Sources\n\n1. alpha.txt: {TRUE}\n",
    ):
        (verdict,) = checker.document(read(brief, "markdown"))
        assert not verdict.refused, verdict.message


def test_who_she_is_must_be_known(checker):
    text = "“We have lost the lower bridge,” she told reporters."
    assert checker.sentence(text).refused
    assert not checker.sentence(text, before="Petra Ullman spoke of the dam. ").refused
    assert checker.sentence(text, before="Lars Brok spoke of the dam. ").refused


def test_headings_without_news_are_no_sentences(checker):
    document = read(f"# Summary\n\n{TRUE}\n\n## Background\n", "markdown")
    assert len(checker.document(document)) == 1
    document = read("# Dam kills forty\n", "markdown")
    assert checker.document(document)[0].refused


def test_sentences_are_not_cut_inside_quotations():
    block = block_of("Mara Holt said: “It fell. We ran.” The road is shut. [2]")
    assert [p.text for p in pieces(block)] == ["Mara Holt said: “It fell. We ran.”", "The road is shut."]
    assert [p.cites for p in pieces(block)] == [("2",), ("2",)]
    assert quoted('a “b c” «d» "e"') == ["b c", "d", "e"]


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [("a.md", "x", "markdown"), ("a.txt", "x", "text"), ("a", "<!DOCTYPE html><p>x", "html"), ("a.HTM", "x", "html")],
)
def test_how_a_brief_is_written(name, content, form):
    assert form_of(name, content) == form


@pytest.mark.parametrize(
    "content", ["", "<html>", "<script>alert(1)</script>", "[1]\n\n[1]", "| a | b |\n|---|", "\x00"]
)
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_odd_documents_are_read_without_failing(checker, content, form):
    checker.document(read(content, form))
