"""Plain text for mail, PDF, drawings, and a house's own templates."""

import re
import xml.etree.ElementTree as ET

import pytest

from crosswire.base.config import Options
from crosswire.base.errors import RunFailed
from crosswire.brief import house, pdf, plain, render, svg
from crosswire.brief.compose import compose
from crosswire.brief.lettered import tags


def test_plain_text_is_wrapped_and_each_citation_has_its_note(made):
    brief, account, _ = made
    text = plain.text(brief, account)
    long = [line for line in text.split("\n") if len(line) > plain.WIDTH]
    assert all(" " not in line.strip() for line in long)
    for citation in brief.citations:
        assert f"\n[{tags(brief)[citation.number]}] {citation.name}" in text
    assert "<" not in text.replace("<script>", "")


def drawings(brief, account):
    page = render.html(brief, account)
    return page, re.findall(r"<svg.*?</svg>", page, re.S)


def test_drawings_are_well_formed_named_and_inside_the_policy(made):
    page, found = drawings(*made[:2])
    assert found
    for drawn in found:
        root = ET.fromstring(drawn)
        ids = {e.get("id") for e in root.iter()}
        assert root.get("role") == "img"
        assert set(root.get("aria-labelledby").split()) <= ids
        assert root.find("title").text
        assert root.find("desc").text
        assert not {"script", "image", "use", "foreignObject", "style"} & {e.tag for e in root.iter()}
        assert not any(name.startswith("on") or name in ("style", "href") for e in root.iter() for name in e.attrib)
    assert "default-src 'none'" in page
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_words_in_a_drawing_are_escaped():
    drawn = svg.drawing("map", "1", "<script>", 'a" onload="x', 10, [svg.text(1, 2, "<b>&")])
    assert ET.fromstring(drawn).find("title").text == "<script>"
    assert "<script" not in drawn


def test_a_chart_shows_each_holders_count_and_what_was_said_before(world):
    for number, value in enumerate((4, 7)):
        when = f"2025-03-1{number + 1}"
        report = world.report(f"{number}.txt", f"The minister, Mara Holt, said {value} people died.", published=when)
        world.count(report, str(value), value, "killed", by=world.says(report, f"{value} people died", "Mara Holt"))
    other = world.report("o.txt", "At least 9 people died, Hill News wrote.", published="2025-03-12")
    by = world.says(other, "At least 9 people died", "Hill News", type="organisation", cue="wrote")
    world.count(other, "9", 9, "killed", modifier="at-least", by=by)
    world.story("S", *(r.report for r in world.readings.values()))
    account, origins = world.found()
    page, found = drawings(compose(account, origins, options=Options()), account)
    chart = next(d for d in found if 'class="chart"' in d)
    assert "4 → 7" in chart
    assert chart.count('class="ring"') == 1
    assert "Mara Holt" in chart
    assert "Hill News" in chart
    assert "<path" in chart
    assert "<table" in page


def test_the_map_draws_points_and_no_borders(world):
    for number, (name, lat, lon) in enumerate((("Ansel", 50.0, 30.0), ("Dunmere", 51.5, -2.0))):
        report = world.report(f"{number}.txt", f"The old mill in {name} burned down in the night of the storm.")
        place = world.place(name, lat=lat, lon=lon, precision="point" if number else "region")
        world.mention(report, name, place)
        world.story(f"S{number}", report, places=[place])
    account, origins = world.found()
    page, found = drawings(compose(account, origins, options=Options()), account)
    drawn = next(d for d in found if 'class="map"' in d)
    assert re.findall(r">(Ansel|Dunmere) \(\d\)<", drawn) == ["Dunmere", "Ansel"]
    assert drawn.count('class="ring"') == drawn.count('class="dot"') == 1
    assert " km<" in drawn
    assert not {"polygon", "polyline"} & {e.tag for e in ET.fromstring(drawn).iter()}
    assert "takes no side" in page


@pytest.mark.parametrize(
    ("high", "ticks"), [(7, [0, 2, 4, 6, 8]), (0, [0, 1]), (1, [0, 1]), (105, [0, 20, 40, 60, 80, 100, 120])]
)
def test_axes_end_above_the_greatest_value(high, ticks):
    assert svg.steps(high) == ticks


def test_the_timeline_says_when_it_happened_and_when_it_was_said(world):
    for when in ("2025-03-11", "2025-03-13"):
        world.report(f"{when}.txt", "The sea wall near Ansel failed in the night of the storm.", published=when)
    world.story("S", *(r.report for r in world.readings.values()), time="2025-03-10")
    account, origins = world.found()
    page, found = drawings(compose(account, origins, options=Options()), account)
    drawn = next(d for d in found if 'class="timeline"' in d)
    assert drawn.count('class="dot"') == 2
    assert drawn.count('class="range"') == 1
    assert "<td>10 March 2025</td><td>11 Mar, 13 Mar</td>" in page


def test_a_house_template_stands_in_for_one_part(made, tmp_path):
    brief, account, _ = made
    (tmp_path / "story.html.j2").write_text(
        '{% from "line.html.j2" import run with context %}<div class="ours">{{ run(story.heading) }}</div>'
    )
    page = render.html(brief, account, folder=tmp_path)
    assert page.count('<div class="ours">') == len(brief.stories)
    assert "<!DOCTYPE html>" in page
    assert "default-src 'none'" in page


def test_a_house_style_keeps_the_policy(made, tmp_path):
    (tmp_path / "brief.css").write_text("body{color:#123456}</style><script>alert(1)</script>")
    page = render.html(made[0], made[1], folder=tmp_path)
    assert "#123456" in page
    assert "</style><script>" not in page


@pytest.mark.parametrize("name", ["brief.md.j2", "brief.txt.j2"])
def test_a_house_writes_its_own_markdown_and_text(made, tmp_path, name):
    (tmp_path / name).write_text("{{ brief.title.text }} & {{ brief.citations|length }}")
    write = render.markdown if ".md" in name else plain.text
    assert write(made[0], made[1], folder=tmp_path) == f"{made[0].title.text} & {len(made[0].citations)}"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("one\n{% for x in %}", "line 2"),
        ("one\n\n{{ brief.nothing_here }}", "line 3"),
        ("{{ brief.title.text.__class__.__mro__ }}", "unsafe"),
        ("a\n{{ 1 / 0 }}", "line 2"),
        ("{% include '../../secret' %}", "secret"),
    ],
)
def test_a_template_that_fails_says_where(made, tmp_path, template, words):
    (tmp_path / "page.html.j2").write_text(template)
    with pytest.raises(RunFailed) as error:
        render.html(made[0], made[1], folder=tmp_path)
    assert words in error.value.message
    assert "page.html.j2" in error.value.message


def test_what_a_template_prints_is_escaped(made, tmp_path):
    (tmp_path / "page.html.j2").write_text("{{ '<script>' }}{% for r, body in reports %}{{ r.text }}{% endfor %}")
    page = render.html(made[0], made[1], folder=tmp_path)
    assert "<script>" not in page


def test_a_folder_without_templates_is_said(tmp_path):
    with pytest.raises(RunFailed, match="holds none of"):
        house.check(tmp_path)
    with pytest.raises(RunFailed, match="not a folder"):
        house.check(tmp_path / "none")


def test_pdf(made):
    pytest.importorskip("weasyprint")
    page = "<!DOCTYPE html><html lang='en'><title>t</title><p>Words</p><img src='http://127.0.0.1:9/x.png'></html>"
    assert pdf.pdf(page).startswith(b"%PDF-")


def test_a_pdf_that_takes_too_long_is_given_up(made):
    pytest.importorskip("weasyprint")
    with pytest.raises(RunFailed) as error:
        pdf.pdf("<p>Words</p>" * 2000, limit=0.05)
    assert error.value.reason == "pdf-slow"
    assert "0.05 seconds" in error.value.message
    assert "--length short" in error.value.message


def test_a_pdf_that_fails_says_so(monkeypatch):
    pytest.importorskip("weasyprint")
    monkeypatch.setattr(pdf.sys, "executable", "/bin/false")
    with pytest.raises(RunFailed, match="print brief.html"):
        pdf.pdf("<p>Words</p>")


def test_pdf_without_its_library_says_what_to_do(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(RunFailed) as error:
        pdf.pdf("<p>x</p>")
    assert "crosswire[pdf]" in error.value.message
    assert "libpango" in error.value.message
