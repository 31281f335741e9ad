# SPDX-License-Identifier: Apache-2.0
"""Times, spans, places and certainty as a person says them, in the language of the page being made.

The English words stand here; content/<language>/interface.yaml holds the others, section by section.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType

from unclench.body.areas import Area, Side
from unclench.body.areas import title as english_title
from unclench.diary import DOING_LABELS, Doing
from unclench.evidence import Certainty, Evidence
from unclench.evidence.number_words import NUMBER_WORDS
from unclench.evidence.words import _ADVISED, _TESTED, MARKS, REVIEW, WITHOUT_SOURCE
from unclench.relief.plan import Phrases
from unclench.web.languages import active
from unclench.web.session_words import SESSION_WORDS

__all__ = [
    "SECTIONS",
    "certainty",
    "clock",
    "day_heading",
    "doing",
    "doing_in_a_list",
    "lasted",
    "phrases",
    "place",
    "seconds",
    "spoken",
]

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "session": SESSION_WORDS,
    "titles": {f"{area} {side}": english_title(area, side) for area in Area for side in Side},
    "doing": {key.value: label for key, label in DOING_LABELS.items()},
    "time": {
        "today": "Today",
        "yesterday": "Yesterday",
        "day": "{weekday} {day} {month}",
        "day_and_year": "{weekday} {day} {month} {year}",
        "length_not_known": "length not known",
        "hours": "{hours} h",
        "hours_minutes": "{hours} h {minutes} min",
        "minutes": "{minutes} min",
        "minutes_seconds": "{minutes} min {seconds} s",
        "seconds": "{seconds} s",
        **{name.lower(): name for name in (*_DAYS, *_MONTHS)},
    },
    "plan": asdict(Phrases()),
    "certainty": {
        "untested": "No study has tested this.",
        **{f"tested_{level.value}": words for level, words in _TESTED.items()},
        **{f"advised_{support.value}": words for support, words in _ADVISED.items()},
        "studied": "Studied in: {population}.",
    },
    "marks": MARKS,
    "no_source": WITHOUT_SOURCE,
    "review": REVIEW,
    "numbers": NUMBER_WORDS,
}
"""The English words of the screens, by section and key; the keys are those of every language's interface.yaml."""


@cache
def _spoken(language: str) -> Mapping[str, Mapping[str, str]]:
    if language == "en":
        return MappingProxyType(SECTIONS)
    from unclench.evidence.overlay import interface

    return interface(language, SECTIONS).words


def spoken(section: str) -> Mapping[str, str]:
    """The words of a section in the active language."""
    return _spoken(active())[section]


def clock(moment: datetime) -> str:
    """The time on the wall: 02:13."""
    return moment.strftime("%H:%M")


def day_heading(day: date, today: date) -> str:
    """How a day is called in the diary: Today, Yesterday, or the date.

    >>> day_heading(date(2026, 3, 1), date(2026, 3, 2))
    'Yesterday'
    """
    words = spoken("time")
    ago = (today - day).days
    if ago in (0, 1):
        return words[("today", "yesterday")[ago]]
    shape = words["day" if day.year == today.year else "day_and_year"]
    weekday, month = words[_DAYS[day.weekday()].lower()], words[_MONTHS[day.month - 1].lower()]
    return shape.format(weekday=weekday, day=day.day, month=month, year=day.year)


def lasted(span: timedelta | None) -> str:
    """How long a spasm lasted, in words; what is not known is said so.

    >>> lasted(timedelta(seconds=95))
    '1 min 35 s'
    """
    if span is None:
        return spoken("time")["length_not_known"]
    return seconds(int(span.total_seconds()))


def seconds(total: int) -> str:
    """A span in seconds as a person says it.

    >>> seconds(45), seconds(120), seconds(3720)
    ('45 s', '2 min', '1 h 2 min')
    """
    hours, rest = divmod(total, 3600)
    minutes, left = divmod(rest, 60)
    if hours:
        key = "hours_minutes" if minutes else "hours"
    elif minutes >= 10 or (minutes and not left):
        key = "minutes"
    else:
        key = "minutes_seconds" if minutes else "seconds"
    return spoken("time")[key].format(hours=hours, minutes=minutes, seconds=left)


def place(area: Area, side: Side) -> str:
    """An area and its side together: Left calf."""
    return spoken("titles")[f"{area} {side}"]


def doing(what: Doing) -> str:
    """What somebody did when it came, as a label."""
    return spoken("doing")[what.value]


def doing_in_a_list(what: Doing) -> str:
    """The same between other short facts. Only English writes it small there."""
    return doing(what).lower() if active() == "en" else doing(what)


def phrases() -> Phrases:
    """The sentences with which a plan gives its reasons."""
    return Phrases(**spoken("plan"))


def certainty(evidence: Evidence, content: Callable[[str], str] = str) -> str:
    """How sure we are, who advises it and in whom it was measured; evidence.certainty_in_words in each language.

    content: how a text of content stands among these words.
    """
    words = spoken("certainty")
    untested = evidence.certainty in (Certainty.VERY_LOW, Certainty.NONE) and not evidence.effects
    said = [words["untested" if untested else f"tested_{evidence.certainty.value}"]]
    said.append(words[f"advised_{evidence.guideline_support.value}"])
    if evidence.effects and evidence.population:
        said.append(words["studied"].format(population=content(evidence.population)))
    return " ".join(said)
