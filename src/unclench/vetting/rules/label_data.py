# SPDX-License-Identifier: Apache-2.0
"""What is missing: it never makes a verdict better, and it is always said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unclench.evidence.kinds.products import ProductVerdict
from unclench.vetting.case import Case
from unclench.vetting.findings import Finding
from unclench.vetting.label import ProductKind
from unclench.vetting.rules.intake import intake_not_checked
from unclench.vetting.rules.strength import not_checked

__all__ = ["identity_unknown", "incomplete", "strangers"]

_MOST_NAMED = 6
# Lines of a nutrition table, which nobody judges.
_NUTRITION = re.compile(
    r"calories|energy|carbohydrate|sugars?\b|fib(?:er|re)|protein|\bfats?\b|saturated|cholesterol|^water$",
    re.IGNORECASE,
)


def incomplete(case: Case) -> Iterator[Finding]:
    """R_DATA_INCOMPLETE."""
    label = case.label
    if label.recall is not None:
        return
    no_amounts = label.kind not in (ProductKind.FOOD, ProductKind.HOMEOPATHIC) and any(
        one.amount is None and one.dilution is None for one in label.actives
    )
    unchecked = (one for one in (*not_checked(case), *intake_not_checked(case)) if not one.from_memory)
    unsure = label.complete is None and any(unchecked)
    if label.complete is False or label.cut or no_amounts or unsure or not label.actives:
        yield Finding(
            rule="R_DATA_INCOMPLETE", floor=ProductVerdict.SUITABLE,
            reason="We do not have the whole label. What is not there proves nothing.",
            written=", ".join(label.cut),
        )  # fmt: skip


def identity_unknown(case: Case) -> Iterator[Finding]:
    """Nothing in it that we know, or nothing at all. No rule of content."""
    label = case.label
    nothing_active = not label.actives and label.kind not in (ProductKind.FOOD, ProductKind.COSMETIC)
    if not case.parts or nothing_active:
        named = ", ".join(sorted(one.written for one in label.actives)[:_MOST_NAMED])
        yield Finding(
            rule="", floor=ProductVerdict.CANNOT_JUDGE, written=named,
            reason="We know nothing about what is in it." if named else "What is in it is not said.",
        )  # fmt: skip


def strangers(case: Case) -> Iterator[Finding]:
    """Actives beside known ones that content holds nothing on. No rule of content."""
    if case.label.kind in (ProductKind.FOOD, ProductKind.HOMEOPATHIC) or not case.parts:
        return
    names = sorted(
        {
            one.written
            for one in case.label.actives
            if not one.ingredient and one.dilution is None and not _NUTRITION.search(one.written)
        }
    )
    if names:
        yield Finding(
            rule="", floor=ProductVerdict.SUITABLE_WITH_CAUTIONS, written=", ".join(names[:_MOST_NAMED]),
            reason="Part of what is in it we hold nothing on.",
        )  # fmt: skip
