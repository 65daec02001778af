"""Leaves out of a brief what does not rest on its citations, so that one bad line does not cost the whole brief.

reads brief → writes brief
"""

from collections.abc import Collection
from dataclasses import replace

from crosswire.model.brief import Brief, Dispute, Line


def prune(brief: Brief, refused: Collection[str]) -> Brief:
    """The brief without the lines whose ids are in ``refused``.

    A dispute stands or falls as a whole: an answer left out would make the rest one-sided. A story goes with its
    heading or its line of origins, and with it its key line.
    """

    def kept(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.id not in refused)

    stories = tuple(
        replace(
            story,
            place=None if story.place is not None and story.place.id in refused else story.place,
            lede=kept(story.lede),
            disputes=tuple(dispute for dispute in story.disputes if not _lines(dispute) & set(refused)),
            figures=kept(story.figures),
            notes=kept(story.notes),
            says=kept(story.says),
        )
        for story in brief.stories
        if not {story.heading.id, story.origins.id} & set(refused)
    )
    return replace(
        brief,
        standing=kept(brief.standing),
        key=kept(brief.key),
        stories=stories,
        others=kept(brief.others),
        relations=kept(brief.relations),
        unknown=kept(brief.unknown),
        unread=kept(brief.unread),
    )


def _lines(dispute: Dispute) -> set[str]:
    return {dispute.question.id, dispute.note.id, *(line.id for line in dispute.answers)}
