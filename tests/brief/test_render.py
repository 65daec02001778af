"""The page is well-formed, runs and fetches nothing, and each citation opens exactly its words."""

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.base.config import Options
from crosswire.brief import render
from crosswire.brief.compose import compose
from crosswire.brief.marks import crossing_rules, marked
from crosswire.model.brief import Citation
from crosswire.model.report import UNDATED, Report

VOID = {"meta", "br", "link", "img", "hr"}


class Page(HTMLParser):
    """Collects tags, ids, links, and the text inside each mark by the citation it belongs to."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.stack, self.tags, self.ids, self.links, self.attributes = [], [], [], [], []
        self.marks: dict[str, str] = {}
        self.feed(source)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.attributes += found
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found["href"])
        if tag not in VOID:
            self.stack.append((tag, found.get("class", "")))

    def handle_endtag(self, tag):
        assert self.stack
        assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        for tag, names in self.stack:
            if tag == "mark":
                key = names.split()[1]
                self.marks[key] = self.marks.get(key, "") + data


@pytest.fixture(scope="session")
def page(made):
    return Page(render.html(made[0], made[1]))


def test_every_citation_resolves_to_a_mark_with_its_words(made, page):
    for citation in made[0].citations:
        assert f"c{citation.number}" in page.ids
        assert page.marks[f"c{citation.number}"] == citation.span.exact


def test_every_link_has_a_target_and_ids_are_unique(page):
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_every_line_links_each_of_its_citations(made, page):
    for line in made[0].lines():
        for number in line.citations:
            assert f"#c{number}" in page.links


def test_nothing_runs_and_nothing_is_fetched(made, page):
    source = render.html(made[0], made[1])
    assert not {"script", "iframe", "img", "link", "object", "form"} & set(page.tags)
    assert not [a for a in page.attributes if a.startswith("on") or a in ("src", "style", "srcset")]
    assert "default-src 'none'" in source
    assert "http://" not in source
    assert "https://" not in source
    assert "url(" not in source


def test_hostile_text_is_escaped(made):
    source = render.html(made[0], made[1])
    assert "<script" not in source
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in source


def test_a_hostile_name_is_escaped_everywhere(world):
    evil = "<img src=x onerror=alert(1)>"
    report = world.report(evil, f"The river fell on Friday by {evil} metres.", outlet=evil)
    world.story(evil, report)
    account, origins = world.found()
    brief = compose(account, origins, options=Options(), title=evil)
    page = Page(render.html(brief, account))
    assert "img" not in page.tags
    assert evil.replace("<", "\\<").replace(">", "\\>") in render.markdown(brief, account).replace("\\_", "_")


def test_the_page_has_landmarks_and_one_heading_of_the_first_level(page):
    assert page.tags.count("main") == page.tags.count("h1") == page.tags.count("aside") == 1
    assert "lang" in page.attributes


def test_the_policy_names_the_style(made):
    import base64
    import hashlib
    import re

    source = render.html(made[0], made[1])
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in source


def test_markdown_has_each_line_and_each_note(made):
    brief, account, _ = made
    text = render.markdown(brief, account)
    assert text.startswith("# Brief of 12 March 2025")
    assert text.count('<a id="c') == len(brief.citations)
    assert "[\\[B" in text

    assert "<script" not in text
    assert "| 8 injured | Petra Ullman, mayor, on Telegram | 1 |" in text


def test_json_round_trip(made):
    brief = made[0]
    data = render.to_json(brief)
    assert render.from_json(data) == brief
    assert json.loads(data)["title"]["text"] == brief.title.text


@pytest.mark.parametrize("data", [b"", b"[]", b'{"title": 3}', b"not json"])
def test_what_is_no_brief_is_refused(data):
    with pytest.raises(ValueError):
        render.from_json(data)


@given(st.text(min_size=1, max_size=40), st.data())
def test_marks_hold_exactly_their_words_however_they_overlap(text, data):
    report = Report("rep-1", "r", None, "article", None, None, "en", UNDATED, text)
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda b: b[0] < b[1])
    spans = data.draw(st.lists(bounds, max_size=5, unique=True))
    citations = [Citation(n, report.span(a, b), "r", 1) for n, (a, b) in enumerate(spans, 1)]
    source = str(marked(report, citations, {c.number: "l1" for c in citations}))
    page = Page(source.replace("\r", "&#13;").replace("\x00", "&#0;"))
    for citation in citations:
        assert page.ids.count(f"c{citation.number}") == 1
        if "\r" not in text and "\x00" not in text:
            assert page.marks[f"c{citation.number}"] == citation.span.exact


def test_crossing_spans_get_a_rule_each():
    report = Report("rep-1", "r", None, "article", None, None, "en", UNDATED, "abcdefgh")
    citations = [Citation(1, report.span(0, 5), "r", 1), Citation(2, report.span(3, 8), "r", 1)]
    assert ".c1{" in crossing_rules(citations)
    assert ".c2{" in crossing_rules(citations)
    assert crossing_rules(citations[:1]) == ""


def test_a_lit_citation_outranks_the_plain_style_of_nested_marks():
    from importlib.resources import files

    style = (files("crosswire.brief") / "templates" / "brief.css").read_text(encoding="utf-8")
    assert style.index("mark mark.c{background:none}") < style.index("mark.c:target,mark.c:target mark.c{background")


def test_the_page_has_a_dark_and_a_printed_form(made):
    """By its own style sheet: every colour is a variable that both set, and the reports go below the brief in print."""
    brief, account, _ = made
    style = re.search(r"<style>(.*?)</style>", render.html(brief, account), re.S)[1]
    dark = re.search(r"prefers-color-scheme:dark\)\{:root\{(.*?)\}", style, re.S)[1]
    printed = re.search(r"@media print\{\s*:root\{(.*?)\}", style, re.S)[1]
    known = set(re.findall(r"(--[\w-]+):", re.search(r":root\{(.*?)\}", style, re.S)[1]))
    assert known == set(re.findall(r"(--[\w-]+):", dark)) == set(re.findall(r"(--[\w-]+):", printed))
    assert re.search(r"@media print.*\.texts\{break-before:page", style, re.S)
