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

from unclench.evidence.number_words import NO_DIFFERENCE, NOT_SHOWN, PLAIN, Speech

if TYPE_CHECKING:
    from unclench.evidence.entities import Effect
    from unclench.evidence.kinds import Rate
    from unclench.evidence.library import Library

__all__ = [
    "MEASURES",
    "NOT_SHOWN",
    "NO_DIFFERENCE",
    "Estimate",
    "effect_in_words",
    "rate_in_words",
    "share_with",
]

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
_PAIR = re.compile(r"(-?[\d.]+) vs (-?[\d.]+)")


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


def effect_in_words(effect: Effect, library: Library | None = None, speech: Speech = PLAIN) -> str:
    """One measured effect as short sentences. library: where rates are looked up; without it ratios stay ratios.

    speech: the language. What content says of the effect stands in it as `speech.content` shows it.
    """
    kind = MEASURES.get(effect.measure.lower(), "")
    if isinstance(effect.value, str) or not kind:
        return _told(effect, speech)
    estimate = Estimate(float(effect.value), effect.low, effect.high)
    if kind == "chance":
        key = "no_difference_shown" if estimate.value >= 0.05 else "difference_shown"
        return f"{_label(effect, speech)}: {speech.say(key, p=speech.number(f'{estimate.value:g}'))}."
    if kind == "difference":
        return _difference(effect, estimate, library, speech)
    if kind == "spread":
        return _spread(effect, estimate, speech)
    if kind == "treat":
        more = _more(estimate.turned(lambda number: 100 / number), speech)
        return f"{_label(effect, speech)}: {speech.say('of_100_people', more=more)}."
    if kind == "proportion":
        return _proportion(effect, estimate, speech)
    share = _share_of(effect.baseline, library)
    if share is None:
        return _ratio(effect, estimate, kind, speech)
    return _of_100(effect, estimate, kind, share, speech)


def rate_in_words(rate: Rate) -> str:
    """A rate of content as a sentence, or nothing where it holds no single number."""
    if rate.value is None:
        return ""
    estimate = Estimate(rate.value, rate.low, rate.high)
    if rate.unit.startswith("of "):
        said = _about_of_100(estimate, rate.unit, PLAIN)
        return f"{said[:1].upper()}{said[1:]}."
    if rate.unit.startswith("ratio "):
        return f"{rate.unit.capitalize()}: about {_number(rate.value, 1)}."
    places = _places(estimate)
    return f"About {_number(rate.value, places)} {_unit(rate.unit)}{_range(estimate, places, PLAIN)}."


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


def _told(effect: Effect, speech: Speech) -> str:
    """A number that is no ratio and no difference, or words: told as it was published."""
    unit = "" if effect.unit in _UNSAID else effect.unit
    if isinstance(effect.value, str):
        pair = _PAIR.fullmatch(effect.value)
        value = _pair(pair, effect.measure.lower(), speech) if pair else _in_words(effect.value, speech)
    else:
        value = speech.number(f"{effect.value:g}")
    if unit:
        shown = speech.content(unit)
        unit = f" ({shown})" if " vs " in unit.partition(",")[0] else f" {shown}"
    return f"{_label(effect, speech)}: {value}{unit}."


def _in_words(value: str, speech: Speech) -> str:
    return speech.content(value.replace(" vs ", " against "))


def _pair(pair: re.Match[str], kind: str, speech: Speech) -> str:
    first, second = pair[1], pair[2]
    key = {"proportion": "pair_of_100", "per 1000": "pair_of_1000"}.get(kind, "pair")
    if kind == "proportion":
        first, second = (_whole(100 * float(number), speech) for number in (first, second))
        return speech.say(key, first=first, second=second)
    return speech.say(key, first=speech.number(first), second=speech.number(second))


def _difference(effect: Effect, estimate: Estimate, library: Library | None, speech: Speech) -> str:
    less, more = _sides(effect.unit)
    places = _places(estimate)
    unit = effect.unit.partition(" (")[0].partition(" vs ")[0]
    often = _OFTEN.fullmatch(unit)
    label, units = _label(effect, speech), ""
    if often:
        count, time = (often[1] or "").strip(), speech.thing(often[2])
        label = (
            speech.say("cramps_in", count=count, times=time) if count else speech.say("cramps_a", time=time)
        )
    elif less == "shorter":
        units = f" {speech.thing(unit)}"
    elif unit.split()[:1] and unit.split()[0] not in _COUNTED:
        label = _label(effect, speech, unit)
    amount = _sided(estimate.value, places, less, more, speech, units)
    told = [
        f"{label}: {speech.say('about', amount=amount)}{_sided_range(estimate, places, less, more, speech)}.",
        _caveat(estimate, 0.0, speech),
    ]
    base = library.baselines.get(effect.baseline) if library is not None else None
    if base is not None:
        told.append(speech.say("a_week_in_trials", number=speech.number(f"{base.per_week:g}")))
    return " ".join(part for part in told if part)


def _spread(effect: Effect, estimate: Estimate, speech: Speech) -> str:
    size = abs(estimate.value)
    name = "very_small" if size < 0.2 else "small" if size < 0.5 else "medium" if size < 0.8 else "large"
    places = _places(estimate)
    favours = effect.unit.removeprefix("SD units").strip()
    side = speech.content(favours) if favours else speech.words["lower" if estimate.value < 0 else "higher"]
    ends = estimate if estimate.value >= 0 or favours else estimate.turned(lambda number: -number)
    said = speech.say(f"spread_{name}", number=_number(ends.value, places, speech), side=side)
    return _whole_told(effect, said + _range(ends, places, speech), _caveat(estimate, 0.0, speech), speech)


def _proportion(effect: Effect, estimate: Estimate, speech: Speech) -> str:
    unit = effect.unit if effect.unit.startswith("of ") else f"of {effect.unit}"
    return _whole_told(effect, _about_of_100(estimate, unit, speech), _caveat(estimate, None, speech), speech)


def _ratio(effect: Effect, estimate: Estimate, kind: str, speech: Speech) -> str:
    highest = max(value for value in (estimate.value, estimate.high) if value is not None)
    if kind == "odds" or highest >= MANY:
        places = _places(estimate, nothing=1.0)
        number = _number(estimate.value, places, speech)
        said = speech.say("odds" if kind == "odds" else "times_as_many", number=number)
        said += _range(estimate, places, speech)
    else:
        more = _more(estimate.turned(lambda ratio: 100 * (ratio - 1)), speech)
        said = speech.say("every_100", more=more)
    return _whole_told(effect, said, _caveat(estimate, 1.0, speech), speech)


def _of_100(effect: Effect, estimate: Estimate, kind: str, share: float, speech: Speech) -> str:
    after = estimate.turned(lambda ratio: 100 * share_with(share, ratio, kind))
    without, with_it = _whole(100 * share, speech), _whole(after.value, speech)
    said = speech.say("with_and_without", without=without, with_it=with_it)
    if after.low is not None and after.high is not None:
        said += _could_be(_whole(after.low, speech), _whole(after.high, speech), speech)
    return _whole_told(effect, said, _caveat(estimate, 1.0, speech), speech)


def _whole_told(effect: Effect, said: str, caveat: str, speech: Speech) -> str:
    return f"{_label(effect, speech)}: {said}. {caveat}".strip()


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


def _caveat(estimate: Estimate, nothing: float | None, speech: Speech) -> str:
    if estimate.low is None:
        return speech.words["not_shown"]
    return speech.words["no_difference"] if nothing is not None and estimate.includes(nothing) else ""


def _label(effect: Effect, speech: Speech, unit: str = "") -> str:
    """What was measured, and against what. An exposure is not a comparison, so it stands alone in its brackets."""
    outcome = speech.content(effect.outcome[:1].upper() + effect.outcome[1:])
    if unit:
        outcome = speech.say("in_unit", outcome=outcome, unit=speech.content(unit))
    if not effect.comparator:
        return outcome
    comparator = speech.content(effect.comparator)
    if effect.design or effect.prior_use:
        return f"{outcome} ({comparator})"
    return speech.say("against", outcome=outcome, comparator=comparator)


def _more(estimate: Estimate, speech: Speech) -> str:
    amount = _sided(estimate.value, 0, "fewer", "more", speech)
    return speech.say("about", amount=amount) + _sided_range(estimate, 0, "fewer", "more", speech)


def _sides(unit: str) -> tuple[str, str]:
    first = unit.split()[0].strip(",(") if unit else ""
    return (
        ("fewer", "more")
        if first in _COUNTED
        else ("shorter", "longer")
        if first in _LASTING
        else ("lower", "higher")
    )


def _sided(value: float, places: int, less: str, more: str, speech: Speech, units: str = "") -> str:
    amount = _number(abs(value), places)
    side = speech.words[less if value < 0 else more]
    return speech.words["same"] if _is_nought(amount) else f"{speech.number(amount)}{units} {side}"


def _sided_range(estimate: Estimate, places: int, less: str, more: str, speech: Speech) -> str:
    """“; it could be 2 to 5 fewer”, or “3 fewer to 1 more” where it crosses nought."""
    if estimate.low is None or estimate.high is None:
        return ""
    ends = [_number(abs(end), places) for end in (estimate.low, estimate.high)]
    if not any(map(_is_nought, ends)) and (estimate.low < 0) == (estimate.high < 0):
        near, far = (speech.number(end) for end in (ends if estimate.low > 0 else ends[::-1]))
        return _could_be(near, f"{far} {speech.words[less if estimate.low < 0 else more]}", speech)
    low, high = (_sided(end, places, less, more, speech) for end in (estimate.low, estimate.high))
    return _could_be(low, high, speech)


def _is_nought(amount: str) -> bool:
    return float(amount.replace(",", "")) == 0


def _range(estimate: Estimate, places: int, speech: Speech) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return _could_be(_number(estimate.low, places, speech), _number(estimate.high, places, speech), speech)


def _could_be(low: str, high: str, speech: Speech) -> str:
    return f"; {speech.say('could_be', low=low, high=high)}"


def _about_of_100(estimate: Estimate, unit: str, speech: Speech) -> str:
    people = unit.removeprefix("of ")
    said = speech.say(
        "of_100_of" if people.startswith("the ") else "of_100",
        number=_whole(100 * estimate.value, speech), people=speech.content(people),
    )  # fmt: skip
    if estimate.low is None or estimate.high is None:
        return said
    return said + _could_be(_whole(100 * estimate.low, speech), _whole(100 * estimate.high, speech), speech)


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


def _whole(number: float, speech: Speech) -> str:
    return _number(number, 0, speech) if number >= 0.5 or number == 0 else speech.words["fewer_than_1"]


def _number(number: float, places: int, speech: Speech = PLAIN) -> str:
    half_up = Decimal(str(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{half_up:,}"
    return speech.number(text.rstrip("0").rstrip(".") if "." in text else text)
