# SPDX-License-Identifier: Apache-2.0
"""What the pages of days share: the exposures a person knows, what is suggested to them, the clock where they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from unclench.diary import Person
from unclench.diary.checkin import MOST_ASKED, Answer, AnswerState
from unclench.diary.exposures import Exposure, ExposureKind, exposures, with_own
from unclench.diary.settings import DiarySettings
from unclench.diary.suggesting import Suggestion, followed_by, suggested
from unclench.errors import Conflict, NotFound
from unclench.store import episodes
from unclench.web.languages import active
from unclench.web.library import library

__all__ = [
    "amount", "check_person", "clock_of", "day_from", "followed", "in_words", "known", "local_now", "now",
    "suggestions", "uuid_from",
]  # fmt: skip

_LATEST_SPASMS = 200


def now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def local_now(settings: DiarySettings, moment: datetime) -> datetime:
    """The same moment on the wall clock where the person is, or where the server stands."""
    try:
        return moment.astimezone(ZoneInfo(settings.zone)) if settings.zone else moment.astimezone()
    except (ZoneInfoNotFoundError, ValueError):
        return moment.astimezone()


def known(settings: DiarySettings) -> dict[str, Exposure]:
    """Every exposure this person can follow or was told of, by id, in the language of the page."""
    return with_own(_shipped(active()), settings.own)


@cache
def _shipped(language: str) -> Mapping[str, Exposure]:
    return exposures(library(), language)


def suggestions(person: Person, shown: Mapping[str, Exposure], most: int = MOST_ASKED) -> list[Suggestion]:
    """What is suggested to this person, by their latest spasms and their profile."""
    spasms = Counter(one.area for one in episodes.recent(person.id, _LATEST_SPASMS))
    return suggested(shown.values(), library().kind("triggers"), spasms, person, most)


def followed(person: Person, settings: DiarySettings, shown: Mapping[str, Exposure]) -> list[Exposure]:
    """What the check-in asks this person about, in their order; the suggestions while they chose nothing."""
    chosen = [key for key in settings.followed if key in shown]
    return followed_by(chosen, shown, [] if chosen else suggestions(person, shown))


def amount(value: float, unit: str = "") -> str:
    """A number as the language writes it, with its unit: 8,240 steps."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    places = len(text.partition(".")[2])
    number = number_format(text, decimal_pos=places, use_l10n=True, force_grouping=True)
    return f"{number} {unit}".strip()


def in_words(exposure: Exposure, answer: Answer) -> str:
    """What was said, as a person says it: No, Yes, 6 h, 4 of 10."""
    if answer.state is not AnswerState.YES:
        return _("None") if exposure.kind is ExposureKind.AMOUNT else _("No")
    value = 1.0 if answer.value is None else answer.value
    if exposure.kind is ExposureKind.YES_NO:
        said = _("Yes")
    elif exposure.kind is ExposureKind.SCALE:
        said = _("%(number)s of 10") % {"number": amount(value)}
    elif exposure.kind is ExposureKind.CHOICE:
        chosen = next((one.label for one in exposure.choices if one.id == answer.choice), "")
        said = chosen or amount(value)
    else:
        said = amount(value, exposure.unit_for(value))
    return said if answer.hour is None else f"{said}, {clock_of(answer.hour)}"


def clock_of(hour: float) -> str:
    """An hour of the day on the wall clock: 07:30."""
    return f"{int(hour):02d}:{round(hour % 1 * 60):02d}"


def day_from(text: str) -> date:
    """The day an address names. NotFound where it names none."""
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise NotFound("There is no such day.", todo="Choose a day in the diary.")


def uuid_from(text: str | None) -> UUID | None:
    """The id a form sends; None where it is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def check_person(person: Person, sent: str | None) -> None:
    """A page that was opened for one person never writes into another's diary. Conflict where it would."""
    if sent != str(person.id):
        raise Conflict(
            "This page was opened for another person.",
            why="Somebody chose another diary since then, so nothing was kept.",
            todo="Open the page again and look whose name stands on it.",
        )
