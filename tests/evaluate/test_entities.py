import json
from collections.abc import Sequence
from pathlib import Path

from crosswire.evaluate.entities import measure, sentences
from crosswire.model.reading import Tag

UNER = """# newdoc id = one
# text = Ann left the Hague.
1\tAnn\tB-PER\t-\t-
2\tleft\tO\t-\t-
3\tthe\tB-LOC\t-\t-
4\tHague\tI-LOC\t-\t-
5\t.\tO\t-\t-

# newdoc id = two
1\tRain\tO\t-\t-

"""


def test_both_measures_ignore_a_leading_article(tmp_path: Path) -> None:
    (tmp_path / "uner").mkdir()
    (tmp_path / "uner/en_ewt-ud-dev.iob2").write_text(UNER, encoding="utf-8")
    (tmp_path / "polnear_tokens").mkdir()
    row = {"id": "a", "tokens": ["Ann", "left", "Hague"], "ner": ["PERSON", "O", "LOCATION"], "labels": ["O"] * 3}
    (tmp_path / "polnear_tokens/valid.txt").write_text(json.dumps(row), encoding="utf-8")
    assert [len(rows) for rows in sentences(tmp_path / "uner/en_ewt-ud-dev.iob2")] == [1, 1]

    def tagger(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Tag, ...]:
        return tuple(
            Tag(label, text.index(name), text.index(name) + len(name), 1.0)
            for label, name in (("person", "Ann"), ("place", "Hague"))
            if name in text
        )

    got = measure(tmp_path, tagger)
    assert got["all"] == got["person"] == got["place"] == got["newswire_all"] == 100.0
    assert got["organisation"] == 0.0
