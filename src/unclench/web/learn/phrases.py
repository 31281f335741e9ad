# SPDX-License-Identifier: Apache-2.0
"""Words that pages of several kinds share: how urgent, who must take care, what is unverified, values in words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from unclench.evidence import Caution, CautionLevel, Library, Remedy, mark_in_words, review_in_words
from unclench.web import words
from unclench.web.learn.wording import English, as_html, content, foreign, full_stop, number, said, untold

if TYPE_CHECKING:
    from unclench.evidence.kinds import Concern, Record

__all__ = ["CAUTIONS", "FIELDS", "LEVELS", "caution_of", "concern_of", "marks", "review", "value", "verdict"]

LEVELS = {
    "emergency": _("Call for an ambulance"),
    "urgent": _("Get advice today"),
    "doctor": _("See a doctor soon"),
    "self_care": _("Look after it yourself"),
}
CAUTIONS = {
    CautionLevel.AVOID: _("Not for"),
    CautionLevel.ASK_FIRST: _("Ask a clinician first"),
    CautionLevel.CAUTION: _("Take care"),
}
_CONCERNS = {
    "avoid": _("Not for"),
    "ask": _("Ask first"),
    "caution": _("Take care"),
    "separate": _("Hours apart"),
}
_VERDICTS = {
    "supported": _("We found support for it."),
    "partly": _("It is partly so."),
    "unsupported": _("We found nothing that shows it."),
    "outdated": _("Newer studies say otherwise."),
}
_VALUES = LEVELS | {
    "supported": _("supported"),
    "supported_narrower": _("supported, but for less than it says"),
    "plausible_unproven": _("plausible, but not shown"),
    "unsupported": _("not supported"),
    "contradicted": _("contradicted"),
    "not_permitted": _("not permitted"),
    "suitable": _("suitable"),
    "suitable_with_cautions": _("suitable with cautions"),
    "not_recommended": _("not recommended"),
    "avoid": _("avoid it"),
    "cannot_judge": _("cannot be judged"),
    "by_record": _("as the ingredient's own record says"),
    "ingredients": _("its ingredients"),
    "claims": _("its claims"),
    "brand": _("its maker"),
}
FIELDS = {
    "about": _("About"),
    "applies_to": _("Applies to"),
    "as_of": _("As of"),
    "as_published": _("As published"),
    "code": _("Code"),
    "definition": _("Definition"),
    "derived": _("Worked out by us"),
    "detail": _("In detail"),
    "display": _("How it is called"),
    "effect": _("Effect"),
    "examples": _("Examples"),
    "firm": _("Firm"),
    "found": _("What was found"),
    "high": _("High"),
    "how": _("How"),
    "judgement": _("What it is worth"),
    "low": _("Low"),
    "means": _("What it means"),
    "names": _("Names"),
    "needs": _("What it needs"),
    "note": _("Notes"),
    "notes": _("Notes"),
    "patterns": _("Patterns"),
    "per_week": _("A week"),
    "percent": _("Percent"),
    "population": _("In whom"),
    "question": _("What is judged"),
    "raised": _("When it is worth more"),
    "rule": _("Rule"),
    "scale": _("Scale"),
    "see": _("Read on"),
    "signal": _("Signal"),
    "spread": _("Spread"),
    "system": _("System"),
    "text": _("Text"),
    "use": _("Use"),
    "value": _("Value"),
    "verdict": _("Verdict"),
    "weeks": _("Weeks"),
    "when": _("When"),
    "why": _("Why"),
}
"""Headings of the records that have no layout of their own."""


def caution_of(caution: Caution, library: Library) -> SafeString:
    """Who must take care, and why."""
    label = untold(library.conditions[caution.condition]).label
    return said(
        "{word} - {who}: {because}", word=gettext(CAUTIONS[caution.level]), who=label, because=caution.why
    )


def concern_of(concern: Concern, library: Library) -> SafeString:
    """The same for something that is sold; why may be missing."""
    known = library.conditions.get(concern.condition)
    label = untold(known).label if known else foreign(library.product_conditions[concern.condition]).label
    why = full_stop(concern.note)
    shape = "{word} - {who}: {because}" if why else "{word} - {who}."
    return said(shape, word=gettext(_CONCERNS[concern.level.value]), who=label, because=why)


def verdict(word: str) -> str:
    """What we found of a statement."""
    return gettext(_VERDICTS[word])


def value(one: Any) -> str:
    """A value that stands by itself, in words."""
    if isinstance(one, bool):
        return gettext("yes") if one else gettext("no")
    if isinstance(one, int | float):
        return number(one)
    if isinstance(one, Enum):
        return gettext(_VALUES[one.value])
    text = str(one).replace("_", " ")
    return English(text) if isinstance(one, English) else text


def marks(of_record: Iterable[str]) -> tuple[str, ...]:
    """What is unverified, assumed, derived or from memory."""
    said_so = words.spoken("marks")
    return tuple(as_html(mark_in_words(mark, said_so, content)) for mark in of_record)


def review(record: Remedy | Record) -> str:
    """Who reviewed it, or that nobody has."""
    return review_in_words(record, words.spoken("review"))
