# SPDX-License-Identifier: Apache-2.0
"""A plan as a page: what it shows as text, and what it hands to the session's script."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from unclench.body.areas import Area, Side
from unclench.diary import Doing, Episode, Person
from unclench.evidence import Reference
from unclench.relief import Circumstances, PlannedStep, ReliefPlan, Where, plan
from unclench.relief.blocked import rests
from unclench.relief.circumstances import NIGHT_BEGINS, NIGHT_ENDS
from unclench.store.products import OnSkin
from unclench.web import words
from unclench.web.languages import ENGLISH, active
from unclench.web.library import drawn, library, still_english
from unclench.web.products import on_skin
from unclench.web.words import seconds

__all__ = ["relief_context", "sides_named"]


def relief_context(
    area: Area,
    side: Side,
    person: Person,
    history: list[Episode],
    blocked: frozenset[str] = frozenset(),
    worn: tuple[OnSkin, ...] = (),
) -> dict[str, Any]:
    """Everything relief.html needs. The plan is made for each place the person may be in: the phone knows which.

    blocked: kinds of relief that rest because of a warning sign. worn: what is on the skin; no heat goes over it.
    """
    skin = frozenset(key for one in worn for key in one.conditions)
    facts, phrases, title = library(active()), words.phrases(), words.place(area, side)
    plans = {
        where: plan(
            area,
            side,
            person,
            Circumstances(where=where, conditions=skin, blocked=blocked),
            history,
            facts,
            phrases,
        )
        for where in Where
    }
    up = plans[Where.UP]
    numbers = {step.remedy.id: number for number, step in enumerate(up.steps)}
    heat_off: list[dict[str, str]] = []
    if skin:
        otherwise = plan(area, side, person, Circumstances(blocked=blocked), history, facts, phrases)
        heat_off = on_skin.left_out(otherwise, skin, facts, phrases)
    figures = [drawn(step.remedy.id, side, area) for step in up.steps]
    return {
        "title": title,
        "stop": {"text": up.stop_signs, "full": up.stop_signs_full},
        "help_href": f"/help/{area.value}/",
        "add_href": f"/diary/add/?area={area.value}&side={side.value}",
        "note": up.note,
        "resting": bool(blocked),
        "some_english": _shows_english(up),
        "steps": [_step_row(number, step, side, area) for number, step in enumerate(up.steps, 1)],
        "after": [_after_row(step) for step in up.after],
        "left_out": _left_out(up, heat_off),
        "worn": [row for row in on_skin.rows(worn) if row["heat_off"]],
        "figures": [sides_named(figure.svg) if figure else "" for figure in figures],
        "session_data": {
            "person": str(person.id),
            "area": area.value,
            "side": side.value,
            "title": title,
            "help": f"/help/{area.value}/",
            "resting": sorted(
                row.remedy.id for row in up.left_out if row.by_condition and rests(row.remedy, area, blocked)
            ),
            "stop": {"text": up.stop_signs, "full": up.stop_signs_full},
            "night": [NIGHT_BEGINS.hour, NIGHT_ENDS.hour],
            "orders": {
                where.value: [numbers[step.remedy.id] for step in made.steps] for where, made in plans.items()
            },
            "steps": [_script_row(step) for step in up.steps],
            "after": [_after_row(step) for step in up.after],
            "doing": [[doing.value, words.doing(doing)] for doing in Doing],
            "words": dict(words.spoken("session")),
        },
    }


def _left_out(shown: ReliefPlan, heat_off: list[dict[str, str]]) -> list[dict[str, str]]:
    """What is left out during, as the plan says it, and afterwards because of what is on the skin; each once."""
    rows = {row.remedy.name: row.reason for row in shown.left_out}
    for row in heat_off:
        rows.setdefault(row["name"], row["reason"])
    return [{"name": name, "reason": reason} for name, reason in rows.items()]


def _script_row(step: PlannedStep) -> dict[str, Any]:
    remedy = step.remedy
    return {
        "name": remedy.name,
        "ready": [*step.cautions, *remedy.ready],
        "hold": list(remedy.hold),
        "ease": list(remedy.ease),
        "script": asdict(step.script),
    }


def _step_row(number: int, step: PlannedStep, side: Side, area: Area) -> dict[str, Any]:
    remedy = step.remedy
    figure = drawn(remedy.id, side, area)
    return {
        "number": number,
        "name": remedy.name,
        "figure": sides_named(figure.stills) if figure else "",
        "description": figure.description if figure else "",
        "sentences": [*remedy.ready, *remedy.hold, *remedy.ease],
        "timing": _timing(step),
        "reason": step.reason,
        "cautions": step.cautions,
        "certainty": words.certainty(remedy.evidence),
        "why": remedy.evidence.reason,
        "often_said": remedy.often_said,
        "href": f"/learn/remedy/{remedy.id}/",
        "sources": [_source(library().references[key]) for key in remedy.evidence.citations],
    }


def sides_named(svg: str) -> str:
    """A figure with its left and right named in the page's language; its description is still English."""
    if active() == ENGLISH:
        return svg
    for english, named in (("Left", _("Left")), ("Right", _("Right"))):
        svg = svg.replace(f">{english}</text>", f' lang="{active()}">{named}</text>')
    return svg


def _timing(step: PlannedStep) -> str:
    clock = step.script
    if not clock.hold_seconds:
        return ""
    span = seconds(clock.hold_seconds)
    said = [_("%(span)s on each side") % {"span": span} if clock.switch else span]
    if clock.repeats > 1:
        said.append(_("%(count)s times") % {"count": clock.repeats})
        if clock.rest_seconds:
            said.append(_("%(span)s rest between") % {"span": seconds(clock.rest_seconds)})
    return ", ".join(said) + "."


def _shows_english(shown: ReliefPlan) -> bool:
    """Whether a text of this plan is not translated yet."""
    missing = still_english(active())
    if not missing:
        return False
    texts = {shown.note, shown.stop_signs}
    for step in (*shown.steps, *shown.after):
        remedy = step.remedy
        texts |= {
            remedy.name,
            remedy.often_said,
            remedy.evidence.reason,
            remedy.evidence.population,
            step.reason,
        }
        texts |= {*remedy.ready, *remedy.hold, *remedy.ease, *step.cautions}
    for row in shown.left_out:
        texts |= {row.remedy.name, *(part.why for part in row.remedy.cautions)}
    return bool(texts & missing)


def _after_row(step: PlannedStep) -> dict[str, Any]:
    timed = step.remedy.kind.value in {"thermal", "massage", "movement"} and step.script.hold_seconds >= 60
    return {
        "name": step.remedy.name,
        "tip": step.reason,
        "cautions": list(step.cautions),
        "seconds": step.script.hold_seconds if timed else None,
        "presses_on_leg": step.script.clot_question,
    }


def _source(reference: Reference) -> dict[str, str]:
    link, label = "", ""
    if reference.doi:
        link, label = f"https://doi.org/{reference.doi}", "doi"
    elif reference.pmid:
        link, label = f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/", "PubMed"
    return {
        "authors": reference.authors,
        "title": reference.title,
        "year": reference.year,
        "link": link,
        "link_label": label,
    }
