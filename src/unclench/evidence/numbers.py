# SPDX-License-Identifier: Apache-2.0
"""Effect sizes as plain sentences: of 100 people or times, about so many fewer or more, and how far that may be off.

Every number a person reads about an effect comes from here and is never typed by hand. Nothing is invented: a ratio
becomes "of 100 people" only where content holds the rate it works on, and what was not shown is said to be so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unclench.evidence.entities import Effect
    from unclench.evidence.kinds import Rate
    from unclench.evidence.library import Library

__all__ = ["MEASURES", "Estimate", "effect_in_words", "rate_in_words", "share_with"]

NOT_SHOWN = "How far that may be off was not shown."
NO_DIFFERENCE = "That includes no difference."
MANY = 2.0  # from here on “so many times” is easier to grasp than “so many more of 100”

# What each measure is. The same thing has several names in the literature.
MEASURES: dict[str, str] = {
    "adjusted hazard ratio": "hazard",
    "difference": "difference",
    "difference in change": "difference",
    "hazard ratio": "hazard",
    "hedges g": "spread",
    "mean difference": "difference",
    "median change": "difference",
    "nnt": "treat",
    "number needed to treat": "treat",
    "odds ratio": "odds",
    "p value": "chance",
    "prevalence ratio": "share",
    "proportion": "proportion",
    "rate ratio": "rate",
    "ratio of summer high to winter low": "rate",
    "relative risk": "share",
    "risk ratio": "share",
    "sequence ratio": "rate",
    "smd": "spread",
    "standardised effect": "spread",
    "weighted mean difference": "difference",
}
_COUNTED = ("cramps", "episodes", "attacks", "nights", "days", "people")
_LASTING = ("seconds", "minutes", "hours")
_UNSAID = ("in words", "ratio")
_OFTEN = re.compile(r"cramps per (\d+ )?(\w+)")
_PAIR = re.compile(r"([\d.]+) vs ([\d.]+)")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number and the ends of its 95 % interval, where one was shown."""

    value: float
    low: float | None
    high: float | None

    def turned(self, change: Callable[[float], float]) -> Estimate:
        """The same through a change that keeps or reverses the order."""
        if self.low is None or self.high is None:
            return Estimate(change(self.value), None, None)
        ends = sorted((change(self.low), change(self.high)))
        return Estimate(change(self.value), ends[0], ends[1])

    def includes(self, nothing: float) -> bool:
        """Whether the interval holds the value that means no effect."""
        return self.low is not None and self.high is not None and self.low <= nothing <= self.high


def effect_in_words(effect: Effect, library: Library | None = None) -> str:
    """One measured effect as short sentences. library: where rates are looked up; without it ratios stay ratios."""
    kind = MEASURES.get(effect.measure.lower(), "")
    if isinstance(effect.value, str) or not kind:
        return _told(effect)
    estimate = Estimate(float(effect.value), effect.low, effect.high)
    if kind == "chance":
        shown = "No difference was shown" if estimate.value >= 0.05 else "A difference was shown"
        return f"{_label(effect)}: {shown[0].lower()}{shown[1:]} (p = {estimate.value:g})."
    if kind == "difference":
        return _difference(effect, estimate, library)
    if kind == "spread":
        return _spread(effect, estimate)
    if kind == "treat":
        more = estimate.turned(lambda number: 100 / number)
        return f"{_label(effect)}: of 100 people, {_more(more)}."
    if kind == "proportion":
        return _proportion(effect, estimate)
    share = _share_of(effect.baseline, library)
    return _of_100(effect, estimate, kind, share) if share is not None else _ratio(effect, estimate, kind)


def rate_in_words(rate: Rate) -> str:
    """A rate of content as a sentence, or nothing where it holds no single number."""
    if rate.value is None:
        return ""
    estimate = Estimate(rate.value, rate.low, rate.high)
    if rate.unit.startswith("of "):
        return f"{_about_of_100(estimate, rate.unit)}."
    if rate.unit.startswith("ratio "):
        return f"{rate.unit.capitalize()}: about {_number(rate.value, 1)}."
    places = _places(estimate)
    return f"About {_number(rate.value, places)} {_unit(rate.unit)}{_range(estimate, places)}."


def share_with(share: float, ratio: float, kind: str) -> float:
    """The part of 1 with an effect, where without it the part is `share`. kind: odds, share, rate or hazard.

    >>> round(share_with(0.116, 2.99, "odds"), 2)
    0.28
    """
    if kind == "odds":
        return ratio * share / (1 - share + ratio * share)
    if kind == "hazard":
        return 1.0 - float((1 - share) ** ratio)
    return min(1.0, ratio * share)


def _told(effect: Effect) -> str:
    """A number that is no ratio and no difference, or words: told as it was published."""
    value = effect.value if isinstance(effect.value, str) else f"{effect.value:g}"
    pair = _PAIR.fullmatch(value)
    kind = effect.measure.lower()
    if pair and kind == "proportion":
        value, unit = (
            f"about {_whole(100 * float(pair[1]))} against {_whole(100 * float(pair[2]))} of 100",
            effect.unit,
        )
    elif pair and kind == "per 1000":
        value, unit = f"about {pair[1]} against {pair[2]} of 1,000", effect.unit
    else:
        value, unit = value.replace(" vs ", " against "), "" if effect.unit in _UNSAID else effect.unit
    if " vs " in unit.partition(",")[0]:
        unit = f"({unit})"
    return f"{_label(effect)}: {value} {unit}".strip() + "."


def _difference(effect: Effect, estimate: Estimate, library: Library | None) -> str:
    less, more = _sides(effect.unit)
    places = _places(estimate)
    unit = effect.unit.partition(" (")[0].partition(" vs ")[0]
    often = _OFTEN.fullmatch(unit)
    label, units = _label(effect), ""
    if often:
        label = f"Cramps {'in' if often[1] else 'a'} {often[1] or ''}{often[2]}"
    elif less == "shorter":
        units = f" {unit}"
    elif unit.split()[:1] and unit.split()[0] not in _COUNTED:
        label = _label(effect, f", in {unit}")
    told = [
        f"{label}: about {_sided(estimate.value, places, f'{units} {less}', f'{units} {more}')}"
        f"{_sided_range(estimate, places, less, more)}.",
        _caveat(estimate, 0.0),
    ]
    base = library.baselines.get(effect.baseline) if library is not None else None
    if base is not None:
        told.append(f"In such trials people had about {base.per_week:g} a week.")
    return " ".join(part for part in told if part)


def _spread(effect: Effect, estimate: Estimate) -> str:
    size = abs(estimate.value)
    name = (
        "a very small" if size < 0.2 else "a small" if size < 0.5 else "a medium" if size < 0.8 else "a large"
    )
    places = _places(estimate)
    favours = effect.unit.removeprefix("SD units").strip()
    side = f" {favours}" if favours else " lower" if estimate.value < 0 else " higher"
    ends = estimate if estimate.value >= 0 or favours else estimate.turned(lambda number: -number)
    said = (
        f"{_label(effect)}: {name} difference, about {_number(ends.value, places)} of the usual spread{side}"
    )
    return " ".join(part for part in (f"{said}{_range(ends, places)}.", _caveat(estimate, 0.0)) if part)


def _proportion(effect: Effect, estimate: Estimate) -> str:
    unit = effect.unit if effect.unit.startswith("of ") else f"of {effect.unit}"
    return f"{_label(effect)}: {_lowered(_about_of_100(estimate, unit))}. {_caveat(estimate, None)}".strip()


def _ratio(effect: Effect, estimate: Estimate, kind: str) -> str:
    label = _label(effect)
    highest = max(value for value in (estimate.value, estimate.high) if value is not None)
    if kind == "odds" or highest >= MANY:
        places = _places(estimate, nothing=1.0)
        what = "the odds were about {} times as high" if kind == "odds" else "about {} times as many"
        said = what.format(_number(estimate.value, places)) + _range(estimate, places)
    else:
        more = _more(estimate.turned(lambda ratio: 100 * (ratio - 1)))
        said = f"for every 100 times without it, {more}"
    return " ".join(part for part in (f"{label}: {said}.", _caveat(estimate, 1.0)) if part)


def _of_100(effect: Effect, estimate: Estimate, kind: str, share: float) -> str:
    after = estimate.turned(lambda ratio: 100 * share_with(share, ratio, kind))
    said = f"of 100 people, about {_whole(100 * share)} without it and about {_whole(after.value)} with it"
    if after.low is not None and after.high is not None:
        said += f"; it could be {_whole(after.low)} to {_whole(after.high)}"
    return " ".join(part for part in (f"{_label(effect)}: {said}.", _caveat(estimate, 1.0)) if part)


def _share_of(key: str, library: Library | None) -> float | None:
    """The rate an effect works on: “ep_x”, or “ep_x: part” for one of its parts."""
    if library is None or not key:
        return None
    name, _, part = key.partition(":")
    rate = library.epidemiology.get(name)
    if rate is None:
        return None
    if part:
        return next((share.value for share in rate.shares if share.what == part.strip()), None)
    return rate.value if rate.unit.startswith("of ") else None


def _caveat(estimate: Estimate, nothing: float | None) -> str:
    if estimate.low is None:
        return NOT_SHOWN
    return NO_DIFFERENCE if nothing is not None and estimate.includes(nothing) else ""


def _label(effect: Effect, unit: str = "") -> str:
    """What was measured, and against what. An exposure is not a comparison, so it stands alone in its brackets."""
    outcome = effect.outcome[:1].upper() + effect.outcome[1:] + unit
    if not effect.comparator:
        return outcome
    exposure = effect.design or effect.prior_use
    return f"{outcome} ({effect.comparator})" if exposure else f"{outcome} (against {effect.comparator})"


def _more(estimate: Estimate) -> str:
    return f"about {_sided(estimate.value, 0, ' fewer', ' more')}{_sided_range(estimate, 0, 'fewer', 'more')}"


def _sides(unit: str) -> tuple[str, str]:
    first = unit.split()[0].strip(",(") if unit else ""
    return (
        ("fewer", "more")
        if first in _COUNTED
        else ("shorter", "longer")
        if first in _LASTING
        else ("lower", "higher")
    )


def _sided(value: float, places: int, less: str, more: str) -> str:
    amount = _number(abs(value), places)
    return "the same" if _is_nought(amount) else f"{amount}{less if value < 0 else more}"


def _sided_range(estimate: Estimate, places: int, less: str, more: str) -> str:
    """“; it could be 2 to 5 fewer”, or “3 fewer to 1 more” where it crosses nought."""
    if estimate.low is None or estimate.high is None:
        return ""
    ends = [_number(abs(end), places) for end in (estimate.low, estimate.high)]
    if not any(map(_is_nought, ends)) and (estimate.low < 0) == (estimate.high < 0):
        near, far = ends if estimate.low > 0 else ends[::-1]
        return f"; it could be {near} to {far} {less if estimate.low < 0 else more}"
    low, high = (_sided(end, places, f" {less}", f" {more}") for end in (estimate.low, estimate.high))
    return f"; it could be {low} to {high}"


def _is_nought(amount: str) -> bool:
    return float(amount.replace(",", "")) == 0


def _range(estimate: Estimate, places: int) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f"; it could be {_number(estimate.low, places)} to {_number(estimate.high, places)}"


def _about_of_100(estimate: Estimate, unit: str) -> str:
    thing = unit.removeprefix("of ")
    said = f"About {_whole(100 * estimate.value)} of 100{' of' if thing.startswith('the ') else ''} {thing}"
    if estimate.low is None or estimate.high is None:
        return said
    return f"{said}; it could be {_whole(100 * estimate.low)} to {_whole(100 * estimate.high)}"


def _unit(unit: str) -> str:
    return {"min": "minutes", "d": "days"}.get(unit, unit)


def _places(estimate: Estimate, nothing: float = 0.0) -> int:
    """How many decimals all three numbers get: two digits of how far the estimate lies from no effect."""
    size = abs(estimate.value - nothing) or min(
        (abs(end - nothing) for end in (estimate.low, estimate.high) if end is not None and end != nothing),
        default=1.0,
    )
    wanted = 1 - math.floor(math.log10(size)) - (1 if nothing and size < 1 else 0)
    return min(2, max(0, wanted))


def _whole(number: float) -> str:
    return _number(number, 0) if number >= 0.5 or number == 0 else "fewer than 1"


def _number(number: float, places: int) -> str:
    half_up = Decimal(str(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{half_up:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
