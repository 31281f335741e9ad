# SPDX-License-Identifier: Apache-2.0
"""The one JSON shape of a fit."""

from __future__ import annotations

from typing import Any

import numpy as np

from unclench.triggers.estimator import Triggers
from unclench.triggers.finding import Effect, Finding, NightRisk

__all__ = ["triggers_json"]


def triggers_json(fitted: Triggers) -> dict[str, Any]:
    """findings by column, risk of the days asked for, and what of the diary was used."""
    return {
        "findings": {name: _finding(one) for name, one in fitted.findings_.items()},
        "risk": [_night(one) for one in fitted.risk_],
        "diary": _diary(fitted),
    }


def _effect(effect: Effect) -> dict[str, float]:
    return {
        "log_rr": _rounded(effect.log_rate_ratio), "lo": _rounded(effect.low), "hi": _rounded(effect.high),
        "prob": round(effect.probability, 5),
    }  # fmt: skip


def _rounded(value: float) -> float:
    """Seven figures: a column in small units has small effects."""
    return float(f"{value:.7g}")


def _finding(one: Finding) -> dict[str, Any]:
    return {
        **_effect(one.effect), "found": one.found, "layer": one.layer.value, "lag": one.lag_days,
        "by_lag": {str(lag): _effect(effect) for lag, effect in one.by_lag.items()},
        "twins": list(one.twins), "sentence": one.sentence,
        "warnings": [
            {"kind": warning.kind, "answer": warning.answer.value, "sentence": warning.sentence}
            for warning in one.raised
        ],
    }  # fmt: skip


def _night(one: NightRisk) -> dict[str, Any]:
    return {
        "date": one.day.isoformat(), "prob": round(one.probability, 5), "lo": round(one.low, 5),
        "hi": round(one.high, 5), "average": round(one.average, 5),
        "skill": None if one.skill is None else round(one.skill, 4), "silent": one.silent, "sentence": one.sentence,
    }  # fmt: skip


def _diary(fitted: Triggers) -> dict[str, Any]:
    days = fitted.days_
    used = ~np.isnan(days.counts) & ~days.asked
    return {
        "first": days.first.isoformat(), "last": days.day(len(days) - 1).isoformat(), "days": len(days),
        "days_used": int(used.sum()), "days_missing": int((~used).sum()),
        "spasms": int(np.nansum(days.counts[used])), "spasm_days": int((days.counts[used] > 0).sum()),
        "exposures": len(days.exposures), "with_hours": sorted(days.timed), "priors": fitted.priors,
        "from_content": sorted(name for name in days.exposures if fitted.beliefs_[name]),
        "recall_bias": fitted.fitted_.recall.answer.value, "notes": list(days.notes),
    }  # fmt: skip
