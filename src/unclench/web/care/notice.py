# SPDX-License-Identifier: Apache-2.0
"""The quiet card of the diary: what the entries themselves say about seeing somebody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from unclench import care
from unclench.care import Fired
from unclench.diary import Person
from unclench.evidence import UrgencyLevel
from unclench.store import checks, episodes
from unclench.web.care import asked

__all__ = ["quiet_card"]


def quiet_card(person: Person, now: datetime) -> dict[str, Any] | None:
    """The card that may stand on the diary now; None where nothing speaks for one, or it was there this week."""
    entries = episodes.since(person.id, now - asked.LOOK_BACK)
    if not entries:
        return None
    fired = _from_the_diary(person, entries, now)
    shown = checks.may_show(person.id, [row.rule_id for row in fired], now)
    standing = [row for row in fired if row.rule_id in shown]
    if not standing:
        return None
    words = asked.rules().vocabulary.levels[standing[0].level]
    return {
        "level": standing[0].level.value,
        "heading": words.heading,
        "within": words.within,
        "reasons": [{"id": row.rule_id, "text": row.reason} for row in standing],
    }


def _from_the_diary(person: Person, entries: list[Any], now: datetime) -> list[Fired]:
    """The rules that hold because of the entries, the most urgent first: not those the profile alone fires."""
    profile = asked.profile_findings(person, None, None, now)
    told = profile.and_also(care.diary_signs(entries, person, now))
    without = {row.rule_id for row in asked.judged(profile).fired}
    return [
        row
        for row in asked.judged(told).fired
        if row.rule_id not in without and row.level is not UrgencyLevel.SELF_CARE
    ]
