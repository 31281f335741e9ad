# SPDX-License-Identifier: Apache-2.0
"""The words between the numbers of an effect, so that another language can say them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

__all__ = ["NOT_SHOWN", "NO_DIFFERENCE", "NUMBER_WORDS", "PLAIN", "Speech"]

NOT_SHOWN = "How far that may be off was not shown."
NO_DIFFERENCE = "That includes no difference."

NUMBER_WORDS: Mapping[str, str] = {
    "decimal_mark": ".",
    "thousands_mark": ",",
    "about": "about {amount}",
    "against": "{outcome} (against {comparator})",
    "in_unit": "{outcome}, in {unit}",
    "pair": "{first} against {second}",
    "pair_of_100": "about {first} against {second} of 100",
    "pair_of_1000": "about {first} against {second} of 1,000",
    "of_100": "about {number} of 100 {people}",
    "of_100_of": "about {number} of 100 of {people}",
    "could_be": "it could be {low} to {high}",
    "cramps_a": "Cramps a {time}",
    "cramps_in": "Cramps in {count} {times}",
    "night": "night",
    "week": "week",
    "month": "month",
    "nights": "nights",
    "weeks": "weeks",
    "months": "months",
    "seconds": "seconds",
    "minutes": "minutes",
    "hours": "hours",
    "days": "days",
    "fewer": "fewer",
    "more": "more",
    "shorter": "shorter",
    "longer": "longer",
    "lower": "lower",
    "higher": "higher",
    "same": "the same",
    "fewer_than_1": "fewer than 1",
    "a_week_in_trials": "In such trials people had about {number} a week.",
    "spread_very_small": "a very small difference, about {number} of the usual spread {side}",
    "spread_small": "a small difference, about {number} of the usual spread {side}",
    "spread_medium": "a medium difference, about {number} of the usual spread {side}",
    "spread_large": "a large difference, about {number} of the usual spread {side}",
    "odds": "the odds were about {number} times as high",
    "times_as_many": "about {number} times as many",
    "every_100": "for every 100 times without it, {more}",
    "of_100_people": "of 100 people, {more}",
    "with_and_without": "of 100 people, about {without} without it and about {with_it} with it",
    "no_difference_shown": "no difference was shown (p = {p})",
    "difference_shown": "a difference was shown (p = {p})",
    "not_shown": NOT_SHOWN,
    "no_difference": NO_DIFFERENCE,
}


@dataclass(frozen=True, slots=True)
class Speech:
    """How numbers are said. words: NUMBER_WORDS in a language. content: how a text of content stands among them."""

    words: Mapping[str, str]
    content: Callable[[str], str] = str

    def say(self, key: str, **values: str) -> str:
        """Words with values in their places."""
        return self.words[key].format(**values)

    def number(self, english: str) -> str:
        """A number as this language writes it: 1,234.5 or 1.234,5."""
        return english.translate(
            str.maketrans(",.", self.words["thousands_mark"] + self.words["decimal_mark"])
        )

    def thing(self, english: str) -> str:
        """A unit that these words know, or as content says it."""
        return self.words.get(english) or self.content(english)


PLAIN = Speech(NUMBER_WORDS)
"""English, as content says it."""
