# SPDX-License-Identifier: Apache-2.0
"""What is on the skin now, and what must not come on top of it: no heat over a rub or patch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from unclench.evidence import CautionLevel, Library
from unclench.relief.plan import Phrases, ReliefPlan
from unclench.store import products
from unclench.store.products import OnSkin
from unclench.web import words

# Every page asks what is on the skin; only a product's own pages need the room that judges.
if TYPE_CHECKING:
    from unclench.vetting import Label

__all__ = [
    "COUNTERIRRITANT", "LEAST_WEAR", "LIDOCAINE", "conditions_of", "left_out", "moment", "now_on_skin", "rows",
    "skin_mark", "wear_of",
]  # fmt: skip

COUNTERIRRITANT = "topical_counterirritant_on_skin"
LIDOCAINE = "topical_lidocaine_on_skin"

LEAST_WEAR = timedelta(hours=12)
"""How long heat stays out at least. No source gives a time: this is our own, careful choice, and the page says so."""

_MOST_HOURS = 48.0


def conditions_of(label: Label, library: Library) -> frozenset[str]:
    """What is true of the person while this is on their skin; nothing where heat does it no harm.

    What a label does not say may be in it all the same: only a whole label without such an ingredient counts as none.
    """
    from unclench.vetting.case import HEAT_SENSITIVE, parts_of
    from unclench.vetting.label import Route

    if label.route in (Route.MOUTH, Route.RECTAL):
        return frozenset()
    sensitive = {part.id for part in parts_of(label, library)} & HEAT_SENSITIVE
    if sensitive:
        return frozenset(LIDOCAINE if key == "ingredient_lidocaine" else COUNTERIRRITANT for key in sensitive)
    return frozenset() if label.complete is True else frozenset({COUNTERIRRITANT})


def wear_of(label: Label) -> timedelta:
    """How long it counts as on the skin: as long as the label lets it be worn, twelve hours at least."""
    worn = label.directions.wear_hours
    said = LEAST_WEAR if worn is None else timedelta(hours=min(worn.high, _MOST_HOURS))
    return max(said, LEAST_WEAR)


def now_on_skin(person_id: UUID) -> tuple[OnSkin, ...]:
    """What is on the person's skin now, the latest first."""
    return products.on_skin(person_id, datetime.now(UTC))


def skin_mark(person_id: UUID) -> str:
    """Changes whenever plans must be made anew because of it."""
    return ",".join(f"{one.product_id}{one.until.timestamp():.0f}" for one in now_on_skin(person_id))


def left_out(
    otherwise: ReliefPlan, conditions: frozenset[str], library: Library, phrases: Phrases
) -> list[dict[str, str]]:
    """What a plan leaves out because of what is on the skin, each with its reason.

    otherwise: the plan as it would be with nothing on the skin.
    """
    rows = []
    for remedy in dict.fromkeys(step.remedy for step in (*otherwise.steps, *otherwise.after)):
        for caution in remedy.cautions:
            if caution.level is CautionLevel.AVOID and caution.condition in conditions:
                label = library.conditions[caution.condition].label
                reason = phrases.avoid.format(label=label, why=caution.why)
                rows.append({"name": remedy.name, "reason": reason})
                break
    return rows


def moment(at: datetime, now: datetime | None = None) -> str:
    """A time of today as the clock on the wall shows it; of another day with its name."""
    here = at.astimezone()
    today = (now or datetime.now(UTC)).astimezone().date()
    clock = words.clock(here)
    return clock if here.date() == today else f"{words.day_heading(here.date(), today)}, {clock}"


def rows(found: tuple[OnSkin, ...]) -> list[dict[str, Any]]:
    """What is on the skin, for a page."""
    return [
        {
            "id": one.product_id,
            "name": one.name,
            "since": moment(one.put_on_at),
            "until": moment(one.until),
            "heat_off": bool(one.conditions),
        }
        for one in found
    ]
