# SPDX-License-Identifier: Apache-2.0
"""Effect sizes become sentences by one family of functions: exact, never louder than the study, never invented."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unclench.evidence import Effect, Library
from unclench.evidence.numbers import (
    MEASURES,
    NO_DIFFERENCE,
    NOT_SHOWN,
    Estimate,
    effect_in_words,
    rate_in_words,
    share_with,
)

RATIOS = sorted(name for name, kind in MEASURES.items() if kind in ("odds", "share", "rate", "hazard"))
LOUD = re.compile(r"\b(prove[sdn]?|proof|guarantee|cure[sd]?|always|never works)\b", re.IGNORECASE)


def effect(
    measure: str, value: float | str, low: float | None = None, high: float | None = None, **more: str
) -> Effect:
    unit = more.pop("unit", "ratio")
    return Effect(
        outcome=more.pop("outcome", "cramps"),
        measure=measure,
        value=value,
        unit=unit,
        source="x",
        low=low,
        high=high,
        **more,
    )


SAID = {
    "fewer a week": (
        effect("mean difference", -1, -3, 1, unit="cramps per week"),
        "Cramps a week: about 1 fewer; it could be 3 fewer to 1 more. That includes no difference.",
    ),
    "fewer in four weeks": (
        effect("mean difference", -2, -3, -1, unit="cramps per 4 weeks"),
        "Cramps in 4 weeks: about 2 fewer; it could be 1 to 3 fewer.",
    ),
    "a rate ratio": (
        effect("rate ratio", 0.88, 0.70, 1.05),
        "Cramps: for every 100 times without it, about 12 fewer; it could be 30 fewer to 5 more. "
        "That includes no difference.",
    ),
    "a risk ratio": (
        effect("risk ratio", 1.42, 1.09, 1.86),
        "Cramps: for every 100 times without it, about 42 more; it could be 9 to 86 more.",
    ),
    "a large ratio": (
        effect("risk ratio", 5.66, 1.35, 23.68),
        "Cramps: about 5.7 times as many; it could be 1.4 to 23.7.",
    ),
    "a hazard ratio": (
        effect("hazard ratio", 0.72, 0.6, 0.85),
        "Cramps: for every 100 times without it, about 28 fewer; it could be 15 to 40 fewer.",
    ),
    "an odds ratio": (
        effect("odds ratio", 4.4, 2.0, 9.7),
        "Cramps: the odds were about 4.4 times as high; it could be 2 to 9.7.",
    ),
    "odds close to one": (
        effect("odds ratio", 1.02, 1.01, 1.03),
        "Cramps: the odds were about 1.02 times as high; it could be 1.01 to 1.03.",
    ),
    "a ratio without an interval": (
        effect("sequence ratio", 1.2),
        "Cramps: for every 100 times without it, about 20 more. How far that may be off was not shown.",
    ),
    "points": (
        effect("mean difference", -1.3, -1.7, -0.9, unit="cm on 0-10", outcome="pain", comparator="no stretching"),
        "Pain, in cm on 0-10 (against no stretching): about 1.3 lower; it could be 0.9 to 1.7 lower.",
    ),
    "seconds": (
        effect("mean difference", -49.1, unit="seconds vs water (plus or minus 14.6)", outcome="duration"),
        "Duration: about 49 seconds shorter. How far that may be off was not shown.",
    ),
    "a standardised difference": (
        effect("SMD", -1.24, -1.85, -0.64, unit="SD units", outcome="pain"),
        "Pain: a large difference, about 1.2 of the usual spread lower; it could be 0.6 to 1.9.",
    ),
    "a standardised difference in favour": (
        effect("SMD", 0.22, 0.02, 0.41, unit="SD units in favour of staying active", outcome="pain"),
        "Pain: a small difference, about 0.22 of the usual spread in favour of staying active; "
        "it could be 0.02 to 0.41.",
    ),
    "a number needed to treat": (
        effect("NNT", 8.1, 4.6, 34, unit="people", outcome="relief"),
        "Relief: of 100 people, about 12 more; it could be 3 to 22 more.",
    ),
    "a proportion": (
        effect("proportion", 0.098, unit="of sessions"),
        "Cramps: about 10 of 100 sessions. How far that may be off was not shown.",
    ),
    "two proportions": (
        effect("proportion", "0.69 vs 0.4", unit="pickle vs water"),
        "Cramps: about 69 against 40 of 100 (pickle vs water).",
    ),
    "counts of a thousand": (
        effect("per 1000", "15 vs 14", unit="quinine (4 to 35) vs placebo", outcome="major harm"),
        "Major harm: about 15 against 14 of 1,000 (quinine (4 to 35) vs placebo).",
    ),
    "a p value": (
        effect("p value", 0.97, unit="between conditions", outcome="threshold"),
        "Threshold: no difference was shown (p = 0.97).",
    ),
    "a small p value": (
        effect("p value", 0.01, unit="between conditions", outcome="threshold"),
        "Threshold: a difference was shown (p = 0.01).",
    ),
    "words": (
        effect("qualitative", "no change", unit="in words", outcome="threshold"),
        "Threshold: no change.",
    ),
    "a count": (
        effect("count", 0, unit="of 6 triathletes, no comparison"),
        "Cramps: 0 of 6 triathletes, no comparison.",
    ),
    "an exposure": (
        effect("odds ratio", 2.5, 1.0, 6.0, comparator="stress in the past day", design="case-crossover"),
        "Cramps (stress in the past day): the odds were about 2.5 times as high; it could be 1 to 6. "
        "That includes no difference.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", SAID)
def test_an_effect_reads_like_this(what: str) -> None:
    given_, said = SAID[what]
    assert effect_in_words(given_) == said


def test_a_rate_of_content_turns_a_ratio_into_people(library: Library) -> None:
    pregnant = effect("odds ratio", 2.99, outcome="leg cramps", baseline="ep_pregnancy: first trimester")
    assert effect_in_words(pregnant, library) == (
        f"Leg cramps: of 100 people, about 12 without it and about 28 with it. {NOT_SHOWN}"
    )


def test_without_a_rate_nothing_is_made_up(library: Library) -> None:
    plain = effect("odds ratio", 2.99)
    assert "of 100" not in effect_in_words(plain, library)
    assert effect_in_words(replace(plain, baseline="ep_nowhere"), library) == effect_in_words(plain)
    assert effect_in_words(replace(plain, baseline="ep_pregnancy"), library) == effect_in_words(plain)


def test_the_trials_own_rate_stands_beside_a_difference(library: Library) -> None:
    magnesium = library.prevention["magnesium_general"].evidence.effects[0]
    assert effect_in_words(magnesium, library) == (
        "Cramps a week: about 0.18 fewer; it could be 0.84 fewer to 0.49 more. That includes no difference. "
        "In such trials people had about 4.35 a week."
    )


def test_rates_are_said_of_100(library: Library) -> None:
    rates = library.epidemiology
    assert rate_in_words(rates["ep_fr60"]) == "About 46 of 100 people of 60 and over; it could be 38 to 53."
    assert rate_in_words(rates["ep_duration_uk"]) == "About 9 minutes; it could be 6.7 to 11.2."
    assert rate_in_words(rates["ep_season"]) == "Ratio of summer high to winter low: about 2."
    assert rate_in_words(rates["ep_swiss_daily_log"]) == ""


def test_every_effect_of_content_has_a_sentence_that_is_not_loud(library: Library) -> None:
    for claim in library.claims():
        for one in claim.evidence.effects:
            said = effect_in_words(one, library)
            assert said.endswith("."), one.outcome
            assert not LOUD.search(said), said
            assert "None" not in said, said
            assert "  " not in said, said


def test_the_slow_way_to_people_agrees() -> None:
    assert share_with(0.5, 3.0, "odds") == pytest.approx(0.75)
    assert share_with(0.2, 1.5, "share") == pytest.approx(0.3)
    assert share_with(0.5, 2.0, "hazard") == pytest.approx(0.75)


positive = st.floats(0.05, 20)
shares = st.floats(0.01, 0.99)


@given(shares, positive, positive, st.sampled_from(("odds", "share", "rate", "hazard")))
def test_a_larger_ratio_never_means_fewer_people(share: float, one: float, other: float, kind: str) -> None:
    low, high = sorted((one, other))
    assert share_with(share, low, kind) <= share_with(share, high, kind) + 1e-12
    assert 0 <= share_with(share, high, kind) <= 1


@given(shares, st.sampled_from(("odds", "share", "rate", "hazard")))
def test_a_ratio_of_one_changes_nothing(share: float, kind: str) -> None:
    assert share_with(share, 1.0, kind) == pytest.approx(share)


@given(st.lists(positive, min_size=3, max_size=3), st.sampled_from(RATIOS))
def test_the_interval_always_holds_the_estimate(numbers: list[float], measure: str) -> None:
    low, value, high = sorted(numbers)
    said = effect_in_words(effect(measure, value, low, high))
    assert not LOUD.search(said)
    assert (NO_DIFFERENCE in said) is (low <= 1 <= high)
    found = [-float(n.replace(",", "")) if side == "fewer" else float(n.replace(",", ""))
             for n, side in re.findall(r"about ([\d.,]*\d)(?: times as \w+| (fewer|more))", said)]  # fmt: skip
    ends = re.search(r"it could be (.*?)\.(?: That|$)", said)
    assert ends
    if found and "same" not in ends[1]:
        sides = re.findall(r"fewer|more", ends[1])
        numbers_ = [float(n.replace(",", "")) for n in re.findall(r"[\d,]*\.?\d+", ends[1])]
        if sides == ["fewer"]:
            numbers_ = [-n for n in numbers_]
        elif sides == ["fewer", "more"]:
            numbers_[0] = -numbers_[0]
        assert min(numbers_) <= found[0] <= max(numbers_), said


@given(st.floats(-100, 100), st.floats(0, 50), st.floats(0, 50))
def test_a_difference_is_on_its_own_side(value: float, below: float, above: float) -> None:
    assume(abs(value) > 0.01)
    said = effect_in_words(
        effect("mean difference", value, value - below, value + above, unit="cramps per week")
    )
    first = said.partition(";")[0]
    assert ("fewer" in first) is (value < 0) or "the same" in first
    assert (NO_DIFFERENCE in said) is (value - below <= 0 <= value + above)


@given(positive)
def test_what_was_not_shown_is_said_to_be_so(value: float) -> None:
    assert NOT_SHOWN in effect_in_words(effect("risk ratio", value))


def test_turning_an_estimate_keeps_its_ends_in_order() -> None:
    assert Estimate(8.1, 4.6, 34).turned(lambda number: 100 / number).low == pytest.approx(100 / 34)
