# SPDX-License-Identifier: Apache-2.0
"""The words of a verdict on the screen: a word, an icon, a plain sentence. Colour is never the only mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from unclench.evidence import Certainty
from unclench.evidence.kinds.products import Judgement, ProductVerdict
from unclench.vetting.findings import ClaimFinding
from unclench.vetting.scale import Confidence
from unclench.web.languages import ENGLISH, active, said
from unclench.web.learn.page import Mark, certainty_word
from unclench.web.learn.wording import English

__all__ = [
    "Word",
    "brand",
    "certainty",
    "claims",
    "compared",
    "confidence",
    "harm",
    "overall",
    "thing",
    "told",
]


@dataclass(frozen=True, slots=True)
class Word:
    """A verdict's word. tone: how it is dressed (good, care, poor, bad, open). icon: its picture."""

    tone: str
    icon: str
    word: str
    sentence: str = ""


_TONES = {
    ProductVerdict.SUITABLE: ("good", "circle-check"),
    ProductVerdict.SUITABLE_WITH_CAUTIONS: ("care", "triangle-alert"),
    ProductVerdict.NOT_RECOMMENDED: ("poor", "circle-minus"),
    ProductVerdict.AVOID: ("bad", "octagon-x"),
    ProductVerdict.CANNOT_JUDGE: ("open", "circle-question-mark"),
}
_OVERALL = {
    ProductVerdict.SUITABLE: (
        _("Suitable"),
        _("We found nothing that speaks against it for you. That does not mean that it works."),
    ),
    ProductVerdict.SUITABLE_WITH_CAUTIONS: (
        _("Suitable with care"),
        _("Fine for most people who keep to the cautions below."),
    ),
    ProductVerdict.NOT_RECOMMENDED: (
        _("Not recommended"),
        _("We see little reason to expect help, or it promises more than was shown."),
    ),
    ProductVerdict.AVOID: (_("Avoid"), _("It may harm you, or it breaks a rule made to protect you.")),
    ProductVerdict.CANNOT_JUDGE: (
        _("Cannot be judged"),
        _("Something we need is missing, or the label contradicts itself."),
    ),
}
_NO_LABEL = (_("No label"), _("This is no label, so there is nothing to judge."))
_HARM = {
    ProductVerdict.SUITABLE: _("Nothing found"),
    ProductVerdict.SUITABLE_WITH_CAUTIONS: _("Only with care"),
    ProductVerdict.NOT_RECOMMENDED: _("Better not"),
    ProductVerdict.AVOID: _("Yes, it may"),
    ProductVerdict.CANNOT_JUDGE: _("Cannot be said"),
}
_CLAIMS = {
    ProductVerdict.SUITABLE: _("Nothing against them"),
    ProductVerdict.SUITABLE_WITH_CAUTIONS: _("Only in part"),
    ProductVerdict.NOT_RECOMMENDED: _("Not shown"),
    ProductVerdict.AVOID: _("No"),
    ProductVerdict.CANNOT_JUDGE: _("Cannot be said"),
}
_FROM_STRONGEST = list(Judgement)
_WEAKEST = {
    Judgement.SUPPORTED: (ProductVerdict.SUITABLE, _("Yes")),
    Judgement.SUPPORTED_NARROWER: (ProductVerdict.SUITABLE_WITH_CAUTIONS, _("Only in part")),
    Judgement.PLAUSIBLE_UNPROVEN: (ProductVerdict.NOT_RECOMMENDED, _("Plausible, not shown")),
    Judgement.UNSUPPORTED: (ProductVerdict.NOT_RECOMMENDED, _("Not shown")),
    Judgement.CONTRADICTED: (ProductVerdict.NOT_RECOMMENDED, _("Trials say no")),
    Judgement.NOT_PERMITTED: (ProductVerdict.NOT_RECOMMENDED, _("It may not say this")),
}
_BRAND = {
    ProductVerdict.SUITABLE: _("Nothing found against it"),
    ProductVerdict.SUITABLE_WITH_CAUTIONS: _("Some doubt"),
    ProductVerdict.NOT_RECOMMENDED: _("Doubt"),
    ProductVerdict.AVOID: _("A warning stands"),
    ProductVerdict.CANNOT_JUDGE: _("Cannot be said"),
}
_CONFIDENCE = {
    Confidence.HIGH: (_("high"), _("All three questions could be answered.")),
    Confidence.MEDIUM: (_("medium"), _("A part is missing.")),
    Confidence.LOW: (_("low"), _("Only a part of the label could be read.")),
}
_COMPARED = {
    "same": _("As much as in the trial"),
    "less": _("Less than in the trial"),
    "more": _("More than in the trial"),
    "unknown": _("Cannot be compared"),
}


def overall(word: ProductVerdict | None) -> Word:
    """The one word for the whole product."""
    tone, icon = _TONES[word or ProductVerdict.CANNOT_JUDGE]
    said_word, sentence = _NO_LABEL if word is None else _OVERALL[word]
    return Word(tone, icon, gettext(said_word), gettext(sentence))


def thing(word: ProductVerdict) -> Word:
    """The word for a thing: nothing that can be bought for muscles is harmless however it is used."""
    found = overall(word)
    return (
        Word(found.tone, found.icon, gettext(_("Fine, used safely")))
        if word is ProductVerdict.SUITABLE
        else found
    )


def harm(word: ProductVerdict, answered: bool) -> Word:
    """Can it harm me? What could not be checked is never called harmless."""
    return _answer(word, answered, _HARM, _("Nothing found so far"))


def claims(word: ProductVerdict, found: Sequence[ClaimFinding]) -> Word:
    """Do its claims hold? Where no rule speaks against them, the weakest of them is the answer."""
    if word is not ProductVerdict.SUITABLE or not found:
        return _answer(word, bool(found), _CLAIMS, _("No claim was read"))
    weakest = max((one.judgement for one in found), key=_FROM_STRONGEST.index)
    tone, answer = _WEAKEST[weakest]
    return Word(*_TONES[tone], gettext(answer))


def brand(word: ProductVerdict, answered: bool) -> Word:
    """Who makes it?"""
    return _answer(word, answered, _BRAND, _("The label does not tell enough"))


def _answer(word: ProductVerdict, answered: bool, words: dict[ProductVerdict, str], unanswered: str) -> Word:
    if word is ProductVerdict.SUITABLE and not answered:
        return Word(*_TONES[ProductVerdict.CANNOT_JUDGE], gettext(unanswered))
    return Word(*_TONES[word], gettext(words[word]))


def confidence(level: Confidence | None) -> tuple[str, str]:
    """How sure we are, and why."""
    if level is None:
        return "", ""
    word, why = _CONFIDENCE[level]
    return gettext(word), gettext(why)


def compared(word: str) -> str:
    """How the amount on the label stands to that of the trial."""
    return gettext(_COMPARED[word])


def certainty(level: str) -> Mark | None:
    """The mark of certainty for GRADE's word; None where content grades nothing."""
    if not level:
        return None
    grade = Certainty(level)
    dots = {"high": 4, "moderate": 3, "low": 2, "very_low": 1, "none": 0}[level]
    return Mark(level, certainty_word(grade), dots, "")


def told(text: str) -> str:
    """A sentence of the pure rooms in the page's language; marked where nobody translated it."""
    if not text or active() == ENGLISH:
        return text
    here = said(text)
    return English(text) if here == text else here
