"""The path a claim took from its source to its outlet, in words.

reads attributions → writes words. Several stages name holders; this is the one wording.
"""

from crosswire.language.lexicon import load
from crosswire.model.claim import Attribution


def path_words(attribution: Attribution, name: str) -> str:
    """The holder with the path the words took: "Caution News, on Telegram, quoted by UNIAN and BTA".

    ``name`` is the resolved name of the source. A carrier that bears the source's own name, or that the channel
    already names, is not said again.
    """
    table = load("slots")["chain"]
    parts = [name]
    if attribution.channel:
        known = table["channels"].get(attribution.channel)
        parts.append(known or table["channel"].format(channel=attribution.channel))
    said = {name.casefold(), (attribution.channel or "").casefold()}
    for relation in ("quoted-by", "cited-by"):
        carriers = []
        for hop in attribution.chain:
            if hop.relation == relation and hop.name.casefold() not in said:
                said.add(hop.name.casefold())
                carriers.append(hop.name)
        if carriers:
            listed = carriers[0] if len(carriers) == 1 else f"{', '.join(carriers[:-1])} and {carriers[-1]}"
            parts.append(table[relation].format(carriers=listed))
    return ", ".join(parts)
