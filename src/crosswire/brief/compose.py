"""The brief: from an account to lines that each rest on the words they cite.

reads account, origins → writes brief

Newspaper order: what happened first, story by story by weight; then how the reports relate, what is not known, what
could not be read. Nothing is said in Crosswire's own voice.
"""

from collections.abc import Mapping

from crosswire.base.config import Options
from crosswire.brief.apparatus import relation_lines, unknown_lines, unread_lines
from crosswire.brief.choose import weigh
from crosswire.brief.facts import covered, gather, story_items
from crosswire.brief.front import standing_lines, title_line
from crosswire.brief.headlines import headline
from crosswire.brief.since import Past, mark, news_in, past_of
from crosswire.brief.telling import story
from crosswire.brief.wording import Ledger
from crosswire.model.account import Account
from crosswire.model.brief import Brief

METHOD = "compose/3"


def compose(
    account: Account,
    origins: Mapping[str, str],
    *,
    options: Options,
    title: str | None = None,
    length: str = "standard",
    since: Brief | Past | None = None,
) -> Brief:
    """The brief of an account; of the items of ``options.day`` only, where that is set. ``length`` is "short",
    "standard" or "full"; ``since`` an earlier brief, whose background is not repeated."""
    facts = gather(account, length=length)
    past = past_of(since)
    ledger = Ledger(facts)
    limits = facts.limits
    day = options.day.isoformat() if options.day else None
    items = covered(facts, day)
    weighed = [weigh(s, frozenset(story_items(s, facts) & items), facts, origins) for s in account.stories]
    ranked = sorted((w for w in weighed if w.items), key=lambda w: (-w.weight, w.story.id))
    news = [w for w in ranked if w.weight > 0]
    told = [w for n, w in enumerate(news) if n < limits["stories"] or w.disputes]
    head = title_line(facts, ledger, items, options=options, title=title or options.title)
    standing = standing_lines(facts, ledger, items)
    key = tuple(headline("key", w, ledger, facts) for w in news[: limits["key"]])
    stories = tuple(story(w, ledger, facts, origins, past) for w in told)
    quiet = [] if not past.known else [s for s in stories if not news_in(s, past)]
    rest = [w for w in ranked if w not in told or any(w.story.id == s.story for s in quiet)]
    brief = Brief(
        title=head,
        standing=standing,
        key=key,
        stories=tuple(s for s in stories if s not in quiet),
        others=tuple(headline("other", w, ledger, facts) for w in rest),
        relations=relation_lines(facts, ledger, items),
        unknown=unknown_lines(facts, ledger, items),
        unread=unread_lines(account.issues, facts, ledger),
        citations=ledger.citations(),
        day=day,
        length=length,
    )
    return mark(brief, past, facts.old)
