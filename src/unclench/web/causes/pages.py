# SPDX-License-Identifier: Apache-2.0
"""Causes: the findings in words, what was looked at and not found, what cannot be said yet, and how we know."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from unclench.diary.settings import DiarySettings, Suspicion
from unclench.errors import NotFound
from unclench.store import settings
from unclench.triggers import Answer, Finding, Layer
from unclench.triggers.honesty import COMMAND, FALSE_SHARES
from unclench.web import whose
from unclench.web import words as page_words
from unclench.web.causes import words
from unclench.web.causes.behind import Group, behind, latest_with
from unclench.web.causes.forest import forest_rows, ticks
from unclench.web.causes.looking import Look, look, ratio_of
from unclench.web.days.suggesting import followed, known, local_now, now

__all__ = ["cause", "index", "suspect"]

_DIRECTIONS = {"1": 1, "-1": -1, "0": 0}
_KINDS = {
    "Nothing matters": gettext_lazy("Nothing matters"),
    "Nothing matters, and habits go together": gettext_lazy("Nothing matters, and habits go together"),
    "Nothing matters, and habits and spasms come in phases": gettext_lazy(
        "Nothing matters, and habits and spasms come in phases"
    ),
    "One spasm brings the next": gettext_lazy("One spasm brings the next"),
    "One odd week": gettext_lazy("One odd week"),
    "Habits that follow a spasm": gettext_lazy("Habits that follow a spasm"),
    "Things are forgotten on quiet days": gettext_lazy("Things are forgotten on quiet days"),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everything one look says. ?priors=off and ?suspicions=off show it without what was known before."""
    person = whose.person(request)
    asked = settings.of(person.id)
    priors, own = request.GET.get("priors") != "off", request.GET.get("suspicions") != "off"
    found = look(person, priors=priors, suspicions=own)
    if found is None:
        return render(
            request, "causes.html", {"nothing": True, "shares": _shares(), "honesty_command": COMMAND}
        )
    if asked.first_look_at is None:
        return HttpResponseRedirect("/diary/causes/suspicions/")
    return render(request, "causes.html", _context(found) | _changed(request, found))


@require_safe
def cause(request: HttpRequest, key: str) -> HttpResponse:
    """One exposure: the finding, what could fool us, and the days behind it."""
    found = look(whose.person(request))
    finding = None if found is None else found.fitted.findings_.get(key)
    if found is None or finding is None:
        raise NotFound(
            "Your diary says nothing about this yet.", todo="Open it from the list of what was looked at."
        )
    more, less, edge = behind(found, finding)
    ratio = ratio_of(found, finding)
    one = found.exposures.get(key)
    own_now = local_now(found.asked, now()).date()
    context = {
        "name": found.named(key),
        "layer": words.layer_name(finding.layer),
        "sentence": words.sentence(found, finding, ratio) if finding.found else "",
        "twins": words.twin_words(found, finding),
        "range": words.range_words(found, key, ratio),
        "waiting": words.waiting(finding),
        "stands_on": words.lean_on(found, finding),
        "more": _group(more),
        "less": _group(less),
        "edge": words.amount(found, key, edge) if edge else "",
        "lag": finding.lag_days,
        "warnings": [
            {"words": words.check_words(one), "answer": _ANSWERS[one.answer], "raised": one.answer is Answer.YES}
            for one in finding.warnings
        ],
        "by_lag": [
            {"lag": _LAGS.get(lag, str(lag)), "chance": number_format(effect.probability, decimal_pos=2)}
            for lag, effect in sorted(finding.by_lag.items())
        ],
        "days": [
            {"href": f"/diary/day/{day}/", "heading": page_words.day_heading(day, own_now),
             "value": words.amount(found, key, value), "spasms": int(count), "any": any_}
            for day, value, count, any_ in latest_with(found, finding)
        ],
        "trigger": one.trigger if one else "",
    }  # fmt: skip
    return render(request, "causes_one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def suspect(request: HttpRequest) -> HttpResponse:
    """What the person suspects; before the first look it counts, later it is only remembered."""
    person = whose.person(request)
    if request.method == "POST":
        moment = now()

        def told(before: DiarySettings) -> DiarySettings:
            first = before.first_look_at is None
            said = {
                key: Suspicion(_DIRECTIONS[value], moment, first)
                for key in known(before)
                if (value := request.POST.get(f"s_{key}", "")) in _DIRECTIONS
            }
            kept = {key: one for key, one in before.suspicions.items() if one.before_look and not first}
            return replace(before, suspicions={**said, **kept}, first_look_at=before.first_look_at or moment)

        settings.change(person.id, told)
        return HttpResponseRedirect("/diary/causes/")
    asked = settings.of(person.id)
    found = look(person)
    shown = known(asked)
    keys = list(found.table.exposures) if found else [one.id for one in followed(person, asked, shown)]
    rows = [
        {"key": key, "name": shown[key].name, "said": str(one.direction) if (one := asked.suspicions.get(key)) else ""}
        for key in keys
        if key in shown and not shown[key].control
    ]  # fmt: skip
    context = {"rows": rows, "first": asked.first_look_at is None}
    return render(request, "causes_suspicions.html", context)


_ANSWERS = {
    Answer.YES: gettext_lazy("Yes"),
    Answer.NO: gettext_lazy("No"),
    Answer.CANNOT_SAY: gettext_lazy("Cannot say"),
}
_LAGS = {0: gettext_lazy("the same day"), 1: gettext_lazy("the day before")}


def _context(found: Look) -> dict[str, Any]:
    findings = list(found.fitted.findings_.values())
    shown = sorted(
        (one for one in findings if one.found),
        key=lambda one: (one.layer is not Layer.LIKELY, -one.effect.probability),
    )
    not_found = [one for one in findings if one.layer is Layer.NOT_FOUND]
    later = [one for one in findings if one.layer is Layer.CANNOT_SAY_YET]
    risk = found.fitted.risk_
    used = found.table
    return {
        "cards": [_card(found, one) for one in shown],
        "not_found": [_line(found, one) for one in sorted(not_found, key=lambda one: found.named(one.name))],
        "later": [
            _line(found, one) for one in sorted(later, key=lambda one: (one.needed_weeks or 10_000, one.name))
        ],
        "forest": forest_rows(found, [*shown, *not_found]),
        "ticks": ticks(),
        "tonight": words.tonight(risk[-1]) if risk else "",
        "days": int((used.spasm_count == used.spasm_count).sum()),
        "missing": int((used.spasm_count != used.spasm_count).sum()),
        "spasms": int(used.spasm_count[used.spasm_count == used.spasm_count].sum()),
        "recall": found.fitted.fitted_.recall.answer is Answer.YES,
        "priors": found.priors,
        "suspicions": found.suspicions,
        "has_suspicions": any(one.before_look for one in found.asked.suspicions.values()),
        "shares": _shares(),
        "honesty_command": COMMAND,
    }


def _changed(request: HttpRequest, found: Look) -> dict[str, Any]:
    """With what was known before switched off: which answers differ from the usual look."""
    if found.priors and found.suspicions:
        return {}
    usual = look(whose.person(request))
    if usual is None:
        return {}
    differ = [
        {"name": found.named(key), "with": words.layer_name(usual.fitted.findings_[key].layer),
         "without": words.layer_name(one.layer)}
        for key, one in found.fitted.findings_.items()
        if usual.fitted.findings_[key].layer is not one.layer
    ]  # fmt: skip
    return {"compared": True, "differ": differ}


def _card(found: Look, finding: Finding) -> dict[str, Any]:
    ratio = ratio_of(found, finding)
    more, less, _edge = behind(found, finding)
    one = found.exposures.get(finding.name)
    return {
        "key": finding.name,
        "layer": words.layer_name(finding.layer),
        "likely": finding.layer is Layer.LIKELY,
        "sentence": words.sentence(found, finding, ratio),
        "twins": words.twin_words(found, finding),
        "range": words.range_words(found, finding.name, ratio),
        "stands_on": words.lean_on(found, finding),
        "warnings": [words.warning_words(one) for one in finding.raised],
        "more": _group(more),
        "less": _group(less),
        "trigger": one.trigger if one else "",
    }


def _line(found: Look, finding: Finding) -> dict[str, Any]:
    ratio = ratio_of(found, finding)
    return {
        "key": finding.name,
        "name": found.named(finding.name),
        "range": words.range_words(found, finding.name, ratio),
        "waiting": words.waiting(finding),
        "warnings": [words.warning_words(one) for one in finding.raised],
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "days": group.days,
        "spasms": group.spasms,
        "per_ten": number_format(group.per_ten, decimal_pos=1),
    }


def _shares() -> list[dict[str, str]]:
    return [
        {
            "kind": str(_KINDS.get(one.kind, one.kind)),
            "one_look": _("%(share)s of 100 (give or take %(error)s)")
            % {
                "share": number_format(100 * one.worth_testing, decimal_pos=0),
                "error": number_format(max(1.0, 200 * one.worth_testing_error), decimal_pos=0),
            },
            "weekly": _("%(share)s of 100 (of %(n)s diaries)")
            % {"share": number_format(100 * one.ever_likely, decimal_pos=0), "n": one.diaries_weekly},
        }
        for one in FALSE_SHARES
    ]
