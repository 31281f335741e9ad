# SPDX-License-Identifier: Apache-2.0
"""Which remedy first, for this person, here and now, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unclench.body.areas import AREAS, Area, Side
from unclench.diary.episode import Episode
from unclench.diary.person import Person
from unclench.evidence.entities import Caution, CautionLevel, Plan, Remedy, RemedyKind
from unclench.evidence.library import Library
from unclench.relief.blocked import rests
from unclench.relief.circumstances import Circumstances, Where
from unclench.relief.machine import ScriptStep

__all__ = ["FIRST_SESSIONS", "LEG_AREAS", "LeftOut", "Phrases", "PlannedStep", "ReliefPlan", "plan"]

LEG_AREAS = frozenset({Area.CALF, Area.SHIN, Area.THIGH_FRONT, Area.HAMSTRING, Area.FOOT})
"""Where pressing on a clot could move it: massage, ball and roller wait for the clot question."""

MOST_AFTERWARDS = 6
"""Things offered once it has let go: rub, walk, warmth, cold, water. More is a list nobody reads at night."""

FIRST_SESSIONS = 3
"""An area's stop signs stand in full in this many sessions, then shrink to one line."""

_SECONDS_PER_SENTENCE = 4
_WINS_THAT_COUNT = 2


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences a plan says about its steps. The caller hands in those of another language.

    lowered: which first words of a label are written small within a sentence; "*" is any.
    """

    not_on_a_clot: str = "Leave it if the leg is swollen, warm, red, or sore all the time."
    nothing_left: str = (
        "Your profile rules out every step we know for this area. "
        "Rest in the position that hurts least, breathe slowly, and ask for help if it does not ease."
    )
    won: str = "It let go with this {wins} of the {tries} times you tried it here."
    first_in_bed: str = "First, because you can do it without getting up."
    first_sitting: str = "First, because you can do it where you sit."
    general: str = "A general step: it is not made for this area alone."
    usual: str = "The usual first step."
    otherwise: str = "If the steps before did not help."
    turned_off: str = "Off until you turn it on in your profile."
    avoid: str = "Not for you ({label}): {why}"
    ask_first: str = "Ask a clinician first ({label}): {why}"
    needs: str = "It needs {things}."
    resting: str = "Not now: your answers about warning signs speak against it."
    all_resting: str = (
        "Your answers about warning signs speak against these steps now. Get the help they named."
    )
    and_also: str = "and"
    lowered: str = "*"


ENGLISH = Phrases()


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of a plan. reason: why it stands where it stands. cautions: what this person takes care of."""

    remedy: Remedy
    reason: str
    cautions: tuple[str, ...]
    script: ScriptStep


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A remedy that is not offered, and why not. by_condition: a condition of the person decided it."""

    remedy: Remedy
    reason: str
    by_condition: bool


@dataclass(frozen=True, slots=True)
class ReliefPlan:
    """What to do now, in order, and afterwards.

    steps is never empty unless conditions remove everything; then `note` says so. stop_signs: the sentence that
    stands above the first instruction; stop_signs_full: it is spoken and shown large.
    """

    area: Area
    side: Side
    where: Where
    steps: tuple[PlannedStep, ...]
    after: tuple[PlannedStep, ...]
    left_out: tuple[LeftOut, ...]
    note: str
    stop_signs: str
    stop_signs_full: bool
    content_version: str


def plan(
    area: Area,
    side: Side,
    person: Person,
    circumstances: Circumstances,
    history: Iterable[Episode],
    library: Library,
    phrases: Phrases = ENGLISH,
) -> ReliefPlan:
    """The steps for a spasm in `area`, most useful first.

    history: this person's earlier episodes; those of the same area decide what comes first and how large the stop
    signs stand. A remedy the person must avoid, or lacks the equipment for, is left out with its reason. phrases: in
    the language of the library.
    """
    order = library.plans[area.value]
    earlier = [episode for episode in history if episode.area is area and not episode.deleted]
    holds = person.conditions | circumstances.conditions
    steps: list[PlannedStep] = []
    left_out: list[LeftOut] = []
    offered = [library.remedies[key] for key in order.during]
    kept: list[Remedy] = []
    for remedy in _in_order(offered, circumstances.where, earlier):
        refusal = _resting(remedy, area, circumstances, phrases) or _refusal(
            remedy, person, holds, library, phrases
        )
        if refusal is None:
            kept.append(remedy)
        else:
            left_out.append(refusal)
    for remedy in _no_question_first(kept, area, circumstances.where):
        reason = _reason(remedy, not steps, circumstances.where, area, earlier, phrases)
        steps.append(PlannedStep(remedy, reason, _care(remedy, holds), script_for(remedy, area, side)))
    just_done = {step.remedy.id for step in steps if step.remedy.kind is RemedyKind.STRETCH}
    after = [
        PlannedStep(
            remedy,
            remedy.after_tip,
            (*_care(remedy, holds), *([phrases.not_on_a_clot] if _asks_about_clots(remedy, area) else [])),
            script_for(remedy, area, side),
        )
        for remedy in (library.remedies[key] for key in order.after)
        if remedy.guided
        and remedy.id not in just_done
        and not rests(remedy, area, circumstances.blocked)
        and _refusal(remedy, person, holds, library, phrases, equipment_matters=False) is None
    ][:MOST_AFTERWARDS]
    signs = library.stop_signs[area.value]
    full = signs.always_full or len(earlier) < FIRST_SESSIONS
    return ReliefPlan(
        area=area,
        side=side,
        where=circumstances.where,
        steps=tuple(steps),
        after=tuple(after),
        left_out=tuple(left_out),
        note=_note(order, bool(steps), circumstances, phrases),
        stop_signs=signs.full if full else signs.short,
        stop_signs_full=full,
        content_version=library.version,
    )


def script_for(remedy: Remedy, area: Area, side: Side) -> ScriptStep:
    """The clock of a guided remedy; on both sides of a paired area each hold is done twice."""
    timing = remedy.timing
    if timing is None:
        return ScriptStep(remedy.id, 0, 0, 1, 0)
    both = AREAS[area].paired and side is Side.BOTH and remedy.kind is RemedyKind.STRETCH
    return ScriptStep(
        remedy=remedy.id,
        ready_seconds=max(5, _SECONDS_PER_SENTENCE * len(remedy.ready)),
        hold_seconds=timing.hold_seconds,
        repeats=timing.repeats,
        rest_seconds=timing.rest_seconds,
        switch=timing.switch or both,
        clot_question=_asks_about_clots(remedy, area),
    )


def _in_order(remedies: list[Remedy], where: Where, earlier: list[Episode]) -> list[Remedy]:
    """What worked before comes first, within what can be done without moving; otherwise content's order."""
    wins = {remedy.id: _wins(remedy, earlier) for remedy in remedies}
    return sorted(
        remedies,
        key=lambda r: (_must_move(r, where), -wins[r.id] if wins[r.id] >= _WINS_THAT_COUNT else 0),
    )


def _no_question_first(remedies: list[Remedy], area: Area, where: Where) -> list[Remedy]:
    """One touch leads to an instruction, never to a question: rubbing a leg, which needs one, is not the first step."""
    here = [r for r in remedies if not _must_move(r, where)] or remedies
    first = next((r for r in here if not _asks_about_clots(r, area)), None)
    return remedies if first is None else [first, *(r for r in remedies if r is not first)]


def _asks_about_clots(remedy: Remedy, area: Area) -> bool:
    return area in LEG_AREAS and remedy.kind is RemedyKind.MASSAGE


def _must_move(remedy: Remedy, where: Where) -> bool:
    """Whether the person would have to get up (or lie down) for it."""
    if where is Where.IN_BED:
        return not remedy.in_bed
    if where is Where.SITTING:
        return not {"sitting", "any"} & set(remedy.postures)
    return False


def _wins(remedy: Remedy, earlier: list[Episode]) -> int:
    return sum(1 for episode in earlier if episode.let_go_with == remedy.id)


def _reason(
    remedy: Remedy, first: bool, where: Where, area: Area, earlier: list[Episode], phrases: Phrases
) -> str:
    wins = _wins(remedy, earlier)
    if wins >= _WINS_THAT_COUNT:
        tries = sum(1 for episode in earlier if any(step.remedy == remedy.id for step in episode.steps))
        return phrases.won.format(wins=wins, tries=tries)
    if first and where is Where.IN_BED and remedy.in_bed:
        return phrases.first_in_bed
    if first and where is Where.SITTING and not _must_move(remedy, where):
        return phrases.first_sitting
    if area.value not in remedy.areas:
        return phrases.general
    return phrases.usual if first else phrases.otherwise


def _resting(remedy: Remedy, area: Area, now: Circumstances, phrases: Phrases) -> LeftOut | None:
    return LeftOut(remedy, phrases.resting, by_condition=True) if rests(remedy, area, now.blocked) else None


def _note(order: Plan, any_left: bool, now: Circumstances, phrases: Phrases) -> str:
    if any_left:
        return order.note
    return phrases.all_resting if now.blocked else phrases.nothing_left


def _refusal(
    remedy: Remedy,
    person: Person,
    holds: frozenset[str],
    library: Library,
    phrases: Phrases,
    *,
    equipment_matters: bool = True,
) -> LeftOut | None:
    """Why a remedy is not offered. Afterwards there is time to fetch things, so equipment does not matter then."""
    if not remedy.on_by_default and remedy.id not in person.turned_on:
        return LeftOut(remedy, phrases.turned_off, by_condition=False)
    for level, words in ((CautionLevel.AVOID, phrases.avoid), (CautionLevel.ASK_FIRST, phrases.ask_first)):
        for caution in _that_hold(remedy, level, holds):
            label = library.conditions[caution.condition].label
            return LeftOut(remedy, words.format(label=label, why=caution.why), by_condition=True)
    if not equipment_matters:
        return None
    lacking = [
        _mid_sentence(library.equipment[key].label, phrases)
        for key in remedy.needs
        if not library.equipment[key].common and key not in person.equipment
    ]
    if lacking:
        things = f" {phrases.and_also} ".join(lacking)
        return LeftOut(remedy, phrases.needs.format(things=things), by_condition=False)
    return None


def _mid_sentence(label: str, phrases: Phrases) -> str:
    small = phrases.lowered == "*" or label.partition(" ")[0] in phrases.lowered.split()
    return label[:1].lower() + label[1:] if small else label


def _care(remedy: Remedy, holds: frozenset[str]) -> tuple[str, ...]:
    return tuple(caution.why for caution in _that_hold(remedy, CautionLevel.CAUTION, holds))


def _that_hold(remedy: Remedy, level: CautionLevel, holds: frozenset[str]) -> list[Caution]:
    return [c for c in remedy.cautions if c.level is level and c.condition in holds]
