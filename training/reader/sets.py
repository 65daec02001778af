"""Readers of the open sets, each into :class:`records.Document`. Paths are those of the project's data folder."""

import random
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from records import Document, Paragraph, Span, capitals, name_within, split

from crosswire.evaluate.untokenise import untokenise

GUM_OPEN = ("news", "interview", "bio", "voyage", "textbook", "vlog", "speech")  # genres under CC BY or public domain
KINDS = {
    "PER": "person", "ORG": "organisation", "LOC": "place", "person": "person", "location": "place",
    "corporation": "organisation", "group": "organisation", "Person": "person", "Organisation": "organisation",
    "Location": "place", "organization": "organisation", "place": "place",
}  # fmt: skip
ABBREVIATED = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sen|Rep|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Adm)\b\.? *)*")

COUNTRIES = frozenset(
    ["United States", "U.S.", "US", "UK", "United Kingdom", "Britain", "North Korea", "South Korea", "West Virginia"]
)  # what the sets call organisations only

_LED = re.compile(r"[A-Z][\w.]*(?: of)? $")


def polnear(folder: Path) -> Iterator[Document]:
    """PolNeAR: every annotation of every article (some were annotated twice)."""
    for path in sorted((folder / "attributions").glob("*.ann")):
        text_path = folder / "text" / (re.sub(r"_[0-9a-f]{4}$", "", path.stem) + ".txt")
        text = text_path.read_text(encoding="utf-8")
        spans: list[Span] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            match = re.match(r"T\d+\t(Source|Cue|Content) ([\d ;]+)\t", line)
            if not match:
                continue
            parts: list[tuple[int, int]] = []
            for piece in sorted(tuple(map(int, p.split())) for p in match.group(2).split(";")):
                if parts and not text[parts[-1][1] : piece[0]].strip():
                    parts[-1] = (parts[-1][0], piece[1])
                else:
                    parts.append((piece[0], piece[1]))
            spans += [(match.group(1).lower(), a, b) for a, b in parts]
        paragraphs = [Paragraph(part, tuple(inside)) for part, inside in split(text, spans)]
        yield Document(path.stem, "attribution", tuple(paragraphs))


def _sentences(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    tokens: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split()
        if len(columns) >= 2 and not line.startswith("# "):
            tokens.append(columns[0])
            tags.append(columns[-1])
        elif tokens:
            yield tokens, tags
            tokens, tags = [], []


def _runs(tags: list[str]) -> Iterator[tuple[str, int, int]]:
    start = 0
    for at in range(1, len(tags) + 1):
        if at == len(tags) or tags[at][0] in "BO" or tags[at][2:] != tags[start][2:] or tags[start] == "O":
            if tags[start] != "O":
                yield tags[start][2:], start, at
            start = at


def _grouped(name: str, sentences: list[Paragraph], size: int = 6) -> Iterator[Document]:
    """Sentences of a set without documents, six at a time, as a paragraph of two and so on (seeded)."""
    chance = random.Random(name)
    for at in range(0, len(sentences), size):
        joined: list[Paragraph] = []
        for sentence in sentences[at : at + size]:
            if joined and chance.random() < 0.6:
                last = joined[-1]
                shift = len(last.text) + 1
                moved = tuple((label, a + shift, b + shift) for label, a, b in sentence.spans)
                joined[-1] = Paragraph(
                    last.text + " " + sentence.text,
                    last.spans + moved,
                    last.unknown + tuple((a + shift, b + shift) for a, b in sentence.unknown),
                )
            else:
                joined.append(sentence)
        yield Document(f"{name}-{at}", "names", tuple(joined))


def wikigold(path: Path) -> Iterator[Document]:
    """WikiGold: person, organisation, place; its MISC names bear no label."""
    return _conll("wikigold", path)


def wnut(path: Path) -> Iterator[Document]:
    """WNUT17: corporations and groups are organisations."""
    return _conll("wnut-" + path.stem, path)


def _conll(name: str, path: Path) -> Iterator[Document]:
    out = []
    for tokens, tags in _sentences(path):
        text, places = untokenise(tokens)
        spans: list[Span] = []
        for kind, a, b in _runs(tags):
            start = places[a + 1][0] if tokens[a].lower() == "the" and b - a > 1 else places[a][0]
            if kind in KINDS and KINDS[kind] == "person":
                start = ABBREVIATED.match(text, start, places[b - 1][1]).end()
            if kind in KINDS and start < places[b - 1][1]:
                spans.append((KINDS[kind], start, places[b - 1][1]))
        out.append(Paragraph(text, tuple(spans)))
    return _grouped(name, out)


def re3d(path: Path) -> Iterator[Document]:
    """re3d: the names inside its phrases; what a phrase holds besides is left unknown."""
    rows = [(*untokenise(tokens), list(_runs(tags))) for tokens, tags in _sentences(path)]
    countries = {text[p[a][0] : p[b - 1][1]] for text, p, runs in rows for kind, a, b in runs if kind == "Location"}
    countries |= {"United States", "U.S.", "US", "UK", "United Kingdom", "France", "Russia", "Germany", "Iran"}
    out = []
    for text, places, runs in rows:
        spans: list[Span] = []
        unknown: list[tuple[int, int]] = []
        for kind, a, b in runs:
            if kind not in KINDS:
                continue
            start, end = places[a][0], places[b - 1][1]
            inner = name_within(text, start, end, person=kind == "Person")
            label = KINDS[kind]
            people = inner and label == "organisation" and re.fullmatch(r"[A-Z][a-z]+s", text[slice(*inner)])
            if inner and kind == "Person" and re.search(r"\b(?:of|for|to)(?: the)? $", text[start : inner[0]]):
                unknown.append(inner)  # the office, not its holder
            elif inner and inner[1] == end and not people:
                label = "place" if label == "organisation" and text[slice(*inner)] in countries else label
                if not (label == "person" and text[slice(*inner)].lower() in {"i", "he", "she"}):
                    spans.append((label, *inner))
            elif inner:
                unknown.append((start, end))
        words = [s for s in spans if text[s[1] : s[2]] not in {"We", "They", "It", "There", "Here", "He", "She", "I"}]
        out.append(Paragraph(text, tuple(words), tuple(unknown)))
    return _grouped("re3d", out)


def gum(path: Path) -> Iterator[Document]:
    """GUM: mentions of persons, organisations and places whose head is a proper noun, without titles and articles."""
    paragraphs: list[Paragraph] = []
    tokens: list[tuple[str, str, bool]] = []
    text = ""
    places: list[tuple[int, int]] = []
    mentions: list[tuple[str, int, int, set[int]]] = []
    open_mentions: dict[str, list[tuple[str, int, set[int]]]] = defaultdict(list)
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            places.append((len(text), len(text) + len(columns[1])))
            text += columns[1] + ("" if "SpaceAfter=No" in columns[9] else " ")
            # The treebank's own tag, not the universal one: "United" of "United States" is NNP and ADJ.
            tokens.append((columns[1], columns[4], columns[4].startswith("NNP")))
            entity = re.search(r"(?:^|\|)Entity=([^|]+)", columns[9])
            for bracket in re.findall(r"\([^()]+\)?|\d+\)", entity.group(1)) if entity else ():
                at = len(tokens) - 1
                if bracket[0] == "(":
                    fields = bracket.strip("()").split("-")
                    inner = {int(i) - 1 for i in re.findall(r"\d+", fields[5])} if len(fields) > 5 else set()
                    open_mentions[fields[0]].append((fields[1], at, inner))
                if bracket[-1] == ")":
                    number = bracket.strip("()").split("-")[0]
                    if open_mentions[number]:
                        kind, first, inner = open_mentions[number].pop()
                        mentions.append((kind, first, at + 1, inner))
        elif not line and tokens:
            paragraphs.append(Paragraph(text.rstrip(), tuple(_gum_names(text, tokens, places, mentions))))
            tokens, text, places, mentions = [], "", [], []
            open_mentions.clear()
    for number in range(0, len(paragraphs), 40):
        yield from _grouped(f"{path.stem}-{number}", paragraphs[number : number + 40], 12)


def _gum_names(
    text: str,
    tokens: list[tuple[str, str, bool]],
    places: list[tuple[int, int]],
    mentions: list[tuple[str, int, int, set[int]]],
) -> list[Span]:
    found: list[tuple[str, int, int]] = []
    for kind, first, last, inner in mentions:
        if kind not in KINDS:
            continue
        heads = [first + i for i in sorted(inner) if first + i < last]
        if not any(tokens[h][2] for h in heads):
            continue
        low = high = next(h for h in heads if tokens[h][2])
        while low > first and (tokens[low - 1][2] or tokens[low - 1][0] in {"-"} and tokens[low - 2][2]):
            low -= 1
        while high + 1 < last:
            step = next((n for n in (1, 2, 3) if high + n < last and tokens[high + n][2]), 0)
            links = [tokens[high + n][0].lower() for n in range(1, step)]
            if not step or any(word not in {"of", "the", "and", "for", "-", "&", "."} for word in links):
                break
            if "and" in links and kind != "organization":
                break
            high += step
        name = name_within(text, places[low][0], places[high][1], person=kind == "person")
        people = kind == "person" and low == high and tokens[low][1] == "NNPS"  # "Americans" is nobody's name
        if name and not people:
            found.append((KINDS[kind], *name))
    longest = sorted(set(found), key=lambda s: s[1] - s[2])
    out: list[Span] = []
    for span in longest:
        if all(span[2] <= other[1] or other[2] <= span[1] for other in out):
            out.append(span)
    return sorted(out, key=lambda s: s[1])


def toponyms(path: Path) -> Iterator[Document]:
    """GeoVirus: places only. A place beside another capitalised word is left open: it may be part of a name."""
    for number, article in enumerate(ElementTree.parse(path).getroot().iter("article")):
        text = article.findtext("text") or ""
        spans: list[Span] = []
        for node in [*article.iter("toponym"), *article.iter("location")]:
            a, b = int(node.findtext("start") or 0), int(node.findtext("end") or 0)
            name = node.findtext("phrase") or node.findtext("name")
            shift = next((n for n in (0, -1) if text[a + n : b + n] == name), None)  # GeoVirus counts from one
            if shift is not None:
                spans.append(("place", a + shift, b + shift))
        parts = []
        for part, inside in split(text, sorted(set(spans), key=lambda s: s[1])):
            kept = [s for s in inside if not re.match(r" [A-Z]", part[s[2] :]) and not _LED.search(part[: s[1]])]
            parts.append(Paragraph(part, tuple(kept), tuple(capitals(part, kept))))
        yield Document(f"{path.stem}-{number}", "names", tuple(parts))


def ecb(folder: Path) -> Iterator[Document]:
    """ECB+: names among the participants and places of its events; other capitalised words are left open."""
    kinds = {"HUMAN_PART_PER": "person", "HUMAN_PART_ORG": "organisation", "LOC_GEO": "place"}
    for path in sorted(folder.glob("*/*.xml")):
        root = ElementTree.parse(path).getroot()
        by_sentence: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for token in root.iter("token"):
            by_sentence[token.get("sentence", "")].append((token.get("t_id", ""), token.text or ""))
        marks: dict[str, str] = {}
        for kind, label in kinds.items():
            for node in root.iter(kind):
                ids = [anchor.get("t_id", "") for anchor in node.iter("token_anchor")]
                if not ids:
                    continue
                marks |= dict.fromkeys(ids, f"{label} {ids[0]}")
        out = []
        for row in by_sentence.values():
            text, places = untokenise([token for _, token in row])
            groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for (number, _), place in zip(row, places, strict=True):
                if number in marks:
                    groups[marks[number]].append(place)
            spans: list[Span] = []
            for key, where in groups.items():
                inner = name_within(text, where[0][0], where[-1][1], person=key.startswith("person"))
                pronoun = inner and re.fullmatch(r"(?i)s?he|they|i|it|we|police", text[slice(*inner)])
                if inner and inner[1] == where[-1][1] and not pronoun:
                    spans.append((key.split()[0], *inner))
            if spans:
                ordered = sorted(spans, key=lambda s: s[1])
                out.append(Paragraph(text, tuple(ordered), tuple(capitals(text, ordered))))
        yield Document(path.stem, "names", tuple(out))


def training(data: Path) -> list[Document]:
    """Every document to train on. PolNeAR's dev articles are the measuring set and stay out, as do UNER and GUM dev."""
    out = list(polnear(data / "polnear/train"))
    for genre in GUM_OPEN:
        for path in sorted((data / "ud_gum/train").glob(f"GUM_{genre}_*.conllu")):
            out += gum(path)
    out = _settled(out)
    out += wikigold(data / "ner_misc/wikigold.conll.txt")
    out += wnut(data / "ner_misc/wnut17train.conll")
    out += re3d(data / "ner_misc/re3d-train.conll")
    out += toponyms(data / "toponyms/GeoVirus.xml")  # not LGL: it takes "Russian" for a place
    out += ecb(data / "ecbplus")
    return [document for document in out if document.paragraphs]


def _settled(documents: list[Document]) -> list[Document]:
    """GUM calls a country an organisation where it acts as one; here what is once a place is always one."""
    spans = [(p.text[a:b], k) for d in documents for p in d.paragraphs for k, a, b in p.spans if d.head == "names"]
    places = {name for name, kind in spans if kind == "place"} | COUNTRIES

    def settle(part: Paragraph) -> Paragraph:
        both = ("organisation", "place")
        kinds = [("place" if k in both and part.text[a:b] in places else k, a, b) for k, a, b in part.spans]
        return Paragraph(part.text, tuple(kinds), part.unknown)

    return [
        d if d.head != "names" else Document(d.name, d.head, tuple(settle(p) for p in d.paragraphs)) for d in documents
    ]


def given_names(data: Path) -> list[str]:
    """Latin spellings of names from the transliteration pairs, capitalised, for swapping into the training texts."""
    rows = (data / "translit/wd_russian_80").read_text(encoding="utf-8").splitlines()
    return [row.split("\t")[0].strip().title() for row in rows if row.strip()]
