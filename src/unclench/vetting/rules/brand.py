# SPDX-License-Identifier: Apache-2.0
"""What is known of the maker can lower a verdict and never raise it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unclench.evidence.kinds.products import ProductVerdict
from unclench.vetting.brand import contact_known
from unclench.vetting.case import Case
from unclench.vetting.findings import Finding
from unclench.vetting.label import MarkKind
from unclench.vetting.watchlist import recall_hits, watch_hits

__all__ = [
    "hidden_drug",
    "name_only",
    "no_contact",
    "proprietary_blend",
    "recall_active",
    "recall_past",
    "seal_checked",
    "warning_letter",
]

_GRAVE = re.compile(r"adulterat|unapproved new drug", re.IGNORECASE)


def hidden_drug(case: Case) -> Iterator[Finding]:
    """R_HIDDEN_DRUG: the product is the one a regulator tested."""
    for hit in watch_hits(case):
        if hit.entry.rule == "R_HIDDEN_DRUG" and hit.certain:
            yield Finding(
                rule="R_HIDDEN_DRUG", floor=ProductVerdict.AVOID, written=case.label.name,
                reason="A regulator found medicines in it that the label does not name. Do not take it.",
                facts=(f"As of {hit.entry.as_of}: {', '.join(hit.entry.found)}.", *filter(None, (hit.entry.note,))),
                sources=hit.entry.sources,
            )  # fmt: skip


def warning_letter(case: Case) -> Iterator[Finding]:
    """R_WARNING_LETTER."""
    for hit in watch_hits(case):
        if hit.entry.rule == "R_WARNING_LETTER" and hit.certain:
            grave = bool(_GRAVE.search(f"{hit.entry.why} {hit.entry.note}"))
            yield Finding(
                rule="R_WARNING_LETTER", written=case.label.name,
                floor=ProductVerdict.AVOID if grave else ProductVerdict.NOT_RECOMMENDED,
                reason="A regulator wrote a warning letter about it.",
                facts=(f"As of {hit.entry.as_of}: {hit.entry.why}.",), sources=hit.entry.sources,
            )  # fmt: skip


def name_only(case: Case) -> Iterator[Finding]:
    """A name on the list and no firm on the label: nobody can say whether it is the one. No rule of content."""
    for hit in watch_hits(case):
        if hit.named and not hit.certain and not hit.other_firm:
            yield Finding(
                rule="", floor=ProductVerdict.CANNOT_JUDGE, written=case.label.name, sources=hit.entry.sources,
                reason="A product of this name is on a regulator's list. Find out who made yours before you use it.",
                facts=(f"As of {hit.entry.as_of}: {', '.join(hit.entry.found) or hit.entry.why}.",),
            )  # fmt: skip


def recall_active(case: Case) -> Iterator[Finding]:
    """R_RECALL_ACTIVE."""
    for hit in recall_hits(case):
        if hit.certain and hit.running:
            yield Finding(
                rule="R_RECALL_ACTIVE", floor=ProductVerdict.AVOID, written=hit.recall.product[:200],
                reason="It is being recalled. Do not use it; ask where you bought it.",
                facts=(f"{hit.recall.number} {hit.recall.classification}: {hit.recall.reason}"[:300],),
            )  # fmt: skip


def recall_past(case: Case) -> Iterator[Finding]:
    """R_RECALL_PAST: grave, and within five years."""
    for hit in recall_hits(case):
        if hit.recent and not (hit.certain and hit.running) and (hit.firm or hit.certain):
            yield Finding(
                rule="R_RECALL_PAST", floor=ProductVerdict.SUITABLE_WITH_CAUTIONS, written=hit.recall.product[:200],
                reason="This maker had a recall in the last five years.",
                facts=(f"{hit.recall.number} {hit.recall.classification}: {hit.recall.reason}"[:300],),
            )  # fmt: skip


def proprietary_blend(case: Case) -> Iterator[Finding]:
    """R_PROPRIETARY_BLEND."""
    hidden = sorted(one.blend for one in case.label.actives if one.blend and one.amount is None)
    stated = MarkKind.PROPRIETARY_BLEND in case.marks and any(
        one.amount is None for one in case.label.actives
    )
    if hidden or stated:
        yield Finding(
            rule="R_PROPRIETARY_BLEND", floor=ProductVerdict.NOT_RECOMMENDED, written=hidden[0] if hidden else "",
            reason="A blend hides how much of each is in it, so nobody can check the amounts.",
        )  # fmt: skip


def no_contact(case: Case) -> Iterator[Finding]:
    """R_NO_CONTACT: only a whole label can lack it."""
    if case.complete and not contact_known(case):
        yield Finding(
            rule="R_NO_CONTACT", floor=ProductVerdict.SUITABLE_WITH_CAUTIONS,
            reason="The label names nobody to call if something goes wrong.",
        )  # fmt: skip


def seal_checked(case: Case) -> Iterator[Finding]:
    """R_SEAL_OK: somebody looked the product up in the certifier's own list. The logo alone says nothing."""
    for key in sorted(case.seals & case.library.brand_checks.keys()):
        check = case.library.brand_checks[key]
        if "positive" in check.effect:
            yield Finding(
                rule="R_SEAL_OK", floor=ProductVerdict.SUITABLE, sources=check.sources,
                reason="You found the product in the certifier's own list.", facts=(check.signal,),
            )  # fmt: skip
