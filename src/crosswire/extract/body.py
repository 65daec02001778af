"""Which blocks of a page are the article's text, and which are captions.

reads received → writes nothing: a helper of :mod:`crosswire.extract.page`. Method: trafilatura (Barbaresi, 2021) says
which words it takes for the main text; here its answer is a vote on the page's own blocks. The element that holds most
of the voted prose bounds the text; names of elements, shares of links and the wording of lines take blocks out of it,
and prose that stands beside voted prose comes in. The page's own ``articleBody`` votes too where it agrees.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from crosswire.extract import boxes, names
from crosswire.extract.furniture import is_boilerplate
from crosswire.extract.layout import Block, plain

METHOD = "body/1"
_PROSE = 60  # code points from which a block is read as prose
_LONG = 80  # of prose that no extractor has voted for
_HELD = 0.9  # share of the voted prose that the text's element holds
_LINKED = 0.6  # share of a block in links above which it points elsewhere
_POOR = 0.1  # share of the best element's prose below which the votes are not believed
_AGREES = 0.8  # share of the voted prose that the page's own articleBody must say to bound the text
_NAMED = 0.5  # share of the voted prose in one element above which that element's names are not believed
_TOLD = 250  # code points of a paragraph that is no caption where it has another beside it
_MORE = 1.5  # times the voted prose under the main heading from which the votes are not believed
_LEFT = 200  # code points of it that names must leave
_IN_LISTS = 0.4  # share of a list that must be links to other texts for the list to be one of them
_NEAR = 3  # blocks beyond the last voted one that may still be text
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_END = re.compile(r"[.!?…:;\"'”’»)\]]\s*$")
Places = frozenset[int]


@dataclass(frozen=True, slots=True)
class Body:
    """The places of an article's blocks in a page, in order, and of its captions."""

    text: tuple[int, ...] = ()
    captions: tuple[int, ...] = ()


def choose(blocks: Sequence[Block], *, voted: str, stated: str = "", title: str | None = None) -> Body:
    """The article among a page's blocks. ``voted`` is the text an extractor took for it, ``stated`` the page's own
    ``articleBody``; either may be empty."""
    keys = [plain(block.text) for block in blocks]
    votes = _votes(keys, voted)
    boxed = _boxed(blocks, votes, title)
    best = _best(blocks, boxed)
    votes -= boxed
    votes = votes if _weight(blocks, votes) >= _POOR * _weight(blocks, best) else best
    root = _root(blocks, votes)
    if root is None:
        return Body()
    inside = frozenset(at for at, block in enumerate(blocks) if block.element is root or _holds(root, block.element))
    votes &= inside
    roles = _roles(blocks, inside, votes, root)
    own = _votes(keys, stated) & inside if stated else frozenset()
    own = own if _weight(blocks, own & votes) >= _AGREES * _weight(blocks, votes) else frozenset()
    near = (votes | own | _beside(blocks, inside, votes)) - boxed
    taken = frozenset(at for at in near if roles[at] == "text" and not _is_junk(blocks[at]))
    if own:
        taken = frozenset(at for at in taken if at in own or _passes(blocks[at], at, own))
    for narrow in (_once, _without_links, lambda b, k, t: _without_head(b, k, t, title), _without_tail):
        taken = narrow(blocks, keys, taken)
    captions = tuple(at for at in sorted(inside) if roles[at] == "caption" and not _is_junk(blocks[at]))
    return Body(tuple(sorted(taken)), captions)


def _boxed(blocks: Sequence[Block], votes: Places, title: str | None) -> Places:
    """Blocks in boxes that their structure gives away; not believed where they leave hardly any of the voted prose."""
    found = boxes.find(blocks, title)
    below = found.below if _weight(blocks, votes - found.below) >= min(_LEFT, _weight(blocks, votes)) else frozenset()
    left = _weight(blocks, votes - below)
    within = found.within
    if _weight(blocks, votes - below - within) < _NAMED * left and not _is_headed(
        blocks, below | within, votes - below
    ):
        within = frozenset()
    return below | within


def _is_headed(blocks: Sequence[Block], boxed: Places, votes: Places) -> bool:
    """Whether the page's main heading stands over more prose than was voted for, and over none of the votes: they are
    wrong."""
    heads = [block.element for block in blocks if block.tag == "h1"]
    best = _best(blocks, boxed)
    if len(heads) != 1 or not best or _weight(blocks, best) < _MORE * _weight(blocks, votes):
        return False
    near = [each for each in list(heads[0].iterancestors())[:3] if each.tag not in ("body", "html")]
    over = [each for each in near if all(_holds(each, blocks[at].element) for at in best)]
    return any(not any(_holds(each, blocks[at].element) for at in votes) for each in over)


def _votes(keys: Sequence[str], text: str) -> Places:
    """Places of blocks whose words stand in a text: a short one as a line of its own."""
    whole = plain(text)
    lines = {plain(line) for line in text.split("\n")}
    said = {key for key in set(keys) if key and (key in lines or (len(key) >= 25 and key in whole))}
    return frozenset(at for at, key in enumerate(keys) if key in said)


def _is_prose(block: Block, least: int = _PROSE) -> bool:
    return len(block.text) >= least and block.linked < 0.5


def _weight(blocks: Sequence[Block], places: Iterable[int]) -> float:
    return sum(len(blocks[at].text) * (1 - blocks[at].linked) for at in places if _is_prose(blocks[at]))


def _holds(root: Any, element: Any) -> bool:
    return any(each is root for each in element.iterancestors())


def _root(blocks: Sequence[Block], votes: Places) -> Any | None:
    """The deepest element that holds nearly all of the voted prose."""
    total = _weight(blocks, votes)
    weights: dict[Any, float] = defaultdict(float)
    depth: dict[Any, int] = {}
    for at in votes:
        if _is_prose(blocks[at]):
            line = [blocks[at].element, *blocks[at].element.iterancestors()]
            for place, each in enumerate(line):
                weights[each] += len(blocks[at].text) * (1 - blocks[at].linked)
                depth[each] = len(line) - place
    held = [each for each, weight in weights.items() if weight >= _HELD * total]
    root = max(held, key=lambda each: depth[each], default=None)
    if root is None or root.getparent() is None or all(blocks[at].element is not root for at in votes):
        return root
    return root.getparent()  # beside a single paragraph stand shorter ones


def _best(blocks: Sequence[Block], boxed: Places) -> Places:
    """The prose of the element with the most prose right below it, as readability finds it (parent in full,
    grandparent by half)."""
    scores: dict[Any, float] = defaultdict(float)
    prose = [at for at, block in enumerate(blocks) if _is_prose(block, _LONG) and block.linked < 0.35]
    prose = [at for at in prose if at not in boxed]
    roles = _headed(blocks)
    prose = [at for at in prose if _role(blocks[at].element, None, roles) == "text" and _END.search(blocks[at].text)]
    for at in prose:
        parent = blocks[at].element.getparent()
        if parent is None:
            continue
        scores[parent] += len(blocks[at].text)
        if parent.getparent() is not None:
            scores[parent.getparent()] += len(blocks[at].text) / 2
    if not scores:
        return frozenset()
    best = max(scores, key=lambda element: scores[element])
    return frozenset(at for at in prose if _holds(best, blocks[at].element))


def _headed(blocks: Sequence[Block]) -> dict[Any, names.Role]:
    """Elements around the page's one main heading: named like a box ("comment-body", "has-sidebar") they are none."""
    heads = [block.element for block in blocks if block.tag == "h1"]
    if len(heads) != 1:
        return {}
    above = [
        each for each in heads[0].iterancestors() if each.tag in ("div", "section", "article", "main", "form", "td")
    ]
    return dict.fromkeys((each for each in above if names.role(each) == "junk"), "text")


def _role(element: Any, root: Any | None, known: dict[Any, names.Role]) -> names.Role:
    """What the names from an element up to the root say: junk before caption before head."""
    if element is root or element is None or element.tag in ("body", "html"):
        return "text"
    if element not in known:
        above, own = _role(element.getparent(), root, known), names.role(element)
        known[element] = next((role for role in ("junk", "caption", "head") if role in (above, own)), "text")
    return known[element]


def _roles(blocks: Sequence[Block], inside: Places, votes: Places, root: Any) -> dict[int, names.Role]:
    """What names say of each block inside the root; nothing where one name would take most of the voted prose."""
    known = _headed(blocks)
    roles = {at: _role(blocks[at].element, root, known) for at in inside}
    for at in inside:
        if roles[at] != "text" and names.embed(blocks[at].element) is not None:
            roles[at] = "text"
    told = defaultdict(list)  # "big-photo" may name an element beside a photo
    for at in votes:
        if roles[at] == "caption" and blocks[at].tag == "p" and len(blocks[at].text) >= _TOLD:
            told[blocks[at].element.getparent()].append(at)
    roles |= {at: "text" for places in told.values() if len(places) > 1 for at in places}
    lost: dict[Any, float] = defaultdict(float)
    for at in votes:
        if roles[at] != "text" and _is_prose(blocks[at]):
            lost[_outermost(blocks[at].element, root)] += len(blocks[at].text)
    whole = _weight(blocks, votes)
    if max(lost.values(), default=0.0) > _NAMED * whole or whole - sum(lost.values()) < min(_LEFT, _NAMED * whole):
        return dict.fromkeys(inside, "text")
    return roles


def _outermost(element: Any, root: Any) -> Any:
    """The outermost element below the root whose names take an element's words from the text."""
    line = [element, *element.iterancestors()]
    below = line[: line.index(root)] if root in line else line
    return next((each for each in reversed(below) if names.role(each) != "text"), element)


def _beside(blocks: Sequence[Block], inside: Places, votes: Places) -> Places:
    """Prose and headings without a vote that stand among voted prose, or right after it, below the same parent."""
    voted = [at for at in sorted(votes) if _is_prose(blocks[at])]
    if not voted:
        return frozenset()
    parents = {blocks[at].element.getparent() for at in voted} | {blocks[at].element for at in voted}
    found = set()
    for at in inside:
        block = blocks[at]
        if not voted[0] - 2 <= at <= voted[-1] + _NEAR or block.linked > 0.5:
            continue
        if at < voted[0] and not _is_prose(block):
            continue
        if names.embed(block.element) is not None or (at < voted[-1] and _is_point(block, parents)):
            found.add(at)
        elif block.element.getparent() in parents or block.element in parents:
            ended = _END.search(block.text) is not None
            if (ended and len(block.text) >= 20) or (block.tag in _HEADINGS and at < voted[-1]):
                found.add(at)
    return frozenset(found)


def _is_point(block: Block, parents: set[Any]) -> bool:
    """Whether a block is a sentence of a list that stands beside voted prose."""
    above = block.element.getparent() if block.tag == "li" else None
    beside = above is not None and above.getparent() in parents
    return beside and block.linked < 0.3 and _is_prose(block) and _END.search(block.text) is not None


def _is_junk(block: Block) -> bool:
    if len(block.text) >= 400 or names.embed(block.element) is not None:
        return False
    line = block.text.replace("\n", " ")
    return names.is_junk(line) or (block.tag not in (*_HEADINGS, "li", "td") and is_boilerplate(line))


def _passes(block: Block, at: int, own: Places) -> bool:
    """Whether a block that the page's own articleBody lacks may stay: a heading or list between what it has."""
    if names.embed(block.element) is not None:
        return True
    return min(own) < at < max(own) and (block.tag in (*_HEADINGS, "li", "blockquote", "td", "pre") or _is_prose(block))


def _once(blocks: Sequence[Block], keys: Sequence[str], taken: Places) -> Places:
    """Without sentences set a second time elsewhere (a share box, a hidden copy); headlines of digests may repeat."""
    parents = Counter(blocks[at].element.getparent() for at in taken)
    first: dict[str, int] = {}
    dropped = set()
    for at in sorted(taken):
        if not _is_prose(blocks[at], _LONG) or not _END.search(blocks[at].text):
            continue
        other = first.setdefault(keys[at], at)
        if other != at:
            here, there = (parents[blocks[each].element.getparent()] for each in (at, other))
            dropped.add(other if here > there else at)
            first[keys[at]] = at if here > there else other
    return taken - dropped


def _without_links(blocks: Sequence[Block], keys: Sequence[str], taken: Places) -> Places:
    """Without lines that are links to other texts, and the labels above them."""
    pointers = {at for at in taken if blocks[at].linked > _LINKED and not _is_sentence(blocks[at])}
    pointers |= _teasers(blocks, taken, pointers)
    labels = set()
    for at in taken - pointers:
        following = next((place for place in range(at + 1, min(at + 3, len(blocks)))), None)
        points = following is not None and (following in pointers or blocks[following].linked > _LINKED)
        words = blocks[at].text
        if (
            points
            and len(words) < 100
            and (names.is_label(words) or (blocks[at].tag in _HEADINGS and following in pointers))
        ):
            labels.add(at)
    return taken - pointers - labels


def _teasers(blocks: Sequence[Block], taken: Places, pointers: set[int]) -> set[int]:
    """Blocks of lists and small boxes in which links to other texts stand: a teaser's words below its linked head."""
    boxes: dict[Any, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        box = block.element.getparent()
        if box is not None:
            boxes[box].append(at)
    found: set[int] = set()
    for box in {blocks[at].element.getparent() for at in taken}:
        places = boxes[box]
        linked = sum(blocks[at].linked > _LINKED for at in places)
        words = sum(len(blocks[at].text) for at in places)
        headed = any(blocks[at].linked > _LINKED and blocks[at].tag in _HEADINGS for at in places)
        small = len(places) <= 4 and words < 600 and headed
        if (box.tag in ("ul", "ol", "dl") and linked >= _IN_LISTS * len(places)) or small:
            found.update(places)
    return found & taken


def _is_sentence(block: Block) -> bool:
    if names.embed(block.element) is not None:
        return True
    return len(block.text) >= 100 and _END.search(block.text) is not None and block.linked < 0.9


def _without_head(blocks: Sequence[Block], keys: Sequence[str], taken: Places, title: str | None) -> Places:
    """Without the title, and without short lines above the first paragraph that are no sentences (dates, labels)."""
    named = plain(title or "")
    leading = []
    for at in sorted(taken):
        if _is_prose(blocks[at]) and blocks[at].tag not in _HEADINGS and _END.search(blocks[at].text):
            break
        leading.append(at)
    headed = any(blocks[at].tag == "h1" for at in leading)
    dropped = {
        at
        for at in leading
        if blocks[at].tag == "h1" or (headed and blocks[at].tag in _HEADINGS) or _is_bare(blocks[at])
    }
    dropped |= {at for at in taken if named and keys[at] == named and blocks[at].tag in (*_HEADINGS, "div", "p")}
    return taken - dropped


def _is_bare(block: Block) -> bool:
    return block.tag not in (*_HEADINGS, "li") and len(block.text) < _LONG and _END.search(block.text) is None


def _without_tail(blocks: Sequence[Block], keys: Sequence[str], taken: Places) -> Places:
    """Without headings and labels below which nothing is left."""
    left = sorted(taken)
    while left and (blocks[left[-1]].tag in _HEADINGS or names.is_label(blocks[left[-1]].text)):
        left.pop()
    return frozenset(left)
