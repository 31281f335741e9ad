# SPDX-License-Identifier: Apache-2.0
"""How a report speaks: its own words, content's words, days, spans and numbers in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from unclench.body.areas import Area, Side, title
from unclench.diary import DOING_LABELS, Doing
from unclench.evidence.kinds import VisitPart
from unclench.evidence.overlay import ENGLISH, interface, translated
from unclench.reports.diary_parts import Text
from unclench.reports.words import REPORT_WORDS

if TYPE_CHECKING:
    from unclench.evidence import Library

__all__ = ["SECTIONS", "VISIT_TEXTS", "Speech", "report_words", "speech", "visit_texts"]

VISIT_TEXTS = ("name", "claim")
"""The texts of a record of content/visit.yaml that a report shows: the others are written for clinicians."""

_NOT_SHOWN = (VisitPart.HISTORY, VisitPart.BRING)

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "report": REPORT_WORDS,
    "titles": {f"{area} {side}": title(area, side) for area in Area for side in Side},
    "doing": {key.value: label for key, label in DOING_LABELS.items()},
}
"""The English words of the report; interface.yaml holds the others."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One language. library: with its texts in that language where it has them; english: paths that it has not."""

    language: str
    library: Library
    _words: Mapping[str, Mapping[str, str]]
    _missing: frozenset[str]

    def say(self, key: str, **values: object) -> str:
        """A sentence of ours with its values."""
        return self._words["report"][key].format(**values)

    def count(self, key: str, n: int, **values: object) -> str:
        """A sentence about n things; its form for one where there is one."""
        one = f"{key}_one"
        return self.say(one if n == 1 and one in REPORT_WORDS else key, n=self.number(n), **values)

    def number(self, value: float, places: int = 0) -> str:
        """A number as this language writes it.

        >>> from unclench import evidence
        >>> speech(evidence.load(), "en").number(1234.25, 1)
        '1,234.2'
        """
        text = f"{value:,.{places}f}"
        if places:
            text = text.rstrip("0").rstrip(".")
        swapped = {",": self._words["report"]["thousands"], ".": self._words["report"]["point"]}
        return "".join(swapped.get(letter, letter) for letter in text)

    def day(self, when: date, shape: str = "long") -> str:
        """A day: long for a sentence, short for an axis (without year), row for a table."""
        month = f"month_{when.month}" if shape == "long" else f"mon_{when.month}"
        named = self._words["report"][month]
        if shape == "short":
            return self.say("date_short", day=when.day, month=named)
        return self.say(f"date_{shape}", day=when.day, month=named, year=when.year)

    def clock(self, moment: datetime) -> str:
        """The time on the wall: 02:13."""
        return moment.strftime("%H:%M")

    def span(self, seconds: int) -> str:
        """How long: 45 s, 2 min 10 s, 1 h 5 min."""
        hours, rest = divmod(seconds, 3600)
        minutes, left = divmod(rest, 60)
        if hours:
            return self.say("hours_minutes", hours=hours, minutes=minutes)
        if minutes >= 10 or (minutes and not left):
            return self.say("minutes", minutes=minutes)
        return self.say("minutes_seconds" if minutes else "seconds", minutes=minutes, seconds=left)

    def place(self, area: Area, side: Side) -> str:
        """Left calf."""
        return self._words["titles"][f"{area} {side}"]

    def doing(self, what: Doing) -> str:
        """Asleep."""
        return self._words["doing"][what.value]

    def inside(self, label: str) -> str:
        """A label between other words. Only English writes it small there."""
        return label[:1].lower() + label[1:] if self.language == ENGLISH else label

    def remedy(self, key: str) -> Text:
        """The name of a remedy; one that content no longer has is called by its id."""
        known = self.library.remedies.get(key)
        if known is None:
            return Text(key.replace("_", " ").capitalize(), self.language)
        return Text(known.name, self._language_of(f"remedies.{key}.name"))

    def condition(self, key: str) -> Text:
        """The label of a condition; one that content no longer has is called by its id."""
        known = self.library.conditions.get(key) or self.library.product_conditions.get(key)
        if known is None:
            return Text(key.replace("_", " "), self.language)
        own = key in self.library.conditions
        return Text(known.label, self._language_of(f"conditions.{key}.label") if own else ENGLISH)

    def visit(self, key: str, name: str) -> Text:
        """A text of a record of content/visit.yaml."""
        path = f"{key}.{name}"
        return Text(self._words["visit"].get(path, ""), self._language_of(f"visit.{path}"))

    @property
    def own_words_missing(self) -> bool:
        """Whether some words of the report itself are still English."""
        return any(path.startswith(("report.", "titles.", "doing.")) for path in self._missing)

    def _language_of(self, path: str) -> str:
        return ENGLISH if path in self._missing else self.language


def speech(library: Library, language: str) -> Speech:
    """The voice of a report. library: the English one. Raises InputError for a language content does not speak."""
    said = translated(library, language)
    sections = {**SECTIONS, "visit": visit_texts(library)}
    words = interface(language, sections)
    return Speech(language, said.library, words.words, frozenset((*said.missing, *words.missing)))


def report_words(language: str) -> Mapping[str, str]:
    """The report's own words alone, for what lays them out."""
    return interface(language, {"report": REPORT_WORDS}).words["report"]


def visit_texts(library: Library) -> Mapping[str, str]:
    """The English texts of content/visit.yaml that a report shows, by “id.field”."""
    return {
        f"{key}.{name}": text
        for key, record in library.visit.items()
        for name in (VISIT_TEXTS if record.part is not VisitPart.ASK else ("name",))
        if record.part not in _NOT_SHOWN and (text := getattr(record, name))
    }
