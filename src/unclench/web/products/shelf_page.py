# SPDX-License-Identifier: Apache-2.0
"""The shelf as a list: each product with its word, what is on the skin, what changed; several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from unclench.evidence.kinds.products import ProductVerdict
from unclench.store.products import OnSkin
from unclench.vetting import Verdict
from unclench.vetting.comparing import Change
from unclench.web.learn import phrases
from unclench.web.learn.wording import content
from unclench.web.library import library
from unclench.web.products import on_skin, wording
from unclench.web.products.judged import Look, changed
from unclench.web.products.wording import Word, told

__all__ = ["change_context", "compare_cards", "shelf_rows"]


def shelf_rows(found: Sequence[Look], worn: Sequence[OnSkin]) -> list[dict[str, Any]]:
    """One row for each product."""
    since = {row["id"]: row for row in on_skin.rows(tuple(worn))}
    return [_row(one, since.get(one.product.id)) for one in found]


def _row(one: Look, worn: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "id": one.product.id,
        "href": f"/products/{one.product.id}/",
        "name": one.product.name or _("A product without a name"),
        "word": _unreadable() if one.verdict is None else wording.overall(one.verdict.word),
        "changed": changed(one) is not None,
        "worn": worn,
        "may_wear": one.label is not None and bool(on_skin.conditions_of(one.label, library())),
    }


def _unreadable() -> Word:
    cannot = wording.overall(ProductVerdict.CANNOT_JUDGE)
    return Word(cannot.tone, cannot.icon, _("Cannot be read any more"))


def change_context(change: Change | None) -> dict[str, Any] | None:
    """What is new since the last look, in words."""
    if change is None:
        return None
    before = wording.overall(ProductVerdict(change.before) if change.before else None).word
    now = wording.overall(ProductVerdict(change.now) if change.now else None).word
    return {
        "before": before,
        "now": now,
        "same": change.before == change.now,
        "worse": change.worse,
        "because": [told(one) for one in change.because],
        "gone": [told(one) for one in change.gone],
        "content_changed": change.content_changed,
    }


def compare_cards(found: Sequence[Look]) -> list[dict[str, Any]]:
    """One card for each product; the same lines in the same order, never ordered by anything that is paid for."""
    return [_card(one, one.verdict) for one in found if one.verdict is not None]


def _card(one: Look, verdict: Verdict) -> dict[str, Any]:
    leading = next((claim for claim in verdict.claims if claim.leading), None)
    sure, _why = wording.confidence(verdict.confidence)
    return {
        "name": one.product.name,
        "href": f"/products/{one.product.id}/",
        "word": wording.overall(verdict.word),
        "harm": wording.harm(verdict.harm.word, verdict.harm.answered),
        "claims": wording.claims(verdict.claims_word, verdict.claims),
        "brand": wording.brand(verdict.brand.word, verdict.brand.answered),
        "sure": sure,
        "because": told(next(iter(verdict.because), "")),
        "leading": phrases.value(leading.judgement) if leading else "",
        "doses": list(
            dict.fromkeys(
                (content(library().ingredients[row.ingredient].name), row.per_day or row.per_serving)
                for row in verdict.doses
            )
        ),
        "missing": len(verdict.missing),
    }
