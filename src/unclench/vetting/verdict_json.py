# SPDX-License-Identifier: Apache-2.0
"""A verdict as JSON, in the words and ids of the fact base: "menthol", "temporary_relief_minor_aches"."""

from __future__ import annotations

from typing import Any

from unclench.vetting.case import lines_of
from unclench.vetting.findings import ClaimFinding, Finding, Verdict
from unclench.vetting.label import Active, Label
from unclench.vetting.quantities import Between

__all__ = ["verdict_json"]


def verdict_json(verdict: Verdict, label: Label, not_understood: tuple[str, ...] = ()) -> dict[str, Any]:
    """One document. Text of the label stands in it as it was printed: whoever shows it escapes it."""
    return {
        "unclench_vet": 1,
        "content_version": verdict.content_version,
        "product": {
            "name": label.name, "brand": label.brand, "firm": label.firm, "kind": label.kind.value,
            "route": label.route.value, "region": label.region.value, "format": label.format.value,
            "complete": label.complete,
        },
        "verdict": None if verdict.word is None else verdict.word.value,
        "confidence": None if verdict.confidence is None else verdict.confidence.value,
        "because": list(verdict.because),
        "harm": {
            "verdict": verdict.harm.word.value,
            "answered": verdict.harm.answered,
            "ingredients": list(dict.fromkeys(map(_short, _ids(label)))),
            "actives": [_active(one) for one in label.actives],
            "inactives": [
                {"name": one.written, "id": _short(one.ingredient)} for one in label.inactives if one.ingredient
            ],
            "concerns": [_finding(one) for one in verdict.harm.findings],
        },
        "claims_verdict": verdict.claims_word.value,
        "claims": [_claim(one) for one in verdict.claims],
        "claim_concerns": [_finding(one) for one in verdict.claim_findings],
        "brand": {
            "verdict": verdict.brand.word.value,
            "answered": verdict.brand.answered,
            "signals": [
                {"id": one.check, "state": one.state.value, "effect": one.effect, "evidence": one.evidence}
                for one in verdict.brand.signals
            ],
            "notices": [
                {"id": one.id, "rule": one.rule, "certain": one.certain, "as_of": one.as_of, "words": one.words,
                 "sources": list(one.sources)}
                for one in verdict.brand.notices
            ],
            "concerns": [_finding(one) for one in verdict.brand.findings],
        },
        "doses": [
            {"ingredient": _short(row.ingredient), "use": row.use, "per_serving": row.per_serving,
             "per_day": row.per_day, "studied": row.studied, "compared": row.compared, "who": row.who,
             "outcome": row.outcome, "sources": list(row.sources)}
            for row in verdict.doses
        ],
        "missing": list(verdict.missing),
        "rules": list(verdict.rules),
        "sources": list(verdict.sources),
        "not_understood": list(not_understood),
    }  # fmt: skip


def _ids(label: Label) -> list[str]:
    return [one.ingredient for one in lines_of(label) if one.ingredient]


def _short(key: str) -> str:
    """content's ids carry the kind before them; the fact base's do not."""
    return key.removeprefix("ingredient_").removeprefix("claim_")


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "rule": one.rule or None, "verdict": one.floor.value, "level": one.level.value if one.level else None,
        "reason": one.reason, "ingredient": _short(one.ingredient) or None, "condition": one.condition or None,
        "drug_class": one.drug_class or None, "facts": list(one.facts), "sources": list(one.sources),
        "written": one.written, "certainty": one.certainty or None, "from_memory": one.from_memory,
    }  # fmt: skip


def _claim(one: ClaimFinding) -> dict[str, Any]:
    return {
        "claim": _short(one.claim), "judgement": one.judgement.value, "sentence": one.sentence,
        "matched": one.matched, "field": one.field, "leading": one.leading, "implied": one.implied,
        "reason": one.reason, "narrower": one.narrower, "ingredient": _short(one.ingredient) or None,
        "certainty": one.certainty or None, "facts": list(one.facts), "sources": list(one.sources),
    }  # fmt: skip


def _active(one: Active) -> dict[str, Any]:
    amount = one.amount
    return {
        "id": _short(one.ingredient) or None, "name": one.written, "form": one.form or None,
        "value": amount.value if amount else None, "unit": amount.unit if amount else None,
        "percent": amount.percent if amount else None, "per": amount.per.value if amount else None,
        "elemental_mg": _between(one.elemental_mg), "daily_mg": _between(one.daily_mg),
        "homeopathic": one.dilution.written if one.dilution else None, "doubtful": one.doubtful,
    }  # fmt: skip


def _between(amount: Between | None) -> list[float] | None:
    return None if amount is None else [amount.low, amount.high]
