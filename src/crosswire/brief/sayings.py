"""Who says what: a holder, a fixed verb, and the words as the report gives them.

reads attributions → writes lines
"""

import re
from collections.abc import Sequence

from crosswire.brief.facts import Facts
from crosswire.brief.naming import QUOTES, holder_key, holder_words, name_of, sure_of, verb_of
from crosswire.brief.same import once, stems
from crosswire.brief.wording import Ledger, said
from crosswire.language.lexicon import load
from crosswire.model.brief import Line, Segment
from crosswire.model.claim import Attribution
from crosswire.model.report import Span

THAT = ("that ", "that,")
_TAIL = re.compile(r"(,?)(\s*[\"”»“]?)$")
_WHOLE = re.compile(r"[.!?…][\"”»“’')\]]*\s*$")
_ENDS = {"": "end", '"': "end-straight", "”": "end-curly", "“": "end-low", "»": "end-angle"}
CARRIED = ("quoted-by", "cited-by")


def said_line(group: Sequence[Attribution], ledger: Ledger, facts: Facts) -> Line | None:
    """A holder and the words of the first of the group; copies of them are cited beside.

    A quotation, and content that is a clause of its own, stands after a fixed verb. Anything else ("accused A of B")
    would be torn from its verb, so the report's whole sentence stands: alone where it names the holder, else after the
    holder's name. A sentence in which somebody else speaks too stands only where it tells of dissent: None otherwise.
    """
    first = group[0]
    holder = holder_words(first, facts)
    if holder is None:
        return None
    joint = _of_several(first, facts)
    sentence = joint or (None if stands_alone(first) else whole_sentence(first, facts))
    if joint is not None:
        segments = [ledger.verbatim(joint)]
    elif sentence is not None:
        shared = _shared(first, sentence, facts)
        if shared and first.polarity not in ("denies", "doubts"):
            return None
        alone = shared or names_itself(first, sentence, facts)
        segments = [ledger.verbatim(sentence)] if alone else [said("speaks", holder=holder), ledger.verbatim(sentence)]
    else:
        segments = [_lead(first, holder)]
        for place, span in enumerate(first.content):
            if place:
                segments.append(said("gap"))
            segments += ended(span, ledger, facts) if span is first.content[-1] else [ledger.verbatim(span)]
    segments += _also_in(group, facts)
    others = [span for other in group[1:] for span in other.content]
    return ledger.line("says", [segments], claims=[a.id for a in group], cites=[*spoken(first, facts), *others])


def ended(span: Span, ledger: Ledger, facts: Facts) -> list[Segment]:
    """Words cut from a sentence, with a full stop: the comma before a "she said" goes, a quotation is closed."""
    found = _TAIL.search(span.exact)
    comma, mark = (found[1], found[2]) if found else ("", "")
    if not comma:
        return [ledger.verbatim(span), *([] if _WHOLE.search(span.exact) else [said("end")])]
    kept = facts.report(span.report).span(span.start, span.end - len(comma) - len(mark))
    return [ledger.verbatim(kept), said(_ENDS[mark])]


def _also_in(group: Sequence[Attribution], facts: Facts) -> list[Segment]:
    """In which other languages the group has the same words."""
    known = load("templates")["languages"]
    first = facts.report(group[0].report).language
    codes = dict.fromkeys(facts.report(a.report).language for a in group[1:])
    names = [str(known[code]) for code in codes if code != first and code in known]
    return [said("also-in", languages=" and ".join(names))] if names else []


def _of_several(attribution: Attribution, facts: Facts) -> Span | None:
    """The words from the first to the last source of a saying that a text gives to two ("The adviser denied it: “…”,
    wrote Anna Berg"), as the text has them; None where only one is named."""
    same = [
        other
        for other in facts.readings[attribution.report].attributions
        if other.content == attribution.content and name_of(other, facts) is not None
    ]
    if len({holder_key(other, facts) for other in same}) < 2:
        return None
    parts = [s for other in same for s in (*other.content, other.cue, other.source.span) if s is not None]
    return facts.around(attribution.report, min(s.start for s in parts), max(s.end for s in parts))


def stands_alone(attribution: Attribution) -> bool:
    """Whether the content can follow "says": a quotation, "that …", the clause of a plain verb of saying, or what
    a verb of denying denies."""
    text = attribution.content[0].exact
    if attribution.form == "direct" or text[:1] in QUOTES or text.lower().startswith(THAT):
        return True
    verbs = load("templates")["verbs"]
    if verb_of(attribution) in verbs["denying"]:
        return attribution.cue is not None and attribution.cue.start < attribution.content[0].start
    cue = " ".join(attribution.cue.exact.lower().split()) if attribution.cue else ""
    words = text.lower().split()
    return cue in verbs["clausal"] and len(words) > 5 and words[0] not in verbs["open"]


def whole_sentence(attribution: Attribution, facts: Facts) -> Span | None:
    """The one sentence that holds the content, the cue and the source; None where they stand in several."""
    spans = [*attribution.content, attribution.cue, attribution.source.span]
    first = attribution.content[0]
    sentence = facts.around(first.report, first.start, first.end)
    inside = all(s is None or (sentence.start <= s.start and s.end <= sentence.end) for s in spans)
    return sentence if inside and attribution.source.span is not None else None


def names_itself(attribution: Attribution, sentence: Span, facts: Facts) -> bool:
    """Whether a sentence names its own source and every carrier, so that nothing need stand before it."""
    names = [name_of(attribution, facts) or "", *(hop.name for hop in attribution.chain if hop.relation in CARRIED)]
    return all(stems(name) & stems(sentence.exact) for name in names)


def _shared(attribution: Attribution, sentence: Span, facts: Facts) -> bool:
    """Whether the sentence also gives the words of another holder."""
    own = holder_key(attribution, facts)
    return any(
        holder_key(other, facts) != own
        and any(span.start < sentence.end and sentence.start < span.end for span in other.content)
        for other in facts.readings[sentence.report].attributions
    )


def _lead(attribution: Attribution, holder: str) -> Segment:
    sure, template = sure_of(attribution), "says-path" if "," in holder else "says"
    text = attribution.content[0].exact
    denied = verb_of(attribution) in load("templates")["verbs"]["denying"] and text[:1] not in QUOTES
    that = text.lower().startswith(THAT) or denied
    values = {"holder": holder, "verb": verb_for(attribution, holder)}
    if sure:
        return said(f"{template}-sure", **values, sure=sure)
    return said(f"{template}-that" if that else template, **values)


def verb_for(attribution: Attribution, holder: str) -> str:
    """The fixed verb, in the plural after a holder that is several ("Russian officials say")."""
    verb, table = verb_of(attribution), load("templates")["plural"]
    last = holder.split(",")[0].split(" in ")[0].split(" of ")[0].split()[-1]
    several = last.islower() and not last.startswith("@")
    many = attribution.source.entity is None and several and last.endswith("s") and not last.endswith("ss")
    return str(table.get(verb, verb)) if many or last in table["nouns"] else verb


def spoken(attribution: Attribution, facts: Facts) -> list[Span]:
    """The sentences that say who speaks and how sure, each once."""
    sure = attribution.certainty.span if attribution.certainty else None
    found = [span for span in (attribution.source.span, attribution.cue, sure) if span is not None]
    return once(facts.around(span.report, span.start, span.end) for span in found)
