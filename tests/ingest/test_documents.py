"""PDF and Word: paragraphs as a reader sees them; what has no text, is locked or broken says so."""

# ruff: noqa: E501  (documents as programs write them)

import builtins
import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from crosswire.ingest import pdf


def printed(*pages: Sequence[str], info: str = "") -> bytes:
    """A PDF with these lines on its pages."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        words = "".join(f"({line}) Tj 0 -14 Td\n" for line in lines)
        body = f"BT /F1 11 Tf 60 760 Td\n{words}ET"
        objects.append(f"<</Length {len(body)}>>stream\n{body}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        font = "<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/Contents {len(objects)} 0 R/Resources{font}/MediaBox[0 0 600 800]>>")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    objects.append(f"<<{info}>>")
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj{each}endobj\n".encode("latin-1")
    start = len(data)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer<</Size {size}/Root 1 0 R/Info {size - 1} 0 R>>\nstartxref\n"
    return data + f"{tail}{start}\n%%EOF".encode()


FIRST = ["Dam bursts above Dorvik", "Two people were hurt when the Maren dam above Dorvik burst on", "Friday, and water stood in forty streets of the town, the may-",
         "or said.", "Nobody is missing, she told reporters at the town hall on the", "same evening."]  # fmt: skip


def test_lines_become_paragraphs(read: Callable[..., Any]) -> None:
    pytest.importorskip("pypdf")
    found = read(printed(FIRST, info="/Title(Dam bursts)/Author(Ann Oke)"), "a.pdf").one
    assert found.content.split("\n\n") == [
        "Dam bursts above Dorvik",
        "Two people were hurt when the Maren dam above Dorvik burst on Friday, and water stood in forty streets of the town, the mayor said.",
        "Nobody is missing, she told reporters at the town hall on the same evening.",
    ]
    assert (found.given.title, found.given.author, found.given.published) == ("Dam bursts", "Ann Oke", None)


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - x", "report.docx", "---"])
def test_titles_of_programs(title: str, read: Callable[..., Any]) -> None:
    pytest.importorskip("pypdf")
    assert read(printed(FIRST, info=f"/Title({title})"), "a.pdf").one.given.title is None


def test_page_furniture() -> None:
    pages = [f"The Harbour Post, 2 May 2031\nStreet {n} stood under water in the morning and it was\nclosed, the mayor said. "
             f"Street {n} is\nopen again since the evening of the same\nday, and it is dry.\nPage {n} of 4" for n in range(1, 5)]  # fmt: skip
    text = "\n\n".join(pdf.paragraphs(pages))
    assert "Harbour Post" not in text and "Page" not in text
    assert all(f"Street {n} stood" in text for n in range(1, 5))


def test_a_sentence_over_a_page() -> None:
    pages = [
        "The dam above the town burst in the night and the\nwater stood in forty",
        "streets in the morning, the mayor said.\n2",
    ]
    expected = (
        "The dam above the town burst in the night and the water stood in forty streets in the morning, the mayor said."
    )
    assert pdf.paragraphs(pages) == [expected]


def test_pdf_without_a_text(read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    pypdf = pytest.importorskip("pypdf")
    assert read(printed([]), "a.pdf").reasons == ["scanned"]
    assert read(printed(FIRST)[:60], "a.pdf").reasons == ["broken"]
    assert read(b"%PDF-1.7\n", "a.pdf").reasons == ["broken"]
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.append(io.BytesIO(printed(FIRST)))
    writer.encrypt("secret", algorithm="RC4-40")
    writer.write(out)
    assert read(out.getvalue(), "a.pdf").reasons == ["encrypted"]
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    assert read(printed(FIRST, FIRST), "a.pdf").reasons == ["pages-left-out"]


def written(*paragraphs: tuple[str, str]) -> bytes:
    docx = pytest.importorskip("docx")
    document, out = docx.Document(), io.BytesIO()
    document.core_properties.author = "Ann Oke"
    for style, text in paragraphs:
        document.add_paragraph(text, style=style or None)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "hurt", "2"
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("style", ["Title", "Heading 1"])
def test_word(style: str, read: Callable[..., Any]) -> None:
    data = written(
        (style, "Dam bursts"), ("", "Two people were hurt."), ("Heading 2", "Streets"), ("", "Forty are closed.")
    )
    found = read(data, "a.docx").one
    assert found.content == "Two people were hurt.\n\nStreets\n\nForty are closed.\n\nhurt | 2"
    assert (found.given.title, found.given.author, found.given.published) == ("Dam bursts", "Ann Oke", None)
    assert read(data, "https://harbour.example/press").one.given.title == "Dam bursts"  # told by its content


def test_footnotes_of_word_stand_below_the_text(read: Callable[..., Any]) -> None:
    import zipfile

    source, out = zipfile.ZipFile(io.BytesIO(written(("", "Forty streets are closed.")))), io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    added = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'),
        "word/_rels/document.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>',
        ),
    }
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            old, new = added.get(name, ("", ""))
            target.writestr(name, text.replace(old.encode(), new.encode()) if old else text)
        note = "<w:footnote w:id='2'><w:p><w:r><w:t>The council counted 38.</w:t></w:r></w:p></w:footnote>"
        target.writestr("word/footnotes.xml", f"<w:footnotes xmlns:w='{space}'>{note}</w:footnotes>")
    assert read(out.getvalue(), "a.docx").one.content.split("\n\n")[-1] == "The council counted 38."


def test_word_that_cannot_be_read(read: Callable[..., Any]) -> None:
    data = written(("", "Two people were hurt."))
    assert read(data[: len(data) // 2], "a.docx").reasons == ["broken"]


@pytest.mark.parametrize(("module", "name"), [("pypdf", "a.pdf"), ("docx", "a.docx")])
def test_without_the_extra(module: str, name: str, read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    data = printed(FIRST) if name == "a.pdf" else written(("", "Two people were hurt."))
    real = builtins.__import__

    def absent(called: str, *rest: Any, **more: Any) -> Any:
        if called.partition(".")[0] == module:
            raise ImportError(called)
        return real(called, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", absent)
    found = read(data, name)
    assert found.reasons == ["needs-documents"] and "crosswire[documents]" in found.issues[0].message
