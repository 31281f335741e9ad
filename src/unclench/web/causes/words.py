# SPDX-License-Identifier: Apache-2.0
"""Findings in the words of the page: numbers a person can picture, “goes with” and never “causes”, and no blame."""

from __future__ import annotations

import math

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unclench.triggers import Answer, Finding, Form, Layer, NightRisk, Warning
from unclench.web.causes.looking import Look, Ratio
from unclench.web.days import suggesting

__all__ = [
    "amount",
    "check_words",
    "layer_name",
    "lean_on",
    "range_words",
    "sentence",
    "times",
    "tonight",
    "twin_words",
    "waiting",
    "warning_words",
]

_FEW = 20.0
_MOST_WEEKS = 104
_LAYERS = {
    Layer.LIKELY: gettext_lazy("Likely"),
    Layer.WORTH_TESTING: gettext_lazy("Worth testing"),
    Layer.NOT_FOUND: gettext_lazy("Looked at, not found"),
    Layer.CANNOT_SAY_YET: gettext_lazy("Cannot say yet"),
    Layer.PROVEN: gettext_lazy("Shown by a trial"),
}
_CHECKS = {
    "recall_bias": gettext_lazy(
        "Are things ticked more often on days with spasms, as if forgotten on others?"
    ),
    "too_few_spasms": gettext_lazy("Are there too few spasms?"),
    "rare_exposure": gettext_lazy("Did it change too rarely?"),
    "cannot_be_told_apart": gettext_lazy("Does something else move with it too closely?"),
    "answers_the_spasm": gettext_lazy("Does it follow the spasm instead of coming before it?"),
    "unstable_over_time": gettext_lazy("Was it different in one half of the diary?"),
    "one_day_carries_it": gettext_lazy("Does one single day carry the result?"),
}
_WARNINGS = {
    "recall_bias": gettext_lazy("Things look ticked more often on days with spasms, as if forgotten on others."),
    "too_few_spasms": gettext_lazy("Only a few spasms stand behind this."),
    "rare_exposure": gettext_lazy("It changed too rarely for a diary; a trial would tell."),
    "cannot_be_told_apart": gettext_lazy("Something else in your diary moves with it too closely to tell them apart."),
    "answers_the_spasm": gettext_lazy("It may follow the spasm instead of coming before it."),
    "unstable_over_time": gettext_lazy("It was clearly different in one half of your diary."),
    "one_day_carries_it": gettext_lazy("One single day carries this result."),
}  # fmt: skip


def layer_name(layer: Layer) -> str:
    """The heading of a layer of answer."""
    return str(_LAYERS[layer])


def sentence(look: Look, finding: Finding, ratio: Ratio) -> str:
    """What goes with what, in one sentence, for a finding that is shown."""
    name = look.named(finding.name)
    told = {"name": name, "step": amount(look, finding.name, ratio.step)}
    more = ratio.value >= 1
    binary = ratio.step == 1.0 and not _has_unit(look, finding.name)
    if finding.form is Form.THREE_DAYS:
        if binary:
            said = (
                _("%(name)s over three days goes with more spasms.")
                if more
                else _("%(name)s over three days goes with fewer spasms.")
            )
        else:
            said = (
                _("More of this over three days goes with more spasms: %(name)s.")
                if more
                else _("More of this over three days goes with fewer spasms: %(name)s.")
            )
    elif finding.lag_days == 1:
        if binary:
            said = (
                _("%(name)s the day before goes with more spasms.")
                if more
                else _("%(name)s the day before goes with fewer spasms.")
            )
        else:
            said = (
                _("More of this the day before goes with more spasms: %(name)s.")
                if more
                else _("More of this the day before goes with fewer spasms: %(name)s.")
            )
    elif binary:
        said = _("%(name)s goes with more spasms.") if more else _("%(name)s goes with fewer spasms.")
    else:
        said = (
            _("More of this goes with more spasms: %(name)s.")
            if more
            else _("More of this goes with fewer spasms: %(name)s.")
        )
    return said % told


def twin_words(look: Look, finding: Finding) -> str:
    """Where two things move together so closely that a diary cannot tell which it is; "" where nothing does."""
    if not finding.twins:
        return ""
    told = {"twins": ", ".join(look.named(key) for key in finding.twins)}
    return (
        _("It may as well be this: %(twins)s. They move together, and a diary cannot tell which it is.")
        % told
    )


def range_words(look: Look, key: str, ratio: Ratio) -> str:
    """How many times as many, and what it could be."""
    told = {
        "times": times(ratio.value),
        "low": times(ratio.low),
        "high": times(ratio.high),
        "step": amount(look, key, ratio.step),
    }
    if ratio.step == 1.0 and not _has_unit(look, key):
        return _("About %(times)s times as many; it could be %(low)s to %(high)s.") % told
    return _("About %(times)s times as many for %(step)s more; it could be %(low)s to %(high)s.") % told


def lean_on(look: Look, finding: Finding) -> str:
    """How many days and spasms stand behind it."""
    days = ngettext("%(n)s day", "%(n)s days", finding.days_used) % {"n": finding.days_used}
    spasms = ngettext("%(n)s spasm", "%(n)s spasms", finding.spasms_used) % {"n": finding.spasms_used}
    return _("From %(days)s with %(spasms)s; %(missing)s days are missing.") % {
        "days": days, "spasms": spasms, "missing": finding.days_missing,
    }  # fmt: skip


def waiting(finding: Finding) -> str:
    """How much longer an answer may take, or what stands in its way."""
    if finding.needed_weeks is None:
        return _("More days alone would not help; a trial would.") if any(
            one.kind == "rare_exposure" for one in finding.raised
        ) else ""  # fmt: skip
    if finding.needed_weeks > _MOST_WEEKS:
        return _("More days alone would take years; a trial is quicker.")
    return ngettext(
        "About %(n)s more week could tell.", "About %(n)s more weeks could tell.", finding.needed_weeks
    ) % {"n": finding.needed_weeks}


def warning_words(warning: Warning) -> str:
    """What could fool us, where a check says that it may."""
    return str(_WARNINGS.get(warning.kind, warning.sentence)) if warning.answer is Answer.YES else ""


def check_words(warning: Warning) -> str:
    """A check as the question it asks; the answer stands beside it."""
    return str(_CHECKS.get(warning.kind, warning.sentence))


def tonight(risk: NightRisk) -> str:
    """The chance of a spasm on the day it is, beside the person's own average."""
    usual = _of_ten(risk.average)
    if risk.silent:
        return _("We cannot say more than your own average yet: a spasm on %(usual)s.") % {"usual": usual}
    told = {
        "chance": _of_ten(risk.probability),
        "low": _ten(risk.low),
        "high": _ten(risk.high),
        "usual": usual,
    }
    return (
        _("A spasm on %(chance)s like this one, could be %(low)s to %(high)s. Your average: %(usual)s.")
        % told
    )


def amount(look: Look, key: str, value: float) -> str:
    """An amount with its unit, as people write it."""
    one = look.exposures.get(key)
    return suggesting.amount(value, one.unit_for(value) if one is not None else "")


def times(ratio: float) -> str:
    """A ratio as a number, without more figures than it is worth."""
    if not math.isfinite(ratio) or ratio > _FEW:
        return _("more than 20")
    if ratio < 0.05:
        return _("less than 0.1")
    return number_format(ratio, decimal_pos=1)


def _has_unit(look: Look, key: str) -> bool:
    one = look.exposures.get(key)
    return one is not None and bool(one.unit or one.kind.value in ("scale", "amount"))


def _ten(share: float) -> str:
    tenth = round(share * 10)
    return _("under 1") if tenth == 0 else str(tenth)


def _of_ten(share: float) -> str:
    return _("%(n)s in 10 days") % {"n": _ten(share)}
