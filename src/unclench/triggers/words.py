# SPDX-License-Identifier: Apache-2.0
"""Findings in words: numbers a person can picture, “goes with” and never “causes”, and no blame."""

from __future__ import annotations

import math

from unclench.triggers.finding import Form, Layer

__all__ = ["layer_sentence", "night_sentence", "twin_sentence"]

_MOST_WEEKS = 104


def layer_sentence(
    name: str, layer: Layer, form: Form, lag: int, ratio: tuple[float, float, float], step: float, binary: bool,
    needed_weeks: int | None, obstacle: str, twins: tuple[str, ...] = (),
) -> str:  # fmt: skip
    """What is said of one exposure. ratio: of rates and its interval, for `step` units of the column.

    twins: names of what moves with it, for which it speaks too.
    """
    said = name.replace("_", " ")
    if layer is Layer.CANNOT_SAY_YET:
        told = (f"Nothing can be said about {said} yet.", obstacle, _wait(needed_weeks))
        return " ".join(part for part in told if part)
    if layer is Layer.NOT_FOUND:
        seen = f"No link between {said} and your spasms was seen."
        span = f"Anything from {_times(ratio[1])} to {_times(ratio[2])} as many fits your days."
        return " ".join(part for part in (seen, span, _wait(needed_weeks)) if part)
    more = "more" if ratio[0] >= 1 else "fewer"
    alone = said
    if twins:
        said = " or ".join((said, *(twin.replace("_", " ") for twin in twins)))
    when = " the day before" if lag == 1 else " over three days" if form is Form.THREE_DAYS else ""
    opening = (
        f"{said[:1].upper()}{said[1:]}{when} goes with {more} spasms"
        if binary
        else f"More {said}{when} goes with {more} spasms"
    )
    size = f"about {_times(ratio[0])} as many" + ("" if binary else f" for {_amount(step)} more")
    range_ = f"It could be {_times(ratio[1])} to {_times(ratio[2])}."
    trust = {
        Layer.WORTH_TESTING: "This is worth testing; it may still be chance.",
        Layer.LIKELY: "This is likely more than chance; only a trial can show the reason.",
    }.get(layer, "")
    which = f"They move together, so a diary cannot tell which; the numbers are for {alone}." if twins else ""
    return " ".join(part for part in (f"{opening}: {size}.", range_, which, trust) if part)


def twin_sentence(name: str, leading: str) -> str:
    """What is said of an exposure that moves with one that is shown."""
    said, first = name.replace("_", " "), leading.replace("_", " ")
    return (
        f"{said[:1].upper()}{said[1:]} and {first} move together, so a diary cannot tell which. See {first}."
    )


def night_sentence(probability: float, low: float, high: float, average: float, *, silent: bool) -> str:
    """The chance of a spasm, beside the person's own average."""
    usual = f"about {_of_ten(average)}"
    if silent:
        return f"We cannot do better than your own average yet: {usual}."
    beside = (
        "as on most days" if abs(probability - average) < 0.05
        else "more than your average" if probability > average else "less than your average"
    )  # fmt: skip
    return f"About {_of_ten(probability)}, could be {_ten(low)} to {_ten(high)}; {beside}, which is {usual}."


def _ten(share: float) -> str:
    tenth = round(share * 10)
    return "under 1" if tenth == 0 else f"{tenth}"


def _of_ten(share: float) -> str:
    return f"{_ten(share)} in 10 such days"


def _times(ratio: float) -> str:
    if not math.isfinite(ratio) or ratio > 20:
        return "more than 20 times"
    return f"{ratio:.1f} times" if ratio < 10 else f"{ratio:.0f} times"


def _amount(step: float) -> str:
    return f"{step:.2g}" if step < 100 else f"{step:.0f}"


def _wait(weeks: int | None) -> str:
    if weeks is None:
        return ""
    if weeks > _MOST_WEEKS:
        return "More days alone would take years; a trial is quicker."
    return f"About {weeks} more week{'' if weeks == 1 else 's'} could tell."
