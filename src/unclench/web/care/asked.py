# SPDX-License-Identifier: Apache-2.0
"""From a person, their diary and their answers to findings; and what the next screen asks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from unclench import care
from unclench.body.areas import Area
from unclench.care import Assessment, Findings, Question, RuleBook
from unclench.care.entities import rank
from unclench.diary import Person
from unclench.evidence import UrgencyLevel
from unclench.store import episodes
from unclench.web.care.draft import UNSURE, Draft
from unclench.web.languages import active
from unclench.web.library import library

__all__ = [
    "SCREENS",
    "doubts",
    "for_the_phone",
    "judged",
    "known_findings",
    "known_to_script",
    "level_shown",
    "next_questions",
    "profile_findings",
    "rules",
]

SCREENS = 4
"""So many screens lead to an answer; whoever wants to may answer more."""

LOOK_BACK = timedelta(weeks=12)
"""How far back the diary is read for signs."""

NEW_FOR = timedelta(days=92)
NEW_THIS_WEEK = timedelta(days=7)
"""A medicine counts as new so long after its start, as the questions about new medicines say."""

AT_MOST = 7
"""Questions on a screen: what fits one look at a phone; content/care/screens.yaml counts on it."""


def rules() -> RuleBook:
    """The rules in the page's language."""
    return care.rule_book(library(active()))


def known_findings(person: Person | None, area: Area | None, draft: Draft | None, now: datetime) -> Findings:
    """All that is known: the profile, what the diary itself says, the area and the answers so far."""
    found = profile_findings(person, area, draft, now)
    if person is None:
        return found
    # A session that nobody ended is no spasm that still holds: only the page that is open now knows that.
    signs = care.diary_signs(episodes.since(person.id, now - LOOK_BACK), person, now)
    return found.and_also(signs.with_answers({"still_locked_minutes": None}))


def profile_findings(
    person: Person | None, area: Area | None, draft: Draft | None, now: datetime
) -> Findings:
    """The same without the diary."""
    raw: dict[str, Any] = {} if person is None else _profile(person, now.date())
    if area is not None:
        raw["areas"] = [area.value]
    if draft is not None:
        raw["text"] = draft.text
    found = care.read(raw, rules()).findings
    return found if draft is None else found.and_also(care.read(draft.known, rules()).findings)


def judged(findings: Findings) -> Assessment:
    """What the rules make of it."""
    return care.assess(findings, rules())


def doubts(result: Assessment, under_way: Draft) -> tuple[Question, ...]:
    """Signs the person was not sure of, where a yes would be more urgent than the answer: not known never reassures."""
    unsure = {key for key, value in under_way.answers.items() if value == UNSURE}
    return tuple(
        question
        for question in result.ask_next
        if question.key in unsure
        and rank(question.could_reach) >= rank(UrgencyLevel.URGENT) > rank(result.level)
    )


def level_shown(result: Assessment, under_way: Draft) -> UrgencyLevel:
    """The level of the card: a doubt about a sign of danger is for today."""
    return UrgencyLevel.URGENT if doubts(result, under_way) else result.level


def next_questions(findings: Findings, area: Area | None, under_way: Draft) -> tuple[Question, ...]:
    """The questions that could settle the highest level soonest; none where nothing could raise it any more."""
    return care.next_screen(
        findings,
        rules(),
        area=area.value if area else "",
        at_most=AT_MOST,
        asked=under_way.asked,
        way=under_way.way,
    )


def known_to_script(findings: Findings, area: Area | None, under_way: Draft, name: str) -> dict[str, Any]:
    """What a page hands to its script, so that the phone can go on alone from here."""
    return {
        "values": {
            key: value for key, value in findings.values.items() if isinstance(value, bool | float | int)
        },
        "asked": sorted(under_way.asked),
        "unsure": sorted(key for key, value in under_way.answers.items() if value == UNSURE),
        "way": under_way.way,
        "area": name,
        "spot": area.value if area else "",
        "at_most": AT_MOST,
    }


def for_the_phone() -> dict[str, Any]:
    """The rule book with the words of its answers, in the page's language."""
    return _for_the_phone(active())


@cache
def _for_the_phone(language: str) -> dict[str, Any]:
    book = care.rule_book(library(language))
    return care.compiled_json(book) | {
        "levels": {
            level.value: {"heading": words.heading, "within": words.within, "do_now": words.do_now}
            for level, words in book.vocabulary.levels.items()
        },
        "said": {
            rule.id: {"level": rule.level.value, "reason": rule.reason, "meanwhile": rule.meanwhile}
            for rule in book.rules
        },
        "would_change": book.vocabulary.no_rule.would_change,
    }


def _profile(person: Person, today: date) -> dict[str, Any]:
    raw: dict[str, Any] = {
        "conditions": sorted(person.conditions),
        "medicines": [one.name for one in person.medicines],
        "age_years": person.age_years(today),
        "sex": person.sex.value if person.sex else None,
    }
    started = [today - one.since for one in person.medicines if one.since is not None]
    if any(timedelta() <= ago <= NEW_FOR for ago in started):
        raw["new_medicine"] = True
    if any(timedelta() <= ago <= NEW_THIS_WEEK for ago in started):
        raw["new_medicine_days"] = True
    return {key: value for key, value in raw.items() if value not in (None, [])}
