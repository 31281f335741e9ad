# SPDX-License-Identifier: Apache-2.0
"""Does the maker act with integrity? Each check: found, not found, or nobody can know from this label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unclench.evidence.kinds.products import BrandCheck
from unclench.vetting.case import Case
from unclench.vetting.findings import BrandSignal, Notice, SignalState
from unclench.vetting.label import MarkKind
from unclench.vetting.limits import percent_of
from unclench.vetting.watchlist import as_of, recall_hits, watch_hits

__all__ = ["brand_signals", "contact_known", "notices"]

_BY_MARK: dict[str, tuple[MarkKind, ...]] = {
    "B_NDA": (MarkKind.NDA,),
    "B_MARKETING_STATUS": (MarkKind.NDA, MarkKind.MONOGRAPH, MarkKind.UNAPPROVED),
    "B_NSF_SPORT": (MarkKind.NSF_SPORT,),
    "B_USP": (MarkKind.USP_VERIFIED,),
    "B_INFORMED": (MarkKind.INFORMED,),
    "B_CONSUMERLAB": (MarkKind.CONSUMERLAB,),
    "B_GMP_LOGO": (MarkKind.GMP,),
    "B_COA": (MarkKind.CERTIFICATE_OF_ANALYSIS,),
    "B_TAMPER": (MarkKind.TAMPER_EVIDENT,),
    "B_LISTING_STATUS": (MarkKind.LISTING_STATUS,),
    "B_HOMEO_DISCLOSURE": (MarkKind.HOMEOPATHIC_DISCLAIMER,),
}
_BY_WORDS: dict[str, re.Pattern[str]] = {
    "B_AFFILIATE": re.compile(r"affiliat|commission|sponsored|[?&](?:tag|ref|utm_\w+)=", re.IGNORECASE),
    "B_PRICE_PRESSURE": re.compile(
        r"limited (?:stock|time)|only \d+ left|countdown|free trial|auto-?ship|offer ends|act now",
        re.IGNORECASE,
    ),
}
# These live in lists of others; without the list nobody can know.
_IN_LISTS = frozenset({"B_RECALL_FOOD", "B_RECALL_CPSC", "B_IMPORT_ALERT"})
_NDA_PATCH = re.compile(r"approved patch|nda switch", re.IGNORECASE)
_SAYS_NSAID = re.compile(r"\bNSAID", re.IGNORECASE)


def brand_signals(case: Case) -> tuple[BrandSignal, ...]:
    """Every check of content, in its order."""
    return tuple(_signal(check, case) for check in case.library.brand_checks.values())


def contact_known(case: Case) -> bool:
    """Whether the label names a firm or a way to reach one."""
    return bool(case.label.firm.strip()) or MarkKind.CONTACT in case.marks


def notices(case: Case) -> tuple[Notice, ...]:
    """Dated notices and recalls, certain ones first."""
    found = [*_watched(case), *_recalled(case)]
    return tuple(sorted(found, key=lambda notice: (not notice.certain, notice.id)))


def _signal(check: BrandCheck, case: Case) -> BrandSignal:
    state, evidence = _state(check.id, case)
    return BrandSignal(
        check=check.id, state=state, effect=check.effect, evidence=evidence[:200], sources=check.sources
    )


def _state(key: str, case: Case) -> tuple[SignalState, str]:
    absent = SignalState.NOT_FOUND if case.complete else SignalState.CANNOT_KNOW
    if key in _BY_MARK:
        marks = [case.marks[kind] for kind in _BY_MARK[key] if kind in case.marks]
        if marks:
            return SignalState.FOUND, marks[0].written
        by_facts = _approved_by_facts(case) if key in ("B_NDA", "B_MARKETING_STATUS") else ""
        return (SignalState.FOUND, by_facts) if by_facts else (absent, "")
    if key in _BY_WORDS:
        text = " ".join(one.text for one in (*case.label.claims, *case.label.other))
        hit = _BY_WORDS[key].search(text)
        return (SignalState.FOUND, hit.group(0)) if hit else (SignalState.NOT_FOUND, "")
    if key in _IN_LISTS:
        return SignalState.CANNOT_KNOW, ""
    if key == "B_CONTACT":
        return (SignalState.FOUND, case.label.firm) if contact_known(case) else (absent, "")
    if key == "B_LOT_EXPIRY":
        lots, expires = case.label.identity.lots, case.label.dates.expires
        return (SignalState.FOUND, ", ".join(lots)) if lots or expires else (absent, "")
    if key == "B_TRANSPARENT_DOSE":
        told = [one.amount is not None or one.dilution is not None for one in case.label.actives]
        return (SignalState.FOUND, "") if told and all(told) else (absent, "")
    return _listed(key, case)


def _listed(key: str, case: Case) -> tuple[SignalState, str]:
    if key == "B_RECALL_DRUG":
        hits = list(recall_hits(case))
        if hits:
            certain = any(hit.certain for hit in hits)
            return (SignalState.FOUND if certain else SignalState.POSSIBLE), hits[0].recall.number
        return (SignalState.NOT_FOUND if case.recalls else SignalState.CANNOT_KNOW), ""
    rule = {"B_TAINTED": "R_HIDDEN_DRUG", "B_WARNING_LETTER": "R_WARNING_LETTER"}.get(key)
    if rule is None:
        return SignalState.CANNOT_KNOW, ""
    watched = [hit for hit in watch_hits(case) if hit.entry.rule == rule]
    if watched:
        certain = any(hit.certain for hit in watched)
        return (SignalState.FOUND if certain else SignalState.POSSIBLE), watched[0].entry.as_of
    return SignalState.NOT_FOUND, ""


def _approved_by_facts(case: Case) -> str:
    """A strength that content knows from an approved label, on a label that speaks as that approval makes it speak."""
    if not _SAYS_NSAID.search(
        f"{case.label.warning_text} {' '.join(one.written for one in case.label.actives)}"
    ):
        return ""
    for part in case.counted(hidden=False):
        for row in part.record.limits:
            strength = percent_of(part)
            if row.exact is not None and strength == row.exact and _NDA_PATCH.search(row.what):
                return row.what
    return ""


def _watched(case: Case) -> Iterator[Notice]:
    for hit in watch_hits(case):
        entry = hit.entry
        what = f"held {', '.join(entry.found)}" if entry.found else f"was warned about: {entry.why}"
        if hit.certain:
            words = f"On {entry.as_of} a regulator found that this product {what}."
        elif hit.named:
            words = f"A product of this name {what} (notice of {entry.as_of}). The name alone proves nothing."
        else:
            words = f"The firm had a letter on {entry.as_of} about another product."
        yield Notice(
            id=entry.id, rule=entry.rule, certain=hit.certain, as_of=entry.as_of,
            words=" ".join(filter(None, (words, entry.note))), sources=entry.sources,
        )  # fmt: skip


def _recalled(case: Case) -> Iterator[Notice]:
    for hit in recall_hits(case):
        yield Notice(
            id=hit.recall.number, rule="R_RECALL_ACTIVE" if hit.running else "R_RECALL_PAST", certain=hit.certain,
            as_of=as_of(hit), words=f"Recall {hit.recall.number}: {hit.recall.reason}"[:300],
        )  # fmt: skip
