# SPDX-License-Identifier: Apache-2.0
"""What everything together adds up to, nutrient by nutrient, against the upper levels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from unclench.vetting import Intake
from unclench.vetting.quantities import Between
from unclench.web.learn.wording import content, number
from unclench.web.products import wording
from unclench.web.products.wording import Word

__all__ = ["amount", "intake_rows"]

_FULL = 100


def intake_rows(found: Iterable[Intake]) -> list[dict[str, Any]]:
    """One card for each nutrient, the largest share of its level first."""
    return [_row(one) for one in found]


def _row(one: Intake) -> dict[str, Any]:
    share = _share(one)
    return {
        "name": content(one.nutrient[:1].upper() + one.nutrient[1:]),
        "href": f"/learn/ingredient/{one.ingredient}/",
        "word": _word(one),
        "total": amount(one.total_mg) if one.by_product else "",
        "level": amount(Between(one.level_mg, one.level_mg)) if one.level_mg else "",
        "region": one.level.region if one.level else "",
        "other_region": one.other_region,
        "share": share,
        "filled": min(share, _FULL),
        "level_at": _FULL - 1 if share <= _FULL else round(_FULL * _FULL / share),
        "products": [(name, amount(a_day)) for name, a_day in one.by_product],
        "unknown": one.unknown,
        "from_memory": bool(one.level and one.level.seen == "from_memory"),
    }


def _share(one: Intake) -> int:
    return round(one.total_mg.high / one.level_mg * _FULL) if one.level_mg else 0


def _word(one: Intake) -> Word:
    """Below the level only where every product tells its amount: what nobody says may be the larger part."""
    dressed = wording.overall(one.floor)
    if one.over:
        return Word(dressed.tone, dressed.icon, _("Above the upper level"))
    if one.level_mg is None:
        return Word("open", "circle-question-mark", _("We know no upper level"))
    if one.unknown:
        return Word("open", "circle-question-mark", _("Below it, as far as the labels tell"))
    return Word("good", "circle-check", _("Below the upper level"))


def amount(mg: Between) -> str:
    """Milligrams a day as a person reads them; below one milligram in micrograms."""
    factor, unit = (1000, _("mcg")) if mg.high < 1 else (1, _("mg"))
    low, high = (f"{number(_rounded(value * factor))}" for value in (mg.low, mg.high))
    if low == high:
        return f"{high} {unit}"
    return _("%(low)s to %(high)s %(unit)s") % {"low": low, "high": high, "unit": unit}


def _rounded(value: float) -> float:
    return round(value) if value >= _FULL else float(f"{value:.3g}")
